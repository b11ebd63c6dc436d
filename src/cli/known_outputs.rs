//! What a build wrote, by everything that entered it, is left alone by the next build where the same enters.
//!
//! Kept are hashes, sizes and times of published files, and no word of any. A file that somebody touched is made again.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::cache::{Cache, Enters, Key};
use crate::output::{FileRecord, Folder, KnownFile};
use crate::render::OutputKeys;
use crate::views::{Route, Views};

/// The number of the form in which outputs are kept.
const FORM: u32 = 1;

/// What is known of the files in an output folder, and what this build adds.
pub(super) struct KnownOutputs<'v> {
    cache: Cache,
    question: Key,
    keys: OutputKeys<'v>,
    files: HashMap<Key, KnownFile>,
    /// The files of this build that have a key, by address.
    keyed: Mutex<HashMap<String, Key>>,
}

impl<'v> KnownOutputs<'v> {
    /// What is known of the output of `views` in the folder `out`.
    pub(super) fn open(cache: &Cache, views: &'v Views, out: &Path) -> Self {
        let enters = Enters {
            program: &cache.program,
            kind: ("outputs", FORM),
            configuration: None,
            shown_to: "",
            question: &format!("{out:?}"),
        };
        let question = enters.key(&[]);
        let known = || cache.folder.answer(&question, &question).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        let (keys, files) = rayon::join(|| OutputKeys::of(views, &cache.program), known);
        let files: Vec<(Key, KnownFile)> = files.unwrap_or_default();
        Self { cache: cache.clone(), question, keys, files: files.into_iter().collect(), keyed: Mutex::default() }
    }

    /// The file at a route, where it stands in `folder` and would come out the same.
    pub(super) fn untouched(&self, route: &Route, folder: &Folder) -> Option<FileRecord> {
        let key = self.keys.key(route)?;
        let address = route.address();
        let record = self.files.get(&key).and_then(|known| folder.untouched(&address, known));
        self.keyed.lock().unwrap_or_else(PoisonError::into_inner).insert(address, key);
        record
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
        if let Ok(bytes) = postcard::to_stdvec(&files) {
            self.cache.folder.keep_answer(&self.question, &self.question, &bytes);
        }
    }
}
