//! Everything that was read of a site, and what it takes to read only what has changed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use blake3::Hash;

use crate::diag::{Diagnostic, Rule};
use crate::load::file::Stamp;
use crate::load::site_folders::prefix;
use crate::load::theme::Theme;
use crate::model::{Config, Source};

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
    pub(super) memory: Memory,
}

/// What a later reading wants to know of this one.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The configuration's text, and what was found in it.
    pub(super) config: (String, Vec<Diagnostic>),
    /// For each Markdown file, when it was last written and how long it is.
    pub(super) stamps: Vec<Stamp>,
    /// For each data file, the same.
    pub(super) data: Vec<Option<Stamp>>,
    /// What the walk found.
    pub(super) walked: Vec<Diagnostic>,
    /// What was found about single files that could not be read.
    pub(super) unread: Vec<Diagnostic>,
    /// Whether links lead from one place below the content folder to another, so that a change has several names.
    pub(super) links: bool,
    /// All of it in one hash, where it was read at once.
    pub(super) inputs: Option<Hash>,
}

/// Files that are not Markdown: path below the content folder, and where their bytes are. That of a file in a folder beside the content
/// begins with `../`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// In path order.
    pub files: BTreeMap<String, AssetFile>,
}

/// Where the bytes of a file that may be copied are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssetFile {
    /// In a file.
    OnDisk(PathBuf),
    /// In the text of a page that writes a picture as a `data:` address.
    InPage {
        /// The picture, decoded.
        bytes: Arc<[u8]>,
        /// The page's path, as findings print it.
        page: String,
    },
}

impl Assets {
    /// The files at `paths`.
    pub(super) fn on_disk(paths: BTreeMap<String, PathBuf>) -> Self {
        Self { files: paths.into_iter().map(|(path, file)| (path, AssetFile::OnDisk(file))).collect() }
    }
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

    pub(super) fn gather_findings(&mut self) {
        let Memory { config, walked, unread, .. } = &self.memory;
        let data = self.data.iter().flat_map(|file| &file.diagnostics);
        self.diagnostics = [&config.1, walked, unread].into_iter().flatten().chain(data).cloned().collect();
        self.diagnostics.extend(self.theme.unused.iter().map(|path| {
            let finding = Diagnostic::new(
                Rule::ThemeUnused,
                path,
                "this script belongs to Casebook, and a theme's own is not used",
            );
            finding.hint("remove the file")
        }));
    }
}

impl Sources {
    /// Whether a folder was there that could not be looked into.
    pub fn has_unread_folders(&self) -> bool {
        self.memory.walked.iter().any(|finding| finding.rule == Rule::LoadUnreadable)
    }

    /// Whether links lead from one place below the content folder to another.
    pub fn has_links(&self) -> bool {
        self.memory.links
    }

    /// The hash of everything that was read, as [`inputs`](super::inputs) gives it; `None` of what was read bit by bit.
    pub fn inputs(&self) -> Option<Hash> {
        self.memory.inputs
    }

    /// The same sources with another theme.
    pub fn with_theme(&self, theme: &Arc<Theme>) -> Sources {
        Sources { theme: Arc::clone(theme), ..self.shared() }
    }

    /// The same sources again, every file shared.
    pub(super) fn shared(&self) -> Sources {
        Sources {
            root: self.root.clone(),
            content_root: self.content_root.clone(),
            config: Arc::clone(&self.config),
            theme: Arc::clone(&self.theme),
            assets: Arc::clone(&self.assets),
            files: self.files.clone(),
            data: self.data.clone(),
            diagnostics: self.diagnostics.clone(),
            closed: self.closed.clone(),
            folders: self.folders.clone(),
            memory: Memory {
                config: self.memory.config.clone(),
                stamps: self.memory.stamps.clone(),
                data: self.memory.data.clone(),
                walked: self.memory.walked.clone(),
                unread: self.memory.unread.clone(),
                links: self.memory.links,
                inputs: None,
            },
        }
    }
}
