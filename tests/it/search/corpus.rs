//! Sites to search, and queries drawn from what they say.

use std::fs;
use std::path::Path;

use crate::kit::{Kb, files};

/// A sequence of numbers that is the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        // Knuth's MMIX constants.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn pick<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.roll(list.len())]
    }
}

/// The demonstration site and the write-ups beside this file: identifiers, other languages, odd text.
pub(crate) fn demonstration() -> Kb {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kb = Kb::new();
    kb.edit("casebook.toml", fs::read(root.join("casebook.toml")).expect("the site has a configuration"));
    for (path, bytes) in files(&root.join("content")) {
        kb.edit(&format!("content/{path}"), bytes);
    }
    for (path, bytes) in files(&root.join("tests/it/search/words")) {
        kb.edit(&format!("content/{path}"), bytes);
    }
    kb
}

/// A site of `count` small write-ups with the words of the demonstration site: enough for an index in shards.
pub(crate) fn many(count: usize) -> Kb {
    let text = text();
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut dice = Dice::new(11);
    let kb = Kb::with(&[("casebook.toml", "title = \"Many\"\n")]);
    for number in 0..count {
        let stretch = |dice: &mut Dice, length: usize| {
            let from = dice.roll(words.len() - length);
            let plain = |word: &&&str| {
                word.chars().all(|c| c.is_alphanumeric() || "-_.'’,".contains(c)) && !word.starts_with('-')
            };
            words[from..from + length].iter().filter(plain).copied().collect::<Vec<_>>().join(" ")
        };
        let title = stretch(&mut dice, 5);
        let body = stretch(&mut dice, 60);
        let severity = ["sev1", "sev2", "sev3"][dice.roll(3)];
        let service = ["checkout", "uploads", "search", "mail"][dice.roll(4)];
        let year = 2019 + number % 6;
        kb.edit(
            &format!("content/incidents/{year}/i{number}.md"),
            format!(
                "---\nid: INC-{number}\nseverity: {severity}\nservices: [{service}]\nstarted: {year}-03-0{}\n---\n\n# {title}\n\n{body}\n",
                number % 9 + 1
            ),
        );
    }
    kb
}

/// All Markdown of the demonstration site and of the write-ups beside this file.
pub(crate) fn text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = ["content", "tests/it/search/words"].map(|folder| files(&root.join(folder)));
    let pages = all.iter().flatten().filter(|(path, _)| path.ends_with(".md"));
    pages.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned() + "\n").collect()
}

/// Queries that readers type by hand.
const TYPED: [&str; 58] = [
    "",
    " ",
    "\"",
    "\"\"",
    "-",
    "--",
    "-x",
    "the",
    "of the",
    "service:",
    "service:nobody",
    "-service:nobody certificate",
    "kind:term",
    "kind:near-miss",
    "kind:incident year:2024",
    "severity:sev1 -kind:incident",
    "year:2023",
    "-year:2024",
    "detection:alert",
    "x:y",
    "a\"b c\"",
    "“error budget”",
    "„two words“",
    "post-mortem",
    "PIR",
    "retro",
    "write-up ",
    "config ",
    "k8s",
    "OOM ",
    "roll back",
    "ECONNRESET",
    "econnreset ",
    "INC-204",
    "inc-204 ",
    "10.4.2",
    "v10.4 ",
    "connectionpooltimeout",
    "ConnectionPoolTimeout",
    "kube-proxy",
    "woocommerce_init",
    "障害",
    "再",
    "überlauf",
    "run-s test-ing cache-d ",
    "𠮷野家",
    "wd513゙wh55 wh287",
    "service:C++",
    "Service:TILES",
    "kind:Near miss",
    "kind:\"Near miss\"",
    "-kube-proxy/kube-proxy",
    "\"stale lease\" -the -lease",
    "\"zzz yyy\" -xxx",
    "\"certificate queue\"",
    "to be",
    "4f8a1c9e4f8a1c9e4f8a1c9e4f8a1c9e4f8a1c9e4f8a1c9e",
    "ÅNGSTRÖM straße İstanbul",
];

/// At least `count` queries of every kind, drawn from `text`; the same ones for the same text.
pub(crate) fn queries(text: &str, count: usize) -> Vec<String> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || "-_.'’".contains(c))).filter(|w| !w.is_empty()).collect();
    let written: Vec<&str> = text.split_whitespace().collect();
    let mut dice = Dice::new(5);
    let mut queries: Vec<String> = TYPED.map(String::from).to_vec();
    while queries.len() < count {
        let stretch = |dice: &mut Dice, length: usize| {
            let from = dice.roll(written.len() - length);
            written[from..from + length].join(" ")
        };
        let word = dice.pick(&words);
        let other = dice.pick(&words);
        let query = match queries.len() % 19 {
            0 => word.to_owned(),
            1 => format!("{word} "),
            2 => format!("{word} {other}"),
            3 => stretch(&mut dice, 3),
            4 => format!("\"{}\"", stretch(&mut dice, 2)),
            5 => format!("\"{}\" {other}", stretch(&mut dice, 3)),
            6 => cut(word, 1 + dice.roll(5)),
            7 => format!("{word} {}", cut(other, 3)),
            8 => misspelt(word, &mut dice),
            9 => format!("{} {other} ", misspelt(word, &mut dice)),
            10 => format!("{word} -{other}"),
            11 => format!("{word} -\"{}\"", stretch(&mut dice, 2)),
            12 => format!("{word} {}", dice.pick(&["year:2024", "kind:incident", "severity:sev2", "service:checkout"])),
            13 => format!("{word} -{}", dice.pick(&["year:2023", "kind:term", "detection:alert"])),
            14 => stretch(&mut dice, [25, 90][queries.len() % 2]),
            15 => word.to_uppercase(),
            16 => word.chars().filter(|c| !c.is_ascii()).chain(other.chars()).collect(),
            17 => format!("the {word} of {other} "),
            _ => stretch(&mut dice, 6),
        };
        queries.push(query.replace('\n', " "));
    }
    queries
}

fn cut(word: &str, length: usize) -> String {
    word.chars().take(length).collect()
}

/// The word with one slip of the keyboard: a letter lost, doubled, changed or swapped with the next.
fn misspelt(word: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = word.chars().collect();
    let at = dice.roll(chars.len());
    match dice.roll(4) {
        0 => drop(chars.remove(at)),
        1 => chars.insert(at, 'e'),
        2 => chars[at] = 'o',
        _ => chars.swap(at, (at + 1) % word.chars().count()),
    }
    chars.into_iter().collect()
}
