//! The interface speaks the site's language: what stands in no table is a mistake, and so is what a table has and nobody says.

mod sites;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::kit::{Built, Kb, files};
use crate::wording::sites::{GERMAN, JAPANESE};

/// The texts of a language by key; of forms, each.
fn table(language: &str) -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/wording/languages");
    let mut all = BTreeMap::new();
    for path in [folder.join(format!("{language}.toml")), folder.join(format!("trends/{language}.toml"))] {
        let text = std::fs::read_to_string(path).expect("a table of the language");
        flat(&toml::from_str(&text).expect("TOML"), "", &mut all);
    }
    all
}

fn flat(table: &toml::Table, way: &str, all: &mut BTreeMap<String, Vec<String>>) {
    for (key, value) in table {
        let key = format!("{way}{key}");
        match value {
            toml::Value::Table(forms) if forms.contains_key("other") => {
                all.insert(key, forms.values().filter_map(|form| Some(form.as_str()?.to_owned())).collect());
            }
            toml::Value::Table(inner) => flat(inner, &format!("{key}."), all),
            text => _ = all.insert(key, vec![text.as_str().expect("a text").to_owned()]),
        }
    }
}

/// Everything that may say a key: sources, templates, scripts.
fn sayers() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["src", "themes/default"].into_iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let paths = files.filter_map(Result::ok).map(walkdir::DirEntry::into_path);
    let says = |path: &std::path::PathBuf| {
        path.extension().is_some_and(|kind| kind == "rs" || kind == "html" || kind == "js")
            && !path.ends_with("wording/tests.rs")
    };
    paths.filter(says).map(|path| std::fs::read_to_string(path).expect("readable")).collect()
}

/// Parts of keys that are put together from what they are about: `state.open`, `month.jan`.
const MADE: [&str; 21] = [
    "facet.",
    "facts.",
    "found.",
    "month.",
    "number.",
    "outcome.",
    "runbook.needed.",
    "runbook.tried.",
    "state.",
    "states.",
    "wall.",
    "search.quoted",
    "trends.delay.",
    "trends.part.",
    "trends.short_day.",
    "trends.short_month.",
    "trends.standing.",
    "trends.stands.",
    "trends.step.",
    "trends.told.",
    "axis.",
];

#[test]
fn every_key_that_is_said_is_in_the_table_and_the_other_way_round() {
    let (english, sayers) = (table("en"), sayers());
    let made = |key: &str| MADE.iter().any(|part| key.starts_with(part));
    let said = |key: &&String| ['"', '\''].iter().any(|quote| sayers.contains(&format!("{quote}{key}{quote}")));
    let idle: Vec<&String> = english.keys().filter(|key| !made(key) && !said(key)).collect();
    assert_eq!(idle, Vec::<&String>::new(), "nobody says these");
    let asked = |open: &str, close: char| -> BTreeSet<String> {
        sayers.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0.to_owned())).collect()
    };
    let asked: BTreeSet<String> =
        ["say(key=\"", ".say(\"", ".fill(\"", ".count(\"", ".count_with(\"", ".compose(\"", ".large(\""]
            .map(|open| (open, '"'))
            .into_iter()
            .chain([("wording('", '\'')])
            .flat_map(|(open, close)| asked(open, close))
            .filter(|key| key.contains('.') && key.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_'))
            .collect();
    assert!(asked.len() > 200, "templates, scripts and sources say most keys");
    let unknown: Vec<&String> = asked.iter().filter(|key| !english.contains_key(*key) && *key != "x.y").collect();
    assert_eq!(unknown, Vec::<&String>::new(), "these are in no table");
}

/// What stands in the row that the filters' script copies and fills.
const BLANK: [&str; 2] = ["kind", "severity"];

/// What stands between tags, and what is read out in place of something.
fn texts(html: &str) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    // What is in English and says so is no mistake.
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        texts.insert(text.trim().to_owned());
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        for name in ["aria-label=\"", "placeholder=\"", "title=\""] {
            let value = tag.split_once(name).and_then(|(_, value)| value.split_once('"'));
            texts.extend(value.map(|(value, _)| value.to_owned()));
        }
        rest = after;
        // Keys and commands are for programs.
        if tag.contains(" lang=\"en\"") || tag == "code" {
            let name = tag.split(' ').next().unwrap_or_default();
            rest = rest.split_once(&format!("</{name}>")).map_or("", |(_, after)| after);
        }
    }
    texts.remove("");
    texts
}

/// The words of a text before its first gap and after its last; a text without gaps has no second part.
type Pattern = (String, Option<String>);

fn pattern(text: String) -> Pattern {
    match (text.find('{'), text.rfind('}')) {
        (Some(first), Some(last)) => (text[..first].to_owned(), Some(text[last + 1..].to_owned())),
        _ => (text, None),
    }
}

/// Whether a text may be what a message says; one that is nearly all gaps fits everything and counts for nothing.
fn fits(text: &str, (before, after): &Pattern) -> bool {
    let Some(after) = after else { return text == before };
    let telling = before.chars().chain(after.chars()).filter(|c| c.is_alphabetic()).count() > 4;
    let rest = text.strip_prefix(before.as_str()).and_then(|rest| rest.strip_suffix(after.as_str()));
    telling && rest.is_some_and(|rest| !rest.is_empty())
}

