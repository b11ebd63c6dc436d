//! The key facts of an incident: a quiet list of what is known, with a word on where a time came from.

use jiff::SignedDuration;
use serde::Serialize;
use tera::Value;

use crate::link::{FacetKind, PageIx};
use crate::model::{Fact, Incident, Moment, Origin, Page, Role, StatedDurations, Timepoint};
use crate::parse::fragment_text;
use crate::views::Views;
use crate::wording::Wording;
use crate::words::moments::{self, When, when};
use crate::words::{codes, durations, latent, phrases};

/// One fact: a label and whichever form its value has.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FactRow {
    /// The key of its label.
    #[serde(skip)]
    key: &'static str,
    pub label: String,
    pub when: Option<When>,
    pub text: Option<String>,
    pub links: Vec<Value>,
    /// Where in the page `when` is explained.
    pub anchor: Option<String>,
    /// Names and addresses of severities, which have a shape as well.
    pub severities: Vec<Value>,
    /// Where an inferred value came from.
    pub note: Option<String>,
}

/// The facts of an incident, in the order in which they are asked for.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FactSheet {
    /// What readers ask first: how bad, when, how long, where, found by whom.
    first: Vec<FactRow>,
    /// What some look up; the page folds them.
    more: Vec<FactRow>,
    /// The authors, in words.
    written_by: Option<String>,
}

const LATENT: &str = "latent";

/// So few further facts are not worth a fold.
const FEW: usize = 3;

/// The facts of an incident.
pub(crate) fn of_incident(views: &Views, ix: PageIx, incident: &Incident) -> FactSheet {
    let rows = rows(views, ix, incident);
    let has = |key: &str| rows.iter().any(|row| row.key == key);
    let when = rows.iter().find(|row| row.when.is_some() && row.key != LATENT).map(|row| row.key);
    let long = ["until_resolved", "lasted", "until_mitigated"].into_iter().find(|key| has(key));
    let asked = |row: &FactRow| {
        matches!(row.key, "severity" | LATENT | "services" | "found_by") || [when, long].contains(&Some(row.key))
    };
    let few = rows.iter().filter(|row| !asked(row)).count() <= FEW;
    let written_by = views.site.wording.list(&views.site.pages[ix].authors);
    let (first, more) = rows.into_iter().partition(|row| few || asked(row));
    FactSheet { first, more, written_by: Some(written_by).filter(|names| !names.is_empty()) }
}

fn rows(views: &Views, ix: PageIx, incident: &Incident) -> Vec<FactRow> {
    let page = &views.site.pages[ix];
    let mut rows = Vec::new();
    rows.push(FactRow { severities: views.names_of(ix, FacetKind::Severity), ..label("severity") });
    rows.extend(times(views, incident));
    rows.extend(durations(views, incident));
    rows.extend(latent(views, page));
    let facet = |kind: FacetKind, name| FactRow { links: views.names_of(ix, kind), ..label(name) };
    rows.push(facet(FacetKind::Service, "services"));
    rows.push(facet(FacetKind::Team, "teams"));
    // Without a section about them, factors stand in the story.
    if page.section(Role::Factors).is_some() {
        rows.push(facet(FacetKind::Factor, "factors"));
    }
    rows.extend(detection(views, incident));
    rows.extend(extent(views, incident));
    rows.extend(people(incident));
    rows.extend(context(views, incident, page));
    rows.retain(|row| row.when.is_some() || row.text.is_some() || !row.links.is_empty() || !row.severities.is_empty());
    for row in &mut rows {
        row.label = views.site.wording.say(&format!("facts.{}", row.key));
    }
    rows
}

fn label(key: &'static str) -> FactRow {
    FactRow { key, ..FactRow::default() }
}

/// A fact in words.
fn text(key: &'static str, text: Option<String>) -> FactRow {
    FactRow { text, ..label(key) }
}

/// Since when a condition had been there that took part.
fn latent(views: &Views, page: &Page) -> Option<FactRow> {
    let since = latent::since(page)?;
    let wording = &views.site.wording;
    let row = text(LATENT, Some(since.before(wording)));
    Some(FactRow { when: Some(when(wording, since.date, &views.zone)), anchor: since.anchor, ..row })
}

fn times(views: &Views, incident: &Incident) -> Vec<FactRow> {
    let (wording, times) = (&views.site.wording, &incident.times);
    let known = [
        ("started", &times.started),
        ("detected", &times.detected),
        ("acknowledged", &times.acknowledged),
        ("mitigated", &times.mitigated),
        ("resolved", &times.resolved),
        ("captured", &times.captured),
        ("reviewed", &times.reviewed),
    ];
    let row = |(name, fact): (&'static str, &Option<Fact<Timepoint>>)| {
        let fact = fact.as_ref()?;
        let row = FactRow { note: note(incident, fact).map(|key| wording.say(key)), ..label(name) };
        Some(match &fact.value {
            Timepoint::Unknown => FactRow { text: Some(wording.say("facts.not_known")), ..row },
            Timepoint::Known(moment) if views.is_on_some_clock(moment) => {
                let notes: Vec<String> = row.note.clone().into_iter().chain([wording.say("facts.no_zone")]).collect();
                FactRow { when: Some(moments::on_some_clock(wording, moment)), note: Some(wording.list(&notes)), ..row }
            }
            Timepoint::Known(moment) => FactRow { when: Some(when(wording, moment, &views.zone)), ..row },
        })
    };
    known.into_iter().filter_map(row).collect()
}

