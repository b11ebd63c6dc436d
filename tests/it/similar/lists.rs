//! What `casebook similar` says of a house's write-ups: what is alike and why, what is not, and what changes nothing.

use proptest::prelude::*;
use serde_json::Value;

use super::house::{Incident, house, with};
use crate::kit::Kb;

/// What stands beside each incident: `file: likeness file (reasons)`, in path order.
pub(super) fn lists(kb: &Kb) -> Vec<String> {
    let run = kb.run(&["similar", "--all", "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().flat_map(|line| list(&serde_json::from_str(line).expect("an object a line"))).collect()
}

fn list(object: &Value) -> Vec<String> {
    let name = |object: &Value| {
        let file = object["file"].as_str().expect("a file");
        file.trim_start_matches("content/incidents/").trim_end_matches(".md").to_owned()
    };
    let one = |other: &Value| {
        let reasons: Vec<&str> =
            other["reasons"].as_array().expect("reasons").iter().filter_map(Value::as_str).collect();
        format!(
            "{}: {} {} ({})",
            name(object),
            other["likeness"].as_str().expect("a word"),
            name(other),
            reasons.join("; ")
        )
    };
    object["similar"].as_array().expect("a list").iter().map(one).collect()
}

const LEASE: &str = "The writer kept a stale lease after a pause, and its fencing token was never checked. \
                     Both writers held the lease. The store took what the stale lease sent. A fencing token would have said no.";

const LEASE_AGAIN: &str = "A long pause of the collector left us with a stale lease. Nothing asked for the fencing token, \
                           so the old writer went on. A stale lease would have been harmless beside a fencing token.";

#[test]
fn two_incidents_with_one_story_stand_beside_each_other_and_say_why() {
    let kb = with(house(14), &[("2024/a", Incident::of(LEASE)), ("2024/b", Incident::of(LEASE_AGAIN))]);
    assert_eq!(
        lists(&kb),
        [
            "2024/a: similar 2024/b (both mention “stale lease” and “fencing token”)",
            "2024/b: similar 2024/a (both mention “stale lease” and “fencing token”)",
        ]
    );
}

#[test]
fn that_both_were_published_on_one_day_is_no_reason() {
    let said = |day: &str| {
        let both = [("2024/a", Incident::of(LEASE).front(day)), ("2024/b", Incident::of(LEASE_AGAIN).front(day))];
        lists(&with(house(14), &both)).concat()
    };
    assert!(said("started = 2024-03-01\n").contains("began on the same day"));
    assert!(!said("published = 2024-03-01\n").contains("same day"));
}

#[test]
fn facts_that_few_share_are_reasons_and_facts_that_most_share_are_none() {
    let front = "factors = [\"silent-failure\"]\nservices = [\"Ledger\"]\ndetection = \"customer\"\n\
                 alerts = [{ name = \"LeaseAgeHigh\" }]\n";
    let kb = with(
        house(14),
        &[
            ("2024/a", Incident::of(LEASE).front(front)),
            ("2024/b", Incident::of(LEASE_AGAIN).front(&front.replace("Ledger", "ledger"))),
        ],
    );
    let reasons =
        "same alert: LeaseAgeHigh; both mention “fencing token” and “stale lease”; same factor: silent-failure";
    assert_eq!(
        lists(&kb),
        [format!("2024/a: similar 2024/b ({reasons})"), format!("2024/b: similar 2024/a ({reasons})")]
    );
}

#[test]
fn what_an_author_called_related_comes_first_and_what_is_not_related_never_comes() {
    let kb = with(
        house(14),
        &[
            ("2024/a", Incident::of(LEASE).front("related = [\"house-3\"]\n")),
            ("2024/b", Incident::of(LEASE_AGAIN)),
            ("2024/c", Incident::of(&LEASE_AGAIN.replace("collector", "host")).front("not_related = [\"a\"]\n")),
        ],
    );
    let of_a: Vec<String> = lists(&kb).into_iter().filter(|line| line.starts_with("2024/a")).collect();
    assert_eq!(
        of_a,
        ["2024/a: related 2023/house-3 ()", "2024/a: similar 2024/b (both mention “stale lease” and “fencing token”)",]
    );
    assert!(!lists(&kb).iter().any(|line| line.starts_with("2024/c") && line.contains(" 2024/a ")));
}

#[test]
fn a_copy_and_another_story_of_the_event_are_called_that() {
    let day = "started = 2024-03-01\n";
    let kb = with(
        house(14),
        &[
            ("2024/copy", Incident::of(LEASE).front(day)),
            ("2024/lease", Incident::of(LEASE).front(day)),
            (
                "2024/power",
                Incident::of("The transformer hummed and burst. Two racks lost the transformer and both feeds.")
                    .front("started = 2024-05-05\n"),
            ),
            (
                "2024/racks",
                Incident::of("Both feeds died when the transformer burst, and with the transformer two racks went.")
                    .front("started = 2024-05-05\n"),
            ),
        ],
    );
    let kinds: Vec<String> =
        lists(&kb).into_iter().map(|line| line.split(" (").next().expect("a part").to_owned()).collect();
    assert_eq!(
        kinds,
        [
            "2024/copy: copy 2024/lease",
            "2024/lease: copy 2024/copy",
            "2024/power: same-event 2024/racks",
            "2024/racks: same-event 2024/power",
        ]
    );
    assert_eq!(
        kb.findings(),
        ["sim/duplicate content/incidents/2024/lease.md says nearly the same as `content/incidents/2024/copy.md`"]
    );
}

#[test]
fn the_same_text_on_another_day_is_another_event() {
    let kb = with(
        house(14),
        &[
            ("2024/a", Incident::of(LEASE).front("started = 2024-03-01\n")),
            ("2024/b", Incident::of(LEASE).front("started = 2024-08-01\n")),
        ],
    );
    assert!(lists(&kb)[0].starts_with("2024/a: similar 2024/b ("));
    assert_eq!(
        kb.findings(),
        [
            "sim/unlinked content/incidents/2024/b.md is much like `content/incidents/2024/a.md`, and neither names the other"
        ]
    );
}

#[test]
fn a_link_to_where_a_forge_shows_the_other_file_names_it() {
    let linked = format!("{LEASE}\n\nAs in https://forge.example/house/blob/main/2024-03-01%2Dthe-lease.md before.\n");
    let kb = with(
        house(14),
        &[
            ("2024/2024-03-01-the-lease", Incident::of(LEASE).front("started = 2024-03-01\n")),
            ("2024/b", Incident::of(&linked).front("started = 2024-08-01\n")),
        ],
    );
    assert!(lists(&kb).iter().any(|list| list.starts_with("2024/b: similar 2024/2024-03-01-the-lease (")));
    assert_eq!(kb.findings(), [""; 0]);
}

#[test]
fn what_is_called_the_same_three_times_is_a_routine_and_no_note_names_it() {
    let titled = |titles: [&str; 3]| {
        let texts = [LEASE, LEASE_AGAIN, "Paint dried on the sign of the garden shop, and the brush was lost."];
        let incidents = [0, 1, 2].map(|at| Incident::of(texts[at]).front(&format!("title = \"{}\"\n", titles[at])));
        let [a, b, c] = incidents;
        with(house(14), &[("2024/a", a), ("2024/b", b), ("2024/c", c)]).findings()
    };
    let told = [
        "sim/unlinked content/incidents/2024/b.md is much like `content/incidents/2024/a.md`, and neither names the other",
    ];
    assert_eq!(titled(["Upgrade of lift 1", "Upgrade of lift 2", "Paint"]), told);
    assert!(titled(["Upgrade of lift 1", "Upgrade of lift 2", "Upgrade of lift 3"]).is_empty());
    // Who made the second upgrade knew of the first.
    assert!(titled(["Upgrade of the lift", "Maintenance of the stairs", "Paint"]).is_empty());
    assert_eq!(titled(["Upgrade of the lift failed", "Maintenance of the stairs", "Paint"]), told);
    // A title of figures alone names nothing.
    assert_eq!(titled(["1", "2", "3"]), told);
}

#[test]
fn one_of_the_shown_is_from_another_service_where_one_is_near_enough() {
    let story = ["heron", "weir", "sluice", "barge", "towpath", "lock", "gauge", "silt", "dredger", "culvert"];
    let mut own: Vec<(String, Incident)> = Vec::new();
    for (at, name) in ["a", "b", "c", "d", "e", "f", "g"].into_iter().enumerate() {
        let service = if name == "g" { "Ledger" } else { "Store" };
        // No two tell it in the same sentences, and the later ones say less of it.
        let told: Vec<&str> = (0..10 - at).map(|nth| story[(nth * 3 + at) % 10]).collect();
        let aside: String = (0..at).map(|nth| format!(" {name}pebble{nth}")).collect();
        let text = format!("{}. {}.{aside}.", told.join(" "), told.iter().rev().copied().collect::<Vec<_>>().join(" "));
        own.push((format!("2024/{name}"), Incident::of(&text).front(&format!("services = [\"{service}\"]\n"))));
    }
    let own: Vec<(&str, Incident)> = own.iter().map(|(name, incident)| (name.as_str(), incident.clone())).collect();
    let of_a: Vec<String> =
        lists(&with(house(48), &own)).into_iter().filter(|line| line.starts_with("2024/a")).collect();
    let names: Vec<&str> = of_a.iter().filter_map(|line| line.split(' ').nth(2)).collect();
    assert_eq!(names, ["2024/b", "2024/c", "2024/d", "2024/e", "2024/g"]);
}

#[test]
fn stubs_of_a_template_suggest_nothing_and_change_nothing_for_others() {
    let own = [
        ("2024/a", Incident::of(LEASE).front("factors = [\"silent-failure\"]\n")),
        ("2024/b", Incident::of(LEASE_AGAIN).front("factors = [\"silent-failure\"]\n")),
    ];
    let kb = with(house(14), &own);
    let before = lists(&kb);
    let cosines = kb.run(&["similar", "a", "--json"]).stdout;
    assert_eq!(before.len(), 2);
    for at in 0..200 {
        kb.edit(&format!("content/incidents/2025/stub-{at}.md"), stub(at));
    }
    assert_eq!(lists(&kb), before);
    assert_eq!(kb.run(&["similar", "a", "--json"]).stdout, cosines);
}

/// What a template leaves when only a title, a date, a name and a service have been filled in.
fn stub(at: usize) -> String {
    let service = ["checkout", "ledger", "search", "mail"][at % 4];
    let person = ["Ines", "Tom", "Farah", "Olu", "Mirela"][at % 5];
    format!(
        "---\ntitle: {service} trouble {at}\ndate: 2025-01-{:02}\nfactors: [silent-failure]\n---\n\n\
         Author: {person}\n\n## What happened\n\nTell the story in the order in which people met it.\n\n\
         On day {at} the service {service} was degraded for {at} minutes.\n\n\
         ## What surprised us\n\nWrite down what you expected and what was so.\n\n## Actions\n\n- {person}: add monitoring\n",
        at % 28 + 1
    )
}

#[test]
fn two_write_ups_are_too_few_to_compare() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", &Incident::of(LEASE).text("A")),
        ("content/incidents/b.md", &Incident::of(LEASE_AGAIN).text("B")),
    ]);
    assert_eq!(
        kb.run(&["similar", "a"]).stdout,
        "Too few write-ups here say something of their own, so there is nothing to compare.\n"
    );
}

