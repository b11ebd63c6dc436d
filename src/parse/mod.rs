//! One [`Source`](crate::model::Source) becomes one [`Page`](crate::model::Page). Never sees a second file; cannot fail.

mod document;

pub use document::{Document, document};
