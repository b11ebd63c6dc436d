//! The folder tree becomes two lists: Markdown files and everything else.
//!
//! Never entered: hidden folders, `private`, `interviews`, `node_modules`, output folders (known by their
//! manifest), what `.gitignore` or `[content] ignore` names, and links that lead out of the site.

#![expect(clippy::disallowed_methods, reason = "load is the one reader of content")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use crate::diag::Diagnostic;
use crate::error::{Error, Result};
use crate::model::Config;

/// The name of the file that marks an output folder.
pub const MANIFEST: &str = ".casebook-manifest.json";

/// What the walk found.
pub(super) struct Found {
    /// Markdown files below the content folder, in path order.
    pub(super) markdown: Vec<String>,
    /// Other files.
    pub(super) assets: BTreeMap<String, PathBuf>,
    /// Findings.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Folders that were entered, the content folder included.
    pub(super) folders: Vec<PathBuf>,
    /// Whether a symbolic link was followed.
    pub(super) links: bool,
}

/// Walks `content_root`.
pub(super) fn walk(root: &Path, content_root: &Path, out: &Path, config: &Config, prefix: &str) -> Result<Found> {
    let ignored = patterns(&config.content.ignore, "ignore")?;
    let extra = patterns(&config.content.markdown, "markdown")?;
    let mut gitignores = Gitignores::new(root);
    let out = out.canonicalize().ok();
    let mut found = Found {
        markdown: Vec::new(),
        assets: BTreeMap::new(),
        diagnostics: Vec::new(),
        folders: Vec::new(),
        links: false,
    };
    let mut walk = WalkDir::new(content_root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.diagnostics.push(walk_finding(&error, content_root, prefix));
                continue;
            }
        };
        let Some(path) = relative(entry.path(), content_root) else { continue };
        let skipped = !path.is_empty()
            && (never_read(&entry)
                || ignored.is_match(&path)
                || gitignores.ignores(entry.path(), entry.file_type().is_dir())
                || out.as_deref().is_some_and(|out| entry.path() == out)
                || leads_astray(&entry, content_root, &gitignores, &ignored));
        let is_dir = entry.file_type().is_dir();
        if skipped || (is_dir && !path.is_empty() && entry.path().join(MANIFEST).is_file()) {
            if is_dir {
                walk.skip_current_dir();
            }
            continue;
        }
        found.links |= entry.path_is_symlink();
        if is_dir {
            gitignores.enter(entry.path());
            found.folders.push(entry.path().to_path_buf());
        } else if is_markdown(&path) || extra.is_match(&path) {
            found.markdown.push(path);
        } else {
            found.diagnostics.extend(looks_like_markdown(&path, entry.path(), prefix));
            found.assets.insert(path, entry.path().to_path_buf());
        }
    }
    found.markdown.sort();
    Ok(found)
}

/// Compiles glob patterns of the configuration.
///
/// # Errors
/// When a pattern is not a glob.
pub(super) fn patterns(globs: &[String], key: &str) -> Result<GlobSet> {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        // As in `.gitignore`, a pattern without a slash is about names, wherever they stand.
        let written = if glob.contains('/') { glob.clone() } else { format!("**/{glob}") };
        let compiled = GlobBuilder::new(&written).literal_separator(true).build();
        builder.add(
            compiled
                .map_err(|e| Error::usage(format!("`[content] {key}` holds `{glob}`, which is no pattern: {e}")))?,
        );
    }
    builder.build().map_err(|e| Error::usage(format!("`[content] {key}`: {e}")))
}

fn relative(path: &Path, root: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Vec<_> = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    Some(parts.join("/"))
}

