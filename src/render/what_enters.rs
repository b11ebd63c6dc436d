//! Everything that enters an output becomes its key: where the key is that of an earlier build, so are the bytes, and nobody need make
//! them again.
//!
//! An incident's own page takes what the page says, and what others show of themselves; a list takes only the latter, and the page of a
//! service only that of its own incidents: a sentence more in one write-up makes no list anew, and another title few. What takes more than that, or is one of few, has no key and is always made.

use rayon::prelude::*;

use crate::addresses::FixedOutput;
use crate::analyse::follow_ups::FollowUp;
use crate::analyse::similar::Neighbour;
use crate::cache::{Enters, Key, Program};
use crate::link::{Facet, FacetKind, PageIx, Target};
use crate::pages::incident::neighbours;
use crate::pages::recurring::group_of_incident;
use crate::render::page_keys::{PageKeys, page_keys};
use crate::render::value_hash::Digest;
use crate::views::follow_up_list::FollowUpList;
use crate::views::walls::Wall;
use crate::views::{Route, Subject, Views, addresses, page_size};

/// The kind of what is known of outputs, and the number of its form.
const KIND: (&str, u32) = ("output", 1);

/// The keys of a site's outputs. One pass over the site; then each key costs what leads to and from one page.
pub struct OutputKeys<'v> {
    views: &'v Views,
    /// What enters every page.
    common: Key,
    /// What enters every list: what was counted, and where each page stands.
    counted: Key,
    /// What enters tables of what is counted of all incidents, and gives their titles.
    tables: Key,
    /// The same of pages, which show cards as well.
    trends: Key,
    /// What enters lists of follow-ups.
    actions: Key,
    /// What enters lists that may show any page.
    lists: Key,
    pages: Vec<PageKeys>,
}

impl<'v> OutputKeys<'v> {
    /// The keys of what `program` makes of `views`.
    pub fn of(views: &'v Views, program: &Program) -> Self {
        let site = &views.site;
        let pages: Vec<PageKeys> = (0..site.pages.len()).into_par_iter().map(|ix| page_keys(views, ix)).collect();
        let common = common(views, program);
        let counted = counted(views, &common, &pages);
        let tables = of_each(&counted, &pages, |page| &page.titled);
        let trends = of_each(&tables, &pages, |page| &page.card);
        let actions = actions(views, &trends, &pages);
        let lists = of_each(&actions, &pages, |page| &page.shown);
        Self { views, common, counted, tables, trends, actions, lists, pages }
    }

