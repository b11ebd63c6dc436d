//! A term becomes its page.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::markup::markdown;
use crate::model::{Detail, Fact};
use crate::pages::frame::Frame;
use crate::pages::page_body;
use crate::pages::related::{self, Backlinks, RelatedPage};
use crate::views::Views;
use crate::words::codes;

#[derive(Serialize)]
struct TermView {
    card: Value,
    lede: Option<Value>,
    aliases: Vec<String>,
    senses: Vec<Value>,
    body: Value,
    see_also: Vec<SeeAlso>,
    /// The factors, services and tags that are called so.
    facets: Vec<Namesake>,
    related: Vec<RelatedPage>,
    /// Incidents that use the word, newest first, in their own sentences.
    uses: Option<Backlinks>,
    /// Other pages.
    backlinks: Option<Backlinks>,
}

/// What has the same name, and is no word of the glossary.
#[derive(Serialize)]
struct Namesake {
    /// `Contributing factor`.
    kind: String,
    name: Value,
    /// `4 incidents`.
    count: Option<String>,
}

/// Another term: its card, or the words when nobody has defined it yet.
#[derive(Serialize)]
struct SeeAlso {
    name: String,
    card: Option<Value>,
}

/// The page of a term.
pub(crate) fn page(views: &Views, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let Detail::Term(term) = &page.detail else { return crate::pages::plain_page::plain(views, ix) };
    let body = page_body::html(views, ix, &page_body::parts(page, None));
    let inline = |text: &str| Value::safe_string(&markdown::inline(&views.site, ix, text));
    let (uses, others) = related::uses(views, ix);
    let view = TermView {
        card: views.card(ix).clone(),
        lede: page.summary.as_ref().filter(|summary| !summary.inferred()).map(|summary| inline(&summary.value)),
        aliases: aliases(views, ix),
        senses: term.senses.iter().map(|sense| inline(sense)).collect(),
        body,
        see_also: term.see_also.iter().map(|other| see_also(views, other)).collect(),
        facets: views.facets_called(page).into_iter().map(|(kind, at)| namesake(views, kind, at)).collect(),
        related: related::related(views, ix),
        uses,
        backlinks: others,
    };
    Frame::page(views, ix, "glossary").fill(views, "term.html", &view)
}

fn namesake(views: &Views, kind: FacetKind, at: usize) -> Namesake {
    let (wording, count) = (&views.site.wording, views.facets(kind)[at].incidents.len());
    Namesake {
        kind: codes::facet(wording, kind),
        name: views.names()[&kind][at].clone(),
        count: (count > 0).then(|| wording.count("count.incidents", count)),
    }
}

fn see_also(views: &Views, other: &Fact<String>) -> SeeAlso {
    let name = other.value.trim().trim_start_matches("[[").trim_end_matches("]]");
    let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md");
    let found = [name, stem].iter().find_map(|name| views.term_names().get(&name.to_lowercase()));
    SeeAlso { name: name.to_owned(), card: found.map(|&ix| views.card(ix).clone()) }
}

fn aliases(views: &Views, ix: PageIx) -> Vec<String> {
    views.site.pages[ix].aliases.iter().map(|alias| alias.value.clone()).collect()
}
