//! Files on disk become what was read: sources, what was made of each, and what holds for whole folders.
//!
//! Nothing outside the pipeline sees the pages in it: they have not passed the gate.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Mistake, Rule, Severity};
use crate::error::{Error, Result};
use crate::load::{self, Doubt, Patience, Reloaded, Sources, Theme, Unsure};
use crate::model::{Below, Class, Page, PageKind, Source, Viewer, Withheld};
use crate::parse::{below, masked, parse};
use crate::pipeline::audience_view::{AudienceView, PlacesAmong, viewer};
use crate::pipeline::undecided_languages::settled;
use crate::pipeline::{CompileInputs, KeptPages, Run, configuration_path};
use crate::site::{self, ForWhom, Site};

/// What was read of a folder.
pub struct Read {
    pub(super) sources: Sources,
    /// For each file of the sources, what was made of it, or of an earlier text of it whose head could be read.
    pub(super) pages: Vec<Arc<Page>>,
    /// What data files say of folders.
    data: Vec<ReadDataFile>,
    below: Vec<Below>,
    of_data: Vec<Diagnostic>,
    /// Files for which an earlier page stands in, by path.
    held: BTreeMap<String, Held>,
    configuration: String,
    theme: Arc<Theme>,
    /// What audiences see of it; the last counts. None where all readers see the same, or where nobody has been chosen yet.
    pub(super) views: Vec<Arc<AudienceView>>,
}

/// A data file, and what it says.
type ReadDataFile = (Arc<Source>, Arc<(Vec<Below>, Vec<Diagnostic>)>);

/// Why an earlier page stands in for what a file says now.
#[derive(Debug, Clone)]
pub struct Held {
    /// What is wrong with the file.
    pub finding: Diagnostic,
    /// Its text.
    pub text: Arc<str>,
}

/// What was read again.
pub struct ReadAgain {
    /// All of it; files that have not changed are the same `Arc`s, and so are their pages.
    pub read: Read,
    /// As [`Reloaded::mistakes`].
    pub mistakes: Option<Vec<Mistake>>,
    /// As [`Reloaded::read`].
    pub files: Vec<String>,
    /// As [`Reloaded::unreadable`].
    pub unreadable: Vec<Diagnostic>,
    /// As [`Reloaded::assets`].
    pub assets: Vec<String>,
    /// How many files were parsed.
    pub parsed: usize,
}

/// What a file was taken for, and why.
pub struct FileKind {
    /// The path as findings print it.
    pub file: String,
    /// What it was taken for; `None` for a file or a folder that is not read.
    pub kind: Option<PageKind>,
    /// Why, in words.
    pub reason: String,
    /// Why it is kept back, or a draft.
    pub withheld: Option<Withheld>,
}

impl Read {
    /// Reads everything.
    ///
    /// # Errors
    /// As [`load::load`]; when there is no Markdown file.
    pub fn new(inputs: &CompileInputs, run: &mut Run<'_>) -> Result<Self> {
        Self::for_several(inputs, run)?.seen_by(&inputs.site.whom)
    }

    /// Reads everything, of which nobody sees anything yet where the site has audiences.
    ///
    /// # Errors
    /// As [`load::load`].
    pub fn for_several(inputs: &CompileInputs, run: &mut Run<'_>) -> Result<Self> {
        let size = |sources: &Result<Sources>| sources.as_ref().map_or((0, 0), |s| (s.files.len(), size_of(s)));
        let sources = run.timings.stage("load", || load::load(&inputs.load), size)?;
        Ok(Self::of(sources, inputs, run))
    }

    /// Parses what was loaded: as the readers of a site see it that has one audience.
    pub(super) fn of(sources: Sources, inputs: &CompileInputs, run: &mut Run<'_>) -> Self {
        let bar = (run.progress)("reading", sources.files.len());
        let configuration = configuration_path(inputs.load.config.as_deref());
        let open = |cache| KeptPages::open(cache, &sources, &configuration);
        let kept = run.cache.as_ref().map(|cache| run.timings.stage("fetch", || open(cache), |_| (0, 0)));
        let parse_one = |source: &Arc<Source>| {
            let known = kept.as_ref().and_then(|kept| kept.page(source, &sources.config.lang));
            let page = known.unwrap_or_else(|| parse(source, &sources.config));
            bar.inc(1);
            Arc::new(page)
        };
        let parse_all = || {
            let read = sources.files.par_iter().map(parse_one).collect();
            settled(&sources.files, &sources.config, read, |_| true, kept.as_ref())
        };
        let pages: Vec<Arc<Page>> =
            run.timings.stage("parse", parse_all, |pages: &Vec<Arc<Page>>| (pages.len(), size_of(&sources)));
        bar.finish_and_clear();
        if let Some(kept) = &kept {
            run.timings.count("known", kept.found());
        }
        run.kept_pages = kept;
        let held =
            sources.files.iter().zip(&pages).filter_map(|(source, page)| Some((source.path.clone(), held(page)?)));
        let held = held.collect();
        let theme = Arc::clone(&sources.theme);
        let none = (Vec::new(), Vec::new(), Vec::new());
        let (data, below, of_data) = none;
        Self { sources, pages, data, below, of_data, held, configuration, theme, views: Vec::new() }.with_data(&[])
    }

