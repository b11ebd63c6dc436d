//! What a file's place in the tree says it is.

use crate::error::Result;
use crate::load::files_about_folder::page_by_name;
use crate::load::folder_names::{folder_kind, named, wholly_named};
use crate::load::names_beside::beside;
use crate::load::patterns::Patterns;
use crate::model::{Config, Hold, KindHint, PageKind};

/// One hint a file, in the order of `paths`. `own_name` is the name of the folder the user gave.
///
/// Order: `[content]` patterns; READMEs, indexes, contribution guides and templates; the nearest folder; the site's own name;
/// else the text must tell. Of the folders, those for incidents and for other texts are believed until a text says otherwise.
pub(super) fn hints(paths: &[String], own_name: &str, config: &Config) -> Vec<KindHint> {
    let patterns = configured(config);
    let own = named(own_name).filter(|kind| !is_loose(*kind) || wholly_named(own_name).is_some());
    let one = |(ix, (path, beside))| {
        let path: &String = path;
        let hint = |kind, hold, reason| KindHint { kind: Some(kind), hold, beside, reason };
        let of_place = |kind, reason| hint(kind, if is_loose(kind) { Hold::Evidence } else { Hold::Type }, reason);
        if let Some((kind, _, key)) = patterns.iter().find(|(_, set, _)| set.is_match(path)) {
            return hint(*kind, Hold::Fast, format!("matches `[content] {key}`"));
        }
        if let Some(reason) = page_by_name(path, paths, ix) {
            return hint(PageKind::Page, Hold::Type, reason);
        }
        if let Some((kind, folder)) = folder_kind(path) {
            return of_place(kind, format!("stands in a folder called `{folder}`"));
        }
        if let Some(kind) = own {
            return of_place(kind, format!("the site's folder is called `{own_name}`"));
        }
        KindHint { beside, ..KindHint::nothing() }
    };
    paths.iter().zip(beside(paths, own_name)).enumerate().map(one).collect()
}

/// Whether the text of a file may say that it is something else than its folder does.
fn is_loose(kind: PageKind) -> bool {
    matches!(kind, PageKind::Incident | PageKind::Page)
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
