//! What stands under Action items becomes follow-ups: points of lists, rows of tables, short paragraphs.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::model::{Action, ActionState, Fact, Role, Span};
use crate::parse::blocks::{Block, BlockKind, rows};
use crate::parse::found::Body;
use crate::parse::headings::normalise;
use crate::parse::lists::{Nesting, Point, listed, paragraph};
use crate::parse::plain::{collapse, plain, source};
use crate::parse::regions::Region;
use crate::parse::residue::is_residue;
use crate::parse::words::words;

/// The follow-ups of a body, in order.
pub(super) fn actions(body: &Body<'_>) -> Vec<Fact<Action>> {
    let mut out = Vec::new();
    let mut paragraphs = Vec::new();
    for region in body.of(Role::Actions) {
        let kind = kind(region);
        let done = is_done_heading(&region.title).then_some(ActionState::Done);
        let blocks = body.blocks_of(region);
        let before = out.len();
        let lists: Vec<Block> = blocks.iter().filter(|b| b.kind != BlockKind::Table).cloned().collect();
        out.extend(
            listed(body, &lists, Nesting::Groups)
                .into_iter()
                .filter_map(|p| from_point(body, p, kind.as_deref(), done)),
        );
        let mut own = Vec::new();
        for block in blocks {
            match block.kind {
                BlockKind::Table => out.extend(from_table(body, block, kind.as_deref(), done)),
                BlockKind::Paragraph => {
                    let point =
                        paragraph(body, block).filter(|p| p.text.split_whitespace().count() > 3 && p.text.len() < 600);
                    own.extend(point.and_then(|p| from_point(body, p, kind.as_deref(), done)));
                }
                _ => {}
            }
        }
        let apart = region.nested && region.level < 7 && blocks.iter().all(|b| b.kind != BlockKind::List);
        if apart && out.len() == before {
            own.truncate(5);
            out.extend(own);
        } else {
            paragraphs.extend(own);
        }
    }
    if out.is_empty() {
        paragraphs.truncate(5);
        out = paragraphs;
    }
    out
}

/// What the sub-heading or the bold line above calls these follow-ups.
fn kind(region: &Region) -> Option<String> {
    let title = bare(&region.title);
    (region.nested && !title.is_empty() && !is_residue(&title) && title.chars().count() <= 60).then_some(title)
}

/// A heading without its parentheses.
fn bare(title: &str) -> String {
    let end = title.find(['(', '（', '[']).filter(|i| *i > 0).unwrap_or(title.len());
    title.get(..end).unwrap_or_default().trim().trim_end_matches([':', '：', '-', '–', ' ']).to_owned()
}

fn is_done_heading(title: &str) -> bool {
    let lower = title.to_lowercase();
    words().done_headings.any_in(&lower)
}

fn from_point(body: &Body<'_>, point: Point, kind: Option<&str>, done: Option<ActionState>) -> Option<Fact<Action>> {
    let (text, state) = marked(&point.text);
    if is_residue(&text) || text.chars().filter(|c| c.is_alphanumeric()).count() < 4 {
        return None;
    }
    let past = is_done(&text).then_some(ActionState::Done);
    let ticked = point.ticked.map(|t| if t { ActionState::Done } else { ActionState::Open });
    let action = Action {
        owner: owner(&text),
        text,
        kind: point.group.or_else(|| kind.map(str::to_owned)),
        rank: None,
        state: ticked.or(state).or(done).or(past).unwrap_or_default(),
        reason: None,
        opened: None,
        closed: None,
        ticket: ticket(body, &point.events),
        audience: None,
    };
    Some(Fact::body(action, point.span))
}

