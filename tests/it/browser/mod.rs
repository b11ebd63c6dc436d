//! Real pages in a real Chromium: nothing runs, nothing is refused by the policy, nothing is asked of another host.

mod filters;
mod paths;
mod reading;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::kit::{Kb, demonstration};
use crate::session::{self, Browser, Manner, Scheme, Server, open, open_with};

#[test]
fn nothing_in_a_hostile_write_up_runs() {
    let mark = "document.title='ran'";
    let text = format!(
        "---\ntitle: \"<img src=x onerror={mark}>\"\nsummary: \"<script>{mark}</script>\"\ntype: incident\n---\n<script>{mark}</script>\n\n\
         <img src=x onerror=\"{mark}\">\n\n<svg onload=\"{mark}\"></svg>\n\n[a](javascript:{mark})\n\n<iframe srcdoc=\"<script>parent.{mark}</script>\"></iframe>\n\n\
         <details open ontoggle=\"{mark}\">x</details>\n\n<style>body {{ display: none }}</style>\n"
    );
    let kb = Kb::new();
    kb.edit("content/incidents/2024-01-01-<img src=x onerror=alert(1)>.md", text);
    let built = kb.build();
    let address = built
        .addresses()
        .into_iter()
        .find(|a| a.starts_with("incidents/2024-01-01") && a.ends_with(".html"))
        .expect("the page")
        .to_owned();
    for page in [address.as_str(), "index.html", "incidents/index.html"] {
        let (dom, console) = open(&kb.path("public").join(page));
        let title = dom.split("<title>").nth(1).and_then(|t| t.split("</title>").next()).unwrap_or("");
        assert!(title != "ran" && dom.contains("</main>"), "{page}: {title}");
        assert_eq!(console, "", "{page}");
    }
}

#[test]
fn our_pages_say_nothing_on_the_console() {
    let kb = demonstration();
    for page in [
        "index.html",
        "incidents/index.html",
        "incidents/2024/2024-05-02-every-handheld-came-back.html",
        "glossary/index.html",
    ] {
        let (dom, console) = open(&kb.path("public").join(page));
        assert!(dom.contains("Content-Security-Policy") && dom.contains("</main>"), "{page}");
        assert_eq!(console, "", "{page}");
    }
}

#[test]
fn a_script_that_got_in_would_be_refused_by_the_policy() {
    let kb = Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n")]);
    let html = kb
        .build()
        .get("incidents/a.html")
        .replace("</main>", "<script>document.title='ran'</script><p style=\"color:red\">x</p></main>");
    let page = kb.path("public/incidents/tampered.html");
    std::fs::write(&page, html).expect("writable");
    let (dom, console) = open(&page);
    assert!(!dom.contains("<title>ran</title>"));
    assert!(console.contains("Content Security Policy"), "{console}");
}

/// What axe-core says of these pages.
fn axe(root: &Path, pages: &[&str], width: u32, scheme: Scheme) {
    session::require_axe();
    let script =
        format!("const WIDTH = {width}, PAGES = {};\n{}", serde_json::json!(pages), include_str!("../session/axe.js"));
    let report = session::run(root, scheme, &script);
    assert_eq!(report.value, serde_json::json!({ "found": [], "visited": pages.len() }));
    assert_eq!(report.console, "");
}

/// One page of every shape: those whose address is the first, the middle or the last of its folder.
fn of_every_shape<'a>(addresses: &[&'a str]) -> Vec<&'a str> {
    let folder = |address: &'a str| address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        folders.entry(folder(address)).or_default().push(address);
    }
    let picked = |list: Vec<&'a str>| {
        let mut picked = vec![list[0], list[list.len() / 2], list[list.len() - 1]];
        picked.extend(list.into_iter().filter(|address| address.ends_with("index.html")));
        picked.sort_unstable();
        picked.dedup();
        picked
    };
    folders.into_values().flat_map(picked).collect()
}

#[test]
fn a_page_of_every_shape_is_accessible_wide_and_light_narrow_and_dark() {
    let kb = demonstration();
    let root = kb.path("public");
    let files = crate::kit::files(&root);
    let pages: Vec<&str> = files.keys().map(String::as_str).filter(|address| address.ends_with(".html")).collect();
    let pages = of_every_shape(&pages);
    std::thread::scope(|scope| {
        scope.spawn(|| axe(&root, &pages, 1280, Scheme::Light));
        scope.spawn(|| axe(&root, &pages, 320, Scheme::Dark));
    });
}

/// Whether a page is the only one of its sort.
fn is_of_its_own(address: &str) -> bool {
    !address.trim_start_matches("trends/").contains('/')
}

