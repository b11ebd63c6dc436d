//! The facts of a page that were inferred become what the panel asks about: each with its sentence, the most doubtful first.

use serde::Serialize;

use crate::doubt::facts_of_page;
use crate::link::PageIx;
use crate::preview::Snapshot;
use crate::preview::panel::editor_link::opens;

/// A fact that somebody who knows may settle.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct PanelFact {
    /// The key that it would be.
    key: &'static str,
    value: String,
    sentence: String,
    /// What findings say against it.
    doubts: Vec<String>,
    /// Which fact of which sentence is meant.
    fingerprint: String,
    editor: Option<String>,
}

/// The facts of `page` that no key states.
pub(super) fn facts(snapshot: &Snapshot, ix: PageIx) -> Vec<PanelFact> {
    let one = |fact: crate::doubt::DoubtfulFact| PanelFact {
        key: fact.key.name(),
        editor: opens(snapshot, &fact.file, fact.line, 1),
        value: fact.value,
        sentence: fact.sentence,
        doubts: fact.doubts.into_iter().map(|(_, words)| words).collect(),
        fingerprint: fact.fingerprint.to_string(),
    };
    facts_of_page(snapshot.views.site(), ix).into_iter().map(one).collect()
}
