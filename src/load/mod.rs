#![expect(clippy::disallowed_methods, reason = "load is the one reader of content, configuration and theme")]
//! Disk becomes [`Sources`]: the only reader of content, configuration and theme.
//!
//! It decides which files are read and what their place in the tree says of them; it never looks at what
//! they mean.

mod config;
mod kinds;
mod theme;
mod walk;

pub use walk::MANIFEST;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::error::{Error, Result};
use crate::model::{Config, KindHint, Source};

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
    pub config: Config,
    /// The theme.
    pub theme: Theme,
    /// Files that are not Markdown.
    pub assets: Assets,
    /// Markdown files, in path order.
    pub files: Vec<Arc<Source>>,
    /// Findings made while reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// Files that are not Markdown: path below the content folder, and where they are.
#[derive(Debug, Default)]
pub struct Assets {
    /// In path order.
    pub files: BTreeMap<String, PathBuf>,
}

/// A theme's files: the built-in ones, overridden file by file.
#[derive(Debug, Default)]
pub struct Theme {
    /// Path below the theme's folder (`templates/base.html`, `css/tokens.css`) and its text.
    pub files: BTreeMap<String, String>,
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
    let (config, mut diagnostics) = config::config(&root, options.config.as_deref())?;
    let content_root = match root.join("content") {
        content if content.is_dir() => content.canonicalize().map_err(|e| Error::io("open folder", &content, e))?,
        _ => root.clone(),
    };
    if !content_root.starts_with(&root) {
        let shown = root.join("content");
        return Err(Error::usage(format!(
            "`{}` is a link that leads out of the site; build its target instead",
            shown.display()
        )));
    }
    for (key, globs) in kinds::patterns_of(&config) {
        walk::patterns(globs, key)?;
    }
    let prefix = if content_root == root { "" } else { "content/" };
    let found = walk::walk(&root, &content_root, &options.out, &config, prefix)?;
    diagnostics.extend(found.diagnostics);
    let hints = kinds::hints(&found.markdown, &own_name(&root), &config);
    let read: Vec<Result<Source, Box<Diagnostic>>> = found
        .markdown
        .par_iter()
        .zip(hints)
        .map(|(path, hint)| read_source(&content_root, path, &format!("{prefix}{path}"), hint))
        .collect();
    let mut files = Vec::with_capacity(read.len());
    for source in read {
        match source {
            Ok(source) => files.push(Arc::new(source)),
            Err(finding) => diagnostics.push(*finding),
        }
    }
    let theme = theme::theme(&root, config.theme.name.as_deref())?;
    Ok(Sources { root, content_root, config, theme, assets: Assets { files: found.assets }, files, diagnostics })
}

/// The name that the folder given by the user goes by.
fn own_name(root: &Path) -> String {
    root.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read_source(content_root: &Path, path: &str, shown_path: &str, hint: KindHint) -> Result<Source, Box<Diagnostic>> {
    let bytes = std::fs::read(content_root.join(path)).map_err(|e| {
        let finding = Diagnostic::new("load/unreadable", shown_path, format!("could not read this file: {e}"));
        Box::new(finding.hint("check its permissions, or name it in `[content] ignore`"))
    })?;
    let mut diagnostics = Vec::new();
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = error.utf8_error().valid_up_to();
        diagnostics.push(
            Diagnostic::new("load/encoding", shown_path, "this file is not UTF-8")
                .at(valid..valid)
                .label("first byte that cannot be read")
                .hint("save it as UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8`"),
        );
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Ok(Source {
        path: path.to_owned(),
        shown_path: shown_path.to_owned(),
        text: Arc::from(text),
        hint,
        lang: kinds::folder_language(path),
        diagnostics,
    })
}
