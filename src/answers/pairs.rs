//! Pairs that come together become sentences about chance, bars with what chance alone would bring, and a table.

use crate::analyse::trends::pairs::{Pair, Pairs};
use crate::analyse::trends::small_numbers::{self, PAIR_FROM, PAIR_UP_TO, UNUSUAL, adjusted};
use crate::answers::answer::{Figure, Talk};
use crate::answers::counts_of_names::{DRAWN, ROWS, capped, newest};
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::{Drawing, bars};
use crate::words::estimates::decimal;
use crate::words::numbers::{large_count, thousands};

/// What is paired, and what it is called.
pub(super) struct Paired<'p, 't> {
    pub pairs: &'p Pairs<'t>,
    /// `factors`.
    pub many: &'static str,
    /// The heading of its figure.
    pub title: &'static str,
    /// The name and the address of a thing.
    pub name: &'p dyn Fn(usize) -> (String, String),
}

impl Paired<'_, '_> {
    /// What is said where there is no picture to say it beside.
    pub(super) fn apart(&self) -> Vec<String> {
        if self.pairs.pairs.is_empty() { self.sentences() } else { Vec::new() }
    }

    /// What can be said of pairs, and of chance.
    fn sentences(&self) -> Vec<String> {
        let Pairs { pairs, of, looked_at, .. } = self.pairs;
        let many = self.many;
        let name = if *of == 1 { "incident names" } else { "incidents name" };
        let some =
            if self.pairs.crowded > 0 { format!("two to {PAIR_UP_TO} {many}") } else { format!("two {many} or more") };
        let several = format!("{} {name} {some} and can tell what comes together", thousands(*of));
        if pairs.is_empty() {
            let from = PAIR_FROM;
            return vec![format!("{several}; no pair comes together in {from} of them, so none is told.")];
        }
        let looked = large_count(
            usize::try_from(*looked_at).unwrap_or(usize::MAX),
            "pair is frequent enough to be looked at",
            "pairs are frequent enough to be looked at",
        );
        let told = large_count(pairs.len(), "comes", "come");
        let told = format!("{several}. {looked}, and {told} together {PAIR_FROM} times or more.");
        vec![told, self.chance()]
    }

    /// How many pairs would look unusual anyway, and how many do.
    fn chance(&self) -> String {
        let by_chance = self.pairs.by_chance();
        let anyway =
            if by_chance < 1.0 { String::from("fewer than one") } else { format!("up to {}", decimal(by_chance)) };
        let unusual = self.pairs.unusual();
        let beside = match (unusual, self.pairs.stand_out()) {
            (0, _) => String::from("none does"),
            (_, 0) => format!("{} and none of them once it is allowed for that so many were looked at", does(unusual)),
            (_, out) if out == unusual => {
                format!("{} also when it is allowed for that so many were looked at", does(unusual))
            }
            (_, out) => format!(
                "{} and {} of them also when it is allowed for that so many were looked at",
                does(unusual),
                thousands(out)
            ),
        };
        let all = thousands(usize::try_from(self.pairs.looked_at).unwrap_or(usize::MAX));
        format!(
            "If none had to do with another, {anyway} of the {all} would come together unusually often by chance alone (p below {UNUSUAL}): {beside}."
        )
    }

    /// The pair that heads a list, in words, where there is one: `A and B (9 incidents; 4.2 by chance)`.
    pub(super) fn first(&self) -> Option<String> {
        let pair = self.pairs.pairs.first()?;
        Some(format!(
            "{} ({}; {})",
            self.both(pair),
            large_count(pair.incidents.len(), "incident", "incidents"),
            by_chance(pair)
        ))
    }

    /// The rules for captions.
    pub(super) fn caption(&self) -> String {
        let mut caption = capped(self.pairs.pairs.len(), ROWS, "pairs");
        if !self.pairs.pairs.is_empty() {
            caption.push_str(" That two come together does not say that one brings the other.");
        }
        let crowded = self.pairs.crowded;
        if crowded > 0 {
            let names = if crowded == 1 { "incident names" } else { "incidents name" };
            caption.push_str(&format!(
                " {} {names} more than {PAIR_UP_TO} {} and {} not counted for pairs: where everything is named, nothing is known of what comes together.",
                thousands(crowded),
                self.many,
                if crowded == 1 { "is" } else { "are" }
            ));
        }
        caption
    }

    /// A question about the most unusual pair; none when chance alone would bring such ones.
    pub(super) fn talk(&self) -> Option<Talk> {
        let unusual = self.pairs.pairs.iter().filter(|pair| small_numbers::unusual(pair.together));
        let pair = unusual.min_by(|a, b| a.together.p.total_cmp(&b.together.p))?;
        Some(Talk {
            text: format!(
                "{} come together in {}; chance alone would make it about {}. What, if anything, connects them?",
                self.both(pair),
                large_count(pair.incidents.len(), "incident", "incidents"),
                decimal(pair.together.expected)
            ),
            incidents: newest(pair.incidents.iter().map(|(facts, _)| *facts)),
        })
    }

    /// The picture and the table; none without pairs.
    pub(super) fn figure(&self) -> Option<Figure> {
        (!self.pairs.pairs.is_empty()).then(|| Figure {
            key: "pairs",
            title: Some(self.title),
            says: self.sentences(),
            drawing: self.drawing(),
            table: self.table(),
        })
    }

    fn both(&self, pair: &Pair<'_>) -> String {
        format!("{} and {}", (self.name)(pair.a).0, (self.name)(pair.b).0)
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
            note: Some(by_chance(pair)),
            dots: pair.incidents.iter().map(|(facts, inferred)| (facts.page, *inferred)).collect(),
            ..bars::BarRow::default()
        };
        let drawn = || self.pairs.pairs.iter().take(DRAWN);
        let words: Vec<String> = drawn()
            .map(|pair| format!("{} in {}, {}", self.both(pair), thousands(pair.incidents.len()), by_chance(pair)))
            .collect();
        Drawing::Bars(bars::Bars {
            title: format!("Pairs of {} and the incidents that have both", self.many),
            description: format!("Of {}: {}.", large_count(self.pairs.of, "incident", "incidents"), words.join("; ")),
            parts: vec!["incidents that have both"],
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
            columns: vec![
                Column::new("first", "One"),
                Column::new("second", "The other"),
                Column::new("both", "Both"),
                Column::new("by_chance", "By chance"),
                Column::new("times_as_often", "Times as often"),
                Column::new("p", "p"),
                Column::new("p_of_all", "p, allowing for all pairs"),
                Column::new("first_count", "The one in all"),
                Column::new("second_count", "The other in all"),
                Column::new("of", "of"),
            ],
            rows: self.pairs.pairs.iter().take(ROWS).map(row).collect(),
        }
    }
}

/// `1 does`, `3 do`.
fn does(n: usize) -> String {
    large_count(n, "does", "do")
}

/// `4.2 by chance`.
fn by_chance(pair: &Pair<'_>) -> String {
    format!("{} by chance", decimal(pair.together.expected))
}
