//! Arguments become calls of the stages, one file per command, and an exit code.
//!
//! Decides nothing about content; it reads arguments, measures time, prints, and says how it went.

mod actions;
mod audience_builds;
mod build;
mod build_summary;
mod check;
mod completions;
mod date_argument;
mod doctor;
mod doubtful;
mod excluded_words;
mod exit_code;
mod explain;
mod global_options;
mod init;
mod known_outputs;
mod new;
mod progress;
mod publish;
mod redact;
mod remembered_answers;
mod search;
mod serve;
mod share;
mod shown_sources;
mod similar;
mod site_arguments;
mod stats;
mod suggest;
mod terminal;
mod unchanged_build;
mod verify;
mod what_was_read;
mod withheld;
mod written_site;

use std::ffi::OsString;

use clap::{CommandFactory, Parser, Subcommand};

use crate::error::{Error, Result};

use exit_code::Exit;
use global_options::Global;
use terminal::Terminal;

const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (", env!("CASEBOOK_COMMIT"), ")");

const ABOUT: &str = "Turns a folder of Markdown incident write-ups into a static site that people want to read";

const LONG_ABOUT: &str = "\
Turns a folder of Markdown incident write-ups into a static site that people want to read.

One folder in, one folder out: no server, no database, no account. Point it at the write-ups you already have; front matter \
refines what Casebook finds out by itself, and no key is required.";

const EXAMPLES: &str = "\
Examples:
  casebook init my-casebook        begin with a small site that explains itself
  casebook new 'Cards refused'     begin a write-up, as a draft with questions
  casebook share INC-214           one file of a draft, for those who were there
  casebook build docs/postmortems  build a folder of write-ups as it is, into ./public
  casebook serve --open            see it in a browser while you write
  casebook build --dry-run         say what a build would add, change and remove
  casebook publish intranet        put it where it is read: a diff first
  casebook doctor intranet         what of that works, and what does not
  casebook check --strict          fail on warnings too, for instance before a merge
  casebook verify --audience a     prove that a build for readers holds no more
  casebook search stale lease      find what was written about it
  casebook actions --open          what was said would be done and is still open
  casebook stats duration          what the trend pages say, with the numbers
  casebook suggest                 a casebook.toml to start from
  casebook redact                  what must not stay in the text, taken out of it
  casebook explain link/broken     what a finding means

Exit codes:
  0  clean, or warnings only
  1  an error among the findings, or a warning under --strict; the site is
     written all the same
  2  the command line or casebook.toml asks for what cannot be done
  3  the disk or another part of the environment refused
  4  a privacy rule stopped it: a credential was found and nothing was written,
     or something that names an audience was left out and nobody said with
     --omit-restricted that this is meant";

#[derive(Debug, Parser)]
#[command(name = "casebook", version = VERSION, about = ABOUT, long_about = LONG_ABOUT, after_help = EXAMPLES)]
struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::NewCommand),
    Build(build::Build),
    Publish(publish::PublishCommand),
    Doctor(doctor::Doctor),
    Serve(serve::Serve),
    Check(check::Check),
    Verify(verify::Verify),
    Search(search::SearchCommand),
    Similar(similar::SimilarCommand),
    Share(share::ShareCommand),
    Actions(actions::Actions),
    Stats(stats::StatsCommand),
    Suggest(suggest::SuggestCommand),
    Redact(redact::Redact),
    Init(init::Init),
    Explain(explain::Explain),
    Completions(completions::Completions),
}

impl Command {
    /// Whether it looks at everything that a write-up says, whoever may read it: it is run where the files are.
    fn is_for_writers(&self) -> bool {
        matches!(self, Self::New(_) | Self::Check(_) | Self::Suggest(_) | Self::Redact(_))
    }

    /// Whether it can work for several audiences.
    fn is_for_several(&self) -> bool {
        matches!(self, Self::Build(_) | Self::Verify(_))
    }
}

/// Runs the command that `arguments` (with the program's name first) ask for; gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(excluded_words::told_from_options(arguments)) {
        Ok(mut arguments) => {
            arguments.global.writers = arguments.command.is_for_writers();
            arguments
        }
        Err(error) => {
            // Help and version are "errors" that exit with 0; a closed pipe is no reason to fail.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let terminal = Terminal::new(&arguments.global);
    match command(&arguments, &terminal) {
        Ok(exit) => exit.code(),
        Err(error) => {
            terminal.error(&error);
            error.exit_code()
        }
    }
}

fn command(arguments: &Arguments, terminal: &Terminal) -> Result<Exit> {
    let global = &arguments.global;
    if global.audience.len() > 1 && !arguments.command.is_for_several() {
        return Err(Error::usage("this command works for one audience; give --audience once"));
    }
    match &arguments.command {
        Command::New(new) => new::run(new, global, terminal),
        Command::Build(build) => build::run(build, global, terminal),
        Command::Publish(publish) => publish::run(publish, global, terminal),
        Command::Doctor(doctor) => doctor::run(doctor, global, terminal),
        Command::Serve(serve) => serve::run(serve, global, terminal),
        Command::Verify(verify) => verify::run(verify, global, terminal),
        Command::Check(check) => check::run(check, global, terminal),
        Command::Search(search) => search::run(search, global, terminal),
        Command::Similar(similar) => similar::run(similar, global, terminal),
        Command::Share(share) => share::run(share, global, terminal),
        Command::Actions(actions) => actions::run(actions, global, terminal),
        Command::Stats(stats) => stats::run(stats, global, terminal),
        Command::Suggest(suggest) => suggest::run(suggest, global, terminal),
        Command::Redact(redact) => redact::run(redact, global, terminal),
        Command::Init(init) => init::run(init, global, terminal),
        Command::Explain(explain) => explain::run(explain, terminal),
        Command::Completions(completions) => completions::run(completions, &mut Arguments::command(), terminal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
