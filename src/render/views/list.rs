//! Lists of pages: the front page, the newest incidents, a year, the runbooks.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::model::{PageKind, Surprise};
use crate::render::routes;
use crate::render::views::shell::{Frame, Sheet};
use crate::render::views::{Views, card, path, words};
use crate::text::shorten;

/// The incidents that `incidents/index.html` shows.
const NEWEST: usize = 100;

#[derive(Serialize)]
struct HomeView {
    start: Option<path::PathCard>,
    surprises: Vec<Story>,
    newest: Vec<Value>,
    /// Whether there are more than `newest`.
    more: bool,
    services: Vec<Counted>,
    factors: Vec<Counted>,
    pages: Vec<Value>,
    /// What else there is, when there are no incidents to lead with.
    collections: Vec<Collection>,
}

/// Pages of one kind on the front page.
#[derive(Serialize)]
struct Collection {
    title: &'static str,
    cards: Vec<Value>,
    /// The address of the whole list, and its name in a sentence, when not all are shown.
    all: Option<(&'static str, String)>,
}

/// An incident worth telling, and the sentence that says why.
#[derive(Serialize)]
struct Story {
    card: Value,
    expected: Option<String>,
    actual: String,
}

/// A facet and how many incidents it has.
#[derive(Debug, Serialize)]
pub(crate) struct Counted {
    pub name: Value,
    pub count: String,
}

#[derive(Serialize)]
struct ListView {
    title: String,
    /// One sentence about the list.
    about: Option<String>,
    rows: Vec<Value>,
    years: Years,
    /// The address of the list of all incidents, when this is not it.
    up: Option<&'static str>,
    sheet: Sheet,
}

/// The list of all incidents, with what its filters are made from.
#[derive(Serialize)]
struct NewestView {
    title: &'static str,
    about: String,
    rows: Vec<Value>,
    years: Years,
    lists: Vec<ListLink>,
    /// The address of the script that names what can be filtered by.
    vocabulary: String,
    /// A card for the row that the script copies.
    blank: Value,
    /// A severity of every shape, likewise.
    marks: Vec<Value>,
}

/// A list by something other than the year.
#[derive(Serialize)]
struct ListLink {
    name: &'static str,
    address: String,
}

/// The years, the later ones in sight.
#[derive(Default, Serialize)]
struct Years {
    shown: Vec<YearLink>,
    earlier: Vec<YearLink>,
    /// Whether one of the earlier ones is the page itself.
    open: bool,
}

#[derive(Serialize)]
struct YearLink {
    name: String,
    address: String,
    count: usize,
    current: bool,
}

/// `index.html`.
pub(crate) fn home(views: &Views<'_>) -> (String, Vec<Diagnostic>) {
    let plain = views.of_kind(PageKind::Page);
    let about: Vec<PageIx> = plain.iter().copied().filter(|&ix| is_about_the_site(views, ix)).collect();
    let newest = if views.incidents.is_empty() {
        Vec::new()
    } else {
        views.cards_of(&views.incidents[..views.incidents.len().min(8)])
    };
    let view = HomeView {
        start: views.of_kind(PageKind::Path).first().map(|&ix| path::path_card(views, ix)),
        surprises: views.incidents.iter().filter_map(|&ix| story(views, ix)).take(3).collect(),
        more: views.incidents.len() > newest.len(),
        newest,
        services: most(views, FacetKind::Service, 8),
        factors: most(views, FacetKind::Factor, 8),
        pages: views.cards_of(&about[..about.len().min(8)]),
        collections: if views.incidents.is_empty() { collections(views) } else { Vec::new() },
    };
    let config = &views.site.config;
    let mut frame = Frame::list(views, "index.html", &config.title, "");
    frame.description = shorten(&config.description, 160);
    frame.fill(views, "home.html", &view)
}

/// The runbooks, words and other pages of a site that has no incidents.
fn collections(views: &Views<'_>) -> Vec<Collection> {
    const SHOWN: usize = 40;
    let kinds = [
        (PageKind::Runbook, "Runbooks", "runbooks/index.html", "runbooks"),
        (PageKind::Term, "Glossary", "glossary/index.html", "words"),
        (PageKind::Page, "Pages", "pages/index.html", "pages"),
    ];
    let collection = |(kind, title, address, name)| {
        let mut pages = views.of_kind(kind).to_vec();
        pages.sort_by_key(|&ix| (views.site.pages[ix].title.value.to_lowercase(), ix));
        let all = (pages.len() > SHOWN).then(|| (address, format!("All {} {name}", pages.len())));
        pages.truncate(SHOWN);
        (!pages.is_empty()).then(|| Collection { title, cards: views.cards_of(&pages), all })
    };
    kinds.into_iter().filter_map(collection).collect()
}

/// Whether a page stands at the top of the tree and is not a template for writers.
fn is_about_the_site(views: &Views<'_>, ix: PageIx) -> bool {
    let path = &views.site.pages[ix].source.path;
    !path.contains('/') && !path.to_lowercase().contains("template")
}

/// An incident that surprised people.
fn story(views: &Views<'_>, ix: PageIx) -> Option<Story> {
    let surprise = views.site.pages[ix].incident()?.surprise.first()?;
    let clip = |text: &str| shorten(&words::plain(text), 220);
    let (expected, actual) = match &surprise.value {
        Surprise::Sentence(sentence) => (None, clip(sentence)),
        Surprise::Contrast { expected, actual } => (Some(clip(expected)), clip(actual)),
    };
    (!actual.is_empty()).then(|| Story { card: views.cards[ix].clone(), expected, actual })
}

/// The values of a facet with most incidents; equal ones in the order of the menu.
fn most(views: &Views<'_>, kind: FacetKind, limit: usize) -> Vec<Counted> {
    let facets = views.facets(kind);
    let mut order: Vec<usize> = (0..facets.len()).filter(|&ix| !facets[ix].incidents.is_empty()).collect();
    order.sort_by_key(|&ix| std::cmp::Reverse(facets[ix].incidents.len()));
    order.truncate(limit);
    order.into_iter().map(|ix| counted(views, kind, ix)).collect()
}

/// A facet with its count in words.
pub(crate) fn counted(views: &Views<'_>, kind: FacetKind, ix: usize) -> Counted {
    let count = views.facets(kind)[ix].incidents.len();
    Counted { name: views.names[&kind][ix].clone(), count: words::count(count, "incident", "incidents") }
}

/// `incidents/index.html`: the newest hundred, the years, and what the filters' script makes its own from.
pub(crate) fn newest(views: &Views<'_>) -> (String, Vec<Diagnostic>) {
    let here = "incidents/index.html";
    let shown = &views.incidents[..views.incidents.len().min(NEWEST)];
    let about = if shown.len() < views.incidents.len() {
        format!("The newest {} of {}. All of them are under their year.", shown.len(), views.incidents.len())
    } else {
        format!("{}, newest first.", words::count(shown.len(), "incident", "incidents"))
    };
    let view = NewestView {
        title: "Incidents",
        about,
        rows: views.cards_of(shown),
        years: year_links(views, None),
        lists: lists(views),
        vocabulary: routes::address(views, &routes::Subject::FilterVocabulary),
        blank: card::blank(),
        marks: card::marks(),
    };
    Frame::list(views, here, view.title, "incidents").fill(views, "incidents.html", &view)
}

/// A sheet of the incidents of a year, or of those without a date.
pub(crate) fn year(views: &Views<'_>, year: Option<usize>, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = routes::of_year(views, year);
    let rows = Sheet::rows(all, sheet);
    let title = year.map_or_else(
        || String::from("Incidents without a date"),
        |ix| format!("Incidents of {}", views.facets(FacetKind::Year)[ix].name),
    );
    let first = sheet * routes::SHEET + 1;
    let about = match year {
        _ if rows.len() < all.len() => format!("{first} to {} of {}, newest first.", first + rows.len() - 1, all.len()),
        Some(_) => format!("{}, newest first.", words::count(all.len(), "incident", "incidents")),
        None => String::from("Nothing in these write-ups says when they happened."),
    };
    let view = ListView {
        title,
        about: Some(about),
        rows: views.cards_of(rows),
        years: year_links(views, Some(year)),
        up: Some("incidents/index.html"),
        sheet: Sheet::new(views, &routes::year_address(views, year), sheet, all.len()),
    };
    Frame::list(views, here, &view.title, "incidents").fill(views, "list.html", &view)
}

/// Years that are in sight when there are many.
const YEARS: usize = 10;

/// The years, with `current` marked: of many, the latest, and those without a date.
fn year_links(views: &Views<'_>, current: Option<Option<usize>>) -> Years {
    let link = |year: Option<usize>| YearLink {
        name: year.map_or("Without a date", |ix| &views.facets(FacetKind::Year)[ix].name).to_owned(),
        count: routes::of_year(views, year).len(),
        address: routes::year_address(views, year),
        current: current == Some(year),
    };
    let years = routes::years(views);
    let many = years.len() > YEARS + 2;
    let in_sight = |(at, year): &(usize, Option<usize>)| !many || *at < YEARS || year.is_none();
    let (shown, earlier): (Vec<_>, Vec<_>) = years.into_iter().enumerate().partition(in_sight);
    let links = |years: Vec<(usize, Option<usize>)>| years.into_iter().map(|(_, year)| link(year)).collect();
    let open = earlier.iter().any(|(_, year)| current == Some(*year));
    Years { shown: links(shown), earlier: links(earlier), open }
}

/// The lists of services, severities, factors and teams, where there are any with incidents.
fn lists(views: &Views<'_>) -> Vec<ListLink> {
    [
        (FacetKind::Service, "service"),
        (FacetKind::Severity, "severity"),
        (FacetKind::Factor, "contributing factor"),
        (FacetKind::Team, "team"),
    ]
    .into_iter()
    .filter(|(kind, _)| views.facets(*kind).iter().any(|facet| !facet.incidents.is_empty()))
    .map(|(kind, name)| ListLink { name, address: format!("{}/index.html", kind.folder()) })
    .collect()
}

/// `runbooks/index.html` or `pages/index.html`.
pub(crate) fn of_kind(views: &Views<'_>, kind: PageKind, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = views.of_kind(kind);
    let (title, section) = if kind == PageKind::Runbook { ("Runbooks", "runbooks") } else { ("Other pages", "pages") };
    let view = ListView {
        title: title.to_owned(),
        about: None,
        rows: views.cards_of(Sheet::rows(all, sheet)),
        years: Years::default(),
        up: None,
        sheet: Sheet::new(views, &format!("{section}/index.html"), sheet, all.len()),
    };
    Frame::list(views, here, title, section).fill(views, "list.html", &view)
}
