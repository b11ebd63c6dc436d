//! A text before and after keys were added becomes the lines that differ.

use crate::diag::clean;
use crate::parse::masked;

/// `+ file:3: severity: SEV-2` for each line that is new, `- file:3: severity:` for each that is no more.
///
/// Lines are only added, or changed where they stand; what stands below the last that differs is the same.
pub(super) fn line_changes(file: &str, old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut added = new.len().saturating_sub(old.len());
    let mut said = String::new();
    let mut at = 0;
    for (ix, line) in new.iter().enumerate() {
        let before = old.get(at);
        if before == Some(line) {
            at += 1;
            continue;
        }
        let comes = before.is_some_and(|before| new.iter().skip(ix + 1).take(added).any(|later| later == before));
        if comes || before.is_none() {
            added = added.saturating_sub(1);
        } else if let Some(before) = before {
            at += 1;
            said.push_str(&shown('-', file, at, before));
        }
        said.push_str(&shown('+', file, ix + 1, line));
    }
    said
}

fn shown(sign: char, file: &str, number: usize, line: &str) -> String {
    let line = masked(line).unwrap_or_else(|| line.to_owned());
    let said = format!("{sign} {}:{number}: {}", clean(file), clean(&line));
    format!("{}\n", said.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_new_and_lines_that_changed() {
        let said =
            line_changes("a.md", "---\nseverity:\nt: a\n---\nt\n", "---\nseverity: S1\nt: a\nstarted: 2024\n---\nt\n");
        assert_eq!(said, "- a.md:2: severity:\n+ a.md:2: severity: S1\n+ a.md:4: started: 2024\n");
        assert_eq!(
            line_changes("a.md", "t\n", "---\nx: 1\n---\n\nt\n"),
            "+ a.md:1: ---\n+ a.md:2: x: 1\n+ a.md:3: ---\n+ a.md:4:\n"
        );
    }
}
