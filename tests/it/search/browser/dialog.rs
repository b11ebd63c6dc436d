//! The dialog: results while typing, keys, what a screen reader hears, questions of before, ways on from nothing.

use serde_json::json;

use crate::search::browser::{ACTIVE, OFFERED, OPEN, SAID, SIDEWAYS, ask, close, elsewhere, site, titles};
use crate::session::{Browser, Manner, Server};

/// Notes every question that the page asks its engine, in `questions`.
const LISTEN: &str = "self.questions = []; let make; Object.defineProperty(self, 'casebookSearch', { \
    set(real) { make = (...given) => { const engine = real(...given); const { search } = engine; \
    engine.search = (text, more) => { questions.push(text); return search(text, more); }; return engine; }; }, \
    get: () => make });";
/// Where the links below the dialog's results lead, and what they say.
const WAYS: &str = "[...document.querySelectorAll('.search-notes a')].map(a => [a.textContent, a.search])";
const NOTES: &str = "document.querySelector('.search-notes').innerText";
const HEARD: &str = "document.querySelector('.search-dialog [role=status]').textContent";
const FOCUS: &str = "document.activeElement.id || document.activeElement.tagName";

#[test]
fn results_come_while_typing_and_a_burst_of_keys_is_one_question() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.before_scripts(LISTEN);
    browser.open(&server.url("incidents/midnight.html"));
    assert!(!server.asked().iter().any(|path| path.contains("engine")), "nothing is read before a reader asks");

    ask(&mut browser, "certif");
    browser.until(OFFERED, titles(&kb, "certif"));
    browser.type_text("icate filled");
    browser.until(OFFERED, titles(&kb, "certificate filled"));
    browser.until(SAID, "1 with all of these words, 2 with some");
    let marks = "[...document.querySelectorAll('.search-dialog b mark')].map(e => e.textContent)";
    browser.until(marks, json!(["filled", "certificate"]));

    browser.eval("questions.length = 0");
    let burst = "for (const text of ['q', 'qu', 'que', 'queu', 'queue']) { const input = document.querySelector('[role=combobox]'); \
                 input.value = text; input.dispatchEvent(new Event('input')); }";
    browser.eval(burst);
    browser.until(OFFERED, json!(["A queue <b>that</b> filled"]));
    browser.until("questions", json!(["queue"]));

    // What was read once is not read again.
    let index =
        |server: &Server| server.asked().into_iter().filter(|path| path.contains("search/")).collect::<Vec<_>>();
    let before = index(&server);
    browser.eval("document.querySelector('[role=combobox]').select()");
    browser.type_text("certif");
    browser.until(OFFERED, titles(&kb, "certif"));
    assert_eq!(index(&server), before);
    assert_eq!(browser.console(), Vec::<String>::new());
    assert_eq!(elsewhere(&mut browser, &server), Vec::<String>::new());
}

#[test]
fn a_pointer_opens_follows_and_closes() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/queue.html"));
    let field = "document.querySelector('.site-header .search input')";
    browser.click(field);
    browser.until(OPEN, true);
    browser.click_at(20.0, 600.0);
    browser.until(OPEN, false);
    browser.press("/");
    browser.until(OPEN, true);
    browser.click("document.querySelector('.search-close')");
    browser.until(OPEN, false);

    // The focus is in the box again. It opens nothing by itself, but a letter does, as the first one in the dialog.
    browser.until("getSelection().anchorNode.nodeName", "FORM");
    assert_eq!(
        (browser.eval(OPEN), browser.eval(&format!("document.activeElement === {field}"))),
        (json!(false), json!(true))
    );
    browser.type_text("resolver");
    browser.until("document.querySelector('[role=combobox]').value", "resolver");
    browser.until(OFFERED, titles(&kb, "resolver"));
    browser.click("document.querySelector('[role=option]')");
    browser.arrive(&server.url("incidents/resolver.html"));
}

