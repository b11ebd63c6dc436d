//! Pages become a tree by the folders they stand in: the page that opens a folder leads to what is in it, and each of those leads back.

use std::collections::HashMap;

use crate::link::PageIx;
use crate::model::PageKind;
use crate::site::Site;

/// Which page opens which folder, and what it opens.
#[derive(Debug, Default)]
pub(crate) struct FolderPages {
    /// The page that opens the folder in which a page stands.
    above: HashMap<PageIx, PageIx>,
    /// What a page opens, in path order.
    within: HashMap<PageIx, Vec<PageIx>>,
}

/// The names of files that open their folder.
const OPENING: [&str; 4] = ["index", "_index", "readme", "home"];

impl FolderPages {
    /// Those of runbooks and of pages of no kind of their own; write-ups and words have better lists. What opens the whole folder opens
    /// nothing here: that is the front page.
    pub(super) fn of(site: &Site) -> Self {
        let is_listed = |ix: &PageIx| matches!(site.pages[*ix].kind, PageKind::Page | PageKind::Runbook);
        let pages: Vec<PageIx> = (0..site.pages.len()).filter(is_listed).collect();
        let mut openers: HashMap<&str, PageIx> = HashMap::new();
        for &ix in &pages {
            let place = place(&site.pages[ix].source.path);
            let is_first = place.opens || !openers.contains_key(place.own);
            // A file inside its folder opens it before one beside it.
            if is_first && !place.own.is_empty() {
                openers.insert(place.own, ix);
            }
        }
        let mut found = Self::default();
        for &ix in &pages {
            let Some(&above) = openers.get(place(&site.pages[ix].source.path).folder) else { continue };
            if above != ix {
                found.above.insert(ix, above);
                found.within.entry(above).or_default().push(ix);
            }
        }
        found
    }

    /// The page that opens the folder of a page.
    pub(crate) fn above(&self, page: PageIx) -> Option<PageIx> {
        self.above.get(&page).copied()
    }

    /// What a page opens.
    pub(crate) fn within(&self, page: PageIx) -> &[PageIx] {
        self.within.get(&page).map_or(&[], Vec::as_slice)
    }
}

/// Where a page stands in the tree.
struct Place<'p> {
    /// The folder that it opens, or would, were there one of its name.
    own: &'p str,
    /// The folder that it stands in, seen from outside of the one it opens.
    folder: &'p str,
    opens: bool,
}

fn place(path: &str) -> Place<'_> {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let opens = OPENING.iter().any(|opening| name.eq_ignore_ascii_case(opening));
    let own = if opens { folder } else { stem };
    Place { own, folder: own.rsplit_once('/').map_or("", |(folder, _)| folder), opens }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_opens_the_folder_it_is_the_index_of_or_is_named_like() {
        let of = |path| {
            let Place { own, folder, opens } = place(path);
            (own, folder, opens)
        };
        assert_eq!(of("guide/index.md"), ("guide", "", true));
        assert_eq!(of("guide/ops/README.md"), ("guide/ops", "guide", true));
        assert_eq!(of("guide/ops/restart.md"), ("guide/ops/restart", "guide/ops", false));
        assert_eq!(of("guide.md"), ("guide", "", false));
        assert_eq!(of("index.md"), ("", "", true));
    }
}
