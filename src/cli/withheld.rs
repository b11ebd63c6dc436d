//! What the gate kept back becomes lines for the publisher: which files, of which class, and why.

use std::collections::{BTreeMap, BTreeSet};

use unicode_width::UnicodeWidthStr;

use crate::cli::terminal::{Later, Stream, Terminal, Verbosity};
use crate::diag::clean;
use crate::error::Result;
use crate::model::{Class, Withheld};
use crate::pipeline::Read;
use crate::site::{Kept, Site};

/// How many files are named; the others are counted.
const NAMED: usize = 10;

/// From how many withheld files on a key is worth a word of its own.
const SEVERAL: usize = 2;

/// How many drafts are kept back.
pub(super) fn drafts(site: &Site) -> usize {
    site.kept.iter().filter(|kept| kept.withheld.class() == Class::Draft).count()
}

/// Says, before anything else is said, which keys keep back more than half of a folder.
pub(super) fn say_first(site: &Site, read: &Read, terminal: &Terminal) {
    if site.kept.is_empty() {
        return;
    }
    let files: Vec<&str> = read.sources().files.iter().map(|file| file.shown_path.as_str()).collect();
    prevailing(&site.kept, &files).into_iter().for_each(|row| terminal.warning(&row));
}

/// Names what was kept back, on standard error.
pub(super) fn say(site: &Site, terminal: &Terminal) -> Result<()> {
    if terminal.verbosity() == Verbosity::Quiet || site.kept.is_empty() {
        return Ok(());
    }
    let [before, after] = list(site);
    terminal.with_later(Stream::Err, Later::Day, [&before, &site.day.to_string(), &after])
}

/// `b.md  draft  `draft` is true`, a line each, the first ten: what stands before the day, and after it.
fn list(site: &Site) -> [String; 2] {
    let total = site.kept.len();
    let mut text = String::from("):\n");
    text.push_str(&lines(&site.kept[..total.min(NAMED)]));
    if total > NAMED {
        text.push_str(&format!("  and {} more; `casebook check --explain-kinds` names them\n", total - NAMED));
    }
    [format!("withheld from this build, {total} in all (the day is "), text]
}

/// A line for each, in columns.
fn lines(named: &[Kept]) -> String {
    let width = named.iter().map(|kept| clean(&kept.file).width()).max().unwrap_or(0);
    let mut text = String::new();
    for kept in named {
        let (file, why) = (clean(&kept.file), clean(&why(&kept.withheld)));
        let fill = " ".repeat(width - file.width());
        text.push_str(&format!("  {file}{fill}  {:<10}  {why}\n", class(&kept.withheld)));
    }
    text
}

/// The class as people say it.
fn class(withheld: &Withheld) -> &'static str {
    match withheld.class() {
        Class::Draft => "draft",
        Class::Restricted => "restricted",
        Class::Unread => "unread",
    }
}

/// The class and the reason: ``draft: `draft` is true``.
pub(super) fn said(withheld: &Withheld) -> String {
    format!("{}: {}", class(withheld), why(withheld))
}

/// Why, in words.
fn why(withheld: &Withheld) -> String {
    match withheld {
        Withheld::Audience(audience) => format!("for the audience `{audience}`"),
        Withheld::Draft(why) | Withheld::Publication(why) | Withheld::Unread(why) => why.clone(),
    }
}

