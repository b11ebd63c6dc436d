//! Files that say what holds for the pages beside or below them become sources too: other tools' defaults and configuration.
//!
//! Which files those are is decided here, by name; what they say is for `parse`. One that cannot be read is there all the same, with
//! the reason, since it may be what keeps a folder back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::load::file::{Stamp, is_same, read_text};
use crate::load::site_folders::{Roots, own_name};
use crate::load::sources::Sources;
use crate::load::walk::{Found, is_hidden_data};
use crate::model::{KindHint, Source};

/// The largest that is read: more than anybody writes by hand.
const LARGEST: u64 = 256 * 1024;

/// Extensions of data that is written down.
const WRITTEN: [&str; 4] = ["json", "yaml", "yml", "toml"];

/// Extensions of data that a program makes.
const MADE: [&str; 6] = ["js", "cjs", "mjs", "ts", "cts", "mts"];

/// What Eleventy puts between a name and its extension.
const ELEVENTY: &str = ".11tydata";

/// Names of Jekyll's configuration.
const JEKYLL: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

fn is_data(path: &str, markdown: &[String], own_name: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let Some((stem, extension)) = name.rsplit_once('.') else { return false };
    let extension = extension.to_ascii_lowercase();
    let is = |known: &[&str]| known.contains(&extension.as_str());
    if stem.ends_with(ELEVENTY) {
        return is(&WRITTEN) || is(&MADE);
    }
    if !is(&WRITTEN) {
        return is_hidden_data(name);
    }
    let folder_name = if folder.is_empty() { own_name } else { folder.rsplit('/').next().unwrap_or(folder) };
    let of_page = || {
        let page = format!("{}.", &path[..path.len() - name.len() + stem.len()]);
        let first = markdown.partition_point(|other| *other < page);
        markdown[first..]
            .iter()
            .take_while(|other| other.starts_with(&page))
            .any(|other| !other[page.len()..].contains('.'))
    };
    is_hidden_data(name)
        || (folder.is_empty() && JEKYLL.contains(&name))
        || stem.to_lowercase() == folder_name.to_lowercase()
        || of_page()
}

/// What is read.
pub(super) struct Data {
    /// In path order.
    pub(super) files: Vec<Arc<Source>>,
    /// When each was last written, where that could be seen.
    pub(super) stamps: Vec<Option<Stamp>>,
}

/// Reads the data files among what was `found`, and the site's own; what `earlier` has and nobody doubts is kept.
pub(super) fn read(roots: &Roots<'_>, found: &Found, earlier: Option<(&Sources, &BTreeSet<PathBuf>)>) -> Data {
    let name = own_name(roots.content_root);
    let is_data = |path: &&String| is_data(path, &found.markdown, &name);
    let astray: BTreeSet<&String> = found.astray.iter().filter(is_data).collect();
    let paths = found.hidden.iter().chain(found.assets.keys().filter(is_data)).chain(astray.iter().copied());
    let known: BTreeMap<&str, usize> = earlier.iter().flat_map(|(sources, _)| paths_of(&sources.data)).collect();
    let of_site = JEKYLL.into_iter().filter(|_| roots.root != roots.content_root).map(|name| format!("../{name}"));
    let of_site = of_site.filter(|path| full(roots, path).symlink_metadata().is_ok());
    let all: BTreeSet<String> = of_site.chain(paths.cloned()).collect();
    let mut data = Data { files: Vec::with_capacity(all.len()), stamps: Vec::with_capacity(all.len()) };
    for path in all {
        let full = full(roots, &path);
        let stamp = Stamp::at(&full);
        let kept = || {
            let (sources, forced) = earlier?;
            let at = *known.get(path.as_str())?;
            let is_same = stamp.is_some()
                && sources.memory.data[at] == stamp
                && sources.content_root == roots.content_root
                && !full.ancestors().any(|path| forced.contains(path));
            is_same.then(|| Arc::clone(&sources.data[at]))
        };
        let file = kept().unwrap_or_else(|| {
            let new = one(roots, &path, &full, astray.contains(&path));
            let old = earlier.and_then(|(sources, _)| sources.data.get(*known.get(path.as_str())?));
            match old {
                Some(old) if is_same(old, &new) => Arc::clone(old),
                _ => Arc::new(new),
            }
        });
        data.files.push(file);
        data.stamps.push(stamp);
    }
    data
}

fn paths_of(data: &[Arc<Source>]) -> impl Iterator<Item = (&str, usize)> {
    data.iter().enumerate().map(|(at, file)| (file.path.as_str(), at))
}

/// Where the data file is that goes by `path`.
fn full(roots: &Roots<'_>, path: &str) -> PathBuf {
    match path.strip_prefix("../") {
        Some(name) => roots.root.join(name),
        None => roots.content_root.join(path),
    }
}

fn one(roots: &Roots<'_>, path: &str, full: &Path, is_astray: bool) -> Source {
    let shown = path.strip_prefix("../").map_or_else(|| format!("{}{path}", roots.prefix), str::to_owned);
    let (text, unread, diagnostics) = match is_astray {
        // The walk has a finding for it.
        true => (Arc::from(""), Some(String::from("it is a link that is not followed")), Vec::new()),
        false => match read_text(full, &shown, LARGEST) {
            Ok((read, _)) => (read.text, read.unread, read.diagnostics),
            Err(error) => {
                let message = format!("could not read this file: {error}; it may say what is to be kept back");
                let finding = Diagnostic::new(Rule::LoadUnreadable, &shown, message);
                (Arc::from(""), Some(format!("it could not be read: {error}")), vec![finding])
            }
        },
    };
    let hint = KindHint::nothing();
    Source { path: path.to_owned(), shown_path: shown, text, hint, lang: None, unread, diagnostics }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_known_by_its_name_and_its_neighbours() {
        let markdown: Vec<String> =
            ["incidents/a.md", "incidents/b.c.md", "incidents/d.MDX", "x.md"].map(String::from).to_vec();
        let data = [
            "incidents/incidents.json",
            "incidents/Incidents.yaml",
            "incidents/incidents.11tydata.js",
            "incidents/a.json",
            "incidents/a.11tydata.cjs",
            "incidents/a.toml",
            "incidents/d.yml",
            "incidents/.meta.yml",
            ".meta.yaml",
            "_config.yml",
            "content.json",
            "x.yaml",
            "index.11tydata.json",
        ];
        let other = [
            "incidents/b.json",
            "incidents/c.json",
            "incidents/numbers.yaml",
            "incidents/a.js",
            "incidents/_config.yml",
            "incidents/a.csv",
            "incidents/.meta.json",
            "incidents/content.json",
            "incidents/a",
            "11tydata.json",
        ];
        for path in data {
            assert!(is_data(path, &markdown, "content"), "{path}");
        }
        for path in other {
            assert!(!is_data(path, &markdown, "content"), "{path}");
        }
    }
}
