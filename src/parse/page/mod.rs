//! What was read of a file becomes what its page is: its kind, its name, its dates, its findings.

mod body_findings;
mod kind_detail;
mod kind_sign;
mod kind_signs;
mod list_limits;
mod naming;
mod page_dates;
mod page_kind;
mod page_language;
mod prose_signs;
mod title_signs;

pub(crate) use body_findings::{body_findings, budget_findings, left_out_findings, placed, unused_note_findings};
pub(crate) use kind_detail::{BodyRead, kind_detail};
pub(crate) use kind_signs::Evidence;
pub(crate) use list_limits::limit_lists;
pub(crate) use naming::{default_id, titles, without_id};
pub(crate) use page_dates::{DateMeans, date_in_address, date_means, date_of, dated, day_of, newest_date};
pub(crate) use page_kind::page_kind;
pub(crate) use page_language::page_language;
