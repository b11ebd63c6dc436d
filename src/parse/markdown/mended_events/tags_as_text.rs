//! What only looks like a tag becomes the text that it is: `<your-name>` in a line, `<!DOCTYPE html>` in a sentence.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::html_elements::is_placeholder;

pub(super) fn mend(events: &mut [(Event<'_>, Span)]) {
    named_tags(events);
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

/// `<ac:link>` and `<xs:element>` are tags of XML, which the parser takes for addresses.
fn named_tags(events: &mut [(Event<'_>, Span)]) {
    for at in 0..events.len().saturating_sub(2) {
        let [start, words, end] = &mut events[at..at + 3] else { break };
        let (Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, .. }), Event::End(TagEnd::Link)) =
            (&start.0, &end.0)
        else {
            continue;
        };
        let is_name = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
        };
        let is_tag = dest_url.split_once(':').is_some_and(|(space, name)| {
            is_name(space) && is_name(name) && !["mailto", "tel", "project", "path", "http", "https"].contains(&space)
        });
        if is_tag {
            let written = CowStr::from(format!("<{dest_url}>"));
            (start.0, words.0, end.0) =
                (Event::Text(written), Event::Text(CowStr::Borrowed("")), Event::Text(CowStr::Borrowed("")));
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
