//! A list of facts that somebody marked becomes the marks: of which fact, and what is said of it.

use crate::doubt::{Fingerprint, Mark, MarkedFact};
use crate::edit::KEYS;
use crate::model::Key;

/// A line that was marked.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MarkedLine {
    /// Its number in the list, counted from 1.
    pub(super) number: usize,
    /// The file that the fact is of.
    pub(super) file: String,
    pub(super) fact: MarkedFact,
}

/// A list, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MarkedList {
    /// The lines with a mark, in order.
    pub(super) marked: Vec<MarkedLine>,
    /// How many lines have none.
    pub(super) open: usize,
}

/// Reads a list.
///
/// # Errors
/// The number of the first line that is none of a list.
pub(super) fn marked_lines(text: &str) -> Result<MarkedList, usize> {
    let mut list = MarkedList::default();
    let text = text.trim_start_matches('\u{feff}');
    for (number, line) in text.lines().enumerate().map(|(ix, line)| (ix + 1, line.trim())) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (mark, rest) = line.strip_prefix('[').and_then(|line| line.split_once(']')).ok_or(number)?;
        let (file, key, fingerprint) = fact_of(rest).ok_or(number)?;
        match Mark::written(mark) {
            Some(mark) => {
                list.marked.push(MarkedLine { number, file, fact: MarkedFact { key, mark, fingerprint } });
            }
            None => list.open += 1,
        }
    }
    Ok(list)
}

/// The file, the key and the fingerprint of a line, its mark taken off: the value and the sentence are for people.
fn fact_of(line: &str) -> Option<(String, Key, Fingerprint)> {
    let (rest, fingerprint) = line.trim_end().rsplit_once('#')?;
    let rest = rest.trim_start();
    // A file's name may hold anything, even `:12  started`; the first place that reads as one is the line's own.
    let place = rest.match_indices(':').find_map(|(at, _)| {
        let after = &rest[at + 1..];
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let name = after[digits..].strip_prefix([' ', '\t'])?.split_whitespace().next()?;
        let key = KEYS.into_iter().find(|key| key.name() == name)?;
        (digits > 0).then(|| (rest[..at].to_owned(), key))
    });
    let (file, key) = place?;
    Some((file, key, fingerprint.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_gives_its_mark_and_names_its_fact() {
        let list = marked_lines(
            "# head\r\n\r\n[ ] a.md:1  started  2024  \"x\"  #0011223344556677\r\n\
             [ Yes ] in b/c d.md:12\tseverity  SEV-2  \"a # b: 3 started\"  #0011223344556677\r\n\
             [2024-03-11 14:05 UTC] a.md:3  resolved  x  \"y\"  #0011223344556677\n\
             [\"unknown\"] a.md:3  services  x  \"y\"  #00112233AABBCCDD",
        );
        let list = list.expect("a list");
        assert_eq!(list.open, 1);
        let said: Vec<_> = list
            .marked
            .iter()
            .map(|line| (line.number, line.file.as_str(), line.fact.key.name(), &line.fact.mark))
            .collect();
        let instead = Mark::Instead(String::from("2024-03-11 14:05 UTC"));
        assert_eq!(
            said,
            [
                (4, "in b/c d.md", "severity", &Mark::Yes),
                (5, "a.md", "resolved", &instead),
                (6, "a.md", "services", &Mark::No)
            ]
        );
        assert_eq!(list.marked[2].fact.fingerprint.to_string(), "00112233aabbccdd");
    }

    #[test]
    fn what_is_no_line_of_a_list_is_told_by_its_number() {
        let good = "[ ] a.md:1  started  2024  \"x\"  #0011223344556677\n";
        for bad in [
            "yes a.md:1  started  2024  \"x\"  #0011223344556677",
            "[yes] a.md:1  began  2024  \"x\"  #0011223344556677",
            "[yes] a.md  started  2024  \"x\"  #0011223344556677",
            "[yes] a.md:1  started  2024  \"x\"",
            "[yes] a.md:1  started  2024  \"x\"  #00112233",
            "a: b",
        ] {
            assert_eq!(marked_lines(&format!("{good}{bad}\n")), Err(2), "{bad}");
        }
    }
}
