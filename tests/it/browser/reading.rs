//! Long pages and phones, in a real Chromium: the bar that stays, the contents, code that can be copied, lists narrowed in place.

use serde_json::json;

use crate::kit::Kb;
use crate::session::{Browser, Manner, Scheme, Server};

/// A write-up of several sections, and runbooks enough to narrow.
fn site() -> Kb {
    let night = "---\nid: INC-1\ntitle: KubeNodeNotReadyAtNight\nstarted: 2024-05-02\nsummary: A node slept.\nfactors: [no owner]\n\
                 takeaways: [Look at the clock.]\n---\n\nIt was late.\n\n## What broke\n\n```console\n$ wake node \\\n    --now\nawake\n$ look\n```\n\n## Afterwards\n\nWe slept.\n";
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
    browser.until("copied", json!(["wake node \\\n    --now\nlook"]));
    browser.until("document.querySelector('.copy-code').textContent", "Copied");
    assert_eq!(browser.eval("document.querySelector('.heading-link').getAttribute('href')"), "#what-broke");
    assert_eq!(browser.eval("document.querySelector('.heading-link').ariaLabel"), "Link to “What broke”");

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

#[test]
fn colours_are_the_machines_until_a_reader_chooses_and_stay_chosen() {
    let kb = site();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/night.html"));
    let paper = "getComputedStyle(document.body).backgroundColor";
    let told = "document.querySelector('.colours').ariaLabel";
    browser.prefer(Scheme::Dark);
    let dark = browser.eval(paper);
    browser.prefer(Scheme::Light);
    let light = browser.eval(paper);
    assert_ne!(light, dark);
    assert_eq!(browser.eval(told), "Colours: as this device");

    browser.click("document.querySelector('.colours')");
    assert_eq!(browser.eval(told), "Colours: light");
    browser.click("document.querySelector('.colours')");
    assert_eq!(browser.eval(told), "Colours: dark");
    assert_eq!(browser.eval(paper), dark);
    browser.open(&server.url("index.html"));
    assert_eq!(browser.eval(paper), dark, "the next page knows, and has the button where it has no bar");
    browser.click("document.querySelector('.colours')");
    assert_eq!(browser.eval(told), "Colours: as this device");
    assert_eq!(browser.eval(paper), light);
    assert_eq!(browser.axe(), Vec::<String>::new());
    assert_eq!(browser.console(), Vec::<String>::new());
}

/// Two incidents of two services, whose follow-ups two teams have.
fn promises(each: usize) -> Kb {
    let config = "title = \"Promises\"\n[[service]]\nid = \"till\"\nname = \"The Till\"\n[[service]]\nid = \"mail\"\n\n\
                  [[team]]\nid = \"desk\"\nname = \"Front desk\"\n[[team]]\nid = \"ops\"\n";
    let kb = Kb::with(&[("casebook.toml", config)]);
    for (file, service, owner, state) in [("a", "till", "desk", "open"), ("b", "mail", "ops", "done")] {
        let mut text = format!("+++\ntitle = \"Night {file}\"\nstarted = 2024-05-02\nservices = [\"{service}\"]\n");
        for number in 0..each {
            let word = if number == 0 { "bell" } else { "clock" };
            text += &format!(
                "\n[[actions]]\ntext = \"Mend the {word} {file}{number}\"\nowner = \"{owner}\"\nstate = \"{state}\"\n"
            );
        }
        kb.edit(&format!("content/incidents/{file}.md"), text + "+++\n\nIt was late.\n");
    }
    kb.build();
    kb
}

/// The follow-ups that are seen.
const FOLLOW_UPS: &str =
    "[...document.querySelectorAll('[data-state] .follow-up')].filter(e => e.checkVisibility()).length";

#[test]
fn follow_ups_are_narrowed_by_team_service_incident_state_and_words() {
    let kb = promises(3);
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("actions/index.html"));
    let offered = "[...document.querySelectorAll('.sieve select')].map(s => [...s.options].map(o => o.text).join('|'))";
    let wanted = [
        "All|Front desk (3)|ops (3)",
        "All|mail (3)|The Till (3)",
        "All|Night a (3)|Night b (3)",
        "All|Open and in progress (3)|Done (3)",
    ];
    assert_eq!(browser.eval(offered), json!(wanted));
    let choose = |key: &str, value: &str| {
        format!(
            "(() => {{ const s = document.querySelector('.sieve [name={key}]'); s.value = '{value}'; \
             s.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()"
        )
    };
    browser.eval(&choose("service", "till"));
    browser.until(FOLLOW_UPS, 3);
    browser.until("location.search", "?service=till");
    browser.eval(&choose("q", "bell"));
    browser.until("document.querySelector('.sieve [role=status]').textContent", "1 of 6");
    browser.eval(&choose("state", "done"));
    browser.until(FOLLOW_UPS, 0);
    assert_eq!(browser.axe(), Vec::<String>::new());

    browser.open(&server.url("services/till.html"));
    browser.click("document.querySelector('.sift a[href*=actions]')");
    browser.until("document.querySelector('.sieve [name=state]')?.value || ''", "open");
    browser.until(FOLLOW_UPS, 3);
    assert_eq!(browser.console(), Vec::<String>::new());

    browser.block_scripts();
    browser.open(&server.url("actions/index.html?team=desk"));
    assert_eq!(browser.eval("document.querySelectorAll('[data-state] .follow-up').length"), 6);
}

