//! The entries of a timeline become statements about the timepoints that they plainly name: started, detected, mitigated, resolved.

use jiff::civil::Date;

use crate::model::{Fact, Incident, Key, Moment, Precision, Role, Span, TimelineEntry, Timepoint};
use crate::parse::incident::how_found::told_way;
use crate::parse::incident::stated_lengths::{EndsOfLengths, ends_of_lengths};
use crate::parse::incident::time_statements::{TimeStatements, is_same_day_of_another_year};
use crate::parse::vocabulary::{LabelMeaning, Patterns, bare_role, label_meanings, normalise, turning_points};

/// A timeline that goes on for more days than this may begin long before the trouble: with its latent cause.
const DAYS: i32 = 7;

/// A sign so many entries after the first one of trouble is not the first sign.
const LATE: usize = 2;

/// So many bytes the name has at most that an entry begins with.
const TAG: usize = 40;

/// An entry, its words in lower case.
struct Row<'t> {
    entry: &'t TimelineEntry,
    at: &'t Moment,
    lower: String,
}

/// Takes down what the entries say, and returns the way it was found where the entry that tells of the first sign says it.
pub(crate) fn milestones(
    incident: &Incident,
    lang: &str,
    day: Option<Date>,
    told: &mut TimeStatements,
) -> Option<(String, Span)> {
    let words = turning_points(lang);
    let rows = in_order(incident.timeline.iter().filter_map(row).collect());
    let says = |row: &Row<'_>, patterns: &Patterns| {
        row.at.precision >= Precision::Hour
            && sentences(&row.lower).any(|sentence| patterns.any_in(sentence) && !words.doubts.any_in(sentence))
    };
    // "Detection: a baker called", "Resolved: bread moves", "The oven alarm rang (detection)".
    let tagged = |row: &Row<'_>, step: LabelMeaning| {
        let head = row.lower.split([':', '：']).next().filter(|head| head.len() < row.lower.len() && head.len() <= TAG);
        let tail = row.lower.trim_end_matches(['.', ' ', '*', '_']).strip_suffix([')', '）']);
        let tail = tail.and_then(|before| before.rsplit(['(', '（']).next()).filter(|tail| tail.len() <= TAG);
        let says = |name: Option<&str>| {
            let name = normalise(name.unwrap_or_default());
            !name.is_empty() && label_meanings(&name).contains(&step)
        };
        let whole = Some(row.lower.as_str())
            .filter(|whole| whole.len() <= TAG && whole.contains(' ') && !words.paperwork.any_in(whole));
        row.at.precision >= Precision::Hour && (says(head) || says(tail) || says(whole))
    };
    let paperwork = |row: &&Row<'_>| words.paperwork.any_in(first_clause(&row.lower));
    let ended = rows
        .iter()
        .rposition(|row| tagged(row, LabelMeaning::Resolved) || says(row, &words.row.resolved) && !paperwork(&row));
    // What begins again after it was not over yet.
    let relapsed = |end: usize| {
        let later = rows.get(end + 1..).unwrap_or_default();
        later.iter().any(|row| says(row, &words.row.started) && !words.row.resolved.any_in(&row.lower))
    };
    let ended = ended.filter(|end| !relapsed(*end));
    let until = ended.map_or(rows.len(), |last| last + 1);
    let before_end = rows.get(..until).unwrap_or_default();
    let harmed = before_end
        .iter()
        .position(|row| words.harm.any_in(&row.lower) && !words.row.resolved.any_in(first_clause(&row.lower)));
    let started =
        before_end.iter().position(|row| says(row, &words.row.started) && !words.row.resolved.any_in(&row.lower));
    let sign = |row: &Row<'_>| {
        let sentence = row.lower.split(". ").next().unwrap_or_default();
        let told = || told_way(lang, sentence).is_some();
        let headed = || {
            let head =
                row.lower.split([':', '：']).next().filter(|head| head.len() < row.lower.len() && head.len() <= TAG);
            head.is_some_and(|head| bare_role(head, Some(lang)) == Some(Role::Detection))
        };
        let noticed = || (words.detected.row.any_in(sentence) || headed()) && !words.unnoticed.any_in(sentence);
        !words.shipped.any_in(sentence) && (told() || noticed())
    };
    let tagged_sign = before_end.iter().position(|row| tagged(row, LabelMeaning::Detected));
    let first_sign = || {
        before_end.iter().position(|row| {
            row.at.precision >= Precision::Hour
                && sign(row)
                && !paperwork(&row)
                && !words.row.resolved.any_in(first_clause(&row.lower))
        })
    };
    // Work on the trouble that stands before it shows that somebody knew of it already.
    let known_before = |sign: usize| {
        let worked = |row: &Row<'_>| words.response.any_in(first_clause(&row.lower));
        harmed.is_some_and(|harmed| before_end.get(harmed..sign).unwrap_or_default().iter().any(worked))
    };
    // So do several entries of trouble.
    let late = |sign: usize| harmed.is_some_and(|harmed| sign > harmed + LATE);
    let is_first = |sign: &usize| !known_before(*sign) && !late(*sign);
    let detected = tagged_sign.filter(is_first).or_else(|| first_sign().filter(is_first));
    // Where an earlier entry speaks of trouble already, when it began is not plain.
    let plain = |started: &usize| {
        detected.is_none_or(|detected| *started <= detected) && harmed.is_none_or(|harmed| *started <= harmed)
    };
    if let Some(started) = started.filter(plain) {
        told.say(Key::Started, fact(before_end[started].entry));
    }
    let known = |told: &TimeStatements| {
        told.best(Key::Started, &incident.times.started).and_then(|fact| fact.value.known().cloned())
    };
    let times: Vec<&Moment> = rows.iter().map(|row| row.at).collect();
    let mut lengths = ends_of_lengths(&times, known(told).as_ref(), &incident.durations);
    if let (None, Some(harmed)) = (lengths.detected, harmed)
        && known(told).is_none_or(|began| began.precision < Precision::Minute)
    {
        // The first entry of trouble, where a sign stands exactly so long after it as it is said to have taken.
        let from_trouble = ends_of_lengths(&times, Some(times[harmed]), &incident.durations);
        if from_trouble.detected.is_some_and(|sign_at| sign_at > harmed && sign(&rows[sign_at])) {
            lengths = EndsOfLengths { started: Some(harmed), ..from_trouble };
        }
    }
    if let Some(started) = lengths.started {
        told.say(Key::Started, fact(rows[started].entry));
    }
    // What is said to have been noticed so long after the trouble began was not noticed before it.
    let too_early = |sign: usize| lengths.started.is_some_and(|began| sign < began);
    let detected = match lengths.detected {
        Some(end) if detected.is_none_or(|sign| end < sign || too_early(sign)) || sign(&rows[end]) => Some(end),
        _ => detected,
    };
    let known = known(told);
    let after_start = |row: &Row<'_>| known.as_ref().is_none_or(|began| began.compare(row.at).is_le());
    let mut way = None;
    if let Some(detected) = detected.map(|i| &rows[i]).filter(|row| after_start(row)) {
        told.say(Key::Detected, fact(detected.entry));
        way = told_way(lang, &detected.lower).map(|way| (way.to_owned(), detected.entry.span.clone()));
    }
    let mitigated = before_end
        .iter()
        .position(|row| (tagged(row, LabelMeaning::Mitigated) || says(row, &words.row.mitigated)) && after_start(row));
    // What was repaired for good only after the time to recovery was mitigated by then.
    let held_up = lengths.recovered.filter(|recovered| {
        ended.is_some_and(|ended| *recovered < ended && times[*recovered].compare(times[ended]).is_lt())
    });
    if let Some(mitigated) = mitigated.or(held_up) {
        told.say(Key::Mitigated, fact(rows[mitigated].entry));
    }
    let ended = ended.or(lengths.recovered.filter(|recovered| Some(*recovered) != mitigated));
    if let Some(ended) = ended.map(|i| &rows[i]).filter(|row| after_start(row)) {
        told.say(Key::Resolved, fact(ended.entry));
    }
    if let (Some(date), Some(first)) = (&known, rows.first())
        && date.precision == Precision::Day
        && is_same_day_of_another_year(date.date(), first.at.date())
    {
        // "27.01.2019" above rows of 27.01.2020: somebody wrote the year that had just ended.
        told.say(Key::Started, Fact::row(Timepoint::Known(Moment::day(first.at.date())), first.entry.span.clone()));
    }
    let first_trouble = harmed.into_iter().chain(detected).min().map(|i| &rows[i]);
    if known.is_none()
        && let Some(first) = first_day(&rows, first_trouble, day, |row| is_told_by_others(lang, &row.lower))
    {
        told.say(Key::Started, first);
    }
    way
}

