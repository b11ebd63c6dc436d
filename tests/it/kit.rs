//! A small site in a temporary folder, and the binary run on it: the only thing the other tests know.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use similar::TextDiff;

/// A site under construction.
pub(crate) struct Kb {
    dir: tempfile::TempDir,
}

/// What a run of the binary printed and returned.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Kb {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        files.iter().fold(Self::new(), |kb, (path, text)| kb.file(path, text))
    }

    /// Writes a file.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        self.edit(path, text);
        self
    }

    /// Writes a file into a site that has been built before.
    pub(crate) fn edit(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Makes a symbolic link.
    pub(crate) fn link(&self, path: &str, to: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        std::os::unix::fs::symlink(to, path).expect("the link can be made");
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file can be removed");
    }

    /// Where a file of the site is.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// Runs `casebook` with these arguments in the site's folder.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, "")
    }

    /// The same with `input` on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &str) -> Run {
        let stdin = tempfile::tempfile().and_then(|mut file| {
            file.write_all(input.as_bytes())?;
            file.rewind()?;
            Ok(file)
        });
        let output = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(args)
            .current_dir(self.dir.path())
            .env("NO_COLOR", "1")
            .env("XDG_CACHE_HOME", self.path(".user-cache"))
            .stdin(stdin.expect("a temporary file"))
            .output()
            .expect("the binary runs");
        Run {
            code: output.status.code().expect("the binary was not killed"),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Builds into `public` and expects that it could be written.
    pub(crate) fn build(&self) -> Built {
        self.build_with(&[])
    }

    /// Builds with more arguments.
    pub(crate) fn build_with(&self, args: &[&str]) -> Built {
        let run = self.run(&[&["build"], args].concat());
        assert!(run.code <= 1, "the build failed: {run:?}");
        self.built()
    }

    /// What `public` holds.
    pub(crate) fn built(&self) -> Built {
        Built { files: files(&self.path("public")) }
    }

    /// The findings of `check`, each as `rule file:line message`.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.findings_with(&[])
    }

    /// The same with more arguments.
    pub(crate) fn findings_with(&self, args: &[&str]) -> Vec<String> {
        let run = self.run(&[&["check", "--format", "json"], args].concat());
        let json: serde_json::Value =
            serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("no JSON: {e}: {run:?}"));
        let findings = json["findings"].as_array().expect("a list of findings");
        let text = |v: &serde_json::Value| v.as_str().unwrap_or("").to_owned();
        findings
            .iter()
            .map(|f| match f["line"].as_u64() {
                Some(line) => format!("{} {}:{line} {}", text(&f["rule"]), text(&f["file"]), text(&f["message"])),
                None => format!("{} {} {}", text(&f["rule"]), text(&f["file"]), text(&f["message"])),
            })
            .collect()
    }
}

/// The demonstration site, built once, in a folder of its own for each who asks.
pub(crate) fn demonstration() -> Kb {
    static BUILT: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
        let kb = Kb::new();
        let run = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args(["build", "--no-cache", env!("CARGO_MANIFEST_DIR"), "--out"])
            .arg(kb.path("public"))
            .output()
            .expect("the binary runs");
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        files(&kb.path("public"))
    });
    let kb = Kb::new();
    for (address, bytes) in &*BUILT {
        kb.edit(&format!("public/{address}"), bytes);
    }
    kb
}