    /// The key of what is at a route; `None` for what is always made.
    pub fn key(&self, route: &Route) -> Option<Key> {
        let (views, mut to) = (self.views, Digest::new(&self.counted));
        match &route.subject {
            Subject::Page(ix) | Subject::Twin(ix) => {
                views.site.pages[*ix].incident()?;
                to = Digest::new(&self.common);
                self.incident(*ix, &mut to);
            }
            Subject::FacetTable(kind, ix, ..) => {
                let facet = &views.facets(*kind)[*ix];
                facet.incidents.iter().for_each(|&ix| to.key(&self.pages[ix].titled));
            }
            Subject::Facet(kind, ix, sheet) => {
                let facet = &views.facets(*kind)[*ix];
                // A page of its own says more than lists do.
                if facet.page.is_some() {
                    return None;
                }
                let rows = page_size::rows_on(*sheet, facet.incidents.len());
                self.rows(&facet.incidents[rows.clone()], &mut to);
                // Beside each row stands the sentence in which the factor shows.
                if *kind == FacetKind::Factor {
                    facet.incidents[rows].iter().for_each(|&ix| to.key(&self.pages[ix].whole));
                }
                if *sheet == 0 {
                    self.shown(&facet.incidents, &mut to);
                    let uses = facet.runbooks.iter().filter_map(|ix| views.runbook_uses().get(ix)).flatten();
                    self.shown(&uses.map(|(incident, _)| *incident).collect::<Vec<_>>(), &mut to);
                }
            }
            Subject::Year(year, sheet) => {
                let all = addresses::of_year(views, *year);
                self.rows(&all[page_size::rows_on(*sheet, all.len())], &mut to);
            }
            Subject::FilterRows(year) => self.shown(addresses::of_year(views, *year), &mut to),
            Subject::IncidentsOf(year) => {
                let of = addresses::of_year(views, *year);
                self.shown(of, &mut to);
                for &ix in of {
                    // Whether a name is also a word of the page is seen in its text.
                    to.key(&self.pages[ix].whole);
                    let similar = views.analysis.similar.of(ix);
                    let related = views.site.links.related(ix).iter().map(|(other, _)| *other);
                    to.alike(similar);
                    self.shown(&similar.iter().map(|near| near.page).chain(related).collect::<Vec<_>>(), &mut to);
                }
            }
            Subject::TrendTable(..) | Subject::Fixed(FixedOutput::TrendMethodTable | FixedOutput::TrendFacts) => {
                to.key(&self.tables);
            }
            Subject::Trends(_) | Subject::Trend(..) | Subject::Fixed(FixedOutput::TrendMethod) => {
                to.key(&self.trends);
            }
            Subject::List(FixedOutput::Actions, 0) | Subject::Fixed(FixedOutput::ActionsTable) => {
                to.key(&self.actions);
            }
            Subject::List(FixedOutput::Actions, sheet) => {
                let (FollowUpList { order, count }, all) = (views.follow_ups(), &views.analysis.follow_ups.rows);
                to.text(count);
                for &row in &order[page_size::rows_on(*sheet, order.len())] {
                    to.debug(&all[row]);
                    self.rows(&[all[row].page], &mut to);
                }
            }
            Subject::FacetIndex(..) | Subject::Fixed(FixedOutput::Incidents) => to.key(&self.lists),
            Subject::List(output, sheet) => {
                let (wall, walls) = (Wall::of(*output)?, views.walls());
                let all = walls.of(wall);
                to.debug(&(wall, &walls.groups, &walls.orders, all.len()));
                self.rows(&all[page_size::rows_on(*sheet, all.len())], &mut to);
            }
            _ => return None,
        }
        to.debug(&route.subject);
        to.text(&route.address());
        Some(to.finish())
    }

    /// What some pages show as rows of a list, in their order.
    fn rows(&self, pages: &[PageIx], to: &mut Digest) {
        for &ix in pages {
            to.key(&self.pages[ix].titled);
            to.key(&self.pages[ix].card);
        }
        self.shown(pages, to);
    }

    /// What some pages show of themselves, in their order.
    fn shown(&self, pages: &[PageIx], to: &mut Digest) {
        for &ix in pages {
            to.key(&self.pages[ix].shown);
            to.key(&self.pages[ix].links);
        }
    }

    /// What enters the page of an incident: what it says, and what it shows of others.
    fn incident(&self, ix: PageIx, to: &mut Digest) {
        let (views, links) = (self.views, &self.views.site.links);
        let similar: &[Neighbour] = views.analysis.similar.of(ix);
        to.key(&self.pages[ix].whole);
        to.key(&self.pages[ix].shown);
        to.key(&self.pages[ix].links);
        to.debug(&links.words(ix).body);
        to.debug(&links.backlinks[ix]);
        to.alike(similar);
        let neighbours = neighbours(views, ix);
        to.debug(&neighbours);
        to.value(&group_of_incident::belongs(views, ix));
        to.value(&views.places().get(&links.addresses[ix]));
        let mut others: Vec<PageIx> = links.backlinks[ix].iter().map(|link| link.from).collect();
        #[expect(clippy::iter_over_hash_type, reason = "the pages are put in order")]
        for target in links.resolved(ix).values() {
            if let Target::Page(other, _) = target {
                others.push(*other);
            }
        }
        others.extend(similar.iter().map(|neighbour| neighbour.page));
        others.extend(links.related(ix).iter().map(|(other, _)| *other));
        others.extend(links.runbooks(ix).iter().filter_map(|(_, other, _)| *other));
        others.extend(&links.words(ix).terms);
        others.extend(neighbours.into_iter().flatten());
        others.sort_unstable();
        others.dedup();
        self.shown(&others, to);
        // Of a word, a runbook or a service the first sentence may be shown.
        others.retain(|&other| views.site.pages[other].incident().is_none());
        others.iter().for_each(|&other| to.key(&self.pages[other].whole));
    }
}

