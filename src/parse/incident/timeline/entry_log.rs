//! What a body says about when things happened, as it is gathered: entries, lines without a time, findings.

use std::ops::Range;

use jiff::tz::TimeZone;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Span, TimelineEntry, TimelineRemark, Timepoint};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::entry_parts::EntryText;
use crate::parse::markdown::span_of;
use crate::parse::times::{RunningClock, TimeParts, time_complaint};
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
}

impl EntryLog<'_, '_> {
    /// A line without a time.
    pub(crate) fn remark(&mut self, span: Span, says: bool) {
        let raw = self.body.text.get(span.clone()).unwrap_or_default();
        let end = span.start + raw.trim_end().len();
        self.remarks.push(TimelineRemark { span: span.start..end, says });
    }

    pub(crate) fn add(&mut self, parts: &TimeParts, until: Option<&TimeParts>, written: String, said: EntryText) {
        if parts.masked && (says_nothing(&said.text) || is_placeholder(&said.text)) {
            return self.remark(said.span, false);
        }
        let EntryText { text, span, parts: said } = said;
        let at = match self.clock.place(parts, &written) {
            Ok(at) => at,
            Err(error) => {
                self.complain(time_complaint(error, &written), &written, &span);
                Timepoint::Unknown
            }
        };
        let until = until.and_then(|until| self.clock.until(until, &at));
        self.entries.push(TimelineEntry { at, until, written, text, span, parts: said });
    }

    /// A finding about the time `written` somewhere in `span`.
    pub(crate) fn complain(&mut self, message: String, written: &str, span: &Span) {
        let place = self.body.text.get(span.clone()).and_then(|raw| raw.find(written));
        let place = place.map_or(span.clone(), |i| span.start + i..span.start + i + written.len());
        let finding = Diagnostic::new(Rule::TimeInvalid, self.body.known.shown_path, message).at(place);
        self.findings.push(finding.label("not a time").hint("the entry stays, its time counts as unknown"));
    }

    /// The events' own span, for tables.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        span_of(self.body.events, range)
    }
}
