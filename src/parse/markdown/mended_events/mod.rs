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

use memchr::memmem;
use pulldown_cmark::Event;

use crate::model::Span;

/// Mends the events of `text`; gives its callouts, in order. Linear.
///
/// Most texts hold few of the signs that most of this is about: what they lack is not looked for among the events.
pub(super) fn mend(text: &str, events: &mut Vec<(Event<'_>, Span)>) -> Vec<Callout> {
    let has = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    // `&lt;` stands for a sign as well.
    let names_signs = has("&");
    let has_tags = names_signs || has("<");
    if has("[[") {
        mended_links::mend_bracketed_links(events);
        mended_links::mend_bracketed_targets(events);
        wiki_links::mend_wiki_links(text, events);
    }
    if has_tags {
        slack_marks::mend(text, events);
        mended_links::mend_mail_addresses(events);
    }
    if has("![") {
        picture_sizes::mend(events);
    }
    if has_tags {
        tags_as_text::mend(events);
        tag_pairs::mend(text, events);
    }
    if names_signs || has("}") {
        attribute_lists::mend(text, events);
    }
    if has("[]{#") {
        attribute_lists::mend_named_places(events);
    }
    if has(")=") {
        myst_labels::mend(text, events);
    }
    listed_headings::mend(events);
    callouts::mend(events)
}