#[test]
fn what_nobody_may_read_is_no_reason_for_anything() {
    let hidden = "<!-- The quagga reconciler and its zebrafish quorum woke us. The quagga reconciler and its zebrafish quorum. -->\n\n";
    let kb = with(
        house(14),
        &[
            ("2024/a", Incident::of(&format!("{hidden}{LEASE}"))),
            ("2024/b", Incident::of(&format!("{hidden}{LEASE_AGAIN}"))),
            ("2024/c", Incident::of(LEASE_AGAIN).front("draft = true\ntitle = \"Quagga\"\n")),
        ],
    );
    assert_eq!(lists(&kb).len(), 2, "{:?}", lists(&kb));
    assert_eq!(kb.build().holding("quagga"), [""; 0]);
}

#[test]
fn a_part_for_an_audience_helps_nobody_else() {
    let helped = "helped = [{ text = \"The quagga line rang\", audience = \"support\" }, \"A log of every token\"]\n";
    let kb = with(house(14), &[("2024/a", Incident::of(LEASE)), ("2024/b", Incident::of(LEASE_AGAIN).front(helped))]);
    let built = kb.build_with(&["--omit-restricted"]);
    assert_eq!(built.holding("quagga"), [""; 0]);
    assert!(built.get("incidents/2024/a.html").contains("A log of every token"));
    assert_eq!(kb.run(&["build"]).code, 4);
    assert!(!kb.run(&["similar", "a"]).stdout.contains("quagga"));
}

