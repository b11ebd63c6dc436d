//! What stands around the content of every page: head, menu, foot, and the notice when a template fails.

use std::collections::HashSet;

use serde::Serialize;
use tera::{Context, Value};

use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::markup::twin::twin_links::twin_address;
use crate::markup::{plain_text, urls};
use crate::model::PageKind;
use crate::render::templates::{explain, mistake};
use crate::render::views::mentioned::{self, Mentioned};
use crate::render::{Views, routes};
use crate::text::{primary_language, shorten};

/// What the frame of one page shows.
#[derive(Default, Serialize)]
pub(crate) struct Frame {
    /// The address of the page; every link starts here.
    pub here: String,
    pub title: String,
    /// Plain text for search engines and previews of links.
    pub description: String,
    pub lang: String,
    /// The menu entry it belongs to, by folder.
    pub section: &'static str,
    /// The address of the Markdown twin.
    pub twin: Option<String>,
    /// The absolute URL, when the site has one.
    pub canonical: Option<String>,
    pub edit_url: Option<String>,
    pub ask_url: Option<String>,
    /// Why the page would not be published.
    pub draft: bool,
    /// What the page's links lead to.
    pub mentioned: Option<Mentioned>,
}

/// One sheet of a long list, with its neighbours.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Sheet {
    /// From 1.
    pub number: usize,
    pub count: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Sheet {
    /// Sheet `number` (from 0) of a list of `rows` rows whose first sheet is at `first`.
    pub(crate) fn new(views: &Views, first: &str, number: usize, rows: usize) -> Self {
        Self::of(views, first, number, rows.div_ceil(routes::SHEET).max(1))
    }

    /// Sheet `number` (from 0) of `count` sheets, the first of which is at `first`.
    pub(crate) fn of(views: &Views, first: &str, number: usize, count: usize) -> Self {
        let address = |n: usize| routes::sheet_address(views.taken(), first, n);
        Self {
            number: number + 1,
            count,
            previous: number.checked_sub(1).map(address),
            next: (number + 1 < count).then(|| address(number + 1)),
        }
    }

    /// The rows of `list` on sheet `number`.
    pub(crate) fn rows<T>(list: &[T], number: usize) -> &[T] {
        let start = (number * routes::SHEET).min(list.len());
        &list[start..(start + routes::SHEET).min(list.len())]
    }
}

/// An entry of the menu.
#[derive(Serialize)]
struct Entry {
    title: String,
    /// An address of the site, or
    address: Option<String>,
    /// a URL elsewhere.
    url: Option<String>,
    section: String,
}

#[derive(Serialize)]
struct Shell<'a> {
    title: &'a str,
    description: &'a str,
    index: bool,
    drafts: bool,
    logo: Option<&'a str>,
    footer: Option<Vec<&'a str>>,
    styles: Vec<String>,
    scripts: Vec<String>,
    /// The shape of each severity by its id, as the scripts of the search read it: `sev1=0&sev2=1`.
    shapes: String,
    feed: bool,
    menu: Vec<Entry>,
    /// Further lists, for the foot of the page.
    more: Vec<Entry>,
    as_of: Option<String>,
}

/// What every page shows of the site.
pub(crate) fn shell(views: &Views) -> Value {
    let config = &views.site.config;
    let generated = generated_menu(views);
    let shown = |section: &str| {
        ["incidents", "trends", "services", "factors", "glossary", "runbooks", "paths"].contains(&section)
    };
    let (mut menu, mut more): (Vec<Entry>, Vec<Entry>) = generated.into_iter().partition(|entry| shown(&entry.section));
    if menu.is_empty() {
        std::mem::swap(&mut menu, &mut more);
    }
    if !config.nav.is_empty() {
        let configured = configured_menu(views);
        let named: HashSet<_> = configured.iter().filter_map(|entry| entry.address.clone()).collect();
        let left = std::mem::replace(&mut menu, configured);
        more =
            left.into_iter().chain(more).filter(|e| !e.address.as_ref().is_some_and(|a| named.contains(a))).collect();
    }
    let asset = |path: &String| format!("assets/{path}");
    let mut styles: Vec<String> = views.templates.styles.iter().map(asset).collect();
    styles.extend(views.accent.is_some().then(|| String::from("assets/accent.css")));
    Value::from_serializable(&Shell {
        title: &config.title,
        description: &config.description,
        index: config.index,
        drafts: views.site.drafts,
        logo: views.logo.as_ref().map(|(_, address)| address.as_str()),
        footer: config.footer.as_deref().map(|text| text.lines().collect()),
        styles,
        scripts: views.templates.scripts.iter().map(asset).collect(),
        shapes: shapes(views),
        feed: config.base_url.is_some(),
        menu,
        more,
        as_of: views.site.as_of.map(crate::words::moments::day),
    })
}

fn shapes(views: &Views) -> String {
    let severities = crate::render::views::filters::facets(views, FacetKind::Severity);
    let shape = |value: &crate::render::views::filters::FilterValue| {
        Some(format!("{}={}", urls::encode(&value.id), value.shape.filter(|&shape| shape < 4)?))
    };
    severities.iter().filter_map(shape).collect::<Vec<_>>().join("&")
}

