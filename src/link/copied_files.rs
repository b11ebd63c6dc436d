//! Files beside pages become those that may be copied, each with its address.

use std::collections::{HashMap, HashSet};

use crate::addresses::{asset_address, is_generated};
use crate::link::problem::Problem;
use crate::link::relations::Target;
use crate::load::Assets;
use crate::model::Config;

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

/// The address of every file that might be copied. No two are alike on any file system.
pub(super) fn copies(assets: &Assets, addresses: &[String]) -> HashMap<String, String> {
    let twins = addresses.iter().map(|a| a.to_lowercase().replace(".html", ".md"));
    let mut taken: HashSet<String> = addresses.iter().map(|a| a.to_lowercase()).chain(twins).collect();
    let mut copies = HashMap::new();
    for path in assets.files.keys() {
        let wanted = match asset_address(path) {
            wanted if is_generated(&wanted) => format!("files/{wanted}"),
            wanted => wanted,
        };
        let (stem, extension) = wanted.rsplit_once('.').map_or((wanted.as_str(), ""), |(s, e)| (s, e));
        let mut address = wanted.clone();
        let mut number = 2;
        while !taken.insert(address.to_lowercase()) {
            address = format!("{stem}-{number}.{extension}");
            number += 1;
        }
        copies.insert(path.clone(), address);
    }
    copies
}
