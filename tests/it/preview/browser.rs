//! The preview in a real browser: what is saved shows by itself, and what a writer was looking at, had opened or was typing stays.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::kit::Kb;
use crate::session::Browser;

/// `casebook serve` on a site of its own. It ends with the value.
struct Serving {
    kb: Kb,
    child: Child,
    url: String,
}

impl Serving {
    fn start(kb: Kb) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
        let mut child = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(["serve", "--port", &port.to_string()])
            .current_dir(kb.path(""))
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let lines = BufReader::new(child.stdout.take().expect("the output is piped")).lines();
        let line = lines.map_while(Result::ok).find(|line| line.contains("http://")).expect("it says where it serves");
        let url = line.split_whitespace().find(|word| word.starts_with("http://")).expect("an address").to_owned();
        Self { kb, child, url }
    }

    fn url(&self, page: &str) -> String {
        format!("{}/{page}", self.url.trim_end_matches('/'))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // One that ended by itself cannot be killed; the test says what it missed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const PAGE: &str = "incidents/2024-01-02-lease.html";
const FILE: &str = "content/incidents/2024-01-02-lease.md";
const OVERLAY: &str = "(o => o && !o.hidden ? o.textContent : '')(document.querySelector('[data-casebook-preview]').shadowRoot.querySelector('.overlay'))";
const PANEL: &str = "document.querySelector('[data-casebook-preview]').shadowRoot.querySelector('.panel')";

fn story(first: &str) -> String {
    let paragraphs: Vec<String> = (1..=40)
        .map(|number| format!("Paragraph {number} tells a little of what went on that day, and no more."))
        .collect();
    format!("---\nid: INC-1\ntitle: The lease\n---\n\n{first}\n\n{}\n", paragraphs.join("\n\n"))
}

fn opened(first: &str) -> (Serving, Browser) {
    let serving = Serving::start(Kb::with(&[
        (FILE, &story(first)),
        ("content/incidents/2024-02-03-pump.md", "---\nid: INC-2\ntitle: The pump\n---\n\nIt stood still.\n"),
        ("content/glossary/herd.md", "---\ntitle: Herd\n---\nMany at once.\n"),
        ("casebook.toml", "[preview]\neditor = \"vscode\"\n"),
    ]));
    let mut browser = Browser::start();
    browser.open(&serving.url(PAGE));
    browser.eval("self.marker = 'still here'");
    (serving, browser)
}

#[test]
fn an_edit_shows_by_itself_and_what_is_in_view_stays_in_view() {
    let (serving, mut browser) = opened("Nobody renewed it.");
    browser.eval(
        "self.target = [...document.querySelectorAll('.prose p')].find(p => p.textContent.startsWith('Paragraph 20 ')); \
         target.scrollIntoView({ block: 'start', behavior: 'instant' }); document.querySelector('.search input').focus({ preventScroll: true }); \
         document.querySelector('.search input').value = 'half typed'; self.at = target.getBoundingClientRect().top",
    );
    serving.kb.edit(FILE, story("Nobody renewed it.\n\nA paragraph that was not there before.\n\nAnd another one."));
    browser.until("document.querySelector('.prose').textContent.includes('not there before')", true);
    browser.until("Math.abs(target.getBoundingClientRect().top - at) < 2", true);
    let state = "[marker, target.isConnected, document.activeElement.name, document.activeElement.value]";
    assert_eq!(browser.eval(state), json!(["still here", true, "q", "half typed"]));
}

#[test]
fn a_mistake_is_told_over_the_last_good_page_and_goes_when_it_is_mended() {
    let (serving, mut browser) = opened("Nobody renewed it.");
    serving.kb.edit(FILE, "---\nid: [INC-1\ntitle: The lease\n---\n\nNobody renewed it.\n");
    browser.wait(OVERLAY, |told| told.as_str().is_some_and(|told| told.contains("2024-01-02-lease.md:")), "the place");
    let link =
        format!("{}.querySelector('.overlay a').href", "document.querySelector('[data-casebook-preview]').shadowRoot");
    browser.wait(&link, |href| href.as_str().is_some_and(|href| href.starts_with("vscode://file/")), "an editor");
    assert_eq!(browser.eval("document.querySelector('h1').textContent"), "The lease");
    serving.kb.edit(FILE, story("Somebody renewed it."));
    browser.until(OVERLAY, "");
    browser.until("document.querySelector('.prose').textContent.includes('Somebody renewed')", true);
    assert_eq!(browser.eval("marker"), "still here");
}

#[test]
fn a_style_of_the_theme_is_swapped_without_a_reload() {
    let (serving, mut browser) = opened("Nobody renewed it.");
    serving.kb.edit("themes/own/css/prose.css", "h1 { color: rgb(1, 2, 3) }");
    serving.kb.edit("casebook.toml", "[theme]\nname = \"own\"\n");
    browser.until("getComputedStyle(document.querySelector('h1')).color", "rgb(1, 2, 3)");
    browser.eval("self.marker = 'still here'");
    serving.kb.edit("themes/own/css/prose.css", "h1 { color: rgb(4, 5, 6) }");
    browser.until("getComputedStyle(document.querySelector('h1')).color", "rgb(4, 5, 6)");
    browser.until("document.querySelectorAll('link[href*=\"prose.css\"]').length", 1);
    assert_eq!(browser.eval("marker"), "still here");
}

#[test]
fn a_page_that_is_deleted_goes_and_comes_back_where_it_was() {
    let (serving, mut browser) = opened("Nobody renewed it.");
    serving.kb.remove(FILE);
    browser.until("document.querySelector('h1').textContent", "There is no page here");
    serving.kb.edit(FILE, story("It is back."));
    browser.until("document.querySelector('h1').textContent", "The lease");
    assert_eq!(browser.eval("marker"), "still here");
}

#[test]
fn the_panel_has_the_findings_at_their_place_and_stays_open_from_page_to_page() {
    let (serving, mut browser) = opened("Nobody renewed [[INC-77]] of the VDA.");
    // It shows once there is something to tell.
    browser.until("document.querySelector('[data-casebook-preview]').shadowRoot.querySelector('.tab').hidden", false);
    browser.eval("document.querySelector('[data-casebook-preview]').shadowRoot.querySelector('.tab').click()");
    let told = format!("{PANEL}.hidden ? '' : {PANEL}.innerText");
    for words in ["no page at INC-77", "line 6", "VDA", "What a reader would still ask"] {
        browser.wait(&told, |told| told.as_str().is_some_and(|told| told.contains(words)), words);
    }
    browser.until("[...CSS.highlights.get('casebook-warning')].map(String)", json!(["INC-77"]));
    browser.open(&serving.url("incidents/2024-02-03-pump.html"));
    browser.until(&format!("!{PANEL}.hidden"), true);
    browser.press("Escape");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn what_somebody_says_of_a_doubtful_fact_is_written_and_no_longer_asked() {
    const GATE: &str = "content/incidents/gate.md";
    let story = "---\ntitle: The gate\n---\n\nSeverity: low\n\nStarted: 2024-05-02 09:00\n\nServices: Gate, Door\n\nIt stayed open.\n";
    let serving = Serving::start(Kb::with(&[(GATE, story)]));
    let mut browser = Browser::start();
    browser.open(&serving.url("incidents/gate.html"));
    browser.until("document.querySelector('[data-casebook-preview]').shadowRoot.querySelector('.tab').hidden", false);
    browser.eval("document.querySelector('[data-casebook-preview]').shadowRoot.querySelector('.tab').click()");
    let asked = format!("[...{PANEL}.querySelectorAll('.instead')].map(input => input.ariaLabel).sort()");
    browser.until(&asked, json!(["services instead", "severity instead", "started instead"]));
    let button = |label: &str| format!("{PANEL}.querySelector('[aria-label=\"{label}\"]')");
    let written = || std::fs::read_to_string(serving.kb.path(GATE)).expect("a file");
    // A field that says nothing writes nothing.
    browser.eval(&format!("{}.click()", button("Write instead: services")));
    assert_eq!(written(), story);
    browser.eval(&format!("{}.click()", button("It is so: severity")));
    browser.until(&asked, json!(["services instead", "started instead"]));
    browser.eval(&format!("{}.click()", button("Nobody knows: started")));
    browser.until(&asked, json!(["services instead"]));
    browser.eval(&format!("{}.value = ' Gate '", button("services instead")));
    browser.eval(&format!("{}.click()", button("Write instead: services")));
    browser.until(&asked, json!([]));
    let head = "---\ntitle: The gate\nseverity: low\nstarted: \"unknown\"\nservices:\n  - Gate\n---\n";
    assert_eq!(written(), story.replacen("---\ntitle: The gate\n---\n", head, 1));
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn an_open_panel_and_an_overlay_are_accessible() {
    let (serving, mut browser) = opened("Nobody renewed [[INC-77]] of the VDA.");
    serving.kb.edit(FILE, "---\nid: [INC-1\n---\n\nNobody renewed it.\n");
    browser.wait(OVERLAY, |told| told != "", "an overlay");
    browser.eval("document.querySelector('[data-casebook-preview]').shadowRoot.querySelector('.tab').click()");
    browser.until(&format!("!{PANEL}.hidden"), true);
    assert_eq!(browser.axe(), Vec::<String>::new());
    browser.narrow_and_dark();
    assert_eq!(browser.axe(), Vec::<String>::new());
}

#[test]
fn a_word_of_a_moment_ago_is_found_in_the_dialog_that_is_open() {
    let kb = Kb::new();
    for number in 0..1000 {
        let text = format!(
            "---\nid: INC-{number}\n---\n\nIncident {number} had its own words: w{number} and x{}.\n",
            number * 7
        );
        kb.edit(&format!("content/incidents/2024/{number}.md"), text);
    }
    let serving = Serving::start(kb);
    let mut browser = Browser::start();
    browser.open(&serving.url("incidents/2024/7.html"));
    browser.press("/");
    browser.type_text("quicksilver");
    browser.until("document.querySelector('.search-dialog .results').textContent.startsWith('Nothing')", true);
    serving.kb.edit("content/incidents/2024/7.md", "---\nid: INC-7\ntitle: Seven\n---\n\nThe quicksilver ran out.\n");
    let begun = Instant::now();
    browser.until("[...document.querySelectorAll('[role=option] b')].map(e => e.textContent)", json!(["Seven"]));
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
}
