//! The body's own words for what it is about: its summary.

use pulldown_cmark::{Event, Tag};

use crate::model::{Fact, Role, Section};
use crate::parse::Document;
use crate::parse::blocks::{Block, BlockKind, Events, blocks, items};
use crate::parse::headings::{known_role, normalise};
use crate::parse::labels::{label, labels};
use crate::parse::plain::{after, cut, plain};
use crate::parse::residue::{is_prompt, is_residue};
use crate::parse::scan::scan;
use crate::parse::title::is_metadata;
use crate::parse::words::words;

/// The summary: what stands first under a Summary heading or label, else the body's first real paragraph.
///
/// Plain text of at most 600 characters.
pub(crate) fn summary(document: &Document<'_>, sections: &[Section]) -> Option<Fact<String>> {
    let events = &document.events;
    let blocks = blocks(events, 0..events.len());
    let told = sections.iter().filter(|s| s.role == Some(Role::Summary)).find_map(|section| {
        let from = blocks.partition_point(|b| b.span.start < section.body.start);
        let within = || blocks[from..].iter().take_while(|b| b.span.start < section.body.end);
        let leads_on = |b: &Block| {
            let words = plain(&events[b.events.clone()]);
            words.ends_with([':', '：']) && words.split_whitespace().count() > 3
        };
        let full = |b: &&Block| {
            b.kind != BlockKind::Paragraph || !is_metadata(document.text, events, b.events.clone()) || leads_on(b)
        };
        within()
            .filter(full)
            .find_map(|b| first_words(events, b))
            .or_else(|| within().find_map(|b| first_words(events, b)))
    });
    let told = told.or_else(|| message(events, &blocks)).or_else(|| status(events, &blocks));
    let told = told.or_else(|| labelled(document.text, events, &blocks)).or_else(|| {
        let mut apart = sections.iter().filter(|s| s.role.is_some_and(is_apart)).map(|s| s.body.clone()).peekable();
        blocks.iter().find_map(|block| {
            while apart.next_if(|body| body.end <= block.span.start).is_some() {}
            let inside = apart.peek().is_some_and(|body| body.contains(&block.span.start));
            if inside || block.kind != BlockKind::Paragraph { None } else { prose(document.text, events, block) }
        })
    });
    told.map(|fact| led_on(events, &blocks, fact))
}

/// The first paragraph, however short: what a glossary says a word means.
pub(crate) fn opening(document: &Document<'_>) -> Option<Fact<String>> {
    let events = &document.events;
    let words = |block: &Block| Some(plain(&events[block.events.clone()])).filter(|words| !is_residue(words));
    let paragraphs = blocks(events, 0..events.len()).into_iter().filter(|block| block.kind == BlockKind::Paragraph);
    paragraphs.into_iter().find_map(|block| Some(Fact::body(cut(&words(&block)?, 600), block.span)))
}

/// A summary that ends in a colon goes on with what follows it, or loses the colon.
fn led_on(events: &Events<'_>, blocks: &[Block], fact: Fact<String>) -> Fact<String> {
    let Some(head) = fact.value.strip_suffix([':', '：']) else { return fact };
    let next = blocks.iter().find(|b| b.span.start >= fact.span.end);
    let more = next.and_then(|block| match block.kind {
        BlockKind::List => items(events, block).into_iter().next().map(|(item, _)| item_words(events, item, 0)),
        BlockKind::Paragraph => Some(plain(&events[block.events.clone()])),
        _ => None,
    });
    let value = match more.filter(|more| !is_residue(more)) {
        Some(more) => cut(&format!("{head}: {more}"), 600),
        None => head.to_owned(),
    };
    Fact { value, ..fact }
}

