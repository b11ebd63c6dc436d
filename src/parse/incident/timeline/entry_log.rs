//! What a body says about when things happened, as it is gathered: entries, lines without a time, findings.

use std::ops::Range;

use jiff::ToSpan;
use jiff::tz::TimeZone;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Moment, Precision, SaidZone, Span, TimelineEntry, TimelineRemark, Timepoint, is_shared};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::entry_parts::EntryText;
use crate::parse::markdown::span_of;
use crate::parse::times::{
    RunningClock, ScannedTime, TimeDoubt, TimeError, TimeParts, at_home, is_bullet, time_complaint,
};
use crate::parse::vocabulary::{is_placeholder, says_nothing};

/// What a body says about when things happened.
pub(crate) struct EntryLog<'b, 'a> {
    pub(crate) body: &'b IncidentBody<'a>,
    pub(crate) clock: RunningClock,
    pub(crate) entries: Vec<TimelineEntry>,
    pub(crate) remarks: Vec<TimelineRemark>,
    pub(crate) findings: Vec<Diagnostic>,
    /// The zone that a sentence or a header states.
    pub(crate) zone: Option<(TimeZone, Span)>,
    /// What has been said to be uncertain, each once.
    doubts: Vec<TimeDoubt>,
    /// The times of day as they were written, hours and minutes.
    clocks: Vec<(u8, u8)>,
}

/// How much a log held at some time.
pub(crate) struct LogMark {
    entries: usize,
    remarks: usize,
    findings: usize,
    doubts: usize,
    clocks: usize,
    zone: Option<(TimeZone, Span)>,
}

impl LogMark {
    /// How many entries there were.
    pub(crate) fn entries(&self) -> usize {
        self.entries
    }
}

impl<'b, 'a> EntryLog<'b, 'a> {
    /// Before anything has been read.
    pub(crate) fn new(body: &'b IncidentBody<'a>) -> Self {
        let mut log = Self {
            body,
            clock: RunningClock::of(&body.context(body.date)),
            entries: Vec::new(),
            remarks: Vec::new(),
            findings: Vec::new(),
            zone: body.zone.clone(),
            doubts: Vec::new(),
            clocks: Vec::new(),
        };
        if let Some((letters, span)) = &body.doubtful_letters {
            log.doubt(TimeDoubt::Letters(letters), letters, span);
        }
        log
    }

    /// The same, for a timeline whose newest entry stands first.
    pub(crate) fn newest_first_of(body: &'b IncidentBody<'a>) -> Self {
        let mut log = Self::new(body);
        log.clock.newest_first = true;
        log
    }
}

impl EntryLog<'_, '_> {
    /// Whether the times only go back, by so much that they were not taken for those of one day.
    pub(crate) fn newest_first(&self) -> bool {
        let doubted = self.doubts.iter().any(|doubt| matches!(doubt, TimeDoubt::Carried | TimeDoubt::SomeDay));
        doubted && self.clocks.len() > 2 && self.clocks.windows(2).all(|pair| pair[1] <= pair[0])
    }

    /// Where the log is now.
    pub(crate) fn mark(&self) -> LogMark {
        let (entries, remarks, findings) = (self.entries.len(), self.remarks.len(), self.findings.len());
        let (doubts, clocks, zone) = (self.doubts.len(), self.clocks.len(), self.zone.clone());
        LogMark { entries, remarks, findings, doubts, clocks, zone }
    }

    /// Forgets what was read since `mark`, but for where the clock is.
    pub(crate) fn back_to(&mut self, mark: LogMark) {
        self.entries.truncate(mark.entries);
        self.remarks.truncate(mark.remarks);
        self.findings.truncate(mark.findings);
        self.doubts.truncate(mark.doubts);
        self.clocks.truncate(mark.clocks);
        self.zone = mark.zone;
    }

    /// A line without a time.
    pub(crate) fn remark(&mut self, span: Span, says: bool) {
        let raw = self.body.text.get(span.clone()).unwrap_or_default();
        let end = span.start + raw.trim_end().len();
        if end > span.start {
            self.remarks.push(TimelineRemark { span: span.start..end, says });
        }
    }

    /// Adds an entry that begins `title`, or a finding when its time cannot be.
    pub(crate) fn entry(&mut self, title: &str, found: &ScannedTime, said: EntryText) {
        let written = title.get(..found.end).unwrap_or_default();
        let written =
            written.trim_start_matches(|c: char| c.is_whitespace() || is_bullet(c) || "[(（【-*+".contains(c));
        let written = written.trim_end().trim_end_matches([',', ':', ']', '】']).to_owned();
        self.add(&found.parts, found.until.as_ref(), written, said);
    }

