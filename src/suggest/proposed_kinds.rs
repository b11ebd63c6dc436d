//! Pages become patterns of `[content]` for the folders whose names do not say what they hold.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Hold, Page, PageKind};
use crate::parse::is_titled_otherwise;
use crate::site::Site;
use crate::suggest::defining_sentences::{defines_its_title, tells_what_to_do};
use crate::suggest::file_patterns::{home, pattern};
use crate::suggest::proposal::{Place, Proposal, counted, quoted};

/// So many files of one kind make a folder's.
const ENOUGH: usize = 3;

/// So many of ten files must tell.
const MOST: usize = 8;

/// So many single files are named.
const NAMED: usize = 12;

/// The published pages of one folder, those of years and months in it included.
type Files<'s> = Vec<&'s Arc<Page>>;

/// Patterns for incidents, terms and runbooks.
pub(super) fn proposed_kinds(site: &Site) -> Vec<Proposal> {
    let mut folders: BTreeMap<&str, Files<'_>> = BTreeMap::new();
    // What a name says, a folder's or a README's, needs no pattern.
    for page in site.pages.iter().filter(|page| says_nothing_by_place(page)) {
        folders.entry(home(&page.source.path)).or_default().push(page);
    }
    let paths: Vec<&str> = site.pages.iter().map(|page| page.source.path.as_str()).collect();
    let one = |(home, files): (&&str, &Files<'_>)| {
        let instructs = |page: &Page| page.dated.is_none() && tells_what_to_do(page);
        alike(home, files, &paths, "runbook", PageKind::Runbook, instructs)
            .or_else(|| alike(home, files, &paths, "term", PageKind::Term, defines_its_title))
            .map_or_else(|| incidents(home, files, &paths), |one| vec![one])
    };
    folders.iter().flat_map(one).collect()
}

fn says_nothing_by_place(page: &Page) -> bool {
    let hint = &page.source.hint;
    hint.kind.is_none() && hint.hold != Hold::Fast && !matches!(page.kind, PageKind::Service | PageKind::Path)
}

/// A pattern for a folder of which nearly every file is of a kind.
fn alike(
    home: &str,
    files: &Files<'_>,
    paths: &[&str],
    key: &'static str,
    kind: PageKind,
    is: impl Fn(&Page) -> bool,
) -> Option<Proposal> {
    let telling = files.iter().filter(|page| is(page)).count();
    if telling < ENOUGH || telling * 10 < files.len() * MOST {
        return None;
    }
    let wanted: BTreeSet<&str> = files.iter().map(|page| page.source.path.as_str()).collect();
    let how = match kind {
        PageKind::Runbook => "have headings of runbooks",
        _ => "begin with what a word means",
    };
    let Some(glob) = pattern(home, &wanted, paths) else {
        let why =
            format!("{telling} of {} files of {} {how}, and no pattern is about them alone.", files.len(), named(home));
        return Some(Proposal::undecided(Place::Content(key), quoted(&format!("{home}/*.md")), why));
    };
    let why = format!("{telling} of them {how}");
    Some(Proposal::decided(Place::Content(key), quoted(&glob), effect(glob.clone(), kind, why)))
}

/// What a pattern does to the kind of what it matches.
fn effect(glob: String, kind: PageKind, why: String) -> impl Fn(&Site, &Site) -> Option<String> {
    move |today, after| {
        let (before, now) = (of_kind(today, &glob, kind), of_kind(after, &glob, kind));
        let word = format!("{kind:?}").to_lowercase();
        match now > before {
            true => {
                Some(format!("{} {} {word}s; without this line {before}. {why}.", counted(now, "file"), become_(now)))
            }
            false => Some(format!(
                "{}, with this line and without it; with it a new file is one however little it says.",
                counted(now, &word)
            )),
        }
    }
}

fn become_(count: usize) -> &'static str {
    if count == 1 { "becomes one of the" } else { "become" }
}

/// How many pages that a pattern matches are of a kind.
fn of_kind(site: &Site, glob: &str, kind: PageKind) -> usize {
    let paths = site.pages.iter().filter(|page| page.kind == kind).map(|page| page.source.path.as_str());
    crate::load::matched(glob, paths).len()
}

/// A pattern for a folder of write-ups, and a word on files that may be some.
fn incidents(home: &str, files: &Files<'_>, paths: &[&str]) -> Vec<Proposal> {
    let place = Place::Content("incident");
    let found: Files<'_> = files.iter().copied().filter(|page| page.kind == PageKind::Incident).collect();
    let may_be = |page: &&Arc<Page>| {
        page.kind == PageKind::Page && page.dated.is_some() && !is_titled_otherwise(&page.title.value)
    };
    let near: Files<'_> = files.iter().copied().filter(may_be).collect();
    let listed = |files: &Files<'_>| files.iter().map(|page| quoted(&page.source.path)).collect::<Vec<_>>().join(", ");
    if found.len() < ENOUGH || near.len() > found.len() {
        let why = || {
            let (all, at) = (counted(near.len(), "dated file"), named(home));
            format!("{all} of {at} may be write-ups and do not say so; {} there do. Keep those that are.", found.len())
        };
        let some = !found.is_empty() && !near.is_empty() && near.len() <= NAMED;
        return some.then(|| Proposal::undecided(place, listed(&near), why())).into_iter().collect();
    }
    let wanted: BTreeSet<&str> = found.iter().chain(&near).map(|page| page.source.path.as_str()).collect();
    let shared = format!("{} {} of the others, and no title says another thing", near.len(), "dated like most");
    match pattern(home, &wanted, paths) {
        Some(glob) => vec![Proposal::decided(place, quoted(&glob), effect(glob.clone(), PageKind::Incident, shared))],
        None if near.is_empty() || near.len() > NAMED => Vec::new(),
        None => {
            let why = format!(
                "{} of {}, dated like the {} incidents beside them; their text does not decide.",
                counted(near.len(), "file"),
                named(home),
                found.len()
            );
            vec![Proposal::undecided(place, listed(&near), why)]
        }
    }
}

/// A folder as a sentence names it.
fn named(home: &str) -> String {
    if home.is_empty() { String::from("the folder") } else { format!("{home}/") }
}
