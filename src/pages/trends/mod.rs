//! The trend pages: an overview of each period, a page for each question, and the method.

pub(crate) mod answer_blocks;
pub(crate) mod method_page;
pub(crate) mod overview_page;
mod period_links;
pub(crate) mod question_page;
