//! The files on disk as they were last seen become the newest site, each time doing only what a change asks for.
//!
//! No thread and no clock: given the same files it comes to the same site as a build, whatever the way there. What stands on disk and
//! cannot be used (front matter that does not parse, a broken configuration or theme) leaves the last good page, configuration or
//! theme in its place, and is said.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::analyse::{self, Analysis};
use crate::diag::{Diagnostic, Mistake, Severity};
use crate::error::Result;
use crate::load::{self, Doubt, Patience, Reloaded, Sources, Theme, Unsure};
use crate::model::{Editor, Page, Source};
use crate::parse::parse;
use crate::preview::change::{changed_files, touched};
use crate::preview::{Change, Event, Problem};
use crate::render::{Templates, Views, render};
use crate::site::{self, Site};

/// What to show, and how.
#[derive(Debug, Clone)]
pub struct Showing {
    /// What to read.
    pub load: load::Options,
    /// Which of it is shown.
    pub site: site::Options,
}

/// A site and what it was made from.
pub struct Workspace {
    showing: Showing,
    sources: Sources,
    /// For each file of the sources, what was made of it.
    read: Vec<Understood>,
    /// Front matter and encodings for which an earlier page stands in, by path.
    held: BTreeMap<String, Problem>,
    /// Files that are there and cannot be read.
    unreadable: BTreeMap<String, Diagnostic>,
    /// The configuration and the theme's files.
    mistakes: Vec<Problem>,
    /// The theme's templates.
    broken_theme: Option<Problem>,
    /// The last theme that could be used.
    theme: Arc<Theme>,
    templates: Arc<Templates>,
    views: Arc<Views>,
    analysis: Arc<Analysis>,
}

/// A file and the page that is shown for it.
struct Understood {
    source: Arc<Source>,
    /// Made from `source`, or from an earlier one whose head could be read.
    page: Arc<Page>,
}

