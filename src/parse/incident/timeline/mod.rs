//! Tables, lists, headings and lines that begin with a time become the entries of a timeline, in written order.
//!
//! Entries are sought under Timeline headings; where there is none, in lists and tables with at least three of them.
//! Nothing is sorted and no time is made up.

mod entry_log;
mod entry_parts;
mod time_table;

use std::ops::Range;

use crate::model::{EntryPart, Role};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::section_points::trimmed_place;
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, after_time, part};
use crate::parse::incident::timeline::time_table::columns;
use crate::parse::markdown::{BlockKind, BodyBlock, blocks, items, lines, plain, span_of, wholly};
use crate::parse::times::{
    RunningClock, ScannedTime, changes_zone, date_in, is_time_noise, leading_time, speaks_of_times, without_asides,
    zone_in,
};
use crate::text::collapse;

/// Reads the timeline.
pub(crate) fn timeline<'b, 'a>(body: &'b IncidentBody<'a>) -> EntryLog<'b, 'a> {
    let (zone, origin) = body.zone();
    let clock = RunningClock::new(body.date, zone, origin);
    let (entries, remarks, findings) = (Vec::new(), Vec::new(), Vec::new());
    let mut told = EntryLog { body, clock, entries, remarks, findings, zone: body.zone.clone() };
    if body.of(Role::Timeline).next().is_some() {
        for i in 0..body.regions.len() {
            if body.regions[i].role == Some(Role::Timeline) {
                told.region(i);
            }
        }
    } else {
        told.elsewhere();
    }
    told
}

impl EntryLog<'_, '_> {
    /// A Timeline section, or a part of one.
    fn region(&mut self, i: usize) {
        let region = &self.body.regions[i];
        if region.own {
            if let Some(zone) = zone_in(&region.title) {
                self.zone.get_or_insert((zone.clone(), region.heading.clone()));
                self.clock.state_zone(zone);
            }
            if let Some(date) = date_in(&region.title) {
                self.clock.date = Some(date);
            }
        } else if self.headed(i) {
            return;
        }
        for block in self.body.blocks_of(region) {
            self.block(block);
        }
    }

