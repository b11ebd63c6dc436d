#![expect(
    clippy::disallowed_methods,
    reason = "cli looks at the folder it was given, and reads the configuration to quote it"
)]
//! The arguments that `build` and `check` share become a [`Site`].

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::cli::terminal::Terminal;
use crate::cli::timings::Timings;
use crate::cli::{Global, progress};
use crate::diag::Diagnostic;
use crate::diag::Limit;
use crate::error::{Error, Result};
use crate::load::{self, Sources};
use crate::model::{Page, PageKind, Withheld};
use crate::parse::{parse, secrets};
use crate::site::{self, Site};

/// What to read, and how.
#[derive(Debug, Args)]
pub(super) struct SiteArguments {
    /// A site (a folder with casebook.toml or content/) or a bare folder of Markdown files [default: here]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Show drafts too; such a site is not for publishing
    #[arg(long)]
    pub(super) drafts: bool,
    /// Let warnings fail the run with exit code 1
    #[arg(long)]
    pub(super) strict: bool,
    /// The date that "today" means [default: the newest date in the published content]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
    /// Say that leaving out what names an audience is meant
    #[arg(long)]
    omit_restricted: bool,
    /// How many threads work [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Print every finding, however many there are of one rule
    #[arg(long)]
    all: bool,
}

/// A site, and what is still to be said of its sources.
pub(super) struct Read {
    pub(super) site: Arc<Site>,
    /// What is to be said of the sources, the pages and their links, sorted.
    pub(super) findings: Vec<Diagnostic>,
    /// The folder that was read.
    pub(super) root: PathBuf,
    /// The folder below it that holds the write-ups.
    pub(super) content_root: PathBuf,
    /// How many Markdown files there are.
    pub(super) files: usize,
    /// What every file was taken for, in path order.
    pub(super) kinds: Vec<Kind>,
    texts: BTreeMap<String, Arc<str>>,
}

/// What a file was taken for, and why.
pub(super) struct Kind {
    pub(super) file: String,
    pub(super) kind: PageKind,
    pub(super) reason: String,
    pub(super) withheld: Option<String>,
}

/// More threads than any machine has cores only cost memory; a slip of the keyboard must not start a hundred thousand.
const MOST_THREADS: usize = 512;

impl SiteArguments {
    /// Those of a command that only reads: the folder is `--root` or here, and parts for an audience are left out.
    pub(super) fn for_reading(drafts: bool, jobs: Option<NonZeroUsize>) -> Self {
        Self { dir: None, drafts, strict: false, as_of: None, omit_restricted: true, jobs, all: false }
    }

    /// Runs `work` on as many threads as were asked for.
    pub(super) fn on_threads<T: Send>(&self, work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
        let threads = self.jobs.map_or(0, NonZeroUsize::get).min(MOST_THREADS);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map_err(|e| Error::environment(format!("could not start threads ({e}); try --jobs 1")))?.install(work)
    }

    pub(super) fn limit(&self) -> Limit {
        if self.all { Limit::All } else { Limit::Sensible }
    }

    /// Loads. `out` is never read.
    pub(super) fn load(&self, global: &Global, out: &Path, timings: &mut Timings) -> Result<Sources> {
        let dir = global.folder(self.dir.as_ref());
        check_folder(&dir)?;
        let options = load::Options { dir: dir.clone(), config: global.config.clone(), out: out.to_path_buf() };
        let size = |sources: &Result<Sources>| sources.as_ref().map_or((0, 0), |s| (s.files.len(), size_of(s)));
        let sources = timings.stage("load", || load::load(&options), size)?;
        if sources.files.is_empty() { Err(no_markdown(&dir)) } else { Ok(sources) }
    }

    /// Loads, parses and links. `out` is never read.
    pub(super) fn read(
        &self,
        global: &Global,
        out: &Path,
        base_url: Option<&str>,
        terminal: &Terminal,
        timings: &mut Timings,
    ) -> Result<Read> {
        let sources = self.load(global, out, timings)?;
        self.understand(sources, base_url, terminal, timings)
    }

