//! An id, an alias or a path on the command line becomes the write-up's file that is meant, drafts included.

use std::path::Path;
use std::sync::Arc;

use crate::diag::{clean, nearest};
use crate::error::{Error, Result};
use crate::model::Page;
use crate::pipeline::{Read, site};
use crate::site::PublicationOptions;

/// A write-up that somebody named: where it is, and nothing of what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedWriteUp {
    /// Its path below the content folder.
    pub path: String,
    /// Its path as findings print it.
    pub file: String,
}

impl Read {
    /// The write-up that somebody means: by file, id or alias, else by title.
    ///
    /// # Errors
    /// When there is none, when there are several, or when it is no incident.
    pub fn named(&self, of: &str, options: &PublicationOptions) -> Result<NamedWriteUp> {
        let pages = self.pages();
        let sources = self.sources();
        let file = sources.root.join(of).canonicalize().or_else(|_| Path::new(of).canonicalize()).ok();
        let same = |name: &str| name.eq_ignore_ascii_case(of);
        let titles = |page: &'_ Page| [Some(page.title.value.clone()), page.short_title.clone()].into_iter().flatten();
        let is_file = |page: &Page| {
            let source = &page.source;
            let there = file.as_ref().is_some_and(|file| *file == sources.content_root.join(&source.path));
            there || source.path == of || source.shown_path == of
        };
        // A file, then what a write-up calls itself, then what it was called: of two that answer, the wrong one must not be mailed.
        let ways: [&dyn Fn(&Page) -> bool; 4] = [
            &is_file,
            &|page| same(&page.id.value),
            &|page| page.aliases.iter().any(|alias| same(&alias.value)),
            &|page| titles(page).any(|title| title.to_lowercase() == of.to_lowercase()),
        ];
        let all = |way: &&dyn Fn(&Page) -> bool| pages.iter().filter(|page| way(page)).collect::<Vec<&Arc<Page>>>();
        let found = ways.iter().map(all).find(|found| !found.is_empty()).unwrap_or_default();
        match found.as_slice() {
            [page] if page.incident().is_some() => {
                Ok(NamedWriteUp { path: page.source.path.clone(), file: page.source.shown_path.clone() })
            }
            [page] => {
                let kind = format!("{:?}", page.kind).to_lowercase();
                Err(Error::usage(format!("`{}` is a {kind}; share takes a write-up of an incident", clean(of))))
            }
            [] => Err(self.unknown(of, file.is_some_and(|file| file.is_file()), options)),
            several => {
                let paths: Vec<String> =
                    several.iter().map(|page| format!("`{}`", clean(&page.source.shown_path))).collect();
                Err(Error::usage(format!("`{}` is the name of {}; give the file", clean(of), paths.join(" and "))))
            }
        }
    }

    /// That there is no such write-up, and the nearest: by its name where it is published, else by its path.
    fn unknown(&self, of: &str, is_file: bool, options: &PublicationOptions) -> Error {
        let shown = clean(of);
        if is_file {
            return Error::usage(format!("`{shown}` is no file of this site; give the site's folder with --root"));
        }
        let site = site(self, &PublicationOptions { show: crate::site::Show::Published, ..options.clone() }, None);
        let published = |page: &Page| site.pages.iter().any(|other| other.source.path == page.source.path);
        let names =
            |page: &'_ Arc<Page>| [page.id.value.clone(), page.title.value.clone(), page.source.shown_path.clone()];
        let incidents = || self.pages().iter().filter(|page| page.incident().is_some());
        let all: Vec<String> = incidents().flat_map(names).collect();
        let near = nearest(of, all.iter().map(String::as_str));
        let meant =
            near.and_then(|near| Some((near, incidents().find(|page| names(page).iter().any(|name| name == near))?)));
        let hint = meant.map(|(near, page)| if published(page) { near } else { page.source.shown_path.as_str() });
        let hint = hint.map(|near| format!("; did you mean `{}`?", clean(near))).unwrap_or_default();
        Error::usage(format!("there is no write-up `{shown}`{hint}"))
    }
}
