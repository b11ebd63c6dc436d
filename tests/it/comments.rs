//! What no page shows is in no byte of a build: authors' comments of every tool, definitions, text of elements that are not shown.

use crate::kit::{Built, Kb};

const TOKEN: &str = "zebra";

/// Comments, each with the token in it and words around it that stay.
const COMMENTS: [&str; 42] = [
    "kept <!-- zebra --> left",
    "kept <!-- zebra\n\nzebra --> left",
    "- kept <!-- zebra\n\n  zebra -->\n- left",
    "> kept <!-- zebra\n>\n> zebra -->\n> left",
    "| kept | left |\n|---|---|\n| <!-- zebra --> | x |",
    "kept left <!--> zebra -->",
    "kept left\n\n<!-- zebra\n\n```\nzebra",
    "!!! note\n    kept <!-- zebra\n\n    zebra --> left",
    ":::note\nkept\n[//]: # (zebra)\n\nleft\n:::",
    "kept left\n\n[//]: # (zebra)",
    "kept left\n[//]: # (zebra)",
    "kept left\n\n[//]: # \"zebra\"",
    "kept left\n\n[//]: # 'zebra\nzebra'",
    "kept left\n\n[//]: <> (zebra)",
    "kept left\n\n[//]: # (zebra (zebra) zebra)",
    "kept left\n\n[//]: # zebra without marks",
    "kept left\n\n[//]: # (one)\n[//]: # (zebra)",
    "kept left\n\n[comment]: # (zebra)",
    "kept left\n\n[comment]: <> (zebra\nzebra)",
    "kept left\n[_]: <> zebra zebra",
    "- kept\n\n  [//]: # (zebra)\n- left",
    "> kept\n>\n> [//]: # (zebra)\n>\n> left",
    "kept %%zebra%% left",
    "kept\n\n%%\nzebra\n%%\n\nleft",
    "kept {/* zebra */} left",
    "kept\n\n{/*\n  zebra\n\n  zebra\n*/}\n\nleft",
    "kept {% comment %} zebra {% endcomment %} left",
    "kept\n\n{%- comment -%}\n\nzebra\n\n{%- endcomment -%}\n\nleft",
    "kept {% # zebra %} left",
    "kept {%- # zebra -%} left",
    "kept {# zebra #} left",
    "kept\n\n{#\nzebra\n\n#}\n\nleft",
    "kept {{/* zebra */}} left",
    "kept {{- /* zebra */ -}} left",
    "kept {{! zebra }} left",
    "kept {{!-- zebra {{x}} --}} left",
    "kept\n\n{{% comment %}}\nzebra\n{{% /comment %}}\n\nleft",
    "kept\n\n{{< comment >}}\nzebra\n{{< /comment >}}\n\nleft",
    "kept\n\n{::comment}\nzebra\n{:/comment}\n\nleft",
    "kept <%# zebra %> left",
    "kept {>>zebra<<} left",
    "kept {# it`s #} left {# zebra ` #}",
];

/// Text that is in the file and on no page.
const UNSEEN: [&str; 20] = [
    "kept left\n\n<template>\n\nZebra [[a01]] zebra.\n\n## Zebra timeline\n\n- 10:00 zebra\n- 11:00 zebra\n\n</template>",
    "kept left\n\n[^2]: Zebra [[a00]] zebra.",
    "kept [left][], [x][]\n\n[left]: a00.md \"Zebra\"\n[x]: zebra.md",
    "kept left\n\n[zebra]: https://e.example/",
    "kept left\n\n[a]: https://e.example/zebra \"Zebra\"",
    "kept [left][a]\n\n[a]: https://e.example/ \"Zebra\"\n[a]: https://e.example/zebra",
    "kept [left](https://e.example/ \"Zebra\")",
    "> kept\n>\n> [a]: https://e.example/zebra\n> [a]: https://e.example/zebra\n>\n> left",
    "- kept\n- [a]: https://e.example/zebra\n- left",
    "kept left\n\n[^zebra]: A note of zebra.\n\n    More zebra.",
    "kept left\n\n[^1]: Zebra.\n\n[^1]: Zebra again.",
    "kept <template>zebra</template> left",
    "<template>\n\n- zebra\n\n**zebra**\n\n</template>\n\nkept left",
    "kept <title>zebra</title> left",
    "<script>\nlet zebra = 1;\n</script>\n\nkept left",
    "kept <span data-zebra=\"zebra\" class=\"zebra\" id=\"zebra\" style=\"color: zebra\" onclick=\"zebra()\">left</span>",
    "kept left\n\n<?php zebra ?>\n\n<!ZEBRA zebra>",
    "kept left\n\n```yaml key=\"zebra.yaml\" data-zebra\na: 1\n```",
    "kept left\n\n## A heading {#a .zebra zebra=zebra}\n\nText.",
    "<details data-zebra>\n<summary>kept</summary>\n\n**left** <em class='zebra'>x</em>\n\n</details>",
];

/// Files, built; every file is an incident of its own.
fn built(files: &[(&str, String)]) -> Built {
    let kb = Kb::new().file("casebook.toml", "title = \"T\"\nbase_url = \"https://casebook.example\"\n");
    for (name, text) in files {
        kb.edit(&format!("content/incidents/{name}"), text);
    }
    kb.build()
}

fn incident(body: &str) -> String {
    format!("---\ntitle: A\ndate: 2024-01-01\n---\n{body}\n\n## After\n\nThe end.\n")
}

