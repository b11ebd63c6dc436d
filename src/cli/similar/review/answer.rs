//! A line that somebody types becomes what to do with a pair.

use super::pair_side::PairSide;

/// What to do with a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReviewAnswer {
    Related(Files),
    NotRelated(Files),
    Skip,
    Quit,
}

/// The files that are told: the first of a pair is the older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Files {
    Older,
    Newer,
    Both,
}

/// What may be answered, for people who answered something else.
pub(super) const HELP: &str = "\
r, related       they are; the newer file, 2, says so
n, not related   they are not, and are never suggested again; the newer file says so
r1, r12, n1, n12 the same in the older file, 1, or in both
s, skip          ask another time
q, quit          stop here; what was answered stays
";

/// Reads an answer; `None` for what cannot be understood.
pub(super) fn answer(line: &str) -> Option<ReviewAnswer> {
    let line = line.trim().to_lowercase();
    let (word, place) = line.split_at(line.find(|c: char| c.is_ascii_digit()).unwrap_or(line.len()));
    let files = match place.replace([' ', ',', '+'], "").as_str() {
        "1" => Files::Older,
        "" | "2" => Files::Newer,
        "12" | "21" => Files::Both,
        _ => return None,
    };
    match (word.trim(), place) {
        ("r" | "related" | "y" | "yes", _) => Some(ReviewAnswer::Related(files)),
        ("n" | "not" | "not related" | "no", _) => Some(ReviewAnswer::NotRelated(files)),
        ("s" | "skip", "") => Some(ReviewAnswer::Skip),
        ("q" | "quit", "") => Some(ReviewAnswer::Quit),
        _ => None,
    }
}

impl Files {
    /// Each file that is told, with the one that it is told of.
    pub(super) fn of(self, sides: &[PairSide; 2]) -> Vec<(&PairSide, &PairSide)> {
        let [older, newer] = sides;
        match self {
            Files::Older => vec![(older, newer)],
            Files::Newer => vec![(newer, older)],
            Files::Both => vec![(newer, older), (older, newer)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_people_type_them() {
        let read = |lines: &[&str]| lines.iter().map(|line| answer(line)).collect::<Vec<_>>();
        assert_eq!(read(&["r", "R ", "related", "r2"]), [Some(ReviewAnswer::Related(Files::Newer)); 4]);
        assert_eq!(read(&["n", "no", "Not related", "not"]), [Some(ReviewAnswer::NotRelated(Files::Newer)); 4]);
        assert_eq!(
            read(&["r1", "n 1"]),
            [Some(ReviewAnswer::Related(Files::Older)), Some(ReviewAnswer::NotRelated(Files::Older))]
        );
        assert_eq!(read(&["r12", "r 1, 2", "related 21"]), [Some(ReviewAnswer::Related(Files::Both)); 3]);
        assert_eq!(read(&["s", "quit"]), [Some(ReviewAnswer::Skip), Some(ReviewAnswer::Quit)]);
        assert_eq!(read(&["", "x", "r3", "s1", "related to what?", "12"]), [None; 6]);
    }
}
