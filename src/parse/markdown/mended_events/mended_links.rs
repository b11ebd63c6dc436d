//! Links that the parser reads by the letter become those that were meant.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::model::Span;

/// `<ops@team.example>` is a link to write to, not to a page of that name.
pub(super) fn mend_mail_addresses(events: &mut [(Event<'_>, Span)]) {
    for (event, _) in events {
        if let Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, .. }) = event {
            *dest_url = CowStr::from(format!("mailto:{dest_url}"));
        }
    }
}

/// `[words]([[page]])`, as Logseq writes it, is a link to the page.
pub(super) fn mend_bracketed_targets(events: &mut [(Event<'_>, Span)]) {
    for i in 0..events.len() {
        let Some([before, start, name, end, after]) = events[i..].first_chunk_mut::<5>() else { break };
        let (
            (Event::Text(text), text_span),
            (Event::Start(Tag::Link { link_type: link_type @ LinkType::WikiLink { has_pothole: false }, .. }), span),
            (Event::Text(words), words_span),
            (Event::End(TagEnd::Link), end_span),
            (Event::Text(rest), rest_span),
        ) = (before, start, name, end, after)
        else {
            continue;
        };
        let open = text.rfind('[').filter(|_| text.len() == text_span.len() && rest.starts_with(')'));
        let label = open.and_then(|open| text[open + 1..].strip_suffix("](")).filter(|label| !label.trim().is_empty());
        let (Some(open), Some(label)) = (open, label.map(str::to_owned)) else { continue };
        *link_type = LinkType::WikiLink { has_pothole: true };
        *words_span = text_span.start + open + 1..text_span.start + open + 1 + label.len();
        *words = CowStr::from(label);
        text_span.end = text_span.start + open;
        *text = CowStr::from(text[..open].to_owned());
        rest_span.start += 1;
        *rest = CowStr::from(rest[1..].to_owned());
        *span = text_span.end..rest_span.start;
        *end_span = span.clone();
    }
}

/// `[[1]](#references)` is an ordinary link whose text is `[1]`, not a wiki link.
pub(super) fn mend_bracketed_links(events: &mut [(Event<'_>, Span)]) {
    for i in 0..events.len() {
        let Some([start, label, end, rest]) = events[i..].first_chunk_mut::<4>() else { break };
        let (Event::Start(Tag::Link { link_type: link_type @ LinkType::WikiLink { .. }, dest_url, .. }), span) = start
        else {
            continue;
        };
        let (Event::Text(label), (Event::End(TagEnd::Link), end_span), (Event::Text(text), text_span)) =
            (&mut label.0, end, rest)
        else {
            continue;
        };
        let Some(close) = text.find(')').filter(|_| text.starts_with('(')) else { continue };
        *link_type = LinkType::Inline;
        *dest_url = CowStr::from(text[1..close].to_owned());
        *label = CowStr::from(format!("[{label}]"));
        *text = CowStr::from(text[close + 1..].to_owned());
        text_span.start += close + 1;
        span.end = text_span.start;
        end_span.end = text_span.start;
    }
}