#[test]
fn write_ups_in_another_language_do_not_raise_what_is_asked_of_the_others() {
    let own = [("2024/a", Incident::of(LEASE)), ("2024/b", Incident::of(LEASE_AGAIN))];
    let kb = with(house(14), &own);
    let before = lists(&kb);
    for at in 0..30 {
        let text = format!(
            "---\ntitle: 障害{at}\nlang: ja\n---\n\n配送{at}番の画面「https://example.invalid/{at}」が夜{at}時に止まり、担当者が手順書を探した。再起動で直った記録{at}。\n"
        );
        kb.edit(&format!("content/incidents/2025/ja-{at}.md"), text);
    }
    let after: Vec<String> = lists(&kb).into_iter().filter(|line| line.starts_with("2024")).collect();
    assert_eq!(after, before);
}

#[test]
fn findings_do_not_depend_on_how_many_are_shown() {
    let kb = with(
        house(14),
        &[
            ("2024/copy", Incident::of(LEASE).front("started = 2024-03-01\n")),
            ("2024/lease", Incident::of(LEASE).front("started = 2024-03-01\n")),
        ],
    );
    let before = kb.findings();
    assert_eq!(before.len(), 1);
    kb.edit("casebook.toml", "[similar]\nmost = 0\n");
    assert_eq!(kb.findings(), before);
    kb.edit("casebook.toml", "[similar]\nthreshold = 1.5\n");
    let run = kb.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`[similar] threshold` takes a cosine from 0 to 1, and this is 1.5"), "{}", run.stderr);
}

