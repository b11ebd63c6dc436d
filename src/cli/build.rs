//! `casebook build`: a folder of write-ups becomes a folder of pages.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use rayon::prelude::*;

use crate::cli::audience_builds::{AudienceArguments, AudienceBuild};
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::{Stream, Terminal, Verbosity};
use crate::cli::what_was_read::what_was_read;
use crate::cli::{progress, withheld};
use crate::diag::{self, Diagnostic, FindingCounts};
use crate::error::{Error, Result};
use crate::index::FilesOfIndex;
use crate::output::{self, FileRecord, Folder, Summary, Widened, WriteMode};
use crate::pipeline::{self, CompileInputs, Compiled, Goal, Read, Run, Timings, compile_read};
use crate::render::{Content, render};
use crate::site::Stop;
use crate::views::{Route, Stage, Views};

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
     an audience and is left out of what is written, without --omit-restricted
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
        }
    }
}

/// Runs the command.
pub(super) fn run(build: &Build, global: &Global, terminal: &Terminal) -> Result<Exit> {
    built(build, global, terminal).map(|built| built.exit)
}

/// Builds, and gives what was built.
pub(super) fn built(build: &Build, global: &Global, terminal: &Terminal) -> Result<Built> {
    if build.base_url.as_ref().is_some_and(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        return Err(Error::usage("--base-url takes an address that begins with `https://`"));
    }
    build.site.on_threads(|| on_threads(build, global, terminal))
}

