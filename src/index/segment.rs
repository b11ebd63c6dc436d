//! Documents become a tantivy segment, and the segment's lists are read back.
//!
//! One field: the terms with their frequencies. The texts that tantivy is given are analysed already, a token a line, so that reading
//! bodies goes on all threads and the one writer only writes. Documents are added in path order and numbered anew at the end, when their
//! lengths are known. The words as written (to complete and correct) are only counted, by those who read.
//!
//! Beside them stand the hashes of neighbouring terms, for phrases: a sorted list of numbers. As a field of tantivy they took more
//! time and memory than all else, since most of them occur once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::sync_channel;

use rayon::prelude::*;
use tantivy::directory::RamDirectory;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::indexer::DocIdMapping;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{
    DocSet, Index, IndexSettings, InvertedIndexReader, SegmentReader, SingleSegmentIndexWriter, TERMINATED,
    TantivyDocument, Term,
};

use crate::error::{Error, Result};
use crate::index::documents::{self, IndexedDocument};
use crate::index::indexed_terms;
use crate::index::known_terms::{LentTerms, TermsForThreads};
use crate::index::term_writer::{PART, Prepared};
use crate::index::token_lines::LineTokenizer;
use crate::views::Views;

/// The lists of one index.
pub(crate) struct Segment {
    terms: std::sync::Arc<InvertedIndexReader>,
    /// Hashes of neighbouring terms in the upper half, documents in the lower; sorted.
    pairs: Vec<u64>,
    field: Field,
    /// The one-byte length of each document.
    pub norms: Vec<u8>,
    /// All tokens of all documents.
    pub total_tokens: u64,
    /// The commonest words as written, sorted.
    pub lexicon: Vec<(String, u32)>,
    /// By stem, the other terms that words of it have, in order.
    pub families: BTreeMap<String, BTreeSet<String>>,
}

/// How many words are kept to complete and correct others.
const LEXICON: usize = 10_000;

/// Documents that are analysed together.
const BATCH: usize = 256;

/// Documents from which it is told how many pairs all of them have.
const MEASURED: usize = 1_024;

/// What tantivy is told of memory: it takes more when it needs more, and this sets the first size of its table.
const BUDGET: usize = 50_000_000;

/// A failure of tantivy, which has no disk to fail on.
fn failed(error: impl std::fmt::Display) -> Error {
    Error::environment(format!("could not build the search index: {error}"))
}

/// Indexes `documents`: the segment, the old number of each document by its new one, and the names of each by its old one.
pub(crate) fn build(views: &Views, documents: &[IndexedDocument]) -> Result<(Segment, Vec<u32>, Vec<Vec<String>>)> {
    let (mut writer, field) = writer()?;
    let known = TermsForThreads::default();
    let mut norms = Vec::with_capacity(documents.len());
    let mut names = Vec::with_capacity(documents.len());
    let mut pairs: Vec<u64> = Vec::new();
    let mut families: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (sender, receiver) = sync_channel::<Vec<Prepared>>(1);
    let written: Result<()> = std::thread::scope(|scope| {
        let add = || {
            for prepared in receiver.into_iter().flatten() {
                let number = norms.len() as u64;
                if norms.len() == MEASURED {
                    // Growing by doubling would hold a third of all pairs twice while they are moved; room that is not used is never touched.
                    let each = pairs.len() / MEASURED + 1;
                    pairs.reserve_exact((documents.len() - MEASURED).saturating_mul(each + each / 8));
                }
                pairs.extend(prepared.pairs.into_iter().map(|hash| u64::from(hash) << 32 | number));
                norms.push(FieldNormReader::fieldnorm_to_id(prepared.tokens));
                names.push(prepared.names);
                for (stem, term) in prepared.families {
                    families.entry(stem).or_default().insert(term);
                }
                let mut document = TantivyDocument::new();
                document.add_text(field, prepared.terms);
                writer.add_document(document).map_err(failed)?;
            }
            Ok(())
        };
        let writing = scope.spawn(add);
        for batch in documents.chunks(BATCH) {
            let prepare = |known: &mut LentTerms<'_>, document: &IndexedDocument| {
                indexed_terms::prepare(views, document.source, known)
            };
            let prepared = batch.par_iter().map_init(|| known.lend(), prepare).collect();
            if sender.send(prepared).is_err() {
                break;
            }
        }
        drop(sender);
        writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    });
    written?;
    let order = order(views, documents, &norms);
    let mapping = DocIdMapping::new_permutation(order.clone()).map_err(failed)?;
    let index = writer.finalize_with_doc_id_mapping(&mapping).map_err(failed)?;
    renumber(&mut pairs, &order);
    let norms = order.iter().map(|&old| norms[old as usize]).collect();
    let lexicon = lexicon(known.surfaces());
    let segment = Segment { families, lexicon, ..Segment::open(&index, field, norms, pairs)? };
    Ok((segment, order, names))
}

