//! The words of a command line become questions, periods and filters, or the nearest that would have been understood.

use crate::analyse::trends::grouping::By;
use crate::analyse::trends::{Filter, Period, Question, Scope, Step, Window};
use crate::cli::stats::counting_options::Counting;
use crate::diag::nearest;
use crate::error::{Error, Result};
use crate::link::{FacetKind, FacetNames};
use crate::views::Views;

/// Why some things are not counted by.
const LEAGUE: &str =
    "side by side, teams and people would be a league table, and people would write less; nothing is counted by them";

/// What incidents can be put side by side by.
const GROUPS: [(&str, By); 8] = [
    ("year", By::Calendar(Step::Year)),
    ("half-year", By::Calendar(Step::HalfYear)),
    ("quarter", By::Calendar(Step::Quarter)),
    ("month", By::Calendar(Step::Month)),
    ("severity", By::Severity),
    ("service", By::Service),
    ("factor", By::Factor),
    ("detection", By::Detection),
];

/// What incidents can be filtered by.
const FILTERS: [&str; 4] = ["service", "factor", "severity", "detection"];

/// Whether a word names people or teams.
fn ranks(word: &str) -> bool {
    const PEOPLE: [&str; 12] = [
        "team",
        "owner",
        "author",
        "person",
        "people",
        "responder",
        "reporter",
        "assignee",
        "commander",
        "engineer",
        "user",
        "individual",
    ];
    let word = word.trim().to_lowercase();
    PEOPLE.contains(&word.strip_suffix('s').unwrap_or(&word))
}

/// The group that `--by` names.
pub(super) fn group(word: &str) -> std::result::Result<By, String> {
    if ranks(word) {
        return Err(String::from(LEAGUE));
    }
    let names = GROUPS.map(|(name, _)| name);
    let found = GROUPS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word.trim()));
    found.map(|(_, by)| *by).ok_or_else(|| format!("nothing is counted by that{}", instead(word, &names)))
}

/// The name of a group.
pub(super) fn group_name(by: By) -> &'static str {
    GROUPS.iter().find(|(_, other)| *other == by).map_or("", |(name, _)| name)
}

/// The questions that were asked; all of `among` when none was.
pub(super) fn questions(words: &[String], among: &[Question]) -> Result<Vec<Question>> {
    if words.is_empty() {
        return Ok(among.to_vec());
    }
    let slugs: Vec<&str> = among.iter().map(|question| question.slug()).collect();
    let question = |word: &String| {
        let wanted = word.trim().to_lowercase();
        let found = among.iter().copied().find(|question| question.slug() == wanted);
        if found.is_none() && Question::ALL.iter().any(|question| question.slug() == wanted) {
            return Err(Error::usage(format!(
                "`{wanted}` cannot be asked here; expected one of {}; `casebook stats {wanted}` answers it by itself",
                slugs.join(", ")
            )));
        }
        if ranks(word) {
            return Err(Error::usage(LEAGUE));
        }
        found.ok_or_else(|| Error::usage(format!("there is no question `{word}`{}", instead(word, &slugs))))
    };
    words.iter().map(question).collect()
}

/// `; did you mean …?`, or what there is.
pub(super) fn instead(wanted: &str, known: &[&str]) -> String {
    match nearest(wanted, known.iter().copied()) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if known.is_empty() => String::new(),
        None => format!("; expected one of {}", known.iter().take(12).copied().collect::<Vec<_>>().join(", ")),
    }
}

/// The period and the filters that were asked for.
pub(super) fn scope(views: &Views, counting: &Counting) -> Result<Scope> {
    let filters = counting.filter.iter().map(|filter| self::filter(views, filter)).collect::<Result<Vec<Filter>>>()?;
    Ok(Scope { period: period(counting)?, filters })
}

fn period(counting: &Counting) -> Result<Period> {
    let (from, last) = (counting.since, counting.until);
    if let Some(year) = counting.year {
        return Ok(Period::Year(year));
    }
    if counting.last_12_months {
        return Ok(Period::LastTwelveMonths);
    }
    if from.zip(last).is_some_and(|(from, last)| from > last) {
        return Err(Error::usage("--since is later than --until"));
    }
    let until = last.and_then(|last| last.tomorrow().ok());
    Ok(if from.or(until).is_none() { Period::All } else { Period::Between(Window { from, until }) })
}

fn filter(views: &Views, filter: &str) -> Result<Filter> {
    let (group, value) = filter.split_once(':').ok_or_else(|| {
        Error::usage(format!("--filter takes a group and a value, such as service:checkout, not `{filter}`"))
    })?;
    let (group, value) = (group.trim().to_lowercase(), value.trim());
    let of = |kind, filter: fn(usize) -> Filter| {
        FacetNames::of(&views.site.links, kind)
            .find(value)
            .map(filter)
            .ok_or_else(|| unknown(views, &group, value, kind))
    };
    match group.as_str() {
        "service" => of(FacetKind::Service, Filter::Service),
        "factor" => of(FacetKind::Factor, Filter::Factor),
        "severity" => of(FacetKind::Severity, Filter::Severity),
        "detection" => detection(views, value),
        "year" => Err(Error::usage(format!("a year is asked for with --year {value}"))),
        group if ranks(group) => Err(Error::usage(LEAGUE)),
        group => Err(Error::usage(format!("there is no group `{group}`{}", instead(group, &FILTERS)))),
    }
}

fn unknown(views: &Views, group: &str, value: &str, kind: FacetKind) -> Error {
    let known: Vec<&str> =
        views.facets(kind).iter().flat_map(|facet| [facet.id.as_str(), facet.name.as_str()]).collect();
    let ids: Vec<&str> = views.facets(kind).iter().map(|facet| facet.id.as_str()).collect();
    nothing_has(group, value, nearest(value, known).map(str::to_owned), &ids)
}

/// How something was found, as one word.
fn detection(views: &Views, value: &str) -> Result<Filter> {
    let word = value.to_lowercase().replace([' ', '_'], "-");
    let mut known: Vec<&str> =
        views.analysis.trends.facts.iter().filter_map(|facts| Some(facts.detection.known()?.as_str())).collect();
    known.sort_unstable();
    known.dedup();
    if known.contains(&word.as_str()) {
        return Ok(Filter::Detection(word));
    }
    Err(nothing_has("detection", value, nearest(&word, known.iter().copied()).map(str::to_owned), &known))
}

fn nothing_has(group: &str, value: &str, near: Option<String>, known: &[&str]) -> Error {
    let hint = match near {
        Some(near) => format!("; did you mean `{group}:{near}`?"),
        None if known.is_empty() => String::new(),
        None => format!("; there is {}", known.iter().take(8).copied().collect::<Vec<_>>().join(", ")),
    };
    Error::usage(format!("nothing has `{group}:{value}`{hint}"))
}
