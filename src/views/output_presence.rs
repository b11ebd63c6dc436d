//! A site and what is known of it become the answer whether it has an output of the table of addresses.

use crate::addresses::{FixedOutput, Needs};
use crate::analyse::Analysis;
use crate::site::Site;
use crate::theme::accent::accent_stylesheet;
use crate::views::walls::{Wall, sayings};

/// Whether a site has an output of the table of addresses.
pub(super) fn is_there(site: &Site, analysis: &Analysis, output: FixedOutput) -> bool {
    let on_wall = |wall: Wall| site.pages.iter().any(|page| sayings(page).on(wall));
    match output.needs() {
        Needs::Nothing => {
            output != FixedOutput::Accent || site.config.accent.as_deref().and_then(accent_stylesheet).is_some()
        }
        Needs::Incidents => !site.links.newest_first.is_empty(),
        Needs::Pages(kind) => site.pages.iter().any(|page| page.kind == kind),
        Needs::BaseUrl => site.config.base_url.is_some(),
        Needs::Analysis => match output {
            FixedOutput::Recurring => !analysis.similar.recurring.is_empty(),
            FixedOutput::Actions | FixedOutput::ActionsTable => !analysis.follow_ups.rows.is_empty(),
            output => match Wall::of(output) {
                Some(wall) => on_wall(wall),
                None => !analysis.asked.is_empty(),
            },
        },
    }
}
