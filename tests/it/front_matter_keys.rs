//! The one table of front-matter keys, the guide and the schema of `incidents.json` name the same keys.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use casebook::model::{Key, PageKind, TableKey, Takes};

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

/// What stands between backticks in `text`, where it could be the name of a key: `publishDate` is `publishdate`.
fn named(text: &str) -> BTreeSet<String> {
    let could_be = |word: &&str| word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '[' | ']'));
    let words = text.split('`').skip(1).step_by(2).filter(could_be);
    words.map(|word| spelled(word.trim_matches(['[', ']']))).collect()
}

/// A key, whatever marks its words.
fn spelled(key: &str) -> String {
    key.replace('_', "").to_lowercase()
}

fn keys_and_table_keys() -> BTreeSet<String> {
    let own = Key::ALL.iter().map(|key| key.name());
    own.chain(TableKey::ALL.iter().map(|key| key.name())).map(spelled).collect()
}

/// The rows of the table in `text` whose head begins with `first`.
fn rows<'a>(text: &'a str, first: &str) -> Vec<&'a str> {
    let head = format!("| {first} |");
    let table: Vec<&str> =
        text.lines().skip_while(|line| !line.starts_with(&head)).skip(2).take_while(|l| l.starts_with('|')).collect();
    assert!(table.len() > 5, "the table of {first} is there");
    table
}

#[test]
fn the_guide_names_every_key() {
    let guide = read("content/guide/what-casebook-reads.md");
    let (_, keys) = guide.split_once("## Front matter").expect("a section on front matter");
    let (keys, _) = keys.split_once("## What is found in the prose").expect("a section after it");
    let told = &named(keys) | &named(guide.split("## Front matter").next().expect("what a file is"));
    let missing: Vec<_> = keys_and_table_keys().difference(&told).cloned().collect();
    assert!(missing.is_empty(), "the guide is silent on {missing:?}");
}

#[test]
fn every_key_that_the_guide_names_is_read() {
    let reads = read("content/guide/what-casebook-reads.md");
    let trends = read("content/guide/trends.md");
    let known = keys_and_table_keys();
    for row in rows(&reads, "what").into_iter().chain(rows(&trends, "to answer")) {
        let unknown: Vec<_> = named(row).difference(&known).cloned().collect();
        assert!(unknown.is_empty(), "{unknown:?} in {row}");
    }
}

#[test]
fn every_key_of_the_table_is_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/parse");
    let files = walkdir::WalkDir::new(root).into_iter().filter_map(Result::ok);
    let files = files.filter(|file| file.path().extension().is_some_and(|x| x == "rs"));
    let text: String = files.map(|file| fs::read_to_string(file.path()).expect("readable")).collect();
    let word = |rest: &str| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
    let named: BTreeSet<String> = text.split("Key::").skip(1).map(word).collect();
    let own = Key::ALL.iter().map(|key| format!("{key:?}"));
    let all = own.chain(TableKey::ALL.iter().map(|key| format!("{key:?}")));
    let unread: Vec<_> = all.filter(|key| !named.contains(key)).collect();
    assert!(unread.is_empty(), "nothing reads {unread:?}");
}

/// What a record of `incidents.json` holds that nobody writes as a key.
const MADE: [&str; 6] = ["url", "markdown", "durations", "timeline", "similar", "facts"];

/// What an incident may say of itself that its record does not repeat: who wrote it, and who may see it and when.
const NOT_REPEATED: [Key; 14] = [
    Key::Draft,
    Key::Authors,
    Key::Aliases,
    Key::Date,
    Key::Changed,
    Key::NotRelated,
    Key::Url,
    Key::SourceUrl,
    Key::ArchiveUrl,
    Key::Audience,
    Key::PublishDate,
    Key::ExpiryDate,
    Key::Type,
    Key::Extra,
];

#[test]
fn the_schema_of_an_incident_has_the_keys_of_the_table() {
    let schema: serde_json::Value = serde_json::from_str(&read("src/exports/incidents.schema.json")).expect("JSON");
    let properties = schema["$defs"]["incident"]["properties"].as_object().expect("an incident has properties");
    let of_incidents = |key: &&Key| key.pages().contains(&PageKind::Incident) && !NOT_REPEATED.contains(key);
    let keys: Vec<Key> = Key::ALL.iter().filter(of_incidents).copied().collect();
    let expected: BTreeSet<&str> = keys.iter().map(|key| key.name()).chain(MADE).collect();
    let found: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
    assert_eq!(found, expected);
    for key in keys {
        let Some(shape) = properties[key.name()]["$ref"].as_str() else { continue };
        let expected = match key.takes() {
            Takes::Text => "text",
            Takes::List | Takes::Names => "texts",
            Takes::Count => "count",
            Takes::Time => "time",
            Takes::Truth | Takes::Items | Takes::Table => continue,
        };
        assert_eq!(shape, format!("#/$defs/{expected}"), "{key:?}");
    }
}
