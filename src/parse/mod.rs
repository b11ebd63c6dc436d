//! One [`Source`](crate::model::Source) becomes one [`Page`](crate::model::Page). Never sees a second file; cannot fail.

mod dialect;
mod document;
mod front;
mod hide;

pub use dialect::{Shifts, source_span};
pub use document::{Document, document};
