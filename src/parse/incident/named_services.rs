//! A body becomes the services that it names: under a heading for them, else those of the catalogue in what it says of itself.

use crate::model::{Config, Fact, Role, Span};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::section_points::{Paragraphs, section_points};
use crate::parse::incident::service_names::{catalogued, names, services};
use crate::parse::markdown::{BlockKind, BodyBlock, plain};
use crate::parse::outline::Label;
use crate::parse::vocabulary::{role, says_nothing};

/// Names of labelled lines that say which alert it was.
const ALERTS: [&str; 6] = ["alert", "alerts", "alert name", "alarm", "monitor", "アラート"];

/// Services under a Services heading, and those of the catalogue that the impact names; where there are none, those that the title, the
/// summary, a heading, an alert or the file's path names.
pub(crate) fn services_of(body: &IncidentBody<'_>) -> Vec<Fact<String>> {
    let mut found = Found::default();
    let regions: Vec<&BodyRegion> = body.of(Role::Services).collect();
    for point in section_points(body, &regions, Paragraphs::Points(3)) {
        let words = if point.events.is_empty() { point.text } else { plain(&body.events[point.events]) };
        found.add(services(&words, body.config), &point.span);
    }
    let listed = !found.names.is_empty();
    if body.config.service.is_empty() {
        return found.names;
    }
    for region in body.of(Role::Impact) {
        body.blocks_of(region).iter().for_each(|block| found.add(named_in(body, block), &block.span));
    }
    if !listed {
        of_catalogue(body, &mut found);
    }
    found.names
}

/// What the catalogue knows of the title, the summary, the headings, the alerts and the path.
fn of_catalogue(body: &IncidentBody<'_>, found: &mut Found) {
    found.add(catalogued(body.known.title, body.config), &(0..0));
    let summary = body.of(Role::Summary).flat_map(|region| body.blocks_of(region));
    summary.for_each(|block| found.add(named_in(body, block), &block.span));
    if let Some(lede) = lede(body) {
        found.add(named_in(body, lede), &lede.span);
    }
    for region in body.regions.iter().filter(|region| region.level > 0 && region.level < 7) {
        found.add(catalogued(&region.title, body.config), &region.heading);
    }
    let tells = |label: &&Label| ALERTS.contains(&label.name.as_str()) || says_of_itself(body, label);
    for label in body.labels.iter().filter(tells) {
        found.add(catalogued(&label.plain(body.text, body.events), body.config), &label.span);
    }
    found.add(of_path(body.known.shown_path, body.config), &(0..0));
}

/// The first paragraph, where it stands above the first heading or right below the title.
fn lede<'b>(body: &'b IncidentBody<'_>) -> Option<&'b BodyBlock> {
    let region = body.regions.iter().take(2).find(|region| region.role.is_none() && !region.blocks.is_empty())?;
    body.blocks_of(region).iter().find(|block| block.kind == BlockKind::Paragraph)
}

/// Labels whose value is about the incident as a whole.
fn says_of_itself(body: &IncidentBody<'_>, label: &Label) -> bool {
    let role = role(&label.title, body.known.lang, body.config);
    matches!(role, Some(Role::Summary | Role::Impact | Role::Services))
}

/// The services of the catalogue whose folder a file stands in, or whose name its own begins with, after a day.
fn of_path(path: &str, config: &Config) -> Vec<String> {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let words = name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ' ')).to_lowercase();
    let begins = |name: &str| {
        let rest = words.strip_prefix(&name.to_lowercase().replace(' ', "-"));
        rest.is_some_and(|rest| rest.starts_with(['-', '_', ' ', '.']))
    };
    let is_folder = |name: &str| folders.split('/').any(|folder| folder.eq_ignore_ascii_case(name));
    let known = config.service.iter().filter(|entry| names(entry).any(|name| is_folder(name) || begins(name)));
    known.map(|entry| entry.id.clone()).collect()
}

fn named_in(body: &IncidentBody<'_>, block: &BodyBlock) -> Vec<String> {
    catalogued(&plain(&body.events[block.events.clone()]), body.config)
}

/// Names so far, each once.
#[derive(Default)]
struct Found {
    names: Vec<Fact<String>>,
}

impl Found {
    fn add(&mut self, names: Vec<String>, span: &Span) {
        for name in names {
            if !says_nothing(&name) && !self.names.iter().any(|fact| fact.value.eq_ignore_ascii_case(&name)) {
                self.names.push(Fact::section(name, span.clone()));
            }
        }
    }
}
