//! Labelled lines become times, durations and the few words that have fields of their own.

use crate::diag::Diagnostic;
use crate::model::{Fact, Incident, Key, Span, Timepoint, Times};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::stated_values::{severity, stated_duration};
use crate::parse::incident::time_statements::TimeStatements;
use crate::parse::outline::Label;
use crate::parse::times::{
    RunningClock, ScannedTime, TimeContext, TimeError, resolve, scan, time_complaint, timepoint,
};
use crate::parse::vocabulary::{LabelMeaning, label_meanings, says_nothing};

/// Takes what the labelled lines say, where `incident` is silent. Findings are about impossible times.
pub(crate) fn take_labelled(
    body: &IncidentBody<'_>,
    incident: &mut Incident,
    told: &mut TimeStatements,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for label in day_first(body) {
        let wanted = label_meanings(&label.name);
        if wanted.is_empty() {
            continue;
        }
        let value = label.plain(body.text, body.events);
        for meaning in wanted {
            let stated = Stated { label, value: &value, meaning };
            if stated.take(body, incident, told, &mut findings) {
                break;
            }
        }
    }
    findings
}

/// The labelled lines, those with a day before those with no more than a clock, which is of that day.
fn day_first<'b>(body: &'b IncidentBody<'_>) -> impl Iterator<Item = &'b Label> {
    let only_clock = |label: &&Label| {
        let is_time = || label_meanings(&label.name).iter().any(|meaning| meaning.is_time());
        let clock = |value: &str| scan(value).is_some_and(|found| found.parts.has_time() && !found.parts.has_date());
        is_time() && clock(&label.plain(body.text, body.events))
    };
    let (clocks, days): (Vec<&Label>, Vec<&Label>) = body.labels.iter().partition(only_clock);
    days.into_iter().chain(clocks)
}

struct Stated<'a> {
    label: &'a Label,
    value: &'a str,
    meaning: LabelMeaning,
}

impl Stated<'_> {
    /// Whether the value was of the kind that the meaning takes.
    fn take(
        &self,
        body: &IncidentBody<'_>,
        incident: &mut Incident,
        told: &mut TimeStatements,
        findings: &mut Vec<Diagnostic>,
    ) -> bool {
        let span = &self.label.span;
        let d = &mut incident.durations;
        let duration = match self.meaning {
            LabelMeaning::TimeToDetection => &mut d.detection,
            LabelMeaning::TimeToMitigation => &mut d.mitigation,
            LabelMeaning::TimeToRecovery => &mut d.recovery,
            LabelMeaning::Total => &mut d.total,
            LabelMeaning::Severity => return self.severity(body, incident),
            LabelMeaning::Customers => return self.words(&mut incident.customers, 120),
            LabelMeaning::Regions => return self.regions(incident),
            _ => return self.time(body, &incident.times, told, findings),
        };
        let read = stated_duration(self.value);
        if let (Some(value), None) = (read, &duration) {
            *duration = Some(Fact::label(value, span.clone()));
        }
        let window = self.meaning == LabelMeaning::Total && self.window(body, &incident.times, told);
        read.is_some() || window
    }

    fn words(&self, field: &mut Option<Fact<String>>, max: usize) -> bool {
        let usable = !says_nothing(self.value) && self.value.chars().count() <= max;
        if usable && field.is_none() {
            *field = Some(Fact::label(self.value.to_owned(), self.label.span.clone()));
        }
        usable
    }

    fn severity(&self, body: &IncidentBody<'_>, incident: &mut Incident) -> bool {
        let value = severity(self.value, body.config);
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

    fn time(
        &self,
        body: &IncidentBody<'_>,
        times: &Times,
        told: &mut TimeStatements,
        findings: &mut Vec<Diagnostic>,
    ) -> bool {
        let whole = matches!(self.meaning, LabelMeaning::Date | LabelMeaning::Window | LabelMeaning::Started);
        if whole && self.window(body, times, told) {
            return true;
        }
        let mut context = context(body, times, told);
        if scan(self.value).is_some_and(|found| found.parts.next_day && !found.parts.has_date()) {
            context.date = context.date.and_then(|day| day.tomorrow().ok());
        }
        let mut read = timepoint(self.value, &context);
        if let (Err(TimeError::Unreadable(_)), Some(found)) = (&read, scan(self.value)) {
            let rest = self.value.get(found.end..).unwrap_or_default();
            if found.until.is_none() && found.parts.day.is_some() && !rest.starts_with(char::is_alphanumeric) {
                read = resolve(&found.parts, self.value, &context);
            }
        }
        if let (Err(TimeError::Unreadable(_)), Some(found)) = (&read, time_behind_words(self.value)) {
            read = resolve(&found.parts, self.value, &context);
        }
        // A day and a stretch of time are those of its beginning.
        let step = self.meaning.key().filter(|key| *key != Key::Date).unwrap_or(Key::Started);
        if self.meaning == LabelMeaning::Started && !matches!(read, Ok(Timepoint::Known(_))) && is_unknown(self.value) {
            told.say_unknown(step, self.label.span.clone());
            return true;
        }
        match read {
            Ok(Timepoint::Unknown)
                if self.value.trim().is_empty()
                    || matches!(self.meaning, LabelMeaning::Date | LabelMeaning::Window) =>
            {
                false
            }
            Ok(at) => {
                let fact = Fact::label(at, self.label.span.clone());
                match self.meaning {
                    LabelMeaning::Date => told.say_date(fact),
                    _ => told.say(step, fact),
                }
                true
            }
            Err(error @ (TimeError::Impossible(_) | TimeError::Ambiguous(_))) => {
                let rule = error.rule();
                let message = time_complaint(error, self.value);
                let finding = Diagnostic::new(rule, body.known.shown_path, message).at(self.label.span.clone());
                findings.push(finding.label("not a time").hint("write a time such as `2024-03-11 09:12`"));
                true
            }
            Err(TimeError::Unreadable(_)) => false,
        }
    }

    /// "21:45 to 23:28 UTC", "2 hours (9 October 10:00 – 12:00)": a start and an end.
    fn window(&self, body: &IncidentBody<'_>, times: &Times, told: &mut TimeStatements) -> bool {
        let inside = || scan(self.value.get(self.value.find(['(', '（'])? + 1..)?.trim_start());
        let found = scan(self.value)
            .filter(|found| found.until.is_some())
            .or_else(inside)
            .or_else(|| between_words(self.value))
            .or_else(|| clocks_behind(self.value));
        let Some(found) = found else { return false };
        let Some(until) = &found.until else { return false };
        let span: &Span = &self.label.span;
        let context = context(body, times, told);
        let Ok(start @ Timepoint::Known(_)) = resolve(&found.parts, self.value, &context) else { return false };
        let end = RunningClock::of(&context).until(until, &start);
        told.say(Key::Started, Fact::label(start, span.clone()));
        if let Some(end) = end {
            told.say(Key::Resolved, Fact::label(Timepoint::Known(end), span.clone()));
        }
        true
    }
}

