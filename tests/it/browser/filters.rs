//! The incidents page: what its filters find, what its address holds, and what is left of it without script.

use std::collections::{BTreeMap, BTreeSet};

use crate::kit::{Kb, between};
use crate::session::{open, open_with};

const PAGE: &str = "incidents/index.html";

/// An incident's front matter, beside `title` and `started`.
struct Facts {
    number: usize,
    values: BTreeMap<&'static str, Vec<&'static str>>,
}

const GROUPS: [(&str, &[&str]); 5] = [
    ("services", &["checkout", "uploads", "search", "mail"]),
    ("severity", &["sev1", "sev2", "sev3"]),
    ("factors", &["silent failure", "no owner", "retry storm"]),
    ("teams", &["tills", "desk"]),
    ("detection", &["alert", "customer"]),
];

/// Incidents whose values follow from their number alone.
fn incidents(count: usize) -> Vec<Facts> {
    (0..count)
        .map(|number| {
            let mut seed = number * 7919 + 13;
            let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for (group, words) in GROUPS {
                let single = ["severity", "detection"].contains(&group);
                let chosen: Vec<&str> = words
                    .iter()
                    .filter(|_| {
                        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
                        seed / 65_536 % 3 == 0
                    })
                    .take(if single { 1 } else { words.len() })
                    .copied()
                    .collect();
                values.insert(group, chosen);
            }
            values.insert("year", vec![["2022", "2023", "2024"][number % 3]]);
            values.insert("kind", vec![["incident", "near-miss"][usize::from(number % 5 == 0)]]);
            Facts { number, values }
        })
        .collect()
}

fn site(incidents: &[Facts]) -> Kb {
    let kb = Kb::new();
    for Facts { number, values } in incidents {
        let list = |group: &str| values[group].iter().map(|v| format!("\"{v}\"")).collect::<Vec<_>>().join(", ");
        let mut text = format!("+++\ntitle = \"Incident {number}\"\nkind = {}\n", list("kind"));
        for (group, _) in GROUPS {
            match values[group].as_slice() {
                [] => {}
                _ if ["severity", "detection"].contains(&group) => text += &format!("{group} = {}\n", list(group)),
                _ => text += &format!("{group} = [{}]\n", list(group)),
            }
        }
        let day = format!("{}-{:02}-{:02}", values["year"][0], number / 28 % 12 + 1, number % 28 + 1);
        kb.edit(
            &format!("content/incidents/{number}.md"),
            format!("{text}started = {day}\n+++\nThe pump number {number} stood still for an hour.\n"),
        );
    }
    kb
}

/// The group of the panel for a key of the front matter.
fn label(group: &str) -> &str {
    match group {
        "services" => "Service",
        "severity" => "Severity",
        "year" => "Year",
        "factors" => "Contributing factor",
        "teams" => "Team",
        "detection" => "Found by",
        _ => "Kind",
    }
}

/// A value as the panel names it.
fn shown(value: &str) -> String {
    match value {
        "alert" => "An alert".into(),
        "customer" => "A customer".into(),
        "incident" => "Incident".into(),
        "near-miss" => "Near miss".into(),
        other => other.into(),
    }
}

/// The text of a piece of HTML.
fn text(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The page without its template.
fn live(dom: &str) -> String {
    let start = dom.find("<template").expect("the template");
    let end = dom.find("</template>").expect("its end");
    format!("{}{}", &dom[..start], &dom[end..])
}

fn titles(dom: &str) -> Vec<String> {
    let list = between(dom, "<ol class=\"rows", "</ol>");
    list.split("<h2>").skip(1).map(|row| text(between(row, "<a ", "</a>"))).collect()
}

/// Group, value and count, for every value of the panel.
fn counts(dom: &str) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for group in dom.split("<fieldset").skip(1) {
        let name = text(between(group, "<legend>", "</legend>"));
        for value in group.split("class=\"filter-value\"").skip(1) {
            let count = between(value, "class=\"filter-count\">", "</span>").parse().expect("a number");
            let value = text(between(value, "<span class=\"filter-name\">", "<span class=\"filter-count\""));
            counts.insert((name.clone(), value), count);
        }
    }
    counts
}

fn checked(dom: &str, query: &str) -> bool {
    between(dom, "<ul class=\"chips\"", "</ul>").contains(query)
}

fn results(dom: &str) -> String {
    let from = &dom[dom.find("class=\"results\"").expect("the results")..];
    text(between(from, ">", "</p>"))
}