/// What writes the one segment into memory, and its field.
fn writer() -> Result<(SingleSegmentIndexWriter, Field)> {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default().set_tokenizer("lines").set_index_option(IndexRecordOption::WithFreqs);
    let field =
        schema.add_text_field("terms", TextOptions::default().set_indexing_options(indexing.set_fieldnorms(true)));
    let settings = IndexSettings {
        manual_doc_id_mapping: true,
        docstore_compression: tantivy::store::Compressor::None,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    };
    let tokenizers = tantivy::tokenizer::TokenizerManager::new();
    tokenizers.register("lines", LineTokenizer);
    let builder = Index::builder().schema(schema.build()).settings(settings).tokenizers(tokenizers);
    let writer = builder.single_segment_index_writer(RamDirectory::create(), BUDGET).map_err(failed)?;
    Ok((writer, field))
}

/// The numbers that documents had, in the order of the numbers they get.
fn order(views: &Views, documents: &[IndexedDocument], norms: &[u8]) -> Vec<u32> {
    let last = |rank: Option<usize>| rank.unwrap_or(usize::MAX);
    let mut order: Vec<u32> = (0..documents.len() as u32).collect();
    order.sort_by_cached_key(|&at| {
        let document = &documents[at as usize];
        let (severity, year) = (last(document.severity), last(document.year));
        (document.kind, severity, year, norms[at as usize], documents::path(views, document.source))
    });
    order
}

impl Segment {
    fn open(index: &Index, field: Field, norms: Vec<u8>, pairs: Vec<u64>) -> Result<Self> {
        let reader = match index.searchable_segments().map_err(failed)?.first() {
            Some(segment) => SegmentReader::open(segment).map_err(failed)?,
            None => return Err(failed("there is no segment")),
        };
        let terms = reader.inverted_index(field).map_err(failed)?;
        Ok(Self {
            total_tokens: terms.total_num_tokens(),
            terms,
            pairs,
            field,
            norms,
            lexicon: Vec::new(),
            families: BTreeMap::new(),
        })
    }

    /// How many documents there are.
    pub(crate) fn len(&self) -> usize {
        self.norms.len()
    }

    /// How many documents have a term.
    pub(crate) fn frequency(&self, term: &str) -> u32 {
        self.terms.doc_freq(&Term::from_field_text(self.field, term)).unwrap_or(0)
    }

    /// The documents that have a term, in order, with how often.
    pub(crate) fn postings(&self, term: &str) -> Vec<(u32, u32)> {
        let term = Term::from_field_text(self.field, term);
        read(&self.terms, &term, IndexRecordOption::WithFreqs)
    }

    /// All terms that words of a stem have: the stem, where it is one, before the others.
    pub(crate) fn forms<'s>(&'s self, stem: &'s str) -> impl Iterator<Item = &'s str> {
        let family = self.families.get(stem).into_iter().flatten().map(String::as_str);
        // A part of a word in camel case is of the family of the same word alone, which may stand nowhere.
        std::iter::once(stem).chain(family).filter(|term| self.frequency(term) > 0)
    }

