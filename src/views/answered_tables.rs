//! Answers become the tables that are written of them: a question is answered once, however many files its numbers fill.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::analyse::trends::unchanged_periods::{Twins, twins};
use crate::analyse::trends::{Period, Question, Scope, Selection};
use crate::answers::tables::Table;
use crate::answers::{answer, of_facet};
use crate::link::FacetKind;
use crate::views::site_views::Views;

/// The tables of one answer, by their keys.
type Tables = Vec<(&'static str, Table)>;

/// The tables that were asked for, each answer's by its number in [`Question::ALL`].
#[derive(Default)]
pub(super) struct AnsweredTables {
    periods: Vec<Vec<OnceLock<Tables>>>,
    facets: BTreeMap<FacetKind, Vec<Vec<OnceLock<Tables>>>>,
    twins: OnceLock<Twins>,
}

impl AnsweredTables {
    pub(super) fn of(views: &Views) -> Self {
        let each = |count: usize| {
            let one = || Question::ALL.iter().map(|_| OnceLock::new()).collect();
            std::iter::repeat_with(one).take(count).collect()
        };
        let facets = [FacetKind::Service, FacetKind::Factor];
        Self {
            periods: each(views.trends().len()),
            facets: facets.into_iter().map(|kind| (kind, each(views.facets(kind).len()))).collect(),
            twins: OnceLock::new(),
        }
    }
}

impl Views {
    /// A table of the answer that the page of a period gives; `None` where its numbers are too few to be told.
    pub(crate) fn table_of_period(&self, period: Period, question: Question, key: &str) -> Option<&Table> {
        let at = self.trends().iter().position(|(asked, _)| *asked == period)?;
        let selection = || Some(Selection::new(&self.analysis.trends, Scope::of(period)));
        self.table(&self.answered().periods[at], question, key, selection)
    }

    /// The same of the answer on the page of a service or a factor.
    pub(crate) fn table_of_facet(&self, kind: FacetKind, ix: usize, question: Question, key: &str) -> Option<&Table> {
        let answers = self.answered().facets.get(&kind)?.get(ix)?;
        self.table(answers, question, key, || of_facet(&self.site, &self.analysis, kind, ix))
    }

    /// How often two periods in which nothing changed look different.
    pub(crate) fn twins(&self) -> &Twins {
        self.answered().twins.get_or_init(|| twins(&self.analysis.trends))
    }

    fn table<'v>(
        &'v self,
        answers: &'v [OnceLock<Tables>],
        question: Question,
        key: &str,
        selection: impl FnOnce() -> Option<Selection<'v>>,
    ) -> Option<&'v Table> {
        let at = Question::ALL.iter().position(|asked| *asked == question)?;
        let tables = answers[at].get_or_init(|| {
            let figures = selection().map(|selection| answer(&self.site, question, &selection).figures);
            figures.into_iter().flatten().map(|figure| (figure.key, figure.table)).collect()
        });
        tables.iter().find(|(known, _)| *known == key).map(|(_, table)| table)
    }
}
