//! A file's path becomes its address: readable, safe for every file system and URL, unique.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use crate::diag::Diagnostic;
use crate::model::{FacetKind, Page, strip_suffix_ignore_case, without_extensions};

/// Addresses that generated pages may take, now or with a later command; write-ups that want one get a suffix.
const RESERVED: &[&str] = &[
    "index.html",
    "search.html",
    "404.html",
    "surprises.html",
    "helped.html",
    "questions.html",
    "signals.html",
    "latent.html",
    "support.html",
    "similar.html",
    "recurring.html",
    "llms.html",
    "robots.html",
    "feed.html",
    "sitemap.html",
    "incidents.html",
    "actions/index.html",
    "glossary/index.html",
    "runbooks/index.html",
    "paths/index.html",
    "pages/index.html",
    "incidents/undated.html",
];

/// Folders whose every address is the site's own.
const RESERVED_FOLDERS: &[&str] = &["assets/", "trends/", "search/"];

/// The address of each page, in page order.
///
/// Two pages that want one address (compared without case) both get one: the later by path with a suffix.
pub(crate) fn addresses(pages: &[std::sync::Arc<Page>]) -> (Vec<String>, Vec<Diagnostic>) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut addresses: Vec<String> = Vec::with_capacity(pages.len());
    let mut findings = Vec::new();
    for (ix, page) in pages.iter().enumerate() {
        let wanted = wanted(&page.source.path);
        let reserved = is_reserved(&wanted);
        let first = taken.get(&wanted.to_lowercase()).copied();
        let base = if reserved { wanted.replace(".html", "-page.html") } else { wanted.clone() };
        let mut address = base.clone();
        let mut number = 1;
        while taken.contains_key(&address.to_lowercase()) {
            number += 1;
            address = suffixed(&base, number);
        }
        let path = page.source.shown_path.clone();
        let section_index = ["_index", "index", "README", "readme"].contains(&without_extension(&page.source.path));
        if reserved && section_index {
            // A section's own page: the generated list has its address, and this one stands beside it.
        } else if reserved {
            let message = format!("`{wanted}` is an address of the site itself; this page is at `{address}`");
            findings.push(
                Diagnostic::new("page/reserved", path, message).hint("rename the file to choose its address yourself"),
            );
        } else if let Some(first) = first {
            let other = &pages[first].source.shown_path;
            let message = format!("`{other}` has the address `{wanted}` already; this page is at `{address}`");
            findings.push(Diagnostic::new("page/collision", path, message).hint("rename one of the two files"));
        }
        taken.insert(address.to_lowercase(), ix);
        addresses.push(address);
    }
    (addresses, findings)
}

/// The address of a copied file.
pub(crate) fn asset_address(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{}/{}", folder_address(folder), safe_name(name)),
        None => safe_name(path),
    }
}

/// A folder's part of an address. One that is called like a page would stand where a page of that name must go.
fn folder_address(folder: &str) -> String {
    let part = |part: &str| {
        let safe = safe_name(part);
        let stem = [".html", ".htm", ".md", ".json", ".js", ".xml", ".txt"]
            .iter()
            .find_map(|e| strip_suffix_ignore_case(&safe, e));
        stem.map_or_else(|| safe.clone(), |stem| format!("{stem}-{}", &safe[stem.len() + 1..]))
    };
    folder.split('/').filter(|p| !p.is_empty()).map(part).collect::<Vec<_>>().join("/")
}

/// Whether an address is one that machine files or the theme have: copied files go elsewhere.
pub(crate) fn is_generated(address: &str) -> bool {
    let lower = address.to_lowercase();
    let root = ["robots.txt", "llms.txt", "incidents.json", "incidents.schema.json", "feed.xml", "sitemap.xml"];
    let incidents = lower.strip_prefix("incidents/").filter(|name| !name.contains('/'));
    let year = incidents.is_some_and(|name| name.ends_with(".json") || name.ends_with(".js"));
    root.contains(&lower.as_str()) || year || RESERVED_FOLDERS.iter().any(|folder| lower.starts_with(folder))
}

