//! Long pages and phones, in a real Chromium: the bar that stays, the contents, code that can be copied, lists narrowed in place.

use serde_json::json;

use crate::kit::Kb;
use crate::session::{Browser, Manner, Server};

/// A write-up of several sections, and runbooks enough to narrow.
fn site() -> Kb {
    let night = "---\nid: INC-1\ntitle: KubeNodeNotReadyAtNight\nstarted: 2024-05-02\nsummary: A node slept.\nfactors: [no owner]\n\
                 takeaways: [Look at the clock.]\n---\n\nIt was late.\n\n## What broke\n\n```console\n$ wake node\n```\n\n## Afterwards\n\nWe slept.\n";
    let kb = Kb::with(&[("casebook.toml", "title = \"A house with quite a long name for a site\"\n")]);
    kb.edit("content/incidents/night.md", night);
    for number in 0..20 {
        let name = if number % 2 == 0 { "Wake" } else { "Calm" };
        kb.edit(&format!("content/runbooks/r{number}.md"), format!("# {name} number {number}\n\nRing the bell.\n"));
    }
    kb.build();
    kb
}

/// What the contents list.
const CONTENTS: &str = "[...document.querySelectorAll('.contents a')].map(a => a.textContent)";

#[test]
fn the_bar_stays_and_facts_and_contents_follow_the_lede() {
    let kb = site();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/night.html"));
    let wanted = ["What broke", "Afterwards", "What contributed", "What people learned"];
    assert_eq!(browser.eval(CONTENTS), json!(wanted));
    let targets = "[...document.querySelectorAll('.contents a')].every(a => document.querySelector(`[id=\"${a.hash.slice(1)}\"]`))";
    assert_eq!(browser.eval(targets), true);
    assert_eq!(browser.eval("document.querySelector('.contents details').open"), true);
    assert_eq!(browser.eval("document.querySelector('.story-header').nextElementSibling.className"), "beside");
    assert_eq!(browser.eval("document.querySelectorAll('h1 wbr').length"), 5);

    browser.narrow_and_dark();
    browser.reload();
    let bar = "document.querySelector('.site-header').getBoundingClientRect()";
    let height = browser.eval(&format!("{bar}.height")).as_f64().expect("a height");
    assert!(height <= 56.0, "{height}");
    assert_eq!(browser.eval("document.querySelector('.contents details').open"), false);
    browser.eval("scrollTo(0, document.body.scrollHeight)");
    browser.until(&format!("{bar}.top"), 0);
    assert_eq!(browser.eval("document.documentElement.scrollWidth > innerWidth"), false);
    assert_eq!(browser.axe(), Vec::<String>::new());
}

#[test]
fn code_can_be_copied_and_a_long_list_narrowed_in_place() {
    let kb = site();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/night.html"));
    browser.eval("self.copied = []; navigator.clipboard.writeText = async (text) => copied.push(text)");
    assert_eq!(browser.eval("document.querySelector('.copy-code').textContent"), "Copy");
    browser.eval("document.querySelector('.copy-code').click()");
    browser.until("copied", json!(["$ wake node"]));
    browser.until("document.querySelector('.copy-code').textContent", "Copied");

    browser.open(&server.url("runbooks/index.html"));
    let shown = "[...document.querySelectorAll('.narrowed li')].filter(e => e.checkVisibility()).length";
    assert_eq!(browser.eval(shown), 20);
    browser.eval("document.querySelector('.narrow-here input').focus()");
    browser.type_text("calm");
    browser.until(shown, 10);
    browser.until("document.querySelector('.narrow-here [role=status]').textContent", "10 of 20");
    assert_eq!(browser.axe(), Vec::<String>::new());
    assert_eq!(browser.console(), Vec::<String>::new());
}
