//! Mentions of terms become the places in the text where their links begin and end.

use std::collections::HashMap;

use crate::link::{Mention, PageIx};

/// Where words of the glossary begin and end, by the start of the event whose text holds the place.
#[derive(Debug, Default)]
pub(super) struct WordEdges {
    pub(super) edges: HashMap<usize, Vec<WordEdge>>,
}

/// The beginning or the end of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordEdge {
    /// The offset in the event's text.
    pub(super) at: usize,
    /// The term that begins here; `None` where one ends.
    pub(super) term: Option<PageIx>,
}

impl WordEdges {
    /// From mentions in the order of the text.
    pub(super) fn new(mentions: &[Mention]) -> Self {
        let mut edges: HashMap<usize, Vec<WordEdge>> = HashMap::new();
        for mention in mentions {
            for ((event, at), term) in [(mention.from, Some(mention.term)), (mention.until, None)] {
                edges.entry(event as usize).or_default().push(WordEdge { at: at as usize, term });
            }
        }
        Self { edges }
    }
}
