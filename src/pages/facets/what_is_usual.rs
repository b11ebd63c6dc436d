//! The incidents of a service or a factor become what is usual there, counted: what contributed, how it was found, what else was involved.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::link::{Facet, FacetKind, PageIx};
use crate::model::{IncidentKind, WayOfFinding};
use crate::views::Views;
use crate::words::codes;

/// How a service usually fails.
#[derive(Serialize)]
pub(crate) struct Usual {
    /// What came up more than once, most often first; or all there is, when nothing did.
    factors: Vec<UsualShare>,
    /// Whether anything came up more than once.
    repeated: bool,
    /// `Two of its nine write-ups name no factor.`, when so.
    silent: Option<String>,
    /// What was not counted, when anything was not.
    left_out: Option<String>,
    found: Vec<UsualWay>,
    /// Whether each way of finding out came up once.
    found_once: bool,
}

/// The value of a facet, and in how many of the write-ups it came up.
#[derive(Serialize)]
pub(crate) struct UsualShare {
    pub name: Value,
    /// `3 of 7`.
    pub share: String,
}

/// A way of finding out.
#[derive(Serialize)]
struct UsualWay {
    text: String,
    count: usize,
    share: String,
}

/// Ways and factors that are told.
const TOLD: usize = 4;

/// What the incidents of a facet have in common; `None` below three of them. What was tried on purpose, went right or happened elsewhere is
/// not what usually happens.
pub(crate) fn usual(views: &Views, facet: &Facet) -> Option<Usual> {
    let happened = |ix: &PageIx| {
        let kind = views.site.pages[*ix].incident().map(|incident| incident.kind);
        matches!(kind, Some(IncidentKind::Incident | IncidentKind::NearMiss))
    };
    let (wording, all) = (&views.site.wording, facet.incidents.len());
    let facet = &Facet { incidents: facet.incidents.iter().copied().filter(happened).collect(), ..facet.clone() };
    let incidents = facet.incidents.len();
    if incidents < 3 {
        return None;
    }
    let named = facet.incidents.iter().filter(|ix| !views.names_of(**ix, FacetKind::Factor).is_empty()).count();
    let counts = counts(views, facet, FacetKind::Factor);
    let repeated = counts.first().is_some_and(|(_, count)| *count > 1);
    // Something that came up now and then is not what usually happens.
    let most = counts.first().map_or(0, |(_, count)| *count);
    let usual = |count: usize| !repeated || (count > 1 && count * 6 >= most);
    let told = counts.iter().filter(|(_, count)| usual(*count)).take(if repeated { TOLD } else { TOLD * 2 });
    let share = |&(ix, count): &(usize, usize)| UsualShare {
        name: views.names()[&FacetKind::Factor][ix].clone(),
        share: share_of(views, count, named),
    };
    let silent = incidents - named;
    let found = found(views, facet);
    let usual = Usual {
        factors: told.map(share).collect(),
        repeated,
        silent: (silent > 0 && named > 0)
            .then(|| wording.count_with("usual.silent", silent, &[("all", &incidents.to_string())])),
        left_out: Some(all - incidents).filter(|left| *left > 0).map(|left| wording.count("usual.left_out", left)),
        found_once: found.first().is_some_and(|way| way.count == 1),
        found,
    };
    (!usual.factors.is_empty() || !usual.found.is_empty()).then_some(usual)
}

/// `4 of 7`.
fn share_of(views: &Views, count: usize, of: usize) -> String {
    views.site.wording.count_with("share.of", count, &[("all", &of.to_string())])
}

/// How the incidents were found, where write-ups say so, most often first.
fn found(views: &Views, facet: &Facet) -> Vec<UsualWay> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for incident in facet.incidents.iter().filter_map(|&ix| views.site.pages[ix].incident()) {
        if let Some(way) = codes::detection_word(incident).filter(|way| *way != WayOfFinding::Unknown.code()) {
            *counts.entry(way).or_default() += 1;
        }
    }
    let of: usize = counts.values().sum();
    let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(way, count)| (std::cmp::Reverse(count), way));
    let view = |(way, count): (&str, usize)| UsualWay {
        text: codes::detection(&views.site.wording, way),
        count,
        share: share_of(views, count, of),
    };
    order.into_iter().take(TOLD).map(view).collect()
}

/// The other values of `kind` that come up in at least `least` incidents of `facet`, most often first, at most six.
pub(crate) fn together(views: &Views, facet: &Facet, kind: FacetKind, least: usize) -> Vec<UsualShare> {
    let own = |ix: usize| views.facets(kind)[ix].address == facet.address;
    let share = |(ix, count): (usize, usize)| UsualShare {
        name: views.names()[&kind][ix].clone(),
        share: share_of(views, count, facet.incidents.len()),
    };
    let others = counts(views, facet, kind).into_iter().filter(|&(ix, count)| count >= least && !own(ix));
    others.take(6).map(share).collect()
}

/// In how many of the facet's incidents each value of `kind` comes up, most often first; equal ones in the order of menus.
fn counts(views: &Views, facet: &Facet, kind: FacetKind) -> Vec<(usize, usize)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &incident in &facet.incidents {
        for &ix in views.site.links.facets_of[incident].get(&kind).into_iter().flatten() {
            *counts.entry(ix).or_default() += 1;
        }
    }
    let mut order: Vec<(usize, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(ix, count)| (std::cmp::Reverse(count), ix));
    order
}
