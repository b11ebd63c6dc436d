//! What the command line says of which pages are shown, and on which day.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{AudiencesConfig, Viewer};

/// What the command line says of a build.
#[derive(Debug, Clone)]
pub struct PublicationOptions {
    /// Whose drafts are shown.
    pub show: Show,
    /// The day that dates of publication are compared with; nothing else depends on it.
    pub day: Day,
    /// For which of the site's audiences.
    pub whom: ForWhom,
    /// "Today"; the newest date in the published content when absent.
    pub as_of: Option<Date>,
    /// Overrides the configuration's `base_url`.
    pub base_url: Option<String>,
    /// Whether leaving out what names an audience is meant.
    pub omit_restricted: bool,
}

impl PublicationOptions {
    /// What is published on `day`, and nothing more.
    pub fn on(day: Day) -> Self {
        Self { show: Show::Published, day, whom: ForWhom::Default, as_of: None, base_url: None, omit_restricted: false }
    }
}

/// For whom a site is made that has audiences; one that has none is for all its readers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ForWhom {
    /// For those whom a page is for that names nobody.
    #[default]
    Default,
    /// For this audience.
    Audience(String),
    /// For those who write it, and may see what is for anybody.
    Writers,
}

impl ForWhom {
    /// Who that is among `audiences`; nobody where there is none of that name.
    pub fn viewer(&self, audiences: &AudiencesConfig) -> Option<Viewer> {
        match self {
            Self::Default => audiences.default.as_deref().and_then(|name| Viewer::of(audiences, name)),
            Self::Audience(name) => Viewer::of(audiences, name),
            Self::Writers => Some(Viewer::writers(audiences)),
        }
    }
}

/// Which drafts are shown. What is restricted or could not be read never is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Show {
    /// None.
    Published,
    /// All, marked.
    Drafts,
    /// That of one file, by its path below the content folder, marked.
    DraftOf(String),
}

impl Show {
    /// Whether a draft at `path` is shown.
    pub fn shows(&self, path: &str) -> bool {
        match self {
            Self::Published => false,
            Self::Drafts => true,
            Self::DraftOf(one) => one == path,
        }
    }
}

/// The day of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// As the command line says: `--as-of`.
    Given(Date),
    /// As the clock said when the command began.
    Of(Timestamp),
}

impl Day {
    /// The day at the house.
    pub fn at(self, zone: &TimeZone) -> Date {
        match self {
            Self::Given(date) => date,
            Self::Of(moment) => moment.to_zoned(zone.clone()).date(),
        }
    }
}
