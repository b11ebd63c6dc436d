//! Sections and labelled lines of a body become the facts that they state: factors, lessons, impact, services.

use crate::model::{CustomerStory, Fact, Incident, Role, Span, Surprise};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::detection_facts::{answered, how_found, way_beside_time};
use crate::parse::incident::how_found::{is_finding_label, labelled_way, names_several};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::lessons::{
    grouped_beside_lessons, is_heading_question, lessons, part_labelled_lessons, without_tick,
};
use crate::parse::incident::list_points::{Nesting, Point, points};
use crate::parse::incident::named_services::services_of;
use crate::parse::incident::section_points::{Paragraphs, by_section, points_of, section_opening, section_points};
use crate::parse::incident::service_names::services;
use crate::parse::incident::stated_values::{severity, teams};
use crate::parse::incident::told_severity::told_severity;
use crate::parse::incident::whys::asks_what_went_well;
use crate::parse::markdown::{BlockKind, cut, lines, plain};
use crate::parse::outline::Label;
use crate::parse::vocabulary::{LabelMeaning, label_meanings, normalise, role, says_nothing};

/// Sections whose points are facts of their own.
pub(crate) fn understanding(body: &IncidentBody<'_>, incident: &mut Incident) {
    if incident.factors.is_empty() {
        incident.factors = factors(body);
    }
    let facts = |points: Vec<Point>| -> Vec<Fact<String>> {
        let points = points.into_iter().filter(|point| !is_heading_question(body, &point.text));
        points.map(|p| Fact::section(cut(without_tick(&p.text), 600), p.span)).collect()
    };
    let fill = |role: Role, prose: Paragraphs, field: &mut Vec<Fact<String>>| {
        if field.is_empty() {
            *field = facts(points_of(body, role, prose));
        }
    };
    if incident.takeaways.is_empty() {
        incident.takeaways = facts(lessons(body));
    }
    fill(Role::OpenQuestions, Paragraphs::Points(8), &mut incident.open_questions);
    fill(Role::LookedAt, Paragraphs::Few, &mut incident.looked_at);
    fill(Role::Helped, Paragraphs::Points(8), &mut incident.helped);
    fill(Role::Lucky, Paragraphs::Points(8), &mut incident.lucky);
    for (role, field) in [(Role::Helped, &mut incident.helped), (Role::Lucky, &mut incident.lucky)] {
        if field.is_empty() {
            *field = facts(grouped_beside_lessons(body, role));
        }
    }
    if incident.surprise.is_empty() {
        let points = points_of(body, Role::Surprise, Paragraphs::Points(8)).into_iter();
        incident.surprise = points.map(|p| Fact::section(surprise(cut(&p.text, 600)), p.span)).collect();
    }
    part_labelled_lessons(body, incident);
}

/// Contributing factors: points, or headings of their own where each has its story below.
fn factors(body: &IncidentBody<'_>) -> Vec<Fact<String>> {
    let mut out: Vec<Fact<String>> = Vec::new();
    for regions in by_section(body, Role::Factors) {
        let headed: Vec<&&BodyRegion> = regions.iter().filter(|r| !r.own && r.level < 7).collect();
        let listed = |r: &BodyRegion| {
            body.blocks_of(r).first().is_some_and(|b| matches!(b.kind, BlockKind::List | BlockKind::Table))
        };
        let direct_list = regions.iter().any(|r| r.own && body.blocks_of(r).iter().any(|b| b.kind == BlockKind::List));
        if headed.len() > 1 && !direct_list && !headed.iter().any(|r| listed(r)) {
            out.extend(
                headed
                    .iter()
                    .filter(|r| !says_nothing(&r.title))
                    .map(|r| Fact::section(cut(&r.title, 300), r.heading.clone())),
            );
            continue;
        }
        let direct: Vec<&BodyRegion> = regions.iter().copied().filter(|r| r.own || r.level == 7 || listed(r)).collect();
        let mut points = section_points(body, &direct, Paragraphs::Few);
        if direct.first().is_some_and(|region| tells_the_remedy_too(&region.title)) {
            // "**Resolution:** …" is none; of plain paragraphs the first tells the cause.
            let grouped = |point: &Point| role(point.group.as_deref()?, body.known.lang, body.config);
            let tells_cure =
                |point: &Point| led_role(body, &point.text).or_else(|| grouped(point)) == Some(Role::Resolution);
            points.retain(|point| !tells_cure(point));
            let is_prose = |point: &Point| led_role(body, &point.text).is_none();
            let lists = direct.iter().any(|r| body.blocks_of(r).iter().any(|block| block.kind == BlockKind::List));
            points.truncate(if !lists && points.iter().all(is_prose) { 1 } else { points.len() });
        }
        let points = points.into_iter().filter(|point| !asks_what_went_well(&point.text));
        for point in points {
            let text = cut(without_tick(&point.text), 300);
            if !out.iter().any(|f| f.value == text) {
                out.push(Fact::section(text, point.span));
            }
        }
    }
    out
}

