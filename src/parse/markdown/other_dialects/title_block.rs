//! Pandoc's title, authors and day, each a line behind `%` at the beginning of a file, become a heading and two paragraphs.

use crate::parse::markdown::rewritten::Rewritten;

/// Whether `lines` begin with such a block: more than one line of it, or one that is no sentence about a share of something.
pub(super) fn begins(lines: &[&str]) -> bool {
    let Some(words) = lines.first().and_then(|line| line.strip_prefix('%')).map(str::trim) else { return false };
    let more = lines.get(1).is_some_and(|line| line.starts_with('%'));
    more || !words.ends_with(['.', '!', '?']) && !words.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// Writes the block that `lines` begin with, which stand at `offset`: how many lines it has.
pub(super) fn write(lines: &[&str], offset: usize, out: &mut Rewritten) -> usize {
    let told = lines.iter().take(3).take_while(|line| line.starts_with('%')).count();
    let mut at = offset;
    for (number, line) in lines[..told].iter().enumerate() {
        let words = line[1..].trim();
        if !words.is_empty() {
            out.push(if number == 0 { "# " } else { "" });
            out.keep(words, at + line.len() - line[1..].trim_start().len());
            out.push("\n\n");
        }
        at += line.len();
    }
    told
}
