//! What a stretch of text is made of, and so what it is: a word, a number with a unit, a hash, a ticket.

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const MARK: u8 = 8;
const FOREIGN: u8 = 16;

/// Which kinds of characters a text has.
#[derive(Debug, Clone, Copy)]
pub(super) struct TokenShape(u8);

impl TokenShape {
    pub(super) fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |kinds, byte| kinds | KINDS[usize::from(byte)]))
    }

    /// Where the first space of `text` is, and the shape of what stands before it.
    pub(super) fn of_first(text: &str) -> (usize, Self) {
        let mut kinds = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte.is_ascii_whitespace() {
                return (at, Self(kinds));
            }
            kinds |= KINDS[usize::from(byte)];
        }
        (text.len(), Self(kinds))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn is_letters(self) -> bool {
        self.0 & !(LOWER | UPPER) == 0
    }

    pub(super) fn has_no_letters(self) -> bool {
        self.0 & (LOWER | UPPER | FOREIGN) == 0
    }

    pub(super) fn is_foreign(self) -> bool {
        self.0 & FOREIGN != 0
    }
}

/// The kind of every byte.
const KINDS: [u8; 256] = {
    let mut kinds = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            128.. => FOREIGN,
            _ => MARK,
        };
        byte += 1;
    }
    kinds
};

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Six or more hexadecimal digits, one of them a number; or what `0x` begins.
pub(super) fn is_hex(text: &str) -> bool {
    let bare = text.strip_prefix("0x").or(text.strip_prefix("0X"));
    let all = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    bare.is_some_and(|bare| !bare.is_empty() && all(bare)) || text.len() >= 6 && all(text) && digits(text) > 0
}

/// Whether the parts of a name joined by hyphens are hexadecimal throughout.
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() >= 13
        && text.contains('-')
        && digits(text) >= 4
        && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// An address of IPv6 or of a network card: hexadecimal between colons.
pub(super) fn is_address(text: &str) -> bool {
    digits(text) > 0
        && text.bytes().filter(|b| *b == b':').count() > 1
        && text.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.' | b'%' | b'/'))
}

/// `INC-214`, `ORA-00942`: capitals, a hyphen and a number.
pub(super) fn is_ticket(text: &str) -> bool {
    text.split_once('-').is_some_and(|(letters, number)| {
        (2..=10).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_uppercase())
            && (1..=6).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether a text that begins with a digit is a number with a unit, a time or a date, and no name such as `2024-05-02-a-herd`.
pub(super) fn is_measure(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let class = text.len() == 3 && text.ends_with("xx");
    let spelled = text.split(|c: char| !c.is_ascii_alphabetic()).any(|run| run.len() > 4);
    !class && (letters <= 3 || letters < 2 * digits(text) && !spelled)
}

/// `E0311`: a level, a month and a day.
pub(super) fn is_klog(text: &str) -> bool {
    text.len() == 5 && text.starts_with(['I', 'W', 'E', 'F']) && digits(text) == 4
}

/// A key before `=`: a name without spaces.
pub(super) fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'-'))
}

/// Whether a part of a name is a word or a name, and no number, hash or token.
pub(super) fn says_something(part: &str, first: bool) -> bool {
    let shape = TokenShape::of(part);
    if shape.is_letters() {
        return part.len() > 1;
    }
    let counted = !part.as_bytes()[0].is_ascii_digit()
        && digits(part) == part.len() - 1
        && (matches!(part.as_bytes()[0], b'x' | b'v' | b'X') || part.len() > 6);
    let suffix =
        !first && (5..=10).contains(&part.len()) && part.bytes().all(|b| b"bcdfghjklmnpqrstvwxz2456789".contains(&b));
    let digits = digits(part);
    let token =
        part.len() >= 20 && digits >= 2 && (shape.0 & (LOWER | UPPER) == LOWER | UPPER || digits * 4 >= part.len());
    let code = part.len() >= 8 && digits >= 2 && shape.0 & LOWER == 0;
    !(shape.has_no_letters()
        || counted
        || suffix
        || token
        || code
        || is_hex(part)
        || part.as_bytes()[0].is_ascii_digit() && is_measure(part))
}
