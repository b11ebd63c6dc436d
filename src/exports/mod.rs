//! What is there for programs: facts as JSON, tables as CSV, pages as Markdown, an overview for language models, feeds, robots.
//!
//! Written from the model and never from the files: no author's comment, no `[extra]`, no unknown key, no name of a
//! person.

mod counted_facts;
pub(crate) mod csv;
mod fact_words;
mod facts_table;
mod feeds;
pub(crate) mod filter_scripts;
pub(crate) mod follow_up_records;
pub(crate) mod incident_files;
mod incident_record;
mod llms;
pub(crate) mod markdown_twins;
mod neighbours;
mod robots;
mod sourced_values;
pub(crate) mod trend_tables;

use crate::addresses::FixedOutput;
use crate::diag::Diagnostic;
use crate::views::Views;

/// The text of an output of the table of addresses that is for programs, and what was found while making it; `None` for one that is
/// a page.
pub(crate) fn file(views: &Views, output: FixedOutput) -> Option<(String, Vec<Diagnostic>)> {
    let text = match output {
        FixedOutput::Accent => views.accent.clone().unwrap_or_default(),
        FixedOutput::Llms => llms::llms(views),
        FixedOutput::Robots => robots::robots(views),
        FixedOutput::IncidentsIndex => incident_files::incidents_index(views),
        FixedOutput::ActionsTable => follow_up_records::follow_ups_csv(views),
        FixedOutput::Schema => incident_files::schema(),
        FixedOutput::FilterVocabulary => filter_scripts::filter_vocabulary(views),
        FixedOutput::TrendMethodTable => trend_tables::trend_method(views),
        FixedOutput::TrendFacts => facts_table::trend_facts(views),
        FixedOutput::Feed => return Some(feeds::feed(views)),
        FixedOutput::Sitemap => return Some(feeds::sitemap(views)),
        _ => return None,
    };
    Some((text, Vec::new()))
}
