//! Running text becomes the address that begins in it, found whole: up to white space, quotation marks, or what ends a sentence in any script.

use crate::model::Span;
use crate::text::is_cjk;

/// The addresses in running text, in order, each found whole. Linear in the text.
pub(crate) fn addresses(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let places = text[from..].match_indices(['h', 'w']).map(|(at, _)| from + at);
        let begins = |at: &usize| ["http", "www."].iter().any(|word| text[*at..].starts_with(word));
        let at = places.filter(begins).find(|at| is_address_start(text, *at))?;
        let end = at + bare_address(&text[from..at], &text[at..]).len();
        from = end;
        Some(at..end)
    })
}

/// Whether an address begins at `at` of `text`: after no letter or digit of a script that parts its words.
pub(super) fn is_address_start(text: &str, at: usize) -> bool {
    let begins = |scheme: &&str| text[at..].starts_with(*scheme);
    let Some(scheme) = ["https://", "http://", "www."].into_iter().find(begins) else { return false };
    let before = text[..at].chars().next_back();
    let is_parted = before.is_none_or(|c| is_cjk(c) || !(c.is_alphanumeric() || "_/@.-".contains(c)));
    let host = &text[at + scheme.len()..];
    let name = host.find(|c: char| !(c.is_alphanumeric() || "-.".contains(c))).map_or(host, |end| &host[..end]);
    let named = scheme != "www." || name.contains('.');
    is_parted && host.starts_with(char::is_alphanumeric) && named
}

/// The address at the start of `text`. `before` is what stands before it in its paragraph: emphasis or a bracket that begins there ends after
/// it. Linear in the address.
pub(super) fn bare_address<'t>(before: &str, text: &'t str) -> &'t str {
    let mut url = &text[..end(text)];
    let count = |c: char| url.matches(c).count();
    // How many brackets are closed that were not opened, and how many marks of code there are.
    let mut round = count(')').saturating_sub(count('('));
    let mut square = count(']').saturating_sub(count('['));
    let mut code = count('`') % 2;
    while let Some(last) = url.chars().next_back() {
        let rest = &url[..url.len() - last.len_utf8()];
        let left = match last {
            ')' => &mut round,
            ']' => &mut square,
            '`' => &mut code,
            '*' | '_' | '~' if is_mark(before, rest, last) => &mut 1,
            _ if ".,;:!?'\"|’”»…".contains(last) => &mut 1,
            _ => break,
        };
        if *left == 0 {
            break;
        }
        *left -= 1;
        url = rest;
    }
    url
}

/// Where the letters of an address end.
fn end(text: &str) -> usize {
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        let parts = c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '“' | '”' | '„' | '«' | '»');
        let wide = matches!(c, '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}');
        // A script without spaces goes on after an address as after a word.
        let next_word = is_cjk(c) && (last.is_ascii_alphanumeric() || ")]*".contains(last));
        if parts || wide || next_word {
            return at;
        }
        last = c;
    }
    text.len()
}

/// Whether a star at the end of `rest` ends emphasis: it is of the address where a value or a name is missing (`?host=*`, `/orders/*`).
fn is_mark(before: &str, rest: &str, mark: char) -> bool {
    let is_wildcard = mark == '*' && rest.trim_end_matches('*').ends_with(['=', '/', '&', '?', ':', '-', '.', ',']);
    !is_wildcard || is_open(before, mark)
}

/// How far before an address the beginning of emphasis is looked for, in bytes.
const NEAR: usize = 1_000;

/// Whether emphasis begins in `text` and does not end in it.
fn is_open(text: &str, mark: char) -> bool {
    let near =
        (text.len().saturating_sub(NEAR)..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let text = &text[near..];
    let mut open = false;
    let mut at = 0;
    while let Some(start) = text[at..].find(mark).map(|ix| at + ix) {
        at = text.len() - text[start..].trim_start_matches(mark).len();
        let follows_gap = text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "([{\"'_".contains(c));
        let before_gap = text[at..].chars().next().is_none_or(|c| c.is_whitespace() || ".,;:!?)]}\"'`_".contains(c));
        // Between letters, as in scripts without spaces, a mark ends what the one before it began.
        open = follows_gap && !before_gap;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_what_is_not_of_it() {
        for (text, url) in [
            ("https://a.example/d?x=*&y=* was", "https://a.example/d?x=*&y=*"),
            ("https://a.example/q#level:error|count too", "https://a.example/q#level:error|count"),
            ("https://a.example/q?f[0]=a_b.", "https://a.example/q?f[0]=a_b"),
            ("https://a.example/a(b)). ", "https://a.example/a(b)"),
            ("https://a.example/a。次", "https://a.example/a"),
            ("https://a.example/aを見る", "https://a.example/a"),
            ("https://a.example/障害", "https://a.example/障害"),
            ("https://a.example/a）と", "https://a.example/a"),
            ("https://a.example/a” said", "https://a.example/a"),
            ("https://a.example/a**, b", "https://a.example/a"),
            ("https://a.example/a…", "https://a.example/a"),
        ] {
            assert_eq!(bare_address("", text), url, "{text}");
        }
        assert_eq!(bare_address("*see ", "https://a.example/*"), "https://a.example/");
        assert_eq!(bare_address("**「障害」**が ", "https://a.example/?y=* and"), "https://a.example/?y=*");
    }

    #[test]
    fn an_address_begins_after_no_word() {
        for (text, is_start) in
            [("https://a", true), ("xhttps://a", false), ("はhttps://a", true), ("(https://a", true)]
        {
            assert_eq!(is_address_start(text, text.find("http").expect("one")), is_start, "{text}");
        }
        assert!(
            is_address_start("www.a.example", 0) && !is_address_start("www.", 0) && !is_address_start("www.a b", 0)
        );
    }
}
