//! One output file: its address, what it holds, and when it is written.

use crate::analyse::trends::{Period, Question};
use crate::link::{FacetKind, PageIx};
use crate::views::walls::Wall;

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
    /// `index.html`.
    Home,
    /// `incidents/index.html`.
    Incidents,
    /// The incidents of a year, as index into the year facet, `None` for those without a date; then the sheet, from 0.
    Year(Option<usize>, usize),
    /// The list of all values of a facet; the second part is the sheet, from 0.
    FacetIndex(FacetKind, usize),
    /// One value of a facet; the last part is the sheet, from 0.
    Facet(FacetKind, usize, usize),
    /// `runbooks/index.html`.
    Runbooks(usize),
    /// `glossary/index.html`.
    Glossary(usize),
    /// `paths/index.html`.
    Paths(usize),
    /// `pages/index.html`: everything that is nothing else.
    Pages(usize),
    /// `recurring.html`: what keeps coming back; the sheet, from 0.
    Recurring(usize),
    /// What a period's trend pages ask, and each in short.
    Trends(Period),
    /// A question to the incidents of a period.
    Trend(Period, Question),
    /// The numbers of one of its figures, by name.
    TrendTable(Period, Question, &'static str),
    /// The numbers of a figure on the page of a facet's value.
    FacetTable(FacetKind, usize, Question, &'static str),
    /// `trends/method.html`: how everything is counted.
    TrendMethod,
    /// `trends/method.csv`: how often two periods in which nothing changed look different.
    TrendMethodTable,
    /// `trends/facts.csv`: what is counted, one incident a line.
    TrendFacts,
    /// A wall of what people learned; the sheet, from 0.
    Wall(Wall, usize),
    /// `actions/index.html`: the follow-ups of all incidents; the sheet, from 0.
    Actions(usize),
    /// `actions/actions.csv`: the same for spreadsheets.
    ActionsTable,
    /// `search.html`.
    Search,
    /// `404.html`.
    NotFound,
    /// `llms.txt`.
    Llms,
    /// `robots.txt`.
    Robots,
    /// `incidents.json`: the index of the files by year.
    IncidentsIndex,
    /// The facts of a year's incidents.
    IncidentsOf(Option<usize>),
    /// `incidents.schema.json`.
    Schema,
    /// `incidents/vocabulary.js`: what incidents can be filtered by.
    FilterVocabulary,
    /// A year's rows, for the script that filters.
    FilterRows(Option<usize>),
    /// `feed.xml`.
    Feed,
    /// `sitemap.xml`.
    Sitemap,
    /// A stub at an older address.
    Redirect(String, PageIx),
    /// A style or script of the theme, by its path below the theme's folder.
    ThemeFile(String),
    /// A script of ours that no theme overrides: its place in [`CLIENT_SCRIPTS`](crate::load::CLIENT_SCRIPTS).
    ClientScript(usize),
    /// `assets/accent.css`: the configured accent.
    Accent,
    /// The configured logo, by its path below the content folder.
    Logo(String),
    /// A file that pages show or link to, by address.
    Asset(String),
}

/// When a file may appear, so that no reader meets a link to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// First: what pages load.
    Asset,
    /// Then pages.
    Page,
    /// Last: what lists pages.
    List,
}

impl Route {
    /// Its address in the output, such as `incidents/2024/x.html`; unique among [`Views::routes`].
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// When it is written.
    pub fn stage(&self) -> Stage {
        match self.subject {
            Subject::ThemeFile(_)
            | Subject::ClientScript(_)
            | Subject::Accent
            | Subject::Logo(_)
            | Subject::Asset(_)
            | Subject::Schema => Stage::Asset,
            Subject::Page(_) | Subject::Twin(_) | Subject::NotFound | Subject::Redirect(..) => Stage::Page,
            _ => Stage::List,
        }
    }
}

/// Whether what is at an address can come of the analysis alone, so that it may be missing as long as there is none. For a folder without
/// its last `/` too.
pub fn comes_of_analysis(address: &str) -> bool {
    let (folder, rest) = address.split_once('/').unwrap_or((address, ""));
    let is_sheet = rest.is_empty() && address.starts_with(RECURRING.trim_end_matches(".html"));
    ["trends", "actions"].contains(&folder) || is_sheet || address.ends_with(".csv")
}

/// What keeps coming back, where anything does.
pub(crate) const RECURRING: &str = "recurring.html";

/// The follow-ups of all incidents, where there are any.
pub(crate) const ACTIONS: &str = "actions/index.html";

/// The same as a table.
pub(crate) const ACTIONS_TABLE: &str = "actions/actions.csv";
