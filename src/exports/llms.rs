//! A site becomes `llms.txt`: what it is and where its pages are as Markdown.

use crate::link::PageIx;
use crate::markup::page_words::summary_words;
use crate::markup::twin::twin_links::twin_address;
use crate::markup::urls;
use crate::model::PageKind;
use crate::parse::fragment_text;
use crate::text::shorten;
use crate::views::Views;

/// How many incidents `llms.txt` names.
const NAMED: usize = 200;

/// `llms.txt`: what the site is and where its pages are as Markdown.
pub(crate) fn llms(views: &Views) -> String {
    let config = &views.site.config;
    let mut text = format!("# {}\n", config.title);
    if !config.description.is_empty() {
        text.push_str(&format!("\n> {}\n", fragment_text(&config.description)));
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
    let url = urls::encode(&twin_address(&views.site.links.addresses[ix]));
    let title = views.site.title(ix).replace('[', "(").replace(']', ")");
    match summary_words(&views.site, ix).map(|summary| shorten(&summary, 200)) {
        Some(summary) => format!("- [{title}]({url}): {summary}\n"),
        None => format!("- [{title}]({url})\n"),
    }
}
