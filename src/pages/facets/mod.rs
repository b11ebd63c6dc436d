//! Services, teams, severities, factors and tags: their lists, and the page of each.

pub(crate) mod facet_list;
pub(crate) mod facet_page;
mod factor_sentences;
mod what_is_usual;
