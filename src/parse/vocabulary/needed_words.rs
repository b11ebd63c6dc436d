//! A pattern becomes words of which one stands in every text that it is found in.

use regex_automata::util::syntax;
use regex_syntax::hir::{Hir, HirKind};

/// Shorter words stand in nearly every text.
const SHORTEST: usize = 3;

/// So many words at most: of more, one is soon found by chance.
const MOST: usize = 200;

/// How patterns are read.
pub(super) fn byte_by_byte() -> syntax::Config {
    syntax::Config::new().unicode(false).utf8(false)
}

/// Words of which `pattern`, read byte by byte, needs one; `None` where it can do without any that is long enough to tell texts apart, or
/// cannot be read. Linear in the pattern.
pub(super) fn needed_words(pattern: &str) -> Option<Vec<Vec<u8>>> {
    needed(&syntax::parse_with(pattern, &byte_by_byte()).ok()?)
}

fn needed(part: &Hir) -> Option<Vec<Vec<u8>>> {
    let words = match part.kind() {
        HirKind::Literal(literal) => vec![literal.0.to_vec()],
        HirKind::Capture(capture) => needed(&capture.sub)?,
        HirKind::Repetition(repetition) if repetition.min > 0 => needed(&repetition.sub)?,
        HirKind::Alternation(parts) => parts.iter().map(needed).collect::<Option<Vec<_>>>()?.concat(),
        // Of all parts one suffices: that whose shortest word is the longest.
        HirKind::Concat(parts) => parts.iter().filter_map(needed).max_by_key(|words| shortest(words))?,
        _ => return None,
    };
    (shortest(&words) >= SHORTEST && words.len() <= MOST).then_some(words)
}

fn shortest(words: &[Vec<u8>]) -> usize {
    words.iter().map(Vec::len).min().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pattern: &str) -> Option<Vec<String>> {
        Some(needed_words(pattern)?.into_iter().map(|word| String::from_utf8(word).unwrap()).collect())
    }

    #[test]
    fn one_of_the_words_stands_wherever_the_pattern_does() {
        let some = |words: &[&str]| Some(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            words(r"\b(?:customers?|readers?)(?: [^ ]+){0,3} (?:called|wrote)\b"),
            some(&["customer", "reader"])
        );
        assert_eq!(words("an (?:oven|alarm)(?:s)? rang"), some(&[" rang"]));
        assert_eq!(words("(?:the )?alarm"), some(&["alarm"]));
        assert_eq!(words("(?:alarm){1,2}"), some(&["alarm"]));
        assert_eq!(words("警报"), some(&["警报"]));
        for none in ["a b?", "(?:alarm)?", "alarm|a", ".*", "[a-z]+", "(", ""] {
            assert_eq!(words(none), None, "{none}");
        }
    }
}
