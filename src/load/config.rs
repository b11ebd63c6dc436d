//! `casebook.toml` becomes a [`Config`]: typed, with a warning for every key that does nothing.

use std::path::Path;

use crate::diag::{Diagnostic, Mistake, nearest};
use crate::error::Error;
use crate::load::regular::read_regular;
use crate::model::Config;

/// The largest configuration that is read.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Keys of `casebook.toml`, for hints. Tables of later stages are read by those stages.
const KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "source_url",
    "logo",
    "accent",
    "footer",
    "nav",
    "lang",
    "timezone",
    "index",
    "terms",
    "severity",
    "service",
    "team",
    "factor",
    "fields",
    "sections",
    "content",
    "feedback",
    "theme",
    "search",
    "similar",
    "trends",
    "lint",
    "audiences",
    "publish",
    "preview",
    "id",
    "name",
    "aliases",
    "retired",
    "successor",
    "incident",
    "term",
    "runbook",
    "path",
    "page",
    "ignore",
    "markdown",
    "allow",
    "publication",
    "edit_url",
    "ask_url",
    "url",
    "most",
    "threshold",
    "metadata",
    "inferred",
    "working_hours",
    "working_days",
    "known",
    "editor",
];

/// Tables that other commands own: their keys are not judged here.
const FOREIGN: &[&str] = &["search", "lint", "audiences", "publish"];

/// A configuration, and what it was made from.
#[derive(Debug, Default)]
pub(super) struct Configured {
    pub(super) config: Config,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) text: String,
}

/// Reads the configuration of the site at `root`, or from `path`.
///
/// # Errors
/// When the file cannot be read, is not TOML, or holds a value of another type than its key takes: guessing what a publisher
/// meant could publish the wrong thing.
pub(super) fn config(root: &Path, path: Option<&Path>) -> Result<Configured, Mistake> {
    let file = path.map_or_else(|| root.join("casebook.toml"), Path::to_path_buf);
    let shown = shown(path);
    let not_utf8 = |_| std::io::Error::other("it is not UTF-8");
    let text = match read_regular(&file, LARGEST).and_then(|(bytes, _)| String::from_utf8(bytes).map_err(not_utf8)) {
        Ok(text) => text,
        // A link that leads nowhere is a configuration that is missed, not one that nobody wrote.
        Err(_)
            if path.is_none() && file.symlink_metadata().is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound) =>
        {
            return Ok(Configured::default());
        }
        Err(e) => {
            let error = Error::usage(format!("could not read the configuration `{}`: {e}", file.display()));
            return Err(Mistake::new(Diagnostic::new("load/unreadable", shown, error.to_string()), error));
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut unknown = Vec::new();
    let mut config: Config = toml::Deserializer::parse(text)
        .and_then(|d| serde_ignored::deserialize(d, |key| unknown.push(key.to_string())))
        .map_err(|e| {
            let finding = Diagnostic::new("config/syntax", &shown, e.message().replace('\n', ", "));
            let finding = e.span().map_or(finding.clone(), |span| finding.at(span));
            Mistake::new(finding, Error::usage(format!("{shown} cannot be used as it is\n{e}"))).quoting(text)
        })?;
    if let Some(threshold) = config.similar.threshold.filter(|threshold| !(0.0..=1.0).contains(threshold)) {
        let message = format!("`[similar] threshold` takes a cosine from 0 to 1, and this is {threshold}");
        let error = Error::usage(format!("{shown} cannot be used as it is\n{message}"));
        let place = key_place(text, "threshold").unwrap_or_default();
        let finding = Diagnostic::new("config/syntax", shown, message).at(place..place + "threshold".len());
        return Err(Mistake::new(finding, error).quoting(text));
    }
    let mut findings: Vec<Diagnostic> = unknown
        .iter()
        .filter(|key| !FOREIGN.iter().any(|table| key.split('.').next() == Some(table)))
        .map(|key| unknown_key(&shown, text, key))
        .collect();
    findings.extend(values(&shown, text, &config));
    config.base_url = config.base_url.filter(|url| is_address(url));
    Ok(Configured { config, findings, text: text.to_owned() })
}

/// The configuration that a text is; nothing is said of it. `None` when it is none.
pub fn reread(text: &str) -> Option<Config> {
    let config: Config = toml::from_str(text).ok()?;
    Some(Config { base_url: config.base_url.filter(|url| is_address(url)), ..config })
}

/// The configuration as findings name it.
fn shown(path: Option<&Path>) -> String {
    path.map_or_else(|| String::from("casebook.toml"), |path| path.display().to_string())
}

/// A finding for each pattern of `[content] ignore` that is not among those that `met` something. `places` are the folders and files
/// that there are.
pub(super) fn unmet<'a>(
    path: Option<&Path>,
    text: &str,
    config: &Config,
    met: &[bool],
    places: impl Iterator<Item = &'a str> + Clone,
) -> Vec<Diagnostic> {
    let unmet = config.content.ignore.iter().zip(met).filter(|(_, met)| !**met);
    let finding = |(glob, _): (&String, &bool)| {
        let message = format!("`[content] ignore` holds `{glob}`, which matches nothing");
        let finding = Diagnostic::new("config/ignore", shown(path), message);
        let list = key_place(text, "ignore");
        let place = list.and_then(|list| Some(list + text[list..].find(glob.as_str()).filter(|_| !glob.is_empty())?));
        let finding = match (place, list) {
            (Some(place), _) => finding.at(place..place + glob.len()).label("keeps nothing out"),
            (None, Some(list)) => finding.at(list..list + "ignore".len()),
            (None, None) => finding,
        };
        if glob.trim_start().starts_with('!') {
            return finding.hint("nothing can be taken back here; narrow the pattern that keeps too much out");
        }
        let name = |place: &'a str| place.trim_end_matches('/').rsplit('/').next().unwrap_or(place);
        let mut parts = glob.trim().rsplit(['/', '\\']);
        let wanted = parts.find(|part| !part.is_empty() && !part.contains(['*', '?']));
        let near = wanted.and_then(|wanted| nearest(wanted, places.clone().map(name)));
        match near.and_then(|near| places.clone().find(|place| name(place) == near)) {
            Some(place) => finding.hint(format!("did you mean `{place}`?")),
            None => finding.hint("patterns are about what is below the content folder; correct it, or remove it"),
        }
    };
    unmet.map(finding).collect()
}

