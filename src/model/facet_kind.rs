//! The ways to group incidents: the one list of them, with the words and folders that each goes by.

/// The ways to group incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FacetKind {
    /// By service.
    Service,
    /// By team.
    Team,
    /// By severity, worst first.
    Severity,
    /// By contributing factor.
    Factor,
    /// By tag.
    Tag,
    /// By year of the start, newest first.
    Year,
}

impl FacetKind {
    /// All kinds, in the order of menus.
    pub const ALL: [FacetKind; 6] = [Self::Service, Self::Team, Self::Severity, Self::Factor, Self::Tag, Self::Year];

    /// The folder of the pages: `services`, `teams`, …; years live at `incidents/<year>.html`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Service => "services",
            Self::Team => "teams",
            Self::Severity => "severities",
            Self::Factor => "factors",
            Self::Tag => "tags",
            Self::Year => "incidents",
        }
    }

    /// The word for one value: before the colon in `[[service:checkout]]`, in filters, in `casebook stats --by`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Team => "team",
            Self::Severity => "severity",
            Self::Factor => "factor",
            Self::Tag => "tag",
            Self::Year => "year",
        }
    }
}
