//! `casebook build`: a folder of write-ups becomes a folder of pages.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::cli::audience_builds::{AudienceArguments, AudienceBuild};
use crate::cli::build_summary::BuildSummary;
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::remembered_answers::Memory;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::{Stream, Terminal, Verbosity};
use crate::cli::unchanged_build::{BuildAnswer, Look, NO_FEED};
use crate::cli::what_was_read::what_was_read;
use crate::cli::written_site::{addresses, write};
use crate::cli::{build_summary, progress, unchanged_build, withheld};
use crate::diag::{self, Diagnostic, FindingCounts};
use crate::error::{Error, Result};
use crate::output::{self, OutputOptions, Scrutiny, Widened, WriteMode};
use crate::pipeline::{CompileInputs, Compiled, Goal, Read, Run, Timings, compile_read};
use crate::site::Stop;

const LONG_ABOUT: &str = "\
Turns a folder of write-ups into a static site.

The output folder belongs to Casebook: a manifest names every file it wrote. Files whose bytes do not change are left alone, \
files that are no longer wanted are removed, and files of yours in it are never touched. A folder with something in it that \
Casebook did not write is refused.";

const EXAMPLES: &str = "\
Examples:
  casebook build                            this folder's site, into ./public
  casebook build docs/postmortems           a bare folder of Markdown files
  casebook build --base-url https://w.example/
                                            with feed, sitemap, canonical links
  casebook build --audience support         what those in support may see
  casebook build --all-audiences            a folder for each audience
  casebook build --drafts --out preview     drafts too, for your own eyes
  casebook build --dry-run                  what would be added (+), changed (~)
                                            and removed (-)

Exit codes:
  0  clean, or warnings only      1  errors, or warnings under --strict
  2  usage or configuration       3  environment
  4  a privacy rule: a credential, and nothing is written; or something names
     an audience on a site that has none, and is left out of what is written,
     without --omit-restricted
The site is written with 0 and 1 as well.";

/// Turn a folder of write-ups into a static site
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct Build {
    #[command(flatten)]
    site: SiteArguments,
    #[command(flatten)]
    audiences: AudienceArguments,
    /// Where to write [default: public, here or in --root]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The address the site will have; feed, sitemap and canonical links exist only with it
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Wait while another build writes to the same folder, rather than refuse
    #[arg(long)]
    wait: bool,
    /// Write nothing; list what would be added, changed and removed
    #[arg(long)]
    dry_run: bool,
    /// Print how long each stage took
    #[arg(long)]
    timings: bool,
    /// Read every file of an output that seems untouched, not only its size and time
    #[arg(long)]
    verify: bool,
    /// Build once more without the cache, and fail when a byte of the output is another
    #[arg(long, conflicts_with_all = ["no_cache", "dry_run"])]
    verify_cache: bool,
}

/// What became of a build.
pub(super) struct Built {
    pub(super) exit: Exit,
    /// What was written last; `None` where nothing was.
    pub(super) compiled: Option<Compiled>,
}

impl Build {
    /// The build that is published: without drafts, to `out`, for readers at `base_url`.
    pub(super) fn for_readers(site: SiteArguments, out: PathBuf, base_url: Option<String>) -> Self {
        Self {
            site,
            audiences: AudienceArguments::default(),
            out: Some(out),
            base_url,
            wait: false,
            dry_run: false,
            timings: false,
            verify: false,
            verify_cache: false,
        }
    }
}

/// Runs the command.
pub(super) fn run(build: &Build, global: &Global, terminal: &Terminal) -> Result<Exit> {
    on_threads(
        build,
        terminal,
        |inputs, run| {
            let exit = match Remembered::open(build, global, inputs, run, terminal)? {
                Remembered::Said(exit) => exit,
                Remembered::Not(memory) => once(build, global, inputs, memory.as_deref(), run, terminal)?.exit,
            };
            if build.verify_cache {
                verified(build, global, inputs, run, terminal)?;
            }
            Ok(exit)
        },
        global,
    )
}

/// Builds, and gives what was built.
pub(super) fn built(build: &Build, global: &Global, terminal: &Terminal) -> Result<Built> {
    on_threads(build, terminal, |inputs, run| once(build, global, inputs, None, run, terminal), global)
}

fn on_threads<T: Send>(
    build: &Build,
    terminal: &Terminal,
    work: impl FnOnce(&CompileInputs, &mut Run<'_>) -> Result<T> + Send,
    global: &Global,
) -> Result<T> {
    if build.base_url.as_ref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        return Err(Error::usage("--base-url takes an address that begins with `https://`"));
    }
    build.site.on_threads(|| {
        let out = match (&build.out, &global.root) {
            (Some(out), _) => out.clone(),
            (None, Some(root)) => root.join("public"),
            (None, None) => PathBuf::from("public"),
        };
        let inputs = build.site.inputs(global, &out, build.base_url.as_deref());
        check_folder(&inputs.load.dir)?;
        progress::run(terminal, |run| work(&inputs, run))
    })
}

