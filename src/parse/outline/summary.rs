//! A body becomes its summary, in its own words.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Fact, Origin, Role, Section};
use crate::parse::markdown::{BlockKind, BodyBlock, Document, Events, blocks, cut, items, plain};
use crate::parse::outline::fact_blocks::{is_day_alone, is_letterhead, is_sheet};
use crate::parse::outline::first_words::{bracketless, first_words, item_words};
use crate::parse::outline::heading_title::is_metadata;
use crate::parse::outline::label_of_line::label;
use crate::parse::outline::labelled_lines::labels;
use crate::parse::outline::log_messages::{logged_state, marked_message};
use crate::parse::outline::marked_headings::HEADING_MARKS;
use crate::parse::outline::not_a_summary::{below_plain_heading, is_of_tool, is_remark, without_greeting};
use crate::parse::outline::template_prompts::{is_plain_prompt, is_prompt};
use crate::parse::times::{scan, states_zone};
use crate::parse::vocabulary::{bare_role, known_role, label_meanings, normalise, says_nothing};
use crate::text::is_cjk;
use crate::text::people::is_byline;

/// The summary: what stands first under a Summary heading or label, else the body's first real paragraph.
///
/// Plain text of at most 600 characters.
pub(crate) fn summary(document: &Document<'_>, sections: &[Section]) -> Option<Fact<String>> {
    let events = &document.events;
    let blocks = blocks(events, 0..events.len());
    let section = sections.iter().enumerate().filter(|(at, section)| {
        // A story told after how it was mended goes into what led to it.
        let is_late = || sections[..*at].iter().any(|before| before.role == Some(Role::Resolution));
        section.role == Some(Role::Summary) && !(is_story(&section.title) && is_late())
    });
    let section = section.map(|(_, section)| section);
    let told = led_first(document, sections, &blocks).or_else(|| above_sheet(document, sections, &blocks));
    let told = told.or_else(|| section.into_iter().find_map(|section| in_section(document, &blocks, section)));
    let told = told.or_else(|| marked_message(events, &blocks)).or_else(|| logged_state(events, &blocks));
    let told = told.or_else(|| labelled(document.text, events, &blocks));
    let told = told.or_else(|| lede(document, sections, &blocks));
    told.map(|fact| led_on(events, &blocks, fact))
}

/// The paragraph that leads the whole text, where the section that would be the summary begins to tell the story: "What happened".
fn led_first(document: &Document<'_>, sections: &[Section], blocks: &[BodyBlock]) -> Option<Fact<String>> {
    let section = sections.iter().find(|section| section.role == Some(Role::Summary))?;
    is_story(&section.title).then_some(())?;
    lede(document, sections, blocks).filter(|told| stands_first(told, sections) && told.origin == Origin::Sentence)
}

/// The paragraph that leads the whole text, where the section that would be the summary begins with a list of labelled facts.
fn above_sheet(document: &Document<'_>, sections: &[Section], blocks: &[BodyBlock]) -> Option<Fact<String>> {
    let section = sections.iter().find(|section| section.role == Some(Role::Summary))?;
    let first = blocks.iter().find(|block| block.span.start >= section.body.start)?;
    is_sheet(document, first).then_some(())?;
    lede(document, sections, blocks).filter(|told| stands_first(told, sections) && told.origin == Origin::Sentence)
}

fn is_story(title: &str) -> bool {
    let title = normalise(title);
    STORIES.iter().any(|story| title.starts_with(story))
}

/// How headings begin that are of the story and not of what sums it up.
const STORIES: [&str; 20] = [
    "what happened",
    "was ist passiert",
    "was passierte",
    "was geschah",
    "was ist geschehen",
    "que s est il passé",
    "que sest il passé",
    "ce qui s est passé",
    "ce qui sest passé",
    "qué pasó",
    "qué ocurrió",
    "qué sucedió",
    "o que aconteceu",
    "cosa è successo",
    "che cosa è successo",
    "wat is er gebeurd",
    "vad hände",
    "hva skjedde",
    "hvad skete",
    "co się stało",
];

