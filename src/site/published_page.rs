//! A page as it was read becomes the page that is published: without what leads to withheld pages, marked where it is a draft, and with
//! no date of publication that has not come.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::link::Unpublished;
use crate::model::{Detail, Page, Withheld};

/// A page that is published with less, or more, than it says: as read, and as published.
#[derive(Debug, Clone)]
pub(super) struct ChangedPage {
    read: Arc<Page>,
    draft: Option<Withheld>,
    published: Arc<Page>,
}

/// The pages as they are published. Those that an earlier revision changed in the same way are the same `Arc` again.
///
/// `known` are that revision's, where what is withheld and the day are the same.
pub(super) fn published(
    pages: &[(Arc<Page>, Option<Withheld>)],
    withheld: &Unpublished,
    day: Date,
    known: &[ChangedPage],
) -> (Vec<Arc<Page>>, Vec<ChangedPage>) {
    let known: HashMap<*const Page, &ChangedPage> = known.iter().map(|k| (Arc::as_ptr(&k.read), k)).collect();
    let mut changed = Vec::new();
    let mut one = |(read, draft): &(Arc<Page>, Option<Withheld>)| {
        let again = || known.get(&Arc::as_ptr(read)).filter(|k| k.draft == *draft);
        let new = || change(read, draft.as_ref(), withheld, day).map(Arc::new);
        let Some(published) = again().map(|k| Arc::clone(&k.published)).or_else(new) else { return Arc::clone(read) };
        changed.push(ChangedPage { read: Arc::clone(read), draft: draft.clone(), published: Arc::clone(&published) });
        published
    };
    let pages = pages.iter().map(&mut one).collect();
    (pages, changed)
}

/// The page that is published in place of `page`; `None` where that is the page itself.
fn change(page: &Page, draft: Option<&Withheld>, withheld: &Unpublished, day: Date) -> Option<Page> {
    let mut changed = withheld.cut(page);
    if page.withheld.as_ref() != draft {
        changed.get_or_insert_with(|| page.clone()).withheld = draft.cloned();
    }
    let is_to_come = page.publication.from.as_ref().is_some_and(|from| from.value.date() > day);
    if is_to_come && let Some(published) = page.incident().and_then(|incident| incident.times.published.as_ref()) {
        let span = published.span.clone();
        let page = changed.get_or_insert_with(|| page.clone());
        if let Detail::Incident(incident) = &mut page.detail {
            incident.times.published = None;
        }
        // What a page without another date is ordered by.
        page.dated.take_if(|dated| dated.span == span);
    }
    changed
}

/// The days with which the day of the run is compared for the sake of a page.
pub(super) fn turning_days(page: &Page) -> impl Iterator<Item = Date> {
    let between = [&page.publication.from, &page.publication.until].into_iter().flatten().map(|fact| fact.value.date());
    let times = page.incident().and_then(|incident| incident.times.published.as_ref());
    between.chain(times.and_then(|fact| Some(fact.value.known()?.date())))
}

/// The newest date that a published page states; a date of publication counts once it has come.
pub(super) fn newest(page: &Page, day: Date) -> Option<Date> {
    let from = page.publication.from.as_ref().map(|from| from.value.date());
    let times = page.incident().and_then(|incident| incident.times.published.as_ref());
    let published = times.and_then(|fact| Some(fact.value.known()?.date()));
    [from, published].into_iter().flatten().filter(|date| *date <= day).chain(page.newest).max()
}
