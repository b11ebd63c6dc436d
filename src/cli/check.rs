//! `casebook check`: a folder of write-ups becomes a list of findings; nothing is written.

use std::path::Path;

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::cache::{Cache, Key};
use crate::cli::doubtful::DoubtfulOptions;
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::known_outputs::SilentOutputs;
use crate::cli::remembered_answers::answered;
use crate::cli::site_arguments::SiteArguments;
use crate::cli::terminal::{Later, Stream, Terminal, Verbosity};
use crate::cli::what_was_read::without_an_age;
use crate::cli::{progress, withheld};
use crate::diag::{self, Diagnostic, FindingCounts};
use crate::error::Result;
use crate::pipeline::{Compiled, FileKind, Goal, Timings};
use crate::render::render;
use crate::views::Views;

const LONG_ABOUT: &str = "\
Reports every finding about a folder of write-ups and writes nothing; only --confirm writes, into front matter.

Text is for people: findings that one thing brought about are told once, and where one rule has more than twenty it shows five; -v or \
--all shows every one. JSON is for programs and always complete: {\"version\", \"findings\": [{rule, severity, message, file, line, \
column, end_line, end_column, hints, cause}], \"summary\"}. Lines and columns count from 1, columns in characters.";

const EXAMPLES: &str = "\
Examples:
  casebook check                            the site in this folder
  casebook check docs/postmortems --strict  fail on warnings too
  casebook check --format json | jq .summary
  casebook check --explain-kinds            what every file is taken for, and why
  casebook check --doubtful > facts.txt     what was read in the text, to be marked
  casebook check --confirm facts.txt        write what was marked as keys

Exit codes:
  0  clean, or warnings only      1  errors, or warnings under --strict
  2  usage or configuration       3  environment
  4  a privacy rule was broken";

/// Report every finding, and write nothing
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct Check {
    #[command(flatten)]
    site: SiteArguments,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    format: CheckFormat,
    /// Say what every file is taken for, and why
    #[arg(long)]
    explain_kinds: bool,
    #[command(flatten)]
    facts: DoubtfulOptions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    Text,
    Json,
}

/// Runs the command.
pub(super) fn run(check: &Check, global: &Global, terminal: &Terminal) -> Result<Exit> {
    check.site.on_threads(|| on_threads(check, global, terminal))
}

fn on_threads(check: &Check, global: &Global, terminal: &Terminal) -> Result<Exit> {
    if check.facts.asked() {
        let compiled = check.site.compile(global, Goal::Site, terminal)?;
        return check.facts.run(&compiled, check.format == CheckFormat::Json, terminal);
    }
    let inputs = check.site.inputs(global, Path::new(""), None);
    answered(global, &inputs, &format!("{check:?}"), terminal, |run| {
        let compiled = check.site.compile_timed(global, Goal::Analysis, run)?;
        let mut findings = compiled.findings();
        let (found, is_all) = rendered(compiled.views(), run.cache.as_ref(), terminal);
        findings.extend(found);
        compiled.site.known.blocks.keep(is_all);
        diag::sort(&mut findings);
        say(check, &compiled, &findings, &run.timings, terminal)
    })
}

fn say(
    check: &Check,
    compiled: &Compiled,
    findings: &[Diagnostic],
    timings: &Timings,
    terminal: &Terminal,
) -> Result<Exit> {
    let read = compiled.read();
    let kinds = if check.explain_kinds { read.kinds(&compiled.site) } else { Vec::new() };
    match check.format {
        CheckFormat::Json => {
            let mut object = diag::json(findings, &|path| read.text(path));
            if check.explain_kinds {
                object["kinds"] = kinds.iter().map(kind_object).collect();
            }
            terminal.out(&format!("{object:#}\n"))?;
        }
        CheckFormat::Text => {
            if check.explain_kinds {
                terminal.out(&kinds_table(&kinds))?;
            }
            terminal.findings(Stream::Out, findings, &|path| read.text(path), check.site.limit(), true)?;
            if terminal.verbosity() > Verbosity::Quiet {
                if let Some(missing) = without_an_age(&compiled.site) {
                    terminal.out(&(missing + "\n"))?;
                }
                let files = read.sources().files.len();
                let plural = if files == 1 { "" } else { "s" };
                let counts = FindingCounts::of(findings).with_notes();
                let around =
                    [&format!("checked {files} file{plural} in "), &*timings.seconds(), &format!(": {counts}\n")];
                terminal.with_later(Stream::Out, Later::Seconds, around)?;
            }
        }
    }
    Ok(Exit::of(findings, check.site.strict))
}

/// The key of a route and whether it is known to say nothing, and what it says.
type Checked = (Option<(Key, bool)>, Vec<Diagnostic>);

/// What only rendering finds out, and whether everything was rendered: what is known to say nothing is not.
fn rendered(views: &Views, cache: Option<&Cache>, terminal: &Terminal) -> (Vec<Diagnostic>, bool) {
    let routes = views.routes();
    let bar = progress::bar(terminal, "checking", routes.len());
    let silent = cache.map(|cache| SilentOutputs::open(cache, views));
    let one = |route| {
        let look = silent.as_ref().and_then(|silent| silent.look(route));
        let found = match look {
            Some((_, true)) => Vec::new(),
            _ => render(views, route).diagnostics,
        };
        bar.inc(1);
        (look, found)
    };
    let made: Vec<Checked> = routes.par_iter().map(one).collect();
    bar.finish_and_clear();
    if let Some(silent) = &silent {
        let quiet = made.iter().filter(|(_, found)| found.is_empty());
        silent.keep(&quiet.filter_map(|(look, _)| look.map(|(key, _)| key)).collect::<Vec<Key>>());
    }
    let is_all = !made.iter().any(|(look, _)| matches!(look, Some((_, true))));
    (made.into_iter().flat_map(|(_, found)| found).collect(), is_all)
}

fn kinds_table(kinds: &[FileKind]) -> String {
    let line = |kind: &FileKind| {
        let said = kind.withheld.as_ref().filter(|_| kind.kind.is_some()).map(withheld::said);
        let withheld = said.map(|said| format!(" (withheld, {said})")).unwrap_or_default();
        let (name, file) = (kind_name(kind), diag::clean(&kind.file));
        format!("{name:<8} {file}\n         {}{}\n", diag::clean(&kind.reason), diag::clean(&withheld))
    };
    kinds.iter().map(line).chain([String::from("\n")]).collect()
}

fn kind_object(kind: &FileKind) -> Value {
    json!({ "file": kind.file, "kind": kind.kind, "reason": kind.reason, "withheld": kind.withheld.as_ref().map(withheld::said) })
}

fn kind_name(kind: &FileKind) -> String {
    kind.kind.map_or_else(|| String::from("unread"), |kind| format!("{kind:?}").to_lowercase())
}
