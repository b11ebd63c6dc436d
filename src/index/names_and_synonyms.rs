//! What pages are called, and what means the same: titles, ids, aliases and alerts, and the synonyms of glossary and house.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::documents::{IndexedDocument, KINDS};
use crate::index::name_keys::{LONGEST, key_of, terms};
use crate::index::questions_asked::{QUESTIONS, question_key};
use crate::index::segment::Segment;
use crate::link::PageIx;
use crate::model::{Page, PageKind};
use crate::views::Views;

/// What is known of every name, by its key.
pub(crate) type NameTable = BTreeMap<String, NameEntry>;

/// A name: who bears it, and what else says the same.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct NameEntry {
    /// The documents that are called so, in order.
    pub documents: Vec<u32>,
    /// Other names, as people write them, in order.
    pub synonyms: BTreeSet<String>,
}

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

/// All names. `of` are the keys of each document by its old number; `order` says which number each had.
pub(crate) fn names(
    views: &Views,
    documents: &[IndexedDocument],
    order: &[u32],
    of: Vec<Vec<String>>,
    segment: &Segment,
) -> NameTable {
    let mut names = NameTable::new();
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
        !terms.is_empty() && terms.len() <= LONGEST && terms.iter().all(|term| segment.forms(term).next().is_some())
    };
    lead_on(documents, &known, &mut names);
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

/// What some questions ask for under another name.
fn lead_on(documents: &[IndexedDocument], known: &dyn Fn(&&str) -> bool, names: &mut NameTable) {
    for question in &QUESTIONS {
        let is_kind = |document: &IndexedDocument| question.kind == Some(KINDS[document.kind].0);
        let of_kind: Vec<u32> = (0..).zip(documents).filter(|(_, d)| is_kind(d)).map(|(number, _)| number).collect();
        let synonyms: Vec<String> = question.means.iter().copied().filter(known).map(str::to_owned).collect();
        if of_kind.is_empty() && synonyms.is_empty() {
            continue;
        }
        let called = |name: &String| Some(names.get(&key_of(name)?)?.documents.clone());
        let mut documents: Vec<u32> = synonyms.iter().filter_map(called).flatten().chain(of_kind).collect();
        documents.sort_unstable();
        documents.dedup();
        for key in question.asked.iter().filter_map(|asked| question_key(asked)) {
            let name = names.entry(key).or_default();
            name.documents.clone_from(&documents);
            name.synonyms.extend(synonyms.iter().cloned());
        }
    }
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
