//! The options of every command: where the site is, what is printed, in which colours.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use crate::site::ForWhom;

/// The heading of the options that every command has.
const EVERYWHERE: &str = "Options of every command";

/// What every command understands.
#[derive(Debug, Clone, Args)]
pub(super) struct Global {
    /// The site's folder; DIR is looked for in it, and `public` is written into it
    #[arg(long, global = true, value_name = "DIR", help_heading = EVERYWHERE)]
    pub(super) root: Option<PathBuf>,
    /// The configuration, instead of casebook.toml in the site's folder
    #[arg(long, global = true, value_name = "FILE", help_heading = EVERYWHERE)]
    pub(super) config: Option<PathBuf>,
    /// The audience to work for, one of `[audiences]` [default: the site's default one]
    #[arg(long, global = true, value_name = "NAME", help_heading = EVERYWHERE)]
    pub(super) audience: Vec<String>,
    /// Whether the command is for those who write, and see what is for anybody.
    #[arg(skip)]
    pub(super) writers: bool,
    /// Print errors only: no progress, no warnings, no summary
    #[arg(long, short, global = true, conflicts_with = "verbose", help_heading = EVERYWHERE)]
    pub(super) quiet: bool,
    /// Print notes as well
    #[arg(long, short, global = true, action = ArgAction::Count, help_heading = EVERYWHERE)]
    pub(super) verbose: u8,
    /// Neither use nor keep what earlier runs found out
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(super) no_cache: bool,
    /// When to use colours; `auto` looks at the terminal and at NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Colour::Auto, help_heading = EVERYWHERE)]
    pub(super) color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

impl Global {
    /// For whom a command works that works for one audience; a command for those who write works for them, unless somebody is named.
    pub(super) fn whom(&self) -> ForWhom {
        match self.audience.last() {
            Some(name) => ForWhom::Audience(name.clone()),
            None if self.writers => ForWhom::Writers,
            None => ForWhom::Default,
        }
    }

    /// The folder that a command works on: `dir` below `--root`, either of them, or here.
    pub(super) fn folder(&self, dir: Option<&PathBuf>) -> PathBuf {
        match (&self.root, dir) {
            (Some(root), Some(dir)) => root.join(dir),
            (Some(dir), None) => dir.clone(),
            (None, Some(dir)) => dir.clone(),
            (None, None) => PathBuf::from("."),
        }
    }
}
