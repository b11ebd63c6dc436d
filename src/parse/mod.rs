//! One [`Source`](crate::model::Source) becomes one [`Page`](crate::model::Page). Never sees a second file; cannot fail.

mod actions;
mod blocks;
mod calendar_words;
mod cursor;
mod detection;
mod document;
mod durations;
mod entries;
mod found;
mod headings;
mod infer;
#[cfg(test)]
mod infer_tests;
mod labels;
mod lists;
mod measures;
mod outline;
mod plain;
mod regions;
mod residue;
mod scan;
mod scan_clock;
mod scan_date;
mod story;
mod timeline;
mod times;
#[cfg(test)]
mod times_tests;
mod timetable;
mod words;
mod zones;

pub use document::{Document, document};
