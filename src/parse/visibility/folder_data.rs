//! A data file that stands beside pages becomes what it says of them: defaults that other generators give to whole folders.
//!
//! Eleventy's directory and template data, Material's `.meta.yml`, the defaults of Jekyll's `_config.yml`, the cascade of Hugo's own
//! configuration. Docusaurus' `_category_` files say nothing of who may see a page.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::diag::{Diagnostic, Rule};
use crate::model::without_extensions;
use crate::model::{Below, Config, Source, Withheld};
use crate::parse::front_matter::{
    HeadEntry, HeadLanguage, HeadValue, MAX_BYTES, as_text, canonical, deciding, is_one, keys_and_values, named_keys,
};
use crate::parse::times::PageZone;
use crate::parse::visibility::pages_below::{cascades, withheld_by_values};
use crate::parse::visibility::reasons::HouseRules;

/// Reads what `data` says of the pages beside it and below, and what is wrong with it.
///
/// [`Below::folder`] is a folder below the content folder; for data of a single page (`a.json` beside `a.md`) it is that page's path
/// without its extension. A file that cannot be read and names a key that decides who may see a page withholds the pages.
pub fn below(data: &Source, config: &Config) -> (Vec<Below>, Vec<Diagnostic>) {
    let zone = PageZone { stated: None, house: TimeZone::UTC };
    let path = data.shown_path.as_str();
    let house = HouseRules { fields: &config.fields, settled: &config.content.publication, zone: &zone, path };
    let Some((folder, of)) = meant(&data.path) else { return (Vec::new(), Vec::new()) };
    if data.unread.is_some() && [".meta.", ".11tydata."].iter().any(|only| data.path.to_lowercase().contains(only)) {
        // Files of these names say nothing but this; what another one holds that is too long may be anything.
        let why = Withheld::Draft(format!("its data in `{path}` cannot be read"));
        return (vec![Below { folder, withheld: why }], Vec::new());
    }
    let language = match extension(&data.path).as_str() {
        "json" => HeadLanguage::Json,
        "yml" | "yaml" => HeadLanguage::Yaml,
        "toml" => HeadLanguage::Toml,
        _ => return code(data, folder, &house),
    };
    let read = keys_and_values(&data.text, language, path);
    let mut findings = Vec::new();
    let mut below = match of {
        Of::Pages => {
            let withheld = withheld_by_values(&read.entries, "its data", &house, &mut findings);
            withheld.map(|withheld| Below { folder: folder.clone(), withheld }).into_iter().collect()
        }
        Of::Defaults => defaults(&read.entries, &folder, &house, &mut findings),
        Of::Cascade => cascades(&read.entries, &folder, &house, &mut findings),
    };
    let named = read.unreadable.iter().find(|key| deciding(key, house.settled).is_some());
    if let Some(key) = named {
        findings.extend(read.diagnostics);
        below.push(Below { folder, withheld: Withheld::Draft(format!("`{key}` cannot be read in `{path}`")) });
    }
    below.iter_mut().for_each(|below| below.folder = below_content(&below.folder));
    (below, findings)
}

/// A folder as it is below the content folder: a file in the site's folder, which stands above, names it from there.
fn below_content(folder: &str) -> String {
    let Some(from_root) = folder.strip_prefix("..") else { return folder.to_owned() };
    let from_root = from_root.trim_start_matches('/');
    let inside = from_root.strip_prefix("content").filter(|rest| rest.is_empty() || rest.starts_with('/'));
    inside.unwrap_or(from_root).trim_start_matches('/').to_owned()
}

/// What a data file is about.
enum Of {
    /// The pages of a folder, or one page.
    Pages,
    /// What its defaults name.
    Defaults,
    /// What its cascade names.
    Cascade,
}

/// The folder that a file speaks of, by its name; `None` where it speaks of none.
fn meant(path: &str) -> Option<(String, Of)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = name.to_lowercase();
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
    match stem {
        "_category_" => return None,
        ".meta" => return Some((folder.to_owned(), Of::Pages)),
        "_config" => return Some((folder.to_owned(), Of::Defaults)),
        "hugo" | "config" if folder.is_empty() => return Some((String::new(), Of::Cascade)),
        _ => {}
    }
    let stem = stem.strip_suffix(".11tydata").unwrap_or(stem);
    let own = folder.rsplit('/').next().unwrap_or(folder);
    if stem == own.to_lowercase() {
        return Some((folder.to_owned(), Of::Pages));
    }
    let page = name.get(..stem.len()).unwrap_or(name);
    Some((if folder.is_empty() { page.to_owned() } else { format!("{folder}/{page}") }, Of::Pages))
}

