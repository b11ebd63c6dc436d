//! What front matter withholds is in no byte of a build, in whatever shape it is written; and ordinary texts are not withheld.

use std::fmt::Write as _;

use crate::kit::Kb;

const TOKEN: &str = "zanzibar";

/// A site of one sound page and these.
fn site(texts: &[String]) -> Kb {
    let kb = Kb::with(&[("content/incidents/sound.md", "# Sound\n\nText.\n")]);
    for (ix, text) in texts.iter().enumerate() {
        kb.edit(&format!("content/incidents/case-{ix}.md"), text);
    }
    kb
}

/// Holds that none of `heads` lets the text below it out.
fn withheld(heads: &[String]) {
    let texts: Vec<String> = heads.iter().map(|head| format!("{head}\n# {TOKEN}\n\n{TOKEN}\n")).collect();
    let built = site(&texts).build_with(&["--omit-restricted"]);
    assert!(built.get("incidents/sound.html").contains("Text."));
    let mut leaks = String::new();
    for (ix, head) in heads.iter().enumerate() {
        if built.addresses().contains(&format!("incidents/case-{ix}.html").as_str()) {
            writeln!(leaks, "{head:?}").expect("a string");
        }
    }
    assert!(leaks.is_empty(), "published:\n{leaks}");
    assert_eq!(built.holding(TOKEN), Vec::<&str>::new());
}

/// Holds that all of `texts` are published, with all that a reader should see of them.
fn published(texts: &[(&str, &str)]) {
    let kb = site(&texts.iter().map(|(text, _)| (*text).to_owned()).collect::<Vec<_>>());
    let built = kb.build_with(&["--omit-restricted"]);
    let mut missing = String::new();
    for (ix, (text, seen)) in texts.iter().enumerate() {
        let address = format!("incidents/case-{ix}.html");
        if !built.addresses().contains(&address.as_str()) || !built.get(&address).contains(seen) {
            writeln!(missing, "{text:?}").expect("a string");
        }
    }
    assert!(missing.is_empty(), "withheld or cut:\n{missing}");
}

/// One key in three languages.
struct Key {
    yaml: &'static str,
    toml: &'static str,
    json: &'static str,
}

const KEYS: [Key; 6] = [
    Key { yaml: "draft: true", toml: "draft = true", json: "\"draft\": true" },
    Key { yaml: "status: draft", toml: "status = \"draft\"", json: "\"status\": \"draft\"" },
    Key { yaml: "published: no", toml: "published = false", json: "\"published\": false" },
    Key { yaml: "audience: staff", toml: "audience = \"staff\"", json: "\"audience\": \"staff\"" },
    Key { yaml: "visibility: private", toml: "visibility = \"private\"", json: "\"visibility\": \"private\"" },
    Key { yaml: "audience:", toml: "audience = \"\"", json: "\"audience\": null" },
];

#[test]
fn a_key_that_withholds_is_heard_in_every_shape_of_head() {
    let shapes = [
        "---\nYAML\n---\n",
        "\u{feff}---\r\ntitle: x\r\nYAML\r\n---\r\n",
        "\n\n---\nYAML\n---\n",
        "<!-- SPDX-License-Identifier: MIT -->\n---\nYAML\n---\n",
        "<!--\nA licence\n\nof many lines\n-->\n\n---\nYAML\n---\n",
        "{/* a licence */}\n---\nYAML\n---\n",
        "# Copyright 2024\n# SPDX-License-Identifier: MIT\n---\nYAML\n---\n",
        "{% comment %}x{% endcomment %}\n+++\nTOML\n+++\n",
        "---\nTOML\n---\n",
        "+++\nYAML\n+++\n",
        "{JSON}\n",
        "{\n\t\"title\": \"x\",\n\tJSON\n}\n",
        "---\n{\"title\": \"x\", JSON}\n---\n",
        "---\n{\"title\": \"x\", JSON,,}\n---\n",
        "{\"title\": \"x\", JSON,\n",
        "---toml\nTOML\n---\n",
        "--- yaml\nYAML\n---\n",
        "---json\n{JSON}\n---\n",
        "---js\n{title: \"x\", JSON}\n---\n",
        "----\nYAML\n----\n",
        "--- # comment\nYAML\n---\n",
        "---\ntitle: x\nYAML\n...\n",
        "---\ntitle: x\nYAML\n",
        "---\n\ntitle: x\nYAML\n",
        "---\nYAML\n",
        "---\ntitle: x\nYAML\n\nText.\n\n---\n\nMore.\n",
        "+++\ntitle = \"x\"\nTOML\n",
        "```yaml\nYAML\n```\n",
        "~~~\ntitle: x\nYAML\n~~~\n",
        "```\n---\ntitle: x\nYAML\n---\n```\n",
        "```toml\nTOML\n```\n",
        "```json\n{JSON}\n```\n",
        "title: x\nYAML\n\n",
        "title = \"x\"\nTOML\n\n",
        "title: x\n\nYAML\n\n",
        "YAML\n\n",
        "TOML\n\n",
        "Title: x\nYAML\n\n",
        "---\ntitle: x: y\n YAML\n---\n",
        "---\ntitle: [x\nYAML\n---\n",
        "---\ntitle：x\nYAML\n---\n",
        "+++\ntitle = x y\nTOML\n+++\n",
        "---\ntitle: x\n---\n---\nYAML\n---\n",
        "# Heading\n\n---\nYAML\n---\n",
        "<!--\ntitle: x\nYAML\n-->\n",
        "---\n- title: x\n- YAML\n---\n",
        "+++\ntitle = \"x\"\n[extra]\nTOML\n+++\n",
        "+++\ntitle = \"x\"\n[extra.deep]\na = 1\nTOML\n[[refs]]\ntitle = \"x\"\n+++\n",
        "---\ntitle: x\nextra:\n  YAML\n---\n",
        "{\"title\": \"x\", \"params\": {JSON}}\n",
    ];
    let one =
        |shape: &str, key: &Key| shape.replace("YAML", key.yaml).replace("TOML", key.toml).replace("JSON", key.json);
    let heads: Vec<String> = shapes.iter().flat_map(|shape| KEYS.iter().map(|key| one(shape, key))).collect();
    withheld(&heads);
}

