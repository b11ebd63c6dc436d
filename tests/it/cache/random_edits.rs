//! Random edits, configurations, themes and flags: a build with a warm, a cold or a damaged cache is a clean build, byte for byte.

use std::fs;

use super::{CACHE, said, site};
use crate::kit::{Kb, files};

/// A small seeded generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % most
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const PAGES: [&str; 7] = [
    "content/incidents/INC-1.md",
    "content/incidents/INC-2.md",
    "content/incidents/2023/x/index.md",
    "content/incidents/2023/y.md",
    "content/glossary/lease.md",
    "content/runbooks/renew.md",
    "content/about.md",
];

const PARTS: [&str; 13] = [
    "The lease was stale, and the queue grew.\n",
    "See [[INC-2]] and [the other](INC-2.md#summary).\n",
    "```python\nprint('lease')\n```\n",
    "| When | What |\n|---|---|\n| 10:00 | it began |\n| 10:30 | it ended |\n",
    "![A curve](curve.svg)\n",
    "## Factors\n\n- Retry storm\n- Thundering herd\n",
    "## Action items\n\n- [ ] Renew sooner\n- [x] Alert on it\n",
    "<!-- TODO: ask them -->\n",
    ":::audience support\nFor support alone.\n:::\n",
    "La file d'attente a grandi parce que le bail avait expiré.\n",
    "<b>raw</b> <script>alert(1)</script>\n",
    "Detected by: a customer\n\nSeverity: SEV-2\n",
    "[gone](nowhere.md)\n",
];

const HEADS: [&str; 8] = [
    "",
    "---\ntitle: A lease\ndate: 2024-03-11\n---\n",
    "---\ndraft: true\n---\n",
    "---\naudience: support\n---\n",
    "---\npublishDate: 2026-06-01\n---\n",
    "+++\nid = \"INC-9\"\nservices = [\"checkout\", \"mail\"]\nrelated = [\"INC-2\"]\n+++\n",
    "---\nlang: fr\naliases: [old/place.md]\n---\n",
    "---\ntitle: [broken\n---\n",
];

const CONFIGURATIONS: [&str; 6] = [
    "title = \"Stories\"\n\n[theme]\nname = \"house\"\n",
    "title = \"Stories\"\n",
    "title = \"Other\"\nlang = \"de\"\ntimezone = \"Europe/Berlin\"\n",
    "base_url = \"https://w.example/\"\n\n[[service]]\nid = \"checkout\"\naliases = [\"cart\"]\n",
    "[content]\nignore = [\"incidents/2023\"]\n",
    "[sections]\nfactors = [\"Action items\"]\n",
];

fn page(dice: &mut Dice) -> String {
    let parts: String = (0..1 + dice.below(5)).map(|_| format!("{}\n", dice.one(&PARTS))).collect();
    format!("{}# {}\n\n{parts}", dice.one(&HEADS), dice.one(&["A stale lease", "A queue", "Mail", "INC-2 again"]))
}

/// One edit of the folder, said in words.
fn edit(kb: &Kb, dice: &mut Dice) -> String {
    let path = dice.one(&PAGES);
    match dice.below(15) {
        0..5 => {
            kb.edit(path, page(dice));
            format!("write {path}")
        }
        5 => {
            let _ = fs::remove_file(kb.path(path));
            format!("remove {path}")
        }
        6 => {
            let (from, to) = (kb.path(path), kb.path("content/incidents/moved.md"));
            let _ = if to.exists() { fs::rename(to, from) } else { fs::rename(from, to) };
            format!("move {path}")
        }
        7 => {
            kb.edit("casebook.toml", dice.one(&CONFIGURATIONS));
            String::from("configuration")
        }
        8 => {
            kb.edit("themes/house/css/house.css", format!("main {{ margin: {}rem }}\n", dice.below(3)));
            String::from("theme")
        }
        9 => {
            kb.edit(
                "content/incidents/curve.svg",
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M{} 0h2\"/></svg>", dice.below(4)),
            );
            String::from("picture")
        }
        12.. => {
            // What most edits are: a word more somewhere, and all else as it was.
            let Ok(text) = fs::read_to_string(kb.path(path)) else { return String::from("nothing") };
            let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
            let Some(&at) = spaces.get(dice.below(spaces.len().max(1))) else { return String::from("nothing") };
            kb.edit(path, format!("{} {}{}", &text[..at], dice.one(&["later", "lease", "queue"]), &text[at..]));
            format!("a word more at {at} in {path}")
        }
        10 => {
            kb.edit("content/.gitignore", dice.one(&["", "about.md\n", "glossary\n"]));
            String::from("what is ignored")
        }
        _ => String::from("nothing"),
    }
}

/// What may become of a cache between two builds.
fn harm(kb: &Kb, dice: &mut Dice) -> &'static str {
    let Ok(entries) = fs::read_dir(kb.path(CACHE)) else { return "no cache" };
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let how = dice.below(8);
    for path in files.iter().filter(|path| path.is_file()) {
        let Ok(mut bytes) = fs::read(path) else { continue };
        match how {
            0 if !bytes.is_empty() => {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
                fs::write(path, bytes).expect("a file");
            }
            1 if !bytes.is_empty() => fs::write(path, &bytes[..dice.below(bytes.len())]).expect("a file"),
            2 => fs::remove_file(path).expect("a file"),
            3 => fs::write(path, b"something else").expect("a file"),
            _ => {}
        }
    }
    ["flipped", "cut", "removed", "foreign", "warm", "warm", "warm", "warm"][how]
}

/// The flags of a build.
fn flags(dice: &mut Dice) -> Vec<&'static str> {
    let some: [&[&str]; 7] = [
        &[],
        &[],
        &["--drafts"],
        &["--omit-restricted"],
        &["--as-of", "2026-07-01"],
        &["--base-url", "https://x.example/"],
        &["--jobs", "1"],
    ];
    some[dice.below(some.len())].to_vec()
}

fn script(seed: u64, steps: usize) {
    let mut dice = Dice(seed);
    let kb = site();
    let mut way = Vec::new();
    for step in 0..steps {
        let edits = dice.below(3);
        way.extend((0..edits).map(|_| edit(&kb, &mut dice)).collect::<Vec<_>>());
        way.push(harm(&kb, &mut dice).to_owned());
        let flags = flags(&mut dice);
        way.push(format!("build {flags:?}"));
        let with = kb.run(&[&["build"][..], &flags].concat());
        let clean = format!("clean-{step}");
        let without = kb.run(&[&["build", "--no-cache", "--out", &clean][..], &flags].concat());
        let (code, _, err) = said(&with);
        let note = "note: there is no feed and no sitemap, and `404.html` is for the root of a host, because there is no `base_url`\n";
        assert_eq!(
            (code, err.replace(note, "")),
            (without.code, without.stderr.replace(note, "")),
            "seed {seed}: {way:#?}"
        );
        if without.stdout.contains("built ") {
            assert!(kb.built().files == files(&kb.path(&clean)), "seed {seed}: {way:#?}");
        }
        let _ = fs::remove_dir_all(kb.path(&clean));
        let check = ["check", "--format", "json"];
        assert_eq!(
            said(&kb.run(&check)),
            said(&kb.run(&[&check[..], &["--no-cache"]].concat())),
            "seed {seed}: {way:#?}"
        );
    }
}

#[test]
fn a_few_random_scripts_end_as_clean_builds() {
    (0..3).for_each(|seed| script(seed, 7));
}

#[test]
#[ignore = "takes an hour; run it by name"]
fn five_hundred_random_scripts_end_as_clean_builds() {
    (1000..1500).for_each(|seed| script(seed, 8));
}
