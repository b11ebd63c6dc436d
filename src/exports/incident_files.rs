//! The incidents of each year become a file of JSON, and the years an index of these files.
//!
//! `incidents.schema.json` describes the result; a change that readers of version 1 would trip over needs a new version.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use crate::analyse::trends::IncidentFacts;
use crate::exports::incident_record::incident;
use crate::link::{FacetKind, PageIx};
use crate::markup::urls;
use crate::views::{self, Views, addresses};

/// `incidents.schema.json`.
pub(crate) fn schema() -> String {
    include_str!("incidents.schema.json").to_owned()
}

/// The version of the format.
const VERSION: u32 = 1;

/// `incidents.json`: the files by year.
pub(crate) fn incidents_index(views: &Views) -> String {
    let file = |year: Option<usize>| {
        let facet = year.map(|ix| &views.facets(FacetKind::Year)[ix]);
        serde_json::json!({
            "year": facet.map(|facet| facet.name.clone()),
            "url": urls::encode(&json_address(views, year)),
            "count": facet.map_or(views.undated().len(), |facet| facet.incidents.len()),
        })
    };
    let files: Vec<Value> = addresses::years(views).into_iter().map(file).collect();
    line(&serde_json::json!({
        "version": VERSION,
        "as_of": views.site.as_of.map(|date| date.to_string()),
        "title": views.site.config.title,
        "years": files,
    }))
}

/// `incidents/<year>.json`.
pub(crate) fn incidents_of(views: &Views, year: Option<usize>) -> String {
    let facet = year.map(|ix| &views.facets(FacetKind::Year)[ix]);
    let pages = facet.map_or(views.undated(), |facet| &facet.incidents);
    let file = IncidentsOfYear {
        as_of: views.site.as_of.map(|date| date.to_string()),
        incidents: Incidents { views, pages },
        version: VERSION,
        year: facet.map(|facet| &facet.name),
    };
    serde_json::to_string(&file).expect("every fact can be written as JSON") + "\n"
}

/// The incidents of a year, in the order of keys that all our files have.
#[derive(Serialize)]
struct IncidentsOfYear<'v> {
    as_of: Option<String>,
    incidents: Incidents<'v>,
    version: u32,
    year: Option<&'v String>,
}

/// Written one after the other: a year's records together take ten times the room of its file.
struct Incidents<'v> {
    views: &'v Views,
    pages: &'v [PageIx],
}

impl Serialize for Incidents<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.views.analysis.trends.facts.iter().map(|row| (row.page, row));
        let rows: HashMap<PageIx, &IncidentFacts> = rows.collect();
        let one = |&ix: &PageIx| incident(self.views, ix, rows.get(&ix).copied());
        serializer.collect_seq(self.pages.iter().map(one))
    }
}

fn json_address(views: &Views, year: Option<usize>) -> String {
    addresses::address(views, &views::Subject::IncidentsOf(year))
}

fn line(value: &Value) -> String {
    format!("{value}\n")
}
