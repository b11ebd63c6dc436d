//! Lists of attributes that other tools read, `{#id .class key=value}`, become a heading's anchor or nothing; other braces are text.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::attribute_list::{Attributes, attribute_list};

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
    let mut last_heading = None;
    let mut in_code = false;
    for ix in 0..events.len() {
        match &events[ix].0 {
            Event::Start(Tag::Heading { .. }) => heading = Some(ix),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(start) = heading.take() {
                    end_heading(text, &mut events[start..ix]);
                    last_heading = Some((start, ix));
                }
            }
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if !in_code && words.starts_with('{') => {
                let before = ix.checked_sub(1).map(|ix| &events[ix].0);
                let after = events.get(ix + 1).map(|(event, _)| event);
                if let Some((attributes, rest)) = after_element(before, words) {
                    let mark = place(&attributes);
                    let rest = rest.to_owned();
                    match mark {
                        // What follows goes on in the next text, or is nothing.
                        Some(mark) if rest.is_empty() => events[ix].0 = mark,
                        _ => events[ix].0 = Event::Text(CowStr::from(rest)),
                    }
                } else if is_own_line(before, words, after) {
                    let mark = attribute_list(words).and_then(|(attributes, _)| place(&attributes));
                    match mark {
                        Some(mark) => {
                            events[ix].0 = mark;
                            gone.push(ix - 1);
                        }
                        None => gone.extend([ix - 1, ix]),
                    }
                } else if let Some(id) = first_line(before, words, after) {
                    let is_alone = matches!(after, Some(Event::End(_)));
                    let names_heading = is_alone && last_heading.is_some_and(|(_, end)| end + 2 == ix);
                    if names_heading
                        && let Some((start, _)) = last_heading
                        && let Event::Start(Tag::Heading { id: own, .. }) = &mut events[start].0
                    {
                        *own = Some(CowStr::from(id));
                        gone.extend(ix - 1..=ix + 1);
                        continue;
                    }
                    events[ix].0 = mark_of(&id);
                    if !is_alone {
                        gone.push(ix + 1);
                    }
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

/// The list of attributes that stands directly after a link, a picture or emphasis, and what follows it.
fn after_element<'w>(before: Option<&Event<'_>>, words: &'w str) -> Option<(Attributes<'w>, &'w str)> {
    let is_element = matches!(
        before,
        Some(Event::End(TagEnd::Link | TagEnd::Image | TagEnd::Strong | TagEnd::Emphasis) | Event::Code(_))
    );
    attribute_list(words).filter(|_| is_element)
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

/// The id in a list of kramdown's that is the first line of a paragraph: it names what follows.
fn first_line(before: Option<&Event<'_>>, words: &str, after: Option<&Event<'_>>) -> Option<String> {
    let begins = matches!(before, Some(Event::Start(Tag::Paragraph)));
    let ends = matches!(after, Some(Event::SoftBreak | Event::HardBreak | Event::End(_)));
    let (attributes, rest) = attribute_list(words).filter(|_| begins && ends && words.starts_with("{:"))?;
    attributes.id.filter(|id| rest.trim().is_empty() && is_plain(id)).map(str::to_owned)
}

/// A place that links can name by the id among `attributes`.
fn place(attributes: &Attributes<'_>) -> Option<Event<'static>> {
    attributes.id.filter(|id| is_plain(id)).map(mark_of)
}

fn mark_of(id: &str) -> Event<'static> {
    Event::InlineHtml(CowStr::from(format!("<a id=\"{id}\"></a>")))
}

fn is_plain(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
}

/// `[]{#id}`, Pandoc's way to name a place, becomes such a place.
pub(super) fn mend_named_places(events: &mut Vec<(Event<'_>, Span)>) {
    let mut in_code = false;
    let mut out = Vec::with_capacity(events.len());
    for (event, span) in std::mem::take(events) {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if !in_code && words.contains("[]{#") => {
                split(words, &span, &mut out);
                continue;
            }
            _ => {}
        }
        out.push((event, span));
    }
    *events = out;
}

/// The parts of a text: words, and places where it names some.
fn split<'e>(words: &str, span: &Span, out: &mut Vec<(Event<'e>, Span)>) {
    let is_exact = words.len() == span.len();
    let at = |from: usize, to: usize| if is_exact { span.start + from..span.start + to } else { span.clone() };
    let mut from = 0;
    let text = |from: usize, to: usize, out: &mut Vec<(Event<'e>, Span)>| {
        if from < to {
            out.push((Event::Text(CowStr::from(words[from..to].to_owned())), at(from, to)));
        }
    };
    for (start, _) in words.match_indices("[]{#") {
        let Some((attributes, rest)) = attribute_list(&words[start + 2..]) else { continue };
        let Some(mark) = place(&attributes) else { continue };
        text(from, start, out);
        out.push((mark, at(start, start)));
        from = words.len() - rest.len();
    }
    text(from, words.len(), out);
}
