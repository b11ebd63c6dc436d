//! What `link` finds out. Relations are indices into the site's pages, as in a database.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::link::directory::Directory;
use crate::link::page_links::PageLinks;
use crate::model::LinkForm;

/// The index of a page in `Site::pages`, which are in path order.
pub type PageIx = usize;

/// Everything known about how pages refer to each other and to the vocabularies.
#[derive(Debug)]
pub struct Links {
    /// The address of each page: `incidents/2024/x.html`, `/` between parts, not percent-encoded.
    pub addresses: Arc<Vec<String>>,
    /// For each page, what links to it: in page order, one entry a linking page; those of front matter last.
    pub backlinks: Vec<Vec<Backlink>>,
    /// The facets, in the order of menus.
    pub facets: Arc<BTreeMap<FacetKind, Vec<Facet>>>,
    /// For each page, the facets it is in, as index into `facets[kind]`.
    pub facets_of: Arc<Vec<BTreeMap<FacetKind, Vec<usize>>>>,
    /// The incidents, newest first; undated ones last, ties by path.
    pub newest_first: Arc<Vec<PageIx>>,
    /// For each runbook page, the incidents in which it is named, with the outcome.
    pub runbook_uses: BTreeMap<PageIx, Vec<(PageIx, Option<String>)>>,
    /// For each term, the pages that use it, in page order; its own page is none of them.
    pub uses: BTreeMap<PageIx, Vec<Use>>,
    /// Files that pages show or link to: address in the output, and path below the content folder. Sorted.
    pub assets: BTreeMap<String, String>,
    /// Redirect stubs: address and the page it leads to.
    pub redirects: Arc<BTreeMap<String, PageIx>>,
    /// What each page's own candidates, passages and relations come to.
    pub(super) each: Vec<Arc<PageLinks>>,
    /// What they were resolved against.
    pub(super) directory: Arc<Directory>,
}

impl Links {
    /// Where the candidates of a page lead: by form and target as written.
    pub fn resolved(&self, page: PageIx) -> &HashMap<(LinkForm, String), Target> {
        &self.each[page].resolved
    }

    /// The explicitly related pages that exist, and why.
    pub fn related(&self, page: PageIx) -> &[(PageIx, Option<String>)] {
        &self.each[page].related
    }

    /// The pages that the author says are not related, sorted.
    pub fn not_related(&self, page: PageIx) -> &[PageIx] {
        &self.each[page].not_related
    }

    /// The runbooks that an incident names.
    pub fn runbooks(&self, page: PageIx) -> &[NamedRunbook] {
        &self.each[page].runbooks
    }

    /// The steps of a reading path that may be shown: which of its steps, and where it leads.
    pub fn steps(&self, page: PageIx) -> &[(usize, Option<Target>)] {
        self.each[page].steps.as_deref().unwrap_or_default()
    }

    /// The words of the glossary in a page.
    pub fn words(&self, page: PageIx) -> &Words {
        &self.each[page].words
    }

    /// Acronyms of a page that nothing on it explains, in alphabetical order.
    pub fn acronyms(&self, page: PageIx) -> impl Iterator<Item = &str> {
        self.each[page].acronyms.unexplained()
    }

    /// The page at an address.
    pub fn page_at(&self, address: &str) -> Option<PageIx> {
        self.directory.by_address.get(address).copied()
    }

    /// For how many pages this is not what `earlier` has: what was resolved anew.
    pub fn resolved_since(&self, earlier: &Links) -> usize {
        let kept: std::collections::HashSet<*const PageLinks> = earlier.each.iter().map(Arc::as_ptr).collect();
        self.each.iter().filter(|page| !kept.contains(&Arc::as_ptr(page))).count()
    }

    /// What is to be said of the links of one page.
    pub fn findings_of(&self, page: PageIx) -> &[Diagnostic] {
        &self.each[page].findings
    }
}

/// A runbook that an incident names: as written, its page if there is one, and what came of it.
pub type NamedRunbook = (String, Option<PageIx>, Option<String>);

/// The words of the glossary on one page.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// First occurrences in each section of the body, in order: these become links.
    pub body: Vec<Mention>,
    /// The same in texts of the front matter, by the text as written.
    pub fragments: HashMap<Arc<str>, Vec<Mention>>,
    /// Every term that is linked, by the reader or by hand, in order of title.
    pub terms: Vec<PageIx>,
}

/// An occurrence of a term that becomes a link. Places are an event's start, in bytes, and an offset into the event's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The term's page.
    pub term: PageIx,
    /// Where it begins.
    pub from: (u32, u32),
    /// Where it ends.
    pub until: (u32, u32),
}

/// A page's first use of a term in prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// The term's page.
    pub term: PageIx,
    /// The page that uses it.
    pub page: PageIx,
    /// Which of the page's passages.
    pub passage: u32,
    /// Where in the passage's text, in bytes.
    pub at: u32,
}

/// Where a candidate leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A page, perhaps at an anchor.
    Page(PageIx, Option<String>),
    /// A heading of the same page.
    Anchor(String),
    /// The page of a facet.
    Facet(FacetKind, usize),
    /// A generated page, by address (`glossary/index.html`).
    Generated(String),
    /// A copied file, by address.
    Asset(String),
    /// Another site; scheme checked (`http`, `https`, `mailto`, `tel`).
    External(String),
    /// A picture or embed on another site: shown as a labelled link, never loaded.
    RemoteImage(String),
    /// Nothing to link to: the text stays as text.
    None,
}

/// One page that links here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// The linking page.
    pub from: PageIx,
    /// The sentence around the first link; empty when the link is front matter.
    pub sentence: Arc<str>,
}

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
}

/// One value of a facet: a service, a team, a year, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// The canonical id.
    pub id: String,
    /// The name people read.
    pub name: String,
    /// One paragraph, from the catalogue.
    pub description: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// The address of its page.
    pub address: String,
    /// Its own Markdown page, when it has one (services).
    pub page: Option<PageIx>,
    /// Whether the catalogue knows it.
    pub listed: bool,
    /// For a service: the team that runs it, as index into the team facet.
    pub team: Option<usize>,
    /// For a service: when it was retired, as written (perhaps empty).
    pub retired: Option<String>,
    /// For a service: its successor, as index into the service facet.
    pub successor: Option<usize>,
    /// Incidents, newest first.
    pub incidents: Vec<PageIx>,
    /// Runbooks for it (services) or kept by it (teams), in page order.
    pub runbooks: Vec<PageIx>,
}
