//! The options of `casebook stats` that say what is counted, and how it is printed.

use clap::{ArgAction, Args, ValueEnum};
use jiff::civil::Date;

use crate::cli::date_argument::{since, until};

/// What is counted, and how it is printed.
#[derive(Debug, Args)]
pub(super) struct Counting {
    /// Only incidents of this date or later: a day, a month or a year
    #[arg(long, value_name = "DATE", value_parser = since)]
    pub(super) since: Option<Date>,
    /// Only incidents of this date or earlier: a day, a month or a year
    #[arg(long, value_name = "DATE", value_parser = until)]
    pub(super) until: Option<Date>,
    /// Only those of a year of the calendar
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["since", "until", "last_12_months"])]
    pub(super) year: Option<i16>,
    /// Only those of the twelve months that end with "today"
    #[arg(long, conflicts_with_all = ["since", "until"])]
    pub(super) last_12_months: bool,
    /// Only incidents with this value, such as service:checkout; also factor:, severity: and detection:; all of several must hold
    #[arg(long, value_name = "GROUP:VALUE")]
    pub(super) filter: Vec<String>,
    /// For people, for programs, or for a spreadsheet
    #[arg(long, value_enum, default_value_t = StatsFormat::Text)]
    pub(super) format: StatsFormat,
    /// Of a question with several tables, the one that is printed as CSV
    #[arg(long, value_name = "NAME")]
    pub(super) table: Option<String>,
    /// Whether what was read from the prose counts, instead of what `[trends] inferred` says
    #[arg(long, value_name = "BOOL", action = ArgAction::Set)]
    pub(super) inferred: Option<bool>,
    /// Count drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// The date that "today" means [default: the newest date in the published content]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatsFormat {
    Text,
    Json,
    Csv,
}
