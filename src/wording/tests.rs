//! What whole tables must have in common, and how numbers and counts are said.

use std::collections::{BTreeMap, BTreeSet};

use icu_plurals::{PluralCategory, PluralRules};

use super::tables::TABLES;
use super::*;

fn in_language(lang: &str) -> Wording {
    Wording::new(lang, &HouseWording::default())
}

/// The keys of every language but English.
fn others() -> impl Iterator<Item = (&'static str, BTreeMap<&'static String, &'static Message>)> {
    TABLES
        .iter()
        .filter(|(language, _)| **language != "en")
        .map(|(language, table)| (*language, table.iter().collect()))
}

#[test]
fn every_language_says_all_that_english_says_and_nothing_else() {
    let english: BTreeSet<&String> = TABLES["en"].keys().collect();
    for (language, table) in others() {
        let keys: BTreeSet<&String> = table.into_keys().collect();
        assert_eq!(english.difference(&keys).collect::<Vec<_>>(), Vec::<&&String>::new(), "{language} lacks these");
        assert_eq!(keys.difference(&english).collect::<Vec<_>>(), Vec::<&&String>::new(), "{language} alone has these");
    }
}

#[test]
fn every_language_fills_in_what_english_fills_in() {
    for (language, table) in others() {
        for (key, message) in table {
            let wanted = TABLES["en"][key].gaps();
            assert_eq!(message.gaps(), wanted, "`{key}` of {language}");
        }
    }
}

#[test]
fn every_form_is_there_that_a_language_counts_with() {
    for (language, table) in TABLES.iter() {
        let locale = language.parse::<Locale>().expect("tables are named after languages");
        let rules = PluralRules::try_new_cardinal(locale.into()).expect("a language of the CLDR");
        let needed: BTreeSet<PluralCategory> = (0_usize..1000).map(|count| rules.category_for(count)).collect();
        for (key, message) in BTreeMap::from_iter(table.iter()) {
            let Message::Plural(forms) = message else { continue };
            let categories = forms.iter().map(|(name, _)| PluralCategory::get_for_cldr_string(name));
            let there: BTreeSet<PluralCategory> = categories.flatten().collect();
            assert!(there.is_superset(&needed), "`{key}` of {language} has {there:?}");
        }
    }
}

#[test]
fn counts_and_numbers_are_said_as_a_language_says_them() {
    let said = |lang: &str, number: &str| in_language(lang).measure("length.hour", number);
    assert_eq!(["1", "1.5", "12340"].map(|number| said("en", number)), ["1 hour", "1.5 hours", "12,340 hours"]);
    assert_eq!(["1", "1.5", "12340"].map(|number| said("de", number)), ["1 Stunde", "1,5 Stunden", "12.340 Stunden"]);
    assert_eq!(["0", "1.5", "2"].map(|number| said("fr", number)), ["0 heure", "1,5 heure", "2 heures"]);
    assert_eq!(["1", "2"].map(|number| said("es", number)), ["1 hora", "2 horas"]);
    assert_eq!(["1", "1.5"].map(|number| said("ja", number)), ["1時間", "1.5時間"]);
}

#[test]
fn names_in_a_sentence_are_joined_as_a_language_joins_them() {
    let names = ["A", "B", "C"].map(str::to_owned);
    let joined = |lang| in_language(lang).list(&names);
    assert_eq!(["en", "de", "fr", "ja"].map(joined), ["A, B and C", "A, B und C", "A, B et C", "A、B、C"]);
    assert_eq!(in_language("en").list(&[]), "");
}

#[test]
fn a_language_without_a_table_is_said_in_english() {
    assert_eq!(in_language("nl").language(), "en");
    assert_eq!(in_language("de-CH").language(), "de");
    assert_eq!(in_language("nl").say("search.close"), "Close");
}

fn house(text: &str) -> HouseWording {
    toml::from_str(text).expect("TOML")
}

#[test]
fn the_house_goes_before_the_table() {
    let house = house("\"search.close\" = \"Weg\"\n[length]\nday = { one = \"ein Tag\", other = \"{count} Tage\" }\n");
    assert_eq!(house.mistakes(), []);
    let wording = Wording::new("de", &house);
    assert_eq!(wording.say("search.close"), "Weg");
    assert_eq!([1, 2].map(|count| wording.count("length.day", count)), ["ein Tag", "2 Tage"]);
}

#[test]
fn what_the_house_cannot_mean_is_told_and_changes_nothing() {
    let house = house("[search]\nclos = \"Weg\"\nclose = 3\ncount = { one = \"{number} Treffer\", other = \"\" }\n");
    let told: Vec<(String, Option<String>)> =
        house.mistakes().into_iter().map(|mistake| (mistake.message, mistake.hint)).collect();
    assert_eq!(told[0].0, "`search.clos` is no key of the interface's words");
    assert_eq!(told[0].1.as_deref(), Some("did you mean `search.close`?"));
    assert_eq!(told[1].0, "`search.close` is neither a text nor a table of its forms; the usual words stay");
    assert_eq!(told[2].0, "nothing is filled in for `{number}` in `search.count`; the usual words stay");
    assert_eq!(told[2].1.as_deref(), Some("what is filled in: `{count}`"));
    assert_eq!(Wording::new("en", &house).say("search.close"), "Close");
}
