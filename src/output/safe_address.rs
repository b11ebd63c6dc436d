//! An address is checked to be a place inside the output folder, on every file system.
//!
//! Makes no address readable or unique; `link` does that.

use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, Result};
use crate::load::MANIFEST;
use crate::output::file_write::TEMPORARY;

/// Checks that `address` names a file inside the folder.
///
/// # Errors
/// When it is absolute, empty, has a part that is empty, `.` or `..`, holds a backslash, a colon after a drive letter or a control
/// character, or is one of our own names.
pub(crate) fn check(address: &str) -> Result<()> {
    let reason = if address.contains('\\') || address.chars().any(char::is_control) {
        "it holds a character that file systems read in different ways"
    } else if address.split('/').any(|part| matches!(part, "" | "." | "..")) || drive(address) {
        "it does not stay inside the output folder"
    } else if address == MANIFEST || address.split('/').any(|part| part.starts_with(TEMPORARY)) {
        "Casebook keeps that name for itself"
    } else {
        return Ok(());
    };
    Err(Error::environment(format!(
        "`{}` cannot be written: {reason}; rename the file it comes from",
        address.escape_debug()
    )))
}

/// Whether `address` begins like a Windows drive.
fn drive(address: &str) -> bool {
    let mut bytes = address.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic()) && bytes.next() == Some(b':')
}

/// What a file system that ignores case takes `address` for.
pub(super) fn folded(address: &str) -> String {
    address.nfc().collect::<String>().to_lowercase()
}

/// The folders above `address`, nearest first, without the output folder itself.
pub(super) fn folders(address: &str) -> impl Iterator<Item = &str> {
    address.rmatch_indices('/').map(|(ix, _)| &address[..ix])
}
