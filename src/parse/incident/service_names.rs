//! A text becomes the names of services in it: those of a list, and those of the catalogue wherever they stand.

use crate::model::{CatalogueEntry, Config};
use crate::parse::vocabulary::says_nothing;

/// Words and marks that stand between two names.
const BETWEEN: &[&str] = &[
    ",",
    ";",
    "、",
    "，",
    "；",
    "・",
    " and ",
    " & ",
    " / ",
    " + ",
    " und ",
    " et ",
    " y ",
    " e ",
    " en ",
    " och ",
    "／",
    "および",
];

/// Services that a labelled line or a list names; sentences name only what the catalogue knows.
pub(crate) fn services(text: &str, config: &Config) -> Vec<String> {
    let bare = without_brackets(text);
    // "relay, ledger; as of build 7": where commas part the names, what follows a semicolon is a remark.
    let bare = bare
        .split_once([';', '；'])
        .filter(|(names, _)| names.contains([',', '、', '，']))
        .map_or(bare.as_str(), |(names, _)| names);
    let mut names = vec![before_explanation(bare)];
    for mark in BETWEEN {
        names = names.into_iter().flat_map(|name| name.split(mark)).collect();
    }
    names = names.into_iter().flat_map(|name| parted(name, config)).collect();
    let names: Vec<&str> = names.into_iter().map(|name| name.trim().trim_end_matches(['.', '。'])).collect();
    if names.iter().any(|name| name.split_whitespace().count() > 4 || name.chars().count() > 40) {
        return catalogued(text, config);
    }
    let names = names.into_iter().map(|name| name.trim_matches(['`', '*', '_', '"']));
    names.filter(|name| !says_nothing(name) && name.chars().any(char::is_alphanumeric)).map(str::to_owned).collect()
}

/// `checkout/billing` is two names where the catalogue knows one of them; else it may be one, such as a repository's.
fn parted<'n>(name: &'n str, config: &Config) -> Vec<&'n str> {
    let parts: Vec<&str> = name.split('/').collect();
    let known = |part: &&str| {
        config.service.iter().any(|entry| names(entry).any(|name| name.eq_ignore_ascii_case(part.trim())))
    };
    if parts.iter().any(known) { parts } else { vec![name] }
}

/// What stands before the one dash of a text, where that is a name and what follows explains it: "Storage – the pages, and the log".
fn before_explanation(text: &str) -> &str {
    const DASHES: [&str; 2] = [" — ", " – "];
    let count: usize = DASHES.iter().map(|dash| text.matches(dash).count()).sum();
    let at = DASHES.iter().find_map(|dash| text.find(dash)).filter(|_| count == 1);
    let before = at.and_then(|at| text.get(..at)).filter(|before| !BETWEEN.iter().any(|mark| before.contains(mark)));
    before.unwrap_or(text)
}

/// The text without remarks in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let kept = |c: &char| {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(kept).collect()
}

/// The services of the catalogue that a text names, in the catalogue's order.
pub(crate) fn catalogued(text: &str, config: &Config) -> Vec<String> {
    if config.service.is_empty() {
        return Vec::new();
    }
    let known = config.service.iter().filter(|entry| names(entry).any(|name| is_named(text, name)));
    known.map(|entry| entry.id.clone()).collect()
}

/// Everything that an entry of the catalogue is called.
pub(crate) fn names(entry: &CatalogueEntry) -> impl Iterator<Item = &str> {
    [&entry.id, &entry.name]
        .into_iter()
        .chain(&entry.aliases)
        .map(String::as_str)
        .filter(|name| !name.trim().is_empty())
}

/// Whether a text names a service: by the whole name, which is no part of another one's (`hub` in `GitHub`, in `Docker Hub`, in
/// `hub.example.com`).
fn is_named(text: &str, name: &str) -> bool {
    let (lower, name) = (text.to_lowercase(), name.to_lowercase());
    // Where lower case has other lengths, capitals are not looked at.
    let written = if lower.len() == text.len() { text } else { lower.as_str() };
    lower.match_indices(&name).any(|(at, _)| {
        let (before, after) = (&lower[..at], &lower[at + name.len()..]);
        let glued_before = before.chars().next_back().zip(name.chars().next()).is_some_and(|(a, b)| are_one_word(a, b));
        let glued_after = after.chars().next().zip(name.chars().next_back()).is_some_and(|(a, b)| are_one_word(a, b));
        let dotted = after.strip_prefix('.').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
        let (whole, head) = (written.get(at..).unwrap_or_default(), written.get(..at).unwrap_or_default());
        !glued_before && !glued_after && !dotted && !ends_another_name(head, whole)
    })
}

/// Whether two letters beside each other belong to one word: letters of one script, and what joins them.
fn are_one_word(a: char, b: char) -> bool {
    let script = |c: char| match c {
        '\u{3040}'..='\u{309f}' => 1,
        '\u{30a0}'..='\u{30ff}' => 2,
        '\u{3400}'..='\u{9fff}' => 3,
        _ => 0,
    };
    let joins = |c: char| matches!(c, '-' | '_');
    (joins(a) || joins(b)) || a.is_alphanumeric() && b.is_alphanumeric() && script(a) == script(b)
}

/// Whether a name that is written with a capital follows another word with one within a sentence: `the Docker Hub`.
fn ends_another_name(before: &str, written: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let Some(gap) = before.strip_suffix(' ').filter(|_| capital(written)) else { return false };
    let mut words = gap.rsplit(' ');
    let last = words.next().unwrap_or_default();
    let begins = words.next().is_none_or(|word| word.ends_with(['.', '!', '?', ':', '–', '—']));
    capital(last) && !begins && last.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(entries: &[(&str, &str)]) -> Config {
        let entry = |(id, name): &(&str, &str)| CatalogueEntry {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            ..CatalogueEntry::default()
        };
        Config { service: entries.iter().map(entry).collect(), ..Config::default() }
    }

    #[test]
    fn lists_of_names_lose_remarks_and_are_parted() {
        let config = config(&[("checkout", "Checkout")]);
        let cases: [(&str, &[&str]); 8] = [
            ("label-api (printing, reprinting), sorter (night only)", &["label-api", "sorter"]),
            ("label-api（印刷、再印刷）、sorter（一部 / 夜間のみ）", &["label-api", "sorter"]),
            ("relay and ledger / tracking", &["relay", "ledger", "tracking"]),
            ("relay、ledger；not yet committed", &["relay", "ledger"]),
            ("checkout/billing", &["checkout", "billing"]),
            ("acme/relay", &["acme/relay"]),
            ("N/A", &[]),
            ("All who wanted to pay by card were sent to the checkout again.", &["checkout"]),
        ];
        for (text, names) in cases {
            assert_eq!(services(text, &config), names, "{text}");
        }
    }

    #[test]
    fn a_name_inside_another_is_not_it() {
        let config = config(&[("hub", "Hub"), ("決済", "決済")]);
        let named = |text: &str| catalogued(text, &config);
        for text in
            ["The Hub was down.", "hub was down", "See services/hub/a.yml", "Hubが停止", "`hub`", "Our Hub, again"]
        {
            assert_eq!(named(text), ["hub"], "{text}");
        }
        for text in ["GitHub", "JupyterHub", "hub-2", "hub.example.com", "We asked the Docker Hub", "hubs"] {
            assert_eq!(named(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(named("決済が停止"), ["決済"]);
        assert_eq!(named("決済代行会社"), Vec::<String>::new());
    }
}
