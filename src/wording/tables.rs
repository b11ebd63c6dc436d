//! The tables of the languages, as they are in the program, and what a house says otherwise.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::diag::nearest;
use crate::wording::message::Message;

static LANGUAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/wording/languages");

/// What is said, by its key. It is asked some hundred times a page.
pub(super) type Table = FxHashMap<String, Message>;

/// A table that is read when something is first said from it: a site speaks one or two of the languages.
type UnreadTable = LazyLock<Table, Box<dyn FnOnce() -> Table + Send>>;

/// The tables by language.
pub(super) static TABLES: LazyLock<BTreeMap<&'static str, UnreadTable>> = LazyLock::new(|| {
    // What trend pages say is as much as all the rest, and has a file of its own for each language.
    let mut texts: BTreeMap<&'static str, Vec<&'static str>> = BTreeMap::new();
    for file in LANGUAGES.files().chain(LANGUAGES.dirs().flat_map(Dir::files)) {
        if let (Some(name), Some(text)) = (file.path().file_stem().and_then(OsStr::to_str), file.contents_utf8()) {
            texts.entry(name).or_default().push(text);
        }
    }
    let unread = |texts: Vec<&'static str>| -> UnreadTable {
        let table = |text| flat(&toml::from_str(text).expect("the tables of languages are TOML"));
        LazyLock::new(Box::new(move || texts.into_iter().flat_map(table).collect()))
    };
    texts.into_iter().map(|(language, texts)| (language, unread(texts))).collect()
});

/// The language in which a site in `lang` speaks: its own where there is a table, English otherwise.
pub(super) fn spoken(lang: &str) -> &'static str {
    let primary = lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    TABLES.get_key_value(primary.as_str()).map_or("en", |(name, _)| name)
}

/// What the table of a language says for a key, or the English one.
pub(super) fn message(language: &str, key: &str) -> Option<&'static Message> {
    TABLES.get(language).and_then(|table| table.get(key)).or_else(|| TABLES.get("en")?.get(key))
}

/// `[wording]` of the configuration: what the house says in other words.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(transparent)]
pub struct HouseWording {
    written: toml::Table,
}

/// An entry that does nothing, or not what it seems to.
#[derive(Debug, PartialEq, Eq)]
pub struct WordingMistake {
    /// The keys that lead to it below `[wording]`.
    pub way: Vec<String>,
    /// Whether there is no such key.
    pub unknown: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl HouseWording {
    /// The entries that can be used.
    pub(super) fn messages(&self) -> Table {
        let right = entries(&self.written).into_iter().filter(|entry| mistake(entry).is_none());
        right.filter_map(|entry| Some((entry.key, Message::parse(entry.value)?))).collect()
    }

    /// The others.
    pub fn mistakes(&self) -> Vec<WordingMistake> {
        entries(&self.written).iter().filter_map(mistake).collect()
    }
}

/// A text of a table, or its forms.
struct Entry<'t> {
    /// The keys that lead to it, as they are written.
    way: Vec<String>,
    /// The same as one key.
    key: String,
    value: &'t toml::Value,
}

fn mistake(entry: &Entry<'_>) -> Option<WordingMistake> {
    let Entry { way, key, value } = entry;
    let said = |unknown: bool, message: String, hint: Option<String>| {
        Some(WordingMistake { way: way.clone(), unknown, message, hint })
    };
    let Some(english) = message("en", key) else {
        let known: BTreeSet<&str> = TABLES["en"].keys().map(String::as_str).collect();
        let near = nearest(key, known).map(|near| format!("did you mean `{near}`?"));
        return said(true, format!("`{key}` is no key of the interface's words"), near);
    };
    let Some(own) = Message::parse(value) else {
        let hint = "write a text, or texts by plural category: `{ one = \"1 day\", other = \"{count} days\" }`";
        return said(
            false,
            format!("`{key}` is neither a text nor a table of its forms; the usual words stay"),
            Some(hint.into()),
        );
    };
    let known = english.gaps();
    let strange = own.gaps().into_iter().find(|gap| !known.contains(gap))?.to_owned();
    let gaps: Vec<String> = known.iter().map(|gap| format!("`{{{gap}}}`")).collect();
    let hint = if gaps.is_empty() {
        "nothing is filled in there".into()
    } else {
        format!("what is filled in: {}", gaps.join(", "))
    };
    said(false, format!("nothing is filled in for `{{{strange}}}` in `{key}`; the usual words stay"), Some(hint))
}

/// The texts of a table. A table that has `other` is the forms of one text.
fn entries(table: &toml::Table) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    for (key, value) in table {
        match value {
            toml::Value::Table(inner) if !inner.contains_key("other") => {
                all.extend(entries(inner).into_iter().map(|entry| Entry {
                    way: std::iter::once(key.clone()).chain(entry.way).collect(),
                    key: format!("{key}.{}", entry.key),
                    value: entry.value,
                }));
            }
            value => all.push(Entry { way: vec![key.clone()], key: key.clone(), value }),
        }
    }
    all
}

fn flat(table: &toml::Table) -> Table {
    let message = |entry: Entry<'_>| (entry.key, Message::parse(entry.value).expect("a text or its forms"));
    entries(table).into_iter().map(message).collect()
}
