//! `casebook similar`: an incident, a draft or what somebody pastes becomes the past incidents that are like it.

mod neighbour_lines;
mod neighbours;
mod pasted_text;
mod review;

use std::num::NonZeroUsize;
use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use crate::analyse::similar::Effort;
use crate::cli::exit_code::Exit;
use crate::cli::search::since;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::Terminal;
use crate::cli::{Global, progress};
use crate::error::{Error, Result};
use crate::model::Page;

const LONG_ABOUT: &str = "\
Finds past incidents like one, with reasons, what helped then and the runbooks that were used.

Of an incident or a draft of this site it prints what its page shows: what the authors linked, other stories of the same event, \
then what is similar. With `-` it reads an alert, a stack trace or a chat from standard input and sets times, hex, ids and \
quoting aside; that reads no index and answers at once.";

const EXAMPLES: &str = "\
Examples:
  casebook similar INC-214                  by id, alias or path
  casebook similar content/incidents/2026/draft.md
                                            a file, drafts too
  pbpaste | casebook similar -              an alert, a log, a chat
  kubectl logs web-1 | casebook similar - --top 3
  casebook similar INC-214 --json | jq '.similar[].file'
  casebook similar --all --json             every incident, one object a line
  casebook similar --review                 walk through pairs that nobody linked";

/// Find past incidents like one
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct SimilarCommand {
    /// An incident's id, alias or file; `-` reads an alert, a log or a chat from standard input
    #[arg(value_name = "ID|FILE|-", required_unless_present_any = ["all", "review"], conflicts_with_all = ["all", "review"])]
    of: Option<String>,
    /// How many to show [default: 5, or `[similar] most`]
    #[arg(long, value_name = "N")]
    top: Option<NonZeroUsize>,
    /// Say how near they are, in figures
    #[arg(long)]
    why: bool,
    /// Only incidents of this date or later: a day, a month or a year
    #[arg(long, value_name = "DATE", value_parser = since)]
    since: Option<Date>,
    /// Print an object for programs
    #[arg(long)]
    json: bool,
    /// Every incident's list
    #[arg(long)]
    all: bool,
    /// Walk through pairs that are much alike and that nobody linked, and write down which are related
    #[arg(long, conflicts_with_all = ["all", "json", "top", "why"])]
    review: bool,
    /// Drafts too
    #[arg(long)]
    drafts: bool,
    /// Threads to use [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Compare every pair in full, to measure the usual way by
    #[arg(long, hide = true, requires = "all")]
    exact: bool,
    /// Only so many incidents, evenly spread
    #[arg(long, hide = true, requires = "all", value_name = "N")]
    sample: Option<NonZeroUsize>,
    /// Print how long each stage took, to standard error
    #[arg(long, hide = true)]
    timings: bool,
}

/// Runs the command.
pub(super) fn run(command: &SimilarCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let in_site = |of: &str| global.root.as_ref().is_some_and(|root| root.join(of).is_file());
    let is_file = command.of.as_deref().is_some_and(|of| of != "-" && (Path::new(of).is_file() || in_site(of)));
    let site = SiteArguments::for_reading(command.drafts, command.jobs);
    site.on_threads(|| {
        let inputs = site.inputs(global, Path::new(""), None);
        check_folder(&inputs.load.dir)?;
        progress::run(terminal, |run| {
            let done = match command.of.as_deref() {
                Some("-") => pasted_text::standard_input(command, &inputs, terminal, run),
                _ => neighbours::run(command, is_file, inputs, terminal, run),
            }?;
            if command.timings {
                terminal.aside(&run.timings.table())?;
            }
            Ok(done)
        })
    })
}

impl SimilarCommand {
    fn effort(&self) -> Effort {
        if self.exact { Effort::Exact } else { Effort::Quick }
    }

    /// Of how many incidents one is printed.
    fn step(&self, incidents: usize) -> usize {
        self.sample.map_or(1, |sample| incidents.div_ceil(sample.get()).max(1))
    }

    /// Whether an incident may be shown.
    fn wants(&self, page: &Page) -> bool {
        let dated = || page.dated.as_ref().map(|dated| dated.value.date());
        self.since.is_none_or(|since| dated().is_some_and(|date| date >= since))
    }
}

/// The text of standard input; bytes that are no text are shown as such.
fn standard_input() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)
        .map_err(|error| Error::environment(format!("could not read standard input: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
