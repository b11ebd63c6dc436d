//! The constants of ranking, the limits and the lists that an index was made with, as its manifest tells them to the client.
//!
//! Each has its one place where it is used; the script of the published site has none of its own.

use serde::Serialize;

use crate::index::{facets, names, query};
use crate::text;

/// What `client/search-engine.js` calls `rules`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rules {
    fields: [&'static str; 7],
    k1: f32,
    b: f32,
    expanded: f32,
    no_incident: f32,
    enough: usize,
    completions: usize,
    looked_at: usize,
    room: u64,
    room_share: u64,
    corrections: usize,
    one_slip: usize,
    two_slips: usize,
    name_words: usize,
    words: usize,
    query: usize,
    letters: usize,
    parts: usize,
    stop: &'static [&'static str],
}

/// The rules as JSON.
pub(super) fn rules() -> String {
    let rules = Rules {
        fields: facets::KEYS,
        k1: query::score::K1,
        b: query::score::B,
        expanded: query::expand::EXPANDED,
        no_incident: query::NO_INCIDENT,
        enough: query::ENOUGH,
        completions: query::expand::COMPLETIONS,
        looked_at: query::expand::LOOKED_AT,
        room: query::expand::ROOM,
        room_share: query::expand::ROOM_SHARE,
        corrections: query::expand::CORRECTIONS,
        one_slip: query::expand::ONE_SLIP,
        two_slips: query::expand::TWO_SLIPS,
        name_words: names::LONGEST,
        words: query::words::MOST_WORDS,
        query: query::parse::LONGEST,
        letters: text::LONGEST,
        parts: text::MOST_PARTS,
        stop: &text::STOP_WORDS,
    };
    serde_json::to_string(&rules).expect("numbers and words can be written as JSON")
}
