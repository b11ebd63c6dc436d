//! Stretches of the calendar become words: bins, what is compared, and what a page is about.

use jiff::civil::{Date, Weekday};

use crate::analyse::trends::{Bin, Period, SideName, Step, Window};
use crate::model::Precision;
use crate::wording::Wording;
use crate::words::moments::{MONTHS, date_words, day, day_of_month};

/// A message about bins that are so long: `kind` is one of those below `trends.step.month`.
pub(crate) fn step(wording: &Wording, step: Step, kind: &str) -> String {
    wording.say(&step_key(step, kind))
}

/// So many of them.
pub(crate) fn steps(wording: &Wording, step: Step, count: usize) -> String {
    wording.large(&step_key(step, "count"), count, &[])
}

/// So many in each of them.
pub(crate) fn per_step(wording: &Wording, step: Step, number: &str) -> String {
    wording.fill(&step_key(step, "each"), &[("number", number)])
}

fn step_key(step: Step, kind: &str) -> String {
    let step = match step {
        Step::Month => "month",
        Step::Quarter => "quarter",
        Step::HalfYear => "half_year",
        Step::Year => "year",
        Step::FiveYears => "five_years",
    };
    format!("trends.step.{step}.{kind}")
}

/// `March 2024`, `Q1 2024`, `first half of 2024`, `2024`.
pub(crate) fn bin(wording: &Wording, bin: &Bin) -> String {
    let (year, part) = (bin.from.year().to_string(), bin.part().to_string());
    match bin.step {
        Step::Month => date_words(wording, bin.from, Precision::Month),
        Step::Quarter => wording.fill("trends.bin.quarter", &[("part", &part), ("year", &year)]),
        Step::HalfYear if bin.part() == 1 => wording.fill("trends.bin.first_half", &[("year", &year)]),
        Step::HalfYear => wording.fill("trends.bin.second_half", &[("year", &year)]),
        Step::Year => date_words(wording, bin.from, Precision::Year),
        Step::FiveYears => {
            let last = (bin.from.year() + 4).to_string();
            wording.fill("trends.bin.five_years", &[("year", &year), ("last", &last)])
        }
    }
}

/// The same for an axis: `Mar`, `Q1`, `H1`, `2024`.
pub(crate) fn short_bin(wording: &Wording, bin: &Bin) -> String {
    let part = [("part", bin.part().to_string())];
    match bin.step {
        Step::Month => {
            let month = usize::from(bin.from.month().unsigned_abs()) - 1;
            wording.say(&format!("trends.short_month.{}", MONTHS.get(month).copied().unwrap_or("jan")))
        }
        Step::Quarter => wording.compose("trends.bin.short_quarter", &part),
        Step::HalfYear => wording.compose("trends.bin.short_half", &part),
        Step::Year => bin.from.year().to_string(),
        Step::FiveYears => format!("{}–", bin.from.year()),
    }
}

/// A bin, and that not all of its days were seen.
pub(crate) fn whole_or_not(wording: &Wording, of: &Bin) -> String {
    let name = bin(wording, of);
    if of.whole { name } else { wording.fill("trends.not_whole", &[("bin", &name)]) }
}

/// The first and the last of several.
pub(crate) fn ends(wording: &Wording, bins: &[Bin]) -> (String, String) {
    let name = |of: Option<&Bin>| of.map_or_else(String::new, |of| bin(wording, of));
    (name(bins.first()), name(bins.last()))
}

/// A period that is compared, as a name: `2023`, `the 12 months to 3 May 2024`.
pub(crate) fn side_name(wording: &Wording, name: SideName) -> String {
    match name {
        SideName::Year(year) => wording.fill("trends.side.year", &[("year", &year.to_string())]),
        SideName::YearUntil(year, until) => {
            let date = day_of_month(wording, until);
            wording.fill("trends.side.year_until", &[("year", &year.to_string()), ("date", &date)])
        }
        SideName::TwelveMonths(last) => wording.fill("trends.side.months", &[("date", &day(wording, last))]),
        SideName::Before(_) | SideName::From(_) => in_side(wording, name),
    }
}

/// The same as a part of a sentence that says when: `in 2023`, `before 3 May 2024`.
pub(crate) fn in_side(wording: &Wording, name: SideName) -> String {
    match name {
        SideName::Year(year) => wording.fill("trends.in.year", &[("year", &year.to_string())]),
        SideName::YearUntil(year, until) => {
            let date = day_of_month(wording, until);
            wording.fill("trends.in.year_until", &[("year", &year.to_string()), ("date", &date)])
        }
        SideName::TwelveMonths(last) => wording.fill("trends.in.months", &[("date", &day(wording, last))]),
        SideName::Before(at) => wording.fill("trends.in.before", &[("date", &day(wording, at))]),
        SideName::From(at) => wording.fill("trends.in.from", &[("date", &day(wording, at))]),
    }
}

/// A day of the week.
pub(crate) fn weekday(wording: &Wording, day: Weekday) -> String {
    wording.say(match day {
        Weekday::Monday => "trends.day.mon",
        Weekday::Tuesday => "trends.day.tue",
        Weekday::Wednesday => "trends.day.wed",
        Weekday::Thursday => "trends.day.thu",
        Weekday::Friday => "trends.day.fri",
        Weekday::Saturday => "trends.day.sat",
        Weekday::Sunday => "trends.day.sun",
    })
}

/// What a page or a question is about, in a list: `All time`, `Last 12 months`, `2024`.
pub(crate) fn period(wording: &Wording, period: Period) -> String {
    match period {
        Period::All => wording.say("trends.period.all"),
        Period::LastTwelveMonths => wording.say("trends.period.months"),
        Period::Year(year) => wording.fill("date.year", &[("year", &year.to_string())]),
        // The command line alone asks for these, and says it as it is asked.
        Period::Between(Window { from: Some(from), until: None }) => format!("Since {from}"),
        Period::Between(Window { from: None, until: Some(until) }) => format!("Before {until}"),
        Period::Between(Window { from, until }) => {
            let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
            format!("{} to {}", day(from), day(until.and_then(|until| until.yesterday().ok())))
        }
    }
}

/// The title of a page about a period.
pub(crate) fn titled(wording: &Wording, title: &str, of: Period) -> String {
    match of {
        Period::All => title.to_owned(),
        of => wording.fill("trends.titled", &[("title", title), ("period", &period(wording, of))]),
    }
}