/// What stands first in a Summary section.
fn in_section(document: &Document<'_>, blocks: &[BodyBlock], section: &Section) -> Option<Fact<String>> {
    let events = &document.events;
    let from = blocks.partition_point(|b| b.span.start < section.body.start);
    let end = blocks.partition_point(|b| b.span.start < section.body.end).max(from);
    let within = || blocks[from..end].iter().filter(|block| !is_day_alone(events, block));
    // "**Date:** …" and then "**Summary:** …": what the label says.
    let begins_labelled =
        blocks[from..end].first().is_some_and(|first| !labels(document.text, events, first).is_empty());
    if let Some(told) = labelled(document.text, events, &blocks[from..end]).filter(|_| begins_labelled) {
        return Some(told);
    }
    let leads_on = |b: &BodyBlock| {
        let words = plain(&events[b.events.clone()]);
        words.ends_with([':', '：']) && words.split_whitespace().count() > 3
    };
    let full = |b: &&BodyBlock| {
        b.kind != BlockKind::Paragraph || !is_metadata(document.text, events, b.events.clone()) || leads_on(b)
    };
    // A list of facts sums nothing up.
    let tells = |b: &&BodyBlock| b.kind != BlockKind::List || !is_list_of_facts(document.text, events, b);
    let telling = || within().filter(tells);
    telling()
        .filter(full)
        .find_map(|b| first_words(events, b))
        .or_else(|| telling().find_map(|b| first_words(events, b)))
}

/// Whether each item of a list is a label and its value, and two or more are known facts: "Severity: high".
fn is_list_of_facts(text: &str, events: &Events<'_>, block: &BodyBlock) -> bool {
    let found = labels(text, events, block);
    let is_known = |name: &str| {
        !label_meanings(name).is_empty() || bare_role(name, None).is_some_and(|role| role != Role::Summary)
    };
    found.len() >= items(events, block).len() && found.iter().filter(|label| is_known(&label.name)).count() > 1
}

/// Whether a summary stands above every heading but the title, or has been announced by a heading or a label.
pub(crate) fn stands_first(summary: &Fact<String>, sections: &[Section]) -> bool {
    let inner = sections.iter().enumerate().find(|(at, section)| *at > 0 || section.level > 1);
    summary.origin != Origin::Sentence || inner.is_none_or(|(_, section)| summary.span.end <= section.heading.start)
}

/// The first paragraph, however short: what a glossary says a word means.
pub(crate) fn first_paragraph(document: &Document<'_>) -> Option<Fact<String>> {
    let events = &document.events;
    let words = |block: &BodyBlock| Some(plain(&events[block.events.clone()])).filter(|words| !says_nothing(words));
    let paragraphs = blocks(events, 0..events.len()).into_iter().filter(|block| block.kind == BlockKind::Paragraph);
    paragraphs.into_iter().find_map(|block| Some(Fact::section(cut(&words(&block)?, 600), block.span)))
}

/// A summary that ends in a colon goes on with what follows it, or loses the colon.
fn led_on(events: &Events<'_>, blocks: &[BodyBlock], fact: Fact<String>) -> Fact<String> {
    let Some(head) = fact.value.strip_suffix([':', '：']) else { return fact };
    let next = blocks.iter().find(|b| b.span.start >= fact.span.end);
    let more = next.and_then(|block| match block.kind {
        BlockKind::List => items(events, block).into_iter().next().map(|(item, _)| item_words(events, item, 0)),
        BlockKind::Paragraph => Some(plain(&events[block.events.clone()])),
        _ => None,
    });
    let value = match more.filter(|more| !says_nothing(more)) {
        Some(more) => cut(&format!("{head}: {more}"), 600),
        None => head.to_owned(),
    };
    Fact { value, ..fact }
}

/// The first paragraph that tells something, where nothing but labels stands before it: what follows a timeline, an analysis or another
/// story tells of that.
fn lede(document: &Document<'_>, sections: &[Section], blocks: &[BodyBlock]) -> Option<Fact<String>> {
    let events = &document.events;
    let apart = sections.iter().find(|section| section.role.is_some_and(is_apart)).map(|section| section.heading.start);
    let before = blocks.iter().take_while(|block| apart.is_none_or(|apart| block.span.start < apart));
    let mut begun = false;
    for block in before {
        match block.kind {
            BlockKind::Paragraph => {
                if let Some(told) = prose(document.text, events, block) {
                    return Some(told);
                }
            }
            // A list or a table that is no table of contents and holds no labels has begun to tell the story.
            BlockKind::List | BlockKind::Table => {
                begun |= !is_contents(events, block) && labels(document.text, events, block).is_empty();
            }
            BlockKind::Heading(_) if begun => return None,
            _ => {}
        }
    }
    None
}