    /// What would be read if `text` were the configuration; see [`Sources::as_configured`].
    ///
    /// # Errors
    /// When it is none.
    pub fn as_configured(&self, text: &str, inputs: &CompileInputs) -> Result<Self> {
        Self::of(self.sources.as_configured(text)?, inputs, &mut Run::unseen()).seen_by(&ForWhom::Writers)
    }

    /// Looks at what is in doubt and reads it again. A file whose head or letters cannot be read leaves its earlier page in place, and is
    /// [held](Self::held).
    ///
    /// # Errors
    /// As [`load::reload`].
    pub fn again(
        &self,
        inputs: &CompileInputs,
        doubt: &Doubt,
        patience: Patience,
    ) -> Result<Result<ReadAgain, Unsure>> {
        let reloaded = match load::reload(&inputs.load, &self.sources, doubt, patience)? {
            Ok(reloaded) => reloaded,
            Err(unsure) => return Ok(Err(unsure)),
        };
        let Reloaded { sources, mistakes, read: files, unreadable, assets } = reloaded;
        let (pages, held, parsed) = self.understand(&sources);
        let (configuration, theme) = (self.configuration.clone(), Arc::clone(&self.theme));
        let (data, below, of_data) = (Vec::new(), Vec::new(), Vec::new());
        let views = self.views.last().cloned().into_iter().collect();
        let mut read =
            Self { sources, pages, data, below, of_data, held, configuration, theme, views }.with_data(&self.data);
        // An audience that is gone from the configuration sees nothing until it is there again.
        let viewer =
            viewer(&read.sources.config.audiences, &inputs.site.whom).unwrap_or_else(|_| Some(Viewer::nobody()));
        read.view_for(viewer.as_ref(), PlacesAmong::Seen);
        Ok(Ok(ReadAgain { read, mistakes, files, unreadable, assets, parsed }))
    }

    /// With what the data files say; `known` are those of an earlier revision.
    fn with_data(mut self, known: &[ReadDataFile]) -> Self {
        let config = &self.sources.config;
        let one = |source: &Arc<Source>| {
            let known = known.iter().find(|(file, _)| Arc::ptr_eq(file, source)).map(|(_, said)| Arc::clone(said));
            (Arc::clone(source), known.unwrap_or_else(|| Arc::new(below(source, config))))
        };
        self.data = self.sources.data.iter().map(one).collect();
        self.below = self.data.iter().flat_map(|(_, said)| said.0.iter().cloned()).collect();
        self.of_data = self.data.iter().flat_map(|(_, said)| said.1.iter().cloned()).collect();
        self
    }

    /// Parses the files that are new. Gives all pages, those that are held, and how many were parsed.
    fn understand(&self, sources: &Sources) -> (Vec<Arc<Page>>, BTreeMap<String, Held>, usize) {
        let earlier = &self.sources.files;
        let all_new = !Arc::ptr_eq(&self.sources.config, &sources.config);
        let is_of = |file: &Arc<Source>, other: &Arc<Source>| Arc::ptr_eq(file, other) || file.path == other.path;
        let same_paths =
            earlier.len() == sources.files.len() && earlier.iter().zip(&sources.files).all(|(a, b)| is_of(a, b));
        let places: HashMap<&str, usize> = match same_paths {
            true => HashMap::new(),
            false => earlier.iter().enumerate().map(|(at, file)| (file.path.as_str(), at)).collect(),
        };
        let known = |at: usize, file: &Arc<Source>| match same_paths {
            true => Some(at),
            false => places.get(file.path.as_str()).copied(),
        };
        let is_new = |at: usize, file: &Arc<Source>| {
            all_new || !known(at, file).is_some_and(|before| Arc::ptr_eq(&earlier[before], file))
        };
        let new: Vec<(usize, &Arc<Source>)> =
            sources.files.iter().enumerate().filter(|(at, file)| is_new(*at, file)).collect();
        let parsed: Vec<Arc<Page>> = match new.as_slice() {
            [(_, one)] => vec![Arc::new(parse(one, &sources.config))],
            many => many.par_iter().map(|(_, file)| Arc::new(parse(file, &sources.config))).collect(),
        };
        let mut parsed_at: HashMap<usize, Arc<Page>> = new.iter().map(|(at, _)| *at).zip(parsed).collect();
        let count = parsed_at.len();
        let mut now_held = BTreeMap::new();
        let mut pages = Vec::with_capacity(sources.files.len());
        for (at, file) in sources.files.iter().enumerate() {
            let before = known(at, file).map(|before| &self.pages[before]);
            let page = match parsed_at.remove(&at) {
                None => {
                    now_held.extend(self.held.get(&file.path).map(|held| (file.path.clone(), held.clone())));
                    Arc::clone(before.expect("what is not new was there before"))
                }
                Some(page) => {
                    let why = held(&page);
                    let stands_in = before.filter(|before| why.is_some() && held(before).is_none()).map(Arc::clone);
                    now_held.extend(why.map(|why| (file.path.clone(), why)));
                    stands_in.unwrap_or(page)
                }
            };
            pages.push(page);
        }
        (settled(&sources.files, &sources.config, pages, |_| true, None), now_held, count)
    }

