//! A folder and a program become what results are looked for in, and kept.

use crate::cache::cache_folder::CacheFolder;
use crate::cache::program_identity::Program;

/// Where things are kept, and the program that made them.
#[derive(Debug, Clone)]
pub struct Cache {
    /// The folder.
    pub folder: CacheFolder,
    /// The program.
    pub program: Program,
}
