//! The oldest reference of an incident becomes "latent since": a condition that was there long before anything happened.

use jiff::Unit;
use jiff::civil::Date;

use crate::model::{Moment, Page, Precision, Reference};
use crate::words::moments;

/// How long a condition had been there.
#[derive(Debug)]
pub(crate) struct Latent<'p> {
    /// When the oldest reference is from.
    pub(crate) date: &'p Moment,
    /// `3 years 2 months before the start`.
    pub(crate) before: String,
    /// The whole years among it.
    pub(crate) years: i16,
    /// All of it in days.
    pub(crate) days: i32,
    /// Where the reference stands in the page.
    pub(crate) anchor: Option<String>,
}

/// The oldest of a page's references, when it is more than a year older than the incident.
pub(crate) fn since(page: &Page) -> Option<Latent<'_>> {
    let dated = |reference: &'_ Reference| reference.date.as_ref().map(Moment::sort_instant);
    let oldest = page.refs.iter().filter(|reference| is_latent(page, reference)).min_by_key(|r| dated(r))?;
    let date = oldest.date.as_ref()?;
    let anchor = match oldest.span.start < page.body_start {
        true => Some(references_anchor(page)),
        false => {
            let around = page.sections.iter().rfind(|section| section.heading.start <= oldest.span.start);
            around.map(|section| section.anchor.clone())
        }
    };
    let start = start(page)?;
    let span = |unit: Unit| date.date().until((unit, start)).ok();
    Some(Latent {
        date,
        before: before(date, start)?,
        years: span(Unit::Year)?.get_years(),
        days: span(Unit::Day)?.get_days(),
        anchor,
    })
}

impl Latent<'_> {
    /// `latent since March 2021`.
    pub(crate) fn words(&self) -> String {
        format!("latent since {}", moments::date_words(self.date.date(), self.date.precision))
    }
}

/// When a reference is from and how long before the start that was: `March 2021, 3 years 2 months before the start`.
pub(crate) fn written(page: &Page, reference: &Reference) -> Option<String> {
    let date = reference.date.as_ref()?;
    let before = before(date, start(page)?)?;
    Some(format!("{}, {before}", moments::date_words(date.date(), date.precision.min(Precision::Day))))
}

/// Whether a reference is more than a year older than the incident's start.
pub(crate) fn is_latent(page: &Page, reference: &Reference) -> bool {
    let year = start(page).and_then(|start| start.checked_sub(jiff::Span::new().years(1)).ok());
    reference.date.as_ref().zip(year).is_some_and(|(date, year)| date.date() < year)
}

/// The anchor of the list of references, which no heading of the page has.
pub(crate) fn references_anchor(page: &Page) -> String {
    let mut anchor = String::from("references");
    while page.sections.iter().any(|section| section.anchor == anchor) {
        anchor.insert_str(0, "all-");
    }
    anchor
}

fn start(page: &Page) -> Option<Date> {
    page.dated.as_ref().map(|dated| dated.value.date())
}

/// From a date until the start, in years and months, no more exactly than the date is known.
fn before(date: &Moment, start: Date) -> Option<String> {
    let span = date.date().until((Unit::Year, start)).ok()?;
    let count = |count: i64, unit: &str| match count {
        0 => None,
        1 => Some(format!("1 {unit}")),
        _ => Some(format!("{count} {unit}s")),
    };
    let years = count(i64::from(span.get_years()), "year");
    let months = count(i64::from(span.get_months()), "month").filter(|_| date.precision > Precision::Year);
    let about = if date.approximate || date.precision < Precision::Day { "about " } else { "" };
    let length: Vec<String> = years.into_iter().chain(months).collect();
    (!length.is_empty()).then(|| format!("{about}{} before the start", length.join(" ")))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_time_before_is_said_in_years_and_months() {
        let start = date(2024, 5, 2);
        let day = Moment::day(date(2021, 2, 28));
        assert_eq!(before(&day, start).as_deref(), Some("3 years 2 months before the start"));
        let year = Moment { precision: Precision::Year, ..Moment::day(date(2021, 1, 1)) };
        assert_eq!(before(&year, start).as_deref(), Some("about 3 years before the start"));
    }
}
