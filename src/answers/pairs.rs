//! Pairs that come together become sentences about chance, bars with what chance alone would bring, and a table.

use crate::analyse::trends::pairs::{Pair, Pairs};
use crate::analyse::trends::small_numbers::{self, PAIR_FROM, PAIR_UP_TO, UNUSUAL, adjusted};
use crate::answers::answer::{Figure, Talk};
use crate::answers::counts_of_names::{DRAWN, ROWS, capped, newest};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::{Drawing, bars};
use crate::wording::Wording;
use crate::words::estimates::{decimal, marked};

/// What is paired, and what it is called.
pub(super) struct Paired<'p, 't> {
    pub wording: &'p Wording,
    pub pairs: &'p Pairs<'t>,
    pub of: PairedKind,
    /// The name and the address of a thing.
    pub name: &'p dyn Fn(usize) -> (String, String),
}

/// What is paired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PairedKind {
    Factors,
    Services,
}

impl Paired<'_, '_> {
    /// What is said where there is no picture to say it beside.
    pub(super) fn apart(&self) -> Vec<String> {
        if self.pairs.pairs.is_empty() { self.sentences() } else { Vec::new() }
    }

    /// The key for factors, or that for services.
    fn key<'k>(&self, factors: &'k str, services: &'k str) -> &'k str {
        if self.of == PairedKind::Factors { factors } else { services }
    }

    /// What can be said of pairs, and of chance.
    fn sentences(&self) -> Vec<String> {
        let Pairs { pairs, of, looked_at, .. } = self.pairs;
        let wording = self.wording;
        let key = match self.pairs.crowded > 0 {
            true => self.key("trends.pairs.some_factors", "trends.pairs.some_services"),
            false => self.key("trends.pairs.several_factors", "trends.pairs.several_services"),
        };
        let several = wording.large(key, *of, &[("most", &PAIR_UP_TO.to_string())]);
        let from = PAIR_FROM.to_string();
        if pairs.is_empty() {
            return vec![wording.fill("trends.pairs.none", &[("several", &several), ("from", &from)])];
        }
        let looked_at = usize::try_from(*looked_at).unwrap_or(usize::MAX);
        let looked = wording.large("trends.pairs.looked", looked_at, &[]);
        let come = wording.large("trends.pairs.come", pairs.len(), &[("from", &from)]);
        let told = [("several", several), ("looked", looked), ("come", come)];
        vec![wording.compose("trends.pairs.told", &told), self.chance()]
    }

    /// How many pairs would look unusual anyway, and how many do.
    fn chance(&self) -> String {
        let wording = self.wording;
        let by_chance = self.pairs.by_chance();
        let unusual = self.pairs.unusual();
        let beside = match (unusual, self.pairs.stand_out()) {
            (0, _) => wording.say("trends.pairs.beside_none"),
            (_, 0) => wording.large("trends.pairs.beside_not", unusual, &[]),
            (_, out) if out == unusual => wording.large("trends.pairs.beside_all", unusual, &[]),
            (_, out) => wording.large("trends.pairs.beside_some", unusual, &[("some", &wording.thousands(out))]),
        };
        let key = if by_chance < 1.0 { "trends.pairs.chance_few" } else { "trends.pairs.chance" };
        let filling = [
            ("number", decimal(wording, by_chance)),
            ("all", wording.thousands(usize::try_from(self.pairs.looked_at).unwrap_or(usize::MAX))),
            ("p", marked(wording, &UNUSUAL.to_string())),
            ("beside", beside),
        ];
        wording.compose(key, &filling)
    }

    /// The pair that heads a list, in words, where there is one: `A and B (9 incidents; 4.2 by chance)`.
    pub(super) fn first(&self) -> Option<String> {
        let pair = self.pairs.pairs.first()?;
        let incidents = self.wording.large("count.incidents", pair.incidents.len(), &[]);
        let filling = [("both", self.both(pair)), ("incidents", incidents), ("chance", self.by_chance(pair))];
        Some(self.wording.compose("trends.pairs.first", &filling))
    }

    /// The rules for captions.
    pub(super) fn caption(&self) -> Vec<String> {
        let wording = self.wording;
        let mut caption: Vec<String> =
            capped(wording, self.pairs.pairs.len(), ROWS, "trends.capped.pairs").into_iter().collect();
        if !self.pairs.pairs.is_empty() {
            caption.push(wording.say("trends.pairs.no_cause"));
        }
        if self.pairs.crowded > 0 {
            let key = self.key("trends.pairs.crowded_factors", "trends.pairs.crowded_services");
            caption.push(wording.large(key, self.pairs.crowded, &[("most", &PAIR_UP_TO.to_string())]));
        }
        caption
    }

