//! A site becomes facts about all of it together: which incidents are like which, and why; what was said would be done; what can be
//! counted.
//!
//! Sees the published pages and their links, never Markdown files. In a preview it may lag behind the pages it is about.

pub mod follow_ups;
mod numbering;
mod people;
pub mod similar;
pub mod trends;

use std::sync::Arc;

use crate::site::Site;

pub use follow_ups::FollowUps;
pub use numbering::Numbering;
pub use similar::Similar;
pub use trends::Trends;

use people::People;
use trends::{Period, Question};

/// What is known of a site beyond its pages.
#[derive(Debug, Default)]
pub struct Analysis {
    /// Which incidents are like which.
    pub similar: Arc<Similar>,
    /// What was said would be done, and what became of it.
    pub follow_ups: Arc<FollowUps>,
    /// What is known of each incident that can be counted.
    pub trends: Arc<Trends>,
    /// The periods that can be asked about, and the questions that their incidents have something to say to.
    pub asked: Vec<(Period, Vec<Question>)>,
}

/// Analyses a whole site.
pub fn analyse(site: &Site) -> Analysis {
    let people = People::of(site);
    let (similar, counted) = rayon::join(|| similar::similar(site, &people), || counted(site, Some(&people)));
    Analysis { similar: Arc::new(similar), ..counted }
}

/// What is known of an earlier revision, as far as it can be said of a newer one before that is analysed.
///
/// Where the same incidents stand in the same places among the same facets, it is what was known. Otherwise what is like what is carried
/// over by path, and what can be counted is counted again.
pub fn carried(known: &Arc<Analysis>, earlier: &Site, newer: &Site) -> Arc<Analysis> {
    let numbering = Numbering::between(earlier, newer);
    if numbering.is_same() {
        return Arc::clone(known);
    }
    Arc::new(analyse_with(newer, Arc::new(known.similar.renumbered(&numbering))))
}

/// Analyses a whole site but for what is like what, which takes longest and is given.
pub fn analyse_with(site: &Site, similar: Arc<Similar>) -> Analysis {
    Analysis { similar, ..counted(site, None) }
}

/// What can be counted at once: neither what is like what nor which follow-ups were said again, for which all texts are compared.
pub fn counted_at_once(site: &Site) -> Analysis {
    with_follow_ups(site, follow_ups::without_repeats(site))
}

/// What can be counted; `people` are those of the site where they are known already.
fn counted(site: &Site, people: Option<&People>) -> Analysis {
    with_follow_ups(site, follow_ups::follow_ups_among(site, people))
}

fn with_follow_ups(site: &Site, follow_ups: FollowUps) -> Analysis {
    let trends = trends::trends(site);
    let asked = trends.asked();
    Analysis { similar: Arc::default(), follow_ups: Arc::new(follow_ups), trends: Arc::new(trends), asked }
}