/// What is remembered of the same build.
enum Remembered {
    /// Everything is as it was, and was said again.
    Said(Exit),
    /// Not this; where it is to be kept.
    Not(Option<Box<Memory>>),
}

impl Remembered {
    /// Looks for it. Builds for several audiences are not remembered.
    fn open(
        build: &Build,
        global: &Global,
        inputs: &CompileInputs,
        run: &mut Run<'_>,
        terminal: &Terminal,
    ) -> Result<Self> {
        if build.audiences.are_several(global) {
            return Ok(Self::Not(None));
        }
        let asked = format!("build {:?} {:?} {:?}", build.site, build.base_url, global.audience);
        let memory = Memory::open(global, inputs, &asked, terminal, run);
        let Some(known) = &memory else { return Ok(Self::Not(None)) };
        let options = build.output(&inputs.load.out, None, vec![inputs.load.dir.clone()]);
        let tell = |who: &str| waiting(who, &options.out, terminal);
        let look = Look {
            options: &options,
            scrutiny: if build.verify { Scrutiny::Hashes } else { Scrutiny::Stamps },
            tell: build.wait.then_some(&tell),
            timings: build.timings,
        };
        let said = unchanged_build::said_again(known, &look, run, terminal)?;
        Ok(said.map_or(Self::Not(memory.map(Box::new)), Self::Said))
    }
}

/// Builds, for each audience that is asked for.
fn once(
    build: &Build,
    global: &Global,
    inputs: &CompileInputs,
    memory: Option<&Memory>,
    run: &mut Run<'_>,
    terminal: &Terminal,
) -> Result<Built> {
    let read = Read::for_several(inputs, run)?.expect_files(&inputs.load.dir)?;
    let config = Arc::clone(&read.sources().config);
    let lock = match config.audiences.is_empty() {
        true => None,
        false => Some(unwidened(build, &read, inputs, terminal)?),
    };
    let mut exit = Exit::Clean;
    let (mut read, mut last) = (Some(read), None);
    for AudienceBuild { whom, out } in build.audiences.builds(global, &config.audiences, &inputs.load.out)? {
        let Some(before) = last.take().map_or_else(|| read.take(), |last: Compiled| Some(last.into_read())) else {
            break;
        };
        let mut compiled = compile_read(before.seen_by(&whom)?, inputs, Goal::Everything, run)?;
        let (one, is_written) = match compiled.stop() {
            Some(stop) => (stopped(build, &compiled, stop, terminal)?, false),
            None => (publish(build, &mut compiled, &out, memory, run, terminal)?, true),
        };
        exit = exit.max(one);
        if is_written {
            last = Some(compiled);
        } else {
            read = Some(compiled.into_read());
        }
        // What each build says of its time is its own.
        run.timings = Timings::start();
    }
    lock.filter(|_| !build.dry_run).map_or(Ok(()), |lock| lock.accept())?;
    Ok(Built { exit, compiled: last })
}

/// Refuses what more readers would see than before, unless that is meant.
fn unwidened(build: &Build, read: &Read, inputs: &CompileInputs, terminal: &Terminal) -> Result<Widened> {
    let widened = output::widened(read, inputs.load.config.as_deref(), &build.audiences.accept_widening)?;
    if widened.findings.is_empty() {
        return Ok(widened);
    }
    terminal.findings(Stream::Err, &widened.findings, &|_| None, build.site.limit(), false)?;
    Err(Error::usage("nothing was written, because more readers would see something than before"))
}

/// Compares what a build left with one that remembers nothing.
fn verified(
    build: &Build,
    global: &Global,
    inputs: &CompileInputs,
    run: &mut Run<'_>,
    terminal: &Terminal,
) -> Result<()> {
    let mut read = Some(Read::for_several(inputs, run)?.expect_files(&inputs.load.dir)?);
    let config = read.as_ref().map(|read| Arc::clone(&read.sources().config)).unwrap_or_default();
    let mut wrong = String::new();
    for AudienceBuild { whom, out } in build.audiences.builds(global, &config.audiences, &inputs.load.out)? {
        let Some(before) = read.take() else { break };
        let mut compiled = compile_read(before.seen_by(&whom)?, inputs, Goal::Everything, run)?;
        if compiled.stop().is_none() {
            let views = Arc::clone(compiled.views());
            let shards = compiled.take_search_files();
            let options =
                OutputOptions { mode: WriteMode::DryRun, ..build.output(&out, compiled.audience(), Vec::new()) };
            let folder = output::open(&options, addresses(&views, &shards).iter().map(String::as_str))?;
            let (records, _) = write(&views, views.routes(), &shards, &folder, terminal, &mut run.timings)?;
            wrong.push_str(&build_summary::list(&folder.finish(&records)?));
        }
        read = Some(compiled.into_read());
    }
    match wrong.is_empty() {
        true => {
            terminal.note("the output is what a build without the cache writes, to the byte");
            Ok(())
        }
        false => Err(Error::environment(format!(
            "the cache made a difference, which is a bug: build with --no-cache, and report these files\n{wrong}"
        ))),
    }
}

