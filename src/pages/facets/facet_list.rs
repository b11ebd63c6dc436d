//! All services, teams, severities, factors or tags become their list.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{Facet, FacetKind, PageIx, slug};
use crate::pages::frame::Frame;
use crate::pages::pager::Pager;
use crate::views::Views;
use crate::words::moments::{self, When};
use crate::words::{codes, phrases};

#[derive(Serialize)]
struct FacetsView {
    title: String,
    kind: FacetKind,
    groups: Vec<Group>,
    sheet: Pager,
}

/// Entries under one heading.
#[derive(Serialize)]
struct Group {
    /// The team whose services these are.
    team: Option<Value>,
    /// A heading in words: `Retired`, `Nobody is named for these`.
    title: Option<String>,
    /// What leads to the heading.
    anchor: Option<String>,
    /// Those of which something is said beyond their name and number.
    told: Vec<Entry>,
    /// The others.
    bare: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: Value,
    description: Option<String>,
    retired: bool,
    since: Option<String>,
    successor: Option<Value>,
    /// For a team: the services it looks after.
    services: Vec<Value>,
    /// The newest incidents, where examples say more than a number.
    examples: Vec<Value>,
    /// `4 incidents`; none for a team, whose number says nothing about it.
    count: Option<String>,
    newest: Option<Value>,
    /// Whether there is exactly one.
    single: bool,
}

/// Where a service stands in the list: with its team, with nobody, or among the retired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Team(usize),
    Nobody,
    Retired,
}

/// One sheet of the list of all values of a facet.
pub(crate) fn index(views: &Views, kind: FacetKind, sheet: usize, here: &str) -> (String, Vec<Diagnostic>) {
    let wording = &views.site.wording;
    let all = order(views, kind);
    let teams = all.iter().any(|(place, _)| matches!(place, Place::Team(_)));
    let group = |chunk: &[(Place, usize)]| {
        let entries = chunk.iter().map(|&(_, ix)| entry(views, kind, ix));
        let told = |entry: &Entry| {
            let said = entry.description.is_some() || entry.retired;
            said || !entry.examples.is_empty() || !entry.services.is_empty()
        };
        let (told, bare) = entries.partition(told);
        let (team, title, anchor) = match chunk[0].0 {
            Place::Team(team) => {
                let id = slug(&views.facets(FacetKind::Team)[team].id);
                (Some(views.names()[&FacetKind::Team][team].clone()), None, Some(format!("team.{id}")))
            }
            Place::Nobody => {
                (None, teams.then(|| wording.say("facets.no_team")), teams.then(|| String::from("no-team")))
            }
            Place::Retired => (None, Some(wording.say("kind.retired")), Some(String::from("retired"))),
        };
        Group { team, title, anchor, told, bare }
    };
    let title = codes::facets(wording, kind);
    let first = format!("{}/index.html", kind.folder());
    let view = FacetsView {
        title: title.clone(),
        kind,
        groups: Pager::rows(&all, sheet).chunk_by(|(a, _), (b, _)| a == b).map(group).collect(),
        sheet: Pager::new(views, &first, sheet, all.len()),
    };
    Frame::list(views, here, &title, kind.folder()).fill(views, "facets.html", &view)
}

/// The values in the order of the list: services by team, retired ones last; others in the order of menus.
fn order(views: &Views, kind: FacetKind) -> Vec<(Place, usize)> {
    let place = |(ix, facet): (usize, &Facet)| match (&facet.retired, facet.team) {
        (Some(_), _) => (Place::Retired, ix),
        (None, Some(team)) => (Place::Team(team), ix),
        (None, None) => (Place::Nobody, ix),
    };
    let mut order: Vec<(Place, usize)> = views.facets(kind).iter().enumerate().map(place).collect();
    order.sort();
    order
}

fn entry(views: &Views, kind: FacetKind, ix: usize) -> Entry {
    let facet = &views.facets(kind)[ix];
    let count = facet.incidents.len();
    let names = |list: Vec<usize>| list.into_iter().map(|ix| views.names()[&FacetKind::Service][ix].clone()).collect();
    let services = views.facets(FacetKind::Service).iter().enumerate();
    let own = services.filter(|(_, service)| service.team == Some(ix) && service.retired.is_none()).map(|(ix, _)| ix);
    let examples = if kind == FacetKind::Severity { 3 } else { 0 };
    let newest = facet.incidents.first().filter(|_| kind == FacetKind::Service);
    Entry {
        name: views.names()[&kind][ix].clone(),
        description: description(facet, kind),
        retired: facet.retired.is_some(),
        since: facet.retired.as_deref().and_then(|date| moments::catalogue_date(&views.site.wording, date)),
        successor: facet.successor.map(|ix| views.names()[&FacetKind::Service][ix].clone()),
        services: if kind == FacetKind::Team { names(own.collect()) } else { Vec::new() },
        examples: views.cards_of(&facet.incidents[..count.min(examples)]),
        count: (kind != FacetKind::Team && count > 0).then(|| views.site.wording.count("count.incidents", count)),
        single: count == 1,
        newest: newest.and_then(|&ix| date(views, ix)),
    }
}

/// The definition whole where the house has one to go by, its first sentences otherwise.
fn description(facet: &Facet, kind: FacetKind) -> Option<String> {
    let limit = if kind == FacetKind::Severity { 600 } else { 260 };
    Some(phrases::sentences(&facet.description, limit)).filter(|text| !text.is_empty())
}

fn date(views: &Views, ix: PageIx) -> Option<Value> {
    let dated = views.site.pages[ix].dated.as_ref()?;
    let when: When = moments::when(&views.site.wording, &dated.value, &views.zone);
    Some(Value::from_serializable(&when))
}
