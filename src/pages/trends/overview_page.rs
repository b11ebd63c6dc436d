//! The questions that a period's incidents answer become its overview, each in short.

use serde::Serialize;
use tera::Value;

use crate::addresses::FixedOutput;
use crate::analyse::trends::{Period, Question, Scope, Selection};
use crate::answers::{self, Figure};
use crate::charts::{self, Width};
use crate::diag::Diagnostic;
use crate::pages::frame::Frame;
use crate::pages::trends::answer_blocks::{drawn, unbroken};
use crate::pages::trends::period_links::{PeriodLink, choices};
use crate::views::{Subject, Views, addresses};
use crate::words::periods::{self, titled};

/// What a period's pages ask.
#[derive(Serialize)]
struct OverviewView {
    periods: Vec<PeriodLink>,
    /// Its name, where it is not all time.
    period: Option<String>,
    coverage: Vec<String>,
    answers: Vec<Short>,
    unanswered: Vec<Unanswered>,
    method: &'static str,
    facts: &'static str,
}

/// A question in short.
#[derive(Serialize)]
struct Short {
    title: String,
    address: String,
    lead: String,
    picture: Option<Value>,
}

/// A question that nobody wrote down an answer to.
#[derive(Serialize)]
struct Unanswered {
    title: String,
    keys: Vec<&'static str>,
}

/// The overview of a period.
pub(crate) fn overview(views: &Views, period: Period, here: &str) -> (String, Vec<Diagnostic>) {
    let wording = &views.site.wording;
    let selection = Selection::new(&views.analysis.trends, Scope::of(period));
    let (answered, unanswered): (Vec<Question>, Vec<Question>) =
        Question::ALL.iter().copied().partition(|question| question.is_answered(&selection));
    let short = |question: Question| {
        let answer = views.answer_of_period(period, question).expect("an overview is of a period of the site");
        Short {
            title: answers::title(wording, question),
            address: addresses::address(views, &Subject::Trend(period, question)),
            picture: fullest(&answer.figures).map(|figure| {
                let id = format!("{}.{}", question.slug(), figure.key);
                Value::safe_string(&drawn(views, here, figure, (Width::Glance, false), id))
            }),
            lead: unbroken(&answer.lead),
        }
    };
    let view = OverviewView {
        periods: choices(views, period, None),
        period: (period != Period::All).then(|| periods::period(wording, period)),
        coverage: answers::coverage(wording, &selection),
        answers: answered.into_iter().map(short).collect(),
        unanswered: unanswered
            .into_iter()
            .map(|question| Unanswered { title: answers::title(wording, question), keys: question.keys().to_vec() })
            .collect(),
        method: FixedOutput::TrendMethod.address(),
        facts: FixedOutput::TrendFacts.address(),
    };
    Frame::list(views, here, &titled(wording, &wording.say("trends.title"), period), "trends").fill(
        views,
        "trends.html",
        &view,
    )
}

/// The figure that an overview shows: the first, or of several with a dot for each incident the one with most.
fn fullest(figures: &[Figure]) -> Option<&Figure> {
    let first = figures.first()?;
    let dots = |figure: &&Figure| match &figure.drawing {
        charts::Drawing::Dots(dots) => dots.count(),
        _ => 0,
    };
    let most = figures.iter().rev().max_by_key(dots).unwrap_or(first);
    Some(if dots(&first) > 0 { most } else { first })
}
