//! The follow-ups of all incidents become a list: what is open, the oldest first; what does not say where it stands; what was said
//! in several incidents; what we said and what happened; what was closed in other ways and why; what was done.

mod follow_up_row;
mod follow_up_tables;

use serde::Serialize;

use crate::addresses::FixedOutput;
use crate::analyse::follow_ups::{FollowUp, is_open};
use crate::diag::Diagnostic;
use crate::model::ActionState;
use crate::pages::follow_ups::follow_up_row::FollowUpRow;
use crate::pages::follow_ups::follow_up_tables::{SaidAgain, SaidAndDone};
use crate::pages::frame::Frame;
use crate::pages::pager::Pager;
use crate::views::Views;
use crate::views::follow_up_list::{CLOSED, FollowUpList};
use crate::words::codes;

#[derive(Serialize)]
struct ActionsView<'v> {
    title: String,
    /// How many there are in each state.
    count: &'v str,
    table: &'static str,
    /// The script that has the names of services.
    vocabulary: Option<&'static str>,
    open: Section,
    /// What does not say where it stands.
    unstated: Section,
    /// What was closed without being carried out, by how.
    closed: Vec<Section>,
    done: Section,
    /// Whether done ones are all that this sheet has.
    only_done: bool,
    again: Vec<SaidAgain>,
    /// How many further groups there are.
    again_more: usize,
    said: Option<SaidAndDone>,
    sheet: Pager,
}

#[derive(Serialize)]
struct Section {
    title: String,
    /// The state in an address, `open` or `not-necessary`.
    state: &'static str,
    rows: Vec<FollowUpRow>,
}

/// Groups of follow-ups that were said again and again.
const AGAIN: usize = 20;

/// What an address calls the state that ended a follow-up.
fn ending(state: ActionState) -> &'static str {
    match state {
        ActionState::NotNecessary => "not-necessary",
        ActionState::Absorbed => "absorbed",
        ActionState::Declined => "declined",
        ActionState::Done => "done",
        ActionState::Open | ActionState::Doing => "open",
    }
}

/// One sheet of `actions/index.html`.
pub(crate) fn page(views: &Views, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let (wording, all) = (&views.site.wording, &views.analysis.follow_ups);
    let FollowUpList { order, count } = views.follow_ups();
    let shown: Vec<&FollowUp> = Pager::rows(order, sheet).iter().map(|&ix| &all.rows[ix]).collect();
    let section = |title, state, wanted: &dyn Fn(Option<ActionState>) -> bool| Section {
        title,
        state,
        rows: shown
            .iter()
            .filter(|row| wanted(row.state))
            .map(|follow_up| follow_up_row::row(views, follow_up))
            .collect(),
    };
    let open = section(wording.say("follow_ups.open"), "open", &|state| state.is_some_and(is_open));
    let unstated = section(codes::state(wording, None), "unstated", &|state| state.is_none());
    let closed: Vec<Section> = CLOSED
        .map(|state| section(codes::state(wording, Some(state)), ending(state), &|other| other == Some(state)))
        .into_iter()
        .filter(|section| !section.rows.is_empty())
        .collect();
    let first = sheet == 0;
    let served = views.filter("service").is_some_and(|services| !services.values.is_empty());
    let again = if first { &all.repeated[..all.repeated.len().min(AGAIN)] } else { &[] };
    let view = ActionsView {
        title: wording.say("menu.follow_ups"),
        count,
        table: FixedOutput::ActionsTable.address(),
        vocabulary: served.then(|| FixedOutput::FilterVocabulary.address()),
        only_done: open.rows.is_empty() && unstated.rows.is_empty() && closed.is_empty(),
        open,
        unstated,
        closed,
        done: section(codes::state(wording, Some(ActionState::Done)), "done", &|state| {
            state == Some(ActionState::Done)
        }),
        again: again.iter().map(|repeated| follow_up_tables::again(views, repeated)).collect(),
        again_more: if first { all.repeated.len() - again.len() } else { 0 },
        said: if first { follow_up_tables::said(wording, &all.outcomes, views.site.as_of) } else { None },
        sheet: Pager::new(views, FixedOutput::Actions.address(), sheet, order.len()),
    };
    let mut frame = Frame::list(views, here, &view.title, "actions");
    frame.description = wording.say("follow_ups.description");
    frame.fill(views, "actions.html", &view)
}