/// What enters every page: the program, the theme, the configuration, what the frame shows, what facets are called, what is where.
fn common(views: &Views, program: &Program) -> Key {
    let (site, links) = (&views.site, &views.site.links);
    let shown_to = format!("{:?}", (site.as_of, site.drafts, &site.whom));
    let enters = Enters { program, kind: KIND, configuration: None, shown_to: &shown_to, question: "" };
    let mut to = Digest::new(&enters.key(&[]));
    // As it was read, with what the command line says otherwise.
    to.debug(&site.config);
    to.debug(&(&views.logo, &views.accent));
    for (path, text) in &site.theme.files {
        to.text(path);
        to.text(text);
    }
    for (path, bytes) in &site.theme.copied {
        to.text(path);
        to.bytes(bytes);
    }
    to.value(views.shell());
    for facet in links.facets.values().flatten() {
        to.debug(&Facet { incidents: Vec::new(), runbooks: Vec::new(), ..facet.clone() });
    }
    for (kind, names) in links.facets.keys().filter_map(|kind| Some((kind, views.names().get(kind)?))) {
        to.debug(kind);
        to.value(names);
    }
    to.debug(&links.addresses);
    to.debug(&(&links.assets, &links.lists, &links.redirects));
    to.finish()
}

/// What entered before, and one key of each page.
fn of_each<'p>(before: &Key, pages: &'p [PageKeys], one: impl Fn(&'p PageKeys) -> &'p Key) -> Key {
    let mut to = Digest::new(before);
    pages.iter().for_each(|page| to.key(one(page)));
    to.finish()
}

/// What enters lists of follow-ups.
fn actions(views: &Views, trends: &Key, pages: &[PageKeys]) -> Key {
    let mut to = Digest::new(trends);
    let rows = views.analysis.follow_ups.rows.par_iter().map(Digest::of);
    rows.collect::<Vec<Key>>().iter().for_each(|key| to.key(key));
    to.debug(&views.analysis.follow_ups.repeated);
    // What they say, they say with the names of what they link to.
    pages.iter().for_each(|page| to.key(&page.links));
    to.finish()
}

/// What enters every list: what was counted, where each page stands, and whole the pages that are no incidents.
fn counted(views: &Views, common: &Key, pages: &[PageKeys]) -> Key {
    let (site, analysis, links) = (&views.site, &views.analysis, &views.site.links);
    let mut to = Digest::new(common);
    for (ix, page) in pages.iter().enumerate().filter(|(ix, _)| site.pages[*ix].incident().is_none()) {
        to.key(&page.whole);
        to.key(&page.shown);
        to.key(&page.links);
        to.debug(&links.backlinks[ix]);
    }
    to.debug(&links.facets_of);
    to.debug(&views.filters());
    to.debug(&links.newest_first);
    for facet in links.facets.values().flatten() {
        to.debug(&(&facet.incidents, &facet.runbooks));
    }
    to.debug(&links.runbook_uses);
    to.debug(&analysis.similar.recurring.is_empty());
    to.debug(&analysis.asked);
    to.debug(&analysis.follow_ups.outcomes);
    // Where follow-ups stand is counted; what they say is shown with their incident, and in their own lists.
    let stands = |row: &FollowUp| {
        let FollowUp { page, text: _, team, kind, rank, state, reason: _, opened, closed, ticket: _, origin, age } =
            row;
        Digest::of(&(page, team, kind, rank, state, opened, closed, origin, age))
    };
    let rows = analysis.follow_ups.rows.par_iter().map(stands);
    rows.collect::<Vec<Key>>().iter().for_each(|key| to.key(key));
    let facts = analysis.trends.facts.par_iter().map(Digest::of);
    facts.collect::<Vec<Key>>().iter().for_each(|key| to.key(key));
    to.finish()
}
