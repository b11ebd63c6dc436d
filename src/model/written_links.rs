//! How a page refers to something else: links and pictures as written, related pages, references.

use crate::model::{Moment, Span};

/// A place in the body that may be a link. Resolved by `link`, inserted by `render`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LinkCandidate {
    /// How it was written.
    pub form: LinkForm,
    /// The target as written, without the text: `INC-214#timeline`, `../2023/x.md`, `service:checkout`.
    pub target: String,
    /// The words that stand for it in the text.
    pub text: String,
    /// The whole construct.
    pub span: Span,
    /// The sentence around it, as plain text.
    pub sentence: String,
}

/// The ways to refer to something, and images.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum LinkForm {
    /// `[text](target)`, `[text][ref]`, `<a href>`.
    Inline,
    /// `[[target]]`, `[[target|text]]`.
    Wiki,
    /// `INC-214` in prose.
    Bare,
    /// `![alt](target)`, `<img src>`, `![[target]]`.
    Image,
}

/// One follow-up link to another page, from front matter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Related {
    /// The target as written (an id, an alias or a path).
    pub target: String,
    /// Why, in the author's words.
    pub why: Option<String>,
    /// The place of the target.
    pub span: Span,
}

/// Something outside the site worth reading.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reference {
    /// What it is called.
    pub title: Option<String>,
    /// Where it is, when it has an address.
    pub url: Option<String>,
    /// Its kind, such as `ticket` or `commit`.
    pub kind: Option<String>,
    /// Its date: an old ticket dates a latent condition.
    pub date: Option<Moment>,
    /// The place in the file.
    pub span: Span,
}
