//! Names of folders that say what may be read, whatever their case.

/// Whether what stands in a folder of this name is drafts.
pub fn is_drafts_folder(name: &str) -> bool {
    name.eq_ignore_ascii_case("_drafts")
}
