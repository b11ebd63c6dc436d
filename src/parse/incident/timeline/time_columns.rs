//! The cells of a table become what its columns hold: days, times of day, the ends of ranges.

use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::markdown::{BodyBlock, plain, rows};
use crate::parse::times::{
    ScannedTime, TimeParts, day_of_year, is_time_noise, is_unknown_time, scan, story_day, zone_in,
};
use crate::parse::vocabulary::words;

/// Which column holds what.
#[derive(Debug)]
pub(crate) struct TimeColumns {
    pub(crate) date: Option<usize>,
    pub(crate) time: usize,
    pub(crate) until: Option<usize>,
    /// Further columns of times, such as the same time in another zone.
    pub(crate) spare: Vec<usize>,
    /// How many rows have a time.
    pub(crate) rows: usize,
    /// Whether the head is itself an entry.
    pub(crate) headless: bool,
    /// Whether the table says by itself that it is a timeline: times of day under a head that says so, or beside days.
    pub(crate) says_so: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnKind {
    Date,
    Time,
    Both,
    Other,
}

/// The columns of times of the table at `block`, if it has any.
pub(crate) fn columns(body: &IncidentBody<'_>, block: &BodyBlock) -> Option<TimeColumns> {
    let cells =
        |(cells, _): (Vec<std::ops::Range<usize>>, _)| cells.into_iter().map(|c| plain(&body.events[c])).collect();
    columns_of(&rows(body.events, block).into_iter().map(cells).collect::<Vec<_>>())
}

/// The same, of the texts of a table's cells, the head first.
pub(crate) fn columns_of(rows: &[Vec<String>]) -> Option<TimeColumns> {
    let (head, below) = rows.split_first()?;
    let names: Vec<String> = head.iter().map(|name| name.to_lowercase()).collect();
    let headless = head.first().and_then(|n| cell(n)).is_some_and(|s| s.parts.has_time());
    let kinds: Vec<(ColumnKind, usize)> = (0..names.len().min(6)).map(|i| kind(below, i, &names[i])).collect();
    let first = kinds.iter().position(|(k, _)| *k != ColumnKind::Other)?;
    if first > 2 {
        return None;
    }
    let of = |wanted: ColumnKind| kinds.iter().position(|(k, _)| *k == wanted);
    let (date, time) = match (kinds[first].0, of(ColumnKind::Time)) {
        (ColumnKind::Date, Some(time)) => (Some(first), time),
        (ColumnKind::Time, Some(time)) if of(ColumnKind::Date) == Some(time + 1) => (of(ColumnKind::Date), time),
        _ => (None, first),
    };
    // Where the same times stand in several columns, the one whose head names their zone says more.
    let zoned = |i: &usize| kinds[*i].0 == kinds[time].0 && zone_in(&head[*i]).is_some() && !is_end(&names[*i]);
    let time = if zone_in(&head[time]).is_some() { time } else { (0..kinds.len()).find(zoned).unwrap_or(time) };
    let timed = |i: usize| kinds[i].0 != ColumnKind::Other && i != time && Some(i) != date;
    let until = (0..kinds.len()).find(|&i| timed(i) && is_end(&names[i]));
    let spare = (0..kinds.len()).filter(|&i| timed(i) && Some(i) != until).collect();
    let clocks = below.iter().filter_map(|row| cell(row.get(time)?)).filter(|s| s.parts.has_time());
    let days = clocks.clone().filter(|s| s.parts.has_date()).count();
    let used = |i: usize| i == time || kinds.get(i).is_some_and(|(kind, _)| *kind != ColumnKind::Other);
    let tells = |row: &&Vec<String>| row.iter().enumerate().any(|(i, text)| !used(i) && has_words(text));
    let told = below.iter().filter(tells).count() * 2 >= below.len();
    let says_so = told && clocks.count() > 0 && (date.is_some() || days > 0 || names_times(&names[time]));
    Some(TimeColumns { date, time, until, spare, rows: kinds[time].1 + usize::from(headless), headless, says_so })
}

/// Whether a head, in lower case, is that of the ends of ranges.
fn is_end(name: &str) -> bool {
    words().end_columns.iter().any(|end| name.starts_with(end.as_str()))
}

/// What most cells of column `i` hold, and how many of them.
fn kind(rows: &[Vec<String>], i: usize, name: &str) -> (ColumnKind, usize) {
    let (mut dates, mut times, mut both, mut misread, mut filled) = (0usize, 0usize, 0usize, 0usize, 0usize);
    let announced = is_announced(name);
    if says_unit(name) || words().measures.any_in(name) || ["value", "wert", "valeur", "valor"].contains(&name) {
        return (ColumnKind::Other, 0);
    }
    for row in rows {
        let text = row.get(i).map(String::as_str).unwrap_or_default();
        if is_unknown_time(text) {
            continue;
        }
        filled += 1;
        match cell(text).map(|s| (s.parts.has_date(), s.parts.has_time())) {
            Some(_) if is_decimal(text) && !is_clock_name(name) => {}
            Some((true, true)) => both += 1,
            Some((true, false)) => dates += 1,
            Some((false, true)) => times += 1,
            _ if announced && (day_of_year(text).is_some() || story_day(text).is_some()) => dates += 1,
            _ if looks_like_time(text) => misread += 1,
            _ => {}
        }
    }
    let found = dates + times + both;
    let found = if announced { found + misread } else { found };
    let enough = if announced { found * 3 >= filled.max(1) } else { found * 2 > filled };
    let kind = match () {
        () if found == 0 || !enough => ColumnKind::Other,
        () if (both + misread) * 2 >= found || (dates > 0 && times > 0) => ColumnKind::Both,
        () if dates > times => ColumnKind::Date,
        () => ColumnKind::Time,
    };
    (kind, found)
}

/// Whether a head, in lower case, begins with a word for times or days.
fn is_announced(name: &str) -> bool {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let begins = |t: &String| {
        name.strip_prefix(t.as_str()).is_some_and(|r| !r.starts_with(char::is_alphabetic) || !t.is_ascii())
    };
    words().time_columns.iter().chain(&words().end_columns).any(begins)
}

/// Whether a head, in lower case, is a word for times and nothing else but a zone, an "and date", an "of event".
fn names_times(name: &str) -> bool {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let joined =
        ["and ", "und ", "et ", "y ", "e ", "en ", "och ", "og ", "of ", "du ", "de ", "in ", "local", "stamp"];
    !says_unit(name)
        && words().time_columns.iter().any(|word| {
            name.strip_prefix(word.as_str()).is_some_and(|rest| {
                let rest = rest.trim_start();
                !rest.starts_with(char::is_alphabetic)
                    || !word.is_ascii()
                    || joined.iter().any(|j| rest.starts_with(j))
                    || zone_in(&rest.to_uppercase()).is_some()
            })
        })
}

/// Whether a head, in lower case, is a word for clocks, so that `12.30` below it is a time.
fn is_clock_name(name: &str) -> bool {
    let clocks =
        ["time", "zeit", "uhr", "heure", "hora", "ora", "orario", "tijd", "tid", "kl", "når", "時", "时", "horodatage"];
    names_times(name) && clocks.iter().any(|word| name.contains(word)) || name.is_empty()
}

/// Whether a head names a unit, so that what is below it was measured.
fn says_unit(name: &str) -> bool {
    ["(s)", "(ms)", "(sec", "(min", "(h)", "(hours", "(hrs", "(%", "[s]", "[ms]", "[min]"]
        .iter()
        .any(|u| name.contains(u))
}

/// Whether a cell is a number with decimals and nothing else.
fn is_decimal(text: &str) -> bool {
    let halves = text.trim().split_once(['.', ',']);
    halves.is_some_and(|(a, b)| {
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        digits(a) && digits(b)
    })
}

/// Whether a cell says something, rather than a number and its unit.
fn has_words(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 3 || text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Whether a cell is digits and marks like a date or time, though it is none.
pub(crate) fn looks_like_time(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 2 && letters < digits && text.len() < 40 && text.contains([':', '-', '.', '/']) && !is_decimal(text)
}

/// A cell that is a date or time as a whole.
pub(crate) fn cell(text: &str) -> Option<ScannedTime> {
    let text = text.trim_start_matches(['-', '–', ' ']);
    scan(text).filter(|s| is_time_noise(text.get(s.end..).unwrap_or_default()))
}

/// A cell in a column of days.
pub(crate) fn day_cell(text: &str) -> Option<ScannedTime> {
    let bare = || Some(ScannedTime { parts: day_of_year(text)?, until: None, end: text.len() });
    cell(text).or_else(bare).or_else(|| day_of_story(text))
}

/// "Day 2" and no more.
fn day_of_story(text: &str) -> Option<ScannedTime> {
    let parts = TimeParts { story_day: Some(story_day(text)?), ..TimeParts::default() };
    Some(ScannedTime { parts, until: None, end: text.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_says_by_its_head_or_its_days_that_it_is_a_timeline() {
        let table = |rows: &[&[&str]]| -> Option<bool> {
            let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|c| (*c).to_owned()).collect()).collect();
            columns_of(&rows).map(|c| c.says_so)
        };
        let cases: [(&[&[&str]], Option<bool>); 10] = [
            (&[&["Time (UTC)", "Event"], &["09:12", "belt"], &["09:20", "baker"]], Some(true)),
            (&[&["Kl.", "Hva"], &["09.12", "belte"], &["09.20", "baker"]], Some(true)),
            (
                &[&["Day", "At", "Event"], &["2024-03-11", "09:12", "belt"], &["2024-03-11", "09:20", "baker"]],
                Some(true),
            ),
            (&[&["Time", "Load"], &["09:12", "12.50"], &["09:13", "12.6 GB"]], Some(false)),
            (&[&["Node", "Load"], &["north", "12.50"], &["south", "9.59"]], None),
            (&[&["Load", "Node"], &["12.50", "north"], &["20.15", "south"]], None),
            (&[&["Time (s)", "Node"], &["12.50", "north"], &["20.15", "south"]], None),
            (&[&["Time to recover", "Node"], &["0:54", "north"], &["1:48", "south"]], None),
            (&[&["Ratio", "Node"], &["1:10", "north"], &["1:15", "south"]], None),
            (&[&["Release", "Date"], &["1.2", "2024-03-11"], &["1.3", "2024-03-12"]], Some(false)),
        ];
        for (rows, expected) in cases {
            assert_eq!(table(rows), expected, "{rows:?}");
        }
    }
}