    /// The documents that have a word of a stem, in order.
    pub(crate) fn with_stem(&self, stem: &str) -> Vec<u32> {
        let lists = self.forms(stem).map(|term| self.postings(term));
        let mut documents: Vec<u32> = lists.flatten().map(|(document, _)| document).collect();
        documents.sort_unstable();
        documents.dedup();
        documents
    }

    /// The documents in which two terms stand together, by their [`pair`](crate::index::term_pair::pair).
    pub(crate) fn together(&self, hash: u32) -> Vec<u32> {
        let start = self.pairs.partition_point(|&pair| upper(pair) < hash);
        self.pairs[start..].iter().take_while(|&&pair| upper(pair) == hash).map(|&pair| pair as u32).collect()
    }

    /// Every pair's hash in order, with its documents.
    pub(crate) fn pairs<'s>(&'s self) -> impl Iterator<Item = (u32, impl ExactSizeIterator<Item = u32> + 's)> {
        let of = |list: &'s [u64]| (upper(list[0]), list.iter().map(|&pair| pair as u32));
        self.pairs.chunk_by(|a, b| upper(*a) == upper(*b)).map(of)
    }

    /// The first `limit` terms of whole words that begin with `prefix`, with how many documents have them.
    pub(crate) fn beginning(&self, prefix: &str, limit: usize) -> Vec<(String, u32)> {
        let mut found = Vec::new();
        let Ok(mut stream) = self.terms.terms().range().ge(prefix).into_stream() else { return found };
        while found.len() < limit && stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            if !term.starts_with(prefix) {
                break;
            }
            if !term.ends_with(PART) {
                found.push((term.to_owned(), stream.value().doc_freq));
            }
        }
        found
    }

    /// Calls `each` with every term in order and its documents.
    ///
    /// # Errors
    /// When tantivy fails.
    pub(crate) fn each_term(&self, mut each: impl FnMut(&str, &[(u32, u32)])) -> Result<()> {
        let mut stream = self.terms.terms().stream().map_err(failed)?;
        let mut list = Vec::new();
        while stream.advance() {
            let postings =
                self.terms.read_postings_from_terminfo(stream.value(), IndexRecordOption::WithFreqs).map_err(failed)?;
            collect(postings, &mut list);
            each(std::str::from_utf8(stream.key()).map_err(failed)?, &list);
        }
        Ok(())
    }
}

/// The hash of a pair and a document.
fn upper(pair: u64) -> u32 {
    (pair >> 32) as u32
}

/// Gives the documents of pairs their new numbers, and sorts.
fn renumber(pairs: &mut Vec<u64>, order: &[u32]) {
    let mut new = vec![0; order.len()];
    for (number, &old) in (0u64..).zip(order) {
        new[old as usize] = number;
    }
    pairs.par_iter_mut().for_each(|pair| *pair = (*pair >> 32) << 32 | new[*pair as u32 as usize]);
    pairs.par_sort_unstable();
    pairs.shrink_to_fit();
}

fn read(list: &InvertedIndexReader, term: &Term, option: IndexRecordOption) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    if let Ok(Some(postings)) = list.read_postings(term, option) {
        collect(postings, &mut found);
    }
    found
}

fn collect(mut postings: tantivy::postings::SegmentPostings, into: &mut Vec<(u32, u32)>) {
    into.clear();
    while postings.doc() != TERMINATED {
        into.push((postings.doc(), postings.term_freq()));
        postings.advance();
    }
}

/// The commonest of `words`, which are sorted, each with the number of documents it is in.
fn lexicon(words: Vec<(Box<str>, u32)>) -> Vec<(String, u32)> {
    let mut by_count: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, count) in &words {
        *by_count.entry(*count).or_default() += 1;
    }
    // The least count that fits whole, and how many of the next one do: the first ones in order.
    let (mut least, mut room) = (1, LEXICON);
    for (&count, &words) in by_count.iter().rev() {
        least = count;
        if words >= room {
            break;
        }
        room -= words;
    }
    let mut commonest = Vec::new();
    for (word, count) in words {
        if count < least || (count == least && room == 0) {
            continue;
        }
        room -= usize::from(count == least);
        commonest.push((word.into_string(), count));
    }
    commonest
}
