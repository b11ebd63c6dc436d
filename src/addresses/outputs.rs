//! The one table of what is written at an address that no author chooses: where it goes, when there is one, and when it is written.
//!
//! Links find their targets here, files of authors keep away from what stands here, and rendering writes it. What has an address
//! made from a name (pages, facets, years, further sheets) has none here; [`is_reserved`](crate::addresses::is_reserved) knows its shape.

use strum::VariantArray;

use crate::model::{FacetKind, PageKind};

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

/// What a site must have so that an output is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An incident.
    Incidents,
    /// A page of a kind.
    Pages(PageKind),
    /// An address that it will be published at.
    BaseUrl,
    /// Something that only the analysis of all pages together finds.
    Analysis,
}

/// Where an output stands among the others.
enum Place {
    Alone,
    Placed,
}

macro_rules! outputs {
    ($($(#[doc = $doc:literal])+ $name:ident $address:literal $stage:ident $needs:expr, $way:ident;)*) => {
        /// What is written at an address of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray)]
        pub enum FixedOutput { $($(#[doc = $doc])+ $name),* }

        impl FixedOutput {
            /// Where it goes; of a long list its first sheet.
            pub const fn address(self) -> &'static str {
                match self { $(Self::$name => $address),* }
            }

            /// When it is written.
            pub fn stage(self) -> Stage {
                match self { $(Self::$name => Stage::$stage),* }
            }

            /// Whether it is written by itself, and not in the midst of lists, tables and sheets that belong together.
            pub fn is_alone(self) -> bool {
                match self { $(Self::$name => matches!(Place::$way, Place::Alone)),* }
            }

            /// What there must be so that it is written.
            pub fn needs(self) -> Needs {
                match self { $(Self::$name => $needs),* }
            }
        }
    };
}

outputs! {
    /// The front page.
    Home "index.html" List Needs::Nothing, Placed;
    /// The search page.
    Search "search.html" List Needs::Nothing, Placed;
    /// What a host shows for addresses that lead nowhere.
    NotFound "404.html" Page Needs::Nothing, Placed;
    /// The newest incidents, with filters.
    Incidents "incidents/index.html" List Needs::Incidents, Placed;
    /// What keeps coming back.
    Recurring "recurring.html" List Needs::Analysis, Placed;
    /// What a question to all incidents comes to.
    Trends "trends/index.html" List Needs::Analysis, Placed;
    /// How everything is counted.
    TrendMethod "trends/method.html" List Needs::Analysis, Placed;
    /// How often two periods in which nothing changed look different.
    TrendMethodTable "trends/method.csv" List Needs::Analysis, Placed;
    /// What is counted, one incident a line.
    TrendFacts "trends/facts.csv" List Needs::Analysis, Placed;
    /// The wall of what people learned.
    Takeaways "takeaways.html" List Needs::Analysis, Placed;
    /// The wall of what surprised people.
    Surprises "surprises.html" List Needs::Analysis, Placed;
    /// The wall of what went well, and where people were lucky.
    Helped "helped.html" List Needs::Analysis, Placed;
    /// The wall of what nobody understands yet.
    Questions "questions.html" List Needs::Analysis, Placed;
    /// The wall of signs that nobody read.
    Signals "signals.html" List Needs::Analysis, Placed;
    /// The wall of what had been there for years.
    Latent "latent.html" List Needs::Analysis, Placed;
    /// The wall of what customers saw.
    Support "support.html" List Needs::Analysis, Placed;
    /// The follow-ups of all incidents.
    Actions "actions/index.html" List Needs::Analysis, Placed;
    /// The same for spreadsheets.
    ActionsTable "actions/actions.csv" List Needs::Analysis, Alone;
    /// The runbooks.
    Runbooks "runbooks/index.html" List Needs::Pages(PageKind::Runbook), Placed;
    /// The glossary.
    Glossary "glossary/index.html" List Needs::Pages(PageKind::Term), Placed;
    /// The reading paths.
    Paths "paths/index.html" List Needs::Pages(PageKind::Path), Placed;
    /// Everything that is nothing else.
    Pages "pages/index.html" List Needs::Pages(PageKind::Page), Placed;
    /// An overview for language models.
    Llms "llms.txt" List Needs::Nothing, Alone;
    /// What search engines may read.
    Robots "robots.txt" List Needs::Nothing, Alone;
    /// The index of the files of facts by year.
    IncidentsIndex "incidents.json" List Needs::Incidents, Alone;
    /// The schema of those files.
    Schema "incidents.schema.json" Asset Needs::Incidents, Alone;
    /// What incidents can be filtered by.
    FilterVocabulary "incidents/vocabulary.js" List Needs::Incidents, Placed;
    /// The newest incidents for feed readers.
    Feed "feed.xml" List Needs::BaseUrl, Alone;
    /// Every page, for search engines.
    Sitemap "sitemap.xml" List Needs::BaseUrl, Alone;
    /// The configured accent.
    Accent "assets/accent.css" Asset Needs::Nothing, Placed;
}

/// Where incidents without a date are listed.
pub(crate) const UNDATED: &str = "incidents/undated.html";

impl FixedOutput {
    /// Every one, in the order of the table.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The output at an address.
    pub fn at(address: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|output| output.address() == address)
    }
}

/// Where all values of a facet are listed: `services/index.html`.
pub(crate) fn facet_list(kind: FacetKind) -> String {
    format!("{}/index.html", kind.folder())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_outputs_have_one_address() {
        let mut addresses: Vec<&str> = FixedOutput::ALL.iter().map(|output| output.address()).collect();
        addresses.sort_unstable();
        addresses.dedup();
        assert_eq!(addresses.len(), FixedOutput::ALL.len());
        assert!(FixedOutput::ALL.iter().all(|output| FixedOutput::at(output.address()) == Some(*output)));
    }
}
