//! `casebook stats`: a question becomes the numbers and the sentences of its trend page.

mod counting_options;
mod page_answers;
mod question_words;
mod stats_json;
mod stats_request;
mod terminal_tables;
mod two_periods;

use std::path::Path;
use std::sync::Arc;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::analyse::Analysis;
use crate::analyse::trends::grouping::By;
use crate::analyse::trends::{Selection, trends};
use crate::cli::date_argument::since;
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::remembered_answers::answered;
use crate::cli::site_arguments::SiteArguments;
use crate::cli::terminal::Terminal;
use crate::error::Result;
use crate::pipeline::{Compiled, Goal, views};

use counting_options::Counting;
use stats_request::StatsRequest;

const LONG_ABOUT: &str = "\
Prints what the trend pages say: the same sentences, numbers and intervals, of the same incidents.

Questions: reported, duration, detection, found, factors, together, involved, hours, conditions, notes, follow-ups. Without one, each is \
answered in short. Nothing is counted by team or by person: side by side they would be a league table.";

const EXAMPLES: &str = "\
Examples:
  casebook stats                                    every question, in short
  casebook stats duration --last-12-months          one, with its numbers
  casebook stats found --filter service:checkout --format csv
  casebook stats duration --by severity             side by side, in the house's order
  casebook stats --since 2023 --by quarter --format json
  casebook stats compare detection --at 2024-06-01 --filter detection:support
                                                    did anything detectable change?";

const COMPARE_ABOUT: &str = "\
Puts the incidents before a day beside those from that day on, one question at a time: reported (how many a day), duration, detection, or \
found (shares of the ways of finding out). Each answer has its n, its interval, and the size of change that would have been seen.

Ask one question, and before looking. Without one all four are asked, and the report says how often chance alone finds something then.";

const COMPARE_EXAMPLES: &str = "\
Examples:
  casebook stats compare detection --at 2024-06-01
  casebook stats compare found --at 2024-06 --since 2023
  casebook stats compare duration --at 2024-06-01 --filter service:checkout --format json";

/// Print what the trend pages say
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub(super) struct StatsCommand {
    #[command(subcommand)]
    compare: Option<Comparing>,
    /// What to answer [default: everything, in short]
    #[arg(value_name = "QUESTION")]
    questions: Vec<String>,
    /// Side by side: year, half-year, quarter, month, severity, service, factor or detection
    #[arg(long, value_name = "GROUP", value_parser = question_words::group)]
    by: Option<By>,
    #[command(flatten)]
    counting: Counting,
}

#[derive(Debug, Subcommand)]
enum Comparing {
    Compare(Compare),
}

/// Put two periods side by side
#[derive(Debug, Args)]
#[command(long_about = COMPARE_ABOUT, after_help = COMPARE_EXAMPLES)]
struct Compare {
    /// What to answer: reported, duration, detection or found [default: all four]
    #[arg(value_name = "QUESTION")]
    questions: Vec<String>,
    /// The first day of the later period: a day, or the first of a month or a year
    #[arg(long, value_name = "DATE", value_parser = since)]
    at: Date,
    #[command(flatten)]
    counting: Counting,
}

/// Runs the command.
pub(super) fn run(command: &StatsCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let counting = match &command.compare {
        Some(Comparing::Compare(compare)) => &compare.counting,
        None => &command.counting,
    };
    let mut site = SiteArguments::for_reading(counting.drafts, None);
    site.as_of = counting.as_of;
    site.on_threads(|| on_threads(command, counting, &site, global, terminal))
}

fn on_threads(
    command: &StatsCommand,
    counting: &Counting,
    site: &SiteArguments,
    global: &Global,
    terminal: &Terminal,
) -> Result<Exit> {
    let inputs = site.inputs(global, Path::new(""), None);
    answered(global, &inputs, &format!("{command:?}"), terminal, |run| {
        of_site(command, counting, site.compile_timed(global, Goal::Site, run)?, terminal)
    })
}

fn of_site(command: &StatsCommand, counting: &Counting, mut compiled: Compiled, terminal: &Terminal) -> Result<Exit> {
    if let Some(inferred) = counting.inferred {
        compiled.configure(|config| config.trends.inferred = inferred);
    }
    // What is counted says nothing of what is like what.
    let trends = trends(&compiled.site);
    let analysis = Arc::new(Analysis { asked: trends.asked(), trends: Arc::new(trends), ..Analysis::default() });
    let views = views(&compiled.site, Arc::clone(&analysis))?;
    let scope = question_words::scope(&views, counting)?;
    let selection = Selection::new(&analysis.trends, scope);
    let asked = StatsRequest { views: &views, selection: &selection, counting, width: terminal.width() };
    let text = match (&command.compare, command.by) {
        (Some(Comparing::Compare(compare)), _) => two_periods::compared(&asked, &compare.questions, compare.at)?,
        (None, Some(by)) => page_answers::beside(&asked, &command.questions, by)?,
        (None, None) => page_answers::answers(&asked, &command.questions)?,
    };
    terminal.out(&text)?;
    Ok(Exit::Clean)
}
