//! What may have changed on disk becomes newer [`Sources`], which share every file that has not.
//!
//! Only what is in doubt is read. A mistake in the configuration or the theme leaves the earlier one in place and is said, so that a
//! preview can go on; a build reads with [`load`](super::load) and stops.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Mistake, Rule};
use crate::error::Result;
use crate::load::config::{self, Configured};
use crate::load::file::{Stamp, Unread, is_same, read_source};
use crate::load::ignored::unmet_patterns;
use crate::load::options::Options;
use crate::load::patterns::Patterns;
use crate::load::site_folders::{Roots, closed, content_root, own_name, prefix};
use crate::load::sources::{Assets, Memory, Sources};
use crate::load::theme::{self, Theme};
use crate::load::{folder_data, kinds_by_folder, walk};
use crate::model::{Config, KindHint, People, Source, composed};

/// What may be other than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// These files. Whether they are known, and what they are, is found out.
    Files(BTreeSet<PathBuf>),
    /// Anything; these files even if they look as they did.
    Everything(BTreeSet<PathBuf>),
}

/// Whether a file that is gone or empty is believed to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// Not yet: editors move files away and write them anew, or empty them before they write.
    Wait,
    /// Yes.
    Believe,
}

/// A known file was gone or empty, which may be over in a moment. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsure;

/// What a reading gave.
#[derive(Debug)]
pub struct Reloaded {
    /// The sources; files that have not changed are the same `Arc`s.
    pub sources: Sources,
    /// Mistakes in the configuration or the theme, for which the earlier ones stand in; `None` when neither was looked at.
    pub mistakes: Option<Vec<Mistake>>,
    /// Markdown files that were read, by path as findings print it; empty when all were looked at.
    pub read: Vec<String>,
    /// Markdown files that are there and cannot be read; the earlier text stands in where there is one.
    pub unreadable: Vec<Diagnostic>,
    /// Files that are not Markdown whose bytes may have changed, by path below the content folder.
    pub assets: Vec<String>,
}

/// Reads again what is in doubt.
///
/// # Errors
/// When the site's folder cannot be walked. The inner error says that it is better to look again in a moment.
pub fn reload(
    options: &Options,
    earlier: &Sources,
    doubt: &Doubt,
    patience: Patience,
) -> Result<Result<Reloaded, Unsure>> {
    match doubt {
        Doubt::Files(paths) if !earlier.memory.links => {
            let config = options.config.as_deref().map(resolved);
            let place = |path: &PathBuf| place(earlier, config.as_deref(), path);
            let places: Option<Vec<Place>> = paths.iter().filter_map(place).collect();
            match places {
                Some(places) => Ok(files(earlier, &places, patience)),
                None => everything(options, earlier, paths, patience),
            }
        }
        Doubt::Files(paths) | Doubt::Everything(paths) => everything(options, earlier, paths, patience),
    }
}

/// What a path is to the earlier sources.
enum Place {
    /// A Markdown file, by index.
    File(usize),
    /// Another file that is known, by its path below the content folder.
    Asset(String),
}

/// What is at `path`: `None` when it is nothing (an editor's own file that has gone again); `Some(None)` when only a walk can tell.
#[expect(clippy::option_option, reason = "nothing to do, something known, and no idea are three answers")]
fn place(earlier: &Sources, config: Option<&Path>, path: &Path) -> Option<Option<Place>> {
    if is_ours(earlier, path) || config == Some(path) || path.file_name().is_some_and(|name| name == ".gitignore") {
        return Some(None);
    }
    let below = path.strip_prefix(&earlier.content_root).ok().map(|below| {
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        parts.join("/")
    });
    if is_data(earlier, path) {
        return Some(None);
    }
    if let Some(below) = below {
        if let Ok(at) = earlier.files.binary_search_by(|file| file.path.as_str().cmp(&below)) {
            return Some(path.is_file().then_some(Place::File(at)));
        }
        let asset = composed(&below);
        if earlier.assets.files.contains_key(asset.as_ref()) {
            return Some(path.is_file().then(|| Place::Asset(asset.into_owned())));
        }
        // A pattern that kept it out may now match nothing.
        if Patterns::ignored(&earlier.config.content.ignore).is_ok_and(|ignored| ignored.is_match(&below)) {
            return Some(None);
        }
    }
    // Folders above the site are watched for the sake of their `.gitignore` alone.
    let is_inside = path.starts_with(&earlier.root) || path.starts_with(&earlier.content_root);
    let was_there = earlier.folders.iter().any(|folder| folder == path);
    (is_inside && (path.exists() || was_there)).then_some(None)
}

