//! Small sites with everything that trend pages count, drawn from a seed: known, coarse, unknown, contradictory, missing, and nobody's name.

use std::fmt::Write;

use crate::kit::Kb;

/// A file of a site: its path, and its text.
pub(crate) type File = (String, String);

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number from 0 up to but not with `below`.
    pub(crate) fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[usize::try_from(self.roll(all.len() as u64)).expect("few")]
    }
}

/// `count` write-ups of 2022 to 2024; the first and the last are exact, so that nothing that is added between them moves an end.
pub(crate) fn incidents(seed: u64, count: usize) -> Vec<File> {
    let mut dice = Dice(seed);
    (0..count).map(|at| incident(&mut dice, at, count)).collect()
}

fn incident(dice: &mut Dice, at: usize, count: usize) -> File {
    let day = match at {
        0 => String::from("2022-01-03"),
        _ if at + 1 == count => String::from("2024-12-20"),
        _ => format!("{}-{:02}-{:02}", 2022 + dice.roll(3), 1 + dice.roll(12), 1 + dice.roll(28)),
    };
    let (hour, minute) = (dice.roll(24), dice.roll(60));
    let mut text = format!("---\nid: INC-{at}\ntitle: What happened, number {at}\n");
    // Writing to a string cannot fail.
    let mut line = |line: String| writeln!(text, "{line}").expect("a string takes everything");
    line(format!("severity: {}\nauthors: [Zebedee Quux]", dice.one_of(&["high", "middle", "low"])));
    let exact = at == 0 || at + 1 == count || dice.roll(6) > 0;
    line(match exact {
        true => format!("started: {day}T{hour:02}:{minute:02}:00Z"),
        false => format!("started: {day}"),
    });
    for (key, most) in [("detected", 90), ("mitigated", 600), ("resolved", 3000)] {
        match dice.roll(8) {
            0 => {}
            1 => line(format!("{key}: unknown")),
            2 => line(format!("{key}: 2021-12-31T10:00:00Z")),
            _ => line(format!("{key}: {}", later(&day, hour * 60 + minute + dice.roll(most)))),
        }
    }
    if dice.roll(3) > 0 {
        line(format!(
            "captured: {}\nreviewed: {}",
            later(&day, 1440 + dice.roll(4000)),
            later(&day, 7000 + dice.roll(20_000))
        ));
    }
    if dice.roll(4) > 0 {
        line(format!("detection: {}", dice.one_of(&["alert", "customer", "support", "employee", "unknown"])));
    }
    let services = ["checkout", "ledger", "search"];
    line(format!("services: [{}, {}]", dice.one_of(&services), dice.one_of(&services)));
    line(format!("teams: [payments]\nfactors: [{}, drift]", dice.one_of(&["retries", "cache", "drift"])));
    line(format!("people_involved: {}\npaged: {}", 1 + dice.roll(9), dice.roll(3)));
    if dice.roll(3) == 0 {
        line(format!("conditions: [{}]", dice.one_of(&["fatigue", "handover"])));
    }
    line(format!("actions:\n  - text: Look at it again\n    owner: Ludmilla Pfeffer\n    opened: {day}"));
    if dice.roll(2) == 0 {
        line(format!("    state: done\n    closed: {}", &later(&day, 1440 * (3 + dice.roll(60)))[..10]));
    }
    text.push_str("---\n\nIt broke, and people put it together again.\n");
    (format!("content/incidents/{day}-number-{at}.md"), text)
}

/// An instant so many minutes after the beginning of a day.
fn later(day: &str, minutes: u64) -> String {
    let day: jiff::civil::Date = day.parse().expect("a day");
    let at = day.to_datetime(jiff::civil::Time::midnight())
        + jiff::Span::new().minutes(i64::try_from(minutes).expect("few"));
    format!("{}T{:02}:{:02}:00Z", at.date(), at.hour(), at.minute())
}

/// A site of files.
pub(crate) fn site(files: &[File]) -> Kb {
    files.iter().fold(Kb::new(), |kb, (path, text)| kb.file(path, text))
}
