//! The timeline of an incident becomes an ordered list of its entries, day by day, and a picture of their course.
//!
//! All that the author wrote in the section is shown: what is no entry stands where it stood. A section that was not wholly
//! understood is shown as it was written.

mod course_of_events;
mod entry_lines;
mod section_items;

use jiff::tz::TimeZone;
use serde::Serialize;
use tera::Value;

use crate::charts::{self, timeline};
use crate::link::PageIx;
use crate::markup::markdown::pieces::Pieces;
use crate::markup::markdown::{self, pieces};
use crate::model::{EntryPart, Incident, Moment, Span, TimelineEntry, Timepoint};
use crate::pages::incident::timeline::entry_lines::{EntryView, PartView};
use crate::pages::incident::timeline::section_items::SectionItem;
use crate::pages::page_body::timeline_section;
use crate::parse::{Document, fragment_text};
use crate::views::Views;
use crate::wording::Wording;
use crate::words::moments;

/// The timeline of a page.
#[derive(Serialize)]
pub(crate) struct TimelineView {
    title: String,
    anchor: String,
    /// `14 entries, 11 March 2024, 09:12 to 13:40 UTC`; no zone where nobody gave one.
    about: String,
    /// The picture for wide columns, and for narrow ones.
    pictures: Vec<TimelinePicture>,
    blocks: Vec<TimelineBlock>,
    /// Footnotes, or the section as it was written.
    rest: Value,
}

#[derive(Serialize)]
struct TimelinePicture {
    kind: &'static str,
    svg: Value,
}

/// What the author wrote between entries, or entries.
#[derive(Serialize)]
struct TimelineBlock {
    prose: Option<Value>,
    days: Vec<TimelineDay>,
}

/// The entries of one day.
#[derive(Default, Serialize)]
struct TimelineDay {
    name: Option<String>,
    /// The anchor of the heading that said so.
    anchor: Option<String>,
    entries: Vec<EntryView>,
}

/// How wide the two pictures are drawn.
const WIDE: f64 = 640.0;

const NARROW: f64 = 280.0;

