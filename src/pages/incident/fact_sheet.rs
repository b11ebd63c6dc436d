//! The key facts of an incident: a quiet list of what is known, with a word on where a time came from.

use jiff::SignedDuration;
use serde::Serialize;
use tera::Value;

use crate::link::{FacetKind, PageIx};
use crate::model::{Fact, Incident, Moment, Origin, Page, Role, StatedDurations, Timepoint};
use crate::parse::fragment_text;
use crate::views::Views;
use crate::words::moments::{self, When, when};
use crate::words::{codes, durations, latent, numbers, phrases};

/// One fact: a label and whichever form its value has.
#[derive(Debug, Default, Serialize)]
pub(crate) struct FactRow {
    pub label: &'static str,
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

const LATENT: &str = "Latent since";

/// So few further facts are not worth a fold.
const FEW: usize = 3;

/// The facts of an incident.
pub(crate) fn of_incident(views: &Views, ix: PageIx, incident: &Incident) -> FactSheet {
    let rows = rows(views, ix, incident);
    let has = |name: &str| rows.iter().any(|row| row.label == name);
    let when = rows.iter().find(|row| row.when.is_some() && row.label != LATENT).map(|row| row.label);
    let long = ["Until resolved", "Lasted", "Until mitigated"].into_iter().find(|name| has(name));
    let asked = |row: &FactRow| {
        matches!(row.label, "Severity" | LATENT | "Services" | "Found by") || [when, long].contains(&Some(row.label))
    };
    let few = rows.iter().filter(|row| !asked(row)).count() <= FEW;
    let (first, more) = rows.into_iter().partition(|row| few || asked(row));
    FactSheet { first, more, written_by: phrases::list(&views.site.pages[ix].authors) }
}

fn rows(views: &Views, ix: PageIx, incident: &Incident) -> Vec<FactRow> {
    let page = &views.site.pages[ix];
    let mut rows = Vec::new();
    rows.push(FactRow { severities: views.names_of(ix, FacetKind::Severity), ..label("Severity") });
    rows.extend(times(views, incident));
    rows.extend(durations(incident));
    rows.extend(latent(views, page));
    let facet = |kind: FacetKind, name| FactRow { links: views.names_of(ix, kind), ..label(name) };
    rows.push(facet(FacetKind::Service, "Services"));
    rows.push(facet(FacetKind::Team, "Teams"));
    // Without a section about them, factors stand in the story.
    if page.section(Role::Factors).is_some() {
        rows.push(facet(FacetKind::Factor, "Contributing factors"));
    }
    rows.extend(detection(incident));
    rows.extend(extent(incident));
    rows.extend(people(incident));
    rows.extend(context(page, incident));
    rows.retain(|row| row.when.is_some() || row.text.is_some() || !row.links.is_empty() || !row.severities.is_empty());
    rows
}

fn label(label: &'static str) -> FactRow {
    FactRow { label, ..FactRow::default() }
}

/// A fact in words.
pub(crate) fn text(name: &'static str, text: Option<String>) -> FactRow {
    FactRow { text, ..label(name) }
}

/// Since when a condition had been there that took part.
fn latent(views: &Views, page: &Page) -> Option<FactRow> {
    let since = latent::since(page)?;
    let row = text(LATENT, Some(since.before));
    Some(FactRow { when: Some(when(since.date, &views.zone)), anchor: since.anchor, ..row })
}

fn times(views: &Views, incident: &Incident) -> Vec<FactRow> {
    let times = &incident.times;
    let known = [
        ("Started", &times.started),
        ("Detected", &times.detected),
        ("Acknowledged", &times.acknowledged),
        ("Mitigated", &times.mitigated),
        ("Resolved", &times.resolved),
        ("First notes", &times.captured),
        ("Reviewed", &times.reviewed),
    ];
    let row = |(name, fact): (&'static str, &Option<Fact<Timepoint>>)| {
        let fact = fact.as_ref()?;
        let row = FactRow { note: note(incident, fact).map(str::to_owned), ..label(name) };
        Some(match &fact.value {
            Timepoint::Unknown => FactRow { text: Some("not known".into()), ..row },
            Timepoint::Known(moment) => FactRow { when: Some(when(moment, &views.zone)), ..row },
        })
    };
    known.into_iter().filter_map(row).collect()
}

/// Where an inferred time came from, in words.
fn note(incident: &Incident, fact: &Fact<Timepoint>) -> Option<&'static str> {
    match fact.origin {
        Origin::FrontMatter => None,
        Origin::FileName => Some("from the file name"),
        Origin::Row => Some("from the timeline"),
        _ if incident.timeline.iter().any(|entry| entry.at == fact.value) => Some("from the timeline"),
        Origin::Label | Origin::Section | Origin::Sentence => Some("from the text"),
    }
}

