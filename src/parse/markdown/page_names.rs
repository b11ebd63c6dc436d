//! Plain text and the targets of wiki links become the names of pages that stand in them.

use crate::model::Span;

/// Identifiers such as `INC-214` in plain text: runs of `[A-Z][A-Z0-9]+-[0-9]+` with no word character around them.
pub(crate) fn bare_ids(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let word =
        |ix: usize| bytes.get(ix).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-') || *b >= 0x80);
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(dash) = text.get(at..)?.find('-').map(|ix| at + ix) {
            at = dash + 1;
            let start =
                (0..dash).rev().take_while(|&ix| bytes[ix].is_ascii_uppercase() || bytes[ix].is_ascii_digit()).last();
            let Some(start) =
                start.filter(|&s| bytes[s].is_ascii_uppercase() && dash - s >= 2 && (s == 0 || !word(s - 1)))
            else {
                continue;
            };
            let end = (dash + 1..bytes.len()).find(|&ix| !bytes[ix].is_ascii_digit()).unwrap_or(bytes.len());
            if end > dash + 1 && !word(end) && end - dash <= 9 {
                at = end;
                return Some(start..end);
            }
        }
        None
    })
}

/// The name in a wiki link's target: `checkout` of `service:checkout`, `INC-7` of `INC-7#impact`.
pub(crate) fn spoken(target: &str) -> &str {
    let name = target.split('#').next().filter(|name| !name.trim().is_empty()).unwrap_or(target);
    name.split_once(':').map_or(name, |(_, name)| name)
}
