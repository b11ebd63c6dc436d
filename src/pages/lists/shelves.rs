//! Pages become shelves: those of one folder under its name.

use serde::Serialize;

use crate::link::{PageIx, is_generic, slug};
use crate::views::shelved::{Shelved, usual_folder};
use crate::words::phrases;

/// Pages of one folder.
#[derive(Serialize)]
pub(crate) struct Shelf<T> {
    /// The folder as a heading; none for those above all folders.
    pub title: Option<String>,
    /// What leads to that heading.
    pub anchor: Option<String>,
    pub entries: Vec<T>,
}

/// The anchor of a folder's heading in its list; none for what stands above all folders.
pub(crate) fn anchor(folders: &[String]) -> Option<String> {
    (!folders.is_empty()).then(|| format!("shelf.{}", slug(&folders.join(" "))))
}

/// Neighbours of one folder, together.
pub(crate) fn shelves<T>(pages: &[Shelved], entry: impl Fn(PageIx) -> T) -> Vec<Shelf<T>> {
    let usual = usual_folder(pages);
    let shelf = |chunk: &[Shelved]| Shelf {
        title: title(&chunk[0].1, usual),
        anchor: anchor(&chunk[0].1),
        entries: chunk.iter().map(|(ix, _)| entry(*ix)).collect(),
    };
    pages.chunk_by(|(_, a), (_, b)| a == b).map(shelf).collect()
}

/// What a folder is called, without the one that is `usual` and without names that tell nothing, unless no other is left.
pub(crate) fn title(folders: &[String], usual: Option<&String>) -> Option<String> {
    let said = if folders.len() > 1 && folders.first() == usual { &folders[1..] } else { folders };
    let told: Vec<&String> = said.iter().filter(|name| !is_generic(name)).collect();
    let last = || said.last().into_iter().collect();
    let told = if told.is_empty() { last() } else { told };
    let names: Vec<String> = told.into_iter().map(|name| phrases::folder(name)).collect();
    Some(names.join(" / ")).filter(|title| !title.is_empty())
}
