//! A line becomes the places in it that only speak of marks: inline code, and comments that say more.

use std::ops::Range;

use crate::parse::hidden_parts::restricted::other_tools_marks::COMMENTS;

/// The places in a folded line that speak of marks, in order and apart.
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
    found.sort_by_key(|range| range.start);
    found.dedup_by(|later, range| {
        let overlap = later.start < range.end;
        range.end = if overlap { range.end.max(later.end) } else { range.end };
        overlap
    });
    found
}

/// Inline code. What begins inside a word (``don`t``) or with a space is doubtful, and is none.
fn code(line: &str, found: &mut Vec<Range<usize>>) {
    let runs = runs(line);
    let mut next = 0;
    while let Some(open) = runs.get(next) {
        next += 1;
        let before = line[..open.start].chars().next_back();
        let in_word = before.is_some_and(|c| c == '\\' || (c.is_alphanumeric() && u32::from(c) < 0x2e80));
        if in_word || (open.len() == 1 && line[open.end..].starts_with([' ', '\t'])) {
            continue;
        }
        if let Some(close) = runs[next..].iter().position(|run| run.len() == open.len()) {
            found.push(open.end..runs[next + close].start);
            next += close + 1;
        }
    }
}

/// The runs of backticks in a line.
fn runs(line: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in line.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
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
