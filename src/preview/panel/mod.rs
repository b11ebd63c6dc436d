//! A snapshot and an address become what the preview's page shows beside a page: mistakes, findings at their place, incidents to
//! mention, words to explain, what a reader would still ask. Nothing of it is in a build.

mod doubtful_facts;
mod editor_link;
mod glossary_suggestions;
mod open_questions;
mod page_findings;
mod place_on_page;
mod problems;
mod similar_suggestions;

#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::Value;

use crate::link::PageIx;
use crate::model::{Page, PageKind};
use crate::preview::Snapshot;
use crate::site::{ForWhom, Site};

use editor_link::opens;

/// As whom the site is shown, and as whom else it could be.
#[derive(Serialize)]
struct Readers {
    all: Vec<String>,
    now: Option<String>,
}

impl Readers {
    fn of(site: &Site) -> Option<Self> {
        let audiences = &site.config.audiences;
        let now = match &site.whom {
            ForWhom::Audience(name) => Some(name),
            ForWhom::Default => audiences.default.as_ref(),
            ForWhom::Writers => None,
        };
        let now = now.and_then(|name| audiences.named(name)).map(str::to_owned);
        (!audiences.is_empty()).then(|| Self { all: audiences.named.keys().cloned().collect(), now })
    }
}

/// Everything that is known of the page at an address.
#[derive(Serialize)]
struct About {
    address: String,
    /// What the file is; `null` for a page that no file stands for, which has problems only.
    kind: Option<PageKind>,
    /// The file, as findings print it.
    file: Option<String>,
    /// What opens the file.
    editor: Option<String>,
    draft: bool,
    /// The site's audiences, if it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    readers: Option<Readers>,
    /// Whether what is said of similar incidents is that of an earlier revision.
    lagging: bool,
    problems: Vec<problems::OverlayProblem>,
    findings: Vec<page_findings::Finding>,
    similar: Vec<similar_suggestions::SimilarSuggestion>,
    words: Vec<glossary_suggestions::GlossarySuggestion>,
    questions: Vec<open_questions::OpenQuestion>,
    facts: Vec<doubtful_facts::PanelFact>,
}

/// What is known of the page at an address, for the preview's script. Renders the page once; reads no file.
pub fn about(snapshot: &Snapshot, address: &str) -> Value {
    let site = snapshot.views.site();
    let ix = snapshot.page_at(address);
    let page = ix.map(|ix| &*site.pages[ix]);
    let of_page = |about: About| match ix.zip(page) {
        Some((ix, page)) => written(snapshot, ix, page, about),
        None => about,
    };
    let about = of_page(About {
        address: address.to_owned(),
        kind: page.map(|page| page.kind),
        file: page.map(|page| page.source.shown_path.clone()),
        editor: page.and_then(|page| opens(snapshot, &page.source.shown_path, 1, 1)),
        readers: Readers::of(site),
        draft: page.is_some_and(|page| page.withheld.is_some()),
        lagging: !snapshot.settled,
        problems: problems::problems(snapshot, ix),
        findings: Vec::new(),
        similar: Vec::new(),
        words: Vec::new(),
        questions: Vec::new(),
        facts: Vec::new(),
    });
    serde_json::to_value(about).expect("what is told has nothing that JSON has not")
}

/// The same with what is told of a file's own page.
fn written(snapshot: &Snapshot, ix: PageIx, page: &Page, about: About) -> About {
    About {
        findings: page_findings::findings(snapshot, ix, page),
        similar: similar_suggestions::alike(snapshot, ix, page),
        words: glossary_suggestions::words(snapshot, ix, page),
        questions: open_questions::questions(snapshot, ix, page),
        facts: doubtful_facts::facts(snapshot, ix),
        ..about
    }
}