fn unknown_key(shown: &str, text: &str, key: &str) -> Diagnostic {
    let last = key.rsplit('.').next().unwrap_or(key);
    let finding = Diagnostic::new("config/unknown-key", shown, format!("`{key}` is not a key of casebook.toml"));
    let finding = match key_place(text, last) {
        Some(start) => finding.at(start..start + last.len()).label("does nothing"),
        None => finding,
    };
    match nearest(last, KEYS.iter().copied()) {
        Some(known) => finding.hint(format!("did you mean `{known}`?")),
        None => finding,
    }
}

/// Where a line begins with `key` (perhaps in brackets); findings point there.
fn key_place(text: &str, key: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '[', '"']);
        if bare.starts_with(key) && !bare[key.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return Some(offset + line.len() - bare.len());
        }
        offset += line.len();
    }
    None
}

/// Values that are of the right type but cannot be used.
fn values(shown: &str, text: &str, config: &Config) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut reject = |key: &str, message: String, hint: &str| {
        let finding = Diagnostic::new("config/value", shown, message).hint(hint);
        findings.push(match key_place(text, key) {
            Some(start) => finding.at(start..start + key.len()),
            None => finding,
        });
    };
    if crate::model::zone(&config.timezone).is_none() {
        let message = format!("`{}` is not a time zone; times without one are read as UTC", config.timezone);
        reject("timezone", message, "use an IANA name such as `Europe/Copenhagen`, or an offset such as `+01:00`");
    }
    if let Some(accent) = &config.accent
        && !is_colour(accent)
    {
        reject("accent", format!("`{accent}` is not a colour"), "write six hex digits, such as `#0b6e4f`");
    }
    let trends = &config.trends;
    if !(0 <= trends.working_hours.0 && trends.working_hours.0 < trends.working_hours.1 && trends.working_hours.1 <= 24)
    {
        let message = format!("`{:?}` is no stretch of a day; no hour counts as worked", trends.working_hours);
        reject(
            "working_hours",
            message,
            "write the first hour and the one that is no longer worked, such as `[9, 17]`",
        );
    }
    for day in trends.working_days.iter().filter(|day| crate::model::weekday(day).is_none()) {
        reject("working_days", format!("`{day}` is no day of the week"), "write `mon`, `tue`, `wed` and so on");
    }
    let is_year = |year: &str| year.parse::<i16>().is_ok_and(|year| (1..=9999).contains(&year));
    for year in trends.known.keys().filter(|year| !is_year(year)) {
        reject("known", format!("`{year}` is no year"), "write years and counts, such as `known = { 2024 = 31 }`");
    }
    if let Err(message) = crate::model::Editor::parse(&config.preview.editor) {
        reject("editor", message, "write an editor's name, such as `vscode`, or an address with `{path}` and `{line}`");
    }
    if let Some(url) = &config.base_url
        && !is_address(url)
    {
        reject("base_url", format!("`{url}` is not an address"), "begin it with `https://`");
    }
    findings
}

fn is_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}
