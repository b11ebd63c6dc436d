//! Names of services, teams, severities, factors and tags, as people write them, become what they are compared by.

use crate::model::FacetKind;
use crate::model::composed;

/// The words that a factor begins with, where a sentence about it follows.
pub(super) fn lead(text: &str) -> &str {
    text.trim_start_matches('*').split(['*', ':', '.', '—', '–']).next().unwrap_or(text)
}

/// How values are compared: without case, spaces and punctuation counting as one; severities without any (`SEV-1`, `sev 1`).
pub(super) fn key(kind: FacetKind, text: &str) -> String {
    let text = composed(text.trim()).to_lowercase();
    if kind == FacetKind::Severity {
        let word = text.split('(').next().filter(|w| !w.trim().is_empty()).unwrap_or(&text);
        return word.chars().filter(|c| c.is_alphanumeric()).collect();
    }
    let text = if kind == FacetKind::Tag { text.trim_start_matches('#') } else { text.as_str() };
    text.split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// What names of a service have in common that differ in case, hyphens or the word "service" alone. Such a name is another one's only
/// where the catalogue has that.
pub(crate) fn loose_key(text: &str) -> String {
    let lower = composed(text.trim()).to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let bare = match words.as_slice() {
        [first @ .., last] if !first.is_empty() && ["service", "services", "svc", "dienst"].contains(last) => first,
        all => all,
    };
    let bare = match bare {
        ["the", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let joined = bare.concat();
    joined.strip_suffix("サービス").filter(|rest| !rest.is_empty()).unwrap_or(&joined).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_service_differ_in_little() {
        let same = [
            "Label Press",
            "label-press",
            "LabelPress",
            "label-press-service",
            "the Label Press service",
            "label_press svc",
        ];
        assert!(same.iter().all(|name| loose_key(name) == "labelpress"), "{same:?}");
        assert_eq!(loose_key("荷札サービス"), "荷札");
        assert_eq!(loose_key("service"), "service");
        assert_ne!(loose_key("label-press-2"), "labelpress");
    }
}
