//! A folded word becomes its stem, what English words of one family have in common, and its form, what tells it from others of them.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// The term of a folded word: its English Snowball stem when it is all small ASCII letters, else the word itself.
///
/// Words of other languages in those letters are cut as English is; queries are cut alike, so they still meet.
pub fn stem(surface: &str) -> Cow<'_, str> {
    if !surface.is_empty() && surface.bytes().all(|b| b.is_ascii_lowercase()) {
        Stemmer::new(Algorithm::English).stem(surface)
    } else {
        Cow::Borrowed(surface)
    }
}

/// The form of a folded word with the stem `stem`: the stem itself where an ending of number or time is all that differs, else the word
/// in the singular.
///
/// `severs` is a form of `sever`; `severity` and `several` share its stem and are other words.
pub fn form<'a>(surface: &'a str, stem: &'a str) -> Cow<'a, str> {
    if surface == stem || is_inflected(surface, stem) {
        return Cow::Borrowed(stem);
    }
    match surface.strip_suffix("ies").filter(|root| root.len() > 1) {
        Some(root) => Cow::Owned(format!("{root}y")),
        None if surface.ends_with("ss") || surface.ends_with("us") || surface.ends_with("is") => Cow::Borrowed(surface),
        None => Cow::Borrowed(surface.strip_suffix('s').unwrap_or(surface)),
    }
}

/// Whether `surface` is `stem` with an ending of number or time.
fn is_inflected(surface: &str, stem: &str) -> bool {
    let after = |root: &str, endings: &[&str]| surface.strip_prefix(root).is_some_and(|rest| endings.contains(&rest));
    let doubled = || {
        let last = stem.chars().next_back();
        let rest = surface.strip_prefix(stem).and_then(|rest| rest.strip_prefix(last?));
        matches!(rest, Some("ed" | "ing"))
    };
    after(stem, &["s", "es", "e", "d", "ed", "ing", "ings"])
        || doubled()
        || stem.strip_suffix('i').is_some_and(|root| after(root, &["y", "ies", "ied", "ying"]))
        || stem.strip_suffix('e').is_some_and(|root| after(root, &["ing"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_stem_are_told_apart_by_what_was_derived() {
        let form = |word: &str| form(word, &stem(word)).into_owned();
        let words = ["retries", "retry", "stopped", "caching", "used", "severs", "severity", "several", "certificates"];
        let forms = words.map(form);
        assert_eq!(forms, ["retri", "retri", "stop", "cach", "use", "sever", "severity", "several", "certificate"]);
        assert_eq!(form("latencies"), "latency");
        assert_eq!(form("status"), form("status"));
    }

    #[test]
    fn words_of_a_family_have_one_term() {
        // Golden words: a new version of the stemmer that changes its mind changes every published index.
        let words = ["certificates", "retries", "retried", "failing", "latency", "caches", "503s", "größe", "skis"];
        let stems: Vec<Cow<'_, str>> = words.into_iter().map(stem).collect();
        assert_eq!(stems, ["certif", "retri", "retri", "fail", "latenc", "cach", "503s", "größe", "ski"]);
    }
}
