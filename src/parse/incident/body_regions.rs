//! The blocks of a body become regions: stretches that are about one thing.
//!
//! A heading begins a stretch, and so does a bold line that stands alone and says what a heading would say.
//! A heading without a role takes part in the role of the section around it.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::model::{Config, Role, Section, Span};
use crate::parse::markdown::{BlockKind, BodyBlock, Events};
use crate::parse::outline::{Label, is_timed, label, marked_line, marked_paragraph};
use crate::parse::times::says_when;
use crate::parse::vocabulary::{bare_role, finding_label, label_meanings, normalise, role as role_of, words};

/// A stretch of blocks under one heading or bold line.
#[derive(Debug, Clone)]
pub(crate) struct BodyRegion {
    /// What it is about.
    pub(crate) role: Option<Role>,
    /// The heading's level; 0 before the first one.
    pub(crate) level: u8,
    /// The heading or bold line itself.
    pub(crate) title: String,
    /// Whether the heading itself announces the role, or one above it does.
    pub(crate) own: bool,
    /// The title's place; empty before the first heading.
    pub(crate) heading: Span,
    /// Whether it stands inside another stretch of the same role.
    pub(crate) nested: bool,
    /// Indices of its blocks.
    pub(crate) blocks: Range<usize>,
    /// Numbers the sections that announced roles; stretches of one section share it.
    pub(crate) section: usize,
}

/// The stretches of a body, in order.
pub(crate) fn regions(
    text: &str,
    events: &Events<'_>,
    blocks: &[BodyBlock],
    sections: &[Section],
    lang: &str,
    config: &Config,
) -> Vec<BodyRegion> {
    let mut out = vec![BodyRegion {
        role: None,
        level: 0,
        title: String::new(),
        own: false,
        nested: false,
        heading: 0..0,
        blocks: 0..0,
        section: 0,
    }];
    let mut stack: Vec<(u8, Option<Role>, usize)> = Vec::new();
    let mut timeline: Option<u8> = None;
    let mut headings = sections.iter().peekable();
    for (i, block) in blocks.iter().enumerate() {
        if let BlockKind::Heading(level) = block.kind {
            while headings.next_if(|s| s.heading.start < block.span.start).is_some() {}
            let Some(section) = headings.peek().filter(|s| s.heading.start == block.span.start) else { continue };
            stack.retain(|(l, ..)| *l < level);
            let around = enclosing(&stack).0;
            let continues = timeline == Some(level) && is_timed(section);
            if section.role == Some(Role::Timeline) {
                timeline = Some(level);
            } else if timeline.is_some_and(|l| level <= l) && !continues {
                timeline = None;
            }
            let announced = section.role.filter(|role| !around.is_some_and(|a| only_sorts(a, *role)));
            // "Immediate action" below "Resolution" is how it was mended; below "Remediation" it may be what is to be done.
            let mended = || stack.last().and_then(|(.., at)| out.get(*at)).is_some_and(|r| !is_remedy(&r.title));
            let at_once = || words().immediate.any_in(&section.title.to_lowercase());
            let is_response = |role: Role| around == Some(Role::Resolution) && role == Role::Actions;
            let announced = announced.filter(|role| !(is_response(*role) && at_once() && mended()));
            stack.push((level, if continues { Some(Role::Timeline) } else { announced }, out.len()));
            let (role, number) = enclosing(&stack);
            let (title, own) = (section.title.clone(), announced.is_some());
            let (nested, blocks) = (around.is_some() && around == role, i + 1..i + 1);
            out.push(BodyRegion {
                role,
                level,
                title,
                own,
                nested,
                heading: block.span.clone(),
                blocks,
                section: number,
            });
        } else if let Some(found) = standing_label(text, events, block) {
            let role = role_of(&found.title, lang, config);
            if role.is_none() && !found.bold {
                last_region(&mut out, i);
                continue;
            }
            let region = under_label(found, role, &stack, &out, i);
            out.push(BodyRegion { heading: block.span.clone(), ..region });
        } else if let Some((title, role)) = plain_role(events, block, blocks.get(i + 1), lang)
            .or_else(|| marked_above(events, block, blocks.get(i + 1), lang, config))
        {
            let region = BodyRegion {
                role: Some(role),
                level: 7,
                title,
                own: true,
                nested: false,
                heading: block.span.start..block.span.start,
                blocks: i + 1..i + 1,
                section: out.len(),
            };
            out.push(region);
        } else if let Some((title, role)) = marked_role(events, block, lang, config) {
            let region = BodyRegion {
                role: Some(role),
                level: 7,
                title,
                own: true,
                nested: false,
                heading: block.span.start..block.span.start,
                blocks: i..i + 1,
                section: out.len(),
            };
            out.push(region);
        } else if out.last().is_some_and(|last| ends_at(last, text, events, block, lang, config)) {
            let (role, section) = enclosing(&stack);
            out.push(BodyRegion {
                role,
                level: 7,
                title: String::new(),
                own: false,
                nested: false,
                heading: 0..0,
                blocks: i..i + 1,
                section,
            });
        } else {
            last_region(&mut out, i);
        }
    }
    out
}

