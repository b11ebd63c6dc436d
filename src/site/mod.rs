//! The snapshot: everything a page can show, immutable, with lookups only.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::link::{Links, PageIx};
use crate::load::{Assets, Theme};
use crate::model::{Config, Page};

/// One revision of the whole site.
#[derive(Debug)]
pub struct Site {
    /// The configuration, with the command line's overrides applied.
    pub config: Arc<Config>,
    /// Templates, styles, scripts and icons.
    pub theme: Arc<Theme>,
    /// Files that are not Markdown.
    pub assets: Arc<Assets>,
    /// Published pages, in path order.
    pub pages: Vec<Arc<Page>>,
    /// How they refer to each other.
    pub links: Arc<Links>,
    /// "Today": `--as-of`, else the newest date in the published content.
    pub as_of: Option<Date>,
    /// Whether drafts are shown, so that pages can say so.
    pub drafts: bool,
    /// How many pages were withheld as drafts.
    pub withheld_drafts: usize,
    /// Paths of pages and parts that were left out because they name an audience.
    pub restricted: Vec<String>,
    /// All findings, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

impl Site {
    /// The incidents, newest first, undated ones last, ties by path.
    pub fn incidents(&self) -> Vec<PageIx> {
        let mut list: Vec<PageIx> = (0..self.pages.len()).filter(|&ix| self.pages[ix].incident().is_some()).collect();
        list.sort_by(|&a, &b| newest_first(&self.pages[a], &self.pages[b]));
        list
    }
}

/// Orders pages by date, newest first; undated ones last; ties by path.
pub fn newest_first(a: &Page, b: &Page) -> std::cmp::Ordering {
    let key = |p: &Page| p.dated.as_ref().map(|d| d.value.sort_instant());
    key(b).cmp(&key(a)).then_with(|| a.source.path.cmp(&b.source.path))
}
