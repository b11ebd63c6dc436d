//! The words that facts are recognised by: `words.toml`, read once.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};

use crate::model::ActionState;
use crate::parse::actions::Column;
use crate::parse::measures::Meaning;

/// All of `words.toml`.
#[derive(Debug, Deserialize)]
pub(super) struct Words {
    pub(super) nothing: BTreeSet<String>,
    pub(super) prompts: Vec<String>,
    pub(super) placeholders: BTreeSet<String>,
    pub(super) groups: BTreeSet<String>,
    pub(super) log_states: BTreeSet<String>,
    pub(super) unknown_times: BTreeSet<String>,
    pub(super) generic_titles: BTreeSet<String>,
    pub(super) title_prefixes: BTreeSet<String>,
    pub(super) time_columns: Vec<String>,
    pub(super) end_columns: Vec<String>,
    pub(super) started: Phrases,
    pub(super) detected: Phrases,
    pub(super) mitigated: Phrases,
    pub(super) resolved: Phrases,
    pub(super) paperwork: Phrases,
    pub(super) doubts: Phrases,
    pub(super) absent: Phrases,
    pub(super) done_headings: Phrases,
    pub(super) done_phrases: Phrases,
    #[serde(deserialize_with = "ordered")]
    pub(super) signs: Table,
    #[serde(deserialize_with = "ordered")]
    pub(super) found_by: Table,
    #[serde(deserialize_with = "several")]
    pub(super) labels: HashMap<String, Vec<Meaning>>,
    #[serde(deserialize_with = "single")]
    pub(super) states: HashMap<String, ActionState>,
    #[serde(deserialize_with = "single")]
    pub(super) columns: HashMap<String, Column>,
}

/// Phrases that are sought all at once.
#[derive(Debug)]
pub(super) struct Phrases(Regex);

impl Phrases {
    /// Whether one of the phrases is in `text`, which is in lower case.
    pub(super) fn any_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let phrases = Vec::<String>::deserialize(deserializer)?;
        let pattern = phrases.iter().map(|p| regex::escape(p)).collect::<Vec<_>>().join("|");
        Regex::new(&pattern).map(Self).map_err(serde::de::Error::custom)
    }
}

/// The words.
pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> =
        LazyLock::new(|| toml::from_str(include_str!("words.toml")).expect("words.toml is valid"));
    &WORDS
}

/// Names and the words that stand for each, in written order.
type Table = Vec<(String, Vec<String>)>;

fn ordered<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Table, D::Error> {
    let table = toml::Table::deserialize(deserializer)?;
    let row = |(name, words): (String, toml::Value)| Ok((name, Vec::deserialize(words)?));
    table.into_iter().map(row).collect::<Result<_, toml::de::Error>>().map_err(serde::de::Error::custom)
}

/// What each word may mean.
fn several<'de, T: DeserializeOwned, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<HashMap<String, Vec<T>>, D::Error> {
    let mut out: HashMap<String, Vec<T>> = HashMap::new();
    for (name, words) in ordered(deserializer)? {
        for word in words {
            let meaning = T::deserialize(StrDeserializer::<Error>::new(&name)).map_err(serde::de::Error::custom)?;
            out.entry(word).or_default().push(meaning);
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
