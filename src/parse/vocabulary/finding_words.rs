//! The words that tell how an incident was found: `finding_words.toml`, read once.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::model::WayOfFinding;
use crate::parse::vocabulary::patterns::Patterns;

/// What `finding_words.toml` says.
pub(crate) struct FindingWords {
    /// Where one clause ends and the next begins.
    pub(crate) between: Regex,
    /// Somebody outside the house turned to "us".
    pub(crate) to_us: Patterns,
    /// What denies a sign of a machine.
    pub(crate) denied_machine: Patterns,
    /// What denies a report of people.
    pub(crate) denied_people: Patterns,
    /// The ways, in written order.
    pub(crate) ways: Vec<WayWords>,
    /// Names of labelled lines that say how it was found.
    pub(crate) labels: BTreeSet<String>,
}

/// What says that an incident was found in one way.
pub(crate) struct WayWords {
    pub(crate) way: WayOfFinding,
    /// Whether a machine gave the sign.
    pub(crate) machine: bool,
    /// Who or what it was, as a name alone.
    pub(crate) who: Patterns,
    /// Clauses that say so.
    pub(crate) says: Patterns,
    /// Clauses that only look like it: customers who were told.
    pub(crate) unless: Patterns,
}

#[derive(Deserialize)]
struct Written {
    few: String,
    told: String,
    noticed: String,
    to_us: String,
    denied_machine: Vec<String>,
    denied_people: Vec<String>,
    between: String,
    way: Vec<WrittenWay>,
    labels: WrittenLabels,
}

#[derive(Deserialize)]
struct WrittenWay {
    code: String,
    who: String,
    machine: bool,
    #[serde(default)]
    unless: Vec<String>,
    says: Vec<String>,
}

#[derive(Deserialize)]
struct WrittenLabels {
    names: BTreeSet<String>,
}

/// The words.
pub(crate) fn finding_words() -> &'static FindingWords {
    static WORDS: LazyLock<FindingWords> = LazyLock::new(|| {
        let written: Written = toml::from_str(include_str!("finding_words.toml")).expect("finding_words.toml is valid");
        compiled(written)
    });
    &WORDS
}

fn compiled(written: Written) -> FindingWords {
    let set = |patterns: &[String]| Patterns::new(patterns).expect("patterns in finding_words.toml");
    let one = |pattern: &str| Regex::new(pattern).expect("a pattern in finding_words.toml");
    let way = |way: &WrittenWay| {
        let whole = |pattern: &String| {
            let pattern = pattern.replace("{told}", &written.told).replace("{noticed}", &written.noticed);
            pattern.replace("{few}", &written.few).replace("{who}", &way.who)
        };
        WayWords {
            way: WayOfFinding::from_code(&way.code).expect("finding_words.toml names ways"),
            machine: way.machine,
            who: set(&[format!(r#"(?:^|[ ,.;:()"/]){0}(?:$|[ ,.;:()"/])|^{0}"#, way.who)]),
            says: set(&way.says.iter().map(whole).collect::<Vec<_>>()),
            unless: set(&way.unless.iter().map(whole).collect::<Vec<_>>()),
        }
    };
    FindingWords {
        between: one(&written.between),
        to_us: set(&[written.to_us]),
        denied_machine: set(&written.denied_machine),
        denied_people: set(&written.denied_people),
        ways: written.way.iter().map(way).collect(),
        labels: written.labels.names,
    }
}
