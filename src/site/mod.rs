//! The snapshot: everything a page can show, immutable, with lookups only.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::{self, Diagnostic};
use crate::link::{self, Links, Unpublished};
use crate::load::{Assets, Sources, Theme};
use crate::model::{Config, Page, Withheld};

/// What the command line says of a build.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether drafts are shown.
    pub drafts: bool,
    /// "Today"; the newest date in the published content when absent.
    pub as_of: Option<Date>,
    /// Overrides the configuration's `base_url`.
    pub base_url: Option<String>,
    /// Whether leaving out what names an audience is meant.
    pub omit_restricted: bool,
}

/// One revision of the whole site.
#[derive(Debug)]
pub struct Site {
    /// The configuration, with the command line's overrides applied.
    pub config: Arc<Config>,
    /// Templates, styles, scripts and icons.
    pub theme: Arc<Theme>,
    /// Files that are not Markdown.
    pub assets: Arc<Assets>,
    /// Published pages, in path order.
    pub pages: Vec<Arc<Page>>,
    /// How they refer to each other.
    pub links: Arc<Links>,
    /// "Today": `--as-of`, else the newest date in the published content.
    pub as_of: Option<Date>,
    /// Whether drafts are shown, so that pages can say so.
    pub drafts: bool,
    /// How many pages were withheld as drafts.
    pub withheld_drafts: usize,
    /// Paths of pages and parts that were left out because they name an audience.
    pub restricted: Vec<String>,
    /// Findings about files, the configuration and what is withheld; those of pages and links are asked for.
    findings: Vec<Diagnostic>,
    /// Pages that were published with less than they say, as read and as published.
    cut: Vec<(Arc<Page>, Arc<Page>)>,
    /// What leads to withheld pages.
    withheld: Arc<Unpublished>,
}

impl Site {
    /// Whether another revision has the same pages, read in the same way: what is known of the one is known of the other.
    pub fn says_the_same(&self, other: &Site) -> bool {
        let same = |(a, b): (&Arc<Page>, &Arc<Page>)| Arc::ptr_eq(a, b);
        Arc::ptr_eq(&self.config, &other.config)
            && self.pages.len() == other.pages.len()
            && self.pages.iter().zip(&other.pages).all(same)
    }

    /// All findings, sorted. Made anew each time: linear in their number.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut findings = self.findings.clone();
        findings.extend(self.pages.iter().flat_map(|page| page.diagnostics.iter().cloned()));
        findings.extend(link::findings(&self.pages, &self.links));
        diag::sort(&mut findings);
        findings
    }
}

/// Puts a site together from what was read and parsed.
///
/// Withheld pages and their findings leave here, except findings that say why a page is withheld without its author meaning it.
/// The result does not depend on `earlier`, which saves work where pages are those of an earlier revision.
pub fn build(sources: &Sources, pages: &[Arc<Page>], options: &Options, earlier: Option<&Site>) -> Site {
    let config = overridden(&sources.config, options);
    let Published { pages, mut findings, withheld, restricted, withheld_drafts } = published(sources, pages, options);
    let withheld = Arc::new(Unpublished::new(&withheld, &pages));
    let withheld = match earlier {
        Some(earlier) if earlier.withheld == withheld => Arc::clone(&earlier.withheld),
        _ => withheld,
    };
    let (pages, cut) = cut(pages, &withheld, earlier);
    let earlier = earlier.map(|earlier| link::Earlier { pages: &earlier.pages, links: &earlier.links });
    let inputs = link::Inputs { pages: &pages, config: &config, assets: &sources.assets, withheld: &withheld };
    let links = link::link(&inputs, earlier);
    diag::sort(&mut findings);
    let newest = pages.iter().filter_map(|page| page.newest).max();
    Site {
        theme: Arc::clone(&sources.theme),
        assets: Arc::clone(&sources.assets),
        links: Arc::new(links),
        as_of: options.as_of.or(newest),
        drafts: options.drafts,
        config,
        pages,
        withheld_drafts,
        restricted,
        findings,
        cut,
        withheld,
    }
}

/// The configuration as the command line has it.
fn overridden(config: &Arc<Config>, options: &Options) -> Arc<Config> {
    match &options.base_url {
        None => Arc::clone(config),
        Some(base) => Arc::new(Config { base_url: Some(base.clone()), ..(**config).clone() }),
    }
}

/// The pages that are shown, and what is said of the others.
struct Published {
    pages: Vec<Arc<Page>>,
    findings: Vec<Diagnostic>,
    withheld: Vec<Arc<Page>>,
    restricted: Vec<String>,
    withheld_drafts: usize,
}

fn published(sources: &Sources, read: &[Arc<Page>], options: &Options) -> Published {
    let mut findings = sources.diagnostics.clone();
    let mut restricted = Vec::new();
    let mut withheld = Vec::new();
    let mut withheld_drafts = 0;
    let mut pages = Vec::with_capacity(read.len());
    for page in read {
        let out = match &page.withheld {
            Some(Withheld::Draft(_)) => {
                withheld_drafts += usize::from(!options.drafts);
                !options.drafts
            }
            Some(Withheld::Audience(audience)) => {
                findings.extend(restriction(page, audience, None, options));
                restricted.push(page.source.shown_path.clone());
                true
            }
            Some(Withheld::Publication(_) | Withheld::Unread(_)) => true,
            None => false,
        };
        if out {
            let said =
                |finding: &&Diagnostic| ["front/draft", "front/syntax", "front/unclosed"].contains(&finding.code);
            findings.extend(page.diagnostics.iter().filter(said).cloned());
            withheld.push(Arc::clone(page));
            continue;
        }
        for (audience, span) in &page.restricted_parts {
            findings.extend(restriction(page, audience, Some(page.source_span(span)), options));
            restricted.push(page.source.shown_path.clone());
        }
        pages.push(Arc::clone(page));
    }
    restricted.dedup();
    Published { pages, findings, withheld, restricted, withheld_drafts }
}

/// Pages as read, and as published.
type Cut = Vec<(Arc<Page>, Arc<Page>)>;

/// The pages without what they say of withheld ones. A page that `earlier` cut is the same page again.
fn cut(pages: Vec<Arc<Page>>, withheld: &Arc<Unpublished>, earlier: Option<&Site>) -> (Vec<Arc<Page>>, Cut) {
    let known = earlier.filter(|earlier| Arc::ptr_eq(&earlier.withheld, withheld)).map_or(&[][..], |site| &site.cut);
    let mut cut = Vec::new();
    let mut one = |page: Arc<Page>| {
        let again = known.iter().find(|(read, _)| Arc::ptr_eq(read, &page)).map(|(_, published)| Arc::clone(published));
        let Some(published) = again.or_else(|| withheld.cut(&page).map(Arc::new)) else { return page };
        cut.push((page, Arc::clone(&published)));
        published
    };
    let pages = pages.into_iter().map(&mut one).collect();
    (pages, cut)
}

/// The finding for something that names an audience; none when leaving it out is meant.
fn restriction(
    page: &Page,
    audience: &str,
    span: Option<std::ops::Range<usize>>,
    options: &Options,
) -> Option<Diagnostic> {
    if options.omit_restricted {
        return None;
    }
    let what = if span.is_some() { "this part" } else { "this page" };
    let message = format!("{what} is for the audience `{audience}` and is left out");
    let finding = Diagnostic::new("privacy/restricted", page.source.shown_path.clone(), message);
    let finding =
        finding.hint("audiences cannot be built yet; pass `--omit-restricted` to say that leaving it out is meant");
    Some(match span {
        Some(span) => finding.at(span.start..span.start),
        None => finding,
    })
}
