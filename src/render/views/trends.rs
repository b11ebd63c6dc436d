//! Questions to the table of facts become pages: one for each question and period, an overview of each period, and the method.

pub(crate) mod method;

use serde::Serialize;
use tera::Value;

use crate::analyse::trends::{Period, Question, Scope, Selection};
use crate::answers::tables::ShownTable;
use crate::answers::{self, Answer, Figure};
use crate::charts::{self, Canvas, Width};
use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::markup::urls::relative;
use crate::render::views::shell::Frame;
use crate::views::{Subject, Views, addresses};

pub(crate) use method::method;

/// What a period's pages ask.
#[derive(Serialize)]
struct OverviewView {
    periods: Vec<Choice>,
    period: String,
    coverage: Vec<String>,
    answers: Vec<Short>,
    unanswered: Vec<Unanswered>,
    method: &'static str,
    facts: &'static str,
}

/// A question in short.
#[derive(Serialize)]
struct Short {
    title: &'static str,
    address: String,
    lead: String,
    picture: Option<Value>,
}

/// A question that nobody wrote down an answer to.
#[derive(Serialize)]
struct Unanswered {
    title: &'static str,
    keys: Vec<&'static str>,
}

/// A link of several of which one is this page.
#[derive(Serialize)]
struct Choice {
    name: String,
    address: String,
    current: bool,
}

#[derive(Serialize)]
struct TrendView {
    title: &'static str,
    period: String,
    overview: String,
    periods: Vec<Choice>,
    block: Block,
    others: Vec<Choice>,
    method: &'static str,
    /// Where on that page.
    anchor: &'static str,
}

/// An answer with its pictures.
#[derive(Serialize)]
pub(crate) struct Block {
    /// The question.
    title: &'static str,
    /// Its name, for anchors.
    slug: &'static str,
    lead: String,
    sentences: Vec<String>,
    caption: String,
    talk: Vec<Talk>,
    figures: Vec<Pictures>,
}

#[derive(Serialize)]
struct Talk {
    text: String,
    cards: Vec<Value>,
}

#[derive(Serialize)]
struct Pictures {
    title: Option<&'static str>,
    says: Vec<String>,
    /// For wide columns and for narrow ones.
    wide: Value,
    narrow: Value,
    legend: Vec<Legend>,
    table: ShownTable,
    csv: String,
}

#[derive(Serialize)]
struct Legend {
    mark: Value,
    text: &'static str,
}

/// The overview of a period.
pub(crate) fn overview(views: &Views, period: Period, here: &str) -> (String, Vec<Diagnostic>) {
    let selection = Selection::new(&views.analysis.trends, Scope::of(period));
    let (answered, unanswered): (Vec<Question>, Vec<Question>) =
        Question::ALL.iter().copied().partition(|question| question.is_answered(&selection));
    let short = |question: Question| {
        let answer = answers::answer(&views.site, question, &selection);
        Short {
            title: answers::title(question),
            address: addresses::address(views, &Subject::Trend(period, question)),
            picture: fullest(&answer.figures)
                .map(|figure| drawn(views, here, figure, Width::Glance, format!("{}.{}", question.slug(), figure.key))),
            lead: unbroken(answer.lead),
        }
    };
    let view = OverviewView {
        periods: choices(views, period, None),
        period: period.name(),
        coverage: answers::coverage(&selection),
        answers: answered.into_iter().map(short).collect(),
        unanswered: unanswered
            .into_iter()
            .map(|question| Unanswered { title: answers::title(question), keys: question.keys().to_vec() })
            .collect(),
        method: "trends/method.html",
        facts: "trends/facts.csv",
    };
    Frame::list(views, here, &titled("Trends", period), "trends").fill(views, "trends.html", &view)
}

