//! What a table says for a key becomes text with gaps, in one form or in one for each plural category.

use std::collections::BTreeSet;

use icu_plurals::PluralCategory;

/// A part of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words.
    Text(String),
    /// What is filled in, by name.
    Gap(String),
}

/// What a reader sees for a key, before its gaps are filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Message {
    /// One text.
    One(Vec<Piece>),
    /// One text for each plural category that the language has, in the order of CLDR's names.
    Plural(Vec<(&'static str, Vec<Piece>)>),
}

impl Message {
    /// The message that a value of a table is: text, or a table of texts by plural category that has `other`.
    pub(crate) fn parse(value: &toml::Value) -> Option<Self> {
        match value {
            toml::Value::String(text) => Some(Self::One(pieces(text))),
            toml::Value::Table(forms) => {
                let form = |(name, text): (&String, &toml::Value)| {
                    let category = PluralCategory::get_for_cldr_string(name)?;
                    Some((code(category), pieces(text.as_str()?)))
                };
                let forms: Option<Vec<_>> = forms.iter().map(form).collect();
                forms.filter(|forms| forms.iter().any(|(name, _)| *name == "other")).map(Self::Plural)
            }
            _ => None,
        }
    }

    /// The form of a category, or of all others.
    pub(crate) fn form(&self, category: PluralCategory) -> &[Piece] {
        let of = |forms: &[(&str, Vec<Piece>)], code: &str| forms.iter().position(|(name, _)| *name == code);
        match self {
            Self::One(pieces) => pieces,
            Self::Plural(forms) => {
                of(forms, code(category)).or_else(|| of(forms, "other")).map_or(&[], |at| &forms[at].1)
            }
        }
    }

    /// The names of the gaps of all its forms.
    pub(crate) fn gaps(&self) -> BTreeSet<&str> {
        let forms: Vec<&Vec<Piece>> = match self {
            Self::One(pieces) => vec![pieces],
            Self::Plural(forms) => forms.iter().map(|(_, pieces)| pieces).collect(),
        };
        let mut names = BTreeSet::new();
        for piece in forms.into_iter().flatten() {
            if let Piece::Gap(name) = piece {
                names.insert(name.as_str());
            }
        }
        names
    }
}

/// The name of a category in CLDR.
fn code(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// Text with `{names}` of gaps. A brace that opens no name is text.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut words = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        words.push_str(before);
        let name = after[1..].split('}').next().unwrap_or_default();
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        if !is_name || !after[1 + name.len()..].starts_with('}') {
            words.push('{');
            rest = &after[1..];
            continue;
        }
        if !words.is_empty() {
            pieces.push(Piece::Text(std::mem::take(&mut words)));
        }
        pieces.push(Piece::Gap(name.to_owned()));
        rest = &after[name.len() + 2..];
    }
    words.push_str(rest);
    if !words.is_empty() {
        pieces.push(Piece::Text(words));
    }
    pieces
}
