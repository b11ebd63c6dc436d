//! Runbooks, plain pages, stubs at older addresses, and the page for addresses that lead nowhere.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::model::{Detail, Fact, PageKind};
use crate::render::markdown;
use crate::render::urls;
use crate::render::views::facts::{self, FactRow};
use crate::render::views::incident::Heading;
use crate::render::views::moment::when;
use crate::render::views::related::{self, Backlinks, Reference, RelatedPage};
use crate::render::views::shell::Frame;
use crate::render::views::{Views, facet, incident, words};

#[derive(Serialize)]
struct PageView {
    card: Value,
    /// `Runbook`, where the kind needs saying.
    kind: Option<&'static str>,
    lede: Option<Value>,
    body: Value,
    contents: Vec<Heading>,
    facts: Vec<FactRow>,
    uses: Vec<Use>,
    related: Vec<RelatedPage>,
    backlinks: Option<Backlinks>,
    references: Vec<Reference>,
}

/// An incident in which a runbook is named.
#[derive(Serialize)]
struct Use {
    card: Value,
    outcome: Option<String>,
}

#[derive(Serialize)]
struct Stub {
    target: String,
    canonical: Option<String>,
}

/// A runbook: its steps, and how it served when it was needed.
pub(crate) fn runbook(views: &Views<'_>, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let Detail::Runbook(runbook) = &views.site.pages[ix].detail else { return plain(views, ix) };
    let facet = |kind, label, written: Vec<&Fact<String>>| {
        let links = views.names_of(ix, kind);
        let written = written.iter().map(|fact| fact.value.clone()).collect::<Vec<_>>().join(", ");
        let text = Some(written).filter(|text| links.is_empty() && !text.is_empty());
        FactRow { links, ..facts::text(label, text) }
    };
    let alerts = runbook.alerts.iter().map(|alert| alert.value.clone()).collect::<Vec<_>>().join(", ");
    let mut rows = vec![
        facet(FacetKind::Service, "Services", runbook.services.iter().collect()),
        facet(FacetKind::Team, "Kept by", runbook.teams.iter().collect()),
        facts::text("Alerts", Some(alerts).filter(|alerts| !alerts.is_empty())),
    ];
    let reviewed = runbook.reviewed.as_ref().map(|reviewed| when(&reviewed.value, &views.zone));
    rows.push(FactRow { when: reviewed, ..facts::text("Last checked", None) });
    rows.retain(|row| row.when.is_some() || row.text.is_some() || !row.links.is_empty());
    let uses = facet::runbook_incidents(views, ix).into_iter().take(200);
    let uses = uses.map(|(page, outcome)| Use {
        card: views.cards[page].clone(),
        outcome: outcome.as_deref().map(|word| words::outcome(word).to_owned()),
    });
    page(views, ix, "runbooks", rows, uses.collect())
}

/// Any other page.
pub(crate) fn plain(views: &Views<'_>, ix: PageIx) -> (String, Vec<Diagnostic>) {
    page(views, ix, "pages", Vec::new(), Vec::new())
}

fn page(
    views: &Views<'_>,
    ix: PageIx,
    section: &'static str,
    facts: Vec<FactRow>,
    uses: Vec<Use>,
) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let (body, mut diagnostics) = incident::html(views, ix, &incident::parts(page, None));
    let lede = page.summary.as_ref().filter(|summary| !summary.inferred());
    let view = PageView {
        card: views.cards[ix].clone(),
        kind: (page.kind == PageKind::Runbook).then_some("Runbook"),
        lede: lede.map(|summary| Value::safe_string(&markdown::inline(views.site, ix, &summary.value))),
        body,
        contents: incident::contents(page),
        facts,
        uses,
        related: related::related(views, ix),
        backlinks: related::backlinks(views, ix),
        references: related::references(views, ix),
    };
    let (html, more) = Frame::page(views, ix, section).fill(views, "page.html", &view);
    diagnostics.extend(more);
    (html, diagnostics)
}

/// A stub that leads from an older address to the page.
pub(crate) fn redirect(views: &Views<'_>, ix: PageIx, here: &str) -> (String, Vec<Diagnostic>) {
    let target = views.site.links.addresses[ix].clone();
    let canonical = views.site.config.base_url.as_deref().map(|base| urls::absolute(base, &target));
    let mut frame = Frame::page(views, ix, "");
    here.clone_into(&mut frame.here);
    frame.mentioned = None;
    frame.fill(views, "redirect.html", &Stub { target, canonical })
}

/// `404.html`. It answers at any depth, so its links begin with the folder of the base URL when there is one; without
/// one they are relative to the root, which is where such a page is opened from disk.
pub(crate) fn not_found(views: &Views<'_>) -> (String, Vec<Diagnostic>) {
    let base = views.site.config.base_url.as_deref().and_then(urls::base_path);
    let here = format!("{}404.html", base.unwrap_or_default());
    let mut frame = Frame::list(views, &here, "There is no page here", "");
    frame.canonical = None;
    frame.fill(views, "404.html", &Value::none())
}
