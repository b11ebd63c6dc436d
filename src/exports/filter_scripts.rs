//! Incidents become the scripts that the incidents page filters with: one of names and counts, and one of rows for every year.
//!
//! Scripts and not JSON, because a page opened from disk may load no other. A year's script names values by their ids, which are
//! its own small vocabulary: editing a write-up changes the script of its year, and the names only when they change themselves.

use serde::Serialize;
use serde_json::{Value, json};

use crate::addresses::FixedOutput;
use crate::link::PageIx;
use crate::markup::urls;
use crate::views::filters::{FilterGroup, FilterValue};
use crate::views::{self, Views, addresses, cards};

/// Where the scripts are used.
const PAGE: &str = FixedOutput::Incidents.address();

/// A value of the panel.
#[derive(Serialize)]
struct FilterEntry<'a> {
    id: &'a str,
    name: &'a str,
    count: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    retired: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    shape: Option<usize>,
}

/// What a row says beyond the usual.
#[derive(Serialize)]
struct Further<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
}

/// `incidents/vocabulary.js`: the groups, their values that have incidents, and the scripts of the years, newest first.
pub(crate) fn filter_vocabulary(views: &Views) -> String {
    let years = addresses::years(views).into_iter().map(|year| script_url(views, year));
    script(&json!({
        "total": views.incidents().len(),
        "years": years.collect::<Vec<_>>(),
        "groups": views.filters().iter().map(group).collect::<Vec<_>>(),
    }))
}

fn group(group: &FilterGroup) -> Value {
    let mut values: Vec<&FilterValue> = group.values.iter().filter(|value| value.count > 0).collect();
    if !group.ordered {
        values.sort_by_key(|value| std::cmp::Reverse(value.count));
    }
    let entry = |value: &FilterValue| {
        json!(FilterEntry {
            id: &value.id,
            name: &value.name,
            count: value.count,
            retired: value.retired,
            shape: value.shape
        })
    };
    json!({
        "key": group.key,
        "label": group.label,
        "one": group.one,
        "ordered": group.ordered,
        "values": values.into_iter().map(entry).collect::<Vec<_>>(),
    })
}

/// `incidents/<year>.js`: the year's ids in each group, and its rows, newest first: address, title, date, machine date, summary,
/// what else there is or 0, and for each group the places of the row's values among the ids.
pub(crate) fn filter_rows(views: &Views, year: Option<usize>) -> String {
    let pages = addresses::of_year(views, year);
    let mut ids: Vec<Vec<usize>> = vec![Vec::new(); views.filters().len()];
    for (group, ids) in views.filters().iter().zip(&mut ids) {
        ids.extend(pages.iter().flat_map(|&ix| group.values_of(&views.site, ix)));
        ids.sort_unstable_by(|&a, &b| group.values[a].id.cmp(&group.values[b].id));
        ids.dedup();
    }
    let name = |(group, ids): (&FilterGroup, &Vec<usize>)| -> Vec<String> {
        ids.iter().map(|&value| group.values[value].id.clone()).collect()
    };
    script(&json!({
        "file": script_url(views, year),
        "ids": views.filters().iter().zip(&ids).map(name).collect::<Vec<_>>(),
        "rows": pages.iter().map(|&ix| row(views, ix, &ids)).collect::<Vec<_>>(),
    }))
}

/// Where the page finds a year's script.
fn script_url(views: &Views, year: Option<usize>) -> String {
    urls::relative(PAGE, &addresses::address(views, &views::Subject::FilterRows(year)))
}

fn row(views: &Views, ix: PageIx, ids: &[Vec<usize>]) -> Value {
    let card = cards::of(views, ix);
    let (date, datetime) = card.date.map_or_else(Default::default, |date| (date.date, date.datetime));
    let usual = card.lang.is_none() && card.company.is_none() && !card.draft;
    let further =
        if usual { json!(0) } else { json!(Further { lang: card.lang, company: card.company, draft: card.draft }) };
    let places = |(group, ids): (&FilterGroup, &Vec<usize>)| -> Vec<usize> {
        let place = |value| ids.iter().position(|&id| id == value).expect("every value of a row is among the year's");
        group.values_of(&views.site, ix).into_iter().map(place).collect()
    };
    let values: Vec<Vec<usize>> = views.filters().iter().zip(ids).map(places).collect();
    let address = urls::relative(PAGE, card.address);
    json!([address, card.title, date, datetime, card.brief.unwrap_or_default(), further, values])
}

/// A classic script that hands a value to the page. The two line separators end a line in some scripts, and `<` could end one in HTML.
fn script(value: &Value) -> String {
    let json = value.to_string().replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("(self.incidentFilters = self.incidentFilters || []).push({json});\n")
}
