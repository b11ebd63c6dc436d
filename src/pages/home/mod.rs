//! The front page: the way to the write-ups, where to start, what keeps coming back, what people learned, a few stories, what is new,
//! and what else there is. A site without write-ups leads with what it has.

mod keeps_coming_back;
mod news;
mod shortened_list;
mod stories;
mod themes;

use serde::Serialize;
use tera::Value;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::model::PageKind;
use crate::pages::frame::Frame;
use crate::pages::glossary::by_letter::{self, LanguageJumps, TermRow};
use crate::pages::home::keeps_coming_back::HomeRecurrence;
use crate::pages::home::news::News;
use crate::pages::home::shortened_list::HomePart;
use crate::pages::home::stories::Story;
use crate::pages::home::themes::HomeTheme;
use crate::pages::lessons::{self, Lesson};
use crate::pages::lists::shelves::{self, Shelf};
use crate::pages::mentioned;
use crate::pages::paths::path_card::{self, PathCard};
use crate::pages::runbooks::runbook_entry::{self, RunbookEntry};
use crate::text::primary_language;
use crate::views::first_pages::{first_pages, is_copied};
use crate::views::shelved::{Shelved, by_folder};
use crate::views::walls::Wall;
use crate::views::{Views, addresses, glossary_order, page_size};
use crate::words::phrases;

#[derive(Serialize)]
struct HomeView {
    /// The lists of incidents of the newest years.
    years: Vec<HomeYear>,
    /// Whether there are earlier ones.
    earlier: bool,
    start: Option<Start>,
    /// Where there is no path, the pages to begin with.
    first: Vec<Value>,
    stories: Vec<Story>,
    /// Where every surprise is, when there are more of them.
    surprises: Option<&'static str>,
    /// Whether all stories say what surprised people.
    all_surprise: bool,
    news: Option<News>,
    recurring: HomePart<HomeRecurrence>,
    learned: Vec<Lesson>,
    /// The address of all that people learned.
    all_learned: Option<&'static str>,
    folders: HomePart<HomeTheme>,
    factors: HomePart<HomeTheme>,
    services: HomePart<HomeTheme>,
    runbooks: HomePart<Shelf<RunbookEntry>>,
    /// The folders of the runbooks, where nobody says of any that it was needed.
    runbook_folders: Vec<HomeShelf>,
    words: HomePart<TermRow>,
    /// The letters of the glossary, when it is what there is to read.
    letters: Vec<LanguageJumps>,
    pages: HomePart<Shelf<Value>>,
    empty: bool,
}

#[derive(Serialize)]
struct HomeYear {
    name: String,
    address: String,
}

/// The path that the page begins with.
#[derive(Serialize)]
struct Start {
    path: PathCard,
    /// Whether there are other paths.
    others: bool,
}

/// Runbooks of one folder.
#[derive(Serialize)]
struct HomeShelf {
    title: String,
    /// Its heading in the list of all.
    address: String,
    anchor: String,
    count: usize,
}

/// Years that are named.
const YEARS: usize = 6;

/// Pages to begin with.
const FIRST: usize = 3;

/// Incidents whose takeaways are told.
const LEARNED: usize = 4;

/// How many runbooks, words and pages are shown beside write-ups, and without any.
const BESIDE: [usize; 3] = [6, 4, 12];

const LEADING: [usize; 3] = [80, 12, 40];

/// `index.html`.
pub(crate) fn page(views: &Views) -> (String, Vec<Diagnostic>) {
    let paths = views.of_kind(PageKind::Path);
    let start = paths.first().map(|&ix| Start { path: path_card::path_card(views, ix), others: paths.len() > 1 });
    let leads = leading(views);
    let years = years(views);
    let words = words(views, leads == Some(PageKind::Term));
    let stories = stories::stories(views);
    let learned = own_language_first(views, views.walls().of(Wall::Takeaways));
    let view = HomeView {
        earlier: years.len() > YEARS,
        years: years.into_iter().take(YEARS).collect(),
        first: if start.is_some() { Vec::new() } else { first(views) },
        start,
        surprises: (views.walls().of(Wall::Surprises).len() > stories.len()).then(|| Wall::Surprises.address()),
        all_surprise: stories::all_surprise(&stories),
        stories,
        news: news::news(views),
        recurring: keeps_coming_back::groups(views),
        learned: lessons::lessons(views, &learned, |incident| &incident.takeaways, LEARNED),
        all_learned: (!views.walls().of(Wall::Takeaways).is_empty()).then(|| Wall::Takeaways.address()),
        folders: themes::themes(views, FacetKind::Folder),
        factors: themes::themes(views, FacetKind::Factor),
        services: themes::themes(views, FacetKind::Service),
        runbooks: runbooks(views, leads == Some(PageKind::Runbook)),
        runbook_folders: if leads == Some(PageKind::Runbook) { Vec::new() } else { runbook_folders(views) },
        letters: if words.leads { by_letter::jumps(views, None) } else { Vec::new() },
        words,
        pages: pages(views, leads == Some(PageKind::Page)),
        empty: leads.is_none(),
    };
    let config = &views.site.config;
    let mut frame = Frame::list(views, FixedOutput::Home.address(), &config.title, "");
    frame.description = phrases::sentences(&config.description, 160);
    frame.fill(views, "home.html", &view)
}

/// The pages to begin with.
fn first(views: &Views) -> Vec<Value> {
    let pages = first_pages(views);
    views.cards_of(&pages[..pages.len().min(FIRST)])
}

