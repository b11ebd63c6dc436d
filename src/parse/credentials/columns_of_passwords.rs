//! A table whose head says "Password" becomes the passwords below it.

use std::sync::LazyLock;

use memchr::memchr;

use crate::parse::credentials::kind::CredentialPlace;
use crate::parse::credentials::random_values::is_typed;
use crate::parse::credentials::telling_names::{NAMES, Says, says};

/// So many rows of a table are looked at.
const ROWS: usize = 200;

/// What a head ends with that says so, beside the words of other languages.
const ENGLISH: [&str; 5] = ["password", "passwords", "passwd", "passphrase", "credentials"];

/// The passwords in the columns for them. Linear in the text.
pub(super) fn in_columns(text: &str) -> Vec<CredentialPlace> {
    let mut found = Vec::new();
    if !text.contains('|') {
        return found;
    }
    let mut head = "";
    let mut columns: Vec<usize> = Vec::new();
    let (mut at, mut rows) = (0, 0);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if memchr(b'|', line.as_bytes()).is_none() {
            columns.clear();
        } else if is_rule(line) {
            columns = of_passwords(head);
            rows = 0;
        } else if !columns.is_empty() && rows < ROWS {
            rows += 1;
            let cells = cells(line);
            for cell in columns.iter().filter_map(|column| cells.get(*column)) {
                found.extend(password(line, cell.clone()).map(|place| place_at(start, place)));
            }
        }
        head = line;
    }
    found
}

fn place_at(start: usize, cell: std::ops::Range<usize>) -> CredentialPlace {
    let span = start + cell.start..start + cell.end;
    CredentialPlace { secret: span.clone(), span, name: "a password", public: 0, rank: 2, only_lost: false }
}

/// Whether a line is what stands between a table's head and its rows.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// Which cells of a head say that passwords are below.
fn of_passwords(head: &str) -> Vec<usize> {
    static WORDS: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
        let words = NAMES.iter().filter(|(_, says)| *says == Says::Password).map(|(word, _)| *word);
        words.map(|word| (word, word.to_lowercase())).collect()
    });
    let says_so = |cell: &str| {
        let name = cell.trim().trim_matches(['*', '_', '`']);
        let lower = name.to_lowercase();
        WORDS.iter().any(|(word, small)| lower.ends_with(small.as_str()) && says(name, word).is_some())
            || lower.split_whitespace().next_back().is_some_and(|last| ENGLISH.contains(&last))
    };
    cells(head).iter().enumerate().filter(|(_, cell)| says_so(&head[(*cell).clone()])).map(|(ix, _)| ix).collect()
}

/// The cells of a row, without the bars around it.
fn cells(line: &str) -> Vec<std::ops::Range<usize>> {
    let inner = line.trim_end().trim_end_matches('|');
    let mut start = line.len() - line.trim_start().len();
    start += usize::from(line[start..].starts_with('|'));
    let mut cells = Vec::new();
    for cell in inner.get(start..).unwrap_or_default().split('|') {
        cells.push(start..start + cell.len());
        start += cell.len() + 1;
    }
    cells
}

/// A cell's one word, where it is what somebody types as a password.
fn password(line: &str, cell: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let written = &line[cell.clone()];
    let bare = written.trim().trim_matches(['`', '*', '"']);
    let start = cell.start + written.find(bare)?;
    (!bare.contains(char::is_whitespace) && is_typed(bare)).then(|| start..start + bare.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_password_is_one() {
        // Joined here, so that it stands in no file.
        let typed = format!("Wal{}", "nut4711");
        for head in ["Password", "Passwort", "DB password", "**Mot de passe**", "パスワード"] {
            let text = format!(
                "a | b\n\n| User | {head} |\n|---|:--|\n| admin | {typed} |\n| guest | in the vault |\n\nx | {typed}\n"
            );
            let found: Vec<String> = in_columns(&text).into_iter().map(|place| text[place.span].to_owned()).collect();
            assert_eq!(found, [typed.as_str()], "{head}");
        }
        let other = format!("| User | Password policy |\n|---|---|\n| admin | {typed} |\n");
        assert!(in_columns(&other).is_empty());
    }
}
