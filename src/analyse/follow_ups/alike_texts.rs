//! The words of short texts become, for each text, the others that say the same.
//!
//! Two texts say the same when they have nearly the same words; rare words count for more. Texts are compared when they share one of
//! their telling words, which what is alike enough always does, and a word that more than [`COMMON`] texts have as a telling one tells
//! too little: a text is looked at beside that many others per telling word at most, whatever the number of texts.

use rayon::prelude::*;

/// The least cosine of two texts that say the same.
const NEAR: f64 = 0.6;

/// The words that two texts must share, unless they have the same ones and nothing else.
const SHARED: usize = 3;

/// Texts that share a word are compared through it, unless more have it than these.
const COMMON: usize = 300;

/// A text with its words' weights.
struct WeighedText {
    /// By word, in order; the length of all is 1.
    words: Vec<(u32, f64)>,
    /// Those of them by which it is looked for.
    telling: Vec<u32>,
    /// A bit for each word, at a place that other words may have as well.
    places: u128,
}

/// For each text, itself and those that say the same, in order.
///
/// A text is its different words as numbers below `words`, sorted; no two texts are equal.
pub(super) fn alike(texts: &[Vec<u32>], words: usize) -> Vec<Vec<u32>> {
    let texts = weighed(texts, words);
    let having = having(&texts, words);
    let alike = |at: usize| {
        let text = &texts[at];
        let lists = text.telling.iter().map(|&word| &having[word as usize]).filter(|list| list.len() <= COMMON);
        let own = at as u32;
        let is_other = |&other: &u32| other != own && text.may_share_enough(&texts[other as usize]);
        let mut others: Vec<u32> = lists.flatten().copied().filter(is_other).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|&other| text.says_the_same(&texts[other as usize]));
        others.insert(others.partition_point(|&other| other < own), own);
        // Hundreds were looked at, and few stay.
        others.shrink_to_fit();
        others
    };
    (0..texts.len()).into_par_iter().map(alike).collect()
}

/// Words weigh 1 + ln(n / df), and every text's length is 1.
fn weighed(texts: &[Vec<u32>], words: usize) -> Vec<WeighedText> {
    let mut count = vec![0u32; words];
    texts.iter().flatten().for_each(|&word| count[word as usize] += 1);
    let all = texts.len() as f64;
    let weighed = |text: &Vec<u32>| {
        let weight = |word: u32| 1.0 + (all / f64::from(count[word as usize])).ln();
        let mut words: Vec<(u32, f64)> = text.iter().map(|&word| (word, weight(word))).collect();
        let length = words.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        words.iter_mut().for_each(|(_, weight)| *weight /= length);
        let telling = telling(&words, &count);
        let places = text.iter().fold(0, |places, word| places | 1u128 << (word % 128));
        WeighedText { words, telling, places }
    };
    texts.par_iter().map(weighed).collect()
}

/// For each word the texts that it is a telling one of, in order.
fn having(texts: &[WeighedText], words: usize) -> Vec<Vec<u32>> {
    let mut having = vec![Vec::new(); words];
    for (at, text) in texts.iter().enumerate() {
        text.telling.iter().for_each(|&word| having[word as usize].push(at as u32));
    }
    having
}

/// A text's rarest words, without those that cannot make it near to another by themselves.
fn telling(words: &[(u32, f64)], having: &[u32]) -> Vec<u32> {
    let mut words = words.to_vec();
    words.sort_by_key(|&(word, _)| (having[word as usize], word));
    let mut rest: f64 = 1.0;
    let enough = |&(_, weight): &(u32, f64)| {
        let before = rest;
        rest -= weight * weight;
        before > NEAR * NEAR - 1e-9
    };
    words.into_iter().take_while(enough).map(|(word, _)| word).collect()
}

impl WeighedText {
    /// Whether two texts may have [`SHARED`] words in common: quick, and never wrong where it says no.
    fn may_share_enough(&self, other: &Self) -> bool {
        // Words of one text may stand at one place; so many more of them may be shared than there are places in common.
        let crowded = self.words.len() - self.places.count_ones() as usize;
        (self.places & other.places).count_ones() as usize + crowded >= SHARED
    }

    fn says_the_same(&self, other: &Self) -> bool {
        let (mut cosine, mut shared) = (0.0, 0);
        let mut others = other.words.iter().peekable();
        for (word, weight) in &self.words {
            while others.next_if(|(other, _)| other < word).is_some() {}
            if let Some((_, other)) = others.next_if(|(other, _)| other == word) {
                cosine += weight * other;
                shared += 1;
            }
        }
        shared >= SHARED && cosine >= NEAR
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// The definition: every text beside every other one that shares a telling word which is not too common.
    fn plainly(texts: &[Vec<u32>], words: usize) -> Vec<Vec<u32>> {
        let texts = weighed(texts, words);
        let common = |word: &u32| texts.iter().filter(|text| text.telling.contains(word)).count() > COMMON;
        let telling: Vec<BTreeSet<u32>> =
            texts.iter().map(|text| text.telling.iter().copied().filter(|word| !common(word)).collect()).collect();
        let same = |a: usize, b: usize| !telling[a].is_disjoint(&telling[b]) && texts[a].says_the_same(&texts[b]);
        let alike = |a: usize| (0..texts.len()).filter(|&b| a == b || same(a, b)).map(|b| b as u32).collect();
        (0..texts.len()).map(alike).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn the_quick_way_finds_what_the_plain_one_does(
            texts in prop::collection::btree_set(prop::collection::btree_set(0u32..400, 2..9), 1..60),
            narrow in prop::collection::btree_set(prop::collection::btree_set(0u32..16, 2..9), 1..400),
        ) {
            for texts in [texts, narrow] {
                let texts: Vec<Vec<u32>> = texts.into_iter().map(|text| text.into_iter().collect()).collect();
                prop_assert_eq!(alike(&texts, 400), plainly(&texts, 400));
            }
        }
    }

    #[test]
    fn a_word_that_hundreds_have_finds_nobody() {
        let texts = |count: u32| -> Vec<Vec<u32>> { (0..count).map(|at| vec![0, 1, 2, 3 + at]).collect() };
        let near = |count: u32| alike(&texts(count), 3 + count as usize);
        assert_eq!(near(40), plainly(&texts(40), 43));
        assert_eq!(near(400), plainly(&texts(400), 403));
    }
}
