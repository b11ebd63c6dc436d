//! The conditions that people worked under become sentences, counts over time, and questions about what made them workable.

use crate::analyse::trends::conditions::{Conditions, conditions};
use crate::analyse::trends::small_numbers::SHARE_FROM;
use crate::analyse::trends::tally::Thing;
use crate::analyse::trends::{Gap, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, some};
use crate::answers::counts_of_names::{self, DRAWN, ROWS, capped, counted, newest, rest};
use crate::answers::tables::Cell;
use crate::site::Site;
use crate::wording::Wording;
use crate::words::phrases::capital;

/// How many conditions the lead names.
const LED: usize = 3;

/// What is known of conditions.
pub(super) fn answer(_: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let conditions = conditions(selection);
    let (told, all) = (conditions.tally.told, selection.n());
    let silent: Vec<(Gap, usize)> = (all > told).then_some((Gap::Silent, all - told)).into_iter().collect();
    let mut sentences = caption(wording, selection, told, "trends.told.conditions", &silent);
    sentences.extend(some(wording, "trends.left.unplaced", conditions.tally.unplaced()));
    sentences.extend(some(wording, "trends.inferred.conditions", conditions.out_of_hours.inferred));
    let listed = listed(&conditions);
    sentences.extend(capped(wording, conditions.tally.things.len(), listed, "trends.capped.conditions"));
    Answer {
        question: Question::Conditions,
        lead: lead(wording, &conditions, all),
        sentences: self::sentences(wording, &conditions),
        caption: wording.paragraph(&sentences),
        talk: talk(wording, &conditions),
        figures: figures(wording, &conditions),
    }
}

fn lead(wording: &Wording, conditions: &Conditions<'_>, all: usize) -> String {
    let told = conditions.tally.told;
    let of = wording.large("trends.of_incidents", all, &[]);
    let things = conditions.tally.things.iter().take(LED);
    let count = |condition: &Thing<'_, &str>| wording.thousands(condition.incidents.len());
    let named: Vec<String> = things
        .map(|condition| wording.fill("list.in_brackets", &[("text", condition.key), ("note", &count(condition))]))
        .collect();
    if named.is_empty() {
        let none = wording.fill("trends.conditions.none", &[("of", &of)]);
        return wording.paragraph(&[none, paged(wording, conditions).unwrap_or_default()]);
    }
    let key = match (conditions.tally.things[0].incidents.len() > 1, told < SHARE_FROM) {
        (true, false) => "trends.conditions.often",
        (true, true) => "trends.conditions.often_few",
        (false, false) => "trends.conditions.once",
        (false, true) => "trends.conditions.once_few",
    };
    wording.large(key, told, &[("of", &of), ("names", &wording.list(&named))])
}

fn sentences(wording: &Wording, conditions: &Conditions<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    let things = &conditions.tally.things;
    if !things.is_empty() {
        sentences.push(wording.say("trends.conditions.counts"));
        sentences.extend(rest(wording, things, "trends.names.rest_conditions", |word| String::from(*word)));
        sentences.extend(paged(wording, conditions));
    }
    sentences
}

/// Whether somebody was paged out of hours, where incidents say so.
fn paged(wording: &Wording, conditions: &Conditions<'_>) -> Option<String> {
    let told = conditions.out_of_hours.told;
    if told == 0 {
        return None;
    }
    let key = if told < SHARE_FROM { "trends.conditions.paged_few" } else { "trends.conditions.paged" };
    let of = counted(wording, paged_out_of_hours(conditions).len(), told);
    Some(wording.fill(key, &[("of", &of)]))
}

fn paged_out_of_hours<'t>(conditions: &Conditions<'t>) -> Vec<&'t crate::analyse::trends::IncidentFacts> {
    let paged = conditions.out_of_hours.things.iter().filter(|thing| thing.key);
    paged.flat_map(|thing| thing.incidents.iter().map(|(facts, _)| *facts)).collect()
}

fn talk(wording: &Wording, conditions: &Conditions<'_>) -> Vec<Talk> {
    let most = conditions.tally.things.first().map(|condition| Talk {
        text: wording.fill("trends.conditions.talk_most", &[("name", condition.key)]),
        incidents: newest(condition.incidents.iter().map(|(facts, _)| *facts)),
    });
    let paged = paged_out_of_hours(conditions);
    let called = (!paged.is_empty())
        .then(|| Talk { text: wording.say("trends.conditions.talk_paged"), incidents: newest(paged.into_iter()) });
    let general = Talk { text: wording.say("trends.conditions.talk_general"), incidents: Vec::new() };
    most.into_iter().chain(called).chain([general]).collect()
}

fn figures(wording: &Wording, conditions: &Conditions<'_>) -> Vec<Figure> {
    let tally = &conditions.tally;
    if tally.bins.is_empty() || tally.things.is_empty() {
        return Vec::new();
    }
    let name = |word: &&str| capital(word);
    vec![Figure {
        key: "conditions",
        title: None,
        says: Vec::new(),
        drawing: counts_of_names::columns(wording, tally, "trends.conditions.picture_columns", name),
        table: counts_of_names::by_bin(
            wording,
            tally,
            ("condition", "trends.column.condition"),
            |word| Cell::Text(capital(word)),
            listed(conditions),
        ),
    }]
}

/// How many conditions the table lists.
fn listed(conditions: &Conditions<'_>) -> usize {
    DRAWN.max(ROWS / conditions.tally.bins.len().max(1))
}
