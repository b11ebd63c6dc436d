//! A log of messages, as status pages keep them, becomes the message that tells what happened.

use pulldown_cmark::{Event, Tag};

use crate::model::Fact;
use crate::parse::markdown::{BlockKind, BodyBlock, Events, after, cut, lines, plain};
use crate::parse::outline::first_words::first_words;
use crate::parse::times::{is_time_noise, leading_time};
use crate::parse::vocabulary::{normalise, words};

/// Names of messages that only brackets tell from words.
const STATES: [&str; 6] = ["open", "open issue", "opened", "close", "close issue", "closed"];

/// The first message of a log whose messages are marked as such; without one, the last that is marked.
pub(crate) fn marked_message(events: &Events<'_>, blocks: &[BodyBlock]) -> Option<Fact<String>> {
    let mut chosen: Option<(usize, String)> = None;
    let (mut marks, mut is_log) = (0, false);
    // A log has no sections.
    let whole = blocks.iter().take_while(|block| !matches!(block.kind, BlockKind::Heading(2..)));
    for (i, block) in whole.enumerate() {
        let Some((name, rest)) = marked(events, block) else { continue };
        let initial = ["initial", "first", "open"].iter().any(|w| name.starts_with(w));
        marks += 1;
        // A single update stands in many a text.
        is_log |= marks > 1 || !name.starts_with("update");
        chosen = Some((i, rest));
        if initial {
            break;
        }
    }
    let (i, rest) = chosen.filter(|_| is_log)?;
    let block = blocks.get(i)?;
    if rest.chars().count() > 9 {
        return Some(Fact::sentence(cut(&rest, 600), block.span.clone()));
    }
    let next = blocks.get(i + 1..)?.iter().find(|b| b.kind != BlockKind::Other)?;
    match next.kind {
        BlockKind::Paragraph if marked(events, next).is_none() => {
            let words = plain(&events[next.events.clone()]);
            let words = unled(&words);
            (words.chars().count() > 9).then(|| Fact::sentence(cut(words, 600), next.span.clone()))
        }
        BlockKind::List => first_words(events, next),
        _ => None,
    }
}

/// The name of the message that a paragraph is marked as, and what follows the mark: "[Initial message] …".
fn marked(events: &Events<'_>, block: &BodyBlock) -> Option<(String, String)> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let lines = lines(events, block.inner(events));
    let first = plain(events.get(lines.first()?.clone())?);
    let more = lines.iter().skip(1).map(|l| plain(&events[l.clone()])).collect::<Vec<_>>().join(" ");
    let first = unled(&first);
    let bracketed = first.strip_prefix('[').and_then(|r| r.split_once(']')).filter(|(_, rest)| !rest.starts_with('('));
    let (name, rest) = match bracketed {
        Some(parts) => parts,
        _ => match first.split_once(": ").or_else(|| first.strip_suffix(':').map(|f| (f, ""))) {
            Some((name, rest)) => (name, rest),
            None => (first, ""),
        },
    };
    let name = normalise(name);
    let told = ["initial", "first", "final", "last", "update"].iter().any(|w| name.starts_with(w))
        && (name.contains("message") || name.contains("update"));
    let told = told && name.split(' ').count() < 9 || bracketed.is_some() && STATES.contains(&name.as_str());
    told.then(|| (name, unled(&format!("{rest} {more}")).trim_end().to_owned()))
}

/// The oldest entry of a log of states: "*Resolved* - …" above "*Investigating* - …".
pub(crate) fn logged_state(events: &Events<'_>, blocks: &[BodyBlock]) -> Option<Fact<String>> {
    let stated = |block: &BodyBlock| {
        let inner = block.inner(events);
        let set_off = matches!(events.get(inner.start), Some((Event::Start(Tag::Emphasis | Tag::Strong), _)));
        if block.kind != BlockKind::Paragraph || !set_off {
            return None;
        }
        let end = after(events, inner.start).min(inner.end);
        let state = normalise(&plain(&events[inner.start..end]));
        let stop = lines(events, inner.clone()).pop().filter(|last| is_stamp(&plain(&events[last.clone()])));
        let stop = stop.map_or(inner.end, |last| last.start).max(end);
        let rest = plain(&events[end..stop]).trim_end().to_owned();
        let marked = rest.starts_with(['-', '–', '—']);
        let known = words().log_states.contains(state.as_str()) && marked;
        known.then(|| (state, unled(&rest).to_owned(), block.span.clone()))
    };
    let told: Vec<_> = blocks.iter().filter_map(stated).collect();
    let rising = told.len() > 1
        && told.first().is_some_and(|(s, ..)| s == "investigating" || s == "scheduled")
        && told.last().is_some_and(|(s, ..)| s != "investigating" && s != "scheduled");
    let (_, words, span) = if rising { told.first() } else { told.last() }?;
    (words.chars().count() > 9).then(|| Fact::sentence(cut(words, 600), span.clone()))
}

/// Whether a line is when it was posted, and nothing else.
fn is_stamp(line: &str) -> bool {
    let line = line.trim_start_matches("Posted ").trim_start_matches("on ");
    leading_time(line)
        .is_some_and(|found| found.parts.has_time() && is_time_noise(line.get(found.end..).unwrap_or_default()))
}

/// The text without arrows and dashes before it.
fn unled(text: &str) -> &str {
    let bare = text.trim_start_matches(['-', '–', '—', '>', '→', ':', ' ']);
    bare.trim_start()
}