/// Whether a paragraph or a list holds fewer words than links, beside those of the links.
fn is_contents(events: &Events<'_>, block: &BodyBlock) -> bool {
    let (mut links, mut words, mut depth) = (0, 0, 0usize);
    for (event, _) in &events[block.events.clone()] {
        match event {
            Event::Start(Tag::Link { .. }) => {
                links += 1;
                depth += 1;
            }
            Event::End(TagEnd::Link) => depth = depth.saturating_sub(1),
            Event::Text(text) if depth == 0 => words += text.split_whitespace().filter(|w| w.len() > 1).count(),
            _ => {}
        }
    }
    words < links
}

/// Sections that tell of one side of it, and none of whose paragraphs is a summary.
fn is_apart(role: Role) -> bool {
    !matches!(role, Role::Summary | Role::Impact | Role::Stats)
}

/// "**Summary:** …".
fn labelled(text: &str, events: &Events<'_>, blocks: &[BodyBlock]) -> Option<Fact<String>> {
    blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Table))
        .take(30)
        .flat_map(|b| labels(text, events, b))
        .filter(|l| l.name.chars().count() < 30 && known_role(&l.name, None) == Some(Role::Summary))
        .map(|l| (l.plain(text, events), l.span))
        .find(|(words, _)| {
            words.split_whitespace().count() > 2 && !says_nothing(words)
                || !words.is_ascii() && words.chars().count() > if words.starts_with(is_cjk) { 8 } else { 12 }
        })
        .map(|(words, span)| Fact::section(cut(&words, 600), span))
}

/// A paragraph that tells something: neither label, picture, badge, prompt, author nor a remark on time zones.
fn prose(text: &str, events: &Events<'_>, block: &BodyBlock) -> Option<Fact<String>> {
    let whole = below_plain_heading(events, block).unwrap_or_else(|| plain(&events[block.events.clone()]));
    let words = without_greeting(&whole);
    let inner = block.inner(events);
    let dense = words.chars().filter(|c| ('\u{3040}'..='\u{9fff}').contains(c)).count() > 9;
    if words.split_whitespace().count() < 5 && !dense
        || says_nothing(words)
        || !words.chars().any(char::is_alphabetic)
        || words.starts_with('|')
        || words.starts_with(HEADING_MARKS)
        || scan(words).is_some_and(|s| s.end * 2 > words.len())
    {
        return None;
    }
    let lower = words.to_lowercase();
    let about_times = lower.len() < 120
        && (["all times", "times are", "times in"].iter().any(|t| lower.contains(t)) || states_zone(words));
    let leads_on = words.ends_with([':', '：']) && words.chars().count() < if dense { 40 } else { 80 };
    let linked = is_contents(events, block);
    let asks = is_prompt(events, &inner, words)
        || crate::parse::markdown::wholly(events, &inner, |e| matches!(e, TagEnd::Emphasis))
        || is_plain_prompt(words);
    let remark = is_remark(words) || is_byline(words) || is_of_tool(words);
    if about_times || leads_on || linked || asks || remark || is_metadata(text, events, block.events.clone()) {
        return None;
    }
    if is_label_line(text, events, block) || is_letterhead(events, block) {
        return None;
    }
    bracketless(block, words)
}

/// Whether the paragraph's first line is a labelled fact such as "Date: …".
fn is_label_line(text: &str, events: &Events<'_>, block: &BodyBlock) -> bool {
    let lines = crate::parse::markdown::lines(events, block.inner(events));
    let first = lines.first().and_then(|line| label(text, events, line.clone()));
    let known = |name: &str| !label_meanings(name).is_empty() || known_role(name, None).is_some();
    first.is_some_and(|l| l.bold || known(&l.name) || l.name.split(' ').count() < 3 && lines.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Config;
    use crate::parse::markdown::document;
    use crate::parse::outline::heading_title::heading_title;
    use crate::parse::outline::sections::sections;

    fn titled(text: &str) -> Option<String> {
        heading_title(&document(text, 0)).map(|t| t.text)
    }

    #[test]
    fn the_title_is_the_first_heading() {
        let cases = [
            ("# 2024-03-11, The lease ran out\n", Some("2024-03-11, The lease ran out")),
            ("# Post-Mortem: The lease ran out\n", Some("Post-Mortem: The lease ran out")),
            ("![badge](b.svg)\n\n**Status:** done\n\n# Leases\n", Some("Leases")),
            ("# A `b` **c**\n", Some("A b c")),
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
