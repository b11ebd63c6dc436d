//! A site and an audience become a copy of the site that says more of what the audience may not see, and a build of the copy becomes the
//! list of what got out of it.
//!
//! Two things are looked for. A word of the copy's own, a token, stands in every text, name, remark and picture that the audience may not
//! see: none may be in a byte of the build. And the build of the copy must be, file for file, that of the site: whatever follows from
//! restricted text (a count, a rank, a threshold, a suffix, today) changes with it and is told by that, though no word got out.
//!
//! Nothing here knows how texts are cut; it plants by what [`crate::parse`] says names an audience.

mod built_files;
mod planted_files;
mod planted_head;
mod planted_pictures;
mod planted_text;
mod tokens;

pub use built_files::{BuiltFiles, Leak, leaks};
pub use planted_files::{Planted, plant};
