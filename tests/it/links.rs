//! Every way to refer to something leads to the same place, and what leads nowhere is text and a finding.

use crate::kit::{Kb, between};

fn body(html: &str) -> &str {
    between(html, "<article", "</article>")
}

fn hrefs(html: &str) -> Vec<String> {
    body(html).split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or("").to_owned()).collect()
}

#[test]
fn five_ways_to_link_lead_to_one_page() {
    let kb = Kb::with(&[
        (
            "content/incidents/2023/fire.md",
            "+++\nid = \"INC-7\"\ntitle = \"The fire\"\nstarted = 2023-05-01\n+++\n## What burned\nCables.\n",
        ),
        (
            "content/incidents/2024/water.md",
            "+++\nid = \"INC-8\"\ntitle = \"The water\"\nstarted = 2024-05-01\n+++\n[[INC-7]], [[INC-7|that]], [[INC-7#what-burned]], [x](../2023/fire.md#what-burned), INC-7.\n",
        ),
    ]);
    let html = kb.build().get("incidents/2024/water.html");
    let links: Vec<String> = hrefs(&html).into_iter().filter(|h| h.contains("fire")).collect();
    let wanted = [
        "../2023/fire.html",
        "../2023/fire.html",
        "../2023/fire.html#what-burned",
        "../2023/fire.html#what-burned",
        "../2023/fire.html",
    ];
    assert_eq!(&links[..5], wanted);
    assert_eq!(kb.findings(), Vec::<String>::new());
}

#[test]
fn a_page_lists_what_links_to_it_with_the_sentence() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "+++\nid = \"INC-1\"\ntitle = \"First\"\nstarted = 2024-01-01\n+++\nText.\n"),
        (
            "content/incidents/b.md",
            "+++\nid = \"INC-2\"\ntitle = \"Second\"\nstarted = 2024-02-01\n+++\nIt rained. This was INC-1 again. We slept.\n",
        ),
    ]);
    let html = kb.build().get("incidents/a.html");
    assert!(html.contains("This was INC-1 again."), "{html}");
    assert!(!html.contains("It rained. This was"), "only the sentence is shown");
}

#[test]
fn what_leads_nowhere_is_text_and_a_finding_with_the_nearest_thing() {
    let kb = Kb::with(&[
        ("content/incidents/2023-07-02-dns-cache-ttl.md", "# DNS cache\n\nText.\n"),
        (
            "content/incidents/2024-03-11-cert.md",
            "# Cert\n\nSee [the outage](2023-07-02-dns-ttl.md) and [bad](javascript:alert(1)).\n",
        ),
    ]);
    let html = kb.build().get("incidents/2024-03-11-cert.html");
    assert!(body(&html).contains("See the outage and bad."), "{html}");
    assert_eq!(
        kb.findings(),
        [
            "link/broken content/incidents/2024-03-11-cert.md:3 no page at `2023-07-02-dns-ttl.md`",
            "link/unsafe content/incidents/2024-03-11-cert.md:3 `javascript:alert(1)` could act or read local files, so it is no link",
        ]
    );
    let text = kb.run(&["check"]);
    let shown = text.stdout + &text.stderr;
    assert!(shown.contains("did you mean `2023-07-02-dns-cache-ttl.md`?"), "{shown}");
}

#[test]
fn addresses_of_other_generators_resolve_where_the_target_exists() {
    let kb = Kb::with(&[
        ("content/en/glossary/api.md", "---\ntitle: API\n---\nSee [service](/service/) and [html](service.html).\n"),
        ("content/en/glossary/service.md", "---\ntitle: Service\n---\nText.\n"),
        ("content/runbooks/a.md", "# A\n\nSee [b]({{< ref \"./b.md\" >}}).\n"),
        ("content/runbooks/b.md", "# B\n\nText.\n"),
    ]);
    let built = kb.build();
    let term = built.get("en/glossary/api.html");
    assert!(
        body(&term).contains("<a href=\"service.html\">service</a> and <a href=\"service.html\">html</a>"),
        "{term}"
    );
    let runbook = built.get("runbooks/a.html");
    assert!(body(&runbook).contains("<a href=\"b.html\">b</a>"), "{runbook}");
}

#[test]
fn a_numbered_reference_is_no_wiki_link() {
    let kb =
        Kb::with(&[("content/incidents/a.md", "# A\n\nAs said [[1]](#references).\n\n## References\n\n1. A book.\n")]);
    let html = kb.build().get("incidents/a.html");
    assert!(body(&html).contains("<a href=\"#references\">[1]</a>"), "{html}");
    assert_eq!(kb.findings(), Vec::<String>::new());
}

#[test]
fn older_names_lead_to_the_page() {
    let kb = Kb::with(&[("content/incidents/2024/new.md", "---\ntitle: New\naliases: [/posts/old/]\n---\nText.\n")]);
    let stub = kb.build().get("posts/old.html");
    assert!(stub.contains("url=../incidents/2024/new.html"), "{stub}");
}
