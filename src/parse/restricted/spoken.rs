//! A line becomes the places in it that only speak of marks: inline code, and comments that say more.

use std::ops::Range;

use crate::parse::restricted::tools::COMMENTS;

/// The places in a folded line that speak of marks.
pub(super) fn spoken(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if line.contains('`') {
        code(line, &mut found);
    }
    for (open, close) in COMMENTS {
        let Some(start) = line.find(open).map(|at| at + open.len()) else { continue };
        let Some(end) = line[start..].find(close).map(|at| start + at) else { continue };
        // A comment may be the mark itself, for another tool.
        if !line[start..end].trim_start().starts_with(":::") {
            found.push(start..end);
        }
    }
    found
}

/// Inline code. What begins inside a word (``don`t``) or with a space is doubtful, and is none.
fn code(line: &str, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(open) = line[at..].find('`').map(|ix| at + ix) {
        let run = length(&line[open..]);
        let inner = open + run;
        at = inner;
        let before = line[..open].chars().next_back();
        let in_word = before.is_some_and(|c| c == '\\' || (c.is_alphanumeric() && u32::from(c) < 0x2e80));
        if in_word || (run == 1 && line[inner..].starts_with([' ', '\t'])) {
            continue;
        }
        let mut from = inner;
        while let Some(close) = line[from..].find('`').map(|ix| from + ix) {
            let length = length(&line[close..]);
            from = close + length;
            if length == run {
                found.push(inner..close);
                at = from;
                break;
            }
        }
    }
}

fn length(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_speaks_and_a_lone_backtick_does_not() {
        let of = |line: &str| spoken(line).into_iter().map(|range| line[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(of("a `b` and ``c ` d``"), ["b", "c ` d"]);
        assert_eq!(of("don`t {audience=x}, it`s"), Vec::<String>::new());
        assert_eq!(of("the ` {audience=x} ` mark"), Vec::<String>::new());
        assert_eq!(of("<!-- use :::audience x -->"), [" use :::audience x "]);
        assert_eq!(of("<!-- :::audience x -->"), Vec::<String>::new());
    }
}
