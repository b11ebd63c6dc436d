//! Sections of a write-up that nobody has filled in yet are blanked out, heading and all, as authors' comments are.
//!
//! A template's headings stay in the file and are in no page until something stands under them. What might say something is kept: a
//! heading that is a point or a time of its own, a filled cell, a link's definition.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::{Role, Section, Span};
use crate::parse::hidden_parts::blanked;
use crate::parse::markdown::{Document, after};
use crate::parse::times::leading_time;
use crate::parse::vocabulary::{bare_role, label_meanings, normalise};

/// What templates call sections that say nothing of an incident, in canonical form. All that no template is known to ask for is its author's.
const ASKED_FOR: [&str; 24] = [
    "agenda",
    "approvals",
    "background",
    "comments",
    "communication",
    "communications",
    "context",
    "discussion",
    "evidence",
    "further information",
    "glossary",
    "graphs",
    "introduction",
    "logs",
    "miscellaneous",
    "monitoring",
    "notes",
    "other",
    "remarks",
    "screenshots",
    "sign off",
    "story",
    "version",
    "what we know",
];

/// `document`'s text without the unfilled ones of `sections`, which leave the list; `None` when all are filled.
///
/// What is taken out is replaced by spaces, so every offset stays true, and anchors stay those that the whole file has. `title` is the heading that
/// gave the page its title and is always kept. Linear in the events.
pub(crate) fn without_unfilled(
    document: &Document<'_>,
    sections: &mut Vec<Section>,
    title: Option<&Span>,
) -> Option<String> {
    let blocks = blocks(document);
    let own: Vec<Range<usize>> = (0..sections.len()).map(|ix| own_blocks(&blocks, sections, ix)).collect();
    let within = within_known(sections);
    let speaks = |ix: usize| {
        title == Some(&sections[ix].heading)
            || is_point(document, &sections[ix], within[ix])
            || blocks[own[ix].clone()].iter().any(|block| says_something(document, block, sections[ix].role))
    };
    // How many of the sections before each speak.
    let mut speaking = vec![0];
    for ix in 0..sections.len() {
        speaking.push(speaking[ix] + usize::from(speaks(ix)));
    }
    let unfilled = |ix: usize| {
        let end = sections.partition_point(|section| section.heading.start < sections[ix].body.end).max(ix + 1);
        speaking[ix] == speaking[end]
    };
    let unfilled: Vec<bool> = (0..sections.len()).map(unfilled).collect();
    if !unfilled.contains(&true) {
        return None;
    }
    let gone = (0..sections.len()).filter(|ix| unfilled[*ix]);
    let spans = gone.flat_map(|ix| {
        let blocks = blocks[own[ix].clone()].iter().map(|block| block.span.clone());
        blocks.chain([sections[ix].heading.clone()])
    });
    let text = blanked(document.text, spans);
    let mut unfilled = unfilled.into_iter();
    sections.retain(|_| !unfilled.next().expect("one answer a section"));
    Some(text)
}

/// For each section whether it is part of one whose heading is known.
fn within_known(sections: &[Section]) -> Vec<bool> {
    let mut until = 0;
    let within = |section: &Section| {
        let within = section.heading.start < until;
        if section.role.is_some() {
            until = until.max(section.body.end);
        }
        within
    };
    sections.iter().map(within).collect()
}

/// A block at the top level of a body.
struct TopBlock {
    events: Range<usize>,
    span: Span,
}

/// The blocks of the body, in order, without its headings.
fn blocks(document: &Document<'_>) -> Vec<TopBlock> {
    let events = &document.events;
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some((event, span)) = events.get(at) {
        let end = if matches!(event, Event::Start(_)) { after(events, at) } else { at + 1 };
        if !matches!(event, Event::Start(Tag::Heading { .. })) {
            blocks.push(TopBlock { events: at..end, span: span.clone() });
        }
        at = end;
    }
    blocks
}

/// The blocks between a section's heading and the next heading.
fn own_blocks(blocks: &[TopBlock], sections: &[Section], ix: usize) -> Range<usize> {
    let place = |at: usize| blocks.partition_point(|block| block.span.start < at);
    let end = sections.get(ix + 1).map_or(blocks.len(), |next| place(next.heading.start));
    place(sections[ix].heading.end).min(end)..end
}