/// Builds each text as a file of its own, and checks that the token is in no byte and that what stands around it is.
fn hold(texts: &[&str], extension: &str) {
    let files: Vec<(String, String)> =
        texts.iter().enumerate().map(|(ix, text)| (format!("a{ix:02}.{extension}"), incident(text))).collect();
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let built = built(&files);
    let holding = built.holding(TOKEN);
    assert_eq!(holding, Vec::<&str>::new());
    for (ix, text) in texts.iter().enumerate() {
        for address in [format!("incidents/a{ix:02}.html"), format!("incidents/a{ix:02}.md")] {
            let shown = built.get(&address);
            assert!(shown.contains("kept") && shown.contains("left"), "{address}: {text}\n{shown}");
            let unclosed = text.ends_with("```\nzebra");
            assert!(unclosed || shown.contains("The end."), "{address}: {text}\n{shown}");
        }
    }
}

#[test]
fn comments_of_every_tool_are_in_no_byte_of_a_build() {
    hold(&COMMENTS, "md");
    hold(&COMMENTS, "mdx");
}

#[test]
fn what_no_page_shows_is_in_no_byte_of_a_build() {
    hold(&UNSEEN, "md");
}

#[test]
fn what_a_module_imports_and_exports_is_in_no_byte_of_a_build() {
    let module = "import Zebra from \"./zebra\"\n\nexport const zebra = {\n  a: \"zebra\",\n\n  b: \"zebra\",\n}\n\nkept {// zebra\n} left\n\nexport default function Zebra() {\n  return <p>zebra</p>\n}";
    hold(&[&module.replace("{// zebra\n}", "{/* zebra */}")], "mdx");
    hold(&["import { Zebra } from './zebra'\n\nkept left"], "md");
    let prose = built(&[("a.mdx", incident("import the certificate from the vault\n\nexport the report"))]);
    let twin = prose.get("incidents/a.md");
    assert!(twin.contains("import the certificate") && twin.contains("export the report"), "{twin}");
}

#[test]
fn comments_in_code_are_shown() {
    let body = "`<!-- a -->` `{# b #}`\n\n```\n[//]: # (c)\n{/* d */}\n{% comment %}e{% endcomment %}\nimport F from \"f\"\n```\n\n    %% g %%\n";
    for extension in ["md", "mdx"] {
        let built = built(&[(&format!("a.{extension}"), incident(body))]);
        let twin = built.get("incidents/a.md");
        for shown in ["<!-- a -->", "{# b #}", "[//]: # (c)", "{/* d */}", "{% comment %}e", "import F", "%% g %%"] {
            assert!(twin.contains(shown), "{shown} in {twin}");
        }
    }
}

#[test]
fn comments_in_front_matter_are_in_no_byte_of_a_build() {
    let comments = [
        "<!-- zebra -->",
        "%%zebra%%",
        "{# zebra #}",
        "{/* zebra */}",
        "{% comment %}zebra{% endcomment %}",
        "{{! zebra }}",
    ];
    for comment in comments {
        let head = format!(
            "---\ntitle: \"A {comment}\"\nid: INC-1\ndate: 2024-01-01\nsummary: \"kept {comment} [[INC-2]] left\"\ntakeaways:\n  - \"Learn {comment}.\"\nactions:\n  - text: \"Do {comment}\"\n    reason: \"So {comment}\"\nrelated:\n  - id: INC-2\n    why: \"As {comment}\"\ntags: [\"b{comment}\"]\n---\nText.\n"
        );
        let other = String::from("---\ntitle: B\nid: INC-2\ndate: 2024-01-02\n---\nText.\n");
        let built = built(&[("a.md", head), ("b.md", other)]);
        assert_eq!(built.holding(TOKEN), Vec::<&str>::new(), "{comment}");
        assert!(built.get("incidents/2024.json").contains("left"), "{comment}");
    }
}

#[test]
fn definitions_and_links_that_lead_to_a_withheld_page_are_in_no_byte_of_a_build() {
    let secret = String::from("---\ntitle: Zebra merger\nid: INC-7\ndate: 2024-01-02\ndraft: true\n---\nText.\n");
    let links = [
        "See [this one][d].\n\n[d]: zebra-merger.md \"The zebra title\"",
        "See [this one][].\n\n[this one]: <zebra-merger.md>\n[this one]: zebra-merger.md 'zebra'",
        "See [*this* one](zebra-merger.md \"The zebra title\").",
        "See ![this one][d] and ![this one](zebra-merger.md 'zebra').\n\n[d]: ./zebra-merger.md",
        "See [[zebra-merger|this one]].",
        "See <a href=\"zebra-merger.md\" title=\"this one\">this one</a>.",
        "See this one.\n\n[d]: ../incidents/zebra-merger.md",
        "## Summary\n\nSee [this one][d].\n\n## Lessons learned\n\n- Not as [this one][d].\n\n## Timeline\n\n- 09:00 [this one](zebra-merger.md) began\n- 10:00 [this one][d] ended\n- 11:00 <span data-x='zebra'>all</span> well\n\n## Action items\n\n- [ ] Read [this one][d]\n\n[d]: zebra-merger.md \"zebra\"",
    ];
    for link in links {
        let head = "---\ntitle: Public\ndate: 2024-03-03\nsummary: See [this one](zebra-merger.md \"zebra\").\ntakeaways:\n  - Not as <b data-x=\"zebra\">this</b> [one](zebra-merger.md).\n---\n";
        let built = built(&[
            ("zebra-merger.md", secret.clone()),
            ("a.md", format!("{head}{link}\n")),
            ("b.md", format!("# Other\n\n{link}\n")),
        ]);
        assert_eq!(built.holding(TOKEN), Vec::<&str>::new(), "{link}");
        for address in ["incidents/a.md", "incidents/a.html", "incidents/b.md", "incidents/b.html"] {
            let shown = built.get(address).replace(['*'], "").replace("<em>", "").replace("</em>", "");
            assert!(shown.contains("this one"), "{address}: {link}\n{shown}");
        }
    }
}
