#![expect(clippy::disallowed_methods, reason = "cli looks at the folder it was given, and reads the clock once")]
//! The arguments that commands share become what the pipeline needs: a folder, what of it is shown, and the day.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::cli::global_options::Global;
use crate::cli::progress;
use crate::cli::terminal::Terminal;
use crate::diag::Limit;
use crate::error::{Error, Result};
use crate::load;
use crate::pipeline::{CompileInputs, Compiled, Goal, Run, compile};
use crate::site::{self, Day, Show};

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

/// More threads than any machine has cores only cost memory; a slip of the keyboard must not start a hundred thousand.
const MOST_THREADS: usize = 512;

impl SiteArguments {
    /// Those of a command that only reads: the folder is `--root` or here, and parts for an audience are left out.
    pub(super) fn for_reading(drafts: bool, jobs: Option<NonZeroUsize>) -> Self {
        Self { dir: None, drafts, strict: false, as_of: None, omit_restricted: true, jobs, all: false }
    }

    /// Those of a site for readers: without drafts, and what names an audience is left out only where that is meant.
    pub(super) fn for_readers(strict: bool, omit_restricted: bool, jobs: Option<NonZeroUsize>) -> Self {
        Self { omit_restricted, strict, ..Self::for_reading(false, jobs) }
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

    /// What the pipeline needs. `out` is never read.
    pub(super) fn inputs(&self, global: &Global, out: &Path, base_url: Option<&str>) -> CompileInputs {
        let dir = global.folder(self.dir.as_ref());
        CompileInputs {
            load: load::Options { dir, config: global.config.clone(), out: out.to_path_buf() },
            site: site::PublicationOptions {
                show: if self.drafts { Show::Drafts } else { Show::Published },
                as_of: self.as_of,
                whom: global.whom(),
                base_url: base_url.map(String::from),
                omit_restricted: self.omit_restricted,
                ..site::PublicationOptions::on(day(self.as_of))
            },
        }
    }

    /// Compiles the site of a command that only reads.
    pub(super) fn compile(&self, global: &Global, goal: Goal, terminal: &Terminal) -> Result<Compiled> {
        progress::run(terminal, |run| self.compile_timed(global, goal, run))
    }

    /// The same, with the time that stages take.
    pub(super) fn compile_timed(&self, global: &Global, goal: Goal, run: &mut Run<'_>) -> Result<Compiled> {
        // Nothing is written, and an earlier build's output is known by its manifest: no folder needs to be left out.
        let inputs = self.inputs(global, Path::new(""), None);
        check_folder(&inputs.load.dir)?;
        compile(&inputs, goal, run)
    }
}

/// The day of the run, which decides whether dates of publication have come: the one use of the clock in what is made of content.
pub(super) fn day(as_of: Option<Date>) -> Day {
    as_of.map_or_else(|| Day::Of(Timestamp::now()), Day::Given)
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
