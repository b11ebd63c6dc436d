//! Periods become the links between pages that ask the same.

use serde::Serialize;

use crate::analyse::trends::{Period, Question};
use crate::views::{Subject, Views, addresses};
use crate::words::periods;

/// A link of several of which one is this page.
#[derive(Serialize)]
pub(super) struct PeriodLink {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) current: bool,
}

/// The periods that have something to say to a question, or all where none is asked.
pub(super) fn choices(views: &Views, current: Period, question: Option<Question>) -> Vec<PeriodLink> {
    let choice = |(period, questions): &(Period, Vec<Question>)| {
        let subject = match question {
            Some(question) => questions.contains(&question).then_some(Subject::Trend(*period, question))?,
            None => Subject::Trends(*period),
        };
        let address = addresses::address(views, &subject);
        Some(PeriodLink { name: periods::period(&views.site.wording, *period), address, current: *period == current })
    };
    views.trends().iter().filter_map(choice).collect()
}
