//! A mark becomes what it takes to show its part: whom it names, the lines of the part, and the places of the mark itself.
//!
//! Only what is written in one of the ways that Casebook's own guide gives is understood, to the letter: `:::audience x` and the line that
//! closes it, `{audience=x}` at the end of a heading, and at the end of an item's own line. Whatever else names an audience hides.

use std::ops::Range;

use crate::model::Span;
use crate::parse::hidden_parts::restricted::block_layout::contained;
use crate::parse::hidden_parts::restricted::mark_kinds::{Ends, Own, Placed};

/// What it takes to show a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ShownMark {
    /// Whom it is for.
    pub(super) names: Vec<String>,
    /// The part's lines.
    pub(super) lines: Range<usize>,
    /// Where the mark stands: a line with the places in it, in bytes; all of the line where there are none.
    pub(super) marks: Vec<(usize, Option<Span>)>,
}

/// Reads a mark whose part was found to be `part`; `None` where it is not understood.
pub(super) fn shown_mark(lines: &[&str], placed: &Placed, part: &Range<usize>) -> Option<ShownMark> {
    if placed.line != placed.word {
        return None;
    }
    match &placed.mark.ends {
        Ends::Colons(_) => boxed(lines, placed, part),
        Ends::Heading(_) => {
            let (names, at) = attribute(lines[placed.line])?;
            (part.start == placed.line).then(|| ShownMark {
                names,
                lines: part.clone(),
                marks: vec![(placed.line, Some(at))],
            })
        }
        Ends::Section(Own::Attributes) => item(lines, placed),
        Ends::Line | Ends::Section(_) => None,
    }
}

/// `:::audience x, y` with its closing line.
fn boxed(lines: &[&str], placed: &Placed, part: &Range<usize>) -> Option<ShownMark> {
    let line = lines[placed.line];
    let bare = line.trim_start_matches([' ', '\t', '>']);
    // The mark of an item would go with the line.
    if line.len() - bare.len() != placed.prefix || part.start != placed.line || part.len() < 2 {
        return None;
    }
    let rest = bare.trim_start_matches(':');
    let colons = bare.len() - rest.len();
    let word = rest.trim_start_matches([' ', '\t']);
    let written = word.get(.."audience".len()).filter(|word| word.eq_ignore_ascii_case("audience"))?.len();
    let names = names(word[written..].strip_prefix([' ', '\t'])?)?;
    let last = lines[part.end - 1].trim_matches([' ', '\t', '>', '\n', '\r']);
    let closes = last.len() >= colons && last.bytes().all(|byte| byte == b':');
    closes.then(|| ShownMark { names, lines: part.clone(), marks: vec![(placed.line, None), (part.end - 1, None)] })
}

/// `- Words {audience=x}`: the item with what is indented below it.
fn item(lines: &[&str], placed: &Placed) -> Option<ShownMark> {
    let line = lines[placed.line];
    let content = contained(line);
    let mark = line[..content].trim();
    if mark.is_empty() || mark.contains('>') || mark.contains(' ') {
        return None;
    }
    let (names, at) = attribute(line)?;
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut end = placed.line + 1;
    for (i, below) in lines.iter().enumerate().skip(placed.line + 1) {
        match below.trim().is_empty() {
            true => {}
            false if indent(below) >= content => end = i + 1,
            // A line that goes on without being indented belongs to the item as well.
            false
                if i == end
                    && contained(below) == indent(below)
                    && !below.trim_start().starts_with(['#', ':', '|']) =>
            {
                end = i + 1;
            }
            false => break,
        }
    }
    Some(ShownMark { names, lines: placed.line..end, marks: vec![(placed.line, Some(at))] })
}

/// The names in `{audience=x}` at the end of a line, and the place of what names them.
fn attribute(line: &str) -> Option<(Vec<String>, Span)> {
    let text = line.trim_end().trim_end_matches('#').trim_end();
    let inner = text.strip_suffix('}')?;
    let open = inner.rfind('{')?;
    let inner = &inner[open + 1..];
    let at = key(inner)?;
    let value = &inner[at + "audience=".len()..];
    let (quoted, length) = match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => {
            let end = value[1..].find(quote)?;
            (&value[1..=end], end + 2)
        }
        None => {
            let end = value.find([' ', '\t']).unwrap_or(value.len());
            (&value[..end], end)
        }
    };
    let end = at + "audience=".len() + length;
    let names = names(quoted)?;
    let around = format!("{} {}", &inner[..at], &inner[end..]);
    let span = if around.trim_matches([' ', '\t', ':']).is_empty() {
        text[..open].trim_end().len()..text.len()
    } else {
        let before = inner[..at].trim_end().len();
        open + 1 + before..open + 1 + end
    };
    Some((names, span))
}

/// Where `audience=` begins a word.
fn key(inner: &str) -> Option<usize> {
    let small = inner.to_ascii_lowercase();
    let mut all = small.match_indices("audience=").map(|(at, _)| at);
    let found = all.next()?;
    let begins = inner[..found].chars().next_back().is_none_or(|c| matches!(c, ' ' | '\t' | ':'));
    (begins && all.next().is_none() && !inner[..found].contains(['"', '\''])).then_some(found)
}

/// Names of audiences, parted by commas or spaces.
fn names(text: &str) -> Option<Vec<String>> {
    let of = |word: &str| word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let all: Vec<&str> = text.split([',', ' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    (!all.is_empty() && all.iter().all(|word| of(word))).then(|| all.iter().map(|word| word.to_lowercase()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_at_the_end_of_a_line_is_read_to_the_letter() {
        let of = |line: &str| {
            attribute(line).map(|(names, at)| (names.join("+"), format!("{}{}", &line[..at.start], &line[at.end..])))
        };
        let some = |names: &str, left: &str| Some((names.to_owned(), left.to_owned()));
        assert_eq!(of("## A {audience=support}"), some("support", "## A"));
        assert_eq!(of("## A {audience=\"support, ops\"} ##"), some("support+ops", "## A ##"));
        assert_eq!(of("## A {#a audience=Support .x}"), some("support", "## A {#a .x}"));
        assert_eq!(of("## A {: audience=x}"), some("x", "## A"));
        for line in [
            "## A {audience=}",
            "## A {#audience=x}",
            "## {audience=x} A",
            "## A {title=\"audience=x\"}",
            "## A {.audience-x}",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
