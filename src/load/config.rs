//! `casebook.toml` becomes a [`Config`]: typed, with a warning for every key that does nothing.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diag::{Diagnostic, Mistake, Rule, nearest};
use crate::error::Error;
use crate::load::config_places::{Places, Step, way, way_of};
use crate::load::regular_file::read_regular;
use crate::model::{Config, People, PublishTarget, TargetMistake, Zone};
use crate::wording::WordingMistake;

/// The largest configuration that is read.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Tables of features that do not exist yet: whoever writes one would take it to do something.
const NOT_YET: [&str; 2] = ["search", "lint"];

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
            return Err(Mistake::new(Diagnostic::new(Rule::LoadUnreadable, shown, error.to_string()), error));
        }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut unknown = Vec::new();
    let mut config: Config = toml::Deserializer::parse(text)
        .and_then(|d| serde_ignored::deserialize(d, |key| unknown.push(way_of(&key))))
        .map_err(|e| {
            let finding = Diagnostic::new(Rule::ConfigSyntax, &shown, e.message().replace('\n', ", "));
            let finding = e.span().map_or(finding.clone(), |span| finding.at(span));
            Mistake::new(finding, Error::usage(format!("{shown} cannot be used as it is\n{e}"))).quoting(text)
        })?;
    let places = Places::of(text);
    if let Some(threshold) = config.similar.threshold.filter(|threshold| !(0.0..=1.0).contains(threshold)) {
        let message = format!("`[similar] threshold` takes a cosine from 0 to 1, and this is {threshold}");
        let error = Error::usage(format!("{shown} cannot be used as it is\n{message}"));
        let finding = Diagnostic::new(Rule::ConfigSyntax, shown, message);
        let place = places.key(&way(&["similar", "threshold"]));
        return Err(Mistake::new(at(finding, place), error).quoting(text));
    }
    if let Some(mistake) = config.audiences.mistakes().into_iter().next() {
        let keys: Vec<&str> = std::iter::once("audiences").chain(mistake.way.iter().map(String::as_str)).collect();
        let error = Error::usage(format!("{shown} cannot be used as it is\n{}", mistake.message));
        let finding = Diagnostic::new(Rule::ConfigSyntax, shown, mistake.message);
        return Err(Mistake::new(at(finding, places.key(&way(&keys))), error).quoting(text));
    }
    let mut findings: Vec<Diagnostic> = unknown.iter().map(|way| unknown_key(&shown, &places, way)).collect();
    findings.extend(values(&shown, &places, &config));
    findings.extend(wording(&shown, &places, &config));
    findings.extend(targets(&shown, &places, &config));
    config.base_url = config.base_url.filter(|url| is_address(url));
    config.people = Arc::new(people(&People::place(root, path))?);
    Ok(Configured { config, findings, text: text.to_owned() })
}

/// The people of the house; nobody where there is no file.
fn people(file: &Path) -> Result<People, Mistake> {
    let not_utf8 = |_| std::io::Error::other("it is not UTF-8");
    let text = match read_regular(file, LARGEST).and_then(|(bytes, _)| String::from_utf8(bytes).map_err(not_utf8)) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(People::default()),
        Err(e) => return Err(unusable(format!("could not read `{}`: {e}", file.display()))),
    };
    People::parse(&text).map_err(|why| unusable(format!("{} cannot be used as it is\n{why}", People::FILE)))
}

/// A list of people that cannot be read: names would get out.
fn unusable(message: String) -> Mistake {
    let finding = Diagnostic::new(Rule::ConfigSyntax, People::FILE, message.replace('\n', ": "));
    Mistake::new(finding, Error::usage(message))
}

fn at(finding: Diagnostic, place: Option<Range<usize>>) -> Diagnostic {
    match place {
        Some(place) => finding.at(place),
        None => finding,
    }
}

/// The configuration that a text is; nothing is said of it. `None` when it is none.
pub fn reread(text: &str) -> Option<Config> {
    let config: Config = toml::from_str(text).ok()?;
    Some(Config { base_url: config.base_url.filter(|url| is_address(url)), ..config })
}

/// The configuration as findings name it.
pub(super) fn shown(path: Option<&Path>) -> String {
    path.map_or_else(|| String::from("casebook.toml"), |path| path.display().to_string())
}

