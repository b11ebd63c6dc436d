//! A text becomes a scalar of YAML or TOML, in the quotation marks that its neighbours have or that it needs.

use std::fmt::Write;

/// Quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// None, where the text allows it.
    Plain,
    Single,
    Double,
}

impl Quotes {
    /// Those of a scalar as written.
    pub(super) fn of(written: &str) -> Self {
        match written.as_bytes().first() {
            Some(b'"') => Quotes::Double,
            Some(b'\'') => Quotes::Single,
            _ => Quotes::Plain,
        }
    }
}

/// Where a scalar of YAML stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// In a list or table in brackets or braces, where a comma ends it.
    Brackets,
    /// At the end of a line.
    Line,
}

/// `text` in YAML, on one line.
pub(super) fn yaml(text: &str, quotes: Quotes, within: Within) -> String {
    let single = !text.contains('\'') && !text.contains(char::is_control);
    match quotes {
        Quotes::Plain if is_plain(text, within) => text.to_owned(),
        Quotes::Single if single => format!("'{text}'"),
        _ => double(text),
    }
}

/// `text` in TOML, on one line.
pub(super) fn toml(text: &str, quotes: Quotes) -> String {
    let single = !text.contains('\'') && !text.contains(char::is_control);
    match quotes {
        Quotes::Single if single => format!("'{text}'"),
        _ => double(text),
    }
}

/// What both languages read as `text`.
fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // A byte-order mark and the line ends of Unicode mean something to readers of YAML.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether every reader of YAML takes the bare `text` for this text: no truth value, number, date or null, and no mark that means
/// something.
fn is_plain(text: &str, within: Within) -> bool {
    let lower = text.to_ascii_lowercase();
    let reserved =
        ["true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "none"].contains(&lower.as_str());
    // A number, a date or a time is made of digits, these letters and these marks.
    let may_be_number = lower.starts_with(|c: char| !c.is_alphabetic())
        && lower.chars().all(|c| c.is_ascii_digit() || "abcdefxotz_+-.: ".contains(c));
    let harmless = |c: char| {
        let comma = c == ',' && within == Within::Line;
        comma || c.is_alphanumeric() || " _-./()'!?;@%&+=*~$^".contains(c) || is_prose_mark(c)
    };
    text.starts_with(char::is_alphanumeric)
        && !text.ends_with([' ', '-'])
        && !reserved
        && !may_be_number
        && !text.contains("  ")
        && text.chars().all(harmless)
}

/// Marks of sentences beyond ASCII.
fn is_prose_mark(c: char) -> bool {
    matches!(c, '–' | '—' | '’' | '‘' | '“' | '”' | '…' | '·' | '、' | '。' | '「' | '」' | '，' | '：')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_would_take_for_something_else_stands_in_quotation_marks() {
        let quoted = [
            "2024-01-05",
            "INC: 1",
            "true",
            "No",
            "0x12",
            "12e5",
            "1.5",
            "~",
            "- a",
            "a #b",
            "",
            "[[a]]",
            "a, b",
            "1:30",
            "null",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "\"a\"",
            "'a'",
            "{a}",
            "a:",
            "x ",
            "1_000",
            "0o17",
            "012",
            "2024-01-05T10:00:00Z",
            "A -",
        ];
        let plain: Vec<_> =
            quoted.iter().filter(|text| !yaml(text, Quotes::Plain, Within::Brackets).starts_with('"')).collect();
        assert_eq!(plain, Vec::<&&str>::new());
    }

    #[test]
    fn what_is_only_a_text_needs_none() {
        let bare =
            ["INC-214", "2024-05-02-every-handheld-came-back", "incidents/2024/x.md", "障害-7", "don't ask", "Größe 3"];
        assert_eq!(bare.map(|text| yaml(text, Quotes::Plain, Within::Line)), bare);
    }

    #[test]
    fn quotation_marks_follow_the_neighbours_where_they_can() {
        assert_eq!(yaml("INC-1", Quotes::Single, Within::Line), "'INC-1'");
        assert_eq!(yaml("it's", Quotes::Single, Within::Line), "\"it's\"");
        assert_eq!(toml("a\\b", Quotes::Single), "'a\\b'");
        assert_eq!(toml("a\\b \"c\"\u{7}", Quotes::Plain), "\"a\\\\b \\\"c\\\"\\u0007\"");
    }
}
