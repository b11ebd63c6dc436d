//! The blocks under a heading become points: items of lists, rows of tables, else paragraphs.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::model::{Role, Span};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::list_points::{Nesting, Point, joined, points, trimmed};
use crate::parse::markdown::{BlockKind, BodyBlock, cut, plain, rows, source, span_of};
use crate::parse::outline::{HEADING_MARKS, is_prompt, labels, marked_paragraph};
use crate::parse::vocabulary::{known_role, label_meanings, normalise, says_nothing, words};

/// How paragraphs count where a section has no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paragraphs {
    /// Each is a point.
    Points(usize),
    /// Up to three are points; of more, only the first, for the rest is narrative.
    Few,
}

/// The points under `regions` of one section: list items, rows of tables without a role of their own, else paragraphs.
pub(crate) fn section_points(body: &IncidentBody<'_>, regions: &[&BodyRegion], prose: Paragraphs) -> Vec<Point> {
    // "**In a real fire, causes would include:**" heads what did not happen.
    let real = || regions.iter().filter(|region| !is_unreal(&region.title));
    let points: Vec<Point> = real().flat_map(|r| listed(body, body.blocks_of(r), Nesting::Points)).collect();
    if !points.is_empty() {
        return points;
    }
    let direct = |r: &&&BodyRegion| r.own || r.level == 7;
    let of = |r: &&BodyRegion| body.blocks_of(r).iter().filter_map(|b| paragraph(body, b)).collect::<Vec<_>>();
    let mut paragraphs: Vec<Point> = regions.iter().filter(direct).flat_map(of).collect();
    if paragraphs.is_empty() && matches!(prose, Paragraphs::Points(_)) {
        paragraphs = regions.iter().flat_map(of).collect();
    }
    match prose {
        Paragraphs::Points(most) => paragraphs.truncate(most),
        Paragraphs::Few if paragraphs.len() > 3 => paragraphs.truncate(1),
        Paragraphs::Few => {
            let first = paragraphs.first().map(|point| point.span.clone());
            paragraphs.retain(|point| Some(&point.span) == first.as_ref() || !goes_on(&point.text));
        }
    }
    paragraphs
}

/// The points of all sections of `role`, each section on its own.
pub(crate) fn points_of(body: &IncidentBody<'_>, role: Role, prose: Paragraphs) -> Vec<Point> {
    let of = |regions: &Vec<&BodyRegion>| match regions.first() {
        // A conclusion goes on with whatever is left to say, and its list is as likely one of causes.
        Some(first) if words().conclusions.contains(&normalise(&first.title)) => Vec::new(),
        _ => section_points(body, regions, prose),
    };
    by_section(body, role).iter().flat_map(of).collect()
}

/// The stretches of `role`, those of one section together.
pub(crate) fn by_section<'b>(body: &'b IncidentBody<'_>, role: Role) -> Vec<Vec<&'b BodyRegion>> {
    let mut out: Vec<Vec<&BodyRegion>> = Vec::new();
    for region in body.of(role) {
        match out.last_mut().filter(|last| last.last().is_some_and(|r| r.section == region.section)) {
            Some(last) => last.push(region),
            None => out.push(vec![region]),
        }
    }
    out
}

/// Whether a paragraph goes on with what the one before it said, rather than making a point of its own.
fn goes_on(text: &str) -> bool {
    const BACK: [&str; 30] = [
        "this",
        "these",
        "that",
        "those",
        "it",
        "they",
        "however",
        "therefore",
        "thus",
        "so",
        "hence",
        "consequently",
        "additionally",
        "also",
        "furthermore",
        "moreover",
        "then",
        "because",
        "dies",
        "diese",
        "dadurch",
        "deshalb",
        "cela",
        "ceci",
        "ainsi",
        "esto",
        "además",
        "isso",
        "dit",
        "dette",
    ];
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    BACK.contains(&first.to_lowercase().as_str()) || text.starts_with("As a result") || text.starts_with("In addition")
}

