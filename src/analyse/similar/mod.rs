//! The incidents of a site become, for each of them, the few that are like it, and what they share.

mod boilerplate;
mod corpus;
mod in_common;
mod lexicon;
mod likeness_findings;
mod log_noise;
mod nearest;
mod neighbour_lists;
mod phrases;
mod recurring;
mod same_event;
mod shared_reasons;
mod similar_to_text;
mod stated_facts;
mod threshold;
mod unlinked;
mod vectors;
mod write_up_words;

use crate::analyse::Numbering;
use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::site::Site;

pub use corpus::Corpus;
pub use nearest::{Effort, Near};
pub use similar_to_text::{Answer, Spoken, ask};

use stated_facts::Facts;

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

/// An incident that is like another.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbour {
    /// The other one.
    pub page: PageIx,
    /// How it is like it.
    pub likeness: Likeness,
    /// The cosine of their words' weights, from 0 to 1.
    pub cosine: f32,
    /// One to three things they share, the most telling first; of what the author linked and gave a reason for, perhaps none.
    pub shared: Vec<Shared>,
}

/// How one incident is like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The author says that it is related; [`crate::link::Links::related`] has the reason in the author's words.
    Related,
    /// The same text, or nearly.
    Copy,
    /// Another write-up of the same event.
    SameEvent,
    /// Another event like it.
    Similar,
}

/// Something that two or more incidents share. Facets are indices into [`crate::link::Links::facets`].
#[derive(Debug, Clone, PartialEq)]
pub enum Shared {
    /// One of them names the other.
    Named,
    /// Rare words, as authors wrote them, the most telling first.
    Words(Vec<String>),
    /// Words of what set them off, as authors wrote them.
    Trigger(Vec<String>),
    /// Contributing factors.
    Factors(Vec<usize>),
    /// Services.
    Services(Vec<usize>),
    /// Tags.
    Tags(Vec<usize>),
    /// A runbook that was looked for in both: its title, or as written where it has no page.
    Runbook(String, Option<PageIx>),
    /// An alert that rang in both.
    Alert(String),
    /// How they were found: a word such as `customer`.
    Detection(String),
    /// A condition that people worked under, as written.
    Condition(String),
    /// The organisation they happened to.
    Company(String),
    /// They began on the same day, or so many days apart.
    Days(i32),
}

/// Incidents that keep coming back in one shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurrence {
    /// Three or more, newest first; of several write-ups of one event, one.
    pub pages: Vec<PageIx>,
    /// What most of them write of and few others do, as authors wrote it, the most telling first.
    pub words: Vec<String>,
    /// What else at least half of them share, and how many do.
    pub shared: Vec<(Shared, usize)>,
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

impl Neighbour {
    fn renumbered(&self, numbering: &Numbering) -> Option<Self> {
        let shared: Vec<Shared> = self.shared.iter().filter_map(|shared| shared.renumbered(numbering)).collect();
        let page = numbering.incident(self.page)?;
        (!shared.is_empty() || self.shared.is_empty()).then_some(Self { page, shared, ..*self })
    }
}

impl Shared {
    fn renumbered(&self, numbering: &Numbering) -> Option<Self> {
        let facets = |kind: FacetKind, old: &[usize]| {
            let new: Vec<usize> = old.iter().filter_map(|&facet| numbering.facet(kind, facet)).collect();
            (!new.is_empty()).then_some(new)
        };
        Some(match self {
            Shared::Factors(old) => Shared::Factors(facets(FacetKind::Factor, old)?),
            Shared::Services(old) => Shared::Services(facets(FacetKind::Service, old)?),
            Shared::Tags(old) => Shared::Tags(facets(FacetKind::Tag, old)?),
            Shared::Runbook(name, page) => Shared::Runbook(name.clone(), page.and_then(|page| numbering.page(page))),
            other => other.clone(),
        })
    }
}

/// Compares all incidents of a site, on all threads.
pub fn similar(site: &Site) -> Similar {
    let corpus = Corpus::new(site);
    compare(site, &corpus, &corpus.nearest(site))
}

/// The lists of a site from what is near each of its incidents.
pub fn compare(site: &Site, corpus: &Corpus, nearest: &[Vec<Near>]) -> Similar {
    let facts = Facts::new(site, corpus);
    let lists = neighbour_lists::lists(site, corpus, &facts, nearest);
    let recurring = recurring::recurring(site, corpus, &facts, &lists);
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
