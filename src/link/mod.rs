//! All pages become [`Links`]: every candidate resolved, every page with what links to it, every facet with
//! its members, every page with its address.
//!
//! Never reads prose: it sees candidates, ids, aliases and catalogues.

mod types;

pub use types::*;
