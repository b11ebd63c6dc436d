//! A service, team, severity, factor or tag becomes its page: what it is, what usually happens there, what helped.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{Facet, FacetKind, PageIx};
use crate::pages::facets::factor_sentences::Passages;
use crate::pages::facets::what_is_usual::{self, Usual, UsualShare};
use crate::pages::frame::Frame;
use crate::pages::lessons::{self, Lesson, LessonsOf};
use crate::pages::mentioned;
use crate::pages::page_body;
use crate::pages::pager::Pager;
use crate::pages::related::{self, Backlinks};
use crate::pages::runbooks::runbook_entry::{self, RunbookEntry, RunbookOutcome};
use crate::pages::trends::answer_blocks;
use crate::parse::fragment_text;
use crate::text::shorten;
use crate::views::{Views, filters};
use crate::words::{codes, moments};

#[derive(Serialize)]
struct FacetView {
    name: Value,
    /// `service`, `team`, …
    kind: FacetKind,
    /// `Services`, the list it belongs to.
    list: String,
    up: String,
    description: Option<String>,
    /// The word of the glossary that is called so.
    term: Option<Value>,
    aliases: Vec<String>,
    team: Option<Value>,
    retired: Option<Retired>,
    /// Services whose work it took over.
    predecessors: Vec<Predecessor>,
    body: Option<Value>,
    usual: Option<Usual>,
    rows: Vec<FacetRow>,
    /// The query that shows the same incidents among all, when there are enough to sift.
    query: Option<String>,
    /// Its follow-ups that are open.
    open: Option<OpenFollowUps>,
    sheet: Pager,
    /// What sheets after the first leave out.
    around: Option<Around>,
    /// What its numbers say, on the first sheet.
    trends: Vec<answer_blocks::TrendBlock>,
}

/// What the first sheet says beyond its rows.
#[derive(Serialize)]
struct Around {
    helped: Vec<Lesson>,
    takeaways: Vec<Lesson>,
    runbooks: Vec<ShownRunbook>,
    /// For a team: what it looks after.
    live: Vec<Value>,
    retired: Vec<Value>,
    /// Factors or services that come up in the same incidents.
    factors: Vec<UsualShare>,
    services: Vec<UsualShare>,
    backlinks: Option<Backlinks>,
}

#[derive(Serialize)]
struct Retired {
    since: Option<String>,
    successor: Option<Value>,
}

#[derive(Serialize)]
struct Predecessor {
    name: Value,
    since: Option<String>,
}

/// An incident, and the sentence in which the factor shows.
#[derive(Serialize)]
struct FacetRow {
    card: Value,
    sentence: Option<String>,
}

/// The way to what is still to be done.
#[derive(Serialize)]
struct OpenFollowUps {
    /// `3 open`.
    count: String,
    /// What the address of the list says to show them.
    query: String,
}

/// A runbook, and how it fared.
#[derive(Serialize)]
struct ShownRunbook {
    entry: RunbookEntry,
    uses: Vec<RunbookOutcome>,
}

/// Incidents that lessons are shown of.
const LESSONS: usize = 5;

/// Incidents from which on a filter helps.
const SIFTED: usize = 6;

/// One value of a facet.
pub(crate) fn page(views: &Views, kind: FacetKind, ix: usize, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let facet = &views.facets(kind)[ix];
    let own = facet.page.filter(|_| sheet == 0);
    let body = own.map(|page| page_body::html(views, page, &page_body::parts(&views.site.pages[page], None)));
    let body = body.filter(|body| body.as_str().is_some_and(|html| !html.is_empty()));
    let trends = if sheet == 0 { answer_blocks::of_facet(views, kind, ix, here) } else { Vec::new() };
    let view = FacetView { trends, ..view(views, kind, ix, sheet, body) };
    let mut frame = match facet.page {
        Some(page) => Frame::page(views, page, kind.folder()),
        None => Frame::list(views, here, &facet.name, kind.folder()),
    };
    here.clone_into(&mut frame.here);
    frame.mentioned = frame.mentioned.filter(|_| sheet == 0);
    facet.name.clone_into(&mut frame.title);
    if own_summary(views, facet).is_none() && !facet.description.is_empty() {
        frame.description = shorten(&fragment_text(&facet.description), 160);
    }
    frame.fill(views, "facet.html", &view)
}

fn view(views: &Views, kind: FacetKind, ix: usize, sheet: usize, body: Option<Value>) -> FacetView {
    let facet = &views.facets(kind)[ix];
    let first = sheet == 0;
    let text = |text: &str| Some(fragment_text(text)).filter(|text| !text.is_empty());
    let query = || filters::query(views.filters(), kind, ix);
    let term = views.term_called(kind, facet);
    let meaning = || term.and_then(|term| text(mentioned::meaning(views, term).as_str()));
    FacetView {
        name: views.names()[&kind][ix].clone(),
        kind,
        list: codes::facets(&views.site.wording, kind),
        up: format!("{}/index.html", kind.folder()),
        description: own_summary(views, facet).and_then(text).or_else(|| text(&facet.description)).or_else(meaning),
        term: term.map(|term| views.card(term).clone()),
        aliases: facet.aliases.clone(),
        team: facet.team.map(|team| views.names()[&FacetKind::Team][team].clone()),
        retired: facet.retired.as_ref().map(|since| Retired {
            since: moments::catalogue_date(&views.site.wording, since),
            successor: facet.successor.map(|ix| views.names()[&FacetKind::Service][ix].clone()),
        }),
        predecessors: if kind == FacetKind::Service { predecessors(views, ix) } else { Vec::new() },
        body,
        usual: (first && matches!(kind, FacetKind::Service | FacetKind::Folder | FacetKind::Tag))
            .then(|| what_is_usual::usual(views, facet))
            .flatten(),
        rows: rows(views, kind, facet, sheet),
        query: (facet.incidents.len() >= SIFTED).then(query).flatten(),
        open: first.then(|| open_follow_ups(views, kind, ix)).flatten(),
        sheet: Pager::new(views, &facet.address, sheet, facet.incidents.len()),
        around: first.then(|| around(views, kind, ix)),
        trends: Vec::new(),
    }
}