/// A follow-up without the mark that says where it stands, and what the mark says.
fn marked(text: &str) -> (String, Option<ActionState>) {
    let text = text.trim();
    for (mark, state) in [
        ("✅", ActionState::Done),
        ("✔️", ActionState::Done),
        ("✔", ActionState::Done),
        ("☑️", ActionState::Done),
        ("☑", ActionState::Done),
        ("🚧", ActionState::Doing),
        ("⏳", ActionState::Doing),
        ("🔄", ActionState::Doing),
        ("⬜", ActionState::Open),
        ("☐", ActionState::Open),
        ("❌", ActionState::Declined),
        (":white_check_mark:", ActionState::Done),
        (":heavy_check_mark:", ActionState::Done),
        ("[x]", ActionState::Done),
        ("[X]", ActionState::Done),
        ("[ ]", ActionState::Open),
    ] {
        if let Some(rest) = text.strip_prefix(mark).or_else(|| text.strip_suffix(mark)) {
            return (rest.trim().to_owned(), Some(state));
        }
    }
    if let Some(struck) = text.strip_prefix("~~").and_then(|t| t.strip_suffix("~~")) {
        return (struck.to_owned(), Some(ActionState::Done));
    }
    let marked = |open: char, close: char| {
        if let Some(rest) = text.strip_prefix(open) {
            let end = rest.find(close)?;
            let state = state_of(rest.get(..end)?)?;
            return Some((
                rest.get(end + close.len_utf8()..)?.trim_start_matches([':', ' ', '-']).to_owned(),
                Some(state),
            ));
        }
        let body = text.trim_end_matches('.').strip_suffix(close)?;
        let start = body.rfind(open)?;
        let state = state_of(body.get(start + open.len_utf8()..)?)?;
        Some((body.get(..start)?.trim_end().to_owned(), Some(state)))
    };
    let prefixed = || {
        let (head, rest) = text.split_once(':')?;
        let head = head.trim_matches(|c| matches!(c, '*' | '_'));
        let state = state_of(head).filter(|_| head.len() < 14)?;
        Some((rest.trim_start_matches(['*', '_', ' ']).to_owned(), Some(state)))
    };
    marked('(', ')').or_else(|| marked('[', ']')).or_else(prefixed).unwrap_or_else(|| (text.to_owned(), None))
}

/// Whether a follow-up tells what has already been done.
fn is_done(text: &str) -> bool {
    let lower = text.to_lowercase().replace('’', "'");
    let later = ["once ", "until ", "after ", "when ", "if ", "that ha", "which ha"].iter().any(|w| lower.contains(w));
    if !later && words().done_phrases.any_in(&lower) {
        return true;
    }
    let first = lower.split([';', '!']).next().unwrap_or_default().split(". ").next().unwrap_or_default();
    let first = first.trim_start_matches(|c: char| !c.is_alphanumeric());
    let subject = first.split_whitespace().next().unwrap_or_default();
    let perfect = [" has been ", " have been ", " has now been ", " have now been ", " has already ", " have already "];
    let told = ["the", "a", "an", "our", "all", "these", "both", "this", "it", "we"].contains(&subject)
        && perfect.iter().any(|p| first.contains(p));
    let we = [
        "we have now ",
        "we've now ",
        "we have since ",
        "we've since ",
        "we've already ",
        "we have fixed",
        "we've fixed",
        "we have added",
        "we've added",
    ];
    let open = [
        " not ",
        " task",
        " backlog",
        " ticket",
        "n't ",
        "that ha",
        "which ha",
        "who ha",
        " once ",
        " if ",
        " until ",
        " when ",
        " should ",
        " will ",
        " need",
        " must ",
        " have been able",
        "has been a ",
        "have been a ",
        "to ensure",
        " could ",
        " would ",
        "going to",
    ];
    (told || we.iter().any(|w| first.starts_with(w))) && !open.iter().any(|w| first.contains(w))
}

/// The state that a word in a status column or a mark names.
fn state_of(word: &str) -> Option<ActionState> {
    let word = normalise(word);
    words().states.get(word.as_str()).copied()
}

/// "Owner: platform" at the end of a follow-up.
fn owner(text: &str) -> Option<String> {
    let name = text.get(named_owner(text)?.1)?;
    let name = collapse(name.trim_matches(|c: char| matches!(c, '*' | '_' | ' ')));
    (!is_residue(&name) && name.chars().count() <= 40).then_some(name)
}

/// Where an owner is named: from the label on, and the name alone.
fn named_owner(text: &str) -> Option<(usize, Range<usize>)> {
    let lower = text.to_ascii_lowercase();
    let (at, length) = ["owner:", "owned by:", "assignee:", "assigned to:", "verantwortlich:", "responsable:"]
        .iter()
        .find_map(|w| lower.rfind(w).map(|i| (i, w.len())))?;
    let rest = text.get(at + length..)?.trim_start_matches(['*', '_', ' ']);
    let end = rest.find([',', ';', ')', '|', '.', ']']).unwrap_or(rest.len());
    let start = text.len() - rest.len();
    Some((at, start..start + end))
}

/// A follow-up without "Owner: …" in it: who is named there need not be a team.
pub(crate) fn without_owner(text: &str) -> String {
    let Some((at, name)) = named_owner(text) else { return text.to_owned() };
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(name.end..).unwrap_or_default());
    let before = before.trim_end_matches(['(', '[', '*', '_', ' ', '-', '–', '—', '|', ',', ';']);
    let after = after.trim_start_matches([')', ']', '*', '_', ' ', '|', ',', ';']);
    if after.trim_matches(['.', ' ']).is_empty() { before.to_owned() } else { format!("{before} {after}") }
}

