//! The keys about publication, as many tools write them, and what each means when it is true.
//!
//! Keys of menus (`toc_hide`, `nav_exclude`) are not of this table.

use std::collections::BTreeMap;

use crate::parse::front_matter::keys::key_spelling::{canonical, same_key};

use WhenTrue::{Closes, Opens, Words};

/// What a key means when it is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WhenTrue {
    /// The page is published.
    Opens,
    /// The page is withheld.
    Closes,
    /// Neither: the key takes words alone.
    Words,
}

/// The keys, in canonical form.
const KEYS: &[(&str, WhenTrue)] = &[
    ("public", Opens),
    ("is_public", Opens),
    ("public_release", Opens),
    ("publicly_visible", Opens),
    ("publishable", Opens),
    ("ok_to_publish", Opens),
    ("release_approved", Opens),
    ("approved_for_release", Opens),
    ("approved_for_publication", Opens),
    ("cleared_for_release", Opens),
    ("visible", Opens),
    ("visibility", Opens),
    ("publication", Opens),
    ("publication_status", Opens),
    ("publication_state", Opens),
    ("publish_status", Opens),
    ("publishing_status", Opens),
    ("release_status", Opens),
    ("release_state", Opens),
    ("approval", Opens),
    ("approved", Opens),
    ("approval_status", Opens),
    ("approval_state", Opens),
    ("disclosure", Opens),
    ("private", Closes),
    ("is_private", Closes),
    ("privacy", Words),
    ("confidential", Closes),
    ("is_confidential", Closes),
    ("confidentiality", Closes),
    ("confidentiality_level", Closes),
    ("internal", Closes),
    ("is_internal", Closes),
    ("internal_only", Closes),
    ("internal_use", Closes),
    ("internal_use_only", Closes),
    ("staff_only", Closes),
    ("employees_only", Closes),
    ("members_only", Closes),
    ("hidden", Closes),
    ("is_hidden", Closes),
    ("secret", Closes),
    ("sensitive", Closes),
    ("sensitivity", Closes),
    ("sensitivity_level", Closes),
    ("sensitivity_label", Closes),
    ("classified", Closes),
    ("classification", Closes),
    ("classification_level", Closes),
    ("data_classification", Closes),
    ("security_classification", Closes),
    ("information_classification", Closes),
    ("restricted", Closes),
    ("is_restricted", Closes),
    ("restricted_to", Closes),
    ("do_not_publish", Closes),
    ("dont_publish", Closes),
    ("no_publish", Closes),
    ("not_for_publication", Closes),
    ("do_not_share", Closes),
    ("not_public", Closes),
    ("non_public", Closes),
    ("withhold", Closes),
    ("withheld", Closes),
    ("embargo", Closes),
    ("embargoed", Closes),
    ("under_embargo", Closes),
    ("nda", Closes),
    ("access", Words),
    ("access_level", Words),
    ("tlp", Words),
    ("traffic_light_protocol", Words),
    ("dissemination", Words),
    ("visible_to", Words),
    ("shared_with", Words),
    ("readership", Words),
];

/// Whether `key`, in canonical form, is about publication, to everybody or by this house's `settled` words.
pub(crate) fn is_publication_key(key: &str, settled: &BTreeMap<String, Vec<String>>) -> bool {
    publication_meaning(key).is_some() || settled.keys().any(|own| same_key(&canonical(own), key))
}

/// What `key`, in canonical form, means when it is true.
pub(crate) fn publication_meaning(key: &str) -> Option<WhenTrue> {
    KEYS.iter().find(|(own, _)| same_key(own, key)).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_menus_are_none() {
        for key in ["toc_hide", "hide", "nav_exclude", "book_hidden", "hide_title", "no_list", "search_exclude"] {
            assert!(!is_publication_key(key, &BTreeMap::new()), "{key}");
        }
    }
}
