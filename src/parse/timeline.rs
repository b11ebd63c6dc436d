//! Tables, lists, headings and lines that begin with a time become the entries of a timeline, in written order.
//!
//! Entries are sought under Timeline headings; where there is none, in lists and tables with at least three of them.
//! Nothing is sorted and no time is made up.

use std::ops::Range;

use jiff::tz::TimeZone;

use crate::diag::Diagnostic;
use crate::model::{Role, Span, TimelineEntry, Timepoint};
use crate::parse::blocks::{Block, BlockKind, blocks, items, lines, span_of, wholly};
use crate::parse::entries::Clock;
use crate::parse::found::Body;
use crate::parse::lists::place;
use crate::parse::plain::{collapse, plain};
use crate::parse::regions::Region;
use crate::parse::residue::{is_placeholder, is_residue};
use crate::parse::scan::{Parts, Scan, scan};
use crate::parse::times::complaint;
use crate::parse::zones::zone_in;

/// What a body says about when things happened.
pub(super) struct Told<'b, 'a> {
    pub(super) body: &'b Body<'a>,
    pub(super) clock: Clock,
    pub(super) entries: Vec<TimelineEntry>,
    pub(super) findings: Vec<Diagnostic>,
    /// The zone that a sentence or a header states.
    pub(super) zone: Option<(TimeZone, Span)>,
}