fn on_threads(build: &Build, global: &Global, terminal: &Terminal) -> Result<Built> {
    let out = match (&build.out, &global.root) {
        (Some(out), _) => out.clone(),
        (None, Some(root)) => root.join("public"),
        (None, None) => PathBuf::from("public"),
    };
    let inputs = build.site.inputs(global, &out, build.base_url.as_deref());
    check_folder(&inputs.load.dir)?;
    progress::run(terminal, |run| {
        let read = Read::for_several(&inputs, run)?.expect_files(&inputs.load.dir)?;
        let config = Arc::clone(&read.sources().config);
        let lock = match config.audiences.is_empty() {
            true => None,
            false => Some(unwidened(build, &read, &inputs, terminal)?),
        };
        let mut exit = Exit::Clean;
        let (mut read, mut last) = (Some(read), None);
        for AudienceBuild { whom, out } in build.audiences.builds(global, &config.audiences, &out)? {
            let Some(before) = last.take().map_or_else(|| read.take(), |last: Compiled| Some(last.into_read())) else {
                break;
            };
            let mut compiled = compile_read(before.seen_by(&whom)?, &inputs, Goal::Everything, run)?;
            let (one, is_written) = match compiled.stop() {
                Some(stop) => (stopped(build, &compiled, stop, terminal)?, false),
                None => (publish(build, &mut compiled, &out, run, terminal)?, true),
            };
            exit = exit.max(one);
            if is_written {
                last = Some(compiled);
            } else {
                read = Some(compiled.into_read());
            }
        }
        lock.filter(|_| !build.dry_run).map_or(Ok(()), |lock| lock.accept())?;
        Ok(Built { exit, compiled: last })
    })
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

/// Writes everything.
fn publish(build: &Build, compiled: &mut Compiled, out: &Path, run: &mut Run<'_>, terminal: &Terminal) -> Result<Exit> {
    let views = Arc::clone(compiled.views());
    let routes = views.routes();
    let shards = compiled.take_search_files();
    let mut addresses: Vec<String> = routes.iter().map(Route::address).collect();
    addresses.extend(shards.addresses().map(str::to_owned));
    let sources = compiled.read().sources();
    let options = output::OutputOptions {
        out: out.to_path_buf(),
        inputs: vec![sources.content_root.clone(), sources.root.clone()],
        mode: if build.dry_run { WriteMode::DryRun } else { WriteMode::Write },
        drafts: build.site.drafts,
    };
    let timings = &mut run.timings;
    let shown = diag::clean(&out.to_string_lossy());
    let tell = |who: &str| terminal.note(&format!("waiting for {who} to write `{shown}`"));
    let wanted = || addresses.iter().map(String::as_str);
    let open = || match build.wait {
        true => output::open_in_turn(&options, wanted(), &tell),
        false => output::open(&options, wanted()),
    };
    let folder = timings.stage("claim", open, |_| (addresses.len(), 0))?;
    if folder.is_unguarded() {
        terminal.note(&format!("the disk of `{shown}` has no locks: see that no other build writes there meanwhile"));
    }
    let (records, found) = write(&views, routes, &shards, &folder, terminal, timings)?;
    let summary = timings.stage("finish", || folder.finish(&records), |_| (0, 0))?;
    let mut findings = compiled.findings();
    findings.extend(found);
    diag::sort(&mut findings);
    print(build, compiled, &findings, terminal)?;
    withheld::say(&compiled.site, terminal)?;
    if views.site.config.base_url.is_none() && (terminal.verbosity() == Verbosity::Verbose || !folder.existed()) {
        terminal.note("there is no feed and no sitemap, because there is no `base_url`");
    }
    if build.dry_run {
        terminal.out(&list(&summary))?;
    }
    if build.timings {
        terminal.out(&timings.table())?;
    }
    if terminal.verbosity() > Verbosity::Quiet {
        if !build.dry_run {
            terminal.out(&what_was_read(&compiled.site, sources.files.len()))?;
        }
        let pages = records.iter().filter(|record| record.address.ends_with(".html")).count();
        let verb = if build.dry_run { "would build" } else { "built" };
        let said = sentence(verb, pages, &summary, FindingCounts::of(&findings), withheld::drafts(&compiled.site));
        let size = pipeline::bytes(summary.bytes);
        terminal.out(&format!("{said} in {}: {}, {size}\n", timings.seconds(), diag::clean(&out.to_string_lossy())))?;
    }
    Ok(Exit::of(&findings, build.site.strict))
}

fn print(build: &Build, compiled: &Compiled, findings: &[Diagnostic], terminal: &Terminal) -> Result<()> {
    withheld::say_first(&compiled.site, compiled.read(), terminal);
    terminal.findings(Stream::Err, findings, &|path| compiled.read().text(path), build.site.limit(), false)
}

/// Renders and writes every route: assets before the pages that load them, lists after the pages they name.
fn write(
    views: &Views,
    routes: &[Route],
    shards: &FilesOfIndex,
    folder: &Folder,
    terminal: &Terminal,
    timings: &mut Timings,
) -> Result<(Vec<FileRecord>, Vec<Diagnostic>)> {
    let bar = progress::bar(terminal, "writing", routes.len());
    let mut records = Vec::with_capacity(routes.len());
    let mut findings = Vec::new();
    for (stage, name) in [(Stage::Asset, "assets"), (Stage::Page, "pages"), (Stage::List, "lists")] {
        if stage == Stage::List {
            records.extend(timings.stage("search", || search_files(shards, folder), size_of_records)?);
        }
        let routes: Vec<&Route> = routes.iter().filter(|route| route.stage() == stage).collect();
        let one = |route: &&Route| {
            let output = render(views, route);
            let record = folder.put(&output.address, &output.content)?;
            bar.inc(1);
            Ok((record, output.diagnostics))
        };
        let all = || routes.par_iter().map(one).collect::<Vec<Result<_>>>();
        let size = |done: &Vec<Result<(FileRecord, _)>>| {
            (done.len(), done.iter().flatten().map(|(record, _)| record.bytes).sum())
        };
        for done in timings.stage(name, all, size) {
            let (record, found) = done.inspect_err(|_| bar.finish_and_clear())?;
            records.push(record);
            findings.extend(found);
        }
    }
    bar.finish_and_clear();
    Ok((records, findings))
}

/// Writes the search index: the shards on all threads, then the manifest that names them.
fn search_files(shards: &FilesOfIndex, folder: &Folder) -> Result<Vec<FileRecord>> {
    let addresses: Vec<&str> = shards.addresses().collect();
    let put = |at: usize| folder.put(addresses[at], &Content::Bytes(shards.content(at)));
    let Some(manifest) = addresses.len().checked_sub(1) else { return Ok(Vec::new()) };
    let mut records =
        (0..manifest).into_par_iter().map(put).collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>>>()?;
    records.push(put(manifest)?);
    Ok(records)
}

fn size_of_records(records: &Result<Vec<FileRecord>>) -> (usize, u64) {
    records.as_ref().map_or((0, 0), |records| (records.len(), records.iter().map(|record| record.bytes).sum()))
}

/// What was built, such as "built 243 pages (12 files new, 3 changed) with 5 warnings".
fn sentence(verb: &str, pages: usize, summary: &Summary, counts: FindingCounts, drafts: usize) -> String {
    let mut changes = Vec::new();
    for (list, word) in [(&summary.added, "new"), (&summary.changed, "changed"), (&summary.removed, "removed")] {
        if !list.is_empty() {
            let noun = match (changes.is_empty(), list.len()) {
                (true, 1) => "file ",
                (true, _) => "files ",
                (false, _) => "",
            };
            changes.push(format!("{} {noun}{word}", list.len()));
        }
    }
    let changes = if changes.is_empty() { String::from("nothing changed") } else { changes.join(", ") };
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let mut said = format!("{verb} {pages} page{} ({changes})", plural(pages));
    if counts.errors + counts.warnings > 0 {
        said.push_str(&format!(" with {counts}"));
    }
    if drafts > 0 {
        said.push_str(&format!(", without {drafts} draft{},", plural(drafts)));
    }
    said
}

/// One line a file: `+` added, `~` changed, `-` removed.
fn list(summary: &Summary) -> String {
    let signs = [("+", &summary.added), ("~", &summary.changed), ("-", &summary.removed)];
    let lines = signs.iter().flat_map(|(sign, list)| list.iter().map(move |a| format!("{sign} {}\n", diag::clean(a))));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_one_clause() {
        let nothing = Summary::default();
        assert_eq!(sentence("built", 1, &nothing, FindingCounts::default(), 0), "built 1 page (nothing changed)");
        let some = |n| vec![String::from("x"); n];
        let summary = Summary { added: some(12), changed: some(3), removed: some(1), bytes: 0 };
        let counts = FindingCounts { errors: 1, warnings: 5, notes: 7 };
        let said = "built 243 pages (12 files new, 3 changed, 1 removed) with 1 error, 5 warnings, without 2 drafts,";
        assert_eq!(sentence("built", 243, &summary, counts, 2), said);
    }
}
