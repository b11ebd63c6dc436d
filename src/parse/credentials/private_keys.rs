//! A text becomes the places of the private keys in it, told from prose that only names the line they begin with.

use crate::model::Span;
use crate::parse::credentials::sample_values::is_placeholder;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";

/// A line of a body is at least so long where the key ends within reach,
const FRAMED: usize = 16;

/// and so long where it does not: a path or a word in prose is shorter, or made of fewer kinds of characters.
const UNFRAMED: usize = 40;

/// A key ends within so many bytes, or is taken for one that never does.
const REACH: usize = 64 * 1024;

/// The places of private keys: from the line that begins one to the end of the one that ends it, or of its last line of base64.
pub(super) fn private_keys(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(BEGIN)?;
            from = start + BEGIN.len();
            if let Some(end) = label_end(&text[from..]).and_then(|label| body_end(text, from + label)) {
                from = end;
                return Some(start..end);
            }
        }
    })
}

/// The length of `RSA PRIVATE KEY-----` and its like.
fn label_end(rest: &str) -> Option<usize> {
    let label = rest.split("-----").next().filter(|label| label.len() < 60)?;
    let is_key = label.ends_with("PRIVATE KEY") || label.ends_with("PRIVATE KEY BLOCK");
    let is_label = label.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b' ');
    (is_key && is_label && rest[label.len()..].starts_with("-----")).then_some(label.len() + 5)
}

/// Where the key whose armour was opened before `from` ends; `None` when there is none.
fn body_end(text: &str, from: usize) -> Option<usize> {
    let within = &text[from..floor(text, from + REACH)];
    let within = within.find(BEGIN).map_or(within, |next| &within[..next]);
    let framed = within.find(END);
    let mut lines = lines(&within[..framed.unwrap_or(within.len())]);
    let beside = lines.next().map_or("", |(line, _)| line);
    let below = lines.map(|(line, _)| line).find(|line| first_word(line).is_some() && !is_header(line)).unwrap_or("");
    let is_body = |line: &str, framed: bool| {
        first_word(line).is_some_and(|word| {
            !is_placeholder(word) && (is_dense(word) || framed && word.len() >= FRAMED && is_part(line))
        })
    };
    // Where words follow on the same line, that line is prose, and the next one may be.
    if !is_body(beside, framed.is_some()) && !is_body(below, framed.is_some() && first_word(beside).is_none()) {
        return None;
    }
    Some(
        from + framed.map_or_else(
            || last_line(within),
            |end| end + END.len() + label_end(&within[end + END.len()..]).unwrap_or(0),
        ),
    )
}

/// The last end of a character up to `offset`.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The lines of `text`, each with where it ends.
fn lines(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.split_inclusive('\n').scan(0, |end, line| {
        *end += line.len();
        Some((line, *end))
    })
}

/// The end of the last line of base64 of a key that is never closed.
fn last_line(body: &str) -> usize {
    let mut last = 0;
    for (line, end) in lines(body) {
        let (start, trimmed) = (end - line.len(), line.trim_end().len());
        match first_word(line) {
            None if last > 0 => break,
            None => {}
            Some(_) if is_part(line) => last = start + trimmed,
            Some(_) if is_header(line) => {}
            // A key on one line, with words after it.
            Some(word) if is_dense(word) => return start + line.find(word).unwrap_or(0) + word.len(),
            Some(_) if last == 0 => {}
            Some(_) => break,
        }
    }
    last
}

/// What stands around the lines of a key in quotations, lists, comments, tables and strings.
fn is_frame(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '>' | '#' | '*' | '"' | '\'' | '`' | '|' | '\\' | ',' | ';' | '(' | ')' | '-' | '<')
}

/// The first word of a line, without its frame; the slashes of a comment are no base64 to speak of.
fn first_word(line: &str) -> Option<&str> {
    line.split(is_frame).find(|word| word.chars().any(|c| !matches!(c, '+' | '/')))
}

/// Whether a line is one of a body: words of base64, all but the last of some length.
fn is_part(line: &str) -> bool {
    let mut words = line.split(is_frame).filter(|word| !word.is_empty());
    let last = words.next_back();
    last.is_some_and(is_base64) && words.all(|word| word.len() >= FRAMED && is_base64(word))
}

