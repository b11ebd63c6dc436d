//! Disk becomes [`Sources`]: the only reader of content, configuration and theme.
//!
//! It decides which files are read and what their place in the tree says of them; it never looks at what
//! they mean.

mod attachment;
mod config;
mod config_places;
mod data;
mod file;
mod gitignore;
mod kinds;
mod patterns;
mod regular;
mod reload;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod walk;

pub use attachment::{Attachment, attachment, stamp};
pub use config::reread as configuration;
pub use file::Stamp;
pub use regular::{open_regular, read_regular};
pub use reload::{Doubt, Patience, Reloaded, Unsure, reload};
pub use theme::{CLIENT_SCRIPTS, built_in as built_in_theme};
pub use walk::MANIFEST;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::error::{Error, Result};
use crate::model::{Config, Source};

use config::Configured;
use file::read_source;

/// What to read.
#[derive(Debug, Clone)]
pub struct Options {
    /// A site (a folder with `casebook.toml` or `content/`) or a bare folder of Markdown.
    pub dir: PathBuf,
    /// The configuration, when it is not `casebook.toml` in `dir`.
    pub config: Option<PathBuf>,
    /// The output folder, which is never read.
    pub out: PathBuf,
}

/// Everything a build reads.
#[derive(Debug)]
pub struct Sources {
    /// The site's root.
    pub root: PathBuf,
    /// Where content lives: `content` below the root, or the root itself.
    pub content_root: PathBuf,
    /// The configuration.
    pub config: Arc<Config>,
    /// The theme.
    pub theme: Arc<Theme>,
    /// Files that are not Markdown.
    pub assets: Arc<Assets>,
    /// Markdown files, in path order.
    pub files: Vec<Arc<Source>>,
    /// Data files that say what holds for the pages beside or below them (`incidents/incidents.json`, `.meta.yml`), in path order. The
    /// path of one that is in the site's folder and not below the content folder is `../` and its name. What was found in reading them
    /// is among the findings here.
    pub data: Vec<Arc<Source>>,
    /// Findings made while reading.
    pub diagnostics: Vec<Diagnostic>,
    /// Folders and Markdown files that somebody keeps from being read, by path as findings print it, and by what.
    pub closed: Vec<(String, &'static str)>,
    /// Folders below the content folder that were entered, itself included.
    pub folders: Vec<PathBuf>,
    /// What it takes to read only what has changed.
    memory: Memory,
}

/// What a later reading wants to know of this one.
#[derive(Debug, Default)]
struct Memory {
    /// The configuration's text, and what was found in it.
    config: (String, Vec<Diagnostic>),
    /// For each Markdown file, when it was last written and how long it is.
    stamps: Vec<Stamp>,
    /// For each data file, the same.
    data: Vec<Option<Stamp>>,
    /// What the walk found.
    walked: Vec<Diagnostic>,
    /// What was found about single files that could not be read.
    unread: Vec<Diagnostic>,
    /// Whether links lead from one place below the content folder to another, so that a change has several names.
    links: bool,
}

/// Files that are not Markdown: path below the content folder, and where they are.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// In path order.
    pub files: BTreeMap<String, PathBuf>,
}

/// A theme's files: the built-in ones, overridden file by file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Path below the theme's folder (`templates/base.html`, `css/tokens.css`) and its text.
    pub files: BTreeMap<String, String>,
    /// Which of them the site's own theme has, and where it is, below the root; the others are built in.
    pub own: Option<(String, BTreeSet<String>)>,
    /// Path below the theme's folder and bytes of everything else that the site's own theme holds: fonts, pictures.
    pub copied: BTreeMap<String, Arc<[u8]>>,
    /// Files of the site's own theme that have no effect, as findings print them.
    pub unused: Vec<String>,
}

impl Theme {
    /// The path of a file as findings print it: below the site's root where the site has it.
    pub fn shown(&self, path: &str) -> String {
        match &self.own {
            Some((folder, files)) if files.contains(path) || self.copied.contains_key(path) => {
                format!("{folder}/{path}")
            }
            _ => path.to_owned(),
        }
    }

    /// The text of a file that [`Theme::shown`] names so.
    pub fn text(&self, shown: &str) -> Option<&String> {
        let folder = self.own.as_ref().map(|(folder, _)| folder.as_str());
        let path = folder.and_then(|folder| shown.strip_prefix(folder)?.strip_prefix('/')).unwrap_or(shown);
        self.files.get(path)
    }
}

