//! The folder tree becomes lists: Markdown files, everything else, and data that says what holds for pages.
//!
//! Never entered: hidden folders, `private`, `interviews`, `node_modules`, output folders (known by their
//! manifest), what `.gitignore` or `[content] ignore` names, and links that lead out of the site. What a link leads to inside it is
//! read only if it is under its own name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diag::Diagnostic;
use crate::error::Result;
use crate::load::gitignore::Gitignores;
use crate::load::patterns::Patterns;
use crate::load::site_folders::{Roots, relative};
use crate::load::walk_findings::{astray, looks_like_markdown, walk_finding};
use crate::model::{Config, People, composed, is_drafts_folder, is_for_its_tool, is_unread_folder};

/// The name of the file that marks an output folder.
pub const MANIFEST: &str = ".casebook-manifest.json";

/// The name of the file that marks what was published, wherever that was.
pub const PUBLISHED: &str = ".casebook-published.json";

/// Folders beside the content whose files other tools serve from the top of the site. A file there is called `../static/x.png`.
pub const SITE_FILES: [&str; 4] = ["static", "assets", "public", "docs"];

/// Files beside the configuration that are never copied.
const OF_THE_HOUSE: [&str; 3] = [People::FILE, "audiences.lock", "casebook.toml"];

/// What the walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Markdown files below the content folder, in path order.
    pub(super) markdown: Vec<String>,
    /// Other files.
    pub(super) assets: BTreeMap<String, PathBuf>,
    /// Hidden files that are read all the same.
    pub(super) hidden: Vec<String>,
    /// Links to files that are not followed.
    pub(super) astray: Vec<String>,
    /// Findings.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Folders that were entered, the content folder included.
    pub(super) folders: Vec<PathBuf>,
    /// Whether a symbolic link was followed.
    pub(super) links: bool,
    /// Folders and Markdown files that somebody closed, and by what.
    pub(super) closed: Vec<(String, &'static str)>,
    /// Which patterns of `[content] ignore` are about something that is there.
    pub(super) met: Vec<bool>,
}

/// Walks the content folder.
pub(super) fn walk(roots: &Roots<'_>, out: &Path, config: &Config) -> Result<Found> {
    let ignored = Patterns::ignored(&config.content.ignore)?;
    let extra = Patterns::of_files(&config.content.markdown, "markdown")?;
    let mut way = Way {
        roots,
        out: out.canonicalize().or_else(|_| std::path::absolute(out)).ok(),
        gitignores: Gitignores::above(roots.root, roots.content_root),
        met: vec![false; config.content.ignore.len()],
        ignored,
        links: Vec::new(),
        followed: false,
    };
    let mut found = Found::default();
    let mut walk = WalkDir::new(roots.content_root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                way.fail(&error, &mut found);
                continue;
            }
        };
        let Some(path) = relative(entry.path(), roots.content_root) else { continue };
        let is_dir = entry.file_type().is_dir();
        match way.judge(&entry, &path) {
            Verdict::Read if is_dir => {
                way.gitignores.enter(entry.path());
                found.folders.push(entry.path().to_path_buf());
            }
            Verdict::Read if is_hidden_data(&entry.file_name().to_string_lossy()) => found.hidden.push(path),
            Verdict::Read if is_markdown(&path) || extra.is_match(&path) => found.markdown.push(path),
            Verdict::Read => {
                found.diagnostics.extend(looks_like_markdown(&path, entry.path(), roots.prefix));
                found.assets.insert(composed(&path).into_owned(), entry.path().to_path_buf());
            }
            Verdict::Closed(by) => {
                if is_dir || is_markdown(&path) {
                    found.closed.push((path.clone(), by));
                }
                if is_dir {
                    way.ignored.reach_into(&path, &mut way.met);
                    walk.skip_current_dir();
                }
            }
            Verdict::Skip if is_dir => {
                way.ignored.reach_into(&path, &mut way.met);
                walk.skip_current_dir();
            }
            Verdict::Skip => {}
            Verdict::Astray(why) => {
                found.diagnostics.push(astray(&format!("{}{path}", roots.prefix), why));
                if is_dir {
                    way.ignored.reach_into(&path, &mut way.met);
                    walk.skip_current_dir();
                } else {
                    found.astray.push(path);
                }
            }
        }
    }
    if roots.content_root != roots.root {
        SITE_FILES.iter().for_each(|folder| way.site_files(folder, &mut found));
    }
    // What says who may see what, and who people are, is nobody's attachment.
    OF_THE_HOUSE.iter().for_each(|name| drop(found.assets.remove(*name)));
    found.markdown.sort();
    found.diagnostics.append(&mut way.gitignores.findings);
    found.links = way.followed;
    found.met = way.met_or_ours();
    Ok(found)
}

