#![expect(clippy::disallowed_methods, reason = "new writes one file, and its date is today's unless told")]
//! `casebook new`: a title becomes a draft with a template's questions, where this site keeps its incidents.

mod draft_location;

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;

use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::{Terminal, Verbosity};
use crate::diag::{clean, nearest};
use crate::error::{Error, Result};
use crate::load::Sources;
use crate::model::Zone;
use crate::pipeline::{self, Read, Run};

use draft_location::{FrontMatterHabit, Style};

const LONG_ABOUT: &str = "\
Begins a write-up: a draft with the questions of a template, in the folder and under the kind of name that this site's incidents have.

The questions are comments. They are in no page, and neither are headings with nothing under them, so there is nothing to \
delete: answer what matters and leave the rest. A draft is in no build until its `status` goes, but for --drafts.

The file's path goes to standard output, advice to standard error. Nothing is ever overwritten.";

const EXAMPLES: &str = "\
Examples:
  casebook new \"Checkout refused cards for an hour\"
  casebook new \"Checkout refused cards\" --date 2026-02-09
  $EDITOR \"$(casebook new 'Checkout refused cards')\"
  casebook new \"Checkout refused cards\" --print | less";

/// The templates there are.
const TEMPLATES: [(&str, &str); 1] = [("narrative", include_str!("narrative.md"))];

/// Those that are meant to be.
const LATER: [&str; 10] = [
    "howie",
    "google-sre",
    "pagerduty",
    "etsy-debrief",
    "atlassian",
    "light",
    "near-miss",
    "success",
    "exercise",
    "external",
];

/// Begin a write-up: a draft with a template's questions
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct NewCommand {
    /// What to call it; it can be changed at any time
    #[arg(value_name = "TITLE")]
    title: String,
    /// The day on which it began [default: today, in the site's time zone]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Whose questions to ask
    #[arg(long, value_name = "NAME", default_value = "narrative")]
    template: String,
    /// Print the draft to standard output and write nothing
    #[arg(long)]
    print: bool,
}

/// Runs the command.
pub(super) fn run(new: &NewCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let questions = questions(&new.template)?;
    let title = new.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Error::usage("a write-up needs a title, for instance `casebook new \"Checkout refused cards\"`"));
    }
    let dir = global.folder(None);
    check_folder(&dir)?;
    let inputs = SiteArguments::for_reading(true, None).inputs(global, Path::new(""), None);
    let read = Read::new(&inputs, &mut Run::unseen())?;
    let site = pipeline::site(&read, &inputs.site, None);
    let sources = read.sources();
    let habit = FrontMatterHabit::of(&site.pages).unwrap_or_else(|| FrontMatterHabit::beginning(first_folder(sources)));
    let date = new.date.unwrap_or_else(|| today(&sources.config.timezone));
    let text = format!("{}\n{questions}", head(habit.style, &title, date, sources.config.timezone.written()));
    if new.print {
        terminal.out(&text)?;
        return Ok(Exit::Clean);
    }
    let (path, file) = habit.path(&title, date);
    let below = sources.content_root.strip_prefix(&sources.root).unwrap_or(Path::new(""));
    let path = dir.strip_prefix(".").unwrap_or(&dir).join(below).join(path);
    let path = write(&path, file, &text)?;
    terminal.out(&format!("{}\n", clean(&path.to_string_lossy())))?;
    if terminal.verbosity() > Verbosity::Quiet {
        terminal.aside(&advice(&path, global))?;
    }
    Ok(Exit::Clean)
}

/// The questions of the template called `name`.
fn questions(name: &str) -> Result<&'static str> {
    if let Some((_, text)) = TEMPLATES.iter().find(|(known, _)| *known == name) {
        return Ok(text);
    }
    if LATER.contains(&name) {
        return Err(Error::usage(format!("the template `{name}` is not there yet; use `narrative`, the one there is")));
    }
    let near = nearest(name, TEMPLATES.iter().map(|(known, _)| *known));
    let hint = near.map_or(String::from("use `narrative`, the one there is"), |near| format!("did you mean `{near}`?"));
    Err(Error::usage(format!("there is no template `{}`; {hint}", clean(name))))
}

/// Where a site without incidents begins to keep them, below its content folder. A bare folder of Markdown stays one.
fn first_folder(sources: &Sources) -> &'static str {
    match (sources.content_root == sources.root, sources.files.is_empty()) {
        (false, _) => "incidents/2000",
        (true, true) => "content/incidents/2000",
        (true, false) => "",
    }
}

fn today(site_zone: &Zone) -> Date {
    Zoned::now().with_time_zone(site_zone.clocks().clone()).date()
}

/// The front matter: what is known, and the keys that are worth a thought.
fn head(style: Style, title: &str, date: Date, timezone: &str) -> String {
    // A JSON string is one of TOML and of YAML.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let (title, timezone) = (quoted(title), quoted(timezone));
    match style {
        Style::Toml => format!(
            "+++\ntitle = {title}\nstatus = \"draft\"\nstarted = {date}\ndetected = \"\"\nresolved = \"\"\ntimezone = {timezone}\n\
             severity = \"\"\nservices = []\nteams = []\n+++\n"
        ),
        Style::Yaml => format!(
            "---\ntitle: {title}\nstatus: draft\nstarted: {date}\ndetected:\nresolved:\ntimezone: {timezone}\nseverity:\n\
             services: []\nteams: []\n---\n"
        ),
    }
}

/// Writes the file, at `path` with `.md` or in a folder there; gives its path.
fn write(path: &Path, file: Option<&str>, text: &str) -> Result<PathBuf> {
    let mut plain = path.as_os_str().to_owned();
    plain.push(".md");
    let plain = PathBuf::from(plain);
    if let Some(taken) = [plain.as_path(), path].into_iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(Error::environment(format!(
            "`{}` is there already, and nothing is overwritten; give another title, or another day with --date",
            taken.display()
        )));
    }
    let path = file.map_or(plain, |file| path.join(file));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| Error::io("create folder", folder, error))?;
    }
    let write = || File::create_new(&path)?.write_all(text.as_bytes());
    write().map_err(|error| Error::io("write", &path, error))?;
    Ok(path)
}

fn advice(path: &Path, global: &Global) -> String {
    let quoted = |path: &Path| {
        let shown = clean(&path.to_string_lossy());
        if shown.contains([' ', '\'']) { format!("\"{shown}\"") } else { shown }
    };
    let root = global.root.as_ref().map(|root| format!(" --root {}", quoted(root))).unwrap_or_default();
    format!(
        "a draft: no build shows it without --drafts\n\nnext:\n  casebook serve{root}\n      shows it while you type\n  \
         casebook share{root} {}\n      writes one file for those who were there\n",
        quoted(path)
    )
}
