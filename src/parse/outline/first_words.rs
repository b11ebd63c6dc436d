//! A block becomes its first words: a paragraph, or the items of a list run together.

use std::ops::Range;

use crate::model::Fact;
use crate::parse::markdown::{BlockKind, BodyBlock, Events, blocks, cut, items, plain};
use crate::parse::outline::template_prompts::{is_plain_prompt, is_prompt};
use crate::parse::vocabulary::says_nothing;

/// The first words of a Summary section: a paragraph, or a list's items.
pub(crate) fn first_words(events: &Events<'_>, block: &BodyBlock) -> Option<Fact<String>> {
    match block.kind {
        BlockKind::Paragraph => {
            let words = plain(&events[block.events.clone()]);
            let usable =
                !says_nothing(&words) && !is_prompt(events, &block.inner(events), &words) && words.chars().count() > 9;
            let usable = usable && !is_plain_prompt(&words);
            let times = words.len() < 80 && words.to_lowercase().contains("all times");
            if !usable || times { None } else { bracketless(block, &words) }
        }
        BlockKind::List => {
            let items = items(events, block).into_iter().map(|(item, _)| item_words(events, item, 0));
            let words = items
                .filter(|i| !says_nothing(i))
                .map(|i| if i.ends_with(['.', '!', '?', '。']) { i } else { i + "." });
            let words = words.collect::<Vec<_>>().join(" ");
            (!words.is_empty()).then(|| Fact::sentence(cut(&words, 600), block.span.clone()))
        }
        _ => None,
    }
}

/// The words without a first line in brackets, such as "[Final message]".
pub(crate) fn bracketless(block: &BodyBlock, words: &str) -> Option<Fact<String>> {
    let mut rest = words;
    if let Some(end) = rest.strip_prefix('[').and_then(|r| r.find(']')).filter(|end| *end < 60) {
        let after = rest.get(end + 2..).unwrap_or_default().trim_start();
        if !after.starts_with('(') {
            rest = after;
        }
    }
    (rest.chars().count() > 9).then(|| Fact::sentence(cut(rest, 600), block.span.clone()))
}

/// An item's words, and those of the items below it after a colon.
pub(crate) fn item_words(events: &Events<'_>, item: Range<usize>, depth: usize) -> String {
    let mut out = String::new();
    for block in blocks(events, item) {
        let words = match block.kind {
            BlockKind::Paragraph => plain(&events[block.events.clone()]),
            BlockKind::List if depth < 8 => {
                let below = items(events, &block).into_iter().map(|(item, _)| item_words(events, item, depth + 1));
                let below: Vec<String> = below.map(|w| w.trim_end_matches(['.', ';', ',']).to_owned()).collect();
                out.truncate(out.trim_end_matches(['.', ':', ';', ',']).len());
                out.push_str(if out.is_empty() { "" } else { ":" });
                below.join("; ")
            }
            _ => continue,
        };
        if !out.is_empty() && !out.ends_with(['.', '!', '?', ':', ';', '。', '：']) {
            out.push('.');
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&words);
    }
    out
}
