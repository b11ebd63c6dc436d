//! Write-ups in a language that is not read become one finding a folder.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::model::{LangFrom, Page, PageKind};
use crate::parse::is_read_language;

/// So many files are named.
const NAMED: usize = 3;

/// A note for each folder and language, at the first of its files. What may be a write-up and does not say so counts as well: its words
/// could not tell.
pub(super) fn unread_languages(pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let mut folders: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for page in pages.iter().filter(|page| may_be_write_up(page) && says_its_language(page)) {
        if !is_read_language(&page.lang) {
            let path = page.source.shown_path.as_str();
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry((folder, &page.lang)).or_default().push(path);
        }
    }
    folders.into_iter().map(|((_, lang), files)| finding(lang, &files)).collect()
}

fn may_be_write_up(page: &Page) -> bool {
    page.incident().is_some() || page.kind == PageKind::Page && page.dated.is_some()
}

fn says_its_language(page: &Page) -> bool {
    page.lang_from != LangFrom::Around
}

fn finding(lang: &str, files: &[&str]) -> Diagnostic {
    let names: Vec<&str> = files.iter().take(NAMED).map(|path| path.rsplit('/').next().unwrap_or(path)).collect();
    let more = files.len().saturating_sub(names.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let count = if files.len() == 1 { String::from("1 file") } else { format!("{} files", files.len()) };
    let message = format!(
        "{count} of this folder in `{lang}`, a language that Casebook does not read; nothing is taken from their prose: {}{more}",
        names.join(", ")
    );
    let hint = "keys, and labels and headings in a language that is read, count all the same; where `lang` is wrong, say it in the head";
    Diagnostic::new(Rule::PageLanguage, files[0], message).hint(hint)
}
