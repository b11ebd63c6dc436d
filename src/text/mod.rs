//! Prose becomes words and sentences. Used by parse, similar and search alike.
//!
//! Nothing here knows Markdown: callers pass plain text.

mod chinese_script;
mod full_stops;
mod html_attributes;
mod language;
pub mod people;
mod search_words;
mod stem;
mod word_cuts;
mod word_folding;

pub(crate) use html_attributes::{ENDS_ITSELF, Nesting, UNSEEN, VOID, collected, embeds};
pub use language::{language_of, stop_words_of};
pub use search_words::{Reading, STOP_WORDS, Whole, Word, WordForm, is_word, key, read};
pub use stem::{form, stem};
use word_cuts::floor_boundary;
pub use word_cuts::{cut_before, cut_behind};
pub use word_folding::{LONGEST, MOST_PARTS, camel_parts, fold, units};

/// Words of prose, for reading time. CJK characters, which no space divides, count as half a word each.
pub fn count_words(text: &str) -> usize {
    let (mut words, mut cjk) = (0, 0);
    // Of the word that is being read: whether it has letters or digits, and whether it is of a script without spaces.
    let (mut is_said, mut is_wide) = (false, false);
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() {
            is_said = true;
        } else if c.is_whitespace() {
            words += usize::from(is_said && !is_wide);
            (is_said, is_wide) = (false, false);
        } else if !c.is_ascii() {
            let wide = is_cjk(c);
            cjk += usize::from(wide);
            is_wide |= wide;
            is_said |= c.is_alphanumeric();
        }
    }
    words + cjk.div_ceil(2)
}

/// [`collapse`], for a text that nobody else needs: most are as they should be.
pub(crate) fn collapsed(mut text: String) -> String {
    let bare = text.trim_ascii_end().len();
    text.truncate(bare);
    if is_single_spaced(&text) { text } else { collapse(&text) }
}

/// Whether a text is words of ASCII with single spaces between them, and nothing else.
fn is_single_spaced(text: &str) -> bool {
    // A space before the first word would be one too many.
    let mut before = b' ';
    text.bytes().all(|b| {
        let single = b.is_ascii_graphic() || (b == b' ' && before != b' ');
        before = b;
        single
    })
}

/// Whitespace of any kind as single spaces, none at the ends; no zero-width spaces.
pub(crate) fn collapse(text: &str) -> String {
    let bare = text.trim();
    if is_single_spaced(bare) {
        return bare.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = true;
        } else if !matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}') {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
    out
}

/// Whether `c` is Han, Hiragana, Katakana or Hangul.
pub fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{2fa1f}')
}

/// The language without its region: `en` of `en-GB`. Both written forms of Norwegian are `no`: who reads one reads the other.
pub fn primary_language(tag: &str) -> &str {
    match tag.split(['-', '_']).next().unwrap_or(tag) {
        "nb" | "nn" | "NB" | "NN" => "no",
        primary => primary,
    }
}

/// The sentence of `text` around the byte offset `at`, at most `limit` characters, shortened with `…` on whole words.
///
/// A sentence ends at `.`, `!` or `?` before white space and an upper-case letter or digit, or at `。`, `！`, `？`; not at the full stop of
/// a number or a short form in its middle.
pub fn sentence_around(text: &str, at: usize, limit: usize) -> String {
    // Only the neighbourhood is searched, so that many places in one long paragraph stay cheap.
    let reach = limit * 8;
    let from = floor_boundary(text, at.saturating_sub(reach));
    let text = &text[from..floor_boundary(text, at.saturating_add(reach))];
    let at = floor_boundary(text, at.saturating_sub(from));
    let (mut start, mut end) = (0, text.len());
    for ends in sentence_ends(text) {
        if ends > at {
            end = ends;
            break;
        }
        start = ends;
    }
    shorten_around(text[start..end].trim(), at.saturating_sub(start), limit)
}

/// The sentences of `text`, in order, as [`sentence_around`] tells them apart.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = sentence_ends(text).chain([text.len()]);
    let pieces = ends.map(move |end| &text[std::mem::replace(&mut start, end)..end]);
    pieces.map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// The first whole sentences of `text` that fit into `limit` characters; at least a shortened first one.
pub fn first_sentences(text: &str, limit: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut = text.char_indices().nth(limit).map_or(text.len(), |(ix, _)| ix);
    match sentence_ends(text).take_while(|&end| end <= cut).last().filter(|&end| end > cut / 3) {
        Some(end) => text[..end].trim_end().to_owned(),
        None => shorten(text, limit),
    }
}

