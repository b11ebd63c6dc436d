//! Lists of incidents, and of pages that are nothing else.

pub(crate) mod incident_lists;
pub(crate) mod other_pages;
pub(crate) mod shelves;
