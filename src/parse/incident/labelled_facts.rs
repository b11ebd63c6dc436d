//! Labelled lines become times, durations and the few words that have fields of their own.

use crate::diag::{Diagnostic, Rule};
use crate::model::{Fact, Incident, Span, Timepoint, Times};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::stated_values::{severity, stated_duration};
use crate::parse::outline::Label;
use crate::parse::times::{RunningClock, TimeContext, TimeError, resolve, scan, time_complaint, timepoint};
use crate::parse::vocabulary::{LabelMeaning, label_meanings, says_nothing};

/// Takes what the labelled lines say, where `incident` is silent. Findings are about impossible times.
pub(crate) fn take_labelled(body: &IncidentBody<'_>, incident: &mut Incident) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for label in &body.labels {
        let wanted = label_meanings(&label.name);
        if wanted.is_empty() {
            continue;
        }
        let value = label.plain(body.text, body.events);
        for &meaning in wanted {
            let stated = Stated { label, value: &value, meaning };
            if stated.take(body, incident, &mut findings) {
                break;
            }
        }
    }
    findings
}

struct Stated<'a> {
    label: &'a Label,
    value: &'a str,
    meaning: LabelMeaning,
}

impl Stated<'_> {
    /// Whether the value was of the kind that the meaning takes.
    fn take(&self, body: &IncidentBody<'_>, incident: &mut Incident, findings: &mut Vec<Diagnostic>) -> bool {
        let span = &self.label.span;
        let d = &mut incident.durations;
        let duration = match self.meaning {
            LabelMeaning::TimeToDetection => &mut d.detection,
            LabelMeaning::TimeToMitigation => &mut d.mitigation,
            LabelMeaning::TimeToRecovery => &mut d.recovery,
            LabelMeaning::Total => &mut d.total,
            LabelMeaning::Severity => return self.severity(incident),
            LabelMeaning::Customers => return self.words(&mut incident.customers, 120),
            LabelMeaning::Regions => return self.regions(incident),
            _ => return self.time(body, &mut incident.times, findings),
        };
        let read = stated_duration(self.value);
        if let (Some(value), None) = (read, &duration) {
            *duration = Some(Fact::label(value, span.clone()));
        }
        let window = self.meaning == LabelMeaning::Total && self.window(body, &mut incident.times);
        read.is_some() || window
    }

    fn words(&self, field: &mut Option<Fact<String>>, max: usize) -> bool {
        let usable = !says_nothing(self.value) && self.value.chars().count() <= max;
        if usable && field.is_none() {
            *field = Some(Fact::label(self.value.to_owned(), self.label.span.clone()));
        }
        usable
    }

    fn severity(&self, incident: &mut Incident) -> bool {
        let value = severity(self.value);
        if let (Some(value), None) = (&value, &incident.severity) {
            incident.severity = Some(Fact::label(value.clone(), self.label.span.clone()));
        }
        value.is_some()
    }

    fn regions(&self, incident: &mut Incident) -> bool {
        if incident.regions.is_empty() && !says_nothing(self.value) && self.value.len() < 120 {
            let names = self.value.split([',', ';', '、']).map(str::trim).filter(|n| !n.is_empty());
            incident.regions =
                names.map(|n| Fact::label(n.trim_end_matches('.').to_owned(), self.label.span.clone())).collect();
        }
        true
    }

    fn time(&self, body: &IncidentBody<'_>, times: &mut Times, findings: &mut Vec<Diagnostic>) -> bool {
        if matches!(self.meaning, LabelMeaning::Date | LabelMeaning::Window) && self.window(body, times) {
            return true;
        }
        let context = context(body, times);
        let mut read = timepoint(self.value, &context);
        if let (Err(TimeError::Unreadable(_)), Some(found)) = (&read, scan(self.value)) {
            let rest = self.value.get(found.end..).unwrap_or_default();
            if found.until.is_none() && found.parts.day.is_some() && !rest.starts_with(char::is_alphanumeric) {
                read = resolve(&found.parts, self.value, &context);
            }
        }
        let field = match self.meaning {
            LabelMeaning::Detected => &mut times.detected,
            LabelMeaning::Acknowledged => &mut times.acknowledged,
            LabelMeaning::Mitigated => &mut times.mitigated,
            LabelMeaning::Resolved => &mut times.resolved,
            LabelMeaning::Reviewed => &mut times.reviewed,
            LabelMeaning::Published => &mut times.published,
            _ => &mut times.started,
        };
        match read {
            Ok(Timepoint::Unknown)
                if self.value.trim().is_empty()
                    || matches!(self.meaning, LabelMeaning::Date | LabelMeaning::Window) =>
            {
                false
            }
            Ok(at) => {
                if field.as_ref().is_none_or(|f| f.inferred() && coarser(&f.value, &at)) {
                    *field = Some(Fact::label(at, self.label.span.clone()));
                }
                true
            }
            Err(error @ TimeError::Impossible(_)) => {
                let message = time_complaint(error, self.value);
                let finding =
                    Diagnostic::new(Rule::TimeInvalid, body.known.shown_path, message).at(self.label.span.clone());
                findings.push(finding.label("not a time").hint("write it as `2024-03-11 09:12`"));
                true
            }
            Err(TimeError::Unreadable(_)) => false,
        }
    }

    /// "21:45 to 23:28 UTC": a start and an end.
    fn window(&self, body: &IncidentBody<'_>, times: &mut Times) -> bool {
        let Some(found) = scan(self.value) else { return false };
        let Some(until) = &found.until else { return false };
        let span: &Span = &self.label.span;
        let context = context(body, times);
        let Ok(start @ Timepoint::Known(_)) = resolve(&found.parts, self.value, &context) else { return false };
        let mut clock = RunningClock::new(context.date, context.zone, context.zone_origin);
        clock.set_date(&found.parts);
        let end = clock.until(until, &start);
        if times.started.as_ref().is_none_or(|f| f.inferred() && coarser(&f.value, &start)) {
            times.started = Some(Fact::label(start, span.clone()));
        }
        if let (Some(end), None) = (end, &times.resolved) {
            times.resolved = Some(Fact::label(Timepoint::Known(end), span.clone()));
        }
        true
    }
}

/// Whether `new` says more than `old`: "Start time" after "Date".
fn coarser(old: &Timepoint, new: &Timepoint) -> bool {
    match (old.known(), new.known()) {
        (Some(old), Some(new)) => old.precision < new.precision && old.date() == new.date(),
        _ => false,
    }
}

fn context<'b>(body: &'b IncidentBody<'_>, times: &Times) -> TimeContext<'b> {
    let started = times.started.as_ref().and_then(|f| f.value.known()).map(crate::model::Moment::date);
    let (zone, zone_origin) = body.zone();
    TimeContext { date: started.or(body.date), zone, zone_origin }
}
