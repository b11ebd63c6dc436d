//! Lists of attributes that other tools read, `{#id .class key=value}`, become a heading's anchor or nothing; other braces are text.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::model::Span;

pub(super) fn mend(text: &str, events: &mut Vec<(Event<'_>, Span)>) {
    let mut in_code = false;
    let mut has_brace = |event: &Event<'_>| match event {
        Event::Start(Tag::CodeBlock(_)) | Event::End(TagEnd::CodeBlock) => {
            in_code = matches!(event, Event::Start(_));
            false
        }
        Event::Text(words) => !in_code && words.contains('}'),
        _ => false,
    };
    if !events.iter().any(|(event, _)| has_brace(event)) {
        return;
    }
    let mut gone: Vec<usize> = Vec::new();
    let mut heading = None;
    let mut in_code = false;
    for ix in 0..events.len() {
        match &events[ix].0 {
            Event::Start(Tag::Heading { .. }) => heading = Some(ix),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = heading.take() {
                    end_heading(text, &mut events[start..ix]);
                }
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if !in_code && words.starts_with('{') => {
                let before = ix.checked_sub(1).map(|ix| &events[ix].0);
                let after = events.get(ix + 1).map(|(event, _)| event);
                if let Some(rest) = after_element(before, words) {
                    events[ix].0 = Event::Text(CowStr::from(rest.to_owned()));
                } else if is_own_line(before, words, after) {
                    gone.extend([ix - 1, ix]);
                }
            }
            _ => {}
        }
    }
    let mut ix = 0;
    events.retain(|_| {
        ix += 1;
        gone.binary_search(&(ix - 1)).is_err()
    });
}

/// Takes the attributes off the end of a heading's text; an id becomes its anchor.
fn end_heading(text: &str, heading: &mut [(Event<'_>, Span)]) {
    let [(Event::Start(Tag::Heading { id, .. }), _), .., (Event::Text(words), span)] = heading else { return };
    let bare = words.trim_end();
    let Some(open) = bare.rfind('{').filter(|_| bare.ends_with('}')) else { return };
    let is_escaped = text[span.clone()].rfind('{').is_none_or(|at| text[..span.start + at].ends_with('\\'));
    let inside = &bare[open..];
    let is_parted = open == 0 || bare[..open].ends_with(char::is_whitespace) || inside.starts_with("{#");
    if is_escaped || !is_parted || bare[..open].ends_with('$') {
        return;
    }
    let Some((attributes, "")) = attribute_list(inside) else { return };
    *id = attributes.id.map(|id| CowStr::from(id.to_owned()));
    span.end -= words.len() - bare[..open].trim_end().len().min(words.len());
    *words = CowStr::from(bare[..open].trim_end().to_owned());
}

/// What follows the list of attributes that stands directly after a link, a picture or emphasis.
fn after_element<'w>(before: Option<&Event<'_>>, words: &'w str) -> Option<&'w str> {
    let is_element = matches!(
        before,
        Some(Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Strong | TagEnd::Emphasis) | Event::Code(_))
    );
    attribute_list(words).filter(|_| is_element).map(|(_, rest)| rest)
}

/// Whether a list of attributes is the last line of its block, and says a class or an id.
fn is_own_line(before: Option<&Event<'_>>, words: &str, after: Option<&Event<'_>>) -> bool {
    let breaks = matches!(before, Some(Event::SoftBreak | Event::HardBreak));
    let names = |attributes: Attributes<'_>| attributes.has_class || attributes.id.is_some() || words.starts_with("{:");
    let is_last = matches!(after, Some(Event::End(_)));
    breaks
        && is_last
        && attribute_list(words).is_some_and(|(attributes, rest)| rest.trim().is_empty() && names(attributes))
}

/// What a list of attributes says.
#[derive(Debug, Default, PartialEq)]
struct Attributes<'t> {
    id: Option<&'t str>,
    has_class: bool,
}

/// The attributes at the start of `text`, and what follows them; `None` where its braces hold anything else.
fn attribute_list(text: &str) -> Option<(Attributes<'_>, &str)> {
    let (inside, rest) = text.strip_prefix('{')?.split_once('}')?;
    let mut left = inside.strip_prefix(':').unwrap_or(inside).trim();
    let mut found = Attributes::default();
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c));
    if left.is_empty() {
        return None;
    }
    while !left.is_empty() {
        let end = left.find(char::is_whitespace).unwrap_or(left.len());
        let word = &left[..end];
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty() && !id.contains(['#', '{', '"'])) {
            found.id = Some(id);
        } else if word.strip_prefix('.').is_some_and(is_name) {
            found.has_class = true;
        } else {
            let (_, value) = left.split_once('=').filter(|(key, _)| is_name(key))?;
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let length = match quote {
                Some(quote) => value[1..].find(quote)? + 2,
                None => value.find(char::is_whitespace).unwrap_or(value.len()),
            };
            left = value.get(length..)?.trim_start();
            continue;
        }
        left = left[end..].trim_start();
    }
    Some((found, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_attributes_are_attributes() {
        for text in ["{#a}", "{.a}", "{ .md-button }", "{: .a #b }", "{a=b}", "{target=\"_blank\" .c}", "{:.a}"] {
            assert!(attribute_list(text).is_some(), "{text}");
        }
        for text in
            ["{tenant}", "{42}", "{}", "{-}", "{.metadata.name}", "{.items[0]}", "{ a }", "{#a b}", "{{ x }}", "{"]
        {
            assert_eq!(attribute_list(text), None, "{text}");
        }
    }
}
