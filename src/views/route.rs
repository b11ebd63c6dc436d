//! One output file: its address, what it holds, and when it is written.

use crate::addresses::{FixedOutput, Stage};
use crate::analyse::trends::{Period, Question};
use crate::link::{FacetKind, PageIx};

/// One output file: where it goes, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub(super) address: String,
    pub(crate) subject: Subject,
}

/// What an output file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A Markdown page.
    Page(PageIx),
    /// A page's Markdown twin.
    Twin(PageIx),
    /// A file of its own, by the table of addresses.
    Fixed(FixedOutput),
    /// A sheet, from 0, of a list of the table of addresses.
    List(FixedOutput, usize),
    /// The incidents of a year, as index into the year facet, `None` for those without a date; then the sheet, from 0.
    Year(Option<usize>, usize),
    /// The list of all values of a facet; the second part is the sheet, from 0.
    FacetIndex(FacetKind, usize),
    /// One value of a facet; the last part is the sheet, from 0.
    Facet(FacetKind, usize, usize),
    /// What a period's trend pages ask, and each in short.
    Trends(Period),
    /// A question to the incidents of a period.
    Trend(Period, Question),
    /// The numbers of one of its figures, by name.
    TrendTable(Period, Question, &'static str),
    /// The numbers of a figure on the page of a facet's value.
    FacetTable(FacetKind, usize, Question, &'static str),
    /// The facts of a year's incidents.
    IncidentsOf(Option<usize>),
    /// A year's rows, for the script that filters.
    FilterRows(Option<usize>),
    /// A stub at an older address.
    Redirect(String, PageIx),
    /// A style or script of the theme, by its path below the theme's folder.
    ThemeFile(String),
    /// A script of ours that no theme overrides: its place in [`CLIENT_SCRIPTS`](crate::load::CLIENT_SCRIPTS).
    ClientScript(usize),
    /// The configured logo, by its path below the content folder.
    Logo(String),
    /// A file that pages show or link to, by address.
    Asset(String),
}

impl Route {
    /// Its address in the output, such as `incidents/2024/x.html`; unique among [`Views::routes`].
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// When it is written.
    pub fn stage(&self) -> Stage {
        match self.subject {
            Subject::Fixed(output) => output.stage(),
            Subject::ThemeFile(_) | Subject::ClientScript(_) | Subject::Logo(_) | Subject::Asset(_) => Stage::Asset,
            Subject::Page(_) | Subject::Twin(_) | Subject::Redirect(..) => Stage::Page,
            _ => Stage::List,
        }
    }
}

/// Whether what is at an address can come of the analysis alone, so that it may be missing as long as there is none. For a folder without
/// its last `/` too.
pub fn comes_of_analysis(address: &str) -> bool {
    let (folder, rest) = address.split_once('/').unwrap_or((address, ""));
    let is_sheet = rest.is_empty() && address.starts_with(FixedOutput::Recurring.address().trim_end_matches(".html"));
    ["trends", "actions"].contains(&folder) || is_sheet || address.ends_with(".csv")
}
