//! A reading path becomes what is shown of it: its steps, where each leads, and how long it takes.

use std::collections::HashSet;

use serde::Serialize;
use tera::Value;

use crate::link::{FacetKind, PageIx, Target};
use crate::markup::markdown;
use crate::model::Step;
use crate::views::Views;
use crate::views::path_places::{PathStep, leads_to, steps};
use crate::words::{codes, phrases};

/// A path in a list.
#[derive(Serialize)]
pub(crate) struct PathCard {
    pub card: Value,
    pub steps: Vec<StepRow>,
    /// `25 minutes`, when known.
    pub minutes: Option<String>,
    /// `9 steps`.
    pub count: String,
    /// What its steps are remembered by, each once, as a JSON list.
    pub keys: String,
}

/// A step, and where it leads.
#[derive(Serialize)]
pub(crate) struct StepRow {
    title: String,
    /// What it is remembered by when a reader has read it: where it leads, else what it is called.
    key: String,
    /// The relative URL of the target, when there is one.
    address: Option<String>,
    url: Option<String>,
    /// What it is, when that needs saying.
    label: Option<Value>,
    summary: Option<Value>,
    why: Option<Value>,
    minutes: Option<usize>,
}

/// Steps of a path that lists know to count among those read.
const COUNTED: usize = 200;

/// A path with its steps.
pub(crate) fn path_card(views: &Views, ix: PageIx) -> PathCard {
    let row = |(step, target)| step_row(views, ix, step, target);
    let steps: Vec<StepRow> = steps(views, ix).map(row).collect();
    let minutes: usize = steps.iter().filter_map(|step| step.minutes).sum();
    let mut seen = HashSet::new();
    let keys: Vec<&str> =
        steps.iter().map(|step| step.key.as_str()).filter(|key| seen.insert(*key)).take(COUNTED).collect();
    PathCard {
        card: views.card(ix).clone(),
        count: views.site.wording.count("count.steps", steps.len()),
        keys: serde_json::Value::from(keys).to_string(),
        minutes: (minutes > 0).then(|| views.site.wording.count("length.minute", minutes)),
        steps,
    }
}

fn step_row(views: &Views, path: PageIx, step: &Step, target: Option<&Target>) -> StepRow {
    let inline = |why: &str| Value::safe_string(&markdown::inline(&views.site, path, why));
    let PathStep { title, address, url } = leads_to(views, step, target);
    let mut row = StepRow {
        key: address.as_ref().or(url.as_ref()).unwrap_or(&title).clone(),
        title,
        address,
        url,
        label: None,
        summary: None,
        why: step.why.as_deref().map(inline),
        minutes: step.minutes.map(|minutes| minutes as usize),
    };
    match target {
        Some(Target::Page(ix, _)) => {
            let card = views.card(*ix);
            row.label = card.get_from_path("label").filter(|label| !label.is_none()).cloned();
            let page = &views.site.pages[*ix];
            row.summary = phrases::meaning_of_page(&views.site, *ix).map(Value::from);
            row.minutes = row.minutes.or_else(|| Some(page.reading_minutes()));
        }
        Some(Target::Facet(kind, ix)) => {
            row.label = (*kind != FacetKind::Year).then(|| Value::from(codes::facet(&views.site.wording, *kind)));
            row.summary = phrases::meaning(&views.facets(*kind)[*ix].description).map(Value::from);
        }
        _ => {}
    }
    row
}
