//! What is counted of an incident becomes words for programs.

use jiff::civil::Weekday;

use crate::analyse::trends::hours::nobody;
use crate::analyse::trends::{FirstPage, IncidentFacts};
use crate::model::{Moment, Precision};

/// The word for a first page that nobody got.
pub(super) const NOBODY: &str = "nobody";

/// How a first page is known, or why there is none.
pub(super) fn first_page_word(facts: &IncidentFacts) -> &'static str {
    if nobody(facts) { NOBODY } else { facts.first_page.word() }
}

/// How a date is known, or why there is none; `published` where it is the day the write-up came out.
pub(super) fn date_word(facts: &IncidentFacts) -> &'static str {
    if facts.by_publication && facts.date.known().is_some() { "published" } else { facts.date.word() }
}

/// The day of the week in small letters.
pub(super) fn weekday(first: &FirstPage) -> &'static str {
    match first.weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

/// The day it began, or as much of it as is known.
pub(super) fn date(facts: &IncidentFacts) -> String {
    let moment = |date| Moment { precision: facts.precision, ..Moment::day(date) };
    let written = |date: &jiff::civil::Date| match facts.precision {
        Precision::Year | Precision::Month => crate::words::moments::date_machine(&moment(*date)),
        _ => date.to_string(),
    };
    facts.date.known().map_or_else(String::new, written)
}
