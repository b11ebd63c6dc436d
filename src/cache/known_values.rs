//! Values of one kind, looked up by many threads while what is missing is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use crate::cache::cache_of_program::Cache;
use crate::cache::everything_that_enters::{Enters, Key};
use crate::cache::packs::Packs;

/// What is known of blocks, pictures and the like, each made of its own text alone.
#[derive(Debug, Default)]
pub struct KnownValues {
    kept: Option<KeptValues>,
}

#[derive(Debug)]
struct KeptValues {
    cache: Cache,
    kind: (&'static str, u32),
    packs: Packs,
    used: Mutex<BTreeSet<Key>>,
    made: Mutex<BTreeMap<Key, Vec<u8>>>,
}

impl KnownValues {
    /// The values of a kind, and the number of its form.
    pub fn open(cache: &Cache, kind: (&'static str, u32)) -> Self {
        let packs = Packs::open(&cache.folder, kind.0);
        let (used, made) = Default::default();
        Self { kept: Some(KeptValues { cache: cache.clone(), kind, packs, used, made }) }
    }

    /// The value of `texts`, made if it is not known.
    pub fn of(&self, texts: &[&[u8]], make: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        let Some(KeptValues { cache, kind, packs, used, made }) = &self.kept else { return make() };
        let enters = Enters { program: &cache.program, kind: *kind, configuration: None, shown_to: "", question: "" };
        let key = enters.key(texts);
        if let Some(value) = packs.get(&key) {
            used.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
            return value.to_vec();
        }
        if let Some(value) = made.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return value.clone();
        }
        let value = make();
        made.lock().unwrap_or_else(PoisonError::into_inner).insert(key, value.clone());
        value
    }

    /// Keeps what was made. Where everything was asked for that is of use, `is_all`, the rest may go. Gives how many were known, and how
    /// many made.
    pub fn keep(&self, is_all: bool) -> (usize, usize) {
        let Some(KeptValues { cache, kind, packs, used, made }) = &self.kept else { return (0, 0) };
        let used: Vec<Key> = used.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect();
        let made = std::mem::take(&mut *made.lock().unwrap_or_else(PoisonError::into_inner));
        let made: Vec<(Key, Vec<u8>)> = made.into_iter().collect();
        let kept = if is_all { used.clone() } else { packs.keys().copied().collect() };
        packs.keep(&cache.folder, kind.0, &kept, &made);
        (used.len(), made.len())
    }
}
