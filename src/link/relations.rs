//! What pages have to do with each other: targets, backlinks, uses of terms, values of facets. Indices into the site's pages, as in a
//! database.

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::FacetKind;

/// The index of a page in `Site::pages`, which are in path order.
pub type PageIx = usize;

/// A runbook that an incident names: as written, its page if there is one, and what came of it.
pub type NamedRunbook = (String, Option<PageIx>, Option<String>);

/// The words of the glossary on one page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
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
