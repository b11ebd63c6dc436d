//! The segment's lists become shards: of terms and names, of neighbouring terms, of words as written.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::index::Search;
use crate::index::export::shard_bytes::{Bytes, separator};
use crate::index::names_and_synonyms::NameEntry;

/// Shards of things in order, and for each but the first the text that divides it from the one before.
#[derive(Default)]
pub(super) struct Shards {
    pub bodies: Vec<Vec<u8>>,
    pub separators: Vec<String>,
}

/// Writes entries in order, each after the one before it, and begins a new shard where one is full.
struct ShardWriter {
    shards: Shards,
    bytes: Bytes,
    last: String,
    most: usize,
}

/// Stands in the dictionary after a stem, before the other terms that words of it have.
const FAMILY: char = '\u{3}';

/// Bytes of a shard of words as written.
const LEXICON_PIECE: usize = 3_750;

/// How large a shard may become before it is deflated, by the size of the site.
pub(super) fn most(documents: usize) -> usize {
    match documents {
        0..3_000 => 3_000,
        3_000..30_000 => 6_000,
        _ => 12_000,
    }
}

/// Terms with their documents and frequencies, names with theirs and what means the same, and stems with their families.
pub(super) fn terms(search: &Search) -> Result<Shards> {
    let mut writer = ShardWriter::new(most(search.len()));
    let names = search.names.iter().map(|(key, name)| (key.clone(), name_body(name)));
    let families = search.segment.families.iter().map(|(stem, terms)| (format!("{stem}{FAMILY}"), family_body(terms)));
    let others: BTreeMap<String, Vec<u8>> = names.chain(families).collect();
    let mut others = others.iter().peekable();
    search.segment.each_term(|term, postings| {
        while let Some((key, body)) = others.next_if(|(key, _)| key.as_str() < term) {
            writer.entry(key, body);
        }
        writer.entry(term, &term_body(postings));
    })?;
    for (key, body) in others {
        writer.entry(key, body);
    }
    Ok(writer.end())
}

fn term_body(postings: &[(u32, u32)]) -> Vec<u8> {
    let mut list = Bytes::default();
    let mut before = 0;
    for &(document, frequency) in postings {
        let once = frequency == 1;
        list.number(u64::from(document - before) << 1 | u64::from(once));
        if !once {
            list.number(u64::from(frequency));
        }
        before = document;
    }
    let mut body = Bytes::default();
    body.count(postings.len());
    body.count(list.0.len());
    body.0.append(&mut list.0);
    body.0
}

/// Each term after the one before it.
fn family_body(terms: &BTreeSet<String>) -> Vec<u8> {
    let mut body = Bytes::default();
    body.count(terms.len());
    let mut before = "";
    for term in terms {
        body.after(before, term);
        before = term;
    }
    body.0
}

fn name_body(name: &NameEntry) -> Vec<u8> {
    let mut body = Bytes::default();
    body.count(name.documents.len());
    body.documents(name.documents.iter().copied());
    body.count(name.synonyms.len());
    for synonym in &name.synonyms {
        body.text(synonym);
    }
    body.0
}

/// Hashes of neighbouring terms with their documents, in equal shares of all numbers.
pub(super) fn pairs(search: &Search) -> Vec<Vec<u8>> {
    let total: usize = search.segment.pairs().map(|(_, documents)| 2 + 2 * documents.len()).sum();
    let shards = total.div_ceil(most(search.len())).max(1);
    let mut bodies = vec![Bytes::default(); shards];
    let mut before = vec![0; shards];
    for (hash, documents) in search.segment.pairs() {
        let shard = ((u64::from(hash) * shards as u64) >> 32) as usize;
        let body = &mut bodies[shard];
        body.number(u64::from(hash - before[shard]));
        body.count(documents.len());
        body.documents(documents);
        before[shard] = hash;
    }
    bodies.into_iter().map(|body| body.0).collect()
}

/// The commonest words as written, each with the power of two that its number of documents reaches.
pub(super) fn lexicon(search: &Search) -> Shards {
    let mut writer = ShardWriter::new(LEXICON_PIECE);
    for (word, count) in &search.segment.lexicon {
        let mut body = Bytes::default();
        body.number(u64::from(count.ilog2()));
        writer.entry(word, &body.0);
    }
    writer.end()
}

impl ShardWriter {
    fn new(most: usize) -> Self {
        Self { shards: Shards::default(), bytes: Bytes::default(), last: String::new(), most }
    }

    /// Adds an entry. One that is larger than a shard should be gets a shard of its own, so that no small one is read with it.
    fn entry(&mut self, key: &str, body: &[u8]) {
        if !self.bytes.0.is_empty() && self.bytes.0.len() + key.len() + body.len() > self.most {
            self.shards.bodies.push(std::mem::take(&mut self.bytes.0));
            self.shards.separators.push(separator(&self.last, key));
            self.last.clear();
        }
        self.bytes.after(&self.last, key);
        self.bytes.0.extend_from_slice(body);
        self.last.clear();
        self.last.push_str(key);
    }

    fn end(mut self) -> Shards {
        if !self.bytes.0.is_empty() || self.shards.bodies.is_empty() {
            self.shards.bodies.push(self.bytes.0);
        }
        self.shards
    }
}
