//! What the comparison of two incidents says: how the one is like the other, how near it is, and what both share.

use crate::analyse::Numbering;
use crate::link::{FacetKind, PageIx};

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

impl Neighbour {
    pub(super) fn renumbered(&self, numbering: &Numbering) -> Option<Self> {
        let shared: Vec<Shared> = self.shared.iter().filter_map(|shared| shared.renumbered(numbering)).collect();
        let page = numbering.incident(self.page)?;
        (!shared.is_empty() || self.shared.is_empty()).then_some(Self { page, shared, ..*self })
    }
}

impl Shared {
    pub(super) fn renumbered(&self, numbering: &Numbering) -> Option<Self> {
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
