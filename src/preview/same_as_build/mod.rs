#![expect(clippy::disallowed_methods, reason = "the test edits files")]
//! The law of the preview: after any edits, every route is what a clean build writes.

mod site_edits;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{Config as Cases, TestRunner};

use crate::load::{self, Doubt, Patience};
use crate::pipeline::{self, Goal, Run, compile};
use crate::preview::{FolderChange, Showing, Workspace};
use crate::render::{Content, render};
use crate::site::{self, Day, Show};
use crate::views::{Route, Views};

use site_edits::{Edit, Told};

/// Scripts that each of the four tests below runs.
const SCRIPTS: u32 = 20;

/// Scripts of the long run, which are others: for who changes what a preview keeps.
const MANY_SCRIPTS: u32 = 320;

/// Every so often the page about method is compared too: what it simulates takes a second in a debug build.
const METHOD: usize = 10;

/// The most edits of a script.
const EDITS: usize = 7;

fn showing(root: &Path) -> Showing {
    Showing {
        load: load::Options { dir: root.to_owned(), config: None, out: root.join("public") },
        site: site::PublicationOptions {
            show: Show::Drafts,
            omit_restricted: true,
            ..site::PublicationOptions::on(Day::Given(date(2026, 12, 31)))
        },
    }
}

/// Every route's bytes (a copied file's path), every file of the search index, and all findings.
fn everything(views: &Views, method: bool) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for route in views.routes().iter().filter(|route| method || !is_method(route)) {
        let output = render(views, route);
        let bytes = match output.content {
            Content::Bytes(bytes) => bytes,
            Content::File(path) => path.to_string_lossy().into_owned().into_bytes(),
        };
        let twice = files.insert(output.address.clone(), bytes);
        assert!(twice.is_none(), "two routes are at `{}`", output.address);
        assert_eq!(views.route(&output.address).as_ref(), Some(route), "`{}` leads to another route", output.address);
    }
    let search = pipeline::search(views).unwrap();
    for (at, address) in search.addresses().enumerate() {
        files.insert(address.to_owned(), search.content(at));
    }
    let findings: Vec<String> = views.site().diagnostics().iter().map(|finding| format!("{finding:?}")).collect();
    files.insert(String::from("(findings)"), findings.join("\n").into_bytes());
    files
}

fn is_method(route: &Route) -> bool {
    route.address().starts_with("trends/method.")
}

/// What a build makes of the folder as it is.
fn clean(root: &Path, method: bool) -> BTreeMap<String, Vec<u8>> {
    everything(compile(&showing(root), Goal::Analysis, &mut Run::unseen()).unwrap().views(), method)
}

/// Takes in what is in doubt as the loop of a session does, without waiting.
fn take_in(workspace: &mut Workspace, doubt: &Doubt) -> FolderChange {
    if let Ok(change) = workspace.refresh(doubt, Patience::Wait).unwrap() {
        return change;
    }
    if let Ok(change) = workspace.refresh(doubt, Patience::Believe).unwrap() {
        return change;
    }
    let (Doubt::Files(paths) | Doubt::Everything(paths)) = doubt.clone();
    workspace.refresh(&Doubt::Everything(paths), Patience::Believe).unwrap().unwrap()
}

/// Lets the background catch up.
fn settle(workspace: &mut Workspace) {
    let site = Arc::clone(workspace.views().site());
    workspace.analysed(&pipeline::analyse(&site), &site);
}