#[test]
fn the_keyboard_alone_opens_chooses_follows_and_closes() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    let page = server.url("incidents/queue.html");
    browser.open(&page);
    browser.eval("const link = document.querySelector('.site-header a'); link.id = 'before'; link.focus()");

    for keys in ["/", "Control+k"] {
        browser.press(keys);
        browser.until(OPEN, true);
        assert_eq!(browser.eval("document.activeElement.getAttribute('role')"), "combobox", "{keys}");
        browser.press("Escape");
        browser.until(OPEN, false);
        browser.until(FOCUS, "before");
    }

    browser.eval("document.body.insertAdjacentHTML('beforeend', '<textarea id=other></textarea>'); other.focus()");
    browser.press("/");
    browser.press("Control+k");
    browser.press("a");
    assert_eq!((browser.eval("other.value"), browser.eval(OPEN)), (json!("/a"), json!(false)));
    browser.eval("before.focus()");

    let found = titles(&kb, "certificate ");
    ask(&mut browser, "certificate ");
    browser.until(OFFERED, found.clone());
    assert_eq!(browser.eval(ACTIVE), json!(null));
    let down = [Some(&found[0]), Some(&found[1]), Some(&found[2]), None, Some(&found[0])];
    for wanted in down {
        browser.press("ArrowDown");
        assert_eq!(browser.eval(ACTIVE), json!(wanted));
    }
    for wanted in [None, Some(&found[2]), Some(&found[1])] {
        browser.press("ArrowUp");
        assert_eq!(browser.eval(ACTIVE), json!(wanted));
    }
    assert_eq!(
        browser.eval("document.querySelector('[role=combobox]').value"),
        "certificate ",
        "the arrows change no text"
    );
    let target = browser.eval("document.querySelector('[aria-selected=true]').href");
    browser.press("Enter");
    browser.arrive(target.as_str().expect("an address"));
    assert!(browser.eval("document.title").as_str().is_some_and(|title| title.starts_with(&found[1])));

    // Enter without a choice leads to all results.
    ask(&mut browser, "certificate");
    browser.press("Enter");
    browser.arrive(&server.url("search.html?q=certificate"));
}

#[test]
fn the_slash_can_be_given_back_to_the_browser() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/queue.html"));
    browser.press("/");
    browser.wait(OFFERED, |offered| offered[0].is_string(), "something to begin with");
    browser.click("document.querySelector('.search-foot input')");
    close(&mut browser);
    browser.reload();
    browser.press("/");
    assert_eq!(browser.eval(OPEN), false);
    browser.press("Control+k");
    assert_eq!(browser.eval(OPEN), true);
}

#[test]
fn a_screen_reader_hears_names_roles_places_and_how_many() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/queue.html"));
    ask(&mut browser, "certificate ");
    browser.until(HEARD, "3 results. ");
    browser.press("ArrowDown");
    browser.press("ArrowDown");
    browser.until("document.querySelectorAll('.search-said mark').length", 3);
    let wanted = "\
RootWebArea “A queue <b>that</b> filled · Tills” focused=true
  dialog “Search”
    search
      combobox “Search” focused=true expanded=true
        “certificate”
      button “Close”
    paragraph
      “3 results”
    status live=polite
      “3 results.”
    listbox “Results”
      option “The certificate nobody renewed sev1 2 May 2024 The handshake of the tills failed, for the certificate had expired.” selected=false
        mark
        time
        mark
      option “The resolver slept sev2 9 August 2024 Every check of a certificate waited for the resolver.” selected=true
        time
        mark
      option “A queue <b>that</b> filled sev2 1 March 2023 The queue filled while a certificate was renewed.” selected=false
        time
        mark
    link “All results”
    “↑”
    “↓”
    “choose,”
    “Enter”
    “opens,”
    “Esc”
    “closes”
    LabelText
      checkbox “/ opens this” checked=true
      “/”
      “opens this”";
    assert_eq!(browser.outline(), wanted);
    let active = "document.getElementById(document.querySelector('[role=combobox]').getAttribute('aria-activedescendant')) \
                  === document.querySelector('[aria-selected=true]')";
    assert_eq!(browser.eval(active), true);
    let controls =
        "document.getElementById(document.querySelector('[role=combobox]').getAttribute('aria-controls')).role";
    assert_eq!(browser.eval(controls), "listbox");
    assert_eq!(browser.axe(), Vec::<String>::new());

    browser.type_text("xylophone ");
    browser.until(HEARD, "3 results. Nothing here says “xylophone”");
    browser.eval("document.querySelector('[role=combobox]').select()");
    browser.type_text("xylophone ");
    browser.until(HEARD, "Nothing found. Nothing here says “xylophone”");
    let state =
        "[document.querySelector('[role=combobox]').ariaExpanded, document.querySelector('[role=listbox]').hidden]";
    assert_eq!(browser.eval(state), json!(["false", true]));
    browser.narrow_and_dark();
    assert_eq!(browser.axe(), Vec::<String>::new());
    browser.eval("document.querySelector('[role=combobox]').select()");
    browser.type_text("certificate ");
    browser.until(OFFERED, titles(&kb, "certificate "));
    browser.press("ArrowDown");
    assert_eq!(browser.axe(), Vec::<String>::new());
    assert_eq!(browser.eval(SIDEWAYS), false);
}

