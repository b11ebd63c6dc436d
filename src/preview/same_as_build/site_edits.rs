#![expect(clippy::disallowed_methods, reason = "the test edits files")]
//! The edits that scripts are made of, and the site that they begin with.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

/// What somebody does to the folder.
#[derive(Debug, Clone)]
pub(super) enum Edit {
    /// A paragraph at the end of a write-up.
    Prose(usize, usize),
    /// A heading with a paragraph at its end.
    Heading(usize, usize),
    /// A line of its front matter.
    Front(usize, usize),
    /// Front matter that cannot be read.
    Break(usize),
    /// The glossary.
    Glossary(usize),
    /// The configuration; one of them cannot be used.
    Config(usize),
    /// A template; one of them cannot be compiled, one not be filled.
    Template(usize),
    Style(usize),
    Picture(usize),
    Add(usize),
    Rename(usize),
    /// By case only.
    RenameCase(usize),
    Delete(usize),
    MoveFolder(usize),
    Ignore(usize),
    /// Heads that cannot be read are written anew.
    MendHeads,
    /// Emptied, as some editors do before they write.
    Empty(usize),
}

/// How the preview hears of an edit.
#[derive(Debug, Clone)]
pub(super) enum Told {
    /// By the paths that were touched.
    Paths,
    /// In one batch with the next.
    WithTheNext,
    /// The system lost count.
    Nothing,
}

const FILES: [&str; 8] = [
    "content/incidents/2024/a.md",
    "content/incidents/2024/b.md",
    "content/incidents/2024/c/index.md",
    "content/incidents/2025/d.md",
    "content/runbooks/renew.md",
    "content/services/checkout.md",
    "content/paths/first.md",
    "content/about.md",
];

const PARAGRAPHS: [&str; 8] = [
    "The stale lease was seen again by the night crew.",
    "See [[INC-2]] and [the third](c/index.md#what-surprised-us).",
    "A link to [[nothing at all]] and a bare INC-3.",
    "A picture: ![steps](c/picture.svg)",
    "The QZX was down, and QZX means nothing to anybody.",
    "[[service:checkout]] had it; so had [[a lost quorum]].",
    "- 10:30 somebody looked\n- 10:45 somebody else did",
    "See [[new-1]], [a](../2024/a.md) and [moved](../2026/b.md).",
];

const LINES: [&str; 12] = [
    "title = \"Another title\"",
    "id = \"INC-3\"",
    "id = \"INC-9\"",
    "services = [\"checkout\", \"queue\"]",
    "severity = \"sev1\"",
    "factors = [\"retry storm\"]",
    "started = 2025-02-03T04:05:00Z",
    "draft = true",
    "audience = \"support\"",
    "related = [\"INC-2\"]",
    "detection = \"customer\"",
    "aliases = [\"OLD-1\", \"incidents/2019/old.html\"]",
];

