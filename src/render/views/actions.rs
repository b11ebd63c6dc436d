//! The follow-ups of all incidents become a list: what is open, the oldest first; what was said in several incidents; what we said
//! and what happened; what was closed in other ways and why; what was done.

mod row;
mod tables;

use serde::Serialize;

use crate::analyse::follow_ups::FollowUp;
use crate::diag::Diagnostic;
use crate::model::ActionState;
use crate::render::routes::{ACTIONS, ACTIONS_TABLE};
use crate::render::views::Views;
use crate::render::views::actions::row::Row;
use crate::render::views::actions::tables::{Again, Said};
use crate::render::views::shell::{Frame, Sheet};
use crate::words::codes;

#[derive(Serialize)]
struct ActionsView<'v> {
    title: &'static str,
    /// How many there are in each state.
    count: &'v str,
    /// What is missing for ages to be told.
    hint: Option<&'v str>,
    table: &'static str,
    open: Section,
    /// What was closed without being carried out, by how.
    closed: Vec<Section>,
    done: Section,
    /// Whether done ones are all that this sheet has.
    only_done: bool,
    again: Vec<Again>,
    /// How many further groups there are.
    again_more: usize,
    said: Option<Said>,
    sheet: Sheet,
}

#[derive(Serialize)]
struct Section {
    title: &'static str,
    rows: Vec<Row>,
}

/// What all sheets have in common.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    order: Vec<usize>,
    count: String,
    hint: Option<String>,
}

/// Puts the follow-ups into their order and counts them.
pub(crate) fn listed(views: &Views) -> Listed {
    let rows = &views.analysis.follow_ups.rows;
    Listed { order: order(views), count: count(rows), hint: hint(rows) }
}

/// The ways of closing, in the order in which they are told.
const CLOSED: [ActionState; 3] = [ActionState::NotNecessary, ActionState::Absorbed, ActionState::Declined];

/// Groups of follow-ups that were said again and again.
const AGAIN: usize = 20;

/// One sheet of `actions/index.html`.
pub(crate) fn page(views: &Views, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = &views.analysis.follow_ups;
    let Listed { order, count, hint } = views.follow_ups();
    let shown: Vec<&FollowUp> = Sheet::rows(order, sheet).iter().map(|&ix| &all.rows[ix]).collect();
    let section = |title, wanted: &dyn Fn(ActionState) -> bool| Section {
        title,
        rows: shown.iter().filter(|row| wanted(row.state)).map(|follow_up| row::row(views, follow_up)).collect(),
    };
    let open = section("Open and in progress", &crate::analyse::follow_ups::is_open);
    let closed: Vec<Section> = CLOSED
        .map(|state| section(codes::state(state), &|other| other == state))
        .into_iter()
        .filter(|section| !section.rows.is_empty())
        .collect();
    let first = sheet == 0;
    let again = if first { &all.repeated[..all.repeated.len().min(AGAIN)] } else { &[] };
    let view = ActionsView {
        title: "Follow-ups",
        count,
        hint: hint.as_deref().filter(|_| first),
        table: ACTIONS_TABLE,
        only_done: open.rows.is_empty() && closed.is_empty(),
        open,
        closed,
        done: section("Done", &|state| state == ActionState::Done),
        again: again.iter().map(|repeated| tables::again(views, repeated)).collect(),
        again_more: if first { all.repeated.len() - again.len() } else { 0 },
        said: if first { tables::said(&all.outcomes, views.site.as_of) } else { None },
        sheet: Sheet::new(views, ACTIONS, sheet, order.len()),
    };
    let mut frame = Frame::list(views, here, view.title, "actions");
    frame.description =
        String::from("What was said would be done after incidents, and what became of it, with the reasons.");
    frame.fill(views, "actions.html", &view)
}

/// The follow-ups as they are listed: those not closed by age, the oldest first and those without an age last; then those closed, by
/// how, the newest incident first.
fn order(views: &Views) -> Vec<usize> {
    let rows = &views.analysis.follow_ups.rows;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let part = |state: ActionState| match state {
        ActionState::Open | ActionState::Doing => 0,
        ActionState::Done => CLOSED.len() + 1,
        other => 1 + CLOSED.iter().position(|&state| state == other).unwrap_or_default(),
    };
    order.sort_by_cached_key(|&ix| {
        let row = &rows[ix];
        let age = if row.is_open() { row.age } else { None };
        let oldest = (age.is_none(), std::cmp::Reverse(age));
        (part(row.state), oldest, views.position(row.page), row.rank.unwrap_or(u32::MAX), ix)
    });
    order
}

/// `14 open, 3 in progress; 61 done, 4 not needed after all, 7 decided against.`
fn count(rows: &[FollowUp]) -> String {
    let of = |state: ActionState, words: &str| {
        let count = rows.iter().filter(|row| row.state == state).count();
        (count > 0).then(|| format!("{count} {words}"))
    };
    let part = |states: &[(ActionState, &str)]| {
        let parts: Vec<String> = states.iter().filter_map(|&(state, words)| of(state, words)).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    };
    let open = part(&[(ActionState::Open, "open"), (ActionState::Doing, "in progress")]);
    let closed = part(&[
        (ActionState::Done, "done"),
        (ActionState::NotNecessary, "not needed after all"),
        (ActionState::Absorbed, "became part of other work"),
        (ActionState::Declined, "decided against"),
    ]);
    let parts: Vec<String> = open.into_iter().chain(closed).collect();
    format!("{}.", parts.join("; "))
}

/// What is missing, where follow-ups that are not closed have no age.
fn hint(rows: &[FollowUp]) -> Option<String> {
    let open = rows.iter().filter(|row| row.is_open()).count();
    let dated = rows.iter().filter(|row| row.is_open() && row.age.is_some()).count();
    match (open - dated, dated) {
        (0, _) => None,
        (_, 0) => Some(String::from("Nothing says when these were opened, so they have no age.")),
        (1, _) => Some(String::from("One does not say on which day it was opened, and stands last.")),
        (count, _) => Some(format!("{count} do not say on which day they were opened, and stand last.")),
    }
}
