//! A site becomes its inferred facts, the most doubtful first, each with what it was read from; and what somebody says of one becomes a key
//! in its file.
//!
//! Only what the site shows is looked at, and nothing is read or written here: `output` replaces files.

mod evidence;
mod inferred_facts;
mod settled_marks;

pub use evidence::Fingerprint;
pub use inferred_facts::{DoubtfulFact, doubtful_facts, facts_of_page};
pub use settled_marks::{AGAIN, Mark, MarkedFact, with_mark};
