//! Plain text and the targets of wiki links become the names of pages that stand in them.

use crate::model::Span;
use crate::parse::markdown::bare_address::addresses;

/// The identifiers in running text that may name a page: those that are of no longer name, such as an address, a path or the name of a
/// file. Linear in the text.
pub(crate) fn mentioned_ids(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut addresses = addresses(text).peekable();
    bare_ids(text).filter(move |id| {
        while addresses.next_if(|address| address.end <= id.start).is_some() {}
        let in_address = addresses.peek().is_some_and(|address| address.start < id.end);
        !in_address && !is_of_longer_name(text, id)
    })
}

/// How far from an identifier the name that it is of is looked at, in bytes.
const NEAR: usize = 120;

/// Whether an identifier is of a path (`/var/log/INC-12`), a file (`INC-12.png`) or a mailbox. Several that are parted by `/` are not.
fn is_of_longer_name(text: &str, id: &Span) -> bool {
    let parts = |c: &char| !c.is_whitespace() && !"()[]{}<>\"'`“”‘’„«»,;:!?*|".contains(*c);
    let length = |letters: &mut dyn Iterator<Item = char>| {
        letters.take_while(parts).take(NEAR).map(char::len_utf8).sum::<usize>()
    };
    let start = id.start - length(&mut text[..id.start].chars().rev());
    let end = id.end + length(&mut text[id.end..].chars());
    let ending = text[id.end..end].strip_prefix('.').unwrap_or_default();
    let mut letters = ending.chars();
    let first = letters.next();
    // A sentence that begins without a space is none.
    let is_sentence = first.is_some_and(char::is_uppercase) && letters.next().is_none_or(char::is_lowercase);
    let is_ending = first.is_some_and(char::is_alphanumeric) && !is_sentence;
    let name = text[start..end].trim_end_matches('.');
    let is_id = |part: &str| bare_ids(part).next().is_some_and(|id| id.len() == part.len());
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_path = || name.contains(['/', '\\']) && !name.split(['/', '\\']).all(|part| is_id(part) || is_number(part));
    is_ending || name.contains('@') || is_path()
}

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
