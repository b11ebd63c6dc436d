//! The built-in theme, overridden file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use walkdir::{DirEntry, WalkDir};

use crate::diag::{Diagnostic, Mistake, Rule};
use crate::error::Error;
use crate::load::regular_file::read_regular;

/// The largest file of a theme that is read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Scripts of the published site that belong to the program, as they read what it writes: path among a theme's files, and text. No theme
/// overrides them, so that an older copy cannot meet a newer index.
pub const CLIENT_SCRIPTS: [(&str, &str); 2] = [
    ("js/search-engine.js", include_str!("../index/client/search-engine.js")),
    ("js/search-inflate.js", include_str!("../index/client/search-inflate.js")),
];

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme's files: the built-in ones, overridden file by file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Path below the theme's folder (`templates/base.html`, `css/tokens.css`) and its text.
    pub files: BTreeMap<String, String>,
    /// Which of them the site's own theme has, and where it is, below the root; the others are built in.
    pub own: Option<(String, BTreeSet<String>)>,
    /// Path below the theme's folder and bytes of everything else: fonts, pictures.
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

/// The built-in theme.
pub fn built_in() -> Theme {
    let mut theme = Theme::default();
    collect(&BUILT_IN, &mut theme);
    theme
}

/// The theme `name` below `root/themes`, or the built-in one.
///
/// # Errors
/// When the theme's folder does not exist, one of its files cannot be read, or a template, style or script is no text.
pub(super) fn theme(root: &Path, name: Option<&str>) -> Result<Theme, Mistake> {
    let mut theme = built_in();
    let Some(name) = name else { return Ok(theme) };
    let folder = root.join("themes").join(name);
    if !folder.is_dir() || name.contains(['/', '\\']) || name.starts_with('.') {
        let message = format!(
            "there is no theme folder `themes/{name}`; make it and put in it only the files you want to change"
        );
        return Err(Mistake::new(
            Diagnostic::new(Rule::ThemeSyntax, folder_of(name), &message),
            Error::usage(&message),
        ));
    }
    let mut own = BTreeSet::new();
    // What begins with a dot is an editor's, a desktop's or a version control's, and no part of a theme.
    let is_hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
    for entry in WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.map_err(|e| {
            let message = format!("could not read the theme `{name}`: {e}");
            let finding = Diagnostic::new(Rule::ThemeSyntax, folder_of(name), &message);
            Mistake::new(finding, Error::environment(message))
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let path = entry.path().strip_prefix(&folder).expect("walkdir stays below its root");
        let path = path.to_string_lossy().replace('\\', "/");
        let mistake = |e: std::io::Error| {
            let shown = format!("{}/{path}", folder_of(name));
            let finding = Diagnostic::new(Rule::ThemeSyntax, shown, format!("could not read this file: {e}"));
            Mistake::new(finding, Error::io("read the theme file", entry.path(), e))
        };
        if CLIENT_SCRIPTS.iter().any(|(ours, _)| *ours == path) {
            theme.unused.push(format!("{}/{path}", folder_of(name)));
            continue;
        }
        let (bytes, _) = read_regular(entry.path(), LARGEST).map_err(mistake)?;
        if is_text(&path) {
            let not_utf8 = |_| mistake(std::io::Error::other("it is not UTF-8"));
            theme.files.insert(path.clone(), String::from_utf8(bytes).map_err(not_utf8)?);
            own.insert(path);
        } else {
            theme.copied.insert(path, bytes.into());
        }
    }
    theme.own = Some((folder_of(name), own));
    Ok(theme)
}

/// Whether a file of a theme is text that we read. Everything else (fonts, pictures, a licence) is published as it is.
fn is_text(path: &str) -> bool {
    path == "theme.toml" || path.starts_with("templates/") || path.ends_with(".css") || path.ends_with(".js")
}

/// Where the theme `name` is, as findings print it.
pub(super) fn folder_of(name: &str) -> String {
    format!("themes/{name}")
}

fn collect(dir: &Dir<'_>, theme: &mut Theme) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        match file.contents_utf8() {
            Some(text) => drop(theme.files.insert(path, text.to_owned())),
            None => drop(theme.copied.insert(path, file.contents().into())),
        }
    }
    for dir in dir.dirs() {
        collect(dir, theme);
    }
}
