//! A name becomes the key it is looked up by: its terms, as a query would read them.

use crate::model::{Page, PageKind};
use crate::parse::bare_ids;
use crate::text::{WordForm, camel_parts, read, stem};

/// The terms of a text as a query would read them: stop words left out, dates and versions whole.
pub(crate) fn terms(text: &str) -> Vec<String> {
    let reading = read(text);
    let mut terms = Vec::new();
    let mut at = 0;
    while let Some(word) = reading.words.get(at) {
        if let Some(whole) = reading.whole_of(at).filter(|whole| whole.numeric && whole.first == at) {
            terms.push(stem(&whole.surface).into_owned());
            at = whole.end.max(at + 1);
            continue;
        }
        if word.form != WordForm::Stop {
            terms.push(stem(&word.surface).into_owned());
        }
        at += 1;
    }
    terms
}

/// The longest name, in terms.
pub(crate) const LONGEST: usize = 5;

/// The key of a name of these terms: none sorts between a term and the names that begin with it, so one shard holds both.
pub(crate) fn key(terms: &[String]) -> Option<String> {
    let (first, rest) = terms.split_first().filter(|_| terms.len() <= LONGEST)?;
    Some(format!("{first}\u{1}{}", rest.join(" ")))
}

/// The key of a name, unless it is empty or long. One that has nothing but small words is called by them: `IF`, `To be or not to be`.
pub(crate) fn key_of(name: &str) -> Option<String> {
    let terms = terms(name);
    if !terms.is_empty() {
        return key(&terms);
    }
    small_key(read(name).words.iter().map(|word| word.surface.as_ref()))
}

/// The key of a name of nothing but small words.
pub(crate) fn small_key<'w>(mut words: impl Iterator<Item = &'w str>) -> Option<String> {
    let first = words.next()?;
    let rest: Vec<&str> = words.take(2 * LONGEST + 1).collect();
    (rest.len() <= 2 * LONGEST).then(|| format!("{first}\u{1}{}", rest.join(" ")))
}

/// What a page is called besides its title. Old paths are no names, nor is an id that is only the file's name.
pub(crate) fn others(page: &Page) -> impl Iterator<Item = &str> {
    let id = page.id.value.as_str();
    let named = !page.id.inferred() || bare_ids(id).next().is_some();
    let aliases = page.aliases.iter().map(|alias| alias.value.as_str()).filter(|alias| !alias.contains(['/', '.']));
    named.then_some(id).filter(|id| *id != page.title.value).into_iter().chain(aliases)
}

/// The names of a page that are written in one, parted, and those of a runbook that are parted, written in one: an alert is called
/// `PodCrashLooping` where it rings, and `Pod Crash Looping` where people made a title of it. A file that is named so counts as well. An id is
/// asked for without the noughts before its number, too.
pub(crate) fn respelt(page: &Page) -> Vec<String> {
    let file = page.source.path.rsplit('/').next().unwrap_or_default();
    let file = file.split_once('.').map_or(file, |(stem, _)| stem);
    let title = page.title.value.trim();
    let in_one = [title, file].into_iter().filter(|name| !camel_parts(name).is_empty());
    let mut names: Vec<String> = in_one.flat_map(|name| [name.to_owned(), camel_parts(name).join(" ")]).collect();
    if page.kind == PageKind::Runbook && title.contains(' ') {
        names.push(title.split_whitespace().collect());
    }
    names.extend(without_zeros(&page.id.value));
    names
}

/// `INC-67` for `INC-067`.
fn without_zeros(id: &str) -> Option<String> {
    let (prefix, number) = id.rsplit_once('-')?;
    let bare = number.trim_start_matches('0');
    let is_id = !bare.is_empty() && bare != number && number.chars().all(|c| c.is_ascii_digit());
    (is_id && prefix.chars().all(char::is_alphabetic)).then(|| format!("{prefix}-{bare}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_compared_by_its_terms() {
        assert_eq!(key_of("Thundering herds"), Some("thunder\u{1}herd".into()));
        assert_eq!(key_of("The Checkout"), Some("checkout\u{1}".into()));
        assert_eq!(key_of("INC-214"), Some("inc\u{1}214".into()));
        assert_eq!(key_of("v1.2.3 of 2024-03-11"), Some("v1.2.3\u{1}2024.03.11".into()));
        assert_eq!(key_of("of the"), Some("of\u{1}the".into()));
        assert_eq!(key_of("—"), None);
        assert_eq!(key_of("one two three four five six"), None);
    }
}
