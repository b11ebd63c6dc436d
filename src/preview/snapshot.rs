//! One revision of the site as the preview shows it, and the mistakes for which an earlier version of a file is shown instead.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::index::FilesOfIndex;
use crate::link::PageIx;
use crate::model::Editor;
use crate::render::{Output, render};
use crate::views::{Route, Views, comes_of_analysis};

/// One revision, immutable. A new one is swapped in whole; whoever answers a request keeps the one it began with.
pub struct Snapshot {
    /// Counts up from 1 with every change that can be seen.
    pub revision: u64,
    /// The site, ready to be rendered.
    pub views: Arc<Views>,
    /// What is wrong with the files that the last good page or theme stands in for; empty when all is as on disk.
    pub problems: Vec<StandInProblem>,
    /// The files of the search index, once there is one; it may lag behind the pages.
    pub search: Option<Arc<FilesOfIndex>>,
    /// Those of the index before, for a page that was loaded with it.
    pub search_before: Option<Arc<FilesOfIndex>>,
    /// Whether what is known of all incidents together is known of this revision.
    pub analysed: bool,
    /// The same, and whether the search index is that of this revision.
    pub settled: bool,
    /// The site's root, absolute: with the path that findings print it names a file for an editor.
    pub root: PathBuf,
    /// How a place in a file is opened.
    pub editor: Editor,
}

/// A mistake for which something that was good before is shown instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandInProblem {
    /// What is wrong, in which file, where, and what to do.
    pub finding: Diagnostic,
    /// The text of that file, to show the line from.
    pub text: Option<Arc<str>>,
    /// Whether it is of a page that is not shown at all: nothing of it is said on any page.
    pub hidden: bool,
    /// The page that is shown as it was; `None` when the whole site is concerned (configuration, theme).
    pub page: Option<PageIx>,
}

impl StandInProblem {
    /// The line, from 1, where the text is at hand.
    pub fn line(&self) -> Option<usize> {
        let (text, span) = (self.text.as_ref()?, self.finding.span.as_ref()?);
        Some(text.get(..span.start)?.matches('\n').count() + 1)
    }
}

impl Snapshot {
    /// Renders what is at an address (`incidents/2024/x.html`); nothing when no build would write it.
    pub fn render(&self, address: &str) -> Option<Output> {
        let route = self.views.route(address)?;
        Some(self.render_route(&route))
    }

    /// The same for a route of its views.
    pub fn render_route(&self, route: &Route) -> Output {
        render(&self.views, route)
    }

    /// The bytes of a file of the search index.
    pub fn search_file(&self, address: &str) -> Option<Vec<u8>> {
        let indexes = [&self.search, &self.search_before];
        indexes.into_iter().flatten().find_map(|files| {
            let at = files.addresses().position(|other| other == address)?;
            Some(files.content(at))
        })
    }

    /// Whether a build may write an address at which nothing is yet: what it comes of is being worked out. For a folder without its
    /// last `/` too.
    pub fn is_behind(&self, address: &str) -> bool {
        if address.starts_with("search/") {
            return self.search.is_none();
        }
        !self.analysed && comes_of_analysis(address) && self.views.route(address).is_none()
    }

    /// The page whose own HTML is at an address.
    pub fn page_at(&self, address: &str) -> Option<PageIx> {
        self.views.site().links.page_at(address)
    }
}
