//! Groups of incidents become what the front page says of what keeps coming back: the largest, each with its newest incident.

use serde::Serialize;
use tera::Value;

use crate::addresses::FixedOutput;
use crate::pages::home::shortened_list::HomePart;
use crate::pages::recurring::group_of_incident::title;
use crate::views::Views;
use crate::views::page_size::sheet_address;

/// A group, and the way to it.
#[derive(Serialize)]
pub(super) struct HomeRecurrence {
    title: String,
    address: String,
    anchor: String,
    count: String,
    newest: Option<Value>,
}

/// Groups on the front page.
const GROUPS: usize = 4;

/// The groups, in the order of their page.
pub(super) fn groups(views: &Views) -> HomePart<HomeRecurrence> {
    let all = &views.analysis.similar.recurring;
    let places = views.recurring();
    let group = |ix: usize| {
        let sheet = places.sheets.iter().position(|sheet| sheet.contains(&ix)).unwrap_or_default();
        HomeRecurrence {
            title: title(views, &all[ix]),
            address: sheet_address(views.taken(), FixedOutput::Recurring.address(), sheet),
            anchor: places.anchors[ix].clone(),
            count: views.site.wording.count("count.incidents", all[ix].pages.len()),
            newest: all[ix].pages.first().map(|&page| views.card(page).clone()),
        }
    };
    let shown = all.len().min(GROUPS);
    HomePart { entries: (0..shown).map(group).collect(), more: all.len() > shown, leads: false }
}
