//! Whatever a head looks like: the edited text reads as the same page with one entry more, and nothing else in it has changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::model::{Config, KindHint, Page, Source};

/// Lines that a head may have, whatever its list of related pages looks like.
pub(super) const YAML: [&str; 14] = [
    "title: \"A: b\"\n",
    "# a comment\n",
    "\n",
    "tags: [a, 'b, c']\n",
    "authors:\n  - Ann\n  - Bo # c\n",
    "factors:\n- silent failure\n\n- saturation\n",
    "summary: >-\n  It was dark.\n\n  # And cold.\n",
    "impact: |+\n    None\n\n",
    "started: 2024-03-11 09:12\n",
    "refs: [\n  {title: a, url: \"https://example.invalid\"}, # one\n]\n",
    "extra: {draft: false, x: [1, 2]}\n",
    "\"severity\": sev2   \n",
    "actions:\n    - text: |\n        Do it\n      owner: us\n    # - text: not that\n",
    "surprise: auch das\n  noch, ärgerlich\n",
];

pub(super) const TOML: [&str; 8] = [
    "title = \"A: b\"\n",
    "# a comment\n",
    "\n",
    "tags = [\"a\", 'b, c'] # [\n",
    "summary = \"\"\"\nIt was\n[dark]\n# \"\"\"\n",
    "started = 2024-03-11T09:12:00Z\n",
    "refs = [\n  { title = \"a\", url = \"https://example.invalid\" }, # one\n]\n",
    "customer_story.saw = \"nothing\"\n",
];

pub(super) const TABLES: [&str; 5] = [
    "[extra]\nx = [\n  [1, 2],\n]\n",
    "[[actions]]\ntext = \"Do it\" # now\n",
    "\n# who\n[[actions]]\ntext = \"And that\"\n[[actions.notes]]\nx = 1\n",
    "[[_notes]]\ntitle = \"b\"\n\n",
    "[a.b]\nc = 1\n",
];

/// A list of related pages, and what of it is an empty value that an entry may take the place of.
const YAML_LISTS: [(&str, &str); 24] = [
    ("", ""),
    ("related:\n", ""),
    ("related: # none\n", ""),
    ("related: ~\n", "~"),
    ("related: \"\" # none\n", "\"\""),
    ("related: []\n", ""),
    ("related: [ ] # none\n", ""),
    ("related: INC-1\n", ""),
    ("related: INC-1, INC-2 # one name\n", ""),
    ("related: 'INC-1'\n", ""),
    ("related: >\n  INC-1\n\n", ""),
    ("related: {id: INC-1, why: [dark]}\n", ""),
    ("related:\n  id: INC-1\n  why: |\n    dark\n\n    cold\n", ""),
    ("related: [INC-1]\n", ""),
    ("related: [ INC-1 , \"b\" ] # c\n", ""),
    ("related: [\n  INC-1, # a, b\n  {id: b}\n  # last\n  ]\n", ""),
    ("related: [INC-1,\n  b,\n  ]\n", ""),
    ("related:\n  - INC-1\n", ""),
    ("related:\n- INC-1   \n- b # c\n\n# of what follows\n", ""),
    ("related:\n    - id: INC-1\n      why: >-\n        dark\n\n        # and cold\n\n", ""),
    ("related:\n  - {ref: INC-1, note: \"a\"}\n  # - b\n", ""),
    ("related:\n  -\n    id: INC-1\n    why:\n", ""),
    ("see:\n  - INC-1\n  -\n", ""),
    ("Related_Incidents:\n  - \"[[INC-1]]\"\n", ""),
];

const TOML_LISTS: [(&str, &str); 11] = [
    ("", ""),
    ("related = []\n", ""),
    ("related = [ # none\n]\n", ""),
    ("related = \"\" # none\n", "\"\""),
    ("related = 'INC-1' # one\n", ""),
    ("related = { id = \"INC-1\" }\n", ""),
    ("related = [\"INC-1\", 'b' ] # c\n", ""),
    ("related = [\n  \"INC-1\", # a, b\n\n  { id = \"b\", why = \"\"\"dark\n\"\"\" }\n  # last\n]\n", ""),
    ("see = [{ incident = 'INC-1', reason = \"a\" },]\n", ""),
    ("[[related]]\nid = \"INC-1\"\n\n[[related]] # two\nid = \"b\"\nwhy = '''\ndark'''\n", ""),
    ("[related]\nid = \"INC-1\"\n", ""),
];

const BODIES: [&str; 4] =
    ["", "# Heading\n\nBody of INC-7.\n", "\n---\n\nrelated: no\n", "Ärger\n\n## Summary\n\nText"];

/// A text, and the same without the empty value that an entry may take the place of.
fn texts() -> impl Strategy<Value = (String, String)> {
    let yaml = (lines(&YAML), select(&YAML_LISTS[..]), lines(&YAML)).prop_map(|(before, list, after)| {
        let head =
            |list: &str| format!("---\n{}---\n", distinct(&[before.clone(), vec![list.to_owned()], after.clone()]));
        (head(list.0), head(&without(list)))
    });
    let toml = (lines(&TOML), select(&TOML_LISTS[..]), lines(&TABLES)).prop_map(|(before, list, after)| {
        let head =
            |list: &str| format!("+++\n{}+++\n", distinct(&[before.clone(), vec![list.to_owned()], after.clone()]));
        (head(list.0), head(&without(list)))
    });
    let none = Just((String::new(), String::new()));
    let head = prop_oneof![6 => yaml, 4 => toml, 1 => none];
    (head, select(&BODIES[..]), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(head, body, bom, crlf, cut)| {
        let whole = |head: &str| {
            let mut text = format!("{}{head}{body}", if bom { "\u{feff}" } else { "" });
            if cut && body.is_empty() {
                text.truncate(text.trim_end().len());
            }
            if crlf { text.replace('\n', "\r\n") } else { text }
        };
        (whole(&head.0), whole(&head.1))
    })
}

