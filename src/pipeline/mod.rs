//! Inputs and an earlier revision become a compiled site: the one place that puts stages together.
//!
//! ```text
//! load ─▶ parse ─▶ gate and link (site) ─▶ analyse ─▶ views ─▶ index
//! ```
//!
//! [`compile`] goes as far as a command needs. A preview goes on from an earlier revision: [`Read::again`] reads what is in doubt, [`site`]
//! makes the site anew and shares what has not changed, [`analyse`], [`views`] and [`search`] follow in the background. What was read
//! cannot be seen from here: only what passed the gate can, as a [`Site`].

mod audience_view;
mod entered;
#[cfg(test)]
pub(crate) mod fixture;
mod folder_reading;
mod kept_pages;
mod named_write_up;
mod pasted_text_site;
mod read_for_audiences;
mod timings;
mod undecided_languages;

use std::path::Path;
use std::sync::Arc;

use indicatif::ProgressBar;

use crate::analyse::{self, Analysis};
use crate::cache::{Cache, KnownWork};
use crate::diag::Diagnostic;
use crate::error::Result;
use crate::index::{self, FilesOfIndex, Search};
use crate::load;
use crate::model::Config;
use crate::site::{self, Site, Stop};
use crate::theme::Templates;
use crate::views::Views;

pub use audience_view::NamedAudiences;
pub use entered::{Entered, is_same_on};
pub use folder_reading::{FileKind, Held, Read, ReadAgain};
pub use kept_pages::KeptPages;
pub use named_write_up::NamedWriteUp;
pub use pasted_text_site::{PastedAnswer, PastedMatch, asked};
pub use timings::{Timings, bytes};

/// What a compiled site depends on.
#[derive(Debug, Clone)]
pub struct CompileInputs {
    /// What to read.
    pub load: load::Options,
    /// Which of it is shown.
    pub site: site::PublicationOptions,
}

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// To the site: pages and their links.
    Site,
    /// To the search index, with what is counted and without what pages are like.
    Search,
    /// To what is found out about all pages together.
    Analysis,
    /// To everything that a build writes.
    Everything,
}

/// How long stages took, and who is told of each file that is read.
pub struct Run<'a> {
    /// One row a stage.
    pub timings: Timings,
    /// A progress line for so many things of a kind.
    pub progress: &'a dyn Fn(&'static str, usize) -> ProgressBar,
    /// What entered the site that was compiled last.
    pub entered: Option<Entered>,
    /// Where what is made of single files and blocks is kept, if it is.
    pub cache: Option<Cache>,
    /// The pages that were there, until those that are new are put beside them.
    kept_pages: Option<KeptPages>,
}

impl<'a> Run<'a> {
    /// A run that begins now.
    pub fn seen_by(progress: &'a dyn Fn(&'static str, usize) -> ProgressBar) -> Self {
        Self { timings: Timings::start(), progress, entered: None, cache: None, kept_pages: None }
    }

    /// Keeps the pages of `read` that are new and passed the gate whole.
    pub(crate) fn keep_pages(&mut self, read: &Read, site: &Site) {
        if let Some(kept) = self.kept_pages.take() {
            self.timings.stage("keep", || kept.keep(read.pages(), site), |new| (*new, 0));
        }
    }
}

impl Run<'_> {
    /// A run that nobody watches.
    pub fn unseen() -> Self {
        Self::seen_by(&|_, _| ProgressBar::hidden())
    }
}

/// A site, as far as it was asked for.
pub struct Compiled {
    read: Read,
    /// What passed the gate.
    pub site: Arc<Site>,
    /// What was found out about it; nothing unless that was asked for.
    pub analysis: Arc<Analysis>,
    /// Its pages, ready to be rendered; `None` where only the site was asked for.
    views: Option<Arc<Views>>,
    /// Its search index, and the files that it is published in.
    search: Option<(Search, FilesOfIndex)>,
}

/// Compiles a site.
///
/// # Errors
/// As [`load::load`]; when there is no Markdown file; when the theme's templates do not compile; when the search index cannot be made.
pub fn compile(inputs: &CompileInputs, goal: Goal, run: &mut Run<'_>) -> Result<Compiled> {
    let read = Read::new(inputs, run)?.expect_files(&inputs.load.dir)?;
    compile_read(read, inputs, goal, run)
}

