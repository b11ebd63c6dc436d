//! Facts that were inferred become a list to mark, and the marks become keys in the front matter.

mod confirmed_files;
mod fact_list;
mod line_changes;
mod marked_lines;

use std::path::PathBuf;

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::cli::exit_code::Exit;
use crate::cli::terminal::Terminal;
use crate::doubt::doubtful_facts;
use crate::edit::KEYS;
use crate::error::Result;
use crate::pipeline::Compiled;

const HEADING: &str = "Facts that were inferred";

/// What `check` does about facts that no key states.
#[derive(Debug, Args)]
#[command(next_help_heading = HEADING)]
pub(super) struct DoubtfulOptions {
    /// List what was read in the prose and no key states, the most doubtful first, as lines to mark
    #[arg(long, conflicts_with_all = ["confirm", "explain_kinds"])]
    doubtful: bool,
    /// Only facts of this key; may be given several times
    #[arg(long, value_name = "KEY", requires = "doubtful", value_parser = PossibleValuesParser::new(KEYS.map(|key| key.name())))]
    field: Vec<String>,
    /// Only write-ups in this folder and below
    #[arg(long, value_name = "FOLDER", requires = "doubtful")]
    below: Option<String>,
    /// Write the lines of FILE that are marked into the front matter, and nothing else
    #[arg(long, value_name = "FILE", conflicts_with = "explain_kinds")]
    confirm: Option<PathBuf>,
    /// Show what --confirm would write, and write nothing
    #[arg(long, requires = "confirm")]
    dry_run: bool,
}

impl DoubtfulOptions {
    /// Whether they ask for anything.
    pub(super) fn asked(&self) -> bool {
        self.doubtful || self.confirm.is_some()
    }

    /// Lists facts, as JSON or as lines, or confirms them.
    pub(super) fn run(&self, compiled: &Compiled, json: bool, terminal: &Terminal) -> Result<Exit> {
        match &self.confirm {
            Some(file) => confirmed_files::confirm(compiled, file, self.dry_run, terminal),
            None => {
                let facts = doubtful_facts(&compiled.site, &self.field, self.below.as_deref())?;
                let zone = compiled.site.config.timezone.written();
                terminal.out(&if json { fact_list::json(&facts) } else { fact_list::lines(&facts, zone) })?;
                Ok(Exit::Clean)
            }
        }
    }
}
