//! One file of the output, and its bytes.

use std::path::PathBuf;

use crate::diag::Diagnostic;

/// One file of the output.
#[derive(Debug)]
pub struct Output {
    /// Where it goes, below the output folder.
    pub address: String,
    /// What is in it.
    pub content: Content,
    /// What was found while rendering it.
    pub diagnostics: Vec<Diagnostic>,
}

/// The bytes of an output file.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of a file on disk.
    File(PathBuf),
}