/// Whether the stretch that a label of its own line began ends at a bold label that states something else: "**Root causes:**", a list,
/// and "**Trigger:** a deploy".
fn ends_at(last: &BodyRegion, text: &str, events: &Events<'_>, block: &BodyBlock, lang: &str, config: &Config) -> bool {
    let is_story = last.role == Some(Role::Timeline);
    if block.kind != BlockKind::Paragraph || last.level != 7 || !last.own || last.role == Some(Role::Actions) {
        return false;
    }
    let found = label(text, events, block.inner(events)).filter(|found| found.bold && !says_when(&found.title));
    found.is_some_and(|found| match role_of(&found.title, lang, config) {
        // The causes are told when the story is over; other names may be those of its entries.
        Some(role) if is_story => matches!(role, Role::Factors | Role::Takeaways | Role::Impact),
        Some(role) => last.role != Some(role),
        None if is_story => false,
        None => !label_meanings(&found.name).is_empty() || !finding_label(&found.name).is_empty(),
    })
}

/// A line of its own that is a heading but for its mark: one right above a list or a table, or with a number as notices have it: "一、經過".
fn plain_role(events: &Events<'_>, block: &BodyBlock, next: Option<&BodyBlock>, lang: &str) -> Option<(String, Role)> {
    const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let inner = if block.kind == BlockKind::Paragraph { block.inner(events) } else { 0..0 };
    let [(Event::Text(title), _)] = events.get(inner)? else { return None };
    let numbered = title
        .trim_start()
        .strip_prefix(NUMERALS)
        .is_some_and(|rest| rest.trim_start_matches(NUMERALS).starts_with('、'));
    let above = next.is_some_and(|next| matches!(next.kind, BlockKind::List | BlockKind::Table));
    if !(numbered || above && title.split_whitespace().count() <= 4) || title.ends_with(['.', '。', '!', '?', ',']) {
        return None;
    }
    let role = bare_role(title, Some(lang))?;
    // A word alone is as often the beginning of a sentence that the list goes on with.
    let is_plain = numbered || role == Role::Actions && title.contains(' ') || title.starts_with(crate::text::is_cjk);
    is_plain.then(|| (title.trim().to_owned(), role))
}

/// A paragraph whose first line is a heading by its mark, "■ 経過", and what that announces.
fn marked_role(events: &Events<'_>, block: &BodyBlock, lang: &str, config: &Config) -> Option<(String, Role)> {
    let title = marked_paragraph(events, block)?;
    let role = role_of(&title, lang, config)?;
    Some((title, role))
}

/// A line that is a heading by its mark right above a list or a table, "■ 再発防止策", and what that announces.
fn marked_above(
    events: &Events<'_>,
    block: &BodyBlock,
    next: Option<&BodyBlock>,
    lang: &str,
    config: &Config,
) -> Option<(String, Role)> {
    next.filter(|next| matches!(next.kind, BlockKind::List | BlockKind::Table))?;
    let title = marked_line(events, block)?;
    let role = role_of(&title, lang, config)?;
    Some((title, role))
}

/// Whether a heading of how it was mended could as well be of what will be.
pub(crate) fn is_remedy(title: &str) -> bool {
    matches!(normalise(title).as_str(), "remediation" | "remediations" | "remedy" | "remediación" | "remediação")
}

/// Whether a sub-heading that would announce `inner` only sorts the points of the section around it.
fn only_sorts(around: Role, inner: Role) -> bool {
    let described = matches!(
        inner,
        Role::Stats
            | Role::Services
            | Role::Detection
            | Role::LookedAt
            | Role::Resolution
            | Role::Severity
            | Role::Summary
            | Role::CustomerStory
    );
    match around {
        Role::Actions => described || matches!(inner, Role::Impact | Role::Trigger | Role::Factors),
        Role::Takeaways => described,
        _ => false,
    }
}

/// A bold line begins a stretch; one that names a day or a time goes on with what the last one was about.
fn under_label(
    found: Label,
    role: Option<Role>,
    stack: &[(u8, Option<Role>, usize)],
    before: &[BodyRegion],
    block: usize,
) -> BodyRegion {
    let (around, section) = match before.last().filter(|_| says_when(&found.title)) {
        Some(last) => (last.role, last.section),
        None => enclosing(stack),
    };
    BodyRegion {
        role: role.or(around),
        level: 7,
        title: found.title,
        own: role.is_some(),
        nested: around.is_some() && role.is_none_or(|r| around == Some(r)),
        heading: 0..0,
        blocks: block + 1..block + 1,
        section: if role.is_some() { before.len() } else { section },
    }
}

fn last_region(regions: &mut [BodyRegion], block: usize) {
    if let Some(last) = regions.last_mut() {
        last.blocks.end = block + 1;
        last.blocks.start = last.blocks.start.min(block);
    }
}

fn enclosing(stack: &[(u8, Option<Role>, usize)]) -> (Option<Role>, usize) {
    stack.iter().rev().find(|(_, role, _)| role.is_some()).map_or((None, 0), |(_, role, number)| (*role, *number))
}

/// A paragraph that is one label without a value, such as "**Root causes:**".
fn standing_label(text: &str, events: &Events<'_>, block: &BodyBlock) -> Option<Label> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let inner = block.inner(events);
    let found = label(text, events, inner.clone())?;
    let alone = if found.bold {
        let value = found.plain(text, events);
        // What a template asks there is no value: "**Detection:** [How was it found?]".
        found.value.is_empty() || value.is_empty() || value.starts_with('[') && value.ends_with("?]")
    } else {
        found.plain(text, events).is_empty() && inner.len() == 1
    };
    alone.then_some(found)
}
