//! What a publish did, and how it tells how far it is.

/// Called with the number of files that are done.
pub type Step<'a> = &'a (dyn Fn(u64) + Sync);

/// What a publish did.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Done {
    /// How many files were written.
    pub uploaded: usize,
    /// How many bytes that were.
    pub bytes: u64,
    /// How many files went.
    pub removed: usize,
    /// How many requests it took, where there were requests.
    pub requests: usize,
    /// What is worth a word.
    pub notes: Vec<String>,
}
