//! A word becomes the form in which words are compared: lower case, without accents; and one in camel case its parts.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// How much of a word is kept, in characters after folding. What is longer is a hash, a token or base64: its beginning tells it apart.
pub const LONGEST: usize = 40;

/// The most parts that a word in camel case may have; what has more is no identifier.
pub const MOST_PARTS: usize = 8;

/// The folded form of a word: lower case, no accents, compatibility forms as their usual ones.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return match text.bytes().any(|b| b.is_ascii_uppercase()) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
    }
    let lower = text.to_lowercase();
    let bare: String = lower.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let mut folded = String::with_capacity(bare.len());
    for c in bare.nfkc() {
        match c {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    Cow::Owned(folded)
}

/// The parts of a word in camel case, as written; empty when it has fewer than two, or more than 40 letters.
///
/// A part begins at a capital after a small letter or digit, and at the last of several capitals when two small letters follow:
/// `HTTPServer` has two, `APIs` none.
pub fn camel_parts(word: &str) -> Vec<&str> {
    let bytes = word.as_bytes();
    if units(word) > LONGEST {
        return Vec::new();
    }
    let upper = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let lower = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let begins = |at: usize| {
        let after_small = lower(at - 1) || bytes[at - 1].is_ascii_digit();
        upper(at) && (after_small || (upper(at - 1) && lower(at + 1) && lower(at + 2)))
    };
    let mut starts: Vec<usize> = (1..bytes.len()).filter(|&at| begins(at)).collect();
    if starts.is_empty() || starts.len() >= MOST_PARTS {
        return Vec::new();
    }
    starts.insert(0, 0);
    let ends = starts.iter().skip(1).copied().chain([word.len()]);
    starts.iter().zip(ends).map(|(&start, end)| &word[start..end]).collect()
}

/// The length in UTF-16 units, which is how browsers count.
pub fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn camel_case_has_parts() {
        assert_eq!(camel_parts("ConnectionPoolTimeout"), ["Connection", "Pool", "Timeout"]);
        assert_eq!(camel_parts("HTTPServer"), ["HTTP", "Server"]);
        assert_eq!(camel_parts("S3Bucket"), ["S3", "Bucket"]);
        assert!(camel_parts("APIs").is_empty());
        assert!(camel_parts("ECONNRESET").is_empty());
        assert!(camel_parts("aBcDeFgHiJkLmNoPqR").is_empty());
    }
}
