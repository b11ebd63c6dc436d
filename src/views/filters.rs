//! Facets, kinds and ways of detection become the groups that incidents can be filtered by.

use std::collections::HashSet;

use crate::link::{FacetKind, PageIx, slug};
use crate::markup::urls;
use crate::model::{ActionState, Incident, IncidentKind};
use crate::site::Site;
use crate::wording::Wording;
use crate::words::phrases::capital;
use crate::words::{codes, severity_shape};

/// One way to filter incidents, with its values.
#[derive(Debug)]
pub(crate) struct FilterGroup {
    /// The parameter in the address of the page.
    pub key: &'static str,
    /// Over the values.
    pub label: String,
    /// What one value is, in a sentence.
    pub one: String,
    /// Whether the values have an order of their own; the others stand by how many incidents they have.
    pub ordered: bool,
    /// Also those without incidents.
    pub values: Vec<FilterValue>,
    source: FilterSource,
}

/// A value that incidents can be filtered by.
#[derive(Debug)]
pub(crate) struct FilterValue {
    /// Its name in the address of the page: unique in its group, and the same as long as what it stands for is called the same.
    pub id: String,
    pub name: String,
    /// How many incidents have it.
    pub count: usize,
    pub retired: bool,
    /// For a severity: its shape.
    pub shape: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
enum FilterSource {
    Facet(FacetKind),
    Kind,
    Detection,
    FollowUps,
}

const KINDS: [IncidentKind; 5] = [
    IncidentKind::Incident,
    IncidentKind::NearMiss,
    IncidentKind::Success,
    IncidentKind::Exercise,
    IncidentKind::External,
];

/// The word of the filter by how something was found, and of the one by what it was.
pub(crate) const DETECTION: &str = "detection";
pub(crate) const KIND: &str = "kind";

/// The word of the filter by what became of follow-ups, and its values: something is open, everything is closed.
pub(crate) const FOLLOW_UPS: &str = "follow-ups";
const OPEN: &str = "open";
const CLOSED: &str = "closed";

/// The words of all filters, in the order of the panel.
pub(crate) const WORDS: [&str; 9] = {
    let [a, b, c, d, e, f] = FacetKind::FILTERS;
    [a.word(), b.word(), c.word(), d.word(), e.word(), f.word(), DETECTION, KIND, FOLLOW_UPS]
};

/// All groups, in the order of the panel.
pub(crate) fn groups(site: &Site) -> Vec<FilterGroup> {
    let wording = &site.wording;
    let facet = |kind| {
        let (label, one) = (codes::facet(wording, kind), codes::facet_in_a_sentence(wording, kind));
        (kind.word(), label, one, FilterSource::Facet(kind))
    };
    let facets = FacetKind::FILTERS.map(facet);
    let (found_by, one_way) = (wording.say("filter.found_by"), wording.say("filter.found_by_one"));
    let (kind, one_kind) = (wording.say("filter.kind"), wording.say("filter.kind_one"));
    let (follow_ups, one_state) = (wording.say("menu.follow_ups"), wording.say("filter.follow_ups_one"));
    let others = [
        (DETECTION, found_by, one_way, FilterSource::Detection),
        (KIND, kind, one_kind, FilterSource::Kind),
        (FOLLOW_UPS, follow_ups, one_state, FilterSource::FollowUps),
    ];
    facets
        .into_iter()
        .chain(others)
        .map(|(key, label, one, source)| {
            let values = match source {
                FilterSource::Facet(kind) => self::facets(site, kind),
                FilterSource::Kind => {
                    KINDS.into_iter().map(|kind| value(kind_id(kind), &kind_name(wording, kind))).collect()
                }
                FilterSource::Detection => detections(site),
                FilterSource::FollowUps => [(OPEN, "filter.follow_ups_open"), (CLOSED, "filter.follow_ups_closed")]
                    .map(|(id, key)| value(id.to_owned(), &wording.say(key)))
                    .into(),
            };
            let ordered =
                matches!(source, FilterSource::Kind | FilterSource::Facet(FacetKind::Severity | FacetKind::Year));
            let mut group = FilterGroup { key, label, one, ordered, values, source };
            for &ix in site.links.newest_first.iter() {
                for value in group.values_of(site, ix) {
                    group.values[value].count += 1;
                }
            }
            group
        })
        .collect()
}

impl FilterGroup {
    /// The values of an incident, in the order in which its row names them.
    pub(crate) fn values_of(&self, site: &Site, ix: PageIx) -> Vec<usize> {
        let incident = site.pages[ix].incident();
        let id = match self.source {
            FilterSource::Facet(kind) => match site.links.facets_of[ix].get(&kind) {
                Some(values) if !values.is_empty() => return values.clone(),
                _ if kind == FacetKind::Year => Some(String::from(UNDATED)),
                _ => None,
            },
            FilterSource::Kind => incident.map(|incident| kind_id(incident.kind)),
            FilterSource::Detection => found_by(site, ix).map(slug),
            FilterSource::FollowUps => incident.and_then(follow_ups).map(str::to_owned),
        };
        id.and_then(|id| self.values.iter().position(|value| value.id == id)).into_iter().collect()
    }
}

/// The year of incidents that say none.
const UNDATED: &str = "undated";

fn value(id: String, name: &str) -> FilterValue {
    FilterValue { id, name: name.to_owned(), count: 0, retired: false, shape: None }
}

/// What the address of the incidents page says to show those of one facet: `service=checkout`; `None` for a facet without a filter.
pub(crate) fn query(groups: &[FilterGroup], kind: FacetKind, ix: usize) -> Option<String> {
    let group = groups.iter().find(|group| matches!(group.source, FilterSource::Facet(of) if of == kind))?;
    Some(format!("{}={}", group.key, urls::encode(&group.values.get(ix)?.id)))
}

/// The values of a facet, at the same places.
pub(crate) fn facets(site: &Site, kind: FacetKind) -> Vec<FilterValue> {
    let mut taken = HashSet::new();
    let mut values: Vec<FilterValue> = Vec::new();
    for (rank, facet) in site.links.values(kind).iter().enumerate() {
        let plain = slug(&facet.id);
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let free = |id: &String| taken.insert(id.clone());
        let id = std::iter::once(plain.clone()).chain(numbered).find(free).expect("numbers do not end");
        values.push(FilterValue {
            retired: facet.retired.is_some(),
            shape: (kind == FacetKind::Severity).then(|| severity_shape::shape(facet.listed, rank, &facet.id)),
            ..value(id, &facet.name)
        });
    }
    if kind == FacetKind::Year {
        values.push(value(UNDATED.to_owned(), &site.wording.say("date.none")));
    }
    values
}

/// The ways in which incidents were found, by their word.
fn detections(site: &Site) -> Vec<FilterValue> {
    let mut found: Vec<(String, &str)> =
        site.links.newest_first.iter().filter_map(|&ix| found_by(site, ix)).map(|word| (slug(word), word)).collect();
    found.sort_unstable();
    found.dedup_by(|a, b| a.0 == b.0);
    found.into_iter().map(|(id, word)| value(id, &capital(&codes::detection(&site.wording, word)))).collect()
}

fn found_by(site: &Site, ix: PageIx) -> Option<&str> {
    codes::detection_word(site.pages[ix].incident()?)
}

/// What became of the follow-ups that readers see; `None` where no state is given.
fn follow_ups(incident: &Incident) -> Option<&'static str> {
    let shown = incident.actions.iter().filter(|action| action.value.audience.is_none());
    let mut stated = shown.filter_map(|action| action.value.state).peekable();
    stated.peek()?;
    Some(if stated.any(|state| matches!(state, ActionState::Open | ActionState::Doing)) { OPEN } else { CLOSED })
}

fn kind_id(kind: IncidentKind) -> String {
    let id = serde_json::to_value(kind).expect("a kind is a word");
    id.as_str().unwrap_or_default().to_owned()
}

/// The kind in words, the usual one too.
fn kind_name(wording: &Wording, kind: IncidentKind) -> String {
    codes::incident_kind(wording, kind).unwrap_or_else(|| wording.say("kind.incident"))
}
