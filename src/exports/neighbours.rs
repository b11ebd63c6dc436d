//! The neighbours of an incident become records: which they are, how they are like it, and why, in words.

use serde::Serialize;

use crate::analyse::similar::Neighbour;
use crate::link::PageIx;
use crate::markup::urls;
use crate::views::Views;
use crate::wording::english;
use crate::words::reasons::{likeness, reason};

/// An incident that is like another.
#[derive(Serialize)]
pub(super) struct NeighbourRecord<'v> {
    id: &'v str,
    url: String,
    likeness: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
}

/// What is like the incident `ix`, nearest first.
pub(super) fn similar<'v>(views: &'v Views, ix: PageIx) -> Vec<NeighbourRecord<'v>> {
    let alike = |neighbour: &Neighbour| NeighbourRecord {
        id: &views.site.pages[neighbour.page].id.value,
        url: urls::encode(&views.site.links.addresses[neighbour.page]),
        likeness: likeness(neighbour.likeness),
        reasons: neighbour.shared.iter().map(|shared| reason(&views.site, english(), shared).text(english())).collect(),
    };
    views.analysis.similar.of(ix).iter().map(alike).collect()
}
