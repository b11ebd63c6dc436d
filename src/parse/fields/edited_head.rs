//! The head of a text becomes its keys and what they say of other pages, by themselves: what an edit must keep.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::diag::Diagnostic;
use crate::model::{Key, Related, Span, Withheld};
use crate::parse::fields::common_fields::common_fields;
use crate::parse::front_matter::{HeadEntry, KeyReader, front};
use crate::parse::times::PageZone;
use crate::parse::visibility::HouseRules;

/// The head of a file.
pub(crate) struct Head {
    /// The keys, in order.
    pub(crate) entries: Vec<HeadEntry>,
    /// The keys' lines; `None` where there is no front matter.
    pub(crate) block: Option<Span>,
    /// Where the body begins.
    pub(crate) body_start: usize,
    /// Which of `entries` related pages are read from, or would be if it were not empty.
    pub(crate) related_at: Option<usize>,
    /// The same for pages that are not related.
    pub(crate) not_related_at: Option<usize>,
    /// Related pages.
    pub(crate) related: Vec<Related>,
    /// Pages that are not.
    pub(crate) not_related: Vec<Related>,
    /// Why the page would be in no published build.
    pub(crate) withheld: Option<Withheld>,
    /// What is wrong with the front matter as a whole.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the head of `text`; `names` maps the house's foreign keys to ours.
pub(crate) fn head(text: &str, names: &BTreeMap<String, String>) -> Head {
    let front = front(text, "");
    let mut reader = KeyReader::new(&front.entries, names, "");
    let (related_at, not_related_at) = (reader.place(Key::Related), reader.place(Key::NotRelated));
    let zone = PageZone { stated: None, house: TimeZone::UTC };
    let house = HouseRules { fields: names, settled: &BTreeMap::new(), zone: &zone, path: "" };
    let common = common_fields(&mut reader, &front, text, &house);
    Head {
        entries: front.entries,
        block: front.block,
        body_start: front.body_start,
        related_at,
        not_related_at,
        related: common.related,
        not_related: common.not_related,
        withheld: common.withheld,
        diagnostics: front.diagnostics,
    }
}

impl Head {
    /// The index of the entry that `key` is read from; when none of its names says anything, of the first that is there and empty.
    pub(crate) fn place(&self, key: Key, names: &BTreeMap<String, String>) -> Option<usize> {
        KeyReader::new(&self.entries, names, "").place(key)
    }
}
