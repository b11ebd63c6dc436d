//! Keys and values become typed values: strict where a mistake is dangerous, forgiving where the world is messy.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Rule, nearest};
use crate::model::{Fact, Key, PageKind, Span, Takes};
use crate::parse::front_matter::keys::{canonical, is_foreign};
use crate::parse::front_matter::restricted_items::restricted;
use crate::parse::front_matter::single_values::{as_text, is_empty, linked_name, truth};
use crate::parse::front_matter::tree::{HeadEntry, HeadNode, HeadValue};

/// The keys of one table, read one by one. What nobody asks for is reported by [`KeyReader::unknown`].
pub(crate) struct KeyReader<'a> {
    entries: &'a [HeadEntry],
    keys: Vec<String>,
    taken: Vec<bool>,
    path: &'a str,
    /// Findings so far.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Tables that name an audience, or that are private: who, and where. Nobody who asks for their list is given them.
    pub(crate) restricted: Vec<(String, Span)>,
}

impl<'a> KeyReader<'a> {
    /// A reader of `entries`; `fields` maps the house's foreign keys to ours.
    pub(crate) fn new(entries: &'a [HeadEntry], fields: &BTreeMap<String, String>, path: &'a str) -> Self {
        let mapped = |key: &str| {
            let own = fields.iter().find(|(foreign, _)| foreign.eq_ignore_ascii_case(key)).map(|(_, own)| own.as_str());
            canonical(own.unwrap_or(key))
        };
        let keys = entries.iter().map(|entry| mapped(&entry.key)).collect();
        Self { entries, keys, taken: vec![false; entries.len()], path, diagnostics: Vec::new(), restricted: Vec::new() }
    }

