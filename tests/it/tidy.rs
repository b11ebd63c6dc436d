//! The house's own rules: modules point up, every file says what it is, the code is formatted and lint-free.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::imports::Imports;
use casebook::diag::Rule;

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found: Vec<(PathBuf, String)> = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.path().extension().is_some_and(|x| x == "rs"))
        .map(|e| {
            (
                e.path().strip_prefix(&root).expect("below src").to_path_buf(),
                fs::read_to_string(e.path()).expect("readable"),
            )
        })
        .collect();
    found.sort();
    found
}

#[test]
fn a_module_uses_only_modules_declared_above_it() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("lib.rs");
    let order: Vec<&str> = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(order.len() > 8, "lib.rs lists the pipeline");
    let mut wrong = BTreeSet::new();
    for (path, text) in sources() {
        let own = path.components().next().expect("a file").as_os_str().to_string_lossy().replace(".rs", "");
        let Some(place) = order.iter().position(|m| *m == own) else { continue };
        let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for used in code.split("crate::").skip(1) {
            let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if order.iter().position(|m| *m == used).is_some_and(|other| other > place) {
                wrong.insert(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert_eq!(wrong, BTreeSet::new());
}

/// What puts stages together: names of the functions that begin a stage, as other modules would call them.
const STAGES: [&str; 8] = [
    "load::load(",
    "load::reload(",
    "parse::parse(",
    "site::build(",
    "analyse::analyse(",
    "Views::new(",
    "index::index(",
    "index::export(",
];

#[test]
fn only_the_pipeline_puts_stages_together() {
    // A stage's own folder may name its own function, and a test of a later stage may bring a site of its own making.
    let own = [("parse", "parse::parse("), ("edit", "parse::parse("), ("words/reasons.rs", "site::build(")];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let shown = path.to_string_lossy().replace('\\', "/");
        if shown.starts_with("pipeline/") {
            continue;
        }
        let code: String = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        let called = STAGES.iter().filter(|stage| code.contains(*stage));
        wrong.extend(
            called
                .filter(|stage| !own.iter().any(|(at, name)| shown.starts_with(at) && name == *stage))
                .map(|s| (shown.clone(), *s)),
        );
        // Imported by name, they could be called without being seen.
        let imports =
            ["use crate::parse::parse;", "use crate::analyse::analyse;", "parse::{parse,", "analyse::{analyse,"];
        wrong.extend(imports.iter().filter(|import| code.contains(*import)).map(|i| (shown.clone(), *i)));
    }
    assert_eq!(wrong, []);
}

/// Folders that speak of rules and find nothing themselves.
const SPEAK_OF_RULES: [&str; 2] = ["diag/", "cli/"];

#[test]
fn every_rule_has_something_that_finds_it() {
    let mut named = BTreeSet::new();
    for (path, text) in sources() {
        let shown = path.to_string_lossy().replace('\\', "/");
        if shown.ends_with("tests.rs") || SPEAK_OF_RULES.iter().any(|folder| shown.starts_with(folder)) {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for used in code.split("Rule::").skip(1) {
            named.insert(used.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
        }
    }
    let unused: Vec<_> = Rule::ALL.iter().filter(|rule| !named.contains(&format!("{rule:?}"))).collect();
    assert!(unused.is_empty(), "nothing finds {unused:?}");
}

#[test]
fn no_two_files_of_a_folder_import_each_other_in_a_circle() {
    let files = sources();
    let circles = Imports::read(files.iter().map(|(path, text)| (path.as_path(), text.as_str()))).circles();
    let shown: String = circles
        .iter()
        .map(|circle| {
            let way = circle.way.iter().map(|(file, name)| format!("  src/{} names {name}\n", file.display()));
            format!("src/{}: {}. One way round:\n{}", circle.folder, circle.members.join(", "), way.collect::<String>())
        })
        .collect();
    assert!(
        shown.is_empty(),
        "files import each other in circles: cut one of these, mostly by moving what both need into a file of its own.\n{shown}"
    );
}

/// File names that tell nothing without their folder: a reader who searches for one finds several.
const VAGUE: [&str; 15] = [
    "words", "place", "found", "asked", "kinds", "said", "own", "knocks", "lists", "facts", "findings", "misc", "util",
    "helpers", "common",
];

#[test]
fn no_two_folders_have_a_file_of_the_same_vague_name() {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, _) in sources() {
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        files.entry(name).or_default().push(path.display().to_string());
    }
    let several = |word: &&&str| files.get(**word).is_some_and(|files| files.len() > 1);
    let new: Vec<&Vec<String>> = VAGUE.iter().filter(several).map(|word| &files[*word]).collect();
    assert!(new.is_empty(), "a file's name says what is in it without its folder: {new:#?}");
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| !text.lines().take(6).any(|l| l.starts_with("//! ")))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(silent, Vec::<PathBuf>::new());
}

#[test]
fn the_code_is_formatted_and_lint_free() {
    let cargo = |args: &[&str]| {
        let output = Command::new(env!("CARGO")).args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        let output = output.unwrap_or_else(|e| panic!("cargo {args:?} does not run: {e}"));
        assert!(
            output.status.success(),
            "cargo {}:\n{}{}",
            args.join(" "),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    };
    cargo(&["fmt", "--check"]);
    cargo(&["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"]);
}
