//! A line that is the opening tag of an element whose content is Markdown (`<figure markdown>`) becomes the box that it begins.

use crate::parse::markdown::other_dialects::box_openings::Opening;
use crate::parse::markdown::other_dialects::line_depth::OpenBox;

const ELEMENTS: [&str; 9] =
    ["figure", "div", "details", "section", "aside", "article", "center", "figcaption", "blockquote"];

/// So many lines further its end is looked for.
const LONGEST: usize = 400;

/// The element that `bare` opens, its tag without the attribute as the title; `below` are the lines that follow.
pub(super) fn opened_tag(bare: &str, below: &[&str]) -> Option<Opening> {
    let is_closed = |tag: &str| below.iter().take(LONGEST).any(|line| end_tag(line.trim()) == Some(tag));
    // Notion writes a callout so, with Markdown inside.
    if bare == "<aside>" && is_closed("aside") {
        return Some(Opening::new("", bare, OpenBox::Html(String::from("aside"), None)));
    }
    let inside = bare.strip_prefix('<')?.strip_suffix('>').filter(|inside| !inside.contains(['<', '>']))?;
    let tag = ELEMENTS.into_iter().find(|tag| inside.strip_prefix(tag).is_some_and(|rest| rest.starts_with(' ')))?;
    let marks =
        [" markdown=\"1\"", " markdown=\"block\"", " markdown=\"span\"", " markdown='1'", " markdown=1", " markdown"];
    let (before, after) = marks.into_iter().find_map(|mark| inside.split_once(mark))?;
    let is_whole = after.is_empty() || after.starts_with(' ');
    let title = format!("<{before}{after}>");
    (is_whole && is_closed(tag)).then(|| Opening::new("", &title, OpenBox::Html(tag.to_owned(), None)))
}

/// The element that a line ends.
pub(super) fn end_tag(bare: &str) -> Option<&str> {
    bare.strip_prefix("</")?.strip_suffix('>').map(str::trim)
}
