//! A place in the tree and the signs in a file become the kind of page it is, and the reason.

use crate::model::*;
use crate::parse::file_names::stem;
use crate::parse::page::kind_sign::{ENOUGH, Sign};
use crate::parse::page::kind_signs::{Evidence, is_whole_write_up, signs};

/// What a folder weighs that is named for incidents, and against them one that is named for minutes, guides or news.
const FOLDER: i32 = 3;

/// The kind and the reason in words. Configuration, then the text's own `type`, then the evidence: of its place, of its content.
pub(crate) fn page_kind(source: &Source, page_type: Option<PageKind>, evidence: &Evidence<'_>) -> (PageKind, String) {
    let hint = &source.hint;
    match (hint.kind, page_type) {
        (Some(kind), _) if hint.hold == Hold::Fast => (kind, hint.reason.clone()),
        (_, Some(kind)) => (kind, String::from("its `type` says so")),
        (Some(PageKind::Page), None) if is_readme(&source.path) && is_whole_write_up(evidence, stem(&source.path)) => (
            PageKind::Incident,
            String::from("its title and its sections are those of a write-up from beginning to end"),
        ),
        (Some(kind), None) if hint.hold == Hold::Type => (kind, hint.reason.clone()),
        (place, None) => weighed(source, place, evidence),
    }
}

/// Whether a file is the one that shows first in its folder: somebody may have nothing else there.
fn is_readme(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

fn weighed(source: &Source, place: Option<PageKind>, evidence: &Evidence<'_>) -> (PageKind, String) {
    let reason = || source.hint.reason.clone();
    let of_place = place.map(|kind| match kind {
        PageKind::Incident => Sign::new(FOLDER, reason()),
        _ => Sign::new(-FOLDER, reason()),
    });
    let signs: Vec<Sign> = of_place.into_iter().chain(signs(source, evidence)).collect();
    let total: i32 = signs.iter().map(|sign| sign.weight).sum();
    if total >= ENOUGH {
        return (PageKind::Incident, said(&strongest(&signs)));
    }
    (PageKind::Page, why_not(source, &signs, evidence.dated))
}

/// The signs for a write-up, the strongest first, as many as are enough.
fn strongest(signs: &[Sign]) -> Vec<&Sign> {
    let mut ordered: Vec<&Sign> = signs.iter().filter(|sign| sign.weight > 0).collect();
    ordered.sort_by_key(|sign| -sign.weight);
    let mut weight = 0;
    ordered.retain(|sign| {
        let wanted = weight < ENOUGH;
        weight += sign.weight;
        wanted
    });
    ordered
}

/// Why a file is no write-up; where it nearly is one, or is dated as write-ups are, with what would make it one.
fn why_not(source: &Source, signs: &[Sign], dated: bool) -> String {
    let against = signs.iter().filter(|sign| sign.weight < 0).min_by_key(|sign| sign.weight);
    let pro = strongest(signs);
    let weight: i32 = pro.iter().map(|sign| sign.weight).sum();
    let why = match (against, pro.is_empty()) {
        (None, true) => return String::from("has neither timeline nor any section of a write-up"),
        (Some(against), true) => against.said.clone(),
        (Some(against), false) if weight >= ENOUGH => format!("{}, which outweighs: {}", against.said, said(&pro)),
        (Some(against), false) => against.said.clone(),
        (None, false) => format!("{}, which is not enough for a write-up", said(&pro)),
    };
    if !dated && weight < ENOUGH - 1 {
        return why;
    }
    format!(
        "{why}; if it is one: `type: incident` in its head, or `incident = [{:?}]` under `[content]` in casebook.toml",
        source.path
    )
}

/// "has a date, its title says `outage` and has a section `Impact`".
fn said(signs: &[&Sign]) -> String {
    match signs {
        [] => String::new(),
        [one] => one.said.clone(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(|sign| sign.said.as_str()).collect();
            format!("{} and {}", first.join(", "), last.said)
        }
    }
}
