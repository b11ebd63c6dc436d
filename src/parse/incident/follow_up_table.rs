//! A table under Action items becomes follow-ups, one a row.

use std::ops::Range;

use crate::model::{Action, ActionState, Fact, Span};
use crate::parse::incident::follow_up_headings::Under;
use crate::parse::incident::follow_up_owners::is_person;
use crate::parse::incident::follow_up_states::{marked, state_of};
use crate::parse::incident::follow_up_tickets::{is_ticket_number, ticket};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::not_follow_ups::is_none;
use crate::parse::markdown::{BodyBlock, plain, rows, source};
use crate::parse::times::date_in;
use crate::parse::vocabulary::{FollowUpColumn, normalise, says_nothing, words};

/// The columns that say what they hold.
#[derive(Debug, Default)]
struct FollowUpColumns {
    places: Vec<(FollowUpColumn, usize)>,
    /// Whether the column of states asks for one, "Completed", so that a date in it says that it was done.
    when_done: bool,
}

impl FollowUpColumns {
    fn of(&self, wanted: FollowUpColumn) -> Option<usize> {
        self.places.iter().find(|(column, _)| *column == wanted).map(|(_, i)| *i)
    }
}

fn column(name: &str) -> Option<FollowUpColumn> {
    let name = normalise(name);
    let of = |word: &str| words().columns.get(word).copied();
    if name.is_empty() {
        return Some(FollowUpColumn::Rank);
    }
    of(&name).or_else(|| FollowUpColumn::ORDER.into_iter().find(|c| name.split(' ').any(|word| of(word) == Some(*c))))
}

/// Whether a table's head says that its rows are follow-ups: what is to be done, and who does it or where it stands.
pub(crate) fn is_table_of_follow_ups(body: &IncidentBody<'_>, block: &BodyBlock) -> bool {
    let Some((head, _)) = rows(body.events, block).into_iter().next() else { return false };
    let found: Vec<FollowUpColumn> =
        head.iter().filter_map(|cell| column(&plain(body.events.get(cell.clone())?))).collect();
    found.contains(&FollowUpColumn::Text)
        && [FollowUpColumn::Owner, FollowUpColumn::State, FollowUpColumn::Ticket].iter().any(|one| found.contains(one))
}

/// The follow-ups that a table holds, its head left out.
pub(crate) fn from_table(body: &IncidentBody<'_>, block: &BodyBlock, under: &Under) -> Vec<Fact<Action>> {
    let rows = rows(body.events, block);
    let Some(((head, _), below)) = rows.split_first() else { return Vec::new() };
    let mut columns = FollowUpColumns::default();
    for (i, cell) in head.iter().enumerate() {
        let name = plain(&body.events[cell.clone()]);
        columns.places.extend(column(&name).map(|c| (c, i)));
        columns.when_done |= state_of(&name) == Some(ActionState::Done);
    }
    let named = |i: &usize| columns.places.iter().any(|(_, n)| n == i);
    let text = columns.of(FollowUpColumn::Text).or_else(|| (0..head.len()).find(|i| !named(i)));
    let text = text.or(columns.of(FollowUpColumn::Ticket)).unwrap_or(0);
    below.iter().filter_map(|row| from_row(body, row, &columns, text, under)).collect()
}

