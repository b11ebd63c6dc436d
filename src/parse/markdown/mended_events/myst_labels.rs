//! A line `(name)=` before a heading becomes a place that links can name, as MyST (Sphinx) means it.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;

pub(super) fn mend(text: &str, events: &mut Vec<(Event<'_>, Span)>) {
    let mut out = Vec::with_capacity(events.len());
    let mut label: Option<&str> = None;
    let mut in_label = false;
    for (event, span) in std::mem::take(events) {
        if in_label {
            in_label = event != Event::End(TagEnd::Paragraph);
            continue;
        }
        // It names what follows it, so it stands where that begins.
        if let Some(name) = label.take() {
            out.push((Event::Html(format!("<a id=\"{name}\"></a>\n").into()), span.start..span.start));
        }
        label = match event {
            Event::Start(Tag::Paragraph) => named(&text[span.clone()]),
            _ => None,
        };
        in_label = label.is_some();
        if !in_label {
            out.push((event, span));
        }
    }
    *events = out;
}

/// The name in `(name)=`, where a paragraph is nothing else.
fn named(paragraph: &str) -> Option<&str> {
    let name = paragraph.trim().strip_prefix('(')?.strip_suffix(")=")?;
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    (!name.is_empty() && name.chars().all(is_plain)).then_some(name)
}
