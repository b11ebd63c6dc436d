//! Places in a text become spaces, so that every offset stays true.

use crate::model::Span;

/// `text` with spaces in place of all but line breaks in `spans`, which lie on whole characters.
pub(crate) fn blanked(text: &str, spans: impl Iterator<Item = Span>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in spans {
        for byte in &mut bytes[span] {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    String::from_utf8(bytes).expect("whole characters were replaced by spaces")
}
