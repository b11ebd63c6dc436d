//! A page becomes its card: the few values that every list shows of it.

use jiff::tz::TimeZone;
use serde::Serialize;
use tera::Value;

use crate::addresses::FixedOutput;
use crate::link::{FacetKind, PageIx};
use crate::model::{Page, PageKind};
use crate::text::{first_sentences, shorten};
use crate::views::facet_labels::marks;
use crate::views::site_views::Views;
use crate::wording::Wording;
use crate::words::codes;
use crate::words::moments::{When, when};

/// What lists show of a page.
#[derive(Serialize)]
pub(crate) struct Card<'a> {
    pub address: &'a str,
    pub title: &'a str,
    id: &'a str,
    /// The language, where it is not the site's.
    pub lang: Option<&'a str>,
    /// What it is, when that needs saying: `Near miss`, `Runbook`.
    label: Option<String>,
    pub date: Option<When>,
    severity: Option<Value>,
    /// The organisation it happened to, for write-ups from elsewhere.
    pub company: Option<&'a str>,
    services: Vec<Value>,
    /// Plain text of at most [`SUMMARY`] characters.
    summary: Option<String>,
    /// The same in at most [`BRIEF`] characters, for rows.
    pub brief: Option<String>,
    minutes: usize,
    pub draft: bool,
}

/// The longest summary on a card, in characters.
const SUMMARY: usize = 240;

/// The longest summary in a row, in characters; whole sentences where they fit.
const BRIEF: usize = 220;

/// The card of a page.
pub(crate) fn card(views: &Views, ix: PageIx) -> Value {
    Value::from_serializable(&of(views, ix))
}

/// What lists show of a page.
pub(crate) fn of<'v>(views: &'v Views, ix: PageIx) -> Card<'v> {
    let (wording, page) = (&views.site.wording, &views.site.pages[ix]);
    let label = match (&page.kind, page.incident()) {
        (_, Some(incident)) => codes::incident_kind(wording, incident.kind),
        (PageKind::Term, _) => Some(wording.say("kind.term")),
        (PageKind::Runbook, _) => Some(wording.say("kind.runbook")),
        (PageKind::Service, _) => Some(wording.say("kind.service")),
        (PageKind::Path, _) => Some(wording.say("kind.path")),
        _ => None,
    };
    let summary = views.summary(ix).map(|words| shorten(words, SUMMARY));
    Card {
        address: &views.site.links.addresses[ix],
        title: views.site.title(ix),
        id: &page.id.value,
        lang: Some(page.lang.as_str()).filter(|lang| *lang != views.site.config.lang),
        label,
        date: date(wording, page, &views.zone),
        severity: views.names_of(ix, FacetKind::Severity).into_iter().next(),
        company: page.incident().and_then(|incident| incident.company.as_ref()).map(|company| company.value.as_str()),
        services: views.names_of(ix, FacetKind::Service),
        brief: summary.as_deref().map(|summary| first_sentences(summary, BRIEF)),
        summary,
        minutes: page.reading_minutes(),
        draft: page.withheld.is_some(),
    }
}

/// The day a page is ordered by; a day of publication is called that.
pub(crate) fn date(wording: &Wording, page: &Page, zone: &TimeZone) -> Option<When> {
    let when = when(wording, &page.dated.as_ref()?.value, zone);
    if !page.is_dated_by_publication() {
        return Some(when);
    }
    Some(When { date: wording.fill("date.published", &[("date", &when.date)]), ..when })
}

/// A card with something in every place, for the row that the filters' script copies.
pub(crate) fn blank() -> Value {
    let date = When { date: "date".into(), text: "date".into(), local: None, datetime: "2000".into() };
    Value::from_serializable(&Card {
        address: FixedOutput::Incidents.address(),
        title: "title",
        id: "id",
        lang: None,
        label: Some("kind".into()),
        date: Some(date),
        severity: marks().pop(),
        company: Some("company"),
        services: Vec::new(),
        summary: Some("summary".into()),
        brief: Some("summary".into()),
        minutes: 0,
        draft: true,
    })
}
