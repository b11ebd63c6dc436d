//! An entry of a timeline becomes what it says besides its time: places in the text, so that links, code and pictures are kept.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{EntryPart, Span};
use crate::parse::markdown::{Events, span_of};

/// What an entry or a remark says.
#[derive(Debug, Clone)]
pub(crate) struct EntryText {
    /// As plain text.
    pub(crate) text: String,
    /// The whole entry.
    pub(crate) span: Span,
    /// The entry without its time.
    pub(crate) parts: Vec<EntryPart>,
}

/// A part outside of tables; `None` when nothing stands there.
pub(crate) fn part(text: &str, span: Span) -> Option<EntryPart> {
    let raw = text.get(span.clone())?;
    let end = span.start + raw.trim_end().len();
    (end > span.start).then_some(EntryPart { column: None, span: span.start..end })
}

/// The place where the words after a time begin, `used` being what the time takes of the plain words of `events[range]`.
///
/// Marks between the two are passed over. A link that the time alone stands in is not parted from it.
pub(crate) fn after_time(text: &str, events: &Events<'_>, range: Range<usize>, used: &str) -> usize {
    let mut left = used.chars().filter(|c| is_counted(*c)).count();
    let mut link: Option<usize> = None;
    let mut pictures = 0usize;
    for (event, span) in &events[range.clone()] {
        let raw = text.get(span.clone()).unwrap_or_default();
        match event {
            Event::Start(Tag::Image { .. }) if left == 0 => return span.start,
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Start(Tag::Link { .. }) if left > 0 => link = Some(span.start),
            Event::End(TagEnd::Link) => match link.take() {
                Some(start) if left == 0 => return start,
                _ => {}
            },
            Event::Code(_) if left == 0 => return span.start,
            Event::Text(_) | Event::Code(_) if pictures == 0 => {
                if let Some(at) = beginning(raw, &mut left) {
                    let whole = matches!(event, Event::Code(_));
                    return if whole { span.start } else { span.start + at };
                }
            }
            Event::FootnoteReference(_) if left == 0 => return span.start,
            Event::InlineHtml(raw) if left == 0 && !raw.starts_with("</") && !raw.starts_with("<br") => {
                return span.start;
            }
            _ => {}
        }
    }
    span_of(events, &range).end
}

/// Where the first words begin after `left` letters and digits, and how many of those are still to come.
fn beginning(raw: &str, left: &mut usize) -> Option<usize> {
    let mut from = 0;
    while let Some(c) = raw.get(from..)?.chars().next() {
        let next = from + c.len_utf8();
        let rest = &raw[next..];
        if c == '&'
            && let Some(end) =
                rest.find(';').filter(|end| rest[..*end].chars().all(|c| c.is_alphanumeric() || c == '#'))
        {
            from = next + end + 1;
            continue;
        }
        if is_counted(c) && *left > 0 {
            *left -= 1;
        } else if *left == 0 && (!is_mark(c) || is_minus(c, rest)) {
            return Some(from);
        }
        from = next;
    }
    None
}

/// Whether `c` is one of the characters that a time is made of, once its marks are gone.
fn is_counted(c: char) -> bool {
    c.is_alphanumeric() || c == '?'
}

/// Whether `c` only parts a time from what happened.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || ":：-–—|>→,.])）】、;=\\`*_\u{200b}\u{feff}".contains(c)
}

/// `-5 %` is a number, not a dash.
fn is_minus(c: char, rest: &str) -> bool {
    c == '-' && rest.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::document;

    #[test]
    fn what_an_entry_says_begins_after_its_time_and_a_mark() {
        let cases = [
            ("09:12 – The lease ends", "09:12", "The lease ends"),
            ("**09:12** The lease", "09:12", "The lease"),
            ("**09:12 – The lease** ends", "09:12", "The lease** ends"),
            ("`09:20`: Alert `fired`", "09:20", "Alert `fired`"),
            ("`09:20 Alert` fired", "09:20", "`09:20 Alert` fired"),
            ("09:12 &ndash; [ops] away", "09:12", "[ops] away"),
            ("09:12 **Alert** fired", "09:12", "Alert** fired"),
            ("[09:12](https://x.test) The lease", "09:12", "[09:12](https://x.test) The lease"),
            ("09:12: -5 % of the usual", "09:12", "-5 % of the usual"),
            ("14:?? Away", "14:??", "Away"),
            ("09:12", "09:12", ""),
        ];
        for (text, used, expected) in cases {
            let document = document(text, 0);
            let inner = 1..document.events.len() - 1;
            let at = after_time(text, &document.events, inner, used);
            assert_eq!(&text[at..], expected, "{text}");
        }
    }
}
