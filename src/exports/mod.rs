//! What is there for programs: facts as JSON, tables as CSV, pages as Markdown, an overview for language models, feeds, robots.
//!
//! Written from the model and never from the files: no author's comment, no `[extra]`, no unknown key, no name of a
//! person.

mod counted_facts;
pub(crate) mod csv;
mod fact_words;
pub(crate) mod facts_table;
pub(crate) mod feeds;
pub(crate) mod filter_scripts;
pub(crate) mod follow_up_records;
pub(crate) mod incident_files;
mod incident_record;
pub(crate) mod llms;
pub(crate) mod markdown_twins;
mod neighbours;
pub(crate) mod robots;
mod sourced_values;
pub(crate) mod trend_tables;