/// The pages whose links are touched: all that are the only ones of their sort, each question of the trends among them; of the others the
/// first, the middle and the last of every folder, and of the years' trends those of one.
fn of_every_sort<'a>(addresses: &[&'a str]) -> Vec<&'a str> {
    let (own, others): (Vec<&str>, Vec<&str>) = addresses.iter().partition(|address| is_of_its_own(address));
    let mut pages = [own, of_every_shape(&others)].concat();
    pages.retain(|page| page.starts_with("trends/2024/") || !page.starts_with("trends/2"));
    pages.sort_unstable();
    pages
}

#[test]
fn a_pointer_over_a_link_and_the_keyboard_on_it_are_silent() {
    let kb = demonstration();
    let files = crate::kit::files(&kb.path("public"));
    // A stub is left before it can be read, and a question that is asked meanwhile gets no answer.
    let is_stub = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"");
    let readable = files.iter().filter(|(address, bytes)| address.ends_with(".html") && !is_stub(bytes));
    let pages: Vec<&str> = readable.map(|(address, _)| address.as_str()).collect();
    let server = Server::start(&kb.path("public"), Manner::default());
    let mut browser = Browser::start();
    let (mut known, mut touched) = (BTreeMap::new(), (0, 0));
    for page in of_every_sort(&pages) {
        browser.open(&server.url(page));
        // What was touched on a page of the same sort is touched.
        let sort = if is_of_its_own(page) { page } else { page.split('/').next().unwrap_or(page) };
        let (charts, elsewhere) = browser.touch_links(known.entry(sort).or_default());
        touched = (touched.0 + charts, touched.1 + elsewhere);
        assert_eq!(browser.console(), Vec::<String>::new(), "{page}");
    }
    assert!(touched.0 >= 20 && touched.1 > 300, "{touched:?}");
    browser.open(&server.url("search.html?q=handheld"));
    browser.until("document.querySelectorAll('main .row h2 a').length > 0", true);
    let (_, found) = browser.touch_links(&mut BTreeSet::new());
    assert_eq!((found > 5, browser.console()), (true, Vec::new()), "{found}");
}

#[test]
#[ignore = "minutes: every page of the demonstration site, both widths, both schemes"]
fn every_page_is_accessible() {
    let kb = demonstration();
    let root = kb.path("public");
    let files = crate::kit::files(&root);
    let pages: Vec<&str> = files.keys().map(String::as_str).filter(|address| address.ends_with(".html")).collect();
    for (width, scheme) in [(1280, Scheme::Light), (1280, Scheme::Dark), (320, Scheme::Light), (320, Scheme::Dark)] {
        axe(&root, &pages, width, scheme);
    }
}

#[test]
fn a_card_shows_on_hover_and_focus_stays_and_goes_with_escape() {
    let kb = Kb::with(&[
        ("content/glossary/herd.md", "---\ntitle: Thundering herd\n---\nMany at once.\n"),
        ("content/incidents/b.md", "---\nid: INC-7\ntitle: The fire\ndate: 2024-01-02\nsummary: It burned.\n---\n"),
        // The page has an element that is called like ours.
        ("content/incidents/a.md", "# A\n\nA thundering herd, as in INC-7.\n\n## Card\n\nOther words.\n"),
    ]);
    kb.build();
    let report = session::run(&kb.path("public"), Scheme::Light, include_str!("../session/cards.js"));
    let said = [
        "a finger: no card",
        "a pointer rests on the link: Thundering herd Many at once.",
        "it moves onto the card: Thundering herd Many at once.",
        "Escape: no card",
        "it leaves: no card",
        "another link: The fire 2 January 2024 It burned.",
        "inside the window: true",
        "the keyboard reaches a link: Thundering herd Many at once.",
        "described: Thundering herd Many at once.",
        "the pointer moves elsewhere: Thundering herd Many at once.",
        "the keyboard goes on: no card",
    ];
    assert_eq!(report.value, serde_json::json!({ "said": said, "frames": 1 }));
    assert_eq!(report.console, "");
}

#[test]
fn a_link_to_the_timeline_or_an_entry_opens_the_fold() {
    let text = "## Timeline\n\n### 2024-03-11 09:12 The lease ends\n\n### 09:20 Alert fired\n";
    let kb = Kb::with(&[("content/incidents/a.md", text)]);
    kb.build();
    let page = kb.path("public/incidents/a.html");
    for (fragment, folded) in [("", true), ("#timeline", false), ("#0920-alert-fired", false)] {
        let (dom, console) = open_with(&page, fragment);
        let main = dom.split("<main").nth(1).unwrap_or("");
        assert_eq!((main.contains("<details>"), console.as_str()), (folded, ""), "{fragment}");
    }
}
