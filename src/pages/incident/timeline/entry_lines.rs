//! An entry of a timeline becomes the words of its line: when it was, in UTC and in the house's zone, what it was, and how long
//! after the one before.

use std::collections::{BTreeMap, HashMap};

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tera::Value;

use crate::charts;
use crate::model::{EntryPart, Fact, Incident, Moment, Precision, TimelineEntry, Timepoint};
use crate::views::Views;
use crate::wording::Wording;
use crate::words::{durations, moments};

/// One line of the list.
#[derive(Default, Serialize)]
pub(super) struct EntryView {
    pub(super) anchor: Option<String>,
    /// Whether its first part is a heading.
    titled: bool,
    /// `1 hour 12 minutes later`, where that is long beside the rest.
    pub(super) later: Option<String>,
    at: Option<AtView>,
    /// What stands in place of a time that is not known.
    unknown: Option<String>,
    /// `Detected` and the like.
    pub(super) marks: Vec<String>,
    parts: Vec<PartView>,
}

/// A time of day, or two.
#[derive(Serialize)]
pub(super) struct AtView {
    about: bool,
    /// Whether nobody says in which zone: the clock is shown alone.
    unplaced: bool,
    from: EntryClock,
    until: Option<EntryClock>,
    /// The same in the house's zone, where that differs.
    local: Option<String>,
    /// The same as it was written, when that is neither.
    written: Option<String>,
}

/// A time in UTC, or on a clock whose zone nobody gave, in words and for machines.
#[derive(Serialize)]
struct EntryClock {
    text: String,
    datetime: String,
}

/// Part of what an entry says; with the name of its column where that matters.
#[derive(Serialize)]
pub(super) struct PartView {
    column: Option<String>,
    html: Value,
}

impl PartView {
    /// A part. The names of columns are shown beside all but the main one.
    pub(super) fn new(part: &EntryPart, html: Value, main: Option<usize>) -> Self {
        let named = part.column.as_ref().filter(|(ix, name)| Some(*ix) != main && !name.is_empty());
        Self { column: named.map(|(_, name)| name.clone()), html }
    }
}

impl EntryView {
    /// A line without a time.
    pub(super) fn remark(html: Option<Value>) -> Self {
        let parts = html.map(|html| PartView { column: None, html }).into_iter().collect();
        Self { parts, ..Self::default() }
    }

    /// What is known of an entry by itself.
    pub(super) fn new(wording: &Wording, entry: &TimelineEntry, at: Option<AtView>, parts: Vec<PartView>) -> Self {
        let unknown = at.is_none().then(|| unknown(wording, entry));
        let titled = parts.len() > 1 && entry.parts.iter().all(|part| part.column.is_none());
        Self { at, unknown, parts, titled, ..Self::default() }
    }
}

impl AtView {
    /// Whether `words` are nothing but this time, as in a column of the same times in another zone.
    pub(super) fn says(&self, words: &str) -> bool {
        let words = words.trim();
        let same = |shown: &str| shown.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        words.contains(':')
            && [Some(&self.from.text), self.local.as_ref(), self.written.as_ref()]
                .into_iter()
                .flatten()
                .any(|shown| same(shown))
    }
}

/// The time of an entry, when it has a time of day.
pub(super) fn at(views: &Views, entry: &TimelineEntry) -> Option<AtView> {
    let (wording, zone) = (&views.site.wording, &views.zone);
    let from = entry.at.known()?;
    let start = from.instant()?;
    let end = entry.until.as_ref().and_then(|until| Some((until, until.instant()?)));
    let unplaced = views.is_on_some_clock(from);
    let clock = |moment: &Moment, at: Timestamp, on: bool| {
        let utc = Offset::UTC.to_datetime(at);
        let time = moments::time_words(wording, utc.time(), moment.precision);
        let day = moments::day_of_month(wording, utc.date());
        let text = if on { wording.fill("time.on", &[("time", &time), ("date", &day)]) } else { time };
        let z = if unplaced { "" } else { "Z" };
        EntryClock { text, datetime: format!("{}T{:02}:{:02}{z}", utc.date(), utc.hour(), utc.minute()) }
    };
    let day = |at: Timestamp| Offset::UTC.to_datetime(at).date();
    Some(AtView {
        about: from.approximate,
        unplaced,
        from: clock(from, start, false),
        until: end.map(|(until, at)| clock(until, at, day(at) != day(start))),
        local: local(wording, from, start, end, zone),
        written: written(wording, from, start, end, zone),
    })
}

/// The time in the house's zone, where that differs from UTC; with the day where that differs too.
fn local(
    wording: &Wording,
    from: &Moment,
    start: Timestamp,
    end: Option<(&Moment, Timestamp)>,
    zone: &TimeZone,
) -> Option<String> {
    let info = zone.to_offset_info(start);
    if info.offset() == Offset::UTC {
        return None;
    }
    let civil = zone.to_datetime(start);
    let until = end.map(|(until, end)| moments::time_words(wording, zone.to_datetime(end).time(), until.precision));
    let time = stretch(wording, moments::time_words(wording, civil.time(), from.precision), until);
    let key = if civil.date() == Offset::UTC.to_datetime(start).date() { "time.zone" } else { "time.zone_of_day" };
    let (name, day) = (moments::zone_name(info.abbreviation()), moments::day_of_month(wording, civil.date()));
    Some(wording.fill(key, &[("time", &time), ("zone", &name), ("date", &day)]))
}

