//! Laws of the glossary's links: they add anchors and change nothing else, and no section has two to one term.

use proptest::prelude::*;

use crate::kit::{Kb, inside};

/// Parts of a body that stand beside each other in every order.
const PARTS: [&str; 26] = [
    "retry storm",
    "Retry storms",
    "retry",
    "thundering",
    "herd",
    "thundering\nherd",
    "thundering herd's",
    "SLO",
    "slo",
    "INC-7",
    "*retry storm*",
    "**thundering** herd",
    "`retry storm`",
    "[retry storm](b.md)",
    "[[retry storm]]",
    "retry &amp; storm",
    "retry\\-storm",
    "\"they saw a thundering herd here\"",
    "<b>retry storm</b>",
    "<a href=\"b.md\">retry storm</a>",
    "![SLO](x.png)",
    "https://example.org/retry-storm",
    "retry-storm.",
    "障害SLOの",
    "¶",
    "\\",
];

const BREAKS: [&str; 8] = [" ", " ", "\n", "\n\n", "\n\n## Retry storm\n\n", "\n\n### Deeper\n\n", "\n\n> ", "\n\n- "];

fn body() -> impl Strategy<Value = String> {
    let part = (proptest::sample::select(&PARTS[..]), proptest::sample::select(&BREAKS[..]));
    proptest::collection::vec(part, 1..24)
        .prop_map(|parts| parts.into_iter().flat_map(|(part, gap)| [part, gap]).collect())
}

/// The story of a page with this body.
fn story(body: &str, glossary: &[(&str, &str)]) -> String {
    let kb = Kb::with(&[("content/incidents/b.md", "---\nid: INC-7\ntitle: The fire\n---\nIt burned.\n")]);
    kb.edit("content/incidents/a.md", format!("---\ntitle: A\n---\nStart. {body}\n"));
    for (path, text) in glossary {
        kb.edit(path, text);
    }
    let html = kb.build().get("incidents/a.html");
    inside(&html, "<div class=\"prose\">").expect("a story").to_owned()
}

const GLOSSARY: [(&str, &str); 3] = [
    ("content/glossary/storm.md", "---\ntitle: Retry storm\naliases: [retry]\n---\nMany attempts.\n"),
    ("content/glossary/herd.md", "---\ntitle: Thundering herd\n---\nMany at one moment.\n"),
    ("content/glossary/slo.md", "---\ntitle: Service level objective (SLO)\n---\nA target.\n"),
];

/// The page without the links that the glossary added.
fn without_links(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, tail)) = rest.split_once("<a class=\"term\"") {
        let (_, inside) = tail.split_once('>').expect("the tag ends");
        let (words, after) = inside.split_once("</a>").expect("the link ends");
        assert!(!words.contains('<'), "a link holds nothing but words: {words}");
        out.push_str(before);
        out.push_str(words);
        rest = after;
    }
    out + rest
}

#[test]
fn a_card_is_short_and_a_page_has_one_for_each_target() {
    let long = "A word that goes on. ".repeat(60);
    let kb = Kb::new();
    kb.edit("content/glossary/herd.md", format!("---\ntitle: Thundering herd\n---\n{long}\n"));
    kb.edit(
        "content/incidents/b.md",
        format!("---\nid: INC-7\ntitle: {long}\nsummary: {long}\ndate: 2024-01-02\n---\n"),
    );
    let words = "INC-7 and the thundering herd.\n\n## Again\n\nINC-7 and the thundering herd.\n";
    kb.edit("content/incidents/a.md", format!("---\nservices: [\"{}\"]\n---\n{words}", "checkout".repeat(12)));
    let html = kb.build().get("incidents/a.html");
    let cards: Vec<&str> =
        html.split("<div><dt>").skip(1).map(|card| card.split("</div>").next().unwrap_or("")).collect();
    let text = |card: &&str| {
        card.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<String>()
    };
    let lengths: Vec<usize> = cards
        .iter()
        .filter(|card| card.contains("<dd"))
        .map(|card| text(card).split_whitespace().collect::<Vec<_>>().join(" ").chars().count())
        .collect();
    let of_links = ["glossary/herd.html", "b.html", "services/checkout"].map(|to| {
        html.matches(&format!("<dt><a href=\"{to}")).count() + html.matches(&format!("<dt><a href=\"../{to}")).count()
    });
    assert_eq!(of_links, [1, 1, 1], "{html}");
    assert!(lengths.iter().all(|length| *length <= 300), "{lengths:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_glossary_adds_links_and_nothing_else(body in body()) {
        // Links by hand lead nowhere without a glossary.
        let body = body.replace("[[retry storm]]", "x");
        prop_assert_eq!(without_links(&story(&body, &GLOSSARY)), story(&body, &[]));
    }

    #[test]
    fn no_section_has_two_links_to_one_term(body in body()) {
        let html = story(&body, &GLOSSARY);
        for section in html.split("<h2") {
            for term in ["storm.html", "herd.html", "slo.html"] {
                let added = section.matches(&format!("<a class=\"term\" href=\"../glossary/{term}\"")).count();
                let by_hand = section.matches(&format!("<a href=\"../glossary/{term}\"")).count();
                prop_assert!(added <= 1 && (added == 0 || by_hand == 0), "{term} in {section}");
            }
        }
    }
}
