//! The words that facts are recognised by, in any language: `facts.toml` of the folders of `languages`, read once.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;

use crate::model::ActionState;
use crate::parse::vocabulary::label_parts::{JoinedLabelShapes, LabelMeaning, LabelShapes};
use crate::parse::vocabulary::language_folders::{languages, merged};
use crate::parse::vocabulary::word_tables::{WordTable, numbered, ordered, several, single};

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

/// What a label called `name`, normalised, says: the name as a whole, else what it is put together of.
pub(crate) fn label_meanings(name: &str) -> Vec<LabelMeaning> {
    let bare = name.strip_suffix(" utc").or_else(|| name.strip_suffix(" time utc")).unwrap_or(name);
    match words().labels.get(bare) {
        Some(meanings) => meanings.clone(),
        None => {
            let together = words().label_shapes.put_together(bare);
            together.or_else(|| words().joined_label_shapes.joined(bare)).into_iter().collect()
        }
    }
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
