//! What a key is to say becomes text in YAML or TOML, as people write such values there.

use super::scalar::{Quotes, Within, toml, yaml};
use crate::parse::{HeadNode, HeadValue};

/// What a key is to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum KeyValue {
    /// A piece of text.
    Text(String),
    /// A piece of text that always stands in quotation marks.
    Quoted(String),
    /// A time, bare where the language of the head has such values.
    Time(String),
    /// A list of names.
    Names(Vec<String>),
}

impl KeyValue {
    /// Whether it is a list.
    pub(super) fn names(&self) -> Option<&[String]> {
        match self {
            Self::Names(names) => Some(names),
            _ => None,
        }
    }

    /// On one line of YAML.
    pub(super) fn in_yaml(&self, within: Within) -> String {
        match self {
            Self::Text(text) => yaml(text, Quotes::Plain, within),
            Self::Quoted(text) => yaml(text, Quotes::Double, within),
            Self::Time(text) if is_bare_time(text) => text.clone(),
            Self::Time(text) => yaml(text, Quotes::Plain, within),
            Self::Names(names) => bracketed(names.iter().map(|name| yaml(name, Quotes::Plain, Within::Brackets))),
        }
    }

    /// On one line of JSON.
    pub(super) fn in_json(&self) -> String {
        match self {
            Self::Text(text) | Self::Quoted(text) | Self::Time(text) => yaml(text, Quotes::Double, Within::Brackets),
            Self::Names(names) => bracketed(names.iter().map(|name| yaml(name, Quotes::Double, Within::Brackets))),
        }
    }

    /// On one line of TOML, the most fitting first.
    pub(super) fn in_toml(&self) -> Vec<String> {
        match self {
            Self::Text(text) | Self::Quoted(text) => vec![toml(text, Quotes::Double)],
            Self::Time(text) if is_toml_time(text) => vec![text.clone(), toml(text, Quotes::Double)],
            Self::Time(text) => vec![toml(text, Quotes::Double)],
            Self::Names(names) => vec![bracketed(names.iter().map(|name| toml(name, Quotes::Double)))],
        }
    }

    /// Whether `node` says this and nothing else.
    pub(super) fn is_said_by(&self, node: &HeadNode) -> bool {
        let says = |node: &HeadNode, text: &str| match &node.value {
            HeadValue::Plain(said) | HeadValue::Text(said) => said.trim() == text.trim(),
            _ => false,
        };
        match (self, &node.value) {
            (Self::Text(text) | Self::Quoted(text) | Self::Time(text), _) => says(node, text),
            (Self::Names(names), HeadValue::List(items)) => {
                items.len() == names.len() && items.iter().zip(names).all(|(item, name)| says(item, name))
            }
            (Self::Names(_), _) => false,
        }
    }
}

fn bracketed(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// Whether `text` is a time that may stand in YAML without quotation marks: it is read as written there.
fn is_bare_time(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains('-')
        && text.chars().all(|c| c.is_ascii_digit() || "-:TZ+. ".contains(c))
        && !text.contains(": ")
        && !text.ends_with([':', ' '])
}

/// Whether `text` is a day or a time of TOML, which always has seconds.
fn is_toml_time(text: &str) -> bool {
    let is_day = |text: &str| {
        let parts = text.split('-').map(|part| (part.len(), part.bytes().all(|b| b.is_ascii_digit())));
        parts.eq([(4, true), (2, true), (2, true)])
    };
    match text.split_once(['T', ' ']) {
        None => is_day(text),
        Some((day, clock)) => {
            let clock = clock.trim_end_matches('Z').split(['+', '-']).next().unwrap_or_default();
            is_day(day) && clock.len() >= "00:00:00".len() && clock.matches(':').count() == 2
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_bare_where_the_language_has_such_values() {
        let time = |text: &str| KeyValue::Time(text.to_owned());
        assert_eq!(time("2024-03-11T14:02Z").in_yaml(Within::Line), "2024-03-11T14:02Z");
        assert_eq!(time("2024-03-11 14:??").in_yaml(Within::Line), "\"2024-03-11 14:??\"");
        assert_eq!(time("~2024-03-11").in_yaml(Within::Line), "\"~2024-03-11\"");
        assert_eq!(time("2024-03-11 14:02").in_json(), "\"2024-03-11 14:02\"");
        assert_eq!(time("2024-03-11").in_toml(), ["2024-03-11", "\"2024-03-11\""]);
        assert_eq!(time("2024-03-11T14:02:05+01:00").in_toml()[0], "2024-03-11T14:02:05+01:00");
        assert_eq!(time("2024-03-11T14:02Z").in_toml(), ["\"2024-03-11T14:02Z\""]);
        assert_eq!(time("2024-03").in_toml(), ["\"2024-03\""]);
    }
}
