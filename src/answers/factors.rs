//! Contributing factors become sentences, counts over time, the pairs that come together, and questions about what connects them.

use crate::analyse::trends::factors::{Factors, factors};
use crate::analyse::trends::small_numbers::SHARE_FROM;
use crate::analyse::trends::{Gap, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, some};
use crate::answers::changed_shares::changes;
use crate::answers::counts_of_names::{self, DRAWN, ROWS, capped, counted, in_order, newest, rest};
use crate::answers::pairs::{Paired, PairedKind};
use crate::answers::tables::Cell;
use crate::link::FacetKind;
use crate::site::Site;
use crate::wording::Wording;
use crate::words::estimates::decimal;

/// How many questions for people.
const TALK: usize = 3;

/// What is known of contributing factors.
pub(super) fn answer(site: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let factors = factors(selection);
    let facets = site.links.values(FacetKind::Factor);
    let name = |ix: usize| (facets[ix].name.clone(), facets[ix].address.clone());
    let paired = Paired { wording, pairs: &factors.pairs, of: PairedKind::Factors, name: &name };
    let (told, all) = (factors.tally.told, selection.n());
    let silent: Vec<(Gap, usize)> = (all > told).then_some((Gap::Silent, all - told)).into_iter().collect();
    let mut sentences = caption(wording, selection, told, "trends.told.factors", &silent);
    sentences.extend(some(wording, "trends.inferred.factors", factors.tally.inferred));
    sentences.extend(some(wording, "trends.left.unplaced", factors.tally.unplaced()));
    sentences.extend(capped(wording, factors.tally.things.len(), ROWS, "trends.capped.factors"));
    sentences.extend(paired.caption());
    sentences.push(wording.say("trends.factors.unnamed"));
    let caption = wording.paragraph(&sentences);
    let named: Option<Vec<_>> = factors
        .changes
        .as_ref()
        .map(|changes| changes.iter().map(|(factor, changed)| (name(*factor).0, changed)).collect());
    let mut sentences = changes(wording, named.as_deref(), "trends.changed.few_factors");
    sentences.extend(paired.apart());
    sentences.extend(rest(wording, &factors.tally.things, "trends.names.rest_factors", |ix| name(*ix).0));
    Answer {
        question: Question::Factors,
        lead: lead(wording, &factors, &name),
        sentences,
        caption,
        talk: talk(wording, &factors, &paired, &name),
        figures: figures(wording, &factors, &paired, &name),
    }
}

type Name<'n> = dyn Fn(usize) -> (String, String) + 'n;

fn lead(wording: &Wording, factors: &Factors<'_>, name: &Name<'_>) -> String {
    let told = factors.tally.told;
    let Some(most) = factors.tally.things.first() else { return wording.say("trends.factors.none") };
    let (most, often) = (name(most.key).0, most.incidents.len());
    let kinds = wording.large("trends.factors.kinds", factors.tally.things.len(), &[]);
    if often == 1 {
        return wording.large("trends.factors.once", told, &[("kinds", &kinds)]);
    }
    if told < SHARE_FROM {
        let often = wording.thousands(often);
        return wording.large("trends.factors.few", told, &[("kinds", &kinds), ("most", &most), ("often", &often)]);
    }
    let each = decimal(wording, factors.mentions as f64 / told as f64);
    let share = counted(wording, often, told);
    let filling = [("kinds", kinds.as_str()), ("each", &each), ("most", &most), ("share", &share)];
    wording.large("trends.factors.lead", told, &filling)
}

fn talk(wording: &Wording, factors: &Factors<'_>, paired: &Paired<'_, '_>, name: &Name<'_>) -> Vec<Talk> {
    let mut talk: Vec<Talk> = paired.talk().into_iter().collect();
    let several = factors.tally.things.first().filter(|factor| factor.incidents.len() > 1);
    talk.extend(several.map(|factor| {
        let of = wording.large("trends.of_incidents", factor.incidents.len(), &[]);
        Talk {
            text: wording.compose("trends.factors.talk_often", &[("name", name(factor.key).0), ("of", of)]),
            incidents: newest(factor.incidents.iter().map(|(facts, _)| *facts)),
        }
    }));
    let once: Vec<_> = factors.tally.things.iter().filter(|factor| factor.incidents.len() == 1).collect();
    if once.len() > 1 || talk.is_empty() {
        let mut naming: Vec<_> =
            once.iter().flat_map(|factor| factor.incidents.iter().map(|(facts, _)| *facts)).collect();
        in_order(&mut naming);
        talk.push(Talk {
            text: wording.large("trends.factors.talk_once", once.len(), &[]),
            incidents: newest(naming.into_iter()),
        });
    }
    talk.truncate(TALK);
    talk
}

fn figures(wording: &Wording, factors: &Factors<'_>, paired: &Paired<'_, '_>, name: &Name<'_>) -> Vec<Figure> {
    let link = |ix: &usize| {
        let (name, address) = name(*ix);
        Cell::Link(name, address)
    };
    let tally = &factors.tally;
    let factor = ("factor", "trends.column.factor");
    let columns = "trends.factors.picture_columns";
    let over_time = (!tally.bins.is_empty()).then(|| Figure {
        key: "over-time",
        title: Some(wording.say("trends.names.over_time")),
        says: Vec::new(),
        drawing: counts_of_names::columns(wording, tally, columns, |ix| name(*ix).0),
        table: counts_of_names::by_bin(wording, tally, factor, link, DRAWN),
    });
    let totals = Figure {
        key: "factors",
        title: Some(wording.say("trends.names.altogether")),
        says: Vec::new(),
        drawing: counts_of_names::totals(wording, tally, ("trends.factors.picture", "trends.factors.part"), |ix| {
            let (name, address) = name(*ix);
            (name, Some(address))
        }),
        table: counts_of_names::totals_table(wording, tally, factor, link),
    };
    std::iter::once(totals).chain(over_time).chain(paired.figure()).collect()
}
