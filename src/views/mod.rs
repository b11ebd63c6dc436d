//! What pages and exports share: the list of output files and their addresses, and values that are made once for a revision of a site.
//!
//! [`Views`] holds them: cards, names of facets, filters, walls, places on reading paths, the menu. Rendering a page then costs what is on the
//! page, not what is in the site.

pub(crate) mod addresses;
mod answered_tables;
pub(crate) mod cards;
mod date_order;
pub(crate) mod facet_labels;
pub(crate) mod filters;
pub(crate) mod first_pages;
pub(crate) mod folder_pages;
pub(crate) mod follow_up_list;
pub(crate) mod generated_list;
mod generated_lists;
mod glossary_letters;
pub(crate) mod glossary_order;
mod output_presence;
pub(crate) mod page_size;
pub(crate) mod path_places;
pub(crate) mod recurring_places;
pub(crate) mod route;
pub(crate) mod route_list;
pub(crate) mod runbook_uses;
mod shared_names;
mod shared_values;
mod shell;
pub(crate) mod shelved;
mod site_views;
mod tables_of_answers;
pub(crate) mod walls;

pub use crate::addresses::Stage;
pub(crate) use date_order::newest;
pub(crate) use route::Subject;
pub use route::{Route, comes_of_analysis};
pub use site_views::Views;
