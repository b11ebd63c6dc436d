//! Answers become the tables that are written of them: a question is answered once, however many pages and files its numbers fill.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::analyse::trends::unchanged_periods::Twins;
use crate::analyse::trends::{Question, Selection};
use crate::answers::tables::Table;
use crate::answers::{Answer, answer};
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

/// The answers on one page, each by its number in [`Question::ALL`].
#[derive(Default)]
pub(super) struct AnswersOfPage {
    /// As readers are told them, where several pages tell them.
    told: [OnceLock<Answer>; Question::ALL.len()],
    /// Their tables, as programs read them.
    tables: [OnceLock<Tables>; Question::ALL.len()],
}

impl AnsweredTables {
    /// For so many periods and facets.
    pub(super) fn new(periods: usize, facets: impl IntoIterator<Item = (FacetKind, usize)>) -> Self {
        let each = |count: usize| std::iter::repeat_with(AnswersOfPage::default).take(count).collect();
        let facets = facets.into_iter().map(|(kind, count)| (kind, each(count))).collect();
        Self { periods: each(periods), facets, twins: OnceLock::new() }
    }
}

fn place(question: Question) -> Option<usize> {
    Question::ALL.iter().position(|asked| *asked == question)
}

impl AnswersOfPage {
    /// The answer to `question` in the site's words.
    pub(super) fn told<'a>(
        &self,
        site: &Site,
        question: Question,
        selection: impl FnOnce() -> Selection<'a>,
    ) -> Option<&Answer> {
        let told = &self.told[place(question)?];
        Some(told.get_or_init(|| answer(site, &site.wording, question, &selection())))
    }

    /// Keeps the tables of an answer that readers are told, where that is how programs are told it.
    pub(super) fn keep(&self, site: &Site, answer: &Answer) {
        if let Some(at) = place(answer.question).filter(|_| *site.wording == *english()) {
            let tables = || answer.figures.iter().map(|figure| (figure.key, figure.table.clone())).collect();
            self.tables[at].get_or_init(tables);
        }
    }

    /// A table of the answer to `question`, in English as everything for programs; `None` where its numbers are too few to be told.
    pub(super) fn table<'a>(
        &self,
        site: &Site,
        question: Question,
        key: &str,
        selection: impl FnOnce() -> Option<Selection<'a>>,
    ) -> Option<&Table> {
        let at = place(question)?;
        if let Some(told) = self.told[at].get().filter(|_| *site.wording == *english()) {
            return told.figures.iter().find(|figure| figure.key == key).map(|figure| &figure.table);
        }
        let tables = self.tables[at].get_or_init(|| {
            let figures = selection().map(|selection| answer(site, english(), question, &selection).figures);
            figures.into_iter().flatten().map(|figure| (figure.key, figure.table)).collect()
        });
        tables.iter().find(|(known, _)| *known == key).map(|(_, table)| table)
    }
}
