//! A row of the table of facts becomes part of an incident's record: what trend pages count of it, and why they do not count the rest.

use serde::Serialize;

use crate::analyse::trends::{Delay, FirstPage, Gap, IncidentFacts, Known, Setting};
use crate::exports::fact_words::{NOBODY, date, date_word, first_page_word, weekday};
use crate::model::Precision;

/// What is counted of an incident.
#[derive(Serialize)]
pub(super) struct CountedFacts {
    /// `yes`, or why it is left out.
    counted: &'static str,
    date: CountedFact<DateFact>,
    /// Absent where its author asks to leave it out: whoever sums up must not count it.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    numbers: Option<Numbers>,
}

/// What there is to sum up.
#[derive(Serialize)]
struct Numbers {
    until_detected: CountedFact<Length>,
    until_mitigated: CountedFact<Length>,
    until_resolved: CountedFact<Length>,
    until_notes: CountedFact<Length>,
    until_review: CountedFact<Length>,
    first_page: CountedFact<PageFact>,
    detection: CountedFact<WordFact>,
}

/// A value, or one word that says why there is none.
#[derive(Serialize)]
#[serde(untagged)]
enum CountedFact<T> {
    Known {
        #[serde(flatten)]
        value: T,
        origin: &'static str,
    },
    Gap(&'static str),
}

#[derive(Serialize)]
struct DateFact {
    value: String,
    precision: Precision,
}

#[derive(Serialize)]
struct Length {
    seconds: i64,
    /// Whether it counts days of the calendar.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    by_day: bool,
}

#[derive(Serialize)]
struct PageFact {
    weekday: &'static str,
    hour: i8,
}

#[derive(Serialize)]
struct WordFact {
    value: String,
}

/// What is counted of an incident.
pub(super) fn facts(of: &IncidentFacts) -> CountedFacts {
    CountedFacts {
        counted: of.setting.word(),
        date: match fact(&of.date, |_| DateFact { value: date(of), precision: of.precision }) {
            CountedFact::Known { value, .. } => CountedFact::Known { value, origin: date_word(of) },
            gap => gap,
        },
        numbers: (of.setting != Setting::Excluded).then(|| numbers(of)),
    }
}

fn numbers(of: &IncidentFacts) -> Numbers {
    let length = |known: &Known<f64>| fact(known, |seconds| Length { seconds: seconds.round() as i64, by_day: false });
    let delay = |known: &Known<Delay>| {
        fact(known, |delay| Length { seconds: delay.seconds.round() as i64, by_day: delay.by_day })
    };
    Numbers {
        until_detected: length(&of.until_detected),
        until_mitigated: length(&of.until_mitigated),
        until_resolved: length(&of.until_resolved),
        until_notes: delay(&of.until_notes),
        until_review: delay(&of.until_review),
        first_page: match first_page_word(of) {
            NOBODY => CountedFact::Gap(NOBODY),
            _ => fact(&of.first_page, |page: &FirstPage| PageFact { weekday: weekday(page), hour: page.hour }),
        },
        detection: fact(&of.detection, |word| WordFact { value: word.clone() }),
    }
}

fn fact<T, U>(known: &Known<T>, value: impl FnOnce(&T) -> U) -> CountedFact<U> {
    match known.known() {
        Some(of) => CountedFact::Known { value: value(of), origin: known.word() },
        None => CountedFact::Gap(known.gap().unwrap_or(Gap::Silent).word()),
    }
}
