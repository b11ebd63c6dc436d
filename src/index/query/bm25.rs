//! Terms become scores: BM25 in `f32`, one operation after the other, as a browser can repeat it.

use tantivy::fieldnorm::FieldNormReader;

use crate::index::segment::Segment;

/// BM25 over the one text of each document (Robertson and Zaragoza 2009). `K1` is that of Lucene and tantivy; their `B` of 0.75 takes
/// long documents for wordy ones, and a long write-up is a thorough one: known items are found best between 0.5 and 0.6.
pub(crate) const K1: f32 = 1.2;
pub(crate) const B: f32 = 0.6;

/// What every score needs: how long documents are.
pub(super) struct Bm25<'s> {
    segment: &'s Segment,
    /// For every one-byte length, what it adds to a frequency.
    lengths: Vec<f32>,
}

impl<'s> Bm25<'s> {
    pub(super) fn new(segment: &'s Segment) -> Self {
        let average = segment.total_tokens as f32 / segment.len() as f32;
        let length = |norm| K1 * ((1.0 - B) + (B * FieldNormReader::id_to_fieldnorm(norm) as f32) / average);
        Self { segment, lengths: (0..=255).map(length).collect() }
    }

    /// The documents that have a term, in order, with its score.
    pub(super) fn scores(&self, term: &str) -> Vec<(u32, f32)> {
        let postings = self.segment.postings(term);
        let weight = idf(self.segment.len(), postings.len()) * (1.0 + K1);
        let score = |(document, frequency): (u32, u32)| {
            let frequency = frequency as f32;
            let length = self.lengths[usize::from(self.segment.norms[document as usize])];
            (document, weight * (frequency / (frequency + length)))
        };
        postings.into_iter().map(score).collect()
    }
}

/// How much it says that a document has a term. In `f64` until the end, so that every platform rounds alike.
fn idf(documents: usize, with: usize) -> f32 {
    let (documents, with) = (documents as f64, with as f64);
    (1.0 + (documents - with + 0.5) / (with + 0.5)).ln() as f32
}

/// A score for each document, most of them none, and how many words it has.
pub(super) struct Sums {
    pub scores: Vec<f32>,
    pub counts: Vec<u16>,
    touched: Vec<u32>,
}

impl Sums {
    pub(super) fn new(documents: usize) -> Self {
        Self { scores: vec![0.0; documents], counts: vec![0; documents], touched: Vec::new() }
    }

    /// Keeps the better of the score there is and this one, and that the document has at least `count` words.
    pub(super) fn better(&mut self, document: u32, score: f32, count: u16) {
        let at = document as usize;
        if self.counts[at] == 0 {
            self.touched.push(document);
        }
        if score > self.scores[at] {
            self.scores[at] = score;
        }
        self.counts[at] = self.counts[at].max(count);
    }

    /// Adds what `other` has to what there is, and empties it.
    pub(super) fn add(&mut self, other: &mut Sums) {
        for document in other.touched.drain(..) {
            let at = document as usize;
            if self.counts[at] == 0 {
                self.touched.push(document);
            }
            self.scores[at] += std::mem::take(&mut other.scores[at]);
            self.counts[at] += std::mem::take(&mut other.counts[at]);
        }
    }

    /// The documents that have a score.
    pub(super) fn found(&self) -> &[u32] {
        &self.touched
    }
}
