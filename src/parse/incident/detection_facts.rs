//! A body becomes how the incident was found: by an answered question, a section for it, brackets behind a time, else a sentence.

use crate::model::{Fact, Role, Span};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::how_found::{
    is_finding_label, labelled_way, named_way, says_machines_were_silent, told_way,
};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::section_points::{by_section, trimmed_place};
use crate::parse::markdown::{BlockKind, lines, plain};
use crate::parse::outline::Label;
use crate::parse::times::scan;
use crate::parse::vocabulary::{normalise, role};

/// The answer in the same line as the question how it was found: "How did we find out? A customer".
pub(super) fn answered(body: &IncidentBody<'_>) -> Option<Fact<String>> {
    let asks = |span: &Span| body.text.get(span.clone()).is_some_and(|raw| raw.contains('?'));
    let blocks = body.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::List));
    let lines = blocks.filter(|block| asks(&block.span)).flat_map(|block| lines(body.events, block.inner(body.events)));
    lines.into_iter().find_map(|line| {
        let words = plain(body.events.get(line.clone())?);
        let (question, answer) = words.split_once('?').filter(|(_, answer)| !answer.trim().is_empty())?;
        let name = normalise(question);
        let way = labelled_way(&name, body.known.lang, answer).filter(|_| is_finding_label(&name))?;
        Some(Fact::label(way.to_owned(), trimmed_place(body, &line)))
    })
}

/// How it was found: what the section for it says, else a sentence of what sums it up.
pub(super) fn how_found(body: &IncidentBody<'_>) -> Option<Fact<String>> {
    for regions in by_section(body, Role::Detection) {
        for block in regions.iter().flat_map(|region| body.blocks_of(region)) {
            let words = plain(&body.events[block.events.clone()]);
            let brief = words.split_whitespace().count() <= 6;
            let way =
                told_way(body.known.lang, &words).or_else(|| named_way(body.known.lang, &words).filter(|_| brief));
            if let Some(way) = way.filter(|_| matches!(block.kind, BlockKind::Paragraph | BlockKind::List)) {
                return Some(Fact::section(way.to_owned(), trimmed_place(body, &block.events)));
            }
        }
    }
    let sums_up = |region: &&BodyRegion| match region.role {
        None => region.level <= 1,
        Some(role) => role == Role::Summary,
    };
    let is_told = |value: &str| value.split_whitespace().count() > 3 && !value.contains(|c: char| c.is_ascii_digit());
    // What a label says of it in words that are not understood a sentence in passing does not say better.
    let is_said = |label: &Label| {
        (is_finding_label(&label.name) || role(&label.title, body.known.lang, body.config) == Some(Role::Detection))
            && is_told(&label.plain(body.text, body.events))
    };
    if body.labels.iter().any(is_said) {
        return None;
    }
    body.regions.iter().filter(sums_up).flat_map(|region| body.blocks_of(region)).find_map(|block| {
        let words = plain(&body.events[block.events.clone()]);
        let way = told_way(body.known.lang, &words).filter(|_| block.kind == BlockKind::Paragraph)?;
        Some(Fact::sentence(way.to_owned(), trimmed_place(body, &block.events)))
    })
}

/// Whether a paragraph or an item says plainly that no machine told of the incident.
pub(crate) fn machines_were_silent(body: &IncidentBody<'_>) -> bool {
    let told = body.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::List));
    told.into_iter().any(|block| says_machines_were_silent(body.known.lang, &plain(&body.events[block.events.clone()])))
}

/// The way in the brackets behind the time of detection: "2024-03-11 14:09 UTC (a customer called)".
pub(super) fn way_beside_time(lang: &str, value: &str) -> Option<&'static str> {
    let (time, inside) = value.split_once(['(', '（'])?;
    let inside = inside.trim_end_matches([' ', '.', ')', '）']);
    let ends_time = scan(time).is_some_and(|found| found.end >= time.trim_end().len());
    let has_clock = ends_time && !inside.contains(['(', '（']);
    let is_brief = inside.split_whitespace().count() <= WORDS_OF_WAY;
    told_way(lang, inside).or_else(|| named_way(lang, inside).filter(|_| is_brief)).filter(|_| has_clock)
}

/// So many words name a way and nothing else.
const WORDS_OF_WAY: usize = 4;
