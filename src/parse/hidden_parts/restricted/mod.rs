//! A body becomes the parts of it that are for some readers only, and the places to blank.
//!
//! A part begins at a mark, wherever that stands. It ends where the mark's own closing and Markdown's blocks say so: once as the file
//! is, and once as if nothing stood open before the mark, since a fence may have been forgotten. The later end holds. What is never
//! closed reaches to the end of the file. A mark that is not understood hides the section it stands in.

mod audience_attributes;
mod audience_marks;
mod block_layout;
mod folded_lines;
mod html_tags;
mod mark_kinds;
mod marked_body;
mod mentioned_marks;
mod other_tools_marks;
mod part_extent;
#[cfg(test)]
mod properties;
mod shown_marks;
#[cfg(test)]
mod tests;

use crate::model::Span;
use crate::parse::hidden_parts::restricted::audience_marks::mark;
use crate::parse::hidden_parts::restricted::block_layout::contained;
use crate::parse::hidden_parts::restricted::folded_lines::{folded, naming};
use crate::parse::hidden_parts::restricted::mark_kinds::{AudienceMark, Closed, Ends, Placed};
use crate::parse::hidden_parts::restricted::marked_body::MarkedBody;
use crate::parse::hidden_parts::restricted::other_tools_marks::comment_closings;
use crate::parse::hidden_parts::restricted::part_extent::squeezed;
use crate::parse::hidden_parts::restricted::shown_marks::shown_mark;

/// What may not be published of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Restricted {
    /// Each part: whom it is for, or `unreadable`, and its place.
    pub(crate) parts: Vec<(String, Span)>,
    /// What is to be blanked: the parts without the marks of quotations and the fences that they share with what is shown.
    pub(crate) blank: Vec<Span>,
}

/// How far above the word a tag or a list of attributes may begin, in lines.
const LINES_OF_A_MARK: usize = 20;

/// The restricted parts of the body of `text`. Linear in its length.
pub(crate) fn restricted(text: &str, body_start: usize) -> Restricted {
    let lines: Vec<&str> = text[body_start..].split_inclusive('\n').collect();
    let marks = marks(&lines);
    let mut found = Restricted::default();
    if marks.is_empty() {
        return found;
    }
    let body = MarkedBody::new(lines, body_start);
    let mut next = 0;
    while let Some(placed) = marks.get(next) {
        next += 1;
        if body.speaks(placed) {
            continue;
        }
        let mut part = body.part(placed);
        next += body.widen(&mut part, &marks[next..]);
        let name = if placed.mark.name.is_empty() { "unreadable" } else { &placed.mark.name };
        found.parts.push((name.to_owned(), body.span(&part)));
        found.blank.extend(body.blank(placed, &part));
    }
    found
}

/// A part of a body that is for some readers only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AudiencePart {
    /// Whom it is for; nobody where that cannot be read.
    pub(crate) names: Vec<String>,
    /// Its place.
    pub(crate) at: Span,
    /// What is to be cut where it is not shown.
    pub(crate) blank: Vec<Span>,
    /// What is to be cut where it is shown: the places of its mark. `None` where the mark is not understood, so that nobody is shown the part.
    pub(crate) marks: Option<Vec<Span>>,
    /// Where more blocks may stand in it: before the line that closes a box, at the end of a section.
    pub(crate) room: Option<usize>,
}

/// The parts of the body of `text` that are for some readers only, those inside another one after it.
pub(crate) fn audience_parts(text: &str, body_start: usize) -> Vec<AudiencePart> {
    let lines: Vec<&str> = text[body_start..].split_inclusive('\n').collect();
    let marks = marks(&lines);
    if marks.is_empty() {
        return Vec::new();
    }
    let body = MarkedBody::new(lines.clone(), body_start);
    let mut found = Vec::new();
    for (ix, placed) in marks.iter().enumerate() {
        if body.speaks(placed) {
            continue;
        }
        let own = body.part(placed);
        let mut part = own.clone();
        body.widen(&mut part, &marks[ix + 1..]);
        // What reaches further than its own closing is closed by nobody.
        let shown = shown_mark(&lines, placed, &own).filter(|shown| part == own || shown.lines != own);
        let part = shown.as_ref().map_or(part, |shown| shown.lines.clone());
        let unread = || Some(placed.mark.name.clone()).filter(|name| !name.is_empty()).into_iter().collect();
        let place = |(line, within): &(usize, Option<Span>)| {
            let whole = body.span(&(*line..line + 1));
            within.as_ref().map_or(whole.clone(), |within| whole.start + within.start..whole.start + within.end)
        };
        let room = shown.as_ref().and_then(|shown| match (shown.marks.as_slice(), &placed.mark.ends) {
            ([_, (closing, _)], _) => Some(body.span(&(*closing..*closing + 1)).start),
            (_, Ends::Heading(_)) => Some(body.span(&part).end),
            _ => None,
        });
        found.push(AudiencePart {
            room,
            at: body.span(&part),
            blank: body.blank(placed, &part),
            marks: shown.as_ref().map(|shown| shown.marks.iter().map(place).collect()),
            names: shown.map_or_else(unread, |shown| shown.names),
        });
    }
    found
}

/// Whom a line of the front matter opens a part for, where nothing could be cut out.
pub(crate) fn audience_opened(line: &str) -> Option<String> {
    let mark = mark(&naming(line)?, "", Closed::default())?;
    (!mark.loose && !matches!(mark.ends, Ends::Heading(_))).then_some(mark.name)
}

/// The marks of a body, in order.
fn marks(lines: &[&str]) -> Vec<Placed> {
    let mut found = Vec::new();
    let names: Vec<(usize, String)> =
        lines.iter().enumerate().filter_map(|(i, line)| Some((i, naming(line)?))).collect();
    let last = |needles: &[String]| {
        let holds = |line: &str| needles.iter().any(|needle| line.contains(needle));
        names.iter().rev().find(|(_, line)| holds(&squeezed(line))).map(|(i, _)| *i)
    };
    let closed = Closed {
        tag: last(&[String::from("</audience")]).is_some(),
        bracket: last(&[String::from("[/audience")]),
        comment: last(&comment_closings()),
    };
    for (i, line) in &names {
        let next = folded(lines.get(i + 1).copied().unwrap_or_default());
        let here = mark(line, &next, closed).map(|mark| (mark, *i));
        let Some((mark, begins)) = here.or_else(|| over_lines(lines, *i, line, closed)) else { continue };
        found.push(Placed { mark, line: begins, word: *i, prefix: contained(lines[begins]) });
    }
    found
}

/// A mark whose word does not stand in the line it begins in: `<div` … `audience="x">`.
fn over_lines(lines: &[&str], word: usize, line: &str, closed: Closed) -> Option<(AudienceMark, usize)> {
    let rest =
        line[line.find("audience")?..].trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let attribute = rest.trim_start().starts_with('=') || line.contains(".audience") || line.contains("class");
    if !attribute {
        return None;
    }
    let mut joined = line.trim_start_matches([' ', '\t', '>']).to_owned();
    for begins in (word.saturating_sub(LINES_OF_A_MARK)..word).rev() {
        let above = folded(lines[begins]);
        joined = format!("{} {joined}", above.trim_end());
        let opens = |open: char, close: char| above.rfind(open).is_some_and(|at| !above[at..].contains(close));
        if opens('<', '>') || opens('{', '}') {
            return mark(&joined, "", closed).map(|mark| (mark, begins));
        }
        joined = joined.trim_start_matches([' ', '\t', '>']).to_owned();
    }
    None
}
