//! Reading paths become the places that pages have on them.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::link::{PageIx, Target};
use crate::markup::urls;
use crate::model::{Detail, PageKind, Step};
use crate::views::site_views::Views;

/// A page's place on a path.
#[derive(Serialize)]
struct PathPlace {
    path: Value,
    key: String,
    /// From 1.
    number: usize,
    count: usize,
    next: Option<PathStep>,
}

#[derive(Serialize)]
pub(crate) struct PathStep {
    pub(crate) title: String,
    pub(crate) address: Option<String>,
    pub(crate) url: Option<String>,
}

/// Paths that a page says it is a step of.
const PLACES: usize = 2;

/// The steps of a path that may be shown, each with where it leads.
pub(crate) fn steps(views: &Views, path: PageIx) -> impl Iterator<Item = (&Step, Option<&Target>)> {
    let steps: &[Step] = match &views.site.pages[path].detail {
        Detail::Path(path) => &path.steps,
        _ => &[],
    };
    let targets = views.site.links.steps(path);
    targets.iter().filter_map(|(at, target)| Some((steps.get(*at)?, target.as_ref())))
}

/// What a step is called, and where it is.
pub(crate) fn leads_to(views: &Views, step: &Step, target: Option<&Target>) -> PathStep {
    let written = step.target.clone();
    match target {
        Some(Target::Page(ix, _)) => {
            let title = views.site.title(*ix).to_owned();
            PathStep { title, address: Some(views.site.links.addresses[*ix].clone()), url: None }
        }
        Some(Target::Facet(kind, ix)) => {
            let facet = &views.facets(*kind)[*ix];
            PathStep { title: facet.name.clone(), address: Some(facet.address.clone()), url: None }
        }
        Some(Target::Generated(address) | Target::Asset(address)) => {
            PathStep { title: written, address: Some(address.clone()), url: None }
        }
        Some(Target::External(url) | Target::RemoteImage(url)) => {
            PathStep { title: written, address: None, url: urls::external(url).map(str::to_owned) }
        }
        Some(Target::Anchor(_) | Target::None) | None => PathStep { title: written, address: None, url: None },
    }
}

/// For each address that is a step, its places: of the first two paths, in path order.
pub(crate) fn places(views: &Views) -> BTreeMap<String, Vec<Value>> {
    let mut places: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for &path in views.of_kind(PageKind::Path) {
        let steps: Vec<PathStep> = steps(views, path).map(|(step, target)| leads_to(views, step, target)).collect();
        let count = steps.len();
        let mut steps = steps.into_iter().enumerate().peekable();
        let mut seen = Vec::new();
        while let Some((at, step)) = steps.next() {
            let Some(address) = step.address.filter(|address| !seen.contains(address)) else { continue };
            seen.push(address.clone());
            let next = steps.peek().map(|(_, next)| PathStep {
                title: next.title.clone(),
                address: next.address.clone(),
                url: next.url.clone(),
            });
            let place = PathPlace { path: views.card(path).clone(), key: address.clone(), number: at + 1, count, next };
            let of_page = places.entry(address).or_default();
            if of_page.len() < PLACES {
                of_page.push(Value::from_serializable(&place));
            }
        }
    }
    places
}