/// The site that every script begins with.
pub(super) fn begin(root: &Path) {
    let write = |path: &str, text: &str| write(&root.join(path), text);
    write("casebook.toml", CONFIGS[0]);
    write(
        FILES[0],
        "+++\nid = \"INC-1\"\nstarted = 2024-03-11T09:12:00Z\nresolved = 2024-03-11T10:40:00Z\nseverity = \"sev2\"\n\
         services = [\"checkout\"]\ndetection = \"alert\"\nfactors = [\"ownership gap\"]\n+++\n\n# The lease\n\n\
         ## Summary\n\nA stale lease kept two workers on one job.\n\n## What surprised us\n\nNobody had known of the timeout.\n\n\
         ## Timeline\n\n| time | what |\n|---|---|\n| 09:12 | the queue grew |\n| 10:40 | it was empty |\n\n\
         ## Follow-ups\n\n- [x] Renew leases earlier\n- [ ] Tell the desk\n",
    );
    write(
        FILES[1],
        "---\nid: INC-2\nstarted: 2024-05-02T23:50:00Z\nseverity: sev1\nservices: [queue]\nfactors: [retry storm]\n---\n\n\
         # The herd\n\nWorkers woke at once. INC-1 had the same stale lease.\n\n## What surprised us\n\nIt was no attack.\n",
    );
    write(
        FILES[2],
        "+++\nid = \"INC-3\"\nstarted = 2024-07-01\nrelated = [\"INC-1\"]\nrunbooks = [\"renew\"]\n+++\n\n# The third\n\n\
         ![steps](picture.svg)\n\n## What surprised us\n\nA [lease](../../../glossary/lease.md) may outlive its owner.\n",
    );
    write(
        FILES[3],
        "+++\nid = \"INC-4\"\nstarted = 2025-01-09T02:00:00Z\nservices = [\"checkout\"]\ndraft = true\n+++\n\n# Not yet told\n\n\
         Somebody is still writing. See [[INC-3#what-surprised-us]].\n",
    );
    write("content/incidents/2024/c/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"/>");
    write(FILES[4], "# Renew\n\nFor a stale lease: renew it.\n");
    write(FILES[5], "+++\nid = \"checkout\"\n+++\n\n# Checkout\n\nWhere people pay.\n");
    write(
        FILES[6],
        "+++\nsteps = [{ ref = \"INC-1\", why = \"a stale lease\" }, { ref = \"INC-2\" }]\n+++\n\n# First week\n\nRead these.\n",
    );
    write(FILES[7], "# About\n\nA house of its own.\n");
    write("content/glossary/lease.md", GLOSSARY[0]);
    write("content/glossary/quorum.md", "# Quorum\n\nEnough of them. See a lease.\n");
    write("themes/own/templates/404.html", TEMPLATES[0]);
    write("themes/own/css/prose.css", "@layer prose { p { margin: 0; } }\n");
}

const NEVER_CLOSED: &str = "title = \"never closed";

const CONFIGS: [&str; 5] = [
    "title = \"House\"\n[theme]\nname = \"own\"\n[[service]]\nid = \"checkout\"\nname = \"Checkout\"\n",
    "title = \"Another house\"\naccent = \"#0b6e4f\"\n[theme]\nname = \"own\"\n",
    "timezone = \"Europe/Copenhagen\"\n[theme]\nname = \"own\"\n[content]\nignore = [\"about.md\"]\n[[factor]]\nid = \"retry storm\"\n",
    "title = \"No theme\"\n",
    "title = [not toml\n",
];

const GLOSSARY: [&str; 4] = [
    "+++\naliases = [\"stale lease\"]\n+++\n\n# Lease\n\nA right that ends by itself.\n",
    "+++\naliases = [\"stale lease\", \"QZX\"]\n+++\n\n# Lease\n\nA right that ends.\n",
    "# Timeout\n\nA time after which nobody waits.\n",
    "+++\naliases = [\"quorum\"]\nlink = false\n+++\n\n# Lease\n\nNot linked.\n",
];

const TEMPLATES: [&str; 4] = [
    "{% extends \"base.html\" %}{% block content %}<p>Nothing here.</p>{% endblock content %}\n",
    "{% extends \"base.html\" %}{% block content %}<p>Nothing at all here.</p>{% endblock content %}\n",
    "{% extends \"base.html\" %}{% block content %}<p>{{ nobody.knows }}</p>{% endblock content %}\n",
    "{% block content %}",
];

/// What puts right what an edit may have broken.
pub(super) fn mend() -> [Edit; 3] {
    [Edit::MendHeads, Edit::Config(0), Edit::Template(0)]
}

impl Edit {
    /// Makes the edit. Returns the paths that the system would name.
    pub(super) fn make(&self, root: &Path) -> Vec<PathBuf> {
        let file = |at: usize| root.join(FILES[at % FILES.len()]);
        match *self {
            Edit::Prose(at, of) => {
                let text = format!("{}\n\n{}\n", whole(&file(at)), PARAGRAPHS[of % PARAGRAPHS.len()]);
                vec![write(&file(at), &text)]
            }
            Edit::Heading(at, of) => {
                let text = format!("{}\n\n## Part {of}\n\n{}\n", whole(&file(at)), PARAGRAPHS[of % PARAGRAPHS.len()]);
                vec![write(&file(at), &text)]
            }
            Edit::Front(at, of) => {
                let body = without_head(&whole(&file(at)));
                vec![write(&file(at), &format!("+++\n{}\n+++\n{body}", LINES[of % LINES.len()]))]
            }
            Edit::Break(at) => {
                let body = without_head(&whole(&file(at)));
                vec![write(&file(at), &format!("+++\n{NEVER_CLOSED}\n+++\n{body}"))]
            }
            Edit::MendHeads => {
                let files = walkdir::WalkDir::new(root.join("content")).sort_by_file_name().into_iter().flatten();
                let broken = files.map(walkdir::DirEntry::into_path).filter(|path| whole(path).contains(NEVER_CLOSED));
                let mend =
                    |path: PathBuf| write(&path, &format!("+++\n{}\n+++\n{}", LINES[0], without_head(&whole(&path))));
                broken.map(mend).collect()
            }
            Edit::Empty(at) => vec![write(&file(at), "")],
            Edit::Glossary(of) => vec![write(&root.join("content/glossary/lease.md"), GLOSSARY[of % GLOSSARY.len()])],
            Edit::Config(of) => vec![write(&root.join("casebook.toml"), CONFIGS[of % CONFIGS.len()])],
            Edit::Template(of) => {
                vec![write(&root.join("themes/own/templates/404.html"), TEMPLATES[of % TEMPLATES.len()])]
            }
            Edit::Style(of) => {
                vec![write(
                    &root.join("themes/own/css/prose.css"),
                    &format!("@layer prose {{ p {{ margin: {of}px; }} }}\n"),
                )]
            }
            Edit::Picture(of) => {
                let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {of} {of}\"/>");
                vec![write(&root.join("content/incidents/2024/c/picture.svg"), &text)]
            }
            Edit::Add(of) => {
                let text =
                    format!("+++\nstarted = 2024-08-0{}\n+++\n\n# New {of}\n\nA stale lease. INC-1.\n", of % 9 + 1);
                vec![write(&root.join(format!("content/incidents/2024/new-{of}.md")), &text)]
            }
            Edit::Rename(at) => moved(&file(at), &root.join(format!("content/incidents/2024/renamed-{at}.md"))),
            Edit::RenameCase(at) => {
                let old = file(at);
                let name = old.file_name().unwrap().to_string_lossy().to_uppercase().replace(".MD", ".md");
                moved(&old, &old.with_file_name(name))
            }
            Edit::Delete(at) => {
                // An error means that it is gone already.
                let _ = fs::remove_file(file(at));
                vec![file(at)]
            }
            Edit::MoveFolder(at) => {
                let (old, new) = (root.join("content/incidents/2024"), root.join("content/incidents/2026"));
                if at % 2 == 0 { moved(&old, &new) } else { moved(&new, &old) }
            }
            Edit::Ignore(of) => {
                let names = ["d.md\n", "2024\n", "# nothing\n"];
                vec![write(&root.join("content/.gitignore"), names[of % names.len()])]
            }
        }
    }
}

