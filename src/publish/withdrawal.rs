//! What the sources hold and a build does not show becomes the files that must go at once, and not after a while.
//!
//! A page whose file is gone was removed, and stays for readers of older pages. A page whose file is still there and that no build shows
//! any more was withdrawn: it became a draft, is for somebody else, or is not read. Where this is not known for certain it counts as withdrawn.

use std::collections::BTreeSet;

use crate::addresses::{asset_address, page_address};
use crate::publish::upload_order::is_content_named;

/// What readers are not to see any more.
#[derive(Debug, Default)]
pub struct Withdrawals {
    /// Whether everything goes at once that no page names.
    pub everything: bool,
    /// Addresses that files would have which are there and are not shown.
    addresses: BTreeSet<String>,
    /// The names of such pages, wherever they stand by now.
    names: BTreeSet<String>,
    /// Pages of which parts are left out.
    hiding: BTreeSet<String>,
}

impl Withdrawals {
    /// Notes a file that is in the sources, by its path below the content folder, and that no build shows.
    pub fn hidden_file(&mut self, path: &str) {
        if path.ends_with(".md") || path.ends_with(".markdown") {
            let address = page_address(path);
            self.names.insert(stem(name(&address)).to_owned());
            self.addresses.insert(stem(&address).to_owned());
        } else {
            self.addresses.insert(asset_address(path));
        }
    }

    /// Notes a page, by its path below the content folder, of which a part is left out.
    pub fn hides_parts(&mut self, path: &str) {
        self.hiding.insert(stem(&page_address(path)).to_owned());
    }

    /// Whether a file that no page names any more was withdrawn rather than removed.
    pub(crate) fn withdrew(&self, address: &str) -> bool {
        let page = stem(address);
        let is_page = page != address;
        self.everything
            || self.addresses.contains(address)
            || (is_page && (self.addresses.contains(page) || self.names.contains(stem(name(page)))))
    }

    /// Whether a page that changed may say less than it did: a part of it is left out, or is written over.
    pub(crate) fn lessened(&self, twin: &str, text: &[u8]) -> bool {
        const WRITTEN_OVER: [&[u8]; 2] = [b"REDACTED", b"xxxx"];
        let has = |mark: &[u8]| text.windows(mark.len()).any(|window| window == mark);
        self.hiding.contains(stem(twin)) || WRITTEN_OVER.into_iter().any(has)
    }

    /// Whether a file may hold words of any page, so that it goes with the first that is withdrawn.
    pub(crate) fn holds_words_of_all(address: &str) -> bool {
        is_content_named(address)
    }
}

/// The address of a page or its twin without the ending.
fn stem(address: &str) -> &str {
    [".html", ".md"].iter().find_map(|ending| address.strip_suffix(ending)).unwrap_or(address)
}

fn name(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_and_not_shown_was_withdrawn_wherever_it_moved() {
        let mut withdrawals = Withdrawals::default();
        withdrawals.hidden_file("incidents/_drafts/2024-03-11 lease.md");
        withdrawals.hidden_file("incidents/2024/x/screen.png");
        let withdrew = |address| withdrawals.withdrew(address);
        assert!(withdrew("incidents/2024/2024-03-11-lease.html") && withdrew("incidents/2024/2024-03-11-lease.md"));
        assert!(withdrew("incidents/2024/x/screen.png"));
        assert!(!withdrew("incidents/2024/y/screen.png") && !withdrew("incidents/2024/other.html"));
    }

    #[test]
    fn a_page_with_something_written_over_may_say_less() {
        let mut withdrawals = Withdrawals::default();
        withdrawals.hides_parts("incidents/a.md");
        assert!(withdrawals.lessened("incidents/a.md", b"Text."));
        assert!(withdrawals.lessened("incidents/b.md", b"The token REDACTED was"));
        assert!(!withdrawals.lessened("incidents/b.md", b"Text."));
    }
}
