//! The terms: the glossary, and the page of each.

pub(crate) mod by_letter;
pub(crate) mod term_page;
