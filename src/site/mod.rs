//! The snapshot: everything a page can show, immutable, with lookups only.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::{self, Diagnostic};
use crate::link::{self, Links, PageIx, Unpublished};
use crate::load::{Assets, Sources, Theme};
use crate::model::{Config, Detail, Moment, Page, Withheld};

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
    /// All findings, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

impl Site {
    /// The incidents, newest first, undated ones last, ties by path.
    pub fn incidents(&self) -> Vec<PageIx> {
        newest_incidents(&self.pages)
    }
}

/// Orders pages by date, newest first; undated ones last; ties by path.
pub fn newest_first(a: &Page, b: &Page) -> std::cmp::Ordering {
    let key = |p: &Page| p.dated.as_ref().map(|d| d.value.sort_instant());
    key(b).cmp(&key(a)).then_with(|| a.source.path.cmp(&b.source.path))
}

/// Puts a site together from what was read and parsed.
///
/// Withheld pages and their findings leave here, except findings that say why a page is withheld without its author meaning it.
pub fn build(sources: Sources, pages: Vec<Page>, options: &Options) -> Site {
    let mut config = sources.config;
    if options.base_url.is_some() {
        config.base_url.clone_from(&options.base_url);
    }
    let mut diagnostics = sources.diagnostics;
    let mut restricted = Vec::new();
    let mut withheld: Vec<Page> = Vec::new();
    let mut withheld_drafts = 0;
    let mut published = Vec::with_capacity(pages.len());
    for page in pages {
        let out = match &page.withheld {
            Some(Withheld::Draft(_)) => {
                withheld_drafts += usize::from(!options.drafts);
                !options.drafts
            }
            Some(Withheld::Audience(audience)) => {
                diagnostics.extend(restriction(&page, audience, None, options));
                restricted.push(page.source.shown_path.clone());
                true
            }
            None => false,
        };
        if out {
            diagnostics.extend(
                page.diagnostics
                    .iter()
                    .filter(|d| ["front/draft", "front/syntax", "front/unclosed"].contains(&d.code))
                    .cloned(),
            );
            withheld.push(page);
            continue;
        }
        for (audience, span) in &page.restricted_parts {
            diagnostics.extend(restriction(&page, audience, Some(page.source_span(span)), options));
            restricted.push(page.source.shown_path.clone());
        }
        published.push(page);
    }
    let withheld = Unpublished::new(&withheld, &published);
    let share = |mut page: Page| {
        withheld.cut(&mut page);
        diagnostics.append(&mut page.diagnostics);
        Arc::new(page)
    };
    let published: Vec<Arc<Page>> = published.into_iter().map(share).collect();
    let newest_first = newest_incidents(&published);
    let mut links = link::link(&link::Inputs {
        pages: &published,
        newest_first: &newest_first,
        config: &config,
        assets: &sources.assets.files,
        withheld: &withheld,
    });
    diagnostics.append(&mut links.diagnostics);
    diag::sort(&mut diagnostics);
    restricted.dedup();
    let newest = published.iter().flat_map(|page| dates(page)).max();
    Site {
        config: Arc::new(config),
        theme: Arc::new(sources.theme),
        assets: Arc::new(sources.assets),
        pages: published,
        links: Arc::new(links),
        as_of: options.as_of.or(newest),
        drafts: options.drafts,
        withheld_drafts,
        restricted,
        diagnostics,
    }
}

/// Every date that a page states: its own, its timepoints, when its follow-ups were opened and closed, when it was reviewed.
fn dates(page: &Page) -> Vec<Date> {
    let mut dates: Vec<Date> = page.dated.iter().map(|fact| fact.value.date()).collect();
    if let Some(incident) = page.incident() {
        let t = &incident.times;
        let times = [
            &t.started,
            &t.detected,
            &t.acknowledged,
            &t.mitigated,
            &t.resolved,
            &t.captured,
            &t.reviewed,
            &t.published,
        ];
        dates.extend(times.into_iter().flatten().filter_map(|fact| Some(fact.value.known()?.date())));
        let closings = incident.actions.iter().flat_map(|action| [&action.value.opened, &action.value.closed]);
        dates.extend(closings.flatten().map(Moment::date));
    }
    if let Detail::Runbook(runbook) = &page.detail {
        dates.extend(runbook.reviewed.iter().map(|fact| fact.value.date()));
    }
    dates
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

fn newest_incidents(pages: &[Arc<Page>]) -> Vec<PageIx> {
    let mut list: Vec<PageIx> = (0..pages.len()).filter(|&ix| pages[ix].incident().is_some()).collect();
    list.sort_by(|&a, &b| newest_first(&pages[a], &pages[b]));
    list
}
