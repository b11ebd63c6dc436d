//! The runbooks: their list, what lists say of each, and the page of each.

pub(crate) mod runbook_entry;
pub(crate) mod runbook_list;
pub(crate) mod runbook_page;