/// Reads the timeline.
pub(super) fn timeline<'b, 'a>(body: &'b Body<'a>) -> Told<'b, 'a> {
    let (zone, origin) = body.zone();
    let clock = Clock::new(body.date, zone, origin);
    let mut told = Told { body, clock, entries: Vec::new(), findings: Vec::new(), zone: body.zone.clone() };
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

impl Told<'_, '_> {
    /// A Timeline section, or a part of one.
    fn region(&mut self, i: usize) {
        let region = &self.body.regions[i];
        if region.own {
            if let Some(zone) = zone_in(&region.title) {
                self.zone.get_or_insert((zone.clone(), region.heading.clone()));
                self.clock.state_zone(zone);
            }
            if let Some(date) = crate::parse::times::date_in(&region.title) {
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
        let Some(found) = leading(&region.title) else { return false };
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
            return true;
        }
        let end = blocks.last().map_or(region.heading.end, |b| b.span.end);
        let raw = self.body.text.get(region.heading.start..end).unwrap_or_default();
        let span = region.heading.start..region.heading.start + raw.trim_end().len();
        let title = region.title.clone();
        self.entry(&title, &found, collapse(&words.join(" ")), span);
        true
    }

    /// Whether something under the heading of region `i` begins with a time of its own.
    fn has_times_below(&self, i: usize) -> bool {
        let region = &self.body.regions[i];
        let timed = |text: &str| leading(text).is_some_and(|s| s.parts.has_time());
        let deeper = self.body.regions[i + 1..].iter().take_while(|r| r.level > region.level);
        self.body.blocks_of(region).iter().any(|b| self.times_in(b) > 0) || {
            deeper.into_iter().any(|r| timed(&r.title) || self.body.blocks_of(r).iter().any(|b| self.times_in(b) > 0))
        }
    }

    /// How many lines, items or rows of a block begin with a time of day.
    fn times_in(&self, block: &Block) -> usize {
        let events = self.body.events;
        let timed = |range: Range<usize>| leading(&plain(&events[range])).is_some_and(|s| s.parts.has_time());
        match block.kind {
            BlockKind::List => items(events, block).into_iter().filter(|(item, _)| timed(self.lead(item))).count(),
            BlockKind::Paragraph => lines(events, block.inner(events)).into_iter().filter(|l| timed(l.clone())).count(),
            BlockKind::Table => crate::parse::timetable::columns(self.body, block).map_or(0, |c| c.rows),
            _ => 0,
        }
    }

    /// The first inline content of an item.
    fn lead(&self, item: &Range<usize>) -> Range<usize> {
        let first = blocks(self.body.events, item.clone()).into_iter().next();
        first.filter(|b| b.kind == BlockKind::Paragraph).map_or(item.start..item.start, |b| b.inner(self.body.events))
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block.kind {
            BlockKind::List => self.list(block, 0),
            BlockKind::Table => self.table(block),
            BlockKind::Paragraph => self.paragraph(block),
            BlockKind::Code => self.code(block),
            _ => {}
        }
    }

    fn list(&mut self, list: &Block, depth: usize) {
        let events = self.body.events;
        for (item, span) in items(events, list) {
            let parts = blocks(events, item.clone());
            let lead = self.lead(&item);
            let title = plain(&events[lead.clone()]);
            let nested: Vec<&Block> = parts.iter().filter(|b| b.kind == BlockKind::List).collect();
            let timed_below = depth < 8 && nested.iter().any(|b| self.times_in(b) > 0);
            match leading(&title) {
                Some(found) if !timed_below || found.parts.has_time() => {
                    let more = parts.iter().skip(1).filter(|b| b.kind != BlockKind::Code);
                    let more = more.map(|b| plain(&events[b.events.clone()]));
                    let words = std::iter::once(rest_of(&title, &found)).chain(more).collect::<Vec<_>>().join(" ");
                    if !found.parts.has_time() && words.is_empty() {
                        self.clock.set_date(&found.parts);
                        continue;
                    }
                    let raw = self.body.text.get(span.clone()).unwrap_or_default();
                    let end = span.start + raw.trim_end().len();
                    self.entry(&title, &found, collapse(&words), span.start..end);
                }
                found => {
                    if let Some(found) = found {
                        self.clock.set_date(&found.parts);
                    }
                    if timed_below {
                        for block in nested {
                            self.list(block, depth + 1);
                        }
                    }
                }
            }
        }
    }

    /// Lines of a paragraph, each of which may begin with a time; lines that do not belong to the one before.
    fn paragraph(&mut self, block: &Block) {
        let events = self.body.events;
        let whole = without_asides(&plain(&events[block.events.clone()]));
        if whole.len() < 200
            && speaks_of_times(&whole)
            && let Some(zone) = zone_in(&whole)
        {
            self.clock.state_zone(zone);
        }
        let mut open = false;
        for line in lines(events, block.inner(events)) {
            let words = plain(&events[line.clone()]);
            let Some(found) = leading(&words) else {
                if let (true, Some(last)) = (open, self.entries.last_mut()) {
                    last.text = collapse(&format!("{} {words}", last.text));
                    last.span.end = place(self.body, &line).end;
                }
                continue;
            };
            let rest = rest_of(&words, &found);
            let titled = wholly(events, &line, |e| matches!(e, pulldown_cmark::TagEnd::Strong));
            if !found.parts.has_time() && (titled || crate::parse::times::is_noise(&rest)) {
                self.clock.set_date(&found.parts);
                open = false;
                continue;
            }
            self.entry(&words, &found, rest, place(self.body, &line));
            open = true;
        }
    }

    /// Lines of a block of code, where at least two begin with a time.
    fn code(&mut self, block: &Block) {
        let start = block.span.start;
        let raw = self.body.text.get(block.span.clone()).unwrap_or_default();
        let mut at = start;
        let mut found = Vec::new();
        for line in raw.split_inclusive('\n') {
            let words = collapse(line);
            if let Some(scan) = leading(&words).filter(|s| s.parts.has_time()) {
                found.push((words, scan, at..at + line.trim_end().len()));
            }
            at += line.len();
        }
        if found.len() > 1 {
            for (words, scan, span) in found {
                let rest = rest_of(&words, &scan);
                self.entry(&words, &scan, rest, span);
            }
        }
    }

    /// Lists and tables with at least three times, where no heading says Timeline.
    fn elsewhere(&mut self) {
        let body = self.body;
        let skip =
            |r: &Region| matches!(r.role, Some(Role::Actions | Role::References | Role::Attendees | Role::Stats));
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
    pub(super) fn entry(&mut self, title: &str, found: &Scan, text: String, span: Span) {
        let written = title.get(..found.end).unwrap_or_default();
        let written = written.trim().trim_start_matches(['[', '(']).trim_end_matches([',', ':', ']']).to_owned();
        self.add(&found.parts, found.until.as_ref(), written, text, span);
    }

    pub(super) fn add(&mut self, parts: &Parts, until: Option<&Parts>, written: String, text: String, span: Span) {
        if parts.masked && (is_residue(&text) || is_placeholder(&text)) {
            return;
        }
        let at = match self.clock.place(parts, &written) {
            Ok(at) => at,
            Err(error) => {
                self.complain(complaint(error, &written), &written, &span);
                Timepoint::Unknown
            }
        };
        let until = until.and_then(|until| self.clock.until(until, &at));
        self.entries.push(TimelineEntry { at, until, written, text, span });
    }

    /// A finding about the time `written` somewhere in `span`.
    pub(super) fn complain(&mut self, message: String, written: &str, span: &Span) {
        let place = self.body.text.get(span.clone()).and_then(|raw| raw.find(written));
        let place = place.map_or(span.clone(), |i| span.start + i..span.start + i + written.len());
        let finding = Diagnostic::new("time/invalid", self.body.known.shown_path, message).at(place);
        self.findings.push(finding.label("not a time").hint("the entry stays, its time counts as unknown"));
    }

    /// The events' own span, for tables.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        span_of(self.body.events, range)
    }
}

/// The date or time that a title begins with, when it is clearly one: followed by nothing, a space or a mark.
pub(super) fn leading(title: &str) -> Option<Scan> {
    let start = title.trim_start();
    if !start.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '~' | '≈' | '[' | '(' | '?')) {
        return None;
    }
    let found = scan(title)?;
    let rest = title.get(found.end..).unwrap_or_default();
    (!rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '/' | '\'' | '’'))).then_some(found)
}

