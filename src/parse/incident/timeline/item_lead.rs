//! An item or a line becomes the words that it begins with, and what stands after its time.

use std::ops::Range;

use crate::model::Span;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::dotted_times::{add_short_times, keep_times};
use crate::parse::markdown::{BlockKind, BodyBlock, blocks, items, plain};
use crate::parse::times::{ScannedTime, TimeParts, leading_time, story_day};
use crate::text::collapse;

/// The first line of an item.
#[derive(Debug, Clone)]
pub(crate) struct ItemLead {
    /// Its events; none where the item begins with another block.
    pub(crate) events: Range<usize>,
    /// Its words.
    pub(crate) title: String,
    /// How much of `title` is the item's number, which stands in no event: "12. March" is an item 12 to Markdown.
    pub(crate) number: usize,
    /// The time it begins with.
    pub(crate) found: Option<ScannedTime>,
}

impl ItemLead {
    /// What of the plain words of its events the time takes, `rest` being what follows it.
    pub(crate) fn used(&self, rest: &str) -> &str {
        before(&self.title, rest).get(self.number..).unwrap_or_default()
    }
}

/// The items of a list: the events inside, the place, and how each begins.
pub(crate) fn led_items(body: &IncidentBody<'_>, list: &BodyBlock) -> Vec<(Range<usize>, Span, ItemLead)> {
    let items = items(body.events, list);
    let mut leads: Vec<ItemLead> =
        items.iter().enumerate().map(|(i, (item, span))| lead(body, item, span, i + 1)).collect();
    let mut found: Vec<_> = leads.iter_mut().map(|lead| lead.found.take()).collect();
    keep_times(&mut found);
    add_short_times(leads.iter().map(|lead| lead.title.as_str()), &mut found);
    let leads = leads.into_iter().zip(found).map(|(lead, found)| ItemLead { found, ..lead });
    items.into_iter().zip(leads).map(|((item, span), lead)| (item, span, lead)).collect()
}

fn lead(body: &IncidentBody<'_>, item: &Range<usize>, span: &Span, position: usize) -> ItemLead {
    let first = blocks(body.events, item.clone()).into_iter().next();
    let events =
        first.filter(|b| b.kind == BlockKind::Paragraph).map_or(item.start..item.start, |b| b.inner(body.events));
    let title = plain(&body.events[events.clone()]);
    let found = leading_time(&title).or_else(|| led_by_day_of_story(&title));
    if found.is_none()
        && let Some(day) = written_number(body.text.get(span.clone()).unwrap_or_default())
        && title.starts_with(char::is_alphabetic)
    {
        let number = format!("{day}. ");
        let whole = format!("{number}{title}");
        let is_date = |s: &ScannedTime| s.parts.day.is_some() && (s.parts.has_time() || day.parse() != Ok(position));
        if let Some(found) = leading_time(&whole).filter(is_date) {
            return ItemLead { events, title: whole, number: number.len(), found: Some(found) };
        }
    }
    ItemLead { events, title, number: 0, found }
}

/// "Day 2: the belt runs again", without a clock.
fn led_by_day_of_story(title: &str) -> Option<ScannedTime> {
    let at = title.find([':', '：', '–', '—'])?;
    let (head, rest) = title.split_at_checked(at)?;
    let parts = TimeParts { story_day: Some(story_day(head.trim())?), ..TimeParts::default() };
    let says = rest.chars().any(char::is_alphabetic);
    says.then_some(ScannedTime { parts, until: None, end: head.trim_end().len() })
}

/// The number that an item of an ordered list is written with.
fn written_number(raw: &str) -> Option<&str> {
    let digits = raw.bytes().take_while(u8::is_ascii_digit).count();
    raw.get(digits..)?.starts_with(". ").then(|| raw.get(..digits)).flatten().filter(|d| (1..=2).contains(&d.len()))
}

/// What a title says before `rest`, with which it ends.
pub(crate) fn before<'t>(title: &'t str, rest: &str) -> &'t str {
    title.strip_suffix(rest).unwrap_or(title)
}

/// What follows the time, without the mark between them.
pub(crate) fn rest_of(title: &str, found: &ScannedTime) -> String {
    let rest = title.get(found.end..).unwrap_or_default();
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '-' | '–' | '—' | '|' | '>' | '→' | ',' | '.' | ']' | '、' | ';' | '=')
    };
    let rest = rest.trim_start_matches(marks);
    let rest = rest.strip_prefix([')', '）', '】']).unwrap_or(rest);
    collapse(rest.trim_start_matches(marks))
}
