//! The words that tell how an incident was found, of the folders of `languages`.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

use regex::Regex;
use serde::Deserialize;

use crate::model::WayOfFinding;
use crate::parse::vocabulary::language_folders::{ENGLISH, folder_of, languages, table};
use crate::parse::vocabulary::patterns::{NeededWords, Patterns};
use crate::parse::vocabulary::plain_letters::plain_forms;

/// What tells in the prose of one language, and of English, how something was found.
pub(crate) struct FindingWords {
    /// Where one clause ends and the next begins.
    pub(crate) between: Regex,
    /// Somebody outside the house turned to "us".
    pub(crate) to_us: Patterns,
    /// What denies a sign of a machine.
    pub(crate) denied_machine: Patterns,
    /// That no machine told of it, said of the whole incident.
    pub(crate) machines_silent: Patterns,
    /// What denies a report of people.
    pub(crate) denied_people: Patterns,
    /// The ways, the most particular first.
    pub(crate) ways: Vec<WayWords>,
    /// Words of which clauses that tell of a way hold one: most hold none, and are seen to with this alone.
    pub(crate) tells: NeededWords,
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

/// The ways that are told in prose, and whether a machine gave the sign.
const WAYS: [(WayOfFinding, bool); 8] = [
    (WayOfFinding::SloBurn, true),
    (WayOfFinding::ScheduledCheck, true),
    (WayOfFinding::Support, false),
    (WayOfFinding::Partner, false),
    (WayOfFinding::Customer, false),
    (WayOfFinding::Dashboard, true),
    (WayOfFinding::Employee, false),
    (WayOfFinding::Alert, true),
];

/// The ends of a clause in any language.
const ENDS: &str = r"[.!?;。！？；]+(?:\s|$)|[。！？；]";

/// Up to three words between: what `{few}` stands for.
const FEW: &str = "(?: [^ ,.;:()]+){0,3}";

/// A `finding.toml`.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    /// Verbs: what `{told}` and `{noticed}` stand for.
    told: String,
    noticed: String,
    to_us: Vec<String>,
    denied_machine: Vec<String>,
    #[serde(default)]
    machines_silent: Vec<String>,
    denied_people: Vec<String>,
    turns: Vec<String>,
    labels: Vec<String>,
    ways: BTreeMap<String, WrittenWay>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenWay {
    who: String,
    says: Vec<String>,
    unless: Vec<String>,
}

/// The words for a page in `lang`: that language's and English's; none where it is not read, so that nothing is taken from its prose.
///
/// They are put together when they are first asked for.
pub(crate) fn finding_words(lang: &str) -> Option<&'static FindingWords> {
    static WORDS: LazyLock<HashMap<&'static str, OnceLock<FindingWords>>> =
        LazyLock::new(|| languages().map(|language| (language, OnceLock::new())).collect());
    let folder = folder_of(lang)?;
    Some(WORDS.get(folder)?.get_or_init(|| compiled(folder)))
}

/// The languages in which a labelled line called `name` (normalised) says how the incident was found.
pub(crate) fn finding_label(name: &str) -> &'static [&'static str] {
    static NAMES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
        let mut names: HashMap<String, Vec<&'static str>> = HashMap::new();
        for language in languages() {
            for name in written(language).labels {
                for name in plain_forms(&name).chain([name.clone()]) {
                    names.entry(name).or_default().push(language);
                }
            }
        }
        names
    });
    NAMES.get(name).map_or(&[], Vec::as_slice)
}

fn written(language: &str) -> Written {
    table(language, "finding.toml").try_into().unwrap_or_else(|error| panic!("{language}/finding.toml: {error}"))
}

fn compiled(language: &'static str) -> FindingWords {
    let english = written(ENGLISH);
    let own = if language == ENGLISH { Written::default() } else { written(language) };
    let both = |a: &[String], b: &[String]| Patterns::new(a.iter().chain(b).cloned().collect());
    let none = WrittenWay::default();
    let way = |(way, machine): (WayOfFinding, bool)| {
        let (theirs, ours) = (english.ways.get(way.code()).unwrap_or(&none), own.ways.get(way.code()).unwrap_or(&none));
        let english_who = bracketed([theirs.who.as_str(), ""]);
        let any_who = bracketed([ours.who.as_str(), theirs.who.as_str()]);
        let filled = |patterns: fn(&WrittenWay) -> &Vec<String>| {
            let fill = |pattern: &String, who: &str| {
                let pattern = pattern.replace("{told}", &english.told).replace("{noticed}", &english.noticed);
                pattern.replace("{few}", FEW).replace("{who}", who)
            };
            let english = patterns(theirs).iter().map(|pattern| fill(pattern, &english_who));
            Patterns::new(english.chain(patterns(ours).iter().map(|pattern| fill(pattern, &any_who))).collect())
        };
        WayWords {
            way,
            machine,
            who: Patterns::new(vec![format!(r#"(?:^|[ ,.;:()"/]){any_who}(?:$|[ ,.;:()"/])|^{any_who}"#)]),
            says: filled(|way| &way.says),
            unless: filled(|way| &way.unless),
        }
    };
    let ends: Vec<&str> =
        [ENDS].into_iter().chain(english.turns.iter().chain(&own.turns).map(String::as_str)).collect();
    let to_us = both(&english.to_us, &own.to_us);
    let ways: Vec<WayWords> = WAYS.map(way).into_iter().collect();
    FindingWords {
        tells: NeededWords::of(ways.iter().map(|way| &way.says).chain([&to_us])),
        between: Regex::new(&ends.join("|")).unwrap_or_else(|error| panic!("{language}/finding.toml: {error}")),
        to_us,
        denied_machine: both(&english.denied_machine, &own.denied_machine),
        machines_silent: both(&english.machines_silent, &own.machines_silent),
        denied_people: both(&english.denied_people, &own.denied_people),
        ways,
    }
}

/// The alternatives as one; what matches nothing where there are none.
fn bracketed(alternatives: [&str; 2]) -> String {
    let all: Vec<&str> = alternatives.into_iter().filter(|one| !one.is_empty()).collect();
    if all.is_empty() { String::from("[a&&b]") } else { format!("(?:{})", all.join("|")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_every_language_can_be_put_together() {
        for language in languages() {
            let words = finding_words(language).expect("the language is read");
            let ways = words.ways.iter().flat_map(|way| [&way.who, &way.says, &way.unless]);
            let mut all =
                ways.chain([&words.to_us, &words.denied_machine, &words.machines_silent, &words.denied_people]);
            assert!(all.all(Patterns::can_be_read), "{language}");
            let ways = written(language).ways;
            let unknown: Vec<&String> =
                ways.keys().filter(|way| !WAYS.iter().any(|(known, _)| known.code() == *way)).collect();
            assert_eq!(unknown, Vec::<&String>::new(), "{language}");
        }
        assert!(finding_words("xx").is_none());
    }
}
