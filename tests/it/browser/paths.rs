//! Reading paths with a script: steps that are ticked, and what is left without storage.

use crate::entities::{incident, with_path, words};
use crate::kit::{Kb, between};
use crate::session::open;

/// Opens a page of the built site with a script of ours loaded before or after the site's own.
fn with_script(kb: &Kb, page: &str, before: &str, after: &str) -> String {
    let path = kb.path("public").join(page);
    let html = std::fs::read_to_string(&path).expect("the page");
    let root = "../".repeat(page.matches('/').count());
    let tag = |name: &str| format!("<script defer src=\"{root}{name}\"></script>\n");
    kb.edit("public/before.js", before);
    kb.edit("public/after.js", after);
    let html = html.replacen("<script", &(tag("before.js") + "<script"), 1);
    let html = html.replace("</head>", &(tag("after.js") + "</head>"));
    std::fs::write(&path, html).expect("writable");
    let (dom, console) = open(&path);
    assert_eq!(console, "");
    dom
}

#[test]
fn a_ticked_step_is_remembered_and_can_be_forgotten() {
    let kb = with_path();
    kb.build();
    let tick = "document.querySelectorAll('.step-read input')[0].click();";
    let kept = "document.body.append(JSON.stringify(Object.keys(localStorage).filter(key => !key.includes(':search:')).map(key => localStorage[key])));";
    let dom = with_script(&kb, "paths/first.html", "", &format!("{tick}{kept}"));
    assert_eq!(words(between(&dom, "<p role=\"status\">", "</p>")), "1 of 3 read, about 5 minutes left. Next: Two");
    assert!(dom.contains(r#"["[\"incidents/one.html\"]"]"#), "{dom}");
    kb.remove("public/paths/first.html");
    kb.build();
    let clear = "document.querySelector('.progress button').click();";
    let dom = with_script(&kb, "paths/first.html", "", &format!("{tick}{clear}{kept}"));
    assert!(between(&dom, "<p role=\"status\">", "</p>").is_empty() && dom.contains("[]"), "{dom}");
}

#[test]
fn a_step_ticked_on_its_own_page_counts_on_the_path_and_in_lists() {
    let kb = with_path();
    kb.build();
    let keep = |path: &str| {
        format!(
            "localStorage.setItem('casebook:' + new URL('{path}', document.baseURI).pathname, '[\"incidents/one.html\"]');"
        )
    };
    let checked =
        "document.body.append([...document.querySelectorAll('.step-read input')].map((b) => b.checked).join());";
    let dom = with_script(&kb, "incidents/one.html", &keep("../paths/first.html"), checked);
    assert!(dom.contains("true</body>"), "{dom}");
    let dom = with_script(&kb, "index.html", &keep("paths/first.html"), "");
    assert!(words(&dom).contains("3 steps, about 7 minutes, 1 read so far"), "{dom}");
}

#[test]
fn lists_count_ticks_of_steps_that_still_are_steps_and_a_page_listed_twice_once() {
    let path =
        "---\ntitle: First week\nsteps:\n  - ref: one\n    minutes: 1\n  - ref: one\n    minutes: 0\n---\nRead.\n";
    let kb = Kb::with(&[("content/paths/first.md", path)]);
    incident(&kb, "One", "2026-01-01", "", "Text.");
    kb.build();
    let keep = |path: &str| {
        format!(
            "localStorage.setItem('casebook:' + new URL('{path}', document.baseURI).pathname, \
             '[\"incidents/gone.html\", \"incidents/one.html\", \"incidents/one.html\"]');"
        )
    };
    for (page, path) in [("index.html", "paths/first.html"), ("paths/index.html", "first.html")] {
        let dom = with_script(&kb, page, &keep(path), "");
        assert!(words(&dom).contains("2 steps, about 1 minute, 1 read so far"), "{page}: {dom}");
    }
    assert!(kb.build().get("paths/first.html").contains("2 steps, about 1 minute of reading"));
}

#[test]
fn without_storage_or_script_a_path_is_a_plain_list() {
    let kb = with_path();
    let html = kb.build().get("paths/first.html");
    let shown = between(&html, "<main", "</main>");
    assert!(shown.contains("<div class=\"progress\" hidden>") && !shown.contains("checkbox"), "{html}");
    let closed =
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    let dom = with_script(&kb, "paths/first.html", closed, "");
    let dom = between(&dom, "<main", "</main>");
    assert!(dom.contains("<div class=\"progress\" hidden") && !dom.contains("checkbox"), "{dom}");
}
