//! What a writer sees in the file afterwards: the whole text before, and the whole text after.

use std::collections::BTreeMap;

use super::*;

fn edited(text: &str, key: RelatedKey, id: &str, why: Option<&str>) -> Result<String, String> {
    match link(text, key, id, why, &BTreeMap::new()) {
        Ok(Edit::Added { text, .. }) => Ok(text),
        Ok(Edit::Already { line }) => Err(format!("line {line} has it")),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// Adds `INC-9`, related, for no reason.
fn bare(text: &str) -> String {
    edited(text, RelatedKey::Related, "INC-9", None).unwrap_or_else(|refusal| panic!("{refusal}\n{text}"))
}

/// Adds `INC-9`, related, for a reason.
fn told(text: &str) -> String {
    edited(text, RelatedKey::Related, "INC-9", Some("both ran dry"))
        .unwrap_or_else(|refusal| panic!("{refusal}\n{text}"))
}

#[test]
fn a_yaml_list_with_dashes_gets_one_more() {
    let before = "---\nrelated:\n  - INC-1 # first\n\n# of tags\ntags: [a]\n---\nBody\n";
    assert_eq!(bare(before), "---\nrelated:\n  - INC-1 # first\n  - INC-9\n\n# of tags\ntags: [a]\n---\nBody\n");
    assert_eq!(
        told(before),
        "---\nrelated:\n  - INC-1 # first\n  - id: INC-9\n    why: both ran dry\n\n# of tags\ntags: [a]\n---\nBody\n"
    );
    assert_eq!(bare("---\nrelated:\n- \"INC-1\"\n---\n"), "---\nrelated:\n- \"INC-1\"\n- \"INC-9\"\n---\n");
    assert_eq!(bare("---\nrelated:\n- '[[INC-1]]'\n---\n"), "---\nrelated:\n- '[[INC-1]]'\n- '[[INC-9]]'\n---\n");
}

#[test]
fn tables_of_a_yaml_list_are_written_as_their_neighbours_are() {
    assert_eq!(
        bare("---\nrelated:\n  - id: INC-1\n    why: |\n      dark\n      # and cold\n\ntitle: x\n---\n"),
        "---\nrelated:\n  - id: INC-1\n    why: |\n      dark\n      # and cold\n  - id: INC-9\n\ntitle: x\n---\n"
    );
    assert_eq!(
        told("---\nrelated:\n  - { ref: INC-1, reason: dark }\n---\n"),
        "---\nrelated:\n  - { ref: INC-1, reason: dark }\n  - { ref: INC-9, reason: both ran dry }\n---\n"
    );
    assert_eq!(
        told("---\nrelated:\n  - reason: dark\n    id: 'INC-1'\n---\n"),
        "---\nrelated:\n  - reason: dark\n    id: 'INC-1'\n  - id: 'INC-9'\n    reason: both ran dry\n---\n"
    );
}

#[test]
fn a_yaml_list_in_brackets_gets_one_more() {
    assert_eq!(bare("---\nrelated: [INC-1, INC-2 ] # c\n---\n"), "---\nrelated: [INC-1, INC-2, INC-9 ] # c\n---\n");
    assert_eq!(bare("---\nrelated: []\n---\n"), "---\nrelated: [INC-9]\n---\n");
    assert_eq!(bare("---\nrelated: [INC-1,]\n---\n"), "---\nrelated: [INC-1, INC-9]\n---\n");
    assert_eq!(told("---\nrelated: [INC-1]\n---\n"), "---\nrelated: [INC-1, {id: INC-9, why: both ran dry}]\n---\n");
    assert_eq!(
        bare("---\nrelated: [\n  INC-1,\n  INC-2 # the other\n]\n---\n"),
        "---\nrelated: [\n  INC-1,\n  INC-2, # the other\n  INC-9\n]\n---\n"
    );
    assert_eq!(
        bare("---\nrelated: [\n  INC-1 # one, two\n]\n---\n"),
        "---\nrelated: [\n  INC-1, # one, two\n  INC-9\n]\n---\n"
    );
    assert_eq!(
        bare("---\nrelated: [\n  INC-1, # one, two\n]\n---\n"),
        "---\nrelated: [\n  INC-1, # one, two\n  INC-9,\n]\n---\n"
    );
    assert_eq!(
        bare("---\nrelated: [{ id: a } # b ]\n ] # c ]\n---\n"),
        "---\nrelated: [{ id: a }, { id: INC-9 } # b ]\n ] # c ]\n---\n"
    );
}

#[test]
fn one_value_becomes_a_list_of_two() {
    assert_eq!(bare("---\nrelated: INC-1 # c\n---\n"), "---\nrelated:\n  - INC-1 # c\n  - INC-9\n---\n");
    assert_eq!(bare("---\nrelated: a, b\ntags: [x]\n---\n"), "---\nrelated:\n  - a, b\n  - INC-9\ntags: [x]\n---\n");
    assert_eq!(bare("---\nrelated: INC-1\ntags: [x]\n---\n"), "---\nrelated: [INC-1, INC-9]\ntags: [x]\n---\n");
    assert_eq!(bare("---\nrelated: >-\n  INC-1\n---\n"), "---\nrelated:\n- >-\n  INC-1\n- INC-9\n---\n");
    assert_eq!(
        told("---\nrelated:\n  id: INC-1\n  why: |\n    dark\n\n    cold\nx: 1\n---\n"),
        "---\nrelated:\n  - id: INC-1\n    why: |\n      dark\n\n      cold\n  - id: INC-9\n    why: both ran dry\nx: 1\n---\n"
    );
}

#[test]
fn an_empty_key_is_filled() {
    assert_eq!(bare("---\nrelated: # none yet\nx: 1\n---\n"), "---\nrelated: # none yet\n  - INC-9\nx: 1\n---\n");
    assert_eq!(bare("---\nrelated: null # c\n---\n"), "---\nrelated: [INC-9] # c\n---\n");
    assert_eq!(bare("---\nrelated: \"\"\n---\n"), "---\nrelated: [INC-9]\n---\n");
    assert_eq!(bare("---\nrelated:\n  -\n---\n"), "---\nrelated:\n  -\n  - INC-9\n---\n");
    assert_eq!(bare("+++\nrelated = \"\" # c\n+++\n"), "+++\nrelated = [\"INC-9\"] # c\n+++\n");
}

#[test]
fn a_key_that_is_missing_comes_last_and_looks_like_the_others() {
    assert_eq!(bare("---\ntitle: x\n---\n"), "---\ntitle: x\nrelated:\n  - INC-9\n---\n");
    assert_eq!(bare("---\nt:\n- a\n---\n"), "---\nt:\n- a\nrelated:\n- INC-9\n---\n");
    assert_eq!(bare("---\nt: [a]\n---\n"), "---\nt: [a]\nrelated: [INC-9]\n---\n");
    assert_eq!(told("---\nt: [a]\n---\n"), "---\nt: [a]\nrelated:\n  - id: INC-9\n    why: both ran dry\n---\n");
    assert_eq!(bare("---\n  t: a\n---\n"), "---\n  t: a\n  related:\n    - INC-9\n---\n");
    assert_eq!(bare("---\n{\"t\": \"a\"}\n---\n"), "---\n{\"t\": \"a\", \"related\": [\"INC-9\"]}\n---\n");
    assert_eq!(
        edited("---\nrelated: [INC-1]\na:\n  - b\n---\n", RelatedKey::NotRelated, "INC-9", None).unwrap(),
        "---\nrelated: [INC-1]\na:\n  - b\nnot_related: [INC-9]\n---\n"
    );
}

#[test]
fn a_toml_array_gets_one_more() {
    assert_eq!(bare("+++\nrelated = [\"INC-1\"] # c\n+++\n"), "+++\nrelated = [\"INC-1\", \"INC-9\"] # c\n+++\n");
    assert_eq!(bare("+++\nrelated = ['INC-1']\n+++\n"), "+++\nrelated = ['INC-1', 'INC-9']\n+++\n");
    assert_eq!(
        told("+++\nrelated = [\n  { id = \"INC-1\", why = \"dark\" }, # c, d\n]\ntags = []\n+++\n"),
        "+++\nrelated = [\n  { id = \"INC-1\", why = \"dark\" }, # c, d\n  { id = \"INC-9\", why = \"both ran dry\" },\n]\n\
         tags = []\n+++\n"
    );
    assert_eq!(
        bare("+++\nrelated = [\n\t{ id = \"INC-1\" } # c\n]\n+++\n"),
        "+++\nrelated = [\n\t{ id = \"INC-1\" }, # c\n\t{ id = \"INC-9\" }\n]\n+++\n"
    );
    assert_eq!(bare("+++\nrelated = \"INC-1\"\n+++\n"), "+++\nrelated = [\"INC-1\", \"INC-9\"]\n+++\n");
}

#[test]
fn toml_tables_get_one_more() {
    assert_eq!(
        told(
            "+++\n[[related]]\nid = \"INC-1\"\n\n[[related]]\nid = \"INC-2\"\nwhy = \"dark\"\n\n[extra]\nx = 1\n+++\n"
        ),
        "+++\n[[related]]\nid = \"INC-1\"\n\n[[related]]\nid = \"INC-2\"\nwhy = \"dark\"\n\n[[related]]\nid = \"INC-9\"\n\
         why = \"both ran dry\"\n\n[extra]\nx = 1\n+++\n"
    );
    assert_eq!(
        bare("+++\n[related]\nid = \"INC-1\" # c\n+++\n"),
        "+++\n[[related]]\nid = \"INC-1\" # c\n\n[[related]]\nid = \"INC-9\"\n+++\n"
    );
}

#[test]
fn a_toml_key_that_is_missing_stands_before_the_tables() {
    assert_eq!(
        told("+++\ntitle = \"x\"\n\n# who\n[[actions]]\ntext = \"y\"\n+++\n"),
        "+++\ntitle = \"x\"\nrelated = [{ id = \"INC-9\", why = \"both ran dry\" }]\n\n# who\n[[actions]]\ntext = \"y\"\n+++\n"
    );
    assert_eq!(bare("+++\n[extra]\ny = 1\n+++\n"), "+++\nrelated = [\"INC-9\"]\n[extra]\ny = 1\n+++\n");
    assert_eq!(bare("+++\n+++\n"), "+++\nrelated = [\"INC-9\"]\n+++\n");
}

#[test]
fn a_text_without_front_matter_gets_one() {
    assert_eq!(bare("# A\n\nText"), "---\nrelated:\n  - INC-9\n---\n\n# A\n\nText");
    assert_eq!(bare("\n# A\n"), "---\nrelated:\n  - INC-9\n---\n\n# A\n");
    assert_eq!(bare(""), "---\nrelated:\n  - INC-9\n---\n");
    assert_eq!(bare("---\n\nA rule, then text\n"), "---\nrelated:\n  - INC-9\n---\n\n---\n\nA rule, then text\n");
}

#[test]
fn marks_of_the_file_stay() {
    assert_eq!(
        told("\u{feff}---\r\ntitle: x\r\n---\r\nBody"),
        "\u{feff}---\r\ntitle: x\r\nrelated:\r\n  - id: INC-9\r\n    why: both ran dry\r\n---\r\nBody"
    );
    assert_eq!(bare("\u{feff}# A\r\n"), "\u{feff}---\r\nrelated:\r\n  - INC-9\r\n---\r\n\r\n# A\r\n");
    assert_eq!(
        bare("+++\r\nrelated = [\r\n  \"a\",\r\n]\r\n+++"),
        "+++\r\nrelated = [\r\n  \"a\",\r\n  \"INC-9\",\r\n]\r\n+++"
    );
    assert_eq!(bare("---\ntitle: x\n---"), "---\ntitle: x\nrelated:\n  - INC-9\n---");
}

#[test]
fn an_id_that_yaml_would_misread_stands_in_quotation_marks() {
    let add = |id| edited("---\nrelated: [a]\n---\n", RelatedKey::Related, id, None).unwrap();
    assert_eq!(add("2024-01-05"), "---\nrelated: [a, \"2024-01-05\"]\n---\n");
    assert_eq!(add("INC: 1"), "---\nrelated: [a, \"INC: 1\"]\n---\n");
    assert_eq!(add("true"), "---\nrelated: [a, \"true\"]\n---\n");
    assert_eq!(add("0x12"), "---\nrelated: [a, \"0x12\"]\n---\n");
    assert_eq!(add("a, b"), "---\nrelated: [a, \"a, b\"]\n---\n");
    assert_eq!(add("2024-05-02-a-herd"), "---\nrelated: [a, 2024-05-02-a-herd]\n---\n");
}

#[test]
fn the_key_that_counts_is_the_one_that_grows() {
    assert_eq!(bare("---\nsee: [INC-1]\nrelated:\n---\n"), "---\nsee: [INC-1, INC-9]\nrelated:\n---\n");
    assert_eq!(bare("---\nRelated-Incidents: [INC-1]\n---\n"), "---\nRelated-Incidents: [INC-1, INC-9]\n---\n");
    let fields = BTreeMap::from([(String::from("linked_to"), String::from("related"))]);
    let edit = link("---\nlinked_to: [a]\n---\n", RelatedKey::Related, "b", None, &fields).unwrap();
    assert_eq!(edit, Edit::Added { text: String::from("---\nlinked_to: [a, b]\n---\n"), lines: (2, 2) });
}

#[test]
fn the_new_lines_are_told() {
    let lines = |text: &str, why| match link(text, RelatedKey::Related, "INC-9", why, &BTreeMap::new()) {
        Ok(Edit::Added { lines, .. }) => lines,
        other => panic!("{other:?}"),
    };
    assert_eq!(lines("---\nrelated:\n  - a\n---\n", None), (4, 4));
    assert_eq!(lines("---\nrelated:\n  - a\n---\n", Some("b")), (4, 5));
    assert_eq!(lines("---\nrelated: [\n  a\n]\n---\n", None), (4, 4));
    assert_eq!(lines("# A\n", None), (1, 4));
    assert_eq!(lines("+++\ntitle = \"x\"\n\n[a]\n+++\n", None), (3, 3));
}

#[test]
fn what_stands_there_already_stays() {
    let already = |text: &str| edited(text, RelatedKey::Related, "INC-9", Some("why")).unwrap_err();
    assert_eq!(already("---\nrelated:\n  - a\n  - inc-9\n---\n"), "line 4 has it");
    assert_eq!(already("---\nrelated:\n  - id: '[[INC-9]]'\n    why: old\n---\n"), "line 3 has it");
    assert_eq!(already("+++\nrelated = [\"INC-9\"]\n+++\n"), "line 2 has it");
}

#[test]
fn what_cannot_be_edited_safely_is_refused() {
    let refused = |text: &str| edited(text, RelatedKey::Related, "INC-9", None).unwrap_err();
    let unsafely = "`related` is written in a way that takes no entry safely; add `INC-9` by hand";
    assert_eq!(refused("---\nrelated:\n  - a\n"), "this front matter is never closed by a line `---`; mend that first");
    assert!(refused("---\na: [\n---\n").ends_with("; mend that first"));
    assert!(refused("+++\na = \n+++\n").ends_with("; mend that first"));
    assert!(refused("---\na: 1\na: 2\n---\n").ends_with("; mend that first"));
    assert_eq!(refused("---\nnot_related: [INC-9]\n---\n"), "line 2 says the opposite of `INC-9`; remove that first");
    assert_eq!(refused("---\na: &x [b]\nrelated: *x\n---\n"), unsafely);
    assert_eq!(refused("---\nbase: &x\n  related: [b]\n<<: *x\n---\n"), unsafely);
    assert_eq!(refused("+++\nrelated.id = \"a\"\n+++\n"), unsafely);
    // What looks like a key in a head nobody closed off keeps this page from readers; with front matter it would not.
    assert_eq!(refused("Draft: true\n\nText\n"), unsafely);
    let audience = edited("---\na: 1\n---\n", RelatedKey::Related, "INC-9", Some(":::audience x"));
    assert_eq!(audience.unwrap_err(), unsafely);
}
