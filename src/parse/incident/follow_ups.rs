//! What stands under Action items becomes follow-ups: points of lists, rows of tables, short paragraphs.

use crate::model::{Action, ActionState, Fact, Role};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::follow_up_table::from_table;
use crate::parse::incident::follow_up_words::{is_done, marked, owner, ticket};
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::list_points::{Nesting, Point};
use crate::parse::incident::section_points::{listed, paragraph};
use crate::parse::markdown::{BlockKind, BodyBlock};
use crate::parse::vocabulary::{says_nothing, words};

/// The follow-ups of a body, in order.
pub(crate) fn follow_ups(body: &IncidentBody<'_>) -> Vec<Fact<Action>> {
    let mut out = Vec::new();
    let mut paragraphs = Vec::new();
    for region in body.of(Role::Actions) {
        let kind = kind(region);
        let done = is_done_heading(&region.title).then_some(ActionState::Done);
        let blocks = body.blocks_of(region);
        let before = out.len();
        let lists: Vec<BodyBlock> = blocks.iter().filter(|b| b.kind != BlockKind::Table).cloned().collect();
        out.extend(
            listed(body, &lists, Nesting::Groups)
                .into_iter()
                .filter_map(|p| from_point(body, p, kind.as_deref(), done)),
        );
        let mut own = Vec::new();
        for block in blocks {
            match block.kind {
                BlockKind::Table => out.extend(from_table(body, block, kind.as_deref(), done)),
                BlockKind::Paragraph => {
                    let point =
                        paragraph(body, block).filter(|p| p.text.split_whitespace().count() > 3 && p.text.len() < 600);
                    own.extend(point.and_then(|p| from_point(body, p, kind.as_deref(), done)));
                }
                _ => {}
            }
        }
        let apart = region.nested && region.level < 7 && blocks.iter().all(|b| b.kind != BlockKind::List);
        if apart && out.len() == before {
            own.truncate(5);
            out.extend(own);
        } else {
            paragraphs.extend(own);
        }
    }
    if out.is_empty() {
        paragraphs.truncate(5);
        out = paragraphs;
    }
    out
}

/// What the sub-heading or the bold line above calls these follow-ups.
fn kind(region: &BodyRegion) -> Option<String> {
    let title = bare(&region.title);
    (region.nested && !title.is_empty() && !says_nothing(&title) && title.chars().count() <= 60).then_some(title)
}

/// A heading without its parentheses.
fn bare(title: &str) -> String {
    let end = title.find(['(', '（', '[']).filter(|i| *i > 0).unwrap_or(title.len());
    title.get(..end).unwrap_or_default().trim().trim_end_matches([':', '：', '-', '–', ' ']).to_owned()
}

fn is_done_heading(title: &str) -> bool {
    let lower = title.to_lowercase();
    words().done_headings.any_in(&lower)
}

fn from_point(
    body: &IncidentBody<'_>,
    point: Point,
    kind: Option<&str>,
    done: Option<ActionState>,
) -> Option<Fact<Action>> {
    let (text, state) = marked(&point.text);
    if says_nothing(&text) || text.chars().filter(|c| c.is_alphanumeric()).count() < 4 {
        return None;
    }
    let past = is_done(&text).then_some(ActionState::Done);
    let ticked = point.ticked.map(|t| if t { ActionState::Done } else { ActionState::Open });
    let action = Action {
        owner: owner(&text),
        text,
        kind: point.group.or_else(|| kind.map(str::to_owned)),
        rank: None,
        state: ticked.or(state).or(done).or(past).unwrap_or_default(),
        reason: None,
        opened: None,
        closed: None,
        ticket: ticket(body, &point.events),
        audience: None,
    };
    Some(Fact::section(action, point.span))
}
