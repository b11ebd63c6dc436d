//! A list of a site that no file is: what is shown and searched of it.

use crate::addresses::FixedOutput;

/// A list that was made from what the pages say.
#[derive(Debug)]
pub(crate) struct GeneratedList {
    /// The part of the site that it opens; the walls have one together.
    pub section: &'static str,
    pub title: String,
    /// What it is for, where it says so; else empty.
    pub about: String,
    pub address: String,
    /// Whether it stands among the lists of the site; else only beside its like.
    pub in_menu: bool,
}

impl GeneratedList {
    /// Whether it can be there only once pages have been compared, which a search does not wait for.
    pub(crate) fn waits_for_comparison(&self) -> bool {
        self.address == FixedOutput::Recurring.address()
    }
}
