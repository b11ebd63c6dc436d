//! The values of keys about publication become published, withheld or unclear.
//!
//! A value that plainly says published publishes, its opposite withholds, and what is neither is for the house to settle. Which
//! keys a page has is not known here.

use std::collections::BTreeMap;

use crate::parse::front_matter::{FALSE, TRUE, WhenTrue, canonical, publication_meaning, same_key};

use WhenTrue::{Closes, Opens, Words};

/// What a value says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// Everybody may see it.
    Published,
    /// Not everybody may.
    Withheld,
    /// Something that is not understood, or nothing.
    Unclear,
}

/// One value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Its words.
    pub(crate) text: String,
    /// Whether it stood in quotation marks: `"false"` is a word, not a truth value.
    pub(crate) quoted: bool,
}

/// Words that say published, whichever key they stand at.
const OPEN: &[&str] = &[
    "public",
    "publicly",
    "published",
    "publish",
    "approved",
    "open",
    "clear",
    "white",
    "everyone",
    "everybody",
    "anyone",
    "all",
    "world",
    "unclassified",
    "unrestricted",
    "released",
    "external",
    "visible",
    "shown",
    "cleared",
    "non confidential",
    "not confidential",
    "non sensitive",
    "not sensitive",
    "not restricted",
    "not secret",
    "approved for release",
    "approved for publication",
];

/// Words that say nothing is closed, at a key that closes.
const NOT_CLOSED: &[&str] = &["none", "never", "no one", "nobody", "not", "n/a"];

/// Words that say withheld.
const CLOSED: &[&str] = &[
    "private",
    "confidential",
    "secret",
    "top secret",
    "classified",
    "hidden",
    "invisible",
    "unlisted",
    "draft",
    "wip",
    "unpublished",
    "not published",
    "not public",
    "non public",
    "nonpublic",
    "unreleased",
    "not released",
    "unapproved",
    "not approved",
    "pending",
    "pending approval",
    "pending review",
    "awaiting approval",
    "in review",
    "review",
    "requested",
    "rejected",
    "denied",
    "declined",
    "withheld",
    "blocked",
    "on hold",
    "embargo",
    "embargoed",
    "red",
    "amber",
    "amber+strict",
    "sensitive",
    "closed",
    "protected",
    "password",
    "nda",
    "need to know",
    "no one",
    "nobody",
    "none",
    "never",
    "do not publish",
    "only me",
];

/// Words that say withheld from the world; a house may well publish such pages to itself.
const OURS: &[&str] = &[
    "internal",
    "internal only",
    "internal use",
    "internal use only",
    "for internal use",
    "for internal use only",
    "company",
    "company internal",
    "organisation",
    "organization",
    "org",
    "staff",
    "employees",
    "team",
    "members",
    "partners",
    "customers",
    "restricted",
    "limited",
    "green",
];

/// What the values of `key` say; nothing written is [`Says::Unclear`]. Values that the house has `settled` publish.
pub(crate) fn says(key: &str, values: &[Written], settled: &BTreeMap<String, Vec<String>>) -> Says {
    let house: Vec<&String> =
        settled.iter().filter(|(own, _)| same_key(&canonical(own), key)).flat_map(|(_, words)| words).collect();
    let all: Vec<Says> = values
        .iter()
        .map(|value| match house.iter().any(|own| own.trim().to_lowercase() == value.text.trim().to_lowercase()) {
            true => Says::Published,
            false => one(publication_meaning(key).unwrap_or(Words), value),
        })
        .collect();
    match all.first() {
        Some(first) if all.iter().all(|says| says == first) => *first,
        _ => Says::Unclear,
    }
}

/// Whether a house may well publish what `value` names.
pub(crate) fn is_ours(value: &str) -> bool {
    OURS.contains(&spoken(value).as_str())
}