/// A paragraph as a point.
pub(crate) fn paragraph(body: &IncidentBody<'_>, block: &BodyBlock) -> Option<Point> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let inner = block.inner(body.events);
    let words = plain(&body.events[inner.clone()]);
    if says_nothing(&words) || is_prompt(body.events, &inner, &words) {
        return None;
    }
    let text = source(body.text, &body.events[inner.clone()], 0);
    // Of a paragraph that leads on to a list or to code what it says before.
    let text = match words.ends_with([':', '：']) {
        true => {
            text.rfind(". ").and_then(|end| text.get(..=end)).filter(|said| said.len() * 2 > text.len())?.to_owned()
        }
        false => text,
    };
    (!text.is_empty()).then(|| Point {
        text,
        span: trimmed(body.text, &block.span),
        group: None,
        ticked: None,
        events: inner,
    })
}

/// The lines of a paragraph, each as a point.
pub(crate) fn lines(body: &IncidentBody<'_>, block: &BodyBlock) -> Vec<Point> {
    let inner = block.inner(body.events);
    let mut out = Vec::new();
    let mut start = inner.start;
    let ends = inner.clone().filter(|&at| matches!(body.events[at].0, Event::SoftBreak | Event::HardBreak));
    for end in ends.chain([inner.end]) {
        let events = start..end;
        start = end + 1;
        let text = source(body.text, body.events.get(events.clone()).unwrap_or_default(), 0);
        if !text.is_empty() {
            out.push(Point { text, span: trimmed_place(body, &events), group: None, ticked: None, events });
        }
    }
    out
}

/// The rows of a table whose cells together make a point, its head left out. A table of numbers has none.
fn tabled(body: &IncidentBody<'_>, block: &BodyBlock) -> Vec<Point> {
    let cells = |row: &[Range<usize>]| -> Vec<String> {
        row.iter().map(|c| source(body.text, &body.events[c.clone()], 0)).filter(|c| !says_nothing(c)).collect()
    };
    let measured = |row: &[Range<usize>]| {
        let cells = cells(row);
        cells.len() > 1 && cells[1..].iter().all(|c| is_number(c))
    };
    let below = rows(body.events, block);
    if !names_points(body, &below) {
        return Vec::new();
    }
    let below = below.get(1..).unwrap_or_default();
    if below.iter().filter(|(row, _)| measured(row)).count() * 2 > below.len() {
        return Vec::new();
    }
    let point = |(row, span): &(Vec<Range<usize>>, Span)| {
        let (text, span) = (cells(row).join(" – "), span.clone());
        (text.split_whitespace().count() > 1).then_some(Point { text, span, group: None, ticked: None, events: 0..0 })
    };
    below.iter().filter_map(point).collect()
}

/// Whether the rows of a table are points: of several columns one must be headed by the name of a part of a write-up, or else they set things
/// side by side that nobody called causes or lessons.
fn names_points(body: &IncidentBody<'_>, rows: &[(Vec<Range<usize>>, Span)]) -> bool {
    let Some((head, _)) = rows.first().filter(|(head, _)| head.len() > 2) else { return true };
    let names = |cell: &Range<usize>| known_role(&plain(&body.events[cell.clone()]), Some(body.known.lang)).is_some();
    head.iter().any(names)
}

/// Whether a cell is a number, perhaps with its unit.
fn is_number(cell: &str) -> bool {
    let begins = cell
        .trim_start_matches(['~', '≈', '<', '>', '+', '-', '−', '$', '€'])
        .starts_with(|c: char| c.is_ascii_digit());
    begins && cell.chars().filter(|c| c.is_alphabetic()).count() <= 3
}

