//! Reading paths: what to read, in which order, why, and how long it takes.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{PageIx, Target};
use crate::model::{Detail, PageKind, Step};
use crate::render::views::related::{self, Backlinks};
use crate::render::views::shell::{Frame, Sheet};
use crate::render::views::{Views, incident};
use crate::render::{markdown, urls};

/// A path in a list.
#[derive(Serialize)]
pub(crate) struct PathCard {
    card: Value,
    steps: Vec<StepRow>,
    minutes: usize,
}

#[derive(Serialize)]
struct StepRow {
    title: String,
    /// The relative URL of the target, when there is one.
    address: Option<String>,
    url: Option<String>,
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
    minutes: usize,
    backlinks: Option<Backlinks>,
}

#[derive(Serialize)]
struct PathsView {
    paths: Vec<PathCard>,
    sheet: Sheet,
}

/// The page of a path.
pub(crate) fn page(views: &Views<'_>, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let (body, mut diagnostics) = incident::html(views, ix, &incident::parts(page, None));
    let inline = |text: &str| Value::safe_string(&markdown::inline(views.site, ix, text));
    let PathCard { card, steps, minutes } = path_card(views, ix);
    let view = PathView {
        card,
        lede: page.summary.as_ref().filter(|summary| !summary.inferred()).map(|summary| inline(&summary.value)),
        body,
        steps,
        minutes,
        backlinks: related::backlinks(views, ix),
    };
    let (html, more) = Frame::page(views, ix, "paths").fill(views, "path.html", &view);
    diagnostics.extend(more);
    (html, diagnostics)
}

/// A path with its steps.
pub(crate) fn path_card(views: &Views<'_>, ix: PageIx) -> PathCard {
    let page = &views.site.pages[ix];
    let steps: &[Step] = match &page.detail {
        Detail::Path(path) => &path.steps,
        _ => &[],
    };
    let targets = views.site.links.steps.get(&ix).map_or(&[][..], Vec::as_slice);
    let row = |(at, step): (usize, &Step)| step_row(views, ix, step, targets.get(at).and_then(Option::as_ref));
    let steps: Vec<StepRow> = steps.iter().enumerate().map(row).collect();
    let minutes = steps.iter().filter_map(|step| step.minutes).sum();
    PathCard { card: views.cards[ix].clone(), steps, minutes }
}

fn step_row(views: &Views<'_>, path: PageIx, step: &Step, target: Option<&Target>) -> StepRow {
    let why = step.why.as_deref().map(|why| Value::safe_string(&markdown::inline(views.site, path, why)));
    let minutes = step.minutes.map(|minutes| minutes as usize);
    let mut row =
        StepRow { title: step.target.clone(), address: None, url: None, label: None, summary: None, why, minutes };
    match target {
        Some(Target::Page(ix, _)) => {
            let card = &views.cards[*ix];
            row.title = views.site.pages[*ix].title.value.clone();
            row.address = Some(views.site.links.addresses[*ix].clone());
            row.label = card.get_from_path("label").cloned();
            row.summary = card.get_from_path("summary").cloned();
            row.minutes = minutes.or_else(|| Some(views.site.pages[*ix].reading_minutes()));
        }
        Some(Target::Facet(kind, ix)) => {
            let facet = &views.facets(*kind)[*ix];
            row.title.clone_from(&facet.name);
            row.address = Some(facet.address.clone());
        }
        Some(Target::Generated(address) | Target::Asset(address)) => row.address = Some(address.clone()),
        Some(Target::External(url) | Target::RemoteImage(url)) => row.url = urls::external(url).map(str::to_owned),
        Some(Target::Anchor(_) | Target::None) | None => {}
    }
    row
}

/// `paths/index.html`.
pub(crate) fn index(views: &Views<'_>, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = views.of_kind(PageKind::Path);
    let view = PathsView {
        paths: Sheet::rows(all, sheet).iter().map(|&ix| path_card(views, ix)).collect(),
        sheet: Sheet::new(views, "paths/index.html", sheet, all.len()),
    };
    Frame::list(views, here, "Where to start", "paths").fill(views, "paths.html", &view)
}
