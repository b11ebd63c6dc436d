//! A facet becomes a theme of the front page: the values that come up most, and what each one means.

use serde::Serialize;
use tera::Value;

use crate::link::FacetKind;
use crate::pages::home::shortened_list::HomePart;
use crate::views::Views;
use crate::words::phrases;

/// A factor or service that comes up.
#[derive(Serialize)]
pub(crate) struct HomeTheme {
    name: Value,
    meaning: Option<String>,
    count: String,
}

/// Themes of one kind.
const THEMES: usize = 6;

/// The live values with most incidents, equal ones in the order of menus.
pub(crate) fn themes(views: &Views, kind: FacetKind) -> HomePart<HomeTheme> {
    let facets = views.facets(kind);
    let live = |ix: &usize| facets[*ix].retired.is_none() && !facets[*ix].incidents.is_empty();
    let mut order: Vec<usize> = (0..facets.len()).filter(live).collect();
    order.sort_by_key(|&ix| std::cmp::Reverse(facets[ix].incidents.len()));
    order.truncate(THEMES);
    let theme = |ix: usize| HomeTheme {
        name: views.names()[&kind][ix].clone(),
        meaning: phrases::meaning(&facets[ix].description),
        count: views.site.wording.count("count.incidents", facets[ix].incidents.len()),
    };
    HomePart { more: facets.len() > order.len(), entries: order.into_iter().map(theme).collect(), leads: false }
}
