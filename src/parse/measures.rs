//! Labelled lines become times, durations and the few words that have fields of their own.

use crate::diag::Diagnostic;
use crate::model::{Config, Fact, Incident, Span, Timepoint, Times};
use crate::parse::durations::duration;
use crate::parse::found::Body;
use crate::parse::labels::Label;
use crate::parse::residue::is_residue;
use crate::parse::scan::scan;
use crate::parse::times::{TimeContext, TimeError, resolve, timepoint};

/// What a label's name says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Names of labels, per meaning.
const NAMES: &[(Meaning, &[&str])] = &[
    (
        Meaning::Date,
        &[
            "date",
            "incident date",
            "date of incident",
            "date of the incident",
            "day",
            "datum",
            "fecha",
            "data",
            "date de l incident",
            "date de lincident",
            "fecha del incidente",
            "data do incidente",
            "日付",
            "発生日",
            "日期",
            "date of outage",
            "outage date",
            "datum des vorfalls",
            "event date",
            "dates",
        ],
    ),
    (
        Meaning::Window,
        &[
            "when",
            "time",
            "incident window",
            "outage window",
            "incident time",
            "times",
            "date time",
            "date and time",
            "impact window",
            "wann",
            "zeitraum",
            "zeit",
            "période",
            "period",
            "time period",
            "impact time",
            "発生日時",
            "日時",
            "date range",
            "uhrzeit",
            "periodo",
        ],
    ),
    (
        Meaning::Started,
        &[
            "start",
            "start time",
            "started",
            "started at",
            "start date",
            "incident start",
            "incident started",
            "begin",
            "began",
            "began at",
            "from",
            "impact start",
            "start of impact",
            "incident start time",
            "outage start",
            "time started",
            "start of incident",
            "beginning",
            "beginn",
            "anfang",
            "von",
            "startzeit",
            "début",
            "heure de début",
            "date de début",
            "inicio",
            "hora de inicio",
            "comienzo",
            "início",
            "inizio",
            "begonnen",
            "starttijd",
            "starttid",
            "開始",
            "開始時刻",
            "発生",
            "発生時刻",
            "开始时间",
            "incident began",
            "time of incident",
            "occurred",
            "occurred at",
            "impact started",
            "issue start",
            "customer impact start",
            "start datetime",
            "time of occurrence",
            "incident start date",
        ],
    ),
    (
        Meaning::Detected,
        &[
            "detected",
            "detected at",
            "detection time",
            "time detected",
            "time of detection",
            "discovered",
            "discovered at",
            "incident detected",
            "first detected",
            "erkannt",
            "bemerkt",
            "entdeckt",
            "détecté",
            "heure de détection",
            "detectado",
            "hora de detección",
            "検知",
            "検知時刻",
            "noticed",
            "alerted at",
            "identified",
            "date detected",
            "reported at",
            "发现时间",
        ],
    ),
    (
        Meaning::Acknowledged,
        &["acknowledged", "acknowledged at", "ack", "time acknowledged", "response started", "responded at"],
    ),
    (
        Meaning::Mitigated,
        &[
            "mitigated",
            "mitigated at",
            "mitigation time",
            "time mitigated",
            "time of mitigation",
            "impact mitigated",
            "stabilised",
            "stabilized",
            "impact end",
            "end of impact",
            "impact ended",
            "customer impact end",
            "entschärft",
            "mitigado",
        ],
    ),
    (
        Meaning::Resolved,
        &[
            "resolved",
            "resolved at",
            "resolution time",
            "time resolved",
            "time of resolution",
            "end",
            "end time",
            "ended",
            "ended at",
            "end date",
            "incident end",
            "incident ended",
            "incident end time",
            "finished",
            "outage end",
            "incident resolved",
            "fixed",
            "fixed at",
            "recovered",
            "restored",
            "until",
            "ende",
            "endzeit",
            "behoben",
            "gelöst",
            "bis",
            "fin",
            "heure de fin",
            "date de fin",
            "résolu",
            "resuelto",
            "hora de fin",
            "fim",
            "resolvido",
            "término",
            "fine",
            "risolto",
            "opgelost",
            "löst",
            "slut",
            "終了",
            "復旧",
            "復旧時刻",
            "解消",
            "结束时间",
            "恢复时间",
            "closed at",
            "time of recovery",
            "issue end",
            "incident end date",
            "date resolved",
            "service restored",
            "full recovery",
        ],
    ),
    (
        Meaning::Reviewed,
        &[
            "review date",
            "reviewed",
            "postmortem date",
            "post mortem date",
            "meeting date",
            "date of review",
            "postmortem meeting",
            "reviewed on",
            "review meeting",
        ],
    ),
    (
        Meaning::Published,
        &[
            "published",
            "publication date",
            "date published",
            "published on",
            "published at",
            "report date",
            "date of report",
        ],
    ),
    (
        Meaning::TimeToDetection,
        &[
            "time to detection",
            "time to detect",
            "ttd",
            "mttd",
            "detection delay",
            "time until detection",
            "zeit bis zur erkennung",
            "zeit bis zur entdeckung",
            "temps de détection",
            "délai de détection",
            "tiempo de detección",
            "tiempo hasta la detección",
            "tempo de detecção",
            "検知までの時間",
            "time taken to detect",
        ],
    ),
    (
        Meaning::TimeToMitigation,
        &["time to mitigation", "time to mitigate", "ttm", "mttm", "time until mitigation", "tiempo de mitigación"],
    ),
    (
        Meaning::TimeToRecovery,
        &[
            "time to recovery",
            "time to recover",
            "time to resolution",
            "time to resolve",
            "time to restore",
            "time to restore service",
            "time to fix",
            "time to repair",
            "ttr",
            "mttr",
            "ttres",
            "time until recovery",
            "time until resolution",
            "zeit bis zur behebung",
            "zeit bis zur wiederherstellung",
            "temps de résolution",
            "délai de résolution",
            "tiempo de resolución",
            "tiempo de recuperación",
            "tempo de resolução",
            "復旧までの時間",
            "time taken to resolve",
            "resolution time",
        ],
    ),
    (
        Meaning::Total,
        &[
            "duration",
            "incident duration",
            "outage duration",
            "total duration",
            "downtime",
            "total downtime",
            "length",
            "outage length",
            "time down",
            "length of outage",
            "duration of outage",
            "impact duration",
            "duration of impact",
            "customer impact duration",
            "duration of incident",
            "duration of the incident",
            "total time",
            "dauer",
            "gesamtdauer",
            "ausfalldauer",
            "ausfallzeit",
            "durée",
            "durée totale",
            "durée de l incident",
            "duración",
            "duración total",
            "duração",
            "durata",
            "duur",
            "varaktighet",
            "期間",
            "影響時間",
            "停止時間",
            "障害時間",
            "持续时间",
            "故障时长",
            "service downtime",
            "elapsed time",
        ],
    ),
    (
        Meaning::Severity,
        &[
            "severity",
            "sev",
            "severity level",
            "incident severity",
            "sev level",
            "schweregrad",
            "sévérité",
            "gravité",
            "severidad",
            "gravedad",
            "severidade",
            "gravidade",
            "gravità",
            "ernst",
            "allvarlighetsgrad",
            "重大度",
            "深刻度",
            "严重程度",
            "priority",
            "incident level",
            "priorität",
            "incident priority",
            "impact level",
            "障害レベル",
        ],
    ),
    (
        Meaning::Customers,
        &[
            "customers",
            "customers affected",
            "affected customers",
            "customers impacted",
            "users affected",
            "affected users",
            "users impacted",
            "number of customers",
            "impacted customers",
            "impacted users",
            "betroffene kunden",
            "clients touchés",
            "clientes afectados",
            "affected users count",
        ],
    ),
    (
        Meaning::Regions,
        &[
            "region",
            "regions",
            "affected regions",
            "regions affected",
            "impacted regions",
            "regionen",
            "régions",
            "regiones",
            "location",
            "locations",
            "datacenter",
            "datacentre",
            "data center",
        ],
    ),
];

/// What a label called `name` says.
pub(super) fn meaning(name: &str) -> impl Iterator<Item = Meaning> + '_ {
    let bare = name.strip_suffix(" utc").or_else(|| name.strip_suffix(" time utc")).unwrap_or(name);
    NAMES.iter().filter(move |(_, names)| names.contains(&bare)).map(|(meaning, _)| *meaning)
}

/// Takes what the labelled lines say, where `incident` is silent. Findings are about impossible times.
pub(super) fn measures(body: &Body<'_>, incident: &mut Incident) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for label in &body.labels {
        let wanted: Vec<Meaning> = meaning(&label.name).collect();
        if wanted.is_empty() {
            continue;
        }
        let value = label.plain(body.text, body.events);
        for meaning in wanted {
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
            Err(TimeError::Impossible(message)) => {
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
