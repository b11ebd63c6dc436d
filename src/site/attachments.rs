//! Files beside pages become those that may be copied: none of a withheld page, none that holds a credential.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Rule};
use crate::link::data_pictures::{is_data, picture, picture_path};
use crate::load::{self, AssetFile, Assets, Stamp};
use crate::model::{Class, Config, LinkForm, Page, is_drafts_folder};
use crate::parse::{personal_data, secrets, secrets_in_name};
use crate::site::Show;
use crate::site::gate::Folders;

/// The files without those that belong to withheld pages, and the paths of these; the same `Arc` where there are none.
///
/// A page's own files are those of its bundle (the folder of its `index.md`, where no other page is shown), those in a folder of its
/// name (also `a.assets`, `a_files`) and those beside it that differ in their ending only. What stands in a drafts folder or below a folder that is kept back
/// as a whole belongs to what is kept back there. A file that merely stands beside a withheld page is published by whoever shows it.
pub(super) fn admitted(
    assets: &Arc<Assets>,
    pages: &[Arc<Page>],
    withheld: &[Arc<Page>],
    folders: &Folders<'_>,
    show: &Show,
) -> (Arc<Assets>, Vec<String>) {
    let own = WithheldFiles::new(pages, withheld);
    let is_withheld = |path: &&String| {
        let by_folder =
            folders.withheld(path).is_some_and(|by| by.class() != Class::Draft || !shows_below(show, folders));
        by_folder || (is_in_drafts(path) && !shows(show, path)) || own.holds(path)
    };
    let removed: Vec<String> = assets.files.keys().filter(is_withheld).cloned().collect();
    (without(assets, &removed), removed)
}

/// The files, and the pictures that stand in the text of `pages` as `data:` addresses; the same `Arc` where there are none.
pub(super) fn with_pictures_in_pages(assets: Arc<Assets>, pages: &[Arc<Page>]) -> Arc<Assets> {
    let mut files = BTreeMap::new();
    for page in pages {
        let targets =
            page.candidates.iter().filter(|link| link.form == LinkForm::Image).map(|link| link.target.as_str());
        for target in targets.filter(|target| is_data(target)) {
            if let Some((path, bytes)) = picture_path(target).zip(picture(target)) {
                let page = page.source.shown_path.clone();
                files.entry(path).or_insert_with(|| AssetFile::InPage { bytes: bytes.into(), page });
            }
        }
    }
    if files.is_empty() {
        return assets;
    }
    files.extend(assets.files.iter().map(|(path, file)| (path.clone(), file.clone())));
    Arc::new(Assets { files })
}

/// The files without some of them; the same `Arc` without any.
pub(super) fn without(assets: &Arc<Assets>, removed: &[String]) -> Arc<Assets> {
    if removed.is_empty() {
        return Arc::clone(assets);
    }
    let removed: BTreeSet<&String> = removed.iter().collect();
    let left = assets.files.iter().filter(|(path, _)| !removed.contains(path));
    Arc::new(Assets { files: left.map(|(path, file)| (path.clone(), file.clone())).collect() })
}

fn is_in_drafts(path: &str) -> bool {
    path.rsplit('/').skip(1).any(is_drafts_folder)
}

/// Whether what stands in a drafts folder is shown: of one draft what stands in the same drafts folder.
fn shows(show: &Show, path: &str) -> bool {
    let drafts = above(path).find(|folder| folder.rsplit('/').next().is_some_and(is_drafts_folder));
    match show {
        Show::Published => false,
        Show::Drafts => true,
        Show::DraftOf(page) => drafts.is_some_and(|drafts| above(page).any(|folder| folder == drafts)),
    }
}

/// Whether the files of sections that are drafts are shown: with one draft where it is of such a section itself.
fn shows_below(show: &Show, folders: &Folders<'_>) -> bool {
    match show {
        Show::Published => false,
        Show::Drafts => true,
        Show::DraftOf(page) => folders.withheld(page).is_some(),
    }
}

/// What belongs to withheld pages and to no page that is shown.
struct WithheldFiles<'a> {
    folders: HashSet<&'a str>,
    stems: HashSet<&'a str>,
}

impl<'a> WithheldFiles<'a> {
    fn new(pages: &'a [Arc<Page>], withheld: &'a [Arc<Page>]) -> Self {
        if withheld.is_empty() {
            return Self { folders: HashSet::new(), stems: HashSet::new() };
        }
        let path = |page: &'a Arc<Page>| page.source.path.as_str();
        let shown: HashSet<&str> = pages.iter().map(path).flat_map(|path| above(path).chain(stem(path))).collect();
        let bundle = |path: &'a str| {
            let (folder, name) = path.rsplit_once('/')?;
            let own = folder.rsplit('/').next().unwrap_or(folder);
            is_index(name, own).then_some(folder)
        };
        let stems: HashSet<&str> =
            withheld.iter().map(path).filter_map(stem).filter(|stem| !shown.contains(stem)).collect();
        let bundles = withheld.iter().map(path).filter_map(bundle).filter(|folder| !shown.contains(folder));
        Self { folders: bundles.chain(stems.iter().copied()).collect(), stems }
    }

    fn holds(&self, path: &str) -> bool {
        let is_own = |folder: &str| {
            let of_page = ASSETS.iter().find_map(|ending| folder.strip_suffix(ending));
            self.folders.contains(folder) || of_page.is_some_and(|page| self.stems.contains(page))
        };
        above(path).any(is_own) || stem(path).is_some_and(|s| self.stems.contains(s))
    }
}