/// A finding for a file without extension whose first line is a Markdown heading or the fence of front matter.
fn looks_like_markdown(path: &str, file: &Path, prefix: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name
        .rsplit_once('.')
        .is_some_and(|(_, extension)| (1..=5).contains(&extension.len()) && !extension.contains(' '))
    {
        return None;
    }
    let mut start = [0u8; 5];
    let read = std::fs::File::open(file).and_then(|mut file| std::io::Read::read(&mut file, &mut start)).unwrap_or(0);
    let start = start[..read].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start[..read]);
    (start.starts_with(b"# ") || start.starts_with(b"---\n") || start.starts_with(b"+++\n")).then(|| {
        let message = "this file begins like Markdown but has no `.md`, so it is in no page";
        let hint = format!("rename it, or add `markdown = [\"{name}\"]` under `[content]` in casebook.toml");
        Diagnostic::new("load/not-markdown", format!("{prefix}{path}"), message).hint(hint)
    })
}

fn never_read(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let special = !entry.file_type().is_file() && !entry.file_type().is_dir();
    special || is_of_an_editor(&name) || name.starts_with('.') || (entry.file_type().is_dir() && is_private(&name))
}

/// Copies and drafts that editors leave beside a file: `x.md~`, `#x.md#`, `x.md.swp`.
fn is_of_an_editor(name: &str) -> bool {
    name.ends_with('~') || (name.starts_with('#') && name.ends_with('#')) || name.ends_with(".swp")
}

fn is_markdown(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "markdown", "mdx"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// Whether a symbolic link leads out of the content folder, or to something in it that is not read under its own name.
fn leads_astray(entry: &DirEntry, content_root: &Path, gitignores: &Gitignores, ignored: &GlobSet) -> bool {
    if !entry.path_is_symlink() {
        return false;
    }
    let Ok(real) = entry.path().canonicalize() else { return !entry.file_type().is_symlink() };
    let Some(path) = relative(&real, content_root).filter(|path| !path.is_empty()) else { return true };
    let hidden = path.split('/').any(|part| is_private(part) || part == "_drafts");
    let folders = real.ancestors().take_while(|dir| *dir != content_root);
    hidden || ignored.is_match(&path) || folders.into_iter().any(|dir| gitignores.ignores(dir, dir.is_dir()))
}

/// Names of folders that are never read; hidden files too.
fn is_private(name: &str) -> bool {
    name.starts_with('.') || ["private", "interviews", "node_modules"].iter().any(|n| name.eq_ignore_ascii_case(n))
}

fn walk_finding(error: &walkdir::Error, content_root: &Path, prefix: &str) -> Diagnostic {
    let path = error.path().and_then(|p| relative(p, content_root)).unwrap_or_default();
    let shown = format!("{prefix}{path}");
    match error.loop_ancestor() {
        Some(ancestor) => {
            let ancestor = relative(ancestor, content_root).unwrap_or_default();
            let message = format!("this link leads back to `{prefix}{ancestor}` and is not followed");
            Diagnostic::new("load/symlink-loop", shown, message)
        }
        None => {
            let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            Diagnostic::new("load/unreadable", shown, format!("could not read this: {reason}"))
        }
    }
}

/// The `.gitignore` files that apply: those of the repository above the site, and those met on the way.
struct Gitignores {
    files: Vec<(PathBuf, Gitignore)>,
}

impl Gitignores {
    fn new(root: &Path) -> Self {
        let mut gitignores = Self { files: Vec::new() };
        if let Some(top) = root.ancestors().find(|dir| dir.join(".git").exists()) {
            let above: Vec<_> = root.ancestors().take_while(|dir| dir.starts_with(top)).collect();
            for dir in above.into_iter().rev() {
                gitignores.enter(dir);
            }
        }
        gitignores
    }

    fn enter(&mut self, dir: &Path) {
        let file = dir.join(".gitignore");
        if self.files.iter().any(|(known, _)| known == dir) || !file.is_file() {
            return;
        }
        let mut builder = GitignoreBuilder::new(dir);
        builder.add(file);
        if let Ok(gitignore) = builder.build() {
            self.files.push((dir.to_path_buf(), gitignore));
        }
    }

    fn ignores(&self, path: &Path, is_dir: bool) -> bool {
        let deepest = self.files.iter().rev().filter(|(dir, _)| path.starts_with(dir));
        for (_, gitignore) in deepest {
            let matched = gitignore.matched(path, is_dir);
            if !matched.is_none() {
                return matched.is_ignore();
            }
        }
        false
    }
}
