//! Pages become shelves: those of one folder under its name.

use serde::Serialize;

use crate::link::PageIx;
use crate::views::Views;
use crate::words::phrases;

/// Pages of one folder.
#[derive(Serialize)]
pub(crate) struct Shelf<T> {
    /// The folder as a heading; none for those above all folders.
    pub title: Option<String>,
    pub entries: Vec<T>,
}

/// A page, and the folder it stands in below the one that all of its kind share.
pub(crate) type Shelved = (PageIx, Vec<String>);

/// The pages, those above all folders first, then folder by folder; in the order given within each.
///
/// Folders that hold hardly more than a page each say nothing, and are left out.
pub(crate) fn by_folder(views: &Views, pages: &[PageIx]) -> Vec<Shelved> {
    let mut list: Vec<Shelved> = pages.iter().map(|&ix| (ix, folders(&views.site.pages[ix].source.path))).collect();
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

/// Neighbours of one folder, together.
pub(crate) fn shelves<T>(pages: &[Shelved], entry: impl Fn(PageIx) -> T) -> Vec<Shelf<T>> {
    let usual = usual_folder(pages);
    let title = |folders: &[String]| {
        let said = if folders.len() > 1 && folders.first() == usual { &folders[1..] } else { folders };
        let names: Vec<String> = said.iter().map(|name| phrases::folder(name)).collect();
        Some(names.join(" / ")).filter(|title| !title.is_empty())
    };
    let shelf = |chunk: &[Shelved]| Shelf {
        title: title(&chunk[0].1),
        entries: chunk.iter().map(|(ix, _)| entry(*ix)).collect(),
    };
    pages.chunk_by(|(_, a), (_, b)| a == b).map(shelf).collect()
}

/// The folder that nearly all stand in, and that headings need not repeat.
fn usual_folder(pages: &[Shelved]) -> Option<&String> {
    let first = |(_, folders): &&Shelved| folders.first().cloned();
    let (_, folders) = pages.get(pages.len() / 2)?;
    let shared = pages.iter().filter(|page| first(page).as_ref() == folders.first()).count();
    folders.first().filter(|_| shared * 5 >= pages.len() * 4)
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
