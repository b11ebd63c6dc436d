//! A document that was found becomes what a command prints of it.

use std::borrow::Cow;

use crate::index::Search;
use crate::index::documents::{DocumentSource, DocumentSummary, KINDS, shown};
use crate::index::filter_groups::KEYS;
use crate::views::{Views, cards};
use crate::wording::english;

/// A document as a command prints it.
pub struct Hit<'v> {
    /// Its title.
    pub title: Cow<'v, str>,
    /// The identifier that people use.
    pub id: &'v str,
    /// The file it is written in, below the site's root; a service may have none.
    pub file: Option<&'v str>,
    /// Its address in the site.
    pub address: &'v str,
    /// What it is, as queries say it.
    pub kind: &'static str,
    /// The same for people; `None` for the usual kind.
    pub kind_name: Option<String>,
    /// The severity's name.
    pub severity: Option<String>,
    /// The date as people read it; empty when there is none.
    pub date: String,
}

impl Search {
    /// What a command prints of a document, in English like all of it.
    pub fn hit<'v>(&self, views: &'v Views, document: u32) -> Hit<'v> {
        let document = &self.documents[document as usize];
        let DocumentSummary { title, address, .. } = shown(views, document.source);
        let (id, file, date) = match document.source {
            DocumentSource::Page(ix) => {
                let page = &views.site.pages[ix];
                let date = cards::date(english(), page, &views.zone).map(|date| date.date);
                (page.id.value.as_str(), Some(page.source.shown_path.as_str()), date.unwrap_or_default())
            }
            DocumentSource::Facet(kind, at) => (views.facets(kind)[at].id.as_str(), None, String::new()),
            DocumentSource::List(at) => (views.lists()[at].section, None, String::new()),
        };
        let severity = document.severity.and_then(|at| Some(views.filter("severity")?.values.get(at)?.name.clone()));
        let (kind, name) = KINDS[document.kind];
        let kind_name = (document.kind > 0).then(|| english().say(name));
        Hit { title, id, file, address, kind, kind_name, severity, date }
    }

    /// The groups by which a query can be filtered.
    pub const GROUPS: [&'static str; 9] = KEYS;

    /// Whether there is a group `group`, and it has `value`.
    ///
    /// # Errors
    /// When the group has no such value: the ids that it has.
    pub fn has(&self, group: &str, value: &str) -> Result<bool, Vec<String>> {
        match self.facets.iter().find(|facet| facet.key == group) {
            Some(_) if self.value(group, value).is_some() => Ok(true),
            Some(facet) => Err(facet.values.iter().map(|value| value.id.clone()).collect()),
            None => Ok(false),
        }
    }
}