/// Those that hold one of the values of every group.
fn fitting<'f>(all: &'f [Facts], chosen: &[(&str, &str)], but: &str) -> Vec<&'f Facts> {
    let groups: BTreeSet<&str> = chosen.iter().map(|(group, _)| *group).filter(|group| *group != but).collect();
    let fits =
        |facts: &Facts, group: &str| chosen.iter().any(|(g, value)| *g == group && facts.values[group].contains(value));
    all.iter().filter(|facts| groups.iter().all(|group| fits(facts, group))).collect()
}

#[test]
fn a_choice_in_the_address_is_restored_from_disk() {
    let all = incidents(60);
    let kb = site(&all);
    kb.build();
    let (dom, console) =
        open_with(&kb.path("public").join(PAGE), "?service=checkout&service=MAIL&severity=sev1&year=2023");
    assert_eq!(console, "");
    let dom = live(&dom);
    let chosen = [("services", "checkout"), ("services", "mail"), ("severity", "sev1"), ("year", "2023")];
    let mut wanted: Vec<(usize, usize)> = fitting(&all, &chosen, "")
        .iter()
        .map(|facts| (facts.number / 28 % 12 * 100 + facts.number % 28, facts.number))
        .collect();
    wanted.sort_unstable_by_key(|&(day, number)| (std::cmp::Reverse(day), number));
    let wanted: Vec<String> = wanted.into_iter().map(|(_, number)| format!("Incident {number}")).collect();
    assert!(wanted.len() > 1, "{wanted:?}");
    assert_eq!(titles(&dom), wanted);
    assert_eq!(results(&dom), format!("{} of 60 incidents", wanted.len()));
    for chip in ["Service: checkout", "Service: mail", "Severity: sev1", "Year: 2023", "Clear all"] {
        assert!(checked(&dom, chip), "no chip `{chip}`");
    }
}

#[test]
fn the_count_of_a_value_is_what_choosing_it_finds() {
    let all = incidents(150);
    let kb = site(&all);
    kb.build();
    let states: [(&str, &[(&str, &str)]); 4] = [
        ("", &[]),
        ("?service=uploads", &[("services", "uploads")]),
        ("?team=tills&severity=sev1&severity=sev2", &[("teams", "tills"), ("severity", "sev1"), ("severity", "sev2")]),
        (
            "?kind=near-miss&factor=no-owner&factor=retry-storm&detection=alert",
            &[("kind", "near-miss"), ("factors", "no owner"), ("factors", "retry storm"), ("detection", "alert")],
        ),
    ];
    for (query, chosen) in states {
        let (dom, _) = open_with(&kb.path("public").join(PAGE), query);
        let mut wanted = BTreeMap::new();
        for (group, values) in GROUPS
            .into_iter()
            .chain([("year", &["2022", "2023", "2024"][..]), ("kind", &["incident", "near-miss"][..])])
        {
            for value in values {
                let count = fitting(&all, chosen, group).iter().filter(|f| f.values[group].contains(value)).count();
                wanted.insert((label(group).to_owned(), shown(value)), count);
            }
        }
        assert_eq!(counts(&live(&dom)), wanted, "{query}");
    }
}

#[test]
fn what_the_address_asks_for_in_vain_is_said() {
    let kb = site(&incidents(12));
    kb.build();
    let (dom, console) =
        open_with(&kb.path("public").join(PAGE), "?service=nowhere&severity=sev1&year=%3Cb%3E1066&utm_source=mail");
    let dom = live(&dom);
    assert_eq!(console, "");
    let said = text(between(&dom, "class=\"filter-notices", "</div>").split_once('>').expect("a tag").1);
    assert_eq!(
        said,
        "There is no service “nowhere” among these incidents, so it was left out.\
         There is no year “&lt;b&gt;1066” among these incidents, so it was left out."
    );
    assert!(checked(&dom, "Severity: sev1"), "the rest is applied");
}

