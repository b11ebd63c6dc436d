//! Facets become their names with the addresses of their pages.

use std::collections::HashMap;

use serde::Serialize;
use tera::Value;

use crate::link::{Facet, FacetKind};
use crate::site::Site;
use crate::words::severity_shape;

/// The team that people call `name`.
pub(crate) fn team<'s>(site: &'s Site, name: &str) -> Option<&'s Facet> {
    let same = |other: &String| other.eq_ignore_ascii_case(name);
    site.links.values(FacetKind::Team).iter().find(|t| same(&t.id) || same(&t.name) || t.aliases.iter().any(same))
}

/// The name and address of a facet's value.
#[derive(Serialize)]
struct FacetName<'a> {
    name: &'a str,
    address: &'a str,
    /// For a severity: its shape, `0` for the worst to `3`; `4` for a word that is not on the house's scale.
    shape: usize,
}

/// The names and addresses of all facets.
pub(crate) fn names(site: &Site) -> HashMap<FacetKind, Vec<Value>> {
    let value = |(rank, facet): (usize, &crate::link::Facet)| {
        let shape = severity_shape::shape(facet.listed, rank, &facet.id);
        Value::from_serializable(&FacetName { name: &facet.name, address: &facet.address, shape })
    };
    site.links.facets.iter().map(|(&kind, facets)| (kind, facets.iter().enumerate().map(value).collect())).collect()
}

/// A severity of every shape.
pub(crate) fn marks() -> Vec<Value> {
    let mark =
        |shape| Value::from_serializable(&FacetName { name: "severity", address: "severities/index.html", shape });
    (0..=4).map(mark).collect()
}
