//! Footnotes that no reader is led to become blank: those that nothing refers to, or only what is not shown.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::hidden_parts::blank::blanked;
use crate::parse::markdown::{document, seen};

/// A text without the footnotes that no reader is led to.
pub(crate) struct WithoutUnread {
    pub(crate) text: String,
    /// Where they stood, in order.
    pub(crate) places: Vec<Span>,
}

/// `text` without the footnotes in its body that nothing shown refers to, nor a footnote that is shown; `None` when there are none.
pub(crate) fn without_unread(text: &str, body_start: usize) -> Option<WithoutUnread> {
    if !text[body_start..].contains("[^") {
        return None;
    }
    let document = document(text, body_start);
    let seen = seen(&document);
    let mut places: HashMap<&str, Vec<Span>> = HashMap::new();
    // What refers to what: the body under no name, each footnote under its own.
    let mut refers: HashMap<Option<&str>, Vec<&str>> = HashMap::new();
    let (mut within, mut images) = (None, 0usize);
    for ((event, span), seen) in document.events.iter().zip(seen) {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                within = Some(label.as_ref());
                places.entry(label).or_default().push(span.clone());
            }
            Event::End(TagEnd::FootnoteDefinition) => within = None,
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::FootnoteReference(label) if images == 0 && (seen || within.is_some()) => {
                refers.entry(within).or_default().push(label);
            }
            _ => {}
        }
    }
    let mut read: HashSet<&str> = HashSet::new();
    let mut next: Vec<&str> = refers.remove(&None).unwrap_or_default();
    while let Some(label) = next.pop() {
        if read.insert(label) {
            next.extend(refers.remove(&Some(label)).unwrap_or_default());
        }
    }
    let mut unread: Vec<Span> =
        places.into_iter().filter(|(label, _)| !read.contains(label)).flat_map(|(_, spans)| spans).collect();
    unread.sort_by_key(|span| span.start);
    (!unread.is_empty()).then(|| WithoutUnread { text: blanked(text, unread.iter().cloned()), places: unread })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footnote_is_kept_when_something_shown_leads_to_it() {
        let left =
            |text: &str| without_unread(text, 0).map(|left| left.text.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(left("One[^a].\n\n[^a]: Note[^b].\n\n[^b]: More.\n"), None);
        assert_eq!(left("One.\n\n[^a]: Note[^b].\n\n[^b]: More[^a].\n").as_deref(), Some("One."));
        assert_eq!(left("One[^a].\n\n[^a]: Note.\n\n[^c]: Own[^c].\n").as_deref(), Some("One[^a]. [^a]: Note."));
        assert_eq!(
            left("T.\n\n<template>\n\nx[^a]\n\n</template>\n\n[^a]: N.\n").as_deref(),
            Some("T. <template> x[^a] </template>")
        );
    }
}