    /// A question about the most unusual pair; none when chance alone would bring such ones.
    pub(super) fn talk(&self) -> Option<Talk> {
        let unusual = self.pairs.pairs.iter().filter(|pair| small_numbers::unusual(pair.together));
        let pair = unusual.min_by(|a, b| a.together.p.total_cmp(&b.together.p))?;
        let filling = [
            ("both", self.both(pair)),
            ("of", self.wording.large("trends.of_incidents", pair.incidents.len(), &[])),
            ("number", decimal(self.wording, pair.together.expected)),
        ];
        Some(Talk {
            text: self.wording.compose("trends.pairs.talk", &filling),
            incidents: newest(pair.incidents.iter().map(|(facts, _)| *facts)),
        })
    }

    /// The picture and the table; none without pairs.
    pub(super) fn figure(&self) -> Option<Figure> {
        (!self.pairs.pairs.is_empty()).then(|| Figure {
            key: "pairs",
            title: Some(self.wording.say(self.key("trends.pairs.factors", "trends.pairs.services"))),
            says: self.sentences(),
            drawing: self.drawing(),
            table: self.table(),
        })
    }

    fn both(&self, pair: &Pair<'_>) -> String {
        let both = [("one", (self.name)(pair.a).0), ("other", (self.name)(pair.b).0)];
        self.wording.compose("trends.pairs.both", &both)
    }

    /// `4.2 by chance`.
    fn by_chance(&self, pair: &Pair<'_>) -> String {
        let number = decimal(self.wording, pair.together.expected);
        self.wording.fill("trends.pairs.by_chance", &[("number", &number)])
    }

    fn drawing(&self) -> Drawing {
        let named = |ix| {
            let (name, address) = (self.name)(ix);
            (name, Some(address))
        };
        let row = |pair: &Pair<'_>| bars::BarRow {
            names: vec![named(pair.a), named(pair.b)],
            counts: vec![pair.incidents.len() as u64],
            expected: Some(pair.together.expected),
            note: Some(self.by_chance(pair)),
            dots: pair.incidents.iter().map(|(facts, inferred)| (facts.page, *inferred)).collect(),
            ..bars::BarRow::default()
        };
        let drawn = || self.pairs.pairs.iter().take(DRAWN);
        let item = |pair: &Pair<'_>| {
            let count = self.wording.thousands(pair.incidents.len());
            let filling = [("both", self.both(pair)), ("count", count), ("chance", self.by_chance(pair))];
            self.wording.compose("trends.pairs.item", &filling)
        };
        let names = drawn().map(item).collect::<Vec<_>>().join(&self.wording.say("list.items"));
        let of = self.wording.large("trends.of_incidents", self.pairs.of, &[]);
        Drawing::Bars(bars::Bars {
            title: self.wording.say(self.key("trends.pairs.picture_factors", "trends.pairs.picture_services")),
            description: self.wording.compose("trends.names.picture_of", &[("of", of), ("names", names)]),
            parts: vec![self.wording.say("trends.pairs.part")],
            rows: drawn().map(row).collect(),
        })
    }

    fn table(&self) -> Table {
        let link = |ix| {
            let (name, address) = (self.name)(ix);
            Cell::Link(name, address)
        };
        let row = |pair: &Pair<'_>| {
            vec![
                link(pair.a),
                link(pair.b),
                Cell::Count(pair.incidents.len() as u64),
                Cell::Number(pair.together.expected),
                Cell::Number(pair.together.lift),
                Cell::Chance(pair.together.p),
                Cell::Chance(adjusted(pair.together, self.pairs.looked_at)),
                Cell::Count(pair.each.0),
                Cell::Count(pair.each.1),
                Cell::Count(self.pairs.of as u64),
            ]
        };
        Table {
            columns: [
                ("first", "trends.column.the_one"),
                ("second", "trends.column.the_other"),
                ("both", "trends.column.both"),
                ("by_chance", "trends.column.by_chance"),
                ("times_as_often", "trends.column.times_as_often"),
                ("p", "trends.column.p"),
                ("p_of_all", "trends.column.p_of_all"),
                ("first_count", "trends.column.one_in_all"),
                ("second_count", "trends.column.other_in_all"),
                ("of", "trends.column.of"),
            ]
            .map(|(key, title)| Column::said(self.wording, key, title))
            .into(),
            rows: self.pairs.pairs.iter().take(ROWS).map(row).collect(),
        }
    }
}
