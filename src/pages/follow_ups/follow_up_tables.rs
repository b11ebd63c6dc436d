//! What was said again and again becomes groups, and what became of ranked follow-ups a table, with what cannot be counted beside it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::analyse::follow_ups::{Band, FollowUp, Outcomes, Ranked, Repeated, Seen, WEEKS};
use crate::link::PageIx;
use crate::views::Views;
use crate::words::moments::day;
use crate::words::numbers::{self, number};
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
    state: &'static str,
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
    name: &'static str,
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
    let rows = &views.analysis.follow_ups.rows;
    let told = |row: usize, text: &str| phrases::sentences_on_page(&views.site, rows[row].page, text, LENGTH);
    let text = |row: usize| told(row, &rows[row].text);
    let centre = text(repeated.centre);
    let said = |&row: &usize| Saying {
        card: views.card(rows[row].page).clone(),
        text: Some(text(row)).filter(|text| *text != centre),
        state: codes::state(rows[row].state),
        mark: codes::state_mark(rows[row].state),
        reason: rows[row].reason.as_deref().map(|reason| told(row, reason)),
    };
    let pages = |wanted: fn(&FollowUp) -> bool| -> BTreeSet<PageIx> {
        repeated.rows.iter().filter(|&&row| wanted(&rows[row])).map(|&row| rows[row].page).collect()
    };
    let dated = |row: &usize| Some(views.site.pages[rows[*row].page].dated.as_ref()?.value.date().year());
    let since = repeated.rows.iter().filter_map(dated).min().map(|year| format!(" since {year}")).unwrap_or_default();
    let stands = match (pages(FollowUp::is_open).len(), pages(|row| row.state.is_none()).len()) {
        (0, 0) => String::from("open in none of them"),
        (0, unsaid) if unsaid == repeated.incidents => String::from("none of them says where it stands"),
        (0, _) => String::from("none of them says that it is open"),
        (open, _) if open == repeated.incidents => String::from("open in all of them"),
        (open, _) => format!("open in {}", number(open)),
    };
    SaidAgain {
        text: centre.clone(),
        told: format!("Said in {} incidents{since}; {stands}.", number(repeated.incidents)),
        rows: repeated.rows.iter().take(LISTED).map(said).collect(),
        more: repeated.rows.len().saturating_sub(LISTED),
    }
}

/// The table; `None` where nothing can be counted.
pub(super) fn said(outcomes: &Outcomes, as_of: Option<Date>) -> Option<SaidAndDone> {
    let row = |ranked: &Ranked| BandRow {
        name: match ranked.band {
            Band::First => "Rank 1",
            Band::Second => "Rank 2",
            Band::Third => "Rank 3",
            Band::FourthAndFifth => "Ranks 4 and 5",
            Band::Later => "Rank 6 and later",
        },
        count: ranked.count,
        cells: ranked.seen.iter().map(cell).collect(),
    };
    (!outcomes.bands.is_empty()).then(|| SaidAndDone {
        weeks: WEEKS.iter().map(|weeks| format!("{weeks} weeks")).collect(),
        bands: outcomes.bands.iter().map(row).collect(),
        left_out: left_out(outcomes, as_of),
    })
}

fn cell(seen: &Seen) -> BandCell {
    let closed = seen.done + seen.not_necessary + seen.absorbed + seen.declined;
    let ways = [
        (seen.done, "done"),
        (seen.not_necessary, "not needed after all"),
        (seen.absorbed, "became part of other work"),
        (seen.declined, "decided against"),
        (seen.of - closed, "still open"),
    ];
    BandCell {
        of: seen.of,
        ways: ways.iter().filter(|(count, _)| *count > 0).map(|(count, way)| format!("{count} {way}")).collect(),
    }
}

/// What is not in the table, and why.
fn left_out(outcomes: &Outcomes, as_of: Option<Date>) -> Vec<String> {
    let counted: usize = outcomes.bands.iter().map(|band| band.count).sum();
    let young: usize = outcomes.bands.iter().map(|band| band.count - band.seen[WEEKS.len() - 1].of).sum();
    let until = as_of.map(|date| format!(" before {}", day(date))).unwrap_or_default();
    let mut sentences = vec![format!(
        "{} with a rank and a day of opening. Each column counts only those opened at least that long{until}.",
        numbers::count(counted, "follow-up", "follow-ups")
    )];
    let mut add = |count: usize, one: &str, many: &str| {
        if count > 0 {
            sentences.push(if count == 1 { format!("One {one}.") } else { format!("{count} {many}.") });
        }
    };
    add(young, "is younger than six weeks", "are younger than six weeks");
    add(
        outcomes.unopened,
        "has a rank and no day of opening, and is not counted",
        "have a rank and no day of opening, and are not counted",
    );
    add(
        outcomes.unclosed,
        "was closed on a day that nobody wrote down, and is not counted",
        "were closed on days that nobody wrote down, and are not counted",
    );
    add(
        outcomes.unstated,
        "has a rank and does not say where it stands, and is not counted",
        "have a rank and do not say where they stand, and are not counted",
    );
    add(outcomes.unranked, "has no rank", "have no rank");
    add(
        outcomes.excluded,
        "belongs to an incident that is left out of trends on its author's word",
        "belong to incidents that are left out of trends on their authors' word",
    );
    sentences
}
