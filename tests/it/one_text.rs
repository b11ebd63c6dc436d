//! What a reader sees of a text is the same words wherever it is shown without its markup or compared.

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::tokenizer::{BufferQueue, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::kit::{Built, Kb, between, inflated};

/// Texts of the front matter that have come out differently, and neighbours of theirs.
const FRAGMENTS: [&str; 53] = [
    "The job for <tenant> failed and `x` <br> stayed $5 ~a~ ^2",
    "<your token here> was pasted",
    "Paste <your token here>",
    "Paste <your-token>, <YOUR_TOKEN> or <A.B>",
    "a < b and c > d",
    "a<b and x<y>z",
    "See <https://example.org>",
    "Ask <user@example.org>",
    "A <B>bold</B> claim, <em class=\"x\">told</em> wor<b>d</b>ly",
    "&lt;tenant&gt; &amp; &copy; &#8211; &nbsp;x",
    "\\<tenant\\> and \\*stars\\*",
    "Code: `<tenant>` and ``a ` b``",
    "Between <Foo/> and <Foo bar=\"x\">y</Foo>",
    "An unclosed <tenant",
    "Shout <!here> and <!channel>",
    "A comment <!-- zebra --> left",
    "A script <script>zebra()</script> left",
    "A style <style>.zebra {}</style> left",
    "A drawing <svg><text>zebra</text></svg> left",
    "A template <template>zebra</template> left",
    "One<br>two<br/>three<BR >four",
    "One<p>two<div>three</div>four",
    "A link [to *it*](https://example.org \"zebra\") and [x][y]",
    "A wiki link to [[other]], [[other|the other]], [[Nothing]], [[service:shop]], [[2023-02-01-long-name]] and [[other#what-next]]",
    "A picture ![of the rack](https://example.org/rack.png)",
    "A note[^1] and H~2~O and ~~gone~~ and a^2^",
    "$5 and $x$ and $$y$$",
    "Hard\\\nbreak and  \nanother\nand a soft one",
    "*One* **two** _three_ __four__ ***five*** snake_case_name",
    "- one\n- two",
    "- [ ] a task",
    "+ one",
    "1. one",
    "2024. The year of it",
    "2) one",
    "# A heading {#here}",
    "First.\n\nSecond.",
    "First.\n\n    indented < code\n\nLast.",
    "First.\n\n```sh\necho <tenant>\n```\n\nLast.",
    "First.\n\n---\n\nLast.",
    "First.\n\n| a | b |\n|---|---|\n| c | <tenant> |",
    "First.\n\n<div>in <b>a</b> block</div>\n\nLast.",
    "First.\n\n<script>\nzebra()\n</script>\n\nLast.",
    "First.[^1]\n\n[^1]: yak\n\nLast.",
    "Two  spaces\tand a tab",
    "Emoji :tada: and CVE-2024-1 and www.example.org",
    "«Quoted» and \"quoted\" and 'quoted'",
    "100 % of `SELECT * FROM <table>`",
    "<kbd>Ctrl</kbd>+<kbd>C</kbd>, x<sup>2</sup> and <u>under</u>",
    "<details><summary>More</summary>hidden</details> after",
    "A <custom-element>x</custom-element> and </tenant>",
    "Plain words, nothing else",
    "<a href=\"javascript:zebra()\">words</a> and <img src=x onerror=zebra()>",
];

/// A site on the web, with one service.
const CONFIG: &str =
    "title = \"T\"\nbase_url = \"https://casebook.example\"\n\n[[service]]\nid = \"shop\"\nname = \"The shop\"\n";

/// Where a fragment stands: by itself, and between words that are looked for.
fn summaries() -> Vec<String> {
    let framed = FRAGMENTS.iter().map(|text| format!("Sumword {text}"));
    FRAGMENTS.iter().map(|text| text.to_string()).chain(framed).collect()
}

fn incident(number: usize, summary: &str, body: &str) -> String {
    let quoted = serde_json::Value::from(summary);
    format!("---\ntitle: I{number:03}\ndate: 2024-01-01\nsummary: {quoted}\n---\n{body}\n")
}

/// The words of HTML as a browser shows them: those of different blocks are different words.
fn words_of(html: &str) -> String {
    struct Words(RefCell<String>);
    impl TokenSink for Words {
        type Handle = ();
        fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
            const PARTS: [&str; 13] =
                ["br", "p", "div", "li", "td", "th", "pre", "hr", "summary", "details", "dd", "table", "blockquote"];
            match token {
                Token::CharacterTokens(text) => self.0.borrow_mut().push_str(&text),
                TagToken(tag) if PARTS.contains(&&*tag.name) => self.0.borrow_mut().push(' '),
                _ => {}
            }
            TokenSinkResult::Continue
        }
    }
    let queue = BufferQueue::default();
    queue.push_back(html.into());
    let reader = Tokenizer::new(Words(RefCell::default()), TokenizerOpts::default());
    let _ = reader.feed(&queue);
    reader.end();
    let words = reader.sink.0.borrow();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the page of an incident says above its story; the mark of a task and the host of a picture are ours.
fn lede(page: &str) -> String {
    let html = page.split_once("<p class=\"lede\">").map_or("", |(_, rest)| rest);
    let html = html.split_once(END).expect("the lede ends").0;
    words_of(html).replace("☐ ", "").replace("Picture on example.org: ", "")
}

/// What it says in its story.
fn story(page: &str) -> String {
    words_of(between(page, "<div class=\"prose\">", "</article>")).replace("Picture on example.org: ", "")
}

/// What follows the lede of an incident.
const END: &str = "\n</header>";

/// The words without what a place leaves out because it is short of room.
fn starts(whole: &str, shown: &str) -> bool {
    shown.strip_suffix('…').map_or(whole == shown, |start| whole.starts_with(start.trim_end()))
}

/// Every fragment as the summary of an incident, and in the story of the second half of them.
fn fragments_site(summaries: &[String]) -> Kb {
    let kb = Kb::new().file("casebook.toml", CONFIG);
    let other = "---\ntitle: Other\ndate: 2023-01-01\n---\nOther.\n\n## What next\n\nMore.\n";
    kb.edit("content/incidents/other.md", other);
    kb.edit("content/incidents/2023-02-01-long-name.md", "---\ntitle: A long name\nid: INC-1\n---\nOther.\n");
    for (number, summary) in summaries.iter().enumerate() {
        let text = incident(number, summary, &summary.replace("Sumword", "Bodword"));
        kb.edit(&format!("content/incidents/i{number:03}.md"), text);
    }
    kb
}

/// Where the summary of an incident is shown as text, and its words there.
fn places(built: &Built, id: &str) -> Vec<(&'static str, String)> {
    let page = built.get(&format!("incidents/{id}.html"));
    let twin = built.get(&format!("incidents/{id}.md"));
    let (year, llms, feed) = (built.get("incidents/2024.html"), built.get("llms.txt"), built.get("feed.xml"));
    let row = year.split_once(&format!("href=\"{id}.html\"")).expect("a row").1.split("</li>").next();
    let row = row.and_then(|row| row.split_once("<p>")?.1.split("</p>").next()).unwrap_or_default();
    let line = llms.split_once(&format!("](incidents/{id}.md)")).expect("a line").1.lines().next();
    // The feed has the newest only.
    let entry = feed.split_once(&format!("incidents/{id}.html")).and_then(|(_, rest)| rest.split("</entry>").next());
    let mut places = vec![
        ("list", words_of(row)),
        ("description", words_of(&attribute(&page, "<meta name=\"description\" content=\""))),
        ("llms.txt", line.unwrap_or_default().trim_start_matches(": ").to_owned()),
        ("twin", serde_json::from_str(between(&twin, "summary: ", "\n")).expect("a quoted text")),
    ];
    places.extend(entry.map(|entry| ("feed", words_of(between(entry, "<summary>", "</summary>")))));
    places
}

#[test]
fn every_place_shows_the_words_of_the_page() {
    let summaries = summaries();
    let kb = fragments_site(&summaries);
    let built = kb.build();
    assert_eq!(built.holding("zebra"), Vec::<&str>::new());
    // A footnote is for the story alone.
    let noted = built.holding("yak").into_iter().filter(|address| !address.starts_with("search/")).collect::<Vec<_>>();
    assert!(noted.iter().all(|address| address.starts_with("incidents/i")), "{noted:?}");
    let chunks = built.files.iter().filter(|(address, _)| is_summaries(address));
    let found: Vec<String> = chunks
        .flat_map(|(_, bytes)| serde_json::from_slice::<Vec<String>>(&inflated(bytes)).expect("a list"))
        .collect();
    let (heads, bodies) = (excerpts(&kb, "sumword"), excerpts(&kb, "bodword"));
    let mut wrong = Vec::new();
    for (number, summary) in summaries.iter().enumerate() {
        let id = format!("i{number:03}");
        let address = format!("incidents/{id}.html");
        let page = built.get(&address);
        let wanted = lede(&page);
        let mut check = |place: &str, is_same: bool, shown: &str| {
            if !is_same {
                wrong.push(format!("{summary:?}\n  page: {wanted}\n  {place}: {shown}"));
            }
        };
        for (place, shown) in places(&built, &id) {
            check(place, starts(&wanted, &shown), &shown);
        }
        check("search summaries", found.contains(&wanted), "");
        if summary.starts_with("Sumword") {
            // Search shows one block.
            check("search", wanted.starts_with(&heads[&address]), &heads[&address]);
            check("search in the story", story(&page).starts_with(&bodies[&address]), &bodies[&address]);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a file of the search index holds what results show.
fn is_summaries(address: &str) -> bool {
    let name = address.rsplit('/').next().unwrap_or_default();
    address.starts_with("search/") && name.starts_with('s') && name.ends_with(".js")
}

/// The value of an attribute, as it is written; empty when there is none.
fn attribute(html: &str, start: &str) -> String {
    html.split_once(start).and_then(|(_, rest)| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// What `search` shows of each result, by address.
fn excerpts(kb: &Kb, query: &str) -> BTreeMap<String, String> {
    let run = kb.run(&["search", query, "--json", "--limit", "100"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("{e}: {run:?}"));
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let results = json["results"].as_array().expect("a list");
    results.iter().map(|result| (text(&result["address"]), text(&result["excerpt"]))).collect()
}

/// Two stories of one failure, told by the same words in the front matter and in the body.
fn placeholder_site() -> (Kb, Built) {
    let head = "title: A\nsummary: The job for <tenant> failed and `x` <br> stayed $5 ~a~ ^2\n";
    let impact = "impact: Nobody could reach <tenant> for an hour\n";
    let kb = Kb::new().file("casebook.toml", "title = \"T\"\nbase_url = \"https://casebook.example\"\n");
    kb.edit(
        "content/incidents/a.md",
        format!("---\n{head}{impact}date: 2024-01-01\n---\nThe job for <tenant> failed.\n"),
    );
    kb.edit(
        "content/incidents/b.md",
        "---\ntitle: B\ndate: 2024-01-02\n---\nAs in [[a]], the job for <tenant> failed.\n",
    );
    let built = kb.build();
    (kb, built)
}

#[test]
fn a_placeholder_stands_wherever_its_sentence_does() {
    let (kb, built) = placeholder_site();
    let words = "The job for <tenant> failed and x stayed $5 a ^2";
    let escaped = "The job for &lt;tenant&gt; failed and x stayed $5 a ^2";
    let page = built.get("incidents/a.html");
    assert_eq!(lede(&page), words);
    assert!(page.contains(&format!("<meta name=\"description\" content=\"{escaped}\"")), "{page}");
    for list in ["index.html", "incidents/index.html", "incidents/2024.html", "feed.xml", "incidents/b.html"] {
        assert!(built.get(list).contains(escaped), "{list}: {}", built.get(list));
    }
    assert!(built.get("llms.txt").contains(&format!("](incidents/a.md): {words}\n")));
    let twin = built.get("incidents/a.md");
    assert!(
        twin.contains(&format!("summary: \"{words}\"\n")) && twin.contains("The job for <tenant> failed.\n"),
        "{twin}"
    );
    assert!(page.contains("As in a, the job for &lt;tenant&gt; failed."), "{page}");
    let record = built.incident("a");
    assert_eq!(record["impact"]["value"], "Nobody could reach <tenant> for an hour");
    let chunk = built.files.iter().find(|(address, _)| is_summaries(address)).expect("summaries").1;
    assert!(String::from_utf8(inflated(chunk)).expect("text").contains(words));
    assert_eq!(excerpts(&kb, "stayed")["incidents/a.html"], words);
    assert_eq!(excerpts(&kb, "hour")["incidents/a.html"], "Nobody could reach <tenant> for an hour");
    assert_eq!(excerpts(&kb, "tenant job").len(), 2);
}
