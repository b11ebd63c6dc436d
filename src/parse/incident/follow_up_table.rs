//! A table under Action items becomes follow-ups, one a row.

use std::ops::Range;

use crate::model::{Action, ActionState, Fact, Span};
use crate::parse::incident::follow_up_words::{marked, state_of, ticket};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::markdown::{BodyBlock, plain, rows, source};
use crate::parse::vocabulary::{FollowUpColumn, normalise, says_nothing, words};

/// The columns that say what they hold.
#[derive(Debug, Default)]
struct FollowUpColumns(Vec<(FollowUpColumn, usize)>);

impl FollowUpColumns {
    fn of(&self, wanted: FollowUpColumn) -> Option<usize> {
        self.0.iter().find(|(column, _)| *column == wanted).map(|(_, i)| *i)
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

/// The follow-ups that a table holds, its head left out.
pub(crate) fn from_table(
    body: &IncidentBody<'_>,
    block: &BodyBlock,
    kind: Option<&str>,
    done: Option<ActionState>,
) -> Vec<Fact<Action>> {
    let rows = rows(body.events, block);
    let Some(((head, _), below)) = rows.split_first() else { return Vec::new() };
    let mut columns = FollowUpColumns::default();
    for (i, cell) in head.iter().enumerate() {
        columns.0.extend(column(&plain(&body.events[cell.clone()])).map(|c| (c, i)));
    }
    let named = |i: &usize| columns.0.iter().any(|(_, n)| n == i);
    let text = columns.of(FollowUpColumn::Text).or_else(|| (0..head.len()).find(|i| !named(i)));
    let text = text.or(columns.of(FollowUpColumn::Ticket)).unwrap_or(0);
    below.iter().filter_map(|row| from_row(body, row, &columns, text, kind, done)).collect()
}

fn from_row(
    body: &IncidentBody<'_>,
    (cells, span): &(Vec<Range<usize>>, Span),
    columns: &FollowUpColumns,
    text: usize,
    kind: Option<&str>,
    done: Option<ActionState>,
) -> Option<Fact<Action>> {
    let words = |i: Option<usize>| {
        let found = plain(body.events.get(cells.get(i?)?.clone())?);
        (!says_nothing(&found)).then_some(found)
    };
    let (said, mark) = marked(&source(body.text, body.events.get(cells.get(text)?.clone())?, 0));
    if says_nothing(&said) {
        return None;
    }
    let state = columns
        .of(FollowUpColumn::State)
        .and_then(|i| plain(body.events.get(cells.get(i)?.clone())?).into())
        .and_then(|w: String| {
            state_of(&w).or_else(|| marked(&w).1).or_else(|| w.split([' ', ',', '(']).next().and_then(state_of))
        });
    let linked = cells.iter().find_map(|c| ticket(body, c));
    let (tracked, trailing) =
        words(columns.of(FollowUpColumn::Ticket).filter(|i| *i != text)).map_or((None, None), |w| with_state(&w));
    let action = Action {
        text: said,
        owner: words(columns.of(FollowUpColumn::Owner)),
        kind: words(columns.of(FollowUpColumn::Kind)).or_else(|| kind.map(str::to_owned)),
        rank: words(columns.of(FollowUpColumn::Rank))
            .and_then(|w| w.trim_start_matches(['P', 'p', '#']).parse().ok())
            .filter(|r| (1..=99).contains(r)),
        state: state.or(mark).or(trailing).or(done).unwrap_or_default(),
        reason: None,
        opened: None,
        closed: None,
        ticket: linked.or(tracked),
        audience: None,
    };
    Some(Fact::section(action, span.clone()))
}

/// "Bug 12 DONE": a ticket, and the state written behind it.
fn with_state(text: &str) -> (Option<String>, Option<ActionState>) {
    let (head, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let state = state_of(last);
    let ticket = if state.is_some() { head } else { text };
    ((!says_nothing(ticket)).then(|| ticket.to_owned()), state)
}
