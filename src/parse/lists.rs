//! A section becomes its points: the items of its lists, else its paragraphs.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::model::Span;
use crate::parse::blocks::{Block, BlockKind, Events, blocks, items, rows, span_of};
use crate::parse::found::Body;
use crate::parse::headings::{known_role, normalise};
use crate::parse::labels::labels;
use crate::parse::measures::meaning;
use crate::parse::plain::{cut, plain, source};
use crate::parse::regions::Region;
use crate::parse::residue::{is_prompt, is_residue};
use crate::parse::words::words;

/// One point of a list or one paragraph.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// Markdown of one line.
    pub(super) text: String,
    pub(super) span: Span,
    /// The label of the item it stands in, when that is no more than a label.
    pub(super) group: Option<String>,
    /// `[x]` and `[ ]`.
    pub(super) ticked: Option<bool>,
    /// The events it was made of.
    pub(super) events: Range<usize>,
}

/// What items with items below them are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nesting {
    /// Names of groups, when short or bold: follow-ups.
    Groups,
    /// Points themselves, unless they are labels: factors and lessons.
    Points,
}

/// The points of the list at `block`. Nested items join their parent, or stand alone where the parent only names them.
pub(super) fn points(text: &str, events: &Events<'_>, block: &Block, nesting: Nesting) -> Vec<Point> {
    let mut out = Vec::new();
    gather(&Source { text, events, nesting }, block, None, &mut out, 0);
    out
}

/// What lists are read from, and how.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    events: &'a Events<'a>,
    nesting: Nesting,
}

fn gather(from: &Source<'_>, list: &Block, group: Option<&str>, out: &mut Vec<Point>, depth: usize) {
    let Source { text, events, .. } = *from;
    for (item, span) in items(events, list) {
        let ticked = events[item.clone()].iter().take(3).find_map(|(e, _)| match e {
            Event::TaskListMarker(done) => Some(*done),
            _ => None,
        });
        let blocks = blocks(events, item.clone());
        let (paragraphs, nested): (Vec<&Block>, Vec<&Block>) = blocks
            .iter()
            .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::List))
            .partition(|b| b.kind == BlockKind::Paragraph);
        let Some(first) = paragraphs.first() else { continue };
        let words = plain(&events[first.events.clone()]);
        if is_prompt(events, &first.inner(events), &words) {
            continue;
        }
        let lead = source(text, &events[first.inner(events)], 0);
        let nested_points = || nested.iter().flat_map(|b| points_below(from, b, depth)).collect::<Vec<_>>();
        if !nested.is_empty() && depth < 8 && is_label(from, first, &words, &nested, depth) {
            let name = words.trim_end_matches([':', '：', ' ']).to_owned();
            for block in &nested {
                gather(from, block, Some(&name), out, depth + 1);
            }
            continue;
        }
        let mut parts = vec![lead];
        parts.extend(paragraphs.iter().skip(1).map(|b| source(text, &events[b.inner(events)], 0)));
        let own = parts.into_iter().filter(|p| !is_residue(p)).collect::<Vec<_>>();
        let own = sentences(&own);
        let joined = joined(unmarked(&own), &nested_points());
        if !is_residue(&joined) {
            out.push(Point {
                text: joined,
                span: trimmed(text, &span),
                group: group.map(str::to_owned),
                ticked,
                events: item,
            });
        }
    }
}

fn points_below(from: &Source<'_>, block: &Block, depth: usize) -> Vec<String> {
    let mut below = Vec::new();
    if depth < 8 {
        gather(from, block, None, &mut below, depth + 1);
    }
    below.into_iter().map(|p| p.text).collect()
}

/// Paragraphs in a row, each with a stop before the next one.
fn sentences(parts: &[String]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            let stopped = out
                .trim_end_matches(['*', '_', '`', ')', '"', '”'])
                .ends_with(['.', '!', '?', ':', ';', ',', '…', '。', '！', '？', '：', '–', '—']);
            out.push_str(if stopped { " " } else { ". " });
        }
        out.push_str(part);
    }
    out
}

/// A point and what stands below it: "Parent: child; child".
fn joined(own: &str, below: &[String]) -> String {
    if below.is_empty() {
        return own.to_owned();
    }
    let (last, others) = below.split_last().map_or(("", below), |(last, others)| (last.as_str(), others));
    let mut children = String::new();
    for child in others {
        children.push_str(child.trim_end_matches(['.', ';', ',', ' ']));
        children.push_str("; ");
    }
    children.push_str(last.trim_end_matches([';', ',', ' ']));
    if own.is_empty() {
        return children;
    }
    let bare = own.trim_end_matches(['.', ':', '：', ';', ',', ' ', '-', '–', '—']);
    let end = bare.trim_end_matches(['*', '_', '`', '"', ')']);
    let mark = if end.ends_with(['.', ':', '?', '!', '：', '？', '！', '。']) { "" } else { ":" };
    let all = format!("{bare}{mark} {children}");
    if all.chars().count() <= 600 { all } else { own.to_owned() }
}

