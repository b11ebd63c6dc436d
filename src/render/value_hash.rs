//! Values of many kinds, one after the other, become one hash.

use std::fmt::{self, Debug, Write};

use blake3::Hasher;
use serde::Serialize;

use crate::analyse::similar::Neighbour;
use crate::cache::{Key, Places, digest};

/// A hash that takes values of any kind one after the other.
#[derive(Default)]
pub(super) struct Digest(Hasher);

impl Digest {
    pub(super) fn new(before: &Key) -> Self {
        let mut digest = Self::default();
        digest.key(before);
        digest
    }

    pub(super) fn of(value: &impl Debug) -> Key {
        let mut digest = Self::default();
        digest.debug(value);
        digest.finish()
    }

    pub(super) fn key(&mut self, key: &Key) {
        self.0.update(key);
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// All of a value.
    pub(super) fn value(&mut self, value: &impl Serialize) {
        self.key(&digest(value, Places::Count));
    }

    /// What a value says, without where.
    pub(super) fn said(&mut self, value: &impl Serialize) {
        self.key(&digest(value, Places::Ignored));
    }

    /// What pages say of likeness: how near others are decides which are shown, and is not shown.
    pub(super) fn alike(&mut self, similar: &[Neighbour]) {
        for Neighbour { page, likeness, cosine: _, shared } in similar {
            self.debug(&(page, likeness, shared));
        }
    }

    /// A value that has no serialised form, as it is printed for those who look for mistakes: all its fields.
    pub(super) fn debug(&mut self, value: &impl Debug) {
        // A hash takes everything.
        let _ = write!(Printed(&mut self.0), "{value:?}\0");
    }

    pub(super) fn finish(self) -> Key {
        *self.0.finalize().as_bytes()
    }
}

struct Printed<'h>(&'h mut Hasher);

impl Write for Printed<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