/// An item's words, and those of the items below it after a colon.
fn item_words(events: &Events<'_>, item: std::ops::Range<usize>, depth: usize) -> String {
    let mut out = String::new();
    for block in blocks(events, item) {
        let words = match block.kind {
            BlockKind::Paragraph => plain(&events[block.events.clone()]),
            BlockKind::List if depth < 8 => {
                let below = items(events, &block).into_iter().map(|(item, _)| item_words(events, item, depth + 1));
                let below: Vec<String> = below.map(|w| w.trim_end_matches(['.', ';', ',']).to_owned()).collect();
                out.truncate(out.trim_end_matches(['.', ':', ';', ',']).len());
                out.push_str(if out.is_empty() { "" } else { ":" });
                below.join("; ")
            }
            _ => continue,
        };
        if !out.is_empty() && !out.ends_with(['.', '!', '?', ':', ';', '。', '：']) {
            out.push('.');
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&words);
    }
    out
}

/// The first message of a log whose messages are marked as such; without one, the last that is marked.
fn message(events: &Events<'_>, blocks: &[Block]) -> Option<Fact<String>> {
    let mut chosen: Option<(usize, String)> = None;
    for (i, block) in blocks.iter().enumerate() {
        let Some((name, rest)) = marked(events, block) else { continue };
        let initial = ["initial", "first"].iter().any(|w| name.starts_with(w));
        chosen = Some((i, rest));
        if initial {
            break;
        }
    }
    let (i, rest) = chosen?;
    let block = blocks.get(i)?;
    if rest.chars().count() > 9 {
        return Some(Fact::body(cut(&rest, 600), block.span.clone()));
    }
    let next = blocks.get(i + 1..)?.iter().find(|b| b.kind != BlockKind::Other)?;
    match next.kind {
        BlockKind::Paragraph if marked(events, next).is_none() => {
            let words = plain(&events[next.events.clone()]);
            let words = unled(&words);
            (words.chars().count() > 9).then(|| Fact::body(cut(words, 600), next.span.clone()))
        }
        BlockKind::List => first_words(events, next),
        _ => None,
    }
}

/// The text without arrows and dashes before it.
fn unled(text: &str) -> &str {
    let bare = text.trim_start_matches(['-', '–', '—', '>', '→', ':', ' ']);
    bare.trim_start()
}

/// The name of the message that a paragraph is marked as, and what follows the mark: "[Initial message] …".
fn marked(events: &Events<'_>, block: &Block) -> Option<(String, String)> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let lines = crate::parse::blocks::lines(events, block.inner(events));
    let first = plain(events.get(lines.first()?.clone())?);
    let more = lines.iter().skip(1).map(|l| plain(&events[l.clone()])).collect::<Vec<_>>().join(" ");
    let first = unled(&first);
    let (name, rest) = match first.strip_prefix('[').and_then(|r| r.split_once(']')) {
        Some((name, rest)) if !rest.starts_with('(') => (name, rest),
        _ => match first.split_once(": ").or_else(|| first.strip_suffix(':').map(|f| (f, ""))) {
            Some((name, rest)) => (name, rest),
            None => (first, ""),
        },
    };
    let name = normalise(name);
    let told = ["initial", "first", "final", "last", "update"].iter().any(|w| name.starts_with(w))
        && (name.contains("message") || name.contains("update"));
    let told = told && name.split(' ').count() < 9;
    told.then(|| (name, unled(&format!("{rest} {more}")).trim_end().to_owned()))
}

/// The oldest entry of a log of states: "*Resolved* - …" above "*Investigating* - …".
fn status(events: &Events<'_>, blocks: &[Block]) -> Option<Fact<String>> {
    let stated = |block: &Block| {
        let inner = block.inner(events);
        let set_off = matches!(events.get(inner.start), Some((Event::Start(Tag::Emphasis | Tag::Strong), _)));
        if block.kind != BlockKind::Paragraph || !set_off {
            return None;
        }
        let end = after(events, inner.start).min(inner.end);
        let state = normalise(&plain(&events[inner.start..end]));
        let rest = plain(&events[end..inner.end]);
        let marked = rest.starts_with(['-', '–', '—']);
        let known = words().log_states.contains(state.as_str()) && marked;
        known.then(|| (state, unled(&rest).to_owned(), block.span.clone()))
    };
    let told: Vec<_> = blocks.iter().filter_map(stated).collect();
    let rising = told.len() > 1
        && told.first().is_some_and(|(s, ..)| s == "investigating" || s == "scheduled")
        && told.last().is_some_and(|(s, ..)| s != "investigating" && s != "scheduled");
    let (_, words, span) = if rising { told.first() } else { told.last() }?;
    (words.chars().count() > 9).then(|| Fact::body(cut(words, 600), span.clone()))
}