fn durations(incident: &Incident) -> Vec<FactRow> {
    let times = &incident.times;
    let moment = |fact: &Option<Fact<Timepoint>>| fact.as_ref().and_then(|fact| fact.value.known().cloned());
    let started = moment(&times.started);
    let between = |end: &Option<Fact<Timepoint>>| positive(started.as_ref()?, &moment(end)?);
    let StatedDurations { detection, mitigation, recovery, total } = &incident.durations;
    let row = |name, stated: &Option<Fact<Option<SignedDuration>>>, between: Option<SignedDuration>| {
        let stated = stated.as_ref().and_then(|fact| fact.value);
        let note = stated.filter(|stated| Some(*stated) != between).map(|_| match between {
            Some(between) => format!("as written; {} by the times", durations::length(between)),
            None => String::from("as written"),
        });
        FactRow { note, ..text(name, stated.or(between).map(durations::length)) }
    };
    let mut rows = vec![
        row("Until detected", detection, between(&times.detected)),
        row("Until mitigated", mitigation, between(&times.mitigated)),
        row("Until resolved", recovery, between(&times.resolved)),
    ];
    if rows[2].text.is_none() {
        rows.push(row("Lasted", total, None));
    }
    rows
}

fn positive(from: &Moment, until: &Moment) -> Option<SignedDuration> {
    from.until(until).filter(|duration| !duration.is_negative())
}

fn detection(incident: &Incident) -> Vec<FactRow> {
    let alert = |alert: &crate::model::Alert| match &alert.verdict {
        Some(verdict) => format!("{} ({verdict})", alert.name),
        None => alert.name.clone(),
    };
    let alerts = incident.alerts.iter().map(alert).collect::<Vec<_>>().join(", ");
    vec![
        text("Found by", incident.detection.as_ref().map(|fact| codes::detection(&fact.value).to_owned())),
        text("Alerts", Some(alerts).filter(|alerts| !alerts.is_empty())),
        text("A sign nobody read", written(&incident.signal_existed)),
    ]
}

fn extent(incident: &Incident) -> Vec<FactRow> {
    vec![
        text("Customers", plain(&incident.customers).map(numbers::grouped)),
        text("Regions", joined(&incident.regions)),
        text("Domain", incident.domain.as_ref().map(|fact| phrases::spaced(&fact.value))),
        text("Trigger", written(&incident.trigger)),
        text("Conditions", joined(&incident.conditions)),
        text("How new it was", incident.novelty.as_ref().map(|fact| phrases::spaced(&fact.value))),
    ]
}

fn people(incident: &Incident) -> Vec<FactRow> {
    let number = |name, count: &Option<Fact<u32>>| text(name, count.as_ref().map(|count| count.value.to_string()));
    vec![
        number("People involved", &incident.people_involved),
        number("People paged", &incident.paged),
        number("Paged out of hours", &incident.paged_out_of_hours),
        number("Helped while off call", &incident.pulled_in_off_call),
    ]
}

fn context(page: &Page, incident: &Incident) -> Vec<FactRow> {
    let level = page.level.as_ref().map(|level| phrases::spaced(&level.value));
    let published = incident.times.published.as_ref().and_then(|fact| fact.value.known());
    vec![text("Depth", level), text("Published", published.map(|moment| moments::day(moment.date())))]
}

/// The value in plain text, when the author wrote it as a key; otherwise it is in the story.
fn written(fact: &Option<Fact<String>>) -> Option<String> {
    fact.as_ref().filter(|fact| !fact.inferred()).map(|fact| fragment_text(&fact.value))
}

fn plain(fact: &Option<Fact<String>>) -> Option<String> {
    fact.as_ref().map(|fact| fragment_text(&fact.value)).filter(|text| !text.is_empty())
}

fn joined(facts: &[Fact<String>]) -> Option<String> {
    let words: Vec<String> = facts.iter().map(|fact| phrases::spaced(&fact.value)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
