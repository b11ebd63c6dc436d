//! An incident becomes the values of its page, in the order in which people want to read it: what it was in plain
//! words, what surprised, the story, what was learned, what was done, and only then the minutes.

mod fact_sheet;
mod follow_up_box;
pub(crate) mod similar_incidents;
mod story_lists;
mod timeline;

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::link::{FacetKind, PageIx};
use crate::markup::last_read::LastRead;
use crate::markup::markdown;
use crate::model::{Incident, Page, Role, Span};
use crate::pages::frame::Frame;
use crate::pages::incident::fact_sheet::FactSheet;
use crate::pages::incident::follow_up_box::FollowUpBox;
use crate::pages::incident::similar_incidents::AlikeBox;
use crate::pages::incident::story_lists::{CustomerStoryView, StoryLists, SurpriseView};
use crate::pages::incident::timeline::TimelineView;
use crate::pages::page_body::{self, Heading, headings, html_of, parts};
use crate::pages::related::{self, Backlinks, ReferenceRow, RunbookRow};
use crate::parse::{Document, HtmlWrapper};
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
    lists: StoryLists,
    customer_story: Option<CustomerStoryView>,
    follow_ups: Option<FollowUpBox>,
    timeline: Option<TimelineView>,
    runbooks: Vec<RunbookRow>,
    /// What is related to it and like it.
    alike: Option<AlikeBox>,
    backlinks: Option<Backlinks>,
    references: Vec<ReferenceRow>,
    /// The anchor of the references.
    references_anchor: String,
    facts: FactSheet,
    tags: Vec<Value>,
    /// The one before it in time.
    earlier: Option<Value>,
    later: Option<Value>,
}

/// The page of an incident.
pub(crate) fn page<'v>(views: &'v Views, ix: PageIx, last: &mut LastRead<'v>) -> (String, Vec<Diagnostic>) {
    let page = &views.site.pages[ix];
    let incident = page.incident().expect("an incident's route leads to an incident");
    let folded = page_body::timeline_section(page).map(|(section, place)| section.heading.start..place.end);
    // Read once: the story, the entries and what stands in them are parts of one text.
    let document = last.document(&views.site, ix);
    let wrappers = folded.as_ref().map_or(Vec::new(), |folded| part_wrappers(document, folded, incident));
    let parted = (!wrappers.is_empty()).then(|| HtmlWrapper::dissolved(&wrappers, document));
    let document = parted.as_ref().unwrap_or(document);
    let before = folded.as_ref().and_then(|folded| right_before(document, &wrappers, folded));
    let elsewhere = folded.map(|folded| before.as_ref().map_or(folded.start, |before| before.start)..folded.end);
    let body = html_of(views, ix, document, &parts(page, elsewhere.as_ref()));
    let since = latent::since(page).map(|since| since.words(&views.site.wording));
    let timeline = timeline::timeline(views, ix, incident, (document, before), since);
    let view = view(views, ix, incident, body, timeline);
    Frame::page(views, ix, "incidents").fill(views, "incident.html", &view)
}

/// The elements of raw HTML that hold a part of the timeline and a part of the story, or entries of the timeline: each of these is shown by
/// itself, without them.
fn part_wrappers(document: &Document<'_>, folded: &Span, incident: &Incident) -> Vec<HtmlWrapper> {
    let entries: BTreeSet<usize> = incident.timeline.iter().map(|entry| entry.span.start).collect();
    let mut wrappers = HtmlWrapper::all(document);
    wrappers.retain(|wrapper| {
        let start = wrapper.opening.start;
        let (opens, closes) = (folded.contains(&start), folded.contains(&wrapper.closing.start));
        opens != closes || opens && entries.range(start..wrapper.closing.start).next().is_some()
    });
    wrappers
}

/// The block right before the timeline that opened one of `wrappers`: what it says goes with the timeline.
fn right_before(document: &Document<'_>, wrappers: &[HtmlWrapper], folded: &Span) -> Option<Span> {
    let is_right_before =
        |opening: &&Span| opening.end <= folded.start && document.text[opening.end..folded.start].trim().is_empty();
    wrappers.iter().map(|wrapper| &wrapper.opening).find(is_right_before).cloned()
}

fn view(views: &Views, ix: PageIx, incident: &Incident, body: Value, timeline: Option<TimelineView>) -> IncidentView {
    let page = &views.site.pages[ix];
    let inline = |text: &str| Value::safe_string(&markdown::inline(&views.site, ix, text));
    let [earlier, later] = neighbours(views, ix);
    let factors = views.names_of(ix, FacetKind::Factor);
    let told = page.section(Role::Factors).is_some();
    IncidentView {
        card: views.card(ix).clone(),
        id: spoken_id(page),
        status: page.status.as_ref().map(|status| status.value.clone()),
        minutes: page.reading_minutes(),
        lede: page.summary.as_ref().filter(|s| !s.inferred()).map(|s| inline(&s.value)),
        impact: incident.impact.as_ref().filter(|fact| !fact.inferred()).map(|fact| inline(&fact.value)),
        surprises: story_lists::surprises(views, ix, incident),
        body,
        contents: headings(page),
        factors: if told { Vec::new() } else { factors },
        lists: story_lists::lists(views, ix, incident),
        customer_story: story_lists::customer_story(views, ix, incident),
        follow_ups: follow_up_box::follow_ups(views, ix, incident),
        timeline,
        runbooks: related::runbooks(views, ix),
        alike: similar_incidents::alike(views, ix),
        backlinks: related::backlinks(views, ix),
        references: related::references(views, ix),
        references_anchor: latent::references_anchor(page),
        facts: fact_sheet::of_incident(views, ix, incident),
        tags: views.names_of(ix, FacetKind::Tag),
        earlier: earlier.map(|ix| views.card(ix).clone()),
        later: later.map(|ix| views.card(ix).clone()),
    }
}

/// The incidents before and after one. Where a site is put together from several folders, those of its own.
pub(crate) fn neighbours(views: &Views, ix: PageIx) -> [Option<PageIx>; 2] {
    let folders = views.site.links.facets_of[ix].get(&FacetKind::Folder).and_then(|folders| folders.first());
    let (all, position) = match folders.map(|&folder| &views.facets(FacetKind::Folder)[folder].incidents) {
        Some(of_folder) => (&of_folder[..], of_folder.iter().position(|other| *other == ix)),
        None => (views.incidents(), views.position(ix)),
    };
    let at = |place: Option<usize>| place.and_then(|place| all.get(place)).copied();
    [at(position.map(|place| place + 1)), at(position.and_then(|place| place.checked_sub(1)))]
}

/// The page's id when it was written as a key or looks like one (`INC-214`, `PM2021-005`) and the title does not say
/// it already; a file name is none.
fn spoken_id(page: &Page) -> Option<String> {
    let id = &page.id.value;
    let short = id.len() <= 24 && !id.contains(char::is_lowercase) && id.contains(char::is_alphabetic);
    (!page.title.value.contains(id.as_str()) && (!page.id.inferred() || short)).then(|| id.clone())
}