    /// The value of the first of `names` that is there and not empty, whatever its type.
    pub(crate) fn node(&mut self, names: &[&str]) -> Option<&'a HeadNode> {
        let mut found = None;
        for name in names {
            for ix in 0..self.entries.len() {
                if self.keys[ix] != *name {
                    continue;
                }
                self.taken[ix] = true;
                if found.is_none() && !is_empty(&self.entries[ix].node.value) {
                    found = Some(&self.entries[ix].node);
                }
            }
        }
        found
    }

    /// The index of the entry that [`KeyReader::node`] reads; when none of its names says anything, of the first that is there and empty.
    pub(crate) fn place(&self, key: Key) -> Option<usize> {
        let names = key.names();
        let all = || (0..names.len()).flat_map(|name| (0..self.keys.len()).map(move |ix| (name, ix)));
        let named = || all().filter(|(name, ix)| self.keys[*ix] == names[*name]).map(|(_, ix)| ix);
        named().find(|ix| !is_empty(&self.entries[*ix].node.value)).or_else(|| named().next())
    }

    /// Whether pages show the texts of an entry, or may: those of keys that nobody knows are not shown, and keys that take names are no
    /// Markdown.
    pub(crate) fn shows(&self, entry: usize) -> bool {
        let name = self.keys[entry].as_str();
        let mut keys = Key::ALL.iter().filter(|key| key.names().contains(&name));
        let by_name = SHOWN_BY_NAME.iter().any(|key| key.names().contains(&name));
        !by_name && keys.any(|key| !matches!(key.takes(), Takes::Names))
    }

    /// A string; a number or date as written; a list of one.
    pub(crate) fn text(&mut self, key: Key) -> Option<Fact<String>> {
        debug_assert_eq!(key.takes(), Takes::Text);
        let node = self.node(key.names())?;
        match &node.value {
            HeadValue::List(items) if items.len() == 1 => as_text(&items[0]),
            _ => as_text(node).or_else(|| {
                self.wrong_type(key.name(), "one piece of text", node);
                None
            }),
        }
    }

    /// A list of strings; one string counts as a list of one, and nulls and empty strings as nothing.
    pub(crate) fn list(&mut self, key: Key) -> Vec<Fact<String>> {
        debug_assert_eq!(key.takes(), Takes::List);
        self.listed(key.names())
    }

    fn listed(&mut self, names: &[&str]) -> Vec<Fact<String>> {
        let mut list = Vec::new();
        for name in names {
            let Some(node) = self.node(&[name]) else { continue };
            match &node.value {
                HeadValue::List(items) => {
                    for item in items.iter().filter(|item| !is_empty(&item.value)) {
                        if self.is_restricted(item) {
                            continue;
                        }
                        match as_text(item).or_else(|| named_text(item)).or_else(|| unquoted_wiki_link(item)) {
                            Some(text) => list.push(text),
                            None => self.wrong_type(name, "a list of texts", item),
                        }
                    }
                }
                _ if self.is_restricted(node) => {}
                _ => match as_text(node).or_else(|| named_text(node)) {
                    Some(text) => list.push(text),
                    None => self.wrong_type(name, "a list of texts", node),
                },
            }
        }
        list
    }

    /// A list of names: like [`KeyReader::list`], and one string is split at commas.
    pub(crate) fn names(&mut self, key: Key) -> Vec<Fact<String>> {
        debug_assert_eq!(key.takes(), Takes::Names);
        let single = |fact: &Fact<String>| {
            fact.value.contains(',') && !fact.value.contains('(') && linked_name(&fact.value).is_none()
        };
        let mut all: Vec<Fact<String>> = Vec::new();
        for name in key.names() {
            let listed = self
                .entries
                .iter()
                .zip(&self.keys)
                .any(|(e, k)| k == name && matches!(e.node.value, HeadValue::List(_)));
            for fact in self.listed(&[name]) {
                if listed || !single(&fact) {
                    all.push(fact);
                    continue;
                }
                let parts = fact.value.split(',').map(str::trim).filter(|p| !p.is_empty());
                all.extend(parts.map(|part| Fact::front(part.to_owned(), fact.span.clone())));
            }
        }
        for fact in &mut all {
            if let Some(name) = linked_name(&fact.value) {
                fact.value = name.to_owned();
            }
        }
        let mut seen = std::collections::HashSet::new();
        all.retain(|fact| seen.insert(fact.value.to_lowercase()));
        all
    }

    /// A whole number of people or the like.
    pub(crate) fn count(&mut self, key: Key) -> Option<Fact<u32>> {
        debug_assert_eq!(key.takes(), Takes::Count);
        let node = self.node(key.names())?;
        let text = as_text(node)?;
        match text.value.trim().replace(['_', ',', ' '], "").parse() {
            Ok(number) => Some(Fact::front(number, node.span.clone())),
            Err(_) => {
                self.wrong_type(key.name(), "a whole number", node);
                None
            }
        }
    }

    /// The canonical keys that are `wanted`, with their entries, in order and empty values too, without counting as read.
    pub(crate) fn seen(&self, wanted: impl Fn(&str) -> bool) -> Vec<(&str, &'a HeadEntry)> {
        self.keys.iter().map(String::as_str).zip(self.entries).filter(|(key, _)| wanted(key)).collect()
    }

    /// The same, and they count as read.
    pub(crate) fn those(&mut self, wanted: impl Fn(&str) -> bool) -> Vec<(String, &'a HeadEntry)> {
        let mut found = Vec::new();
        for (ix, entry) in self.entries.iter().enumerate() {
            if wanted(&self.keys[ix]) {
                self.taken[ix] = true;
                found.push((self.keys[ix].clone(), entry));
            }
        }
        found
    }

    /// A truth value. `Err` when the key is there and cannot be read as one: a quoted `"false"` is not false.
    pub(crate) fn truth(&mut self, key: Key) -> Option<Result<bool, Span>> {
        debug_assert_eq!(key.takes(), Takes::Truth);
        let node = self.node(key.names())?;
        Some(truth(&node.value, true).ok_or_else(|| node.span.clone()))
    }

    /// The tables of a list (or a single table), and the plain strings among them.
    pub(crate) fn items(&mut self, key: Key) -> Vec<KeyItem<'a>> {
        debug_assert_eq!(key.takes(), Takes::Items);
        let Some(node) = self.node(key.names()) else { return Vec::new() };
        let nodes = match &node.value {
            HeadValue::List(items) => items.iter().collect(),
            _ => vec![node],
        };
        let mut found = Vec::new();
        for node in nodes.into_iter().filter(|node| !is_empty(&node.value)) {
            if self.is_restricted(node) {
                continue;
            }
            match &node.value {
                HeadValue::Table(entries) => found.push(KeyItem::Table(entries, node.span.clone())),
                HeadValue::List(_) => self.wrong_type(key.name(), "a table or a text", node),
                _ => found.extend(as_text(node).map(KeyItem::Text)),
            }
        }
        found
    }

    /// Whether a value may not be shown; if so, it is noted.
    fn is_restricted(&mut self, node: &HeadNode) -> bool {
        let HeadValue::Table(entries) = &node.value else { return false };
        let Some(audience) = restricted(entries) else { return false };
        self.restricted.push((audience, node.span.clone()));
        true
    }

    /// Reports that the value of `key` is not `expected`.
    pub(crate) fn wrong_type(&mut self, key: &str, expected: &str, node: &HeadNode) {
        let found = match &node.value {
            HeadValue::Null => String::from("nothing"),
            HeadValue::Plain(text) | HeadValue::Text(text) => format!("`{}`", crate::text::shorten(text, 60)),
            HeadValue::List(_) => String::from("a list"),
            HeadValue::Table(_) => String::from("a table"),
        };
        let message = format!("`{key}` takes {expected}, and this is {found}");
        self.diagnostics.push(
            Diagnostic::new(Rule::FrontType, self.path, message).at(node.span.clone()).hint("the value is left out"),
        );
    }

    /// Reports every key that nobody asked for, except those other tools use and the table `extra`. Of very many, the first.
    pub(crate) fn unknown(&mut self) {
        let mut unknown = 0;
        let others: Vec<&str> =
            self.keys.iter().zip(&self.taken).filter(|(_, taken)| **taken).map(|(key, _)| key.as_str()).collect();
        for (ix, entry) in self.entries.iter().enumerate() {
            let key = &self.keys[ix];
            if self.taken[ix] || key == Key::Extra.name() || is_foreign(key) || key.starts_with('_') {
                continue;
            }
            unknown += 1;
            if unknown > MOST_UNKNOWN {
                let message =
                    format!("more than {MOST_UNKNOWN} keys are none that Casebook knows; the rest is not looked at");
                self.diagnostics.push(Diagnostic::new(Rule::PageBudget, self.path, message).at(entry.span.clone()));
                return;
            }
            let elsewhere = kind_that_has(key);
            let message = match elsewhere {
                Some(kind) => format!("`{}` is a key of {kind}, and this is another kind of page", entry.key),
                None => format!("`{}` is not a key Casebook knows", entry.key),
            };
            let finding = Diagnostic::new(Rule::FrontUnknownKey, self.path, message.clone()).at(entry.span.clone());
            let finding = finding.caused_by(message);
            if elsewhere.is_some() {
                self.diagnostics
                    .push(finding.hint("`casebook check --explain-kinds` says what it was taken for, and why"));
                continue;
            }
            let near = nearest(key, Key::our_names().filter(|own| !others.contains(own)));
            self.diagnostics.push(match near {
                Some(known) => finding.hint(format!("did you mean `{known}`?")),
                None => {
                    finding.hint("put it under `[extra]` (YAML: `extra:`), or map it in `[fields]` of casebook.toml")
                }
            });
        }
    }
}