#[test]
fn a_row_that_the_script_made_is_the_row_of_the_year_page() {
    let kb = Kb::with(&[
        (
            "casebook.toml",
            "[[severity]]\nid = \"sev1\"\nname = \"Bad\"\n[[severity]]\nid = \"sev2\"\n\
             [[service]]\nid = \"b\"\nname = \"Börse & Co\"\n[[service]]\nid = \"a\"\nretired = true\n",
        ),
        (
            "content/incidents/one.md",
            "+++\ntitle = \"</script><b>&amp;\\u2028 it's\"\nsummary = \"A *fire*. <i>x</i>\"\nseverity = \"sev2\"\nkind = \"near-miss\"\n\
             services = [\"a\", \"b\"]\nstarted = 2024-05-01T22:12:00Z\n+++\nText.\n",
        ),
        (
            "content/incidents/two.md",
            "+++\ntitle = \"Zwei\"\nlang = \"de\"\ncompany = \"Firma\"\nservices = [\"b\"]\nstarted = \"2024-04\"\n+++\n",
        ),
        (
            "content/incidents/three.md",
            "+++\ntitle = \"Three\"\nseverity = \"odd\"\nstarted = \"2024\"\nkind = \"exercise\"\n+++\nText.\n",
        ),
        ("content/incidents/four #1.md", "+++\ntitle = \"Four\"\nstarted = 2024-01-02\ndraft = true\n+++\nText.\n"),
    ]);
    let built = kb.build_with(&["--drafts"]);
    assert!(!built.get("incidents/2024.js").contains(['<', '\u{2028}']), "{}", built.get("incidents/2024.js"));
    let rows = |dom: &str| {
        let list = between(dom, "<ol class=\"rows", "</ol>").split_once('>').expect("a tag").1.to_owned();
        list.split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><").replace(" </h2>", "</h2>")
    };
    let (server, _) = open(&kb.path("public/incidents/2024.html"));
    let (script, console) = open_with(&kb.path("public").join(PAGE), "?year=2024");
    assert_eq!(console, "");
    assert_eq!(results(&script), "4 of 4 incidents");
    assert_eq!(rows(&script), rows(&server));
}

/// Puts a script into the built page, opens it, and returns what the script left as the document's title. The console is silent.
fn driven(kb: &Kb, query: &str, script: &str) -> Vec<String> {
    let (said, console) = driven_aloud(kb, query, script);
    assert_eq!(console, "");
    said
}

/// The same with what the console said.
fn driven_aloud(kb: &Kb, query: &str, script: &str) -> (Vec<String>, String) {
    let page = kb.path("public").join(PAGE);
    let html = std::fs::read_to_string(&page).expect("the page");
    kb.edit("public/incidents/drive.js", format!("addEventListener('load', async () => {{\n{DRIVE}{script}\n}});\n"));
    let html = html.replace("</head>", "<script defer src=\"drive.js\"></script></head>");
    std::fs::write(&page, html).expect("writable");
    let (dom, console) = open_with(&page, query);
    (text(between(&dom, "<title>", "</title>")).split('|').map(|said| said.trim().to_owned()).collect(), console)
}

const DRIVE: &str = r#"
document.querySelector('.filters').open = true;
for (const folded of document.querySelectorAll('[aria-expanded="false"]')) folded.click();
const wait = () => new Promise((done) => setTimeout(done, 50));
const said = [];
const box = (name) => [...document.querySelectorAll('.filter-value')].find((label) => label.textContent.includes(name)).querySelector('input');
const button = (name, within = '.filterable') => [...document.querySelectorAll(`${within} button`)].find((button) => button.textContent.includes(name));
const rows = () => document.querySelectorAll('.rows > li').length;
const note = (...words) => { said.push(words.join(' ')); document.title = said.join(' | '); };
const where = () => location.search || 'nothing';
const focus = () => document.activeElement.textContent.trim() || document.activeElement.type;
"#;

#[test]
fn choices_are_steps_that_the_reader_can_go_back() {
    let kb = site(&incidents(60));
    kb.build();
    let said = driven(
        &kb,
        "",
        r#"
        box('checkout').focus();
        box('checkout').click(); await wait(); note(where(), focus());
        box('sev1').click(); await wait(); note(where());
        history.back(); await wait(); note(where(), box('sev1').checked, box('checkout').checked);
        history.back(); await wait(); note(where(), box('checkout').checked, rows());
        history.forward(); await wait(); note(where(), box('checkout').checked);
        box('sev2').click(); button('Service: checkout').focus(); button('Service: checkout').click(); await wait(); note(where(), focus());
        button('Severity: sev2').focus(); button('Severity: sev2').click(); await wait(); note(where(), focus());
        "#,
    );
    assert_eq!(
        said,
        [
            "?service=checkout checkbox",
            "?service=checkout&amp;severity=sev1",
            "?service=checkout false true",
            "nothing false 60",
            "?service=checkout true",
            "?severity=sev2 Severity: sev2",
            "nothing 60 incidents, newest first.",
        ]
    );
}