fn whole(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// A text without its front matter, even if that cannot be read.
fn without_head(text: &str) -> String {
    let fence = text.get(..4).filter(|fence| ["+++\n", "---\n"].contains(fence));
    let rest = fence.and_then(|fence| text[4..].split_once(&format!("\n{}", fence.trim_end())));
    rest.map_or(text, |(_, body)| body).to_owned()
}

fn write(path: &Path, text: &str) -> PathBuf {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    path.to_owned()
}

fn moved(old: &Path, new: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(new.parent().unwrap()).unwrap();
    // An error means that there is nothing to move, or something in the way.
    let _ = fs::rename(old, new);
    vec![old.to_owned(), new.to_owned()]
}

pub(super) fn told() -> impl Strategy<Value = Told> {
    prop_oneof![5 => Just(Told::Paths), 2 => Just(Told::WithTheNext), 1 => Just(Told::Nothing)]
}

pub(super) fn edit() -> impl Strategy<Value = Edit> {
    let file = 0..FILES.len();
    prop_oneof![
        6 => (file.clone(), 0..PARAGRAPHS.len()).prop_map(|(at, of)| Edit::Prose(at, of)),
        2 => (file.clone(), 0..PARAGRAPHS.len()).prop_map(|(at, of)| Edit::Heading(at, of)),
        6 => (0..5usize, 0..LINES.len()).prop_map(|(at, of)| Edit::Front(at, of)),
        1 => (0..5usize).prop_map(Edit::Break),
        1 => (0..5usize).prop_map(Edit::Empty),
        2 => (0..GLOSSARY.len()).prop_map(Edit::Glossary),
        2 => (0..CONFIGS.len()).prop_map(Edit::Config),
        2 => (0..TEMPLATES.len()).prop_map(Edit::Template),
        1 => (0..9usize).prop_map(Edit::Style),
        1 => (1..9usize).prop_map(Edit::Picture),
        2 => (0..3usize).prop_map(Edit::Add),
        2 => file.clone().prop_map(Edit::Rename),
        1 => file.clone().prop_map(Edit::RenameCase),
        2 => file.prop_map(Edit::Delete),
        1 => (0..2usize).prop_map(Edit::MoveFolder),
        1 => (0..3usize).prop_map(Edit::Ignore),
    ]
}
