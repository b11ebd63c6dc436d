//! A folder that nobody configured becomes a configuration to start from, each line with what it does in numbers.
//!
//! Numbers are counted, not estimated: the folder is read again as the suggestions would have it, and a line that does nothing is left
//! out. What the files do not decide is commented out, with the reason. Only what is published is looked at.

mod configuration_text;
mod defining_sentences;
mod file_patterns;
mod house_keys;
mod order_of_days;
mod proposal;
mod proposed_fields;
mod proposed_kinds;
mod proposed_services;
mod proposed_severities;
mod proposed_zone;
mod service_spellings;
mod stated_keys;
mod titled_names;
mod written_zones;

use std::sync::Arc;

use crate::error::Result;
use crate::pipeline::{CompileInputs, Read, site};
use crate::site::Site;

use configuration_text::{explained, plain};
use proposal::{Proposal, ToldProposal};

/// A `casebook.toml` for the folder that `read` was read from, whatever configuration stands there.
///
/// # Errors
/// When what is suggested cannot be read back: that is a bug, and nothing is suggested.
pub fn suggest(read: &Read, inputs: &CompileInputs) -> Result<String> {
    let as_configured =
        |text: &str| -> Result<Arc<Site>> { Ok(site(&read.as_configured(text, inputs)?, &inputs.site, None)) };
    let today = as_configured("")?;
    let mut proposals = house_keys::house_keys(&today);
    proposals.extend(proposed_fields::proposed_fields(&today));
    proposals.extend(proposed_kinds::proposed_kinds(&today));
    // Names and clocks are those of what the patterns above take for write-ups.
    let sorted = as_configured(&plain(&proposals))?;
    proposals.extend(proposed_zone::proposed_zone(&sorted));
    proposals.extend(order_of_days::order_of_days(&sorted));
    proposals.extend(proposed_severities::proposed_severities(&sorted));
    proposals.extend(proposed_services::proposed_services(&sorted));
    let mut told = told(&proposals, &today, as_configured(&plain(&proposals))?.as_ref());
    let kept: Vec<Proposal> =
        proposals.into_iter().zip(&told).filter(|(_, told)| told.is_some()).map(|(proposal, _)| proposal).collect();
    if kept.len() < told.len() {
        told = self::told(&kept, &today, as_configured(&plain(&kept))?.as_ref());
    }
    let lines: Vec<ToldProposal<'_>> =
        kept.iter().zip(told).filter_map(|(proposal, told)| Some(ToldProposal { proposal, told: told? })).collect();
    Ok(explained(&lines, today.pages.len()))
}

/// What each proposal does; nothing of one that does nothing.
fn told(proposals: &[Proposal], today: &Site, after: &Site) -> Vec<Option<String>> {
    proposals.iter().map(|proposal| proposal.told(today, after)).collect()
}