#[test]
fn a_key_that_slid_below_the_last_table_is_the_pages() {
    withheld(
        &[
            "+++\n[[actions]]\ntext = \"x\"\ndraft = true\n+++",
            "+++\n[[actions]]\ntext = \"x\"\n\n[[actions]]\ntext = \"y\"\npublished = false\n+++",
            "+++\n[[refs]]\ntitle = \"x\"\nstatus = \"draft\"\n+++",
            "---\ntitle = \"x\"\n[customer_story]\nsaw = \"x\"\ndraft = true\n---",
            "+++\n[taxonomies]\ntags = [\"draft\"]\n+++",
        ]
        .map(String::from),
    );
    published(&[
        ("+++\n[[actions]]\ntext = \"Seen\"\nstate = \"doing\"\n+++\nText.\n", "Seen"),
        ("---\nactions:\n  - text: hidden\n    private: true\n---\nText.\n", "Text."),
        ("+++\nactions = [{ text = \"a\", draft = true }]\n+++\nText.\n", "Text."),
        ("+++\n[cover]\nhidden = true\n[sidebar]\nhidden = true\n+++\nText.\n", "Text."),
    ]);
}

#[test]
fn pages_that_their_own_tool_never_shows_are_drafts() {
    let heads = [
        "render: false",
        "render: never",
        "render: link",
        "build: {render: never}",
        "_build:\n  list: false",
        "build:\n  list: never",
        "permalink: false",
        "published: 0",
        "unlisted: true",
        "type: draft",
        "layout: drafts/draft.html",
        "tags: [night, Draft]",
        "categories: wip, night",
        "eleventyExcludeFromCollections: true",
        "headless: true",
        "isDraft: yes",
        "wip: true",
        "post_status: draft",
        "status: not published",
    ];
    let heads: Vec<String> = heads.iter().map(|head| format!("---\ntitle: {TOKEN}\n{head}\n---")).collect();
    withheld(&heads);
    let texts: Vec<String> = heads.iter().map(|head| format!("{head}\nText.\n")).collect();
    let drafts = site(&texts).build_with(&["--drafts"]);
    let shown = drafts
        .addresses()
        .into_iter()
        .filter(|address| address.starts_with("incidents/case-") && address.ends_with(".html"));
    assert_eq!(shown.count(), heads.len(), "each is a draft");
}

