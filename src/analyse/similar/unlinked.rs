//! What is strongly alike becomes the pairs that no author has linked yet: what `--review` walks through.

use crate::analyse::similar::corpus::Corpus;
use crate::analyse::similar::{Likeness, Neighbour};
use crate::link::PageIx;
use crate::site::{Site, newest_first};

/// The strongly alike pairs that no author has linked: neither by key nor in the text.
pub(super) fn unlinked(site: &Site, corpus: &Corpus, lists: &[Vec<Neighbour>]) -> Vec<(PageIx, Neighbour)> {
    let Some(threshold) = corpus.threshold else { return Vec::new() };
    let linked = |a: PageIx, b: PageIx| site.links.backlinks[b].iter().any(|link| link.from == a);
    let mut found: Vec<(PageIx, Neighbour)> = Vec::new();
    for (list, &page) in lists.iter().zip(&corpus.pages) {
        for neighbour in list.iter().filter(|n| n.likeness == Likeness::Similar && n.cosine >= threshold.strong) {
            let other = neighbour.page;
            // Of each pair once, at the newer one: its author could have known.
            let newer = newest_first(&site.pages[page], &site.pages[other]).is_lt();
            let listed = || lists[corpus.pages.binary_search(&other).expect("neighbours are incidents")].iter();
            if !linked(page, other)
                && !linked(other, page)
                && (newer || !listed().any(|back| back.page == page && back.likeness == Likeness::Similar))
            {
                found.push((page, neighbour.clone()));
            }
        }
    }
    found.sort_by(|a, b| b.1.cosine.total_cmp(&a.1.cosine).then((a.0, a.1.page).cmp(&(b.0, b.1.page))));
    found
}
