//! Search as readers meet it, in a real Chromium: the dialog, the search page, hosts of every kind, and what goes wrong.

mod dialog;
pub(crate) mod hosts;
mod page;
mod parity;
mod trouble;

use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::kit::Kb;
use crate::search::corpus::Dice;
use crate::search::engine;
use crate::session::{Browser, Server};

/// What the dialog says about its results.
const SAID: &str = "document.querySelector('.search-dialog .results').textContent";
/// What the dialog offers.
const OFFERED: &str =
    "[...document.querySelectorAll('.search-dialog [role=option] > :first-child')].map(e => e.textContent)";
/// The option that the arrows reached.
const ACTIVE: &str =
    "(document.querySelector('.search-dialog [aria-selected=true] > :first-child') || {}).textContent || null";
/// Whether the dialog is open.
const OPEN: &str = "document.querySelector('.search-dialog').open";
/// What the search page says about its results.
const FOUND: &str = "document.querySelector('.search-found .results').textContent";
/// The titles on the search page.
const TITLES: &str = "[...document.querySelectorAll('.search-found h2')].map(e => e.textContent)";

/// Whether the page can be scrolled sideways.
const SIDEWAYS: &str = "document.documentElement.scrollWidth > innerWidth";

/// Three incidents that say `certificate`, and a term.
pub(crate) fn site() -> Kb {
    Kb::with(&[
        ("casebook.toml", "title = \"Tills\"\n[[service]]\nid = \"checkout\"\n[[service]]\nid = \"mail\"\n"),
        (
            "content/incidents/midnight.md",
            "---\nid: INC-1\ntitle: The certificate nobody renewed\nseverity: sev1\nservices: [checkout]\nteams: [desk]\n\
             factors: [no owner]\ndetection: customer\nstarted: 2024-05-02\n\
             summary: Every till stopped at midnight.\n---\n\nIt was a quiet evening.\n\n## What broke\n\n\
             The handshake of the tills failed, for the certificate had expired.\n\n## Afterwards\n\nWe slept.\n",
        ),
        (
            "content/incidents/queue.md",
            "---\nid: INC-2\ntitle: A queue <b>that</b> filled\nseverity: sev2\nservices: [mail]\nteams: [post]\n\
             factors: [no owner, retry storm]\ndetection: alert\nstarted: 2023-03-01\n\
             summary: Mail waited.\n---\n\nThe queue filled while a certificate was renewed.\n",
        ),
        (
            "content/incidents/resolver.md",
            "---\nid: INC-3\ntitle: The resolver slept\nseverity: sev2\nservices: [checkout, mail]\nteams: [desk, post]\n\
             factors: [retry storm]\ndetection: alert\nstarted: 2024-08-09\n\
             summary: Names were slow.\n---\n\nEvery check of a certificate waited for the resolver.\n",
        ),
        ("content/glossary/lease.md", "---\ntitle: Lease\n---\nA promise that ends by itself.\n"),
    ])
}

/// The titles of what the engine finds, best first.
fn titles(kb: &Kb, query: &str) -> Vec<String> {
    let results = engine(kb, &[query.to_owned()]).remove(0);
    let results = results["results"].as_array().expect("there are results").iter();
    results.map(|result| result["title"].as_str().expect("a title").to_owned()).collect()
}

/// Opens the dialog with its key and types a question.
#[track_caller]
fn ask(browser: &mut Browser, question: &str) {
    browser.press("/");
    browser.until(OPEN, true);
    browser.type_text(question);
}

/// Closes the dialog with its key.
#[track_caller]
fn close(browser: &mut Browser) {
    browser.press("Escape");
    // The focus leaves with the next picture, not before.
    browser.until("document.querySelector('.search-dialog').contains(document.activeElement)", false);
    browser.until(OPEN, false);
}

/// The addresses that were asked for outside `server`; a page's own icon is not a request of the page.
fn elsewhere(browser: &mut Browser, server: &Server) -> Vec<String> {
    let home = server.url("");
    browser.requests().into_iter().filter(|url| !url.starts_with(&home)).collect()
}

/// Enough small write-ups for an index in shards, with words that stand in different ones. Built once while any test uses it.
fn shards() -> Arc<Kb> {
    static BUILT: Mutex<Weak<Kb>> = Mutex::new(Weak::new());
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kb) = built.upgrade() {
        return kb;
    }
    let kb = Kb::with(&[("casebook.toml", "title = \"Nights\"\n")]);
    let mut dice = Dice::new(3);
    for night in 0..510 {
        let animal = if night % 17 == 0 { "aardvark" } else { "zebra" };
        let word = |_| ["ba", "ke", "li", "mo", "nu", "pa", "ri", "so"].map(|part| part.repeat(dice.roll(3))).concat();
        let words: Vec<String> = (0..8).map(word).collect();
        let front = format!("title: Night {night} of the {animal}\nstarted: 2024-03-01\nsummary: A night.");
        kb.edit(
            &format!("content/incidents/n{night}.md"),
            format!("---\n{front}\n---\n\nThe {animal} came, then {}.\n", words.join(" ")),
        );
    }
    kb.build();
    let kb = Arc::new(kb);
    *built = Arc::downgrade(&kb);
    kb
}
