//! Where no heading says Timeline, the lists, tables, paragraphs and headings that say themselves that they are one.

use crate::model::Role;
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::item_lead::{ItemLead, led_items};
use crate::parse::incident::timeline::time_columns::columns;
use crate::parse::incident::timeline::times_below::times_in;
use crate::parse::markdown::{BlockKind, BodyBlock, blocks, lines, plain};
use crate::parse::times::{ScannedTime, leading_time};
use crate::parse::vocabulary::{known_role, label_meanings, turning_points, words};

/// So many lines begin with a time, and half of all.
const FEWEST: usize = 3;

/// The stretches outside Timeline sections whose headings begin with a time of day, where there are several.
pub(crate) fn timed_headings(body: &IncidentBody<'_>) -> Vec<usize> {
    let timed = |region: &BodyRegion| !is_other(region) && leading_time(&region.title).is_some_and(|s| is_clear(&s));
    let found: Vec<usize> = (0..body.regions.len()).filter(|i| timed(&body.regions[*i])).collect();
    if found.len() >= FEWEST { found } else { Vec::new() }
}

/// Lists below an item that says Timeline: a write-up that is one long list.
pub(crate) fn lists_of_items(body: &IncidentBody<'_>) -> Vec<BodyBlock> {
    let mut found = Vec::new();
    for list in body.blocks.iter().filter(|block| block.kind == BlockKind::List) {
        for (item, _, lead) in led_items(body, list) {
            if known_role(lead.title.trim_end_matches([':', '：', ' ']), Some(body.known.lang)) == Some(Role::Timeline)
            {
                found.extend(blocks(body.events, item).into_iter().filter(|block| block.kind == BlockKind::List));
            }
        }
    }
    found
}

/// Lists, tables and paragraphs of times outside Timeline sections. A list of bare numbers with a colon could be anything: days or words
/// around it must say that it tells what happened; a table says so by the head of its column, or by its days.
pub(crate) fn outside<'b>(body: &'b IncidentBody<'_>) -> Vec<&'b BodyBlock> {
    let mut found = Vec::new();
    for region in body.regions.iter().filter(|r| !is_other(r)) {
        let blocks = body.blocks_of(region);
        let paragraphs = paragraphs_tell(body, region);
        for (i, block) in blocks.iter().enumerate() {
            let told = match block.kind {
                BlockKind::List => {
                    let above = i.checked_sub(1).and_then(|i| blocks.get(i));
                    list_tells(body, block, || tells(&region.title) || above.is_some_and(|b| says_so(body, b)))
                }
                BlockKind::Table => columns(body, block)
                    .is_some_and(|c| c.says_so && c.rows >= FEWEST && !states_facts(body, block, c.rows)),
                BlockKind::Paragraph => paragraphs && opens_with(body, block).is_some(),
                _ => false,
            };
            if told {
                found.push(block);
            }
        }
    }
    found
}

/// Whether most rows of a table are facts of the whole, each under its name: "Started", "Detected", "Closed".
fn states_facts(body: &IncidentBody<'_>, table: &BodyBlock, rows: usize) -> bool {
    let in_table = body.labels.iter().filter(|label| table.span.contains(&label.span.start));
    in_table.filter(|label| label_meanings(&label.name).iter().any(|one| one.is_time())).count() * 2 > rows
}

/// Whether a stretch is about something that has times of its own.
fn is_other(region: &BodyRegion) -> bool {
    let roles = [Role::Timeline, Role::Actions, Role::References, Role::Attendees, Role::Stats];
    region.role.is_some_and(|role| roles.contains(&role))
}

/// Whether several paragraphs of a stretch begin with times of day, and its heading or a day says that they tell what happened.
fn paragraphs_tell(body: &IncidentBody<'_>, region: &BodyRegion) -> bool {
    let times: Vec<ScannedTime> = body.blocks_of(region).iter().filter_map(|b| opens_with(body, b)).collect();
    times.len() >= FEWEST && (tells(&region.title) || times.iter().any(|time| time.parts.has_date()))
}

/// The time of day that a paragraph begins with.
fn opens_with(body: &IncidentBody<'_>, block: &BodyBlock) -> Option<ScannedTime> {
    let paragraph = block.kind == BlockKind::Paragraph;
    let line = lines(body.events, block.inner(body.events)).into_iter().next().filter(|_| paragraph)?;
    leading_time(&plain(&body.events[line])).filter(is_clear)
}

/// Whether a time is one of day beyond doubt.
fn is_clear(time: &ScannedTime) -> bool {
    time.parts.hour.is_some() && !time.parts.dotted
}

/// Whether a list tells what happened when; `around` says so of what stands around it.
fn list_tells(body: &IncidentBody<'_>, list: &BodyBlock, around: impl Fn() -> bool) -> bool {
    let times = times_in(body, list);
    let items = led_items(body, list);
    let own = |lead: &ItemLead| {
        let Some(found) = lead.found.as_ref().filter(|s| s.parts.has_time()) else { return false };
        let lower = lead.title.to_lowercase();
        let points = turning_points(body.known.lang);
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
