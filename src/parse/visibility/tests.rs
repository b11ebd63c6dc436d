//! What front matter says of who may see a page, and from which day to which.

use std::sync::Arc;

use crate::diag::Rule;
use crate::model::*;
use crate::parse::visibility::folder_data::below;

fn source(path: &str, text: &str) -> Arc<Source> {
    let hint = KindHint::nothing();
    let (shown_path, path) = (format!("content/{path}"), path.to_owned());
    Arc::new(Source {
        shown_path,
        path,
        text: Arc::from(text),
        hint,
        lang: None,
        unread: None,
        diagnostics: Vec::new(),
    })
}

fn page(head: &str) -> Page {
    crate::parse::parse(&source("incidents/a.md", &format!("---\n{head}\n---\nText.\n")), &Config::default())
}

fn day(fact: Option<&Fact<Moment>>) -> Option<String> {
    fact.map(|fact| fact.value.date().to_string())
}

#[test]
fn days_of_publication_are_read_in_any_spelling() {
    for key in ["publishDate", "publish_date", "PUBLISHDATE", "pubdate", "go-live", "Scheduled", "embargo", "published"]
    {
        let page = page(&format!("{key}: 2099-01-02"));
        assert_eq!(day(page.publication.from.as_ref()).as_deref(), Some("2099-01-02"), "{key}");
        assert_eq!((page.withheld, page.newest), (None, None), "{key}");
    }
    for key in ["expiryDate", "expiry_date", "expires", "unpublishdate", "Unpublish Date"] {
        let page = page(&format!("{key}: 2001-01-02"));
        assert_eq!(day(page.publication.until.as_ref()).as_deref(), Some("2001-01-02"), "{key}");
        assert_eq!(page.withheld, None, "{key}");
    }
    let both = page("published: 2020-01-01\npublishDate: 2099-01-02\nexpires: 2100-01-01\nexpiryDate: 2099-06-01");
    assert_eq!(day(both.publication.from.as_ref()).as_deref(), Some("2099-01-02"));
    assert_eq!(day(both.publication.until.as_ref()).as_deref(), Some("2099-06-01"));
    let zoned = page("publishDate: 2024-03-11T23:00:00-05:00").publication.from.expect("a moment");
    assert_eq!(zoned.value.instant().expect("an instant").to_string(), "2024-03-12T04:00:00Z");
}

#[test]
fn a_day_of_publication_that_cannot_be_read_withholds() {
    for head in
        ["publishDate: soon", "publishDate: 2024-13-01", "publishDate: TBD", "expiryDate: later", "published: soon"]
    {
        let page = page(head);
        assert!(matches!(page.withheld, Some(Withheld::Draft(_))), "{head}");
        assert!(page.diagnostics.iter().any(|finding| finding.rule == Rule::FrontDraft), "{head}");
    }
    for head in [
        "publishDate:",
        "published: true",
        "published: unknown",
        "published: https://example.invalid/post",
        "expires: never",
        "release_date: v2",
        "scheduled: true",
    ] {
        assert_eq!(page(head).withheld, None, "{head}");
    }
}

#[test]
fn a_date_of_publication_is_not_the_newest_date() {
    let dated = page("type: incident\npublished: 2031-05-01");
    assert_eq!(day(dated.dated.as_ref()).as_deref(), Some("2031-05-01"), "it orders the page all the same");
    assert_eq!(dated.newest, None);
    assert_eq!(
        page("type: incident\nstarted: 2024-01-01\npublished: 2031-05-01").newest,
        Some(jiff::civil::date(2024, 1, 1))
    );
}

#[test]
fn the_strictest_key_gives_the_class() {
    for (head, withheld) in [
        ("draft: true\naudience: staff", Withheld::Audience(String::from("staff"))),
        ("audience:\ndraft: true", Withheld::Audience(String::from("unnamed"))),
        ("draft: true\nhidden: true", Withheld::Publication(String::from("`hidden` is true"))),
        ("visibility: mars", Withheld::Publication(String::from("`visibility` is `mars`"))),
        ("approval_status:", Withheld::Publication(String::from("`approval_status` says nothing"))),
        ("private: true", Withheld::Publication(String::from("`private` is true"))),
        ("draft: yes", Withheld::Draft(String::from("`draft` is true"))),
        ("extra:\n  audience: staff", Withheld::Audience(String::from("staff"))),
        ("title: [a\nvisibility: [b\nx: 1", Withheld::Audience(String::from("unreadable"))),
    ] {
        assert_eq!(page(head).withheld, Some(withheld), "{head}");
    }
}

/// What a page says of those below: folders and reasons.
fn told(path: &str, text: &str) -> Vec<(String, Withheld)> {
    let page = crate::parse::parse(&source(path, text), &Config::default());
    page.below.into_iter().map(|below| (below.folder, below.withheld)).collect()
}

#[test]
fn an_index_that_is_withheld_withholds_its_section() {
    let draft = || Withheld::Draft(String::from("`draft` is true"));
    assert_eq!(told("a/b/_index.md", "+++\ndraft = true\n+++\n"), [(String::from("a/b"), draft())]);
    assert_eq!(told("a/_index.en.md", "---\ndraft: true\n---\n"), [(String::from("a"), draft())]);
    assert_eq!(told("_index.md", "---\ndraft: true\n---\n"), [(String::new(), draft())]);
    let (folder, withheld) = told("a/_index.md", "---\nvisibility: internal\n---\n").remove(0);
    assert_eq!((folder.as_str(), withheld.class()), ("a", Class::Restricted));
    assert_eq!(told("a/_index.md", "---\ntitle: x\nstatus: draft\n\n# Never closed\n").len(), 1);
    for (path, text) in [
        ("a/index.md", "---\ndraft: true\n---\n"),
        ("a/_index.md", "---\nrender: false\n---\n"),
        ("a/_index.md", "---\nbuild: {render: never}\n---\n"),
        ("a/_index.md", "---\ntitle: A\n---\n"),
    ] {
        assert_eq!(told(path, text), [], "{text}");
    }
}

