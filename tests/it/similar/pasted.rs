//! Twenty texts as people paste them at night, each for an incident of the demonstration site, and whether they may be trusted.
//!
//! [`misses`] asks any way of finding incidents for all of them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A text and the write-up that would have helped.
pub(crate) struct Pasted {
    pub(crate) name: String,
    pub(crate) incident: String,
    pub(crate) text: String,
}

/// How many of the answers a person reads.
const READ: usize = 3;

/// All of them, generated lines filled in.
pub(crate) fn all() -> Vec<Pasted> {
    let folder = root().join("tests/it/similar/pasted");
    let table: toml::Table = read(&folder.join("pasted.toml")).parse().expect("a table");
    let pasted = |(name, incident): (String, toml::Value)| {
        let text = filled(&read(&folder.join(format!("{name}.txt"))));
        Pasted { text, incident: incident.as_str().expect("an id").to_owned(), name }
    };
    table.into_iter().map(pasted).collect()
}

/// The texts for which `ask`, given a text, does not give the incident's id among its first three answers.
pub(crate) fn misses(ask: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let missed = |pasted: &Pasted| !ask(&pasted.text).iter().take(READ).any(|id| *id == pasted.incident);
    all().into_iter().filter(missed).map(|pasted| format!("{} ({})", pasted.name, pasted.incident)).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Lines that say nothing of what happened, with a number in each.
const OTHER: [&str; 8] = [
    "Jan 01 00:00:00 node-1 systemd[1]: Started Session 1000 of user deploy.",
    "10.0.0.1 - - [01/Jan/2027:00:00:00 +0000] \"GET /healthz HTTP/1.1\" 200 2 \"-\" \"kube-probe/1.29\"",
    "Jan 01 00:00:00 node-1 CRON[1000]: (root) CMD (test -x /usr/sbin/anacron || run-parts /etc/cron.hourly)",
    "{\"ts\":\"2027-01-01T00:00:00.000Z\",\"level\":\"info\",\"msg\":\"heartbeat\",\"seq\":100000}",
    "Jan 01 00:00:00 node-1 dhclient[1000]: DHCPACK of 10.0.0.1 from 10.0.0.2",
    "Jan 01 00:00:00 node-1 kubelet[1000]: I0101 00:00:00.000000 1000 prober.go:107] \"Probe succeeded\"",
    "level=info ts=2027-01-01T00:00:00Z caller=main.go:100 msg=\"scrape done\" samples=1000",
    "Jan 01 00:00:00 node-1 sshd[1000]: Connection closed by 10.0.0.1 port 50000 [preauth]",
];

/// Puts lines in place of `~ 200 more like this` and `~ 60 of other things`.
fn filled(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut seed = 7;
    for line in text.lines() {
        let Some((count, what)) = line.strip_prefix("~ ").and_then(|rest| rest.split_once(' ')) else {
            lines.push(line.to_owned());
            continue;
        };
        let last = lines.last().cloned().expect("a line before it");
        for n in 0..count.parse::<usize>().expect("a number") {
            let pattern = if what == "more like this" { last.as_str() } else { OTHER[n % OTHER.len()] };
            lines.push(with_other_digits(pattern, &mut seed));
        }
    }
    lines.join("\n") + "\n"
}

fn with_other_digits(line: &str, seed: &mut u64) -> String {
    let digit = |c: char| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if c.is_ascii_digit() { char::from(b'0' + (*seed >> 60) as u8 % 10) } else { c }
    };
    line.chars().map(digit).collect()
}

fn write_up(id: &str) -> (PathBuf, String) {
    let files = walkdir::WalkDir::new(root().join("content/incidents")).into_iter().filter_map(Result::ok);
    let texts = files.filter(|file| file.path().extension().is_some_and(|x| x == "md"));
    let told = |file: walkdir::DirEntry| (file.path().to_owned(), read(file.path()));
    let is_it = |text: &str| {
        text.lines().take(8).any(|line| line == format!("id: {id}") || line == format!("id = \"{id}\""))
            || text.starts_with(&format!("# {id}:"))
    };
    texts.map(told).find(|(_, text)| is_it(text)).unwrap_or_else(|| panic!("no write-up {id}"))
}

/// Every six words in a row, lower case.
fn sixes(text: &str) -> BTreeSet<String> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.windows(6).map(|six| six.join(" ")).collect()
}

#[test]
fn twenty_texts_are_for_as_many_incidents() {
    let all = all();
    let incidents: BTreeSet<&str> = all.iter().map(|pasted| pasted.incident.as_str()).collect();
    assert_eq!((all.len(), incidents.len()), (20, 20));
    let long = all.iter().filter(|pasted| pasted.text.lines().count() > 200).count();
    assert!(long >= 8, "{long} of hundreds of lines");
}

#[test]
fn no_text_quotes_the_write_up_that_it_is_to_find() {
    for Pasted { name, incident, text } in all() {
        let (path, told) = write_up(&incident);
        let shared: Vec<String> = sixes(&text).intersection(&sixes(&told)).cloned().collect();
        assert_eq!(shared, Vec::<String>::new(), "{name}");
        let place = path.to_string_lossy().replace("/index.md", "").replace(".md", "");
        let title = place.rsplit('/').next().and_then(|stem| stem.get(11..)).expect("a dated name").replace('-', " ");
        assert!(!text.to_lowercase().contains(&title), "{name} has the title {title}");
        assert!(!text.contains(&incident), "{name} names {incident}");
    }
}

#[test]
fn an_answer_counts_among_the_first_three() {
    let wanted = |text: &str| all().into_iter().find(|pasted| pasted.text == text).expect("one of them").incident;
    let others = || vec![String::from("INC-1"), String::from("INC-2")];
    assert_eq!(misses(|text| [others(), vec![wanted(text)]].concat()), Vec::<String>::new());
    assert_eq!(misses(|text| [others(), others(), vec![wanted(text)]].concat()).len(), 20);
}

#[test]
fn what_is_pasted_at_night_finds_its_incident_among_the_first_three() {
    let ask = |text: &str| {
        let answer = run_with_input(&["similar", "-", "--json", "--top", "3"], text);
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("one object");
        let found = answer["similar"].as_array().expect("a list");
        found.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
    };
    let misses = misses(ask);
    assert!(misses.len() <= 2, "of twenty: {misses:?}");
}

/// What the binary prints about the demonstration site when `text` is pasted into it.
fn run_with_input(arguments: &[&str], text: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(arguments)
        .arg("--root")
        .arg(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("text")
}
