//! Everything that enters an output becomes its key: where the key is that of an earlier build, so are the bytes, and nobody need make
//! them again.
//!
//! An incident's own page takes what the page says, and what others show of themselves; a list takes only the latter, and the page of a
//! service only that of its own incidents: a sentence more in one write-up makes no list anew, and another title few. What takes more than that, or is one of few, has no key and is always made.

use rayon::prelude::*;

use crate::addresses::FixedOutput;
use crate::analyse::follow_ups::FollowUp;
use crate::analyse::similar::Neighbour;
use crate::cache::{Enters, Key, Places, Program, digest};
use crate::link::{Facet, FacetKind, PageIx, Target};
use crate::model::{Detail, LinkCandidate, Page, Section};
use crate::pages::incident::neighbours;
use crate::pages::recurring::group_of_incident;
use crate::render::value_hash::Digest;
use crate::views::walls::Wall;
use crate::views::{Route, Subject, Views, addresses};

/// The kind of what is known of outputs, and the number of its form.
const KIND: (&str, u32) = ("output", 1);

/// The keys of a site's outputs. One pass over the site; then each key costs what leads to and from one page.
pub struct OutputKeys<'v> {
    views: &'v Views,
    /// What enters every page.
    common: Key,
    /// What enters every list: what was counted, and where each page stands.
    counted: Key,
    /// What enters lists that may show any page.
    lists: Key,
    pages: Vec<PageKeys>,
}

/// What enters of one page.
struct PageKeys {
    /// All of it.
    whole: Key,
    /// What other pages and lists show of it: its facts, without where they stand in its text.
    shown: Key,
    /// Where its links lead, and what is there called: others quote its sentences with these names.
    links: Key,
}