#[test]
fn what_cascades_withholds_a_folder() {
    let folders = |path: &str, text: &str| told(path, text).into_iter().map(|(folder, _)| folder).collect::<Vec<_>>();
    for text in [
        "---\ncascade:\n  draft: true\n---\n",
        "---\ncascade:\n  - published: no\n---\n",
        "+++\n[cascade]\nstatus = \"draft\"\n+++\n",
        "+++\n[[cascade]]\naudience = \"staff\"\n[cascade._target]\nkind = \"page\"\n+++\n",
        "+++\n[cascade.build]\nrender = \"never\"\n+++\n",
        "{\"title\": \"A\", \"cascade\": {\"visibility\": \"private\"}}\n",
        "---\ncascade:\n  params: {draft: true}\n---\n",
        "---\ncascade:\n  publishDate: 2099-01-01\n---\n",
    ] {
        assert_eq!(folders("a/_index.md", text), ["a"], "{text}");
    }
    let narrowed = "---\ncascade:\n  - target: {path: /a/secret/**}\n    draft: true\n  - draft: false\n---\n";
    assert_eq!(folders("_index.md", narrowed), ["a/secret"]);
    let both = "---\ncascade:\n  - _target: {path: '{/a/x,/a/y/**}'}\n    draft: true\n---\n";
    assert_eq!(folders("a/_index.md", both), ["a/x", "a/y"]);
    assert_eq!(folders("a/index.md", "---\ncascade: {draft: true}\n---\n"), ["a"]);
    assert_eq!(folders("a/b.md", "---\ncascade: {draft: true}\n---\n"), ["a/b"]);
    assert_eq!(folders("a/_index.md", "---\ncascade: {type: docs, toc_hide: true}\n---\n"), [""; 0]);
}

#[test]
fn data_beside_pages_withholds_them() {
    let of = |path: &str, text: &str| {
        let (told, findings) = below(&source(path, text), &Config::default());
        let rules: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
        (told.into_iter().map(|below| below.folder).collect::<Vec<_>>(), rules)
    };
    for (path, text, folder) in [
        ("incidents/incidents.json", "{\"draft\": true}", "incidents"),
        ("incidents/incidents.11tydata.json", "{\"permalink\": false}", "incidents"),
        ("x/Incidents/incidents.yaml", "eleventyExcludeFromCollections: true\n", "x/Incidents"),
        ("incidents/incidents.toml", "published = false\n", "incidents"),
        ("incidents/a.json", "{\"audience\": \"staff\"}", "incidents/a"),
        ("incidents/a.11tydata.json", "{\"status\": \"draft\"}", "incidents/a"),
        ("incidents/.meta.yml", "visibility: internal\n", "incidents"),
        (
            "_config.yml",
            "title: T\ndefaults:\n  - scope: {path: incidents/acq}\n    values: {published: false}\n",
            "incidents/acq",
        ),
        ("_config.yml", "defaults:\n  - scope: {path: '', type: posts}\n    values: {layout: draft}\n", ""),
        ("_config.yml", "defaults:\n- scope: {path: 'a/*/b'}\n  values: {draft: true}\n", "a"),
        ("hugo.toml", "[cascade]\ndraft = true\n", ""),
        // In the site's folder, above the content folder.
        (
            "../_config.yml",
            "defaults:\n  - scope: {path: content/incidents}\n    values: {published: false}\n",
            "incidents",
        ),
        ("../_config.yml", "defaults:\n  - scope: {path: ''}\n    values: {published: false}\n", ""),
    ] {
        assert_eq!(of(path, text).0, [folder], "{path}: {text}");
    }
    for (path, text) in [
        ("incidents/_category_.json", "{\"unlisted\": true, \"draft\": true}"),
        ("incidents/incidents.json", "{\"layout\": \"post\", \"tags\": [\"incident\"], \"permalink\": \"/x/\"}"),
        ("incidents/.meta.yml", "hide: [navigation]\n"),
        ("_config.yml", "defaults:\n  - scope: {path: '', type: drafts}\n    values: {published: false}\n"),
        ("_config.yml", "published: false\n"),
        ("incidents/incidents.11tydata.js", "module.exports = { layout: \"post\", eleventyComputed: {} };\n"),
        ("incidents/a.json", "{\"values\": [1, 2,, 3]}"),
    ] {
        assert_eq!(of(path, text), (Vec::new(), Vec::new()), "{path}: {text}");
    }
    for text in [
        "module.exports = { permalink: false };\n",
        "export default { 'draft': process.env.X };\n",
        "const draft = true; module.exports = { draft };\n",
        "module.exports = () => ({ audience: who() });\n",
    ] {
        assert_eq!(
            of("incidents/incidents.11tydata.js", text),
            (vec![String::from("incidents")], vec![Rule::FrontDraft]),
            "{text}"
        );
    }
    let broken = of("incidents/incidents.json", "{\"draft\": true,,}");
    assert_eq!(broken, (vec![String::from("incidents")], vec![Rule::FrontSyntax]));
}