/// The kind of page that the site is about: write-ups where there are any.
fn leading(views: &Views) -> Option<PageKind> {
    let kinds = [PageKind::Incident, PageKind::Runbook, PageKind::Term, PageKind::Page];
    let kinds = kinds.into_iter().chain([PageKind::Path, PageKind::Service]);
    kinds.into_iter().find(|&kind| !views.of_kind(kind).is_empty())
}

/// The pages in the site's language before the others.
fn own_language_first(views: &Views, pages: &[PageIx]) -> Vec<PageIx> {
    let own = primary_language(&views.site.config.lang);
    let mut order = pages.to_vec();
    order.sort_by_key(|&ix| primary_language(&views.site.pages[ix].lang) != own);
    order
}

fn years(views: &Views) -> Vec<HomeYear> {
    let link = |year: Option<usize>| HomeYear {
        name: year.map_or_else(
            || views.site.wording.say("date.none_small"),
            |ix| views.facets(FacetKind::Year)[ix].name.clone(),
        ),
        address: addresses::year_address(views, year),
    };
    let years = addresses::years(views);
    if years.len() < 2 { Vec::new() } else { years.into_iter().map(link).collect() }
}

/// The runbooks: those that misled people and were not reviewed since come first, then those that were needed last.
fn runbooks(views: &Views, leads: bool) -> HomePart<Shelf<RunbookEntry>> {
    let all = views.of_kind(PageKind::Runbook);
    let limit = if leads { LEADING } else { BESIDE }[0];
    let shelves = if leads {
        let shelved = &views.runbook_shelves().list;
        shelves::shelves(&shelved[..shelved.len().min(limit)], |ix| runbook_entry::entry(views, ix))
    } else {
        let mut order = all.to_vec();
        order.sort_by_cached_key(|&ix| {
            (runbook_entry::urgency(views, ix), std::cmp::Reverse(runbook_entry::mentions(views, ix)))
        });
        order.truncate(limit);
        let entries: Vec<RunbookEntry> = order.into_iter().map(|ix| runbook_entry::entry(views, ix)).collect();
        if entries.is_empty() { Vec::new() } else { vec![Shelf { title: None, anchor: None, entries }] }
    };
    HomePart { entries: shelves, more: all.len() > limit, leads }
}

/// The folders of the runbooks, the largest first. Where an incident speaks of one, the runbooks themselves say more.
fn runbook_folders(views: &Views) -> Vec<HomeShelf> {
    if views.of_kind(PageKind::Runbook).iter().any(|&ix| runbook_entry::is_known(views, ix)) {
        return Vec::new();
    }
    let (shelved, first) = (views.runbook_shelves(), FixedOutput::Runbooks.address());
    let mut at = 0;
    let shelf = |chunk: &[Shelved]| {
        let sheet = page_size::sheet_of(at);
        at += chunk.len();
        Some(HomeShelf {
            title: shelves::title(&chunk[0].1, shelved.usual.as_ref())?,
            address: page_size::sheet_address(views.taken(), first, sheet),
            anchor: shelves::anchor(&chunk[0].1)?,
            count: chunk.len(),
        })
    };
    let mut folders: Vec<HomeShelf> = shelved.list.chunk_by(|(_, a), (_, b)| a == b).filter_map(shelf).collect();
    folders.sort_by_key(|shelf| std::cmp::Reverse(shelf.count));
    folders.truncate(BESIDE[2]);
    if folders.len() < 2 { Vec::new() } else { folders }
}

/// A few words with their meaning: those that most pages mention, in the site's own language where it has any.
fn words(views: &Views, leads: bool) -> HomePart<TermRow> {
    let all = views.of_kind(PageKind::Term);
    let limit = if leads { LEADING } else { BESIDE }[1];
    let foreign = |ix: PageIx| glossary_order::order(&views.site, ix).0;
    let explained = |ix: &PageIx| !mentioned::meaning(views, *ix).is_empty();
    let mut order: Vec<PageIx> = all.iter().copied().filter(explained).collect();
    let links = &views.site.links;
    let used = |ix: PageIx| links.uses.get(&ix).map_or(0, Vec::len).max(links.backlinks[ix].len());
    order.sort_by_cached_key(|&ix| (foreign(ix), std::cmp::Reverse(used(ix))));
    order.truncate(limit);
    let entries: Vec<TermRow> = order.into_iter().map(|ix| by_letter::row(views, ix)).collect();
    HomePart { more: all.len() > entries.len(), entries, leads }
}

/// Pages that are nothing else, without those that writers copy: beside write-ups, those that most pages lead to.
fn pages(views: &Views, leads: bool) -> HomePart<Shelf<Value>> {
    let limit = if leads { LEADING } else { BESIDE }[2];
    let all = views.of_kind(PageKind::Page);
    let told: Vec<PageIx> = all.iter().copied().filter(|ix| leads || !is_copied(&views.site.pages[*ix])).collect();
    let entries = if leads {
        let shelved = by_folder(&views.site, &told);
        shelves::shelves(&shelved[..shelved.len().min(limit)], |ix| views.card(ix).clone())
    } else {
        let mut linked = told.clone();
        linked.sort_by_key(|&ix| std::cmp::Reverse(views.site.links.backlinks[ix].len()));
        let entries: Vec<Value> = linked.iter().take(limit).map(|&ix| views.card(ix).clone()).collect();
        if entries.is_empty() { Vec::new() } else { vec![Shelf { title: None, anchor: None, entries }] }
    };
    HomePart { entries, more: all.len() > told.len().min(limit), leads }
}