/// Keys that keep back more than half of a folder, the outermost folder of each: nobody should find that out from a missing page.
fn prevailing(kept: &[Kept], files: &[&str]) -> Vec<String> {
    let mut by_folder: BTreeMap<&str, usize> = BTreeMap::new();
    for folder in files.iter().flat_map(|file| folders(file)) {
        *by_folder.entry(folder).or_default() += 1;
    }
    let mut by_key: BTreeMap<(&str, &str), Vec<&Kept>> = BTreeMap::new();
    for kept in kept {
        let Some(key) = key(&kept.withheld) else { continue };
        for folder in folders(&kept.file) {
            by_key.entry((key, folder)).or_default().push(kept);
        }
    }
    let most = |&(&(_, folder), kept): &(&(&str, &str), &Vec<&Kept>)| {
        kept.len() >= SEVERAL && kept.len() * 2 > by_folder.get(folder).copied().unwrap_or_default()
    };
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let mut rows = Vec::new();
    // Outer folders come before inner ones; one word about a key is enough.
    for (&(key, folder), kept) in by_key.iter().filter(most) {
        if !said.insert(key) {
            continue;
        }
        let shown = if folder.is_empty() { "this folder" } else { folder };
        let settle = kept.iter().find_map(|kept| settling(&kept.withheld)).unwrap_or_default();
        let (count, of) = (kept.len(), by_folder.get(folder).copied().unwrap_or_default());
        rows.push(format!("`{key}` withholds {count} of the {of} files in {}{settle}", clean(shown)));
    }
    rows
}

/// The folders above a file, the outermost first.
fn folders(file: &str) -> impl Iterator<Item = &str> {
    [""].into_iter().chain(file.match_indices('/').map(|(at, _)| &file[..at]))
}

/// The key that says so, where one does: reasons begin with it. A drafts folder and a day are no keys.
fn key(withheld: &Withheld) -> Option<&str> {
    match withheld {
        Withheld::Audience(_) => Some("audience"),
        Withheld::Unread(_) => None,
        Withheld::Draft(why) | Withheld::Publication(why) => {
            if why.starts_with("its status is") {
                return Some("status");
            }
            let rest = why.strip_prefix('`')?;
            Some(&rest[..rest.find('`')?])
        }
    }
}

/// The line of configuration that publishes pages with such a value: reasons are "`key` is `value`".
fn settling(withheld: &Withheld) -> Option<String> {
    let Withheld::Publication(why) = withheld else { return None };
    let (key, value) = why.strip_prefix('`')?.split_once("` is `")?;
    let value = value.split('`').next()?;
    let value = serde_json::Value::from(value);
    Some(format!("; to publish them, write under `[content.publication]` in casebook.toml: {key} = [{value}]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(file: &str, withheld: Withheld) -> Kept {
        Kept { file: file.to_owned(), withheld }
    }

    #[test]
    fn a_key_that_withholds_most_of_a_folder_is_said_once_with_the_way_out() {
        let why = || Withheld::Publication(String::from("`visibility` is `internal`"));
        let files = ["c/incidents/a.md", "c/incidents/b.md", "c/incidents/d.md", "c/x.md", "c/y.md", "c/z.md"];
        let all = [kept("c/incidents/a.md", why()), kept("c/incidents/b.md", why())];
        let rows = prevailing(&all, &files);
        let row = "`visibility` withholds 2 of the 3 files in c/incidents; to publish them, write under `[content.publication]` in \
                   casebook.toml: visibility = [\"internal\"]";
        assert_eq!(rows, [row]);
        assert_eq!(prevailing(&all[..1], &files), Vec::<String>::new());
        let drafts = |file| kept(file, Withheld::Draft(String::from("`draft` is true")));
        let all: Vec<Kept> = files[..4].iter().map(|file| drafts(file)).collect();
        assert_eq!(prevailing(&all, &files), ["`draft` withholds 4 of the 6 files in this folder"]);
        let by_folder = |file| kept(file, Withheld::Draft(String::from("it stands in `_drafts`")));
        let all: Vec<Kept> = files[..4].iter().map(|file| by_folder(file)).collect();
        assert_eq!(prevailing(&all, &files), Vec::<String>::new());
    }

    #[test]
    fn columns_stand_below_each_other_in_every_script() {
        let why = || Withheld::Draft(String::from("it is"));
        let lines = lines(&[kept("a/決済.md", why()), kept("a/e\u{301}te\u{301}.md", why()), kept("a/b.md", why())]);
        assert_eq!(
            lines,
            "  a/決済.md  draft       it is\n  a/e\u{301}te\u{301}.md   draft       it is\n  a/b.md     draft       it is\n"
        );
    }
}
