//! Entries of `[secrets] allow` become findings where they let nothing pass.

use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::load::Sources;
use crate::model::{AllowedSecret, Page};

/// What is to be said of entries that say too little, or that nothing which is shown needs; `findings` and those of `pages` are all.
pub(super) fn unused(
    sources: &Sources,
    configuration: &str,
    findings: &[Diagnostic],
    pages: &[Arc<Page>],
) -> Vec<Diagnostic> {
    let of_pages = pages.iter().flat_map(|page| &page.diagnostics);
    let notes: Vec<&Diagnostic> =
        findings.iter().chain(of_pages).filter(|finding| finding.rule == Rule::PrivacyAllowed).collect();
    let is_used = |entry: &AllowedSecret| {
        let hash = format!("`{}`", entry.hash.to_ascii_lowercase());
        notes.iter().any(|note| note.message.contains(&hash))
    };
    let say = |entry: &AllowedSecret| {
        let message = match () {
            () if entry.hash.is_empty() => String::from("this entry names no hash, so it lets nothing pass"),
            () if entry.reason.trim().is_empty() => format!("`{}` has no reason, so it lets nothing pass", entry.hash),
            () if !entry.counts() => {
                format!("`{}` is not the hash of a credential: those are eight hex digits", entry.hash)
            }
            () if is_used(entry) => return None,
            () => format!("`{}` is of nothing that is shown", entry.hash),
        };
        let finding = Diagnostic::new(Rule::ConfigAllow, configuration, message);
        let place = sources.configuration().find(&entry.hash).filter(|_| !entry.hash.is_empty());
        let finding = match place {
            Some(at) => finding.at(at..at + entry.hash.len()),
            None => finding,
        };
        Some(finding.hint("write the hash that the finding prints, and why the credential may be seen"))
    };
    sources.config.secrets.allow.iter().filter_map(say).collect()
}
