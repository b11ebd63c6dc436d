//! What a head is read as, and what is none.

use super::*;
use crate::diag::Rule;
use crate::parse::front_matter::tree::{HeadNode, MAX_BYTES, MAX_FINDINGS};

/// Keys with what they hold, and the body.
fn read(text: &str) -> (Vec<(String, String)>, &str) {
    let front = front(text, "");
    let shown = |node: &HeadNode| match &node.value {
        HeadValue::Plain(text) | HeadValue::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    let entries = front.entries.iter().map(|entry| (entry.key.clone(), shown(&entry.node))).collect();
    assert!(front.unread.is_none() && front.diagnostics.is_empty(), "{text:?}: {:?}", front.diagnostics);
    (entries, &text[front.body_start..])
}

#[test]
fn a_head_is_read_in_every_shape() {
    let shapes = [
        "---\ntitle: T\nservices: a\n---\nBody.\n",
        "\u{feff}---\r\ntitle: T\r\nservices: a\r\n---\r\nBody.\n",
        "\n \n\u{200b}---\ntitle: T\nservices: a\n...\nBody.\n",
        "----\ntitle: T\nservices: a\n-----\nBody.\n",
        "--- # the head\ntitle: T\nservices: a\n--- # its end\nBody.\n",
        "--- yaml\ntitle: T\nservices: a\n---\nBody.\n",
        "———\ntitle: T\nservices: a\n———\nBody.\n",
        "+++\ntitle: T\nservices: a\n+++\nBody.\n",
        "---\ntitle: T\nservices: a\n+++\nBody.\n",
        "---\ntitle = \"T\"\nservices = \"a\"\n---\nBody.\n",
        "---toml\ntitle = \"T\"\nservices = \"a\"\n---\nBody.\n",
        "+++\ntitle = \"T\"\nservices = \"a\"\n++++\nBody.\n",
        "{\"title\": \"T\", \"services\": \"a\"}\nBody.\n",
        "{\n\t\"title\": \"T\",\n\t\"services\": \"a\"\n}\nBody.\n",
        "{title: T, services: a} Body.\n",
        "---\n{\"title\": \"T\", \"services\": \"a\"}\n---\nBody.\n",
        "---json\n{\"title\":\"T\",\"services\":\"a\"}\n---\nBody.\n",
        ";;;\n{\"title\": \"T\", \"services\": \"a\"}\n;;;\nBody.\n",
        "```yaml\ntitle: T\nservices: a\n```\nBody.\n",
        "~~~\ntitle: T\nservices: a\n~~~\nBody.\n",
        "````\n---\ntitle: T\nservices: a\n---\n````\nBody.\n",
        "```toml\ntitle = \"T\"\nservices = \"a\"\n```\nBody.\n",
        "```json\n{\"title\": \"T\", \"services\": \"a\"}\n```\nBody.\n",
        "title: T\nservices: a\n\nBody.\n",
        "title: T\nservices: a\n---\nBody.\n",
        "title = \"T\"\nservices = \"a\"\n\nBody.\n",
        "<!-- SPDX-License-Identifier: CC-BY-4.0 -->\n---\ntitle: T\nservices: a\n---\nBody.\n",
        "<!--\nSome licence,\n\nat length\n-->\n\n+++\ntitle = \"T\"\nservices = \"a\"\n+++\nBody.\n",
        "{/* a licence */}\n---\ntitle: T\nservices: a\n---\nBody.\n",
        "{# a licence #}\n\n---\ntitle: T\nservices: a\n---\nBody.\n",
        "# SPDX-FileCopyrightText: 2024 the authors\n#\n# SPDX-License-Identifier: MIT\n\n---\ntitle: T\nservices: a\n---\nBody.\n",
        "/*\n * Copyright\n */\n{% comment %} x {% endcomment %}\n// x\n[//]: # (x)\n---\ntitle: T\nservices: a\n---\nBody.\n",
    ];
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    for text in shapes {
        let (entries, body) = read(text);
        assert_eq!(entries, [pair("title", "T"), pair("services", "a")], "{text:?}");
        assert_eq!(body.trim(), "Body.", "{text:?}");
    }
}

#[test]
fn places_of_keys_are_true() {
    for text in ["---\ntitle: Ä\n---\n", "{\"a\": \"ä\",\n\t\"title\": \"Ä\"}", "<!-- ä -->\ntitle = \"Ä\"\na = 1\n"]
    {
        let front = front(text, "");
        let entry = front.entries.iter().find(|entry| entry.key == "title").expect("the key");
        assert!(text[entry.span.clone()].contains("title"), "{text:?}");
        assert!(text[entry.node.span.clone()].contains('Ä'), "{text:?}");
    }
}

#[test]
fn what_begins_a_text_without_being_a_head_stays_in_it() {
    for text in [
        "Note: it rained.\n\nMore.\n",
        "Title: The rain\n\nIt rained.\n",
        "note: it rained\nremark: and then it poured\n\nMore.\n",
        "summary: it rained for a while and nobody looked\n\nMore.\n",
        "---\n\nNote: it rained.\n\nMore.\n",
        "---\n\nNote: it rained: hard.\n\nMore.\n\n---\n\nEnd.\n",
        "---\n\nJust words.\n\n---\n",
        "| title | draft |\n|---|---|\n| a | b |\n",
        "{{< figure src=\"a.png\" >}}\n",
        "{% include x.html %}\n",
        "{#anchor}\n\nText.\n",
        "{: .note }\n",
        "{\"level\": \"warn\"}\n",
        "12:30 it began\n12:40 it ended\n",
        "http://example.invalid/?title=x\n",
        "```yaml\nreplicas: 3\nimage: x\n```\n",
        "```yaml\nkind: Pod\nstatus:\n  phase: Running\n```\n",
        "```sh\ntitle=x\n```\n",
        "# Title\n\ntitle: x\ndraft: false\n",
        "    title: x\n    tags: y\n",
        "",
        "---",
        "```",
        "{",
    ] {
        let (entries, body) = read(text);
        assert!(entries.is_empty() && body == text, "{text:?}: {entries:?} {body:?}");
    }
}

#[test]
fn a_head_without_an_end_or_in_no_language_is_not_read() {
    for (text, rule) in [
        ("---\ntitle: T\n\n# Heading\n\nText.\n", Rule::FrontUnclosed),
        ("---\n\ntitle: T\nstatus: draft\n\n# Heading\n", Rule::FrontUnclosed),
        ("---\n# a comment\ndraft: true\n", Rule::FrontUnclosed),
        ("---\ntitle: T\n\nText of the body.\n\n---\n\nMore.\n", Rule::FrontUnclosed),
        ("+++\ntitle = \"T\"\n\n# Heading\n", Rule::FrontUnclosed),
        ("{\"title\": \"T\",\n\nText.\n", Rule::FrontUnclosed),
        ("```yaml\ntitle: T\n\nText.\n", Rule::FrontUnclosed),
        ("---\n{\"title\": \"T\", \"draft\": true,,}\n---\n", Rule::FrontSyntax),
        ("---js\n{ title: \"T\" }\n---\n", Rule::FrontSyntax),
    ] {
        let front = front(text, "");
        assert!(front.unread.is_some() && front.entries.is_empty(), "{text:?}");
        assert_eq!(front.diagnostics.iter().map(|d| d.rule).collect::<Vec<_>>(), [rule], "{text:?}");
    }
}

#[test]
fn json_that_yaml_does_not_know_is_read() {
    let (entries, body) = read("{\"title\": \"A \\ud83d\\ude00\", \"tags\": [\"a\\/b\"]}\nBody.\n");
    assert!(entries.contains(&(String::from("title"), String::from("A \u{1f600}"))), "{entries:?}");
    assert_eq!(body, "Body.\n");
}

#[test]
fn aliases_copy_only_so_many_bytes() {
    let texts = |count: usize, length: usize| {
        let aliases = "  - *a\n".repeat(count);
        format!("---\ntitle: T\nlong: &a \"{}\"\nall:\n{aliases}---\nBody.\n", "x".repeat(length))
    };
    let few = front(&texts(2, 1000), "");
    assert!(few.unread.is_none() && few.diagnostics.is_empty());
    let copied = |front: &Front| matches!(&front.entries[2].node.value, HeadValue::List(items) if items.len() == 2);
    assert!(copied(&few));
    // The anchor is one copy and each alias another.
    let many = front(&texts(2, MAX_BYTES / 3 + 1), "");
    assert_eq!(many.diagnostics.len(), 1, "{:?}", many.diagnostics);
    assert!(many.unread.is_some() && many.diagnostics[0].message.contains("aliases copy more than 256 KB"));
    let deep = front(
        &format!("---\na: &a {}x{}\nb: {}*a{}\n---\n", "[".repeat(20), "]".repeat(20), "[".repeat(20), "]".repeat(20)),
        "",
    );
    assert!(deep.diagnostics[0].message.contains("nests deeper"), "{:?}", deep.diagnostics);
}

#[test]
fn a_head_that_is_too_long_is_not_read() {
    let long =
        |over: usize| format!("---\ntitle: \"{}\"\n---\nBody.\n", "x".repeat(MAX_BYTES - "title: \"\"\n".len() + over));
    assert!(front(&long(0), "").unread.is_none());
    let over = front(&long(1), "");
    assert!(over.unread.is_some() && over.entries.is_empty());
    assert_eq!(over.diagnostics[0].message, "this front matter is longer than 256 KB and is not read");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test measures")]
fn many_keys_take_no_more_time_each() {
    let keys = |line: fn(usize) -> String| (0..12_000).map(line).collect::<String>();
    for head in [
        format!("---\n{}---\n", keys(|ix| format!("k{ix}: 1\n"))),
        format!("---\n{}: [\n---\n", keys(|ix| format!("status{ix}: [\n"))),
        format!("---\n{}---\n", keys(|ix| format!("k{}: 1\n", ix % 6_000))),
        format!("+++\n{}+++\n", keys(|ix| format!("k{ix} = x y\n"))),
    ] {
        let begun = std::time::Instant::now();
        let front = front(&head, "");
        assert!(front.diagnostics.len() <= MAX_FINDINGS + 1, "{}", front.diagnostics.len());
        // With a time that grows with the square it would be minutes.
        assert!(begun.elapsed().as_secs() < 20, "{}: {:?}", &head[..20], begun.elapsed());
    }
}
