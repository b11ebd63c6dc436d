//! Keys of front matter that Casebook does not know become rows of `[fields]`, where their words say which of ours they mean.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Key, Page};
use crate::parse::meant_key;
use crate::site::Site;
use crate::suggest::proposal::{Place, Proposal, counted, quoted};
use crate::suggest::stated_keys::states;

/// So many heads with a key that means nothing here are worth a word.
const ENOUGH: usize = 3;

/// So many such keys are named.
const NAMED: usize = 10;

/// The rows, and the keys whose words say nothing.
pub(super) fn proposed_fields(site: &Site) -> Vec<Proposal> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for page in &site.pages {
        for key in page.diagnostics.iter().filter_map(|finding| unknown_key(page, finding)) {
            *counts.entry(key).or_default() += 1;
        }
    }
    let mut proposals = Vec::new();
    let mut silent = Vec::new();
    for (foreign, count) in counts {
        match meant_key(&foreign) {
            Some(own) => proposals.push(row(foreign, own, count)),
            None if count >= ENOUGH => silent.push((foreign, count)),
            None => {}
        }
    }
    silent.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    proposals.extend(silent.into_iter().take(NAMED).map(|(foreign, count)| {
        let heads = counted(count, "head");
        let why =
            format!("{heads} have this key, and its name does not say what it means; name the key of ours that it is.");
        Proposal::undecided(Place::Fields, format!("{} = \"\"", key(&foreign)), why)
    }));
    proposals
}

/// The key that a finding says is unknown, as it was written.
fn unknown_key(page: &Page, finding: &Diagnostic) -> Option<String> {
    let span = finding.span.clone().filter(|_| finding.rule == Rule::FrontUnknownKey)?;
    let written = page.source.text.get(span)?.trim_matches(['"', '\'', ' ']);
    (!written.is_empty() && !written.contains(['\n', '[', '.'])).then(|| written.to_owned())
}

/// A key as TOML has it.
fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if name.chars().all(is_bare) { name.to_owned() } else { quoted(name) }
}

fn row(foreign: String, own: Key, count: usize) -> Proposal {
    let toml = format!("{} = {}", key(&foreign), quoted(own.name()));
    Proposal::decided(Place::Fields, toml, move |today, after| {
        let stated = |site: &Site| site.pages.iter().filter(|page| states(page, own)).count();
        let (before, now) = (stated(today), stated(after));
        let (heads, incidents) = (counted(count, "head"), counted(now, "incident"));
        let name = own.name();
        (now > before)
            .then(|| format!("{heads} have it; {incidents} state {name} as a key with this file, {before} without."))
    })
}
