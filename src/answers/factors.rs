//! Contributing factors become sentences, counts over time, the pairs that come together, and questions about what connects them.

use crate::analyse::trends::factors::{Factors, factors};
use crate::analyse::trends::small_numbers::SHARE_FROM;
use crate::analyse::trends::{Gap, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, inferred, unplaced};
use crate::answers::changed_shares::changes;
use crate::answers::counts_of_names::{self, DRAWN, ROWS, capped, counted, in_order, newest, rest};
use crate::answers::pairs::Paired;
use crate::answers::tables::Cell;
use crate::link::FacetKind;
use crate::site::Site;
use crate::words::estimates::decimal;
use crate::words::numbers::{large_count, thousands};

/// How many questions for people.
const TALK: usize = 3;

/// What is known of contributing factors.
pub(super) fn answer(site: &Site, selection: &Selection<'_>) -> Answer {
    let factors = factors(selection);
    let facets = site.links.values(FacetKind::Factor);
    let name = |ix: usize| (facets[ix].name.clone(), facets[ix].address.clone());
    let paired = Paired { pairs: &factors.pairs, many: "factors", title: "Which come together", name: &name };
    let (told, all) = (factors.tally.told, selection.n());
    let silent: Vec<(Gap, usize)> = (all > told).then_some((Gap::Silent, all - told)).into_iter().collect();
    let mut caption = caption(selection, told, "name contributing factors", &silent);
    caption.push_str(&inferred(factors.tally.inferred, "A factor of 1 incident", "incidents have factors that"));
    caption.push_str(&unplaced(factors.tally.unplaced()));
    caption.push_str(&capped(factors.tally.things.len(), ROWS, "factors"));
    caption.push_str(&paired.caption());
    caption.push_str(" A factor that nobody named may have been there all the same.");
    let named: Option<Vec<_>> = factors
        .changes
        .as_ref()
        .map(|changes| changes.iter().map(|(factor, changed)| (name(*factor).0, changed)).collect());
    let mut sentences = changes(named.as_deref(), "name factors");
    sentences.extend(paired.apart());
    sentences.extend(rest(&factors.tally.things, ("factor", "factors"), |ix| name(*ix).0));
    Answer {
        question: Question::Factors,
        lead: lead(&factors, &name),
        sentences,
        caption,
        talk: talk(&factors, &paired, &name),
        figures: figures(&factors, &paired, &name),
    }
}

type Name<'n> = dyn Fn(usize) -> (String, String) + 'n;

fn lead(factors: &Factors<'_>, name: &Name<'_>) -> String {
    let told = factors.tally.told;
    let Some(most) = factors.tally.things.first() else { return String::from("No contributing factors are named.") };
    let (most, often) = (name(most.key).0, most.incidents.len());
    let names = large_count(told, "incident names", "incidents name");
    let kinds = large_count(factors.tally.things.len(), "contributing factor", "contributing factors");
    if often == 1 {
        return format!("{names} {kinds}, none of them more than once.");
    }
    if told < SHARE_FROM {
        return format!("{names} {kinds}, most often {most} (in {}); too few for shares.", thousands(often));
    }
    let each = decimal(factors.mentions as f64 / told as f64);
    format!("{names} {kinds}, {each} each on average; most often {most}: {}.", counted(often, told))
}

fn talk(factors: &Factors<'_>, paired: &Paired<'_, '_>, name: &Name<'_>) -> Vec<Talk> {
    let mut talk: Vec<Talk> = paired.talk().into_iter().collect();
    let several = factors.tally.things.first().filter(|factor| factor.incidents.len() > 1);
    talk.extend(several.map(|factor| Talk {
        text: format!(
            "{} is named in {}. What is the same in them beyond the word, and what is different?",
            name(factor.key).0,
            large_count(factor.incidents.len(), "incident", "incidents")
        ),
        incidents: newest(factor.incidents.iter().map(|(facts, _)| *facts)),
    }));
    let once: Vec<_> = factors.tally.things.iter().filter(|factor| factor.incidents.len() == 1).collect();
    if once.len() > 1 || talk.is_empty() {
        let mut naming: Vec<_> =
            once.iter().flat_map(|factor| factor.incidents.iter().map(|(facts, _)| *facts)).collect();
        in_order(&mut naming);
        talk.push(Talk {
            text: format!(
                "{} named only once. Which of them are another name for something that came up before?",
                large_count(once.len(), "factor is", "factors are")
            ),
            incidents: newest(naming.into_iter()),
        });
    }
    talk.truncate(TALK);
    talk
}

fn figures(factors: &Factors<'_>, paired: &Paired<'_, '_>, name: &Name<'_>) -> Vec<Figure> {
    let link = |ix: &usize| {
        let (name, address) = name(*ix);
        Cell::Link(name, address)
    };
    let over_time = (!factors.tally.bins.is_empty()).then(|| Figure {
        key: "over-time",
        title: Some("Over time"),
        says: Vec::new(),
        drawing: counts_of_names::columns(&factors.tally, "factors", |ix| name(*ix).0),
        table: counts_of_names::by_bin(&factors.tally, ("factor", "Factor"), link, DRAWN),
    });
    let totals = Figure {
        key: "factors",
        title: Some("Altogether"),
        says: Vec::new(),
        drawing: counts_of_names::totals(
            &factors.tally,
            String::from("Contributing factors and how many incidents name them"),
            "incidents that name it",
            |ix| {
                let (name, address) = name(*ix);
                (name, Some(address))
            },
        ),
        table: counts_of_names::totals_table(&factors.tally, ("factor", "Factor"), link),
    };
    std::iter::once(totals).chain(over_time).chain(paired.figure()).collect()
}
