#![expect(clippy::disallowed_methods, reason = "reads the write-ups whose text is changed")]
//! `casebook redact`: write-ups become the same without credentials and masked personal data; shown first, written where that is asked for.

use std::fs;

use clap::Args;

use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::site_arguments::SiteArguments;
use crate::cli::terminal::Terminal;
use crate::diag::clean;
use crate::error::{Error, Result};
use crate::output;
use crate::parse::{Redaction, redacted, redactions};
use crate::pipeline::Goal;

const LONG_ABOUT: &str = "\
Takes credentials out of the write-ups, and what `[privacy]` masks or stops, and puts the word REDACTED in their place.

Without --write it shows each line as it would be, and never what stands there. What the repository's history holds stays there: revoke \
a credential first. Attached files are left as they are.";

const EXAMPLES: &str = "\
Examples:
  casebook redact            what would change
  casebook redact --write    change the files

Exit codes:
  0  nothing to take out, or it was written
  1  something is to be taken out, or a file could not be looked into
  2  usage or configuration       3  environment";

/// Take credentials and personal data out of write-ups
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct Redact {
    #[command(flatten)]
    site: SiteArguments,
    /// Show what would change and write nothing, as without --write
    #[arg(long, conflicts_with = "write")]
    preview: bool,
    /// Change the files
    #[arg(long)]
    write: bool,
}

/// Runs the command.
pub(super) fn run(redact: &Redact, global: &Global, terminal: &Terminal) -> Result<Exit> {
    redact.site.on_threads(|| on_threads(redact, global, terminal))
}

fn on_threads(redact: &Redact, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let compiled = redact.site.compile(global, Goal::Site, terminal)?;
    let sources = compiled.read().sources();
    let (mut places, mut files, mut left) = (0, 0, 0);
    for source in &sources.files {
        let path = sources.content_root.join(&source.path);
        let bytes = fs::read(&path).map_err(|error| Error::io("read", &path, error))?;
        let Ok(text) = String::from_utf8(bytes) else {
            left += 1;
            let file = clean(&source.shown_path);
            terminal.out(&format!("{file}: is not UTF-8, so nobody looked into it; save it as UTF-8\n"))?;
            continue;
        };
        let found = redactions(&text, &sources.config);
        if found.is_empty() {
            continue;
        }
        places += found.len();
        files += 1;
        let new = redacted(&text, &found);
        terminal.out(&changes(&source.shown_path, &text, &found))?;
        if redact.write {
            output::rewrite(&path, &text, &new)?;
        }
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let done = if redact.write { "redacted" } else { "to redact" };
    terminal.out(&format!("{places} place{} in {files} file{} {done}\n", plural(places), plural(files)))?;
    Ok(if left > 0 || places > 0 && !redact.write { Exit::Findings } else { Exit::Clean })
}

/// `file:3: a GitHub token` and the line as it is to be, for each line.
fn changes(file: &str, text: &str, found: &[Redaction]) -> String {
    let lines = |redaction: &Redaction| {
        let start = text[..redaction.span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[redaction.span.end..].find('\n').map_or(text.len(), |at| redaction.span.end + at);
        start..end
    };
    let mut said = String::new();
    // What shares a line is shown together, a value that goes on in the next one too: no line shows any.
    for of_line in found.chunk_by(|one, other| lines(other).start < lines(one).end) {
        let place = lines(&of_line[0]).start..of_line.iter().map(|one| lines(one).end).max().unwrap_or_default();
        let inside: Vec<Redaction> = of_line
            .iter()
            .map(|one| Redaction { span: one.span.start - place.start..one.span.end - place.start, what: one.what })
            .collect();
        let number = text[..place.start].matches('\n').count() + 1;
        let what: Vec<&str> = of_line.iter().map(|one| one.what).collect();
        let line = redacted(&text[place], &inside);
        said.push_str(&format!("{}:{number}: {}\n  + {}\n", clean(file), what.join(", "), clean(&line)));
    }
    said
}
