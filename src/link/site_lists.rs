//! What a site has becomes the lists and files of its own that pages may link to.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::addresses::{FixedOutput, Needs, UNDATED, facet_list};
use crate::link::relations::Facet;
use crate::model::{Config, FacetKind, Page};

/// The addresses of lists and files that are written whatever people call their pages. Those that only the analysis of all pages
/// together brings about are among them; whoever has it takes back what is not there.
pub(super) fn site_lists(
    pages: &[Arc<Page>],
    facets: &BTreeMap<FacetKind, Vec<Facet>>,
    config: &Config,
) -> HashSet<String> {
    let incidents = || pages.iter().filter(|page| page.incident().is_some());
    let is_written = |output: &&FixedOutput| match output.needs() {
        Needs::Nothing => **output != FixedOutput::Accent || config.accent.is_some(),
        Needs::Incidents | Needs::Analysis => incidents().next().is_some(),
        Needs::Pages(kind) => pages.iter().any(|page| page.kind == kind),
        Needs::BaseUrl => config.base_url.is_some(),
    };
    let mut lists: HashSet<String> =
        FixedOutput::ALL.iter().filter(is_written).map(|output| output.address().to_owned()).collect();
    let of_facets = facets.iter().filter(|(kind, values)| **kind != FacetKind::Year && !values.is_empty());
    lists.extend(of_facets.map(|(kind, _)| facet_list(*kind)));
    if incidents().any(|page| page.dated.is_none()) {
        lists.insert(UNDATED.to_owned());
    }
    lists
}
