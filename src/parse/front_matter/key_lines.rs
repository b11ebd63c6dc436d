//! A single line becomes a key and its value, where it looks like one; and texts are told that look like nothing else.

use crate::parse::front_matter::keys::{canonical, is_invisible, is_telling};
use crate::parse::front_matter::tree::HeadLanguage;

/// A line that may be a key and its value.
pub(super) struct KeyLine<'t> {
    /// The key without quotation marks.
    pub(super) key: &'t str,
    /// What stands after the colon or the equals sign.
    pub(super) value: &'t str,
    /// What the line is written in.
    pub(super) language: HeadLanguage,
}

impl KeyLine<'_> {
    /// Whether the key is written as programs write keys, not as people begin a sentence or a label.
    pub(super) fn is_for_machines(&self) -> bool {
        self.key.starts_with(char::is_lowercase) && !self.key.contains(char::is_whitespace)
    }

    /// Whether hardly anything but a head has this key.
    pub(super) fn is_telling(&self) -> bool {
        is_telling(&canonical(self.key))
    }
}

/// `line` without white space and characters that nobody sees around it.
pub(super) fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// The key and the value of a line that begins with a key.
pub(super) fn key_line(line: &str) -> Option<KeyLine<'_>> {
    let line = line.trim_start_matches(is_invisible);
    let at = line.find([':', '=', '：'])?;
    let (written, mark) = (&line[..at], line[at..].chars().next()?);
    let value = &line[at + mark.len_utf8()..];
    let key = written.trim().trim_matches(['"', '\'']);
    if key.is_empty() || key.len() > 60 || written.starts_with([' ', '\t']) {
        return None;
    }
    let spaced = value.is_empty() || value.starts_with(char::is_whitespace);
    let language = match mark {
        '=' => HeadLanguage::Toml,
        _ => HeadLanguage::Yaml,
    };
    let known = || is_telling(&canonical(key));
    let fits = |c: char| c.is_alphanumeric() || "_-. /();'@<>$&+?!".contains(c) || !c.is_ascii();
    let fits = match language {
        HeadLanguage::Toml => {
            key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c)) && !value.starts_with(['=', '>'])
        }
        _ => key.chars().all(fits) && (spaced || known()),
    };
    fits.then(|| KeyLine { key, value: bare(value), language })
}

/// What `block` is written in, by its first line that is neither blank nor a comment; `None` when that is no key.
pub(super) fn language(block: &str) -> Option<HeadLanguage> {
    let mut rest = block;
    loop {
        let line = rest.split_inclusive('\n').next()?;
        let plain = bare(line);
        if plain.is_empty() || plain.starts_with('#') {
            rest = &rest[line.len()..];
        } else if plain.starts_with('{') {
            return opens_object(rest.trim_start()).then_some(HeadLanguage::Json);
        } else if is_table_header(plain) {
            return Some(HeadLanguage::Toml);
        } else {
            return key_line(plain).map(|found| found.language);
        }
    }
}

/// `[extra]`, `[[actions]]`.
pub(crate) fn is_table_header(line: &str) -> bool {
    let inner = line.split('#').next().unwrap_or("").trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|name| {
        let name = name.strip_prefix('[').map_or(name, |rest| rest.strip_suffix(']').unwrap_or(rest)).trim();
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-.\"' ".contains(c))
    })
}

/// Whether `text` begins with a brace and a key: an object of JSON or of YAML, and none of the many other things in braces.
pub(super) fn opens_object(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('{') else { return false };
    let inside = inside.trim_start();
    match inside.chars().next() {
        Some('}') => true,
        Some(mark @ ('"' | '\'')) => {
            inside[1..].split_once(mark).is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
        }
        _ => inside.split_once(':').is_some_and(|(key, rest)| {
            let name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
            !key.is_empty() && key.trim_end().chars().all(name) && rest.starts_with(char::is_whitespace)
        }),
    }
}

/// The lines from the start of `text` that a head without end may hold: up to the first heading, fence of code or line of prose.
pub(super) fn first_keys(text: &str) -> &str {
    let mut end = 0;
    let mut keys = 0;
    for line in text.split_inclusive('\n') {
        let plain = bare(line);
        let heading = plain.starts_with("# ") || plain.starts_with("## ");
        if keys > 0 && (heading || plain.starts_with("```") || plain.starts_with("~~~")) {
            break;
        }
        keys += usize::from(key_line(plain).is_some());
        end += line.len();
    }
    &text[..end]
}

/// Whether a line of prose stands below a blank line of `block`: not indented, and neither key, item, comment nor bracket.
pub(super) fn holds_prose(block: &str) -> bool {
    let mut blank = false;
    block.lines().any(|line| {
        let after_blank = std::mem::replace(&mut blank, bare(line).is_empty());
        after_blank
            && line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '_' | '`' | '>' | '|' | '!' | '<'))
            && key_line(line).is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let of = |line| language(line);
        assert_eq!(of("title: x"), Some(HeadLanguage::Yaml));
        assert_eq!(of("\n# c\ntitle = \"a: b\""), Some(HeadLanguage::Toml));
        assert_eq!(of("url: a=b"), Some(HeadLanguage::Yaml));
        assert_eq!(of("[extra]\nx = 1"), Some(HeadLanguage::Toml));
        assert_eq!(of(" {\n \"title\": 1}"), Some(HeadLanguage::Json));
        assert_eq!(of("draft:true"), Some(HeadLanguage::Yaml));
        for none in
            ["12:30 the deploy", "a sentence", "- item", "{{< fig >}}", "{#id}", "a == b", "http://x", "[link](x)"]
        {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn prose_is_told_from_values() {
        assert!(holds_prose("title: x\n\nIt began at noon.\n"));
        assert!(!holds_prose("title: x\n\nstatus: draft\n\n  more of it\n\n- item\n]\n"));
    }
}