/// Whether a value begins by saying that nobody knows: "unknown (seen first on Monday)". What is still to be filled in says nothing.
fn is_unknown(value: &str) -> bool {
    const UNKNOWN: [&str; 16] = [
        "unknown",
        "not known",
        "unclear",
        "unbekannt",
        "unklar",
        "inconnu",
        "desconocid",
        "desconhecid",
        "sconosciut",
        "onbekend",
        "ukjent",
        "ukendt",
        "okän",
        "nieznan",
        "неизвестн",
        "未知",
    ];
    let lower = value.trim_start_matches(['*', '_', ' ']).to_lowercase();
    UNKNOWN.iter().chain(&["不明", "알 수 없음"]).any(|unknown| lower.starts_with(unknown))
}

/// "First error at 2024-03-11 09:12 UTC": the one time of a value, with its day, behind what happened then.
fn time_behind_words(value: &str) -> Option<ScannedTime> {
    let starts = value.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
    let begins = |at: &usize| value[..*at].ends_with(' ');
    let mut end = 0;
    let mut dated = starts.filter(begins).filter_map(|at| {
        let found =
            scan(value.get(at..)?).filter(|found| at >= end && found.parts.has_time() && found.parts.day.is_some())?;
        end = at + found.end;
        Some((at, found))
    });
    let (at, found) = dated.next()?;
    let before = value.get(..at)?.trim_end();
    let leads =
        [" at", " on", " @", " –", " —", " -", "deployed", "released", ":"].iter().any(|lead| before.ends_with(lead));
    (leads && found.until.is_none() && dated.next().is_none()).then_some(found)
}

/// "Start: 09:12 UTC, End: 10:00 UTC", parted at what names the end.
fn at_end_word(value: &str) -> Option<(&str, &str)> {
    const ENDS: [&str; 6] = [", end", "; end", " end:", ", until ", ", resolved", ", restored"];
    let lower = value.to_ascii_lowercase();
    let at = ENDS.iter().filter_map(|end| lower.find(end)).min()?;
    Some((value.get(..at)?, value.get(at..)?))
}

/// "48 minutes, from 09:12 to 10:00 UTC": the stretch that stands behind a length.
fn clocks_behind(value: &str) -> Option<ScannedTime> {
    let at = value.find([',', ':', ';'])?;
    let rest = value.get(at + 1..)?.trim_start();
    let found = scan(rest).filter(|found| found.parts.has_time())?;
    (found.until.is_some() && value.get(..at)?.contains(char::is_alphabetic)).then_some(found)
}

/// "~2h (the belt stuck 21:01 UTC → freed 23:09 UTC)": two clocks that an arrow parts, with words before them.
fn between_words(value: &str) -> Option<ScannedTime> {
    let (first, second) = value.split_once('→').or_else(|| value.split_once("->")).or_else(|| at_end_word(value))?;
    let clock = |text: &str| {
        let starts = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at);
        let begins =
            |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | ':' | '.' | '/'));
        let mut read =
            starts.filter(begins).filter_map(|at| scan(text.get(at..)?)).filter(|found| found.parts.has_time());
        read.next().filter(|_| read.next().is_none())
    };
    let (mut from, to) = (clock(first)?, clock(second)?);
    if from.parts.zone.is_none() {
        (from.parts.zone, from.parts.letters) = (to.parts.zone.clone(), to.parts.letters);
    }
    from.until = Some(to.parts);
    Some(from)
}

fn context<'b>(body: &'b IncidentBody<'_>, times: &Times, told: &TimeStatements) -> TimeContext<'b> {
    let started = told.best(Key::Started, &times.started);
    let started = started.as_ref().and_then(|fact| fact.value.known()).map(crate::model::Moment::date);
    body.context(started.or(body.date))
}