/// The points of several blocks; a list after a point that ends with a colon belongs to that point.
pub(super) fn listed(body: &Body<'_>, blocks: &[Block], nesting: Nesting) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    let mut leads_on = false;
    for block in blocks {
        let found = match block.kind {
            BlockKind::List => points(body.text, body.events, block, nesting),
            BlockKind::Table => tabled(body, block),
            BlockKind::Paragraph => {
                leads_on = false;
                continue;
            }
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

/// Whether an item only names the items below it.
fn is_label(from: &Source<'_>, first: &Block, words: &str, nested: &[&Block], depth: usize) -> bool {
    let events = from.events;
    if from.nesting == Nesting::Points {
        return is_title(words);
    }
    let inner = first.inner(events);
    let bold = crate::parse::blocks::wholly(events, &inner, |e| matches!(e, pulldown_cmark::TagEnd::Strong));
    let several = nested.iter().map(|b| items(events, b).len()).sum::<usize>() > 1;
    let short = words.split_whitespace().count() <= 5;
    bold || short && (words.ends_with([':', '：']) || several && depth == 0 && !words.ends_with('.'))
}

/// Whether the words are a title such as "Process" or "Technical issues:", and no clause.
fn is_title(words: &str) -> bool {
    let bare = words.trim_end_matches([':', '：', ' ']);
    let count = bare.split_whitespace().count();
    let capital = |w: &str| w.starts_with(|c: char| c.is_uppercase()) || matches!(w, "&" | "/" | "and" | "of" | "und");
    !bare.ends_with(['.', '!', '?', '。'])
        && (count <= 4 && bare.len() < words.trim_end().len()
            || count == 1
            || count <= 4 && bare.split_whitespace().all(capital)
            || count <= 3 && words_for_groups(bare)
            || known_role(bare, None).is_some())
}

fn words_for_groups(title: &str) -> bool {
    normalise(title).split(' ').any(|w| words().groups.contains(w))
}

/// The text without a tick or cross before it that only decorates a list.
fn unmarked(text: &str) -> &str {
    ["👍", "👎", "➕", "➖", "⚠️", "💡", "🎉", "🍀"]
        .iter()
        .find_map(|m| text.strip_prefix(m))
        .unwrap_or(text)
        .trim_start()
}

fn trimmed(text: &str, span: &Span) -> Span {
    let raw = text.get(span.clone()).unwrap_or_default();
    span.start..span.start + raw.trim_end().len()
}

/// How paragraphs count where a section has no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prose {
    /// Each is a point.
    Points(usize),
    /// Up to three are points; of more, only the first, for the rest is narrative.
    Few,
}

/// The points under `regions` of one section: list items, rows of tables without a role of their own, else paragraphs.
pub(super) fn told(body: &Body<'_>, regions: &[&Region], prose: Prose) -> Vec<Point> {
    let points: Vec<Point> = regions.iter().flat_map(|r| listed(body, body.blocks_of(r), Nesting::Points)).collect();
    if !points.is_empty() {
        return points;
    }
    let direct = |r: &&&Region| r.own || r.level == 7;
    let of = |r: &&Region| body.blocks_of(r).iter().filter_map(|b| paragraph(body, b)).collect::<Vec<_>>();
    let mut paragraphs: Vec<Point> = regions.iter().filter(direct).flat_map(of).collect();
    if paragraphs.is_empty() && matches!(prose, Prose::Points(_)) {
        paragraphs = regions.iter().flat_map(of).collect();
    }
    match prose {
        Prose::Points(most) => paragraphs.truncate(most),
        Prose::Few if paragraphs.len() > 3 => paragraphs.truncate(1),
        Prose::Few => {}
    }
    paragraphs
}

/// A paragraph as a point.
pub(super) fn paragraph(body: &Body<'_>, block: &Block) -> Option<Point> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let inner = block.inner(body.events);
    let words = plain(&body.events[inner.clone()]);
    if is_residue(&words) || is_prompt(body.events, &inner, &words) || words.ends_with([':', '：']) {
        return None;
    }
    let text = source(body.text, &body.events[inner.clone()], 0);
    (!text.is_empty()).then(|| Point {
        text,
        span: trimmed(body.text, &block.span),
        group: None,
        ticked: None,
        events: inner,
    })
}

/// The rows of a table whose cells together make a point, its head left out.
fn tabled(body: &Body<'_>, block: &Block) -> Vec<Point> {
    let point = |(cells, span): (Vec<Range<usize>>, Span)| {
        let cells: Vec<String> =
            cells.iter().map(|c| source(body.text, &body.events[c.clone()], 0)).filter(|c| !is_residue(c)).collect();
        let text = cells.join(" – ");
        (text.split_whitespace().count() > 1).then_some(Point { text, span, group: None, ticked: None, events: 0..0 })
    };
    rows(body.events, block).into_iter().skip(1).filter_map(point).collect()
}

/// The first paragraph or list under `regions` as Markdown of one paragraph, at most `max` characters.
pub(super) fn opening(body: &Body<'_>, regions: &[&Region], max: usize) -> Option<(String, Span)> {
    for block in regions.iter().flat_map(|r| body.blocks_of(r)) {
        match block.kind {
            BlockKind::Paragraph => {
                if measured(body, block) {
                    continue;
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
fn measured(body: &Body<'_>, block: &Block) -> bool {
    let found = labels(body.text, body.events, block);
    found.first().is_some_and(|l| !meaning(&l.name).is_empty())
}

/// The place of a run of events, without trailing blanks.
pub(super) fn place(body: &Body<'_>, range: &Range<usize>) -> Span {
    trimmed(body.text, &span_of(body.events, range))
}