/// What follows the time, without the mark between them.
fn rest_of(title: &str, found: &Scan) -> String {
    let rest = title.get(found.end..).unwrap_or_default();
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '-' | '–' | '—' | '|' | '>' | '→' | ',' | '.' | ']' | '、' | ';' | '=')
    };
    let rest = rest.trim_start_matches(marks);
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    collapse(rest.trim_start_matches(marks))
}

/// A text without remarks in parentheses that are longer than a name.
pub(super) fn without_asides(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('(').filter(|i| *i > 0 || !out.is_empty()) {
        let Some(length) = rest.get(open..).and_then(|r| r.find(')')) else { break };
        let aside = rest.get(open..=open + length).unwrap_or_default();
        out.push_str(rest.get(..open).unwrap_or_default());
        if aside.split_whitespace().count() < 5 || states_zone(aside) {
            out.push_str(aside);
        }
        rest = rest.get(open + length + 1..).unwrap_or_default();
    }
    out + rest
}

/// Whether a short paragraph says in which zone the times of the whole text are.
pub(super) fn states_zone(text: &str) -> bool {
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let begins =
        ["times ", "timestamps ", "time zone", "timezone", "zeiten ", "zeitzone", "uhrzeiten ", "tz:", "note: times"];
    let anywhere = [
        "all times",
        "all timestamps",
        "all time stamps",
        "all dates",
        "times are in ",
        "times are utc",
        "timestamps are in ",
        "timestamps are utc",
        "times below",
        "times listed",
        "times given",
        "times shown",
        "alle zeit",
        "alle uhrzeit",
        "alle angaben",
        "toutes les heures",
        "todas las horas",
        "todos los horarios",
        "todas as horas",
        "todos os horários",
        "tutti gli orari",
        "alle tijden",
        "alla tider",
        "時刻は",
        "時間は",
        "时间均",
    ];
    begins.iter().any(|w| lower.starts_with(w)) || anywhere.iter().any(|w| lower.contains(w))
}

/// Whether a short paragraph may be a remark on the times below it.
pub(super) fn speaks_of_times(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "times",
        "time zone",
        "timezone",
        "timestamps",
        "zeiten",
        "zeitzone",
        "uhrzeiten",
        "heures",
        "horas",
        "horarios",
        "hora ",
        "orari",
        "tijden",
        "tider",
        "時刻",
        "时间",
        "all in ",
        "(all ",
    ]
    .iter()
    .any(|w| lower.contains(w))
        && !leading(text).is_some_and(|s| s.parts.has_time())
}
