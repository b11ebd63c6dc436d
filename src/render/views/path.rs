//! Reading paths: what to read, in which order, why, and how long it takes; and what a page says when it is a step of one.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{PageIx, Target};
use crate::markup::markdown;
use crate::model::{PageKind, Step};
use crate::render::views::incident;
use crate::render::views::related::{self, Backlinks};
use crate::render::views::shell::{Frame, Sheet};
use crate::views::Views;
use crate::views::path_places::{PathStep, leads_to, steps};
use crate::words::{codes, numbers, phrases};

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

#[derive(Serialize)]
struct PathView {
    card: Value,
    lede: Option<Value>,
    body: Value,
    steps: Vec<StepRow>,
    minutes: Option<String>,
    count: String,
    /// The cards of terms that several steps lean on.
    words: Vec<Value>,
    backlinks: Option<Backlinks>,
}

#[derive(Serialize)]
struct PathsView {
    paths: Vec<PathCard>,
    sheet: Sheet,
}

/// Steps of a path that lists know to count among those read.
const COUNTED: usize = 200;

/// The page of a path.
pub(crate) fn page(views: &Views, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let body = incident::html(views, ix, &incident::parts(page, None));
    let inline = |text: &str| Value::safe_string(&markdown::inline(&views.site, ix, text));
    let PathCard { card, steps, minutes, count, .. } = path_card(views, ix);
    let view = PathView {
        card,
        lede: page.summary.as_ref().filter(|summary| !summary.inferred()).map(|summary| inline(&summary.value)),
        body,
        steps,
        minutes,
        count,
        words: words_to_know(views, ix),
        backlinks: related::backlinks(views, ix),
    };
    Frame::page(views, ix, "paths").fill(views, "path.html", &view)
}

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
        count: numbers::count(steps.len(), "step", "steps"),
        keys: serde_json::Value::from(keys).to_string(),
        minutes: (minutes > 0).then(|| numbers::count(minutes, "minute", "minutes")),
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
            row.summary = page.summary.as_ref().and_then(|summary| phrases::meaning(&summary.value)).map(Value::from);
            row.minutes = row.minutes.or_else(|| Some(page.reading_minutes()));
        }
        Some(Target::Facet(kind, ix)) => {
            row.label = codes::facet_value(*kind).map(Value::from);
            row.summary = phrases::meaning(&views.facets(*kind)[*ix].description).map(Value::from);
        }
        _ => {}
    }
    row
}

/// Terms that the steps link to and that are no steps themselves: those of most steps first, at most six.
fn words_to_know(views: &Views, path: PageIx) -> Vec<Value> {
    let pages: Vec<PageIx> = steps(views, path).filter_map(|(_, target)| page_of(views, target?)).collect();
    let mut counts: BTreeMap<PageIx, usize> = BTreeMap::new();
    let words = pages.iter().flat_map(|&page| &views.site.links.words(page).terms);
    for term in words.filter(|term| !pages.contains(term)) {
        *counts.entry(*term).or_default() += 1;
    }
    let mut order: Vec<PageIx> = counts.keys().copied().collect();
    order.sort_by_key(|ix| (std::cmp::Reverse(counts[ix]), *ix));
    order.truncate(6);
    views.cards_of(&order)
}

/// The Markdown page that a target is, a service's own page included.
fn page_of(views: &Views, target: &Target) -> Option<PageIx> {
    match target {
        Target::Page(ix, _) => Some(*ix),
        Target::Facet(kind, ix) => views.facets(*kind)[*ix].page,
        _ => None,
    }
}

/// `paths/index.html`.
pub(crate) fn index(views: &Views, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = views.of_kind(PageKind::Path);
    let view = PathsView {
        paths: Sheet::rows(all, sheet).iter().map(|&ix| path_card(views, ix)).collect(),
        sheet: Sheet::new(views, "paths/index.html", sheet, all.len()),
    };
    Frame::list(views, here, "Where to start", "paths").fill(views, "paths.html", &view)
}
