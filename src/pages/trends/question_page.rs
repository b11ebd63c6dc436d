//! A question to the incidents of a period becomes its page.

use serde::Serialize;

use crate::addresses::FixedOutput;
use crate::analyse::trends::{Period, Question};
use crate::answers;
use crate::diag::Diagnostic;
use crate::pages::frame::Frame;
use crate::pages::trends::answer_blocks::{TrendBlock, block};
use crate::pages::trends::period_links::{PeriodLink, choices};
use crate::views::{Subject, Views, addresses};
use crate::words::periods::{self, titled};

#[derive(Serialize)]
struct TrendView {
    title: String,
    /// Its name, where it is not all time.
    period: Option<String>,
    overview: String,
    periods: Vec<PeriodLink>,
    block: TrendBlock,
    others: Vec<PeriodLink>,
    method: &'static str,
    /// Where on that page.
    anchor: &'static str,
}

/// A question to the incidents of a period.
pub(crate) fn page(views: &Views, period: Period, question: Question, here: &str) -> (String, Vec<Diagnostic>) {
    let wording = &views.site.wording;
    let answer = views.answer_of_period(period, question).expect("the page of a question is of a period of the site");
    let address = |table| addresses::address(views, &Subject::TrendTable(period, question, table));
    let view = TrendView {
        title: answers::title(wording, question),
        period: (period != Period::All).then(|| periods::period(wording, period)),
        overview: addresses::address(views, &Subject::Trends(period)),
        periods: choices(views, period, Some(question)),
        block: block(views, here, answer, address, |_| true),
        others: questions(views, period)
            .iter()
            .map(|&other| PeriodLink {
                name: answers::title(wording, other),
                address: addresses::address(views, &Subject::Trend(period, other)),
                current: other == question,
            })
            .collect(),
        method: FixedOutput::TrendMethod.address(),
        anchor: question.slug(),
    };
    Frame::list(views, here, &titled(wording, &view.title, period), "trends").fill(views, "trend.html", &view)
}

pub(super) fn questions(views: &Views, period: Period) -> &[Question] {
    let asked = views.trends().iter().find(|(of, _)| *of == period);
    asked.map_or(&[], |(_, questions)| questions)
}
