//! The law of audiences: a build for one of them is, byte for byte, that of the content from which all that it may not see was cut by hand.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::select;

use crate::kit::{Kb, difference, files};

const NAMES: [&str; 3] = ["company", "support", "engineering"];

/// Blocks of a write-up.
const BLOCKS: [&str; 16] = [
    "The queue was full before the retries came.\n",
    "A stale lease held the lock for nine minutes. Then the cache was cold.\n",
    "See [[INC-1]], [the third](w2.md) and [[INC-4|that one]].\n",
    "INC-2 looked alike, and so did INC-3.\n",
    "- a lease\n- a queue\n\n  with more\n",
    "1. first\n2. second\n",
    "> It was the backpressure.\n",
    "```sh\nqueue --drain\n```\n",
    "| time | what |\n|---|---|\n| 09:15 | paged |\n| 09:40 | the queue drained |\n",
    "### Timeline\n\n- 09:12 the alert fired\n- 09:30 somebody drained the queue\n",
    "### What surprised us\n\nThat nobody had read the signal.\n",
    "### Action items\n\n- [ ] Bound the queue\n- [x] Read the signal\n",
    "The thundering herd came back. <!-- a remark -->\n",
    "![a lane](lane.svg)\n",
    "Detection: a customer rang.\n\nSeverity: sev2\n",
    "サービスが止まった。キューがあふれた。\n",
];

/// A part of a page and whom it is for; nobody in particular where there are no names.
#[derive(Debug, Clone)]
struct Part {
    names: Vec<&'static str>,
    how: How,
    blocks: Vec<&'static str>,
    inner: Option<Box<Part>>,
}

#[derive(Debug, Clone, Copy)]
enum How {
    Plain,
    Box,
    Section,
    Item,
}

/// A file: what stands in its head, and its parts.
#[derive(Debug, Clone)]
struct File {
    path: String,
    audience: Vec<&'static str>,
    head: String,
    actions: Vec<(Vec<&'static str>, String)>,
    parts: Vec<Part>,
}

/// A folder and who sees what.
#[derive(Debug, Clone)]
struct Case {
    includes: Vec<(usize, usize)>,
    default: usize,
    files: Vec<File>,
}

impl Case {
    fn sees(&self, viewer: &str, names: &[&'static str]) -> bool {
        let mut seen = BTreeSet::from([viewer]);
        for _ in NAMES {
            let more: Vec<&str> = self
                .includes
                .iter()
                .filter(|(who, _)| seen.contains(NAMES[*who]))
                .map(|(_, whom)| NAMES[*whom])
                .collect();
            seen.extend(more);
        }
        names.iter().any(|name| seen.contains(name))
    }

    fn config(&self) -> String {
        let mut text = format!("[audiences]\ndefault = \"{}\"\n", NAMES[self.default]);
        for (who, name) in NAMES.iter().enumerate() {
            let whom: Vec<&str> =
                self.includes.iter().filter(|(own, _)| *own == who).map(|(_, whom)| NAMES[*whom]).collect();
            text.push_str(&format!("[audiences.{name}]\nincludes = {whom:?}\n"));
        }
        text
    }

    /// The folder as it is, or cut by hand for `viewer`.
    fn folder(&self, viewer: Option<&str>) -> Kb {
        let kb = Kb::new();
        let house = "title = \"T\"\nbase_url = \"https://casebook.example/\"\n[[service]]\nid = \"queue\"\n[[severity]]\nid = \"sev2\"\n";
        let audiences = if viewer.is_none() { self.config() } else { String::new() };
        kb.edit("site/casebook.toml", format!("{house}{audiences}"));
        for file in &self.files {
            let names = if file.audience.is_empty() { vec![NAMES[self.default]] } else { file.audience.clone() };
            if viewer.is_some_and(|viewer| !self.sees(viewer, &names)) {
                continue;
            }
            kb.edit(&format!("site/content/{}.md", file.path), self.text(file, viewer));
            if let Some(folder) = file.path.strip_suffix("/index") {
                let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{folder}</title></svg>");
                kb.edit(&format!("site/content/{folder}/lane.svg"), svg);
            }
        }
        kb
    }

    fn text(&self, file: &File, viewer: Option<&str>) -> String {
        let mut text = format!("---\n{}", file.head);
        if viewer.is_none() && !file.audience.is_empty() {
            text.push_str(&format!("audience: {:?}\n", file.audience));
        }
        let shown = |names: &[&'static str]| names.is_empty() || viewer.is_none_or(|viewer| self.sees(viewer, names));
        let actions: Vec<_> = file.actions.iter().filter(|(names, _)| shown(names)).collect();
        if !actions.is_empty() {
            text.push_str("actions:\n");
        }
        for (names, action) in actions {
            text.push_str(&format!("  - text: {action}\n    state: open\n    opened: 2024-03-04\n"));
            if viewer.is_none() && !names.is_empty() {
                text.push_str(&format!("    audience: {names:?}\n"));
            }
        }
        text.push_str("---\n");
        for part in &file.parts {
            self.part(part, viewer, &mut text);
        }
        text
    }

    fn part(&self, part: &Part, viewer: Option<&str>, text: &mut String) {
        let shown = part.names.is_empty() || viewer.is_none_or(|viewer| self.sees(viewer, &part.names));
        let marked = viewer.is_none() && !part.names.is_empty();
        let (names, fence) = (part.names.join(","), if part.inner.is_some() { "::::" } else { ":::" });
        match (part.how, marked) {
            (How::Box, true) => text.push_str(&format!("{fence}audience {names}\n")),
            (How::Section, true) => text.push_str(&format!("## More {{audience={names}}}\n\n")),
            (How::Section, false) if shown => text.push_str("## More\n\n"),
            (How::Item, true) => text.push_str(&format!("- an item {{audience={names}}}\n  of two lines\n")),
            (How::Item, false) if shown => text.push_str("- an item\n  of two lines\n"),
            _ => {}
        }
        if shown && !matches!(part.how, How::Item) {
            part.blocks.iter().for_each(|block| text.push_str(&format!("{block}\n")));
            part.inner.iter().for_each(|inner| self.part(inner, viewer, text));
        }
        match part.how {
            How::Box if marked => text.push_str(&format!("{fence}\n\n")),
            How::Section => text.push_str("## After\n\nSeen.\n\n"),
            How::Item => text.push_str("- another\n\n"),
            How::Plain | How::Box => {}
        }
    }
}

fn names() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(NAMES.to_vec(), 1..=2)
}

fn blocks(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(select(&BLOCKS[..]), 1..most)
}

fn part() -> impl Strategy<Value = Part> {
    let how = prop_oneof![3 => Just(How::Box), 2 => Just(How::Section), 1 => Just(How::Item)];
    let inner = (names(), blocks(2)).prop_map(|(names, blocks)| Part { names, how: How::Box, blocks, inner: None });
    let restricted = (names(), how, blocks(3), proptest::option::of(inner.prop_map(Box::new)));
    let restricted = restricted.prop_map(|(names, how, blocks, inner)| Part { names, how, blocks, inner });
    let plain = blocks(3).prop_map(|blocks| Part { names: Vec::new(), how: How::Plain, blocks, inner: None });
    prop_oneof![plain, restricted]
}

fn file(ix: usize) -> impl Strategy<Value = File> {
    let head =
        (2020i32..2026, select(vec!["", "services: [queue]\n", "severity: sev2\n", "tags: [lease]\n", "lang: ja\n"]));
    let action = (proptest::option::of(names()), select(vec!["Bound the queue", "Drain it", "Tell customers"]));
    let action = action.prop_map(|(names, text)| (names.unwrap_or_default(), text.to_owned()));
    let audience = proptest::option::weighted(0.5, names()).prop_map(Option::unwrap_or_default);
    let parts = proptest::collection::vec(part(), 1..5);
    let kind = select(vec!["incidents/w", "incidents/2024-05-06-outage-w", "incidents/b", "glossary/t", "notes/n"]);
    (kind, audience, head, proptest::collection::vec(action, 0..3), parts).prop_map(
        move |(kind, audience, head, actions, parts)| {
            let path = format!("{kind}{ix}");
            let path = if kind == "incidents/b" { format!("{path}/index") } else { path };
            let title = ["Thundering herd", "A queue was full", "Stale lease", "The retry storm", "Cold cache"][ix % 5];
            let (year, extra) = head;
            let is_incident = kind.starts_with("incidents");
            let id = if is_incident {
                format!("id: INC-{ix}\nstarted: {year}-03-0{}\n{extra}", 1 + ix % 9)
            } else {
                String::new()
            };
            let actions = if is_incident { actions } else { Vec::new() };
            File { path, audience, head: format!("title: {title}\n{id}"), actions, parts }
        },
    )
}

fn case() -> impl Strategy<Value = Case> {
    let includes = proptest::collection::vec((0..NAMES.len(), 0..NAMES.len()), 0..3);
    let files = (file(0), file(1), file(2), file(3), file(4)).prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e]);
    (includes, 0..NAMES.len(), files).prop_map(|(includes, default, files)| Case { includes, default, files })
}

