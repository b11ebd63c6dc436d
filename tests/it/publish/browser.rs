//! The site that nginx serves below a path, in a real Chromium: search, contents, copying, Markdown, and what is not there.

use std::collections::BTreeSet;

use serde_json::json;

use super::servers::{free_port, published};
use super::web_servers::{PASSWORD, WebServer, nginx_recipe};
use crate::kit::Kb;
use crate::search::browser::hosts::answers;
use crate::session::Browser;

/// The site that searches are tried on, and a write-up with code, published below `/reviews/`.
fn reviews(base: &str) -> Kb {
    let kb = crate::search::browser::site();
    let config = std::fs::read_to_string(kb.path("casebook.toml")).expect("a configuration");
    let target = format!("[publish.reviews]\ndirectory = \"www\"\naddress = \"{base}\"\ncompress = [\"gzip\"]\n");
    kb.edit("casebook.toml", config + &target);
    let night = "---\ntitle: A node slept\nstarted: 2023-05-02\nfactors: [no owner]\ntakeaways: [Look at the clock.]\n---\n\n\
                 It was late.\n\n## What broke\n\n```console\n$ wake node\n```\n\n## Afterwards\n\nWe slept.\n";
    kb.edit("content/incidents/2023/night.md", night);
    published(&kb, &[]);
    kb
}

#[test]
fn a_site_below_a_path_of_nginx_works_as_from_a_folder() {
    let port = free_port();
    let base = format!("http://127.0.0.1:{port}/reviews/");
    let kb = reviews(&base);
    let _nginx = WebServer::nginx(&kb, port, &nginx_recipe(&kb, port, "reviews"));
    let mut browser = Browser::start();
    browser.command("Network.setExtraHTTPHeaders", json!({ "headers": { PASSWORD.0: PASSWORD.1 } }));

    answers(&mut browser, &kb, &base);
    a_long_page_has_contents_and_code_that_can_be_copied(&mut browser, &base);
    a_page_is_markdown_for_whoever_asks(&mut browser);
    assert_eq!(browser.console(), Vec::<String>::new());
    what_is_not_there_is_said_at_any_depth(&mut browser, &base);

    let beside: BTreeSet<String> = browser.requests().into_iter().filter(|url| !url.starts_with(&base)).collect();
    assert_eq!(beside, BTreeSet::new());
}

fn a_long_page_has_contents_and_code_that_can_be_copied(browser: &mut Browser, base: &str) {
    browser.open(&format!("{base}incidents/2023/night.html"));
    let contents = "[...document.querySelectorAll('.contents a')].map(a => a.textContent)";
    assert_eq!(browser.eval(contents), json!(["What broke", "Afterwards", "What contributed", "What people learned"]));
    browser.click("document.querySelector('.contents a')");
    browser.until("document.querySelector(':target').textContent.trim()", "What broke");
    browser.eval("self.copied = []; navigator.clipboard.writeText = async (text) => copied.push(text)");
    browser.click("document.querySelector('.copy-code')");
    browser.until("copied", json!(["wake node"]));
}

/// The page was kept by the browser a moment ago, and is not what it takes for the twin.
fn a_page_is_markdown_for_whoever_asks(browser: &mut Browser) {
    let asked = "fetch(location.pathname, { headers: { Accept: 'text/markdown' } }).then(async (answer) => \
                 [answer.status, answer.headers.get('content-type'), (await answer.text()).includes('## What broke')])";
    assert_eq!(browser.eval(asked), json!([200, "text/markdown; charset=utf-8", true]));
}

/// Addresses of no page.
const MISSING: [&str; 2] = ["nothing.html", "incidents/2023/of/another/time.html"];

fn what_is_not_there_is_said_at_any_depth(browser: &mut Browser, base: &str) {
    for missing in MISSING {
        browser.open(&format!("{base}{missing}"));
        let status = "performance.getEntriesByType('navigation')[0].responseStatus";
        assert_eq!(browser.eval(status), 404, "{missing}");
        let styles = "[...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)";
        assert_eq!((browser.eval(styles), browser.eval("document.styleSheets.length > 0")), (json!(true), json!(true)));
        // Nothing but the page itself is missing.
        let is_page = |line: &String| MISSING.iter().any(|page| line.ends_with(&format!("{page}\"")));
        let others: Vec<String> = browser.console().into_iter().filter(|line| !is_page(line)).collect();
        assert_eq!(others, Vec::<String>::new(), "{missing}");
        browser.press("/");
        browser.until("document.querySelector('.search-dialog').open", true);
        browser.type_text("resolver");
        browser.wait("document.querySelectorAll('[role=option]').length", |count| *count == 1, "one result");
        browser.press("ArrowDown");
        browser.press("Enter");
        browser.arrive(&format!("{base}incidents/resolver.html"));
    }
}