fn extension(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_lowercase())
}

/// Jekyll's defaults: each for the pages below a path. Collections and types narrow nothing, but for drafts, which are withheld anyway.
fn defaults(entries: &[HeadEntry], folder: &str, house: &HouseRules<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Below> {
    let mut below = Vec::new();
    let table = |entries: &[HeadEntry], key: &str| {
        let entry = entries.iter().find(|entry| canonical(&entry.key) == key)?;
        match &entry.node.value {
            HeadValue::Table(inner) => Some(inner.clone()),
            _ => None,
        }
    };
    let lists = entries.iter().filter(|entry| canonical(&entry.key) == "defaults");
    for item in lists.filter_map(|entry| match &entry.node.value {
        HeadValue::List(items) => Some(items),
        _ => None,
    }) {
        for values in item.iter() {
            let HeadValue::Table(of) = &values.value else { continue };
            let (scope, values) = (table(of, "scope").unwrap_or_default(), table(of, "values").unwrap_or_default());
            let text = |key: &str| {
                scope.iter().find(|entry| canonical(&entry.key) == key).and_then(|entry| as_text(&entry.node))
            };
            if text("type").is_some_and(|kind| kind.value == "drafts") {
                continue;
            }
            if let Some(withheld) = withheld_by_values(&values, "defaults", house, findings) {
                let path = text("path").map(|path| path.value).unwrap_or_default();
                below.push(Below { folder: scoped(folder, &path), withheld });
            }
        }
    }
    below
}

/// The folder that a path of Jekyll's means, as far as it is no pattern; a file's path is its page's without its extension.
fn scoped(folder: &str, path: &str) -> String {
    let path = path.trim().trim_start_matches("./").trim_start_matches('/');
    let plain = match path.find('*') {
        Some(at) => path[..at].rsplit_once('/').map_or("", |(before, _)| before),
        None => without_extensions(path),
    };
    let plain = plain.trim_end_matches('/');
    match (folder, plain) {
        ("", plain) => plain.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, plain) => format!("{folder}/{plain}"),
    }
}

/// A file of code cannot be read; where it names a key that decides, what it says is in doubt.
fn code(data: &Source, folder: String, house: &HouseRules<'_>) -> (Vec<Below>, Vec<Diagnostic>) {
    if !["js", "cjs", "mjs", "ts", "cts", "mts"].contains(&extension(&data.path).as_str()) {
        return (Vec::new(), Vec::new());
    }
    let text = data.text.get(..MAX_BYTES).unwrap_or(&data.text);
    let mut keys = named_keys(text);
    keys.extend(shorthands(text));
    let decides = |key: &&String| match key.as_str() {
        "permalink" => text.contains("false"),
        // What a program calls its own parts.
        "state" | "status" | "build" | "render" => {
            ["draft", "wip", "review", "never", "false"].iter().any(|word| text.contains(word))
        }
        key => deciding(key, house.settled).is_some(),
    };
    let Some(key) = keys.iter().find(decides) else { return (Vec::new(), Vec::new()) };
    let path = house.path;
    let message = format!("`{key}` stands in code that cannot be read, so the pages it is for are withheld");
    let finding = Diagnostic::new(Rule::FrontDraft, path, message)
        .hint("say it in the front matter of the pages, or in a file of JSON or YAML of the same name");
    let why = format!("`{key}` cannot be read in `{path}`");
    let withheld =
        match is_one(key, &["permalink"]) || deciding(key, &BTreeMap::new()) == Some(crate::model::Class::Draft) {
            true => Withheld::Draft(why),
            false => Withheld::Publication(why),
        };
    (vec![Below { folder, withheld }], vec![finding])
}

/// `{ draft }` and `data.draft`: names of variables that are keys as well.
fn shorthands(text: &str) -> Vec<String> {
    let names = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$')));
    names
        .map(canonical)
        .filter(|name| ["draft", "published", "audience", "unlisted"].contains(&name.as_str()))
        .collect()
}
