//! Which file of a crate imports which: the text of all its files becomes edges between the files of each folder, and those that make circles.

mod circles;
mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(crate) use circles::Circle;
use circles::Edges;
use file::{Module, Name};

/// A crate's modules. What is compiled for tests only is left out.
pub(crate) struct Imports(BTreeMap<Name, Module>);

impl Imports {
    /// Reads the files of a crate, given by their paths below `src`. The binary's `main.rs` is no module of it.
    pub(crate) fn read<'t>(files: impl IntoIterator<Item = (&'t Path, &'t str)>) -> Self {
        let mut modules = BTreeMap::new();
        let mut for_tests = BTreeSet::new();
        for (file, text) in files.into_iter().filter(|(file, _)| *file != Path::new("main.rs")) {
            let (own, module, tests) = file::read(file, text);
            for_tests.extend(tests);
            modules.insert(own, module);
        }
        modules.retain(|own: &Name, _| !(1..=own.len()).any(|end| for_tests.contains(&own[..end])));
        Self(modules)
    }

    /// The circles in every folder, for each the shortest way round.
    pub(crate) fn circles(&self) -> Vec<Circle> {
        let folders: BTreeSet<&[String]> =
            self.0.keys().filter(|own| own.len() > 1).map(|own| &own[..own.len() - 1]).collect();
        folders.into_iter().flat_map(|folder| circles::circles(folder, &self.edges(folder))).collect()
    }

    /// Who names whom in a folder, with one file and path that shows it. The folder's own file is called `mod`.
    fn edges(&self, folder: &[String]) -> Edges {
        let mut edges = Edges::new();
        let node = |own: &[String]| -> Option<String> {
            let below = own.strip_prefix(folder)?;
            Some(below.first().map_or_else(|| String::from("mod"), String::clone))
        };
        for (own, module) in &self.0 {
            let Some(from) = node(own) else { continue };
            for name in &module.named {
                match node(self.home(name, 0)) {
                    Some(to) if to != from => {
                        let shown = (module.file.clone(), name.join("::"));
                        edges.entry(from.clone()).or_default().entry(to).or_insert(shown);
                    }
                    _ => {}
                }
            }
        }
        edges
    }

    /// The module that defines what a path leads to. Re-exports are followed.
    fn home<'a>(&'a self, name: &'a [String], depth: usize) -> &'a [String] {
        assert!(depth < 16, "`{}` is re-exported in a circle", name.join("::"));
        let end = (0..=name.len()).rev().find(|end| self.0.contains_key(&name[..*end])).expect("the root is a module");
        let (home, rest) = name.split_at(end);
        let Some(first) = rest.first() else { return home };
        let module = &self.0[home];
        if module.items.contains(first) {
            return home;
        }
        if let Some(export) = module.exports.get(first) {
            return self.home(export, depth + 1);
        }
        let passed_on = module.globs.iter().find_map(|glob| {
            let module = self.0.get(glob)?;
            let export = module.exports.get(first).map(|export| self.home(export, depth + 1));
            export.or_else(|| module.items.contains(first).then_some(glob))
        });
        passed_on.unwrap_or(home)
    }
}

// The reading itself, on small made-up crates.

/// The circles of a made-up crate, each as its folder, its members and its shortest way round.
fn circles(files: &[(&str, &str)]) -> Vec<String> {
    let files = files.iter().map(|(path, text)| (Path::new(*path), *text));
    let shown = |circle: Circle| {
        let way: Vec<String> = circle.way.iter().map(|(file, name)| format!("{} {name}", file.display())).collect();
        format!("{} ({}): {}", circle.folder, circle.members.join(", "), way.join(" → "))
    };
    Imports::read(files).circles().into_iter().map(shown).collect()
}

#[test]
fn a_circle_is_found_through_a_re_export() {
    let files = [
        ("lib.rs", "pub mod parse;"),
        ("parse/mod.rs", "mod dates;\nmod zones;\npub use dates::Date;\npub(crate) use zones::*;"),
        ("parse/dates.rs", "use super::Zone;\npub struct Date;"),
        ("parse/zones.rs", "pub struct Zone;\nfn f() { let _ = crate::parse::Date; }"),
    ];
    let wanted = "parse (dates, zones): parse/dates.rs parse::Zone → parse/zones.rs parse::Date";
    assert_eq!(circles(&files), [wanted]);
}

#[test]
fn what_the_folders_own_file_defines_is_no_door() {
    let files = [
        ("lib.rs", "mod parse;"),
        ("parse/mod.rs", "mod dates;\npub struct Page;\nfn parse() { dates::date(); }"),
        ("parse/dates.rs", "pub(super) fn date() -> Option<super::Page> { None }"),
    ];
    assert_eq!(circles(&files), ["parse (dates, mod): parse/dates.rs parse::Page → parse/mod.rs parse::dates::date"]);
    let door = ("parse/mod.rs", "mod dates;\nmod page;\npub use page::Page;\nfn parse() { dates::date(); }");
    assert_eq!(circles(&[files[0], door, files[2], ("parse/page.rs", "pub struct Page;")]), Vec::<String>::new());
}

#[test]
fn a_sub_folder_is_one_member_and_trees_and_macros_are_read() {
    let files = [
        ("lib.rs", "mod render;"),
        ("render/mod.rs", "mod charts;\nmod routes;"),
        ("render/charts/mod.rs", "mod dots;\nmod axes;"),
        ("render/charts/dots.rs", "fn f() { println!(\"{}\", crate::render::routes::ROUTE); }"),
        ("render/charts/axes.rs", "use crate::render::charts::{self, dots};"),
        ("render/routes.rs", "use super::{charts::{axes as a, dots::*}};\npub const ROUTE: u8 = 1;"),
    ];
    let wanted =
        "render (charts, routes): render/charts/dots.rs render::routes::ROUTE → render/routes.rs render::charts::axes";
    assert_eq!(circles(&files), [wanted]);
}

#[test]
fn tests_may_use_what_they_like() {
    let files = [
        ("lib.rs", "mod parse;"),
        ("parse/mod.rs", "mod dates;\nmod zones;\n#[cfg(test)]\nmod fixture;\n"),
        ("parse/dates.rs", "use super::zones::Zone;\npub struct Date;"),
        ("parse/zones.rs", "pub struct Zone;\n#[cfg(test)]\nmod tests { use crate::parse::dates::Date; }"),
        ("parse/fixture.rs", "use super::dates::Date;"),
    ];
    assert_eq!(circles(&files), Vec::<String>::new());
}
