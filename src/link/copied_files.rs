//! Files beside pages become those that may be copied, each with its address.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::addresses::{asset_address, is_in_our_folder, is_reserved};
use crate::diag::{Diagnostic, Rule};
use crate::link::link_problem::Problem;
use crate::link::relations::Target;
use crate::load::Assets;
use crate::model::{Config, NamesPolicy};

/// Extensions of files that no browser runs or styles: these are copied, and what the configuration names.
const PASSIVE: &[&str] = &[
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "avif",
    "bmp",
    "tif",
    "tiff",
    "heic",
    "mp4",
    "webm",
    "mov",
    "m4v",
    "mp3",
    "ogg",
    "oga",
    "ogv",
    "wav",
    "m4a",
    "flac",
    "pdf",
    "txt",
    "log",
    "csv",
    "tsv",
    "json",
    "jsonl",
    "ndjson",
    "yaml",
    "yml",
    "toml",
    "ini",
    "conf",
    "cfg",
    "diff",
    "patch",
    "sql",
    "sh",
    "bash",
    "py",
    "go",
    "rs",
    "rb",
    "tf",
    "hcl",
    "promql",
    "har",
    "pcap",
    "puml",
    "plantuml",
    "mmd",
    "dot",
    "drawio",
    "excalidraw",
    "zip",
    "gz",
    "tgz",
    "bz2",
    "xz",
    "zst",
    "7z",
    "tar",
    "docx",
    "xlsx",
    "pptx",
    "odt",
    "ods",
    "odp",
    "doc",
    "xls",
    "ppt",
    "ics",
    "eml",
    "ipynb",
    "parquet",
    "asciinema",
    "cast",
];

/// The path of a file that stands beside the content, from the site's folder; of another, its own.
fn below_site(path: &str) -> &str {
    path.strip_prefix("../").unwrap_or(path)
}

/// The path of a file as findings print it; `prefix` is what they print before those below the content folder.
fn shown_path(prefix: &str, path: &str) -> String {
    path.strip_prefix("../").map_or_else(|| format!("{prefix}{path}"), str::to_owned)
}

/// Whether a file may be copied. Its extension is judged as it will be written, and it must be that of the file itself.
pub(super) fn allowed(target: Target, problem: Option<Problem>, config: &Config) -> (Target, Option<Problem>) {
    let Target::Asset(path) = &target else { return (target, problem) };
    let extension = |name: &str| match name.rsplit('/').next().and_then(|name| name.rsplit_once('.')) {
        Some((_, extension)) => extension.to_lowercase(),
        None => String::new(),
    };
    let (own, written) = (extension(path), extension(&asset_address(path)));
    let named = config.content.allow.iter().any(|e| e.trim_start_matches('.').eq_ignore_ascii_case(&own));
    if own == written && (PASSIVE.contains(&own.as_str()) || (named && !own.is_empty())) {
        return (target, problem);
    }
    (Target::None, Some(Problem::Type(own)))
}

/// The files that might be copied, by path below the content folder.
#[derive(Debug, Default)]
pub(super) struct CopiedFiles {
    addresses: HashMap<String, String>,
}

impl CopiedFiles {
    /// Gives every file an address: no two are alike on any file system, and none is one of `taken`. Where names of people stand in
    /// no page they stand in no address either.
    pub(super) fn new<'a>(assets: &Assets, config: &Config, taken: impl Iterator<Item = &'a String>) -> Self {
        let named = |path: &'_ str| match config.privacy.names {
            NamesPolicy::Allow => path.to_owned(),
            NamesPolicy::Roles | NamesPolicy::Forbid => config.people.without_names_in_path(path).into_owned(),
        };
        let lower = taken.map(|address| address.to_lowercase());
        let with_twin = |address: String| [address.replace(".html", ".md"), address];
        let mut taken: HashSet<String> = lower.flat_map(with_twin).collect();
        let mut addresses = HashMap::new();
        for path in assets.files.keys() {
            let wanted = asset_address(&named(below_site(path)));
            let wanted = if is_in_our_folder(&wanted) { format!("files/{wanted}") } else { wanted };
            let (stem, extension) = wanted.rsplit_once('.').map_or((wanted.as_str(), ""), |(s, e)| (s, e));
            let mut address = if is_reserved(&wanted) { format!("{stem}-file.{extension}") } else { wanted.clone() };
            let mut number = 2;
            while !taken.insert(address.to_lowercase()) {
                address = format!("{stem}-{number}.{extension}");
                number += 1;
            }
            addresses.insert(path.clone(), address);
        }
        Self { addresses }
    }

    /// Where the file at `path` goes.
    pub(super) fn address(&self, path: &str) -> Option<&String> {
        self.addresses.get(path)
    }

    /// Each file and where it goes, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &String)> {
        self.addresses.iter()
    }
}

/// A finding for each file that pages show or link to and that wants an address of the site itself. `copied` are addresses and paths,
/// `prefix` is what findings print before those.
pub(super) fn reserved_findings(copied: &BTreeMap<String, String>, prefix: &str) -> Vec<Diagnostic> {
    let finding = |(address, path): (&String, &String)| {
        let wanted = asset_address(below_site(path));
        let meant = is_reserved(&wanted) && !is_in_our_folder(&wanted);
        let message = format!("`{wanted}` is an address of the site itself; this file is at `{address}`");
        let finding = || Diagnostic::new(Rule::PageReserved, shown_path(prefix, path), message);
        meant.then(|| finding().hint("rename the file to choose its address yourself"))
    };
    copied.iter().filter_map(finding).collect()
}