/// The lines that only one of two texts has.
fn changed_lines(wanted: &str, actual: &str) -> String {
    let difference = difference(wanted, actual);
    let lines = difference.lines().filter(|line| line.starts_with(['-', '+']));
    lines.map(|line| line.chars().take(300).collect::<String>()).collect::<Vec<_>>().join("\n")
}

/// The exit code of a build, its files, and what it said.
fn build(kb: &Kb, arguments: &[&str]) -> (i32, BTreeMap<String, Vec<u8>>, String) {
    let run = kb.run(&[&["build", "site", "--out", "out"], arguments].concat());
    let out = kb.path("out");
    (run.code, if out.exists() { files(&out) } else { BTreeMap::new() }, run.stderr)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_build_for_an_audience_is_that_of_the_content_cut_by_hand(case in case()) {
        let whole = case.folder(None);
        for viewer in NAMES {
            let (code, seen, said) = build(&whole, &["--audience", viewer]);
            let cut = case.folder(Some(viewer));
            if !cut.path("site/content").exists() {
                prop_assert_eq!(code, 1, "{}", said);
                continue;
            }
            let (_, by_hand, other) = build(&cut, &[]);
            prop_assert!(code <= 1, "{}\n{}", said, other);
            let differ: Vec<&String> = seen.keys().chain(by_hand.keys()).filter(|at| seen.get(*at) != by_hand.get(*at)).collect();
            let first = differ.iter().find(|at| !at.ends_with(".json")).map(|at| {
                let text = |of: &BTreeMap<String, Vec<u8>>| of.get(at.as_str()).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
                changed_lines(&text(&by_hand), &text(&seen))
            });
            prop_assert!(differ.is_empty(), "{}: {:?}\n{}\n{}", viewer, differ, first.unwrap_or_default(), whole.path("site").display());
        }
    }
}
