//! A follow-up, a reference or another item of the front matter becomes the reason why it may not be shown though its page may.

use crate::parse::front_matter::keys::canonical;
use crate::parse::front_matter::single_values::as_text;
use crate::parse::front_matter::tree::{HeadEntry, HeadNode, HeadValue};

/// Why a follow-up, a reference or another table of the front matter may not be shown.
pub(crate) fn restricted(entries: &[HeadEntry]) -> Option<String> {
    entries.iter().find_map(|entry| match canonical(&entry.key).as_str() {
        "audience" | "audiences" => Some(audience_name(&entry.node)),
        key @ ("private" | "draft") => {
            let off = as_text(&entry.node)
                .is_some_and(|t| ["false", "no", "off", "0"].contains(&t.value.to_lowercase().as_str()));
            (!off).then(|| key.to_owned())
        }
        _ => None,
    })
}

/// The audience that a value names.
pub(crate) fn audience_name(node: &HeadNode) -> String {
    match &node.value {
        HeadValue::List(items) => items.iter().filter_map(as_text).map(|f| f.value).collect::<Vec<_>>().join(", "),
        _ => as_text(node).map_or_else(|| String::from("unreadable"), |f| f.value),
    }
}
