//! One [`Source`](crate::model::Source) becomes one [`Page`](crate::model::Page). Never sees a second file; cannot fail.

mod blocks;
mod document;
mod durations;
mod headings;
mod labels;
mod outline;
mod plain;
mod residue;
mod scan;
mod scan_date;
mod story;
mod times;
mod zones;

pub use document::{Document, document};
