//! Why a page may be kept back: what a table of keys is read with, the reasons found in it, and which of them counts.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::model::{Fact, Publication, Span, Withheld};
use crate::parse::front_matter::HeadEntry;
use crate::parse::times::PageZone;

/// What a table is read with.
#[derive(Clone, Copy)]
pub(crate) struct HouseRules<'a> {
    /// The house's foreign keys and ours.
    pub(crate) fields: &'a BTreeMap<String, String>,
    /// Values of keys about publication that the house publishes.
    pub(crate) settled: &'a BTreeMap<String, Vec<String>>,
    /// The zone of days that name none.
    pub(crate) zone: &'a PageZone,
    /// The file, as findings print it.
    pub(crate) path: &'a str,
}

/// One reason to keep a page back.
pub(crate) struct WithholdingReason {
    /// Its class, and the reason in words.
    pub(crate) withheld: Withheld,
    /// The key, in canonical form.
    pub(crate) key: String,
    /// The key's place.
    pub(crate) at: Span,
    /// Whether the value says so, rather than being in doubt.
    pub(crate) plain: bool,
    /// Whether it holds for the pages below, when the page is the index of a section.
    pub(crate) below: bool,
    /// What the author should know.
    pub(crate) finding: Option<Diagnostic>,
}

/// All that a table says.
#[derive(Default)]
pub(crate) struct TableVerdict {
    /// Reasons to keep the page back.
    pub(crate) reasons: Vec<WithholdingReason>,
    /// Between which days it may be read.
    pub(crate) publication: Publication,
    /// A status that is not a publication state.
    pub(crate) status: Option<Fact<String>>,
}

impl TableVerdict {
    /// A key whose value makes a draft.
    pub(crate) fn draft(&mut self, key: &str, entry: &HeadEntry, why: String, below: bool) {
        self.reasons.push(WithholdingReason {
            withheld: Withheld::Draft(why),
            key: key.to_owned(),
            at: entry.span.clone(),
            plain: true,
            below,
            finding: None,
        });
    }

    /// A key whose value nobody can read: it might make a draft.
    pub(crate) fn doubt(&mut self, key: &str, entry: &HeadEntry, finding: Diagnostic) {
        self.reasons.push(WithholdingReason {
            withheld: Withheld::Draft(format!("`{key}` cannot be read")),
            key: key.to_owned(),
            at: entry.span.clone(),
            plain: false,
            below: true,
            finding: Some(finding),
        });
    }
}

/// The strictest of `reasons`, and of equals the first.
pub(crate) fn strictest<'r>(reasons: impl IntoIterator<Item = &'r WithholdingReason>) -> Option<Withheld> {
    let rank = |reason: &&WithholdingReason| match reason.withheld {
        Withheld::Draft(_) => 0,
        Withheld::Publication(_) => 1,
        Withheld::Audience(_) => 2,
        Withheld::Unread(_) => 3,
    };
    let mut strictest: Option<&WithholdingReason> = None;
    for reason in reasons {
        if strictest.is_none_or(|other| rank(&reason) > rank(&other)) {
            strictest = Some(reason);
        }
    }
    strictest.map(|reason| reason.withheld.clone())
}