/// What becomes of an entry.
enum Verdict {
    Read,
    /// It is no content: a hidden file, an output.
    Skip,
    /// Somebody keeps it from being read, and by what.
    Closed(&'static str),
    /// A link that is not followed, and why.
    Astray(&'static str),
}

/// What is known on the way through the folders.
struct Way<'a> {
    roots: &'a Roots<'a>,
    out: Option<PathBuf>,
    gitignores: Gitignores,
    ignored: Patterns,
    met: Vec<bool>,
    /// Links to folders that were followed, and what they lead to.
    links: Vec<(PathBuf, PathBuf)>,
    /// Whether any link was followed.
    followed: bool,
}

impl Way<'_> {
    fn judge(&mut self, entry: &DirEntry, path: &str) -> Verdict {
        if path.is_empty() {
            return Verdict::Read;
        }
        let is_dir = entry.file_type().is_dir();
        let is_ignored = self.ignored.meets(path, &mut self.met);
        let name = entry.file_name().to_string_lossy();
        if is_dir && is_unread_folder(&name) && never_read(entry) {
            let by = ["private", "interviews"].iter().any(|closed| name.eq_ignore_ascii_case(closed));
            return if by { Verdict::Closed("a folder of this name is never read") } else { Verdict::Skip };
        }
        if never_read(entry) || self.is_output(entry.path(), is_dir) {
            return Verdict::Skip;
        }
        if is_ignored {
            return Verdict::Closed("`[content] ignore` names it");
        }
        if self.gitignores.ignores(entry.path(), is_dir) {
            return Verdict::Closed("a `.gitignore` names it");
        }
        if !entry.path_is_symlink() {
            // The folder that a link leads to may hold what is not read under its own name.
            let real =
                self.links.iter().rev().find_map(|(link, real)| Some(real.join(entry.path().strip_prefix(link).ok()?)));
            return if real.is_some_and(|real| !self.is_open(&real)) { Verdict::Skip } else { Verdict::Read };
        }
        let Ok(real) = entry.path().canonicalize() else { return Verdict::Astray("it cannot be said where it leads") };
        if !real.starts_with(self.roots.content_root) || real == self.roots.content_root {
            return Verdict::Astray("it leads out of the content folder");
        }
        if !self.is_open(&real) {
            return Verdict::Astray("what it leads to is not read under its own name");
        }
        self.followed = true;
        if is_dir {
            self.links.push((entry.path().to_path_buf(), real));
        }
        Verdict::Read
    }

    /// Whether what is at `real`, a place below the content folder without links, would be read there and is no draft for its place.
    fn is_open(&mut self, real: &Path) -> bool {
        let content_root = self.roots.content_root;
        let Some(path) = relative(real, content_root) else { return false };
        let mut folders: Vec<&Path> = real.ancestors().take_while(|dir| *dir != content_root).collect();
        folders.reverse();
        let is_closed = |part: &str| is_unread_folder(part) || is_drafts_folder(part) || is_of_an_editor(part);
        if path.split('/').any(is_closed) || self.ignored.is_match(&path) {
            return false;
        }
        folders.into_iter().all(|place| {
            let is_dir = place.is_dir();
            let is_open = !self.gitignores.ignores(place, is_dir) && !self.is_output(place, is_dir);
            // It may be met later, and must count now.
            self.gitignores.enter(place);
            is_open
        })
    }

    /// Whether a folder is this build's output, or that of another, or a release of it.
    fn is_output(&self, path: &Path, is_dir: bool) -> bool {
        let is_marked = |mark| path.join(mark).symlink_metadata().is_ok();
        is_dir && (self.out.as_deref() == Some(path) || [MANIFEST, PUBLISHED].into_iter().any(is_marked))
    }

    /// Adds the files in a folder beside the content, which pages may show and link to. No page is read there and no link followed.
    fn site_files(&mut self, folder: &str, found: &mut Found) {
        let top = self.roots.root.join(folder);
        if self.roots.content_root.starts_with(&top) {
            return;
        }
        let mut walk = WalkDir::new(&top).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let Ok(entry) = entry else { continue };
            let Some(below) = relative(entry.path(), self.roots.root) else { continue };
            let is_dir = entry.file_type().is_dir();
            let is_read = !entry.path_is_symlink() && matches!(self.judge(&entry, &below), Verdict::Read);
            match (is_read, is_dir) {
                (true, true) => {
                    self.gitignores.enter(entry.path());
                    found.folders.push(entry.path().to_path_buf());
                }
                (true, false) if !is_markdown(&below) && !is_hidden_data(&entry.file_name().to_string_lossy()) => {
                    found.assets.insert(format!("../{below}"), entry.path().to_path_buf());
                }
                (false, true) => walk.skip_current_dir(),
                _ => {}
            }
        }
    }

    /// Notes an entry that could not be looked at.
    fn fail(&mut self, error: &walkdir::Error, found: &mut Found) {
        let path = error.path().and_then(|path| relative(path, self.roots.content_root)).unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or(&path);
        let is_data = is_hidden_data(name);
        let is_ignored = self.ignored.meets(&path, &mut self.met);
        // Editors mark the file that they have open by a link that leads nowhere.
        if is_ignored || (!is_data && (name.starts_with('.') || is_of_an_editor(name))) {
            return;
        }
        found.diagnostics.push(walk_finding(error, &path, self.roots));
        found.astray.push(path);
    }

    /// Which patterns met something; those that are about the output are meant for when there is one.
    fn met_or_ours(mut self) -> Vec<bool> {
        let usual = self.roots.root.join("public");
        for out in [self.out.as_deref(), Some(&usual)].into_iter().flatten() {
            let below = [self.roots.content_root, self.roots.root].map(|root| relative(out, root));
            for out in below.into_iter().flatten().filter(|out| !out.is_empty()) {
                self.ignored.meets(&out, &mut self.met);
                self.ignored.reach_into(&out, &mut self.met);
            }
        }
        self.met
    }
}

fn never_read(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_dir = entry.file_type().is_dir();
    let is_special = !entry.file_type().is_file() && !is_dir;
    let is_hidden = !is_dir && name.starts_with('.') && !is_hidden_data(&name);
    let parent = entry.path().parent().and_then(|parent| parent.file_name()).map(|name| name.to_string_lossy());
    let is_of_a_tool = parent.is_some_and(|parent| is_for_its_tool(&parent, &name));
    is_special || is_of_an_editor(&name) || is_hidden || is_of_a_tool || (is_dir && is_unread_folder(&name))
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

/// Whether a file is read though it is hidden: what a folder's pages have in common, to MkDocs.
pub(super) fn is_hidden_data(name: &str) -> bool {
    name == ".meta.yml" || name == ".meta.yaml"
}
