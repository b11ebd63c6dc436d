//! The write-ups nearest to an incident become the list that is shown beside it: those that the author linked first, never one that the
//! author says is not related, other write-ups of the same event before other events, and none without a reason.

use rayon::prelude::*;

use crate::analyse::similar::corpus::Corpus;
use crate::analyse::similar::nearest::Near;
use crate::analyse::similar::neighbour::{Likeness, Neighbour, Shared};
use crate::analyse::similar::same_event::likeness;
use crate::analyse::similar::shared_reasons;
use crate::analyse::similar::stated_facts::StatedFacts;
use crate::link::{FacetKind, PageIx};
use crate::site::Site;

/// How much nearer a shared fact makes, so that of two write-ups that are about equally near, the one with more in common comes first.
const TIE: f32 = 0.02;

/// How many facts count for that.
const FACTS: usize = 3;

/// The lists of all incidents, in the corpus's order.
pub(super) fn lists(site: &Site, corpus: &Corpus, facts: &StatedFacts, near: &[Vec<Near>]) -> Vec<Vec<Neighbour>> {
    let nearest = |at: usize| near[at].get(..2).unwrap_or(&near[at]).to_vec();
    let of = |at: usize| list(site, corpus, facts, at, &near[at], &nearest);
    (0..corpus.pages.len()).into_par_iter().map(of).collect()
}

/// The list of one incident, from what is `near` it; `nearest` gives the two that are nearest to another.
pub(super) fn list(
    site: &Site,
    corpus: &Corpus,
    facts: &StatedFacts,
    at: usize,
    near: &[Near],
    nearest: &impl Fn(usize) -> Vec<Near>,
) -> Vec<Neighbour> {
    let page = corpus.pages[at];
    let mut shown = related(site, corpus, facts, at);
    let least = corpus.threshold.map_or(f32::INFINITY, |threshold| threshold.shown);
    let unwanted =
        |other: PageIx| is_unwanted(site, page, other) || shown.iter().any(|neighbour| neighbour.page == other);
    let near = near.iter().copied().take_while(|(_, cosine)| *cosine >= least && *cosine > 0.0);
    let near: Vec<Near> = near.filter(|(other, _)| !unwanted(corpus.pages[*other as usize])).collect();
    let room = site.config.similar.most.saturating_sub(shown.len());
    let ranked = ranked(site, corpus, facts, at, near, nearest);
    // Reasons are worked out for what may be shown, and no further.
    let mut told = ranked.into_iter().filter_map(|(likeness, (there, cosine))| {
        let shared = shared_reasons::shared(site, corpus, facts, at, there as usize);
        let neighbour = Neighbour { page: corpus.pages[there as usize], likeness, cosine, shared };
        let is_asked_for = site.config.similar.threshold.is_some();
        (!neighbour.shared.is_empty() || likeness < Likeness::Similar || is_asked_for).then_some(neighbour)
    });
    let mut like: Vec<Neighbour> = told.by_ref().take(room).collect();
    if site.config.similar.metadata && like.len() == room && room > 1 {
        let same = |neighbour: &Neighbour| shares_service(site, page, neighbour.page);
        if like.iter().all(|neighbour| same(neighbour) == Some(true))
            && let Some(other) = told.find(|neighbour| same(neighbour) == Some(false))
        {
            like[room - 1] = other;
        }
    }
    shown.extend(like);
    shown
}

/// Whether two incidents share a service; `None` where one of them names none.
fn shares_service(site: &Site, a: PageIx, b: PageIx) -> Option<bool> {
    let services = |page: PageIx| site.links.facets_of[page].get(&FacetKind::Service).filter(|of| !of.is_empty());
    let (a, b) = (services(a)?, services(b)?);
    Some(b.iter().any(|service| a.contains(service)))
}

/// The incidents that the author calls related, then those whose authors call this one so.
fn related(site: &Site, corpus: &Corpus, facts: &StatedFacts, at: usize) -> Vec<Neighbour> {
    let page = corpus.pages[at];
    let mut found: Vec<Neighbour> = Vec::new();
    let own = site.links.related(page).iter().map(|(other, _)| *other);
    // Those who named this one, as far as there is room.
    let names = |from: PageIx| site.links.related(from).iter().any(|(to, _)| *to == page);
    let others = site.links.backlinks[page].iter().map(|link| link.from).filter(|&from| names(from));
    let room = site.config.similar.most.saturating_sub(site.links.related(page).len());
    for other in own.chain(others.take(room)) {
        let Ok(there) = corpus.pages.binary_search(&other) else { continue };
        if found.iter().all(|neighbour| neighbour.page != other) {
            let mut shared = shared_reasons::shared(site, corpus, facts, at, there);
            shared.retain(|shared| *shared != Shared::Named);
            let cosine = corpus.vectors.cosine(at, there);
            found.push(Neighbour { page: other, likeness: Likeness::Related, cosine, shared });
        }
    }
    found
}

/// What is near, with what it is: other stories of the same event first, ties to what shares more facts, then by path.
fn ranked(
    site: &Site,
    corpus: &Corpus,
    facts: &StatedFacts,
    at: usize,
    near: Vec<Near>,
    nearest: &impl Fn(usize) -> Vec<Near>,
) -> Vec<(Likeness, Near)> {
    let rank = |(there, cosine): Near| {
        let likeness = likeness_of(site, corpus, at, (there, cosine), nearest);
        let ties = match site.config.similar.metadata {
            true => facts.count(at, there as usize).min(FACTS),
            false => 0,
        };
        (likeness, cosine * (1.0 + TIE * ties as f32), (there, cosine))
    };
    let mut ranked: Vec<(Likeness, f32, Near)> = near.into_iter().map(rank).collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then(a.2.0.cmp(&b.2.0)));
    ranked.into_iter().map(|(likeness, _, near)| (likeness, near)).collect()
}

/// What a pair of which one is near the other is.
pub(super) fn likeness_of(
    site: &Site,
    corpus: &Corpus,
    at: usize,
    (there, cosine): Near,
    nearest: &impl Fn(usize) -> Vec<Near>,
) -> Likeness {
    let (page, other) = (corpus.pages[at], corpus.pages[there as usize]);
    let next = || {
        let (own, theirs) = (nearest(at), nearest(there as usize));
        let mutual = own.first()?.0 == there && theirs.first()?.0 as usize == at;
        let second = |near: &[Near]| near.get(1).map_or(0.0, |(_, cosine)| *cosine);
        mutual.then(|| second(&own).max(second(&theirs)))
    };
    likeness(&site.pages[page], &site.pages[other], cosine, shares_service(site, page, other), next)
}

/// Whether an author says that two incidents are not related.
pub(super) fn is_unwanted(site: &Site, a: PageIx, b: PageIx) -> bool {
    let says_no = |a: PageIx, b: PageIx| site.links.not_related(a).binary_search(&b).is_ok();
    says_no(a, b) || says_no(b, a)
}
