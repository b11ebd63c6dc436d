//! The headings of a body become its sections, with GitHub's anchors and the role of each.
//!
//! Headings inside quotations and in the middle of items have anchors too, in one numbering, as on GitHub, but structure nothing.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use pulldown_cmark::{Event, Tag};
use regex::Regex;

use crate::model::{Config, Role, Section, Span};
use crate::parse::markdown::{Document, after, plain};
use crate::parse::times::{day_alone, leading_time, story_day, weekday_alone};
use crate::parse::vocabulary::{bare_role, normalise, role};

/// The sections of `document`, in order.
pub(crate) fn sections(document: &Document<'_>, lang: &str, config: &Config) -> Vec<Section> {
    let outer = headings(document).into_iter().filter(|(depth, _)| *depth == 0).map(|(_, section)| section);
    let mut out: Vec<Section> = outer.collect();
    for section in &mut out {
        section.role = if section.level <= 4 { role(&section.title, lang, config) } else { None };
    }
    if is_title(&out, lang, config)
        && let Some(first) = out.first_mut()
    {
        first.role = None;
    }
    close(&mut out, document.text.len());
    continue_timelines(&mut out);
    out
}

/// Whether the first heading is what the whole text is called, though it begins as a section's name does: `# RCA - API down`. One that is such
/// a name and no more announces a section where others stand beside it, or nothing at all below but times.
fn is_title(sections: &[Section], lang: &str, config: &Config) -> bool {
    let [first, others @ ..] = sections else { return false };
    let is_beside = || others.iter().any(|other| other.level == 1);
    let is_alone = || others.is_empty() && first.role == Some(Role::Timeline);
    let of_house = || config.sections.keys().any(|heading| normalise(heading) == normalise(&first.title));
    let is_bare = || bare_role(&first.title, Some(lang)).is_some() || of_house();
    first.level == 1 && first.role.is_some() && !(is_bare() && (is_beside() || is_alone()))
}

/// The headings inside quotations and items of lists, in order: links lead to them.
pub(crate) fn inner_headings(document: &Document<'_>) -> Vec<Section> {
    headings(document).into_iter().filter(|(depth, _)| *depth > 0).map(|(_, section)| section).collect()
}

/// All headings, each with how deep it stands, and without what follows from those around it.
fn headings(document: &Document<'_>) -> Vec<(usize, Section)> {
    let events = &document.events;
    let mut anchors = Anchors::default();
    let mut out = Vec::new();
    let mut depth = 0usize;
    for (i, (event, span)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let heading = &events[i..after(events, i)];
                let title = plain(heading);
                let anchor = anchors.next(id.as_deref(), &raw(heading));
                let (level, body) = (*level as u8, span.end..span.end);
                out.push((depth, Section { level, title, anchor, role: None, heading: span.clone(), body }));
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    out
}

/// A timeline goes on in the sections after it whose headings are times (`## Feb 22, 07:13`).
fn continue_timelines(sections: &mut [Section]) {
    for i in 0..sections.len() {
        if sections[i].role != Some(Role::Timeline) {
            continue;
        }
        let level = sections[i].level;
        let after = sections[i + 1..].iter().filter(|s| s.level <= level);
        let end = after.take_while(|s| s.level == level && is_timed(s)).last().map(|s| s.body.end);
        sections[i].body.end = end.unwrap_or(sections[i].body.end);
    }
}

/// Whether a heading is a time of day, perhaps with a date, or a day and nothing else, rather than the name of something.
pub(crate) fn is_timed(section: &Section) -> bool {
    let timed = || leading_time(&section.title).is_some_and(|found| found.parts.has_time() && !found.parts.dotted);
    let title = &section.title;
    let day = || day_alone(title).is_some() || weekday_alone(title).is_some() || story_day(title).is_some();
    section.role.is_none() && (timed() || day())
}

/// The text of a heading as GitHub makes anchors of it: spaces are not collapsed.
fn raw(heading: &[(Event<'_>, Span)]) -> String {
    let mut out = String::new();
    for (event, _) in heading {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// Ends each section where the next one of its level or above begins.
fn close(sections: &mut [Section], end: usize) {
    let mut next: [usize; 8] = [end; 8];
    for section in sections.iter_mut().rev() {
        let level = usize::from(section.level.min(7));
        section.body.end = next[level].max(section.body.start);
        let start: Span = section.heading.clone();
        next[level..].fill(start.start);
    }
}

/// The anchors given so far.
#[derive(Default)]
struct Anchors {
    taken: HashSet<String>,
    count: HashMap<String, usize>,
}

impl Anchors {
    /// An anchor of its own for a heading. None has a dot: those are for the ids of pages themselves.
    fn next(&mut self, id: Option<&str>, title: &str) -> String {
        let base = id.filter(|id| !id.is_empty()).map_or_else(|| slug(title), |id| id.replace('.', "-"));
        let mut anchor = base.clone();
        let count = self.count.entry(base.clone()).or_insert(0);
        while self.taken.contains(&anchor) {
            *count += 1;
            anchor = format!("{base}-{count}");
        }
        self.taken.insert(anchor.clone());
        anchor
    }
}

/// GitHub's anchor for a heading; `section` where it would be empty.
fn slug(title: &str) -> String {
    static DROPPED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[^\w\- ]").expect("the pattern is valid"));
    let lower = title.to_lowercase();
    let kept = DROPPED.replace_all(&lower, "").replace(' ', "-");
    if kept.is_empty() { String::from("section") } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Role;
    use crate::parse::markdown::document;

    fn outline(text: &str) -> Vec<(u8, String, String, Option<Role>, String)> {
        sections(&document(text, 0), "en", &Config::default())
            .into_iter()
            .map(|s| (s.level, s.title, s.anchor, s.role, text[s.body].to_owned()))
            .collect()
    }

    #[test]
    fn sections_end_where_the_next_of_their_level_begins() {
        let expected = [
            (1, "A `lease`", "a-lease", None, "\nIntro\n\n## Impact\n\n### Who\n## Impact\nmore\n"),
            (2, "Impact", "impact", Some(Role::Impact), "\n### Who\n"),
            (3, "Who", "who", None, ""),
            (2, "Impact", "impact-1", Some(Role::Impact), "more\n"),
        ];
        let got = outline("# A `lease`\n\nIntro\n\n## Impact\n\n### Who\n## Impact\nmore\n");
        let expected: Vec<_> = expected
            .iter()
            .map(|(l, t, a, r, b)| (*l, t.replace('`', ""), (*a).to_owned(), *r, (*b).to_owned()))
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn anchors_are_those_of_github() {
        let cases = [
            ("What's next? (Q4)", "whats-next-q4"),
            ("Zürich – Überlast", "zürich--überlast"),
            ("a_b-c  d", "a_b-c--d"),
            ("C++ & Rust", "c--rust"),
            ("概要", "概要"),
            ("!!!", "section"),
        ];
        for (title, anchor) in cases {
            assert_eq!(Anchors::default().next(None, title), anchor);
        }
    }

    #[test]
    fn quoted_headings_structure_nothing_and_an_item_that_begins_with_one_does() {
        let got = outline("> ## Impact\n\n- a\n- # Timeline\n\nImpact\n------\n\n## Custom {#impact-2}\n");
        let titles: Vec<_> = got.iter().map(|s| (s.1.as_str(), s.2.as_str())).collect();
        assert_eq!(titles, [("Timeline", "timeline"), ("Impact", "impact-1"), ("Custom", "impact-2")]);
    }
}
