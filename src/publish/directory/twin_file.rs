//! A file becomes a second one beside it that is compressed, for web servers that send that.

#![expect(clippy::disallowed_methods, reason = "publish writes at its target")]

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::load::open_regular;
use crate::model::Encoding;
use crate::publish::compression::{compressed, is_worth_it};

/// Makes a twin of the file at `path` where that gains something; gives its number of bytes.
pub(super) fn make_twin(path: &Path, address: &str, encoding: Encoding) -> Result<u64> {
    let (file, metadata) = open_regular(path).map_err(|e| Error::io("read", path, e))?;
    if !is_worth_it(address, metadata.len()) {
        return Ok(0);
    }
    let place = with(path, encoding.ending());
    let mut twin = created(&place)?;
    let copied =
        std::io::copy(&mut compressed(file, encoding), &mut twin).map_err(|e| Error::io("write", &place, e))?;
    if copied < metadata.len() {
        return Ok(copied);
    }
    std::fs::remove_file(&place).map_err(|e| Error::io("remove", &place, e))?;
    Ok(0)
}

/// A new file, and the folders above it.
pub(super) fn created(path: &Path) -> Result<File> {
    let create = || {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        File::create_new(path)
    };
    create().map_err(|e| Error::io("write", path, e))
}

/// The path with an ending more.
pub(super) fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
