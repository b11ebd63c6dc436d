//! Every rule of `check` has a specification that shows it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::spec::{NAMES, Purpose, cases, purpose, text_of};

/// Rules of `check` that a small site in text cannot show, and the test that shows each.
const SHOWN_ELSEWHERE: &[(&str, &str, &str)] = &[
    // Nothing is built, so `check` fails; the preview has it as a finding and goes on.
    ("config/syntax", "preview/habits.rs", "a_configuration_that_cannot_be_used_leaves_the_last_good_one"),
    ("theme/syntax", "preview/habits.rs", "a_template_with_a_mistake_leaves_the_last_good_one"),
    // What looks like a credential stands in no file of ours.
    ("privacy/secret", "credentials.rs", "a_credential_is_found_however_it_is_spelled"),
    ("privacy/secret-name", "credentials.rs", "a_credential_in_a_name_is_found"),
    ("privacy/allowed", "secrets.rs", "a_credential_that_the_house_allows_is_published_and_said"),
    ("config/allow", "secrets.rs", "an_entry_that_allows_nothing_is_a_finding"),
    // A list of people beside the configuration, and a lock that an earlier build left.
    ("privacy/name", "audiences/proof.rs", "names_become_roles_wherever_they_stand_and_code_keeps_its_own"),
    ("privacy/name-left", "audiences/proof.rs", "names_become_roles_wherever_they_stand_and_code_keeps_its_own"),
    (
        "privacy/widened",
        "audiences/proof.rs",
        "what_more_readers_would_see_than_before_stops_the_build_until_it_is_meant",
    ),
    // Pictures with bytes of their own.
    ("media/metadata", "picture_metadata.rs", "what_a_picture_says_is_stripped_and_named"),
    ("media/uncleaned", "picture_metadata.rs", "what_cannot_be_cleaned_is_named"),
    // A file of many megabytes.
    ("media/unsearched", "credentials.rs", "a_text_that_is_too_long_to_be_searched_is_in_no_build"),
    // A house of a dozen incidents to stand out from.
    ("sim/duplicate", "similar/lists.rs", "a_copy_and_another_story_of_the_event_are_called_that"),
    ("sim/unlinked", "similar/lists.rs", "the_same_text_on_another_day_is_another_event"),
];

#[test]
fn every_rule_is_shown_by_a_spec() {
    let mut shown: BTreeSet<String> = BTreeSet::new();
    for name in NAMES {
        let text = text_of(name);
        for block in cases(&text).1.iter().flat_map(|case| &case.blocks) {
            if let Purpose::Findings(_) = purpose(block.label) {
                shown.extend(block.text.lines().filter_map(|line| line.split(' ').next()).map(String::from));
            }
        }
    }
    let elsewhere = SHOWN_ELSEWHERE.iter().map(|(code, ..)| *code);
    let twice: Vec<&str> = elsewhere.clone().filter(|code| shown.contains(*code)).collect();
    assert!(twice.is_empty(), "a specification shows {twice:?}: take them off the list above");
    for (code, file, test) in SHOWN_ELSEWHERE {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(file));
        assert!(text.is_ok_and(|text| text.contains(&format!("fn {test}()"))), "{code}: no `{test}` in {file}");
    }
    let unseen: Vec<&str> = casebook::diag::Rule::ALL
        .iter()
        .map(|rule| rule.code())
        .filter(|code| !shown.contains(*code) && !elsewhere.clone().any(|other| other == *code))
        .collect();
    assert!(unseen.is_empty(), "no specification in `tests/spec` has a finding of {unseen:?}");
}
