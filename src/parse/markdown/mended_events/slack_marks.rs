//! What Slack writes for people, groups and links in a text that is copied from it becomes what it shows: `<!here>` is `@here`,
//! `<https://a.example|words>` a link.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::slack_words::said;

pub(super) fn mend<'e>(text: &str, events: &mut Vec<(Event<'e>, Span)>) {
    let mut in_code = false;
    let mut is_marked = |event: &Event<'_>| match event {
        Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
            in_code = matches!(event, Event::Start(_));
            false
        }
        Event::Text(words) => !in_code && words.contains('<'),
        Event::InlineHtml(_) => true,
        Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, dest_url, .. }) => {
            dest_url.contains('|')
        }
        _ => false,
    };
    if !events.iter().any(|(event, _)| is_marked(event)) {
        return;
    }
    let mut out = Vec::with_capacity(events.len());
    let mut in_code = false;
    let mut read = std::mem::take(events).into_iter().peekable();
    while let Some((event, span)) = read.next() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            _ => {}
        }
        match event {
            Event::Text(words) if !in_code && words.contains('<') => split(&words, &span, &mut out),
            Event::InlineHtml(raw) => match said(&raw[1..raw.len().saturating_sub(1).max(1)]) {
                Some(said) => out.push((Event::Text(CowStr::from(said.into_owned())), span)),
                None => out.push((Event::InlineHtml(raw), span)),
            },
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, ref dest_url, .. })
                if dest_url.contains('|') && text[span.start..].starts_with('<') =>
            {
                let written = dest_url.to_string();
                // Its text and its end are read by the mark.
                while read.next_if(|(event, _)| !matches!(event, Event::End(TagEnd::Link))).is_some() {}
                read.next();
                split(&format!("<{written}>"), &span, &mut out);
            }
            event => out.push((event, span)),
        }
    }
    *events = out;
}

/// The parts of a text: words, and links where marks of links stand.
fn split<'e>(words: &str, span: &Span, out: &mut Vec<(Event<'e>, Span)>) {
    let exact = words.len() == span.len();
    let place = |from: usize, to: usize| if exact { span.start + from..span.start + to } else { span.clone() };
    let mut pending = String::new();
    let mut from = 0;
    let mut at = 0;
    let text = |pending: &mut String, place: Span, out: &mut Vec<(Event<'e>, Span)>| {
        if !pending.is_empty() {
            out.push((Event::Text(CowStr::from(std::mem::take(pending))), place));
        }
    };
    while let Some((start, end)) = mark(words, at) {
        pending.push_str(&words[at..start]);
        let inside = &words[start + 1..end - 1];
        if let Some((url, label)) = link(inside) {
            text(&mut pending, place(from, start), out);
            let tag = Tag::Link {
                link_type: LinkType::Inline,
                dest_url: CowStr::from(url.to_owned()),
                title: CowStr::from(""),
                id: CowStr::from(""),
            };
            out.push((Event::Start(tag), place(start, end)));
            out.push((Event::Text(CowStr::from(label.to_owned())), place(end - 1 - label.len(), end - 1)));
            out.push((Event::End(TagEnd::Link), place(start, end)));
            from = end;
        } else {
            pending.push_str(&said(inside).unwrap_or(Cow::Borrowed(&words[start..end])));
        }
        at = end;
    }
    pending.push_str(&words[at..]);
    text(&mut pending, place(from, words.len()), out);
}

/// The next brackets of one line from `at` on.
fn mark(words: &str, at: usize) -> Option<(usize, usize)> {
    let mut at = at;
    loop {
        let start = at + words[at..].find('<')?;
        let end = start + words[start..].find('>')? + 1;
        match words[start + 1..end].rfind('<') {
            Some(inner) => at = start + 1 + inner,
            None => return Some((start, end)),
        }
    }
}

/// `https://a.example|words`, as target and words.
fn link(inside: &str) -> Option<(&str, &str)> {
    let (url, label) = inside.split_once('|')?;
    let leads = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme));
    (leads && !url.contains(char::is_whitespace) && !label.trim().is_empty()).then_some((url, label))
}