/// `name` as one part of an address: NFC, letters and digits of any script, `-`, `_` and `.`; everything else becomes `-`. Names that
/// some file system gives a meaning of its own (`con`, `..`, a trailing dot) are changed; at most 120 bytes.
fn safe_name(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.nfc() {
        let kept = c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_mark(c);
        if kept && !is_invisible(c) {
            // "a - b" is `a-b`; "a--b" stays as it is.
            if gap && c != '-' && !safe.ends_with('-') {
                safe.push('-');
            }
            if !(gap && c == '-' && safe.ends_with('-')) {
                safe.push(c);
            }
            gap = false;
        } else {
            gap = true;
        }
    }
    let mut safe = safe.replace("-.", ".").replace("..", ".");
    while safe.len() > 120 {
        safe.pop();
    }
    let trimmed = safe.trim_matches(['-', '.']).to_owned();
    let device = trimmed.split('.').next().unwrap_or("").to_lowercase();
    let numbered = |prefix: &str| {
        device.len() == 4 && device.starts_with(prefix) && device.ends_with(|c: char| c.is_ascii_digit())
    };
    if trimmed.is_empty() {
        String::from("page")
    } else if ["con", "prn", "aux", "nul"].contains(&device.as_str()) || numbered("com") || numbered("lpt") {
        format!("{trimmed}-")
    } else {
        trimmed
    }
}

/// `text` as the name of a generated page or a filter: lower case, `-` between words.
pub(crate) fn slug(text: &str) -> String {
    safe_name(&text.to_lowercase().replace(['.', '_'], "-")).replace("--", "-")
}

fn is_mark(c: char) -> bool {
    // Combining marks that NFC leaves apart: Indic vowel signs, Hebrew and Arabic points, Thai.
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{064b}'..='\u{065f}' | '\u{0900}'..='\u{0dff}' | '\u{0e31}'..='\u{0e4e}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// `x.md` and `x/index.md` want `x.html`; the folder's own `_index.md` and `README.md` want names of their own.
fn wanted(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = without_extensions(name);
    let base = if stem == "index" && !folder.is_empty() && !is_bundle_root(folder) {
        asset_address(folder)
    } else {
        let stem = if stem == "_index" { "index" } else { stem };
        let name = safe_name(stem);
        if folder.is_empty() { name } else { format!("{}/{name}", folder_address(folder)) }
    };
    format!("{base}.html")
}

fn without_extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split('.').next().unwrap_or(name)
}

/// Folders that are sections of the site rather than bundles: their `index.md` keeps that name.
fn is_bundle_root(folder: &str) -> bool {
    let last = folder.rsplit('/').next().unwrap_or(folder).to_lowercase();
    FacetKind::ALL.iter().any(|kind| kind.folder() == last)
        || ["glossary", "runbooks", "paths", "postmortems", "incident-reports", "docs"].contains(&last.as_str())
}

pub(crate) fn is_reserved(address: &str) -> bool {
    let lower = address.to_lowercase();
    let year = lower.strip_prefix("incidents/").and_then(|rest| rest.strip_suffix(".html"));
    RESERVED.contains(&lower.as_str())
        || RESERVED_FOLDERS.iter().any(|folder| lower.starts_with(folder))
        || FacetKind::ALL.iter().any(|kind| lower == format!("{}/index.html", kind.folder()))
        || year.is_some_and(|y| {
            y.len() >= 4
                && y.bytes().next().is_some_and(|b| b.is_ascii_digit())
                && y.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        })
}

pub(crate) fn suffixed(address: &str, number: usize) -> String {
    let stem = address.strip_suffix(".html").unwrap_or(address);
    format!("{stem}-{number}.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_readable_and_become_safe() {
        let cases = [
            ("2024-03-11 expired cert", "2024-03-11-expired-cert"),
            ("50% off @home #1?", "50-off-home-1"),
            ("ステータス", "ステータス"),
            ("..", "page"),
            ("con", "con-"),
            ("a<script>b", "a-script-b"),
            ("x.", "x"),
            ("PM-9 - bad  day", "PM-9-bad-day"),
            ("a--b", "a--b"),
        ];
        for (name, expected) in cases {
            assert_eq!(safe_name(name), expected, "{name}");
        }
    }

    #[test]
    fn a_path_is_its_address() {
        let cases = [
            ("incidents/2024/x.md", "incidents/2024/x.html"),
            ("incidents/2024/x/index.md", "incidents/2024/x.html"),
            ("README.md", "README.html"),
            ("docs/index.md", "docs/index.html"),
            ("a b/c.markdown", "a-b/c.html"),
        ];
        for (path, expected) in cases {
            assert_eq!(wanted(path), expected, "{path}");
        }
    }
}
