//! Values of one kind, looked up by many threads while what is missing is made.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, RwLock};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cache::cache_of_program::Cache;
use crate::cache::everything_that_enters::{Enters, Key};
use crate::cache::packs::Packs;

/// What is known of pages, blocks, pictures and the like, each made of its own text alone.
#[derive(Debug, Default)]
pub struct KnownValues {
    kept: Option<KeptValues>,
    /// How often something was made of a page, whether it was kept or not.
    read: AtomicUsize,
}

#[derive(Debug)]
struct KeptValues {
    cache: Cache,
    kind: (&'static str, u32),
    /// What was there; nothing once it was kept.
    packs: RwLock<Packs>,
    used: Mutex<BTreeSet<Key>>,
    made: Mutex<MadeValues>,
}

/// What is new.
#[derive(Debug, Default)]
struct MadeValues {
    values: BTreeMap<Key, Vec<u8>>,
    /// How many bytes they have.
    bytes: usize,
    /// How many were put away already.
    put_away: usize,
}

/// So many bytes of new values wait in memory before they are put away.
const MOST_WAITING: usize = 32 << 20;

impl KnownValues {
    /// The values of a kind, and the number of its form.
    pub fn open(cache: &Cache, kind: (&'static str, u32)) -> Self {
        let packs = RwLock::new(Packs::open(&cache.folder, kind.0));
        let (used, made) = Default::default();
        Self { kept: Some(KeptValues { cache: cache.clone(), kind, packs, used, made }), read: AtomicUsize::default() }
    }

    /// The bytes of `texts`, made if they are not known.
    pub fn of(&self, texts: &[&[u8]], make: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        let Some(kept) = &self.kept else { return make() };
        let key = kept.key(texts);
        kept.known(&key).unwrap_or_else(|| {
            let value = make();
            kept.add(key, value.clone());
            value
        })
    }

    /// What is known of a page with this key, or what is made, which is kept if the page has one; who keeps nothing asks for none. A value
    /// that cannot be read is not known.
    pub fn of_page<'k, T>(&self, page: impl FnOnce() -> Option<&'k Key>, make: impl FnOnce() -> T) -> T
    where
        T: Serialize + DeserializeOwned,
    {
        let key = self.are_kept().then(page).flatten();
        if let Some(value) = key.and_then(|key| self.known(&[key])) {
            return value;
        }
        let value = make();
        self.note_read();
        key.into_iter().for_each(|key| self.add(&[key], &value));
        value
    }

    /// Notes that something was made of a page.
    pub fn note_read(&self) {
        self.read.fetch_add(1, Ordering::Relaxed);
    }

    /// How often that was.
    pub fn read(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }

    /// Whether what is made is kept, so that it is worth saying what enters it.
    pub fn are_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// What is known of `texts`.
    pub fn known<T: DeserializeOwned>(&self, texts: &[&[u8]]) -> Option<T> {
        let kept = self.kept.as_ref()?;
        postcard::from_bytes(&kept.known(&kept.key(texts))?).ok()
    }

    /// Keeps what was made of `texts`, if anything is kept.
    pub fn add(&self, texts: &[&[u8]], value: &impl Serialize) {
        if let Some(kept) = &self.kept
            && let Ok(bytes) = postcard::to_stdvec(value)
        {
            kept.add(kept.key(texts), bytes);
        }
    }

    /// Keeps what was made, and lets go of what was there: nothing is known any more. Where everything was asked for that is of use,
    /// `is_all`, the rest may go. Gives how many were known, and how many made.
    pub fn keep(&self, is_all: bool) -> (usize, usize) {
        let Some(KeptValues { cache, kind, packs, used, made }) = &self.kept else { return (0, 0) };
        let packs = std::mem::take(&mut *packs.write().unwrap_or_else(PoisonError::into_inner));
        let used = std::mem::take(&mut *used.lock().unwrap_or_else(PoisonError::into_inner));
        let made = std::mem::take(&mut *made.lock().unwrap_or_else(PoisonError::into_inner));
        let new: Vec<(Key, Vec<u8>)> = made.values.into_iter().collect();
        let kept: Vec<Key> = if is_all { used.iter().copied().collect() } else { packs.keys().copied().collect() };
        packs.keep(&cache.folder, kind.0, &kept, &new);
        (used.len(), new.len() + made.put_away)
    }
}

impl KeptValues {
    fn key(&self, texts: &[&[u8]]) -> Key {
        let Self { cache, kind, .. } = self;
        Enters { program: &cache.program, kind: *kind, configuration: None, shown_to: "", question: "" }.key(texts)
    }

    fn known(&self, key: &Key) -> Option<Vec<u8>> {
        let packs = self.packs.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = packs.get(key) {
            self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(*key);
            return Some(value.to_vec());
        }
        drop(packs);
        self.made.lock().unwrap_or_else(PoisonError::into_inner).values.get(key).cloned()
    }

    fn add(&self, key: Key, value: Vec<u8>) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.bytes += value.len();
        made.values.insert(key, value);
        if made.bytes >= MOST_WAITING {
            let full = std::mem::take(&mut *made);
            made.put_away = full.put_away + full.values.len();
            drop(made);
            Packs::put(&self.cache.folder, self.kind.0, &full.values.into_iter().collect::<Vec<_>>());
        }
    }
}
