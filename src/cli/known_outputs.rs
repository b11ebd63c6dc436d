//! What a build wrote, by everything that entered it, is left alone by the next build where the same enters; and what was made without a
//! finding need not be made again to be checked.
//!
//! Kept are hashes, sizes and times of published files, and no word of any. A file that somebody touched is made again.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cache::{Cache, Enters, Key};
use crate::output::{FileRecord, Folder, KnownFile};
use crate::render::OutputKeys;
use crate::views::{Route, Views};

/// The number of the form in which outputs are kept.
const FORM: u32 = 1;

/// What is known of the files in an output folder, and what this build adds.
pub(super) struct KnownOutputs<'v> {
    kept: KeptList,
    silent: KeptList,
    keys: OutputKeys<'v>,
    files: HashMap<Key, KnownFile>,
    /// The files of this build that have a key, by address.
    keyed: Mutex<HashMap<String, Key>>,
    index: KeptList,
    /// Where the files of the search index stand: of each build they are in a folder of their own, and most are as they were.
    files_of_index: HashMap<Key, (String, KnownFile)>,
    keyed_of_index: Mutex<HashMap<String, Key>>,
}

impl<'v> KnownOutputs<'v> {
    /// What is known of the output of `views` in the folder `out`.
    pub(super) fn open(cache: &Cache, views: &'v Views, out: &Path) -> Self {
        let kept = KeptList::of(cache, &format!("{out:?}"));
        let known = || kept.read::<(Key, KnownFile)>().into_iter().collect();
        let index = KeptList::of(cache, &format!("search index in {out:?}"));
        let places = || index.read::<(Key, (String, KnownFile))>().into_iter().collect();
        let (keys, (files, files_of_index)) =
            rayon::join(|| OutputKeys::of(views, &cache.program), || rayon::join(known, places));
        Self {
            silent: KeptList::of(cache, SILENT),
            kept,
            keys,
            files,
            keyed: Mutex::default(),
            index,
            files_of_index,
            keyed_of_index: Mutex::default(),
        }
    }

    /// The file at a route, where it stands in `folder` and would come out the same.
    pub(super) fn untouched(&self, route: &Route, folder: &Folder) -> Option<FileRecord> {
        let key = self.keys.key(route)?;
        let address = route.address();
        let record = self.files.get(&key).and_then(|known| folder.untouched(&address, known));
        self.keyed.lock().unwrap_or_else(PoisonError::into_inner).insert(address, key);
        record
    }

    /// The file of the search index that the client asks for as `written`, at `address`, where it stands in `folder` under this address or
    /// another.
    pub(super) fn same_of_index(&self, written: (&str, &[u8]), address: &str, folder: &Folder) -> Option<FileRecord> {
        let key = self.index.key(&[written.0.as_bytes(), written.1]);
        self.keyed_of_index.lock().unwrap_or_else(PoisonError::into_inner).insert(address.to_owned(), key);
        let (from, known) = self.files_of_index.get(&key)?;
        folder.named_again(from, address, known)
    }

    /// Forgets the file at an address, of which something is to be said each time.
    pub(super) fn has_findings(&self, address: &str) {
        self.keyed.lock().unwrap_or_else(PoisonError::into_inner).remove(address);
    }

    /// Keeps what this build left in `folder`.
    pub(super) fn keep(&self, folder: &Folder, records: &[FileRecord]) {
        let keyed = self.keyed.lock().unwrap_or_else(PoisonError::into_inner);
        let one = |record: &FileRecord| Some((*keyed.get(&record.address)?, folder.known(record)?));
        let files: Vec<(Key, KnownFile)> = records.par_iter().filter_map(one).collect();
        self.silent.write(&files.iter().map(|(key, _)| *key).collect::<Vec<Key>>());
        self.kept.write(&files);
        let keyed = self.keyed_of_index.lock().unwrap_or_else(PoisonError::into_inner);
        let one =
            |record: &FileRecord| Some((*keyed.get(&record.address)?, (record.address.clone(), folder.known(record)?)));
        self.index.write(&records.par_iter().filter_map(one).collect::<Vec<(Key, (String, KnownFile))>>());
    }
}

/// What a list is called in which no folder is named.
const SILENT: &str = "made without a finding";

/// What was made without a finding.
pub(super) struct SilentOutputs<'v> {
    kept: KeptList,
    keys: OutputKeys<'v>,
    known: HashSet<Key>,
}

impl<'v> SilentOutputs<'v> {
    /// What is known of `views`.
    pub(super) fn open(cache: &Cache, views: &'v Views) -> Self {
        let kept = KeptList::of(cache, SILENT);
        let (keys, known) = rayon::join(|| OutputKeys::of(views, &cache.program), || kept.read());
        Self { kept, keys, known: known.into_iter().collect() }
    }

    /// The key of a route, and whether it is known to be made without a finding; `None` for what is always made.
    pub(super) fn look(&self, route: &Route) -> Option<(Key, bool)> {
        let key = self.keys.key(route)?;
        Some((key, self.known.contains(&key)))
    }

    /// Keeps the keys of everything that was made without a finding.
    pub(super) fn keep(&self, silent: &[Key]) {
        self.kept.write(silent);
    }
}

/// A list in the cache.
struct KeptList {
    cache: Cache,
    name: Key,
    what: String,
}

impl KeptList {
    fn of(cache: &Cache, what: &str) -> Self {
        let list = Self { name: Key::default(), cache: cache.clone(), what: what.to_owned() };
        Self { name: list.key(&[]), ..list }
    }

    /// The key of something in it that is made of `texts`.
    fn key(&self, texts: &[&[u8]]) -> Key {
        let (program, kind) = (&self.cache.program, ("outputs", FORM));
        Enters { program, kind, configuration: None, shown_to: "", question: &self.what }.key(texts)
    }

    /// What is in it; nothing where it is damaged or not there.
    fn read<T: DeserializeOwned>(&self) -> Vec<T> {
        let bytes = self.cache.folder.answer(&self.name, &self.name);
        bytes.and_then(|bytes| postcard::from_bytes(&bytes).ok()).unwrap_or_default()
    }

    fn write<T: Serialize>(&self, values: &[T]) {
        if let Ok(bytes) = postcard::to_stdvec(values) {
            self.cache.folder.keep_answer(&self.name, &self.name, &bytes);
        }
    }
}
