//! The languages that are read, a folder each: adding one is adding a folder to `languages`.
//!
//! | file | what it holds |
//! |---|---|
//! | `headings.toml` | for each role the headings that announce it, compared without case, punctuation, numbering and parentheses; what may stand `before` and `behind` one, what `joins` two |
//! | `kinds.toml` | words that say what sort of text something is; `^` before a phrase: it begins the text, `$` after it: it ends it |
//! | `facts.toml` | labels, columns, states and phrases that facts are recognised by, whatever the language of the page |
//! | `finding.toml` | how something was found, in prose: for pages in this language |
//! | `turning_points.toml` | how a timeline or a sentence tells that trouble began, was noticed, was over: for pages in this language |
//! | `calendar.toml` | months and days of the week, lengths of time |
//!
//! A file that is missing says nothing.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use toml::{Table, Value};

use crate::parse::vocabulary::plain_letters::add_plain_words;
use crate::text::primary_language;

static FOLDERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/parse/vocabulary/languages");

/// The language whose words every text may hold.
pub(crate) const ENGLISH: &str = "en";

/// The folder of a page's language; `None` where it is not read. Asked for every sentence.
pub(crate) fn folder_of(lang: &str) -> Option<&'static str> {
    static CODES: LazyLock<Vec<&'static str>> = LazyLock::new(|| languages().collect());
    let primary = primary_language(lang);
    CODES.iter().copied().find(|code| code.eq_ignore_ascii_case(primary))
}

/// The languages, English first, then in the order of their codes.
pub(crate) fn languages() -> impl Iterator<Item = &'static str> {
    let mut codes: Vec<&str> = FOLDERS.dirs().filter_map(|folder| folder.path().to_str()).collect();
    codes.sort_unstable_by_key(|code| (*code != ENGLISH, *code));
    codes.into_iter()
}

/// The file called `name` of a language, empty where it has none.
pub(crate) fn table(language: &str, name: &str) -> Table {
    let file = FOLDERS.get_file(format!("{language}/{name}"));
    let text = file.and_then(|file| file.contents_utf8()).unwrap_or_default();
    let mut table = toml::from_str(text).unwrap_or_else(|error| panic!("{language}/{name}: {error}"));
    if language != ENGLISH && OF_WORDS.contains(&name) {
        add_plain_words(&mut table);
    }
    table
}

/// The files of plain words; the others hold patterns.
const OF_WORDS: [&str; 4] = ["headings.toml", "kinds.toml", "facts.toml", "calendar.toml"];

/// The files called `name` of these languages as one: lists are joined, tables merged.
pub(crate) fn merged(languages: impl IntoIterator<Item = &'static str>, name: &str) -> Table {
    let mut all = Table::new();
    for language in languages {
        add(&mut all, table(language, name));
    }
    all
}

fn add(all: &mut Table, more: Table) {
    for (key, value) in more {
        match (all.get_mut(&key), value) {
            (Some(Value::Array(known)), Value::Array(further)) => known.extend(further),
            (Some(Value::Table(known)), Value::Table(further)) => add(known, further),
            (Some(_), _) => {}
            (None, value) => {
                all.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 6] =
        ["headings.toml", "kinds.toml", "facts.toml", "finding.toml", "turning_points.toml", "calendar.toml"];

    #[test]
    fn every_language_has_every_file_and_nothing_else() {
        for language in languages() {
            let folder = FOLDERS.get_dir(language).expect("a folder");
            let mut names: Vec<&str> = folder.files().filter_map(|file| file.path().file_name()?.to_str()).collect();
            names.sort_unstable();
            let mut expected = FILES;
            expected.sort_unstable();
            assert_eq!(names, expected, "{language}");
        }
    }

    #[test]
    fn both_forms_of_norwegian_are_read() {
        assert_eq!(
            ["no", "nb-NO", "nn", "xx", "de-AT"].map(folder_of),
            [Some("no"), Some("no"), Some("no"), None, Some("de")]
        );
    }
}
