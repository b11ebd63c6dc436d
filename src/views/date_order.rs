//! Pages in order of their dates.

use crate::link::{PageIx, newest_first};
use crate::site::Site;

/// Where an incident stands among all, the newest first.
pub(crate) fn position(site: &Site, page: PageIx) -> Option<usize> {
    let order = |&other: &PageIx| newest_first(&site.pages[other], &site.pages[page]);
    site.links.newest_first.binary_search_by(order).ok()
}

/// Orders pages of any kind by date, newest first, for lists that mix them.
pub(crate) fn newest(site: &Site, mut pages: Vec<PageIx>) -> Vec<PageIx> {
    pages.sort_by(|&a, &b| newest_first(&site.pages[a], &site.pages[b]));
    pages
}
