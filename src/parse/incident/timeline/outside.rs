//! Where no heading says Timeline, the lists and tables that say themselves that they are one.

use crate::model::Role;
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::item_lead::{ItemLead, led_items};
use crate::parse::incident::timeline::time_columns::columns;
use crate::parse::incident::timeline::times_below::times_in;
use crate::parse::markdown::{BlockKind, BodyBlock, plain};
use crate::parse::vocabulary::{turning_points, words};

/// So many lines begin with a time, and half of all.
const FEWEST: usize = 3;

/// Lists and tables of times outside Timeline sections. A list of bare numbers with a colon could be anything: days or words around it must
/// say that it tells what happened; a table says so by the head of its column, or by its days.
pub(crate) fn outside<'b>(body: &'b IncidentBody<'_>) -> Vec<&'b BodyBlock> {
    let skip =
        |r: &BodyRegion| matches!(r.role, Some(Role::Actions | Role::References | Role::Attendees | Role::Stats));
    let mut found = Vec::new();
    for region in body.regions.iter().filter(|r| !skip(r)) {
        let blocks = body.blocks_of(region);
        for (i, block) in blocks.iter().enumerate() {
            let told = match block.kind {
                BlockKind::List => {
                    let above = i.checked_sub(1).and_then(|i| blocks.get(i));
                    list_tells(body, block, || tells(&region.title) || above.is_some_and(|b| says_so(body, b)))
                }
                BlockKind::Table => columns(body, block).is_some_and(|c| c.says_so && c.rows >= FEWEST),
                _ => false,
            };
            if told {
                found.push(block);
            }
        }
    }
    found
}

/// Whether a list tells what happened when; `around` says so of what stands around it.
fn list_tells(body: &IncidentBody<'_>, list: &BodyBlock, around: impl Fn() -> bool) -> bool {
    let times = times_in(body, list);
    let items = led_items(body, list);
    let own = |lead: &ItemLead| {
        let Some(found) = lead.found.as_ref().filter(|s| s.parts.has_time()) else { return false };
        let lower = lead.title.to_lowercase();
        let points = turning_points();
        let turning = [&points.row.started, &points.detected.row, &points.row.mitigated, &points.row.resolved];
        found.parts.has_date() || turning.into_iter().any(|phrases| phrases.any_in(&lower))
    };
    times >= FEWEST && times * 2 >= items.len() && (around() || items.iter().any(|(_, _, lead)| own(lead)))
}

/// Whether a paragraph above a list says that the list tells what happened.
fn says_so(body: &IncidentBody<'_>, block: &BodyBlock) -> bool {
    block.kind == BlockKind::Paragraph && tells(&plain(&body.events[block.events.clone()]))
}

fn tells(text: &str) -> bool {
    text.len() < 400 && words().tells_events.any_in(&text.to_lowercase())
}
