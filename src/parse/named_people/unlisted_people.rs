//! A text becomes the people in it whom no list has, as far as it says itself that they are people: authors and responders by their label,
//! handles, speakers of a chat, addresses of mail.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Rule};
use crate::text::people::{is_handle, is_label_of_people, people_listed, speakers};

/// Who is named, each once, with a finding.
pub(super) fn unlisted_people<'t>(text: &'t str, body_start: usize, path: &str) -> Vec<(&'t str, Diagnostic)> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut here: Vec<&'t str> = labelled(line);
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
                found.push((name, finding.hint("add the person to people.toml, or take the name out")));
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
    if is_label { people_listed(rest) } else { Vec::new() }
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