impl Workspace {
    /// Reads everything.
    ///
    /// # Errors
    /// As [`load::load`]. A theme whose templates do not compile is no error: the built-in one stands in.
    pub fn open(showing: Showing) -> Result<Self> {
        let sources = load::load(&showing.load)?;
        let pages: Vec<Arc<Page>> =
            sources.files.par_iter().map(|file| Arc::new(parse(file, &sources.config))).collect();
        let read: Vec<Understood> = sources
            .files
            .iter()
            .zip(&pages)
            .map(|(source, page)| Understood { source: Arc::clone(source), page: Arc::clone(page) })
            .collect();
        let (theme, templates, broken_theme) = match Templates::compile(&sources.theme) {
            Ok(templates) => (Arc::clone(&sources.theme), templates, None),
            Err(mistake) => {
                let theme = Arc::new(load::built_in_theme());
                let templates = Templates::compile(&theme)?;
                (theme, templates, Some(problem(&mistake)))
            }
        };
        let site = site::build(&sources.with_theme(&theme), &pages, &showing.site, None);
        let analysis = Arc::new(Analysis::default());
        let templates = Arc::new(templates);
        let views = Views::with(Arc::new(site), Arc::clone(&analysis), Arc::clone(&templates));
        let held = read.iter().filter_map(|read| Some((read.source.path.clone(), unusable(&read.page)?))).collect();
        Ok(Self {
            showing,
            sources,
            read,
            held,
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
        &self.sources
    }

    /// What opens a file.
    pub fn editor(&self) -> Editor {
        Editor::parse(&self.sources.config.preview.editor).unwrap_or_default()
    }

    /// What is shown.
    pub fn views(&self) -> &Arc<Views> {
        &self.views
    }

    /// What keeps the files from being shown as they are.
    pub fn problems(&self) -> Vec<Problem> {
        let unreadable = self.unreadable.values().map(|finding| said(finding.clone(), None));
        let of_page = |mut problem: Problem| {
            let pages = &self.views.site().pages;
            problem.page = pages.iter().position(|page| page.source.shown_path == problem.finding.path);
            problem.hidden = problem.page.is_none();
            problem
        };
        let of_site = self.mistakes.iter().chain(&self.broken_theme).cloned();
        of_site.chain(self.held.values().cloned().chain(unreadable).map(of_page)).collect()
    }

    /// Whether files are there that could not be read, so that it is worth looking again without being told.
    pub fn is_waiting(&self) -> bool {
        !self.unreadable.is_empty() || self.sources.has_unread_folders()
    }

    /// Takes in an analysis of a revision of this site; `of` is what it is about.
    pub fn analysed(&mut self, analysis: &Arc<Analysis>, of: &Arc<Site>) {
        let site = Arc::clone(self.views.site());
        self.analysis =
            if Arc::ptr_eq(of, &site) { Arc::clone(analysis) } else { analyse::carried(analysis, of, &site) };
        let views = Views::with(site, Arc::clone(&self.analysis), Arc::clone(&self.templates));
        self.views = Arc::new(views.after(&self.views));
    }

    /// Looks at what is in doubt and becomes what is on disk.
    ///
    /// # Errors
    /// When the site's folder cannot be walked. The inner error says that it is better to look again in a moment; nothing was changed.
    pub fn refresh(&mut self, doubt: &Doubt, patience: Patience) -> Result<Result<Change, Unsure>> {
        let reloaded = match load::reload(&self.showing.load, &self.sources, doubt, patience)? {
            Ok(reloaded) => reloaded,
            Err(unsure) => return Ok(Err(unsure)),
        };
        let before = (self.problems(), Arc::clone(self.views.site()));
        let Reloaded { sources, mistakes, read, unreadable, assets } = reloaded;
        let walked = mistakes.is_some();
        if let Some(mistakes) = mistakes {
            self.mistakes = mistakes.iter().map(problem).collect();
            self.unreadable.clear();
        }
        self.unreadable.retain(|path, _| !read.contains(path));
        self.unreadable.extend(unreadable.into_iter().map(|finding| (finding.path.clone(), finding)));
        let mut change = Change { walked, touched: touched(&self.sources, &sources, &assets), ..Change::default() };
        change.parsed = self.understand(&sources);
        let (templates, theme) = (Arc::clone(&self.templates), Arc::clone(&self.theme));
        let events = self.take_theme(&sources);
        let same_inputs = change.touched.is_empty()
            && Arc::ptr_eq(&templates, &self.templates)
            && Arc::ptr_eq(&theme, &self.theme)
            && Arc::ptr_eq(&self.sources.assets, &sources.assets)
            && self.sources.diagnostics == sources.diagnostics;
        self.sources = sources;
        if !same_inputs {
            self.derive(&before.1);
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

    /// Parses the files that are new. Returns how many.
    fn understand(&mut self, sources: &Sources) -> usize {
        let earlier = std::mem::take(&mut self.read);
        let all_new = !Arc::ptr_eq(&self.sources.config, &sources.config);
        let places: HashMap<&str, usize> = match same_paths(&earlier, &sources.files) {
            true => HashMap::new(),
            false => earlier.iter().enumerate().map(|(at, read)| (read.source.path.as_str(), at)).collect(),
        };
        let known = |at: usize, file: &Arc<Source>| match places.is_empty() {
            true => earlier.get(at).filter(|read| is_of(read, file)),
            false => places.get(file.path.as_str()).map(|&at| &earlier[at]),
        };
        let is_new = |at: usize, file: &Arc<Source>| {
            all_new || !known(at, file).is_some_and(|read| Arc::ptr_eq(&read.source, file))
        };
        let new: Vec<(usize, &Arc<Source>)> =
            sources.files.iter().enumerate().filter(|(at, file)| is_new(*at, file)).collect();
        let parsed: Vec<Arc<Page>> = match new.as_slice() {
            [(_, one)] => vec![Arc::new(parse(one, &sources.config))],
            many => many.par_iter().map(|(_, file)| Arc::new(parse(file, &sources.config))).collect(),
        };
        let mut held = BTreeMap::new();
        let mut parsed_at: HashMap<usize, Arc<Page>> = new.iter().map(|(at, _)| *at).zip(parsed).collect();
        let count = parsed_at.len();
        let mut read = Vec::with_capacity(sources.files.len());
        for (at, file) in sources.files.iter().enumerate() {
            let before = known(at, file);
            let page = match parsed_at.remove(&at) {
                None => {
                    let before = before.expect("what is not new was there before");
                    held.extend(self.held.get(&file.path).map(|problem| (file.path.clone(), problem.clone())));
                    Arc::clone(&before.page)
                }
                Some(page) => match (unusable(&page), before) {
                    (Some(problem), Some(before)) if unusable(&before.page).is_none() => {
                        held.insert(file.path.clone(), problem);
                        Arc::clone(&before.page)
                    }
                    (problem, _) => {
                        held.extend(problem.map(|problem| (file.path.clone(), problem)));
                        page
                    }
                },
            };
            read.push(Understood { source: Arc::clone(file), page });
        }
        self.held = held;
        self.read = read;
        count
    }

    /// Takes in the theme, if it can be used. Returns the styles and scripts that changed.
    fn take_theme(&mut self, sources: &Sources) -> Vec<Event> {
        if Arc::ptr_eq(&self.theme, &sources.theme) && self.broken_theme.is_none() {
            return Vec::new();
        }
        let is_template = |path: &str| path == "theme.toml" || path.starts_with("templates/");
        let changed: Vec<String> = changed_files(&self.theme, &sources.theme);
        if changed.iter().any(|path| is_template(path)) {
            let templates = match Templates::compile(&sources.theme) {
                Ok(templates) => Arc::new(templates),
                Err(mistake) => {
                    self.broken_theme = Some(problem(&mistake));
                    return Vec::new();
                }
            };
            self.broken_theme = self.misfit(&sources.theme, &templates);
            if self.broken_theme.is_some() {
                return Vec::new();
            }
            self.templates = templates;
        }
        self.broken_theme = None;
        self.theme = Arc::clone(&sources.theme);
        let styles: Vec<String> =
            changed.iter().filter(|path| path.starts_with("css/")).map(|path| format!("assets/{path}")).collect();
        let mut events = Vec::new();
        if changed.iter().any(|path| path.starts_with("js/") || is_template(path)) {
            events.push(Event::Reload);
        }
        if !styles.is_empty() {
            events.push(Event::Styles(styles));
        }
        events
    }

    /// The first mistake that shows when one page of each sort is filled with `templates`.
    fn misfit(&self, theme: &Arc<Theme>, templates: &Arc<Templates>) -> Option<Problem> {
        let views = Views::with(Arc::clone(self.views.site()), Arc::clone(&self.analysis), Arc::clone(templates));
        views.samples().iter().find_map(|route| {
            let finding = render(&views, route).diagnostics.into_iter().find(|found| found.code == "page/template")?;
            let text = theme.text(&finding.path).map(|text| Arc::from(text.as_str()));
            Some(said(finding, text))
        })
    }

    /// Makes the site anew from what was read.
    fn derive(&mut self, earlier: &Arc<Site>) {
        let pages: Vec<Arc<Page>> = self.read.iter().map(|read| Arc::clone(&read.page)).collect();
        let sources = self.sources.with_theme(&self.theme);
        let site = site::build(&sources, &pages, &self.showing.site, Some(earlier));
        self.analysis = analyse::carried(&self.analysis, earlier, &site);
        let views = Views::with(Arc::new(site), Arc::clone(&self.analysis), Arc::clone(&self.templates));
        self.views = Arc::new(views.after(&self.views));
    }

    /// Where files below the content folder are copied to.
    fn addresses(&self, assets: &[String]) -> Vec<String> {
        let links = &self.views.site().links;
        links.assets.iter().filter(|(_, path)| assets.contains(path)).map(|(address, _)| address.clone()).collect()
    }
}

/// Why a page is not what its author meant, so that an earlier one is better: its head or its letters could not be read.
fn unusable(page: &Page) -> Option<Problem> {
    let wrong = |finding: &&Diagnostic| {
        finding.severity == Severity::Error
            && ["front/syntax", "front/unclosed", "load/encoding"].contains(&finding.code)
    };
    let mut finding = page.diagnostics.iter().find(wrong)?.clone();
    if finding.code != "load/encoding" {
        // A build goes on with what can be read; a preview waits.
        finding.hints = vec![String::from("mend this line; until then the page is shown as it was")];
    }
    Some(said(finding, Some(Arc::clone(&page.source.text))))
}

/// A problem of the whole site, or of a page that is found later.
fn said(finding: Diagnostic, text: Option<Arc<str>>) -> Problem {
    Problem { finding, text, hidden: false, page: None }
}

fn problem(mistake: &Mistake) -> Problem {
    said(mistake.finding().clone(), mistake.text().cloned())
}

fn same_paths(read: &[Understood], files: &[Arc<Source>]) -> bool {
    read.len() == files.len() && read.iter().zip(files).all(|(read, file)| is_of(read, file))
}

/// Whether `file` is the file that was read, perhaps with another text.
fn is_of(read: &Understood, file: &Arc<Source>) -> bool {
    Arc::ptr_eq(&read.source, file) || read.source.path == file.path
}

fn same_pages(a: &[Arc<Page>], b: &[Arc<Page>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}
