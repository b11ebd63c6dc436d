//! Periods become the links between pages that ask the same.

use serde::Serialize;

use crate::analyse::trends::{Period, Question};
use crate::views::{Subject, Views, addresses};

/// A link of several of which one is this page.
#[derive(Serialize)]
pub(super) struct PeriodLink {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) current: bool,
}

pub(super) fn titled(title: &str, period: Period) -> String {
    if period == Period::All { title.to_owned() } else { format!("{title} {}", period.name()) }
}

/// The periods that have something to say to a question, or all where none is asked.
pub(super) fn choices(views: &Views, current: Period, question: Option<Question>) -> Vec<PeriodLink> {
    let choice = |(period, questions): &(Period, Vec<Question>)| {
        let subject = match question {
            Some(question) => questions.contains(&question).then_some(Subject::Trend(*period, question))?,
            None => Subject::Trends(*period),
        };
        let address = addresses::address(views, &subject);
        Some(PeriodLink { name: period.name(), address, current: *period == current })
    };
    views.trends().iter().filter_map(choice).collect()
}