/// The one ticket that a follow-up links to.
fn ticket(body: &Body<'_>, events: &Range<usize>) -> Option<String> {
    let mut found = body.events.get(events.clone())?.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. }) if is_ticket(dest_url) => Some(dest_url.to_string()),
        _ => None,
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn is_ticket(url: &str) -> bool {
    let tracked = [
        "/issues/",
        "/pull/",
        "/merge_requests/",
        "/browse/",
        "/issue/",
        "/tickets/",
        "/ticket/",
        "show_bug.cgi",
        "/T",
    ];
    url.starts_with("http")
        && tracked
            .iter()
            .any(|part| url.contains(part) && *part != "/T" || *part == "/T" && url.contains("phabricator"))
}

/// What a column of a table of follow-ups holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Column {
    Owner,
    State,
    Ticket,
    Due,
    Kind,
    Rank,
    Text,
}

impl Column {
    /// The order in which the words of a header are tried.
    const ORDER: [Column; 7] =
        [Column::Owner, Column::State, Column::Ticket, Column::Due, Column::Kind, Column::Rank, Column::Text];
}

/// The columns that say what they hold.
#[derive(Debug, Default)]
struct Columns(Vec<(Column, usize)>);

impl Columns {
    fn of(&self, wanted: Column) -> Option<usize> {
        self.0.iter().find(|(column, _)| *column == wanted).map(|(_, i)| *i)
    }
}

fn column(name: &str) -> Option<Column> {
    let name = normalise(name);
    let of = |word: &str| words().columns.get(word).copied();
    if name.is_empty() {
        return Some(Column::Rank);
    }
    of(&name).or_else(|| Column::ORDER.into_iter().find(|c| name.split(' ').any(|word| of(word) == Some(*c))))
}

fn from_table(body: &Body<'_>, block: &Block, kind: Option<&str>, done: Option<ActionState>) -> Vec<Fact<Action>> {
    let rows = rows(body.events, block);
    let Some(((head, _), below)) = rows.split_first() else { return Vec::new() };
    let mut columns = Columns::default();
    for (i, cell) in head.iter().enumerate() {
        columns.0.extend(column(&plain(&body.events[cell.clone()])).map(|c| (c, i)));
    }
    let named = |i: &usize| columns.0.iter().any(|(_, n)| n == i);
    let text = columns.of(Column::Text).or_else(|| (0..head.len()).find(|i| !named(i)));
    let text = text.or(columns.of(Column::Ticket)).unwrap_or(0);
    below.iter().filter_map(|row| from_row(body, row, &columns, text, kind, done)).collect()
}

fn from_row(
    body: &Body<'_>,
    (cells, span): &(Vec<Range<usize>>, Span),
    columns: &Columns,
    text: usize,
    kind: Option<&str>,
    done: Option<ActionState>,
) -> Option<Fact<Action>> {
    let words = |i: Option<usize>| {
        let found = plain(body.events.get(cells.get(i?)?.clone())?);
        (!is_residue(&found)).then_some(found)
    };
    let (said, mark) = marked(&source(body.text, body.events.get(cells.get(text)?.clone())?, 0));
    if is_residue(&said) {
        return None;
    }
    let state = columns.of(Column::State).and_then(|i| plain(body.events.get(cells.get(i)?.clone())?).into()).and_then(
        |w: String| {
            state_of(&w).or_else(|| marked(&w).1).or_else(|| w.split([' ', ',', '(']).next().and_then(state_of))
        },
    );
    let linked = cells.iter().find_map(|c| ticket(body, c));
    let (tracked, trailing) =
        words(columns.of(Column::Ticket).filter(|i| *i != text)).map_or((None, None), |w| with_state(&w));
    let action = Action {
        text: said,
        owner: words(columns.of(Column::Owner)),
        kind: words(columns.of(Column::Kind)).or_else(|| kind.map(str::to_owned)),
        rank: words(columns.of(Column::Rank))
            .and_then(|w| w.trim_start_matches(['P', 'p', '#']).parse().ok())
            .filter(|r| (1..=99).contains(r)),
        state: state.or(mark).or(trailing).or(done).unwrap_or_default(),
        reason: None,
        opened: None,
        closed: None,
        ticket: linked.or(tracked),
        audience: None,
    };
    Some(Fact::body(action, span.clone()))
}

/// "Bug 12 DONE": a ticket, and the state written behind it.
fn with_state(text: &str) -> (Option<String>, Option<ActionState>) {
    let (head, last) = text.rsplit_once(' ').unwrap_or(("", text));
    let state = state_of(last);
    let ticket = if state.is_some() { head } else { text };
    ((!is_residue(ticket)).then(|| ticket.to_owned()), state)
}