#[test]
fn follow_ups_on_further_pages_are_read_when_somebody_narrows() {
    let kb = promises(150);
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("actions/index.html?state=done"));
    browser.until(FOLLOW_UPS, 150);
    browser.until("document.querySelector('.sieve [role=status]').textContent", "150 of 300");
    assert_eq!(browser.eval("document.querySelector('.pager')"), json!(null));
}

#[test]
fn the_page_for_what_is_not_there_is_whole_at_any_depth() {
    let kb = promises(1);
    let lost = std::fs::read(kb.path("public/404.html")).expect("the page");
    let server = Server::with(&kb.path("public"), Manner::default(), move |path, _| {
        path.contains("nothing").then(|| ("text/html", lost.clone()))
    });
    let mut browser = Browser::start();
    browser.open(&server.url("incidents/2023/deep/nothing.html"));
    assert_eq!(browser.eval("getComputedStyle(document.querySelector('.menu ul')).listStyleType"), "none");
    browser.click("document.querySelector('main a')");
    browser.until("document.querySelector('h1').textContent", "Promises");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
fn a_path_is_printed_with_its_pages_their_words_and_addresses_as_notes() {
    let kb = site();
    kb.edit("content/glossary/node.md", "# Node\n\nA machine among many.\n");
    let told = "---\ntitle: The other night\nstarted: 2024-05-03\n---\n\nA node fell, see [the report](https://h.example/report).\n";
    kb.edit("content/incidents/other.md", told);
    kb.edit(
        "content/paths/first.md",
        "---\ntitle: First\nsteps:\n  - ref: INC-1\n  - ref: The other night\n---\n\nRead.\n",
    );
    kb.build();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    browser.open(&server.url("paths/first.html"));
    let seen = "self.print = () => { dispatchEvent(new Event('beforeprint')); \
                self.seen = document.querySelector('main').textContent; self.parts = document.querySelectorAll('.printed').length; \
                dispatchEvent(new Event('afterprint')); }";
    browser.eval(seen);
    browser.click("document.querySelector('.print-all button')");
    browser.until("self.parts", 3);
    for part in ["What broke", "A node fell", "A machine among many.", "the report 1", "https://h.example/report"] {
        assert_eq!(browser.eval(&format!("self.seen.includes({part:?})")), true, "{part}");
    }
    browser.until("document.querySelectorAll('.printed, .noted').length", 0);
    assert_eq!(browser.console(), Vec::<String>::new());
}
