//! Casebook compiles a folder of Markdown incident write-ups into a static site.
//!
//! Read this file from top to bottom and you have read the pipeline:
//!
//! ```text
//! files ─load─▶ Sources ─parse*─▶ Pages ─link─▶ Links ─▶ Site ─▶ Views ─render*(route)─▶ Output ─output─▶ disk
//! * = rayon, one item per file or route
//! ```
//!
//! Invariants:
//!
//! * A module uses only modules declared above its own line; `tests/it/tidy.rs` holds us to it.
//! * `parse` sees one file and cannot fail. It emits candidates for links; it resolves none.
//! * `link` resolves candidates against ids, aliases and paths. It never reads prose.
//! * `render` never writes and never fails for reasons of content. It inserts the links.
//! * Only `load`, `output` and `cli` touch the outside world, but for one thing: `render` opens a picture that must be cleaned before
//!   it is copied. No output depends on a clock.
//! * One [`site::Site`] per revision, never edited in place; no locks, no global state.
//! * A mistake in content is a [`diag::Diagnostic`]; a broken environment is an [`error::Error`]; a bug is a panic.

pub mod error;

pub mod diag;

pub mod model;

pub mod load;

pub mod text;

pub mod parse;

pub mod link;

pub mod site;

pub mod render;

pub mod output;

pub mod cli;
