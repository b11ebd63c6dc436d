//! A site becomes its inferred facts, the most doubtful first.

use std::cmp::Reverse;

use crate::diag::{Diagnostic, Rule, clean};
use crate::doubt::evidence::{Fingerprint, fingerprint, line, sentence};
use crate::edit::{FactValue, KEYS, KeyedFact, keyed_facts, spelled};
use crate::error::{Error, Result};
use crate::link::PageIx;
use crate::model::{Key, Origin, Page};
use crate::site::Site;

/// A fact that was inferred.
#[derive(Debug)]
pub struct DoubtfulFact {
    /// The file as findings print it.
    pub file: String,
    /// The line that it was read from.
    pub line: usize,
    /// Its key.
    pub key: Key,
    /// What a key would say.
    pub value: String,
    /// The evidence.
    pub origin: Origin,
    /// What it was read from.
    pub sentence: String,
    /// What findings say against it: the rule and its words.
    pub doubts: Vec<(&'static str, String)>,
    /// Of the value and the sentence.
    pub fingerprint: Fingerprint,
}

/// The inferred facts of `site`: those that a finding speaks against, then those of the weakest evidence. Only those of `fields`, where
/// there are any, and of files `below` a folder.
///
/// # Errors
/// When no write-up stands below the folder.
pub fn doubtful_facts(site: &Site, fields: &[String], below: Option<&str>) -> Result<Vec<DoubtfulFact>> {
    let wanted = |key: Key| fields.is_empty() || fields.iter().any(|field| field == key.name());
    let mut facts = Vec::new();
    let mut any = below.is_none();
    for (ix, page) in site.pages.iter().enumerate() {
        if page.incident().is_none() || !below.is_none_or(|folder| stands_below(page, folder)) {
            continue;
        }
        any = true;
        facts.extend(facts_of_page(site, ix).into_iter().filter(|fact| wanted(fact.key)));
    }
    sort(&mut facts);
    let nothing = || format!("no write-up that is published stands below `{}`", clean(below.unwrap_or_default()));
    if any { Ok(facts) } else { Err(Error::usage(nothing())) }
}

/// Those of one page, in the same order.
pub fn facts_of_page(site: &Site, ix: PageIx) -> Vec<DoubtfulFact> {
    let page = &site.pages[ix];
    let inferred = keyed_facts(page).into_iter().filter(KeyedFact::inferred);
    let one = |fact: KeyedFact| DoubtfulFact {
        file: page.source.shown_path.clone(),
        line: line(page, &fact),
        key: fact.key,
        value: spelled(&fact.value),
        origin: fact.origin,
        sentence: sentence(site, ix, &fact),
        doubts: doubts(page, &fact),
        fingerprint: fingerprint(page, &fact),
    };
    let mut facts: Vec<DoubtfulFact> = inferred.map(one).collect();
    sort(&mut facts);
    facts
}

/// Those that a finding speaks against first, then those of the weakest evidence.
fn sort(facts: &mut [DoubtfulFact]) {
    let place = |key: Key| KEYS.iter().position(|other| *other == key);
    facts.sort_by_key(|fact| (fact.doubts.is_empty(), Reverse(fact.origin), fact.file.clone(), place(fact.key)));
}

/// Whether a page stands in a folder, named as findings print it or below the content folder.
fn stands_below(page: &Page, folder: &str) -> bool {
    let folder = folder.trim_start_matches("./").trim_end_matches('/');
    let below = |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    folder.is_empty() || folder == "." || below(&page.source.path) || below(&page.source.shown_path)
}

/// What findings of the page say against a fact.
fn doubts(page: &Page, fact: &KeyedFact) -> Vec<(&'static str, String)> {
    let named = format!("`{}`", fact.key.name());
    let places: Vec<_> = fact.spans.iter().map(|span| page.source_span(span)).collect();
    let at = |finding: &Diagnostic| {
        let touches =
            |span: &std::ops::Range<usize>| places.iter().any(|at| at.start < span.end && span.start < at.end);
        finding.span.as_ref().is_some_and(touches)
    };
    let speaks = |finding: &&Diagnostic| match finding.rule {
        Rule::TimeDisagree | Rule::TimeOrder => finding.message.contains(&named),
        Rule::TimeAmbiguous => matches!(fact.value, FactValue::Time(_)) && at(finding),
        _ => false,
    };
    page.diagnostics.iter().filter(speaks).map(|finding| (finding.rule.code(), finding.message.clone())).collect()
}
