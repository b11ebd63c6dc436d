//! A site becomes `llms.txt`: what it is and where its pages are as Markdown.

use crate::link::PageIx;
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
    let (config, wording) = (&views.site.config, &views.site.wording);
    let mut text = format!("# {}\n", config.title);
    if !config.description.is_empty() {
        text.push_str(&format!("\n> {}\n", fragment_text(&config.description)));
    }
    if !views.incidents().is_empty() {
        let link = |key: &str, link: &str| wording.fill(key, &[("link", link)]);
        let facts = link("llms.facts", "[incidents.json](incidents.json)");
        text.push_str(&format!("\n{} {facts}", wording.say("llms.about")));
        if !views.trends().is_empty() {
            text.push_str(&format!(" {}", link("llms.counted", "[facts.csv](trends/facts.csv)")));
        }
        text.push('\n');
        if !views.analysis.follow_ups.rows.is_empty() {
            text.push_str(&link("llms.follow_ups", "[actions/actions.csv](actions/actions.csv)"));
            text.push('\n');
        }
    }
    let lists: [(&str, &[PageIx]); 5] = [
        ("llms.paths", views.of_kind(PageKind::Path)),
        ("llms.incidents", &views.incidents()[..views.incidents().len().min(NAMED)]),
        ("menu.runbooks", views.of_kind(PageKind::Runbook)),
        ("menu.glossary", views.of_kind(PageKind::Term)),
        ("menu.pages", views.of_kind(PageKind::Page)),
    ];
    for (key, pages) in lists {
        if pages.is_empty() {
            continue;
        }
        text.push_str(&format!("\n## {}\n\n", wording.say(key)));
        for &ix in pages.iter().take(NAMED) {
            text.push_str(&llms_line(views, ix));
        }
    }
    text
}

fn llms_line(views: &Views, ix: PageIx) -> String {
    let url = urls::encode(&twin_address(&views.site.links.addresses[ix]));
    let title = views.site.title(ix).replace('[', "(").replace(']', ")");
    match views.summary(ix).map(|summary| shorten(summary, 200)) {
        Some(summary) => format!("- [{title}]({url}): {summary}\n"),
        None => format!("- [{title}]({url})\n"),
    }
}
