//! Labelled lines become times, durations and the few words that have fields of their own.

use crate::diag::Diagnostic;
use crate::model::{Config, Fact, Incident, Span, Timepoint, Times};
use crate::parse::durations::duration;
use crate::parse::found::Body;
use crate::parse::labels::Label;
use crate::parse::residue::is_residue;
use crate::parse::scan::scan;
use crate::parse::times::{TimeContext, TimeError, complaint, resolve, timepoint};
use crate::parse::words::words;

/// What a label's name says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Meaning {
    Date,
    Window,
    Started,
    Detected,
    Acknowledged,
    Mitigated,
    Resolved,
    Reviewed,
    Published,
    TimeToDetection,
    TimeToMitigation,
    TimeToRecovery,
    Total,
    Severity,
    Customers,
    Regions,
}

/// What a label called `name` says.
pub(super) fn meaning(name: &str) -> &'static [Meaning] {
    let bare = name.strip_suffix(" utc").or_else(|| name.strip_suffix(" time utc")).unwrap_or(name);
    words().labels.get(bare).map_or(&[], Vec::as_slice)
}

/// Takes what the labelled lines say, where `incident` is silent. Findings are about impossible times.
pub(super) fn measures(body: &Body<'_>, incident: &mut Incident) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for label in &body.labels {
        let wanted = meaning(&label.name);
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
    meaning: Meaning,
}