/// The path of a file as events name it: absolute, its folder without links, even if it is gone.
fn resolved(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    folder.join(file.file_name().unwrap_or_default())
}

/// Whether a path is one of the site's own files outside its content, even when it is gone.
fn is_ours(earlier: &Sources, path: &Path) -> bool {
    let name = path.strip_prefix(&earlier.root).ok();
    name.is_some_and(|name| {
        name.starts_with("themes")
            || [Path::new("casebook.toml"), Path::new(People::FILE)].contains(&name)
            || name == Path::new("content")
    })
}

/// Whether a path is that of a file that says what holds for pages, even when it is gone.
fn is_data(earlier: &Sources, path: &Path) -> bool {
    let below = |file: &Arc<Source>| match file.path.strip_prefix("../") {
        Some(name) => earlier.root.join(name),
        None => earlier.content_root.join(&file.path),
    };
    earlier.data.iter().any(|file| below(file) == path)
}

/// Reads known files.
fn files(earlier: &Sources, places: &[Place], patience: Patience) -> Result<Reloaded, Unsure> {
    let mut sources = earlier.shared();
    let mut unreadable = Vec::new();
    let mut assets = Vec::new();
    let mut read = Vec::new();
    for place in places {
        let at = match place {
            Place::File(at) => *at,
            Place::Asset(path) => {
                assets.push(path.clone());
                continue;
            }
        };
        let old = &earlier.files[at];
        read.push(old.shown_path.clone());
        match read_source(&earlier.content_root, &old.path, &old.shown_path, old.hint.clone()) {
            Ok((new, stamp, _)) => {
                if is_emptied(old, &new) && patience == Patience::Wait {
                    return Err(Unsure);
                }
                sources.memory.stamps[at] = stamp;
                if !is_same(old, &new) {
                    sources.files[at] = Arc::new(new);
                }
            }
            Err(unread) if unread.gone => return Err(Unsure),
            Err(unread) => unreadable.push(unread.finding),
        }
    }
    Ok(Reloaded { sources, mistakes: None, read, unreadable, assets })
}

/// Walks the folder, reads the configuration and the theme, and those files that are new, look new, or are `forced`.
fn everything(
    options: &Options,
    earlier: &Sources,
    forced: &BTreeSet<PathBuf>,
    patience: Patience,
) -> Result<Result<Reloaded, Unsure>> {
    let mut mistakes = Vec::new();
    let root = earlier.root.clone();
    let content_root = match content_root(&root) {
        Ok(content_root) => content_root,
        Err(error) => {
            let finding = Diagnostic::new(Rule::LoadUnreadable, "content", error.to_string());
            let (mistakes, sources) = (Some(vec![Mistake::new(finding, error)]), earlier.shared());
            return Ok(Ok(Reloaded {
                sources,
                mistakes,
                read: Vec::new(),
                unreadable: Vec::new(),
                assets: Vec::new(),
            }));
        }
    };
    let prefix = prefix(&root, &content_root);
    let (config, config_memory) = configured(options, earlier, &mut mistakes);
    let roots = Roots { root: &root, content_root: &content_root, prefix };
    let mut found = walk::walk(&roots, &options.out, &config)?;
    found.diagnostics.extend(unmet_patterns(options, &config_memory.0, &config, &found, &content_root));
    let data = folder_data::read(&roots, &found, Some((earlier, forced)));
    let hints = kinds_by_folder::hints(&found.markdown, &own_name(&root), &config);
    let known: HashMap<&str, usize> =
        earlier.files.iter().enumerate().map(|(at, file)| (file.path.as_str(), at)).collect();
    let one = |(path, hint): (&String, KindHint)| {
        let old = known.get(path.as_str()).map(|&at| (&earlier.files[at], earlier.memory.stamps[at]));
        let full = content_root.join(path);
        if let Some((old, stamp)) = old
            && content_root == earlier.content_root
            && old.hint == hint
            && (forced.is_empty() || !full.ancestors().any(|path| forced.contains(path)))
            && Stamp::at(&full) == Some(stamp)
        {
            return Ok((Arc::clone(old), stamp));
        }
        let (new, stamp, _) = read_source(&content_root, path, &format!("{prefix}{path}"), hint)?;
        Ok(match old {
            Some((old, _)) if is_same(old, &new) => (Arc::clone(old), stamp),
            _ => (Arc::new(new), stamp),
        })
    };
    let read: Vec<Looked> = found.markdown.par_iter().zip(hints).map(one).collect();
    let emptied =
        |file: &Arc<Source>| known.get(file.path.as_str()).is_some_and(|&at| is_emptied(&earlier.files[at], file));
    let vanished = || {
        let there: BTreeSet<&str> = found.markdown.iter().map(String::as_str).collect();
        let is_there = |file: &Arc<Source>| data.files.iter().any(|other| other.path == file.path);
        earlier.files.iter().any(|file| !there.contains(file.path.as_str())) || !earlier.data.iter().all(is_there)
    };
    // The walk met it, and it was away when it was to be read.
    let away = || read.iter().any(|looked| looked.as_ref().is_err_and(|unread| unread.gone));
    if patience == Patience::Wait && (read.iter().flatten().any(|(file, _)| emptied(file)) || vanished() || away()) {
        return Ok(Err(Unsure));
    }
    let mut memory = Memory {
        config: config_memory,
        stamps: Vec::with_capacity(read.len()),
        data: data.stamps,
        walked: found.diagnostics,
        unread: Vec::new(),
        links: found.links,
        inputs: None,
    };
    let mut files = Vec::with_capacity(read.len());
    let mut unreadable = Vec::new();
    for (path, file) in found.markdown.iter().zip(read) {
        match file {
            Ok((source, stamp)) => {
                files.push(source);
                memory.stamps.push(stamp);
            }
            Err(unread) if unread.gone && !known.contains_key(path.as_str()) => {}
            // If it is gone for good, it went after the walk, and another event will say so.
            Err(unread) => {
                let old = known.get(path.as_str());
                match old {
                    Some(&at) => {
                        files.push(Arc::clone(&earlier.files[at]));
                        memory.stamps.push(earlier.memory.stamps[at]);
                    }
                    None => memory.unread.push(unread.finding.clone()),
                }
                unreadable.push(unread.finding);
            }
        }
    }
    let assets = touched(&found.assets, &content_root, forced);
    let mut sources = Sources {
        theme: themed(earlier, &root, &config, &mut mistakes),
        assets: same_or(&earlier.assets, Assets::on_disk(found.assets)),
        root,
        content_root,
        config,
        files,
        data: data.files,
        diagnostics: Vec::new(),
        closed: closed(found.closed, prefix),
        folders: found.folders,
        memory,
    };
    sources.gather_findings();
    Ok(Ok(Reloaded { sources, mistakes: Some(mistakes), read: Vec::new(), unreadable, assets }))
}

