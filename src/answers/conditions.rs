//! The conditions that people worked under become sentences, counts over time, and questions about what made them workable.

use crate::analyse::trends::conditions::{Conditions, conditions};
use crate::analyse::trends::small_numbers::SHARE_FROM;
use crate::analyse::trends::{Gap, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, inferred, unplaced};
use crate::answers::counts_of_names::{self, DRAWN, ROWS, capped, counted, newest, rest};
use crate::answers::tables::Cell;
use crate::site::Site;
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::{capital, spoken_list};

/// How many conditions the lead names.
const LED: usize = 3;

/// What is known of conditions.
pub(super) fn answer(_: &Site, selection: &Selection<'_>) -> Answer {
    let conditions = conditions(selection);
    let (told, all) = (conditions.tally.told, selection.n());
    let silent: Vec<(Gap, usize)> = (all > told).then_some((Gap::Silent, all - told)).into_iter().collect();
    let mut caption = caption(selection, told, "name conditions that people worked under", &silent);
    caption.push_str(&unplaced(conditions.tally.unplaced()));
    caption.push_str(&inferred(
        conditions.out_of_hours.inferred,
        "One count of people paged out of hours",
        "counts of people paged out of hours",
    ));
    caption.push_str(&capped(conditions.tally.things.len(), listed(&conditions), "conditions"));
    Answer {
        question: Question::Conditions,
        lead: lead(&conditions, all),
        sentences: sentences(&conditions),
        caption,
        talk: talk(&conditions),
        figures: figures(&conditions),
    }
}

fn lead(conditions: &Conditions<'_>, all: usize) -> String {
    let told = conditions.tally.told;
    let things = conditions.tally.things.iter().take(LED);
    let named: Vec<String> =
        things.map(|condition| format!("{} ({})", condition.key, thousands(condition.incidents.len()))).collect();
    if named.is_empty() {
        return format!(
            "None of {} names a condition. {}",
            large_count(all, "incident", "incidents"),
            paged(conditions).unwrap_or_default()
        );
    }
    let name = if told == 1 { "names" } else { "name" };
    let few = if told < SHARE_FROM { "; too few to say more than that" } else { "" };
    let often = if conditions.tally.things[0].incidents.len() > 1 { "most often" } else { "none more than once:" };
    format!(
        "{} of {} {name} a condition that people worked under, {often} {}{few}.",
        thousands(told),
        large_count(all, "incident", "incidents"),
        spoken_list(&named)
    )
}

fn sentences(conditions: &Conditions<'_>) -> Vec<String> {
    let mut sentences = Vec::new();
    if !conditions.tally.things.is_empty() {
        sentences.push(String::from(
            "Whether one became more frequent cannot be said: an incident that does not name it may have had it, so these are counts and no shares.",
        ));
        sentences.extend(rest(&conditions.tally.things, ("condition", "conditions"), |word| String::from(*word)));
        sentences.extend(paged(conditions));
    }
    sentences
}

/// Whether somebody was paged out of hours, where incidents say so.
fn paged(conditions: &Conditions<'_>) -> Option<String> {
    let told = conditions.out_of_hours.told;
    if told == 0 {
        return None;
    }
    let few = if told < SHARE_FROM { "; too few for a share" } else { "" };
    let of = counted(paged_out_of_hours(conditions).len(), told);
    Some(format!("Somebody was paged out of hours in {of} incidents that say whether{few}."))
}

fn paged_out_of_hours<'t>(conditions: &Conditions<'t>) -> Vec<&'t crate::analyse::trends::IncidentFacts> {
    let paged = conditions.out_of_hours.things.iter().filter(|thing| thing.key);
    paged.flat_map(|thing| thing.incidents.iter().map(|(facts, _)| *facts)).collect()
}

fn talk(conditions: &Conditions<'_>) -> Vec<Talk> {
    let most = conditions.tally.things.first().map(|condition| Talk {
        text: format!(
            "People worked under {} in these. What made it workable, and what would have made it easier?",
            condition.key
        ),
        incidents: newest(condition.incidents.iter().map(|(facts, _)| *facts)),
    });
    let paged = paged_out_of_hours(conditions);
    let called = (!paged.is_empty()).then(|| Talk {
        text: String::from("Somebody was called out of hours for these. What would have let it wait until morning?"),
        incidents: newest(paged.into_iter()),
    });
    let general = Talk {
        text: String::from("Which conditions do people here get used to, and so do not write down?"),
        incidents: Vec::new(),
    };
    most.into_iter().chain(called).chain([general]).collect()
}

fn figures(conditions: &Conditions<'_>) -> Vec<Figure> {
    let tally = &conditions.tally;
    if tally.bins.is_empty() || tally.things.is_empty() {
        return Vec::new();
    }
    vec![Figure {
        key: "conditions",
        title: None,
        says: Vec::new(),
        drawing: counts_of_names::columns(tally, "conditions", |word| capital(word)),
        table: counts_of_names::by_bin(
            tally,
            ("condition", "Condition"),
            |word| Cell::Text(capital(word)),
            listed(conditions),
        ),
    }]
}

/// How many conditions the table lists.
fn listed(conditions: &Conditions<'_>) -> usize {
    DRAWN.max(ROWS / conditions.tally.bins.len().max(1))
}
