//! The search page: exact counts, filters in the address and the history, passages, what a screen reader hears.

use serde_json::{Value, json};

use crate::search::browser::{FOUND, SIDEWAYS, TITLES, elsewhere, site, titles};
use crate::search::engine;
use crate::session::{Browser, Manner, Server};

/// Group, value and count of every value that is offered, once all groups are open.
const COUNTS: &str = "(() => { for (const group of document.querySelectorAll('.search-group')) group.open = true; \
    return [...document.querySelectorAll('.search-found .filter-value:not([hidden]) input')] \
    .map(input => [input.name, input.value, +input.parentNode.lastElementChild.textContent]).sort(); })()";
const CHECKED: &str =
    "[...document.querySelectorAll('.search-found input:checked')].map(input => input.name + ' ' + input.value)";
const ASKED: &str = "document.querySelector('.search input').value";
const ADDRESS: &str = "location.search";

fn value(group: &str, id: &str) -> String {
    format!("document.querySelector('.search-found input[name={group}][value={id}]')")
}

/// The counts of the engine in the shape of [`COUNTS`], sorted as JavaScript does.
fn counted(answer: &Value) -> Value {
    let mut counts: Vec<Value> = Vec::new();
    for group in answer["facets"].as_array().expect("there are facets") {
        let values = group["values"].as_array().expect("a group has values").iter();
        counts.extend(values.map(|value| json!([group["key"], value["id"], value["count"]])));
    }
    counts.sort_by_key(|count| {
        format!("{},{},{}", count[0].as_str().unwrap_or(""), count[1].as_str().unwrap_or(""), count[2])
    });
    json!(counts)
}

#[test]
fn counts_are_exact_and_filters_are_steps_of_the_history() {
    let kb = site();
    kb.build();
    let queries = ["certificate ", "certificate service:checkout", "certificate service:checkout severity:sev2"];
    let wanted = engine(&kb, &queries.map(String::from));
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();

    browser.open(&server.url("search.html?q=certificate"));
    browser.until(COUNTS, counted(&wanted[0]));
    assert_eq!(browser.eval(FOUND), "3 results");
    browser.click(&value("service", "checkout"));
    browser.until(COUNTS, counted(&wanted[1]));
    browser.until(ADDRESS, "?q=certificate&service=checkout");
    browser.click(&value("severity", "sev2"));
    browser.until(COUNTS, counted(&wanted[2]));
    browser.until(TITLES, json!(["The resolver slept"]));

    browser.reload();
    browser.until(COUNTS, counted(&wanted[2]));
    assert_eq!(browser.eval(CHECKED), json!(["service checkout", "severity sev2"]));
    assert_eq!(browser.eval(ASKED), "certificate");

    browser.eval("history.back()");
    browser.until(CHECKED, json!(["service checkout"]));
    browser.until(COUNTS, counted(&wanted[1]));
    browser.until("document.querySelectorAll('.search-found .row p').length > 1", true);
    browser.click("document.querySelector('.search-found h2 a')");
    browser.until("document.title", "The certificate nobody renewed · Tills");
    browser.eval("history.back()");
    browser.until(TITLES, titles(&kb, queries[1]));
    assert_eq!((browser.eval(CHECKED), browser.eval(ASKED)), (json!(["service checkout"]), json!("certificate")));
    browser.until("document.activeElement.textContent", "The certificate nobody renewed");
    browser.eval("history.back()");
    browser.until(CHECKED, json!([]));
    browser.until(TITLES, titles(&kb, queries[0]));

    // What is typed changes the address in place; what is submitted is a step.
    browser.eval("document.querySelector('.search input').select()");
    browser.type_text("resolver");
    browser.until(ADDRESS, "?q=resolver");
    browser.until(TITLES, json!(["The resolver slept"]));
    browser.press("Enter");
    browser.eval("document.querySelector('.search input').select()");
    browser.type_text("queue");
    browser.until(TITLES, json!(["A queue <b>that</b> filled"]));
    browser.press("Enter");
    browser.eval("history.back()");
    browser.until(ASKED, "resolver");
    browser.until(TITLES, json!(["The resolver slept"]));
    assert_eq!(browser.console(), Vec::<String>::new());
    assert_eq!(elsewhere(&mut browser, &server), Vec::<String>::new());
}

