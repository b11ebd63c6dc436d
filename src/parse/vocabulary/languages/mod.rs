//! The languages that headings are known in, each with its words: a folder a language.
//!
//! `headings.toml` says for each role the headings that announce it. They are compared without case, punctuation, numbering and
//! parentheses; `[sections]` in casebook.toml adds a house's own.

/// Each language's code and its headings, in the order in which they are tried for a heading that its page's language does not know and
/// English does not know either. A new language is a new folder and a row here.
pub(crate) const HEADINGS: [(&str, &str); 10] = [
    ("de", include_str!("de/headings.toml")),
    ("en", include_str!("en/headings.toml")),
    ("es", include_str!("es/headings.toml")),
    ("fr", include_str!("fr/headings.toml")),
    ("it", include_str!("it/headings.toml")),
    ("ja", include_str!("ja/headings.toml")),
    ("nl", include_str!("nl/headings.toml")),
    ("pt", include_str!("pt/headings.toml")),
    ("sv", include_str!("sv/headings.toml")),
    ("zh", include_str!("zh/headings.toml")),
];
