//! A word becomes its place in a glossary: the letter, row or script it is filed under, and its order there.
//!
//! Accents and the two kana do not tell words apart. A han word is filed under its script, because its reading is not written.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Where a word is filed. Ordered as a glossary is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Filed {
    script: Script,
    /// The heading: `A`, `か`, `漢字`.
    pub letter: String,
    /// The word as it sorts.
    key: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Digit,
    Alphabet,
    Kana,
    Han,
    Hangul,
}

/// The first kana of each row, as people look them up.
const ROWS: [char; 10] = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ'];

/// The initial consonants of hangul in the order of its syllables, doubled ones with their single.
const CONSONANTS: [char; 19] =
    ['ㄱ', 'ㄱ', 'ㄴ', 'ㄷ', 'ㄷ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅂ', 'ㅅ', 'ㅅ', 'ㅇ', 'ㅈ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ'];

/// Files a word.
pub(crate) fn file(word: &str) -> Filed {
    let key: String = word.nfkc().collect::<String>().to_lowercase().nfkd().filter_map(plain).nfkc().collect();
    let key = key.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let (script, letter) = key.chars().next().map_or((Script::Digit, String::new()), group);
    let letter = if script == Script::Digit { String::from("0–9") } else { letter };
    Filed { script, letter, key }
}

/// A character without its marks; katakana as hiragana.
fn plain(c: char) -> Option<char> {
    match c {
        'ー' => None,
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60),
        c if is_combining_mark(c) => None,
        c => Some(c),
    }
}

fn group(c: char) -> (Script, String) {
    match c {
        'ぁ'..='ゖ' => {
            let row = ROWS.iter().rev().find(|row| u32::from(**row) <= u32::from(c) + 1).unwrap_or(&ROWS[0]);
            (Script::Kana, row.to_string())
        }
        '가'..='힣' => {
            let initial = (u32::from(c) - u32::from('가')) / 588;
            let initial = usize::try_from(initial).ok().and_then(|ix| CONSONANTS.get(ix));
            (Script::Hangul, initial.map_or_else(String::new, char::to_string))
        }
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => {
            (Script::Han, String::from("漢字"))
        }
        c if c.is_alphabetic() => (Script::Alphabet, c.to_uppercase().take(1).collect()),
        _ => (Script::Digit, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_filed_by_letter_row_or_script() {
        let filed = |word| file(word).letter;
        let words = [
            "Épée",
            "zebra",
            "404",
            "「クラスター」",
            "ガベージ",
            "ゃ",
            "ヴァイ",
            "可観測性",
            "컨테이너",
            "ß",
            "Яблоко",
            "أمان",
        ];
        let letters = words.map(filed);
        assert_eq!(letters, ["E", "Z", "0–9", "か", "か", "や", "あ", "漢字", "ㅋ", "S", "Я", "ا"]);
    }

    #[test]
    fn kana_sort_together_and_accents_do_not_matter() {
        let mut words = vec!["ポッド", "はし", "eclair", "Éclat", "éclairs", "クラスタ", "くらい"];
        words.sort_by_key(|word| file(word));
        assert_eq!(words, ["eclair", "éclairs", "Éclat", "くらい", "クラスタ", "はし", "ポッド"]);
    }
}
