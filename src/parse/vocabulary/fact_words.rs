//! The words that facts are recognised by, in any language: `facts.toml` of the folders of `languages`, read once.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};

use crate::model::{ActionState, Key};
use crate::parse::vocabulary::language_folders::{languages, merged};

/// A `facts.toml`, all languages' as one.
#[derive(Debug, Deserialize)]
pub(crate) struct FactWords {
    pub(crate) nothing: BTreeSet<String>,
    pub(crate) prompts: Vec<String>,
    pub(crate) placeholders: BTreeSet<String>,
    pub(crate) groups: BTreeSet<String>,
    pub(crate) log_states: BTreeSet<String>,
    pub(crate) unknown_times: BTreeSet<String>,
    pub(crate) generic_titles: BTreeSet<String>,
    pub(crate) greetings: Phrases,
    pub(crate) conclusions: BTreeSet<String>,
    pub(crate) title_prefixes: BTreeSet<String>,
    pub(crate) time_columns: Vec<String>,
    pub(crate) end_columns: Vec<String>,
    pub(crate) tells_events: Phrases,
    pub(crate) measures: Phrases,
    pub(crate) severity_levels: BTreeSet<String>,
    /// How bad a level is, by its name: 1 is the worst.
    #[serde(deserialize_with = "numbered")]
    pub(crate) severity_ranks: HashMap<String, u8>,
    pub(crate) immediate: Phrases,
    pub(crate) steps_taken: Phrases,
    pub(crate) done_headings: Phrases,
    pub(crate) open_headings: Phrases,
    pub(crate) done_phrases: Phrases,
    pub(crate) doing_openings: Vec<String>,
    pub(crate) open_phrases: Phrases,
    pub(crate) no_follow_ups: Phrases,
    pub(crate) opinions: Vec<String>,
    pub(crate) wishes: Phrases,
    pub(crate) write_up_verbs: BTreeSet<String>,
    pub(crate) write_ups: Vec<String>,
    pub(crate) write_up_tasks: Phrases,
    pub(crate) kinds_of_work: BTreeSet<String>,
    #[serde(deserialize_with = "ordered")]
    pub(crate) found_by: WordTable,
    #[serde(deserialize_with = "several")]
    pub(crate) labels: HashMap<String, Vec<LabelMeaning>>,
    pub(crate) label_shapes: LabelShapes,
    pub(crate) joined_label_shapes: JoinedLabelShapes,
    #[serde(deserialize_with = "single")]
    pub(crate) states: HashMap<String, ActionState>,
    #[serde(deserialize_with = "single")]
    pub(crate) columns: HashMap<String, FollowUpColumn>,
}

/// Phrases that are sought all at once.
#[derive(Debug)]
pub(crate) struct Phrases(AhoCorasick);

impl Phrases {
    /// Whether one of the phrases is in `text`, which is in lower case.
    pub(crate) fn any_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let phrases = Vec::<String>::deserialize(deserializer)?;
        // An automaton of states that refer to each other: a table of them all costs every start of the program milliseconds and megabytes.
        let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(&phrases);
        automaton.map(Self).map_err(serde::de::Error::custom)
    }
}

/// The words.
pub(crate) fn words() -> &'static FactWords {
    static WORDS: LazyLock<FactWords> = LazyLock::new(|| {
        merged(languages(), "facts.toml").try_into().expect("the facts.toml of all languages are valid")
    });
    &WORDS
}

/// Names and the words that stand for each, in written order.
type WordTable = Vec<(String, Vec<String>)>;

fn ordered<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<WordTable, D::Error> {
    let table = toml::Table::deserialize(deserializer)?;
    let row = |(name, words): (String, toml::Value)| Ok((name, Vec::deserialize(words)?));
    table.into_iter().map(row).collect::<Result<_, toml::de::Error>>().map_err(serde::de::Error::custom)
}

/// What each word may mean.
fn several<'de, T: DeserializeOwned + PartialEq, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<HashMap<String, Vec<T>>, D::Error> {
    let mut out: HashMap<String, Vec<T>> = HashMap::new();
    for (name, words) in ordered(deserializer)? {
        for word in words {
            let meaning = T::deserialize(StrDeserializer::<Error>::new(&name)).map_err(serde::de::Error::custom)?;
            let known = out.entry(word).or_default();
            if !known.contains(&meaning) {
                known.push(meaning);
            }
        }
    }
    Ok(out)
}

