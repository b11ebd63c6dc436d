//! What pages are called, and what means the same: titles, ids, aliases and alerts, and the synonyms of glossary and house.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::segment::Segment;
use crate::link::PageIx;
use crate::model::{Page, PageKind};
use crate::parse::bare_ids;
use crate::render::Views;
use crate::text::{WordForm, read, stem};

/// What is known of every name, by its key.
pub(crate) type Names = BTreeMap<String, Name>;

/// A name: who bears it, and what else says the same.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// The documents that are called so, in order.
    pub documents: Vec<u32>,
    /// Other names, as people write them, in order.
    pub synonyms: BTreeSet<String>,
}

/// The longest name, in terms.
pub(crate) const LONGEST: usize = 5;

/// The most synonyms of one name that are looked for.
const SYNONYMS: usize = 12;

/// What houses call a review; `[terms] review` adds its own word.
const REVIEW: [&str; 10] = [
    "post-mortem",
    "postmortem",
    "post-incident review",
    "incident review",
    "incident retrospective",
    "retrospective",
    "retro",
    "PIR",
    "write-up",
    "writeup",
];

/// What the trade writes in two ways: abbreviations, and words that are one or two.
const TRADE: [&[&str]; 20] = [
    &["auth", "authentication"],
    &["back up", "backup"],
    &["cert", "certificate"],
    &["config", "configuration"],
    &["data center", "data centre", "datacenter", "datacentre"],
    &["db", "database"],
    &["env", "environment"],
    &["fail over", "failover"],
    &["infra", "infrastructure"],
    &["k8s", "kubernetes"],
    &["LB", "load balancer"],
    &["misconfig", "misconfiguration"],
    &["OOM", "out of memory"],
    &["perf", "performance"],
    &["prod", "production"],
    &["repo", "repository"],
    &["roll back", "rollback"],
    &["shut down", "shutdown"],
    &["SSO", "single sign-on"],
    &["time out", "timeout"],
];

/// The terms of a text as a query would read them: stop words left out, dates and versions whole.
pub(crate) fn terms(text: &str) -> Vec<String> {
    let reading = read(text);
    let mut terms = Vec::new();
    let mut at = 0;
    while let Some(word) = reading.words.get(at) {
        if let Some(whole) = reading.whole_of(at).filter(|whole| whole.numeric && whole.first == at) {
            terms.push(stem(&whole.surface).into_owned());
            at = whole.end.max(at + 1);
            continue;
        }
        if word.form != WordForm::Stop {
            terms.push(stem(&word.surface).into_owned());
        }
        at += 1;
    }
    terms
}

/// The key of a name of these terms: none sorts between a term and the names that begin with it, so one shard holds both.
pub(crate) fn key(terms: &[String]) -> Option<String> {
    let (first, rest) = terms.split_first().filter(|_| terms.len() <= LONGEST)?;
    Some(format!("{first}\u{1}{}", rest.join(" ")))
}

/// The key of a name, unless it is empty or long.
pub(crate) fn key_of(name: &str) -> Option<String> {
    key(&terms(name))
}

/// What a page is called besides its title. Old paths are no names, nor is an id that is only the file's name.
pub(crate) fn others(page: &Page) -> impl Iterator<Item = &str> {
    let id = page.id.value.as_str();
    let named = !page.id.inferred() || bare_ids(id).next().is_some();
    let aliases = page.aliases.iter().map(|alias| alias.value.as_str()).filter(|alias| !alias.contains(['/', '.']));
    named.then_some(id).filter(|id| *id != page.title.value).into_iter().chain(aliases)
}

/// All names. `of` are the keys of each document by its old number; `order` says which number each had.
pub(crate) fn names(views: &Views, order: &[u32], of: Vec<Vec<String>>, segment: &Segment) -> Names {
    let mut names = Names::new();
    for (new, &old) in (0u32..).zip(order) {
        for key in &of[old as usize] {
            let name = names.entry(key.clone()).or_default();
            if name.documents.last() != Some(&new) {
                name.documents.push(new);
            }
        }
    }
    let known = |name: &&str| {
        let terms = terms(name);
        !terms.is_empty() && terms.len() <= LONGEST && terms.iter().all(|term| segment.frequency(term) > 0)
    };
    for class in synonyms(views) {
        for &name in &class {
            let Some(key) = key_of(name) else { continue };
            let others = class.iter().copied().filter(known).filter(|other| key_of(other).as_ref() != Some(&key));
            let others: Vec<String> = others.take(SYNONYMS).map(str::to_owned).collect();
            if !others.is_empty() {
                names.entry(key).or_default().synonyms.extend(others);
            }
        }
    }
    names
}

/// The sets of names that mean one thing.
fn synonyms<'v>(views: &'v Views) -> Vec<Vec<&'v str>> {
    let term = |page: &'v Page| -> Vec<&'v str> {
        std::iter::once(page.title.value.as_str()).chain(page.aliases.iter().map(|a| a.value.as_str())).collect()
    };
    let is_term = |ix: &PageIx| views.site.pages[*ix].kind == PageKind::Term;
    let mut classes: Vec<Vec<&str>> =
        (0..views.site.pages.len()).filter(is_term).map(|ix| term(&views.site.pages[ix])).collect();
    let mut review = REVIEW.to_vec();
    for (thing, word) in &views.site.config.terms {
        if thing == "review" {
            review.push(word);
        } else {
            classes.push(vec![thing, word]);
        }
    }
    classes.push(review);
    classes.extend(TRADE.iter().map(|class| class.to_vec()));
    classes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_by_its_terms() {
        assert_eq!(key_of("Thundering herds"), Some("thunder\u{1}herd".into()));
        assert_eq!(key_of("The Checkout"), Some("checkout\u{1}".into()));
        assert_eq!(key_of("INC-214"), Some("inc\u{1}214".into()));
        assert_eq!(key_of("v1.2.3 of 2024-03-11"), Some("v1.2.3\u{1}2024.03.11".into()));
        assert_eq!(key_of("of the"), None);
        assert_eq!(key_of("one two three four five six"), None);
    }
}
