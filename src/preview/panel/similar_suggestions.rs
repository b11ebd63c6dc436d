//! Incidents like the one that is being written become suggestions: which, what both share, and what to paste to mention them.

use serde::Serialize;

use crate::analyse::similar::Likeness;
use crate::link::PageIx;
use crate::model::Page;
use crate::pages::incident::similar_incidents::told;
use crate::preview::Snapshot;
use crate::wording::english;
use crate::words::reasons::{likeness, reason};

/// An incident that could be mentioned.
#[derive(Debug, Serialize)]
pub(super) struct SimilarSuggestion {
    title: String,
    address: String,
    /// `similar`, `same-event` or `copy`.
    likeness: &'static str,
    /// As people read it; empty when nobody says.
    date: String,
    severity: Option<String>,
    /// What both share, in words.
    reasons: Vec<String>,
    /// What helped then.
    helped: Option<String>,
    /// What to paste, the shortest first.
    pastes: Vec<Paste>,
}

/// A text to paste, and where.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Paste {
    place: &'static str,
    text: String,
}

/// The incidents like `page` that it does not mention yet, the nearest first.
pub(super) fn alike(snapshot: &Snapshot, ix: PageIx, page: &Page) -> Vec<SimilarSuggestion> {
    let views = &snapshot.views;
    let site = views.site();
    let mentions = |other: PageIx| site.links.backlinks[other].iter().any(|link| link.from == ix);
    let near = views.analysis.similar.of(ix).iter();
    let near = near.filter(|near| near.likeness != Likeness::Related && !mentions(near.page));
    let one = |near: &crate::analyse::similar::Neighbour| {
        let other = &site.pages[near.page];
        let told = told(views, near.page);
        SimilarSuggestion {
            title: site.title(near.page).to_owned(),
            address: site.links.addresses[near.page].clone(),
            likeness: likeness(near.likeness),
            date: told.date,
            severity: told.severity,
            reasons: near.shared.iter().map(|shared| reason(site, english(), shared).text(english())).collect(),
            helped: told.helped,
            pastes: pastes(page, other, is_shared(snapshot, other)),
        }
    };
    near.map(one).collect()
}

/// Whether several pages have the id of `other`, so that it leads to none for certain.
fn is_shared(snapshot: &Snapshot, other: &Page) -> bool {
    let pages = snapshot.views.site().pages.iter();
    pages.filter(|page| page.id.value.eq_ignore_ascii_case(&other.id.value)).count() > 1
}

fn pastes(page: &Page, other: &Page, is_shared: bool) -> Vec<Paste> {
    let path = format!("/{}", other.source.path);
    let text = match is_shared {
        true => format!("[{}]({path})", other.title.value),
        false => format!("[[{}]]", other.id.value),
    };
    let name = format!("\"{}\"", if is_shared { &path } else { &other.id.value });
    let sign = if page.source.text.starts_with("+++") { " =" } else { ":" };
    let key = match page.related.is_empty() {
        true => Paste { place: "in the front matter", text: format!("related{sign} [{name}]") },
        false => Paste { place: "in the list of `related`", text: name },
    };
    vec![Paste { place: "in the text", text }, key]
}
