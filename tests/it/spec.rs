//! The readable specifications: every case of `tests/spec/*.md` is built and compared with all it says it becomes.

mod inputs;
mod rules;

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::kit::{Built, Kb, difference, inside};

macro_rules! specifications {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            holds(stringify!($name));
        })*

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

specifications! {
    admonitions configuration days evidence files follow_ups front_matter glossary html inference kinds limits links
    links_of_other_tools markdown markdown_of_other_tools misleading plainly_said privacy sentences services stated summaries timelines times titles twins unfilled
}

/// A whole write-up in each language that is read.
#[test]
fn languages() {
    let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/parse/vocabulary/languages");
    let mut codes: Vec<String> = fs::read_dir(words)
        .expect("the folders of languages")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    codes.sort();
    let fails = |code: &&String| std::panic::catch_unwind(|| holds(&format!("languages/{code}"))).is_err();
    let failed: Vec<&String> = codes.iter().filter(fails).collect();
    assert_eq!(failed, Vec::<&String>::new());
}

#[test]
fn every_specification_is_run() {
    let mut found: Vec<String> = fs::read_dir(folder())
        .expect("the folder of specifications")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().replace(".md", "").replace('-', "_"))
        .filter(|name| name != "README" && name != "languages")
        .collect();
    found.sort();
    assert_eq!(found, NAMES);
}

/// A fenced block with a label.
struct Block<'t> {
    /// The word after the fence.
    form: &'t str,
    label: &'t str,
    text: &'t str,
    span: Range<usize>,
}

/// What stands below one `##` heading.
struct Case<'t> {
    name: &'t str,
    blocks: Vec<Block<'t>>,
}

/// What a block is for, by its label.
enum Purpose<'t> {
    Input,
    /// Of `check` with these arguments.
    Findings(&'t str),
    Kinds,
    /// Part of a page.
    Part {
        page: &'t str,
        part: &'t str,
    },
    Record(&'t str),
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec")
}

fn path_of(name: &str) -> PathBuf {
    folder().join(format!("{}.md", name.replace('_', "-")))
}

fn text_of(name: &str) -> String {
    fs::read_to_string(path_of(name)).expect("the specification")
}

/// Runs every case of one file, and fails with all differences at once.
fn holds(name: &str) {
    let text = text_of(name);
    assert!(text.starts_with("# "), "a specification begins with its title");
    let (shared, cases) = cases(&text);
    assert!(!cases.is_empty(), "no case");
    let mut failures = String::new();
    let mut news: Vec<(Range<usize>, String)> = Vec::new();
    for case in &cases {
        let mut fail = |what: String| {
            let _ = writeln!(failures, "## {}\n{what}\n", case.name);
        };
        match run(&shared, case) {
            Err(problem) => fail(problem),
            Ok(results) => {
                for (block, wanted, actual) in results {
                    if wanted == actual {
                        continue;
                    }
                    match block {
                        Some(block) if update() => news.push((block.span.clone(), actual)),
                        _ => fail(format!(
                            "{}:\n{}",
                            block.map_or("findings, of which there should be none", |b| b.label),
                            difference(&wanted, &actual)
                        )),
                    }
                }
            }
        }
    }
    if !news.is_empty() {
        let mut text = text.clone();
        for (span, actual) in news.into_iter().rev() {
            text.replace_range(span, &actual);
        }
        fs::write(path_of(name), text).expect("the specification can be rewritten");
    }
    assert!(failures.is_empty(), "{name} does not hold (`UPDATE=1` rewrites what is expected):\n\n{failures}");
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The blocks above the first case, which belong to all, and the cases.
fn cases(text: &str) -> (Vec<Block<'_>>, Vec<Case<'_>>) {
    let mut shared = Vec::new();
    let mut cases: Vec<Case<'_>> = Vec::new();
    let mut open: Option<(&str, (&str, &str), usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, bare) = (at, line.trim_end());
        at += line.len();
        if let Some((fence, (form, label), from)) = open {
            if bare.starts_with(fence) && bare.trim_matches('`').is_empty() {
                let block = Block { form, label, text: &text[from..start], span: from..start };
                cases.last_mut().map_or(&mut shared, |case| &mut case.blocks).push(block);
                open = None;
            }
        } else if bare.starts_with("```") {
            let info = bare.trim_start_matches('`');
            let named = info.split_once(' ').unwrap_or_else(|| panic!("a block without a label: {bare}"));
            open = Some((&bare[..bare.len() - info.len()], named, at));
        } else if let Some(name) = bare.strip_prefix("## ") {
            cases.push(Case { name, blocks: Vec::new() });
        }
    }
    assert!(open.is_none(), "a block is not closed");
    (shared, cases)
}

fn purpose(label: &str) -> Purpose<'_> {
    match label {
        "kinds" => Purpose::Kinds,
        _ if label == "findings" || label.starts_with("findings ") => {
            Purpose::Findings(label["findings".len()..].trim())
        }
        _ => match label.split_once('#') {
            Some((page, part)) => Purpose::Part { page, part },
            None if label.ends_with(".json") => Purpose::Record(label),
            None => Purpose::Input,
        },
    }
}

