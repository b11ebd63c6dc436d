//! Copies and strongly alike incidents that nobody linked become findings for their authors.

use crate::analyse::similar::{Likeness, Neighbour};
use crate::diag::Diagnostic;
use crate::link::PageIx;
use crate::site::Site;

/// `sim/duplicate` for each copy, at the later path; `sim/unlinked` for each pair of `unlinked`.
pub(super) fn findings(site: &Site, lists: &[Vec<Neighbour>], unlinked: &[(PageIx, Neighbour)]) -> Vec<Diagnostic> {
    let path = |page: PageIx| site.pages[page].source.shown_path.as_str();
    let mut found = Vec::new();
    for (page, list) in lists.iter().enumerate() {
        for copy in list.iter().filter(|neighbour| neighbour.likeness == Likeness::Copy && neighbour.page < page) {
            let message = format!("says nearly the same as `{}`", path(copy.page));
            let hint = "keep one of them and let the other's id be one of its `aliases`; if they are two events, say in each what was different";
            found.push(Diagnostic::new("sim/duplicate", path(page), message).hint(hint));
        }
    }
    for (page, neighbour) in unlinked {
        let other = &site.pages[neighbour.page];
        let message = format!("is much like `{}`, and neither names the other", path(neighbour.page));
        let id = &other.id.value;
        let hint = format!(
            "add `{id}` to `related` or to `not_related`, or walk through all such pairs with `casebook similar --review`"
        );
        found.push(Diagnostic::new("sim/unlinked", path(*page), message).hint(hint));
    }
    found
}
