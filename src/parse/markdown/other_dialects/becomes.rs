//! What a tag of another tool becomes.

/// What stands in a tag's place.
pub(super) enum Becomes {
    /// Nothing; told as this kind.
    Nothing(&'static str),
    Text(String),
}
