//! Many small values become few files, each value with its key and its own hash.
//!
//! A run adds one file with what is new. When more than half of what was read is of no use any more, or the files are many, they become
//! one again. A damaged value is left out; after a cut or a damaged length the rest of its file is.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::cache::cache_folder::CacheFolder;
use crate::cache::everything_that_enters::Key;

const ENDING: &str = ".pack";

/// What a file begins with, and the number of its form.
const MAGIC: &[u8; 16] = b"casebook pack 1\n";

/// The largest file that is read.
const LARGEST: u64 = 16 * 1024 * 1024 * 1024;

/// How many files are read before they become one.
const MOST: usize = 12;

/// What stands before the bytes of a value: key, length, and the hash of all three.
const HEAD: usize = 32 + 4 + 32;

/// The values of one kind that are there.
#[derive(Debug, Default)]
pub struct Packs {
    files: Vec<(String, Vec<u8>)>,
    places: HashMap<Key, (usize, std::ops::Range<usize>)>,
}

impl Packs {
    /// The values of a kind in `folder`.
    pub fn open(folder: &CacheFolder, kind: &str) -> Self {
        let names = folder.files(&format!(".{kind}{ENDING}")).into_iter().map(|file| file.name);
        let names: Vec<String> = names.collect();
        let read = |name: String| folder.read(&name, LARGEST).map(|bytes| (name, bytes));
        let files: Vec<(String, Vec<u8>)> = names.into_par_iter().filter_map(read).collect();
        let mut places = HashMap::new();
        for (at, (_, bytes)) in files.iter().enumerate() {
            places.extend(heads(bytes).map(|(key, place)| (key, (at, place))));
        }
        Self { files, places }
    }

    /// A value, if it is there and whole.
    pub fn get(&self, key: &Key) -> Option<&[u8]> {
        let (at, place) = self.places.get(key)?;
        let bytes = &self.files[*at].1;
        let value = &bytes[place.clone()];
        (bytes[place.start - 32..place.start] == hash(key, value)).then_some(value)
    }

    /// The keys of all values that are there.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.places.keys()
    }

    /// Keeps what is `new`; `used` are the keys that were of use, the new ones not among them.
    pub fn keep(&self, folder: &CacheFolder, kind: &str, used: &[Key], new: &[(Key, Vec<u8>)]) {
        let size = |key: &Key| self.places.get(key).map_or(0, |(_, place)| place.len());
        let in_use: usize = used.iter().map(size).sum();
        let all: usize = self.places.values().map(|(_, place)| place.len()).sum();
        let is_waste = all > in_use.saturating_mul(2).max(1 << 20);
        if new.is_empty() && !is_waste {
            return;
        }
        let become_one = is_waste || self.files.len() >= MOST;
        let mut bytes = MAGIC.to_vec();
        if become_one {
            used.iter()
                .filter_map(|key| Some((key, self.get(key)?)))
                .for_each(|(key, value)| add(&mut bytes, key, value));
        }
        if let Some(name) = put(folder, kind, bytes, new)
            && become_one
        {
            let old = self.files.iter().map(|(name, _)| name.clone()).filter(|old| *old != name);
            folder.remove(&old.collect::<Vec<_>>());
        }
    }

    /// Puts new values into a file of their own.
    pub fn put(folder: &CacheFolder, kind: &str, new: &[(Key, Vec<u8>)]) {
        put(folder, kind, MAGIC.to_vec(), new);
    }
}

/// Puts new values behind those of `bytes` into one file, and gives its name.
fn put(folder: &CacheFolder, kind: &str, mut bytes: Vec<u8>, new: &[(Key, Vec<u8>)]) -> Option<String> {
    new.iter().for_each(|(key, value)| add(&mut bytes, key, value));
    let name = format!("{}.{kind}{ENDING}", &blake3::hash(&bytes).to_hex()[..16]);
    folder.put(&name, &bytes).then_some(name)
}

/// The keys in a file, and where their values are.
fn heads(bytes: &[u8]) -> impl Iterator<Item = (Key, std::ops::Range<usize>)> {
    let mut at = if bytes.starts_with(MAGIC) { MAGIC.len() } else { bytes.len() };
    std::iter::from_fn(move || {
        let (key, rest) = bytes[at..].split_first_chunk::<32>()?;
        let (length, _) = rest.split_first_chunk::<4>()?;
        let start = at + HEAD;
        let end = start.checked_add(u32::from_le_bytes(*length) as usize).filter(|end| *end <= bytes.len())?;
        at = end;
        Some((*key, start..end))
    })
}

fn add(bytes: &mut Vec<u8>, key: &Key, value: &[u8]) {
    let Ok(length) = u32::try_from(value.len()) else { return };
    bytes.extend_from_slice(key);
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&hash(key, value));
    bytes.extend_from_slice(value);
}

fn hash(key: &Key, value: &[u8]) -> [u8; 32] {
    *blake3::keyed_hash(key, value).as_bytes()
}