#[test]
fn what_was_asked_before_is_offered_and_can_be_forgotten() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/queue.html"));
    for (question, page) in [("resolver", "resolver"), ("queue", "queue"), ("resolver", "resolver")] {
        ask(&mut browser, question);
        browser.until(OFFERED, titles(&kb, question));
        browser.press("ArrowDown");
        browser.press("Enter");
        browser.arrive(&server.url(&format!("incidents/{page}.html")));
    }
    browser.press("/");
    let [forget, beginnings] = ["Forget what was asked before", "Lease"];
    let offered =
        ["resolver", "queue", "The resolver slept", "A queue <b>that</b> filled", forget, beginnings, "retry storm"];
    browser.until(OFFERED, json!(offered));
    browser.press("ArrowDown");
    browser.press("ArrowDown");
    browser.press("Enter");
    browser.arrive(&server.url("search.html?q=queue"));

    browser.open(&server.url("incidents/queue.html"));
    browser.press("/");
    browser.wait(OFFERED, |offered| offered[2].is_string(), "three lines");
    browser.click("[...document.querySelectorAll('[role=option]')].find(e => e.textContent.startsWith('Forget'))");
    browser.until(OFFERED, json!([beginnings, "retry storm"]));
    browser.reload();
    browser.press("/");
    browser.until(OPEN, true);
    browser.type_text("queue");
    browser.wait(OFFERED, |offered| offered[0].is_string(), "a result");
    browser.eval("document.querySelector('[role=combobox]').select()");
    browser.press("Backspace");
    browser.until(OFFERED, json!(["A queue <b>that</b> filled", forget, beginnings, "retry storm"]));
    assert_eq!(elsewhere(&mut browser, &server), Vec::<String>::new());
}

#[test]
fn from_nothing_there_are_ways_on() {
    let kb = site();
    kb.edit("content/glossary/lease.md", "---\ntitle: Lease\naliases: [constructor]\n---\nA promise.\n");
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/queue.html"));

    ask(&mut browser, "Cirtifikat ");
    browser.until(SAID, "Nothing found");
    browser.until(NOTES, "Nothing here says “Cirtifikat”; near it: certificate");
    browser.until(WAYS, json!([["certificate", "?q=certificate+"]]));
    close(&mut browser);

    ask(&mut browser, "certifikat ");
    browser.until(SAID, "3 results");
    browser.until(NOTES, "Nothing here says “certifikat”; showing certificate");
    close(&mut browser);

    ask(&mut browser, "xylophone zither ");
    browser.until(SAID, "Nothing found");
    browser.until(WAYS, json!([["without xylophone", "?q=+zither+"], ["without zither", "?q=xylophone++"]]));
    close(&mut browser);

    ask(&mut browser, "\"tills handshake\"");
    browser.until(NOTES, "Nothing has the quoted words side by side; these have them apart");
    browser.until(OFFERED, json!(["The certificate nobody renewed"]));
    close(&mut browser);

    // A correction changes the word itself, not the first text that looks like it.
    ask(&mut browser, "midnight midnigh ");
    browser.until(SAID, "1 result");
    browser.until(WAYS, json!([["midnight", "?q=midnight+midnight+"]]));
    close(&mut browser);

    ask(&mut browser, "constructor ");
    browser.until(NOTES, "Also searched: Lease (same as constructor)");
    close(&mut browser);

    ask(&mut browser, "midnight service:mail ");
    browser.until(SAID, "Nothing found");
    browser.until(WAYS, json!([["The same without filters", "?q=midnight"]]));
}
