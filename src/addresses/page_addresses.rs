//! The path of each page becomes its address, no two alike on any file system.

use std::collections::HashMap;

use crate::addresses::reserved::is_reserved;
use crate::addresses::safe_names::{asset_address, folder_address, safe_name, suffixed};
use crate::diag::{Diagnostic, Rule};
use crate::model::{FacetKind, Page, without_export_digits, without_extensions};

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
                Diagnostic::new(Rule::PageReserved, path, message)
                    .hint("rename the file to choose its address yourself"),
            );
        } else if let Some(first) = first {
            let other = &pages[first].source.shown_path;
            let message = format!("`{other}` has the address `{wanted}` already; this page is at `{address}`");
            findings.push(Diagnostic::new(Rule::PageCollision, path, message).hint("rename one of the two files"));
        }
        taken.insert(address.to_lowercase(), ix);
        addresses.push(address);
    }
    (addresses, findings)
}

/// `x.md` and `x/index.md` want `x.html`; the folder's own `_index.md` and `README.md` want names of their own.
pub(crate) fn wanted(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = without_export_digits(without_extensions(name));
    let folder = &folder.split('/').map(without_export_digits).collect::<Vec<_>>().join("/");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_its_address() {
        let cases = [
            ("incidents/2024/x.md", "incidents/2024/x.html"),
            ("incidents/2024/x/index.md", "incidents/2024/x.html"),
            ("README.md", "README.html"),
            ("docs/index.md", "docs/index.html"),
            ("a b/c.markdown", "a-b/c.html"),
            ("A 0123456789abcdef0123456789abcdef/b 0123456789abcdef0123456789abcdef.md", "A/b.html"),
        ];
        for (path, expected) in cases {
            assert_eq!(wanted(path), expected, "{path}");
        }
    }
}
