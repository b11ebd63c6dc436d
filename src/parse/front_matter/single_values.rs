//! A single value of front matter becomes what it says: nothing, a text, a truth.

use crate::model::{Fact, TableKey, without_extensions};
use crate::parse::front_matter::tree::{HeadEntry, HeadNode, HeadValue};
use crate::parse::hidden_parts::without_comments;

/// What means true.
pub(crate) const TRUE: [&str; 5] = ["true", "yes", "on", "y", "1"];

/// What means false.
pub(crate) const FALSE: [&str; 5] = ["false", "no", "off", "n", "0"];

/// A plain truth value; a quoted one only where `quoted_true` says that it may be taken for true.
pub(crate) fn truth(value: &HeadValue, quoted_true: bool) -> Option<bool> {
    match value {
        HeadValue::Plain(text) if TRUE.contains(&text.to_lowercase().as_str()) => Some(true),
        HeadValue::Plain(text) if FALSE.contains(&text.to_lowercase().as_str()) => Some(false),
        HeadValue::Text(text) if quoted_true && TRUE.contains(&text.to_lowercase().as_str()) => Some(true),
        _ => None,
    }
}

/// Whether a value says nothing.
pub(crate) fn is_empty(value: &HeadValue) -> bool {
    match value {
        HeadValue::Null => true,
        HeadValue::Plain(text) | HeadValue::Text(text) => text.trim().is_empty(),
        HeadValue::List(items) => items.iter().all(|item| is_empty(&item.value)),
        HeadValue::Table(entries) => entries.is_empty(),
    }
}

/// One piece of text, without authors' comments.
pub(crate) fn as_text(node: &HeadNode) -> Option<Fact<String>> {
    match &node.value {
        HeadValue::Plain(text) | HeadValue::Text(text) => {
            Some(Fact::front(without_comments(text).trim().to_owned(), node.span.clone()))
        }
        _ => None,
    }
}

/// Where a value leads that is one link and nothing else: `lease.md` of `[[lease.md|the lease]]` and of `[the lease](lease.md)`; another
/// value is what it leads to itself.
pub(crate) fn link_target(text: &str) -> &str {
    let text = text.trim();
    whole_link(text).map_or(text, |(target, _)| target)
}

/// What a value is called that names something by one link: `checkout` of `[[services/checkout.md|Checkout]]`, the words of another link.
pub(crate) fn linked_name(text: &str) -> Option<&str> {
    let (target, words) = whole_link(text.trim())?;
    let file = target.split('#').next().unwrap_or(target).rsplit('/').next().unwrap_or(target);
    let name = words.unwrap_or_else(|| without_extensions(file).trim());
    (!name.is_empty()).then_some(name)
}

/// The target of a text that is one link, and the words of one that is no wiki link.
fn whole_link(text: &str) -> Option<(&str, Option<&str>)> {
    if let Some(inside) = text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]")) {
        let target = inside.split('|').next().unwrap_or(inside).trim().trim_end_matches('\\');
        let is_one = !inside.contains("[[") && !inside.contains("]]");
        return is_one.then_some((target, None));
    }
    let (words, target) = text.strip_prefix('[')?.strip_suffix(')')?.split_once("](")?;
    (!words.contains(['[', ']']) && !target.contains(['(', ')', ' '])).then_some((target, Some(words)))
}

/// The text that a table has under `key`; of its names, the first that has one.
pub(crate) fn table_value(entries: &[HeadEntry], key: TableKey) -> Option<Fact<String>> {
    let value = |name: &&str| entries.iter().find(|e| e.key.eq_ignore_ascii_case(name)).and_then(|e| as_text(&e.node));
    key.names().iter().find_map(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_is_a_link_names_what_it_leads_to() {
        assert_eq!(linked_name("[[services/checkout.md|Checkout]]"), Some("checkout"));
        assert_eq!(linked_name("[the till](../services/checkout.md)"), Some("the till"));
        assert_eq!(linked_name("[[a]] and [[b]]"), None);
        assert_eq!(linked_name("checkout"), None);
        assert_eq!(link_target("[[beta|the beta one]]"), "beta");
        assert_eq!(link_target("[x](../a.md)"), "../a.md");
        assert_eq!(link_target(" INC-7 "), "INC-7");
    }
}
