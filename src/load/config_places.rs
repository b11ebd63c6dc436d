//! The text of a configuration and the way to a key become the place of that key, or of its value, for findings.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One step on the way to a key: into a table, or into a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Item(usize),
}

/// Where the keys and values of a TOML text stand.
pub(super) struct Places<'t> {
    root: DeTable<'t>,
}

impl<'t> Places<'t> {
    /// Those of `text`; none where it is no TOML.
    pub(super) fn of(text: &'t str) -> Self {
        Self { root: DeTable::parse(text).map(Spanned::into_inner).unwrap_or_default() }
    }

    /// The place of the last key of `way`, in bytes. An item of a list has none of its own: there it is the place of the value.
    pub(super) fn key(&self, way: &[Step]) -> Option<Range<usize>> {
        self.find(way).map(|(key, _)| key)
    }

    /// The place of what stands at `way`.
    pub(super) fn value(&self, way: &[Step]) -> Option<Range<usize>> {
        self.find(way).map(|(_, value)| value)
    }

    fn find(&self, way: &[Step]) -> Option<(Range<usize>, Range<usize>)> {
        let (first, rest) = way.split_first()?;
        let Step::Key(first) = first else { return None };
        let (key, mut value) = self.root.iter().find(|(key, _)| key.get_ref() == first)?;
        let mut place = key.span();
        for step in rest {
            (place, value) = match (step, value.get_ref()) {
                (Step::Key(name), DeValue::Table(table)) => {
                    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
                    (key.span(), value)
                }
                (Step::Item(index), DeValue::Array(list)) => {
                    let item = list.get(*index)?;
                    (item.span(), item)
                }
                _ => return None,
            };
        }
        Some((place, value.span()))
    }
}

/// The way to the last of some keys, each below the one before it.
pub(super) fn way(keys: &[&str]) -> Vec<Step> {
    keys.iter().map(|key| Step::Key((*key).to_owned())).collect()
}

/// The way to a value that was read for nothing.
pub(super) fn way_of(path: &serde_ignored::Path<'_>) -> Vec<Step> {
    use serde_ignored::Path;
    let (parent, last) = match path {
        Path::Root => return Vec::new(),
        Path::Seq { parent, index } => (parent, Some(Step::Item(*index))),
        Path::Map { parent, key } => (parent, Some(Step::Key(key.clone()))),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => (parent, None),
    };
    let mut way = way_of(parent);
    way.extend(last);
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_where_it_is_one_and_not_where_its_name_is_a_word() {
        let text = "footer = \"\"\"\naccent colours\n\"\"\"\naccent = \"red\"\n[content]\nignore = [\"a\", \"ignore\"]\n[[team]]\nid = \"x\"\n[[team]]\nids = \"y\"\n";
        let places = Places::of(text);
        let at = |place: Option<Range<usize>>| place.map(|place| (place.start, &text[place]));
        assert_eq!(at(places.key(&way(&["accent"]))), Some((32, "accent")));
        assert_eq!(at(places.value(&way(&["accent"]))), Some((41, "\"red\"")));
        assert_eq!(at(places.key(&way(&["content", "ignore"]))).map(|(_, word)| word), Some("ignore"));
        let mut item = way(&["content", "ignore"]);
        item.push(Step::Item(1));
        assert_eq!(at(places.value(&item)).map(|(_, word)| word), Some("\"ignore\""));
        let second = [Step::Key("team".into()), Step::Item(1), Step::Key("ids".into())];
        assert_eq!(at(places.key(&second)).map(|(_, word)| word), Some("ids"));
        assert_eq!(places.key(&way(&["nothing"])), None);
        assert!(Places::of("a = [").key(&way(&["a"])).is_none());
    }
}
