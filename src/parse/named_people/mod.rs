//! A text becomes the same text with roles and pseudonyms in place of the people whom the house names, and findings about those that are left.
//!
//! Only what `people.toml` lists is replaced. Who else a text names is told as far as labels, handles and the like say so: no rule finds all.

mod left_alone;
mod unlisted_people;

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Config, NamesPolicy, Span};
use crate::parse::front_matter::front;
use crate::parse::markdown::Rewritten;
use crate::parse::named_people::left_alone::left_alone;
use crate::parse::named_people::unlisted_people::unlisted_people;

/// A text without the names of people.
pub(crate) struct Unnamed {
    pub(crate) text: Rewritten,
    /// What is to be said, with places in the text that it was made from.
    pub(crate) findings: Vec<Diagnostic>,
}

/// `text` as the house's policy about names has it; `None` where names are allowed. `path` is the file's, as findings print it.
pub(crate) fn without_names(text: &str, path: &str, config: &Config) -> Option<Unnamed> {
    let policy = config.privacy.names;
    if policy == NamesPolicy::Allow {
        return None;
    }
    let body_start = front(text, path).body_start;
    let alone = left_alone(text, body_start);
    let mut rewritten = Rewritten::default();
    let mut findings = Vec::new();
    let mut letters: BTreeMap<usize, String> = BTreeMap::new();
    let mut at = 0;
    let named = config.people.named(text);
    for (span, person) in named.iter().cloned() {
        let next = alone.partition_point(|range| range.end <= span.start);
        if alone.get(next).is_some_and(|range| range.start < span.end) {
            findings.push(left(policy, path, "code or in an address", Some(span)));
            continue;
        }
        let count = letters.len();
        let called = letters.entry(person).or_insert_with(|| match config.people.role(person) {
            Some(role) => role.to_owned(),
            None => format!("Person {}", letter(count)),
        });
        rewritten.keep(&text[at..span.start], at);
        rewritten.push(called);
        at = span.end;
    }
    rewritten.keep(&text[at..], at);
    if config.people.in_file_name(path) {
        findings.push(left(policy, path, "the name of this file", None));
    }
    let is_listed = |finding: &Diagnostic| {
        let at = finding.span.clone().unwrap_or_default();
        let next = named.partition_point(|(span, _)| span.end <= at.start);
        named.get(next).is_some_and(|(span, _)| span.start < at.end)
    };
    findings.extend(unlisted_people(text, body_start, path).into_iter().filter(|finding| !is_listed(finding)));
    Some(Unnamed { text: rewritten, findings })
}

/// A name that nothing takes the place of.
fn left(policy: NamesPolicy, path: &str, place: &str, span: Option<Span>) -> Diagnostic {
    let message = format!("a person of people.toml is named in {place}, where nothing takes the name's place");
    let rule = if policy == NamesPolicy::Forbid { Rule::PrivacyNameLeft } else { Rule::PrivacyName };
    let finding = Diagnostic::new(rule, path, message).hint("take it out by hand");
    match span {
        Some(span) => finding.at(span),
        None => finding,
    }
}

/// `A` for the first person of a page, `AA` for the twenty-seventh.
fn letter(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(number % 26).unwrap_or(0));
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::People;

    #[test]
    fn names_become_roles_and_letters_and_code_is_left() {
        let people = "[[person]]\nnames = [\"Ann Lee\"]\nhandles = [\"ann\"]\n[[person]]\nnames = [\"Joe\"]\nrole = \"a driver\"\n";
        let mut config = Config { people: Arc::new(People::parse(people).expect("people")), ..Config::default() };
        config.privacy.names = NamesPolicy::Roles;
        let text =
            "---\nauthors: [Ann Lee]\n---\nJoe rang @ann, and Ann Lee `chown Joe`.\n\n![Joe](Joe.png)\n\n    Joe\n";
        let unnamed = without_names(text, "a.md", &config).expect("a policy");
        let expected = "---\nauthors: [Person A]\n---\na driver rang Person A, and Person A `chown Joe`.\n\n![a driver](Joe.png)\n\n    Joe\n";
        assert_eq!(unnamed.text.text, expected);
        let rules: Vec<Rule> = unnamed.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [Rule::PrivacyName; 3]);
        config.privacy.names = NamesPolicy::Forbid;
        let unnamed = without_names(text, "incidents/ann-lee.md", &config).expect("a policy");
        assert_eq!(unnamed.findings.iter().filter(|finding| finding.rule == Rule::PrivacyNameLeft).count(), 4);
        assert_eq!([letter(0), letter(25), letter(26)], ["A", "Z", "AA"]);
    }

    #[test]
    fn people_who_are_in_no_list_are_told_by_label_handle_and_speaker() {
        let mut config = Config::default();
        config.privacy.names = NamesPolicy::Roles;
        let text = "---\nauthors: [Anna Berg]\n---\nResponders: Joe Park, Mira\n\nAsk @jo or <mailto:kim@cove.example>.\n\n```\n[10:03] <zoe> done\n```\n";
        let findings = without_names(text, "a.md", &config).expect("a policy").findings;
        let lines: Vec<usize> =
            findings.iter().map(|f| text[..f.span.clone().expect("a place").start].matches('\n').count() + 1).collect();
        assert!(findings.iter().all(|finding| finding.rule == Rule::PrivacyUnlisted));
        assert_eq!(lines, [2, 4, 4, 6, 6, 9]);
    }
}