fn from_row(
    body: &IncidentBody<'_>,
    (cells, span): &(Vec<Range<usize>>, Span),
    columns: &FollowUpColumns,
    text: usize,
    under: &Under,
) -> Option<Fact<Action>> {
    let words = |i: Option<usize>| {
        let found = plain(body.events.get(cells.get(i?)?.clone())?);
        (!says_nothing(&found)).then_some(found)
    };
    let (said, mark) = marked(&source(body.text, body.events.get(cells.get(text)?.clone())?, 0));
    let said = if says_nothing(&said) { words(columns.of(FollowUpColumn::Ticket))? } else { said };
    if is_none(&said, false) {
        return None;
    }
    let state = columns
        .of(FollowUpColumn::State)
        .and_then(|i| plain(body.events.get(cells.get(i)?.clone())?).into())
        .and_then(|w: String| {
            in_column(&w)
                .or_else(|| marked(&w).1)
                .or_else(|| w.split([' ', ',', '(', '（']).next().and_then(in_column))
                .or_else(|| (columns.when_done && date_in(&w).is_some()).then_some(ActionState::Done))
        });
    let linked = cells.iter().find_map(|c| ticket(body, c));
    let (tracked, trailing) =
        words(columns.of(FollowUpColumn::Ticket).filter(|i| *i != text)).map_or((None, None), |w| with_state(&w));
    let action = Action {
        owner: words(columns.of(FollowUpColumn::Owner)).or_else(|| under.owner.clone()),
        kind: words(columns.of(FollowUpColumn::Kind)).filter(|kind| !is_person(kind)).or_else(|| under.kind.clone()),
        rank: words(columns.of(FollowUpColumn::Rank)).and_then(|w| rank(&w)),
        state: state.or(mark).or(trailing).or_else(|| of_other_cell(body, cells, columns)).or(under.state),
        reason: None,
        opened: None,
        closed: None,
        ticket: linked.or(tracked).or_else(|| is_ticket_number(&said).then(|| said.clone())),
        audience: None,
        text: said,
    };
    Some(Fact::section(action, span.clone()))
}

/// The state that a cell of a column without a name for it is, "TODO": where no column is for states.
fn of_other_cell(body: &IncidentBody<'_>, cells: &[Range<usize>], columns: &FollowUpColumns) -> Option<ActionState> {
    if columns.of(FollowUpColumn::State).is_some() {
        return None;
    }
    let named = |i: usize| {
        [FollowUpColumn::Text, FollowUpColumn::Kind, FollowUpColumn::Rank].iter().any(|c| columns.of(*c) == Some(i))
    };
    let words = |cell: &Range<usize>| Some(plain(body.events.get(cell.clone())?));
    let word = |text: String| {
        let bare = text.trim().trim_end_matches('.');
        let last = bare.rsplit(' ').next().unwrap_or_default();
        let shouted = last.len() > 2 && last.bytes().all(|b| b.is_ascii_uppercase());
        if shouted { state_of(last) } else { None }
    };
    cells.iter().enumerate().filter(|(i, _)| !named(*i)).find_map(|(_, cell)| word(words(cell)?))
}

/// A rank in a column for it: "2", "P2"; `P0` comes before the first.
fn rank(word: &str) -> Option<u32> {
    let bare = word.trim_start_matches(['P', 'p', '#']);
    let number = bare.parse().ok().filter(|rank| *rank < 100)?;
    (number > 0 || bare.len() < word.len()).then_some(number)
}

/// The state that a cell of a column for it names; such a column may ask "Done?".
fn in_column(word: &str) -> Option<ActionState> {
    state_of(word).or_else(|| match normalise(word).as_str() {
        "no" | "nein" | "non" | "não" | "nee" | "nej" | "false" => Some(ActionState::Open),
        "true" | "ja" | "oui" | "sí" | "sim" | "sì" => Some(ActionState::Done),
        _ => None,
    })
}

/// What stands between a state and what brought it about.
const IN: [&str; 12] = ["in ", "with ", "by ", "via ", "mit ", "dans ", "avec ", "en ", "con ", "com ", "med ", "met "];

/// "Bug 12 DONE": a ticket, and the state written behind it.
fn with_state(text: &str) -> (Option<String>, Option<ActionState>) {
    if let (ticket, Some(state)) = marked(text) {
        return (Some(ticket), Some(state));
    }
    if let Some((first, rest)) = text.split_once(' ')
        && state_of(first) == Some(ActionState::Done)
        && IN.iter().any(|word| rest.starts_with(word))
    {
        // "done in this change", "fixed in #12": what it was done in is the ticket.
        let within = rest.split_once(' ').map(|(_, within)| within.trim().to_owned());
        return (within.filter(|within| !says_nothing(within)), Some(ActionState::Done));
    }
    let (head, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let state = state_of(last);
    let ticket = if state.is_some() { head } else { text };
    ((!says_nothing(ticket)).then(|| ticket.to_owned()), state)
}
