//! Several incidents become what was written in them about one thing: a few sentences, each with where it stands.

use serde::Serialize;
use tera::Value;

use crate::link::PageIx;
use crate::model::{Fact, Incident};
use crate::views::Views;
use crate::words::phrases::told;

/// Sentences of one incident.
#[derive(Serialize)]
pub(crate) struct Lesson {
    sentences: Vec<String>,
    card: Value,
}

/// Incidents that are read for lessons.
const READ: usize = 60;

/// The longest lesson, in characters; whole sentences where they fit.
const LENGTH: usize = 280;

/// What is read: what helped, or what people learned.
pub(crate) type LessonsOf = fn(&Incident) -> &Vec<Fact<String>>;

/// What the first `most` incidents say that say anything, two lessons of each at most.
pub(crate) fn lessons(views: &Views, incidents: &[PageIx], of: LessonsOf, most: usize) -> Vec<Lesson> {
    let lesson = |&ix: &PageIx| {
        let sentences = told(of(views.site.pages[ix].incident()?), LENGTH, 2);
        (!sentences.is_empty()).then(|| Lesson { sentences, card: views.card(ix).clone() })
    };
    incidents.iter().take(READ).filter_map(lesson).take(most).collect()
}
