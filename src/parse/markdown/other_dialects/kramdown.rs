//! A line of running text becomes what it is to kramdown and PHP's Markdown Extra: attributes of what is beside it, a switch, a short word.

use crate::parse::markdown::attribute_list::attribute_list;

/// What a line is to them.
pub(super) enum KramdownLine {
    /// Running text.
    Text,
    /// Nothing that a reader sees: attributes, or a switch of the tool.
    Gone,
    /// A heading that has this id from the line below it.
    Named(String),
    /// A definition of a short word, which stands apart from text before or after it.
    Apart { before: bool, after: bool },
}

/// What `line`, the one at `ix` of `lines`, is. An id that names no heading stays: what stands there is a place.
pub(super) fn kramdown_line(lines: &[&str], ix: usize, line: &str) -> KramdownLine {
    let bare = line.trim();
    let beside = |ix: Option<usize>| ix.and_then(|ix| lines.get(ix)).map_or("", |line| line.trim());
    let (above, below) = (beside(ix.checked_sub(1)), beside(ix.checked_add(1)));
    if bare.starts_with("{:") {
        let is_switch = ["{:/", "{::nomarkdown", "{::options"].iter().any(|mark| bare.starts_with(mark));
        let is_list = attributes(bare).is_some_and(|id| id.is_none() || is_heading(above));
        return if bare.ends_with('}') && (is_switch || is_list) { KramdownLine::Gone } else { KramdownLine::Text };
    }
    if is_heading(bare)
        && let Some(Some(id)) = attributes(below)
    {
        return KramdownLine::Named(id.to_owned());
    }
    if is_short_word(line) {
        let parted = |beside: &str| beside.is_empty() || is_short_word(beside);
        let (before, after) = (!parted(above), !parted(below));
        return if before || after { KramdownLine::Apart { before, after } } else { KramdownLine::Text };
    }
    KramdownLine::Text
}

/// The id, if there is one, in a line that is nothing but kramdown's list of attributes.
fn attributes(bare: &str) -> Option<Option<&str>> {
    let (attributes, rest) = attribute_list(bare).filter(|_| bare.starts_with("{:"))?;
    rest.is_empty().then_some(attributes.id)
}

fn is_heading(bare: &str) -> bool {
    let marks = bare.len() - bare.trim_start_matches('#').len();
    (1..=6).contains(&marks) && bare[marks..].starts_with([' ', '\t'])
}

/// `*[SLO]: service level objective`.
fn is_short_word(line: &str) -> bool {
    let named = line.strip_prefix("*[").and_then(|rest| rest.split_once("]:"));
    named.is_some_and(|(short, means)| {
        !short.contains([']', '[']) && short.starts_with(char::is_alphanumeric) && !means.trim().is_empty()
    })
}
