//! What stands beside an incident: pages its author named, and incidents like it; nothing where there is nothing.

use crate::kit::{Kb, between};

/// The box of the page at `address`.
fn beside(kb: &Kb, address: &str) -> String {
    between(&kb.build().get(address), "<section class=\"block alike\" id=\"page.alike\">", "</section>").to_owned()
}

#[test]
fn what_the_author_named_comes_with_the_reason_and_with_what_helped_then() {
    let kb = Kb::with(&[
        (
            "content/incidents/2024/pump.md",
            "+++\ntitle = \"The pump\"\nstarted = 2024-03-01\n\
             related = [{ id = \"fire\", why = \"The *other* way to lose it\" }, \"hose\"]\n+++\nIt stood still.\n",
        ),
        (
            "content/incidents/2023/fire.md",
            "+++\ntitle = \"The <fire>\"\nstarted = 2023-05-01\nseverity = \"sev1\"\n\
             helped = [\"Somebody *smelled* it\", \"The hose & the `key` were there\"]\n\
             runbooks = [{ ref = \"hose\", outcome = \"deviated\" }, { ref = \"ladder\", outcome = \"not there yet\" }]\n+++\nIt burned.\n",
        ),
        ("content/runbooks/hose.md", "---\ntitle: Turn on the hose\n---\nTurn it on.\n"),
    ]);
    let expected = [
        "<h2>Related</h2>",
        "<ul class=\"mentions\">",
        "<li><a href=\"../2023/fire.html\">The &lt;fire&gt;</a>",
        "<p class=\"small trail\"><span><time datetime=\"2023-05-01\">1 May 2023</time></span> \
         <span><span class=\"severity severity-0\">sev1</span></span></p>",
        "<p>The <em>other</em> way to lose it</p>",
        "<div class=\"then\">",
        "<p><b>What helped then:</b> <span>Somebody smelled it. The hose &amp; the key were there.</span></p>",
        "<p><b>Runbooks:</b> <a href=\"../../runbooks/hose.html\">Turn on the hose</a>, followed in part; \
         ladder, not there yet</p>",
        "</div></li>",
        "<li><a href=\"../../runbooks/hose.html\">Turn on the hose</a> <span class=\"label\">Runbook</span></li>",
        "</ul>",
    ];
    let shown = beside(&kb, "incidents/2024/pump.html");
    let shown: Vec<&str> = shown.lines().map(str::trim).collect();
    assert_eq!(shown, expected);
}

#[test]
fn where_nothing_is_related_or_alike_nothing_is_said() {
    let built = Kb::with(&[
        ("content/incidents/2024/pump.md", "# The pump\n\nIt stood still.\n"),
        ("content/incidents/2024/fire.md", "# The fire\n\nA cable burned in the cellar.\n"),
    ])
    .build();
    for mark in ["class=\"block alike\"", "Similar", "recurring.html", "keeps coming back", "\"similar\":"] {
        let holding = built.files.iter().filter(|(address, bytes)| {
            let own = !address.starts_with("assets/") && *address != "incidents.schema.json";
            own && String::from_utf8_lossy(bytes).contains(mark)
        });
        assert_eq!(holding.map(|(address, _)| address.as_str()).collect::<Vec<_>>(), [""; 0], "{mark}");
    }
    assert!(!built.files.contains_key("recurring.html"));
}

#[test]
fn a_draft_stands_beside_nothing() {
    let built = Kb::with(&[
        ("content/incidents/2024/pump.md", "---\ntitle: The pump\nrelated: [fire]\n---\nIt stood still.\n"),
        ("content/incidents/2024/fire.md", "---\ntitle: The fire\ndraft: true\nhelped: [A nose]\n---\nIt burned.\n"),
    ])
    .build();
    assert!(!built.get("incidents/2024/pump.html").contains("class=\"block alike\""));
    assert_eq!(built.holding("A nose"), [""; 0]);
}

#[test]
fn the_address_of_what_keeps_coming_back_is_the_sites_own() {
    let built =
        Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n"), ("content/recurring.md", "# Ours\n\nText.\n")]);
    let built = built.build();
    assert!(built.files.contains_key("recurring-page.html"), "{:?}", built.addresses());
    assert!(!built.files.contains_key("recurring.html"));
}
