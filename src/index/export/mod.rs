//! The index becomes the files of the published site: small shards that a script reads as it needs them.
//!
//! Each file is a classic script that holds deflated bytes in base64, so that one copy serves `http`, `file://` and a strict content
//! security policy. Their folder is named by a hash of all they hold, so they may be cached for ever; the manifest's name stays. The
//! same index gives the same bytes. A small one, below [`PACKED`], is one file but for the summaries.

mod postings;
mod ranking_constants;
mod search_manifest;
mod shard_bytes;

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::error::Result;
use crate::index::Search;
use crate::index::documents;
use crate::views::Views;

use search_manifest::{ManifestPlan, RUN_GROUPS};
use shard_bytes::Bytes;

/// The files of a published index. Kept as they are before deflating, which is done file by file.
#[derive(Default)]
pub struct FilesOfIndex {
    /// The key that the client asks by, the address in the output, the body.
    files: Vec<(String, String, Vec<u8>)>,
}

/// An index of fewer bytes, before deflating, is one file: it is less than what a question costs otherwise.
const PACKED: usize = 24 * 1024;

/// Documents whose titles, or summaries, are one file.
const BLOCK: usize = 16;

/// Makes the files. Linear in the index; the same index gives the same files.
///
/// # Errors
/// When tantivy fails.
pub fn export(search: &Search, views: &Views) -> Result<FilesOfIndex> {
    let terms = postings::terms(search)?;
    let pairs = postings::pairs(search);
    let lexicon = postings::lexicon(search);
    let (directory, lists) = facets(search);
    let (titles, summaries) = titles(search, views);
    let numbered = |letter: &str, bodies: Vec<Vec<u8>>| -> Vec<(String, Vec<u8>)> {
        bodies.into_iter().enumerate().map(|(at, body)| (format!("{letter}{at}"), body)).collect()
    };
    let of = |bodies: &[Vec<u8>]| bodies.iter().map(Vec::len).sum::<usize>();
    let parts = [&terms.bodies, &lexicon.bodies, &pairs, &lists, &titles];
    let size = parts.map(|bodies| of(bodies)).iter().sum::<usize>() + directory.as_ref().map_or(0, Vec::len);
    let mut plan = ManifestPlan {
        build: "",
        packed: size < PACKED,
        pairs: pairs.len(),
        block: BLOCK,
        directory: directory.is_some(),
        terms: &terms,
        lexicon: &lexicon,
    };
    let unnamed = search_manifest::manifest(search, &plan);
    let mut files = numbered("b", pairs);
    files.extend(numbered("t", titles));
    files.push((String::from("d"), dates(search)));
    files.extend(directory.map(|body| (String::from("f"), body)));
    files.extend(numbered("f", lists));
    let summaries = numbered("s", summaries);
    // The shards that the manifest names are hashed where they are; the other files can move.
    let build = {
        let mut hasher = blake3::Hasher::new();
        let others = files.iter().chain(&summaries).map(|(_, body)| body);
        for body in std::iter::once(&unnamed).chain(&terms.bodies).chain(&lexicon.bodies).chain(others) {
            hasher.update(&(body.len() as u64).to_le_bytes());
            hasher.update(body);
        }
        hasher.finalize().to_hex()[..10].to_owned()
    };
    plan.build = &build;
    let manifest = search_manifest::manifest(search, &plan);
    let packed = plan.packed;
    files.extend(numbered("p", terms.bodies));
    files.extend(numbered("x", lexicon.bodies));
    let files = if packed { vec![(String::from("all"), pack(files))] } else { files };
    let place = |(key, body): (String, Vec<u8>)| {
        let address = format!("search/{build}/{key}.js");
        (key, address, body)
    };
    let mut files: Vec<_> = files.into_iter().chain(summaries).map(place).collect();
    files.push((String::from("manifest"), String::from("search/manifest.js"), manifest));
    Ok(FilesOfIndex { files })
}