#[test]
fn keys_about_publication_withhold_unless_they_plainly_publish() {
    let heads = [
        "public_release: false",
        "public_release: pending legal",
        "approval_status: rejected",
        "approval_status: \"\"",
        "confidential: true",
        "confidentiality: C2",
        "classification: internal",
        "internal_only: yes",
        "internalOnly: true",
        "hidden: true",
        "hidden: \"false\"",
        "visibility: team",
        "visibility: {level: public}",
        "visibility: [public, staff]",
        "private: true",
        "public: no",
        "embargo: until the trial is over",
        "embargoed: true",
        "release_status: draft",
        "publication_status: unreleased",
        "access: restricted",
        "sensitivity: low",
        "tlp: amber",
        "TLP: \"TLP:RED\"",
        "restricted: true",
        "do_not_publish: true",
    ];
    let heads: Vec<String> = heads.iter().map(|head| format!("---\ntitle: x\n{head}\n---")).collect();
    withheld(&heads);
    let texts: Vec<String> = heads.iter().map(|head| format!("{head}\nText.\n")).collect();
    let drafts = site(&texts).build_with(&["--drafts", "--omit-restricted"]);
    assert!(drafts.addresses().iter().all(|address| !address.starts_with("incidents/case-")), "no draft among them");
    published(&[
        (
            "---\npublic_release: true\napproval_status: approved\nconfidential: false\ninternal: no\n---\nText.\n",
            "Text.",
        ),
        (
            "---\nclassification: Unclassified\nhidden: false\nvisibility: public\nprivate: off\npublic: yes\n---\nText.\n",
            "Text.",
        ),
        (
            "---\nembargo: false\nrestricted: none\ntlp: TLP:CLEAR\naccess: everyone\nembargoed: 2001-01-01\n---\nText.\n",
            "Text.",
        ),
        (
            "---\ntoc_hide: true\nhide: [navigation]\nnav_exclude: true\nbook_hidden: true\nhide_title: true\n---\nText.\n",
            "Text.",
        ),
        (
            "---\nno_list: true\nhide_summary: true\nsitemap_exclude: true\nsearch_exclude: true\nsidebar_position: 1\n---\nText.\n",
            "Text.",
        ),
        (
            "---\nbuild: {list: local, publishResources: false}\nrender: true\npermalink: /x/\nunlisted: false\n---\nText.\n",
            "Text.",
        ),
        ("---\nstatus: Complete, action items in progress\n---\nText.\n", "Text."),
        ("---\nstatus: Deprecated\npublished: 2001-01-01\ntags: [drafting-table]\n---\nText.\n", "Text."),
    ]);
}

#[test]
fn a_house_settles_what_its_own_words_mean() {
    let page = |value: &str| format!("---\ntitle: {TOKEN}\nvisibility: {value}\n---\nText.\n");
    let config = "[content.publication]\nVisibility = [\"internal\"]\n";
    let kb = site(&[page("Internal"), page("galactic")]).file("casebook.toml", config);
    let built = kb.build();
    assert!(
        built.addresses().contains(&"incidents/case-0.html") && !built.addresses().contains(&"incidents/case-1.html")
    );
}

#[test]
fn ordinary_texts_are_not_withheld() {
    published(&[
        ("Note: something happened.\n\nMore of it.\n", "Note: something happened."),
        ("Title: The rain\n\nIt rained.\n", "It rained."),
        ("---\n\nNote: be careful.\n\nMore.\n", "Note: be careful."),
        ("---\n\nNote: be careful: it is hot.\n\nMore.\n\n---\n\nEnd.\n", "Note: be careful"),
        ("---\n\nJust a rule and words, of a draft: none.\n\n---\n\nEnd.\n", "Just a rule"),
        ("| key | value |\n|---|---|\n| status | draft |\n", "draft"),
        ("Status: all systems went down at once, and nobody knew why.\n\nText.\n", "all systems"),
        ("Date: 2024-01-01\nAuthors: Ann\nStatus: Complete, action items in progress\n\nText.\n", "Text."),
        ("# T\n\nStatus: draft of a plan.\n\nprivate: a word\n", "draft of a plan"),
        ("# T\n\n```yaml\n---\ntitle: x\ndraft: true\n---\n```\n", "draft"),
        ("How a head looks:\n\n```yaml\n---\ntitle: x\ndraft: true\n---\n```\n", "draft"),
        ("```yaml\nreplicas: 3\nimage: checkout\n```\n\nText.\n", "replicas"),
        ("{{< figure >}}\n\nText.\n", "Text."),
        ("{#the-anchor}\n\nText.\n", "Text."),
        ("<!-- a remark: draft it anew -->\nText.\n", "Text."),
        ("- Draft: see the other page\n- Review: done\n\nText.\n", "see the other page"),
        ("We met. The draft: a good one. published: never said.\n", "a good one"),
        ("***\n\nText.\n\n***\n\nMore.\n", "More."),
        ("Before\n---\n\nAccess: through the gate\n\nAfter\n---\n", "through the gate"),
        ("12:30 the deploy began\n12:40 it ended\n", "the deploy began"),
    ]);
}

#[test]
fn a_draft_folder_is_one_in_any_case() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "# A\n\nText.\n"),
        ("content/_Drafts/b.md", "# Zanzibar\n"),
        ("content/incidents/_DRAFTS/c.md", "# Zanzibar\n"),
    ]);
    assert_eq!(kb.build().holding(TOKEN), Vec::<&str>::new());
}
