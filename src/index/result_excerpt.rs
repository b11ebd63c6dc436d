//! A page and the terms of a query become an excerpt: the passage that says most of them, and the section it stands in.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::index::documents::{DocumentSource, shown};
use crate::index::indexed_terms::fragments;
use crate::index::{Search, SearchAnswer};
use crate::link::PageIx;
use crate::markup::page_words::passages_on_page;
use crate::text::{camel_parts, cut_before, cut_behind, fold, read, stem};
use crate::views::Views;

/// A passage with the words that were looked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ResultExcerpt {
    /// The text on one line, shortened with `…`, in stretches.
    pub text: Vec<MarkedText>,
    /// The section it stands in: its title and its anchor.
    pub section: Option<(String, String)>,
}

/// A stretch of an excerpt.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkedText {
    /// The text.
    pub text: String,
    /// Whether it was looked for.
    pub found: bool,
}

/// The longest excerpt, in characters.
const LONGEST: usize = 220;

/// The best passage of a document for an answer; its summary where nothing of the body has a word of it.
pub fn excerpt(search: &Search, views: &Views, answer: &SearchAnswer, document: u32) -> ResultExcerpt {
    let source = search.documents[document as usize].source;
    let found = match source {
        DocumentSource::Page(ix) => of_page(views, ix, &answer.terms),
        DocumentSource::Facet(..) | DocumentSource::List(_) => None,
    };
    found.unwrap_or_else(|| {
        let summary = shown(views, source).summary;
        let marks = marks(&summary, &answer.terms).into_iter().map(|(place, _)| place).collect::<Vec<_>>();
        ResultExcerpt { text: cut(&summary, &marks), section: None }
    })
}

/// The passage with the most different words so far.
struct Best {
    different: usize,
    text: String,
    marks: Vec<Range<usize>>,
    /// Where it begins in the body.
    start: Option<usize>,
}

fn of_page(views: &Views, ix: PageIx, terms: &BTreeSet<String>) -> Option<ResultExcerpt> {
    let page = &views.site.pages[ix];
    let front = fragments(views, ix).into_iter().map(|text| (text.into_owned(), None));
    let body = passages_on_page(&views.site, ix).into_iter().filter(|passage| !passage.is_heading);
    let body = body.map(|passage| (passage.text.split_whitespace().collect::<Vec<_>>().join(" "), Some(passage.start)));
    let mut best: Option<Best> = None;
    for (text, start) in body.chain(front) {
        let marks = marks(&text, terms);
        let different = marks.iter().map(|(_, term)| term).collect::<BTreeSet<_>>().len();
        if different > best.as_ref().map_or(0, |best| best.different) {
            let marks = marks.into_iter().map(|(place, _)| place).collect();
            best = Some(Best { different, text, marks, start });
        }
    }
    let Best { text, marks, start, .. } = best?;
    let section = start.and_then(|start| page.sections.iter().rev().find(|section| section.heading.start <= start));
    let section = section.filter(|section| page.title_heading.as_ref() != Some(&section.heading));
    Some(ResultExcerpt {
        text: cut(&text, &marks),
        section: section.map(|section| (section.title.clone(), section.anchor.clone())),
    })
}

/// The places of words that were looked for, each with the term.
fn marks(text: &str, terms: &BTreeSet<String>) -> Vec<(Range<usize>, String)> {
    let reading = read(text);
    let mut marks: Vec<(Range<usize>, String)> = Vec::new();
    let mut mark = |place: Range<usize>, term: String| {
        if terms.contains(&term) {
            marks.push((place, term));
        }
    };
    for word in &reading.words {
        mark(word.place.clone(), stem(&word.surface).into_owned());
        for part in camel_parts(word.written) {
            let at = word.place.start + (part.as_ptr() as usize - word.written.as_ptr() as usize);
            mark(at..at + part.len(), stem(&fold(part)).into_owned());
        }
    }
    for whole in &reading.wholes {
        let words = &reading.words[whole.first..whole.end];
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            mark(first.place.start..last.place.end, stem(&whole.surface).into_owned());
        }
    }
    marks.sort_by_key(|(place, _)| (place.start, std::cmp::Reverse(place.end)));
    let mut end = 0;
    marks.retain(|(place, _)| {
        let keep = place.start >= end;
        end = end.max(place.end);
        keep
    });
    marks
}

