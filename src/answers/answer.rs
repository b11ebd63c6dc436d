//! What the numbers say to a question, and what there is to show of it.

use crate::analyse::trends::Question;
use crate::answers::tables::Table;
use crate::charts::Drawing;
use crate::link::PageIx;

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
    pub title: Option<String>,
    /// What can be said of this figure alone.
    pub says: Vec<String>,
    /// What there is to draw.
    pub drawing: Drawing,
    pub table: Table,
}
