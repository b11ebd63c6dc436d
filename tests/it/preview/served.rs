//! What the preview serves: the very bytes of a build and nothing of its own in one; and whom it answers.

use std::process::Command;

use crate::kit::{Kb, demonstration};
use crate::preview::running::Preview;

/// A site with a page of every sort.
fn house() -> Kb {
    Kb::with(&[
        ("casebook.toml", "title = \"House\"\naccent = \"#0b6e4f\"\n[[service]]\nid = \"checkout\"\n"),
        (
            "content/incidents/2024/a.md",
            "+++\nid = \"INC-1\"\nstarted = 2024-03-11T09:12:00Z\nresolved = 2024-03-11T10:40:00Z\nservices = [\"checkout\"]\n\
             factors = [\"ownership gap\"]\ndetection = \"customer\"\nsurprise = \"Nobody had known.\"\n+++\n\n# The lease\n\n\
             A stale lease. ![steps](steps.svg)\n\n## Follow-ups\n\n- [ ] Renew it\n",
        ),
        ("content/incidents/2024/steps.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"/>"),
        (
            "content/incidents/2024/b.md",
            "+++\nid = \"INC-2\"\nstarted = 2024-05-02\ndraft = true\n+++\n\n# The herd\n\nINC-1.\n",
        ),
        ("content/glossary/lease.md", "# Lease\n\nA right that ends.\n"),
        ("content/runbooks/renew.md", "# Renew\n\nDo it.\n"),
        ("content/paths/first.md", "+++\nsteps = [\"INC-1\"]\n+++\n\n# First\n\nRead.\n"),
        ("content/about.md", "# About\n\nUs.\n"),
    ])
}

/// A page without what the preview adds before its end.
fn plain(body: &str) -> String {
    let Some(start) = body.find("<link rel=\"stylesheet\" href=\"/.casebook/") else { return body.to_owned() };
    let end = start + body[start..].find("</body>").expect("a page ends");
    format!("{}{}", &body[..start], &body[end..])
}

#[test]
fn every_file_of_a_build_is_served_byte_for_byte() {
    let kb = house();
    let mut preview = Preview::of(&kb);
    let built = kb.build_with(&["--drafts", "--omit-restricted"]);
    preview.until_says("/incidents/2024/a.html", "The lease");
    for (address, bytes) in &built.files {
        let wanted = String::from_utf8_lossy(bytes).into_owned();
        // Trends and the search index follow in the background.
        let same = |reply: &crate::preview::running::Reply| plain(&reply.body) == wanted;
        preview.until(&format!("/{address}"), same);
    }
    assert!(built.files.len() > 60, "{:?}", built.addresses());
    assert!(preview.said.iter().all(|line| !line.contains("panicked")), "{:?}", preview.said);
    preview.ends_by_interrupt();
}

#[test]
fn what_a_build_writes_is_there_from_the_first_request_on() {
    let kb = demonstration();
    let preview = Preview::with(&kb, &[env!("CARGO_MANIFEST_DIR")]);
    let (home, trends, recurring) = (preview.get("/"), preview.get("/trends"), preview.get("/recurring.html"));
    assert_eq!((home.status, trends.status, recurring.status), (200, 302, 200));
    for entry in ["trends/index.html", "actions/index.html"] {
        assert!(home.body.contains(&format!("href=\"{entry}\"")), "{entry}");
    }
    // The index has more to say with drafts, and other names.
    let addresses = crate::kit::files(&kb.path("public")).into_keys().filter(|address| !address.starts_with("search/"));
    for address in addresses.collect::<Vec<_>>() {
        assert_eq!(preview.get(&format!("/{address}")).status, 200, "{address}");
    }
}

#[test]
fn what_no_browser_would_send_is_answered_in_peace() {
    let kb = house();
    let mut preview = Preview::of(&kb);
    for (target, status) in [
        ("/incidents?\u{1}", "302 Found"),
        ("/incidents?a\rSet-Cookie:b", "302 Found"),
        ("/incidents?%0d%0aSet-Cookie:b", "302 Found"),
        ("/\u{7f}", "400 Bad Request"),
        ("/%00", "400 Bad Request"),
        ("/%ff", "400 Bad Request"),
        ("/%c0%ae%c0%ae/", "400 Bad Request"),
        ("/%C3%A9", "404 Not Found"),
        ("/favicon.ico", "204 No Content"),
    ] {
        let reply = preview.ask(&format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        assert_eq!(reply.head.lines().next(), Some(format!("HTTP/1.1 {status}").as_str()), "{target}");
        for header in ["X-Frame-Options: DENY", "Content-Security-Policy: frame-ancestors 'none'"] {
            assert!(reply.head.lines().any(|line| line == header), "{target}: {}", reply.head);
        }
        assert!(
            !reply.head.contains("\nSet-Cookie") && !reply.head.contains("\rSet-Cookie"),
            "{target}: {}",
            reply.head
        );
    }
    preview.ends_by_interrupt();
    assert!(preview.said.iter().all(|line| !line.contains("panicked")), "{:?}", preview.said);
}

#[test]
fn no_byte_of_the_preview_is_in_a_build() {
    let kb = house();
    for arguments in [&[][..], &["--drafts"]] {
        let built = kb.build_with(arguments);
        for needle in [".casebook/", "preview.js", "preview.css", "data-casebook", "EventSource", "idiomorph"] {
            assert_eq!(built.holding(needle), Vec::<&str>::new(), "{needle}");
        }
    }
}

#[test]
fn drafts_are_shown_and_marked_unless_asked_not_to_be() {
    let kb = house();
    let preview = Preview::of(&kb);
    preview.until_says("/incidents/2024/b.html", "<strong>Draft.</strong>");
    let preview = Preview::with(&kb, &["--drafts", "false"]);
    assert_eq!(preview.get("/incidents/2024/b.html").status, 404);
}

#[test]
fn of_a_draft_that_is_not_shown_nothing_is_said_even_when_it_cannot_be_read() {
    let kb = house();
    let mut preview = Preview::with(&kb, &["--drafts", "false"]);
    kb.edit("content/incidents/2024/b.md", "+++\nstatus = \"draft\"\nname = \"Somebody\n+++\n\n# The herd\n");
    preview.line_with("b.md:3");
    for at in ["index.html", "incidents/2024/a.html"] {
        assert!(!preview.get(&format!("/.casebook/page?at={at}")).body.contains("Somebody"), "{at}");
    }
}

#[test]
fn a_port_that_is_taken_leads_to_the_next() {
    let kb = house();
    let first = Preview::of(&kb);
    let port: u16 = first.host.rsplit(':').next().unwrap().parse().unwrap();
    let mut second = Preview::with(&kb, &["--port", &port.to_string()]);
    assert_ne!(first.host, second.host);
    let note = format!("note: port {port} is taken");
    assert!(second.has_said(&note) || second.line_with(&note) == note);
}

#[test]
fn an_address_that_others_reach_is_warned_of() {
    let kb = house();
    let mut preview = Preview::with(&kb, &["--bind", "0.0.0.0"]);
    let warning = "warning: whoever reaches 0.0.0.0 can read this site, drafts included";
    assert!(preview.has_said(warning) || preview.line_with(warning) == warning);
}

#[test]
fn only_this_machine_is_answered_and_nothing_outside_the_site_is_reached() {
    let kb = house();
    let preview = Preview::of(&kb);
    let asked =
        |host: &str| preview.ask(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status;
    assert_eq!(
        [asked(&preview.host), asked("localhost:1"), asked("evil.example"), asked("evil.example:4000")],
        [200, 200, 403, 403]
    );
    for path in [
        "/../casebook.toml",
        "/%2e%2e/casebook.toml",
        "/..%2fcasebook.toml",
        "//etc/passwd",
        "/casebook.toml",
        "/content/about.md",
    ] {
        let reply = preview.get(path);
        assert!((400..500).contains(&reply.status), "{path}: {reply:?}");
        assert!(!reply.body.contains("accent ="), "{path}");
    }
}

#[test]
fn an_interrupt_ends_it_at_once() {
    let kb = house();
    let mut preview = Preview::of(&kb);
    preview.ends_by_interrupt();
}

impl Preview<'_> {
    fn ends_by_interrupt(&mut self) {
        let killed = Command::new("kill").args(["-INT", &self.pid().to_string()]).status().expect("kill runs");
        assert!(killed.success());
        assert!(self.ends(), "it goes on");
    }
}
