//! `casebook publish`: a site becomes what readers see at a target, after a look at what would change.

#![expect(clippy::disallowed_methods, reason = "cli reads the clock once")]

mod chosen_target;
mod plan_json;
mod plan_lines;

use std::io::{BufRead, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use crate::cli::build::{self, Build};
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::progress;
use crate::cli::remembered_answers::Memory;
use crate::cli::shown_sources::ShownSources;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::{Terminal, Verbosity};
use crate::error::{Error, Result};
use crate::output::FinishedBuild;
use crate::pipeline::{Goal, bytes, compile};
use crate::publish::{Done, Plan, PublishOptions, Target, Withdrawals};

use chosen_target::ChosenTarget;

pub(super) use chosen_target::choose;

const LONG_ABOUT: &str = "\
Puts a site where it is read: a directory behind a web server, a store that speaks S3, a branch of git, one zip file.

It builds the site, or takes a build, looks at what stands at the target, and tells what would be added, changed and removed, \
with sizes and why, before anything is done. Only what changed travels. Readers never see half of two releases, and no link leads \
nowhere meanwhile: what is no longer named stays for a while (`keep_for`), but what was withdrawn goes at once.

Targets are tables of casebook.toml: `[publish.NAME]`.";

const EXAMPLES: &str = "\
Examples:
  casebook publish                     the only target there is
  casebook publish intranet --dry-run  what would be added (+), changed (~) and
                                       removed (-)
  casebook publish intranet --yes      without a question, as in CI
  casebook publish intranet --build public --yes
                                       what `casebook build` wrote there
  casebook publish intranet --rollback the release before this one

Exit codes:
  0  published, or nothing to do       1  the same, with errors among the findings
  2  usage or configuration            3  the target or the disk refused
  4  a privacy rule: nothing was published";

/// Put a site where it is read, after a look at what would change
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct PublishCommand {
    /// A target: NAME of a table `[publish.NAME]` [default: the only one]
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    /// Publish what a build wrote there, rather than build
    #[arg(long, value_name = "DIR")]
    build: Option<PathBuf>,
    /// Publish nothing; say what would be done
    #[arg(long)]
    dry_run: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    /// Print the plan, and what was done, as JSON
    #[arg(long)]
    json: bool,
    /// Go back to the release before the one that is served
    #[arg(long, conflicts_with_all = ["build", "dry_run", "withdraw"])]
    rollback: bool,
    /// Remove at once what no page names any more, rather than after a while
    #[arg(long)]
    withdraw: bool,
    /// Say that leaving out what names an audience is meant
    #[arg(long)]
    omit_restricted: bool,
    /// Publish nothing where there are warnings
    #[arg(long)]
    strict: bool,
    /// How many threads work [default: one for each core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

/// Runs the command.
pub(super) fn run(publish: &PublishCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let now = Timestamp::now();
    let chosen = choose(publish.target.as_deref(), global)?;
    // Whatever is read and built from here on is for the target's readers.
    let global = &Global { audience: chosen.config.audience.iter().cloned().collect(), ..global.clone() };
    let mut target = Target::new(&chosen.name, &chosen.config, &chosen.root)?;
    if publish.rollback {
        let (from, to) = target.roll_back()?;
        terminal.out(&format!("{} serves the release {to} again, not {from}\n", target.shown()))?;
        return Ok(Exit::Clean);
    }
    let site = SiteArguments::for_readers(publish.strict, publish.omit_restricted, publish.jobs);
    let Some((exit, dir, mut withdrawals)) = built(publish, &chosen, site, global, terminal)? else {
        return Ok(Exit::Findings);
    };
    if exit == Exit::Privacy || (exit == Exit::Findings && publish.strict) {
        terminal.error(&Error::environment("nothing was published, because of what is said above"));
        return Ok(exit);
    }
    withdrawals.everything |= publish.withdraw;
    let build = FinishedBuild::open(&dir)?;
    if build.audience != chosen.config.audience {
        let whose =
            |audience: &Option<String>| audience.as_ref().map_or(String::from("everybody"), |name| format!("`{name}`"));
        return Err(Error::environment(format!(
            "`{}` was built for {}, and {} is for {}; nothing was published",
            dir.display(),
            whose(&build.audience),
            target.shown(),
            whose(&chosen.config.audience)
        )));
    }
    let options = PublishOptions { withdrawals, now };
    let plan = target.plan(&build, &options)?;
    carry_out(publish, &target, &build, &plan, &options, terminal)?;
    Ok(exit)
}

/// Tells the plan, asks, and does it.
fn carry_out(
    publish: &PublishCommand,
    target: &Target,
    build: &FinishedBuild,
    plan: &Plan,
    options: &PublishOptions,
    terminal: &Terminal,
) -> Result<()> {
    if !publish.json {
        terminal.out(&plan_lines::lines(target, plan, terminal.verbosity()))?;
        plan.notes.iter().for_each(|note| terminal.warning(note));
    }
    let mut done = None;
    if !plan.is_nothing() && !publish.dry_run && asked(publish, terminal)? {
        let bar = progress::bar(terminal, "publishing", plan.uploads.len());
        let step = |files| bar.inc(files);
        let ended = target.publish(build, plan, options, &step);
        bar.finish_and_clear();
        done = Some(ended?);
    }
    if publish.json {
        return terminal.out(&plan_json::json(target, plan, done.as_ref()));
    }
    if let Some(done) = &done {
        done.notes.iter().for_each(|note| terminal.warning(note));
        if terminal.verbosity() > Verbosity::Quiet {
            terminal.out(&said(target, done))?;
        }
    }
    Ok(())
}

/// Builds, or looks at what was built; gives how that went, where it is, and what is not to be seen any more. `None` where nothing was built.
fn built(
    publish: &PublishCommand,
    chosen: &ChosenTarget,
    site: SiteArguments,
    global: &Global,
    terminal: &Terminal,
) -> Result<Option<(Exit, PathBuf, Withdrawals)>> {
    if let Some(dir) = &publish.build {
        // What was built does not say what it leaves out; the sources do, where they are.
        let withdrawals = match site.on_threads(|| shown_sources(&site, global, terminal)) {
            Ok(shown) => shown.withdrawals(dir),
            Err(_) => {
                terminal.note("the sources are not here, so that pages that are gone count as removed; `--withdraw` removes them at once");
                Withdrawals::default()
            }
        };
        return Ok(Some((Exit::Clean, dir.clone(), withdrawals)));
    }
    let out = global.root.as_deref().unwrap_or(Path::new("")).join("public");
    let build = Build::for_readers(site, out.clone(), chosen.config.address.clone());
    let quiet = Terminal::quieter(global);
    let built = build::built(&build, global, if publish.json { &quiet } else { terminal })?;
    let Some(shown) = built.shown else {
        if built.exit == Exit::Privacy {
            return Ok(Some((Exit::Privacy, out, Withdrawals::default())));
        }
        terminal.error(&Error::environment("nothing was published, because nothing was built"));
        return Ok(None);
    };
    let withdrawals = shown.withdrawals(&out);
    Ok(Some((built.exit, out, withdrawals)))
}

/// Which sources a site shows, read anew or remembered.
fn shown_sources(site: &SiteArguments, global: &Global, terminal: &Terminal) -> Result<ShownSources> {
    let inputs = site.inputs(global, Path::new(""), None);
    check_folder(&inputs.load.dir)?;
    progress::run(terminal, |run| {
        let memory = Memory::open(global, &inputs, &format!("shown sources {:?}", global.audience), terminal, run);
        if let Some(shown) = memory.as_ref().and_then(Memory::recall) {
            return Ok(shown);
        }
        let shown = ShownSources::of(&compile(&inputs, Goal::Site, run)?);
        if let Some(memory) = memory {
            memory.keep(run.entered.as_ref(), &shown);
        }
        Ok(shown)
    })
}

/// Whether to go on.
fn asked(publish: &PublishCommand, terminal: &Terminal) -> Result<bool> {
    if publish.yes {
        return Ok(true);
    }
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        return Err(Error::usage(
            "nothing was published: there is nobody to ask; pass --yes, or --dry-run to look only",
        ));
    }
    let mut out = terminal.writer();
    let mut question = || -> std::io::Result<String> {
        write!(out, "publish? [y/N] ")?;
        out.flush()?;
        let mut answer = String::new();
        stdin.lock().read_line(&mut answer)?;
        Ok(answer)
    };
    let answer = question().map_err(|e| Error::io("read", "standard input", e))?;
    let yes = ["y", "yes"].contains(&answer.trim().to_lowercase().as_str());
    if !yes {
        terminal.note("nothing was published");
    }
    Ok(yes)
}

/// The last line.
fn said(target: &Target, done: &Done) -> String {
    let plural = |n: usize| if n == 1 { "" } else { "s" };
    let mut said = format!(
        "published to {}: {} file{} written ({})",
        target.shown(),
        done.uploaded,
        plural(done.uploaded),
        bytes(done.bytes)
    );
    if done.removed > 0 {
        said.push_str(&format!(", {} removed", done.removed));
    }
    if done.requests > 0 {
        said.push_str(&format!(", {} request{}", done.requests, plural(done.requests)));
    }
    said.push('\n');
    said
}