fn follow(script: &[(Edit, Told)], method: bool) -> Result<(), TestCaseError> {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    site_edits::begin(&root);
    let mut workspace = Workspace::open(showing(&root)).unwrap();
    settle(&mut workspace);
    let mut told: BTreeSet<PathBuf> = BTreeSet::new();
    let mended = site_edits::mend().into_iter().map(|edit| (edit, Told::Paths));
    for (edit, how) in script.iter().cloned().chain(mended) {
        told.extend(edit.make(&root));
        let doubt = match how {
            Told::WithTheNext => continue,
            Told::Paths => Doubt::Files(std::mem::take(&mut told)),
            Told::Nothing => Doubt::Everything(std::mem::take(&mut told)),
        };
        // An analysis that is carried over, not made anew, must do for every page meanwhile.
        take_in(&mut workspace, &doubt);
        for route in workspace.views().samples().iter().filter(|route| !is_method(route)) {
            render(workspace.views(), route);
        }
    }
    prop_assert_eq!(workspace.problems(), Vec::new());
    settle(&mut workspace);
    let (shown, clean) = (everything(workspace.views(), method), clean(&root, method));
    let addresses = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    prop_assert_eq!(addresses(&shown), addresses(&clean));
    for (address, bytes) in &clean {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        prop_assert_eq!(text(&shown[address]), text(bytes), "{}", address);
    }
    Ok(())
}

fn scripts(seed: u64, count: u32) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let source = proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &bytes);
    let cases = Cases { cases: count, failure_persistence: None, ..Cases::default() };
    let script = proptest::collection::vec((site_edits::edit(), site_edits::told()), 1..=EDITS);
    let number = std::cell::Cell::new(0);
    let one = |script: Vec<(Edit, Told)>| {
        number.set(number.get() + 1);
        follow(&script, number.get() % METHOD == 1)
    };
    TestRunner::new_with_rng(cases, source).run(&script, one).unwrap_or_else(|e| panic!("{e}"));
}

#[test]
fn after_any_edits_every_route_is_what_a_clean_build_writes_1() {
    scripts(1, SCRIPTS);
}

#[test]
fn after_any_edits_every_route_is_what_a_clean_build_writes_2() {
    scripts(2, SCRIPTS);
}

#[test]
fn after_any_edits_every_route_is_what_a_clean_build_writes_3() {
    scripts(3, SCRIPTS);
}

#[test]
fn after_any_edits_every_route_is_what_a_clean_build_writes_4() {
    scripts(4, SCRIPTS);
}

#[test]
#[ignore = "minutes: hundreds of scripts"]
fn after_any_edits_every_route_is_what_a_clean_build_writes() {
    scripts(5, MANY_SCRIPTS);
}

/// What one edit costs: files parsed, pages whose links were resolved.
fn cost(path: &str, text: &str) -> (usize, usize) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    site_edits::begin(&root);
    let mut workspace = Workspace::open(showing(&root)).unwrap();
    let before = std::fs::read_to_string(root.join(path)).unwrap_or_default();
    std::fs::write(root.join(path), format!("{before}{text}")).unwrap();
    let change = take_in(&mut workspace, &Doubt::Files(BTreeSet::from([root.join(path)])));
    (change.parsed, change.linked)
}

#[test]
fn an_edit_does_no_more_than_it_needs() {
    let all = 10;
    let costs = [
        ("content/incidents/2024/a.md", "\nOne sentence more.\n", (1, 1)),
        ("content/incidents/2024/a.md", "\nA word of the glossary: a stale lease, and [[INC-2]].\n", (1, 1)),
        ("content/incidents/2024/a.md", "", (0, 0)),
        // Two other pages lead to it.
        ("content/incidents/2024/a.md", "\n## Another heading\n\nWith text.\n", (1, 4)),
        ("content/glossary/lease.md", "\nAnd so on.\n", (1, all)),
        ("content/incidents/2024/new.md", "# A new one\n\nText.\n", (1, all + 1)),
        ("content/incidents/2024/c/picture.svg", "<!-- -->", (0, 0)),
        ("content/notes.md~", "An editor's copy.", (0, 0)),
        ("themes/own/css/prose.css", "\n", (0, 0)),
        ("themes/own/templates/404.html", "\n", (0, 0)),
        ("casebook.toml", "\n# A comment.\n", (all, all)),
    ];
    for (path, text, expected) in costs {
        assert_eq!(cost(path, text), expected, "{path} {text}");
    }
}
