//! A line becomes the mark it holds: the words of a restricted part's beginning, in whatever tool's syntax.
//!
//! Prose about audiences, ids (`{#audience}`), places to fill in (`{audience}`, `<audience>`) and inline code are no marks.

use crate::parse::hidden_parts::restricted::audience_attributes::{NamedBy, after_word, named, word};
use crate::parse::hidden_parts::restricted::block_layout::contained;
use crate::parse::hidden_parts::restricted::html_tags::marked;
use crate::parse::hidden_parts::restricted::mark_kinds::{AudienceMark, Closed, Ends, Own, places, section, short};
use crate::parse::hidden_parts::restricted::mentioned_marks::spoken;
use crate::parse::hidden_parts::restricted::other_tools_marks::{brackets, comment, directive, template};

/// The mark in a line that names an audience; `line` and the `next` one are folded.
pub(super) fn mark(line: &str, next: &str, closed: Closed) -> Option<AudienceMark> {
    let bare = &line[contained(line)..];
    let spoken = spoken(line);
    let free = |at: usize| {
        let before = spoken.partition_point(|range| range.start <= at);
        !spoken[..before].last().is_some_and(|range| range.contains(&at))
    };
    let level = heading(bare, next);
    colons(line, &free)
        .or_else(|| fence(bare))
        .or_else(|| admonition(bare))
        .or_else(|| callout(line, &free))
        .or_else(|| braces(line, bare, level, &free))
        .or_else(|| tag(line, bare, closed, &free))
        .or_else(|| template(line, &free))
        .or_else(|| brackets(line, bare, closed, &free))
        .or_else(|| comment(line, closed, &free))
        .or_else(|| directive(bare))
}

/// The level of the heading that a line is, by what it looks like.
pub(super) fn heading(bare: &str, next: &str) -> Option<usize> {
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) {
        return Some(hashes);
    }
    let rule = next.trim_start_matches([' ', '\t', '>']).trim_end();
    let mark = rule.chars().next().filter(|c| matches!(c, '=' | '-'))?;
    rule.chars().all(|c| c == mark).then_some(if mark == '=' { 1 } else { 2 })
}

/// `:::audience x`, `::: {.audience x}`, `:::note{audience=x}`, wherever on the line; `::audience x` alone; `:audience[x]`.
fn colons(line: &str, free: &dyn Fn(usize) -> bool) -> Option<AudienceMark> {
    let mut until = 0;
    for at in places(line, ":::", free) {
        if at < until {
            continue;
        }
        let count = line[at..].len() - line[at..].trim_start_matches(':').len();
        until = at + count;
        let rest = short(&line[until..]).split(":::").next().unwrap_or_default();
        if let Some(name) = boxed(rest) {
            let closes = line[until..].contains(":::");
            return Some(AudienceMark {
                name,
                ends: if closes { Ends::Line } else { Ends::Colons(count) },
                loose: false,
            });
        }
    }
    let leaf = |at: usize| {
        let rest = line[at..].trim_start_matches(':').strip_prefix("audience")?;
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let begins = line[..at].trim_matches([' ', '\t', '>', ':']).is_empty() && line[at..].starts_with("::");
        (rest.starts_with(['[', '{']) || (begins && rest.starts_with([' ', '(']))).then(|| word(rest))
    };
    places(line, ":audience", free)
        .find_map(|at| leaf(line[..at].trim_end_matches(':').len()))
        .and_then(|name| section(name, Own::None, false))
}

/// Kinds of box that have a title: its words are prose.
const TITLED: &str = " note notes tip hint info information warning caution danger error important success question quote example \
    abstract summary details todo bug faq alert callout box ";

