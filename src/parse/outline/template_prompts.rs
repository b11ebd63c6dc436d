//! Inline content becomes a yes or no: is it a template's prompt that nobody has answered?

use std::ops::Range;

use pulldown_cmark::TagEnd;

use crate::parse::markdown::{Events, wholly};
use crate::parse::vocabulary::asks_or_instructs;

/// Whether the inline content is a template's prompt: wholly in italics, and asking or instructing.
pub(crate) fn is_prompt(events: &Events<'_>, range: &Range<usize>, text: &str) -> bool {
    wholly(events, range, |end| matches!(end, TagEnd::Emphasis)) && asks_or_instructs(text)
}