/// `text` cut to `limit` characters between two words, with `…` where something is missing. Only of a first word that is longer than that
/// a part is shown.
pub fn shorten(text: &str, limit: usize) -> String {
    shorten_behind(text, 0, limit)
}

/// The same, cut only behind the byte offset `kept`.
fn shorten_behind(text: &str, kept: usize, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let whole = text.char_indices().nth(limit.saturating_sub(1)).map_or(text.len(), |(ix, _)| ix);
    let cut = word_cuts::cut_before(text, whole).filter(|&cut| cut > kept).unwrap_or(whole);
    format!(
        "{}…",
        text[..cut].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '、' | '，' | '；'))
    )
}

/// `text` cut to `limit` characters so that what begins at the byte offset `at` stays.
fn shorten_around(text: &str, at: usize, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let at = floor_boundary(text, at);
    let before = text[..at].chars().count();
    if before < limit * 2 / 3 {
        return shorten_behind(text, at, limit);
    }
    let from = text.char_indices().nth(before - limit / 3).map_or(0, |(ix, _)| ix);
    let from = word_cuts::cut_behind(text, from, at).unwrap_or(at);
    let rest = text[from..].trim_start();
    let from = text.len() - rest.len();
    format!("… {}", shorten_behind(rest, at.saturating_sub(from), limit))
}

/// The byte offsets just after each sentence, white space included.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    // With the last two of these bytes the wide marks begin, and other characters.
    let may_end = |byte: &u8| matches!(byte, b'.' | b'!' | b'?' | 0xe3 | 0xef);
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let mark = rest[rest.bytes().position(|byte| may_end(&byte))?..].chars().next()?;
            let mark_at = at + rest.find(mark)?;
            at = mark_at + mark.len_utf8();
            let after = &text[at..];
            if matches!(mark, '。' | '！' | '？') {
                return Some(at);
            }
            let next = after.trim_start();
            if mark.is_ascii() && next.len() < after.len() {
                at = text.len() - next.len();
                let begins = |c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric();
                let goes_on = || mark == '.' && full_stops::goes_on(&text[..mark_at], next);
                if next.starts_with(begins) && !goes_on() {
                    return Some(at);
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_around_a_place() {
        let text = "The queue grew. We paged INC-7 again, e.g. twice. Nobody slept.";
        assert_eq!(sentence_around(text, 25, 200), "We paged INC-7 again, e.g. twice.");
        assert_eq!(sentence_around("列が伸びた。誰も寝ていない。", 20, 200), "誰も寝ていない。");
    }

    #[test]
    fn long_text_is_cut_at_a_sentence_or_a_word() {
        assert_eq!(first_sentences("One two. Three four five six.", 12), "One two.");
        assert_eq!(shorten("one two three", 9), "one two…");
        assert_eq!(shorten("短い", 9), "短い");
    }

    #[test]
    fn no_word_is_cut_in_any_script() {
        let japanese = "データベースのリースが切れ、パン屋がラベルを印刷できなくなるまで誰も気づきませんでした";
        assert_eq!(shorten(japanese, 16), "データベースのリースが切れ…");
        assert_eq!(shorten(japanese, 24), "データベースのリースが切れ、パン屋がラベルを…");
        assert_eq!(shorten("值班同学收到告警后重启了打印服务", 11), "值班同学收到告警后…");
        assert_eq!(
            shorten("화요일에 데이터베이스 임대가 만료되었고 아무도 몰랐습니다", 18),
            "화요일에 데이터베이스 임대가…"
        );
        assert_eq!(shorten("一 two-words-that-are-one-and-much-too-long", 12), "一…");
        assert_eq!(shorten("two-words-that-are-one", 9), "two-word…");
        assert_eq!(shorten("see https://example.org/a/very/long/address", 20), "see…");
    }

    #[test]
    fn what_a_sentence_is_cut_around_stays_in_it() {
        let text = "朝の点検で誰も気づかなかったので、夜になってから担当者が手順書を開き、INC-7と同じことが起きたと書いた、それから長い夜が続いた";
        let at = text.find("INC-7").expect("it is there");
        for limit in 8..60 {
            let cut = sentence_around(text, at, limit);
            assert!(cut.contains("INC"), "{limit}: {cut}");
            assert!(cut.chars().count() <= limit + 2, "{limit}: {cut}");
        }
        assert_eq!(
            sentence_around("one two three four five six seven INC-7 eight nine", 34, 18),
            "… seven INC-7 eight…"
        );
    }

    #[test]
    fn words_are_counted_in_every_script() {
        assert_eq!(count_words("two words — and 3"), 4);
        assert_eq!(count_words("障害報告"), 2);
    }
}