impl Stated<'_> {
    /// Whether the value was of the kind that the meaning takes.
    fn take(&self, body: &Body<'_>, incident: &mut Incident, findings: &mut Vec<Diagnostic>) -> bool {
        let span = &self.label.span;
        let d = &mut incident.durations;
        let duration = match self.meaning {
            Meaning::TimeToDetection => &mut d.detection,
            Meaning::TimeToMitigation => &mut d.mitigation,
            Meaning::TimeToRecovery => &mut d.recovery,
            Meaning::Total => &mut d.total,
            Meaning::Severity => return self.severity(incident),
            Meaning::Customers => return self.words(&mut incident.customers, 120),
            Meaning::Regions => return self.regions(incident),
            _ => return self.time(body, &mut incident.times, findings),
        };
        let read = stated_duration(self.value);
        if let (Some(value), None) = (read, &duration) {
            *duration = Some(Fact::body(value, span.clone()));
        }
        let window = self.meaning == Meaning::Total && self.window(body, &mut incident.times);
        read.is_some() || window
    }

    fn words(&self, field: &mut Option<Fact<String>>, max: usize) -> bool {
        let usable = !is_residue(self.value) && self.value.chars().count() <= max;
        if usable && field.is_none() {
            *field = Some(Fact::body(self.value.to_owned(), self.label.span.clone()));
        }
        usable
    }

    fn severity(&self, incident: &mut Incident) -> bool {
        let value = severity(self.value);
        if let (Some(value), None) = (&value, &incident.severity) {
            incident.severity = Some(Fact::body(value.clone(), self.label.span.clone()));
        }
        value.is_some()
    }

    fn regions(&self, incident: &mut Incident) -> bool {
        if incident.regions.is_empty() && !is_residue(self.value) && self.value.len() < 120 {
            let names = self.value.split([',', ';', '、']).map(str::trim).filter(|n| !n.is_empty());
            incident.regions =
                names.map(|n| Fact::body(n.trim_end_matches('.').to_owned(), self.label.span.clone())).collect();
        }
        true
    }

    fn time(&self, body: &Body<'_>, times: &mut Times, findings: &mut Vec<Diagnostic>) -> bool {
        if matches!(self.meaning, Meaning::Date | Meaning::Window) && self.window(body, times) {
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
            Meaning::Detected => &mut times.detected,
            Meaning::Acknowledged => &mut times.acknowledged,
            Meaning::Mitigated => &mut times.mitigated,
            Meaning::Resolved => &mut times.resolved,
            Meaning::Reviewed => &mut times.reviewed,
            Meaning::Published => &mut times.published,
            _ => &mut times.started,
        };
        match read {
            Ok(Timepoint::Unknown)
                if self.value.trim().is_empty() || matches!(self.meaning, Meaning::Date | Meaning::Window) =>
            {
                false
            }
            Ok(at) => {
                if field.as_ref().is_none_or(|f| f.inferred() && coarser(&f.value, &at)) {
                    *field = Some(Fact::body(at, self.label.span.clone()));
                }
                true
            }
            Err(error @ TimeError::Impossible(_)) => {
                let message = complaint(error, self.value);
                let finding =
                    Diagnostic::new("time/invalid", body.known.shown_path, message).at(self.label.span.clone());
                findings.push(finding.label("not a time").hint("write it as `2024-03-11 09:12`"));
                true
            }
            Err(TimeError::Unreadable(_)) => false,
        }
    }

    /// "21:45 to 23:28 UTC": a start and an end.
    fn window(&self, body: &Body<'_>, times: &mut Times) -> bool {
        let Some(found) = scan(self.value) else { return false };
        let Some(until) = &found.until else { return false };
        let span: &Span = &self.label.span;
        let context = context(body, times);
        let Ok(start @ Timepoint::Known(_)) = resolve(&found.parts, self.value, &context) else { return false };
        let mut clock = crate::parse::entries::Clock::new(context.date, context.zone, context.zone_origin);
        clock.set_date(&found.parts);
        let end = clock.until(until, &start);
        if times.started.as_ref().is_none_or(|f| f.inferred() && coarser(&f.value, &start)) {
            times.started = Some(Fact::body(start, span.clone()));
        }
        if let (Some(end), None) = (end, &times.resolved) {
            times.resolved = Some(Fact::body(Timepoint::Known(end), span.clone()));
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

fn context<'b>(body: &'b Body<'_>, times: &Times) -> TimeContext<'b> {
    let started = times.started.as_ref().and_then(|f| f.value.known()).map(crate::model::Moment::date);
    let (zone, zone_origin) = body.zone();
    TimeContext { date: started.or(body.date), zone, zone_origin }
}

/// A duration, whole or before a remark, or in parentheses at the end: "21:45 to 23:28 UTC (103 minutes)".
#[expect(clippy::option_option, reason = "an unknown duration differs from a text that is none")]
pub(super) fn stated_duration(text: &str) -> Option<Option<jiff::SignedDuration>> {
    if text.trim().is_empty() {
        return None;
    }
    let inside = || {
        let start = text.rfind('(')?;
        let end = text.get(start..)?.find(')')?;
        duration(text.get(start + 1..start + end)?)
    };
    let head = || text.split([',', ';', '–', '—', '.']).next().filter(|h| h.len() < text.len()).and_then(duration);
    let known = |found: Option<Option<_>>| found.filter(Option::is_some);
    duration(text).or_else(|| known(inside())).or_else(|| known(head()))
}

/// A severity as people write one; nothing when the text is a discussion of it.
pub(super) fn severity(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    if is_residue(text) {
        return None;
    }
    let first = if text.chars().count() <= 40 {
        text
    } else {
        text.split([',', ';', '(', '.', '–', '—', ':'])
            .next()
            .unwrap_or_default()
            .split(" - ")
            .next()
            .unwrap_or_default()
            .trim()
    };
    let choices = text.matches('/').count() > 1 || text.matches('|').count() > 0;
    (!first.is_empty() && first.chars().count() <= 40 && first.split_whitespace().count() <= 5 && !choices)
        .then(|| first.to_owned())
}

/// Services that a labelled line or a list names; sentences name only what the catalogue knows.
pub(super) fn services(text: &str, config: &Config) -> Vec<String> {
    let names: Vec<&str> = text
        .split([',', ';', '、', '，'])
        .flat_map(|n| n.split(" and "))
        .map(|n| n.trim().trim_end_matches('.'))
        .collect();
    let short = names.iter().all(|n| n.split_whitespace().count() <= 4 && n.chars().count() <= 40);
    if short {
        return names
            .into_iter()
            .filter(|n| !is_residue(n))
            .map(|n| n.trim_matches(['`', '*', '_']).to_owned())
            .collect();
    }
    catalogued(text, config)
}

/// The teams of the catalogue in a list of names. Other names may be people's.
pub(super) fn teams(text: &str, config: &Config) -> Vec<String> {
    let names = text.split([',', ';', '、', '，']).flat_map(|name| name.split(" and "));
    let names: Vec<String> = names.map(|name| name.trim().trim_end_matches('.').to_lowercase()).collect();
    let same = |other: &String| names.contains(&other.to_lowercase());
    let known = config.team.iter().filter(|team| same(&team.id) || same(&team.name) || team.aliases.iter().any(same));
    known.map(|team| team.id.clone()).collect()
}

/// The services of the catalogue that a text names.
pub(super) fn catalogued(text: &str, config: &Config) -> Vec<String> {
    if config.service.is_empty() {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    let named = |name: &str| {
        let name = name.to_lowercase();
        !name.is_empty()
            && lower.match_indices(&name).any(|(i, _)| {
                let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                let before = lower.get(..i).and_then(|t| t.chars().next_back());
                let after = lower.get(i + name.len()..).and_then(|t| t.chars().next());
                !before.is_some_and(part) && !after.is_some_and(part)
            })
    };
    let known = config.service.iter().filter(|s| named(&s.id) || named(&s.name) || s.aliases.iter().any(|a| named(a)));
    known.map(|s| s.id.clone()).collect()
}