/// The first paragraph or list under `regions` as Markdown of one paragraph, at most `max` characters.
pub(crate) fn section_opening(body: &IncidentBody<'_>, regions: &[&BodyRegion], max: usize) -> Option<(String, Span)> {
    for block in regions.iter().flat_map(|r| body.blocks_of(r)) {
        match block.kind {
            BlockKind::Paragraph => {
                if measured(body, block) {
                    continue;
                }
                // "■ 影響" and the lines below it.
                let marked = marked_points(body, block);
                if !marked.is_empty() {
                    let words = marked.iter().map(|point| point.text.as_str()).collect::<Vec<_>>().join("; ");
                    return Some((cut(&words, max), trimmed(body.text, &block.span)));
                }
                if let Some(point) = paragraph(body, block) {
                    return Some((cut(&point.text, max), point.span));
                }
            }
            BlockKind::List => {
                let listed = points(body.text, body.events, block, Nesting::Points);
                if !listed.is_empty() {
                    let words =
                        listed.iter().map(|p| p.text.trim_end_matches([';', ',', '.'])).collect::<Vec<_>>().join("; ");
                    return Some((cut(&words, max), trimmed(body.text, &block.span)));
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a paragraph is a labelled line with a field of its own, such as "Severity: high".
fn measured(body: &IncidentBody<'_>, block: &BodyBlock) -> bool {
    let found = labels(body.text, body.events, block);
    found.first().is_some_and(|l| !label_meanings(&l.name).is_empty())
}

/// The place of a run of events, without trailing blanks.
pub(crate) fn trimmed_place(body: &IncidentBody<'_>, range: &Range<usize>) -> Span {
    trimmed(body.text, &span_of(body.events, range))
}

/// What stands below "■ 原因" in one paragraph: its lines where each has a bullet, else all of them as one point.
pub(crate) fn marked_points(body: &IncidentBody<'_>, block: &BodyBlock) -> Vec<Point> {
    if marked_paragraph(body.events, block).is_none() {
        return Vec::new();
    }
    const BULLETS: [char; 6] = ['・', '･', '•', '‐', '-', '※'];
    let below: Vec<Point> =
        lines(body, block).into_iter().skip(1).take_while(|line| !line.text.starts_with(HEADING_MARKS)).collect();
    let bare = |line: &Point| line.text.trim_start_matches(BULLETS).trim().to_owned();
    if below.iter().all(|line| line.text.starts_with(BULLETS)) {
        return below.into_iter().map(|line| Point { text: bare(&line), ..line }).collect();
    }
    let (Some(first), Some(last)) = (below.first(), below.last()) else { return Vec::new() };
    let text = below.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let events = first.events.start..last.events.end;
    vec![Point { text, span: first.span.start..last.span.end, group: None, ticked: None, events }]
}

/// Whether a lead tells of what did not happen: "In a real outage, causes would include".
fn is_unreal(lead: &str) -> bool {
    const UNREAL: [&str; 8] = [
        " would include",
        " would be",
        " could include",
        " might include",
        "könnten sein",
        "seraient",
        "serían",
        "seriam",
    ];
    UNREAL.iter().any(|word| lead.contains(word))
}

/// Whether a paragraph leads on to what is not of this incident: "How this is not #7 and #9:", "Other causes would be:".
fn tells_apart(body: &IncidentBody<'_>, block: &BodyBlock) -> bool {
    const DIFFERENT: [&str; 18] = [
        "different from",
        "differences to",
        "differences from",
        "difference between",
        "compared with",
        "compared to",
        "unlike ",
        "unterschied",
        "différence",
        "diferencia",
        "diferença",
        "differenza",
        "verschil",
        "区别",
        "區別",
        "差异",
        "違い",
        "отличи",
    ];
    let words = plain(&body.events[block.inner(body.events)]).to_lowercase();
    let last = words.rsplit(['.', '。', '!', '?']).next().unwrap_or_default();
    let names_others = last.contains('#') && last.contains(|c: char| c.is_ascii_digit());
    words.ends_with([':', '：'])
        && (names_others && DIFFERENT.iter().any(|word| last.contains(word)) || is_unreal(last))
}

/// The points of several blocks; a list after a point that ends with a colon belongs to that point.
pub(crate) fn listed(body: &IncidentBody<'_>, blocks: &[BodyBlock], nesting: Nesting) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    let mut leads_on = false;
    // The list that comes next sets this incident against others.
    let mut compares = false;
    for block in blocks {
        let found = match block.kind {
            BlockKind::List | BlockKind::Table if compares => {
                compares = false;
                continue;
            }
            BlockKind::List => points(body.text, body.events, block, nesting),
            BlockKind::Table => tabled(body, block),
            BlockKind::Paragraph => match marked_points(body, block) {
                found if found.is_empty() => {
                    leads_on = false;
                    compares = tells_apart(body, block);
                    continue;
                }
                found => found,
            },
            _ => continue,
        };
        match out.last_mut().filter(|_| leads_on) {
            Some(last) => {
                let below: Vec<String> = found.into_iter().map(|p| p.text).collect();
                last.text = joined(&last.text, &below);
                last.span.end = trimmed(body.text, &block.span).end;
            }
            None => out.extend(found),
        }
        leads_on = out.last().is_some_and(|p| p.text.trim_end_matches(['*', '_']).ends_with([':', '：']));
    }
    out
}
