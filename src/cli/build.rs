//! `casebook build`: a folder of write-ups becomes a folder of pages.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::cli::audience_builds::{AudienceArguments, AudienceBuild};
use crate::cli::build_summary::BuildSummary;
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::known_outputs::KnownOutputs;
use crate::cli::remembered_answers::Memory;
use crate::cli::shown_sources::ShownSources;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::{Stream, Terminal, Verbosity};
use crate::cli::unchanged_build::{BuildAnswer, FolderAnswer, Look, NO_FEED, lock_hash};
use crate::cli::what_was_read::what_was_read;
use crate::cli::written_site::{WrittenSite, addresses, write};
use crate::cli::{build_summary, progress, unchanged_build, withheld};
use crate::diag::{self, Diagnostic, FindingCounts};
use crate::error::{Error, Result};
use crate::output::{self, OutputOptions, Scrutiny, Widened, WriteMode};
use crate::pipeline::{CompileInputs, Compiled, Entered, Goal, Read, Run, Timings, compile_read};
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
    /// What was written last shows these; `None` where nothing was written.
    pub(super) shown: Option<ShownSources>,
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
    let work = |inputs: &CompileInputs, run: &mut Run<'_>| {
        let exit = again_or_once(build, global, inputs, run, terminal)?.exit;
        if build.verify_cache {
            verified(build, global, inputs, run, terminal)?;
        }
        Ok(exit)
    };
    on_threads(build, terminal, work, global)
}

/// Builds, or finds that nothing has changed, and says which sources are shown.
pub(super) fn built(build: &Build, global: &Global, terminal: &Terminal) -> Result<Built> {
    on_threads(build, terminal, |inputs, run| again_or_once(build, global, inputs, run, terminal), global)
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

/// Says again what the same build said where everything is as it was, or builds.
fn again_or_once(
    build: &Build,
    global: &Global,
    inputs: &CompileInputs,
    run: &mut Run<'_>,
    terminal: &Terminal,
) -> Result<Built> {
    let asked = format!("build {:?} {:?} {:?} {:?}", build.site, build.audiences, build.base_url, global.audience);
    let memory = Memory::open(global, inputs, &asked, terminal, run);
    if let Some(known) = &memory {
        let tell = |who: &str, out: &Path| waiting(who, out, terminal);
        let look = Look {
            options: &|out| build.output(out, None, vec![inputs.load.dir.clone()]),
            scrutiny: if build.verify { Scrutiny::Hashes } else { Scrutiny::Stamps },
            tell: build.wait.then_some(&tell),
            timings: build.timings,
        };
        if let Some((exit, shown)) = unchanged_build::said_again(known, &look, run, terminal)? {
            return Ok(Built { exit, shown: Some(shown) });
        }
    }
    once(build, global, inputs, memory.as_ref(), run, terminal)
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
    let (mut exit, mut folders, mut entered, mut shown) = (Exit::Clean, Vec::new(), Vec::new(), None);
    let builds = build.audiences.builds(global, &config.audiences, &inputs.load.out)?;
    let (all, mut before) = (builds.len(), read);
    for AudienceBuild { whom, out } in builds {
        let mut compiled = compile_read(before.seen_by(&whom)?, inputs, Goal::Everything, run)?;
        entered.push(run.entered.take());
        exit = exit.max(match compiled.stop() {
            Some(stop) => stopped(build, &compiled, stop, terminal)?,
            None => {
                let (exit, folder) = publish(build, &mut compiled, &out, memory, run, terminal)?;
                folders.extend(folder);
                shown = Some(ShownSources::of(&compiled));
                exit
            }
        });
        before = compiled.into_read();
        // What each build says of its time is its own.
        run.timings = Timings::start();
    }
    let lock = match lock.filter(|_| !build.dry_run) {
        Some(lock) => Some(lock.accept()?),
        None => None,
    };
    if let (Some(memory), Some(shown)) = (memory, &shown)
        && folders.len() == all
    {
        let lock = lock.and_then(|path| lock_hash(&path).map(|hash| (path, hash)));
        let entered = entered.into_iter().reduce(Entered::both).flatten();
        memory.keep(entered.as_ref(), &BuildAnswer { folders, lock, shown: shown.clone(), exit });
    }
    Ok(Built { exit, shown })
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
            let WrittenSite { records, .. } = write(&views, None, &shards, &folder, terminal, &mut run.timings)?;
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

/// Writes everything; gives what was said and left, if it can be said again.
fn publish(
    build: &Build,
    compiled: &mut Compiled,
    out: &Path,
    memory: Option<&Memory>,
    run: &mut Run<'_>,
    terminal: &Terminal,
) -> Result<(Exit, Option<FolderAnswer>)> {
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
    let shown_out = diag::clean(&options.out.to_string_lossy());
    if folder.is_unguarded() {
        terminal
            .note(&format!("the disk of `{shown_out}` has no locks: see that no other build writes there meanwhile"));
    }
    // Who asks for every file to be read has each made again, and compared.
    let cache = run.cache.as_ref().filter(|_| !build.verify && options.mode == WriteMode::Write);
    let known = || cache.map(|cache| KnownOutputs::open(cache, &views, &options.out));
    let known = timings.stage("keys", known, |_| (0, 0));
    let WrittenSite { records, findings: found, untouched } =
        write(&views, known.as_ref(), &shards, &folder, terminal, timings)?;
    timings.count("untouched", untouched);
    let changes = timings.stage("finish", || folder.finish(&records), |_| (0, 0))?;
    known.iter().for_each(|known| known.keep(&folder, &records));
    timings.stage("blocks", || views.site().known.blocks.keep(untouched == 0), |(_, made)| (*made, 0));
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
    let kept = memory.filter(|_| options.mode == WriteMode::Write);
    let standing = kept.and_then(|_| run.timings.stage("keep", || folder.standing(&records), |_| (records.len(), 0)));
    let answer = standing.map(|standing| FolderAnswer {
        out: options.out.clone(),
        before,
        no_feed,
        after,
        summary: summary.clone(),
        standing,
    });
    if build.timings {
        let size = memory.map(Memory::size).unwrap_or_default();
        terminal.out(&format!("{}{size}", run.timings.table()))?;
    }
    if terminal.verbosity() > Verbosity::Quiet {
        summary.say(options.mode, &changes, &shown_out, &run.timings.seconds(), terminal)?;
    }
    Ok((exit, answer))
}

fn print(build: &Build, compiled: &Compiled, findings: &[Diagnostic], terminal: &Terminal) -> Result<()> {
    withheld::say_first(&compiled.site, compiled.read(), terminal);
    terminal.findings(Stream::Err, findings, &|path| compiled.read().text(path), build.site.limit(), false)
}
