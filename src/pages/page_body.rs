//! The body of a page becomes HTML and the headings that lead into it.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;
use tera::Value;

use crate::link::PageIx;
use crate::markup::markdown;
use crate::model::{Page, Role, Section, Span};
use crate::parse::Document;
use crate::views::Views;

/// A heading of the story.
#[derive(Serialize)]
pub(crate) struct Heading {
    title: String,
    anchor: String,
}

/// HTML of parts of a page.
pub(crate) fn html(views: &Views, ix: PageIx, parts: &[Span]) -> Value {
    Value::safe_string(markdown::body(&views.site, ix, parts).trim())
}

/// The same of a page's `document`, for whoever has more to ask of it.
pub(crate) fn html_of(views: &Views, ix: PageIx, document: &Document<'_>, parts: &[Span]) -> Value {
    Value::safe_string(markdown::body_of(&views.site, ix, document, parts).trim())
}

/// The body without the heading that is the title, and without what is shown elsewhere.
pub(crate) fn parts(page: &Page, elsewhere: Option<&Span>) -> Vec<Span> {
    let cuts: BTreeMap<usize, usize> =
        page.title_heading.iter().chain(elsewhere).map(|span| (span.start, span.end)).collect();
    let mut parts = Vec::new();
    let mut at = page.body_start;
    for (start, end) in cuts {
        if start > at {
            parts.push(at..start);
        }
        at = at.max(end);
    }
    if at < page.text.len() {
        parts.push(at..page.text.len());
    }
    parts
}

/// The headings worth jumping to: those of the highest level that is used more than once, from three on.
pub(crate) fn contents(page: &Page) -> Vec<Heading> {
    let headings = headings(page);
    if headings.len() > 2 { headings } else { Vec::new() }
}

/// The headings of the highest level that is used more than once, or at all.
pub(crate) fn headings(page: &Page) -> Vec<Heading> {
    let timeline = timeline_section(page).map(|(_, place)| place);
    let told = |section: &Section| timeline.as_ref().is_some_and(|body| body.contains(&section.heading.start));
    let shown = |section: &&Section| {
        page.title_heading.as_ref().is_none_or(|title| *title != section.heading) && !told(section)
    };
    let count = |level: u8| page.sections.iter().filter(shown).filter(|section| section.level == level).count();
    let used = |least: usize| (1..=3).find(|&level| count(level) >= least);
    let Some(level) = used(2).or_else(|| used(1)) else { return Vec::new() };
    let mut of_level: Vec<&Section> =
        page.sections.iter().filter(shown).filter(|section| section.level == level).collect();
    // The timeline stands after the story.
    of_level.sort_by_key(|section| page.incident().is_some() && section.role == Some(Role::Timeline));
    of_level.into_iter().map(|s| Heading { title: s.title.clone(), anchor: s.anchor.clone() }).collect()
}

/// The place of the section that is folded: with the headings of the same level that go on with it.
pub(crate) fn timeline_section(page: &Page) -> Option<(&Section, Span)> {
    let section = page.section(Role::Timeline)?;
    let entries = page.incident().map_or(&[][..], |incident| &incident.timeline);
    let starts: HashSet<usize> = entries.iter().map(|entry| entry.span.start).collect();
    let begins = |place: usize| starts.contains(&place);
    let after = page.sections.iter().skip_while(|next| next.heading.start < section.body.end);
    let more = after.filter(|next| next.level <= section.level);
    let more = more.take_while(|next| next.level == section.level && begins(next.heading.start));
    let end = more.last().map_or(section.body.end, |last| last.body.end);
    Some((section, section.heading.end..end))
}
