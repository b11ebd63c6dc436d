//! The incidents of a site become, for each of them, the few that are like it, and what they share.

mod boilerplate;
mod corpus;
mod in_common;
mod lexicon;
mod likeness_findings;
mod log_noise;
mod nearest;
mod neighbour;
mod neighbour_lists;
mod recurrences;
mod same_event;
mod shared_phrases;
mod shared_reasons;
mod similar_to_text;
mod stated_facts;
mod threshold;
mod unlinked;
mod vectors;
mod write_up_words;

use crate::analyse::Numbering;
use crate::analyse::people::People;
use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::site::Site;

pub use corpus::Corpus;
pub use nearest::{Effort, Near};
pub use neighbour::{Likeness, Neighbour, Shared};
pub use recurrences::Recurrence;
pub use similar_to_text::{SpeakingTexts, Spoken, ask};

use stated_facts::StatedFacts;

/// The neighbours of every incident, nearest first.
///
/// The author's own come first, then other write-ups of the same event, then what is similar; ties are broken by path, so the lists
/// are the same on every machine. A page is never its own neighbour.
#[derive(Debug, Default)]
pub struct Similar {
    /// For each page of the site, its neighbours; empty for pages that are no incidents.
    lists: Vec<Vec<Neighbour>>,
    /// Incidents that keep coming back, the largest groups first.
    pub recurring: Vec<Recurrence>,
    /// Strongly alike incidents that no author has linked, the strongest first: the newer one, and the other as its neighbour.
    pub unlinked: Vec<(PageIx, Neighbour)>,
    /// The least cosine that is worth showing here, from 0 to 1; `None` where too few write-ups say anything.
    pub threshold: Option<f32>,
    /// Findings of `sim/duplicate` and `sim/unlinked`.
    pub diagnostics: Vec<Diagnostic>,
}

impl Similar {
    /// What is like `page`, nearest first.
    pub fn of(&self, page: PageIx) -> &[Neighbour] {
        self.lists.get(page).map_or(&[], Vec::as_slice)
    }
}

impl Similar {
    /// The same for a newer revision, before it is compared: pages and facets that it does not have are left out.
    pub fn renumbered(&self, numbering: &Numbering) -> Self {
        let mut lists = vec![Vec::new(); numbering.pages()];
        for (old, list) in self.lists.iter().enumerate() {
            if let Some(new) = numbering.incident(old) {
                lists[new] = list.iter().filter_map(|neighbour| neighbour.renumbered(numbering)).collect();
            }
        }
        let again = |group: &Recurrence| {
            let pages: Vec<PageIx> = group.pages.iter().filter_map(|&page| numbering.incident(page)).collect();
            let shared = group.shared.iter().filter_map(|(shared, of)| Some((shared.renumbered(numbering)?, *of)));
            (pages.len() > 2).then(|| Recurrence { pages, words: group.words.clone(), shared: shared.collect() })
        };
        let unlinked = self
            .unlinked
            .iter()
            .filter_map(|(page, neighbour)| Some((numbering.incident(*page)?, neighbour.renumbered(numbering)?)));
        Self {
            lists,
            recurring: self.recurring.iter().filter_map(again).collect(),
            unlinked: unlinked.collect(),
            threshold: self.threshold,
            diagnostics: self.diagnostics.clone(),
        }
    }
}

/// Compares all incidents of a site, on all threads.
pub(super) fn similar(site: &Site, people: &People) -> Similar {
    let corpus = Corpus::among(site, people);
    compare(site, &corpus, &corpus.nearest(site))
}

/// The lists of a site from what is near each of its incidents.
pub fn compare(site: &Site, corpus: &Corpus, nearest: &[Vec<Near>]) -> Similar {
    let facts = StatedFacts::new(site, corpus);
    let lists = neighbour_lists::lists(site, corpus, &facts, nearest);
    let recurring = recurrences::recurring(site, corpus, &facts, &lists);
    let mut unlinked = unlinked::pairs(site, corpus, &facts, nearest);
    let diagnostics = likeness_findings::findings(site, &unlinked);
    unlinked.retain(|(_, neighbour)| neighbour.likeness == Likeness::Similar);
    let mut by_page = vec![Vec::new(); site.pages.len()];
    for (list, &page) in lists.into_iter().zip(&corpus.pages) {
        by_page[page] = list;
    }
    let threshold = corpus.threshold.map(|threshold| threshold.shown);
    Similar { lists: by_page, recurring, unlinked, threshold, diagnostics }
}