/// What each expectation of a case says, and what is so. Without a block for them, no findings are expected.
#[expect(clippy::type_complexity, reason = "block, wanted, actual; read in one place")]
fn run<'c, 't>(
    shared: &[Block<'t>],
    case: &'c Case<'t>,
) -> Result<Vec<(Option<&'c Block<'t>>, String, String)>, String> {
    let kb = Kb::new();
    for block in shared.iter().chain(&case.blocks) {
        if matches!(purpose(block.label), Purpose::Input) {
            if kb.path(block.label).symlink_metadata().is_ok() {
                return Err(format!("`{}` is given twice", block.label));
            }
            inputs::give(&kb, block);
        }
    }
    if let Some(block) = shared.iter().find(|block| !matches!(purpose(block.label), Purpose::Input)) {
        return Err(format!("`{}` is expected above the first case", block.label));
    }
    let build = kb.run(&["build"]);
    let built = kb.built();
    let is_page = |block: &&Block<'_>| matches!(purpose(block.label), Purpose::Part { .. } | Purpose::Record(_));
    if build.code > 1 && case.blocks.iter().any(|block| is_page(&block)) {
        return Err(format!("the build ends with {}: {}", build.code, build.stderr));
    }
    let findings = |args: &str| {
        let found = kb.findings_with(&args.split_whitespace().collect::<Vec<_>>());
        found.iter().map(|line| format!("{line}\n")).collect::<String>()
    };
    let mut results = Vec::new();
    let mut silent = true;
    for block in &case.blocks {
        let wanted = block.text.to_owned();
        let (wanted, actual) = match purpose(block.label) {
            Purpose::Input => continue,
            Purpose::Findings(args) => {
                silent = false;
                (wanted, findings(args))
            }
            Purpose::Kinds => {
                let explained = kb.run(&["check", "--explain-kinds"]).stdout;
                let decisions = explained.lines().take_while(|line| !line.is_empty());
                (wanted, decisions.map(|line| format!("{line}\n")).collect())
            }
            Purpose::Part { page, part } => (wanted, of_page(&built, page, part)?),
            Purpose::Record(address) => record(&built, address, block.text)?,
        };
        results.push((Some(block), wanted, actual));
    }
    if results.is_empty() {
        return Err(String::from("nothing is expected"));
    }
    if silent {
        results.push((None, String::new(), findings("")));
    }
    Ok(results)
}

/// A part of a page, without the element around it. `#picture` is the timeline's, as narrow columns show it; `#twin` is what follows the front
/// matter of a page as Markdown.
fn of_page(built: &Built, page: &str, part: &str) -> Result<String, String> {
    let bytes = built.files.get(page).ok_or_else(|| format!("no `{page}` among {:?}", built.addresses()))?;
    let text = String::from_utf8_lossy(bytes);
    if part == "twin" {
        let (_, body) = text.split_once("\n---\n\n").expect("a twin has front matter");
        return Ok(body.to_owned());
    }
    let start = match part {
        "story" => "<div class=\"prose\">\n",
        "timeline" => "<section class=\"block timeline\">",
        "picture" => "<div class=\"course-narrow\">",
        "facts" => "<dl class=\"facts\">",
        "words" => "<section class=\"block mentioned\">",
        "uses" => "<h2>Where it came up</h2>\n",
        _ => {
            return Err(format!(
                "`#{part}` is none of `#story`, `#timeline`, `#picture`, `#facts`, `#words`, `#uses` and `#twin`"
            ));
        }
    };
    let inner = match part {
        "uses" => text.split_once(start).and_then(|(_, rest)| Some(rest.split_once("</section>\n")?.0)),
        _ => inside(&text, start),
    };
    let Some(inner) = inner else {
        return Err(format!("`{page}` has no {part}"));
    };
    let pictures = "<div class=\"course\">";
    match inside(inner, pictures).filter(|_| part == "timeline") {
        Some(drawn) => {
            let (before, after) = inner.split_once(drawn).expect("it is inside");
            let before = before.trim_end().strip_suffix(pictures).expect("it begins");
            let after = after.trim_start().strip_prefix("</div>").expect("it ends");
            Ok(format!("{}\n", [before, after.trim_start_matches('\n')].concat().trim_end()))
        }
        None => Ok(format!("{}\n", inner.trim_end())),
    }
}

/// The wanted part of an incident's record and the same part as it is; `null` stands for what is absent.
///
/// `{}` asks for everything.
fn record(built: &Built, address: &str, wanted: &str) -> Result<(String, String), String> {
    let bytes = built.files.get(address).ok_or_else(|| format!("no `{address}` among {:?}", built.addresses()))?;
    let list: Value = serde_json::from_slice(bytes).expect("valid JSON");
    let mut wanted: Map<String, Value> = serde_json::from_str(wanted).map_err(|e| format!("{address}: {e}"))?;
    let incidents = list["incidents"].as_array().expect("a list of incidents");
    let wished = |incident: &&Value| wanted.get("url").is_none_or(|url| incident["url"] == *url);
    let found: Vec<&Value> = incidents.iter().filter(wished).collect();
    let &[incident] = &found[..] else {
        return Err(format!("{} incidents in `{address}` instead of one; name its `url`", found.len()));
    };
    let actual = if wanted.is_empty() {
        wanted.insert(String::from("…"), Value::Null);
        incident.as_object().expect("a record").clone()
    } else {
        wanted.keys().map(|key| (key.clone(), incident[key].clone())).collect()
    };
    Ok((lines(&wanted), lines(&actual)))
}

/// JSON with a line for every key and every item of a list.
fn lines(record: &Map<String, Value>) -> String {
    let value = |value: &Value| match value {
        Value::Array(items) if items.len() > 1 => {
            let items: Vec<String> = items.iter().map(|item| format!("\n    {item}")).collect();
            format!("[{}\n  ]", items.join(","))
        }
        _ => value.to_string(),
    };
    let rows: Vec<String> =
        record.iter().map(|(key, v)| format!("\n  {}: {}", Value::from(key.as_str()), value(v))).collect();
    format!("{{{}\n}}\n", rows.join(","))
}
