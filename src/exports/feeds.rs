//! The newest incidents become an Atom feed, and all pages a sitemap. Both need the site's base URL.

use jiff::Timestamp;
use serde::Serialize;
use tera::Context;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::markup::urls;
use crate::model::{Moment, Page, without_controls};
use crate::parse::fragment_text;
use crate::theme::templates;
use crate::views::{self, Views, route_list};

#[derive(Serialize)]
struct FeedEntry {
    /// The same for as long as the write-up has its id, wherever it moves.
    id: String,
    title: String,
    url: String,
    published: String,
    updated: String,
    summary: Option<String>,
}

/// How many entries a feed has.
const ENTRIES: usize = 30;

/// `feed.xml`: the newest dated incidents.
pub(crate) fn feed(views: &Views) -> (String, Vec<Diagnostic>) {
    let dated = views.incidents().iter().filter(|&&ix| views.site.pages[ix].dated.is_some());
    let entries: Vec<FeedEntry> = dated.take(ENTRIES).map(|&ix| entry(views, ix)).collect();
    let mut context = Context::new();
    let newest = entries.iter().map(|entry| entry.updated.clone()).max();
    context.insert("updated", &newest.unwrap_or_else(|| stamp(Timestamp::UNIX_EPOCH)));
    context.insert("entries", &entries);
    context.insert("title", &views.site.config.title);
    context.insert("description", &fragment_text(&views.site.config.description));
    context.insert("home", &absolute(views, FixedOutput::Home.address()));
    context.insert("self_url", &absolute(views, FixedOutput::Feed.address()));
    fill(views, "feed.xml", &context)
}

/// `sitemap.xml`: every page that readers are meant to find.
pub(crate) fn sitemap(views: &Views) -> (String, Vec<Diagnostic>) {
    let mut pages: Vec<String> = Vec::new();
    for route in route_list::all(views) {
        use views::Subject as S;
        let shown = !matches!(route.subject, S::Fixed(FixedOutput::NotFound) | S::Redirect(..) | S::Asset(_));
        if shown && route.address().ends_with(".html") {
            pages.push(absolute(views, &route.address()));
        }
    }
    let mut context = Context::new();
    context.insert("pages", &pages);
    fill(views, "sitemap.xml", &context)
}

fn entry(views: &Views, ix: PageIx) -> FeedEntry {
    let page = &views.site.pages[ix];
    let url = absolute(views, &views.site.links.addresses[ix]);
    let published = published(page);
    // What a page says of a later day it said on that day or after it.
    let stated = page.newest.map(|day| Moment::day(day).sort_instant());
    let changed = page.changed.as_ref().map(Moment::sort_instant);
    let updated = [stated, changed].into_iter().flatten().fold(published, Timestamp::max);
    FeedEntry {
        id: stable_id(views, ix).unwrap_or_else(|| url.clone()),
        title: views.site.title(ix).to_owned(),
        url,
        published: stamp(published),
        updated: stamp(updated),
        summary: views.summary(ix).map(str::to_owned),
    }
}

/// When a write-up came out; of one that does not say, the day that it is ordered by.
fn published(page: &Page) -> Timestamp {
    let stated = page.incident().and_then(|incident| incident.times.published.as_ref()?.value.known());
    let ordered = page.dated.as_ref().map(|dated| &dated.value);
    stated.or(ordered).map_or(Timestamp::UNIX_EPOCH, Moment::sort_instant)
}

/// The address of the site with the id of the page, where no other incident has that id.
fn stable_id(views: &Views, ix: PageIx) -> Option<String> {
    let id = &views.site.pages[ix].id.value;
    let same = views.incidents().iter().filter(|&&other| views.site.pages[other].id.value.eq_ignore_ascii_case(id));
    (same.count() == 1).then(|| format!("{}#{}", absolute(views, ""), urls::encode(id)))
}

fn stamp(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn absolute(views: &Views, address: &str) -> String {
    urls::absolute(views.site.config.base_url.as_deref().unwrap_or_default(), address)
}

fn fill(views: &Views, template: &str, context: &Context) -> (String, Vec<Diagnostic>) {
    match views.templates.fill(template, context) {
        // The configuration may say what no XML holds.
        Ok(xml) => (without_controls(&xml).into_owned(), Vec::new()),
        Err(error) => (String::new(), vec![templates::unfilled(&views.site.theme, template, template, &error)]),
    }
}