/// The English words of the interface on pages of a site in another language.
fn english_words_on(built: &Built, language: &str) -> BTreeSet<String> {
    let own = table(language);
    let differs = |(key, texts): &(String, Vec<String>)| own[key].iter().all(|text| !texts.contains(text));
    let english: Vec<Pattern> =
        table("en").into_iter().filter(differs).flat_map(|(_, texts)| texts).map(pattern).collect();
    let pages = built.addresses().into_iter().filter(|address| address.ends_with(".html"));
    let found = pages.flat_map(|address| {
        let is_word = |text: &String| text.chars().any(char::is_alphabetic) && !BLANK.contains(&text.as_str());
        let texts = texts(&built.get(address))
            .into_iter()
            .filter(|text| is_word(text) && english.iter().any(|pattern| fits(text, pattern)));
        texts.map(|text| format!("{address}: {text}")).collect::<Vec<_>>()
    });
    found.collect()
}

#[test]
fn a_german_site_says_nothing_of_its_own_in_english() {
    let built = Kb::with(&GERMAN).build();
    assert_eq!(english_words_on(&built, "de"), BTreeSet::new());
    let page = built.get("incidents/2026/abgelaufenes-zertifikat.html");
    for words in
        ["<html lang=\"de\">", ">Eckdaten<", "11. März 2026, 09:12 UTC", "1 Stunde 28 Minuten", "Bis zur Behebung"]
    {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn a_japanese_site_says_nothing_of_its_own_in_english() {
    let built = Kb::with(&JAPANESE).build();
    assert_eq!(english_words_on(&built, "ja"), BTreeSet::new());
    let page = built.get("incidents/証明書の期限切れ.html");
    for words in ["<html lang=\"ja\">", "2026年3月11日 09:12 UTC", "1時間28分"] {
        assert!(page.contains(words), "{words}");
    }
}

/// The demonstration has all questions, and most of what can be said to each.
#[test]
fn trend_pages_say_nothing_of_their_own_in_english() {
    let (kb, root) = (Kb::new(), Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut titles = Vec::new();
    for (path, bytes) in files(&root.join("content")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let title = text.lines().find_map(|line| line.strip_prefix("title"));
        titles.extend(title.map(|title| title.trim_matches(|c: char| " =:\"".contains(c)).to_owned()));
        kb.edit(&format!("content/{path}"), bytes);
    }
    let config = std::fs::read_to_string(root.join("casebook.toml")).expect("readable");
    for (language, words) in [("de", "Wie diese Zahlen entstehen"), ("ja", "数字の出し方")] {
        let other = config.replacen("lang = \"en-GB\"", &format!("lang = \"{language}\""), 1);
        assert_ne!(other, config);
        kb.edit("casebook.toml", other);
        let built = kb.build();
        let titled = |found: &str| titles.iter().any(|title| found.contains(title.as_str()));
        let of_trends = |found: &String| found.starts_with("trends/") && !titled(found);
        let found: Vec<String> = english_words_on(&built, language).into_iter().filter(of_trends).collect();
        assert_eq!(found, Vec::<String>::new(), "{language}");
        let page = built.get("trends/index.html");
        assert!(page.contains(words) && page.contains(&format!("<html lang=\"{language}\">")), "{language}");
        assert!(!page.contains(" lang=\"en\""), "{language}");
    }
}

#[test]
fn words_of_the_interface_say_their_language_on_a_page_in_another_one() {
    let mut files = GERMAN.to_vec();
    files.push(("content/incidents/2026/queue.md", "---\ntitle: The queue filled up\nlang: en\nstarted: 2026-05-02\n---\n\nThe queue filled up and nobody could be told why it did.\n"));
    let built = Kb::with(&files).build();
    let list = built.get("index.html");
    assert!(
        list.contains("<li lang=\"en\" dir=\"auto\">")
            && list.contains("<time datetime=\"2026-05-02\" lang=\"de\">2. Mai 2026</time>")
    );
    assert!(
        list.contains("<time datetime=\"2026-04-02\">2. April 2026</time>"),
        "a page in the site's own language says none"
    );
    let page = built.get("incidents/2026/queue.html");
    assert!(page.contains("<html lang=\"en\">"));
    assert!(page.contains("<h2 lang=\"de\">Eckdaten</h2>"));
    assert!(page.contains("<a class=\"skip\" href=\"#page.content\" lang=\"de\" dir=\"ltr\">Zum Inhalt springen</a>"));
}

#[test]
fn the_house_has_the_last_word_on_pages_and_in_scripts() {
    let config = "title = \"T\"\nlang = \"de\"\n[wording]\n\"facts.title\" = \"Steckbrief\"\n[wording.search]\nretry = \"Nochmal\"\n";
    let mut files = GERMAN.to_vec();
    files.retain(|(path, _)| *path != "casebook.toml");
    files.push(("casebook.toml", config));
    let built = Kb::with(&files).build();
    assert!(built.get("incidents/2026/abgelaufenes-zertifikat.html").contains(">Steckbrief<"));
    let script = built.get("assets/js/search.js");
    assert!(script.contains("'Nochmal'") && script.contains("'Neu laden'") && !script.contains("wording("));
}
