//! A tag of HTML that its author only names becomes text: "the `<title>` was empty", a `<b>` that nothing ends.
//!
//! By the letter such a tag takes its own name out of the sentence, and may take all that follows: a title, a script or a frame without an
//! end shows nothing of the page behind it, and emphasis without one goes on to its end. What is plainly HTML stays: what is ended, what has
//! attributes, and elements that hold nothing.

use pulldown_cmark::{CowStr, Event};

use crate::model::Span;
use crate::parse::markdown::blocks::is_block;
use crate::parse::markdown::html_elements::{EATS_THE_REST, OF_NO_TEXT, parts_words};
use crate::parse::markdown::html_tags::{HtmlTag, pairs, tags};
use crate::text::{ENDS_ITSELF, VOID};

/// Linear in the events.
pub(super) fn mend(text: &str, events: &mut Vec<(Event<'_>, Span)>) {
    if !events.iter().any(|(event, _)| matches!(event, Event::Html(_) | Event::InlineHtml(_))) {
        return;
    }
    let tags = tags(text, events);
    let pairs = pairs(&tags);
    let verdicts: Vec<Verdict> = tags.iter().zip(&pairs).map(|(tag, pair)| verdict(tag, pair.is_some())).collect();
    let edits = tags.iter().zip(&pairs).enumerate().filter_map(|(ix, (tag, pair))| {
        // Its other half says what an end is.
        let of_start = pair.filter(|_| tag.closes).map(|start| verdicts[start]);
        Some((tag, of_start.unwrap_or(verdicts[ix]))).filter(|(_, verdict)| *verdict != Verdict::Html)
    });
    let edits: Vec<(&HtmlTag, Verdict)> = edits.collect();
    for (tag, verdict) in edits.iter().rev() {
        apply(tag, *verdict, events);
    }
    let opened = edits.into_iter().filter(|(_, verdict)| *verdict == Verdict::OfItsBlock).map(|(tag, _)| tag);
    end_with_blocks(opened, events);
}

/// What a tag is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    Html,
    Text,
    /// HTML that would hold all that follows: it is ended at once.
    Ended,
    /// HTML that would go on in the blocks that follow: it is ended with its own.
    OfItsBlock,
}

fn verdict(tag: &HtmlTag, is_paired: bool) -> Verdict {
    let name = tag.name.as_str();
    let eats = EATS_THE_REST.contains(&name);
    if !tag.is_inline {
        return match (eats && !tag.closes && !is_paired, tag.has_attributes && name != "plaintext") {
            (false, _) => Verdict::Html,
            (true, true) => Verdict::Ended,
            (true, false) => Verdict::Text,
        };
    }
    let is_text = match () {
        () if OF_NO_TEXT.contains(&name) => true,
        () if matches!(name, "br" | "hr" | "wbr") || is_paired => false,
        () if tag.closes => tag.is_word && tag.is_parted,
        () if tag.has_attributes => false,
        () if ENDS_ITSELF.contains(&name) => tag.is_word,
        () => true,
    };
    match is_text {
        true => Verdict::Text,
        false if eats && !tag.closes && !is_paired => Verdict::Ended,
        false if !is_paired && !tag.closes && goes_on(name) => Verdict::OfItsBlock,
        false => Verdict::Html,
    }
}

/// Whether an element of running text that nothing ends goes on in what follows.
fn goes_on(name: &str) -> bool {
    !VOID.contains(&name) && !ENDS_ITSELF.contains(&name) && !parts_words(name)
}

fn apply(tag: &HtmlTag, verdict: Verdict, events: &mut [(Event<'_>, Span)]) {
    let (event, at) = match verdict {
        Verdict::Html | Verdict::OfItsBlock => return,
        Verdict::Text => tag.start,
        Verdict::Ended => tag.end,
    };
    let Some((event, _)) = events.get_mut(event) else { return };
    match event {
        Event::InlineHtml(raw) if verdict == Verdict::Text => *event = Event::Text(raw.clone()),
        Event::Html(raw) | Event::InlineHtml(raw) => {
            let mut written = raw.to_string();
            match verdict {
                Verdict::Text => written.replace_range(at..at + 1, "&lt;"),
                _ => written.insert_str(at.min(raw.len()), &format!("</{}>", tag.name)),
            }
            *raw = CowStr::from(written);
        }
        _ => {}
    }
}

/// Puts the ends of elements behind the last words of their blocks, the last that was opened first.
fn end_with_blocks<'t>(opened: impl DoubleEndedIterator<Item = &'t HtmlTag>, events: &mut Vec<(Event<'_>, Span)>) {
    let ends = |(event, _): &(Event<'_>, Span)| match event {
        Event::Start(tag) => is_block(&tag.to_end()),
        Event::End(tag) => is_block(tag),
        _ => false,
    };
    let mut puts: Vec<(usize, &str)> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for tag in opened.rev() {
        let known = last.filter(|(block, _)| *block == tag.block).map(|(_, end)| end);
        let end = known.or_else(|| Some(tag.start.0 + events[tag.start.0..].iter().position(ends)?));
        let Some(end) = end else { continue };
        last = Some((tag.block, end));
        puts.push((end, &tag.name));
    }
    if puts.is_empty() {
        return;
    }
    puts.sort_by_key(|(end, _)| *end);
    let mut puts = puts.into_iter().peekable();
    let mut out = Vec::with_capacity(events.len() + puts.len());
    for (ix, event) in std::mem::take(events).into_iter().enumerate() {
        while let Some((_, name)) = puts.next_if(|(end, _)| *end == ix) {
            let place = out.last().map_or(event.1.start, |(_, span): &(Event<'_>, Span)| span.end);
            out.push((Event::InlineHtml(format!("</{name}>").into()), place..place));
        }
        out.push(event);
    }
    *events = out;
}