    /// What a site is put together from.
    pub(super) fn inputs(&self) -> site::SiteInputs<'_> {
        let has_audiences = !self.sources.config.audiences.is_empty();
        let view = self.views.last().filter(|_| has_audiences);
        // Where nobody was chosen, nobody sees anything.
        let whole = if has_audiences { &[][..] } else { &self.pages };
        site::SiteInputs {
            sources: &self.sources,
            configuration: &self.configuration,
            theme: &self.theme,
            pages: view.map_or(whole, |view| &view.pages),
            unseen: view.map_or(&[][..], |view| &view.unseen),
            of_audiences: view.map_or(&[][..], |view| &view.findings),
            below: &self.below,
            of_data: &self.of_data,
        }
    }

    /// Every page as it was read, for the pipeline's own eyes.
    pub(super) fn pages(&self) -> &[Arc<Page>] {
        &self.pages
    }

    /// The files.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Whether there is any Markdown file.
    ///
    /// # Errors
    /// When there is none: a usage error that says what to do about `dir`.
    pub fn expect_files(self, dir: &std::path::Path) -> Result<Self> {
        if !self.sources.files.is_empty() {
            return Ok(self);
        }
        let shown = dir.display();
        Err(Error::usage(format!(
            "there is no Markdown file in `{shown}` that may be read; give the folder that holds the write-ups, name other \
             extensions in `[content] markdown`, or begin a site with `casebook init`"
        )))
    }

    /// Files for which an earlier page stands in, by path below the content folder.
    pub fn held(&self) -> &BTreeMap<String, Held> {
        &self.held
    }

    /// The theme that the site has; another than that of the files where that cannot be used.
    pub fn set_theme(&mut self, theme: &Arc<Theme>) {
        self.theme = Arc::clone(theme);
    }

    /// What every file was taken for, in path order, as `site` shows it; then what is not read.
    pub fn kinds(&self, site: &Site) -> Vec<FileKind> {
        let kept: HashMap<&str, &Withheld> =
            site.kept.iter().map(|kept| (kept.file.as_str(), &kept.withheld)).collect();
        let shown =
            site.pages.iter().filter_map(|page| Some((page.source.shown_path.as_str(), page.withheld.as_ref()?)));
        let kept: HashMap<&str, &Withheld> = shown.chain(kept).collect();
        let one = |page: &Arc<Page>| FileKind {
            file: page.source.shown_path.clone(),
            kind: Some(page.kind),
            reason: page.kind_reason.clone(),
            withheld: kept.get(page.source.shown_path.as_str()).map(|withheld| (*withheld).clone()),
        };
        let closed = self.sources.closed.iter().map(|(file, by)| FileKind {
            file: file.clone(),
            kind: None,
            reason: (*by).to_owned(),
            withheld: Some(Withheld::Unread((*by).to_owned())),
        });
        self.pages.iter().map(one).chain(closed).collect()
    }

    /// The text of a file that a finding names: a write-up, the theme, the configuration. Credentials are overwritten in it.
    pub fn text(&self, shown_path: &str) -> Option<Arc<str>> {
        self.text_as_read(shown_path).map(quotable)
    }

    fn text_as_read(&self, shown_path: &str) -> Option<Arc<str>> {
        if let Some(text) = self.sources.text(shown_path) {
            return Some(text);
        }
        let data =
            || self.sources.data.iter().find(|file| file.shown_path == shown_path).map(|file| Arc::clone(&file.text));
        let theme = || self.sources.theme.text(shown_path).map(|text| Arc::from(text.as_str()));
        let configuration = || (shown_path == self.configuration).then(|| Arc::from(self.sources.configuration()));
        data().or_else(theme).or_else(configuration)
    }
}

/// Why a page is not what its author meant, so that an earlier one is better: its head or its letters could not be read.
fn held(page: &Page) -> Option<Held> {
    let wrong = |finding: &&Diagnostic| {
        finding.severity == Severity::Error
            && [Rule::FrontSyntax, Rule::FrontUnclosed, Rule::LoadEncoding].contains(&finding.rule)
    };
    let mut finding = page.diagnostics.iter().find(wrong)?.clone();
    if !matches!(page.withheld.as_ref().map(Withheld::class), Some(Class::Unread)) {
        // A build goes on with what can be read; a preview waits.
        finding.hints = vec![String::from("mend this line; until then the page is shown as it was")];
    }
    Some(Held { finding, text: quotable(Arc::clone(&page.source.text)) })
}

/// A text that may be quoted: places in it are those of the file.
fn quotable(text: Arc<str>) -> Arc<str> {
    masked(&text).map_or(text, Arc::from)
}

/// The bytes of all texts.
fn size_of(sources: &Sources) -> u64 {
    sources.files.iter().map(|file| file.text.len() as u64).sum()
}
