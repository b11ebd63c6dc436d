//! A page's twin says what the page says: built again from its twin, a site has the same words and the same twins.

use crate::kit::{Kb, difference, inside};

/// Bodies with all that Markdown has, and with what no reader sees between it.
const BODIES: [&str; 10] = [
    "One *two* **three** `four` ~~five~~ \\*six\\* \\[seven\\]: eight &amp; nine\\\nten  \neleven\n\n***\n\nTwelve\n---\n\nThirteen {#x .y}\n===\n\n1) a\n2) b\n\n   c\n\n       d\n",
    "[Other][o], [other][], ![a *map*][o], [[b]], [[b|the other]], [[1]](#part), <https://e.example/a_b>, <ops@e.example>, [gone](gone.md), [`code` and **bold**](gone.md), [x](<b.md> (y)) [empty](<>)\n\n[o]: b.md\n[other]: <b.md> 'Title'\n[o]: gone.md\n\n## Part\n\nText.\n",
    "> Quoted [o]\n> goes on\n>\n> [o]: b.md\n> [o]: b.md\n>\n> - item\n>   > deep\n>\n> ```sh -x\n> code\n> ```\n\n> [!NOTE]\n> [p]: b.md\n> Mind [p].\n\n!!! tip \"Title\"\n    Boxed [o] <!-- gone -->\n\n    Still.\n",
    "- [ ] task [o]\n- [x] done\n- \\[o\\]: not a definition\n- a\n\n  [o]: b.md\n\n  b\n- [z]: b.md\n  after\n\n10. ten\n\n    [y]: b.md \"over\n    lines\"\n\n    ten more [y]\n",
    "| a [o] | b |\n|---|:-:|\n| `x` | <b>y</b> <!-- gone --> |\n| [[b]] | z<br>w |\n\n[o]: b.md\n\nTerm\n: Meaning [o]\n: [q]: b.md\n\nText[^1] and[^two].\n\n[^1]: Note [o].\n\n    More of it.\n[^two]: Second.\n[^3]: gone.\n",
    "<details open class=\"x\">\n<summary>Sum</summary>\n\nInside **it**.\n\n- item <kbd>K</kbd>\n\n</details>\n\n<table><tr><td>\n\nCell *text*\n\n</td></tr></table>\n\n<p align=\"center\">\n\nCentred\n\n</p>\n\nA <span data-x=\"y\">b <em>c</em></span> <your-name> d <template>gone</template> e\n\n<script>gone()</script>\nafter\n",
    "<template>\n\ngone\n\n</template>\n\nkept <object>gone</object> more\n\n> <div>\n>\n> quoted\n>\n> </div>\n\n1. <b>one</b>\n\n   <ul><li>raw & <i>list</i></li></ul>\n2. two &copy; <code>a &lt; b</code>\n",
    "{# gone #} Starts. {% comment %} gone\n\ngone {% endcomment %}\n\n%% gone %%\n\n\n\n\nEnds {/* gone */} here.\n\n```\n{# shown #}\n\n\n\n[a]: shown\n```\n\n    [b]: shown\n\n\n    shown\n",
    "```yaml title=\"x.yaml\"\na: 1\n```\n\n~~~ {.python startFrom=\"3\"}\npass\n~~~\n\n- ```c++ {1}\n  int a;\n  ```\n\n## Heading {#anchor .wide}\n\n## *Other* `heading` {.wide}\n\nText {#not} an attribute.\n",
    "Nested [**a [b][o] c**](https://e.example/a(b)c) and [![alt](gone.png)](b.md \"t\") and ![](gone.png)\n\n[o]: <https://e.example/x y> \"t\"\n\n[o] [o][] [text][o] [text][nope] [nope]\n\nSetext [o]\n---\n[p]: b.md\nright after [p]\n",
];

#[test]
fn a_site_built_from_its_twins_says_the_same() {
    let kb = Kb::new();
    for (ix, body) in BODIES.iter().enumerate() {
        kb.edit(&format!("content/incidents/a{ix}.md"), format!("---\ntitle: A{ix}\ndate: 2024-01-01\n---\n{body}"));
    }
    kb.edit("content/incidents/b.md", "---\ntitle: B\ndate: 2024-01-02\n---\nText.\n");
    let first = kb.build();
    let again = Kb::new();
    for (address, bytes) in first.files.iter().filter(|(address, _)| address.ends_with(".md")) {
        again.edit(&format!("content/{address}"), bytes);
    }
    let second = again.build();
    for (ix, body) in BODIES.iter().enumerate() {
        let twin = format!("incidents/a{ix}.md");
        let (wanted, actual) = (first.get(&twin), second.get(&twin));
        assert!(!wanted.to_lowercase().contains(">gone") && !wanted.contains("gone."), "{wanted}");
        assert_eq!(wanted, actual, "{body}\n{}", difference(&wanted, &actual));
        let page = format!("incidents/a{ix}.html");
        let (wanted, actual) = (words(&first.get(&page)), words(&second.get(&page)));
        assert!(wanted.split(' ').count() > 5, "{wanted}");
        assert_eq!(wanted, actual, "{body}");
    }
}

/// The words of a page's story.
fn words(html: &str) -> String {
    let story = inside(html, "<div class=\"prose\">\n").expect("a story");
    let mut words = String::new();
    for part in story.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
