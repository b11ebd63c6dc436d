//! Answers become the tables that are written of them: a question is answered once, however many files its numbers fill.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::analyse::trends::unchanged_periods::Twins;
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer;
use crate::answers::tables::Table;
use crate::link::FacetKind;
use crate::site::Site;
use crate::wording::english;

/// The tables of one answer, by their keys.
type Tables = Vec<(&'static str, Table)>;

/// The tables that were asked for.
#[derive(Default)]
pub(super) struct AnsweredTables {
    /// By the number of the period.
    pub(super) periods: Vec<AnswersOfPage>,
    /// By the number of the facet.
    pub(super) facets: BTreeMap<FacetKind, Vec<AnswersOfPage>>,
    /// How often two periods in which nothing changed look different.
    pub(super) twins: OnceLock<Twins>,
}

/// The tables of the answers on one page, each answer's by its number in [`Question::ALL`].
#[derive(Default)]
pub(super) struct AnswersOfPage {
    answers: [OnceLock<Tables>; Question::ALL.len()],
}

impl AnsweredTables {
    /// For so many periods and facets.
    pub(super) fn new(periods: usize, facets: impl IntoIterator<Item = (FacetKind, usize)>) -> Self {
        let each = |count: usize| std::iter::repeat_with(AnswersOfPage::default).take(count).collect();
        let facets = facets.into_iter().map(|(kind, count)| (kind, each(count))).collect();
        Self { periods: each(periods), facets, twins: OnceLock::new() }
    }
}

impl AnswersOfPage {
    /// A table of the answer to `question`, in English as everything for programs; `None` where its numbers are too few to be told.
    pub(super) fn table<'a>(
        &self,
        site: &Site,
        question: Question,
        key: &str,
        selection: impl FnOnce() -> Option<Selection<'a>>,
    ) -> Option<&Table> {
        let at = Question::ALL.iter().position(|asked| *asked == question)?;
        let tables = self.answers[at].get_or_init(|| {
            let figures = selection().map(|selection| answer(site, english(), question, &selection).figures);
            figures.into_iter().flatten().map(|figure| (figure.key, figure.table)).collect()
        });
        tables.iter().find(|(known, _)| *known == key).map(|(_, table)| table)
    }
}