fn waiting(who: &str, out: &Path, terminal: &Terminal) {
    terminal.note(&format!("waiting for {who} to write `{}`", diag::clean(&out.to_string_lossy())));
}

impl Build {
    fn output(&self, out: &Path, audience: Option<String>, read: Vec<PathBuf>) -> OutputOptions {
        OutputOptions {
            out: out.to_path_buf(),
            inputs: read,
            mode: if self.dry_run { WriteMode::DryRun } else { WriteMode::Write },
            drafts: self.site.drafts,
            audience,
        }
    }
}

/// Says why nothing is written; what an earlier build wrote stays as it is.
fn stopped(build: &Build, compiled: &Compiled, stop: Stop, terminal: &Terminal) -> Result<Exit> {
    print(build, compiled, &compiled.findings(), terminal)?;
    let (message, exit) = match stop {
        Stop::Credential => ("nothing was written, because of what looks like a live credential", Exit::Privacy),
        Stop::PersonalData => {
            ("nothing was written, because of personal data over which `[privacy]` stops a build", Exit::Privacy)
        }
        Stop::Audience => {
            let message = "nothing was written, because something names an audience that `[audiences]` does not have";
            return Err(Error::usage(message));
        }
        Stop::NothingLeft => {
            withheld::say(&compiled.site, terminal)?;
            ("nothing was written, because every page is withheld; what an earlier build wrote stays", Exit::Findings)
        }
    };
    terminal.error(&Error::environment(message));
    Ok(exit)
}

/// Writes everything, and keeps what was said.
fn publish(
    build: &Build,
    compiled: &mut Compiled,
    out: &Path,
    memory: Option<&Memory>,
    run: &mut Run<'_>,
    terminal: &Terminal,
) -> Result<Exit> {
    let views = Arc::clone(compiled.views());
    let shards = compiled.take_search_files();
    let wanted = addresses(&views, &shards);
    let sources = compiled.read().sources();
    let read = vec![sources.content_root.clone(), sources.root.clone()];
    let options = build.output(out, compiled.audience(), read);
    let timings = &mut run.timings;
    let tell = |who: &str| waiting(who, &options.out, terminal);
    let addresses = || wanted.iter().map(String::as_str);
    let open = || match build.wait {
        true => output::open_in_turn(&options, addresses(), &tell),
        false => output::open(&options, addresses()),
    };
    let folder = timings.stage("claim", open, |_| (wanted.len(), 0))?;
    let out = diag::clean(&options.out.to_string_lossy());
    if folder.is_unguarded() {
        terminal.note(&format!("the disk of `{out}` has no locks: see that no other build writes there meanwhile"));
    }
    let (records, found) = write(&views, views.routes(), &shards, &folder, terminal, timings)?;
    let changes = timings.stage("finish", || folder.finish(&records), |_| (0, 0))?;
    timings.stage("blocks", || views.site().blocks.keep(), |(_, made)| (*made, 0));
    let mut findings = compiled.findings();
    findings.extend(found);
    diag::sort(&mut findings);
    terminal.record();
    print(build, compiled, &findings, terminal)?;
    withheld::say(&compiled.site, terminal)?;
    let before = terminal.take_record();
    let no_feed = views.site().config.base_url.is_none();
    if no_feed && (terminal.verbosity() == Verbosity::Verbose || !folder.existed()) {
        terminal.note(NO_FEED);
    }
    if build.dry_run {
        terminal.out(&build_summary::list(&changes))?;
    }
    let summary = BuildSummary {
        pages: records.iter().filter(|record| record.address.ends_with(".html")).count(),
        bytes: changes.bytes,
        counts: FindingCounts::of(&findings),
        drafts: withheld::drafts(&compiled.site),
    };
    let exit = Exit::of(&findings, build.site.strict);
    terminal.record();
    if terminal.verbosity() > Verbosity::Quiet && !build.dry_run {
        terminal.out(&what_was_read(&compiled.site, sources.files.len()))?;
    }
    let after = terminal.take_record();
    if let Some(memory) = memory.filter(|_| options.mode == WriteMode::Write)
        && let Some(standing) = run.timings.stage("keep", || folder.standing(&records), |_| (records.len(), 0))
    {
        let answer = BuildAnswer { before, no_feed, after, summary: summary.clone(), exit, standing };
        memory.keep(run.entered.as_ref(), &answer);
    }
    if build.timings {
        let size = memory.map(Memory::size).unwrap_or_default();
        terminal.out(&format!("{}{size}", run.timings.table()))?;
    }
    if terminal.verbosity() > Verbosity::Quiet {
        summary.say(options.mode, &changes, &out, &run.timings.seconds(), terminal)?;
    }
    Ok(exit)
}

fn print(build: &Build, compiled: &Compiled, findings: &[Diagnostic], terminal: &Terminal) -> Result<()> {
    withheld::say_first(&compiled.site, compiled.read(), terminal);
    terminal.findings(Stream::Err, findings, &|path| compiled.read().text(path), build.site.limit(), false)
}
