//! Numbers and texts become bytes, as short as the client can read them.

/// Bytes being written.
#[derive(Default, Clone)]
pub(super) struct Bytes(pub Vec<u8>);

impl Bytes {
    /// Unsigned LEB128: seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    /// A count or place.
    pub(super) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    /// The length in bytes, then UTF-8.
    pub(super) fn text(&mut self, text: &str) {
        self.count(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// What `text` has in common with the text before it, then the rest.
    pub(super) fn after(&mut self, before: &str, text: &str) {
        let shared = shared(before, text);
        self.count(shared);
        self.text(&text[shared..]);
    }

    /// Document numbers in order, each as its distance from the one before, the first from 0.
    pub(super) fn documents(&mut self, documents: impl IntoIterator<Item = u32>) {
        let mut before = 0;
        for document in documents {
            self.number(u64::from(document - before));
            before = document;
        }
    }
}

/// The bytes that two texts begin with alike, in whole characters.
pub(super) fn shared(a: &str, b: &str) -> usize {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (0..=same).rev().find(|&at| b.is_char_boundary(at)).unwrap_or(0)
}

/// The shortest text after `last` that is not after `first`.
pub(super) fn separator(last: &str, first: &str) -> String {
    let same = shared(last, first);
    first[same..].chars().next().map_or_else(|| first.to_owned(), |next| first[..same + next.len_utf8()].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_a_byte_for_seven_bits() {
        let mut bytes = Bytes::default();
        bytes.number(127);
        bytes.number(128);
        bytes.text("é");
        assert_eq!(bytes.0, [127, 0x80, 1, 2, 0xc3, 0xa9]);
    }

    #[test]
    fn texts_share_whole_characters() {
        assert_eq!(shared("café", "cafè"), 3);
        assert_eq!(separator("certif", "chain"), "ch");
        assert_eq!(separator("cert", "certif"), "certi");
    }
}
