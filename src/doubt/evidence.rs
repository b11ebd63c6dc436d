//! The places that a fact was read from become the sentence to show, and a fingerprint of the whole of them.
//!
//! Only what the site publishes is looked at: the text of a published page, where comments, parts for an audience and credentials are
//! gone and links to withheld pages lead nowhere.

use std::fmt;
use std::str::FromStr;

use crate::edit::{FactValue, KeyedFact, spelled};
use crate::link::PageIx;
use crate::markup::twin::fact_markdown;
use crate::model::{Page, Precision, Timepoint};
use crate::parse::fragment_text;
use crate::site::Site;
use crate::text::{collapse, sentences};

/// From so many characters on a passage is cut to the sentence that says it.
const PASSAGE: usize = 160;

/// What a fact says and what it was read from, in a few letters: another value or another sentence has another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// Of the value.
    pub value: String,
    /// Of the evidence.
    pub evidence: String,
}

/// How many letters a half has.
const HALF: usize = 8;

impl Fingerprint {
    fn new(value: &FactValue, evidence: &str) -> Self {
        let letters = |text: &str| blake3::hash(text.as_bytes()).to_hex()[..HALF].to_owned();
        Self { value: letters(&spelled(value)), evidence: letters(evidence) }
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.value, self.evidence)
    }
}

impl FromStr for Fingerprint {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let whole = text.len() == HALF * 2 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let half = |range| text.get(range).map(str::to_lowercase);
        whole.then(|| Some(Self { value: half(0..HALF)?, evidence: half(HALF..HALF * 2)? })).flatten().ok_or(())
    }
}

/// The fingerprint of a fact of `page`.
pub(super) fn fingerprint(page: &Page, fact: &KeyedFact) -> Fingerprint {
    let passages = fact.spans.iter().filter_map(|span| page.text.get(span.clone())).map(collapse);
    let evidence = match fact.spans.is_empty() {
        true => format!("{}\n{}", page.source.path, page.title.value),
        false => passages.collect::<Vec<_>>().join("\n"),
    };
    Fingerprint::new(&fact.value, &evidence)
}

/// The line that a fact was read from, counted from 1.
pub(super) fn line(page: &Page, fact: &KeyedFact) -> usize {
    let at = fact.spans.first().map_or(0, |span| page.source_span(span).start);
    page.source.line(at)
}

/// What a fact was read from, as readers of the page see it.
pub(super) fn sentence(site: &Site, ix: PageIx, fact: &KeyedFact) -> String {
    let page = &site.pages[ix];
    if fact.spans.is_empty() {
        let name = page.source.path.rsplit('/').next().unwrap_or(&page.source.path);
        return format!("{name}: {}", page.title.value);
    }
    let passages = fact.spans.iter().filter_map(|span| page.text.get(span.clone()));
    let passages = passages.map(|passage| fragment_text(&fact_markdown(site, ix, passage)));
    let said: Vec<String> = passages.map(|passage| said_in(&collapse(&passage), &fact.value)).collect();
    said.join(" … ")
}

/// The sentence of a passage that a time stands in; the passage where it is short, or where none is plain.
fn said_in(passage: &str, value: &FactValue) -> String {
    if passage.chars().count() <= PASSAGE {
        return passage.to_owned();
    }
    let FactValue::Time(Timepoint::Known(moment)) = value else { return passage.to_owned() };
    let figures = match moment.precision {
        Precision::Hour => moment.civil.hour().to_string(),
        Precision::Minute | Precision::Second => format!("{:02}", moment.civil.minute()),
        _ => moment.civil.day().to_string(),
    };
    let has = |sentence: &&str| sentence.split(|c: char| !c.is_ascii_digit()).any(|number| number == figures);
    sentences(passage).find(has).unwrap_or(passage).trim().to_owned()
}