    pub(crate) fn add(&mut self, parts: &TimeParts, until: Option<&TimeParts>, written: String, said: EntryText) {
        if parts.masked && (says_nothing(&said.text) || is_placeholder(&said.text)) {
            return self.remark(said.span, false);
        }
        self.clocks.extend(parts.hour.map(|hour| (hour, parts.minute.unwrap_or(0))));
        let parts = &self.with_story_day(parts);
        let EntryText { text, span, parts: said } = said;
        let at = match self.clock.place(parts, &written) {
            Ok((at, doubt)) => {
                if let Some(doubt) = doubt {
                    self.doubt(doubt, &written, &span);
                }
                at
            }
            Err(error) => {
                self.complain(error, &written, &span, "the entry stays, its time counts as unknown");
                Timepoint::Unknown
            }
        };
        let until = until.and_then(|until| self.clock.until(until, &at));
        let ends_later = |from: &Moment| until.as_ref().is_some_and(|until| until.date() > from.date());
        match at.known() {
            // What follows a stretch of days is on one of them.
            Some(from) if from.precision <= Precision::Day && ends_later(from) => self.clock.begin_day(None),
            Some(from) => self.clock.past_midnight |= ends_later(from),
            None => {}
        }
        self.entries.push(TimelineEntry { at, until, written, text, span, parts: said });
    }

    /// A clock of the story's second day is of the day after its first; where days are counted from nought, or the first is not known,
    /// it is of no day that anybody could tell.
    fn with_story_day(&self, parts: &TimeParts) -> TimeParts {
        let mut parts = parts.clone();
        let Some(day) = parts.story_day else { return parts };
        let first = self.body.date.filter(|_| day > 0 && !self.body.text.contains("Day 0"));
        match first.and_then(|first| first.checked_add((i64::from(day) - 1).days()).ok()) {
            Some(date) => {
                let unsigned = |number: i8| u8::try_from(number).ok();
                (parts.year, parts.month, parts.day) =
                    (Some(date.year()), unsigned(date.month()), unsigned(date.day()));
            }
            None => parts.masked = true,
        }
        parts
    }

    /// Takes the day that a heading or a line is for what follows. One that cannot be, or is several, leaves what follows without a day.
    pub(crate) fn day(&mut self, found: &ScannedTime, title: &str, span: &Span) {
        let written = title.get(..found.end).unwrap_or_default().trim();
        if found.until.is_some() {
            self.clock.begin_day(None);
        } else if let Err(error) = self.clock.turn_to(&found.parts, written) {
            self.complain(
                error,
                written,
                span,
                "write a day such as `2024-03-11`; the times below it, up to the next day, count as unknown",
            );
            self.doubts.push(TimeDoubt::SomeDay);
        }
    }

    /// Takes the zone that a heading, a header or a sentence names for the times that follow.
    pub(crate) fn take_zone(&mut self, said: SaidZone, span: &Span) -> TimeZone {
        let (zone, doubtful) = at_home(said, self.body.known.zone, self.clock.date);
        if let Some(letters) = doubtful {
            self.doubt(TimeDoubt::Letters(letters), letters, span);
        }
        self.clock.state_zone(zone.clone());
        zone
    }

    /// A finding about the time `written` somewhere in `span`.
    pub(crate) fn complain(&mut self, error: TimeError, written: &str, span: &Span, hint: &str) {
        let rule = error.rule();
        let label = if rule == Rule::TimeAmbiguous { "two days" } else { "not a time" };
        let finding = Diagnostic::new(rule, self.body.known.shown_path, time_complaint(error, written));
        self.findings.push(finding.at(self.place_of(written, span)).label(label).hint(hint));
    }

    /// A finding about what is uncertain of the time `written` somewhere in `span`; each kind is said once.
    fn doubt(&mut self, doubt: TimeDoubt, written: &str, span: &Span) {
        if self.doubts.contains(&doubt) {
            return;
        }
        self.doubts.push(doubt);
        let (message, hint) = match doubt {
            TimeDoubt::Carried => (
                format!("`{written}` is earlier than the time before it and was taken for the next day"),
                "write the day where a new one begins",
            ),
            TimeDoubt::SomeDay => (
                format!("`{written}` could be of more than one day"),
                "write its day; until then its time counts as unknown",
            ),
            TimeDoubt::Letters(letters) if is_shared(letters) => (
                format!("`{letters}` is what several zones are called"),
                "write the offset, such as `+08:00`, or set `timezone` to the zone that is meant",
            ),
            TimeDoubt::Letters(letters) => (
                format!(
                    "`{letters}` is standard time, and clocks showed summer time that day: it was read as those clocks"
                ),
                "write the offset, such as `-07:00`, or the zone's place, such as `America/Los_Angeles`",
            ),
        };
        let shown = if let TimeDoubt::Letters(letters) = doubt { letters } else { written };
        let finding = Diagnostic::new(Rule::TimeAmbiguous, self.body.known.shown_path, message);
        self.findings.push(finding.at(self.place_of(shown, span)).hint(hint));
    }

    /// Where `written` stands in `span`; all of it where it is written otherwise.
    fn place_of(&self, written: &str, span: &Span) -> Span {
        let place = self.body.text.get(span.clone()).and_then(|raw| raw.find(written));
        place.map_or(span.clone(), |i| span.start + i..span.start + i + written.len())
    }

    /// The events' own span, for tables.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        span_of(self.body.events, range)
    }
}
