//! A text becomes the people in it whom no list has, as far as it says itself that they are people: authors and responders by their label,
//! handles, speakers of a chat, addresses of mail.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Rule};
use crate::text::people::{is_handle, is_label_of_people, people_listed, speakers};

/// A finding for each who is named, where that is said first.
pub(super) fn unlisted_people(text: &str, body_start: usize, path: &str) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut here: Vec<&str> = labelled(line);
        here.extend(line.split_whitespace().filter(|word| is_handle(word)));
        here.extend(line.split_whitespace().filter(|word| is_address(word)));
        if start >= body_start {
            here.extend(speakers(line));
        }
        here.sort_by_key(|name| name.as_ptr() as usize);
        for name in here {
            let at = name.as_ptr() as usize - text.as_ptr() as usize;
            if told.insert(name.to_lowercase()) {
                let message = "this names somebody who is not in people.toml, so nothing takes the name's place";
                let finding = Diagnostic::new(Rule::PrivacyUnlisted, path, message).at(at..at + name.len());
                found.push(finding.hint("add the person to people.toml, or take the name out"));
            }
        }
        start += line.len();
    }
    found
}

/// The people after a label: `Responders: Anna Berg, Joe`, `authors: [Anna Berg]`.
fn labelled(line: &str) -> Vec<&str> {
    let bare = line.trim_start_matches(['-', '*', '|', '>', ' ', '\t']);
    let Some((label, rest)) = bare.split_once([':', '=', '|']) else { return Vec::new() };
    let is_label = is_label_of_people(label.trim_matches(['*', '_', ' ', '"'])) && rest.len() < 200;
    let rest = rest.trim_matches(['*', ' ', '[', ']', '"', '|', '\n', '\r']);
    if is_label { whole_names(rest, people_listed(rest)) } else { Vec::new() }
}

/// Words of `text`, in order, those with a space between them as one name.
fn whole_names<'t>(text: &'t str, words: Vec<&'t str>) -> Vec<&'t str> {
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let mut names: Vec<std::ops::Range<usize>> = Vec::new();
    for word in words {
        let at = place(word)..place(word) + word.len();
        match names.last_mut() {
            Some(last) if text.get(last.end..at.start) == Some(" ") => last.end = at.end,
            _ => names.push(at),
        }
    }
    names.into_iter().filter_map(|name| text.get(name)).collect()
}

/// Whether a word is an address of mail, or a link to one.
fn is_address(word: &str) -> bool {
    let word = word.trim_matches(['<', '>', '(', ')', ',', ';', '.', '"', '[', ']']);
    let Some((name, host)) = word.rsplit('(').next().unwrap_or(word).trim_start_matches("mailto:").split_once('@')
    else {
        return false;
    };
    !name.is_empty() && host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
}
