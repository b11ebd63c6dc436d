//! A file's text becomes the text that may be published: hidden parts blanked out, other tools' blocks rewritten.

use std::sync::Arc;

use crate::model::Span;
use crate::parse::hidden_parts::comments::{Preformatted, hide_comments, hide_modules};
use crate::parse::hidden_parts::hide::hide;
use crate::parse::hidden_parts::unread_footnotes::without_unread;
use crate::parse::hidden_parts::unused_notes::{UnusedNote, unused_notes};
use crate::parse::markdown::{LeftOut, Rewritten, Shifts, back, rewrite_other_dialects, without_fillers};

/// What may be published of a file.
pub(crate) struct Publishable {
    pub(crate) text: Arc<str>,
    /// The way back to the file's offsets.
    pub(crate) shifts: Shifts,
    pub(crate) restricted: Vec<(String, Span)>,
    /// Where boxes of other tools nest too deep.
    pub(crate) too_deep: Option<usize>,
    /// What was left out because it only names its tool.
    pub(crate) left_out: Vec<LeftOut>,
    /// Where an author's comment begins that is never closed: a place in the file.
    pub(crate) unclosed: Option<usize>,
    /// Footnotes and definitions of links that carry words and are on no page: places in the text.
    pub(crate) unused: Vec<UnusedNote>,
    /// Where what is hidden as a comment may be none: places in the file.
    pub(crate) doubtful: Vec<Span>,
}

/// The text without what must not be published, with other tools' blocks rewritten.
pub(crate) fn publishable_text(source: &Arc<str>, body_start: usize, path: &str) -> Publishable {
    let pre = Preformatted::of(path);
    let mut hidden = hide(source, body_start, pre);
    let modules = hide_modules(hidden.text.as_deref().unwrap_or(source), body_start, path);
    hidden.text = modules.or(hidden.text);
    let shown = hidden.text.as_deref().unwrap_or(source);
    let mut written = match without_fillers(shown) {
        Some(without) => without,
        None => Rewritten { text: shown.to_owned(), shifts: Vec::new() },
    };
    let (mut too_deep, mut left_out) = (None, Vec::new());
    if let Some(own) = rewrite_other_dialects(&written.text, body_start, path) {
        (too_deep, left_out) = (own.too_deep, own.left_out);
        written = own.rewritten.after(&written);
        // What was code to Markdown may be a comment in a box.
        if let Some(without) = hide_comments(&written.text, body_start, pre) {
            hidden.doubtful.extend(without.doubtful.iter().map(|span| back(&written.shifts, span)));
            let unclosed = without.unclosed.map(|at| back(&written.shifts, &(at..at)).start);
            hidden.unclosed = hidden.unclosed.or(unclosed);
            let lines = without_fillers(&without.text);
            written = match lines {
                Some(lines) => lines.after(&written),
                None => Rewritten { text: without.text, ..written },
            };
        }
    }
    let shifts = written.shifts;
    let text: Arc<str> = if written.text == **source { Arc::clone(source) } else { Arc::from(written.text) };
    let before = Arc::clone(&text);
    let (text, footnotes) = match without_unread(&text, body_start) {
        Some(without) => (Arc::from(without.text), without.places),
        None => (text, Vec::new()),
    };
    let unused = unused_notes(&before, body_start, &footnotes, source);
    Publishable {
        text,
        shifts,
        restricted: hidden.restricted,
        too_deep,
        left_out,
        unclosed: hidden.unclosed,
        doubtful: hidden.doubtful,
        unused,
    }
}
