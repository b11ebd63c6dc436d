//! Tables of words in `facts.toml` become maps from each word to what it means.

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};

/// Names and the words that stand for each, in written order.
pub(super) type WordTable = Vec<(String, Vec<String>)>;

pub(super) fn ordered<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<WordTable, D::Error> {
    let table = toml::Table::deserialize(deserializer)?;
    let row = |(name, words): (String, toml::Value)| Ok((name, Vec::deserialize(words)?));
    table.into_iter().map(row).collect::<Result<_, toml::de::Error>>().map_err(serde::de::Error::custom)
}

/// What each word may mean.
pub(super) fn several<'de, T: DeserializeOwned + PartialEq, D: serde::Deserializer<'de>>(
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
pub(super) fn single<'de, T: DeserializeOwned, D: serde::Deserializer<'de>>(
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
pub(super) fn numbered<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<HashMap<String, u8>, D::Error> {
    let mut out = HashMap::new();
    for (number, words) in ordered(deserializer)? {
        let number: u8 = number.parse().map_err(serde::de::Error::custom)?;
        words.into_iter().for_each(|word| {
            out.entry(word).or_insert(number);
        });
    }
    Ok(out)
}