/// Where an inferred time came from, as a key.
fn note(incident: &Incident, fact: &Fact<Timepoint>) -> Option<&'static str> {
    match fact.origin {
        Origin::FrontMatter => None,
        Origin::FileName => Some("facts.from_file_name"),
        Origin::Row => Some("facts.from_timeline"),
        _ if incident.timeline.iter().any(|entry| entry.at == fact.value) => Some("facts.from_timeline"),
        Origin::Label | Origin::Section | Origin::Sentence => Some("facts.from_text"),
    }
}

fn durations(views: &Views, incident: &Incident) -> Vec<FactRow> {
    let (wording, times) = (&views.site.wording, &incident.times);
    let moment = |fact: &Option<Fact<Timepoint>>| fact.as_ref().and_then(|fact| fact.value.known().cloned());
    let started = moment(&times.started);
    let between = |end: &Option<Fact<Timepoint>>| positive(started.as_ref()?, &moment(end)?);
    let StatedDurations { detection, mitigation, recovery, total } = &incident.durations;
    let row = |name, stated: &Option<Fact<Option<SignedDuration>>>, between: Option<SignedDuration>| {
        let stated = stated.as_ref().and_then(|fact| fact.value);
        let note = stated.filter(|stated| Some(*stated) != between).map(|_| match between {
            Some(between) => wording.fill("facts.as_written_but", &[("length", &durations::length(wording, between))]),
            None => wording.say("facts.as_written"),
        });
        FactRow { note, ..text(name, stated.or(between).map(|length| durations::length(wording, length))) }
    };
    let mut rows = vec![
        row("until_detected", detection, between(&times.detected)),
        row("until_mitigated", mitigation, between(&times.mitigated)),
        row("until_resolved", recovery, between(&times.resolved)),
    ];
    if rows[2].text.is_none() {
        rows.push(row("lasted", total, None));
    }
    rows
}

fn positive(from: &Moment, until: &Moment) -> Option<SignedDuration> {
    from.until(until).filter(|duration| !duration.is_negative())
}

fn detection(views: &Views, incident: &Incident) -> Vec<FactRow> {
    let wording = &views.site.wording;
    let alert = |alert: &crate::model::Alert| match &alert.verdict {
        Some(verdict) => wording.fill("list.in_brackets", &[("text", &alert.name), ("note", verdict)]),
        None => alert.name.clone(),
    };
    let alerts = incident.alerts.iter().map(alert).collect::<Vec<_>>().join(&wording.say("list.between"));
    vec![
        text("found_by", incident.detection.as_ref().map(|fact| codes::detection(wording, &fact.value))),
        text("alerts", Some(alerts).filter(|alerts| !alerts.is_empty())),
        text("signal", written(&incident.signal_existed)),
    ]
}

fn extent(views: &Views, incident: &Incident) -> Vec<FactRow> {
    let wording = &views.site.wording;
    vec![
        text("customers", plain(&incident.customers).map(|customers| wording.grouped(&customers))),
        text("regions", joined(wording, &incident.regions)),
        text("domain", incident.domain.as_ref().map(|fact| phrases::spaced(&fact.value))),
        text("trigger", written(&incident.trigger)),
        text("conditions", joined(wording, &incident.conditions)),
        text("novelty", incident.novelty.as_ref().map(|fact| phrases::spaced(&fact.value))),
    ]
}

fn people(incident: &Incident) -> Vec<FactRow> {
    let number = |name, count: &Option<Fact<u32>>| text(name, count.as_ref().map(|count| count.value.to_string()));
    vec![
        number("people_involved", &incident.people_involved),
        number("paged", &incident.paged),
        number("paged_out_of_hours", &incident.paged_out_of_hours),
        number("off_call", &incident.pulled_in_off_call),
    ]
}

fn context(views: &Views, incident: &Incident, page: &Page) -> Vec<FactRow> {
    let level = page.level.as_ref().map(|level| phrases::spaced(&level.value));
    let published = incident.times.published.as_ref().and_then(|fact| fact.value.known());
    vec![
        text("level", level),
        text("published", published.map(|moment| moments::day(&views.site.wording, moment.date()))),
    ]
}

/// The value in plain text, when the author wrote it as a key; otherwise it is in the story.
fn written(fact: &Option<Fact<String>>) -> Option<String> {
    fact.as_ref().filter(|fact| !fact.inferred()).map(|fact| fragment_text(&fact.value))
}

fn plain(fact: &Option<Fact<String>>) -> Option<String> {
    fact.as_ref().map(|fact| fragment_text(&fact.value)).filter(|text| !text.is_empty())
}

fn joined(wording: &Wording, facts: &[Fact<String>]) -> Option<String> {
    let words: Vec<String> = facts.iter().map(|fact| phrases::spaced(&fact.value)).collect();
    (!words.is_empty()).then(|| words.join(&wording.say("list.between")))
}
