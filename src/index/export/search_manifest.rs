//! The manifest: what the client must know before its first query.
//!
//! Documents are numbered so that their kinds, severities, years and lengths are run lengths.

use crate::index::Search;
use crate::index::documents::{INCIDENT_KINDS, IndexedDocument};
use crate::index::export::postings::Shards;
use crate::index::export::ranking_constants::rules;
use crate::index::export::shard_bytes::Bytes;

/// The format's number: whoever changes what a file holds counts it up, here and in `client/search-engine.js`, which refuses every other.
const FORMAT: u64 = 3;

/// The groups whose values are runs, in the order of the documents' numbers.
pub(super) const RUN_GROUPS: [&str; 3] = ["kind", "severity", "year"];

/// What the manifest says of the other files.
pub(super) struct ManifestPlan<'p> {
    pub build: &'p str,
    /// Whether all files but the summaries are one.
    pub packed: bool,
    pub terms: &'p Shards,
    pub pairs: usize,
    pub lexicon: &'p Shards,
    /// How many documents' titles, or summaries, are one file.
    pub block: usize,
    /// Whether there is a directory of further facets.
    pub directory: bool,
}

/// Writes the manifest.
pub(super) fn manifest(search: &Search, plan: &ManifestPlan<'_>) -> Vec<u8> {
    let mut bytes = Bytes::default();
    bytes.number(FORMAT);
    bytes.text(&rules(search));
    bytes.text(plan.build);
    bytes.count(search.len());
    bytes.number(search.segment.total_tokens);
    bytes.number(u64::from(plan.packed));
    for key in RUN_GROUPS {
        run_group(search, key, &mut bytes);
    }
    bytes.count(INCIDENT_KINDS);
    let rank = |rank: Option<usize>| rank.map_or(0, |rank| rank + 1);
    let of = |document: &IndexedDocument| [document.kind, rank(document.severity), rank(document.year)];
    let runs = runs(search.documents.iter().map(of));
    bytes.count(runs.len());
    for (length, values) in runs {
        bytes.count(length);
        values.into_iter().for_each(|value| bytes.count(value));
    }
    let norms = self::runs(search.segment.norms.iter().copied());
    bytes.count(norms.len());
    let mut before = 0;
    for (length, norm) in norms {
        bytes.number(zigzag(i64::from(norm) - before));
        bytes.count(length);
        before = i64::from(norm);
    }
    shards(plan.terms, &mut bytes);
    bytes.count(plan.pairs);
    shards(plan.lexicon, &mut bytes);
    bytes.count(plan.block);
    bytes.number(u64::from(plan.directory));
    bytes.0
}

fn run_group(search: &Search, key: &str, bytes: &mut Bytes) {
    let group = search.facets.iter().find(|group| group.key == key);
    bytes.text(key);
    bytes.text(group.map_or("", |group| &group.label));
    let values = group.map_or(&[][..], |group| &group.values);
    bytes.count(values.len());
    for value in values {
        bytes.text(&value.id);
        bytes.text(&value.name);
    }
}

fn shards(shards: &Shards, bytes: &mut Bytes) {
    bytes.count(shards.bodies.len());
    let mut before = "";
    for separator in &shards.separators {
        bytes.after(before, separator);
        before = separator;
    }
}

/// How often each value is repeated, in order.
fn runs<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<(usize, T)> {
    let mut runs: Vec<(usize, T)> = Vec::new();
    for value in values {
        match runs.last_mut().filter(|(_, last)| *last == value) {
            Some((length, _)) => *length += 1,
            None => runs.push((1, value)),
        }
    }
    runs
}

fn zigzag(number: i64) -> u64 {
    if number < 0 { (-2 * number - 1) as u64 } else { 2 * number as u64 }
}
