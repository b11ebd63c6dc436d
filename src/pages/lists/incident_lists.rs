//! Lists of incidents: the newest, and those of a year.

use serde::Serialize;
use tera::Value;

use crate::addresses::{FixedOutput, facet_list};
use crate::diag::Diagnostic;
use crate::link::FacetKind;
use crate::pages::frame::Frame;
use crate::pages::pager::Pager;
use crate::views::{Subject, Views, addresses, cards, facet_labels, page_size};
use crate::wording::Wording;
use crate::words::codes;

/// The incidents that `incidents/index.html` shows.
const NEWEST: usize = 100;

#[derive(Serialize)]
struct ListView {
    title: String,
    /// One sentence about the list.
    about: Option<String>,
    rows: Vec<Value>,
    years: Years,
    /// The address of the list of all incidents, when this is not it.
    up: Option<&'static str>,
    sheet: Pager,
}

/// The list of all incidents, with what its filters are made from.
#[derive(Serialize)]
struct NewestView {
    title: String,
    about: String,
    rows: Vec<Value>,
    years: Years,
    lists: Vec<ListLink>,
    /// The address of what keeps coming back, where anything does.
    recurring: Option<&'static str>,
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
    name: String,
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

/// A year with its incidents.
#[derive(Serialize)]
pub(crate) struct YearLink {
    name: String,
    address: String,
    count: usize,
    current: bool,
}

/// `incidents/index.html`: the newest hundred, the years, and what the filters' script makes its own from.
pub(crate) fn newest(views: &Views) -> (String, Vec<Diagnostic>) {
    let (wording, here) = (&views.site.wording, FixedOutput::Incidents.address());
    let shown = &views.incidents()[..views.incidents().len().min(NEWEST)];
    let all = views.incidents().len();
    let about = if shown.len() < all {
        wording.fill("lists.newest_of", &[("shown", &shown.len().to_string()), ("all", &all.to_string())])
    } else {
        newest_first(wording, all)
    };
    let view = NewestView {
        title: wording.say("menu.incidents"),
        about,
        rows: views.cards_of(shown),
        years: year_links(views, None),
        lists: lists(views),
        recurring: (!views.recurring().is_empty()).then_some(FixedOutput::Recurring.address()),
        vocabulary: addresses::address(views, &Subject::Fixed(FixedOutput::FilterVocabulary)),
        blank: cards::blank(),
        marks: facet_labels::marks(),
    };
    Frame::list(views, here, &view.title, "incidents").fill(views, "incidents.html", &view)
}

/// A sheet of the incidents of a year, or of those without a date.
pub(crate) fn year(views: &Views, year: Option<usize>, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = addresses::of_year(views, year);
    let rows = Pager::rows(all, sheet);
    let wording = &views.site.wording;
    let title = year.map_or_else(
        || wording.say("lists.undated"),
        |ix| wording.fill("lists.of_year", &[("year", &views.facets(FacetKind::Year)[ix].name)]),
    );
    let first = page_size::rows_on(sheet, all.len()).start + 1;
    let about = match year {
        _ if rows.len() < all.len() => {
            let [first, last, all] = [first, first + rows.len() - 1, all.len()].map(|number| number.to_string());
            wording.fill("lists.sheet", &[("first", &first), ("last", &last), ("all", &all)])
        }
        Some(_) => newest_first(wording, all.len()),
        None => wording.say("lists.undated_about"),
    };
    let view = ListView {
        title,
        about: Some(about),
        rows: views.cards_of(rows),
        years: year_links(views, Some(year)),
        up: Some(FixedOutput::Incidents.address()),
        sheet: Pager::new(views, &addresses::year_address(views, year), sheet, all.len()),
    };
    Frame::list(views, here, &view.title, "incidents").fill(views, "list.html", &view)
}

/// `7 incidents, newest first.`
fn newest_first(wording: &Wording, count: usize) -> String {
    wording.fill("lists.newest_first", &[("incidents", &wording.count("count.incidents", count))])
}

/// Years that are in sight when there are many.
const YEARS: usize = 10;

/// The years, with `current` marked: of many, the latest, and those without a date.
fn year_links(views: &Views, current: Option<Option<usize>>) -> Years {
    let years = addresses::years(views);
    let many = years.len() > YEARS + 2;
    let in_sight = |(at, year): &(usize, Option<usize>)| !many || *at < YEARS || year.is_none();
    let (shown, earlier): (Vec<_>, Vec<_>) = years.into_iter().enumerate().partition(in_sight);
    let links = |years: Vec<(usize, Option<usize>)>| {
        years.into_iter().map(|(_, year)| year_link(views, year, current == Some(year))).collect()
    };
    let open = earlier.iter().any(|(_, year)| current == Some(*year));
    Years { shown: links(shown), earlier: links(earlier), open }
}

/// The years, none of them out of sight.
pub(crate) fn every_year(views: &Views) -> Vec<YearLink> {
    addresses::years(views).into_iter().map(|year| year_link(views, year, false)).collect()
}

fn year_link(views: &Views, year: Option<usize>, current: bool) -> YearLink {
    YearLink {
        name: year
            .map_or_else(|| views.site.wording.say("date.none"), |ix| views.facets(FacetKind::Year)[ix].name.clone()),
        count: addresses::of_year(views, year).len(),
        address: addresses::year_address(views, year),
        current,
    }
}

/// The lists of services, severities, factors and teams, where there are any with incidents.
fn lists(views: &Views) -> Vec<ListLink> {
    let has_incidents = |kind: &FacetKind| views.facets(*kind).iter().any(|facet| !facet.incidents.is_empty());
    FacetKind::FILTERS
        .into_iter()
        .filter(|kind| *kind != FacetKind::Year && has_incidents(kind))
        .map(|kind| ListLink { name: codes::facet_in_a_sentence(&views.site.wording, kind), address: facet_list(kind) })
        .collect()
}
