//! The page of a service or a factor becomes the incidents it counts, and the questions it puts to them.

use crate::analyse::Analysis;
use crate::analyse::trends::{Filter, Question, Scope, Selection, small_numbers};
use crate::link::FacetKind;
use crate::site::Site;

/// The incidents of a service or a factor, as its page counts them; `None` for other facets: side by side teams would be a league table.
pub(crate) fn of_facet<'a>(site: &Site, analysis: &'a Analysis, kind: FacetKind, ix: usize) -> Option<Selection<'a>> {
    let filter = match kind {
        FacetKind::Service => Filter::Service(ix),
        FacetKind::Factor => Filter::Factor(ix),
        _ => return None,
    };
    let scope = Scope { filters: vec![filter], ..Scope::default() };
    Some(Selection::among(&analysis.trends, scope, &site.links.values(kind)[ix].incidents))
}

/// The questions that the page of a facet's value puts to its incidents. None on the pages of teams: side by side they would be a league table.
pub(crate) fn facet_questions(site: &Site, analysis: &Analysis, kind: FacetKind, ix: usize) -> Vec<Question> {
    let asked: &[Question] = match kind {
        FacetKind::Service => &[Question::Reported, Question::Duration, Question::Found],
        _ => &[Question::Reported, Question::Detection],
    };
    if site.links.values(kind)[ix].incidents.len() < small_numbers::CHART_FROM || analysis.asked.is_empty() {
        return Vec::new();
    }
    let Some(selection) = of_facet(site, analysis, kind, ix) else { return Vec::new() };
    let answered = |question: &Question| question.told(&selection) >= small_numbers::CHART_FROM;
    asked.iter().copied().filter(answered).collect()
}
