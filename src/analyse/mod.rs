//! A site becomes facts about all of it together: which incidents are like which, and why.
//!
//! Sees the published pages and their links, never Markdown files. In a preview it may lag behind the pages it is about.

pub mod similar;

use crate::site::Site;

pub use similar::Similar;

/// What is known of a site beyond its pages.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Which incidents are like which.
    pub similar: Similar,
}

/// Analyses a whole site.
pub fn analyse(site: &Site) -> Analysis {
    Analysis { similar: similar::similar(site) }
}
