//! Services that fail together become sentences about chance, the pairs, and how often each failed alone.

use crate::analyse::trends::small_numbers::{PAIR_FROM, PAIR_UP_TO, SHARE_FROM};
use crate::analyse::trends::together::{FailTogether, Service, together};
use crate::analyse::trends::{Gap, IncidentFacts, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, inferred};
use crate::answers::changed_shares::changes;
use crate::answers::counts_of_names::{DRAWN, ROWS, capped, counted, newest};
use crate::answers::pairs::Paired;
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::{Drawing, bars};
use crate::link::FacetKind;
use crate::site::Site;
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::spoken_list;

/// What is known of services that fail together.
pub(super) fn answer(site: &Site, selection: &Selection<'_>) -> Answer {
    let together = together(selection);
    let facets = site.links.values(FacetKind::Service);
    let name = |ix: usize| (facets[ix].name.clone(), facets[ix].address.clone());
    let paired = Paired { pairs: &together.pairs, many: "services", title: "Pairs", name: &name };
    let (told, all) = (together.told, selection.n());
    let silent: Vec<(Gap, usize)> = (all > told).then_some((Gap::Silent, all - told)).into_iter().collect();
    let mut caption = caption(selection, told, "name services", &silent);
    caption.push_str(&inferred(together.inferred, "A service of 1 incident", "incidents have services that"));
    caption.push_str(&capped(together.services.len(), ROWS, "services"));
    caption.push_str(&paired.caption());
    let named: Option<Vec<_>> =
        together.change.as_ref().map(|change| vec![(String::from("Two services or more"), change)]);
    let mut sentences = paired.apart();
    sentences.extend(changes(named.as_deref(), "name services"));
    Answer {
        question: Question::Together,
        lead: lead(&together, &paired),
        sentences,
        caption,
        talk: talk(selection, &together, &paired, &name),
        figures: figures(&together, &paired, &name),
    }
}

type Name<'n> = dyn Fn(usize) -> (String, String) + 'n;

fn lead(together: &FailTogether<'_>, paired: &Paired<'_, '_>) -> String {
    let (several, told) = (together.several.count, together.told);
    let pair = paired.first().map_or(String::new(), |first| format!("; most often {first}"));
    if told < SHARE_FROM {
        let names = if several == 1 { "names" } else { "name" };
        return format!(
            "{several} of {told} incidents that name services {names} two or more; too few for shares{pair}."
        );
    }
    format!("Of the incidents that name services, {} name two or more{pair}.", counted(several, told))
}

fn talk(selection: &Selection<'_>, together: &FailTogether<'_>, paired: &Paired<'_, '_>, name: &Name<'_>) -> Vec<Talk> {
    let mut talk: Vec<Talk> = paired.talk().into_iter().collect();
    let several = |facts: &&&IncidentFacts| (2..=PAIR_UP_TO).contains(&facts.services.len());
    let mut widest: Vec<&IncidentFacts> = selection.rows.iter().filter(several).copied().collect();
    widest.sort_by_key(|facts| facts.services.len());
    let most = widest.last().map_or(0, |facts| facts.services.len());
    talk.push(Talk {
        text: format!(
            "These name the most services, up to {most}. How did it get from one to the next, and where could it have stopped?"
        ),
        incidents: newest(widest.into_iter()),
    });
    let alone = together.services.iter().find(|service| service.with_others == 0 && service.alone >= PAIR_FROM);
    talk.extend(alone.map(|service| Talk {
        text: format!(
            "{} is named in {} and never with another service. What keeps the others apart from it?",
            name(service.facet).0,
            large_count(usize::try_from(service.alone).unwrap_or(usize::MAX), "incident", "incidents")
        ),
        incidents: newest(
            selection.rows.iter().copied().filter(|facts| facts.services.iter().any(|m| m.facet == service.facet)),
        ),
    }));
    talk
}

fn figures(together: &FailTogether<'_>, paired: &Paired<'_, '_>, name: &Name<'_>) -> Vec<Figure> {
    let services = Figure {
        key: "services",
        title: Some("Alone and with others"),
        says: Vec::new(),
        drawing: drawing(together, name),
        table: table(together, name),
    };
    paired.figure().into_iter().chain([services]).collect()
}

fn drawing(together: &FailTogether<'_>, name: &Name<'_>) -> Drawing {
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
        format!("{} {} with others, {} alone", name(service.facet).0, service.with_others, service.alone)
    };
    let mut description = format!("{}.", spoken_list(&drawn().map(said).collect::<Vec<_>>()));
    if together.services.len() > DRAWN {
        description
            .push_str(&format!(" The most frequent {DRAWN} of {} are drawn.", thousands(together.services.len())));
    }
    Drawing::Bars(bars::Bars {
        title: String::from("Services, and how many incidents name them with others and alone"),
        description,
        parts: vec!["incidents that name it with other services", "incidents that name it alone"],
        rows: drawn().map(row).collect(),
    })
}

fn table(together: &FailTogether<'_>, name: &Name<'_>) -> Table {
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
            Column::new("service", "Service"),
            Column::new("with_others", "With others"),
            Column::new("alone", "Alone"),
            Column::new("of", "of"),
        ],
        rows: together.services.iter().take(ROWS).map(row).collect(),
    }
}
