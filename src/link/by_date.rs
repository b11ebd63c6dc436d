//! Pages in the order of their dates, newest first.

use std::sync::Arc;

use crate::link::relations::PageIx;
use crate::model::Page;

/// The incidents among `pages`, newest first; undated ones last, ties by path.
pub(super) fn newest_incidents(pages: &[Arc<Page>]) -> Vec<PageIx> {
    let mut list: Vec<PageIx> = (0..pages.len()).filter(|&ix| pages[ix].incident().is_some()).collect();
    list.sort_by(|&a, &b| newest_first(&pages[a], &pages[b]));
    list
}

/// Orders pages by date, newest first; undated ones last; ties by path.
pub fn newest_first(a: &Page, b: &Page) -> std::cmp::Ordering {
    let key = |p: &Page| p.dated.as_ref().map(|d| d.value.sort_instant());
    key(b).cmp(&key(a)).then_with(|| a.source.path.cmp(&b.source.path))
}
