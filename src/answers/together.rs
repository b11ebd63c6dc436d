//! Services that fail together become sentences about chance, the pairs, and how often each failed alone.

use crate::analyse::trends::small_numbers::{PAIR_FROM, PAIR_UP_TO, SHARE_FROM};
use crate::analyse::trends::together::{FailTogether, Service, together};
use crate::analyse::trends::{Gap, IncidentFacts, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, some};
use crate::answers::changed_shares::changes;
use crate::answers::counts_of_names::{DRAWN, ROWS, capped, counted, newest};
use crate::answers::pairs::{Paired, PairedKind};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::{Drawing, bars};
use crate::link::FacetKind;
use crate::site::Site;
use crate::wording::Wording;

/// What is known of services that fail together.
pub(super) fn answer(site: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let together = together(selection);
    let facets = site.links.values(FacetKind::Service);
    let name = |ix: usize| (facets[ix].name.clone(), facets[ix].address.clone());
    let paired = Paired { wording, pairs: &together.pairs, of: PairedKind::Services, name: &name };
    let (told, all) = (together.told, selection.n());
    let silent: Vec<(Gap, usize)> = (all > told).then_some((Gap::Silent, all - told)).into_iter().collect();
    let mut caption = caption(wording, selection, told, "trends.told.services", &silent);
    caption.extend(some(wording, "trends.inferred.services", together.inferred));
    caption.extend(capped(wording, together.services.len(), ROWS, "trends.capped.services"));
    caption.extend(paired.caption());
    let named: Option<Vec<_>> =
        together.change.as_ref().map(|change| vec![(wording.say("trends.together.change"), change)]);
    let mut sentences = paired.apart();
    sentences.extend(changes(wording, named.as_deref(), "trends.changed.few_services"));
    Answer {
        question: Question::Together,
        lead: lead(wording, &together, &paired),
        sentences,
        caption: wording.paragraph(&caption),
        talk: talk(selection, &together, &paired, &name),
        figures: figures(wording, &together, &paired, &name),
    }
}

type Name<'n> = dyn Fn(usize) -> (String, String) + 'n;

fn lead(wording: &Wording, together: &FailTogether<'_>, paired: &Paired<'_, '_>) -> String {
    let (several, told) = (together.several.count, together.told);
    let first = paired.first();
    let pair = first.clone().unwrap_or_default();
    if told < SHARE_FROM {
        let key = if first.is_some() { "trends.together.few_pair" } else { "trends.together.few" };
        return wording.count_with(key, several, &[("told", &told.to_string()), ("pair", &pair)]);
    }
    let key = if first.is_some() { "trends.together.lead_pair" } else { "trends.together.lead" };
    wording.fill(key, &[("share", &counted(wording, several, told)), ("pair", &pair)])
}

fn talk(selection: &Selection<'_>, together: &FailTogether<'_>, paired: &Paired<'_, '_>, name: &Name<'_>) -> Vec<Talk> {
    let wording = paired.wording;
    let mut talk: Vec<Talk> = paired.talk().into_iter().collect();
    let several = |facts: &&&IncidentFacts| (2..=PAIR_UP_TO).contains(&facts.services.len());
    let mut widest: Vec<&IncidentFacts> = selection.rows.iter().filter(several).copied().collect();
    widest.sort_by_key(|facts| facts.services.len());
    let most = widest.last().map_or(0, |facts| facts.services.len());
    talk.push(Talk {
        text: wording.fill("trends.together.talk_widest", &[("most", &most.to_string())]),
        incidents: newest(widest.into_iter()),
    });
    let alone = together.services.iter().find(|service| service.with_others == 0 && service.alone >= PAIR_FROM);
    talk.extend(alone.map(|service| {
        let count = usize::try_from(service.alone).unwrap_or(usize::MAX);
        let filling = [("name", name(service.facet).0), ("of", wording.large("trends.of_incidents", count, &[]))];
        let its = |facts: &&IncidentFacts| facts.services.iter().any(|member| member.facet == service.facet);
        Talk {
            text: wording.compose("trends.together.talk_alone", &filling),
            incidents: newest(selection.rows.iter().copied().filter(its)),
        }
    }));
    talk
}

fn figures(wording: &Wording, together: &FailTogether<'_>, paired: &Paired<'_, '_>, name: &Name<'_>) -> Vec<Figure> {
    let services = Figure {
        key: "services",
        title: Some(wording.say("trends.together.alone")),
        says: Vec::new(),
        drawing: drawing(wording, together, name),
        table: table(wording, together, name),
    };
    paired.figure().into_iter().chain([services]).collect()
}

fn drawing(wording: &Wording, together: &FailTogether<'_>, name: &Name<'_>) -> Drawing {
    let row = |service: &Service| {
        let (name, address) = name(service.facet);
        bars::BarRow {
            names: vec![(name, Some(address))],
            counts: vec![service.with_others, service.alone],
            ..bars::BarRow::default()
        }
    };
    let drawn = || together.services.iter().take(DRAWN);
    let said = |service: &Service| {
        let filling = [
            ("name", name(service.facet).0),
            ("others", service.with_others.to_string()),
            ("alone", service.alone.to_string()),
        ];
        wording.compose("trends.together.picture_item", &filling)
    };
    let items = wording.list(&drawn().map(said).collect::<Vec<_>>());
    let mut description = vec![wording.fill("trends.together.picture_items", &[("items", &items)])];
    if together.services.len() > DRAWN {
        let all = wording.thousands(together.services.len());
        let filling = [("drawn", DRAWN.to_string()), ("all", all)];
        description.push(wording.compose("trends.together.picture_some", &filling));
    }
    Drawing::Bars(bars::Bars {
        title: wording.say("trends.together.picture"),
        description: wording.paragraph(&description),
        parts: vec![wording.say("trends.together.part_others"), wording.say("trends.together.part_alone")],
        rows: drawn().map(row).collect(),
    })
}

fn table(wording: &Wording, together: &FailTogether<'_>, name: &Name<'_>) -> Table {
    let row = |service: &Service| {
        let (name, address) = name(service.facet);
        vec![
            Cell::Link(name, address),
            Cell::Count(service.with_others),
            Cell::Count(service.alone),
            Cell::Count(together.told as u64),
        ]
    };
    Table {
        columns: vec![
            Column::said(wording, "service", "trends.column.service"),
            Column::said(wording, "with_others", "trends.column.with_others"),
            Column::said(wording, "alone", "trends.column.alone"),
            Column::said(wording, "of", "trends.column.of"),
        ],
        rows: together.services.iter().take(ROWS).map(row).collect(),
    }
}
