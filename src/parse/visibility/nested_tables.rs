//! Keys of the page that slid below another table's name become reasons to keep it back: TOML lets `draft = true` stand below `[extra]` or
//! `[[actions]]`.
//!
//! What stands in one item of a list is about that item, but for the last lines of TOML, where a key that items do not have was meant
//! for the page.

use crate::model::{ActionState, Withheld};
use crate::parse::front_matter::{
    AUDIENCE, DRAFT, FALSE, Front, HeadEntry, HeadLanguage, HeadValue, KeyReader, PUBLISHED, STATUS, TRUE, as_text,
    canonical, is_one, is_publication_key, is_table_header,
};
use crate::parse::visibility::drafts::is_unfinished;
use crate::parse::visibility::reasons::{HouseRules, WithholdingReason};
use crate::parse::visibility::table_verdict::table_verdict;

/// Tables that hold what is said of the page in other tools' words.
const OF_THE_PAGE: &[&str] = &[
    "extra",
    "params",
    "param",
    "meta",
    "metadata",
    "custom",
    "page",
    "front_matter",
    "publication",
    "publishing",
    "privacy",
    "taxonomies",
];

/// Tables that are read elsewhere.
const OTHERS: &[&str] = &["cascade", "build", "_build"];

/// Tables that stand for one item of a list.
const ITEMS: &[&str] = &[
    "actions",
    "action",
    "action_items",
    "follow_ups",
    "followups",
    "refs",
    "references",
    "links",
    "alerts",
    "alert",
    "runbooks",
    "runbook",
    "related",
    "related_incidents",
    "see",
    "not_related",
    "steps",
    "step",
    "surprise",
    "surprises",
    "customer_story",
];

/// Whether a table of this key stands for one item of a list.
pub(crate) fn is_item(key: &str) -> bool {
    ITEMS.contains(&canonical(key).as_str())
}

/// Reasons to keep the page back that stand in tables of its front matter.
pub(crate) fn reasons_in_nested_tables(front: &Front, text: &str, house: &HouseRules<'_>) -> Vec<WithholdingReason> {
    let mut found = Vec::new();
    let last = (front.language == HeadLanguage::Toml).then(|| last_header(front, text)).flatten();
    for entry in &front.entries {
        let key = canonical(&entry.key);
        if let HeadValue::Table(entries) = &entry.node.value
            && !ITEMS.contains(&key.as_str())
            && !OTHERS.contains(&key.as_str())
        {
            of_table(entries, OF_THE_PAGE.contains(&key.as_str()), house, &mut found);
        }
        if let Some(last) = last
            && !OTHERS.contains(&key.as_str())
        {
            slid(entry, last, text, &mut found);
        }
    }
    let mut reader = KeyReader::new(&found, house.fields, house.path);
    let mut reasons = table_verdict(&mut reader, house).reasons;
    reasons.retain(|reason| reason.plain || matches!(reason.withheld, Withheld::Draft(_)));
    reasons
}

/// What a table, and the tables in it, say of the page.
fn of_table(entries: &[HeadEntry], of_the_page: bool, house: &HouseRules<'_>, found: &mut Vec<HeadEntry>) {
    for entry in entries {
        let key = canonical(&entry.key);
        if let HeadValue::Table(inner) = &entry.node.value {
            of_table(inner, of_the_page, house, found);
        }
        let own = is_one(&key, AUDIENCE) || is_one(&key, DRAFT) || is_flag(&key, entry);
        let told = of_the_page
            && (is_one(&key, STATUS)
                || is_publication_key(&key, house.settled)
                || ["tags", "categories", "type"].contains(&key.as_str()));
        if own || told {
            found.push(entry.clone());
        }
    }
}

/// `published` as a truth value; a date of publication may be anything's.
fn is_flag(key: &str, entry: &HeadEntry) -> bool {
    let truth = |text: &str| TRUE.contains(&text) || FALSE.contains(&text);
    is_one(key, PUBLISHED) && as_text(&entry.node).is_some_and(|text| truth(&text.value.to_lowercase()))
}

/// Keys on lines of their own below the last header that begins at `last`.
fn slid(entry: &HeadEntry, last: usize, text: &str, found: &mut Vec<HeadEntry>) {
    let inner: Vec<&HeadEntry> = match &entry.node.value {
        HeadValue::Table(entries) => entries.iter().collect(),
        HeadValue::List(items) => items.iter().filter_map(|item| table(&item.value)).flatten().collect(),
        _ => return,
    };
    for entry in inner {
        slid(entry, last, text, found);
        let key = canonical(&entry.key);
        let alone = || {
            let line = text[..entry.span.start].rfind('\n').map_or(0, |at| at + 1);
            text[line..entry.span.start].trim().is_empty()
        };
        let unfinished = || {
            as_text(&entry.node)
                .is_some_and(|status| is_unfinished(&status.value) && ActionState::from_words(&status.value).is_none())
        };
        let meant = is_one(&key, DRAFT) || is_flag(&key, entry) || (is_one(&key, STATUS) && unfinished());
        if entry.span.start > last && meant && alone() && !found.contains(entry) {
            found.push(entry.clone());
        }
    }
}

fn table(value: &HeadValue) -> Option<&[HeadEntry]> {
    match value {
        HeadValue::Table(entries) => Some(entries),
        _ => None,
    }
}

/// Where the last `[table]` or `[[table]]` line of the head stands.
fn last_header(front: &Front, text: &str) -> Option<usize> {
    let block = front.block.clone()?;
    let mut offset = block.start;
    let mut last = None;
    for line in text[block].split_inclusive('\n') {
        if is_table_header(line.trim()) {
            last = Some(offset);
        }
        offset += line.len();
    }
    last
}
