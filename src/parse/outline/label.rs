//! A label, its value and where they stand.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::model::{Role, Span};
use crate::parse::markdown::{Events, plain, slice, source};
use crate::parse::vocabulary::{bare_role, finding_label, label_meanings, normalise};

/// A label and the place of its value.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    /// The name as written, without markup or colon.
    pub(crate) title: String,
    /// The name in lower case, without ornaments.
    pub(crate) name: String,
    /// The events of the value.
    pub(crate) value: Range<usize>,
    /// The byte at which the value begins.
    pub(crate) from: usize,
    /// The whole line.
    pub(crate) span: Span,
    /// Whether the name stands in bold.
    pub(crate) bold: bool,
}

impl Label {
    /// The value as Markdown of one line.
    pub(crate) fn source(&self, text: &str, events: &Events<'_>) -> String {
        let said = source(text, events.get(self.value.clone()).unwrap_or_default(), self.from);
        unparted(&said).to_owned()
    }

    /// The value as plain text.
    pub(crate) fn plain(&self, text: &str, events: &Events<'_>) -> String {
        let run = events.get(self.value.clone()).unwrap_or_default();
        match run.first() {
            Some((Event::Text(_), span)) if span.start < self.from => {
                let head = slice(text, self.from, span.end);
                let tail = plain(run.get(1..).unwrap_or_default());
                let gap = if tail.is_empty() || tail.starts_with(['.', ',', ')', ':']) { "" } else { " " };
                let joined = format!("{}{gap}{tail}", head);
                unparted(&crate::text::collapse(&joined)).to_owned()
            }
            _ => unparted(&plain(run)).to_owned(),
        }
    }
}

/// A value without the mark that parts it from the next label.
fn unparted(value: &str) -> &str {
    value.trim_end().trim_end_matches([' ', '|', '·', '•'])
}

/// Whether a title is the name of a fact that has a field, and nothing else.
pub(super) fn is_name_of_fact(title: &str) -> bool {
    let role = bare_role(title, None).filter(|role| matches!(role, Role::Services | Role::Severity));
    let name = normalise(title);
    role.is_some() || !label_meanings(&name).is_empty() || !finding_label(&name).is_empty()
}