/// The audience that a box is for: by attributes, by its kind or the word after that, and wherever it is named where the kind is not one
/// that has a title.
fn boxed(rest: &str) -> Option<String> {
    if !rest.contains("audience") {
        return None;
    }
    let (words, attributes) = rest.split_once('{').unwrap_or((rest, ""));
    if let Some(named) = named(attributes.split('}').next().unwrap_or_default()) {
        return Some(named.name);
    }
    let text = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let before = &text[..text.find("audience")?];
    let kind = before.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let titled = TITLED.contains(&format!(" {kind} ")) && before.split_whitespace().count() > 1;
    let key =
        || named(words).filter(|named| matches!(named.how, NamedBy::Key | NamedBy::Colon)).map(|named| named.name);
    if titled { key() } else { Some(word(after_word(text))) }
}

/// A code block whose language is an audience.
fn fence(bare: &str) -> Option<AudienceMark> {
    let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = bare.trim_start_matches(mark);
    if bare.len() - info.len() < 3 || (mark == '`' && info.contains('`')) {
        return None;
    }
    let first = info.trim_start_matches([' ', '{', '.', ':']);
    let name = match first.starts_with("audience") {
        true => word(after_word(first)),
        false => named(info.trim_matches(['{', '}'])).filter(|named| named.how != NamedBy::Word)?.name,
    };
    section(name, Own::Block, false)
}

/// `!!! audience "x"`, `??? note audience`.
fn admonition(bare: &str) -> Option<AudienceMark> {
    let rest = bare.strip_prefix("!!!").or_else(|| bare.strip_prefix("???"))?;
    let kinds = rest.trim_start_matches(['+', '-', ' ']).split('"').next().unwrap_or_default();
    kinds.split_whitespace().take(2).any(|kind| kind.contains("audience")).then_some(())?;
    section(word(after_word(rest)), Own::Block, false)
}

/// `> [!audience] x`, `> [!note|audience=x]`.
fn callout(line: &str, free: &dyn Fn(usize) -> bool) -> Option<AudienceMark> {
    let at = places(line, "[!", free).find(|at| {
        let kind = short(&line[at + 2..]).split(']').next().unwrap_or_default();
        kind.trim_start().starts_with("audience") || named(&kind.replace('|', " ")).is_some()
    })?;
    section(word(after_word(&line[at..])), Own::Block, false)
}

/// `## Details {audience=x}`; outside headings `{: audience="x"}`, `{.audience-x}`, and `{audience: x}` alone on its line.
fn braces(line: &str, bare: &str, level: Option<usize>, free: &dyn Fn(usize) -> bool) -> Option<AudienceMark> {
    for at in places(line, "{", free) {
        let rest = short(&line[at + 1..]);
        let (inner, after) = rest.split_once('}').unwrap_or((rest, ""));
        let before = line[..at].chars().next_back();
        let template = inner.starts_with(['{', '%', '/', '^']) || matches!(before, Some('{' | '$' | '@' | '%'));
        if template || !inner.contains("audience") {
            continue;
        }
        let Some(named) = named(inner) else { continue };
        let attached = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let alone = at == line.len() - bare.len() && after.trim().is_empty();
        let last = after.trim_matches(['#', ' ', '\t']).is_empty();
        let unit = match named.how {
            NamedBy::Key | NamedBy::Class => !attached,
            NamedBy::Colon => alone,
            NamedBy::Word => alone && !named.name.is_empty(),
        };
        if let Some(level) = level.filter(|_| last || !matches!(named.how, NamedBy::Word | NamedBy::Colon)) {
            return Some(AudienceMark { name: named.name, ends: Ends::Heading(level), loose: false });
        }
        if unit {
            return section(named.name, Own::Attributes, true);
        }
    }
    None
}

/// `<div audience="x">`, `<h2 data-audience=x>`, `<Audience name="x">`.
fn tag(line: &str, bare: &str, closed: Closed, free: &dyn Fn(usize) -> bool) -> Option<AudienceMark> {
    places(line, "<", free).find_map(|at| {
        let tag = marked(&line[at..])?;
        let alone = bare.starts_with('<') && bare.trim_end().ends_with('>') && bare.matches('<').count() == 1;
        if tag.bare && !tag.void && !alone && !closed.tag {
            return None;
        }
        let own = if tag.void { Own::None } else { Own::Tag(tag.element.clone()) };
        section(tag.name, own, true)
    })
}
