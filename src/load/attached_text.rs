//! The bytes of an attached file become its text, where they are one.

/// How much of a file is looked at to tell whether it is text.
pub(super) const HEAD: usize = 8 * 1024;

/// What longer text files are cut to: no log that is worth showing is longer.
pub(super) const LONGEST: u64 = 64 * 1024 * 1024;

/// A file's text, its bytes as they are where they are no UTF-8.
#[derive(Debug)]
pub struct Attachment {
    /// Replacement characters stand for what is no UTF-8.
    pub text: String,
    /// Whether the file goes on, or something in it cannot be unpacked.
    pub is_cut: bool,
    /// Whether it was packed.
    pub is_packed: bool,
}

/// The text of what was in a file; `None` where it is none.
pub(super) fn lossy(bytes: &[u8]) -> Option<String> {
    is_text(&bytes[..bytes.len().min(HEAD)]).then(|| decoded(bytes))
}

/// Whether a file that begins so is a text.
pub(super) fn is_text(head: &[u8]) -> bool {
    !head.contains(&0) || is_utf16(head)
}

/// The text that bytes are.
pub(super) fn decoded(bytes: &[u8]) -> String {
    if is_utf16(bytes) { utf16(bytes) } else { String::from_utf8_lossy(bytes).into_owned() }
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

/// Text that a mark says is UTF-16.
fn utf16(bytes: &[u8]) -> String {
    let big = bytes.starts_with(&[0xfe, 0xff]);
    let unit = |pair: &[u8]| match big {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    };
    let units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
    String::from_utf16_lossy(&units)
}
