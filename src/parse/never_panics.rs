//! Whatever people paste becomes a page: no text panics, and every place in what was read is a place of the text.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use crate::model::{Config, KindHint, PageKind, Source};

/// Pieces of every dialect that is read, whole and broken.
const PIECES: [&str; 132] = [
    "{%",
    "%}",
    "{{",
    "}}",
    "{{<",
    ">}}",
    "{{%",
    "%}}",
    "{",
    "}",
    "{#a}",
    "{.b}",
    "{: .c }",
    "{audience=x}",
    "---\n",
    "+++\n",
    "title: T\n",
    "title = 1\n",
    "# ",
    "## ",
    "### Timeline\n",
    "## Action items\n",
    "## Summary\n",
    "Setext\n===\n",
    "---",
    "***",
    "- ",
    "* ",
    "1. ",
    "- [ ] ",
    "- [x] ",
    "- [-] ",
    "> ",
    ">>>\n",
    "> [!NOTE]+ T\n",
    ":::",
    ":::note T\n",
    "::: {.tip}\n",
    "!!! note \"T\"\n",
    "??? x\n",
    "=== \"Tab\"\n",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "  \n",
    "\\\n",
    "\r\n",
    "|",
    "| a | b |\n",
    "|---|---|\n",
    "+---+---+\n",
    "```",
    "```js title=\"x\"\n",
    "~~~",
    "`",
    "``",
    "<!--",
    "-->",
    "<!-->",
    "%%",
    "<",
    ">",
    "</",
    "<br>",
    "<div>",
    "</div>",
    "<details>",
    "<summary>",
    "<Tabs>",
    "<dl><dt>",
    "<table><tr><td>",
    "<!DOCTYPE",
    "<![CDATA[",
    "<?",
    "<https://x.example/",
    "<@U1>",
    "<!here>",
    "&lt;",
    "&#65;",
    "[",
    "]",
    "](",
    ")",
    "![",
    "[[",
    "]]",
    "[[a|b]]",
    "[^1]",
    "[^1]: ",
    "[a]: b\n",
    "*[SLO]: x\n",
    "[TOC]\n",
    "[[_TOC_]]\n",
    "https://x.example/a?b=*&c=(",
    "www.",
    "**",
    "*",
    "_",
    "__",
    "~~",
    "==",
    "^",
    "$",
    "$$",
    "\\(",
    "\\",
    ": ",
    ":warning:",
    "Term\n: Text\n",
    "10:20",
    "10:20 UTC - ",
    "2024-03-11",
    "11. März 2024",
    "3/4/2024",
    "午後9時5分",
    "**Start:** ",
    "Severity: SEV-",
    "Owner: @ann ",
    "(done)",
    "JIRA-1",
    "「",
    "」",
    "é",
    "e\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\u{1f600}",
    "٣",
    "a",
    " ",
    "x y",
];

fn source(path: &str, text: &str) -> Arc<Source> {
    let hint = KindHint { kind: Some(PageKind::Incident), ..KindHint::nothing() };
    Arc::new(Source {
        path: path.to_owned(),
        shown_path: path.to_owned(),
        text: Arc::from(text),
        hint,
        lang: None,
        unread: None,
        diagnostics: Vec::new(),
    })
}

fn check(text: &str) {
    for path in ["incidents/a.md", "incidents/b.mdx"] {
        let page = crate::parse::parse(&source(path, text), &Config::default());
        let places = page.sections.iter().flat_map(|section| [&section.heading, &section.body]);
        for place in places {
            assert!(page.text.get(place.clone()).is_some(), "{place:?} of {text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_of_any_dialect_are_read(pieces in prop::collection::vec(select(PIECES.as_slice()), 1..24)) {
        check(&pieces.concat());
    }

    #[test]
    fn any_marks_are_read(text in "[!-/:-@\\[-`{-~ \\na1é]{0,60}") {
        check(&text);
    }
}

#[test]
fn a_tag_without_words_is_text() {
    for text in ["{%}", "{{}", "{{<>}}", "{{%}}", "{{%%}}", "{%%}", "{{}}", "a {%} b", "`{%}`"] {
        check(text);
    }
}
