//! The body's own words for what it is about: its title and its summary.

use pulldown_cmark::{Event, Tag};

use crate::model::{Fact, Role, Section, Span};
use crate::parse::Document;
use crate::parse::blocks::{Block, BlockKind, Events, blocks, items};
use crate::parse::headings::{known_role, normalise};
use crate::parse::labels::{label, labels};
use crate::parse::plain::{after, cut, plain};
use crate::parse::residue::{is_prompt, is_residue};
use crate::parse::scan::scan;
use crate::parse::words::words;

/// The title that a body's first heading gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    /// Plain text, without a date or a prefix such as "Post-mortem:".
    pub(crate) text: String,
    /// The heading.
    pub(crate) heading: Span,
}

/// The title, when the body begins with a heading that is one.
pub(crate) fn title(document: &Document<'_>) -> Option<Title> {
    let events = &document.events;
    let mut prose = 0;
    let mut i = 0;
    while let Some((event, span)) = events.get(i) {
        let end = if matches!(event, Event::Start(_)) { after(events, i) } else { i + 1 };
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let text = plain(&events[i..end]);
                if prose > 0 && *level as u8 > 1 {
                    return None;
                }
                return named(&text).map(|text| Title { text, heading: span.clone() });
            }
            Event::Start(Tag::Paragraph) if is_metadata(document.text, events, i..end) => {}
            Event::Start(Tag::Paragraph) if plain(&events[i..end]).chars().count() <= 120 && prose < 2 => prose += 1,
            Event::Start(Tag::HtmlBlock | Tag::Table(_) | Tag::FootnoteDefinition(_) | Tag::BlockQuote(_))
            | Event::Rule
            | Event::Html(_) => {}
            Event::Start(Tag::List(_)) if end - i < 60 => prose += 1,
            _ => return None,
        }
        i = end;
    }
    None
}

/// Whether a paragraph holds nothing but pictures and labelled lines.
fn is_metadata(text: &str, events: &Events<'_>, range: std::ops::Range<usize>) -> bool {
    if plain(&events[range.clone()]).is_empty() {
        return true;
    }
    let block = Block { kind: BlockKind::Paragraph, events: range.clone(), span: 0..0 };
    let lines = crate::parse::blocks::lines(events, block.inner(events));
    lines.iter().all(|line| label(text, events, line.clone()).is_some())
}

/// The story part of a heading; `None` when it has none.
fn named(text: &str) -> Option<String> {
    if text.is_empty()
        || is_residue(text)
        || is_generic(text)
        || (known_role(text, None).is_some() && !text.contains(':'))
    {
        return None;
    }
    let mut text = text.trim();
    for _ in 0..3 {
        let before = text;
        text = without_prefix(without_date(text));
        if text == before {
            break;
        }
    }
    (!is_generic(text)).then(|| text.to_owned())
}

fn is_generic(text: &str) -> bool {
    words().generic_titles.contains(normalise(text).as_str())
}

const SEPARATORS: [char; 11] = [',', ':', '-', '–', '—', '|', ' ', '/', '_', '.', '：'];

fn without_prefix(text: &str) -> &str {
    let Some((at, mark)) = text.char_indices().find(|(i, c)| {
        matches!(c, ':' | '：' | '|' | '–' | '—') || *c == '-' && text.get(..*i).is_some_and(|t| t.ends_with(' '))
    }) else {
        return text;
    };
    let rest = text.get(at + mark.len_utf8()..).unwrap_or_default().trim_matches(|c| SEPARATORS.contains(&c));
    let head = normalise(text.get(..at).unwrap_or_default());
    let head = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let generic = words().title_prefixes.contains(head);
    if generic && !rest.is_empty() { rest } else { text }
}

/// The text without a date at its start or end, where something remains.
fn without_date(text: &str) -> &str {
    if let Some(found) = scan(text).filter(|s| s.parts.year.is_some() && s.parts.day.is_some()) {
        let rest = text.get(found.end..).unwrap_or_default();
        let story = rest.trim_matches(|c| SEPARATORS.contains(&c));
        let parted = rest.starts_with(|c: char| SEPARATORS.contains(&c));
        if parted && !story.is_empty() && !rest.trim_start().starts_with(['(', '[']) {
            return story;
        }
    }
    let starts = text.char_indices().filter(|(_, c)| matches!(c, ',' | '-' | '–' | '—' | '|' | '(' | ':' | '['));
    for (at, mark) in starts {
        let tail = text.get(at + mark.len_utf8()..).unwrap_or_default().trim();
        let Some(found) = scan(tail).filter(|s| s.parts.year.is_some() && s.parts.month.is_some()) else { continue };
        let rest = tail.get(found.end..).unwrap_or_default();
        let story = text.get(..at).unwrap_or_default().trim_matches(|c| SEPARATORS.contains(&c) || c == '(');
        let glued = mark == '-' && !text.get(..at).is_some_and(|t| t.ends_with(' '));
        if rest.chars().all(|c| matches!(c, ')' | ']' | '.' | ' ')) && !story.is_empty() && !glued {
            return story;
        }
    }
    text
}

/// The summary: what stands first under a Summary heading or label, else the body's first real paragraph.
///
/// Plain text of at most 600 characters.
pub(crate) fn summary(document: &Document<'_>, sections: &[Section]) -> Option<Fact<String>> {
    let events = &document.events;
    let blocks = blocks(events, 0..events.len());
    let told = sections.iter().filter(|s| s.role == Some(Role::Summary)).find_map(|section| {
        let within = || blocks.iter().filter(|b| section.body.contains(&b.span.start));
        let full = |b: &&Block| b.kind != BlockKind::Paragraph || !is_metadata(document.text, events, b.events.clone());
        within()
            .filter(full)
            .find_map(|b| first_words(events, b))
            .or_else(|| within().find_map(|b| first_words(events, b)))
    });
    told.or_else(|| labelled(document.text, events, &blocks)).or_else(|| {
        let skipped: Vec<&Section> = sections.iter().filter(|s| s.role.is_some_and(is_apart)).collect();
        blocks.iter().find_map(|block| {
            let apart = skipped.iter().any(|s| s.body.contains(&block.span.start));
            if apart || block.kind != BlockKind::Paragraph { None } else { prose(document.text, events, block) }
        })
    })
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
            let items = items(events, block).into_iter().map(|(item, _)| plain(&events[item]));
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
        ];
        for (text, expected) in cases {
            assert_eq!(summarised(text).as_deref(), expected, "{text}");
        }
    }
}
