//! Whatever a head looks like: a fact that is confirmed is read as the same fact from a key, and nothing else in the file has changed.

use proptest::prelude::*;
use proptest::sample::select;

use super::properties::{TABLES, TOML, YAML, distinct, grew_from, lines, page};
use super::*;
use crate::diag::Rule;
use crate::model::{Config, Key, Origin, Page};

/// Keys that are there and say nothing, and what of them a value may take the place of.
const EMPTY_YAML: [(&str, &str); 9] = [
    ("", ""),
    ("severity:\n", ""),
    ("severity: # how bad\n", ""),
    ("Sev: \"\" # how bad\n", "\"\""),
    ("started_at: ~\n", "~"),
    ("services: []\n", "[]"),
    ("services:\n", ""),
    ("resolved: null\n", "null"),
    ("resolved: true\n", ""),
];

const EMPTY_TOML: [(&str, &str); 5] = [
    ("", ""),
    ("severity = \"\" # how bad\n", "\"\""),
    ("services = []\n", "[]"),
    ("started = ''\n", "''"),
    ("resolved = true\n", ""),
];

/// Bodies that say something of an incident.
const TOLD: [&str; 6] = [
    "# Belt\n\n**Severity:** SEV-2\n\n**Services:** Belt, Gate, \"C: d\"\n\n**Started:** 2024-03-11 14:02 UTC\n",
    "# Belt\n\n- Severity: critical\n- Started: ~2024-03-11 14:02:05\n- Resolved: 2024-03-11 16:30 +01:00\n- Region: eu-1, eu-2\n",
    "# Belt stood still on 2024-03-11\n\nOn 2024-03-11 between 14:02 and 15:10 CET the belt was down. A customer reported it.\n",
    "# Belt\n\n## Timeline\n\n| Time (UTC) | What |\n|---|---|\n| 2024-03-11 14:02 | Outage begins |\n| 14:09 | PagerDuty paged the on-call |\n\
     | 15:10 | Resolved |\n",
    "# Band\n\n**Schweregrad:** hoch\n\n**Beginn:** 11.03.2024 14:02\n\n**Betroffene Kunden:** rund 40: \"alle\" #1\n",
    "# Belt\n\nStarted: March 2024\n\nDetected: unknown\n\nDetected by: an alert\n",
];

/// A text, and the same without the empty value that another may take the place of.
fn texts() -> impl Strategy<Value = (String, String)> {
    let yaml = (lines(&YAML), select(&EMPTY_YAML[..]), lines(&YAML)).prop_map(|(before, key, after)| {
        let head = |key: String| format!("---\n{}---\n", distinct(&[before.clone(), vec![key], after.clone()]));
        (head(key.0.to_owned()), head(key.0.replacen(key.1, "", 1)))
    });
    let toml = (lines(&TOML), select(&EMPTY_TOML[..]), lines(&TABLES)).prop_map(|(before, key, after)| {
        let head = |key: String| format!("+++\n{}+++\n", distinct(&[before.clone(), vec![key], after.clone()]));
        (head(key.0.to_owned()), head(key.0.replacen(key.1, "", 1)))
    });
    let head = prop_oneof![6 => yaml, 4 => toml, 2 => Just((String::new(), String::new()))];
    (head, select(&TOLD[..]), any::<bool>(), any::<bool>()).prop_map(|(head, body, bom, crlf)| {
        let whole = |head: &str| {
            let text = format!("{}{head}{body}", if bom { "\u{feff}" } else { "" });
            if crlf { text.replace('\n', "\r\n") } else { text }
        };
        (whole(&head.0), whole(&head.1))
    })
}

fn values(page: &Page) -> Vec<(&'static str, FactValue)> {
    keyed_facts(page).into_iter().map(|fact| (fact.key.name(), fact.value)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_confirmed_is_read_as_the_same_from_a_key((text, kept) in texts()) {
        let config = Config::default();
        let reading = Reading { config: &config, day: jiff::civil::date(2026, 1, 1) };
        let read = page(&text);
        prop_assume!(read.diagnostics.iter().all(|finding| finding.rule != Rule::FrontSyntax));
        let (mut edited, mut left) = (text.clone(), Vec::new());
        for fact in keyed_facts(&read).into_iter().filter(KeyedFact::inferred) {
            let settled = Settled::Confirmed(fact.value.clone());
            let edit = settle(&read, &edited, fact.key, &settled, reading);
            if fact.key == Key::Timezone && edit.is_err() {
                // Where another key has a time without a zone, it would be read in this one.
                left.push(fact.key);
                continue;
            }
            let Ok(Edit::Added { text: next, lines }) = edit else {
                return Err(TestCaseError::fail(format!("{:?}: {edit:?}\n{edited}", fact.key)));
            };
            prop_assert!(lines.1 <= next.lines().count());
            let again = settle(&read, &next, fact.key, &settled, reading);
            prop_assert!(matches!(again, Ok(Edit::Already { .. })), "{:?}\n{}", again, next);
            edited = next;
        }
        let after = page(&edited);
        prop_assert_eq!(values(&read), values(&after), "{}", &edited);
        let open: Vec<Key> = keyed_facts(&after).iter().filter(|fact| fact.inferred()).map(|fact| fact.key).collect();
        prop_assert_eq!(open, left, "{}", &edited);
        prop_assert!(grew_from(&edited, &kept), "{edited}");
        prop_assert_eq!(read.body().trim_start(), after.body().trim_start());
        let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
        prop_assert!(edited.matches('\n').count() == edited.matches(ending).count());
    }

    #[test]
    fn what_nobody_knows_is_not_inferred_again((text, _) in texts(), which in any::<prop::sample::Index>()) {
        let config = Config::default();
        let reading = Reading { config: &config, day: jiff::civil::date(2026, 1, 1) };
        let read = page(&text);
        prop_assume!(read.diagnostics.iter().all(|finding| finding.rule != Rule::FrontSyntax));
        let inferred: Vec<KeyedFact> = keyed_facts(&read).into_iter().filter(KeyedFact::inferred).collect();
        prop_assume!(!inferred.is_empty());
        let key = which.get(&inferred).key;
        match settle(&read, &text, key, &Settled::Unknown, reading) {
            Ok(Edit::Added { text, .. }) => {
                let after = keyed_facts(&page(&text)).into_iter().find(|fact| fact.key == key);
                prop_assert_eq!(after.map(|fact| (spelled(&fact.value), fact.origin)), Some((String::from("unknown"), Origin::FrontMatter)));
            }
            edit => prop_assert!(key == Key::Timezone, "{edit:?}\n{text}"),
        }
    }
}
