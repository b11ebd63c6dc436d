//! What is marked up: Markdown becomes HTML or the Markdown of a twin, code and pictures become what may be shown, addresses become URLs.

pub(crate) mod escape;
mod highlight;
mod known_lines;
pub(crate) mod last_read;
pub(crate) mod link_targets;
pub(crate) mod markdown;
pub(crate) mod page_words;
pub(crate) mod picture_metadata;
mod sanitise;
mod svg_budget;
pub(crate) mod svg_cleaning;
pub(crate) mod twin;
pub(crate) mod unnamed_words;
pub(crate) mod urls;
