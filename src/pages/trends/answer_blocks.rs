//! An answer becomes what a page shows of it: sentences, pictures with their legends, tables.

use serde::Serialize;
use tera::Value;

use crate::analyse::trends::Question;
use crate::answers::tables::ShownTable;
use crate::answers::{self, Answer, Figure};
use crate::charts::{self, Canvas, Width};
use crate::link::{FacetKind, PageIx};
use crate::markup::urls::relative;
use crate::views::{Subject, Views, addresses};

/// An answer with its pictures.
#[derive(Serialize)]
pub(crate) struct TrendBlock {
    /// The question.
    title: String,
    /// Its name, for anchors.
    slug: &'static str,
    lead: String,
    sentences: Vec<String>,
    caption: String,
    talk: Vec<TalkView>,
    figures: Vec<Pictures>,
}

#[derive(Serialize)]
struct TalkView {
    text: String,
    cards: Vec<Value>,
}

#[derive(Serialize)]
struct Pictures {
    title: Option<String>,
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
    text: String,
}

/// So many dots of a picture link on a page that lists its incidents anyway: whoever reads by keyboard passes each of them.
const MOST_LINKED: usize = 60;

/// The answers that the page of a service or a factor shows.
pub(crate) fn of_facet(views: &Views, kind: FacetKind, ix: usize, here: &str) -> Vec<TrendBlock> {
    let asked = answers::facet_questions(&views.site, &views.analysis, kind, ix);
    let selection = answers::of_facet(&views.site, &views.analysis, kind, ix);
    let Some(selection) = selection.filter(|_| !asked.is_empty()) else { return Vec::new() };
    let one = |question: Question| {
        let address = |table| addresses::address(views, &Subject::FacetTable(kind, ix, question, table));
        let is_linked = |figure: &Figure| figure.drawing.dots() <= MOST_LINKED;
        let answer = answers::answer(&views.site, &views.site.wording, question, &selection);
        views.keep_answer_of_facet(kind, ix, &answer);
        block(views, here, &answer, address, is_linked)
    };
    asked.into_iter().map(one).collect()
}

/// A sentence whose percentages keep to one line.
pub(super) fn unbroken(sentence: &str) -> String {
    sentence.replace(" %", "\u{a0}%")
}

/// A figure's picture, with links from the page at `here`.
pub(super) fn drawn(
    views: &Views,
    here: &str,
    figure: &Figure,
    (width, is_linked): (Width, bool),
    id: String,
) -> String {
    let links = &views.site.links;
    let incident = |page: PageIx| (relative(here, &links.addresses[page]), views.site.title(page).to_owned());
    let url = |address: &str| relative(here, address);
    charts::draw(
        &figure.drawing,
        &Canvas { incident: &incident, url: &url, width, is_linked, wording: &views.site.wording, id },
    )
}

/// An answer, whose dots link in the figures that `is_linked` is true of.
pub(super) fn block(
    views: &Views,
    here: &str,
    answer: &Answer,
    address: impl Fn(&'static str) -> String,
    is_linked: impl Fn(&Figure) -> bool,
) -> TrendBlock {
    let slug = answer.question.slug();
    let pictures = |figure: &Figure| {
        let linked = is_linked(figure);
        let draw =
            |width, name: &str| drawn(views, here, figure, (width, linked), format!("{slug}.{}.{name}", figure.key));
        let wide = draw(Width::Wide, "wide");
        let narrow = charts::told_once(&wide, draw(Width::Narrow, "narrow"));
        Pictures {
            title: figure.title.clone(),
            says: figure.says.iter().map(|said| unbroken(said)).collect(),
            wide: Value::safe_string(&wide),
            narrow: Value::safe_string(&narrow),
            legend: charts::legend(&views.site.wording, &figure.drawing)
                .into_iter()
                .map(|(mark, text)| Legend { mark: Value::safe_string(&charts::mark(mark)), text })
                .collect(),
            table: figure.table.shown(&views.site.wording),
            csv: address(figure.key),
        }
    };
    let talk = |talk: &answers::Talk| TalkView { text: talk.text.clone(), cards: views.cards_of(&talk.incidents) };
    TrendBlock {
        title: answers::title(&views.site.wording, answer.question),
        slug,
        lead: unbroken(&answer.lead),
        sentences: answer.sentences.iter().map(|said| unbroken(said)).collect(),
        caption: unbroken(&answer.caption),
        talk: answer.talk.iter().map(talk).collect(),
        figures: answer.figures.iter().map(pictures).collect(),
    }
}
