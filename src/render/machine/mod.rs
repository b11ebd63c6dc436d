//! The published model, for programs: facts as JSON, pages as Markdown, an overview for language models, robots.
//!
//! Written from the model and never from the files: no author's comment, no `[extra]`, no unknown key, no name of a
//! person.

pub(crate) mod actions;
mod facts;
pub(crate) mod filters;
pub(crate) mod incidents;
mod similar;
pub(crate) mod trends;

use crate::link::{FacetKind, PageIx};
use crate::markup::twin::body_markdown;
use crate::markup::twin::twin_links::twin_address;
use crate::markup::{plain_text, urls};
use crate::model::PageKind;
use crate::text::shorten;
use crate::views::Views;
use crate::words::moments::when;

pub(crate) use actions::{actions, object as actions_object, table as actions_table};
pub(crate) use filters::{filter_rows, filter_vocabulary};
pub(crate) use incidents::{incidents_index, incidents_of};
pub(crate) use trends::{facet_table, trend_facts, trend_method, trend_table};

/// `incidents.schema.json`.
pub(crate) fn schema() -> String {
    include_str!("incidents.schema.json").to_owned()
}

/// The Markdown twin of a page: a little front matter from the model, then the body.
pub(crate) fn twin(views: &Views, ix: PageIx) -> String {
    let page = &views.site.pages[ix];
    let mut text = String::from("---\n");
    // A JSON string is a YAML string.
    let quoted = |value: &str| serde_json::Value::from(value).to_string();
    let mut line = |key: &str, value: String| text.push_str(&format!("{key}: {value}\n"));
    line("title", quoted(&page.title.value));
    line("id", quoted(&page.id.value));
    if let Some(summary) = &page.summary {
        line("summary", quoted(&plain_text::plain(&summary.value)));
    }
    if let Some(dated) = &page.dated {
        line("date", quoted(&when(&dated.value, &views.zone).datetime));
    }
    for (kind, key) in [
        (FacetKind::Severity, "severity"),
        (FacetKind::Service, "services"),
        (FacetKind::Team, "teams"),
        (FacetKind::Factor, "factors"),
        (FacetKind::Tag, "tags"),
    ] {
        let of = views.site.links.facets_of[ix].get(&kind).map_or(&[][..], Vec::as_slice);
        let names: Vec<String> = of.iter().map(|&at| quoted(&views.facets(kind)[at].name)).collect();
        match names.as_slice() {
            [] => {}
            [name] if kind == FacetKind::Severity => line(key, name.clone()),
            _ => line(key, format!("[{}]", names.join(", "))),
        }
    }
    let address = &views.site.links.addresses[ix];
    line("html", quoted(&urls::relative(&twin_address(address), address)));
    if let Some(base) = &views.site.config.base_url {
        line("url", quoted(&urls::absolute(base, address)));
    }
    text.push_str("---\n\n");
    text.push_str(body_markdown(&views.site, ix).trim());
    text.push('\n');
    text
}

/// How many incidents `llms.txt` names.
const NAMED: usize = 200;

/// `llms.txt`: what the site is and where its pages are as Markdown.
pub(crate) fn llms(views: &Views) -> String {
    let config = &views.site.config;
    let mut text = format!("# {}\n", config.title);
    if !config.description.is_empty() {
        text.push_str(&format!("\n> {}\n", plain_text::plain(&config.description)));
    }
    if !views.incidents().is_empty() {
        text.push_str("\nWrite-ups of incidents and what was learned from them. ");
        text.push_str("Facts about all of them: [incidents.json](incidents.json), by year.");
        if !views.trends().is_empty() {
            text.push_str(" What is counted of them: [facts.csv](trends/facts.csv).");
        }
        text.push('\n');
        if !views.analysis.follow_ups.rows.is_empty() {
            text.push_str(
                "What was said would be done, and what became of it: [actions/actions.csv](actions/actions.csv).\n",
            );
        }
    }
    let lists: [(&str, &[PageIx]); 5] = [
        ("Reading paths", views.of_kind(PageKind::Path)),
        ("Incidents, newest first", &views.incidents()[..views.incidents().len().min(NAMED)]),
        ("Runbooks", views.of_kind(PageKind::Runbook)),
        ("Glossary", views.of_kind(PageKind::Term)),
        ("Other pages", views.of_kind(PageKind::Page)),
    ];
    for (title, pages) in lists {
        if pages.is_empty() {
            continue;
        }
        text.push_str(&format!("\n## {title}\n\n"));
        for &ix in pages.iter().take(NAMED) {
            text.push_str(&llms_line(views, ix));
        }
    }
    text
}

fn llms_line(views: &Views, ix: PageIx) -> String {
    let page = &views.site.pages[ix];
    let url = urls::encode(&twin_address(&views.site.links.addresses[ix]));
    let title = page.title.value.replace('[', "(").replace(']', ")");
    let summary = page.summary.as_ref().map(|summary| shorten(&plain_text::plain(&summary.value), 200));
    match summary.filter(|summary| !summary.is_empty()) {
        Some(summary) => format!("- [{title}]({url}): {summary}\n"),
        None => format!("- [{title}]({url})\n"),
    }
}

/// `robots.txt`: nothing for search engines unless the configuration says so.
pub(crate) fn robots(views: &Views) -> String {
    let config = &views.site.config;
    if !config.index {
        return String::from("User-agent: *\nDisallow: /\n");
    }
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &config.base_url {
        text.push_str(&format!("Sitemap: {}\n", urls::absolute(base, "sitemap.xml")));
    }
    text
}