impl FilesOfIndex {
    /// The addresses of all files; the manifest, which readers must meet last, is the last.
    pub fn addresses(&self) -> impl ExactSizeIterator<Item = &str> {
        self.files.iter().map(|(_, address, _)| address.as_str())
    }

    /// What the client asks for the file at `place` by, and what is in it before deflating: files alike in both are alike.
    pub fn written(&self, place: usize) -> (&str, &[u8]) {
        let (key, _, body) = &self.files[place];
        (key, body)
    }

    /// The content of the file at `place` among the addresses.
    pub fn content(&self, place: usize) -> Vec<u8> {
        let (key, _, body) = &self.files[place];
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::default());
        deflate.write_all(body).expect("memory takes all that is written");
        let deflated = deflate.finish().expect("memory takes all that is written");
        format!("(self.searchFiles=self.searchFiles||{{}})[\"{key}\"]=\"{}\";\n", STANDARD.encode(deflated))
            .into_bytes()
    }
}

/// Several files as one: their keys and lengths, then their bodies.
fn pack(files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    let mut bytes = Bytes::default();
    bytes.count(files.len());
    for (key, body) in &files {
        bytes.text(key);
        bytes.count(body.len());
    }
    files.into_iter().for_each(|(_, mut body)| bytes.0.append(&mut body));
    bytes.0
}

/// The directory of the groups that are no runs, and the lists of their values' documents.
fn facets(search: &Search) -> (Option<Vec<u8>>, Vec<Vec<u8>>) {
    let groups: Vec<_> = search.facets.iter().filter(|group| !RUN_GROUPS.contains(&group.key)).collect();
    let groups: Vec<_> = groups.into_iter().filter(|group| !group.values.is_empty()).collect();
    if groups.is_empty() {
        return (None, Vec::new());
    }
    let mut directory = Bytes::default();
    directory.count(groups.len());
    let (mut lists, mut list, mut counts, mut count) = (Vec::new(), Bytes::default(), Vec::new(), 0);
    for group in groups {
        directory.text(group.key);
        directory.text(&group.label);
        directory.count(group.values.len());
        for (at, value) in group.values.iter().enumerate() {
            directory.text(&value.id);
            directory.text(&value.name);
            directory.count(value.documents.len());
            let full = list.0.len() > postings::most(search.len());
            if count > 0 && (full || at == 0) {
                lists.push(std::mem::take(&mut list.0));
                counts.push(std::mem::take(&mut count));
            }
            list.documents(value.documents.iter().copied());
            count += 1;
        }
    }
    lists.push(list.0);
    counts.push(count);
    directory.count(counts.len());
    counts.into_iter().for_each(|count| directory.count(count));
    (Some(directory.0), lists)
}

/// The day of every document, counted from 1 at the beginning of 1970; 0 where there is none.
fn dates(search: &Search) -> Vec<u8> {
    let first = jiff::civil::date(1970, 1, 1);
    let days = |date: jiff::civil::Date| first.until(date).map_or(0, |span| span.get_days()).max(0) as u64 + 1;
    let mut bytes = Bytes::default();
    for document in &search.documents {
        bytes.number(document.date.map_or(0, days));
    }
    bytes.0
}

/// What results show, in blocks: titles, and summaries for where pages cannot be read.
fn titles(search: &Search, views: &Views) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let block = |documents: &[documents::IndexedDocument]| {
        let (mut titles, mut summaries) = (Vec::new(), Vec::new());
        for document in documents {
            let shown = documents::shown(views, document.source);
            let mut row = vec![shown.title.into_owned(), shown.address.to_owned(), shown.date];
            row.extend(shown.lang.map(str::to_owned));
            titles.push(row);
            summaries.push(shown.summary);
        }
        let json = |value: serde_json::Result<Vec<u8>>| value.expect("texts can be written as JSON");
        (json(serde_json::to_vec(&titles)), json(serde_json::to_vec(&summaries)))
    };
    search.documents.chunks(BLOCK).map(block).unzip()
}