/// The kind of page that has a key of this name, where one alone has it.
fn kind_that_has(name: &str) -> Option<&'static str> {
    match Key::ALL.iter().find(|key| key.names().contains(&name))?.pages() {
        [PageKind::Incident] => Some("incidents"),
        [PageKind::Term] => Some("entries of the glossary"),
        [PageKind::Runbook] => Some("runbooks"),
        [PageKind::Service] => Some("services"),
        [PageKind::Path] => Some("reading paths"),
        _ => None,
    }
}

/// Keys whose values name pages: whoever shows them finds the pages.
const SHOWN_BY_NAME: [Key; 4] = [Key::Related, Key::NotRelated, Key::Runbooks, Key::Steps];

/// So many unknown keys are reported one by one.
const MOST_UNKNOWN: usize = 200;

/// An element of a list that may hold tables or plain strings.
pub(crate) enum KeyItem<'a> {
    /// A table and its place.
    Table(&'a [HeadEntry], Span),
    /// A string.
    Text(Fact<String>),
}

/// `[[checkout]]` without quotation marks is a list in a list to YAML.
fn unquoted_wiki_link(node: &HeadNode) -> Option<Fact<String>> {
    let HeadValue::List(items) = &node.value else { return None };
    match items.as_slice() {
        [one] => as_text(one).or_else(|| unquoted_wiki_link(one)),
        _ => None,
    }
}

/// `{ name = "x" }`, `{ what = "x", why = "y" }`: a table that stands for one line of text.
fn named_text(node: &HeadNode) -> Option<Fact<String>> {
    let HeadValue::Table(entries) = &node.value else { return None };
    let get = |key: &str| entries.iter().find(|e| e.key.eq_ignore_ascii_case(key)).and_then(|e| as_text(&e.node));
    let main = ["text", "name", "what", "title", "id", "question"].iter().find_map(|key| get(key))?;
    let text = match get("why").or_else(|| get("how")) {
        Some(why) => format!("{}: {}", main.value, why.value),
        None => main.value,
    };
    Some(Fact::front(text, node.span.clone()))
}
