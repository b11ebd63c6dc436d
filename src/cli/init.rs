#![expect(clippy::disallowed_methods, reason = "init writes the files of a new site")]
//! `casebook init`: a folder gets a small site in which every file explains itself.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use include_dir::{Dir, include_dir};

use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::terminal::{Terminal, Verbosity};
use crate::diag::clean;
use crate::error::{Error, Result};

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init");

/// How many files in the way are named.
const NAMED: usize = 10;

const EXAMPLES: &str = "\
Examples:
  casebook init my-casebook   a new folder
  casebook init               here, beside what is here already";

/// Start a small site whose files explain themselves; overwrites nothing
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Init {
    /// The folder of the new site [default: here]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(init: &Init, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let dir = global.folder(init.dir.as_ref());
    let mut files = Vec::new();
    collect(&SAMPLE, &mut files);
    files.sort_by_key(|(path, _)| *path);
    refuse_to_overwrite(&dir, &files)?;
    for (path, text) in &files {
        let path = dir.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(|e| Error::io("create folder", parent, e))?;
        }
        let write = || File::create_new(&path)?.write_all(text);
        write().map_err(|e| Error::io("write", &path, e))?;
    }
    if terminal.verbosity() > Verbosity::Quiet {
        terminal.out(&next_steps(&dir, files.len()))?;
    }
    Ok(Exit::Clean)
}

fn collect<'a>(dir: &'a Dir<'a>, files: &mut Vec<(&'a Path, &'a [u8])>) {
    files.extend(dir.files().map(|file| (file.path(), file.contents())));
    dir.dirs().for_each(|dir| collect(dir, files));
}

fn refuse_to_overwrite(dir: &Path, files: &[(&Path, &[u8])]) -> Result<()> {
    if dir.is_file() {
        return Err(Error::environment(format!("`{}` is a file; give another folder", dir.display())));
    }
    let in_the_way: Vec<String> = files
        .iter()
        .map(|(path, _)| dir.join(path))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| format!("\n  {}", path.display()))
        .collect();
    if in_the_way.is_empty() {
        return Ok(());
    }
    let more = in_the_way.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    Err(Error::environment(format!(
        "nothing was written, because these are there already:{}{more}\ngive another folder; a folder of write-ups needs no \
         `init`, `casebook build` takes it as it is",
        in_the_way[..in_the_way.len().min(NAMED)].concat()
    )))
}

fn next_steps(dir: &Path, files: usize) -> String {
    let shown = clean(&dir.to_string_lossy());
    let here = shown == ".";
    let (argument, out) = if here {
        (String::new(), String::from("public"))
    } else {
        let quoted = if shown.contains(' ') { format!("'{shown}'") } else { shown.clone() };
        (format!(" --root {quoted}"), format!("{shown}/public"))
    };
    let place = if here { String::from("here") } else { format!("in `{shown}`") };
    format!(
        "wrote {files} files {place}; each says what it is for\n\nnext:\n  casebook check{argument}\n  \
         casebook build{argument}\n\nthen open {out}/index.html\n"
    )
}
