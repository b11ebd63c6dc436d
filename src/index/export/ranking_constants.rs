//! The constants of ranking, the limits and the lists that an index was made with, as its manifest tells them to the client.
//!
//! Each has its one place where it is used; the script of the published site has none of its own.

use serde::Serialize;

use crate::index::first_steps::FirstSteps;
use crate::index::questions_asked::{self, AskingWords};
use crate::index::{Search, filter_groups, name_keys, query};
use crate::text;

/// What `client/search-engine.js` calls `rules`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rules<'s> {
    fields: [&'static str; 9],
    k1: f32,
    b: f32,
    expanded: f32,
    no_incident: f32,
    steps: f32,
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
    asking: &'s [&'static AskingWords],
    wide: &'static [&'static str],
    start: &'s FirstSteps,
}

/// The rules as JSON.
pub(super) fn rules(search: &Search) -> String {
    let rules = Rules {
        fields: filter_groups::KEYS,
        k1: query::bm25::K1,
        b: query::bm25::B,
        expanded: query::word_variants::EXPANDED,
        no_incident: query::NO_INCIDENT,
        steps: query::STEPS,
        enough: query::ENOUGH,
        completions: query::word_variants::COMPLETIONS,
        looked_at: query::word_variants::LOOKED_AT,
        room: query::word_variants::ROOM,
        room_share: query::word_variants::ROOM_SHARE,
        corrections: query::word_variants::CORRECTIONS,
        one_slip: query::word_variants::ONE_SLIP,
        two_slips: query::word_variants::TWO_SLIPS,
        name_words: name_keys::LONGEST,
        words: query::query_words::MOST_WORDS,
        query: query::query_text::LONGEST,
        letters: text::LONGEST,
        parts: text::MOST_PARTS,
        stop: &text::STOP_WORDS,
        asking: &search.asking,
        wide: &questions_asked::WIDE,
        start: &search.first_steps,
    };
    serde_json::to_string(&rules).expect("numbers and words can be written as JSON")
}
