//! A page becomes its Markdown twin: a little front matter from the model, then the body.

use crate::link::{FacetKind, PageIx};
use crate::markup::last_read::LastRead;
use crate::markup::twin::body_markdown;
use crate::markup::twin::twin_links::twin_address;
use crate::markup::urls;
use crate::views::Views;
use crate::wording::english;
use crate::words::moments::when;

/// The Markdown twin of a page: a little front matter from the model, then the body.
pub(crate) fn twin<'v>(views: &'v Views, ix: PageIx, last: &mut LastRead<'v>) -> String {
    let page = &views.site.pages[ix];
    let mut text = String::from("---\n");
    // A JSON string is a YAML string.
    let quoted = |value: &str| serde_json::Value::from(value).to_string();
    let mut line = |key: &str, value: String| text.push_str(&format!("{key}: {value}\n"));
    line("title", quoted(&page.title.value));
    line("id", quoted(&page.id.value));
    if let Some(summary) = views.summary(ix) {
        line("summary", quoted(summary));
    }
    if let Some(dated) = &page.dated {
        line("date", quoted(&when(english(), &dated.value, &views.zone).datetime));
    }
    for kind in [FacetKind::Severity, FacetKind::Service, FacetKind::Team, FacetKind::Factor, FacetKind::Tag] {
        let key = kind.key();
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
    text.push_str(body_markdown(&views.site, ix, last).trim());
    text.push('\n');
    text
}
