//! Incidents grouped by service, folder, team, severity, factor, tag and year.
//!
//! The catalogue's entries come first, in its order, even without incidents; other values follow, by name.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::addresses::{slug, suffixed};
use crate::link::facet_keys::{key, lead, loose_key};
use crate::link::folder_names::folder_names;
use crate::link::relations::{Facet, PageIx};
use crate::model::{CatalogueEntry, Config, Detail, FacetKind, Fact, Page, PageKind};

/// Severity words and their order where the configuration has none.
const SEVERITIES: &[&[&str]] = &[
    &["sev0", "p0", "s0"],
    &["sev1", "p1", "s1", "critical", "blocker", "down", "major-outage"],
    &["sev2", "p2", "s2", "major", "high", "disrupted", "partial-outage"],
    &["sev3", "p3", "s3", "moderate", "medium", "degraded"],
    &["sev4", "p4", "s4", "minor", "low"],
    &["sev5", "p5", "s5", "notice", "informational", "info", "none"],
];

/// The groups of a site's incidents.
#[derive(Debug, Default)]
pub(super) struct Facets {
    pub(super) facets: BTreeMap<FacetKind, Vec<Facet>>,
    /// For each page, the facets it is in, as index into `facets[kind]`.
    pub(super) facets_of: Vec<BTreeMap<FacetKind, Vec<usize>>>,
}

/// Groups the incidents, `newest_first`, among pages at `addresses`.
pub(super) fn facets(pages: &[Arc<Page>], newest_first: &[PageIx], config: &Config, addresses: &[String]) -> Facets {
    let mut taken: HashSet<String> = addresses.iter().map(|a| a.to_lowercase()).collect();
    let mut found = Facets { facets_of: vec![BTreeMap::new(); pages.len()], ..Facets::default() };
    for &kind in FacetKind::ALL {
        let mut builder = Builder::new(kind, config, &mut taken);
        if kind == FacetKind::Service {
            builder.service_pages(pages, addresses);
        }
        let named = found.facets.get(&FacetKind::Service).map_or(0, |services| with_any(services));
        let mut folders = HashMap::new();
        if kind == FacetKind::Folder {
            let with_service = |ix: PageIx| found.facets_of[ix].contains_key(&FacetKind::Service);
            folders = folder_names(pages, newest_first);
            if named * 2 >= newest_first.len() && !any_without(&folders, newest_first, with_service) {
                folders.clear();
            }
        }
        for &ix in newest_first {
            let folder = folders.get(&ix).map(|(folder, name)| builder.facet(folder, Some(name)));
            let mut of_page: Vec<usize> = builder.members(&pages[ix]).into_iter().chain(folder).collect();
            of_page.sort_unstable();
            of_page.dedup();
            for &facet in &of_page {
                builder.facets[facet].incidents.push(ix);
            }
            if !of_page.is_empty() {
                found.facets_of[ix].insert(kind, of_page);
            }
        }
        builder.runbooks_beside(pages, &folders);
        builder.give_addresses();
        let order = builder.order(config);
        let (facets, place) = builder.reordered(&order);
        for of_page in &mut found.facets_of {
            if let Some(list) = of_page.get_mut(&kind) {
                for facet in list.iter_mut() {
                    *facet = place[*facet];
                }
                list.sort_unstable();
            }
        }
        found.facets.insert(kind, facets);
    }
    found
}

/// Whether no incident of some folder names a service, so that services do not tell what is in it.
fn any_without(
    folders: &HashMap<PageIx, (String, String)>,
    incidents: &[PageIx],
    with_service: impl Fn(PageIx) -> bool,
) -> bool {
    let mut served: BTreeMap<&str, bool> = BTreeMap::new();
    for (ix, (folder, _)) in incidents.iter().filter_map(|&ix| Some((ix, folders.get(&ix)?))) {
        *served.entry(folder).or_default() |= with_service(ix);
    }
    served.values().any(|served| !served)
}

/// How many incidents have one of the values.
fn with_any(facets: &[Facet]) -> usize {
    facets.iter().flat_map(|facet| &facet.incidents).collect::<HashSet<_>>().len()
}

struct Builder<'a> {
    kind: FacetKind,
    facets: Vec<Facet>,
    by_key: HashMap<String, usize>,
    taken: &'a mut HashSet<String>,
}

impl<'a> Builder<'a> {
    fn new(kind: FacetKind, config: &Config, taken: &'a mut HashSet<String>) -> Self {
        let mut builder = Self { kind, facets: Vec::new(), by_key: HashMap::new(), taken };
        for entry in catalogue(kind, config) {
            builder.listed(entry);
        }
        builder
    }

