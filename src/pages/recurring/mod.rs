//! Incidents that keep coming back become a page: each group under its own words, with what else its incidents share, the
//! incidents themselves, and what helped in them.

pub(crate) mod group_of_incident;

use serde::Serialize;
use tera::Value;

use crate::addresses::FixedOutput;
use crate::analyse::similar::Shared;
use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::pages::frame::Frame;
use crate::pages::lessons::{self, Lesson};
use crate::pages::pager::Pager;
use crate::pages::recurring::group_of_incident::title;
use crate::views::Views;
use crate::views::page_size::SHEET;
use crate::words::durations::rough;
use crate::words::moments::date_words;
use crate::words::phrases::capital;
use crate::words::reasons::{trait_of, values};

#[derive(Serialize)]
struct RecurringView {
    title: String,
    about: String,
    groups: Vec<RecurringGroup>,
    sheet: Pager,
}

/// Incidents with one shape.
#[derive(Serialize)]
struct RecurringGroup {
    anchor: String,
    /// The authors' words.
    title: String,
    /// `Five in about 2 years, the latest in November 2026`.
    told: String,
    shared: Vec<Trait>,
    rows: Vec<Value>,
    /// Those that are folded.
    rest: Vec<Value>,
    /// How many more there are than are shown.
    more: usize,
    helped: Vec<Lesson>,
}

/// What at least half of a group share.
#[derive(Serialize)]
struct Trait {
    /// `factor`, `found by a customer`.
    lead: String,
    names: Vec<TraitName>,
    /// Whether the names are the authors' words.
    verbatim: bool,
    /// `4 of 5`.
    share: String,
}

/// A name, and the address of its page where it has one.
#[derive(Serialize)]
struct TraitName {
    name: String,
    address: Option<String>,
}

/// Incidents of a group in sight.
const SHOWN: usize = 8;

/// So few more are shown rather than folded.
const FEW: usize = 3;

/// Incidents of a group that have what helped in them told.
const LESSONS: usize = 3;

/// One sheet of `recurring.html`.
pub(crate) fn page(views: &Views, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let all = &views.analysis.similar.recurring;
    let groups = views.recurring().sheets[sheet].clone();
    let wording = &views.site.wording;
    let number = capital(&wording.small_number(all.len()));
    let view = RecurringView {
        title: wording.say("menu.recurring"),
        about: wording.count_with("recurring.groups", all.len(), &[("number", &number)]),
        groups: groups.map(|ix| group(views, ix)).collect(),
        sheet: Pager::of(views, FixedOutput::Recurring.address(), sheet, views.recurring().sheets.len()),
    };
    Frame::list(views, here, &view.title, "recurring").fill(views, "recurring.html", &view)
}

fn group(views: &Views, ix: usize) -> RecurringGroup {
    let recurrence = &views.analysis.similar.recurring[ix];
    let pages = &recurrence.pages;
    let shown = if pages.len() > SHOWN + FEW { SHOWN } else { pages.len() };
    let folded = pages.len().min(SHEET) - shown;
    RecurringGroup {
        anchor: views.recurring().anchors[ix].clone(),
        title: title(views, recurrence),
        told: told(views, pages),
        shared: recurrence.shared.iter().map(|shared| shared_by(views, shared, pages.len())).collect(),
        rows: views.cards_of(&pages[..shown]),
        rest: views.cards_of(&pages[shown..shown + folded]),
        more: pages.len() - shown - folded,
        helped: lessons::lessons(views, pages, |incident| &incident.helped, LESSONS),
    }
}

/// `Five in about 2 years, the latest in November 2026`.
fn told(views: &Views, pages: &[PageIx]) -> String {
    let wording = &views.site.wording;
    let number = capital(&wording.small_number(pages.len()));
    let dates: Vec<_> = pages.iter().filter_map(|&ix| Some(&views.site.pages[ix].dated.as_ref()?.value)).collect();
    let (Some(newest), Some(oldest)) =
        (dates.iter().max_by_key(|date| date.sort_instant()), dates.iter().min_by_key(|date| date.sort_instant()))
    else {
        return wording.fill("recurring.incidents", &[("number", &number)]);
    };
    let over = rough(wording, newest.sort_instant().duration_since(oldest.sort_instant()), false);
    let latest = date_words(wording, newest.date(), newest.precision.min(crate::model::Precision::Month));
    if dates.len() < 2 || newest.date() == oldest.date() {
        return wording.fill("recurring.latest", &[("number", &number), ("date", &latest)]);
    }
    wording.fill("recurring.over", &[("number", &number), ("length", &over), ("date", &latest)])
}

fn shared_by(views: &Views, (shared, count): &(Shared, usize), of: usize) -> Trait {
    let links = &views.site.links;
    let facet = |kind: FacetKind, ix: usize| Some(links.facets[&kind][ix].address.clone());
    let addresses: Vec<Option<String>> = match shared {
        Shared::Factors(of) => of.iter().map(|&ix| facet(FacetKind::Factor, ix)).collect(),
        Shared::Tags(of) => of.iter().map(|&ix| facet(FacetKind::Tag, ix)).collect(),
        Shared::Services(services) => services.iter().map(|&ix| facet(FacetKind::Service, ix)).collect(),
        Shared::Runbook(_, page) => vec![page.map(|page| links.addresses[page].clone())],
        _ => Vec::new(),
    };
    let values = values(&views.site, &views.site.wording, shared);
    // The last of many stands for the rest, and leads nowhere.
    let shown = if values.len() < addresses.len() { values.len() - 1 } else { addresses.len() };
    let addresses = addresses.into_iter().take(shown).chain(std::iter::repeat(None));
    let names = values.into_iter().zip(addresses);
    Trait {
        lead: trait_of(&views.site.wording, shared),
        names: names.map(|(name, address)| TraitName { name, address }).collect(),
        verbatim: matches!(shared, Shared::Words(_) | Shared::Trigger(_)),
        share: views.site.wording.count_with("share.of", *count, &[("all", &of.to_string())]),
    }
}