/// Whether a heading of causes announces besides how it was mended: "Root cause and resolution".
fn tells_the_remedy_too(title: &str) -> bool {
    let name = normalise(title);
    [" and resolution", " and fix", " and solution", " and remediation", " and mitigation"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// The role that the label before a point names.
fn led_role(body: &IncidentBody<'_>, text: &str) -> Option<Role> {
    let bare = text.trim_start_matches('*');
    let (name, _) = bare.split_once([':', '：']).filter(|(name, _)| name.len() < 40)?;
    role(name.trim_end_matches('*'), body.known.lang, body.config)
}

/// "**Root cause:** …" and its like: labelled lines that say what a section would.
pub(crate) fn labelled(body: &IncidentBody<'_>, incident: &mut Incident) {
    for label in &body.labels {
        if label.title.chars().count() > 60 {
            continue;
        }
        if incident.teams.is_empty()
            && ["team", "teams", "owning team", "responsible team"].contains(&label.name.as_str())
        {
            let names = teams(&label.plain(body.text, body.events), body.config);
            incident.teams = names.into_iter().map(|name| Fact::label(name, label.span.clone())).collect();
        }
        if incident.detection.is_none() && is_finding_label(&label.name) {
            let way = labelled_way(&label.name, body.known.lang, &label.plain(body.text, body.events));
            incident.detection = way.map(|way| Fact::label(way.to_owned(), label.span.clone()));
            continue;
        }
        if incident.detection.is_none() && label_meanings(&label.name).contains(&LabelMeaning::Detected) {
            let way = way_beside_time(body.known.lang, &label.plain(body.text, body.events));
            incident.detection = way.map(|way| Fact::label(way.to_owned(), label.span.clone()));
        }
        let Some(role) = role(&label.title, body.known.lang, body.config) else { continue };
        let value = label.source(body.text, body.events);
        if says_nothing(&value) {
            continue;
        }
        let fact = |max: usize| Fact::label(cut(&value, max), label.span.clone());
        let one = |field: &mut Vec<Fact<String>>, max: usize| {
            if field.is_empty() {
                field.push(fact(max));
            }
        };
        match role {
            Role::Factors => match scoped_label(&value) {
                Some(name) if incident.factors.is_empty() => {
                    incident.factors.push(Fact::label(name.to_owned(), label.span.clone()));
                }
                _ if incident.factors.is_empty() && value.ends_with([':', '：']) => {
                    incident.factors = led_on_to(body, label).unwrap_or_else(|| vec![fact(300)]);
                }
                _ => one(&mut incident.factors, 300),
            },
            Role::Helped => one(&mut incident.helped, 600),
            Role::Lucky => one(&mut incident.lucky, 600),
            // "Zakończenie" is a conclusion as well as an end.
            Role::Takeaways if !label_meanings(&label.name).iter().any(|meaning| meaning.is_time()) => {
                one(&mut incident.takeaways, 600);
            }
            Role::OpenQuestions => one(&mut incident.open_questions, 600),
            Role::Impact if incident.impact.is_none() && impact_section(body).is_none() => {
                incident.impact = Some(fact(600))
            }
            Role::Trigger if incident.trigger.is_none() => incident.trigger = Some(fact(600)),
            Role::Surprise if incident.surprise.is_empty() => incident.surprise.push(fact(600).map(surprise)),
            Role::Detection if incident.detection.is_none() => {
                let word = labelled_way(&label.name, body.known.lang, &label.plain(body.text, body.events));
                incident.detection = word.map(|w| Fact::label(w.to_owned(), label.span.clone()));
            }
            // "A component: …" is a sentence about one of them.
            Role::Services if incident.services.is_empty() && (label.bold || !label.name.starts_with("a ")) => {
                let lines = lines(body.events, label.value.clone());
                let names: Vec<String> = match lines.len() {
                    0 | 1 => services(&label.plain(body.text, body.events), body.config),
                    _ => lines.into_iter().flat_map(|line| services(&plain(&body.events[line]), body.config)).collect(),
                };
                incident.services = names.into_iter().map(|n| Fact::label(n, label.span.clone())).collect();
            }
            _ => {}
        }
    }
}

/// The points of the list that stands right below a label whose value leads on to it: "**Root causes:** These came together:".
fn led_on_to(body: &IncidentBody<'_>, label: &Label) -> Option<Vec<Fact<String>>> {
    let at = body.blocks.iter().position(|block| block.span.end >= label.span.end)?;
    let list = body.blocks.get(at + 1).filter(|block| block.kind == BlockKind::List)?;
    let points = points(body.text, body.events, list, Nesting::Points);
    let facts = points.into_iter().map(|point| Fact::label(cut(&point.text, 300), point.span)).collect::<Vec<_>>();
    (!facts.is_empty()).then_some(facts)
}

fn impact_section(body: &IncidentBody<'_>) -> Option<(String, Span)> {
    by_section(body, Role::Impact).iter().find_map(|regions| section_opening(body, regions, 600))
}

/// Impact, severity, detection, services, trigger and the customers' side, from their sections.
pub(crate) fn circumstances(body: &IncidentBody<'_>, incident: &mut Incident) {
    let first =
        |role: Role, max: usize| by_section(body, role).iter().find_map(|regions| section_opening(body, regions, max));
    let one = |field: &mut Option<Fact<String>>, role: Role| {
        if field.is_none() {
            *field = first(role, 600).map(|(text, span)| Fact::section(text, span));
        }
    };
    one(&mut incident.impact, Role::Impact);
    one(&mut incident.trigger, Role::Trigger);
    if incident.severity.is_none() {
        let found =
            first(Role::Severity, 200).and_then(|(text, span)| Some((severity(&unmarked(&text), body.config)?, span)));
        incident.severity = found.map(|(text, span)| Fact::section(text, span)).or_else(|| told_severity(body));
    }
    let is_of_several = |label: &Label| {
        let value = || label.plain(body.text, body.events);
        let says_how = || role(&label.title, body.known.lang, body.config) == Some(Role::Detection);
        (is_finding_label(&label.name) || says_how()) && names_several(body.known.lang, &value())
    };
    if incident.detection.is_none() && !body.labels.iter().any(is_of_several) {
        incident.detection = answered(body).or_else(|| how_found(body));
    }
    if incident.services.is_empty() {
        incident.services = services_of(body);
    }
    if incident.customer_story.is_none() {
        let story = first(Role::CustomerStory, 600);
        incident.customer_story = story
            .map(|(text, span)| Fact::section(CustomerStory { saw: Some(text), ..CustomerStory::default() }, span));
    }
}

/// What GitLab's `~"RootCause::Config-Change"` says.
fn scoped_label(value: &str) -> Option<&str> {
    let name = value.trim().strip_prefix('~')?.trim_matches(['"', '“', '”', '\\']);
    let name = name.rsplit_once("::").map_or(name, |(_, name)| name);
    (!name.is_empty() && !name.contains('~')).then_some(name)
}

fn unmarked(text: &str) -> String {
    text.replace(['*', '`', '_'], "")
}

/// A sentence, or its two halves where it is written as "Expected: … Actual: …".
fn surprise(text: String) -> Surprise {
    let halves = text.strip_prefix("Expected:").and_then(|rest| rest.split_once("Actual:"));
    let halves = halves.map(|(expected, actual)| (expected.trim().to_owned(), actual.trim().to_owned()));
    match halves.filter(|(expected, actual)| !expected.is_empty() && !actual.is_empty()) {
        Some((expected, actual)) => Surprise::Contrast { expected, actual },
        None => Surprise::Sentence(text),
    }
}
