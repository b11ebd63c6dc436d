//! What was said again and again becomes groups, and what became of ranked follow-ups a table, with what cannot be counted beside it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::analyse::follow_ups::{Band, FollowUp, Outcomes, Ranked, Repeated, Seen, WEEKS};
use crate::link::PageIx;
use crate::views::Views;
use crate::wording::Wording;
use crate::words::moments::day;
use crate::words::{codes, phrases};

/// Follow-ups of several incidents that say the same.
#[derive(Serialize)]
pub(super) struct SaidAgain {
    text: String,
    /// `Said in four incidents since 2023; open in two.`
    told: String,
    rows: Vec<Saying>,
    /// How many more there are than are shown.
    more: usize,
}

/// Where it was said.
#[derive(Serialize)]
struct Saying {
    card: Value,
    /// The words, where they are others than the group's.
    text: Option<String>,
    state: String,
    mark: &'static str,
    reason: Option<String>,
}

/// What we said, and what happened.
#[derive(Serialize)]
pub(super) struct SaidAndDone {
    weeks: Vec<String>,
    bands: Vec<BandRow>,
    /// What the table leaves out, in sentences.
    left_out: Vec<String>,
}

#[derive(Serialize)]
struct BandRow {
    name: String,
    count: usize,
    cells: Vec<BandCell>,
}

/// What was so some weeks after the opening.
#[derive(Serialize)]
struct BandCell {
    /// How many could be looked at; nothing else is said where there is none.
    of: usize,
    /// `5 done`, `1 decided against`, `2 still open`.
    ways: Vec<String>,
}

/// Incidents of a group that are listed.
const LISTED: usize = 12;

/// The longest text, in characters; whole sentences where they fit.
const LENGTH: usize = 240;

/// A group of follow-ups that say the same.
pub(super) fn again(views: &Views, repeated: &Repeated) -> SaidAgain {
    let (wording, rows) = (&views.site.wording, &views.analysis.follow_ups.rows);
    let told = |row: usize, text: &str| phrases::sentences_on_page(&views.site, rows[row].page, text, LENGTH);
    let text = |row: usize| told(row, &rows[row].text);
    let centre = text(repeated.centre);
    let said = |&row: &usize| Saying {
        card: views.card(rows[row].page).clone(),
        text: Some(text(row)).filter(|text| *text != centre),
        state: codes::state(wording, rows[row].state),
        mark: codes::state_mark(rows[row].state),
        reason: rows[row].reason.as_deref().map(|reason| told(row, reason)),
    };
    let pages = |wanted: fn(&FollowUp) -> bool| -> BTreeSet<PageIx> {
        repeated.rows.iter().filter(|&&row| wanted(&rows[row])).map(|&row| rows[row].page).collect()
    };
    let dated = |row: &usize| Some(views.site.pages[rows[*row].page].dated.as_ref()?.value.date().year());
    let since = repeated.rows.iter().filter_map(dated).min();
    let stands = match (pages(FollowUp::is_open).len(), pages(|row| row.state.is_none()).len()) {
        (0, 0) => wording.say("follow_ups.none_open"),
        (0, unsaid) if unsaid == repeated.incidents => wording.say("follow_ups.none_says"),
        (0, _) => wording.say("follow_ups.none_says_open"),
        (open, _) if open == repeated.incidents => wording.say("follow_ups.all_open"),
        (open, _) => wording.count_with("follow_ups.some_open", open, &[("number", &wording.small_number(open))]),
    };
    let key = if since.is_some() { "follow_ups.again_since" } else { "follow_ups.again_told" };
    let number = wording.small_number(repeated.incidents);
    let year = since.map(|year| year.to_string()).unwrap_or_default();
    SaidAgain {
        text: centre.clone(),
        told: wording.fill(key, &[("number", &number), ("year", &year), ("stands", &stands)]),
        rows: repeated.rows.iter().take(LISTED).map(said).collect(),
        more: repeated.rows.len().saturating_sub(LISTED),
    }
}

/// The table; `None` where nothing can be counted.
pub(super) fn said(wording: &Wording, outcomes: &Outcomes, as_of: Option<Date>) -> Option<SaidAndDone> {
    let row = |ranked: &Ranked| BandRow {
        name: wording.say(match ranked.band {
            Band::First => "follow_ups.rank_one",
            Band::Second => "follow_ups.rank_two",
            Band::Third => "follow_ups.rank_three",
            Band::FourthAndFifth => "follow_ups.rank_four",
            Band::Later => "follow_ups.rank_later",
        }),
        count: ranked.count,
        cells: ranked.seen.iter().map(|seen| cell(wording, seen)).collect(),
    };
    (!outcomes.bands.is_empty()).then(|| SaidAndDone {
        weeks: WEEKS
            .iter()
            .map(|&weeks| wording.count("length.week", usize::try_from(weeks).unwrap_or_default()))
            .collect(),
        bands: outcomes.bands.iter().map(row).collect(),
        left_out: left_out(wording, outcomes, as_of),
    })
}

fn cell(wording: &Wording, seen: &Seen) -> BandCell {
    let closed = seen.done + seen.not_necessary + seen.absorbed + seen.declined;
    let ways = [
        (seen.done, "states.done"),
        (seen.not_necessary, "states.not_necessary"),
        (seen.absorbed, "states.absorbed"),
        (seen.declined, "states.declined"),
        (seen.of - closed, "states.still_open"),
    ];
    BandCell {
        of: seen.of,
        ways: ways.iter().filter(|(count, _)| *count > 0).map(|(count, key)| wording.count(key, *count)).collect(),
    }
}

/// What is not in the table, and why.
fn left_out(wording: &Wording, outcomes: &Outcomes, as_of: Option<Date>) -> Vec<String> {
    let counted: usize = outcomes.bands.iter().map(|band| band.count).sum();
    let young: usize = outcomes.bands.iter().map(|band| band.count - band.seen[WEEKS.len() - 1].of).sum();
    let key = if as_of.is_some() { "follow_ups.counted_before" } else { "follow_ups.counted" };
    let until = as_of.map(|date| day(wording, date)).unwrap_or_default();
    let first = wording.count_with(key, counted, &[("date", &until)]);
    let others = [
        (young, "follow_ups.young"),
        (outcomes.unopened, "follow_ups.unopened"),
        (outcomes.unclosed, "follow_ups.unclosed"),
        (outcomes.unstated, "follow_ups.unstated"),
        (outcomes.unranked, "follow_ups.unranked"),
        (outcomes.excluded, "follow_ups.excluded"),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0).map(|(count, key)| wording.count(key, count));
    std::iter::once(first).chain(others).collect()
}
