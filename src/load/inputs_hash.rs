//! Everything that is read of a site becomes one hash: equal only where every file, and what there is of folders and names, is.
//!
//! Files are judged by their content alone, never by a time. Files that are no write-ups count by name: whoever uses one looks at its
//! content as well.

use std::collections::BTreeMap;
use std::fmt::{self, Debug, Write};
use std::path::PathBuf;
use std::sync::Arc;

use blake3::{Hash, Hasher};
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::error::Result;
use crate::load::config::Configured;
use crate::load::file::hash_source;
use crate::load::folder_data;
use crate::load::folder_look::{FolderLook, folder_look};
use crate::load::options::Options;
use crate::load::site_folders::{Roots, prefix};
use crate::load::theme::Theme;
use crate::load::walk::Found;
use crate::model::Source;

/// What a look at a site's files gives.
#[derive(Debug)]
pub struct InputsSeen {
    /// The hash of everything that [`load`](super::load) would read.
    pub hash: Hash,
    /// How many write-ups there are.
    pub files: usize,
    /// Files that are no write-ups: path below the content folder, and where each is.
    pub assets: BTreeMap<String, PathBuf>,
    /// The house's clocks.
    pub zone: TimeZone,
}

/// Looks at every file that [`load`](super::load) would read, and understands none.
///
/// # Errors
/// As [`load`](super::load).
pub fn inputs(options: &Options) -> Result<InputsSeen> {
    let FolderLook { root, content_root, configured, found, theme } = folder_look(options)?;
    let Configured { config, findings, text } = configured;
    let roots = Roots { root: &root, content_root: &content_root, prefix: prefix(&root, &content_root) };
    let one = |path: &String| hash_source(&content_root, path, &format!("{}{path}", roots.prefix));
    let read: Vec<_> = found.markdown.par_iter().map(one).collect();
    let data = folder_data::read(&roots, &found, None).files;
    let hashes = read.iter().map(|read| read.as_ref().map_err(|unread| &unread.finding));
    let hash = hash(options, &roots, (&text, &config.people.entries(), &findings), &found, &theme, &data, hashes);
    let zone = config.timezone.clocks().clone();
    Ok(InputsSeen { hash, files: found.markdown.len(), assets: found.assets, zone })
}

/// The hash of what was read; `hashes` are those of the write-ups, in the order in which they were `found`.
pub(super) fn hash<'a>(
    options: &Options,
    roots: &Roots<'_>,
    configuration: (&str, &dyn Debug, &[Diagnostic]),
    found: &Found,
    theme: &Theme,
    data: &[Arc<Source>],
    hashes: impl Iterator<Item = std::result::Result<&'a Hash, &'a Diagnostic>>,
) -> Hash {
    let mut parts = Parts(Hasher::new_derive_key("casebook 2026-11-30 everything that is read of a site"));
    parts.add(&(roots.root, roots.content_root, &options.config, configuration));
    parts.add(found);
    parts.add(&(&theme.own, &theme.unused));
    for path in theme.own.iter().flat_map(|(_, own)| own) {
        parts.add(&theme.files.get(path));
    }
    for (path, bytes) in &theme.copied {
        parts.add(&(path, blake3::hash(bytes)));
    }
    parts.add(&data);
    for hash in hashes {
        match hash {
            Ok(hash) => parts.add(hash),
            Err(finding) => parts.add(finding),
        }
    }
    parts.0.finalize()
}

/// A hash of values as they are printed for programmers, which names every field.
struct Parts(Hasher);

impl Parts {
    fn add(&mut self, part: &dyn Debug) {
        // A hash takes everything.
        let _ = write!(self, "{part:?}\n\n");
    }
}

impl Write for Parts {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