#[test]
fn what_is_not_related_is_in_no_group_together() {
    let day = |day: &str| Incident::of(LEASE_AGAIN).front(&format!("started = {day}\n"));
    let kb = with(
        house(20),
        &[
            ("2024/a", day("2022-03-01").front("not_related = [\"b\"]\n")),
            ("2024/b", day("2023-03-01")),
            ("2024/c", day("2024-03-01")),
        ],
    );
    assert!(!kb.build().files.contains_key("recurring.html"));
}

#[test]
fn an_answer_at_night_is_found_behind_drafts_and_comments() {
    let kb = (0..60).fold(house(3), |kb, at| {
        let draft = format!("---\ntitle: Draft {at}\ndraft: true\n---\n\nThe flumox zebrite gandolier wobbled.\n");
        let comment = format!("# Note {at}\n\nNothing.\n\n<!-- The flumox zebrite gandolier wobbled. -->\n");
        kb.file(&format!("content/incidents/d{at}.md"), &draft).file(&format!("content/incidents/c{at}.md"), &comment)
    });
    let kb = kb.file(
        "content/incidents/z.md",
        "# It\n\nLong before. It was a day like any other. The flumox zebrite gandolier then wobbled.\n",
    );
    let run = kb.run_with(&["similar", "-", "--json"], "flumox zebrite gandolier wobbled");
    let answer: Value = serde_json::from_str(&run.stdout).expect("an object");
    let files: Vec<&str> =
        answer["similar"].as_array().expect("a list").iter().filter_map(|one| one["file"].as_str()).collect();
    assert_eq!(files, ["content/incidents/z.md"]);
}

#[test]
fn a_build_shows_the_reasons_on_the_page_and_in_the_files_for_programs() {
    let kb = with(
        house(14),
        &[
            ("2024/a", Incident::of(LEASE).front("started = 2024-02-01\n")),
            ("2024/b", Incident::of(LEASE_AGAIN).front("started = 2024-03-01\nhelped = [\"A log of every token\"]\n")),
        ],
    );
    let built = kb.build();
    let page = built.get("incidents/2024/a.html");
    let shown = crate::kit::between(&page, "<section class=\"block alike\" id=\"page.alike\">", "</section>");
    for part in [
        "<h2>Similar incidents</h2>",
        "<a href=\"b.html\">b</a>",
        "both mention <em>stale lease</em> and <em>fencing token</em>",
        "<b>What helped then:</b> <span>A log of every token.</span>",
    ] {
        assert!(shown.contains(part), "no {part} in {shown}");
    }
    let year: Value = serde_json::from_str(&built.get("incidents/2024.json")).expect("JSON");
    let a = year["incidents"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["url"] == "incidents/2024/a.html")
        .expect("a");
    let expected = serde_json::json!([
        { "id": "b", "url": "incidents/2024/b.html", "likeness": "similar",
          "reasons": ["both mention “stale lease” and “fencing token”"] }
    ]);
    assert_eq!(a["similar"], expected);
}

#[test]
fn what_keeps_coming_back_has_a_page_with_its_own_words() {
    let day = |day: &str| Incident::of(LEASE_AGAIN).front(&format!("started = {day}\n"));
    let kb =
        with(house(20), &[("2024/a", day("2022-03-01")), ("2024/b", day("2023-03-01")), ("2024/c", day("2024-03-01"))]);
    let built = kb.build();
    let page = built.get("recurring.html");
    let text = crate::kit::between(&page, "<main", "</main>");
    for part in [
        "What keeps coming back",
        "harmless beside a fencing token, stale lease",
        "Three in about 2 years, the latest in March 2024",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert!(built.get("incidents/2024/a.html").contains("One of three with this shape"));
    assert!(built.get("incidents/index.html").contains("recurring.html"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing depends on how many threads there are, and the list of one incident is the same alone and among all.
    #[test]
    fn lists_are_the_same_on_any_number_of_threads(seed in 0u64..1000, count in 12usize..60) {
        let kb = with(super::house::house_of(count, seed), &[("2024/a", Incident::of(LEASE)), ("2024/b", Incident::of(LEASE_AGAIN))]);
        let all = |jobs: &str| kb.run(&["similar", "--all", "--json", "--jobs", jobs]).stdout;
        let one = all("1");
        prop_assert_eq!(&one, &all("4"));
        let alone = kb.run(&["similar", "a", "--json"]).stdout;
        prop_assert!(one.contains(&alone));
    }
}