    /// Parses and links what was loaded.
    pub(super) fn understand(
        &self,
        sources: Sources,
        base_url: Option<&str>,
        terminal: &Terminal,
        timings: &mut Timings,
    ) -> Result<Read> {
        let total = size_of(&sources);
        let bar = progress::bar(terminal, "reading", sources.files.len());
        let parse_one = |source| {
            let page = parse(source, &sources.config);
            bar.inc(1);
            Arc::new(page)
        };
        let parse_all = || sources.files.par_iter().map(parse_one).collect();
        let pages = timings.stage("parse", parse_all, |pages: &Vec<Arc<Page>>| (pages.len(), total));
        bar.finish_and_clear();
        let texts = sources.files.iter().map(|f| (f.shown_path.clone(), Arc::clone(&f.text))).collect();
        let (root, content_root, files) = (sources.root.clone(), sources.content_root.clone(), sources.files.len());
        let kinds = pages.iter().map(|page| kind(page)).collect();
        let options = site::Options {
            drafts: self.drafts,
            as_of: self.as_of,
            base_url: base_url.map(String::from),
            omit_restricted: self.omit_restricted,
        };
        let link = || site::build(&sources, &pages, &options, None);
        let site = timings.stage("link", link, |site| (site.pages.len(), 0));
        let mut findings = site.diagnostics();
        findings.extend(attached_credentials(&site));
        Ok(Read { site: Arc::new(site), findings, root, content_root, files, kinds, texts })
    }
}

impl Read {
    /// The site, to be changed before anything is made from it.
    pub(super) fn site_mut(&mut self) -> &mut Site {
        Arc::get_mut(&mut self.site).expect("nothing is made from the site yet")
    }

    /// The text of the file that a finding names.
    pub(super) fn text(&self, path: &str) -> Option<Arc<str>> {
        if let Some(text) = self.texts.get(path) {
            return Some(Arc::clone(text));
        }
        if let Some(text) = self.site.theme.text(path) {
            return Some(Arc::from(text.as_str()));
        }
        // The only other file that findings point into is the configuration.
        if !path.ends_with(".toml") {
            return None;
        }
        let read = |path: PathBuf| std::fs::read_to_string(path).ok();
        let text = read(self.root.join(path)).or_else(|| read(PathBuf::from(path)))?;
        Some(Arc::from(text.strip_prefix('\u{feff}').unwrap_or(&text)))
    }
}

/// The bytes of all texts.
fn size_of(sources: &Sources) -> u64 {
    sources.files.iter().map(|file| file.text.len() as u64).sum()
}

/// Credentials in the text files that would be copied: logs and configuration beside a write-up are where they hide.
fn attached_credentials(site: &Site) -> Vec<Diagnostic> {
    const LARGEST: u64 = 8 * 1024 * 1024;
    let paths: Vec<&String> = site.links.assets.values().collect();
    let of_file = |path: &&String| {
        let file = site.assets.files.get(*path)?;
        let small = std::fs::metadata(file).is_ok_and(|m| m.len() <= LARGEST);
        let text = small.then(|| std::fs::read(file).ok()).flatten().and_then(|bytes| String::from_utf8(bytes).ok())?;
        let findings = secrets(&text, path);
        Some(findings.into_iter().map(|finding| Diagnostic { span: None, ..finding }).collect::<Vec<_>>())
    };
    paths.par_iter().filter_map(of_file).flatten().collect()
}

fn kind(page: &Page) -> Kind {
    Kind {
        file: page.source.shown_path.clone(),
        kind: page.kind,
        reason: page.kind_reason.clone(),
        withheld: page.withheld.as_ref().map(|withheld| match withheld {
            Withheld::Draft(why) => format!("draft: {why}"),
            Withheld::Audience(audience) => format!("for {audience} only"),
            Withheld::Publication(why) => format!("restricted: {why}"),
            Withheld::Unread(why) => format!("not read: {why}"),
        }),
    }
}

/// Whether there is a folder at `dir`.
pub(super) fn check_folder(dir: &Path) -> Result<()> {
    let shown = dir.display();
    match std::fs::metadata(dir) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(Error::usage(format!("`{shown}` is a file; give the folder that holds the write-ups"))),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Err(Error::usage(format!(
            "there is no folder `{shown}`; give the folder that holds the write-ups, or begin one with `casebook init {shown}`"
        ))),
        Err(e) => Err(Error::io("open folder", dir, e)),
    }
}

fn no_markdown(dir: &Path) -> Error {
    let shown = dir.display();
    Error::usage(format!(
        "there is no Markdown file in `{shown}` that may be read; give the folder that holds the write-ups, name other \
         extensions in `[content] markdown`, or begin a site with `casebook init`"
    ))
}