/// The timeline of an incident, when a section of its `document` holds one. What stands at `lead` goes before it; `before` says what was there
/// before the incident.
pub(crate) fn timeline(
    views: &Views,
    ix: PageIx,
    incident: &Incident,
    (document, lead): (&Document<'_>, Option<Span>),
    before: Option<String>,
) -> Option<TimelineView> {
    let page = &views.site.pages[ix];
    let (section, place) = timeline_section(page)?;
    let entries: Vec<&TimelineEntry> =
        incident.timeline.iter().filter(|entry| place.contains(&entry.span.start)).collect();
    let wording = &views.site.wording;
    // Where a zone is given for one of them, all are shown on the clock that they are ordered by.
    let mut moments = entries.iter().filter_map(|entry| entry.at.known()).filter(|at| at.instant().is_some());
    let is_placed = !moments.next().is_some_and(|first| views.is_on_some_clock(first))
        || moments.any(|at| !views.is_on_some_clock(at));
    let about = about(wording, &entries, is_placed);
    let (blocks, rest) = match section_items::items(page, document, incident, &place) {
        Some(mut items) => {
            // Where the fold was called as the section is, its name is said already.
            let is_said = |lead: &Span| fragment_text(&page.text[lead.clone()]).eq_ignore_ascii_case(&section.title);
            items.splice(0..0, lead.filter(|lead| !is_said(lead)).map(SectionItem::Prose));
            let spans: Vec<Span> = items.iter().flat_map(SectionItem::spans).collect();
            told(views, ix, incident, &entries, &items, pieces::pieces(&views.site, ix, document, &spans))
        }
        None => {
            let parts: Vec<Span> = lead.into_iter().chain([place]).collect();
            (Vec::new(), markdown::body_of(&views.site, ix, document, &parts))
        }
    };
    let course =
        course_of_events::course(page, incident, &entries, (&views.zone, is_placed), (wording, &about, before));
    let pictures = course.as_ref().map_or_else(Vec::new, |course| {
        let wide = timeline::draw(wording, course, WIDE, "timeline.wide");
        let narrow = charts::told_once(&wide, timeline::draw(wording, course, NARROW, "timeline.narrow"));
        [("wide", wide), ("narrow", narrow)]
            .map(|(kind, svg)| TimelinePicture { kind, svg: Value::safe_string(&svg) })
            .into()
    });
    Some(TimelineView {
        title: section.title.clone(),
        anchor: section.anchor.clone(),
        about,
        pictures,
        blocks,
        rest: Value::safe_string(rest.trim()),
    })
}

/// The section in pieces, and its footnotes.
fn told(
    views: &Views,
    ix: PageIx,
    incident: &Incident,
    entries: &[&TimelineEntry],
    items: &[SectionItem<'_>],
    pieces: Pieces,
) -> (Vec<TimelineBlock>, String) {
    let mut html = pieces.html.into_iter();
    let later = entry_lines::pauses(&views.site.wording, entries);
    let marks = entry_lines::marks(&views.site.wording, incident, entries);
    let main = entry_lines::main_column(entries);
    let mut blocks: Vec<TimelineBlock> = Vec::new();
    let (mut anchor, mut known) = (None, None);
    for item in items {
        let mut html = html.by_ref().take(item.spans().count());
        let view = match item {
            SectionItem::Prose(_) => {
                let prose = html.next().filter(|html| !html.is_empty());
                let prose =
                    prose.map(|html| TimelineBlock { prose: Some(Value::safe_string(&html)), days: Vec::new() });
                blocks.extend(prose);
                continue;
            }
            SectionItem::Day(named) => {
                anchor = named.map(str::to_owned).or(anchor);
                continue;
            }
            SectionItem::Remark(_) => EntryView::remark(html.next().map(|html| Value::safe_string(&html))),
            SectionItem::Entry { entry, anchor } => {
                let at = entry_lines::at(views, entry);
                let text = &views.site.pages[ix].text;
                let new = |part: &EntryPart| !at.as_ref().is_some_and(|at| at.says(&text[part.span.clone()]));
                let parts = entry.parts.iter().zip(html).filter(|(part, _)| new(part));
                let parts = parts.map(|(part, html)| PartView::new(part, Value::safe_string(&html), main)).collect();
                let mut view = EntryView::new(&views.site.wording, entry, at, parts);
                view.anchor = anchor.map(str::to_owned);
                view.later = later.get(&entry.span.start).cloned();
                view.marks = marks.get(&entry.span.start).cloned().unwrap_or_default();
                view
            }
        };
        let name = match item {
            SectionItem::Entry { entry, .. } => entry.at.known().map(|moment| day_of(&views.site.wording, moment)),
            _ => None,
        };
        add(&mut blocks, view, (name, &mut known), &mut anchor);
    }
    (blocks, pieces.footnotes)
}

/// Adds an entry to the day it belongs to: its own, when it says so, or the last one that is known.
fn add(
    blocks: &mut Vec<TimelineBlock>,
    view: EntryView,
    (name, known): (Option<String>, &mut Option<String>),
    anchor: &mut Option<String>,
) {
    if blocks.last().is_none_or(|block| block.prose.is_some()) {
        blocks.push(TimelineBlock { prose: None, days: Vec::new() });
    }
    let Some(block) = blocks.last_mut() else { return };
    let new = name.is_some() && name != *known;
    if new || block.days.is_empty() || anchor.is_some() {
        let name = if new || anchor.is_some() { name.or_else(|| known.clone()) } else { None };
        if name.is_some() {
            known.clone_from(&name);
        }
        block.days.push(TimelineDay { name, anchor: anchor.take(), entries: Vec::new() });
    }
    if let Some(day) = block.days.last_mut() {
        day.entries.push(view);
    }
}

/// The day of a moment, in UTC when its time is known.
fn day_of(wording: &Wording, moment: &Moment) -> String {
    let date = moments::date_words(wording, moment.civil_in(&TimeZone::UTC).date(), moment.precision);
    if moment.instant().is_none() { moments::about(wording, moment, date) } else { date }
}

fn about(wording: &Wording, entries: &[&TimelineEntry], is_placed: bool) -> String {
    if entries.is_empty() {
        return wording.say("timeline.show");
    }
    let moments = || entries.iter().filter_map(|entry| entry.at.known());
    let count = wording.count("count.entries", entries.len());
    let first = moments().min_by_key(|moment| moment.sort_instant());
    let ends = entries.iter().filter_map(|entry| entry.until.as_ref().or(Timepoint::known(&entry.at)));
    let last = ends.max_by_key(|moment| moment.sort_instant());
    match (first, last) {
        (Some(first), Some(last)) => {
            let timed = first.instant().is_some() && last.instant().is_some();
            let stretch = if is_placed || !timed { moments::stretch } else { moments::stretch_on_some_clock };
            let stretch = stretch(wording, first, last);
            wording.fill("timeline.about", &[("entries", &count), ("stretch", &stretch)])
        }
        _ => count,
    }
}
