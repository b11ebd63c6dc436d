//! A text becomes the same text with what may not be published blanked out: authors' comments and parts that name an audience.
//!
//! What is hidden is replaced by spaces, so every offset stays true. Runs before anything else reads the body.

use crate::model::Span;
use crate::parse::hidden_parts::blank::blanked;
use crate::parse::hidden_parts::comments::{Preformatted, hide_comments};
use crate::parse::hidden_parts::restricted::{Restricted, restricted};

/// A text with its hidden parts blanked.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    /// The new text; `None` when nothing was hidden.
    pub(crate) text: Option<String>,
    /// The parts that name an audience: its name and the part's place.
    pub(crate) restricted: Vec<(String, Span)>,
    /// Where an author's comment begins that is never closed.
    pub(crate) unclosed: Option<usize>,
    /// Where what is hidden as a comment may be none.
    pub(crate) doubtful: Vec<Span>,
}

/// Hides what must be hidden in the body of `text`.
///
/// A part that is never closed reaches to the end of the file: what is doubtful stays unseen.
pub(crate) fn hide(text: &str, body_start: usize, pre: Preformatted) -> Hidden {
    let Restricted { parts, blank } = restricted(text, body_start);
    let mut hidden = Hidden { text: None, restricted: parts, unclosed: None, doubtful: Vec::new() };
    if !blank.is_empty() {
        hidden.text = Some(blanked(text, blank.into_iter()));
    }
    if let Some(without) = hide_comments(hidden.text.as_deref().unwrap_or(text), body_start, pre) {
        hidden.text = Some(without.text);
        hidden.unclosed = without.unclosed;
        hidden.doubtful = without.doubtful;
    }
    hidden
}
