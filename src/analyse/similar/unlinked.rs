//! What is strongly alike becomes the pairs that an author should know of: copies, and incidents that nobody has linked yet.
//!
//! Whatever of it is shown: neither depends on how many stand beside an incident.

use rayon::prelude::*;

use crate::analyse::similar::corpus::Corpus;
use crate::analyse::similar::nearest::Near;
use crate::analyse::similar::neighbour::{Likeness, Neighbour};
use crate::analyse::similar::neighbour_lists::{is_unwanted, likeness_of};
use crate::analyse::similar::shared_reasons;
use crate::analyse::similar::stated_facts::StatedFacts;
use crate::link::PageIx;
use crate::site::Site;

/// The copies and the strongly alike pairs that no author has linked, neither by key nor in the text; each pair once, at the newer
/// one or the later path, whose author could have known. The strongest first.
pub(super) fn pairs(site: &Site, corpus: &Corpus, facts: &StatedFacts, near: &[Vec<Near>]) -> Vec<(PageIx, Neighbour)> {
    let Some(threshold) = corpus.threshold else { return Vec::new() };
    let nearest = |at: usize| near[at].get(..2).unwrap_or(&near[at]).to_vec();
    let linked = |a: PageIx, b: PageIx| site.links.backlinks[b].iter().any(|link| link.from == a);
    let began = |page: PageIx| site.pages[page].dated.as_ref().map(|dated| dated.value.sort_instant());
    let is_newer = |a: PageIx, b: PageIx| (began(a), a) > (began(b), b);
    let knows = |at: usize, other: usize| near[at].iter().any(|(there, _)| *there as usize == other);
    let one = |at: usize, (there, cosine): Near| {
        let (page, other) = (corpus.pages[at], corpus.pages[there as usize]);
        if is_unwanted(site, page, other) || (!is_newer(page, other) && knows(there as usize, at)) {
            return None;
        }
        let likeness = likeness_of(site, corpus, at, (there, cosine), &nearest);
        let is_linked = || linked(page, other) || linked(other, page);
        if likeness == Likeness::SameEvent || (likeness == Likeness::Similar && is_linked()) {
            return None;
        }
        let shared = shared_reasons::shared(site, corpus, facts, at, there as usize);
        let tells = likeness == Likeness::Copy || !shared.is_empty();
        tells.then_some((page, Neighbour { page: other, likeness, cosine, shared }))
    };
    let of = |at: usize| {
        let strong = near[at].iter().copied().take_while(|(_, cosine)| *cosine >= threshold.strong);
        strong.filter_map(|near| one(at, near)).collect::<Vec<_>>()
    };
    let mut found: Vec<(PageIx, Neighbour)> = (0..near.len()).into_par_iter().flat_map_iter(of).collect();
    found.sort_by(|a, b| b.1.cosine.total_cmp(&a.1.cosine).then((a.0, a.1.page).cmp(&(b.0, b.1.page))));
    found
}
