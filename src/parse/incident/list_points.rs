//! A list becomes its points: items, with what stands below them joined to them or parted from them.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::model::Span;
use crate::parse::markdown::{BlockKind, BodyBlock, Events, blocks, items, plain, source, wholly};
use crate::parse::outline::is_prompt;
use crate::parse::vocabulary::{known_role, normalise, says_nothing, words};
use crate::text::is_cjk;
use crate::text::people::are_people;

/// One point of a list or one paragraph.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    /// Markdown of one line.
    pub(crate) text: String,
    pub(crate) span: Span,
    /// The label of the item it stands in, when that is no more than a label.
    pub(crate) group: Option<String>,
    /// `[x]` and `[ ]`.
    pub(crate) ticked: Option<bool>,
    /// The events it was made of.
    pub(crate) events: Range<usize>,
}

/// What items with items below them are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nesting {
    /// Names of groups, when short or bold: follow-ups.
    Groups,
    /// Points themselves, unless they are labels: factors and lessons.
    Points,
}

/// The points of the list at `block`. Nested items join their parent, or stand alone where the parent only names them.
pub(crate) fn points(text: &str, events: &Events<'_>, block: &BodyBlock, nesting: Nesting) -> Vec<Point> {
    let mut out = Vec::new();
    gather(&ListSource { text, events, nesting }, block, None, &mut out, 0);
    out
}

/// What lists are read from, and how.
#[derive(Clone, Copy)]
struct ListSource<'a> {
    text: &'a str,
    events: &'a Events<'a>,
    nesting: Nesting,
}

fn gather(from: &ListSource<'_>, list: &BodyBlock, group: Option<&str>, out: &mut Vec<Point>, depth: usize) {
    let ListSource { text, events, .. } = *from;
    for (item, span) in items(events, list) {
        let ticked = events[item.clone()].iter().take(3).find_map(|(e, _)| match e {
            Event::TaskListMarker(done) => Some(*done),
            _ => None,
        });
        let blocks = blocks(events, item.clone());
        let (paragraphs, nested): (Vec<&BodyBlock>, Vec<&BodyBlock>) = blocks
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
        let own = parts.into_iter().filter(|p| !says_nothing(p)).collect::<Vec<_>>();
        let own = sentences(&own);
        let joined = joined(unmarked(&own), &nested_points());
        if !says_nothing(&joined) {
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

fn points_below(from: &ListSource<'_>, block: &BodyBlock, depth: usize) -> Vec<String> {
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
pub(crate) fn joined(own: &str, below: &[String]) -> String {
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

/// Whether an item only names the items below it.
fn is_label(from: &ListSource<'_>, first: &BodyBlock, words: &str, nested: &[&BodyBlock], depth: usize) -> bool {
    let events = from.events;
    if from.nesting == Nesting::Points {
        return is_title(words);
    }
    let inner = first.inner(events);
    let bold = wholly(events, &inner, |e| matches!(e, pulldown_cmark::TagEnd::Strong));
    let several = nested.iter().map(|b| items(events, b).len()).sum::<usize>() > 1;
    let colon = words.ends_with([':', '：']);
    // "Make the gate report:" is a task of its own, which the items below it spell out.
    let names = is_kind_of_work(words) || are_people(words) || is_name(words);
    names && (bold || colon || several && depth == 0 && !words.ends_with('.'))
}

/// Whether a label is a name rather than a clause: a word or two, or nothing but words with a capital.
fn is_name(label: &str) -> bool {
    let bare = label.trim_end_matches([':', '：', ' ']);
    let mut words = bare.split_whitespace();
    let count = words.clone().count();
    const SMALL: [&str; 10] = ["and", "of", "to", "the", "for", "in", "on", "with", "a", "from"];
    count <= 2 || count <= 6 && words.all(|w| !w.starts_with(char::is_lowercase) || SMALL.contains(&w))
}

/// Whether a title says what kind of work stands below it: "Process", "Detect", "Short-term improvements". A person is none, and
/// neither is a part of a product.
pub(crate) fn is_kind_of_work(title: &str) -> bool {
    let title = normalise(title);
    let wide = title.chars().any(is_cjk);
    let kinds = &words().kinds_of_work;
    let known = |word: &str| kinds.contains(word) || words().groups.contains(word);
    match wide {
        true => {
            title.chars().count() <= 10 && kinds.iter().any(|kind| !kind.is_ascii() && title.contains(kind.as_str()))
        }
        false => title.split(' ').count() <= 5 && (kinds.contains(&title) || title.split(' ').any(known)),
    }
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

pub(crate) fn trimmed(text: &str, span: &Span) -> Span {
    let raw = text.get(span.clone()).unwrap_or_default();
    span.start..span.start + raw.trim_end().len()
}
