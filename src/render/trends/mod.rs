//! Numbers become answers: sentences that cannot be misused, a caption, questions to talk about, tables, and what there is to draw.
//!
//! The trend pages, the pages of services and factors, and `casebook stats` show the same answers.

pub(crate) mod by;
pub(crate) mod caption;
mod change;
mod changed;
pub(crate) mod compare;
mod conditions;
pub(crate) mod coverage;
mod detection;
mod duration;
mod factors;
mod follow_ups;
mod found;
mod hours;
mod involved;
pub(crate) mod lead;
mod lengths;
mod named;
mod notes;
mod pairs;
mod reported;
pub(crate) mod table;
mod together;
pub(crate) mod twins;

use crate::analyse::trends::{Filter, Question, Scope, Selection};
use crate::link::{FacetKind, PageIx};
use crate::render::Views;
use crate::render::charts::Drawing;

pub(crate) use by::{BESIDE, beside};
pub(crate) use caption::placed as placed_caption;
pub(crate) use compare::{COMPARED, Comparison, caution, compare};
pub(crate) use coverage::coverage;
pub(crate) use lead::title;
pub(crate) use table::{Cell, Table};
pub(crate) use twins::{table as twins_table, told as twins_told};

/// What the numbers say to a question.
pub(crate) struct Answer {
    /// The question.
    pub question: Question,
    /// One sentence, for overviews too: what was seen, of how many, and how sure that is.
    pub lead: String,
    /// What else can be said: whether it changed, and what size of change would have been seen.
    pub sentences: Vec<String>,
    /// What was counted, what was not, and why.
    pub caption: String,
    /// What the numbers cannot say, for people to talk about; one to three.
    pub talk: Vec<Talk>,
    /// One for each of [`Question::tables`] that has something to show, in that order.
    pub figures: Vec<Figure>,
}

/// A question for people, with the incidents it is about.
pub(crate) struct Talk {
    pub text: String,
    pub incidents: Vec<PageIx>,
}

/// A picture and the table with the same numbers.
pub(crate) struct Figure {
    /// One of [`Question::tables`].
    pub key: &'static str,
    /// A heading, where a question has several figures.
    pub title: Option<&'static str>,
    /// What can be said of this figure alone.
    pub says: Vec<String>,
    /// What there is to draw.
    pub drawing: Drawing,
    pub table: Table,
}

/// The incidents of a service or a factor, as its page counts them; `None` for other facets: side by side teams would be a league table.
pub(crate) fn of_facet(views: &Views, kind: FacetKind, ix: usize) -> Option<Selection<'_>> {
    let filter = match kind {
        FacetKind::Service => Filter::Service(ix),
        FacetKind::Factor => Filter::Factor(ix),
        _ => return None,
    };
    let scope = Scope { filters: vec![filter], ..Scope::default() };
    Some(Selection::among(&views.analysis.trends, scope, &views.facets(kind)[ix].incidents))
}

/// Answers a question about a selection that [`Question::is_answered`].
///
/// Linear in the selection, but for pairs, which cost the square of what one incident names.
pub(crate) fn answer(views: &Views, question: Question, selection: &Selection<'_>) -> Answer {
    match question {
        Question::Reported => reported::answer(views, selection),
        Question::Duration => duration::answer(views, selection),
        Question::Detection => detection::answer(views, selection),
        Question::Involved => involved::answer(views, selection),
        Question::Found => found::answer(views, selection),
        Question::Factors => factors::answer(views, selection),
        Question::Together => together::answer(views, selection),
        Question::Conditions => conditions::answer(views, selection),
        Question::Hours => hours::answer(views, selection),
        Question::Notes => notes::answer(views, selection),
        Question::FollowUps => follow_ups::answer(views, selection),
    }
}
