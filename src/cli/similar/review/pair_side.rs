//! A page becomes one side of a pair that is asked about: what it is called, what it says in short, and its file.

use crate::link::PageIx;
use crate::markup::page_words::summary_words;
use crate::site::Site;
use crate::text::first_sentences;

/// How much of a summary is shown, in characters.
const SUMMARY: usize = 240;

/// One write-up of a pair.
#[derive(Debug, Clone)]
pub(super) struct PairSide {
    /// What the other one calls it in its front matter.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) date: Option<String>,
    pub(super) summary: Option<String>,
    /// The file as people know it.
    pub(super) file: String,
    /// The file as the disk knows it, below the content folder.
    pub(super) path: String,
}

/// What is shown of the page at `ix`, and what another's front matter may call it.
pub(super) fn side(site: &Site, ix: PageIx) -> PairSide {
    let page = &site.pages[ix];
    let id = &page.id.value;
    let shared = site.pages.iter().filter(|other| other.id.value.eq_ignore_ascii_case(id)).count() > 1;
    PairSide {
        // An id that two pages have leads to neither for certain; a path does.
        id: if shared { format!("/{}", page.source.path) } else { id.clone() },
        title: site.title(ix).to_owned(),
        date: page.dated.as_ref().map(|dated| dated.value.date().to_string()),
        summary: summary_words(site, ix).map(|summary| first_sentences(&summary, SUMMARY)),
        file: page.source.shown_path.clone(),
        path: page.source.path.clone(),
    }
}