    /// A heading or bold line that begins with a time; whether its blocks were used up by it.
    fn headed(&mut self, i: usize) -> bool {
        let region = &self.body.regions[i];
        let Some(found) = leading_time(&region.title) else { return false };
        if !found.parts.has_time() && self.has_times_below(i) {
            self.clock.set_date(&found.parts);
            return false;
        }
        let mut words = vec![rest_of(&region.title, &found)];
        let blocks = self.body.blocks_of(region);
        words.extend(
            blocks.iter().filter(|b| b.kind != BlockKind::Code).map(|b| plain(&self.body.events[b.events.clone()])),
        );
        if !found.parts.has_time() && words.iter().all(String::is_empty) {
            self.clock.set_date(&found.parts);
            if blocks.is_empty() {
                self.remark(region.heading.clone(), false);
            }
            return true;
        }
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

    /// Whether something under the heading of region `i` begins with a time of its own.
    fn has_times_below(&self, i: usize) -> bool {
        let region = &self.body.regions[i];
        let timed = |text: &str| leading_time(text).is_some_and(|s| s.parts.has_time());
        let deeper = self.body.regions[i + 1..].iter().take_while(|r| r.level > region.level);
        self.body.blocks_of(region).iter().any(|b| self.times_in(b) > 0) || {
            deeper.into_iter().any(|r| timed(&r.title) || self.body.blocks_of(r).iter().any(|b| self.times_in(b) > 0))
        }
    }

    /// How many lines, items or rows of a block begin with a time of day.
    fn times_in(&self, block: &BodyBlock) -> usize {
        let events = self.body.events;
        let timed = |range: Range<usize>| leading_time(&plain(&events[range])).is_some_and(|s| s.parts.has_time());
        match block.kind {
            BlockKind::List => items(events, block).into_iter().filter(|(item, _)| timed(self.lead(item))).count(),
            BlockKind::Paragraph => lines(events, block.inner(events)).into_iter().filter(|l| timed(l.clone())).count(),
            BlockKind::Table => columns(self.body, block).map_or(0, |c| c.rows),
            _ => 0,
        }
    }

    /// The first inline content of an item.
    fn lead(&self, item: &Range<usize>) -> Range<usize> {
        let first = blocks(self.body.events, item.clone()).into_iter().next();
        first.filter(|b| b.kind == BlockKind::Paragraph).map_or(item.start..item.start, |b| b.inner(self.body.events))
    }

    pub(crate) fn block(&mut self, block: &BodyBlock) {
        match block.kind {
            BlockKind::List => self.list(block, 0),
            BlockKind::Table => self.table(block),
            BlockKind::Paragraph => self.paragraph(block),
            BlockKind::Code => self.code(block),
            _ => {}
        }
    }

    fn list(&mut self, list: &BodyBlock, depth: usize) {
        let events = self.body.events;
        for (item, span) in items(events, list) {
            let parts = blocks(events, item.clone());
            let lead = self.lead(&item);
            let title = plain(&events[lead.clone()]);
            let nested: Vec<&BodyBlock> = parts.iter().filter(|b| b.kind == BlockKind::List).collect();
            let timed_below = depth < 8 && nested.iter().any(|b| self.times_in(b) > 0);
            match leading_time(&title) {
                Some(found) if !timed_below || found.parts.has_time() => {
                    let more = parts.iter().skip(1).filter(|b| b.kind != BlockKind::Code);
                    let more = more.map(|b| plain(&events[b.events.clone()]));
                    let words = std::iter::once(rest_of(&title, &found)).chain(more).collect::<Vec<_>>().join(" ");
                    if !found.parts.has_time() && words.is_empty() {
                        self.clock.set_date(&found.parts);
                        if parts.len() == 1 {
                            self.remark(span, false);
                        }
                        continue;
                    }
                    let raw = self.body.text.get(span.clone()).unwrap_or_default();
                    let end = span.start + raw.trim_end().len();
                    let text = self.body.text;
                    let from = after_time(text, events, lead, before(&title, &rest_of(&title, &found)));
                    let parts = part(text, from..end).into_iter().collect();
                    self.entry(&title, &found, EntryText { text: collapse(&words), span: span.start..end, parts });
                }
                found => {
                    if let Some(found) = &found {
                        self.clock.set_date(&found.parts);
                    }
                    if !timed_below {
                        self.remark(span_of(events, &item), true);
                        continue;
                    }
                    let only_a_day = found.is_some_and(|found| is_time_noise(&rest_of(&title, &found)));
                    self.remark(trimmed_place(self.body, &lead), !only_a_day);
                    for block in nested {
                        self.list(block, depth + 1);
                    }
                }
            }
        }
    }

    /// Lines of a paragraph, each of which may begin with a time; lines that do not belong to the one before.
    fn paragraph(&mut self, block: &BodyBlock) {
        let events = self.body.events;
        let whole = without_asides(&plain(&events[block.events.clone()]));
        if whole.len() < 200
            && speaks_of_times(&whole)
            && !changes_zone(&whole)
            && let Some(zone) = zone_in(&whole)
        {
            self.clock.state_zone(zone);
        }
        let mut open = false;
        for line in lines(events, block.inner(events)) {
            let words = plain(&events[line.clone()]);
            let Some(found) = leading_time(&words) else {
                if let (true, Some(last)) = (open, self.entries.last_mut()) {
                    // Both are collapsed, so that the joined words are, however many lines follow.
                    if !last.text.is_empty() && !words.is_empty() {
                        last.text.push(' ');
                    }
                    last.text.push_str(&words);
                    let from =
                        last.parts.pop().map_or_else(|| trimmed_place(self.body, &line).start, |part| part.span.start);
                    last.span.end = trimmed_place(self.body, &line).end;
                    last.parts.extend(part(self.body.text, from..last.span.end));
                }
                continue;
            };
            let rest = rest_of(&words, &found);
            let titled = wholly(events, &line, |e| matches!(e, pulldown_cmark::TagEnd::Strong));
            if !found.parts.has_time() && (titled || is_time_noise(&rest)) {
                self.clock.set_date(&found.parts);
                if is_time_noise(&rest) {
                    self.remark(trimmed_place(self.body, &line), false);
                }
                open = false;
                continue;
            }
            let span = trimmed_place(self.body, &line);
            let from = after_time(self.body.text, events, line, before(&words, &rest));
            let parts = part(self.body.text, from..span.end).into_iter().collect();
            self.entry(&words, &found, EntryText { text: rest, span, parts });
            open = true;
        }
    }

    /// Lines of a block of code, where at least two begin with a time.
    fn code(&mut self, block: &BodyBlock) {
        let start = block.span.start;
        let raw = self.body.text.get(block.span.clone()).unwrap_or_default();
        let mut at = start;
        let mut found = Vec::new();
        for line in raw.split_inclusive('\n') {
            let words = collapse(line);
            if let Some(scan) = leading_time(&words).filter(|s| s.parts.has_time()) {
                found.push((words, scan, at..at + line.trim_end().len()));
            }
            at += line.len();
        }
        if found.len() > 1 {
            for (words, scan, span) in found {
                let text = rest_of(&words, &scan);
                self.entry(&words, &scan, EntryText { text, span, parts: Vec::new() });
            }
        }
    }

    /// Lists and tables with at least three times, where no heading says Timeline.
    fn elsewhere(&mut self) {
        let body = self.body;
        let skip =
            |r: &BodyRegion| matches!(r.role, Some(Role::Actions | Role::References | Role::Attendees | Role::Stats));
        for region in body.regions.iter().filter(|r| !skip(r)) {
            for block in body.blocks_of(region) {
                if !matches!(block.kind, BlockKind::List | BlockKind::Table) {
                    continue;
                }
                let times = self.times_in(block);
                let all = if block.kind == BlockKind::List { items(body.events, block).len() } else { times };
                if times >= 3 && times * 2 >= all {
                    self.block(block);
                }
            }
        }
    }

    /// Adds an entry that begins `title`, or a finding when its time cannot be.
    fn entry(&mut self, title: &str, found: &ScannedTime, said: EntryText) {
        let written = title.get(..found.end).unwrap_or_default();
        let written = written.trim().trim_start_matches(['[', '(']).trim_end_matches([',', ':', ']']).to_owned();
        self.add(&found.parts, found.until.as_ref(), written, said);
    }
}

/// What a title says before `rest`, with which it ends.
fn before<'t>(title: &'t str, rest: &str) -> &'t str {
    title.strip_suffix(rest).unwrap_or(title)
}

/// What follows the time, without the mark between them.
fn rest_of(title: &str, found: &ScannedTime) -> String {
    let rest = title.get(found.end..).unwrap_or_default();
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '-' | '–' | '—' | '|' | '>' | '→' | ',' | '.' | ']' | '、' | ';' | '=')
    };
    let rest = rest.trim_start_matches(marks);
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    collapse(rest.trim_start_matches(marks))
}
