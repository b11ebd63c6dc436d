//! Comments that are written as the definition of a link that nobody uses, `[//]: # (…)` or `[comment]: <> (…)`, become places that may
//! not be published.
//!
//! Markdown shows no definition. It does show what its author took for one: in the middle of a paragraph, with brackets in brackets, without
//! quotation marks.

use crate::parse::hidden_parts::comments::line_start::begins_line;

/// Labels in words that say as much; those without a letter or digit need not.
const LABELS: [&str; 9] = ["comment", "comments", "hidden", "todo", "fixme", "internal", "private", "note", "notes"];

/// The longest label, in bytes.
const LONGEST: usize = 40;

/// Where the comment ends whose `[` stands at `start`, if there is one.
pub(super) fn end(text: &str, start: usize) -> Option<usize> {
    let label_end = text.as_bytes()[start + 1..].iter().take(LONGEST).position(|b| matches!(b, b']' | b'\n' | b'['))?;
    let label = text[start + 1..start + 1 + label_end].trim();
    let rest = text[start + 1 + label_end..].strip_prefix("]:")?;
    if label.starts_with('^') || !begins_line(text, start, "0123456789><-*+.):") {
        return None;
    }
    let rest = rest.trim_start_matches([' ', '\t']);
    let told = match target(rest) {
        Some(told) if is_comment(label) => told,
        _ if label.trim_matches('/').is_empty() && label.len() > 1 => rest,
        _ => return None,
    };
    Some(text.len() - told.len() + length(told))
}

fn is_comment(label: &str) -> bool {
    !label.contains(char::is_alphanumeric) || LABELS.iter().any(|word| label.eq_ignore_ascii_case(word))
}

/// What follows a target that leads nowhere.
fn target(rest: &str) -> Option<&str> {
    let told = ["<#>", "<>", "#"].into_iter().find_map(|nowhere| rest.strip_prefix(nowhere))?;
    told.chars().next().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '\'')).then_some(told)
}

/// How long the words of the comment are: to the end of the line on which their bracket or quotation mark is closed, at most to the end of
/// the paragraph.
fn length(told: &str) -> usize {
    let mut end = 0;
    let mut closing = None;
    for (number, line) in told.split_inclusive('\n').enumerate() {
        let bare = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        let opening = || match bare.chars().next() {
            Some('(') => Some(')'),
            Some(quote @ ('"' | '\'')) => Some(quote),
            _ => None,
        };
        let words = match closing {
            None if number > 1 => break,
            None => {
                closing = opening();
                if number == 1 && closing.is_none() {
                    break;
                }
                bare.get(1..).unwrap_or_default()
            }
            Some(_) if bare.is_empty() => break,
            Some(_) => bare,
        };
        end += line.trim_end_matches(['\n', '\r']).len();
        match closing {
            Some(closing) if words.contains(closing) => break,
            None if !bare.is_empty() => break,
            _ => {}
        }
        end += line.len() - line.trim_end_matches(['\n', '\r']).len();
    }
    end.min(told.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_as_a_comment_ends_with_its_words() {
        for (text, comment) in [
            ("[//]: # (a)\nb", "[//]: # (a)"),
            ("[//]: # \"a\"\n", "[//]: # \"a\""),
            ("[//]: <> (a\nb)\nc", "[//]: <> (a\nb)"),
            ("[//]: # (a (b) c)\nd", "[//]: # (a (b) c)"),
            ("[//]: # a b\nc", "[//]: # a b"),
            ("[//]: a b\nc", "[//]: a b"),
            ("[//]:# (a)", "[//]:# (a)"),
            ("[comment]: #\n  (a)\nb", "[comment]: #\n  (a)"),
            ("[Comment]: <> a b\nc", "[Comment]: <> a b"),
            ("[_]: # 'a\n\nb", "[_]: # 'a\n"),
            ("[_]: <#> (a) b\nc", "[_]: <#> (a) b"),
            ("[//]: #\nb", "[//]: #\n"),
        ] {
            assert_eq!(end(text, 0).map(|end| &text[..end]), Some(comment), "{text}");
        }
    }

    #[test]
    fn links_and_notes_are_none() {
        for text in [
            "[a]: b.md",
            "[a]: #b",
            "[top]: # \"To the top\"",
            "[^1]: # a",
            "[1]: # a",
            "[comment]: Ann asks why",
            "[comment]: #a",
            "[*]: estimates of one day",
            "[//] # a",
        ] {
            assert_eq!(end(text, 0), None, "{text}");
        }
        assert_eq!(end("a [//]: # (b)", 2), None);
        assert!(end("> - 1. [//]: # (b)", 7).is_some());
    }
}
