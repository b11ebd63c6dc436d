//! `(&Views, &Route)` becomes an [`Output`]: one file, rendered alone, the same for build and preview.
//!
//! Never writes, never reads the clock, and never fails for reasons of content: a template that cannot be filled
//! becomes a finding and a plain page. What every page shares (cards, menus, names) is made once, in [`Views::new`].

mod assets;
pub(crate) mod output;
mod page_keys;
pub(crate) mod standalone;
mod value_hash;
mod what_enters;

use crate::diag::{Diagnostic, Rule};
use crate::exports::{self, filter_scripts, incident_files, markdown_twins, trend_tables};
use crate::load::{AssetFile, CLIENT_SCRIPTS};
use crate::markup::last_read::LastRead;
use crate::pages;
use crate::theme::script_words::worded;
use crate::theme::scripts;
use crate::views::{Route, Subject, Views};

pub use output::{Content, Output};
pub use what_enters::OutputKeys;

/// Renders one file. Pure: the same views and route give the same output.
///
/// # Panics
/// When `route` is not one of `views`.
pub fn render(views: &Views, route: &Route) -> Output {
    render_next(views, route, &mut LastRead::default())
}

/// The same among others: what was read for the route before it is not read again.
pub(crate) fn render_next<'v>(views: &'v Views, route: &Route, last: &mut LastRead<'v>) -> Output {
    let (content, diagnostics) = match &route.subject {
        Subject::ThemeFile(path) => (Content::Bytes(theme_file(views, path)), Vec::new()),
        Subject::ClientScript(at) => (text(scripts::stripped(CLIENT_SCRIPTS[*at].1)), Vec::new()),
        Subject::Logo(path) => copy(views, path),
        Subject::Asset(address) => copy(views, &views.site.links.assets[address]),
        Subject::Twin(ix) => (text(markdown_twins::twin(views, *ix, last)), Vec::new()),
        Subject::IncidentsOf(year) => (text(incident_files::incidents_of(views, *year)), Vec::new()),
        Subject::FilterRows(year) => (text(filter_scripts::filter_rows(views, *year)), Vec::new()),
        Subject::TrendTable(period, question, table) => {
            (text(trend_tables::trend_table(views, *period, *question, table)), vec![])
        }
        Subject::FacetTable(kind, ix, question, table) => {
            (text(trend_tables::facet_table(views, (*kind, *ix), *question, table)), Vec::new())
        }
        Subject::Fixed(output) => page(
            exports::file(views, *output).unwrap_or_else(|| pages::page(views, &route.subject, &route.address(), last)),
        ),
        subject => page(pages::page(views, subject, &route.address(), last)),
    };
    Output { address: route.address(), content, diagnostics }
}

/// A script that pages load without what only its readers need, every other file as it is.
fn theme_file(views: &Views, path: &str) -> Vec<u8> {
    let theme = &views.site.theme;
    match theme.files.get(path) {
        Some(text) if path.ends_with(".js") && !views.templates.unlisted.iter().any(|other| other == path) => {
            worded(&scripts::stripped(text), &views.site.wording).into_bytes()
        }
        Some(text) => text.clone().into_bytes(),
        None => {
            let bytes = &theme.copied[path];
            assets::without_metadata(bytes, path).0.map_or_else(|| bytes.to_vec(), std::borrow::Cow::into_owned)
        }
    }
}

fn text(text: String) -> Content {
    Content::Bytes(text.into_bytes())
}

fn page((html, diagnostics): (String, Vec<Diagnostic>)) -> (Content, Vec<Diagnostic>) {
    (text(html), diagnostics)
}

/// A file below the content folder, fit to be published.
fn copy(views: &Views, path: &str) -> (Content, Vec<Diagnostic>) {
    match views.site.assets.files.get(path) {
        Some(AssetFile::OnDisk(file)) => assets::asset(file, path),
        Some(AssetFile::InPage { bytes, page }) => assets::picture_in_page(bytes, path, page),
        None => (Content::Bytes(Vec::new()), vec![Diagnostic::new(Rule::MediaMissing, path, "the file is gone")]),
    }
}
