//! A target becomes a list of what works there and what does not, each with the way out.
//!
//! What is written for that is removed again, and is of a name that no page has.

mod branch_checks;
mod check;
mod directory_checks;
mod public_address;
mod store_checks;

pub(crate) use branch_checks::of_branch;
pub use check::{Check, Outcome};
pub(crate) use directory_checks::{of_directory, of_zip};
pub(crate) use public_address::of_readers;
pub(crate) use store_checks::of_store;