/// Reads a site.
///
/// # Errors
/// When `dir` is not a readable folder, or the configuration or a theme file cannot be read or parsed. A content file that
/// cannot be read is a finding, not an error.
pub fn load(options: &Options) -> Result<Sources> {
    let root = options.dir.canonicalize().map_err(|e| Error::io("open folder", &options.dir, e))?;
    if !root.is_dir() {
        return Err(Error::usage(format!(
            "`{}` is a file; give the folder that holds the write-ups",
            options.dir.display()
        )));
    }
    let Configured { config, findings, text } = config::config(&root, options.config.as_deref())?;
    let content_root = content_root(&root)?;
    kinds::check_patterns(&config)?;
    let prefix = prefix(&root, &content_root);
    let roots = Roots { root: &root, content_root: &content_root, prefix };
    let mut found = walk::walk(&roots, &options.out, &config)?;
    found.diagnostics.extend(unmet_patterns(options, &text, &config, &found, &content_root));
    let hints = kinds::hints(&found.markdown, &own_name(&root), &config);
    let read: Vec<_> = found
        .markdown
        .par_iter()
        .zip(hints)
        .map(|(path, hint)| read_source(&content_root, path, &format!("{prefix}{path}"), hint))
        .collect();
    let data = data::read(&roots, &found, None);
    let theme = theme::theme(&root, config.theme.name.as_deref())?;
    let mut sources = Sources {
        config: Arc::new(config),
        theme: Arc::new(theme),
        assets: Arc::new(Assets { files: found.assets }),
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
        },
        root,
        content_root,
    };
    for file in read {
        match file {
            Ok((source, stamp)) => {
                sources.files.push(Arc::new(source));
                sources.memory.stamps.push(stamp);
            }
            Err(unread) => sources.memory.unread.push(unread.finding),
        }
    }
    sources.gather_findings();
    Ok(sources)
}

impl Sources {
    /// A site of no files.
    #[cfg(test)]
    pub(crate) fn empty(config: Config) -> Self {
        Self {
            root: PathBuf::new(),
            content_root: PathBuf::new(),
            config: Arc::new(config),
            theme: Arc::new(Theme::default()),
            assets: Arc::new(Assets::default()),
            files: Vec::new(),
            data: Vec::new(),
            diagnostics: Vec::new(),
            closed: Vec::new(),
            folders: Vec::new(),
            memory: Memory::default(),
        }
    }

    /// The text of a file that findings may name, as it was read: a Markdown file, the configuration, a file of the theme.
    pub fn text(&self, shown_path: &str) -> Option<Arc<str>> {
        let path = shown_path.strip_prefix(prefix(&self.root, &self.content_root)).unwrap_or(shown_path);
        if let Ok(at) = self.files.binary_search_by(|file| file.path.as_str().cmp(path)) {
            return Some(Arc::clone(&self.files[at].text));
        }
        let of_data = self.data.iter().find(|file| file.shown_path == shown_path);
        of_data.map(|file| Arc::clone(&file.text))
    }

    /// The text of the configuration, as it was read; empty without one.
    pub fn configuration(&self) -> &str {
        &self.memory.config.0
    }

    fn gather_findings(&mut self) {
        let Memory { config, walked, unread, .. } = &self.memory;
        let data = self.data.iter().flat_map(|file| &file.diagnostics);
        self.diagnostics = [&config.1, walked, unread].into_iter().flatten().chain(data).cloned().collect();
        self.diagnostics.extend(self.theme.unused.iter().map(|path| {
            let finding =
                Diagnostic::new("theme/unused", path, "this script belongs to Casebook, and a theme's own is not used");
            finding.hint("remove the file")
        }));
    }
}

/// Where a site is.
struct Roots<'a> {
    root: &'a Path,
    content_root: &'a Path,
    /// What findings print before a path below the content folder.
    prefix: &'a str,
}

/// Findings for patterns of `[content] ignore` that match nothing.
fn unmet_patterns(
    options: &Options,
    text: &str,
    config: &Config,
    found: &walk::Found,
    content_root: &Path,
) -> Vec<Diagnostic> {
    let below =
        |path: &PathBuf| path.strip_prefix(content_root).ok().map(|path| format!("{}/", path.to_string_lossy()));
    let folders: Vec<String> = found.folders.iter().filter_map(below).filter(|path| path != "/").collect();
    let files = found.markdown.iter().chain(found.assets.keys());
    let places = folders.iter().chain(files).map(String::as_str);
    config::unmet(options.config.as_deref(), text, config, &found.met, places)
}

/// What is closed, with paths as findings print them.
fn closed(found: Vec<(String, &'static str)>, prefix: &str) -> Vec<(String, &'static str)> {
    found.into_iter().map(|(path, by)| (format!("{prefix}{path}"), by)).collect()
}

/// Where the content of the site at `root` is.
fn content_root(root: &Path) -> Result<PathBuf> {
    let content = root.join("content");
    if !content.is_dir() {
        return Ok(root.to_path_buf());
    }
    let found = content.canonicalize().map_err(|e| Error::io("open folder", &content, e))?;
    if !found.starts_with(root) {
        return Err(Error::usage(format!(
            "`{}` is a link that leads out of the site; build its target instead",
            content.display()
        )));
    }
    Ok(found)
}

/// What findings print before a path below the content folder.
fn prefix(root: &Path, content_root: &Path) -> &'static str {
    if content_root == root { "" } else { "content/" }
}

/// The name that the folder given by the user goes by.
fn own_name(root: &Path) -> String {
    root.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
