//! A compiled site becomes its files, by hash and by the tokens in them; two of these become what got out.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};
use rayon::prelude::*;

use crate::canaries::tokens::TokenSearch;
use crate::error::{Error, Result};
use crate::load::read_regular;
use crate::pipeline::Compiled;
use crate::render::{Content, render};

/// The longest file that is looked into.
const LONGEST: u64 = 256 * 1024 * 1024;

/// The files of a build.
pub struct BuiltFiles {
    files: BTreeMap<String, BuiltFile>,
}

struct BuiltFile {
    hash: blake3::Hash,
    /// Where the tokens in it were planted.
    holds: Vec<String>,
}

/// Something that got out.
#[derive(Debug, PartialEq, Eq)]
pub struct Leak {
    /// The address of the file.
    pub address: String,
    /// The places whose tokens it holds; none where it only differs.
    pub places: Vec<String>,
}

impl BuiltFiles {
    /// Renders everything of a compiled site. Nothing is written.
    ///
    /// # Errors
    /// When a file that is copied cannot be read.
    pub fn new(compiled: &mut Compiled, search: &TokenSearch) -> Result<Self> {
        let views = std::sync::Arc::clone(compiled.views());
        let shards = compiled.take_search_files();
        let one = |address: String, bytes: &[u8]| {
            let file = BuiltFile::new(&address, bytes, search);
            (address, file)
        };
        let page = |route| {
            let output = render(&views, route);
            Ok(match output.content {
                Content::Bytes(bytes) => one(output.address, &bytes),
                Content::File(path) => {
                    let (bytes, _) = read_regular(&path, LONGEST).map_err(|e| Error::io("read", &path, e))?;
                    one(output.address, &bytes)
                }
            })
        };
        let pages = views.routes().par_iter().map(page).collect::<Vec<Result<_>>>();
        let addresses: Vec<&str> = shards.addresses().collect();
        let shard = |at: usize| one(addresses[at].to_owned(), &shards.content(at));
        let mut files = pages.into_iter().collect::<Result<BTreeMap<_, _>>>()?;
        files.extend((0..addresses.len()).into_par_iter().map(shard).collect::<Vec<_>>());
        Ok(Self { files })
    }

    /// With one file more, which no build writes.
    pub fn add(&mut self, name: String, bytes: &[u8], search: &TokenSearch) {
        let file = BuiltFile::new(&name, bytes, search);
        self.files.insert(name, file);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }
}

impl BuiltFile {
    fn new(address: &str, bytes: &[u8], search: &TokenSearch) -> Self {
        let mut holds: BTreeSet<&str> = search.found(address.as_bytes()).into_iter().collect();
        holds.extend(search.found(bytes));
        let inner = unpacked(bytes);
        holds.extend(inner.iter().flat_map(|inner| search.found(inner)));
        Self { hash: blake3::hash(bytes), holds: holds.into_iter().map(str::to_owned).collect() }
    }
}

/// What is packed in bytes: whole as gzip or zlib, or as deflate in base64 between quotation marks, as the search index is.
fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    let read = |mut from: Box<dyn std::io::Read + '_>| {
        let mut to = Vec::new();
        from.read_to_end(&mut to).ok().map(|_| to).filter(|to| !to.is_empty())
    };
    let mut found = Vec::new();
    match bytes {
        [0x1f, 0x8b, ..] => found.extend(read(Box::new(GzDecoder::new(bytes)))),
        [0x78, ..] => found.extend(read(Box::new(ZlibDecoder::new(bytes)))),
        _ => {}
    }
    for quoted in bytes.split(|byte| *byte == b'"').filter(|quoted| quoted.len() > 15) {
        if let Ok(packed) = STANDARD.decode(quoted) {
            found.extend(read(Box::new(DeflateDecoder::new(&packed[..]))));
            found.push(packed);
        }
    }
    found
}

/// What of `planted` is not as in `plain`, the build of the site as it is, or holds a token; by address.
pub fn leaks(plain: &BuiltFiles, planted: &BuiltFiles) -> Vec<Leak> {
    let addresses: BTreeSet<&String> = plain.files.keys().chain(planted.files.keys()).collect();
    let one = |address: &String| {
        let (before, after) = (plain.files.get(address), planted.files.get(address));
        let places = after.map(|file| file.holds.clone()).unwrap_or_default();
        let differs = before.map(|file| file.hash) != after.map(|file| file.hash);
        (differs || !places.is_empty()).then(|| Leak { address: address.clone(), places })
    };
    addresses.into_iter().filter_map(one).collect()
}
