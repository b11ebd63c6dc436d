//! Hosts and browsers of every kind: a folder on disk, a path below, a strict policy, no script, no decompression, a slow line.

use serde_json::json;

use crate::kit::Kb;
use crate::search::browser::{FOUND, OFFERED, TITLES, ask, elsewhere, site, titles};
use crate::session::{Browser, Manner, Server};

/// Dialog and page answer below `base`, and nothing complains.
pub(crate) fn answers(browser: &mut Browser, kb: &Kb, base: &str) {
    browser.open(&format!("{base}incidents/queue.html"));
    ask(browser, "certificate ");
    browser.until(OFFERED, titles(kb, "certificate "));
    browser.press("ArrowDown");
    browser.press("Enter");
    browser.arrive(&format!("{base}incidents/midnight.html"));
    ask(browser, "certificate");
    browser.press("Enter");
    browser.until(TITLES, titles(kb, "certificate"));
    browser.until("document.querySelectorAll('.search-found .row p:not(.small)').length", 3);
    browser.click("document.querySelector('.search-found input[name=service][value=checkout]')");
    browser.until(FOUND, "2 results");
    browser.until(TITLES, titles(kb, "certificate service:checkout"));
    assert_eq!(browser.console(), Vec::<String>::new(), "{base}");
}

#[test]
fn a_folder_on_disk_is_searched() {
    let kb = site();
    kb.build();
    answers(&mut Browser::start(), &kb, &format!("file://{}/", kb.path("public").display()));
}

#[test]
fn a_site_below_a_path_is_searched() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner { below: "team/casebook/", ..Manner::default() });
    let mut browser = Browser::start();
    answers(&mut browser, &kb, &server.url(""));
    let beside = elsewhere(&mut browser, &server);
    assert!(beside.iter().all(|url| url.ends_with("/favicon.ico")), "{beside:?}");
}

#[test]
fn the_strictest_policy_of_a_host_is_kept() {
    let kb = site();
    kb.build();
    let headers = &["content-security-policy: default-src 'self'", "x-content-type-options: nosniff"];
    let server = Server::start(&kb.path("public"), Manner { headers, ..Manner::default() });
    let mut browser = Browser::start();
    browser
        .before_scripts("addEventListener('securitypolicyviolation', event => console.error(event.violatedDirective))");
    answers(&mut browser, &kb, &server.url(""));
}

#[test]
fn a_browser_that_cannot_decompress_is_given_results() {
    let kb = site();
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.before_scripts("delete self.DecompressionStream");
    answers(&mut browser, &kb, &server.url(""));
    assert_eq!(browser.eval("typeof DecompressionStream"), "undefined");
}

#[test]
fn without_script_the_box_leads_to_lists_of_everything() {
    let kb = site();
    for letter in 'a'..='j' {
        kb.edit(&format!("content/glossary/{letter}.md"), format!("# {letter}-word\n\nA word.\n"));
    }
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.block_scripts();
    browser.open(&server.url("incidents/queue.html"));
    browser.eval("document.querySelector('.search input').focus()");
    browser.type_text("certificate");
    assert_eq!(browser.eval("document.querySelector('dialog')"), json!(null));
    browser.press("Enter");
    browser.arrive(&server.url("search.html?q=certificate"));
    let said = "Searching needs a script. Without one, this is the way to everything.";
    browser.until("document.querySelector('noscript').innerText", said);
    let links = "[...document.querySelectorAll('.search-browse section')].filter(e => e.checkVisibility()).map(section => \
                 [section.querySelector('h2'), ...section.querySelectorAll('a')].map(e => e.textContent).join(' '))";
    let wanted = [
        "Everything by year 2024 2023",
        "By word, A to Z A B C D E F G H I J L",
        "Lists Incidents Services Contributing factors Words of the glossary Teams Severities",
    ];
    assert_eq!(browser.eval(links), json!(wanted));
    assert_eq!(browser.eval("document.querySelector('.search-found').checkVisibility()"), false);
}