/// `Proc-Type: 4,ENCRYPTED`, `Version: GnuPG v2`, and what pads an empty line.
fn is_header(line: &str) -> bool {
    let line = line.trim_matches(is_frame);
    line.split_once(": ").is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-'))
}

fn is_base64(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

/// Whether a word is base64 whatever stands around it: long, of capitals and others; or of some length and of all three kinds.
fn is_dense(word: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| word.as_bytes().iter().any(kind);
    let kinds = [has(u8::is_ascii_uppercase), has(u8::is_ascii_lowercase), has(u8::is_ascii_digit)];
    let count = kinds.iter().filter(|kind| **kind).count();
    is_base64(word) && (word.len() >= UNFRAMED && count >= 2 || word.len() >= FRAMED && count == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn armour(label: &str, body: &str) -> String {
        format!("{BEGIN}{label}-----\n{body}\n{END}{label}-----")
    }

    /// No key: the first bytes of nothing, joined so that no file holds one.
    fn body() -> String {
        ["MC4CAQAwBQYDK2VwBCIE", "INTg8mQ1rZ0vXw7bKs3t", "Yp9uHcJd5nFe2oLaRiGk"].concat()
    }

    #[test]
    fn a_key_is_found_with_all_of_its_body() {
        let short = "ZEBRAzebraZEBRAzebra";
        let texts = [
            armour("PRIVATE KEY", &body()),
            armour("RSA PRIVATE KEY", &format!("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n{}", body())),
            armour("ENCRYPTED PRIVATE KEY", &body()),
            armour("OPENSSH PRIVATE KEY", short),
            armour("PGP PRIVATE KEY BLOCK", &format!("Version: GnuPG v2\n\n{}\n=aB3d", body())),
            armour("EC PRIVATE KEY", &body()).replace('\n', "\n> "),
            armour("PRIVATE KEY", &body()).replace('\n', "\r\n"),
            armour("PRIVATE KEY", &body()).replace('\n', " "),
            armour("PRIVATE KEY", &body()).replace('\n', "\" +\n  \""),
            armour("PRIVATE KEY", &body()).replace('\n', "\n# "),
        ];
        for text in texts {
            let found: Vec<Span> = private_keys(&text).collect();
            assert_eq!((found.len(), found[0].clone()), (1, 0..text.len()), "{text}");
        }
    }

    #[test]
    fn a_key_that_is_never_closed_ends_with_its_lines() {
        let text = format!("a {BEGIN}PRIVATE KEY-----\n{}\nshort8Q=\n\nAnd so it went.\n", body());
        let found: Vec<&str> = private_keys(&text).map(|span| &text[span]).collect();
        assert_eq!(found, [text[2..].split("\n\n").next().expect("a key")]);
        let text = format!("{BEGIN}PRIVATE KEY----- {} and so on", body());
        let found: Vec<&str> = private_keys(&text).map(|span| &text[span]).collect();
        assert_eq!(found, [text.trim_end_matches(" and so on")]);
    }

    #[test]
    fn a_line_that_is_only_named_is_no_key() {
        let name = format!("{BEGIN}PRIVATE KEY-----");
        let end = format!("{END}PRIVATE KEY-----");
        let texts = [
            format!("The file began with `{name}` and nobody looked.\n"),
            format!("The file began with\n\n    {name}\n\nand internationalisation made it worse.\n"),
            format!("Between `{name}` and `{end}` stood nothing.\n"),
            format!("{name}\n...\n{end}\n"),
            format!("{name}\n<your key>\n{end}\n"),
            format!("{name}\n[REDACTED]\n{end}\n"),
            format!("{name}\nMIIE...\n{end}\n"),
            format!("{name}\n{}\n{end}\n", "x".repeat(64)),
            format!("`{name}` stands in /etc/ssl/private/edge/keys/current\n"),
            format!("{name}\n\n{end}\n"),
            armour("CERTIFICATE", &body()),
            armour("PUBLIC KEY", &body()),
        ];
        for text in texts {
            assert_eq!(private_keys(&text).collect::<Vec<_>>(), Vec::<Span>::new(), "{text}");
        }
    }
}
