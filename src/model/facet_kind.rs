//! The ways to group incidents: the one list of them, a row each, with the words and the folder that each goes by.

use strum::VariantArray;

macro_rules! facets {
    ($($(#[doc = $doc:literal])+ $name:ident $word:literal $folder:literal $label:literal $plural:literal $key:literal;)*) => {
        /// The ways to group incidents, in the order of menus.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, serde::Serialize)]
        #[serde(rename_all = "lowercase")]
        pub enum FacetKind { $($(#[doc = $doc])+ $name),* }

        impl FacetKind {
            /// The word for one value: before the colon in `[[service:checkout]]`, in filters, in `casebook stats --by`.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// The folder of the pages: `services`, `teams`, …; years live at `incidents/<year>.html`.
            pub const fn folder(self) -> &'static str {
                match self { $(Self::$name => $folder),* }
            }

            /// What a value is called beside its name.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label),* }
            }

            /// What the list of all values is called.
            pub const fn plural(self) -> &'static str {
                match self { $(Self::$name => $plural),* }
            }

            /// The key of the front matter that names values.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),* }
            }
        }
    };
}

facets! {
    /// By service.
    Service "service" "services" "Service" "Services" "services";
    /// By the folder that the write-ups came in, where services say too little.
    Folder "folder" "folders" "Folder" "Folders" "folder";
    /// By team.
    Team "team" "teams" "Team" "Teams" "teams";
    /// By severity, worst first.
    Severity "severity" "severities" "Severity" "Severities" "severity";
    /// By contributing factor.
    Factor "factor" "factors" "Contributing factor" "Contributing factors" "factors";
    /// By tag.
    Tag "tag" "tags" "Tag" "Tags" "tags";
    /// By year of the start, newest first.
    Year "year" "incidents" "Year" "Years" "started";
}

impl FacetKind {
    /// All kinds, in the order of menus.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Those whose values are found beside pages.
    pub const FOUND: [Self; 5] = [Self::Service, Self::Folder, Self::Team, Self::Factor, Self::Severity];

    /// Those by which incidents can be filtered, in the order of the panel.
    pub const FILTERS: [Self; 6] = [Self::Service, Self::Folder, Self::Severity, Self::Year, Self::Factor, Self::Team];
}