/// Sections whose first paragraph is no summary.
fn is_apart(role: Role) -> bool {
    matches!(
        role,
        Role::Timeline
            | Role::Actions
            | Role::Attendees
            | Role::References
            | Role::Stats
            | Role::Severity
            | Role::Services
            | Role::OpenQuestions
    )
}

/// "**Summary:** …".
fn labelled(text: &str, events: &Events<'_>, blocks: &[Block]) -> Option<Fact<String>> {
    blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Table))
        .take(30)
        .flat_map(|b| labels(text, events, b))
        .filter(|l| l.name.len() < 30 && known_role(&l.name, None) == Some(Role::Summary))
        .map(|l| (l.plain(text, events), l.span))
        .find(|(words, _)| {
            words.split_whitespace().count() > 2 && !is_residue(words)
                || words.chars().count() > 12 && !words.is_ascii()
        })
        .map(|(words, span)| Fact::body(cut(&words, 600), span))
}

/// The first words of a Summary section: a paragraph, or a list's items.
fn first_words(events: &Events<'_>, block: &Block) -> Option<Fact<String>> {
    match block.kind {
        BlockKind::Paragraph => {
            let words = plain(&events[block.events.clone()]);
            let usable =
                !is_residue(&words) && !is_prompt(events, &block.inner(events), &words) && words.chars().count() > 9;
            let times = words.len() < 80 && words.to_lowercase().contains("all times");
            if !usable || times { None } else { bracketless(block, &words) }
        }
        BlockKind::List => {
            let items = items(events, block).into_iter().map(|(item, _)| item_words(events, item, 0));
            let words =
                items.filter(|i| !is_residue(i)).map(|i| if i.ends_with(['.', '!', '?', '。']) { i } else { i + "." });
            let words = words.collect::<Vec<_>>().join(" ");
            (!words.is_empty()).then(|| Fact::body(cut(&words, 600), block.span.clone()))
        }
        _ => None,
    }
}

/// A paragraph that tells something: neither label, picture, badge, prompt nor a remark on time zones.
fn prose(text: &str, events: &Events<'_>, block: &Block) -> Option<Fact<String>> {
    let words = plain(&events[block.events.clone()]);
    let inner = block.inner(events);
    let dense = words.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count() > 9;
    if words.split_whitespace().count() < 5 && !dense
        || is_residue(&words)
        || scan(&words).is_some_and(|s| s.end * 2 > words.len())
    {
        return None;
    }
    let lower = words.to_lowercase();
    let about_times = lower.len() < 120 && ["all times", "times are", "times in"].iter().any(|t| lower.contains(t));
    let leads_on = words.ends_with([':', '：']) && words.chars().count() < 80;
    let linked = matches!(events.get(inner.start), Some((Event::Start(Tag::Link { .. }), _)))
        && after(events, inner.start) == inner.end;
    let asks = is_prompt(events, &inner, &words)
        || crate::parse::blocks::wholly(events, &inner, |e| matches!(e, pulldown_cmark::TagEnd::Emphasis));
    if about_times || leads_on || linked || asks || is_metadata(text, events, block.events.clone()) {
        return None;
    }
    if is_label_line(text, events, block) {
        return None;
    }
    bracketless(block, &words)
}

/// Whether the paragraph's first line is a short labelled fact such as "Date: …".
fn is_label_line(text: &str, events: &Events<'_>, block: &Block) -> bool {
    let lines = crate::parse::blocks::lines(events, block.inner(events));
    let first = lines.first().and_then(|line| label(text, events, line.clone()));
    first.is_some_and(|l| {
        l.bold && l.plain(text, events).split_whitespace().count() < 8
            || l.name.split(' ').count() < 3 && lines.len() > 1 && !l.bold
    })
}