/// Whether somebody outside told of it, who need not have done so at once.
fn is_told_by_others(lang: &str, lower: &str) -> bool {
    told_way(lang, lower).is_some_and(|way| matches!(way, "customer" | "support" | "partner"))
}

/// The rows from the first to the last; a log of updates is often written with the newest first.
fn in_order(mut rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let pairs = || rows.windows(2).map(|pair| pair[0].at.compare(pair[1].at));
    if pairs().filter(|order| order.is_gt()).count() > pairs().filter(|order| order.is_lt()).count() {
        rows.reverse();
    }
    rows
}

fn row(entry: &TimelineEntry) -> Option<Row<'_>> {
    Some(Row { at: entry.at.known()?, lower: entry.text.to_lowercase(), entry })
}

fn fact(entry: &TimelineEntry) -> Fact<Timepoint> {
    Fact::row(entry.at.clone(), entry.span.clone())
}

/// What an entry says, stop by stop.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let sentence = Some(first_clause(rest)).filter(|sentence| !sentence.is_empty())?;
        rest = rest[sentence.len()..]
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | '。' | '；'));
        Some(sentence)
    })
}

/// Up to the first stop; the one in "1.323.0" is none.
fn first_clause(text: &str) -> &str {
    let stops = |(at, c): (usize, char)| match c {
        ';' | '。' | '；' => true,
        '.' => text[at + 1..].chars().next().is_none_or(char::is_whitespace),
        _ => false,
    };
    let begun = text.find(|c: char| c.is_alphanumeric()).unwrap_or_default();
    let end = text[begun..].char_indices().map(|(at, c)| (begun + at, c)).find(|at| stops(*at));
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

/// The day of the first entry, the clock left out: what stands first need not be when the trouble began, but it was that day.
///
/// A timeline that goes on for days may begin with what led to it: then it is the day of the first entry that speaks of trouble, and of
/// one that goes back for weeks no more than `day`, where that is among its days.
fn first_day(
    rows: &[Row<'_>],
    first_trouble: Option<&Row<'_>>,
    day: Option<Date>,
    is_late_sign: impl Fn(&Row<'_>) -> bool,
) -> Option<Fact<Timepoint>> {
    let (first, last) = (rows.first()?, rows.last()?);
    let apart = |a: Date, b: Date| a.until(b).map_or(i32::MAX, |span| span.get_days().abs());
    let chosen = match apart(first.at.date(), last.at.date()) {
        ..=0 => first,
        // What customers told on the second day may have begun on the first one, unseen.
        1 if first_trouble.is_some_and(|told| told.at.date() != first.at.date() && is_late_sign(told)) => return None,
        1 => first_trouble.unwrap_or(first),
        2..=DAYS => first_trouble.or_else(|| rows.iter().find(|row| day.is_some_and(|day| row.at.date() == day)))?,
        _ => rows.iter().find(|row| day.is_some_and(|day| row.at.date() == day))?,
    };
    let precision = chosen.at.precision.min(Precision::Day);
    let moment = Moment { precision, ..Moment::day(chosen.at.date()) };
    Some(Fact::row(Timepoint::Known(moment), chosen.entry.span.clone()))
}
