//! A tag of HTML that its author only names becomes text: "the `<title>` was empty", a `<b>` that nothing ends.
//!
//! By the letter such a tag takes its own name out of the sentence, and may take all that follows: a title, a script or a frame without an
//! end shows nothing of the page behind it, and emphasis without one goes on to its end. What is plainly HTML stays: what is ended, what has
//! attributes, and elements that hold nothing.

use pulldown_cmark::{CowStr, Event};

use crate::model::Span;
use crate::parse::markdown::html_elements::{EATS_THE_REST, OF_NO_TEXT};
use crate::parse::markdown::html_tags::{HtmlTag, pairs, tags};
use crate::text::ENDS_ITSELF;

/// Linear in the events.
pub(super) fn mend(text: &str, events: &mut [(Event<'_>, Span)]) {
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
    for (tag, verdict) in edits.into_iter().rev() {
        apply(tag, verdict, events);
    }
}

/// What a tag is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    Html,
    Text,
    /// HTML that would hold all that follows: it is ended at once.
    Ended,
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
        false => Verdict::Html,
    }
}

fn apply(tag: &HtmlTag, verdict: Verdict, events: &mut [(Event<'_>, Span)]) {
    let (event, at) = match verdict {
        Verdict::Html => return,
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
