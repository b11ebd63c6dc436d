//! Disk becomes [`Sources`]: the only reader of content, configuration and theme.
//!
//! It decides which files are read and what their place in the tree says of them; it never looks at what
//! they mean.

mod attached_text;
mod attachment;
mod config;
mod config_places;
mod file;
mod files_about_folder;
mod folder_data;
mod folder_language;
mod folder_look;
mod folder_names;
mod gitignore;
mod ignored;
mod inputs_hash;
mod kinds_by_folder;
mod names_beside;
mod options;
mod other_configuration;
mod packed_text;
mod patterns;
mod regular_file;
mod reload;
mod site_folders;
mod sources;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod walk;
mod walk_findings;

pub use attached_text::Attachment;
pub use attachment::{attachment, stamp};
pub use config::reread as configuration;
pub use file::Stamp;
pub use inputs_hash::{InputsSeen, inputs};
pub use options::Options;
pub use other_configuration::matched;
pub use regular_file::{open_regular, read_regular};
pub use reload::{Doubt, Patience, Reloaded, Unsure, reload};
pub use sources::{AssetFile, Assets, Sources};
pub use theme::{CLIENT_SCRIPTS, Theme, built_in as built_in_theme};
pub use walk::{MANIFEST, PUBLISHED, SITE_FILES};

use std::sync::Arc;

use rayon::prelude::*;

use crate::error::Result;

use config::Configured;
use file::read_source;
use folder_look::{FolderLook, folder_look};
use ignored::unmet_patterns;
use site_folders::{Roots, closed, own_name, prefix};
use sources::Memory;

/// Reads a site.
///
/// # Errors
/// When `dir` is not a readable folder, or the configuration or a theme file cannot be read or parsed. A content file that
/// cannot be read is a finding, not an error.
pub fn load(options: &Options) -> Result<Sources> {
    let FolderLook { root, content_root, configured, mut found, theme } = folder_look(options)?;
    let Configured { config, findings, text } = configured;
    let prefix = prefix(&root, &content_root);
    let roots = Roots { root: &root, content_root: &content_root, prefix };
    let hints = kinds_by_folder::hints(&found.markdown, &own_name(&root), &config);
    let read: Vec<_> = found
        .markdown
        .par_iter()
        .zip(hints)
        .map(|(path, hint)| read_source(&content_root, path, &format!("{prefix}{path}"), hint))
        .collect();
    let data = folder_data::read(&roots, &found, None);
    let hashes = read.iter().map(|read| match read {
        Ok((.., hash)) => Ok(hash),
        Err(unread) => Err(&unread.finding),
    });
    let inputs = inputs_hash::hash(
        options,
        &roots,
        (&text, &config.people.entries(), &findings),
        &found,
        &theme,
        &data.files,
        hashes,
    );
    found.diagnostics.extend(unmet_patterns(options, &text, &config, &found, &content_root));
    let mut sources = Sources {
        config: Arc::new(config),
        theme: Arc::new(theme),
        assets: Arc::new(Assets::on_disk(found.assets)),
        files: Vec::with_capacity(read.len()),
        data: data.files,
        diagnostics: Vec::new(),
        closed: closed(found.closed, prefix),
        folders: found.folders,
        memory: Memory {
            config: (text, findings),
            stamps: Vec::with_capacity(read.len()),
            data: data.stamps,
            walked: found.diagnostics,
            unread: Vec::new(),
            links: found.links,
            inputs: Some(inputs),
        },
        root,
        content_root,
    };
    for file in read {
        match file {
            Ok((source, stamp, _)) => {
                sources.files.push(Arc::new(source));
                sources.memory.stamps.push(stamp);
            }
            Err(unread) => sources.memory.unread.push(unread.finding),
        }
    }
    sources.gather_findings();
    Ok(sources)
}
