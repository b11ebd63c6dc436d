//! What stands between the blocks of a body: the marks of lists and quotations, blank lines, and definitions of links, which no reader sees.
//!
//! No event stands for a definition, and of several with one name the parser keeps only the first; so what is no mark is a definition.

use std::collections::HashSet;

use crate::model::Span;

/// The gap without definitions; `None` when it may stay as it is. `containers` are the places where a mark of a list, quotation, note or task begins.
pub(super) fn without_definitions(text: &str, gap: Span, containers: &HashSet<usize>) -> Option<String> {
    let written = &text[gap.clone()];
    if !written.contains('[') && !written.contains('\n') {
        return None;
    }
    let mut left = String::new();
    let mut definition = false;
    let mut at = gap.start;
    for line in written.split_inclusive('\n') {
        let (marks, begins) = marks(at, line, containers);
        let rest = &line[marks..];
        definition &= !begins && !rest.trim().is_empty();
        definition |= rest.starts_with('[');
        left.push_str(if definition { &line[..marks] } else { line });
        if definition && line.ends_with('\n') {
            left.push('\n');
        }
        at += line.len();
    }
    Some(left)
}

/// How long the marks at the start of `line`, which stands at `at`, are, and whether one of them begins a container.
fn marks(at: usize, line: &str, containers: &HashSet<usize>) -> (usize, bool) {
    let mut length = 0;
    let mut begins = false;
    loop {
        let rest = &line[length..];
        let bare = rest.trim_start_matches([' ', '\t']);
        length += rest.len() - bare.len();
        let begins_here = containers.contains(&(at + length));
        begins |= begins_here;
        let mark = match bare.as_bytes().first() {
            Some(b'>') => 1,
            Some(b'[') if bare.starts_with("[!") => alert(bare),
            Some(b'[') if begins_here && bare.starts_with("[^") => bare.find("]:").map_or(0, |ix| ix + 2),
            Some(b'[') if begins_here => bare.find(']').map_or(0, |ix| ix + 1),
            Some(b'0'..=b'9') if begins_here => bare.find(['.', ')']).map_or(0, |ix| ix + 1),
            Some(b'-' | b'*' | b'+' | b':') if begins_here => 1,
            _ => 0,
        };
        if mark == 0 {
            return (length, begins);
        }
        length += mark;
    }
}

/// The length of `[!NOTE]`, unless it defines a link.
fn alert(bare: &str) -> usize {
    let end = bare.find(']').map_or(0, |ix| ix + 1);
    if bare[end..].starts_with(':') { 0 } else { end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_go_and_marks_stay() {
        for (text, containers, left) in [
            ("\n[a]: b\n\n", &[][..], "\n\n\n"),
            ("\n[a]:\n  b\n  'c\n  d'\n", &[], "\n\n  \n  \n  \n"),
            ("> [a]: b\n> ", &[0], "> \n> "),
            ("> [!NOTE]\n> [!a]: b\n> ", &[0], "> [!NOTE]\n> \n> "),
            ("- [a]: b\n- > 1. ", &[0, 9, 11, 13], "- \n- > 1. "),
            ("[^1]: [a]: b\n\n    ", &[0], "[^1]: \n\n    "),
            (": [a]: b\n", &[0], ": \n"),
            ("- [ ] ", &[0, 2], "- [ ] "),
            ("- \\", &[0], "- \\"),
        ] {
            let containers = containers.iter().copied().collect();
            let gap = without_definitions(text, 0..text.len(), &containers);
            assert_eq!(gap.as_deref().unwrap_or(text), left, "{text}");
        }
    }
}