/// The folders above a path.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// A path without its ending.
fn stem(path: &str) -> Option<&str> {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    path[name..].rfind('.').filter(|at| *at > 0).map(|at| &path[..name + at])
}

/// What editors add to a page's name for the folder of its pictures.
const ASSETS: [&str; 3] = [".assets", "_files", "_assets"];

/// Whether a page of this name stands for its folder, which is called `folder`: an index, a README, a folder note.
fn is_index(name: &str, folder: &str) -> bool {
    let is = |stem: &str| ["index", "readme", folder].iter().any(|known| stem.eq_ignore_ascii_case(known));
    name.split('.').next().is_some_and(is)
}

/// What is known of files that pages attach: the findings about each, and what it was like then.
#[derive(Debug, Default, Clone)]
pub(super) struct LookedAtFiles {
    files: BTreeMap<String, (Option<Stamp>, Arc<[Diagnostic]>)>,
}

impl LookedAtFiles {
    /// Looks into every file of `attached` (paths below the content folder) that was not looked at before; gives the findings.
    pub(super) fn at<'a>(
        attached: impl Iterator<Item = &'a String>,
        assets: &Assets,
        config: &Config,
        before: Option<(&LookedAtFiles, Attached<'_>)>,
    ) -> Self {
        let paths: Vec<&String> = attached.collect();
        let one = |path: &&String| {
            let file = assets.files.get(*path)?;
            let known = before.and_then(|(looked, doubt)| {
                let known = looked.files.get(*path)?;
                let is_same = match doubt {
                    Attached::Changed(changed) => !changed.contains(path),
                    Attached::Unknown => known.0.is_some() && known.0 == stamp(file),
                };
                is_same.then(|| known.clone())
            });
            Some(((*path).clone(), known.unwrap_or_else(|| look(path, file, config))))
        };
        Self { files: paths.par_iter().filter_map(one).collect() }
    }

    /// What keeps files out of a build.
    pub(super) fn findings(&self) -> impl Iterator<Item = (&String, &Diagnostic)> {
        self.all().filter(|(_, finding)| !is_harmless(finding))
    }

    /// What is to be said of files that are copied all the same.
    pub(super) fn notes(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all().map(|(_, finding)| finding).filter(|finding| is_harmless(finding))
    }

    fn all(&self) -> impl Iterator<Item = (&String, &Diagnostic)> {
        self.files.iter().flat_map(|(path, (_, findings))| findings.iter().map(move |finding| (path, finding)))
    }
}

fn is_harmless(finding: &Diagnostic) -> bool {
    matches!(finding.rule, Rule::PrivacyAllowed | Rule::PrivacyPersonal)
}

fn stamp(file: &AssetFile) -> Option<Stamp> {
    match file {
        AssetFile::OnDisk(file) => load::stamp(file),
        AssetFile::InPage { .. } => None,
    }
}

/// Credentials in a file's name and in its text: logs and configuration beside a write-up are where they hide.
fn look(path: &str, file: &AssetFile, config: &Config) -> (Option<Stamp>, Arc<[Diagnostic]>) {
    let file = match file {
        AssetFile::OnDisk(file) => file,
        AssetFile::InPage { bytes, page } => {
            let found = std::str::from_utf8(bytes).map(|text| secrets(text, page, &config.secrets.allow));
            return (None, found.unwrap_or_default().into());
        }
    };
    let path = path.strip_prefix("../").unwrap_or(path);
    let stamp = load::stamp(file);
    let mut findings: Vec<Diagnostic> = secrets_in_name(path).into_iter().collect();
    if let Some(attachment) = load::attachment(file) {
        let in_text = secrets(&attachment.text, path, &config.secrets.allow).into_iter();
        findings.extend(in_text.map(|finding| Diagnostic { span: None, ..finding }));
        let personal = personal_data(&attachment.text, &config.privacy).into_iter().map(|place| place.finding(path));
        findings.extend(personal.map(|finding| Diagnostic { span: None, ..finding }));
        if attachment.is_cut {
            let message = match attachment.is_packed {
                true => "this file cannot be unpacked whole to be searched for credentials, so it is in no build",
                false => "this file is too long to be searched for credentials whole, so it is in no build",
            };
            findings.push(Diagnostic::new(Rule::MediaUnsearched, path, message).hint("attach the part that matters"));
        }
    }
    (stamp, findings.into())
}

/// Which attached files have changed.
#[derive(Debug, Clone, Copy)]
pub enum Attached<'a> {
    /// These, by path below the content folder.
    Changed(&'a [String]),
    /// Nobody knows: their stamps tell.
    Unknown,
}
