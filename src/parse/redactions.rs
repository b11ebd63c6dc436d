//! A text becomes the same text with one word in place of each credential, and of each piece of personal data that the house masks or stops.

use crate::model::{Config, Policy, Span};
use crate::parse::credentials::credential_places;
use crate::parse::personal_data::personal_data;

/// What stands in place of what is taken out. No finding is about it.
const WORD: &str = "REDACTED";

/// Something that is taken out of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Redaction {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is, for people.
    pub(crate) what: &'static str,
}

/// What is taken out of `text`, in order, none overlapping another.
pub(crate) fn redactions(text: &str, config: &Config) -> Vec<Redaction> {
    let personal = personal_data(text, &config.privacy).into_iter();
    let hidden = personal.filter(|place| matches!(place.policy, Policy::Mask | Policy::Stop));
    let mut all: Vec<Redaction> = credential_places(text, &config.secrets.allow)
        .map(|(span, what)| Redaction { span, what })
        .chain(hidden.map(|place| Redaction { span: place.span, what: place.kind.words() }))
        .collect();
    all.sort_by_key(|redaction| redaction.span.start);
    let mut end = 0;
    all.retain(|redaction| {
        let is_apart = redaction.span.start >= end;
        end = end.max(redaction.span.end);
        is_apart
    });
    all
}

/// `text` without them.
pub(crate) fn redacted(text: &str, redactions: &[Redaction]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut kept = 0;
    for redaction in redactions {
        new.push_str(&text[kept..redaction.span.start]);
        new.push_str(WORD);
        kept = redaction.span.end;
    }
    new.push_str(&text[kept..]);
    new
}
