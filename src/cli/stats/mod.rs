//! `casebook stats`: a question becomes the numbers and the sentences of its trend page.

mod layout;
mod page_answers;
mod question_words;
mod stats_json;
mod two_periods;

use std::sync::Arc;

use clap::{ArgAction, Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::analyse::Analysis;
use crate::analyse::trends::grouping::By;
use crate::analyse::trends::{Selection, trends};
use crate::cli::Global;
use crate::cli::exit_code::Exit;
use crate::cli::search::since;
use crate::cli::site_arguments::SiteArguments;
use crate::cli::terminal::Terminal;
use crate::error::{Error, Result};
use crate::pipeline::{Goal, views};
use crate::render::Views;
use crate::render::trends::Table;

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

/// What is counted, and how it is printed.
#[derive(Debug, Args)]
struct Counting {
    /// Only incidents of this date or later: a day, a month or a year
    #[arg(long, value_name = "DATE", value_parser = since)]
    since: Option<Date>,
    /// Only incidents of this date or earlier: a day, a month or a year
    #[arg(long, value_name = "DATE", value_parser = question_words::until)]
    until: Option<Date>,
    /// Only those of a year of the calendar
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["since", "until", "last_12_months"])]
    year: Option<i16>,
    /// Only those of the twelve months that end with "today"
    #[arg(long, conflicts_with_all = ["since", "until"])]
    last_12_months: bool,
    /// Only incidents with this value, such as service:checkout; also factor:, severity: and detection:; all of several must hold
    #[arg(long, value_name = "GROUP:VALUE")]
    filter: Vec<String>,
    /// For people, for programs, or for a spreadsheet
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Of a question with several tables, the one that is printed as CSV
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    /// Whether what was read from the prose counts, instead of what `[trends] inferred` says
    #[arg(long, value_name = "BOOL", action = ArgAction::Set)]
    inferred: Option<bool>,
    /// Count drafts too
    #[arg(long)]
    drafts: bool,
    /// The date that "today" means [default: the newest date in the published content]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Csv,
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
    let mut compiled = site.compile(global, Goal::Site, terminal)?;
    if let Some(inferred) = counting.inferred {
        compiled.configure(|config| config.trends.inferred = inferred);
    }
    // What is counted says nothing of what is like what.
    let trends = trends(&compiled.site);
    let analysis = Arc::new(Analysis { asked: trends.asked(), trends: Arc::new(trends), ..Analysis::default() });
    let views = views(&compiled.site, Arc::clone(&analysis))?;
    let scope = question_words::scope(&views, counting)?;
    let selection = Selection::new(&analysis.trends, scope);
    let asked = Asked { views: &views, selection: &selection, counting, width: terminal.width() };
    let text = match (&command.compare, command.by) {
        (Some(Comparing::Compare(compare)), _) => two_periods::compared(&asked, &compare.questions, compare.at)?,
        (None, Some(by)) => page_answers::beside(&asked, &command.questions, by)?,
        (None, None) => page_answers::answers(&asked, &command.questions)?,
    };
    terminal.out(&text)?;
    Ok(Exit::Clean)
}

/// What was asked of which incidents.
struct Asked<'a> {
    views: &'a Views,
    selection: &'a Selection<'a>,
    counting: &'a Counting,
    /// How many columns the terminal has.
    width: usize,
}

/// The one table that is printed as CSV, of those with these names.
fn csv(asked: &Asked<'_>, mut tables: Vec<(&'static str, &Table)>, of: &str) -> Result<String> {
    let names: Vec<&str> = tables.iter().map(|(name, _)| *name).collect();
    if let Some(wanted) = &asked.counting.table {
        let Some(at) = names.iter().position(|name| name == wanted) else {
            return Err(Error::usage(format!(
                "{of} has no table `{wanted}`{}",
                question_words::instead(wanted, &names)
            )));
        };
        return Ok(tables.swap_remove(at).1.csv());
    }
    match tables.as_slice() {
        [] => Ok(String::new()),
        [(_, table)] => Ok(table.csv()),
        _ => Err(Error::usage(format!("{of} has several tables; choose one with --table: {}", names.join(", ")))),
    }
}