#[test]
fn a_chosen_filter_is_named_and_can_be_taken_away() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("search.html?q=certificate&service=mail&severity=sev1"));
    browser.until(FOUND, "Nothing found");
    let chips = "[...document.querySelectorAll('.chips button')].map(e => e.ariaLabel)";
    assert_eq!(browser.eval(chips), json!(["mail, take away", "sev1, take away"]));
    assert_eq!(
        browser.eval("[...document.querySelectorAll('.search-notes a')].map(a => [a.textContent, a.search])"),
        json!([["The same without filters", "?q=certificate"]])
    );
    browser.click("document.querySelector('.chips button')");
    browser.until(ADDRESS, "?q=certificate&severity=sev1");
    browser.until(TITLES, json!(["The certificate nobody renewed"]));
    browser.until(chips, json!(["sev1, take away"]));
    assert_ne!(browser.eval("document.activeElement.tagName"), "BODY", "the focus is not lost");

    // So is one that the panel does not offer.
    browser.open(&server.url("search.html?q=certificate&service=mail&team=nobody"));
    browser.until(FOUND, "2 results");
    browser.until(chips, json!(["mail, take away", "team:nobody, take away"]));
    assert_eq!(
        browser.eval("document.querySelector('.search-notes').innerText"),
        "“team:nobody” names nothing here, so it filters nothing"
    );
    browser.click("document.querySelectorAll('.chips button')[1]");
    browser.until(ADDRESS, "?q=certificate&service=mail");
    browser.until(chips, json!(["mail, take away"]));
    browser.eval("history.back()");
    browser.until(chips, json!(["mail, take away", "team:nobody, take away"]));

    // Filters without a question are one.
    browser.open(&server.url("search.html?service=mail"));
    browser.until(TITLES, titles(&kb, "service:mail"));
}

#[test]
fn passages_have_the_words_marked_and_lead_to_their_section() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("search.html?q=certificate+handshake&service=checkout"));
    let row = "(() => { const [row] = document.querySelectorAll('.search-found .row'); const p = row.querySelector('p'); \
               const a = row.querySelector('.small a'); return p && [row.querySelector('h2').textContent, p.innerHTML, \
               a && a.textContent, a && a.getAttribute('href')]; })()";
    let wanted = json!([
        "The certificate nobody renewed",
        "The <mark>handshake</mark> of the tills failed, for the <mark>certificate</mark> had expired.",
        "What broke",
        "incidents/midnight.html#what-broke"
    ]);
    browser.until(row, wanted);
    browser.click("document.querySelector('.search-found .row .small a')");
    browser.until("document.querySelector(':target').textContent.trim()", "What broke");

    // A file can read no other, so summaries stand in.
    browser.open(&format!("file://{}?q=certificate&service=mail", kb.path("public/search.html").display()));
    let rows = "[...document.querySelectorAll('.search-found .row')].map(row => [row.querySelector('h2').textContent, \
                (row.querySelector('p') || row).textContent])";
    browser.until(
        rows,
        json!([["The resolver slept", "Names were slow."], ["A queue <b>that</b> filled", "Mail waited."]]),
    );
    assert_eq!(browser.eval("document.querySelectorAll('.search-found b').length"), 0, "a title is text");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn a_screen_reader_hears_results_and_filters() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("search.html?q=certificate&service=mail"));
    browser.until("document.querySelectorAll('.search-found .row p').length", 2);
    browser.until("document.querySelector('[role=status]').textContent", "2 results. ");
    browser.until(&format!("{COUNTS}.every(count => count[2])"), true);
    assert_eq!(browser.axe(), Vec::<String>::new());
    let outline = browser.outline();
    let seen: Vec<&str> = outline
        .lines()
        .map(str::trim)
        .filter(|line| {
            ["checkbox", "heading", "searchbox", "DisclosureTriangle", "button", "status"]
                .iter()
                .any(|role| line.starts_with(role))
        })
        .collect();
    let wanted = [
        "button “Colours: as this device”",
        "heading “Search”",
        "searchbox “Search”",
        "button “Search”",
        "DisclosureTriangle “Ways to ask” expanded=false",
        "DisclosureTriangle “Filter” expanded=true",
        "DisclosureTriangle “Kind” expanded=true",
        "checkbox “Incident 2” checked=false",
        "DisclosureTriangle “Service” expanded=true",
        "checkbox “checkout 2” checked=false",
        "checkbox “mail 2” checked=true",
        "DisclosureTriangle “Severity” expanded=true",
        "checkbox “sev2 2” checked=false",
        "DisclosureTriangle “Year” expanded=true",
        "checkbox “2024 1” checked=false",
        "checkbox “2023 1” checked=false",
        "DisclosureTriangle “Contributing factor” expanded=true",
        "checkbox “no owner 1” checked=false",
        "checkbox “retry storm 2” checked=false",
        "DisclosureTriangle “Team” expanded=true",
        "checkbox “desk 1” checked=false",
        "checkbox “post 2” checked=false",
        "DisclosureTriangle “Found by” expanded=true",
        "checkbox “An alert 2” checked=false",
        "status live=polite",
        "checkbox “Newest first” checked=false",
        "button “mail, take away”",
        "heading “The resolver slept”",
        "heading “A queue <b>that</b> filled”",
    ];
    assert_eq!(seen, wanted);

    browser.press("/");
    assert_eq!(
        browser.eval("document.activeElement.name"),
        "q",
        "the key leads to the box, for there is no dialog here"
    );
    browser.narrow_and_dark();
    assert_eq!(browser.axe(), Vec::<String>::new());
    assert_eq!(browser.eval(SIDEWAYS), false);
}
