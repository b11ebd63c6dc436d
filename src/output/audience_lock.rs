#![expect(clippy::disallowed_methods, reason = "the lock stands beside the configuration, which people keep")]
//! `audiences.lock`: who could see what when a site was last built becomes a refusal to let more readers see it by accident.
//!
//! The file stands beside the configuration, is kept with the content, and is never in an output. What fewer readers see than before, and
//! what is new, is taken in without a word.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Rule, clean};
use crate::error::{Error, Result};
use crate::model::AudiencesConfig;
use crate::pipeline::Read;

/// The name of the file.
const NAME: &str = "audiences.lock";

/// What stands above it.
const HEAD: &str = "# Who could see what when this site was last built. Written by `casebook build`; keep it with the content.\n\
    # Nothing is built that more readers would see, until `--accept-widening PATH` says that it is meant.\n";

/// A line of a part that is shorter is no secret by itself.
const SHORTEST: usize = 12;

/// Who may see what.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct AudienceLock {
    /// For each audience, all that it sees.
    audiences: BTreeMap<String, BTreeSet<String>>,
    /// For each page, whom it is for.
    pages: BTreeMap<String, BTreeSet<String>>,
    /// For each page with parts for some readers only, hashes of the lines in them, by whom they are for.
    parts: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

/// What is to be done about what more readers would see.
pub struct Widened {
    /// A finding for each.
    pub findings: Vec<Diagnostic>,
    now: AudienceLock,
    text: String,
    path: PathBuf,
}

/// Compares what is to be built with the lock; `accepted` are files and folders of which it is meant.
///
/// # Errors
/// When the lock cannot be read.
pub fn widened(read: &Read, config: Option<&Path>, accepted: &[PathBuf]) -> Result<Widened> {
    let root = &read.sources().root;
    let folder = config.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let path = folder.map_or_else(|| root.join(NAME), |folder| folder.join(NAME));
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(Error::io("read", &path, e)),
    };
    let unreadable = |e: toml::de::Error| {
        Error::usage(format!(
            "`{}` cannot be read ({}); mend it, or build once without it",
            path.display(),
            e.message()
        ))
    };
    let before: AudienceLock = toml::from_str(&text).map_err(unreadable)?;
    let now = AudienceLock::of(read);
    let is_accepted = |file: &str| {
        let of = |accepted: &PathBuf| {
            let accepted = accepted.strip_prefix(root).unwrap_or(accepted);
            let accepted = accepted.strip_prefix(".").unwrap_or(accepted);
            Path::new(file).starts_with(accepted)
        };
        accepted.iter().any(of)
    };
    let audiences = &read.sources().config.audiences;
    let mut findings = now.wider_than(&before, audiences, read);
    findings.retain(|finding| !is_accepted(&finding.path));
    Ok(Widened { findings, now, text, path })
}

impl Widened {
    /// Writes the lock as it is now, unless it says so already; gives where it stands.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn accept(self) -> Result<PathBuf> {
        let told =
            toml::to_string(&self.now).map_err(|e| Error::environment(format!("{NAME} cannot be written: {e}")))?;
        let text = format!("{HEAD}\n{told}");
        if text == self.text {
            return Ok(self.path);
        }
        fs::write(&self.path, text).map_err(|e| Error::io("write", &self.path, e))?;
        Ok(self.path)
    }
}

impl AudienceLock {
    /// What is so now.
    fn of(read: &Read) -> Self {
        let audiences = &read.sources().config.audiences;
        let mut lock = Self {
            audiences: audiences.named.keys().map(|name| (name.clone(), audiences.seen_by(name))).collect(),
            ..Self::default()
        };
        for named in read.named_audiences() {
            let mut whose: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (whom, line) in named.lines().filter(|(_, line)| is_long(line)) {
                whose.entry(hash(line)).or_default().insert(key(&whom));
            }
            let mut parts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (line, whom) in whose {
                // A line that others have too, such as `state = "declined"`, gives nothing away.
                let only = whom.first().filter(|only| whom.len() == 1 && !only.is_empty());
                if let Some(only) = only {
                    parts.entry(only.clone()).or_default().insert(line);
                }
            }
            if !parts.is_empty() {
                lock.parts.insert(named.file().to_owned(), parts);
            }
            lock.pages.insert(named.file().to_owned(), named.names.iter().cloned().collect());
        }
        lock
    }

    /// A finding for everything that somebody sees now and did not see before.
    fn wider_than(&self, before: &Self, audiences: &AudiencesConfig, read: &Read) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut find = |file: &str, message: String| {
            let finding = Diagnostic::new(Rule::PrivacyWidened, file, message);
            let hint = format!("if that is meant, build once with `--accept-widening {}`", clean(file));
            findings.push(finding.hint(hint));
        };
        let viewers = |names: &BTreeSet<String>| {
            let names: Vec<String> = names.iter().cloned().collect();
            audiences.viewers(&names).into_iter().map(str::to_owned).collect::<BTreeSet<String>>()
        };
        let listed = |more: &[&String]| more.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        for (name, sees) in &self.audiences {
            let nothing = BTreeSet::from([name.to_lowercase()]);
            let seen = before.audiences.get(name).unwrap_or(&nothing);
            let more: Vec<&String> = sees.difference(seen).collect();
            if !more.is_empty() && !before.audiences.is_empty() {
                find("casebook.toml", format!("`{name}` would see what is for {}, too", listed(&more)));
            }
        }
        for (file, names) in &self.pages {
            let Some(earlier) = before.pages.get(file) else { continue };
            let (now, then) = (viewers(names), viewers(earlier));
            let more: Vec<&String> = now.difference(&then).collect();
            if !more.is_empty() {
                find(file, format!("this page would be seen by {}, too", listed(&more)));
            }
        }
        for named in read.named_audiences() {
            let Some(parts) = before.parts.get(named.file()) else { continue };
            let whole = viewers(&named.names.iter().cloned().collect());
            let seen_by = |whom: &str| {
                let each = whom.split(" + ").map(|names| viewers(&names.split(' ').map(str::to_owned).collect()));
                each.fold(whole.clone(), |all, some| all.intersection(&some).cloned().collect())
            };
            for (whom, lines) in parts {
                let then = seen_by(whom);
                let wider = |(now, line): &(Vec<&[String]>, &str)| {
                    is_long(line)
                        && lines.contains(&hash(line))
                        && match now.as_slice() {
                            [] => !whole.is_subset(&then),
                            now => !seen_by(&key(now)).is_subset(&then),
                        }
                };
                if named.lines().any(|line| wider(&line)) {
                    let message = format!("a part that is for {} would be seen by others, too", listed(&[whom]));
                    find(named.file(), message);
                }
            }
        }
        findings
    }
}

/// Whom a line is for that stands in parts for these.
fn key(whom: &[&[String]]) -> String {
    whom.iter().map(|names| names.join(" ")).collect::<Vec<_>>().join(" + ")
}

/// Whether a line says something by itself.
fn is_long(line: &str) -> bool {
    line.trim().chars().count() >= SHORTEST
}

/// What stands for a line.
fn hash(line: &str) -> String {
    blake3::hash(line.trim().as_bytes()).to_hex()[..12].to_owned()
}
