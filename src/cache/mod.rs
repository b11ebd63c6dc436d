//! Bytes that were made once become bytes that need not be made again: a folder beside the site, safe to delete at any moment.
//!
//! It knows no pages and decides nothing: whoever asks names everything that [enters](Enters) what is kept. Each value carries its own
//! hash or seal; whatever does not fit (damaged, cut short, of another program, of another place) is as if it were not there, and nobody
//! is told. Nothing here is ever waited for or locked: files appear whole, under a name that says what is in them.
//!
//! Two ways to keep things, for what each is read like. *Answers* are one file each, since one is read at a time; *packs* hold many
//! small values in few files, since all are read together, and a folder of ten thousand files is slow to carry from one machine to
//! the next. A database was not worth it: those that were tried lose everything with one byte or one cut, and lock others out.

mod answers;
mod cache_folder;
mod cache_of_program;
mod everything_that_enters;
mod known_values;
mod known_work;
mod packs;
mod program_identity;
#[cfg(test)]
mod tests;
mod value_digest;

pub use cache_folder::{CACHE, CacheFolder};
pub use cache_of_program::Cache;
pub use everything_that_enters::{Enters, Key};
pub use known_values::KnownValues;
pub use known_work::KnownWork;
pub use packs::Packs;
pub use program_identity::Program;
pub use value_digest::{Places, digest};
