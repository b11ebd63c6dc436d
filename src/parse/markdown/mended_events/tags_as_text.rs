//! What only looks like a tag becomes the text that it is: `<your-name>` in a line, `<!DOCTYPE html>` in a sentence.

use pulldown_cmark::{CowStr, Event};

use crate::model::Span;
use crate::parse::markdown::html_elements::is_placeholder;

pub(super) fn mend(events: &mut [(Event<'_>, Span)]) {
    for (event, _) in events {
        match event {
            Event::InlineHtml(raw) if is_placeholder(raw) || is_declaration(raw) => *event = Event::Text(raw.clone()),
            Event::Html(raw) | Event::InlineHtml(raw) => {
                if let Some(written) = with_placeholders(raw) {
                    *raw = CowStr::from(written);
                }
            }
            _ => {}
        }
    }
}

/// `<!DOCTYPE html>`, `<!here>`, `<?xml version="1.0"?>`: no comment.
fn is_declaration(raw: &str) -> bool {
    raw.starts_with("<?") || (raw.starts_with("<!") && !raw.starts_with("<!--"))
}

/// Raw HTML with placeholders in it written as text; `None` where it has none.
fn with_placeholders(raw: &str) -> Option<String> {
    let last = raw.rfind('>').unwrap_or(0);
    let is_text = |at: usize| at < last && is_placeholder(&raw[at..]);
    let places: Vec<usize> = raw.match_indices('<').map(|(at, _)| at).filter(|at| is_text(*at)).collect();
    let mut out = String::with_capacity(raw.len() + places.len() * 3);
    let mut from = 0;
    for at in &places {
        out.push_str(&raw[from..*at]);
        out.push_str("&lt;");
        from = at + 1;
    }
    out.push_str(&raw[from..]);
    (!places.is_empty()).then_some(out)
}
