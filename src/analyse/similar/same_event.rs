//! Two similar write-ups become a copy, two stories of one event, or two events.

use jiff::civil::Date;

use crate::analyse::similar::neighbour::Likeness;
use crate::model::{Moment, Page, Precision, Timepoint};

/// From this cosine on, two texts are one text.
const COPY: f32 = 0.9;

/// How much nearer to each other than to any third two stories of one event are.
const APART: f32 = 1.3;

/// The same where nobody says when one of them began, and from which cosine on.
const APART_WITHOUT_DATE: f32 = 2.1;
const NEAR_WITHOUT_DATE: f32 = 0.25;

/// What a pair is that is worth showing; `next` gives the cosine of the nearest third, where the two are nearest to each other.
///
/// Only their authors know that two write-ups are about one event. What is called so began within a day of each other, in one
/// organisation and to one of the services that both name, and stands apart from all else; where nobody says when one of them began, it stands apart far, and both name the
/// organisation. A text that comes back on another day is another event.
pub(super) fn likeness(
    a: &Page,
    b: &Page,
    cosine: f32,
    share_services: Option<bool>,
    next: impl Fn() -> Option<f32>,
) -> Likeness {
    let days = days_apart(a, b);
    if days.is_some_and(|days| days > 1) {
        return Likeness::Similar;
    }
    if cosine >= COPY {
        return Likeness::Copy;
    }
    if share_services == Some(false) {
        return Likeness::Similar;
    }
    let days = days.filter(|_| are_dated(a, b));
    let stands_apart = |next: f32| match (days, one_house(a, b)) {
        (Some(_), house) => house != Some(false) && cosine >= next * APART,
        (None, house) => house == Some(true) && cosine >= NEAR_WITHOUT_DATE && cosine >= next * APART_WITHOUT_DATE,
    };
    if next().is_some_and(stands_apart) { Likeness::SameEvent } else { Likeness::Similar }
}

/// How many days lie at least between their beginnings; `None` where nobody knows when one of them began. Of a month or a year any
/// day may be meant.
pub(super) fn days_apart(a: &Page, b: &Page) -> Option<i32> {
    let ((a, a_last), (b, b_last)) = (began(a)?, began(b)?);
    let gap = |last: Date, first: Date| last.until(first).map_or(0, |span| span.get_days());
    Some(gap(a_last, b).max(gap(b_last, a)).max(0))
}

/// Whether both beginnings are known to the day.
pub(super) fn are_dated(a: &Page, b: &Page) -> bool {
    [a, b].into_iter().all(|page| began(page).is_some_and(|(first, last)| first == last))
}

/// Whether of one of them no more is known than when it was published, which says nothing of when it began.
pub(super) fn are_published(a: &Page, b: &Page) -> bool {
    let only_published = |page: &Page| {
        page.is_dated_by_publication() && page.incident().is_none_or(|incident| incident.times.started.is_none())
    };
    only_published(a) || only_published(b)
}

/// The first and the last day on which it may have begun.
fn began(page: &Page) -> Option<(Date, Date)> {
    let started = page.incident().and_then(|incident| incident.times.started.as_ref());
    let moment: &Moment = match started.map(|fact| &fact.value) {
        Some(Timepoint::Unknown) => None,
        Some(timepoint) => timepoint.known(),
        None => page.dated.as_ref().map(|fact| &fact.value),
    }?;
    let first = moment.date();
    let last = match moment.precision {
        Precision::Year => first.last_of_year(),
        Precision::Month => first.last_of_month(),
        _ => first,
    };
    Some((first, last))
}

/// Whether they happened to one organisation; `None` where one of them names none.
fn one_house(a: &Page, b: &Page) -> Option<bool> {
    let company = |page: &Page| {
        let company = page.incident()?.company.as_ref()?;
        // `TravisCI` is `Travis CI`.
        Some(crate::text::key(&company.value).replace(' ', "")).filter(|key| !key.is_empty())
    };
    let (a, b) = (company(a)?, company(b)?);
    Some(a.starts_with(&b) || b.starts_with(&a))
}
