#![expect(clippy::disallowed_methods, reason = "suggest writes a configuration where none stands, when it is asked to")]
//! `casebook suggest`: a folder that nobody configured becomes a `casebook.toml` to start from.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use clap::Args;

use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::{Terminal, Verbosity};
use crate::error::{Error, Result};
use crate::pipeline::{Read, Run};
use crate::suggest::suggest;

const LONG_ABOUT: &str = "\
Prints a casebook.toml to start from: patterns for folders whose names do not say what they hold, the services that go by several \
names, severities in order, the time zone that write-ups name, keys of front matter that mean ours.

Above each line stands what it does, in numbers that were counted with it and without it. What the files do not decide is commented \
out, with the reason. A configuration that stands in the folder is not looked at, and nothing is written without --write.";

const EXAMPLES: &str = "\
Examples:
  casebook suggest                            for the folder here
  casebook suggest docs > docs/casebook.toml
  casebook suggest docs --write               the same, and refuse where one stands";

/// Print a casebook.toml to start from, with what each line does
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct SuggestCommand {
    #[command(flatten)]
    site: SiteArguments,
    /// Write it to casebook.toml in the folder, unless one stands there
    #[arg(long)]
    write: bool,
}

/// Runs the command.
pub(super) fn run(command: &SuggestCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    command.site.on_threads(|| on_threads(command, global, terminal))
}

fn on_threads(command: &SuggestCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let inputs = command.site.inputs(global, Path::new(""), None);
    let dir = &inputs.load.dir;
    check_folder(dir)?;
    let file = dir.join("casebook.toml");
    let in_the_way = || Error::environment(format!("`{}` stands there already; nothing was written", file.display()));
    if command.write && file.symlink_metadata().is_ok() {
        return Err(in_the_way());
    }
    let read = Read::new(&inputs, &mut Run::unseen())?.expect_files(dir)?;
    let text = suggest(&read, &inputs)?;
    if !command.write {
        terminal.out(&text)?;
        return Ok(Exit::Clean);
    }
    let write = || File::create_new(&file)?.write_all(text.as_bytes());
    write().map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => in_the_way(),
        _ => Error::io("write", &file, error),
    })?;
    if terminal.verbosity() > Verbosity::Quiet {
        terminal.out(&format!("wrote {}; read it, and change what you know better\n", file.display()))?;
    }
    Ok(Exit::Clean)
}
