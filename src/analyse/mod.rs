//! A site becomes facts about all of it together: which incidents are like which, and why; what was said would be done; what can be
//! counted.
//!
//! Sees the published pages and their links, never Markdown files. In a preview it may lag behind the pages it is about.

pub mod follow_ups;
pub mod similar;
pub mod trends;

use crate::site::Site;

pub use follow_ups::FollowUps;
pub use similar::Similar;
pub use trends::Trends;

/// What is known of a site beyond its pages.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Which incidents are like which.
    pub similar: Similar,
    /// What was said would be done, and what became of it.
    pub follow_ups: FollowUps,
    /// What is known of each incident that can be counted.
    pub trends: Trends,
}

/// Analyses a whole site.
pub fn analyse(site: &Site) -> Analysis {
    Analysis { similar: similar::similar(site), follow_ups: follow_ups::follow_ups(site), trends: trends::trends(site) }
}
