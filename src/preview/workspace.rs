//! The files on disk as they were last seen become the newest site, each time doing only what a change asks for.
//!
//! No thread and no clock: given the same files it comes to the same site as a build, whatever the way there. What stands on disk and
//! cannot be used (front matter that does not parse, a broken configuration or theme) leaves the last good page, configuration or
//! theme in its place, and is said.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analyse::{self, Analysis};
use crate::cache::Cache;
use crate::diag::{Diagnostic, Mistake, Rule};
use crate::error::Result;
use crate::load::{self, Doubt, Patience, Sources, Theme, Unsure};
use crate::model::{Editor, Page};
use crate::pipeline::{self, CompileInputs, Read, ReadAgain, Run};
use crate::preview::changed_files::{changed_files, touched};
use crate::preview::{Event, FolderChange, StandInProblem};
use crate::render::render;
use crate::site::{Attached, EarlierSite, ForWhom, Site};
use crate::theme::Templates;
use crate::views::Views;
use crate::wording::Wording;

/// What to show, and how.
pub type Showing = CompileInputs;

/// A site and what it was made from.
pub struct Workspace {
    showing: Showing,
    read: Read,
    /// Files that are there and cannot be read.
    unreadable: BTreeMap<String, Diagnostic>,
    /// The configuration and the theme's files.
    mistakes: Vec<StandInProblem>,
    /// The theme's templates.
    broken_theme: Option<StandInProblem>,
    /// The last theme that could be used.
    theme: Arc<Theme>,
    templates: Arc<Templates>,
    views: Arc<Views>,
    analysis: Arc<Analysis>,
}

impl Workspace {
    /// Reads everything.
    ///
    /// # Errors
    /// As [`load::load`]. A theme whose templates do not compile is no error: the built-in one stands in.
    pub fn open(showing: Showing) -> Result<Self> {
        Self::open_with(showing, None)
    }

