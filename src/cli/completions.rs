//! `casebook completions`: the name of a shell becomes a script for it.

use clap::Args;
use clap_complete::Shell;

use crate::cli::exit_code::Exit;
use crate::cli::terminal::Terminal;
use crate::error::Result;

const EXAMPLES: &str = "\
Examples:
  casebook completions bash > ~/.local/share/bash-completion/completions/casebook
  casebook completions zsh > \"${fpath[1]}/_casebook\"
  casebook completions fish > ~/.config/fish/completions/casebook.fish";

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the script for `program`.
pub(super) fn run(completions: &Completions, program: &mut clap::Command, terminal: &Terminal) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, program, "casebook", &mut script);
    terminal.out(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
