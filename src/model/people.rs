//! `people.toml`: the people of the house, and what a page calls each of them instead.

use std::borrow::Cow;
use std::fmt::Debug;
use std::path::Path;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use serde::Deserialize;

use crate::model::Span;

/// What becomes of the names of people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NamesPolicy {
    /// They stand on the page that says them, as it is written.
    #[default]
    Allow,
    /// A role or a pseudonym stands in their place; code is left alone.
    Roles,
    /// The same, and one that is left anywhere stops a build.
    Forbid,
}

/// The people that `people.toml` names. It is in no output.
#[derive(Debug, Clone, Default)]
pub struct People {
    people: Vec<PersonEntry>,
    /// Finds what they go by, and whose it is.
    search: Option<AhoCorasick>,
    of: Vec<usize>,
    /// As written, to compare.
    words: Vec<String>,
}

/// One of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PersonEntry {
    /// Names, as prose writes them.
    names: Vec<String>,
    /// Handles, with or without `@`.
    handles: Vec<String>,
    /// Addresses of mail.
    addresses: Vec<String>,
    /// What they were there; a letter for each person of the page when absent.
    role: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeopleFile {
    #[serde(default)]
    person: Vec<PersonEntry>,
}

impl PartialEq for People {
    fn eq(&self, other: &Self) -> bool {
        self.people == other.people
    }
}

impl People {
    /// The name of the file, which stands beside the configuration.
    pub const FILE: &str = "people.toml";

    /// All that the file says, to tell one version from another.
    pub fn entries(&self) -> &[impl Debug] {
        &self.people
    }

    /// Reads the file's text.
    ///
    /// # Errors
    /// Why it cannot be used: it is no TOML, or holds a role that could not stand everywhere.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: PeopleFile = toml::from_str(text).map_err(|e| e.to_string())?;
        let is_role = |role: &str| role.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '’'));
        if let Some(role) = file.person.iter().filter_map(|person| person.role.as_deref()).find(|role| !is_role(role)) {
            return Err(format!("the role `{role}` holds more than letters, digits, spaces and hyphens"));
        }
        let (mut words, mut of) = (Vec::new(), Vec::new());
        for (ix, person) in file.person.iter().enumerate() {
            let handles = person.handles.iter().map(|handle| format!("@{}", handle.trim_start_matches('@')));
            let own = person.names.iter().chain(&person.addresses).cloned().chain(handles);
            for word in own.filter(|word| !word.trim().is_empty()) {
                words.push(word.trim().to_owned());
                of.push(ix);
            }
        }
        let search = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&words)
            .map_err(|e| e.to_string())?;
        Ok(Self { people: file.person, search: Some(search), of, words })
    }

    /// The places in `text` that name somebody, in order, and who it is. A name counts where it is written with its capitals and is a
    /// word of its own.
    pub fn named(&self, text: &str) -> Vec<(Span, usize)> {
        let letter = |c: char| c.is_alphanumeric() || c == '_';
        let is_one = |at: &Span, word: &str| {
            let written = &text[at.clone()];
            let exact = word.contains('@') || written == word || written == word.to_uppercase();
            exact
                && !text[..at.start].chars().next_back().is_some_and(letter)
                && !text[at.end..].chars().next().is_some_and(letter)
        };
        let found = self.search.iter().flat_map(|search| search.find_iter(text));
        let placed = found.map(|found| (found.range(), found.pattern().as_usize()));
        placed.filter(|(at, word)| is_one(at, &self.words[*word])).map(|(at, word)| (at, self.of[word])).collect()
    }

    /// Whether a file's name holds somebody's, however its words are joined.
    pub fn in_file_name(&self, path: &str) -> bool {
        !self.in_path(path).is_empty()
    }

    /// A path with what its people are called in place of their names: a role, or `person` where the house says none.
    pub fn without_names_in_path<'p>(&self, path: &'p str) -> Cow<'p, str> {
        let mut out = Cow::Borrowed(path);
        for (at, person) in self.in_path(path).into_iter().rev() {
            out.to_mut().replace_range(at, &self.role(person).unwrap_or("person").replace(' ', "-"));
        }
        out
    }

    /// The places in a path that name somebody by more than one word, and who it is; in order, and none within another.
    fn in_path(&self, path: &str) -> Vec<(Span, usize)> {
        let words: Vec<Span> = words_of(path).collect();
        let mut found: Vec<(Span, usize)> = Vec::new();
        for (person, entry) in self.people.iter().enumerate() {
            for name in &entry.names {
                let name: Vec<String> = words_of(name).map(|at| name[at].to_lowercase()).collect();
                if name.len() < 2 {
                    continue;
                }
                let is_name =
                    |at: &&[Span]| at.iter().zip(&name).all(|(at, word)| path[at.clone()].to_lowercase() == *word);
                let places = words.windows(name.len()).filter(is_name);
                found.extend(places.map(|at| (at[0].start..at[at.len() - 1].end, person)));
            }
        }
        found.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut end = 0;
        found.retain(|(at, _)| {
            let is_free = at.start >= end;
            end = end.max(at.end);
            is_free
        });
        found
    }

    /// What a person is called instead, if the house says so.
    pub fn role(&self, person: usize) -> Option<&str> {
        self.people[person].role.as_deref()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Where the file is that belongs to a configuration at `config`, or to the site at `root`.
    pub fn place(root: &Path, config: Option<&Path>) -> std::path::PathBuf {
        let folder = config.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(root).join(Self::FILE)
    }
}

/// The runs of letters and digits in a text.
fn words_of(text: &str) -> impl Iterator<Item = Span> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        rest = end;
        Some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_found_by_name_handle_and_address() {
        let text = "[[person]]\nnames = [\"Ann Lee\", \"Ann\"]\nhandles = [\"annl\"]\naddresses = [\"ann@cove.example\"]\n[[person]]\nnames = [\"Joe\"]\nrole = \"driver\"\n";
        let people = People::parse(text).expect("people");
        let text = "Ann Lee (@AnnL) wrote to ANN@cove.example; Annika did not, ann neither. Joe did.";
        let found: Vec<_> = people.named(text).into_iter().map(|(at, who)| (&text[at], who)).collect();
        assert_eq!(found, [("Ann Lee", 0), ("@AnnL", 0), ("ANN@cove.example", 0), ("Joe", 1)]);
        assert!(people.in_file_name("incidents/2024-ann_lee.md") && !people.in_file_name("incidents/annex.md"));
        assert_eq!(
            people.without_names_in_path("pictures/Ann Lee/call-ann-lee.png"),
            "pictures/person/call-person.png"
        );
        assert!(People::parse("[[person]]\nrole = \"a: b\"\n").is_err() && People::parse("[[persons]]\n").is_err());
    }
}
