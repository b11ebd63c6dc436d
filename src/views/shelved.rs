//! Pages become a list by the folder they stand in.

use std::collections::HashMap;

use crate::link::PageIx;
use crate::site::Site;

/// A page, and the folder it stands in below the one that all of its kind share.
pub(crate) type Shelved = (PageIx, Vec<String>);

/// The pages, those above all folders first, then folder by folder; in the order given within each.
///
/// Folders that hold hardly more than a page each say nothing, and are left out.
pub(crate) fn by_folder(site: &Site, pages: &[PageIx]) -> Vec<Shelved> {
    let mut list: Vec<Shelved> = pages.iter().map(|&ix| (ix, folders(&site.pages[ix].source.path))).collect();
    let shared = list.iter().map(|(_, folders)| folders.clone()).reduce(common).map_or(0, |folders| folders.len());
    for (_, folders) in &mut list {
        folders.drain(..shared);
    }
    let mut distinct: Vec<&Vec<String>> = list.iter().map(|(_, folders)| folders).collect();
    distinct.sort();
    distinct.dedup();
    if distinct.len() * 2 > list.len() {
        list.iter_mut().for_each(|(_, folders)| folders.clear());
    }
    list.sort_by(|(_, a), (_, b)| a.cmp(b));
    list
}

/// A list by folder, and where each page stands in it.
#[derive(Debug, Default)]
pub(crate) struct ShelvedPages {
    pub(crate) list: Vec<Shelved>,
    /// The folder that nearly all stand in.
    pub(crate) usual: Option<String>,
    place: HashMap<PageIx, usize>,
}

impl ShelvedPages {
    pub(super) fn of(site: &Site, pages: &[PageIx]) -> Self {
        let list = by_folder(site, pages);
        let place = list.iter().enumerate().map(|(at, (ix, _))| (*ix, at)).collect();
        Self { usual: usual_folder(&list).cloned(), list, place }
    }

    /// Where a page stands.
    pub(crate) fn place(&self, page: PageIx) -> Option<usize> {
        self.place.get(&page).copied()
    }

    /// The places of the pages of one folder, from the place of one of them.
    pub(crate) fn shelf(&self, at: usize) -> std::ops::Range<usize> {
        let folders = &self.list[at].1;
        let start = self.list.partition_point(|(_, other)| other < folders);
        start..self.list.partition_point(|(_, other)| other <= folders)
    }
}

/// The folders above a page; the folder of a bundle is the page itself.
fn folders(path: &str) -> Vec<String> {
    let own = path.strip_suffix("/index.md").unwrap_or(path);
    let (folder, _) = own.rsplit_once('/').unwrap_or_default();
    folder.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn common(a: Vec<String>, b: Vec<String>) -> Vec<String> {
    a.into_iter().zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
}

/// The folder that nearly all stand in, and that headings need not repeat.
pub(crate) fn usual_folder(pages: &[Shelved]) -> Option<&String> {
    let first = |(_, folders): &&Shelved| folders.first().cloned();
    let (_, folders) = pages.get(pages.len() / 2)?;
    let shared = pages.iter().filter(|page| first(page).as_ref() == folders.first()).count();
    folders.first().filter(|_| shared * 5 >= pages.len() * 4)
}
