//! Which addresses are the site's own, so that no file of an author's goes there.

use crate::addresses::outputs::{FixedOutput, UNDATED, facet_list};
use crate::model::FacetKind;

/// Addresses that are kept free for a later command, or that readers would take for another tool's.
const KEPT_FREE: [&str; 6] =
    ["similar.html", "llms.html", "robots.html", "feed.html", "sitemap.html", "incidents.html"];

/// Folders whose every address is the site's own.
const FOLDERS: [&str; 3] = ["assets/", "trends/", "search/"];

/// Whether an address stands in a folder that is the site's own.
pub(crate) fn is_in_our_folder(address: &str) -> bool {
    let lower = address.to_lowercase();
    FOLDERS.iter().any(|folder| lower.starts_with(folder))
}

/// Whether an address is one that the site itself has, or may have. Case does not count.
pub(crate) fn is_reserved(address: &str) -> bool {
    let lower = address.to_lowercase();
    is_in_our_folder(&lower)
        || FixedOutput::at(&lower).is_some()
        || KEPT_FREE.contains(&lower.as_str())
        || lower == UNDATED
        || FacetKind::ALL.iter().any(|kind| lower == facet_list(*kind) || is_table_of(*kind, &lower))
        || is_of_a_year(&lower)
        || is_script_of_years(&lower)
}

/// `incidents/2024.html`, `incidents/2024-2.html`.
fn is_of_a_year(lower: &str) -> bool {
    let name = lower.strip_prefix("incidents/").and_then(|rest| rest.strip_suffix(".html"));
    name.is_some_and(|name| {
        name.len() >= 4
            && name.starts_with(|c: char| c.is_ascii_digit())
            && name.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    })
}

/// The files of facts and of rows beside the lists of years: `incidents/2024.json`, `incidents/2024.js`.
fn is_script_of_years(lower: &str) -> bool {
    let name = lower.strip_prefix("incidents/").filter(|name| !name.contains('/'));
    name.is_some_and(|name| name.ends_with(".json") || name.ends_with(".js"))
}

/// The numbers of a figure on the page of a facet's value: `services/mill.reported.csv`.
fn is_table_of(kind: FacetKind, lower: &str) -> bool {
    let name = lower.strip_prefix(kind.folder()).and_then(|rest| rest.strip_prefix('/')?.strip_suffix(".csv"));
    name.is_some_and(|name| name.contains('.') && !name.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_site_writes_is_its_own_and_nothing_else_is() {
        let ours = [
            "index.html",
            "INDEX.html",
            "actions/actions.csv",
            "services/index.html",
            "incidents/2024.html",
            "incidents/2024-2.html",
            "incidents/2024.json",
            "incidents/undated.html",
            "assets/x.png",
            "trends/x/y.csv",
            "services/mill.reported.csv",
            "feed.xml",
        ];
        let theirs = [
            "incidents/2024/x.html",
            "incidents/24.html",
            "actions/other.csv",
            "services/mill.csv",
            "services/mill.html",
            "notes/feed.xml",
            "x.html",
        ];
        assert_eq!(ours.into_iter().filter(|address| !is_reserved(address)).collect::<Vec<_>>(), Vec::<&str>::new());
        assert_eq!(theirs.into_iter().filter(|address| is_reserved(address)).collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