pub(super) fn lines(of: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec(select(of).prop_map(str::to_owned), 0..5)
}

fn without(list: (&str, &str)) -> String {
    if list.1.is_empty() { list.0.to_owned() } else { list.0.replacen(list.1, "", 1) }
}

/// The parts in a row, each key once.
pub(super) fn distinct(parts: &[Vec<String>]) -> String {
    let mut seen = std::collections::BTreeSet::new();
    let key = |part: &str| part.lines().find(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned);
    let mut repeats = |part: &&String| key(part).is_none_or(|key| key.starts_with("[[") || seen.insert(key));
    parts.iter().flatten().filter(|part| repeats(part)).map(String::as_str).collect()
}

pub(super) fn page(text: &str) -> Page {
    let hint = KindHint::nothing();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let path = String::from("incidents/2024-01-02-a.md");
    let source = Source {
        shown_path: path.clone(),
        path,
        text: Arc::from(text),
        hint,
        lang: None,
        unread: None,
        diagnostics: Vec::new(),
    };
    crate::parse::parse(&Arc::new(source), &Config::default())
}

/// Everything that a page says but for what is related to it and what is not, and places left out.
fn said(page: &Page) -> String {
    let Page { kind, id, title, summary, withheld, status, aliases, authors, tags, level, .. } = page;
    let Page { refs, dated, sections, candidates, words, detail, diagnostics, .. } = page;
    let candidates: Vec<_> = candidates.iter().filter(|c| c.span.start >= page.body_start).collect();
    let first = format!(
        "{kind:?} {id:?} {title:?} {summary:?} {withheld:?} {status:?} {aliases:?} {authors:?} {tags:?} {level:?}"
    );
    let second = format!("{refs:?} {dated:?} {sections:?} {candidates:?} {words:?} {detail:?} {diagnostics:?}");
    let places = regex::Regex::new(r"\d+\.\.\d+").expect("a pattern");
    let body = page.body().trim_start_matches(['\r', '\n']);
    format!("{} {body}", places.replace_all(&format!("{first} {second}"), "_"))
}

/// What is related to a page, and what is not.
fn relations(page: &Page) -> [Vec<(String, Option<String>)>; 2] {
    [&page.related, &page.not_related].map(|list| list.iter().map(|r| (r.target.clone(), r.why.clone())).collect())
}

/// Whether `long` is `short` with text put in.
pub(super) fn grew_from(long: &str, short: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

fn ids() -> impl Strategy<Value = String> {
    let odd = select(
        &[
            "2024-01-05",
            "INC: 1",
            "true",
            "0x12",
            "- a",
            "a #b",
            "it's",
            "a\"b",
            "a, b]",
            "障害-7",
            "\\n",
            "{x}",
            "null",
            "1e3",
        ][..],
    );
    prop_oneof![2 => "INC-[2-9][0-9]{0,3}", 2 => odd.prop_map(str::to_owned), 1 => "[!-~][ -~]{0,10}[!-~]"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_adds_one_entry_and_changes_nothing_else(
        (text, kept) in texts(),
        key in select(&[RelatedKey::Related, RelatedKey::Related, RelatedKey::NotRelated][..]),
        id in ids(),
        why in proptest::option::of("\\PC{0,30}"),
    ) {
        let marks = ["[[", "]]", "<!--", ":::", "%%", "{{", "{%", "{#", "<%", "{==", "{>>"];
        let says_more = |part: &str| marks.iter().any(|mark| part.contains(mark));
        // A backslash before the end of a wiki link would take the end away; such an id is refused.
        prop_assume!(!id.ends_with('\\') && !says_more(&id) && !why.as_deref().is_some_and(says_more));
        let edit = link(&text, key, &id, why.as_deref(), &BTreeMap::new());
        let Ok(Edit::Added { text: edited, lines }) = edit else {
            return Err(TestCaseError::fail(format!("{edit:?}")));
        };
        prop_assert!(grew_from(&edited, &kept), "{edited}");
        let (before, after) = (page(&text), page(&edited));
        prop_assert_eq!(said(&before), said(&after), "{}", &edited);
        let reason = why.map(|why| why.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|why| !why.is_empty());
        let mut expected = relations(&before);
        expected[usize::from(key == RelatedKey::NotRelated)].push((id.trim().to_owned(), reason));
        prop_assert_eq!(relations(&after), expected, "{}", &edited);
        let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        prop_assert!(edited.matches('\n').count() == edited.matches(ending).count());
        prop_assert!(lines.1 <= edited.lines().count());
        prop_assert_eq!(link(&edited, key, &id, None, &BTreeMap::new()).map(|e| matches!(e, Edit::Already { .. })), Ok(true));
    }
}
