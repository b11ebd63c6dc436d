//! Events become those that the author meant: what one of them cannot tell by itself is told by its neighbours.

mod attribute_lists;
mod callouts;
mod listed_headings;
mod mended_links;
mod myst_labels;
mod picture_sizes;
mod slack_marks;
mod tag_pairs;
mod tags_as_text;
mod wiki_links;

pub(crate) use callouts::Callout;

use pulldown_cmark::Event;

use crate::model::Span;

/// Mends the events of `text`; gives its callouts, in order. Linear.
pub(super) fn mend(text: &str, events: &mut Vec<(Event<'_>, Span)>) -> Vec<Callout> {
    mended_links::mend_bracketed_links(events);
    mended_links::mend_bracketed_targets(events);
    wiki_links::mend_wiki_links(text, events);
    slack_marks::mend(text, events);
    mended_links::mend_mail_addresses(events);
    picture_sizes::mend(events);
    tags_as_text::mend(events);
    tag_pairs::mend(text, events);
    attribute_lists::mend(text, events);
    if text.contains("[]{#") {
        attribute_lists::mend_named_places(events);
    }
    myst_labels::mend(text, events);
    listed_headings::mend(events);
    callouts::mend(events)
}
