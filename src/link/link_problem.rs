//! What can be wrong with a target that somebody wrote.

use crate::link::relations::PageIx;

/// What went wrong with a target.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Nothing is called that; the nearest thing that is.
    Broken(Option<String>),
    /// It leads out of the folder that is built.
    Outside,
    /// It leads to a part of a site that is not in the folder that is built.
    Elsewhere,
    /// The site has nothing to list there.
    NoSuchList,
    /// It exists but is withheld.
    Withheld,
    /// Several pages are; the link leads to the first.
    Ambiguous(Vec<PageIx>),
    /// The page has no such heading; the nearest one.
    Anchor(Option<String>),
    /// The scheme could act.
    Unsafe,
    /// A picture in the text, damaged or of a kind that is not shown.
    UnreadPicture,
    /// An identifier of this house's pattern.
    UnknownId,
    /// A picture or file that does not exist.
    Missing(Option<String>),
    /// A picture on another host.
    Remote,
    /// A file of a kind that is not copied.
    Type(String),
}