fn generated_menu(views: &Views) -> Vec<Entry> {
    let entry = |title: &str, section: &str| Entry {
        title: title.into(),
        address: Some(format!("{section}/index.html")),
        url: None,
        section: section.into(),
    };
    let recurring = Entry { address: Some(routes::RECURRING.into()), ..entry("What keeps coming back", "recurring") };
    let learned = crate::render::views::walls::first(views).map(|wall| wall.address().to_owned());
    let learned = learned.map(|address| Entry { address: Some(address), ..entry("What we learned", "walls") });
    let follow_ups = !views.analysis.follow_ups.rows.is_empty();
    let facet = |kind: FacetKind, title: &str| (!views.facets(kind).is_empty()).then(|| entry(title, kind.folder()));
    let kind = |kind, title: &str, section: &str| (!views.of_kind(kind).is_empty()).then(|| entry(title, section));
    [
        (!views.incidents().is_empty()).then(|| entry("Incidents", "incidents")),
        (!views.trends().is_empty()).then(|| entry("Trends", "trends")),
        kind(PageKind::Path, "Where to start", "paths"),
        facet(FacetKind::Service, "Services"),
        facet(FacetKind::Factor, "Factors"),
        kind(PageKind::Term, "Glossary", "glossary"),
        kind(PageKind::Runbook, "Runbooks", "runbooks"),
        learned,
        (!views.recurring().is_empty()).then_some(recurring),
        follow_ups.then(|| entry("Follow-ups", "actions")),
        facet(FacetKind::Team, "Teams"),
        facet(FacetKind::Severity, "Severities"),
        facet(FacetKind::Tag, "Tags"),
        kind(PageKind::Page, "Other pages", "pages"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn configured_menu(views: &Views) -> Vec<Entry> {
    let entry = |nav: &crate::model::NavEntry| {
        let url = urls::external(&nav.url).map(str::to_owned);
        let address = nav.url.trim_start_matches("./").trim_start_matches('/').to_owned();
        let section = address.split('/').next().unwrap_or_default().to_owned();
        Entry { title: nav.title.clone(), address: url.is_none().then_some(address), url, section }
    };
    views.site.config.nav.iter().map(entry).collect()
}

impl Frame {
    /// The frame of a list or another generated page.
    pub(crate) fn list(views: &Views, here: &str, title: &str, section: &'static str) -> Self {
        let config = &views.site.config;
        Self {
            here: here.to_owned(),
            title: title.to_owned(),
            lang: config.lang.clone(),
            section,
            canonical: config.base_url.as_deref().map(|base| urls::absolute(base, here)),
            ..Self::default()
        }
    }

    /// The frame of a Markdown page at `here`.
    pub(crate) fn page(views: &Views, ix: PageIx, section: &'static str) -> Self {
        let (page, config) = (&views.site.pages[ix], &views.site.config);
        let here = &views.site.links.addresses[ix];
        let frame = Self::list(views, here, &page.title.value, section);
        let canonical = frame.canonical.clone().unwrap_or_default();
        let gaps = [("path", page.source.shown_path.as_str()), ("title", &page.title.value), ("url", &canonical)];
        let fill = |pattern: &Option<String>| pattern.as_deref().and_then(|pattern| urls::fill(pattern, &gaps));
        let description = page.summary.as_ref().map_or("", |summary| &summary.value);
        Self {
            description: shorten(&plain_text::plain(description), 160),
            lang: page.lang.clone(),
            twin: Some(twin_address(here)),
            edit_url: fill(&config.feedback.edit_url).or_else(|| fill(&config.source_url)),
            ask_url: fill(&config.feedback.ask_url),
            draft: views.site.drafts && page.withheld.is_some(),
            mentioned: Some(mentioned::mentioned(views, ix)),
            ..frame
        }
    }

    /// Fills `template` with `view` inside this frame.
    pub(crate) fn fill<T: Serialize>(self, views: &Views, template: &str, view: &T) -> (String, Vec<Diagnostic>) {
        let language = primary_language(&self.lang).to_ascii_lowercase();
        let rtl = matches!(language.as_str(), "ar" | "he" | "fa" | "ur");
        let mut context = Context::new();
        context.insert_value("site", views.shell().clone());
        context.insert("here", &self.here);
        context.insert("dir", if rtl { "rtl" } else { "ltr" });
        // Menus and labels are in English whatever the content is.
        context.insert("foreign", &(language != "en"));
        context.insert("page", &self);
        context.insert("places", views.places().get(&self.here).map_or(&[][..], Vec::as_slice));
        context.insert("view", view);
        match views.templates.fill(template, &context) {
            Ok(html) => (html, Vec::new()),
            Err(error) => (plain_page(&self), vec![failure(views, template, &self.here, &error)]),
        }
    }
}

/// The finding for a template that could not be filled.
pub(crate) fn failure(views: &Views, template: &str, here: &str, error: &tera::Error) -> Diagnostic {
    let said = format!("could not fill the template for `{here}`: {}", explain(error));
    Diagnostic { message: said, ..mistake(&views.site.theme, "page/template", error, template) }
}

/// A page that says that it could not be shown; used when the theme fails.
fn plain_page(frame: &Frame) -> String {
    let title = crate::markup::escape::escape(&frame.title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n\
         <p>This page could not be shown: the theme's template has a mistake.</p>\n</body>\n</html>\n"
    )
}