/// Compiles what was read, of which `inputs` say what is shown.
///
/// # Errors
/// When the theme's templates do not compile; when the search index cannot be made.
pub fn compile_read(read: Read, inputs: &CompileInputs, goal: Goal, run: &mut Run<'_>) -> Result<Compiled> {
    let link = || {
        let mut site = site::build(&read.inputs(), &inputs.site, None);
        let [compared, searched] = [Goal::Analysis, Goal::Search].map(|aim| goal == aim || goal == Goal::Everything);
        let known = run.cache.as_ref().map(|cache| KnownWork::open(cache, compared, searched));
        site.known = Arc::new(known.unwrap_or_default());
        Arc::new(site)
    };
    let site = run.timings.stage("link", link, |site| (site.pages.len(), 0));
    run.keep_pages(&read, &site);
    run.entered = Entered::of(&read, &site);
    let count = |site: &Site| (site.pages.len(), 0);
    let mut compiled = Compiled { read, site, analysis: Arc::default(), views: None, search: None };
    if goal == Goal::Site || (goal == Goal::Everything && compiled.stop().is_some()) {
        return Ok(compiled);
    }
    let site = Arc::clone(&compiled.site);
    // Another audience's pages are of use to its own build.
    let is_all = compiled.read.audience().is_none();
    if goal != Goal::Site {
        let found_out = || if goal == Goal::Search { counted(&site) } else { analyse(&site) };
        compiled.analysis = run.timings.stage("analyse", found_out, |_| count(&site));
        if goal != Goal::Search {
            run.timings.stage("words", || site.known.keep_compared(is_all), |read| (*read, 0));
        }
    }
    let views =
        run.timings.stage("view", || views(&compiled.site, Arc::clone(&compiled.analysis)), |_| count(&site))?;
    // Lists that the analysis finds nothing for are no targets of links any more.
    compiled.site = Arc::clone(views.site());
    if matches!(goal, Goal::Search | Goal::Everything) {
        let search = run.timings.stage("index", || index::index(&views), |_| count(&site))?;
        run.timings.stage("terms", || site.known.keep_searched(is_all), |read| (*read, 0));
        let size = |files: &Result<FilesOfIndex>| (files.as_ref().map_or(0, |files| files.addresses().len()), 0);
        let files = match goal {
            Goal::Everything => run.timings.stage("export", || index::export(&search, &views), size)?,
            _ => FilesOfIndex::default(),
        };
        compiled.search = Some((search, files));
    }
    compiled.views = Some(Arc::new(views));
    Ok(compiled)
}

impl Compiled {
    /// What is left to be said of files that are no page: where they are, what they were taken for, their text for findings.
    pub fn read(&self) -> &Read {
        &self.read
    }

    /// The audience that it is for, where the site has audiences.
    pub fn audience(&self) -> Option<String> {
        self.read.audience().map(str::to_owned)
    }

    /// What was read, to be seen by somebody else.
    pub fn into_read(self) -> Read {
        self.read
    }

    /// Why nothing may be written of it.
    pub fn stop(&self) -> Option<Stop> {
        self.site.stop()
    }

    /// The command line's last word on the configuration, before anything is made from the site.
    ///
    /// # Panics
    /// When something was: that is a bug.
    pub fn configure(&mut self, change: impl FnOnce(&mut Config)) {
        let site = Arc::get_mut(&mut self.site).expect("nothing is made from the site yet");
        change(Arc::make_mut(&mut site.config));
    }

    /// The pages, ready to be rendered.
    ///
    /// # Panics
    /// When only the site was asked for: that is a bug.
    pub fn views(&self) -> &Arc<Views> {
        self.views.as_ref().expect("views were asked for")
    }

    /// The search index.
    ///
    /// # Panics
    /// When it was not asked for: that is a bug.
    pub fn search(&self) -> &Search {
        &self.search.as_ref().expect("a search index was asked for").0
    }

    /// The files of the search index; the index itself is let go.
    ///
    /// # Panics
    /// When it was not asked for: that is a bug.
    pub fn take_search_files(&mut self) -> FilesOfIndex {
        self.search.take().expect("a search index was asked for").1
    }

    /// What is to be said of the sources, the pages, their links and what is alike, sorted.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut findings = self.site.diagnostics();
        findings.extend(self.analysis.similar.diagnostics.iter().cloned());
        crate::diag::sort(&mut findings);
        findings
    }
}

/// What was read passes the gate and is linked. The result does not depend on `earlier`, which saves work.
pub fn site(read: &Read, options: &site::PublicationOptions, earlier: Option<site::EarlierSite<'_>>) -> Arc<Site> {
    Arc::new(site::build(&read.inputs(), options, earlier))
}

/// What can be found out about all pages together.
pub fn analyse(site: &Site) -> Arc<Analysis> {
    Arc::new(analyse::analyse(site))
}

/// What can be counted about all pages together, which takes little. What is like what, and said again, is not known yet.
pub fn counted(site: &Site) -> Arc<Analysis> {
    Arc::new(analyse::counted_at_once(site))
}

/// Pages, ready to be rendered.
///
/// # Errors
/// When the theme's templates do not compile.
pub fn views(site: &Arc<Site>, analysis: Arc<Analysis>) -> Result<Views> {
    Views::new(Arc::clone(site), analysis)
}

/// The same with templates that are compiled already.
pub fn views_with(site: &Arc<Site>, analysis: &Arc<Analysis>, templates: &Arc<Templates>) -> Views {
    Views::with(Arc::clone(site), Arc::clone(analysis), Arc::clone(templates))
}

/// The files of the search index.
///
/// # Errors
/// When it cannot be made.
pub fn search(views: &Views) -> Result<FilesOfIndex> {
    index::index(views).and_then(|search| index::export(&search, views))
}

/// The shown path of the configuration.
fn configuration_path(config: Option<&Path>) -> String {
    config.map_or_else(|| String::from("casebook.toml"), |path| path.display().to_string())
}
