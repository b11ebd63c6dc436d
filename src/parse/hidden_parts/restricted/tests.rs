//! What is a mark and what is none, and how far each reaches.

use super::*;

/// The parts of a text: whom each is for, and what it holds.
fn hidden(text: &str) -> Vec<(String, &str)> {
    restricted(text, 0).parts.into_iter().map(|(audience, span)| (audience, &text[span])).collect()
}

/// What stays of a text.
fn shown(text: &str) -> String {
    let blanked = crate::parse::hidden_parts::blank::blanked(text, restricted(text, 0).blank.into_iter());
    blanked.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

#[test]
fn a_heading_hides_what_stands_under_it() {
    let text = "a\n\n## B {#b audience=support}\n\nx\n\n### C\n\ny\n\n## D\n\nz\n";
    let part = "## B {#b audience=support}\n\nx\n\n### C\n\ny\n\n";
    assert_eq!(hidden(text), [(String::from("support"), part)]);
    assert_eq!(hidden("B {audience=\"staff\"}\n---\n\nx\n\nC\n---\n\ny\n").len(), 1);
    assert!(hidden("B {audience=x}\n---\n\nx\n\nC\n---\n\ny\n")[0].1.ends_with("x\n\n"));
}

#[test]
fn a_box_ends_at_its_own_closing_line() {
    assert_eq!(shown("a\n:::audience support\nsecret\n:::note\nx\n:::\ny\n:::\nb\n"), "a\n\n\n\n\n\n\n\nb");
    assert_eq!(shown("a\n> :::audience staff\n> secret\nmore\n"), "a");
    assert_eq!(shown("> a\n> :::audience staff\n> secret\n> :::\n> b\n"), "> a\n>\n>\n>\n> b");
    assert_eq!(shown("- a\n\n  :::audience x\n  secret\n  :::\n\n  b\n- c\n"), "- a\n\n\n\n\n\n  b\n- c");
    assert_eq!(shown("!!! note\n    :::audience x\n    secret\n    :::\n    b\n"), "!!! note\n\n\n\n    b");
    assert_eq!(shown("1. a\n   - :::audience x\n     secret\n     :::\n2. b\n"), "1. a\n\n\n\n2. b");
    assert_eq!(hidden(":::audience x secret ::: \nb\n"), [(String::from("x"), ":::audience x secret ::: \n")]);
}

/// Texts whose every line with the word is in a part, and the last line of which is in none.
#[test]
fn a_part_ends_where_its_closing_and_the_blocks_agree() {
    let inner = [
        "- ```\n  :::\n  # x\n  ```\n\nsecret\n",
        "1. ~~~ sh\n   :::\n   ## x\n   ~~~\n\n   secret\n",
        "> ```\n> :::\n> ## x\n> ```\n\nsecret\n",
        "```\n:::\n## x\n```\nsecret\n",
        "    :::\n    ## x\n\nsecret\n",
        "<!--\n:::\n## x\n-->\nsecret\n",
        "<pre>\n\n:::\n## x\n\n</pre>\nsecret\n",
        "<script>\n:::\n## x\n</script>\nsecret\n",
        "<div>\n:::\n## x\n\nsecret\n</div>\n",
        "<p>\n:::\nsecret</p>\n",
        "<details>\n<summary>secret</summary>\n\n:::\n## x\n\nsecret\n\n</details>\n",
        "<Tabs>\n:::\nsecret\n</Tabs>\n",
        "<pre>\n```\n</pre>\nsecret\n",
        "<your-token>\nsecret\n",
        "- a\n\n  :::\n\n  ## x\n- secret\n",
        "> :::\n> ## x\n\nsecret\n",
        "> secret\nlazy secret\n",
        "| a | b |\n|---|---|\n| secret | ::: |\n",
        ":::note\nsecret\n:::\nsecret\n",
        "::::note\n:::\nsecret\n::::\nsecret\n",
        "- :::tip\n  secret\n  :::\n",
        ":::note secret :::\n",
        "[^1]: secret\n\n    :::\n\n    ## x\n\nsecret\n",
        "[secret]: https://e.example/secret\n",
        "Secret\n:   :::\n    secret\n",
        "`:::` secret\n",
        "Text `a\n## x` secret\n",
    ];
    for inner in inner {
        let text = format!("first\n\n:::audience x\n{inner}:::\n\nlast\n");
        let shown = shown(&text);
        assert!(!shown.to_lowercase().contains("secret"), "{text}");
        assert!(shown.starts_with("first\n") && shown.ends_with("\nlast"), "{text}\n{shown}");
    }
    for inner in inner {
        let text = format!("first\n\n## A {{audience=x}}\n\n{}\n## last\n", inner.replace("Text `a\n## x`", "Text"));
        let shown = shown(&text);
        assert!(!shown.to_lowercase().contains("secret"), "{text}");
        assert!(shown.starts_with("first\n") && shown.ends_with("\n## last"), "{text}\n{shown}");
    }
}

#[test]
fn what_is_doubtful_stays_unseen() {
    let nothing_gets_out = [
        "# A {.audience-x}\nsecret\n",
        "> ## A {audience=x}\n> secret\n",
        "- ## A {Audience=x} ##\n  secret\n",
        "## A {audience=x\nsecret\n",
        "## A {#a\n  audience=x}\nsecret\n",
        "## A {audience=x}\n```\n# comment\nsecret\n```\n",
        "## A {audience=x}\nsecret\n---\nsecret\n",
        "## A {audience=x}\n\nsecret\n---\nsecret\n",
        "## A {audience=x}\n\n#hashtag secret\n",
        "## A {audience=x}\n## B {audience=y}\nsecret\n",
        "## Don`t tell {audience=x}\n\nsecret\n",
        "## Don`t tell {audience=x} what`s up\n\nsecret\n",
        "## The ` sign {audience=x} and ` again\n\nsecret\n",
        "secret\nmore {audience=x}\n---\nsecret\n",
        ":::{.note audience=x}\nsecret\n:::\n",
        "1. :::audience x\nsecret\n:::\n",
        "### ::: audience x\nsecret\n",
        "| :::audience x secret ::: |\n",
        "| a |\n|---|\n| :::audience x |\n| secret |\n| ::: |\n| secret |\n",
        "：：：audience x\nsecret\n：：：\n",
        ":::au\u{200b}dience x\nsecret\n:::\n",
        "## A ｛audience＝x｝\nsecret\n",
        "## A &#123;audience=x&#125;\nsecret\n",
        "::::audience x\n:::\nsecret\n:::\n::::\n",
        ":::audience x\n```\n:::\n```\nsecret\n:::\n",
        ":::audience x\n```\nforgotten\n:::\nsecret\n",
        ":::audience x\n<!-- forgotten\n:::\nsecret\n",
        ":::audience x\n<div>\nsecret\n:::\nsecret\n",
        "> :::audience x\n> - :::\n> secret\n",
        "```\nforgotten\n\n:::audience x\nsecret\n:::\n\n```\n",
        "```\nforgotten\n\n:::audience x\n- ```\n  :::\n  ```\n\nsecret\n:::\n",
        "```\nforgotten\n\n## A {audience=x}\n\n```\n# comment\nsecret\n```\n\nsecret\n",
        "```\nforgotten\n\n<div audience=x>\nsecret\n</div>\n\n```\nsecret\n```\nsecret\n",
        "```\nforgotten\n\n<Audience>\nsecret\n\n```sh\nsecret\n```\nsecret\n</Audience>\n",
        ":::audience {#audience}\nsecret\n:::\n",
        ":::restricted to the audience x\nsecret\n:::\n",
        "!!! note\n    a\n\n    :::audience x\n    secret\n    :::\n",
        "## A {audience=x}\n\n:::audience y\nsecret\n\n## B\n\nsecret\n:::\n",
        "<!-- forgotten\n\n:::audience x\nsecret -->\nsecret\n:::\n",
    ];
    for text in nothing_gets_out {
        assert!(!shown(text).contains("secret"), "{text}\n{}", shown(text));
    }
}

#[test]
fn a_mark_that_is_not_understood_hides_its_section() {
    let marks = [
        "!!! audience \"support\"\n    secret\n",
        "??? audience support\n    secret\n",
        "???+ note audience\n    secret\n",
        "> [!audience] support\n> secret\n",
        "> [!AUDIENCE]- x\n> secret\n",
        "- > [!audience|support]\n  > secret\n",
        "<h2 audience=support>Secret</h2>\n",
        "<div audience=\"support\">\n\nsecret\n\n</div>\n",
        "<div\n  class=\"x\"\n  audience=\"support\">\nsecret\n</div>\n",
        "<section data-audience=support>secret</section>\n",
        "Text <span class='audience-support'>secret</span>.\n",
        "<Audience name=\"support\">\nsecret\n</Audience>\n",
        "<Audience>\n\nsecret\n\n</Audience>\n",
        "<Box audience={[\"support\"]}>\n\nsecret\n\n</Box>\n",
        "{% audience support %}\nsecret\n{% endaudience %}\n",
        "{%- if audience == \"support\" -%}\n{% if x %}\nsecret\n{% endif %}\nsecret\n{%- endif -%}\n",
        "{{< audience \"support\" >}}\nsecret\n{{< /audience >}}\n",
        "{{% box audience=\"support\" %}}\nsecret\n{{% /box %}}\n",
        "{{#audience}}\nsecret\n{{/audience}}\n",
        "```audience\nsecret\n```\n",
        "~~~ {.audience-support}\nsecret\n~~~\n",
        "[audience:support]\n\nsecret\n",
        "[audience support]\nsecret\n[/audience]\n",
        "[audience=support]secret[/audience]\n",
        "{audience: support}\nsecret\n",
        "secret\n{: audience=\"support\"}\n",
        "::audience support\nsecret\n",
        ":audience[secret]\n",
        "<!-- audience: support -->\nsecret\n<!-- /audience -->\n",
        "%% audience: support %%\nsecret\n",
        ".. audience:: support\n\n   secret\n",
        "<details markdown audience=x>\nsecret\n",
    ];
    for mark in marks {
        let text = format!("first\n\n## A\n\nseen\n\n{mark}\nsecret\n\n### Secret\n\nsecret\n\n## last\n");
        let parts = hidden(&text);
        assert_eq!(parts.len(), 1, "{text}\n{parts:?}");
        let shown = shown(&text);
        let closed = !mark.contains("<details");
        assert!(!shown.to_lowercase().contains("secret"), "{text}\n{shown}");
        assert!(shown.starts_with("first\n\n## A\n\nseen") && shown.ends_with("## last") == closed, "{text}\n{shown}");
    }
}

#[test]
fn what_only_speaks_of_an_audience_is_shown() {
    let shown_whole = [
        "## Who this is for {#audience}\n\nText.\n",
        "## Who this is for {#audience-for-this .wide}\n\nText.\n",
        "## Audience\n\nAudience: everyone\n\n**Audience:** engineers\n",
        "## The audience of the talk\n\nAn audience, audiences: `{audience}`.\n",
        "## Write `{audience=x}`\n\nThe {audience} of a talk.\n",
        "## Write `## A {audience=x}` and `:::audience x`\n\nText.\n",
        "write `:::audience x` and `:::`\nshown\n",
        ":::tip Know your audience\nText.\n:::\n",
        "!!! note \"Know your audience\"\n    Text.\n",
        "!!! DO NOT forget the audience\n",
        "> [!NOTE] For an audience\n> Text.\n",
        "See [audience](a.md), [[audience]], [the audience: all of us].\n\n[audience]: a.md\n",
        "Mail <audience@team.example> or <https://e.example/?audience=x>, to <your audience>, to <audience>.\n",
        "<a href=\"#audience\" id=\"audience\" title=\"the audience=x\">x</a>\n",
        "Dear {audience},\n\n{{ audience }} ${audience} {{ page.audience }}\n",
        "The token of `{\"audience\": \"x\"}` and {\"audience\": \"x\"}.\n",
        "rate(requests{audience=\"x\"}[5m])\n",
        "```yaml\naudience: x\nserver { audience = \"y\" }\n<jwt audience=\"api\"/>\n<Audience>x</Audience>\n<div audience=\"x\">\nrequests {audience=\"x\"}\n```\n",
        "    requests {audience=\"x\"}\n",
        "```js title=\"audience.js\"\nx\n```\n",
        "{{< ref \"audience.md\" >}} {{</* audience x */>}} {% include audience.html %} {% assign audience = \"x\" %}\n",
        "<!-- Audience: whoever reads this -->\n<!-- use :::audience x for that -->\nText.\n",
        "#audience #audience/support\n",
        "| Audience | Size |\n|---|---|\n| {audience} | 3 |\n",
        "- [ ] audience\n- [x] Audience: all\n",
    ];
    for text in shown_whole {
        assert_eq!(hidden(text), [], "{text}");
    }
}

#[test]
fn the_name_is_as_far_as_it_can_be_read() {
    let name = |text: &str| hidden(text).pop().map(|(name, _)| name);
    assert_eq!(name(":::audience support team\nx\n:::\n").as_deref(), Some("support"));
    assert_eq!(name("!!! audience \"staff\"\n    x\n").as_deref(), Some("staff"));
    assert_eq!(name(":::audience\nx\n:::\n").as_deref(), Some("unreadable"));
    assert_eq!(name("> [!audience]\n> x\n").as_deref(), Some("unreadable"));
}
