//! Keys and values become the typed facts of a page: those of every page, those of incidents, and those of the other kinds.

mod common_fields;
mod edited_head;
mod incident_fields;
mod other_fields;
mod stated_zone;

pub(crate) use common_fields::{Common, common_fields};
pub(crate) use edited_head::{Head, head};
pub(crate) use incident_fields::incident_fields;
pub(crate) use other_fields::{page_fields, path_fields, runbook_fields, service_fields, term_fields};
pub(crate) use stated_zone::page_zone;
