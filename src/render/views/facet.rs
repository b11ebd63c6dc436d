//! A service, team, severity, factor or tag becomes its page: what it is, what has broken there, what helped.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{Facet, FacetKind, PageIx};
use crate::model::{Fact, Incident};
use crate::render::views::list::{Counted, counted};
use crate::render::views::related::{self, Backlinks};
use crate::render::views::shell::{Frame, Sheet};
use crate::render::views::{Views, incident, newest, words};
use crate::text::shorten;

#[derive(Serialize)]
struct FacetView {
    name: Value,
    /// `Services`, the list it belongs to.
    list: &'static str,
    up: String,
    severity: bool,
    description: Option<String>,
    aliases: Vec<String>,
    team: Option<Value>,
    retired: Option<Retired>,
    body: Option<Value>,
    services: Vec<Value>,
    rows: Vec<Value>,
    sheet: Sheet,
    helped: Vec<Lesson>,
    takeaways: Vec<Lesson>,
    runbooks: Vec<Value>,
    factors: Vec<Counted>,
    involved: Vec<Counted>,
    backlinks: Option<Backlinks>,
}

#[derive(Serialize)]
struct Retired {
    since: Option<String>,
    successor: Option<Value>,
}

/// A sentence, and the incident it comes from.
#[derive(Serialize)]
struct Lesson {
    text: String,
    card: Value,
}

#[derive(Serialize)]
struct IndexView {
    title: &'static str,
    entries: Vec<Entry>,
    sheet: Sheet,
}

#[derive(Serialize)]
struct Entry {
    name: Value,
    description: Option<String>,
    retired: bool,
    severity: bool,
    count: String,
}

/// Incidents that are read for lessons, newest first.
const READ: usize = 60;

/// One value of a facet.
pub(crate) fn page(
    views: &Views<'_>,
    kind: FacetKind,
    ix: usize,
    sheet: usize,
    here: &str,
) -> (String, Vec<Diagnostic>) {
    let facet = &views.facets(kind)[ix];
    let (body, mut diagnostics) = match facet.page.filter(|_| sheet == 0) {
        Some(page) => incident::html(views, page, &incident::parts(&views.site.pages[page], None)),
        None => (Value::none(), Vec::new()),
    };
    let body = Some(body).filter(|body| body.as_str().is_some_and(|html| !html.is_empty()));
    let mut view = view(views, kind, ix, sheet, body);
    if sheet == 0 {
        learn(views, kind, facet, &mut view);
    }
    let mut frame = match facet.page {
        Some(page) => Frame::page(views, page, kind.folder()),
        None => Frame::list(views, here, &facet.name, kind.folder()),
    };
    here.clone_into(&mut frame.here);
    facet.name.clone_into(&mut frame.title);
    if !facet.description.is_empty() {
        frame.description = shorten(&words::plain(&facet.description), 160);
    }
    let (html, more) = frame.fill(views, "facet.html", &view);
    diagnostics.extend(more);
    (html, diagnostics)
}

fn view(views: &Views<'_>, kind: FacetKind, ix: usize, sheet: usize, body: Option<Value>) -> FacetView {
    let facet = &views.facets(kind)[ix];
    let text = |text: &str| Some(words::plain(text)).filter(|text| !text.is_empty());
    let own_summary = facet.page.and_then(|page| views.site.pages[page].summary.as_ref()).filter(|s| !s.inferred());
    let name = |kind: FacetKind, ix: usize| views.names[&kind][ix].clone();
    FacetView {
        name: name(kind, ix),
        list: words::facet(kind),
        up: format!("{}/index.html", kind.folder()),
        severity: kind == FacetKind::Severity,
        description: text(&facet.description).or_else(|| text(&own_summary?.value)),
        aliases: facet.aliases.clone(),
        team: facet.team.map(|team| name(FacetKind::Team, team)),
        retired: facet.retired.as_ref().map(|since| Retired {
            since: Some(since_words(since)).filter(|since| !since.is_empty()),
            successor: facet.successor.map(|ix| name(FacetKind::Service, ix)),
        }),
        body,
        services: Vec::new(),
        rows: views.cards_of(Sheet::rows(&facet.incidents, sheet)),
        sheet: Sheet::new(views, &facet.address, sheet, facet.incidents.len()),
        helped: Vec::new(),
        takeaways: Vec::new(),
        runbooks: Vec::new(),
        factors: Vec::new(),
        involved: Vec::new(),
        backlinks: None,
    }
}

