//! A key, however it is spelled, becomes the key that is meant, and what hangs on it.

mod deciding_keys;
mod foreign_keys;
mod key_spelling;
mod publication_keys;

pub(crate) use deciding_keys::{
    AUDIENCE, DRAFT, FROM, MAYBE_FROM, PUBLISHED, PUBLISHED_ON, STATUS, UNTIL, deciding, is_one, is_telling,
};
pub(crate) use foreign_keys::is_foreign;
pub(crate) use key_spelling::{canonical, is_invisible, key_of, named_keys, same_key};
pub(crate) use publication_keys::{WhenTrue, is_publication_key, publication_meaning};
