//! Everything that is known of how pages refer to each other and to the vocabularies, with lookups only.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::diag::Diagnostic;
use crate::link::directory::Directory;
use crate::link::link_findings;
use crate::link::link_problem::Problem;
use crate::link::name_words::NameWords;
use crate::link::page_links::PageLinks;
use crate::link::relations::{Backlink, Facet, NamedRunbook, PageIx, Target, Use, Words};
use crate::model::{FacetKind, LinkForm, Page};

/// Everything known about how pages refer to each other and to the vocabularies.
#[derive(Debug, Clone)]
pub struct Links {
    /// The address of each page: `incidents/2024/x.html`, `/` between parts, not percent-encoded.
    pub addresses: Arc<Vec<String>>,
    /// For each page what lists show of its title, where that is less than all of it.
    pub(super) titles: Arc<Vec<Option<String>>>,
    /// For each page, what links to it: in page order, one entry a linking page; those of front matter last.
    pub backlinks: Vec<Vec<Backlink>>,
    /// The facets, in the order of menus.
    pub facets: Arc<BTreeMap<FacetKind, Vec<Facet>>>,
    /// The words of their names, once somebody asked.
    pub(super) name_words: Arc<OnceLock<NameWords>>,
    /// For each page, the facets it is in, as index into `facets[kind]`.
    pub facets_of: Arc<Vec<BTreeMap<FacetKind, Vec<usize>>>>,
    /// The incidents, newest first; undated ones last, ties by path.
    pub newest_first: Arc<Vec<PageIx>>,
    /// For each runbook page, the incidents in which it is named, with the outcome.
    pub runbook_uses: BTreeMap<PageIx, Vec<(PageIx, Option<String>)>>,
    /// For each term, the pages that use it, in page order; its own page is none of them.
    pub uses: BTreeMap<PageIx, Vec<Use>>,
    /// Files that pages show or link to: address in the output, and path below the content folder. Sorted.
    pub assets: BTreeMap<String, String>,
    /// The site's own lists and files that pages link to, by address.
    pub lists: BTreeSet<String>,
    /// Redirect stubs: address and the page it leads to.
    pub redirects: Arc<BTreeMap<String, PageIx>>,
    /// What each page's own candidates, passages and relations come to.
    pub(super) each: Vec<Arc<PageLinks>>,
    /// What they were resolved against.
    pub(super) directory: Arc<Directory>,
}

impl Links {
    /// The values of a facet, in the order of menus.
    pub fn values(&self, kind: FacetKind) -> &[Facet] {
        self.facets.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Whether `word` is one of the name of a service, a tag, or another facet that the house lists.
    pub fn is_of_a_name(&self, word: &str) -> bool {
        self.name_words.get_or_init(|| NameWords::of(&self.facets)).has(word)
    }

    /// What lists show of the title of a page, where that is less than all of it.
    pub fn short_title(&self, page: PageIx) -> Option<&str> {
        self.titles[page].as_deref()
    }

    /// Where the candidates of a page lead: by form and target as written.
    pub fn resolved(&self, page: PageIx) -> &HashMap<(LinkForm, String), Target> {
        &self.each[page].resolved
    }

    /// The explicitly related pages that exist, and why.
    pub fn related(&self, page: PageIx) -> &[(PageIx, Option<String>)] {
        &self.each[page].related
    }

    /// The pages that the author says are not related, sorted.
    pub fn not_related(&self, page: PageIx) -> &[PageIx] {
        &self.each[page].not_related
    }

    /// The runbooks that an incident names.
    pub fn runbooks(&self, page: PageIx) -> &[NamedRunbook] {
        &self.each[page].runbooks
    }

    /// The steps of a reading path that may be shown: which of its steps, and where it leads.
    pub fn steps(&self, page: PageIx) -> &[(usize, Option<Target>)] {
        self.each[page].steps.as_deref().unwrap_or_default()
    }

    /// The words of the glossary in a page.
    pub fn words(&self, page: PageIx) -> &Words {
        &self.each[page].words
    }

    /// Acronyms of a page that nothing on it explains, in alphabetical order.
    pub fn acronyms(&self, page: PageIx) -> impl Iterator<Item = &str> {
        self.each[page].acronyms.unexplained()
    }

    /// The page at an address.
    pub fn page_at(&self, address: &str) -> Option<PageIx> {
        self.directory.by_address.get(address).copied()
    }

    /// For how many pages this is not what `earlier` has: what was resolved anew.
    pub fn resolved_since(&self, earlier: &Links) -> usize {
        let kept: HashSet<*const PageLinks> = earlier.each.iter().map(Arc::as_ptr).collect();
        self.each.iter().filter(|page| !kept.contains(&Arc::as_ptr(page))).count()
    }

    /// The same without the links to lists that the site turns out not to have: their words stay as text, with a finding. `pages` are the
    /// pages that these are the links of.
    #[must_use]
    pub fn without_lists(&self, missing: &BTreeSet<String>, pages: &[Arc<Page>]) -> Self {
        let is_missing = |target: &Target| matches!(target, Target::Generated(address) if missing.contains(address));
        let each = self.each.iter().zip(pages).map(|(links, page)| {
            if !links.resolved.values().any(is_missing) {
                return Arc::clone(links);
            }
            let mut cut = PageLinks::clone(links);
            cut.is_cut = true;
            for candidate in &page.candidates {
                let key = (candidate.form, candidate.target.clone());
                if cut.resolved.get(&key).is_some_and(is_missing) {
                    cut.resolved.insert(key, Target::None);
                    cut.findings.push(link_findings::finding(page, candidate, &Problem::NoSuchList, pages));
                }
            }
            Arc::new(cut)
        });
        let each = each.collect();
        let lists = self.lists.difference(missing).cloned().collect();
        Self { each, lists, ..self.clone() }
    }

    /// What is to be said of the links of one page.
    pub fn findings_of(&self, page: PageIx) -> &[Diagnostic] {
        &self.each[page].findings
    }
}

/// The links of an earlier revision, and its pages.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// Its published pages.
    pub pages: &'a [Arc<Page>],
    /// Their links.
    pub links: &'a Links,
}