/// The time as written, when it is neither UTC nor the house's.
fn written(
    wording: &Wording,
    from: &Moment,
    start: Timestamp,
    end: Option<(&Moment, Timestamp)>,
    zone: &TimeZone,
) -> Option<String> {
    if from.offset == Offset::UTC || from.offset == zone.to_offset(start) {
        return None;
    }
    let until = end.map(|(until, _)| moments::time_words(wording, until.civil.time(), until.precision));
    let time = stretch(wording, moments::time_words(wording, from.civil.time(), from.precision), until);
    let seconds = from.offset.seconds();
    let sign = if seconds < 0 { '−' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    let minutes = if minutes == 0 { String::new() } else { format!(":{minutes:02}") };
    Some(format!("{time} UTC{sign}{hours}{minutes}"))
}

/// `09:12 to 13:40`, or the one time there is.
fn stretch(wording: &Wording, from: String, until: Option<String>) -> String {
    match until {
        Some(until) => wording.fill("time.stretch", &[("from", &from), ("until", &until)]),
        None => from,
    }
}

/// Words in place of a time of day.
fn unknown(wording: &Wording, entry: &TimelineEntry) -> String {
    let date = |until: &Moment| moments::date_words(wording, until.date(), until.precision.min(Precision::Day));
    let until = entry.until.as_ref().map(date);
    match (&entry.at, until) {
        (Timepoint::Known(_), Some(until)) => wording.fill("time.until", &[("date", &until)]),
        (Timepoint::Known(moment), None) if moment.precision < Precision::Day => wording.say("time.no_day"),
        (Timepoint::Known(_), None) => wording.say("time.no_time"),
        (Timepoint::Unknown, _) => {
            let written = entry.written.trim();
            let says = written.chars().filter(|c| c.is_alphanumeric()).count() > 1;
            let nothing = ["unknown", "n/a", "tbd", "hh:mm"].contains(&written.to_lowercase().as_str());
            if says && !nothing { written.to_owned() } else { wording.say("time.unknown") }
        }
    }
}

/// How long after the one before an entry is, where that is a quarter of the whole; by where the entry begins in the text.
pub(super) fn pauses(wording: &Wording, entries: &[&TimelineEntry]) -> BTreeMap<usize, String> {
    let second = |moment: &Moment| moment.instant().map(Timestamp::as_second);
    let busy = |entry: &&&TimelineEntry| {
        let from = second(entry.at.known()?)?;
        let hour = if entry.at.known()?.precision == Precision::Hour { 3600 } else { 0 };
        Some((from, entry.until.as_ref().and_then(second).unwrap_or(from + hour).max(from)))
    };
    let all: Vec<(i64, i64)> = entries.iter().filter_map(|entry| busy(&entry)).collect();
    let long = charts::pauses(&all, 0.25, |_| true);
    let mut said = BTreeMap::new();
    let mut vague = false;
    let mut end: Option<i64> = None;
    for entry in entries {
        let (Some((from, until)), Some(moment)) = (busy(&entry), entry.at.known()) else { continue };
        let about = moment.approximate || moment.precision == Precision::Hour;
        if let Some(end) = end.filter(|end| long.contains(&(*end, from))) {
            let length = durations::rough(wording, SignedDuration::from_secs(from - end), about || vague);
            let later = || wording.fill("length.later", &[("length", &length)]);
            said.entry(entry.span.start).or_insert_with(later);
        }
        end = Some(end.map_or(until, |end| end.max(until)));
        vague = about;
    }
    said
}

/// What an entry was to the incident; by where the entry begins in the text.
pub(super) fn marks(wording: &Wording, incident: &Incident, entries: &[&TimelineEntry]) -> HashMap<usize, Vec<String>> {
    let times = &incident.times;
    let known = [
        ("facts.started", &times.started),
        ("facts.detected", &times.detected),
        ("facts.mitigated", &times.mitigated),
        ("facts.resolved", &times.resolved),
    ];
    let mut marks: HashMap<usize, Vec<String>> = HashMap::new();
    for (name, fact) in known {
        if let Some(entry) = fact.as_ref().and_then(|fact| entry_of(fact, entries)) {
            marks.entry(entry.span.start).or_default().push(wording.say(name));
        }
    }
    marks
}

/// The entry that a time was read from, or the first one at that time.
fn entry_of<'e>(fact: &Fact<Timepoint>, entries: &[&'e TimelineEntry]) -> Option<&'e TimelineEntry> {
    let instant = fact.value.known()?.instant()?;
    let own = entries.iter().find(|entry| fact.inferred() && entry.span == fact.span);
    let minute = |at: Timestamp| at.as_second().div_euclid(60);
    let same = |entry: &&&TimelineEntry| {
        entry.at.known().and_then(Moment::instant).is_some_and(|at| minute(at) == minute(instant))
    };
    own.or_else(|| entries.iter().find(same)).copied()
}

/// The column with the most words, when there are several.
pub(super) fn main_column(entries: &[&TimelineEntry]) -> Option<usize> {
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    for part in entries.iter().flat_map(|entry| &entry.parts) {
        if let Some((column, _)) = &part.column {
            *lengths.entry(*column).or_default() += part.span.len();
        }
    }
    lengths.into_iter().max_by_key(|(column, length)| (*length, std::cmp::Reverse(*column))).map(|(column, _)| column)
}