    fn listed(&mut self, entry: &CatalogueEntry) {
        let name = entry.shown().to_owned();
        let id = if entry.id.is_empty() { slug(&name) } else { entry.id.clone() };
        let address = self.address(&id);
        let facet = Facet {
            id: id.clone(),
            name: name.clone(),
            description: entry.description.clone(),
            aliases: entry.aliases.clone(),
            address,
            page: None,
            listed: true,
            team: None,
            retired: entry.retired.clone(),
            successor: None,
            incidents: Vec::new(),
            runbooks: Vec::new(),
        };
        for text in [&id, &name].into_iter().chain(&entry.aliases) {
            self.by_key.entry(key(self.kind, text)).or_insert(self.facets.len());
        }
        self.facets.push(facet);
    }

    /// Catalogue pages give their facet an address, a body and what the configuration leaves out.
    fn service_pages(&mut self, pages: &[Arc<Page>], addresses: &[String]) {
        for (ix, page) in pages.iter().enumerate().filter(|(_, p)| p.kind == PageKind::Service) {
            let names: Vec<&str> = [page.id.value.as_str(), page.title.value.as_str()]
                .into_iter()
                .chain(page.aliases.iter().map(|a| a.value.as_str()))
                .collect();
            let known = names.iter().find_map(|name| self.by_key.get(&key(self.kind, name)).copied());
            let facet = known.unwrap_or_else(|| self.facet(&page.id.value, Some(&page.title.value)));
            for name in names {
                self.by_key.entry(key(self.kind, name)).or_insert(facet);
            }
            let Detail::Service(service) = &page.detail else { continue };
            let facet = &mut self.facets[facet];
            facet.page = Some(ix);
            facet.address.clone_from(&addresses[ix]);
            if facet.retired.is_none() {
                facet.retired = service.retired.as_ref().map(|fact| fact.value.clone());
            }
            if facet.description.is_empty() {
                facet.description = page.summary.as_ref().map(|s| s.value.clone()).unwrap_or_default();
            }
        }
    }

    /// The facets that `page` is in.
    fn members(&mut self, page: &Page) -> Vec<usize> {
        let Some(incident) = page.incident() else { return Vec::new() };
        let names: Vec<&Fact<String>> = match self.kind {
            FacetKind::Service => incident.services.iter().collect(),
            FacetKind::Team => incident.teams.iter().collect(),
            FacetKind::Severity => incident.severity.iter().collect(),
            FacetKind::Factor => incident.factors.iter().collect(),
            FacetKind::Tag => page.tags.iter().collect(),
            FacetKind::Folder => return Vec::new(),
            FacetKind::Year => {
                let year = page.dated.as_ref().map(|d| d.value.date().year().to_string());
                return year.map(|year| self.facet(&year, None)).into_iter().collect();
            }
        };
        names.into_iter().filter_map(|fact| self.member(fact)).collect()
    }

    /// The runbooks of folders that have incidents.
    fn runbooks_beside(&mut self, pages: &[Arc<Page>], folders: &HashMap<PageIx, (String, String)>) {
        for (ix, _) in pages.iter().enumerate().filter(|(_, page)| page.kind == PageKind::Runbook) {
            let folder = folders.get(&ix).and_then(|(folder, _)| self.by_key.get(&key(self.kind, folder)));
            if let Some(&folder) = folder {
                self.facets[folder].runbooks.push(ix);
            }
        }
    }

    /// A factor that is a sentence is no facet unless it begins with a word of the house's vocabulary.
    fn member(&mut self, fact: &Fact<String>) -> Option<usize> {
        let text = fact.value.trim();
        if let Some(known) = self.by_key.get(&key(self.kind, text)) {
            return Some(*known);
        }
        if self.kind == FacetKind::Service
            && let Some(known) = self.by_loose_key(text)
        {
            return Some(known);
        }
        if self.kind == FacetKind::Factor {
            if let Some(known) = self.by_key.get(&key(self.kind, lead(text))) {
                return Some(*known);
            }
            if fact.inferred() || text.split_whitespace().count() > 6 {
                return None;
            }
        }
        if !text.chars().any(char::is_alphanumeric)
            || text.len() > 120
            || ["n/a", "none", "nothing", "unknown", "tbd", "various"].contains(&text.to_lowercase().as_str())
        {
            return None;
        }
        Some(self.facet(text, None))
    }

