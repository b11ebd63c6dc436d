//! What trend pages and the pages of facets answer becomes the tables that are written beside them, made when the first is asked for, or
//! kept when the page is.

use crate::analyse::trends::unchanged_periods::{Twins, twins};
use crate::analyse::trends::{Period, Question, Scope, Selection};
use crate::answers::tables::Table;
use crate::answers::{Answer, of_facet};
use crate::link::FacetKind;
use crate::views::answered_tables::AnsweredTables;
use crate::views::site_views::Views;

impl Views {
    /// The answer that the pages of a period give; `None` of a period that has none.
    pub(crate) fn answer_of_period(&self, period: Period, question: Question) -> Option<&Answer> {
        let at = self.trends().iter().position(|(asked, _)| *asked == period)?;
        let selection = || Selection::new(&self.analysis.trends, Scope::of(period));
        self.answered().periods[at].told(&self.site, question, selection)
    }

    /// A table of the answer that the page of a period gives; `None` where its numbers are too few to be told.
    pub(crate) fn table_of_period(&self, period: Period, question: Question, key: &str) -> Option<&Table> {
        let at = self.trends().iter().position(|(asked, _)| *asked == period)?;
        let selection = || Some(Selection::new(&self.analysis.trends, Scope::of(period)));
        self.answered().periods[at].table(&self.site, question, key, selection)
    }

    /// The same of the answer on the page of a service or a factor.
    pub(crate) fn table_of_facet(&self, kind: FacetKind, ix: usize, question: Question, key: &str) -> Option<&Table> {
        let selection = || of_facet(&self.site, &self.analysis, kind, ix);
        self.answered().facets.get(&kind)?.get(ix)?.table(&self.site, question, key, selection)
    }

    /// Keeps what the page of a service or a factor answers, for its tables.
    pub(crate) fn keep_answer_of_facet(&self, kind: FacetKind, ix: usize, answer: &Answer) {
        if let Some(page) = self.answered().facets.get(&kind).and_then(|pages| pages.get(ix)) {
            page.keep(&self.site, answer);
        }
    }

    /// How often two periods in which nothing changed look different.
    pub(crate) fn twins(&self) -> &Twins {
        self.answered().twins.get_or_init(|| twins(&self.analysis.trends))
    }

    fn answered(&self) -> &AnsweredTables {
        self.asked.tables.get_or_init(|| {
            let facets = [FacetKind::Service, FacetKind::Factor].map(|kind| (kind, self.facets(kind).len()));
            AnsweredTables::new(self.trends().len(), facets)
        })
    }
}