fn one(meaning: WhenTrue, value: &Written) -> Says {
    let word = spoken(&value.text);
    let (truth, untruth) = (TRUE.contains(&word.as_str()), FALSE.contains(&word.as_str()));
    let opposite = |says| if says == Says::Published { Says::Withheld } else { Says::Published };
    if truth || untruth {
        let says = match meaning {
            Words => return Says::Unclear,
            Opens => Says::Published,
            Closes => Says::Withheld,
        };
        return match if truth { says } else { opposite(says) } {
            // In quotation marks it is a text, and whoever wrote it may have meant something else.
            Says::Published if value.quoted => Says::Unclear,
            says => says,
        };
    }
    if meaning == Closes && NOT_CLOSED.contains(&word.as_str()) || OPEN.contains(&word.as_str()) {
        Says::Published
    } else if CLOSED.contains(&word.as_str()) || OURS.contains(&word.as_str()) {
        Says::Withheld
    } else {
        Says::Unclear
    }
}

/// `TLP:CLEAR`, `Not_Public`, `internal-only`: words with single spaces between them.
fn spoken(value: &str) -> String {
    let value = value.trim().to_lowercase().replace(['_', '-'], " ");
    let value = value.strip_prefix("tlp").map_or(value.as_str(), |rest| rest.trim_start_matches([':', ' ']));
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::front_matter::is_publication_key;

    fn value(text: &str) -> Vec<Written> {
        vec![Written { text: text.to_owned(), quoted: false }]
    }

    fn said(key: &str, text: &str) -> Says {
        says(key, &value(text), &BTreeMap::new())
    }

    #[test]
    fn plain_words_publish_and_their_opposites_withhold() {
        for (key, open, closed) in [
            ("hidden", "false", "true"),
            ("public_release", "yes", "no"),
            ("publicrelease", "true", "false"),
            ("visibility", "Public", "private"),
            ("approval_status", "approved", "Pending Review"),
            ("tlp", "TLP:CLEAR", "TLP:AMBER+STRICT"),
            ("tlp", "white", "tlp:green"),
            ("classification", "unclassified", "Top-Secret"),
            ("confidentiality", "none", "confidential"),
            ("embargo", "none", "true"),
            ("internal_only", "0", "1"),
            ("access", "everyone", "nobody"),
        ] {
            assert_eq!((said(key, open), said(key, closed)), (Says::Published, Says::Withheld), "{key}");
        }
    }

    #[test]
    fn what_is_neither_is_unclear() {
        for (key, text) in
            [("visibility", "mars"), ("access", "true"), ("tlp", "0"), ("sensitivity", "low"), ("public", "")]
        {
            assert_eq!(said(key, text), Says::Unclear, "{key}: {text}");
        }
        assert_eq!(said("visibility", "none"), Says::Withheld, "nobody sees it");
        let quoted = [Written { text: String::from("false"), quoted: true }];
        assert_eq!(says("hidden", &quoted, &BTreeMap::new()), Says::Unclear);
        assert_eq!(says("public", &quoted, &BTreeMap::new()), Says::Withheld);
        assert_eq!(says("visibility", &[], &BTreeMap::new()), Says::Unclear);
        let both = [value("public"), value("staff")].concat();
        assert_eq!(says("visibility", &both, &BTreeMap::new()), Says::Unclear);
    }

    #[test]
    fn a_house_settles_its_own_words_and_keys() {
        let settled = BTreeMap::from([
            (String::from("Visibility"), vec![String::from("Internal")]),
            (String::from("release-to"), vec![String::from("ops")]),
        ]);
        assert_eq!(says("visibility", &value("INTERNAL"), &settled), Says::Published);
        assert_eq!(says("visibility", &value("private"), &settled), Says::Withheld);
        assert!(is_publication_key("release_to", &settled) && !is_publication_key("release_to", &BTreeMap::new()));
        assert_eq!(says("release_to", &value("ops"), &settled), Says::Published);
        assert_eq!(says("release_to", &value("sales"), &settled), Says::Unclear);
    }
}
