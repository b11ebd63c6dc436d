//! What a file's place in the tree says it is.

use crate::error::Result;
use crate::load::patterns::Patterns;
use crate::model::{Config, KindHint, PageKind};

/// Folder names that say what their files are; whole names, compared without case.
const FOLDERS: &[(&str, PageKind)] = &[
    ("incidents", PageKind::Incident),
    ("issues", PageKind::Incident),
    ("postmortems", PageKind::Incident),
    ("post-mortems", PageKind::Incident),
    ("incident-reports", PageKind::Incident),
    ("retrospectives", PageKind::Incident),
    ("disclosures", PageKind::Incident),
    ("glossary", PageKind::Term),
    ("terms", PageKind::Term),
    ("runbooks", PageKind::Runbook),
    ("playbooks", PageKind::Runbook),
    ("alerts", PageKind::Runbook),
    ("services", PageKind::Service),
    ("paths", PageKind::Path),
];

/// Names that count as a part of a longer, hyphenated name too (`cncf-glossary`). The others are everyday words.
const PARTS: &[&str] =
    &["incidents", "postmortems", "retrospectives", "disclosures", "glossary", "runbooks", "playbooks"];

/// ISO 639-1 codes that a folder may be named for.
const LANGUAGES: &str = "aa ab af am ar as ay az ba be bg bh bi bn bo br ca co cs cy da de dz el en eo es et eu fa fi fj fo fr \
    fy ga gd gl gn gu ha he hi hr hu hy ia id ie ik is it iu ja jv ka kk kl km kn ko ks ku ky la lb ln lo lt lv mg mi mk ml mn \
    mo mr ms mt my na ne nl no nb nn oc om or pa pl ps pt qu rm rn ro ru rw sa sd sg sh si sk sl sm sn so sq sr ss st su sv sw \
    ta te tg th ti tk tl tn to tr ts tt tw ug uk ur uz vi vo wo xh yi yo za zh zu";

/// One hint a file, in the order of `paths`. `own_name` is the name of the folder the user gave.
///
/// Order: `[content]` patterns; READMEs, indexes, contribution guides and templates; the nearest folder; the site's own name;
/// else the text must tell.
pub(super) fn hints(paths: &[String], own_name: &str, config: &Config) -> Vec<KindHint> {
    let patterns = configured(config);
    let in_sight = paths.iter().any(|path| folder_kind(path).is_some());
    let own = named(own_name);
    paths
        .iter()
        .enumerate()
        .map(|(ix, path)| {
            if let Some((kind, glob)) = patterns.iter().find(|(_, set, _)| set.is_match(path)).map(|(k, _, g)| (*k, g))
            {
                return hint(Some(kind), true, format!("matches `[content] {glob}`"));
            }
            if let Some(reason) = page_by_name(path, paths, ix) {
                return hint(Some(PageKind::Page), false, reason);
            }
            if let Some((kind, folder)) = folder_kind(path) {
                return hint(Some(kind), false, format!("stands in a folder called `{folder}`"));
            }
            if let Some(kind) = own.filter(|kind| {
                *kind != PageKind::Incident || FOLDERS.iter().any(|(name, _)| own_name.eq_ignore_ascii_case(name))
            }) {
                return hint(Some(kind), false, format!("the site's folder is called `{own_name}`"));
            }
            KindHint { kind: None, fixed: false, date_suffices: !in_sight, reason: String::new() }
        })
        .collect()
}

/// The language of the nearest folder named for one.
pub(super) fn folder_language(path: &str) -> Option<String> {
    let folders = path.rsplit('/').skip(1);
    folders.into_iter().find_map(|folder| {
        let base = folder.split(['-', '_']).next().unwrap_or(folder);
        let region = &folder[base.len()..];
        let known = base.len() == 2 && LANGUAGES.split_whitespace().any(|l| l == base);
        let plain_region =
            region.is_empty() || (region.len() == 3 && region[1..].bytes().all(|b| b.is_ascii_alphabetic()));
        (known && plain_region).then(|| folder.replace('_', "-"))
    })
}

fn hint(kind: Option<PageKind>, fixed: bool, reason: String) -> KindHint {
    KindHint { kind, fixed, date_suffices: false, reason }
}

fn configured(config: &Config) -> Vec<(PageKind, Patterns, String)> {
    let content = &config.content;
    let lists = [
        (PageKind::Incident, &content.incident, "incident"),
        (PageKind::Term, &content.term, "term"),
        (PageKind::Runbook, &content.runbook, "runbook"),
        (PageKind::Service, &content.service, "service"),
        (PageKind::Path, &content.path, "path"),
        (PageKind::Page, &content.page, "page"),
    ];
    let lists = lists.into_iter().filter(|(_, globs, _)| !globs.is_empty());
    lists.filter_map(|(kind, globs, key)| Some((kind, Patterns::of_files(globs, key).ok()?, key.to_owned()))).collect()
}

/// Checks the configured patterns.
///
/// # Errors
/// When one is not a glob.
pub(super) fn check_patterns(config: &Config) -> Result<()> {
    let content = &config.content;
    let lists = [
        ("incident", &content.incident),
        ("term", &content.term),
        ("runbook", &content.runbook),
        ("service", &content.service),
        ("path", &content.path),
        ("page", &content.page),
        ("markdown", &content.markdown),
    ];
    lists.into_iter().try_for_each(|(key, globs)| Patterns::of_files(globs, key).map(drop))?;
    Patterns::ignored(&content.ignore).map(drop)
}

fn folder_kind(path: &str) -> Option<(PageKind, &str)> {
    path.rsplit('/').skip(1).find_map(|folder| Some((named(folder)?, folder)))
}

fn named(folder: &str) -> Option<PageKind> {
    let folder = folder.to_lowercase().replace('_', "-");
    let whole = FOLDERS.iter().find(|(name, _)| *name == folder);
    let part = || {
        let part = folder.split('-').rev().find(|part| PARTS.contains(part))?;
        FOLDERS.iter().find(|(name, _)| *name == part)
    };
    whole.or_else(part).map(|(_, kind)| *kind)
}

/// READMEs, indexes, contribution guides and templates, by name.
fn page_by_name(path: &str, paths: &[String], ix: usize) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let dated = words.first().is_some_and(|w| w.len() >= 4 && w.bytes().all(|b| b.is_ascii_digit()));
    let ends = [words.first(), words.last()].into_iter().flatten();
    if (!dated && ends.into_iter().any(|w| ["template", "templates", "archetype"].contains(w)))
        || folder.split('/').any(|f| ["templates", "archetypes", "_templates"].contains(&f.to_lowercase().as_str()))
    {
        return Some(String::from("is a template"));
    }
    let guide = ["readme", "contributing", "changelog", "license", "security", "code_of_conduct", "_index"];
    if guide.contains(&stem.as_str()) || words.first() == Some(&"contributing") {
        return Some(format!("is called `{name}`"));
    }
    let alone = || {
        let sibling = |other: &str| other.rsplit_once('/').map_or("", |(f, _)| f) == folder;
        let neighbours = [ix.checked_sub(1), Some(ix + 1)].into_iter().flatten().filter_map(|i| paths.get(i));
        !folder.is_empty()
            && named(folder.rsplit('/').next().unwrap_or(folder)).is_none()
            && !neighbours.into_iter().any(|p| sibling(p))
    };
    (stem == "index" && !alone()).then(|| String::from("is an index"))
}