/// The summary that its own page was given; a catalogue entry is shorter.
fn own_summary<'v>(views: &'v Views, facet: &Facet) -> Option<&'v str> {
    let summary = views.site.pages[facet.page?].summary.as_ref()?;
    (!summary.inferred()).then_some(summary.value.as_str())
}

/// What is open of the follow-ups of a service's incidents, or of those that a team owns.
fn open_follow_ups(views: &Views, kind: FacetKind, ix: usize) -> Option<OpenFollowUps> {
    let rows = &views.analysis.follow_ups.rows;
    let open = match kind {
        FacetKind::Team => rows.iter().filter(|row| row.team == Some(ix) && row.is_open()).count(),
        FacetKind::Service => {
            // They stand in the order of their pages.
            let of = |page: PageIx| {
                rows[rows.partition_point(|row| row.page < page)..].iter().take_while(move |row| row.page == page)
            };
            views.facets(kind)[ix].incidents.iter().flat_map(|&page| of(page)).filter(|row| row.is_open()).count()
        }
        _ => 0,
    };
    let query = filters::query(views.filters(), kind, ix).filter(|_| open > 0)?;
    Some(OpenFollowUps { count: views.site.wording.count("states.open", open), query: query + "&state=open" })
}

fn predecessors(views: &Views, ix: usize) -> Vec<Predecessor> {
    let services = views.facets(FacetKind::Service).iter().enumerate();
    let before = services.filter(|(_, service)| service.retired.is_some() && service.successor == Some(ix));
    before
        .map(|(before, service)| Predecessor {
            name: views.names()[&FacetKind::Service][before].clone(),
            since: service.retired.as_deref().and_then(|date| moments::catalogue_date(&views.site.wording, date)),
        })
        .collect()
}

fn rows(views: &Views, kind: FacetKind, facet: &Facet, sheet: usize) -> Vec<FacetRow> {
    let passages = (kind == FacetKind::Factor).then(|| Passages::of(facet));
    let sentence = |ix: PageIx| passages.as_ref().and_then(|passages| passages.sentence(&views.site.pages[ix]));
    let row = |&ix: &PageIx| FacetRow { card: views.card(ix).clone(), sentence: sentence(ix) };
    Pager::rows(&facet.incidents, sheet).iter().map(row).collect()
}

/// What the first sheet says beyond its rows. A tag says less, and a severity nothing: it is no theme.
fn around(views: &Views, kind: FacetKind, ix: usize) -> Around {
    let facet = &views.facets(kind)[ix];
    let themed = matches!(kind, FacetKind::Service | FacetKind::Folder | FacetKind::Team | FacetKind::Factor);
    let lessons =
        |of: LessonsOf| if themed { lessons::lessons(views, &facet.incidents, of, LESSONS) } else { Vec::new() };
    let (live, retired) = if kind == FacetKind::Team { looks_after(views, ix) } else { Default::default() };
    let uses = if facet.runbooks.len() > 4 { 1 } else { 3 };
    let shown = |&ix: &PageIx| ShownRunbook {
        entry: runbook_entry::entry(views, ix),
        uses: runbook_entry::uses(views, ix, uses),
    };
    Around {
        helped: lessons(|incident| &incident.helped),
        takeaways: lessons(|incident| &incident.takeaways),
        runbooks: facet.runbooks.iter().take(50).map(shown).collect(),
        live,
        retired,
        factors: match kind {
            FacetKind::Folder | FacetKind::Factor | FacetKind::Tag => {
                what_is_usual::together(views, facet, FacetKind::Factor, 2)
            }
            _ => Vec::new(),
        },
        services: match kind {
            FacetKind::Service | FacetKind::Tag => what_is_usual::together(views, facet, FacetKind::Service, 1),
            FacetKind::Factor => what_is_usual::together(views, facet, FacetKind::Service, 2),
            _ => Vec::new(),
        },
        backlinks: facet.page.and_then(|page| related::backlinks(views, page)),
    }
}

/// The services of a team: live ones, and those that were switched off.
fn looks_after(views: &Views, team: usize) -> (Vec<Value>, Vec<Value>) {
    let services = views.facets(FacetKind::Service).iter().enumerate();
    let own = services.filter(|(_, service)| service.team == Some(team));
    let (retired, live): (Vec<_>, Vec<_>) = own.partition(|(_, service)| service.retired.is_some());
    let names = |list: Vec<(usize, &Facet)>| {
        list.into_iter().map(|(ix, _)| views.names()[&FacetKind::Service][ix].clone()).collect()
    };
    (names(live), names(retired))
}