/// Whether a block holds anything that its author wrote there. What a table's head names is no answer yet.
fn says_something(document: &Document<'_>, block: &TopBlock, role: Option<Role>) -> bool {
    // A link's definition makes no event of its own.
    if document.text[block.span.clone()].contains("]:") {
        return true;
    }
    let (mut in_head, mut columns) = (false, 0);
    for (event, _) in &document.events[block.events.clone()] {
        match event {
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Text(text) if in_head && !text.contains(|c: char| c.is_ascii_digit()) => columns += 1,
            _ if is_filling(event) => return true,
            _ => {}
        }
    }
    // A row of two cells alone may be a label and its value.
    columns == 2 && !matches!(role, Some(Role::Timeline | Role::Actions))
}

/// Whether an event is more than the frame of a paragraph, a list or a table.
fn is_filling(event: &Event<'_>) -> bool {
    match event {
        Event::Text(text) => !matches!(text.trim(), "" | "[ ]" | "[]"),
        Event::Html(raw) | Event::InlineHtml(raw) => !raw.trim().is_empty(),
        Event::Start(tag) => {
            matches!(tag, Tag::Image { .. } | Tag::Link { .. } | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_))
        }
        Event::TaskListMarker(done) => *done,
        Event::End(_) | Event::SoftBreak | Event::HardBreak | Event::Rule => false,
        Event::Code(_) | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => true,
    }
}

/// Whether a heading says something of its own: a time, a label with its value, a point of the section around it, or anything that no template
/// asks for.
fn is_point(document: &Document<'_>, section: &Section, within_known: bool) -> bool {
    let title = section.title.as_str();
    if leading_time(title).is_some()
        || title.split_once([':', '：']).is_some_and(|(_, value)| !value.trim().is_empty())
        || document.text[section.heading.clone()].contains(['`', '[', '<'])
    {
        return true;
    }
    match section.role {
        None => within_known || !is_asked_for(title),
        // A row of a timeline and a follow-up stand below such a heading, not in it.
        Some(Role::Timeline | Role::Actions) => false,
        Some(_) => [" – ", " — ", " - "].iter().any(|mark| title.contains(mark)) && bare_role(title, None).is_none(),
    }
}

/// Whether a heading without a role is the name of something that templates ask for.
fn is_asked_for(title: &str) -> bool {
    let unnumbered = title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '));
    let name = normalise(unnumbered);
    let name = name.strip_prefix("the ").unwrap_or(&name);
    name.is_empty() || ASKED_FOR.contains(&name) || !label_meanings(name).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Config;
    use crate::parse::markdown::document;
    use crate::parse::outline::heading_title::heading_title;
    use crate::parse::outline::sections::sections;

    /// What is left of `text`, without blank lines.
    fn left(text: &str) -> String {
        let document = document(text, 0);
        let mut found = sections(&document, "en", &Config::default());
        let title = heading_title(&document).map(|title| title.heading);
        let shorter = without_unfilled(&document, &mut found, title.as_ref());
        let text = shorter.unwrap_or_else(|| text.to_owned());
        text.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_a_template_left_behind_goes() {
        let nothing = [
            "## Summary\n",
            "## Summary\n\n---\n",
            "Summary\n-------\n",
            "## Timeline\n\n| Time | What |\n|---|---|\n",
            "## Timeline\n\n| Time | What |\n|---|---|\n| | |\n",
            "## Actions\n\n- [ ]\n- [ ] \n",
            "## Actions\n\n-\n\n1.\n   -\n",
            "## Impact\n\n> [!NOTE]\n>\n",
            "## Impact\n\n### Severity\n\n## The story\n",
        ];
        for text in nothing {
            assert_eq!(left(text), "", "{text}");
        }
        assert_eq!(left("## Links\n[a]: https://a.example/"), "[a]: https://a.example/");
        assert_eq!(left("# The fire\n\n## Impact\n## Story\nIt burned.\n"), "# The fire\n## Story\nIt burned.");
    }

    #[test]
    fn what_says_anything_stays() {
        let all = [
            "# The fire",
            "## Lucky\nn/a",
            "## Links\n- [a]: https://a.example/",
            "## References\n[^1]: A book.",
            "## Impact\n![A graph](a.png)",
            "## Impact\n<br>",
            "## Impact\n```\n```",
            "## Actions\n- [x]",
            "## Details\n| Severity | minor |\n|---|---|",
            "## Timeline\n| 10:05 | deploy | ana |\n|---|---|---|",
            "## Timeline\n### 10:05 deploy",
            "## Timeline\n## 10:05 deploy",
            "## Causes\n### Retries without a limit",
            "## Open questions\n### Who watches the disk?",
            "## Severity: minor",
            "## [The ticket](https://t.example/1)",
            "## Nobody had told the other team of it",
            "## No crate was lost",
            "## Who wrote it\n### Ann\n### Bob",
            "## Detection – by a customer",
        ];
        for text in all {
            assert_eq!(left(text), text);
        }
    }
}