impl<'v> OutputKeys<'v> {
    /// The keys of what `program` makes of `views`.
    pub fn of(views: &'v Views, program: &Program) -> Self {
        let site = &views.site;
        let pages: Vec<PageKeys> = (0..site.pages.len()).into_par_iter().map(|ix| page_keys(views, ix)).collect();
        let common = common(views, program);
        let counted = counted(views, &common, &pages);
        let lists = lists(views, &counted, &pages);
        Self { views, common, counted, lists, pages }
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
            Subject::Facet(kind, ix, _) | Subject::FacetTable(kind, ix, ..) => {
                let facet = &views.facets(*kind)[*ix];
                // A page of its own says more than lists do.
                if facet.page.is_some() {
                    return None;
                }
                self.shown(&facet.incidents, &mut to);
                if *kind == FacetKind::Factor {
                    facet.incidents.iter().for_each(|&ix| to.key(&self.pages[ix].whole));
                }
                let uses = facet.runbooks.iter().filter_map(|ix| views.runbook_uses().get(ix)).flatten();
                self.shown(&uses.map(|(incident, _)| *incident).collect::<Vec<_>>(), &mut to);
            }
            Subject::Year(year, _) | Subject::FilterRows(year) => self.shown(addresses::of_year(views, *year), &mut to),
            Subject::IncidentsOf(year) => {
                let of = addresses::of_year(views, *year);
                self.shown(of, &mut to);
                for &ix in of {
                    let similar = views.analysis.similar.of(ix);
                    let related = views.site.links.related(ix).iter().map(|(other, _)| *other);
                    to.alike(similar);
                    self.shown(&similar.iter().map(|near| near.page).chain(related).collect::<Vec<_>>(), &mut to);
                }
            }
            Subject::FacetIndex(..) | Subject::Trends(_) | Subject::Trend(..) | Subject::TrendTable(..) => {
                to.key(&self.lists);
            }
            Subject::List(output, _) if Wall::of(*output).is_some() || *output == FixedOutput::Actions => {
                to.key(&self.lists);
            }
            Subject::Fixed(
                FixedOutput::Incidents
                | FixedOutput::TrendMethod
                | FixedOutput::TrendMethodTable
                | FixedOutput::TrendFacts
                | FixedOutput::ActionsTable,
            ) => to.key(&self.lists),
            _ => return None,
        }
        to.debug(&route.subject);
        to.text(&route.address());
        Some(to.finish())
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

/// What enters lists that may show any page.
fn lists(views: &Views, counted: &Key, pages: &[PageKeys]) -> Key {
    let mut to = Digest::new(counted);
    let rows = views.analysis.follow_ups.rows.par_iter().map(Digest::of);
    rows.collect::<Vec<Key>>().iter().for_each(|key| to.key(key));
    to.debug(&views.analysis.follow_ups.repeated);
    for page in pages {
        to.key(&page.shown);
        to.key(&page.links);
    }
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

fn page_keys(views: &Views, ix: PageIx) -> PageKeys {
    let (page, links) = (&views.site.pages[ix], &views.site.links);
    let mut whole = Digest::default();
    whole.text(&page.source.path);
    whole.text(&page.source.shown_path);
    whole.key(&digest(&**page, Places::Count));
    let mut shown = Digest::default();
    shown.key(&shown_of(page));
    shown.debug(&(links.short_title(ix), &links.addresses[ix], &links.facets_of[ix]));
    let mut leads = Digest::default();
    // In the order of what was written: a hash map has none.
    let mut resolved: Vec<_> = links.resolved(ix).iter().collect();
    resolved.sort_unstable_by_key(|(written, _)| *written);
    leads.debug(&resolved);
    let named = resolved.iter().filter_map(|(_, target)| match target {
        Target::Page(to, _) => Some(*to),
        _ => None,
    });
    let named = named.chain(links.runbooks(ix).iter().filter_map(|(_, to, _)| *to));
    for to in named.chain(links.related(ix).iter().map(|(to, _)| *to)) {
        let Page { title, id, sections, .. } = &*views.site.pages[to];
        leads.text(&title.value);
        leads.text(&id.value);
        leads.debug(&links.short_title(to));
        sections.iter().for_each(|section| leads.debug(&(&section.anchor, &section.title)));
    }
    leads.debug(&(links.related(ix), links.not_related(ix), links.runbooks(ix), links.steps(ix)));
    let words = links.words(ix);
    leads.debug(&words.terms);
    let mut fragments: Vec<_> = words.fragments.iter().collect();
    fragments.sort_unstable_by_key(|(text, _)| *text);
    leads.debug(&fragments);
    PageKeys { whole: whole.finish(), shown: shown.finish(), links: leads.finish() }
}

/// What others may show of a page. Taken apart field by field, so that whoever adds one says whether others show it.
fn shown_of(page: &Page) -> Key {
    let Page {
        source,
        text: _,
        shifts: _,
        body_start: _,
        kind,
        kind_reason: _,
        lang,
        lang_from: _,
        id,
        title,
        short_title,
        title_heading: _,
        summary,
        withheld,
        publication,
        below,
        status,
        aliases,
        served_at,
        authors,
        tags,
        keywords,
        level,
        related,
        not_related,
        refs,
        dated,
        changed,
        newest,
        sections,
        marks,
        inner_headings,
        candidates,
        // Terms and runbooks are asked for theirs, and enter whole.
        prose: _,
        words: _,
        has_html: _,
        restricted_parts,
        detail,
        diagnostics: _,
    } = page;
    let mut to = Digest::default();
    to.text(&source.path);
    to.said(&(kind, lang, id, title, short_title, summary, withheld, publication, below, status, aliases));
    to.said(&(served_at, authors, tags, keywords, level, related, not_related, refs, dated, changed, newest));
    let heading = |section: &Section| (section.level, section.title.clone(), section.anchor.clone(), section.role);
    to.said(&sections.iter().map(heading).collect::<Vec<_>>());
    to.said(&inner_headings.iter().map(heading).collect::<Vec<_>>());
    to.said(&marks.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let written = |candidate: &LinkCandidate| (candidate.form, candidate.target.clone(), candidate.text.clone());
    to.said(&candidates.iter().map(written).collect::<Vec<_>>());
    to.said(&page.reading_minutes());
    to.said(restricted_parts);
    match detail {
        Detail::Incident(incident) => to.said(incident),
        other => to.said(other),
    }
    to.finish()
}