/// A question to the incidents of a period.
pub(crate) fn page(views: &Views, period: Period, question: Question, here: &str) -> (String, Vec<Diagnostic>) {
    let selection = Selection::new(&views.analysis.trends, Scope::of(period));
    let answer = answers::answer(&views.site, question, &selection);
    let address = |table| addresses::address(views, &Subject::TrendTable(period, question, table));
    let view = TrendView {
        title: answers::title(question),
        period: period.name(),
        overview: addresses::address(views, &Subject::Trends(period)),
        periods: choices(views, period, Some(question)),
        block: block(views, here, answer, address),
        others: questions(views, period)
            .iter()
            .map(|&other| Choice {
                name: answers::title(other).to_owned(),
                address: addresses::address(views, &Subject::Trend(period, other)),
                current: other == question,
            })
            .collect(),
        method: "trends/method.html",
        anchor: question.slug(),
    };
    Frame::list(views, here, &titled(view.title, period), "trends").fill(views, "trend.html", &view)
}

/// The answers that the page of a service or a factor shows.
pub(crate) fn of_facet(views: &Views, kind: FacetKind, ix: usize, here: &str) -> Vec<Block> {
    let asked = answers::facet_questions(&views.site, &views.analysis, kind, ix);
    let selection = answers::of_facet(&views.site, &views.analysis, kind, ix);
    let Some(selection) = selection.filter(|_| !asked.is_empty()) else { return Vec::new() };
    let one = |question: Question| {
        let address = |table| addresses::address(views, &Subject::FacetTable(kind, ix, question, table));
        block(views, here, answers::answer(&views.site, question, &selection), address)
    };
    asked.into_iter().map(one).collect()
}

fn titled(title: &str, period: Period) -> String {
    if period == Period::All { title.to_owned() } else { format!("{title} {}", period.name()) }
}

/// The periods that have something to say to a question, or all where none is asked.
fn choices(views: &Views, current: Period, question: Option<Question>) -> Vec<Choice> {
    let choice = |(period, questions): &(Period, Vec<Question>)| {
        let subject = match question {
            Some(question) => questions.contains(&question).then_some(Subject::Trend(*period, question))?,
            None => Subject::Trends(*period),
        };
        let address = addresses::address(views, &subject);
        Some(Choice { name: period.name(), address, current: *period == current })
    };
    views.trends().iter().filter_map(choice).collect()
}

fn questions(views: &Views, period: Period) -> &[Question] {
    let asked = views.trends().iter().find(|(of, _)| *of == period);
    asked.map_or(&[], |(_, questions)| questions)
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

/// A sentence whose percentages keep to one line.
fn unbroken(sentence: String) -> String {
    sentence.replace(" %", "\u{a0}%")
}

/// A figure's picture, with links from the page at `here`.
fn drawn(views: &Views, here: &str, figure: &Figure, width: Width, id: String) -> Value {
    let links = &views.site.links;
    let incident = |page: PageIx| (relative(here, &links.addresses[page]), views.site.pages[page].title.value.clone());
    let url = |address: &str| relative(here, address);
    Value::safe_string(&charts::draw(&figure.drawing, &Canvas { incident: &incident, url: &url, width, id }))
}

fn block(views: &Views, here: &str, answer: Answer, address: impl Fn(&'static str) -> String) -> Block {
    let slug = answer.question.slug();
    let pictures = |figure: Figure| {
        let draw = |width, name: &str| drawn(views, here, &figure, width, format!("{slug}.{}.{name}", figure.key));
        let (wide, narrow) = (draw(Width::Wide, "wide"), draw(Width::Narrow, "narrow"));
        Pictures {
            title: figure.title,
            says: figure.says.into_iter().map(unbroken).collect(),
            wide,
            narrow,
            legend: charts::legend(&figure.drawing)
                .into_iter()
                .map(|(mark, text)| Legend { mark: Value::safe_string(&charts::mark(mark)), text })
                .collect(),
            table: figure.table.shown(),
            csv: address(figure.key),
        }
    };
    let talk = |talk: answers::Talk| Talk { text: talk.text, cards: views.cards_of(&talk.incidents) };
    Block {
        title: answers::title(answer.question),
        slug,
        lead: unbroken(answer.lead),
        sentences: answer.sentences.into_iter().map(unbroken).collect(),
        caption: unbroken(answer.caption),
        talk: answer.talk.into_iter().map(talk).collect(),
        figures: answer.figures.into_iter().map(pictures).collect(),
    }
}
