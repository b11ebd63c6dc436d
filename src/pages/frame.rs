//! What stands around the content of every page: head, foot, and a plain page when a template fails.

use serde::Serialize;
use tera::Context;

use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::markup::twin::twin_links::twin_address;
use crate::markup::urls;
use crate::pages::mentioned::{self, Mentioned};
use crate::text::{primary_language, shorten};
use crate::theme::templates::unfilled;
use crate::views::Views;

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
        let description = views.summary(ix).unwrap_or_default();
        Self {
            description: shorten(description, 160),
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
        // Menus and labels are in the language of the interface whatever the content is in.
        let interface = views.site.wording.language();
        context.insert("interface", interface);
        context.insert("foreign", &(language != interface));
        context.insert("page", &self);
        context.insert("places", views.places().get(&self.here).map_or(&[][..], Vec::as_slice));
        context.insert("view", view);
        match views.templates.fill(template, &context) {
            Ok(html) => (html, Vec::new()),
            Err(error) => (plain_page(&self), vec![unfilled(&views.site.theme, template, &self.here, &error)]),
        }
    }
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
