//! A heading or a bold line becomes what it says of the follow-ups below it: what kind of work they are, whose, or where they stand.

use crate::model::ActionState;
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::follow_up_owners::is_person;
use crate::parse::incident::follow_up_states::state_of;
use crate::parse::incident::list_points::is_kind_of_work;
use crate::parse::vocabulary::{says_nothing, words};

/// What a heading, a bold line or a label says of all the follow-ups below it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Under {
    /// What kind of work they are.
    pub(crate) kind: Option<String>,
    /// Whose they are.
    pub(crate) owner: Option<String>,
    /// Where they stand.
    pub(crate) state: Option<ActionState>,
}

impl Under {
    pub(crate) fn of(region: &BodyRegion) -> Self {
        let title = bare(&region.title);
        let done = words().done_headings.any_in(&region.title.to_lowercase()).then_some(ActionState::Done);
        let open = || words().open_headings.any_in(&region.title.to_lowercase()).then_some(ActionState::Open);
        let state = done.or_else(|| state_of(&title)).or_else(open);
        let named = region.nested && state.is_none() && !title.is_empty() && !says_nothing(&title);
        Self {
            kind: Some(title.clone()).filter(|title| named && is_kind_of_work(title)),
            owner: Some(title).filter(|title| named && is_person(title)),
            state,
        }
    }
}

/// Whether a heading stands above what was done while it lasted: the response, and nothing that follows from it.
pub(crate) fn tells_of_the_response(title: &str) -> bool {
    let lower = title.to_lowercase();
    words().steps_taken.any_in(&lower) || words().immediate.any_in(&lower) && words().done_headings.any_in(&lower)
}

/// A heading without its parentheses.
fn bare(title: &str) -> String {
    let end = title.find(['(', '（', '[']).filter(|i| *i > 0).unwrap_or(title.len());
    title.get(..end).unwrap_or_default().trim().trim_end_matches([':', '：', '-', '–', ' ']).to_owned()
}
