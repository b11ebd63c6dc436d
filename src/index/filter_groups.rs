//! Documents become the groups by which a result can be filtered, with the documents of every value.

use std::collections::HashMap;

use crate::index::documents::{DocumentSource, IndexedDocument, KINDS};
use crate::link::FacetKind;
use crate::text;
use crate::views::Views;
use crate::views::filters::FilterGroup;
use crate::views::filters::KIND;
use crate::wording::Wording;

/// One way to filter.
pub(crate) struct FacetGroup {
    /// Its name in queries and addresses: `service`.
    pub key: &'static str,
    /// Over the values.
    pub label: String,
    pub values: Vec<FacetValue>,
    /// The places of values by id, by name in small letters, and by the words of either.
    pub ids: HashMap<String, usize>,
    pub names: HashMap<String, usize>,
    pub keys: HashMap<String, usize>,
}

/// A value to filter by.
pub(crate) struct FacetValue {
    pub id: String,
    pub name: String,
    /// The documents that have it, in order.
    pub documents: Vec<u32>,
}

/// The words of a query that filter, in the order of the panel.
pub(crate) use crate::views::filters::WORDS as KEYS;

/// The groups of the panel. A service's own page and the runbooks for it count as the service's; likewise for a team.
pub(crate) fn groups(views: &Views, documents: &[IndexedDocument]) -> Vec<FacetGroup> {
    let mut numbers = vec![None; views.site.pages.len()];
    for (number, document) in (0u32..).zip(documents) {
        if let DocumentSource::Page(ix) = document.source {
            numbers[ix] = Some(number);
        }
    }
    KEYS.into_iter()
        .filter_map(|key| {
            if key == KIND {
                Some(kinds(&views.site.wording, documents))
            } else {
                Some(group(views.filter(key)?, views, documents, &numbers))
            }
        })
        .collect()
}

fn kinds(wording: &Wording, documents: &[IndexedDocument]) -> FacetGroup {
    let value = |(at, (id, key)): (usize, &(&str, &str))| FacetValue {
        id: (*id).to_owned(),
        name: wording.say(key),
        documents: (0u32..)
            .zip(documents)
            .filter(|(_, document)| document.kind == at)
            .map(|(number, _)| number)
            .collect(),
    };
    named(KIND, wording.say("filter.kind"), KINDS.iter().enumerate().map(value).collect())
}

fn group(group: &FilterGroup, views: &Views, documents: &[IndexedDocument], numbers: &[Option<u32>]) -> FacetGroup {
    let mut lists: Vec<Vec<u32>> = vec![Vec::new(); group.values.len()];
    for (number, document) in (0u32..).zip(documents) {
        match document.source {
            DocumentSource::Page(ix) if views.site.pages[ix].incident().is_some() => {
                for value in group.values_of(&views.site, ix) {
                    lists[value].push(number);
                }
            }
            // What a severity means is of no severity itself.
            DocumentSource::Facet(kind, at) if group.key == kind.word() && kind != FacetKind::Severity => {
                lists[at].push(number);
            }
            _ => {}
        }
    }
    let kind =
        [FacetKind::Service, FacetKind::Folder, FacetKind::Team].into_iter().find(|kind| kind.word() == group.key);
    for (list, facet) in lists.iter_mut().zip(kind.map_or(&[][..], |kind| views.facets(kind))) {
        list.extend(facet.page.iter().chain(&facet.runbooks).filter_map(|&ix| numbers[ix]));
    }
    let value = |(value, mut documents): (&crate::views::filters::FilterValue, Vec<u32>)| {
        documents.sort_unstable();
        documents.dedup();
        FacetValue { id: value.id.clone(), name: value.name.clone(), documents }
    };
    named(group.key, group.label.clone(), group.values.iter().zip(lists).map(value).collect())
}

/// A group with its values by what they may be called; the first of two that are called alike has the name.
fn named(key: &'static str, label: String, values: Vec<FacetValue>) -> FacetGroup {
    let (mut ids, mut names, mut keys) = (HashMap::new(), HashMap::new(), HashMap::new());
    for (at, value) in values.iter().enumerate() {
        ids.entry(value.id.clone()).or_insert(at);
        names.entry(value.name.to_lowercase()).or_insert(at);
        for name in [&value.id, &value.name] {
            keys.entry(text::key(name)).or_insert(at);
        }
    }
    FacetGroup { key, label, values, ids, names, keys }
}
