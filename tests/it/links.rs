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

#[test]
fn the_sites_own_lists_are_targets_like_any_page() {
    let kb = Kb::with(&[
        ("content/glossary/quern.md", "# Quern\n\nA stone.\n"),
        (
            "content/incidents/a.md",
            "+++\nid = \"INC-1\"\nstarted = 2024-01-02T03:04:00Z\nservices = [\"mill\"]\nactions = [\"Mend the wheel\"]\n+++\n# A\n\n\
             [words](../glossary/index.html), [all](index.html), [again](/incidents/index.html), [folder](../services/), \
             [services](../services/index.html), [mill](../services/mill.html), [year](2024.html), [search](/search.html), \
             [home](../index.html), [facts](../incidents.json), [llms](../llms.txt), [follow-ups](../actions/index.html), \
             [table](../actions/actions.csv). A quern.\n",
        ),
    ]);
    assert_eq!(kb.findings(), Vec::<String>::new());
    let page = kb.build().get("incidents/a.html");
    let told = crate::kit::between(&page, "<div class=\"prose\">", "</div>").to_owned();
    let links: Vec<&str> = told.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        links,
        [
            "../glossary/index.html",
            "index.html",
            "index.html",
            "../services/index.html",
            "../services/index.html",
            "../services/mill.html",
            "2024.html",
            "../search.html",
            "../index.html",
            "../incidents.json",
            "../llms.txt",
            "../actions/index.html",
            "../actions/actions.csv",
            "../glossary/quern.html",
        ]
    );
}

#[test]
fn a_list_that_the_site_has_nothing_for_is_no_target() {
    let kb = Kb::with(&[(
        "content/incidents/a.md",
        "# A\n\n[back](../recurring.html), [trends](../trends/index.html), [surprises](../surprises.html), [terms](../glossary/index.html), \
         [feed](../feed.xml), [follow-ups](../actions/index.html)\n",
    )]);
    let none = "is a list that this site has nothing for yet";
    assert_eq!(
        kb.findings(),
        [
            format!("link/broken content/incidents/a.md:3 `../recurring.html` {none}"),
            format!("link/broken content/incidents/a.md:3 `../trends/index.html` {none}"),
            format!("link/broken content/incidents/a.md:3 `../surprises.html` {none}"),
            String::from("link/broken content/incidents/a.md:3 no page at `../glossary/index.html`"),
            String::from("link/broken content/incidents/a.md:3 no page at `../feed.xml`"),
            format!("link/broken content/incidents/a.md:3 `../actions/index.html` {none}"),
        ]
    );
    let built = kb.build();
    let page = built.get("incidents/a.html");
    assert!(page.contains("back, trends, surprises, terms, feed, follow-ups"), "{page}");
    assert!(!built.get("incidents/a.md").contains("]("));
}

#[test]
fn a_file_of_ones_own_at_an_address_of_the_site_gets_a_suffix_and_a_finding() {
    let incident = "+++\nid = \"INC-1\"\nstarted = 2024-01-02T03:04:00Z\nservices = [\"mill\"]\nactions = [\"Mend the wheel\"]\n+++\n# A\n\n\
                    [one](../actions/actions.csv), [two](2024.json), [three](../services/mill.reported.csv), [four](/robots.txt)\n";
    let kb = Kb::with(&[
        ("content/incidents/a.md", incident),
        ("content/actions/actions.csv", "mine\n"),
        ("content/incidents/2024.json", "{}"),
        ("content/services/mill.reported.csv", "mine\n"),
        ("content/robots.txt", "mine\n"),
    ]);
    let finding = |path: &str, at: &str| {
        format!("page/reserved content/{path} `{path}` is an address of the site itself; this file is at `{at}`")
    };
    assert_eq!(
        kb.findings(),
        [
            finding("actions/actions.csv", "actions/actions-file.csv"),
            finding("incidents/2024.json", "incidents/2024-file.json"),
            finding("robots.txt", "robots-file.txt"),
            finding("services/mill.reported.csv", "services/mill.reported-file.csv"),
        ]
    );
    let built = kb.build();
    assert_eq!(built.get("actions/actions-file.csv"), "mine\n");
    assert_eq!(built.get("robots-file.txt"), "mine\n");
    assert!(built.get("actions/actions.csv").contains("Mend the wheel"));
    assert!(built.get("incidents/a.html").contains("href=\"../actions/actions-file.csv\""));
}

#[test]
fn the_address_of_a_tag_does_not_depend_on_its_neighbours() {
    let alone = Kb::with(&[("content/incidents/a.md", "---\ndate: 2024-01-01\ntags: [C++]\n---\nText.\n")]);
    assert!(alone.build().get("tags/c-plus-plus.html").contains("C++"));
    let both = Kb::with(&[
        ("content/incidents/a.md", "---\ndate: 2024-01-01\ntags: [C++, a.b]\n---\nText.\n"),
        ("content/incidents/b.md", "---\ndate: 2024-01-02\ntags: [\"C#\", a-b]\n---\nText.\n"),
    ]);
    let built = both.build();
    assert!(built.get("tags/c-plus-plus.html").contains("C++"));
    assert!(built.get("tags/c-sharp.html").contains("C#"));
    assert!(built.get("tags/a-b.html").contains("a-b"));
}

#[test]
fn one_cause_is_told_once_and_every_place_on_request() {
    let page = |up: &str| format!("---\ndate: 2024-01-01\noncall_mood: calm\n---\nSee [x]({up}../../out.md).\n");
    let kb = Kb::with(&[]);
    for name in ["a", "b", "c", "d"] {
        kb.edit(&format!("content/incidents/{name}.md"), page(""));
    }
    let told = kb.run(&["check"]).stdout;
    assert!(told.contains("warning[front/unknown-key]: `oncall_mood` is not a key Casebook knows: 4 files"), "{told}");
    assert!(told.contains("note[link/outside]: links lead out of the folder that is built: 4 files"), "{told}");
    assert_eq!(told.matches("content/incidents/").count(), 6, "{told}");
    assert!(told.trim_end().ends_with("4 warnings, 4 notes"), "{told}");
    assert_eq!(kb.run(&["check", "-v"]).stdout.matches("content/incidents/").count(), 8);
    assert_eq!(kb.findings().len(), 8);
}

#[test]
fn an_entry_of_the_feed_says_when_it_came_out_and_when_it_changed() {
    let page = "---\nid: INC-7\ntitle: Fire\ndate: 2024-01-01\nlastmod: 2024-02-03T10:00:00Z\n---\nText.\n";
    let config = ("casebook.toml", "base_url = \"https://kb.example/\"\n");
    let entry = |path: &str| {
        let feed = Kb::with(&[config, (path, page)]).build().get("feed.xml");
        between(&feed, "<entry>", "</entry>").to_owned()
    };
    let feed = entry("content/incidents/fire.md");
    assert!(feed.contains("<id>https://kb.example/#INC-7</id>"), "{feed}");
    assert!(feed.contains("<published>2024-01-01T00:00:00Z</published>"), "{feed}");
    assert!(feed.contains("<updated>2024-02-03T10:00:00Z</updated>"), "{feed}");
    assert!(entry("content/incidents/2024/moved.md").contains("<id>https://kb.example/#INC-7</id>"));
}
