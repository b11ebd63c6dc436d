//! `casebook doctor`: a target becomes what works there and what does not, with the way out of each.

use clap::Args;
use serde_json::json;

use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::publish::choose;
use crate::cli::terminal::Terminal;
use crate::diag::clean;
use crate::error::Result;
use crate::publish::{Check, Outcome, Target};

const LONG_ABOUT: &str = "\
Tries everything that publishing to a target needs, and says what is wrong and what to do about it.

The configuration, the credentials, the clock, writing, conditional writing, reading back, content types, removing; and what a reader \
gets through the target's `address`: a page, a page that is not there, a Markdown twin, the search. What is written for that is \
removed again.";

/// Try what publishing to a target needs
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT)]
pub(super) struct Doctor {
    /// A target: NAME of a table `[publish.NAME]` [default: the only one]
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    /// Print the checks as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(super) fn run(doctor: &Doctor, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let chosen = choose(doctor.target.as_deref(), global)?;
    let target = Target::new(&chosen.name, &chosen.config, &chosen.root)?;
    let checks = target.examine();
    terminal.out(&if doctor.json { as_json(&target, &checks) } else { lines(&target, &checks) })?;
    Ok(if checks.iter().any(Check::is_wrong) { Exit::Findings } else { Exit::Clean })
}

fn lines(target: &Target, checks: &[Check]) -> String {
    let width = checks.iter().map(|check| check.name.len()).max().unwrap_or(0);
    let mut text = format!("{}\n", target.shown());
    for check in checks {
        let (sign, said) = match &check.outcome {
            Outcome::Works(said) => ("works", said),
            Outcome::Fails(said) => ("WRONG", said),
            Outcome::Untried(said) => ("-", said),
        };
        text.push_str(&format!("  {sign:<5}  {:<width$}  {}\n", check.name, clean(said)));
    }
    text
}

fn as_json(target: &Target, checks: &[Check]) -> String {
    let rows = checks.iter().map(|check| {
        let (outcome, said) = match &check.outcome {
            Outcome::Works(said) => ("works", said),
            Outcome::Fails(said) => ("fails", said),
            Outcome::Untried(said) => ("untried", said),
        };
        json!({ "check": check.name, "outcome": outcome, "said": said })
    });
    format!("{:#}\n", json!({ "target": target.name(), "checks": rows.collect::<Vec<_>>() }))
}
