//! A quotation that names a kind becomes a callout: GitHub's alerts, and Obsidian's of any kind, with a title, folded or not.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::alert_kinds::alert_kind;

/// A quotation that is a box. Its title, if it has one, is its first paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Callout {
    /// Where the quotation begins.
    pub(crate) start: usize,
    /// What its author calls it, with a capital.
    pub(crate) name: String,
    /// Whether it is of the kinds that GitHub knows, or one that means the same.
    pub(crate) is_known: bool,
    /// Whether it folds, and then whether it is open at first.
    pub(crate) fold: Option<bool>,
    pub(crate) has_title: bool,
}

/// The longest name of a kind, in bytes.
const LONGEST: usize = 40;

pub(super) fn mend(events: &mut Vec<(Event<'_>, Span)>) -> Vec<Callout> {
    let is_callout = |(ix, event): (usize, &(Event<'_>, Span))| {
        matches!(event.0, Event::Start(Tag::BlockQuote(None)))
            && events.get(ix + 1..ix + 3).is_some_and(|first| mark(first).is_some())
    };
    if !events.iter().enumerate().any(is_callout) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut out = Vec::with_capacity(events.len());
    // For every quotation that has not ended, what it ends with.
    let mut open: Vec<Option<BlockQuoteKind>> = Vec::new();
    let mut ix = 0;
    while let Some((event, span)) = events.get(ix) {
        ix += 1;
        match event {
            Event::Start(Tag::BlockQuote(None)) => {
                let first = events.get(ix..ix + 2).and_then(|first| mark(first));
                open.push(first.as_ref().map(|mark| mark.kind.unwrap_or(BlockQuoteKind::Note)));
                out.push((Event::Start(Tag::BlockQuote(open.last().copied().flatten())), span.clone()));
                if let Some(mark) = first {
                    let (callout, next) = begin(events, ix, &mark, span.start, &mut out);
                    found.push(callout);
                    ix = next;
                }
            }
            Event::Start(Tag::BlockQuote(kind)) => {
                open.push(*kind);
                out.push((event.clone(), span.clone()));
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                out.push((Event::End(TagEnd::BlockQuote(open.pop().flatten())), span.clone()));
            }
            _ => out.push((event.clone(), span.clone())),
        }
    }
    *events = out;
    found
}

/// What stands between `[!` and the words of a title.
struct Mark {
    kind: Option<BlockQuoteKind>,
    name: String,
    fold: Option<bool>,
    /// Its length in the text.
    length: usize,
}

/// The mark that a quotation's first paragraph begins with.
fn mark(first: &[(Event<'_>, Span)]) -> Option<Mark> {
    let [(Event::Start(Tag::Paragraph), _), (Event::Text(words), _)] = first else { return None };
    let (inside, rest) = words.strip_prefix("[!")?.split_once(']')?;
    // Obsidian's styles follow a bar.
    let name = inside.split('|').next().unwrap_or_default().trim();
    let is_name = name.starts_with(char::is_alphabetic)
        && name.len() <= LONGEST
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let fold = rest.chars().next().filter(|c| matches!(c, '+' | '-'));
    let after = &rest[fold.map_or(0, char::len_utf8)..];
    // Obsidian needs no space before a title.
    let is_title = after.starts_with(char::is_alphabetic) && alert_kind(name).is_some();
    if !is_name || !(after.is_empty() || after.starts_with([' ', '\t']) || is_title) {
        return None;
    }
    let length = words.len() - after.trim_start().len();
    Some(Mark { kind: alert_kind(name), name: capital(name), fold: fold.map(|sign| sign == '+'), length })
}

/// Writes the first paragraph of a callout from `ix` on: its title, and what follows it. Gives where that ends.
fn begin<'e>(
    events: &[(Event<'e>, Span)],
    ix: usize,
    mark: &Mark,
    start: usize,
    out: &mut Vec<(Event<'e>, Span)>,
) -> (Callout, usize) {
    let mut depth = 0usize;
    let mut ends = |(event, _): &&(Event<'_>, Span)| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::Paragraph) if depth == 0 => return true,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(event, Event::SoftBreak | Event::HardBreak)
    };
    let end = ix + 1 + events[ix + 1..].iter().position(|event| ends(&event)).unwrap_or(0);
    let paragraph = events[ix].1.clone();
    let mut title: Vec<(Event<'e>, Span)> = events[ix + 1..end].to_vec();
    if let Some((Event::Text(words), span)) = title.first_mut() {
        span.start += mark.length.min(span.len());
        *words = CowStr::from(words[mark.length..].to_owned());
        if words.is_empty() {
            title.remove(0);
        }
    }
    let has_title = !title.is_empty();
    let breaks = matches!(events[end].0, Event::SoftBreak | Event::HardBreak);
    if has_title {
        let place = title[0].1.start..events[end].1.start.min(paragraph.end);
        out.push((Event::Start(Tag::Paragraph), place.clone()));
        out.append(&mut title);
        out.push((Event::End(TagEnd::Paragraph), place));
    }
    if breaks {
        out.push((Event::Start(Tag::Paragraph), events[end].1.end..paragraph.end));
    }
    let callout = Callout { start, name: mark.name.clone(), is_known: mark.kind.is_some(), fold: mark.fold, has_title };
    (callout, end + 1)
}

fn capital(name: &str) -> String {
    let name = name.replace(['-', '_'], " ");
    let is_shout = name.chars().all(|c| !c.is_lowercase());
    let name = if is_shout { name.to_lowercase() } else { name };
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
