//! `casebook explain`: the name of a rule becomes what it means.

use clap::Args;

use crate::cli::exit_code::Exit;
use crate::cli::terminal::Terminal;
use crate::diag::{Rule, Severity, nearest};
use crate::error::{Error, Result};

const EXAMPLES: &str = "\
Examples:
  casebook explain               every rule in one line
  casebook explain link/broken   one rule";

/// Say what a finding means
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Explain {
    /// The rule in a finding's brackets, such as link/broken; all rules without it
    #[arg(value_name = "RULE")]
    rule: Option<String>,
}

/// Runs the command.
pub(super) fn run(explain: &Explain, terminal: &Terminal) -> Result<Exit> {
    let text = match &explain.rule {
        None => {
            Rule::ALL.iter().map(|&rule| format!("{:<8} {:<22} {}\n", word(rule), rule.code(), rule.about())).collect()
        }
        Some(code) => one(find(code)?),
    };
    terminal.out(&text)?;
    Ok(Exit::Clean)
}

fn find(code: &str) -> Result<Rule> {
    Rule::from_code(code).ok_or_else(|| {
        let hint = match nearest(code, Rule::ALL.iter().map(|rule| rule.code())) {
            Some(near) => format!("did you mean `{near}`?"),
            None => String::from("`casebook explain` lists them"),
        };
        Error::usage(format!("there is no rule `{code}`; {hint}"))
    })
}

fn one(rule: Rule) -> String {
    let consequence = match (rule, rule.severity()) {
        (rule, _) if rule.stops() => "Nothing is written, and the exit code is 4.",
        (Rule::PrivacyRestricted, _) => "The site is written without it, and the exit code is 4.",
        (_, Severity::Error) => "The site is written all the same, and the exit code is 1.",
        (_, Severity::Warning) => "The exit code stays 0; --strict makes it 1.",
        (_, Severity::Note) => "It never counts against a build; `build` shows it with -v, `check` always.",
    };
    format!("{} ({})\n\n{}\n{consequence}\n", rule.code(), word(rule), rule.about())
}

fn word(rule: Rule) -> &'static str {
    match rule.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
