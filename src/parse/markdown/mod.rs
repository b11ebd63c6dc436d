//! A body becomes Markdown events, and these become blocks, plain text, passages, candidates for links, and what a reader sees.

mod abbreviations;
mod alert_kinds;
mod attribute_list;
mod bare_address;
mod blocks;
mod code_fences;
mod document;
mod event_words;
mod fence_info;
mod fence_languages;
mod heavy_html;
mod html_elements;
mod html_links;
mod html_tags;
mod html_wrappers;
mod links;
mod marked_source;
mod mended_events;
mod missing_marks;
mod other_dialects;
mod page_names;
mod passages;
mod plain_text;
mod raw_elements;
mod rewritten;
mod short_table_rows;
mod slack_words;
mod visible_events;
mod visible_text;

pub(crate) use abbreviations::Abbreviation;
pub(crate) use bare_address::addresses;
pub(crate) use blocks::{
    BlockKind, BodyBlock, Events, blocks, definitions, is_definitions, items, lines, rows, span_of, wholly,
};
pub(crate) use code_fences::{fence_closed, follows_fence};
pub(crate) use document::markdown_parser;
pub use document::{Document, MAX_DEPTH, document};
pub(crate) use fence_info::FenceInfo;
pub(crate) use html_wrappers::HtmlWrapper;
pub(crate) use links::{BodyProse, LINKS_WITH_SENTENCE, body_prose};
pub(crate) use mended_events::Callout;
pub(crate) use other_dialects::{LeftOut, MOST_BOXES, rewrite_other_dialects};
pub(crate) use page_names::{bare_ids, mentioned_ids, spoken};
pub(crate) use passages::{body_passages, front_matter_passages};
pub(crate) use plain_text::{after, cut, plain, slice, source};
pub(crate) use raw_elements::RawElements;
pub(crate) use rewritten::{FILLER, Rewritten, Shifts, back, composed, without_fillers};
pub(crate) use short_table_rows::without_short_rows;
pub(crate) use visible_events::{as_seen, as_seen_alone, seen, seen_alone};
pub(crate) use visible_text::{
    ShownPassage, fragment_passages, fragment_passages_naming, fragment_text, shown_passages, shown_passages_naming,
};