/// An output folder.
pub(crate) struct Built {
    /// Address and bytes.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl Built {
    /// The text of one file.
    pub(crate) fn get(&self, address: &str) -> String {
        let bytes = self.files.get(address).unwrap_or_else(|| panic!("no `{address}` among {:?}", self.addresses()));
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// Every address.
    pub(crate) fn addresses(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    /// The addresses of files that hold `needle`, as they are or, in the search index, deflated.
    pub(crate) fn holding(&self, needle: &str) -> Vec<&str> {
        let holds = |bytes: &[u8]| bytes.windows(needle.len()).any(|w| w.eq_ignore_ascii_case(needle.as_bytes()));
        let inside = |address: &str, bytes: &[u8]| address.starts_with("search/") && holds(&inflated(bytes));
        self.files
            .iter()
            .filter(|(address, bytes)| holds(bytes) || address.contains(needle) || inside(address, bytes))
            .map(|(a, _)| a.as_str())
            .collect()
    }

    /// The addresses of files that differ from, or are missing in, `other`.
    pub(crate) fn changed_from(&self, other: &Built) -> Vec<&str> {
        self.files
            .iter()
            .filter(|(address, bytes)| other.files.get(*address) != Some(bytes))
            .map(|(a, _)| a.as_str())
            .collect()
    }

    /// One incident of the machine-readable list, by id.
    pub(crate) fn incident(&self, id: &str) -> serde_json::Value {
        for (address, bytes) in &self.files {
            if !address.starts_with("incidents/") || !address.ends_with(".json") {
                continue;
            }
            let json: serde_json::Value = serde_json::from_slice(bytes).expect("valid JSON");
            let found = json["incidents"]
                .as_array()
                .and_then(|list| list.iter().find(|i| i["id"]["value"] == id || i["id"] == id).cloned());
            if let Some(found) = found {
                return found;
            }
        }
        panic!("no incident `{id}` in any incidents/*.json of {:?}", self.addresses())
    }
}

/// What a file of the search index holds: raw deflate in base64 between the last two quotation marks.
pub(crate) fn inflated(script: &[u8]) -> Vec<u8> {
    let script = String::from_utf8_lossy(script);
    let text = script.rsplit('"').nth(1).expect("a quoted text");
    let bytes = STANDARD.decode(text).expect("base64");
    let mut inflated = Vec::new();
    DeflateDecoder::new(&bytes[..]).read_to_end(&mut inflated).expect("raw deflate");
    inflated
}

/// The text between two marks.
pub(crate) fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let from = text.find(start).unwrap_or_else(|| panic!("no `{start}` in {text}")) + start.len();
    let to = text[from..].find(end).unwrap_or_else(|| panic!("no `{end}` after `{start}`"));
    text[from..from + to].trim()
}

/// What stands inside of the element whose opening tag begins with `start`.
pub(crate) fn inside<'t>(html: &'t str, start: &str) -> Option<&'t str> {
    let at = html.find(start)?;
    let name = start[1..].split(|c: char| !c.is_alphanumeric()).next()?;
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let inner = &html[at + html[at..].find('>')? + 1..];
    let (mut depth, mut seen) = (1, 0);
    loop {
        let end = seen + inner[seen..].find(&close)?;
        let begins =
            |(at, _): &(usize, &str)| !inner[seen + at + open.len()..].starts_with(|c: char| c.is_alphanumeric());
        depth += inner[seen..end].match_indices(&open).filter(begins).count();
        depth -= 1;
        if depth == 0 {
            return Some(inner[..end].trim_matches('\n'));
        }
        seen = end + close.len();
    }
}

/// Two texts line by line: `-` is only wanted, `+` is only there, and what both have stands without a mark.
pub(crate) fn difference(wanted: &str, actual: &str) -> String {
    let lines = TextDiff::from_lines(wanted, actual);
    let marked = lines.iter_all_changes().map(|line| format!("{} {}", line.tag(), line.value().trim_end_matches('\n')));
    marked.collect::<Vec<_>>().join("\n")
}

/// Every file below `root`, by address; none if there is no such folder.
pub(crate) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    if !root.exists() {
        return found;
    }
    for entry in walkdir::WalkDir::new(root) {
        let entry = entry.expect("the output can be read");
        if entry.file_type().is_file() {
            let address = entry.path().strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            if address != ".casebook-manifest.json" {
                found.insert(address, fs::read(entry.path()).expect("the file can be read"));
            }
        }
    }
    found
}
