//! A word becomes what is written where the keyboard lacks its letters: `duracao`, `Stoerung`, `серьезность`.

use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;

/// Adds to every list of words those without accents.
pub(super) fn add_plain_words(table: &mut Table) {
    for (_, value) in table.iter_mut() {
        add_to(value);
    }
}

fn add_to(value: &mut Value) {
    match value {
        Value::Table(inside) => add_plain_words(inside),
        Value::Array(words) if words.iter().all(Value::is_str) => {
            let plain: Vec<Value> =
                words.iter().filter_map(Value::as_str).flat_map(plain_forms).map(Value::String).collect();
            for word in plain {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        Value::Array(lists) => lists.iter_mut().for_each(add_to),
        _ => {}
    }
}

/// What is written for `word` without its accents, where that is another word.
pub(super) fn plain_forms(word: &str) -> impl Iterator<Item = String> + use<> {
    [bare(word), two_letters(word)].into_iter().flatten()
}

/// Without accents; `None` where that is the word itself.
fn bare(word: &str) -> Option<String> {
    changed(word, |c, out| match c {
        'ß' => out.push_str("ss"),
        'ø' => out.push('o'),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'ł' => out.push('l'),
        'ё' => out.push('е'),
        '\u{80}'..'\u{250}' => out.extend(c.nfd().next()),
        _ => out.push(c),
    })
}

/// With two letters for those that German and the languages of the north write so.
fn two_letters(word: &str) -> Option<String> {
    if !word.contains(['ä', 'ö', 'ü', 'å', 'ø']) {
        return None;
    }
    changed(word, |c, out| match c {
        'ä' | 'æ' => out.push_str("ae"),
        'ö' | 'ø' => out.push_str("oe"),
        'ü' => out.push_str("ue"),
        'å' => out.push_str("aa"),
        'ß' => out.push_str("ss"),
        _ => out.push(c),
    })
}

fn changed(word: &str, write: impl Fn(char, &mut String)) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let mut out = String::with_capacity(word.len());
    word.chars().for_each(|c| write(c, &mut out));
    (out != word).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_without_their_accents() {
        let mut table: Table =
            toml::from_str("[a]\nb = [\"störung\", \"ação\", \"серьёзный\", \"復旧\", \"end\"]").unwrap();
        add_plain_words(&mut table);
        let words: Vec<&str> = table["a"]["b"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(words, ["störung", "ação", "серьёзный", "復旧", "end", "storung", "stoerung", "acao", "серьезный"]);
    }
}