    /// The same, and what single files and blocks come to is looked for in a cache, and kept there.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn open_with(showing: Showing, cache: Option<Cache>) -> Result<Self> {
        let mut run = Run::unseen();
        run.cache = cache;
        let mut read = Read::new(&showing, &mut run)?;
        let sources = read.sources();
        let wording = wording(sources);
        let (theme, templates, broken_theme) = match Templates::compile(&sources.theme, &wording) {
            Ok(templates) => (Arc::clone(&sources.theme), templates, None),
            Err(mistake) => {
                let theme = Arc::new(load::built_in_theme());
                let templates = Templates::compile(&theme, &wording)?;
                (theme, templates, Some(problem(&mistake)))
            }
        };
        read.set_theme(&theme);
        let site = pipeline::site(&read, &showing.site, None);
        run.keep_pages(&read, &site);
        let analysis = Arc::new(Analysis::default());
        let templates = Arc::new(templates);
        let views = pipeline::views_with(&site, &analysis, &templates);
        Ok(Self {
            showing,
            read,
            unreadable: BTreeMap::new(),
            mistakes: Vec::new(),
            broken_theme,
            theme,
            templates,
            views: Arc::new(views),
            analysis,
        })
    }

    /// What was read.
    pub fn sources(&self) -> &Sources {
        self.read.sources()
    }

    /// What opens a file.
    pub fn editor(&self) -> Editor {
        Editor::parse(&self.sources().config.preview.editor).unwrap_or_default()
    }

    /// What is shown.
    pub fn views(&self) -> &Arc<Views> {
        &self.views
    }

    /// What keeps the files from being shown as they are.
    pub fn problems(&self) -> Vec<StandInProblem> {
        let unreadable = self.unreadable.values().map(|finding| said(finding.clone(), None));
        let of_page = |mut problem: StandInProblem| {
            let pages = &self.views.site().pages;
            problem.page = pages.iter().position(|page| page.source.shown_path == problem.finding.path);
            problem.hidden = problem.page.is_none();
            problem
        };
        let of_site = self.mistakes.iter().chain(&self.broken_theme).cloned();
        let held = self.read.held().values().map(|held| said(held.finding.clone(), Some(Arc::clone(&held.text))));
        of_site.chain(held.chain(unreadable).map(of_page)).collect()
    }

    /// Shows the site as another audience sees it from now on; whether there is such an audience, and it is another one.
    pub fn look_as(&mut self, name: &str) -> bool {
        let audience = self.sources().config.audiences.named(name).map(str::to_owned);
        let Some(whom) = audience.map(ForWhom::Audience).filter(|whom| *whom != self.showing.site.whom) else {
            return false;
        };
        if self.read.look_for(&whom).is_err() {
            return false;
        }
        self.showing.site.whom = whom;
        let site = pipeline::site(&self.read, &self.showing.site, None);
        self.analysis = Arc::new(Analysis::default());
        self.views = Arc::new(pipeline::views_with(&site, &self.analysis, &self.templates));
        true
    }

    /// Whether files are there that could not be read, so that it is worth looking again without being told.
    pub fn is_waiting(&self) -> bool {
        !self.unreadable.is_empty() || self.sources().has_unread_folders()
    }

    /// Takes in an analysis of a revision of this site; `of` is what it is about.
    pub fn analysed(&mut self, analysis: &Arc<Analysis>, of: &Arc<Site>) {
        let site = Arc::clone(self.views.site());
        self.analysis =
            if Arc::ptr_eq(of, &site) { Arc::clone(analysis) } else { analyse::carried(analysis, of, &site) };
        let views = pipeline::views_with(&site, &self.analysis, &self.templates);
        self.views = Arc::new(views.after(&self.views));
    }

    /// Looks at what is in doubt and becomes what is on disk.
    ///
    /// # Errors
    /// When the site's folder cannot be walked. The inner error says that it is better to look again in a moment; nothing was changed.
    pub fn refresh(&mut self, doubt: &Doubt, patience: Patience) -> Result<Result<FolderChange, Unsure>> {
        let ReadAgain { read, mistakes, files, unreadable, assets, parsed } =
            match self.read.again(&self.showing, doubt, patience)? {
                Ok(again) => again,
                Err(unsure) => return Ok(Err(unsure)),
            };
        let before = (self.problems(), Arc::clone(self.views.site()));
        let walked = mistakes.is_some();
        if let Some(mistakes) = mistakes {
            self.mistakes = mistakes.iter().map(problem).collect();
            self.unreadable.clear();
        }
        self.unreadable.retain(|path, _| !files.contains(path));
        self.unreadable.extend(unreadable.into_iter().map(|finding| (finding.path.clone(), finding)));
        let earlier = std::mem::replace(&mut self.read, read);
        let (old, new) = (earlier.sources(), self.read.sources());
        let mut change =
            FolderChange { walked, touched: touched(old, new, &assets), parsed, ..FolderChange::default() };
        let (templates, theme) = (Arc::clone(&self.templates), Arc::clone(&self.theme));
        let same_sources = change.touched.is_empty()
            && Arc::ptr_eq(&old.assets, &new.assets)
            && old.data.iter().map(Arc::as_ptr).eq(new.data.iter().map(Arc::as_ptr))
            && old.diagnostics == new.diagnostics;
        let events = self.take_theme();
        let same_theme = Arc::ptr_eq(&templates, &self.templates) && Arc::ptr_eq(&theme, &self.theme);
        if !(same_sources && same_theme && assets.is_empty()) {
            self.derive(&before.1, if walked { Attached::Unknown } else { Attached::Changed(&assets) });
        }
        change.linked = self.views.site().links.resolved_since(&before.1.links);
        change.events = events;
        let (old, new) = (&before.1, self.views.site());
        let says_else = !Arc::ptr_eq(&old.config, &new.config)
            || !Arc::ptr_eq(&old.assets, &new.assets)
            || !same_pages(&old.pages, &new.pages)
            || before.0 != self.problems();
        let looks_else = !Arc::ptr_eq(&old.theme, &new.theme) && change.events.is_empty();
        if says_else || looks_else {
            change.events.push(Event::Pages);
        }
        let copied = self.addresses(&assets);
        if !copied.is_empty() {
            change.events.push(Event::Files(copied));
        }
        Ok(Ok(change))
    }

    /// Takes in the theme, if it can be used. Returns the styles and scripts that changed.
    fn take_theme(&mut self) -> Vec<Event> {
        let events = self.take_theme_of(&Arc::clone(&self.sources().theme));
        self.read.set_theme(&self.theme);
        events
    }

    fn take_theme_of(&mut self, new: &Arc<Theme>) -> Vec<Event> {
        let wording = wording(self.sources());
        let says_the_same = self.templates.say(&wording);
        if Arc::ptr_eq(&self.theme, new) && self.broken_theme.is_none() && says_the_same {
            return Vec::new();
        }
        let is_template = |path: &str| path == "theme.toml" || path.starts_with("templates/");
        let changed: Vec<String> = changed_files(&self.theme, new);
        if !says_the_same || changed.iter().any(|path| is_template(path)) {
            let templates = match Templates::compile(new, &wording) {
                Ok(templates) => Arc::new(templates),
                Err(mistake) => {
                    self.broken_theme = Some(problem(&mistake));
                    return Vec::new();
                }
            };
            self.broken_theme = self.misfit(new, &templates);
            if self.broken_theme.is_some() {
                return Vec::new();
            }
            self.templates = templates;
        }
        self.broken_theme = None;
        self.theme = Arc::clone(new);
        let styles: Vec<String> =
            changed.iter().filter(|path| path.starts_with("css/")).map(|path| format!("assets/{path}")).collect();
        let mut events = Vec::new();
        if !says_the_same || changed.iter().any(|path| path.starts_with("js/") || is_template(path)) {
            events.push(Event::Reload);
        }
        if !styles.is_empty() {
            events.push(Event::Styles(styles));
        }
        events
    }

    /// The first mistake that shows when one page of each sort is filled with `templates`.
    fn misfit(&self, theme: &Arc<Theme>, templates: &Arc<Templates>) -> Option<StandInProblem> {
        let views = pipeline::views_with(self.views.site(), &self.analysis, templates);
        views.samples().iter().find_map(|route| {
            let finding =
                render(&views, route).diagnostics.into_iter().find(|found| found.rule == Rule::PageTemplate)?;
            let text = theme.text(&finding.path).map(|text| Arc::from(text.as_str()));
            Some(said(finding, text))
        })
    }

    /// Makes the site anew from what was read.
    fn derive(&mut self, earlier: &Arc<Site>, attached: Attached<'_>) {
        let site = pipeline::site(&self.read, &self.showing.site, Some(EarlierSite { site: earlier, attached }));
        self.analysis = analyse::carried(&self.analysis, earlier, &site);
        let views = pipeline::views_with(&site, &self.analysis, &self.templates);
        self.views = Arc::new(views.after(&self.views));
    }

    /// Where files below the content folder are copied to.
    fn addresses(&self, assets: &[String]) -> Vec<String> {
        let links = &self.views.site().links;
        links.assets.iter().filter(|(_, path)| assets.contains(path)).map(|(address, _)| address.clone()).collect()
    }
}

/// A problem of the whole site, or of a page that is found later.
fn said(finding: Diagnostic, text: Option<Arc<str>>) -> StandInProblem {
    StandInProblem { finding, text, hidden: false, page: None }
}

fn problem(mistake: &Mistake) -> StandInProblem {
    said(mistake.finding().clone(), mistake.text().cloned())
}

fn same_pages(a: &[Arc<Page>], b: &[Arc<Page>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// The words of the interface as the configuration has them.
fn wording(sources: &Sources) -> Arc<Wording> {
    Arc::new(Wording::new(&sources.config.lang, &sources.config.wording))
}