#[test]
fn a_long_result_is_shown_a_hundred_at_a_time() {
    let kb = site(&incidents(300));
    kb.build();
    let said = driven(
        &kb,
        "?kind=incident",
        r#"
        note(rows(), button('Show ', '.more').textContent);
        const next = document.querySelectorAll('.rows > li').length;
        button('Show ', '.more').click(); await wait();
        const link = document.querySelectorAll('.rows > li')[next].querySelector('a');
        note(rows(), button('Show ', '.more').textContent, document.activeElement === link);
        button('Show ', '.more').click(); await wait(); note(rows(), document.querySelector('.more').hidden);
        box('2023').click(); await wait(); note(rows(), document.querySelector('.results').textContent);
        "#,
    );
    assert_eq!(said, ["100 Show 100 more of 140", "200 Show the other 40 true", "240 true", "80 80 of 300 incidents"]);
}

#[test]
fn of_many_values_a_dozen_is_shown_and_the_others_are_found_by_name() {
    let kb = Kb::new();
    for number in 0..40 {
        let often = if number % 2 == 0 { ", \"Often\"" } else { "" };
        kb.edit(
            &format!("content/incidents/{number}.md"),
            format!("+++\ntitle = \"I {number}\"\nstarted = 2024-01-01\nservices = [\"Café {number:02}\"{often}]\n+++\nText.\n"),
        );
    }
    kb.build();
    let said = driven(
        &kb,
        "?service=cafe-07",
        r#"
        note(document.querySelector('.filter-notices').textContent);
        const group = document.querySelector('.filter-group');
        const names = () => [...group.querySelectorAll('.filter-value')].map((label) => label.textContent.trim());
        const find = group.querySelector('[type="search"]');
        note(names().length, names()[0], group.querySelector('[role="status"]').textContent);
        find.focus(); find.value = 'cafe 3'; find.dispatchEvent(new Event('input')); await wait();
        note(names().length, names()[0], names()[9]);
        box('Café 33').click(); await wait(); note(where());
        find.value = 'nothing'; find.dispatchEvent(new Event('input')); await wait();
        note(names(), group.querySelector('[role="status"]').textContent, document.activeElement === find);
        "#,
    );
    assert_eq!(
        said,
        [
            "There is no service “cafe-07” among these incidents, so it was left out.",
            "12 Often 20 The most frequent 12 of 41",
            "10 Café 30 1 Café 39 1",
            "?service=caf%C3%A9-33",
            "Café 33 1 None is called that true",
        ]
    );
}

#[test]
fn a_year_that_cannot_be_read_is_said_and_the_list_stays() {
    let kb = site(&incidents(30));
    kb.build();
    kb.remove("public/incidents/2023.js");
    let (said, console) = driven_aloud(&kb, "?severity=sev1&team=desk", "await wait(); note(where());");
    assert_eq!(said, ["nothing"], "the address does not say what the page does not do");
    assert!(console.contains("incidents/2023.js") && console.lines().count() == 1, "{console}");
    let (dom, _) = open_with(&kb.path("public").join(PAGE), "?severity=sev1");
    let dom = live(&dom);
    assert!(text(&dom).contains("Not all incidents could be read, so nothing is filtered."), "{}", text(&dom));
    assert_eq!((titles(&dom).len(), results(&dom).as_str()), (30, "30 incidents, newest first."));
    kb.remove("public/incidents/vocabulary.js");
    let (dom, _) = open_with(&kb.path("public").join(PAGE), "?severity=sev1");
    let dom = live(&dom);
    assert!(text(&dom).contains("The filters could not be read."), "{}", text(&dom));
    assert!(!dom.contains("<fieldset") && titles(&dom).len() == 30);
}

#[test]
fn a_group_with_one_value_is_not_offered() {
    let kb = Kb::with(&[
        (
            "content/incidents/a.md",
            "+++\ntitle = \"A\"\nstarted = 2024-01-01\nservices = [\"x\"]\nteams = [\"t\"]\n+++\nText.\n",
        ),
        ("content/incidents/b.md", "+++\ntitle = \"B\"\nstarted = 2024-01-02\nservices = [\"y\"]\n+++\nText.\n"),
    ]);
    kb.edit("casebook.toml", "[[service]]\nid = \"unbroken\"\n");
    kb.build();
    let (dom, _) = open_with(&kb.path("public").join(PAGE), "?team=t");
    let dom = live(&dom);
    let offered: Vec<(String, String)> = counts(&dom).into_keys().collect();
    assert_eq!(offered, [("Service".into(), "x".into()), ("Service".into(), "y".into())]);
    assert_eq!(titles(&dom), ["A"], "an address may still ask for it");
}
