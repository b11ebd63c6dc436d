//! The arguments of `casebook similar`, and what they say of which incidents are shown.

use std::num::NonZeroUsize;

use clap::Args;
use jiff::civil::Date;

use crate::analyse::similar::Effort;
use crate::cli::date_argument::since;
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
pub(crate) struct SimilarCommand {
    /// An incident's id, alias or file; `-` reads an alert, a log or a chat from standard input
    #[arg(value_name = "ID|FILE|-", required_unless_present_any = ["all", "review"], conflicts_with_all = ["all", "review"])]
    pub(super) of: Option<String>,
    /// How many to show [default: 5, or `[similar] most`]
    #[arg(long, value_name = "N")]
    pub(super) top: Option<NonZeroUsize>,
    /// Say how near they are, in figures
    #[arg(long)]
    pub(super) why: bool,
    /// Only incidents of this date or later: a day, a month or a year
    #[arg(long, value_name = "DATE", value_parser = since)]
    pub(super) since: Option<Date>,
    /// Print an object for programs
    #[arg(long)]
    pub(super) json: bool,
    /// Every incident's list
    #[arg(long)]
    pub(super) all: bool,
    /// Walk through pairs that are much alike and that nobody linked, and write down which are related
    #[arg(long, conflicts_with_all = ["all", "json", "top", "why"])]
    pub(super) review: bool,
    /// Drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// Threads to use [default: one a core]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Compare every pair in full, to measure the usual way by
    #[arg(long, hide = true, requires = "all")]
    pub(super) exact: bool,
    /// Only so many incidents, evenly spread
    #[arg(long, hide = true, requires = "all", value_name = "N")]
    pub(super) sample: Option<NonZeroUsize>,
    /// Print how long each stage took, to standard error
    #[arg(long, hide = true)]
    pub(super) timings: bool,
}

impl SimilarCommand {
    pub(super) fn effort(&self) -> Effort {
        if self.exact { Effort::Exact } else { Effort::Quick }
    }

    /// Of how many incidents one is printed.
    pub(super) fn step(&self, incidents: usize) -> usize {
        self.sample.map_or(1, |sample| incidents.div_ceil(sample.get()).max(1))
    }

    /// Whether an incident may be shown.
    pub(super) fn wants(&self, page: &Page) -> bool {
        let dated = || page.dated.as_ref().map(|dated| dated.value.date());
        self.since.is_none_or(|since| dated().is_some_and(|date| date >= since))
    }
}