/// What the first sheet says beyond its rows.
fn learn(views: &Views<'_>, kind: FacetKind, facet: &Facet, view: &mut FacetView) {
    if kind == FacetKind::Team
        && let Some(team) = views.facets(kind).iter().position(|other| other.address == facet.address)
    {
        let services = views.facets(FacetKind::Service).iter().enumerate();
        let run = services.filter(|(_, service)| service.team == Some(team));
        view.services = run.map(|(ix, _)| views.names[&FacetKind::Service][ix].clone()).collect();
    }
    view.helped = lessons(views, facet, |incident| &incident.helped);
    view.takeaways = lessons(views, facet, |incident| &incident.takeaways);
    view.runbooks = views.cards_of(&facet.runbooks[..facet.runbooks.len().min(50)]);
    if kind != FacetKind::Factor {
        view.factors = common(views, facet, FacetKind::Factor);
    }
    if kind != FacetKind::Service {
        view.involved = common(views, facet, FacetKind::Service);
    }
    view.backlinks = facet.page.and_then(|page| related::backlinks(views, page));
}

/// Up to eight sentences, at most two of one incident, newest first.
fn lessons(views: &Views<'_>, facet: &Facet, of: fn(&Incident) -> &Vec<Fact<String>>) -> Vec<Lesson> {
    let read = facet.incidents.iter().take(READ).filter_map(|&ix| Some((ix, views.site.pages[ix].incident()?)));
    let sentences = read.flat_map(|(ix, incident)| of(incident).iter().take(2).map(move |fact| (ix, &fact.value)));
    let lesson = |(ix, text): (PageIx, &String)| Lesson {
        text: shorten(&words::plain(text), 280),
        card: views.cards[ix].clone(),
    };
    sentences.map(lesson).filter(|lesson| !lesson.text.is_empty()).take(8).collect()
}

/// The values of another facet that several of the incidents share, most frequent first.
fn common(views: &Views<'_>, facet: &Facet, kind: FacetKind) -> Vec<Counted> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &incident in &facet.incidents {
        for &ix in views.site.links.facets_of[incident].get(&kind).into_iter().flatten() {
            *counts.entry(ix).or_default() += 1;
        }
    }
    let mut order: Vec<(usize, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(ix, count)| (std::cmp::Reverse(count), ix));
    let row = |(ix, count)| Counted { count: words::count(count, "incident", "incidents"), ..counted(views, kind, ix) };
    order.into_iter().take(8).map(row).collect()
}

/// The list of all values of a facet.
pub(crate) fn index(views: &Views<'_>, kind: FacetKind, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let facets = views.facets(kind);
    let start = sheet * crate::render::routes::SHEET;
    let entry = |(at, facet): (usize, &Facet)| Entry {
        name: views.names[&kind][start + at].clone(),
        description: Some(shorten(&words::plain(&facet.description), 240)).filter(|text| !text.is_empty()),
        retired: facet.retired.is_some(),
        severity: kind == FacetKind::Severity,
        count: words::count(facet.incidents.len(), "incident", "incidents"),
    };
    let title = words::facet(kind);
    let first = format!("{}/index.html", kind.folder());
    let view = IndexView {
        title,
        entries: Sheet::rows(facets, sheet).iter().enumerate().map(entry).collect(),
        sheet: Sheet::new(views, &first, sheet, facets.len()),
    };
    Frame::list(views, here, title, kind.folder()).fill(views, "facets.html", &view)
}

/// `2023-12-15` as `15 December 2023`; anything else as it is.
fn since_words(since: &str) -> String {
    since.parse::<jiff::civil::Date>().map_or_else(|_| since.to_owned(), super::moment::day)
}

/// The incidents in which a runbook is named, newest first.
pub(crate) fn runbook_incidents(views: &Views<'_>, ix: PageIx) -> Vec<(PageIx, Option<String>)> {
    let uses = views.site.links.runbook_uses.get(&ix).map_or(&[][..], Vec::as_slice);
    let outcomes: BTreeMap<PageIx, &Option<String>> = uses.iter().map(|(page, outcome)| (*page, outcome)).collect();
    let pages = newest(views.site, outcomes.keys().copied().collect());
    pages.into_iter().map(|page| (page, outcomes[&page].clone())).collect()
}
