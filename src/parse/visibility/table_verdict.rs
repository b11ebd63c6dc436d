//! The keys of one table become reasons to keep a page back, and the days between which it may be read.
//!
//! Every key that says something is heard, and the strictest answer wins. Where the table stands is for whoever asks.

use crate::model::Withheld;
use crate::parse::front_matter::{AUDIENCE, KeyReader, audience_name, is_empty, is_one};
use crate::parse::visibility::drafts::hear_drafts;
use crate::parse::visibility::publication_days::hear_publication_days;
use crate::parse::visibility::publication_state::hear_publication_state;
use crate::parse::visibility::reasons::{HouseRules, TableVerdict, WithholdingReason};

/// Reads every key of a table that decides who may see the page.
pub(crate) fn table_verdict(reader: &mut KeyReader<'_>, house: &HouseRules<'_>) -> TableVerdict {
    let mut verdict = TableVerdict::default();
    hear_drafts(reader, house, &mut verdict);
    hear_publication_days(reader, house, &mut verdict);
    hear_publication_state(reader, house, &mut verdict);
    audiences(reader, &mut verdict);
    verdict
}

fn audiences(reader: &mut KeyReader<'_>, verdict: &mut TableVerdict) {
    for (key, entry) in reader.those(|key| is_one(key, AUDIENCE)) {
        // A name that is still to come is a name: nobody knows yet who may see the page.
        let name = if is_empty(&entry.node.value) { String::from("unnamed") } else { audience_name(&entry.node) };
        verdict.reasons.push(WithholdingReason {
            withheld: Withheld::Audience(name),
            key,
            at: entry.span.clone(),
            plain: true,
            below: true,
            finding: None,
        });
    }
}