/// A file, looked at: as it was, as it is now, or why not.
type Looked = Result<(Arc<Source>, Stamp), Box<Unread>>;

/// The configuration as it is now, or the earlier one when it is the same or has a mistake.
fn configured(
    options: &Options,
    earlier: &Sources,
    mistakes: &mut Vec<Mistake>,
) -> (Arc<Config>, (String, Vec<Diagnostic>)) {
    let kept = || (Arc::clone(&earlier.config), earlier.memory.config.clone());
    match config::config(&earlier.root, options.config.as_deref()) {
        Ok(Configured { text, config, .. })
            if text == earlier.memory.config.0 && *config.people == *earlier.config.people =>
        {
            kept()
        }
        Ok(Configured { config, findings, text }) => match kinds_by_folder::check_patterns(&config) {
            Ok(()) => (Arc::new(config), (text, findings)),
            Err(error) => {
                let finding = Diagnostic::new(Rule::ConfigSyntax, "casebook.toml", error.to_string());
                mistakes.push(Mistake::new(finding, error));
                kept()
            }
        },
        Err(mistake) => {
            mistakes.push(mistake);
            kept()
        }
    }
}

/// The theme as it is now, or the earlier one when it is the same or has a mistake.
fn themed(earlier: &Sources, root: &Path, config: &Config, mistakes: &mut Vec<Mistake>) -> Arc<Theme> {
    match theme::theme(root, config.theme.name.as_deref()) {
        Ok(theme) => same_or(&earlier.theme, theme),
        Err(mistake) => {
            mistakes.push(mistake);
            Arc::clone(&earlier.theme)
        }
    }
}

/// What was there, when `new` is equal to it.
fn same_or<T: PartialEq>(old: &Arc<T>, new: T) -> Arc<T> {
    if **old == new { Arc::clone(old) } else { Arc::new(new) }
}

/// The files among `assets` that are `forced`.
fn touched(
    assets: &std::collections::BTreeMap<String, PathBuf>,
    content_root: &Path,
    forced: &BTreeSet<PathBuf>,
) -> Vec<String> {
    let below = |path: &PathBuf| {
        let below = path.strip_prefix(content_root).ok()?.to_string_lossy().replace('\\', "/");
        let below = composed(&below).into_owned();
        assets.contains_key(&below).then_some(below)
    };
    forced.iter().filter_map(below).collect()
}

/// Whether a file that said something is empty now.
fn is_emptied(old: &Source, new: &Source) -> bool {
    new.text.is_empty() && !old.text.is_empty()
}
