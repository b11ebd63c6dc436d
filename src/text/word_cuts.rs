//! A text and a place become the nearest place between two of its words, in every script.
//!
//! Scripts that put no space between words are cut where a phrase ends, as a small model of each language has it; Korean, as the others,
//! at spaces.

use budoux_phf_rs::Parser;

use crate::text::chinese_script::is_traditional;

/// How much before a place is looked at, and how much behind it, in characters: phrases are short.
const BEFORE: usize = 48;
const BEHIND: usize = 16;

/// The last place at or before `at` where no word is cut; `None` where that is the beginning.
pub fn cut_before(text: &str, at: usize) -> Option<usize> {
    let at = floor_boundary(text, at);
    if at == 0 || is_between(text, at) {
        return Some(at).filter(|at| *at > 0);
    }
    let run = dense_run(text, at);
    if !run.is_empty() {
        let inside = phrase_ends(&text[run.clone()]).into_iter().map(|end| run.start + end).rfind(|end| *end <= at);
        return inside.or(Some(run.start).filter(|start| *start > 0));
    }
    let word = text[..at].char_indices().rev().find(|(_, c)| c.is_whitespace() || is_dense(*c));
    word.map(|(start, c)| start + c.len_utf8())
}

/// The first place at or behind `at`, and before `end`, where no word is cut.
pub fn cut_behind(text: &str, at: usize, end: usize) -> Option<usize> {
    let at = floor_boundary(text, at);
    if at == 0 || is_between(text, at) {
        return Some(at);
    }
    let run = dense_run(text, at);
    if !run.is_empty() {
        let inside = phrase_ends(&text[run.clone()]).into_iter().map(|end| run.start + end).find(|end| *end >= at);
        return inside.filter(|cut| *cut <= end);
    }
    let (start, c) = text[at..end].char_indices().find(|(_, c)| c.is_whitespace() || is_dense(*c))?;
    Some(at + if c.is_whitespace() { start + c.len_utf8() } else { start })
}

/// Whether a space stands beside a place, or a script with spaces and one without meet there.
fn is_between(text: &str, at: usize) -> bool {
    let (before, behind) = (text[..at].chars().next_back(), text[at..].chars().next());
    let (Some(before), Some(behind)) = (before, behind) else { return true };
    before.is_whitespace() || behind.is_whitespace() || is_dense(before) != is_dense(behind) && !closes(behind)
}

/// Characters of scripts without spaces, and the marks among them.
fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0e7f}' | '\u{3001}'..='\u{3020}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{2fa1f}')
}

/// Marks that belong to what stands before them.
fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '%' | '\'' | '"' | '’' | '”')
        || "、。）」』】，；：！？〉》".contains(c)
}

/// The characters around `at` that no spaces part.
fn dense_run(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text[..at].char_indices().rev().take(BEFORE).take_while(|(_, c)| is_dense(*c)).last();
    let end = text[at..].char_indices().take(BEHIND).take_while(|(_, c)| is_dense(*c)).last();
    let start = start.map_or(at, |(start, _)| start);
    let end = end.map_or(at, |(end, c)| at + end + c.len_utf8());
    if start < at && at < end { start..end } else { at..at }
}

/// Where phrases end in a run of one script without spaces.
fn phrase_ends(run: &str) -> Vec<usize> {
    let has = |range: std::ops::RangeInclusive<char>| run.chars().any(|c| range.contains(&c));
    let parser = match () {
        () if has('\u{0e00}'..='\u{0e7f}') => Parser::thai_parser(),
        () if has('\u{3041}'..='\u{30ff}') => Parser::japanese_parser(),
        () if is_traditional(run) => Parser::traditional_chinese_parser(),
        () => Parser::simplified_chinese_parser(),
    };
    let phrases = parser.parse(run);
    let is_chinese = !has('\u{0e00}'..='\u{0e7f}') && !has('\u{3041}'..='\u{30ff}');
    // The models of Chinese take words apart into single characters, as 数据库: beside one of these no cut is certain.
    let is_single = |at: usize| phrases.get(at).is_some_and(|phrase| phrase.chars().count() == 1);
    let mut end = 0;
    let mut ends: Vec<usize> = Vec::new();
    for (i, phrase) in phrases.iter().enumerate() {
        end += phrase.len();
        if !is_chinese || !is_single(i) && !is_single(i + 1) {
            ends.push(end);
        }
    }
    ends
}

/// The place at or before a byte offset that is between two characters.
pub(super) fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&ix| text.is_char_boundary(ix)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_chinese_is_cut_where_the_model_takes_it_apart() {
        for (text, word) in
            [("我们在夜里重启了数据库，然后网站恢复正常", "数据库"), ("更新证书以后网站恢复正常", "证书")]
        {
            let inside = text.find(word).expect("the word is there")..text.find(word).expect("so it is") + word.len();
            for at in 0..=text.len() {
                let cut = cut_before(text, at);
                assert!(cut.is_none_or(|cut| cut <= inside.start || cut >= inside.end), "{text} {at} {cut:?}");
            }
        }
    }
}
