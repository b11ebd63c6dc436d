//! The oldest reference of an incident becomes "latent since": a condition that was there long before anything happened.

use jiff::Unit;
use jiff::civil::Date;

use crate::model::{Moment, Page, Precision, Reference};
use crate::wording::Wording;
use crate::words::{durations, moments};

/// How long a condition had been there.
#[derive(Debug)]
pub(crate) struct Latent<'p> {
    /// When the oldest reference is from.
    pub(crate) date: &'p Moment,
    /// From then until the start.
    length: Before,
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
        length: before(date, start)?,
        years: span(Unit::Year)?.get_years(),
        days: span(Unit::Day)?.get_days(),
        anchor,
    })
}

impl Latent<'_> {
    /// `latent since March 2021`.
    pub(crate) fn words(&self, wording: &Wording) -> String {
        let date = moments::date_words(wording, self.date.date(), self.date.precision);
        wording.fill("length.latent", &[("date", &date)])
    }

    /// `3 years 2 months before the start`.
    pub(crate) fn before(&self, wording: &Wording) -> String {
        self.length.words(wording)
    }
}

/// When a reference is from and how long before the start that was: `March 2021, 3 years 2 months before the start`.
pub(crate) fn written(wording: &Wording, page: &Page, reference: &Reference) -> Option<String> {
    let date = reference.date.as_ref()?;
    let before = before(date, start(page)?)?.words(wording);
    let date = moments::date_words(wording, date.date(), date.precision.min(Precision::Day));
    Some(wording.fill("length.latent_on", &[("date", &date), ("length", &before)]))
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

/// How long before the start a date was.
#[derive(Debug, Clone, Copy)]
struct Before {
    about: bool,
    years: i16,
    months: i32,
}

impl Before {
    fn words(self, wording: &Wording) -> String {
        let years = durations::counted(wording, "length.year", i64::from(self.years));
        let months = durations::counted(wording, "length.month", i64::from(self.months));
        let length = durations::both(wording, years, months).unwrap_or_default();
        let length = if self.about { wording.fill("length.about", &[("length", &length)]) } else { length };
        wording.fill("length.before_start", &[("length", &length)])
    }
}

/// From a date until the start, in years and months, no more exactly than the date is known; `None` of less than one of these.
fn before(date: &Moment, start: Date) -> Option<Before> {
    let span = date.date().until((Unit::Year, start)).ok()?;
    let months = if date.precision > Precision::Year { span.get_months() } else { 0 };
    let about = date.approximate || date.precision < Precision::Day;
    (span.get_years() > 0 || months > 0).then(|| Before { about, years: span.get_years(), months })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_time_before_is_said_in_years_and_months() {
        let start = date(2024, 5, 2);
        let told = |date: &Moment| before(date, start).map(|before| before.words(crate::wording::english()));
        let day = Moment::day(date(2021, 2, 28));
        assert_eq!(told(&day), Some("3 years 2 months before the start".into()));
        let year = Moment { precision: Precision::Year, ..Moment::day(date(2021, 1, 1)) };
        assert_eq!(told(&year), Some("about 3 years before the start".into()));
    }
}