/// The words without a first line in brackets, such as "[Final message]".
fn bracketless(block: &Block, words: &str) -> Option<Fact<String>> {
    let mut rest = words;
    if let Some(end) = rest.strip_prefix('[').and_then(|r| r.find(']')).filter(|end| *end < 60) {
        let after = rest.get(end + 2..).unwrap_or_default().trim_start();
        if !after.starts_with('(') {
            rest = after;
        }
    }
    (rest.chars().count() > 9).then(|| Fact::body(cut(rest, 600), block.span.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Config;
    use crate::parse::document;
    use crate::parse::outline::sections;
    use crate::parse::title::title;

    fn titled(text: &str) -> Option<String> {
        title(&document(text, 0)).map(|t| t.text)
    }

    #[test]
    fn the_title_is_the_first_heading_without_dates_and_prefixes() {
        let cases = [
            ("# 2024-03-11, The lease ran out\n", Some("The lease ran out")),
            ("# 2024-03-11 Lease crash\n", Some("Lease crash")),
            ("# Post-Mortem: The lease ran out\n", Some("The lease ran out")),
            ("# incident date: 2024-03-11, leases gone\n", Some("leases gone")),
            ("# Leases down - March 11, 2024\n", Some("Leases down")),
            ("# Leases down (2024-03-11)\n", Some("Leases down")),
            ("# Leases lost on March 11, 2024\n", Some("Leases lost on March 11, 2024")),
            ("![badge](b.svg)\n\n**Status:** done\n\n# Leases\n", Some("Leases")),
            ("# A `b` **c**\n", Some("A b c")),
            ("# Incident 2024-03-11: leases gone\n", Some("leases gone")),
            ("# Summary\n", None),
            ("# Postmortem\n", None),
            ("Long words.\n\n## Later\n", None),
            ("", None),
            ("# 2024-03-11\n", Some("2024-03-11")),
        ];
        for (text, expected) in cases {
            assert_eq!(titled(text).as_deref(), expected, "{text}");
        }
    }

    fn summarised(text: &str) -> Option<String> {
        let document = document(text, 0);
        summary(&document, &sections(&document, "en", &Config::default())).map(|s| s.value)
    }

    #[test]
    fn the_summary_is_the_first_real_paragraph() {
        let cases = [
            (
                "# T\n\n**Date:** 2024-03-11\n\nAll times in UTC are given here.\n\nThe lease of the *database* ran out.\n",
                Some("The lease of the database ran out."),
            ),
            ("# T\n\nIntro words that are not it.\n\n## TL;DR\n\nThe lease ran out.\n", Some("The lease ran out.")),
            (
                "# T\n\n**Summary**: The lease ran out at noon.\n\nMore words follow here, many of them.\n",
                Some("The lease ran out at noon."),
            ),
            ("## Summary\n\n- Leases ran out\n- Orders failed\n", Some("Leases ran out. Orders failed.")),
            ("## Summary\n\n_What happened, in two sentences?_\n\nLeases ran out.\n", Some("Leases ran out.")),
            ("## Timeline\n\nFirst the lease ran out and then nothing.\n", None),
            ("[Final message]\nThe lease was renewed by hand.\n", Some("The lease was renewed by hand.")),
            (
                "[Final message]\nIt was renewed.\n\n[Initial Message]\n--> The lease ran out.\n",
                Some("The lease ran out."),
            ),
            (
                "[Final message]\n\nIt was renewed.\n\n**Initial message at 09:12 UTC**\n\nThe lease ran out.\n",
                Some("The lease ran out."),
            ),
            ("Initial message:\nThe lease ran out.\n", Some("The lease ran out.")),
            ("*Resolved* - It was renewed.\n\n*Investigating* - The lease ran out.\n", Some("The lease ran out.")),
            ("## Summary\n\nThese broke at noon:\n\n- leases\n- orders\n", Some("These broke at noon: leases")),
            ("## Summary\n\nThese broke at noon:\n\n## More\n", Some("These broke at noon")),
            ("## Summary\n\n- Leases ran out.\n  - db-1\n  - db-2\n", Some("Leases ran out: db-1; db-2.")),
        ];
        for (text, expected) in cases {
            assert_eq!(summarised(text).as_deref(), expected, "{text}");
        }
    }
}
