//! A file's text becomes the text that may be published: hidden parts blanked out, other tools' blocks rewritten.

use std::sync::Arc;

use crate::model::Span;
use crate::parse::hidden_parts::comments::{hide_comments, hide_modules};
use crate::parse::hidden_parts::hide::hide;
use crate::parse::hidden_parts::unread_footnotes::without_unread;
use crate::parse::markdown::{Shifts, rewrite_other_dialects};

/// What may be published of a file.
pub(crate) struct Publishable {
    pub(crate) text: Arc<str>,
    /// The way back to the file's offsets.
    pub(crate) shifts: Shifts,
    pub(crate) restricted: Vec<(String, Span)>,
    /// Where boxes of other tools nest too deep.
    pub(crate) too_deep: Option<usize>,
    /// Where an author's comment begins that is never closed: a place in the file.
    pub(crate) unclosed: Option<usize>,
}

/// The text without what must not be published, with other tools' blocks rewritten.
pub(crate) fn publishable_text(source: &Arc<str>, body_start: usize, path: &str) -> Publishable {
    let mut hidden = hide(source, body_start);
    let modules = hide_modules(hidden.text.as_deref().unwrap_or(source), body_start, path);
    hidden.text = modules.or(hidden.text);
    let shown = hidden.text.as_deref().unwrap_or(source);
    let (text, shifts, too_deep) = match (rewrite_other_dialects(shown, body_start), &hidden.text) {
        (Some(rewritten), _) => {
            let without = hide_comments(&rewritten.text, body_start);
            let text = without.map_or(rewritten.text, |without| without.text);
            (Arc::from(text), rewritten.shifts, rewritten.too_deep)
        }
        (None, Some(text)) => (Arc::from(text.as_str()), Vec::new(), None),
        (None, None) => (Arc::clone(source), Vec::new(), None),
    };
    let text = without_unread(&text, body_start).map_or(text, Arc::from);
    Publishable { text, shifts, restricted: hidden.restricted, too_deep, unclosed: hidden.unclosed }
}
