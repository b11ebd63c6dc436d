//! Tables, lists, headings and lines that begin with a time become the entries of a timeline, in written order.
//!
//! Entries are sought under Timeline headings; where there is none, in lists and tables that say that they are one. Nothing is sorted and no
//! time is made up: a day that was carried on from what stands above, or that could be two, is said in a finding.

mod entry_log;
mod entry_parts;
mod html_rows;
mod item_lead;
mod outside;
mod time_code;
mod time_columns;
mod time_lines;
mod time_list;
mod time_table;
mod times_below;

use jiff::ToSpan;

use crate::model::{EntryPart, Role};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, after_time, part};
use crate::parse::incident::timeline::html_rows::html_rows;
use crate::parse::incident::timeline::item_lead::{before, rest_of};
use crate::parse::incident::timeline::outside::outside;
use crate::parse::incident::timeline::times_below::has_times;
use crate::parse::markdown::{BlockKind, BodyBlock, plain, span_of};
use crate::parse::times::{ScannedTime, day_alone, day_of_year, leading_time, only_day, story_day, zone_in};
use crate::text::collapse;

/// Reads the timeline.
pub(crate) fn timeline<'b, 'a>(body: &'b IncidentBody<'a>) -> EntryLog<'b, 'a> {
    let mut told = EntryLog::new(body);
    if body.of(Role::Timeline).next().is_none() {
        for block in outside(body) {
            told.block(block);
        }
        return told;
    }
    for i in 0..body.regions.len() {
        if body.regions[i].role == Some(Role::Timeline) {
            told.region(i);
        }
    }
    if told.entries.is_empty() {
        let blocks = body.of(Role::Timeline).flat_map(|region| body.blocks_of(region));
        for block in blocks.filter(|b| b.kind == BlockKind::Code) {
            told.code(block);
        }
    }
    told
}

impl EntryLog<'_, '_> {
    /// A Timeline section, or a part of one.
    fn region(&mut self, i: usize) {
        let region = &self.body.regions[i];
        if region.own || story_day(&region.title).is_some() {
            self.title(region);
        } else if self.headed(i) {
            return;
        }
        for block in self.body.blocks_of(region) {
            self.block(block);
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
        if let (Some(day), Some(first)) = (story_day(&region.title), self.body.date) {
            self.clock.begin_day(first.checked_add((i64::from(day) - 1).days()).ok());
        }
    }

    /// A heading or bold line that begins with a time; whether its blocks were used up by it.
    fn headed(&mut self, i: usize) -> bool {
        let region = &self.body.regions[i];
        let day = day_heading(&region.title);
        let Some(found) = day.clone().or_else(|| leading_time(&region.title)) else { return false };
        let blocks = self.body.blocks_of(region);
        if !found.parts.has_time() && (self.has_times_below(i) || day.is_some() && blocks.is_empty()) {
            self.day(&found, &region.title, &region.heading);
            if let Some(zone) = zone_in(region.title.get(found.end..).unwrap_or_default()) {
                self.take_zone(zone, &region.heading);
            }
            if blocks.is_empty() && !self.has_times_below(i) {
                self.remark(region.heading.clone(), false);
            }
            return false;
        }
        let mut words = vec![rest_of(&region.title, &found)];
        words.extend(
            blocks.iter().filter(|b| b.kind != BlockKind::Code).map(|b| plain(&self.body.events[b.events.clone()])),
        );
        let end = blocks.last().map_or(region.heading.end, |b| b.span.end);
        let raw = self.body.text.get(region.heading.start..end).unwrap_or_default();
        let span = region.heading.start..region.heading.start + raw.trim_end().len();
        let title = region.title.clone();
        let parts = self.parts_of(region, &title, &words[0]);
        self.entry(&title, &found, EntryText { text: collapse(&words.join(" ")), span, parts });
        true
    }

    /// What a heading that begins with a time says after it, and what stands below it.
    fn parts_of(&self, region: &BodyRegion, title: &str, rest: &str) -> Vec<EntryPart> {
        let IncidentBody { text, events, blocks, .. } = self.body;
        let heading = blocks.iter().find(|block| block.span.start == region.heading.start);
        let said = heading.filter(|_| !rest.is_empty()).and_then(|heading| {
            let inner = heading.inner(events);
            let end = span_of(events, &inner).end;
            part(text, after_time(text, events, inner, before(title, rest))..end)
        });
        let below = self.body.blocks_of(region);
        let below = below.first().zip(below.last()).and_then(|(a, b)| part(text, a.span.start..b.span.end));
        said.into_iter().chain(below).collect()
    }

    /// Whether something under the heading of region `i` has a time of its own.
    fn has_times_below(&self, i: usize) -> bool {
        let region = &self.body.regions[i];
        let timed = |text: &str| leading_time(text).is_some_and(|s| s.parts.has_time());
        let deeper = self.body.regions[i + 1..].iter().take_while(|r| r.level > region.level);
        let times = |region: &BodyRegion| self.body.blocks_of(region).iter().any(|b| has_times(self.body, b));
        times(region) || deeper.into_iter().any(|r| timed(&r.title) || times(r))
    }

    fn block(&mut self, block: &BodyBlock) {
        match block.kind {
            BlockKind::List => self.list(block, 0),
            BlockKind::Table => self.table(block),
            BlockKind::Paragraph => self.paragraph(block),
            BlockKind::Other => {
                let html = self.body.text.get(block.span.clone()).filter(|html| html.trim_start().starts_with('<'));
                self.bare_table(&html_rows(html.unwrap_or_default(), block.span.start));
            }
            BlockKind::Code | BlockKind::Heading(_) => {}
        }
    }
}

/// The day that a heading is and nothing else.
fn day_heading(title: &str) -> Option<ScannedTime> {
    let bare = || Some(ScannedTime { parts: day_of_year(title)?, until: None, end: title.len() });
    day_alone(title).or_else(bare)
}