    /// The service of the catalogue that people mean by a name that differs in little.
    fn by_loose_key(&self, text: &str) -> Option<usize> {
        let wanted = loose_key(text);
        let is = |name: &String| loose_key(name) == wanted;
        let is_meant = |facet: &Facet| {
            (facet.listed || facet.page.is_some()) && (is(&facet.id) || is(&facet.name) || facet.aliases.iter().any(is))
        };
        self.facets.iter().position(is_meant)
    }

    fn facet(&mut self, id: &str, name: Option<&str>) -> usize {
        if let Some(known) = self.by_key.get(&key(self.kind, id)) {
            return *known;
        }
        self.by_key.insert(key(self.kind, id), self.facets.len());
        self.facets.push(Facet {
            id: id.to_owned(),
            name: name.unwrap_or(id).to_owned(),
            description: String::new(),
            aliases: Vec::new(),
            // Given when all names are known.
            address: String::new(),
            page: None,
            listed: false,
            team: None,
            retired: None,
            successor: None,
            incidents: Vec::new(),
            runbooks: Vec::new(),
        });
        self.facets.len() - 1
    }

    /// Gives an address to every value that has none. Of two that want one, a name that is written like its address has it; else it is
    /// the first by name, whichever incident came first.
    fn give_addresses(&mut self) {
        let mut without: Vec<usize> = (0..self.facets.len()).filter(|&ix| self.facets[ix].address.is_empty()).collect();
        without.sort_by_cached_key(|&ix| {
            let name = key(self.kind, &self.facets[ix].id);
            (slug(&name) != name, name)
        });
        for ix in without {
            let id = self.facets[ix].id.clone();
            self.facets[ix].address = self.address(&id);
        }
    }

    /// The address of a value, by its own name alone: only where two names have the same letters and digits, one has a mark of its own.
    fn address(&mut self, id: &str) -> String {
        let folder = self.kind.folder();
        let name = match slug(&spelt_out(id)) {
            name if name == "index" => String::from("index-1"),
            name => name,
        };
        let wanted = format!("{folder}/{name}.html");
        if self.taken.insert(wanted.to_lowercase()) {
            return wanted;
        }
        let mark = &blake3::hash(key(self.kind, id).as_bytes()).to_hex()[..6];
        let wanted = format!("{folder}/{name}-{mark}.html");
        let mut address = wanted.clone();
        let mut number = 2;
        while !self.taken.insert(address.to_lowercase()) {
            address = suffixed(&wanted, number);
            number += 1;
        }
        address
    }

    /// The order of menus: the catalogue's, then worst first, newest first, or by name.
    fn order(&self, config: &Config) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.facets.len()).collect();
        let listed = catalogue(self.kind, config).len();
        let rank = |ix: usize| {
            let word = key(FacetKind::Severity, &self.facets[ix].id);
            SEVERITIES
                .iter()
                .position(|words| words.iter().any(|w| key(FacetKind::Severity, w) == word))
                .unwrap_or(SEVERITIES.len())
        };
        order.sort_by(|&a, &b| {
            let (fa, fb) = (&self.facets[a], &self.facets[b]);
            let by_catalogue = a.min(listed).cmp(&b.min(listed));
            by_catalogue.then_with(|| match self.kind {
                FacetKind::Severity => rank(a).cmp(&rank(b)).then_with(|| fa.id.cmp(&fb.id)),
                FacetKind::Year => fb.id.cmp(&fa.id),
                _ => fa.name.to_lowercase().cmp(&fb.name.to_lowercase()).then_with(|| fa.id.cmp(&fb.id)),
            })
        });
        order
    }

    fn reordered(self, order: &[usize]) -> (Vec<Facet>, Vec<usize>) {
        let mut place = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let mut facets: Vec<Option<Facet>> = self.facets.into_iter().map(Some).collect();
        let facets = order.iter().filter_map(|&old| facets[old].take()).collect();
        (facets, place)
    }
}

/// `C#` and `C++` in words that an address can hold.
fn spelt_out(id: &str) -> String {
    let mut spelt = String::with_capacity(id.len());
    for c in id.chars() {
        match c {
            '#' if spelt.ends_with(char::is_alphanumeric) => spelt.push_str("-sharp"),
            '+' if spelt.ends_with(char::is_alphanumeric) => spelt.push_str("-plus"),
            c => spelt.push(c),
        }
    }
    spelt
}

fn catalogue(kind: FacetKind, config: &Config) -> &[CatalogueEntry] {
    match kind {
        FacetKind::Service => &config.service,
        FacetKind::Team => &config.team,
        FacetKind::Severity => &config.severity,
        FacetKind::Factor => &config.factor,
        FacetKind::Folder | FacetKind::Tag | FacetKind::Year => &[],
    }
}