/// The part of `text` with the most marks, in stretches.
fn cut(text: &str, marks: &[Range<usize>]) -> Vec<MarkedText> {
    let window = window(text, marks);
    let mut out = Vec::new();
    let mut add = |text: &str, found: bool| {
        if !text.is_empty() {
            out.push(MarkedText { text: text.to_owned(), found });
        }
    };
    if window.start > 0 {
        add("… ", false);
    }
    let mut at = window.start;
    for mark in marks.iter().filter(|mark| mark.start >= window.start && mark.end <= window.end) {
        add(&text[at..mark.start], false);
        add(&text[mark.clone()], true);
        at = mark.end;
    }
    add(text[at..window.end].trim_end(), false);
    if window.end < text.len() {
        add(" …", false);
    }
    out
}

/// At most [`LONGEST`] characters of `text`, on whole words of whatever script, with as many marks as can be.
fn window(text: &str, marks: &[Range<usize>]) -> Range<usize> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    if starts.len() <= LONGEST + 1 {
        return 0..text.len();
    }
    let place = |byte: usize| starts.partition_point(|&start| start < byte);
    let end_of = |from: usize| starts[(from + LONGEST).min(starts.len() - 1)];
    let from_mark = |mark: &Range<usize>| place(mark.start).saturating_sub(LONGEST / 4);
    // Marks are in order and apart, so both ends of a window are found by halving.
    let fits = |from: usize| {
        let first = marks.partition_point(|mark| mark.start < starts[from]);
        marks.partition_point(|mark| mark.end <= end_of(from)).saturating_sub(first)
    };
    let best = marks.iter().map(from_mark).max_by_key(|&from| (fits(from), std::cmp::Reverse(from))).unwrap_or(0);
    let (mut start, mut end) = (starts[best], end_of(best));
    // What was looked for is not cut away for the sake of whole words.
    let within = |mark: &&Range<usize>| mark.start >= start && mark.end <= end;
    let first = marks.iter().find(within).map_or(end, |mark| mark.start);
    let last = marks.iter().rfind(within).map_or(start, |mark| mark.end);
    if start > 0 {
        start = cut_behind(text, start, first).unwrap_or(first);
    }
    if end < text.len() {
        end = cut_before(text, end).filter(|cut| *cut >= last && *cut > start).unwrap_or(end);
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt for a word, as one line.
    fn excerpt(text: &str, word: &str) -> String {
        let at = text.find(word).expect("the word is there");
        cut(text, std::slice::from_ref(&(at..at + word.len()))).iter().map(|part| part.text.as_str()).collect()
    }

    #[test]
    fn no_word_is_cut_where_spaces_part_them() {
        let text = format!("{} certificate {}", "before this ".repeat(30).trim(), "behind that ".repeat(30).trim());
        let excerpt = excerpt(&text, "certificate");
        let words = excerpt.trim_matches(|c: char| c == '…' || c == ' ').split(' ');
        let whole = ["before", "this", "certificate", "behind", "that"];
        assert!(words.clone().all(|word| whole.contains(&word)), "{excerpt}");
        assert!(excerpt.starts_with("… ") && excerpt.ends_with(" …") && words.count() > 30, "{excerpt}");
    }

    #[test]
    fn no_word_of_japanese_or_chinese_is_cut() {
        for (sentence, word, sought) in [
            ("夜間にデータベースを再起動してから、", "データベース", "証明書が切れました。"),
            ("我们在夜里重启了数据库，然后继续观察，", "数据库", "证书过期了。"),
        ] {
            let text = format!("{}{sought}{}", sentence.repeat(20), sentence.repeat(20));
            let excerpt = excerpt(&text, sought);
            let inner = excerpt.trim_matches(|c: char| c == '…' || c == ' ');
            let (before, behind) = inner.split_once(sought).expect("what was looked for stays");
            for (part, beginning) in [(before, true), (behind, false)] {
                let rest = part.replace(sentence, "");
                let (head, tail) = word.split_at(word.char_indices().nth(1).map_or(0, |(at, _)| at));
                let is_cut = if beginning { rest.starts_with(tail) } else { rest.ends_with(head) };
                assert!(!is_cut, "{excerpt}");
            }
        }
    }
}
