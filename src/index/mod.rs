//! All pages become one search index: a tantivy segment in memory, with what names, facets and order it needs beside.
//!
//! [`index`] makes it from the views, [`Search::answer`] queries it, and [`export`] turns it into the files of the published site,
//! which a script reads with the same arithmetic. Only what is published is in the views, so only that can be found.
//! Pages are rendered without it.

mod body_terms;
mod documents;
mod export;
mod filter_groups;
mod first_steps;
mod found_document;
mod indexed_terms;
mod known_terms;
mod list_names;
mod name_keys;
mod names_and_synonyms;
mod query;
mod questions_asked;
mod result_excerpt;
mod segment;
mod term_pair;
mod term_writer;
mod token_lines;

use crate::error::Result;
use crate::views::Views;

pub use found_document::Hit;

use documents::IndexedDocument;
use filter_groups::FacetGroup;
use first_steps::FirstSteps;
use names_and_synonyms::NameTable;
use questions_asked::AskingWords;
use segment::Segment;

pub use export::{FilesOfIndex, export};
pub use query::{FacetCounts, FoundWord, MatchMode, ResultOrder, SearchAnswer, SearchRequest, ValueCount, WayFound};
pub use result_excerpt::{MarkedText, ResultExcerpt, excerpt};

/// What can be found, and how.
///
/// Documents are numbered by kind, severity, year (newest first), length and path: numbers that stand for equal things are
/// neighbours, so the export can say them as run lengths, and ties in a ranking go to what matters more.
pub struct Search {
    documents: Vec<IndexedDocument>,
    facets: Vec<FacetGroup>,
    names: NameTable,
    segment: Segment,
    /// How questions are asked in the languages of the site.
    asking: Vec<&'static AskingWords>,
    first_steps: FirstSteps,
}

/// Indexes everything that is published. Bodies are read on all threads, the segment is written on one.
///
/// # Errors
/// When tantivy fails, which it can only for want of memory.
pub fn index(views: &Views) -> Result<Search> {
    let documents = documents::documents(views);
    let (segment, order, own_names) = segment::build(views, &documents)?;
    let documents: Vec<IndexedDocument> = order.iter().map(|&at| documents[at as usize].clone()).collect();
    let facets = filter_groups::groups(views, &documents);
    let names = names_and_synonyms::names(views, &documents, &order, own_names, &segment);
    let asking = questions_asked::languages_of(views);
    Ok(Search { documents, facets, names, segment, asking, first_steps: first_steps::first_steps(views) })
}

impl Search {
    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}
