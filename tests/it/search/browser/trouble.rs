//! What goes wrong between a reader and a host: a slow line, answers out of order, files that are missing, a site published anew.

use serde_json::{Value, json};

use crate::search::browser::{FOUND, OFFERED, SAID, TITLES, ask, shards, site};
use crate::session::{Browser, Manner, Server};

const NOTES: &str = "document.querySelector('.search-notes').innerText";
const PASSAGES: &str = "document.querySelectorAll('.search-found .row p:not(.small)').length";
const RETRY: &str = "document.querySelector('.search-notes button')";
const FIELD: &str = "document.querySelector('.search input')";

/// Waits until the server was asked for a file whose path ends so.
fn asked(server: &Server, browser: &mut Browser, end: &str) {
    browser.wait("0", |_| server.asked().iter().any(|path| path.ends_with(end)), end);
}

/// The part of the index with the word that is asked for, as the file that only its question reads.
fn part_of(server: &Server, browser: &mut Browser, question: &str) -> String {
    browser.open(&server.url(&format!("search.html?q={question}")));
    browser.wait(FOUND, |said| said != "", "an answer");
    let read = server.asked().into_iter().rev().find(|path| path.contains("/p") && path.starts_with("/search/"));
    read.expect("a part of the index is read").rsplit_once('/').map(|(_, file)| format!("/{file}")).unwrap_or_default()
}

#[test]
fn an_earlier_answer_never_replaces_a_later_one() {
    let kb = shards();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    let part = part_of(&server, &mut browser, "aardvark+");
    browser.open(&server.url("incidents/n1.html"));
    let before = server.asked().len();
    server.hold(Some(&part));
    ask(&mut browser, "aardvark ");
    browser.wait("0", |_| server.asked()[before..].iter().any(|path| path.ends_with(&part)), &part);
    browser.eval("document.querySelector('[role=combobox]').select()");
    browser.type_text("zebra ");
    browser.until(SAID, "480 results");
    let shown = browser.eval(OFFERED);

    // The first answer goes its whole way: after its part of the index it reads its titles.
    let files = server.asked().len();
    server.hold(None);
    browser.wait("0", |_| server.asked().len() > files, "the titles of the first answer");
    let arrived = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/search/')).every(entry => entry.responseEnd)";
    browser.until(arrived, true);
    browser.eval("(async () => { for (let i = 0; i < 10; i += 1) await new Promise(requestAnimationFrame); })()");
    assert_eq!((browser.eval(SAID), browser.eval(OFFERED)), (json!("480 results"), shown));
}

#[test]
fn a_part_that_is_missing_is_said_and_can_be_tried_again() {
    let kb = shards();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    let part = part_of(&server, &mut browser, "aardvark+");
    server.lose(Some(&part));

    browser.open(&server.url("search.html?q=aardvark+"));
    browser.until(FOUND, "A part of the index could not be loaded");
    browser.until(NOTES, "Retry Every page is in the lists");
    browser.until(
        "document.querySelector('[role=status]').textContent",
        "A part of the index could not be loaded. Retry Every page is in the lists",
    );
    browser.click(RETRY);
    browser.until(FOUND, "A part of the index could not be loaded");
    browser.eval(&format!("{FIELD}.select()"));
    browser.type_text("zebra ");
    browser.until(FOUND, "480 results");
    browser.until(NOTES, "");
    browser.eval(&format!("{FIELD}.select()"));
    browser.type_text("aardvark ");
    browser.until(FOUND, "A part of the index could not be loaded");
    server.lose(None);
    browser.click(RETRY);
    browser.until(FOUND, "30 results");
    browser.until(NOTES, "");
    browser.until(&format!("{TITLES}.length"), 20);

    // More are shown below those that are there.
    browser.eval("document.querySelector('.more button').focus()");
    browser.press("Enter");
    browser.until(&format!("{TITLES}.length"), 30);
    assert_eq!(
        browser.eval(
            "document.activeElement.textContent === document.querySelectorAll('.search-found h2')[20].textContent"
        ),
        true
    );

    for file in ["/search-engine.js", "/manifest.js"] {
        server.lose(Some(file));
        browser.open(&server.url("incidents/n1.html"));
        ask(&mut browser, "aardvark ");
        let said = browser.wait(SAID, |said| said != "", "words");
        let words =
            ["The search could not be loaded, or scripts are blocked here", "A part of the index could not be loaded"];
        assert_eq!(said, Value::from(words[usize::from(file == "/manifest.js")]));
        server.lose(None);
        browser.click(RETRY);
        browser.until(SAID, "30 results");
    }
}

#[test]
fn a_site_that_was_published_anew_says_so() {
    let (old, new) = (shards(), site());
    new.build();
    let server = Server::start(&old.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/n1.html"));
    ask(&mut browser, "zebra ");
    browser.until(SAID, "480 results");
    server.republish(&new.path("public"));
    browser.eval("document.querySelector('[role=combobox]').select()");
    browser.type_text("aardvark ");
    browser.until(SAID, "The site was republished while you were reading");
    browser.until(NOTES, "Reload Every page is in the lists");

    // The search page reads passages as well, which are not there any more either.
    server.republish(&old.path("public"));
    browser.open(&server.url("search.html?q=zebra+"));
    browser.until(FOUND, "480 results");
    server.republish(&new.path("public"));
    browser.eval(&format!("{FIELD}.select()"));
    browser.type_text("midnight ");
    // Where a passage met the new index first, the question is answered from it at once.
    let answers = ["1 result", "The site was republished while you were reading"].map(Value::from);
    browser.wait(FOUND, |said| answers.contains(said), "an answer or a word about it");
    // Asked again, it is answered from the new index either way.
    browser.eval(&format!("{FIELD}.select()"));
    browser.type_text("midnight ");
    browser.until(TITLES, json!(["The certificate nobody renewed"]));
    let errors: Vec<String> = browser.console().into_iter().filter(|line| !line.contains("404 (Not Found)")).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn over_a_slow_line_titles_come_before_passages() {
    let kb = shards();
    let server = Server::start(&kb.path("public"), Manner { slow: true, ..Manner::default() });
    let mut browser = Browser::start();
    browser.open(&server.url("search.html"));
    server.hold(Some(".html"));
    browser.eval(&format!("{FIELD}.focus()"));
    let start = std::time::Instant::now();
    browser.type_text("aardvark");
    browser.until(FOUND, "30 results");
    let waited = start.elapsed();
    assert!(waited.as_secs() < 8, "the first results took {waited:?}");
    browser.until(&format!("{TITLES}.length"), 20);
    asked(&server, &mut browser, "/n0.html");
    assert_eq!(browser.eval(PASSAGES), 0);
    server.hold(None);
    browser.wait(PASSAGES, |count| count.as_u64() > Some(3), "passages");
    browser.until("document.querySelector('.search-found .row p mark').textContent", "aardvark");
}
