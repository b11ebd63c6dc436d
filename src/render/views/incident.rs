//! An incident becomes the values of its page, in the order in which people want to read it: what it was in plain
//! words, what surprised, the story, what was learned, what was done, and only then the minutes.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::markup::markdown;
use crate::model::{Incident, Page, Role, Section, Span};
use crate::render::views::facts::{self, Facts};
use crate::render::views::follow_up::{self, FollowUps};
use crate::render::views::related::{self, Backlinks, Reference, RunbookRow};
use crate::render::views::shell::Frame;
use crate::render::views::similar::{self, Alike};
use crate::render::views::story::{self, CustomerStory, Lists, SurpriseView};
use crate::render::views::timeline::{self, TimelineView};
use crate::views::Views;
use crate::words::latent;

#[derive(Serialize)]
struct IncidentView {
    card: Value,
    /// The identifier, when people would use it.
    id: Option<String>,
    status: Option<String>,
    minutes: usize,
    /// The summary, when it is not already in the story.
    lede: Option<Value>,
    impact: Option<Value>,
    surprises: Vec<SurpriseView>,
    /// The story, as HTML.
    body: Value,
    contents: Vec<Heading>,
    /// Contributing factors, when no section of the story is about them.
    factors: Vec<Value>,
    lists: Lists,
    customer_story: Option<CustomerStory>,
    follow_ups: Option<FollowUps>,
    timeline: Option<TimelineView>,
    runbooks: Vec<RunbookRow>,
    /// What is related to it and like it.
    alike: Option<Alike>,
    backlinks: Option<Backlinks>,
    references: Vec<Reference>,
    /// The anchor of the references.
    references_anchor: String,
    facts: Facts,
    tags: Vec<Value>,
    /// The one before it in time.
    earlier: Option<Value>,
    later: Option<Value>,
}

/// A heading of the story.
#[derive(Serialize)]
pub(crate) struct Heading {
    title: String,
    anchor: String,
}

/// The page of an incident.
pub(crate) fn page(views: &Views, ix: PageIx) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let incident = page.incident().expect("an incident's route leads to an incident");
    let folded = timeline::place(page).map(|(section, place)| section.heading.start..place.end);
    let body = html(views, ix, &parts(page, folded.as_ref()));
    let since = latent::since(page).map(|since| since.words());
    let timeline = timeline::timeline(views, ix, incident, since);
    let view = view(views, ix, incident, body, timeline);
    Frame::page(views, ix, "incidents").fill(views, "incident.html", &view)
}

fn view(views: &Views, ix: PageIx, incident: &Incident, body: Value, timeline: Option<TimelineView>) -> IncidentView {
    let page = &views.site.pages[ix];
    let inline = |text: &str| Value::safe_string(&markdown::inline(&views.site, ix, text));
    let position = views.position(ix);
    let neighbour = |at: Option<usize>| at.and_then(|at| views.incidents().get(at)).map(|&ix| views.card(ix).clone());
    let factors = views.names_of(ix, FacetKind::Factor);
    let told = page.section(Role::Factors).is_some();
    IncidentView {
        card: views.card(ix).clone(),
        id: spoken_id(page),
        status: page.status.as_ref().map(|status| status.value.clone()),
        minutes: page.reading_minutes(),
        lede: page.summary.as_ref().filter(|s| !s.inferred()).map(|s| inline(&s.value)),
        impact: incident.impact.as_ref().filter(|fact| !fact.inferred()).map(|fact| inline(&fact.value)),
        surprises: story::surprises(views, ix, incident),
        body,
        contents: contents(page),
        factors: if told { Vec::new() } else { factors },
        lists: story::lists(views, ix, incident),
        customer_story: story::customer_story(views, ix, incident),
        follow_ups: follow_up::follow_ups(views, ix, incident),
        timeline,
        runbooks: related::runbooks(views, ix),
        alike: similar::alike(views, ix),
        backlinks: related::backlinks(views, ix),
        references: related::references(views, ix),
        references_anchor: latent::references_anchor(page),
        facts: facts::of_incident(views, ix, incident),
        tags: views.names_of(ix, FacetKind::Tag),
        earlier: neighbour(position.map(|at| at + 1)),
        later: neighbour(position.and_then(|at| at.checked_sub(1))),
    }
}

/// The page's id when it was written as a key or looks like one (`INC-214`, `PM2021-005`) and the title does not say
/// it already; a file name is none.
fn spoken_id(page: &Page) -> Option<String> {
    let id = &page.id.value;
    let short = id.len() <= 24 && !id.contains(char::is_lowercase) && id.contains(char::is_alphabetic);
    (!page.title.value.contains(id.as_str()) && (!page.id.inferred() || short)).then(|| id.clone())
}

/// HTML of parts of a page.
pub(crate) fn html(views: &Views, ix: PageIx, parts: &[Span]) -> Value {
    Value::safe_string(markdown::body(&views.site, ix, parts).trim())
}

/// The body without the heading that is the title, and without what is shown elsewhere.
pub(crate) fn parts(page: &Page, elsewhere: Option<&Span>) -> Vec<Span> {
    let cuts: BTreeMap<usize, usize> =
        page.title_heading.iter().chain(elsewhere).map(|span| (span.start, span.end)).collect();
    let mut parts = Vec::new();
    let mut at = page.body_start;
    for (start, end) in cuts {
        if start > at {
            parts.push(at..start);
        }
        at = at.max(end);
    }
    if at < page.text.len() {
        parts.push(at..page.text.len());
    }
    parts
}

/// The headings worth jumping to: those of the highest level that is used more than once, from three on.
pub(crate) fn contents(page: &Page) -> Vec<Heading> {
    let timeline = timeline::place(page).map(|(_, place)| place);
    let told = |section: &Section| timeline.as_ref().is_some_and(|body| body.contains(&section.heading.start));
    let shown = |section: &&Section| {
        page.title_heading.as_ref().is_none_or(|title| *title != section.heading) && !told(section)
    };
    let count = |level: u8| page.sections.iter().filter(shown).filter(|section| section.level == level).count();
    let Some(level) = (1..=3).find(|&level| count(level) > 1).filter(|&level| count(level) > 2) else {
        return Vec::new();
    };
    let mut of_level: Vec<&Section> =
        page.sections.iter().filter(shown).filter(|section| section.level == level).collect();
    // The timeline stands after the story.
    of_level.sort_by_key(|section| page.incident().is_some() && section.role == Some(Role::Timeline));
    of_level.into_iter().map(|s| Heading { title: s.title.clone(), anchor: s.anchor.clone() }).collect()
}
