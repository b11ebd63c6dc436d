//! Tables, lists, headings and lines that begin with a time become the entries of a timeline, in written order.
//!
//! Entries are sought under Timeline headings; where there is none, in lists and tables that say that they are one. Nothing is sorted and no
//! time is made up: a day that was carried on from what stands above, or that could be two, is said in a finding.

mod definitions;
mod dotted_times;
mod entry_log;
mod entry_parts;
mod heading_entry;
mod html_rows;
mod item_lead;
mod outside;
mod posted_updates;
mod time_code;
mod time_columns;
mod time_lines;
mod time_list;
mod time_table;
mod times_below;
mod two_zones;

use jiff::ToSpan;

use crate::model::{Role, Span};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::html_items::html_items;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::html_rows::html_rows;
use crate::parse::incident::timeline::outside::{lists_of_items, outside, timed_headings};
use crate::parse::markdown::{BlockKind, BodyBlock, is_definitions};
use crate::parse::times::{leading_time, only_day, story_day, weekday_alone, zone_in};

/// Reads the timeline.
pub(crate) fn timeline<'b, 'a>(body: &'b IncidentBody<'a>) -> EntryLog<'b, 'a> {
    let told = read(EntryLog::new(body));
    if told.newest_first() { read(EntryLog::newest_first_of(body)) } else { told }
}

fn read<'b, 'a>(mut told: EntryLog<'b, 'a>) -> EntryLog<'b, 'a> {
    let body = told.body;
    let mut first = None;
    for i in 0..body.regions.len() {
        if body.regions[i].role == Some(Role::Timeline) {
            told.zoned_region(i, &mut first);
        }
    }
    if told.entries.is_empty() {
        let blocks = body.of(Role::Timeline).flat_map(|region| body.blocks_of(region));
        for block in blocks.filter(|b| b.kind == BlockKind::Code) {
            told.code(block);
        }
    }
    if told.entries.is_empty() {
        for list in lists_of_items(body) {
            told.list(&list, 1);
        }
    }
    if told.entries.is_empty() {
        told.posted_updates();
    }
    if told.entries.is_empty() {
        for block in outside(body) {
            told.block(block);
        }
    }
    if told.entries.is_empty() {
        for i in timed_headings(body) {
            told.region(i);
        }
    }
    told
}

/// The items of a list of HTML, each parted behind the time that it begins with; none where one of them has no time.
fn timed_items(html: &str, from: usize) -> Vec<(Vec<String>, Span)> {
    let parted = |(text, span): (String, Span)| {
        let found = leading_time(&text).filter(|found| found.parts.has_time())?;
        let (time, rest) = text.split_at_checked(found.end)?;
        Some((vec![time.to_owned(), rest.trim_start_matches([':', '：', ' ', '-', '–', '—']).to_owned()], span))
    };
    html_items(html, from).into_iter().map(parted).collect::<Option<_>>().unwrap_or_default()
}

impl EntryLog<'_, '_> {
    /// A Timeline section, or a part of one.
    fn region(&mut self, i: usize) {
        let region = &self.body.regions[i];
        if region.own && only_day(&region.title).is_none() {
            self.day_of_heading_around(i);
        }
        let blocks = self.body.blocks_of(region);
        let used = if region.own || story_day(&region.title).is_some() || weekday_alone(&region.title).is_some() {
            self.title(region);
            0
        } else {
            self.heading(i)
        };
        for block in blocks.get(used..).unwrap_or_default() {
            if !self.goes_on(block) {
                self.block(block);
            }
        }
    }

    /// The day with its year that begins the heading around a Timeline, below the title: one of several troubles in a file.
    fn day_of_heading_around(&mut self, i: usize) {
        let Some(level) = self.body.regions.get(i).map(|region| region.level) else { return };
        let above = self.body.regions.iter().take(i).rev();
        let Some(around) = above.into_iter().find(|region| (2..level).contains(&region.level)) else { return };
        if let Some(found) = leading_time(&around.title).filter(|found| {
            found.until.is_none() && found.parts.year.is_some() && found.parts.day.is_some() && !found.parts.has_time()
        }) {
            let (title, span) = (around.title.clone(), around.heading.clone());
            self.day(&found, &title, &span);
        }
    }

    /// The zone and the day that a Timeline's own heading names, or which day of the story it is.
    fn title(&mut self, region: &BodyRegion) {
        if let Some(zone) = zone_in(&region.title) {
            let zone = self.take_zone(zone, &region.heading);
            self.zone.get_or_insert((zone, region.heading.clone()));
        }
        if let Some((at, found)) = only_day(&region.title) {
            self.day(&found, region.title.get(at..).unwrap_or_default(), &region.heading);
        }
        if let Some(day) = weekday_alone(&region.title) {
            self.clock.go_to_weekday(Some(day));
        }
        if let (Some(day), Some(first)) = (story_day(&region.title), self.body.date) {
            self.clock.begin_day(first.checked_add((i64::from(day) - 1).days()).ok());
        }
    }

    fn block(&mut self, block: &BodyBlock) {
        match block.kind {
            BlockKind::List => self.list(block, 0),
            BlockKind::Table => self.table(block),
            BlockKind::Paragraph => self.paragraph(block),
            BlockKind::Other if is_definitions(self.body.events, block) => self.definitions(block),
            BlockKind::Other => {
                let html = self.body.text.get(block.span.clone()).filter(|html| html.trim_start().starts_with('<'));
                let html = html.unwrap_or_default();
                let rows = html_rows(html, block.span.start);
                self.bare_table(&if rows.is_empty() { timed_items(html, block.span.start) } else { rows });
            }
            BlockKind::Code | BlockKind::Heading(_) => {}
        }
    }
}
