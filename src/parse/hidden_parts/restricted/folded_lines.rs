//! A line becomes what a reader takes it for: lower case, without invisible characters, with ordinary colons, braces and quotes.

use std::borrow::Cow;

use memchr::memchr2_iter;

/// Characters of HTML's that may stand in a mark; `<` and `>` as entities are never a tag.
const ENTITIES: [(&str, &str); 20] = [
    ("lbrace", "{"),
    ("lcub", "{"),
    ("rbrace", "}"),
    ("rcub", "}"),
    ("lbrack", "["),
    ("lsqb", "["),
    ("rbrack", "]"),
    ("rsqb", "]"),
    ("colon", ":"),
    ("equals", "="),
    ("excl", "!"),
    ("quest", "?"),
    ("percnt", "%"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("shy", ""),
    ("zwj", ""),
    ("zwnj", ""),
    ("zerowidthspace", ""),
];

/// The line as it is taken for; `None` when it does not name an audience.
pub(super) fn naming(line: &str) -> Option<String> {
    let plain = line.is_ascii() && !line.contains('&');
    if plain && !has_word(line.as_bytes()) {
        return None;
    }
    let folded = folded(line);
    folded.contains("audience").then(|| folded.into_owned())
}

/// Whether "audience" stands in a line, whatever its case: it is looked for where a rare letter of it stands.
fn has_word(line: &[u8]) -> bool {
    const WORD: &[u8] = b"audience";
    const RARE: usize = 2;
    memchr2_iter(b'd', b'D', line).any(|at| {
        let word = at.checked_sub(RARE).and_then(|from| line.get(from..from + WORD.len()));
        word.is_some_and(|word| word.eq_ignore_ascii_case(WORD))
    })
}

/// The line as it is taken for.
pub(super) fn folded(line: &str) -> Cow<'_, str> {
    let line = line.trim_end_matches(['\n', '\r']);
    if !line.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'&' || !byte.is_ascii()) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if c == '&'
            && let Some((decoded, length)) = entity(rest)
        {
            decoded.chars().filter_map(fold).for_each(|c| out.push(c));
            rest = &rest[length..];
            continue;
        }
        out.extend(fold(c));
        rest = &rest[c.len_utf8()..];
    }
    Cow::Owned(out)
}

/// A character as it is taken for; `None` when nobody sees it.
fn fold(c: char) -> Option<char> {
    match c {
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' => None,
        '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}' => None,
        // A full-width backtick is no backtick to Markdown.
        '\u{ff40}' => Some(c),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map(|c| c.to_ascii_lowercase()),
        '\u{fe55}' | '\u{2236}' | '\u{a789}' | '\u{fe13}' => Some(':'),
        '\u{fe5b}' => Some('{'),
        '\u{fe5c}' => Some('}'),
        '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Some(' '),
        '“' | '”' | '„' | '«' | '»' => Some('"'),
        '‘' | '’' => Some('\''),
        // Letters of other scripts that look like ours.
        'а' | 'А' => Some('a'),
        'е' | 'Е' => Some('e'),
        'с' | 'С' => Some('c'),
        'і' | 'І' => Some('i'),
        _ => Some(c.to_ascii_lowercase()),
    }
}

/// What the entity that `text` begins with stands for, and its length.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(20).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    if let Some(c) = number.and_then(char::from_u32) {
        return (!matches!(c, '<' | '>' | '\n' | '\r')).then(|| (c.to_string(), end + 1));
    }
    let known = ENTITIES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known))?;
    Some((known.1.to_owned(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_the_word_is_the_word() {
        for line in [
            "Audience",
            "au\u{200b}dience",
            "ａｕｄｉｅｎｃｅ",
            "&#97;udience",
            "au&shy;dience",
            "аudiеnсе",
            "AU\u{ad}DIENCES",
        ] {
            assert!(naming(line).is_some(), "{line}");
        }
        assert_eq!(naming("an auditorium"), None);
        assert_eq!(folded("：：：Ａ ｛x＝“y”｝&#x7b;&lt;"), ":::a {x=\"y\"}{&lt;");
    }
}
