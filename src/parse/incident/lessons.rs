//! Sections of lessons, and of what went badly, become takeaways.

use pulldown_cmark::{Event, Tag};

use crate::model::{Fact, Incident, Role};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::list_points::Point;
use crate::parse::incident::section_points::{Paragraphs, by_section, paragraph, points_of, section_points};
use crate::parse::markdown::blocks;
use crate::parse::vocabulary::role;

/// The points of the sections of lessons, and of what went badly below them: that is what they are drawn from. Where a write-up has no
/// such section, what went badly is all that it has to teach, if it is told in sentences.
pub(crate) fn lessons(body: &IncidentBody<'_>) -> Vec<Point> {
    let mut out = points_of(body, Role::Takeaways, Paragraphs::Points(8));
    if out.is_empty() {
        out = quoted(body);
    }
    out.retain(|point| !is_task(&point.text) && !is_beside_lessons(group_role(body, point)));
    // "Lessons learned" with what went badly, and "Key takeaways" besides: the author drew them already.
    if body.of(Role::Takeaways).filter(|region| region.own).count() > 1 {
        return out;
    }
    let badly = by_section(body, Role::WentBadly);
    if out.is_empty() && body.of(Role::Takeaways).next().is_none() {
        // Nobody drew any elsewhere: several things that are told in sentences.
        let told: Vec<Point> =
            badly.iter().flat_map(|regions| section_points(body, regions, Paragraphs::Points(8))).collect();
        let is_told = |point: &Point| point.text.trim_end_matches(['*', '_', ')']).ends_with(['.', '。', '!']);
        return if told.len() > 1 && told.iter().all(is_told) { told } else { Vec::new() };
    }
    let below = badly.iter().filter(|regions| {
        let heading = regions.first().map(|first| first.section);
        heading.is_some_and(|section| stands_below(body, section, Role::Takeaways))
    });
    out.extend(below.flat_map(|regions| section_points(body, regions, Paragraphs::Points(8))));
    out
}

/// The paragraphs of quotations below a heading of lessons that has nothing else: "> **Leases need an owner.**"
fn quoted(body: &IncidentBody<'_>) -> Vec<Point> {
    let regions = body.of(Role::Takeaways).filter(|region| region.own);
    let all = regions.flat_map(|region| body.blocks_of(region));
    let quotes = all.filter(|block| matches!(body.events[block.events.start].0, Event::Start(Tag::BlockQuote(_))));
    let inside = quotes.flat_map(|quote| blocks(body.events, quote.inner(body.events)));
    inside.filter_map(|block| paragraph(body, &block)).take(8).collect()
}

/// Whether a point begins with what tasks are marked by: "**TODO**: watch the belt".
pub(crate) fn is_task(text: &str) -> bool {
    const MARKS: [&str; 3] = ["TODO", "DONE", "WIP"];
    let bare = text.trim_start_matches(['*', '_', '`', '[', ' ']);
    let rest = MARKS.iter().find_map(|mark| bare.strip_prefix(mark));
    rest.is_some_and(|rest| rest.starts_with([':', '*', '：', ' ', ']', '_', '`']))
}

/// Whether the stretch with the index `at` stands below a heading of `role`.
fn stands_below(body: &IncidentBody<'_>, at: usize, role: Role) -> bool {
    let (before, rest) = body.regions.split_at(at.min(body.regions.len()));
    let mut level = rest.first().map_or(0, |region| region.level);
    let above = before.iter().rev().filter(move |region| {
        let is_above = region.level < level;
        level = level.min(region.level);
        is_above
    });
    above.into_iter().any(|region| region.role == Some(role))
}

/// Whether a point is a template's question that would head a section, "What went well?", with no answer.
pub(crate) fn is_heading_question(body: &IncidentBody<'_>, text: &str) -> bool {
    let bare = text.trim_matches(['*', '_', ' ']);
    bare.ends_with(['?', '？']) && role(bare, body.known.lang, body.config).is_some()
}

/// The role that the label of the list names in which a point stands: "- **What went well**", and below it.
fn group_role(body: &IncidentBody<'_>, point: &Point) -> Option<Role> {
    role(point.group.as_deref()?, body.known.lang, body.config)
}

fn is_beside_lessons(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Helped | Role::Lucky))
}

/// What went well, or where luck helped, below a label in the list of lessons.
pub(crate) fn grouped_beside_lessons(body: &IncidentBody<'_>, wanted: Role) -> Vec<Point> {
    let mut points = points_of(body, Role::Takeaways, Paragraphs::Points(8));
    points.retain(|point| group_role(body, point) == Some(wanted));
    points
}

/// Points of a retrospective's list that begin with the name of another section, "**What went well**: …", are no lessons; what went
/// badly is one.
pub(crate) fn part_labelled_lessons(body: &IncidentBody<'_>, incident: &mut Incident) {
    let (helped, lucky) = (&mut incident.helped, &mut incident.lucky);
    incident.takeaways.retain_mut(|fact| {
        let Some((role, rest)) = led_by_label(body, &fact.value).filter(|_| fact.inferred()) else { return true };
        let list = match role {
            Role::Helped => &mut *helped,
            Role::Lucky => &mut *lucky,
            Role::WentBadly => {
                fact.value = rest.to_owned();
                return true;
            }
            _ => return false,
        };
        if list.iter().all(Fact::inferred) {
            list.push(Fact::section(rest.to_owned(), fact.span.clone()));
        }
        false
    });
}

/// The role that the bold label before a point names, where it is one of those that stand beside lessons, and what follows it.
fn led_by_label<'t>(body: &IncidentBody<'_>, text: &'t str) -> Option<(Role, &'t str)> {
    let (name, rest) = text.strip_prefix("**")?.split_once("**")?;
    let name = name.split(['(', '（', ':', '：']).next().unwrap_or(name).trim();
    let role = role(name, body.known.lang, body.config)?;
    let rest = rest.trim_start_matches([':', '：', ' ', '-', '–', '—']);
    let beside = matches!(role, Role::Helped | Role::Lucky | Role::WentBadly | Role::Surprise);
    (beside && !rest.is_empty()).then_some((role, rest))
}

/// The text without the tick or cross that decorates a list of what went well.
pub(crate) fn without_tick(text: &str) -> &str {
    let bare = ["✅", "✔️", "✔", "☑️", "❌", ":white_check_mark:", ":x:"].iter().find_map(|m| text.strip_prefix(m));
    bare.unwrap_or(text).trim_start()
}