/// What each word means: the first of its meanings.
fn single<'de, T: DeserializeOwned, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<HashMap<String, T>, D::Error> {
    let table = ordered(deserializer)?;
    let mut out = HashMap::new();
    for (name, words) in table {
        for word in words {
            let meaning = T::deserialize(StrDeserializer::<Error>::new(&name)).map_err(serde::de::Error::custom)?;
            out.entry(word).or_insert(meaning);
        }
    }
    Ok(out)
}

/// The number that each word stands below; the first of several.
fn numbered<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<HashMap<String, u8>, D::Error> {
    let mut out = HashMap::new();
    for (number, words) in ordered(deserializer)? {
        let number: u8 = number.parse().map_err(serde::de::Error::custom)?;
        words.into_iter().for_each(|word| {
            out.entry(word).or_insert(number);
        });
    }
    Ok(out)
}

/// What a label's name says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LabelMeaning {
    Date,
    Window,
    Started,
    Detected,
    Acknowledged,
    Mitigated,
    Resolved,
    Reviewed,
    Published,
    TimeToDetection,
    TimeToMitigation,
    TimeToRecovery,
    Total,
    Severity,
    Customers,
    Regions,
}

impl LabelMeaning {
    /// The key that says the same in front matter; `None` of a stretch of time and of lengths.
    pub(crate) fn key(self) -> Option<Key> {
        Some(match self {
            Self::Date => Key::Date,
            Self::Started => Key::Started,
            Self::Detected => Key::Detected,
            Self::Acknowledged => Key::Acknowledged,
            Self::Mitigated => Key::Mitigated,
            Self::Resolved => Key::Resolved,
            Self::Reviewed => Key::Reviewed,
            Self::Published => Key::Published,
            Self::Severity => Key::Severity,
            Self::Customers => Key::Customers,
            Self::Regions => Key::Regions,
            Self::Window | Self::TimeToDetection | Self::TimeToMitigation | Self::TimeToRecovery | Self::Total => {
                return None;
            }
        })
    }

    /// Whether its value is a point in time.
    pub(crate) fn is_time(self) -> bool {
        use LabelMeaning::{Acknowledged, Detected, Mitigated, Resolved, Started, Window};
        matches!(self, Window | Started | Detected | Acknowledged | Mitigated | Resolved)
    }
}

/// Names that are put together of one core word and words that change nothing.
#[derive(Debug, Deserialize)]
pub(crate) struct LabelShapes {
    around: BTreeSet<String>,
    #[serde(flatten, deserialize_with = "single")]
    cores: HashMap<String, LabelMeaning>,
}

/// The same in scripts without spaces.
#[derive(Debug, Deserialize)]
pub(crate) struct JoinedLabelShapes {
    before: Vec<String>,
    behind: Vec<String>,
    #[serde(flatten, deserialize_with = "single")]
    cores: HashMap<String, LabelMeaning>,
}

/// What a label called `name`, normalised, says: the name as a whole, else what it is put together of.
pub(crate) fn label_meanings(name: &str) -> Vec<LabelMeaning> {
    let bare = name.strip_suffix(" utc").or_else(|| name.strip_suffix(" time utc")).unwrap_or(name);
    match words().labels.get(bare) {
        Some(meanings) => meanings.clone(),
        None => put_together(bare).or_else(|| joined(bare)).into_iter().collect(),
    }
}

fn put_together(name: &str) -> Option<LabelMeaning> {
    let shapes = &words().label_shapes;
    let mut cores = name.split(' ').filter(|word| !shapes.around.contains(*word));
    let core = cores.next()?;
    cores.next().is_none().then(|| shapes.cores.get(core).copied()).flatten()
}

fn joined(name: &str) -> Option<LabelMeaning> {
    let shapes = &words().joined_label_shapes;
    let name = shapes.before.iter().find_map(|part| name.strip_prefix(part.as_str())).unwrap_or(name);
    let name = shapes.behind.iter().find_map(|part| name.strip_suffix(part.as_str())).unwrap_or(name);
    shapes.cores.get(name).copied()
}

/// What a column of a table of follow-ups holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FollowUpColumn {
    Owner,
    State,
    Ticket,
    Due,
    Kind,
    Rank,
    Text,
}

impl FollowUpColumn {
    /// The order in which the words of a header are tried.
    pub(crate) const ORDER: [FollowUpColumn; 7] = [
        FollowUpColumn::Owner,
        FollowUpColumn::State,
        FollowUpColumn::Ticket,
        FollowUpColumn::Due,
        FollowUpColumn::Kind,
        FollowUpColumn::Rank,
        FollowUpColumn::Text,
    ];
}
