//! The reading paths: their list, and the page of each.

pub(crate) mod path_card;
pub(crate) mod path_list;
pub(crate) mod path_page;