fn unknown_key(shown: &str, places: &Places<'_>, way: &[Step]) -> Diagnostic {
    let words: Vec<&str> =
        way.iter().filter_map(|step| if let Step::Key(key) = step { Some(&**key) } else { None }).collect();
    let (last, tables) = words.split_last().map_or(("", &[][..]), |(last, tables)| (*last, tables));
    let finding = |message| {
        let finding = Diagnostic::new(Rule::ConfigUnknownKey, shown, message);
        at(finding, places.key(way)).label("does nothing")
    };
    if tables.is_empty() && NOT_YET.contains(&last) {
        return finding(format!("`{last}` is for something that Casebook cannot do yet"));
    }
    let finding = finding(format!("`{}` is not a key of casebook.toml", words.join(".")));
    let table = tables.first().copied().unwrap_or("");
    let near = nearest(last, Config::keys(table).iter().copied());
    let elsewhere = || Config::TABLES.into_iter().find(|other| *other != table && Config::keys(other).contains(&last));
    match (near, elsewhere()) {
        (_, Some(other)) if !other.is_empty() => finding.hint(format!("did you mean `{last}` below `[{other}]`?")),
        (_, Some(_)) => finding.hint(format!("did you mean `{last}` at the top, before the first table?")),
        (Some(known), None) => finding.hint(format!("did you mean `{known}`?")),
        (None, None) => finding,
    }
}

/// Values that are of the right type but cannot be used.
fn values(shown: &str, places: &Places<'_>, config: &Config) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut reject = |key: &[&str], message: String, hint: &str| {
        let finding = Diagnostic::new(Rule::ConfigValue, shown, message).hint(hint);
        findings.push(at(finding, places.key(&way(key))));
    };
    let zone = config.timezone.written();
    if Zone::parse(zone).is_none() {
        let message = format!("`{zone}` is not a time zone; times without one are read as UTC");
        reject(&["timezone"], message, "use an IANA name such as `Europe/Copenhagen`, or an offset such as `+01:00`");
    }
    if let Some(accent) = &config.accent
        && !is_colour(accent)
    {
        reject(&["accent"], format!("`{accent}` is not a colour"), "write six hex digits, such as `#0b6e4f`");
    }
    let trends = &config.trends;
    if !(0 <= trends.working_hours.0 && trends.working_hours.0 < trends.working_hours.1 && trends.working_hours.1 <= 24)
    {
        let message = format!("`{:?}` is no stretch of a day; no hour counts as worked", trends.working_hours);
        reject(
            &["trends", "working_hours"],
            message,
            "write the first hour and the one that is no longer worked, such as `[9, 17]`",
        );
    }
    for day in trends.working_days.iter().filter(|day| crate::model::weekday(day).is_none()) {
        reject(
            &["trends", "working_days"],
            format!("`{day}` is no day of the week"),
            "write `mon`, `tue`, `wed` and so on",
        );
    }
    let is_year = |year: &str| year.parse::<i16>().is_ok_and(|year| (1..=9999).contains(&year));
    for year in trends.known.keys().filter(|year| !is_year(year)) {
        reject(
            &["trends", "known"],
            format!("`{year}` is no year"),
            "write years and counts, such as `known = { 2024 = 31 }`",
        );
    }
    if let Err(message) = crate::model::Editor::parse(&config.preview.editor) {
        reject(
            &["preview", "editor"],
            message,
            "write an editor's name, such as `vscode`, or an address with `{path}` and `{line}`",
        );
    }
    if let Some(url) = &config.base_url
        && !is_address(url)
    {
        reject(&["base_url"], format!("`{url}` is not an address"), "begin it with `https://`");
    }
    findings
}

/// Words of the interface that are said otherwise and do nothing.
fn wording(shown: &str, places: &Places<'_>, config: &Config) -> Vec<Diagnostic> {
    let finding = |mistake: WordingMistake| {
        let rule = if mistake.unknown { Rule::ConfigUnknownKey } else { Rule::ConfigValue };
        let keys: Vec<&str> = std::iter::once("wording").chain(mistake.way.iter().map(String::as_str)).collect();
        let finding = at(Diagnostic::new(rule, shown, mistake.message), places.key(&way(&keys)));
        match mistake.hint {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    };
    config.wording.mistakes().into_iter().map(finding).collect()
}

/// Places to publish to that cannot be used as they stand.
fn targets(shown: &str, places: &Places<'_>, config: &Config) -> Vec<Diagnostic> {
    let of = |(name, target): (&String, &PublishTarget)| {
        let finding = |mistake: TargetMistake| {
            let keys: Vec<&str> = ["publish", name].into_iter().chain(mistake.key).collect();
            let message = format!("`[publish.{name}]` cannot be used: {}", mistake.message);
            at(Diagnostic::new(Rule::ConfigValue, shown, message), places.key(&way(&keys))).hint(mistake.hint)
        };
        target.mistakes().into_iter().map(finding).collect::<Vec<_>>()
    };
    config.publish.iter().flat_map(of).collect()
}

fn is_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()))
}
