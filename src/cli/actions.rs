//! `casebook actions`: the follow-ups of all incidents become a list to work from, a table or an object.

use std::fmt::Write;
use std::path::Path;

use annotate_snippets::renderer::Style;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::analyse::follow_ups::{FollowUp, follow_ups};
use crate::cli::date_argument::since;
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::remembered_answers::answered;
use crate::cli::site_arguments::SiteArguments;
use crate::cli::terminal::Terminal;
use crate::diag::{clean, nearest};
use crate::error::{Error, Result};
use crate::exports::follow_up_records::{follow_ups_object, follow_ups_table};
use crate::link::{Facet, FacetKind, newest_first};
use crate::markup::page_words::words_elsewhere;
use crate::model::ActionState;
use crate::pipeline::{Compiled, Goal};
use crate::site::Site;
use crate::text::first_sentences;
use crate::wording::english;
use crate::words::codes::state as state_words;
use crate::words::durations::span as span_words;

const LONG_ABOUT: &str = "\
Lists what was said would be done after incidents: those still open first, the oldest first. What does not say where \
it stands is listed after them, and as such.

Follow-ups belong to teams of the catalogue; nothing is listed or counted by person. A follow-up that was decided against is as \
closed as one that was done, and its reason is shown.";

const EXAMPLES: &str = "\
Examples:
  casebook actions --open                        what is still open, the oldest first
  casebook actions --open --owner platform       that of one team
  casebook actions --state declined --since 2025 what was decided against, of those opened since
  casebook actions --format csv >follow-ups.csv  for a spreadsheet";

/// List follow-ups across incidents
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct Actions {
    /// Only those that are said to be open or in progress
    #[arg(long, conflicts_with = "state")]
    open: bool,
    /// Only those of this team, by id, name or alias
    #[arg(long, value_name = "TEAM")]
    owner: Option<String>,
    /// Only those in this state; may be repeated (`not-given`: nobody says)
    #[arg(long, value_name = "STATE", value_enum, num_args = 1.., value_delimiter = ',')]
    state: Vec<State>,
    /// Only those opened on this date or later: a day, a month or a year; the incident's date counts where nobody said
    #[arg(long, value_name = "DATE", value_parser = since)]
    since: Option<Date>,
    /// How to print them
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ActionsFormat::Text)]
    format: ActionsFormat,
    /// Those of drafts too
    #[arg(long)]
    drafts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ActionsFormat {
    Text,
    Csv,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum State {
    Open,
    Doing,
    Done,
    NotNecessary,
    Absorbed,
    Declined,
    NotGiven,
}

impl State {
    fn of(self) -> Option<ActionState> {
        Some(match self {
            State::Open => ActionState::Open,
            State::Doing => ActionState::Doing,
            State::Done => ActionState::Done,
            State::NotNecessary => ActionState::NotNecessary,
            State::Absorbed => ActionState::Absorbed,
            State::Declined => ActionState::Declined,
            State::NotGiven => return None,
        })
    }
}

/// The order in which states are listed and counted.
const STATES: [(Option<ActionState>, &str); 7] = [
    (Some(ActionState::Open), "open"),
    (Some(ActionState::Doing), "in progress"),
    (None, "with no state given"),
    (Some(ActionState::NotNecessary), "not needed after all"),
    (Some(ActionState::Absorbed), "became part of other work"),
    (Some(ActionState::Declined), "decided against"),
    (Some(ActionState::Done), "done"),
];

/// Runs the command.
pub(super) fn run(command: &Actions, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let site = SiteArguments::for_reading(command.drafts, None);
    site.on_threads(|| on_threads(command, &site, global, terminal))
}

fn on_threads(command: &Actions, site: &SiteArguments, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let inputs = site.inputs(global, Path::new(""), None);
    answered(global, &inputs, &format!("{command:?}"), terminal, |run| {
        of_site(command, &site.compile_timed(global, Goal::Site, run)?, terminal)
    })
}

fn of_site(command: &Actions, compiled: &Compiled, terminal: &Terminal) -> Result<Exit> {
    let all = follow_ups(&compiled.site);
    let team = command.owner.as_deref().map(|owner| team(&compiled.site, owner)).transpose()?;
    let mut rows: Vec<&FollowUp> = all.rows.iter().filter(|row| wanted(command, &compiled.site, row, team)).collect();
    rows.sort_by(|a, b| {
        let key = |row: &FollowUp| {
            let part = STATES.iter().position(|(state, _)| *state == row.state);
            (part, row.age.is_none(), std::cmp::Reverse(row.age))
        };
        let incidents = || newest_first(&compiled.site.pages[a.page], &compiled.site.pages[b.page]);
        key(a).cmp(&key(b)).then_with(incidents)
    });
    terminal.out(&match command.format {
        ActionsFormat::Text => text(&compiled.site, &rows),
        ActionsFormat::Csv => follow_ups_table(&compiled.site, &rows),
        ActionsFormat::Json => format!("{}\n", follow_ups_object(&compiled.site, &rows)),
    })?;
    Ok(Exit::Clean)
}

fn wanted(command: &Actions, site: &Site, row: &FollowUp, team: Option<usize>) -> bool {
    let in_time = |since: Date| {
        let incident = || site.pages[row.page].dated.as_ref().map(|dated| dated.value.date());
        row.opened.as_ref().map(|opened| opened.date()).or_else(incident).is_some_and(|date| date >= since)
    };
    (!command.open || row.is_open())
        && (command.state.is_empty() || command.state.iter().any(|state| state.of() == row.state))
        && team.is_none_or(|team| row.team == Some(team))
        && command.since.is_none_or(in_time)
}

/// The team of the catalogue that somebody means.
fn team(site: &Site, owner: &str) -> Result<usize> {
    let teams: &[Facet] = site.links.facets.get(&FacetKind::Team).map_or(&[], Vec::as_slice);
    let wanted = owner.trim().to_lowercase();
    let is = |name: &String| name.to_lowercase() == wanted;
    let known = |team: &Facet| team.listed && (is(&team.id) || is(&team.name) || team.aliases.iter().any(is));
    if let Some(ix) = teams.iter().position(known) {
        return Ok(ix);
    }
    let named = site.pages.iter().filter_map(|page| page.incident()).flat_map(|incident| &incident.actions);
    let owns = named.filter_map(|action| action.value.owner.as_ref()).any(is);
    let listed: Vec<&str> = teams.iter().filter(|team| team.listed).map(|team| team.id.as_str()).collect();
    if listed.is_empty() {
        return Err(Error::usage(
            "--owner takes a team of the catalogue, and there is none; list teams as `[[team]]` in casebook.toml",
        ));
    }
    let names = teams.iter().filter(|team| team.listed).flat_map(|team| [&team.id, &team.name]);
    let hint = match nearest(owner, names.map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the teams are {}", listed.iter().take(12).copied().collect::<Vec<_>>().join(", ")),
    };
    Err(Error::usage(if owns || is_person(owner) {
        format!(
            "`{owner}` is no team of the catalogue. Follow-ups belong to teams: a list of one person's would be read as a judgement \
             of that person, so there is none; {hint}"
        )
    } else {
        format!("there is no team `{owner}`; {hint}")
    }))
}

/// Whether it reads like somebody's name or handle: `Ann Lee`, `@ann`, `ann@example.org`.
fn is_person(owner: &str) -> bool {
    let words: Vec<&str> = owner.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    owner.contains('@') || ((2..=3).contains(&words.len()) && words.iter().all(capital))
}

/// The longest text and reason, in characters.
const LENGTH: usize = 300;

/// A list for people, by state.
fn text(site: &Site, rows: &[&FollowUp]) -> String {
    const TITLE: Style = Style::new().bold();
    const FAINT: Style = Style::new().dimmed();
    if rows.is_empty() {
        return String::from("No follow-ups.\n");
    }
    let mut out = String::new();
    // Writing to a string cannot fail.
    for of_state in rows.chunk_by(|a, b| a.state == b.state) {
        let _ = writeln!(out, "{TITLE}{}{TITLE:#}\n", state_words(english(), of_state[0].state));
        for row in of_state {
            let page = &site.pages[row.page];
            let cut = |text: &str| clean(&first_sentences(&words_elsewhere(site, row.page, text), LENGTH));
            let since = row.age.and(row.opened.as_ref()).zip(site.as_of);
            let age = since.and_then(|(opened, as_of)| span_words(english(), opened.date(), as_of));
            let team = row.team.map(|ix| site.links.facets[&FacetKind::Team][ix].name.clone());
            let about: Vec<String> = [Some(page.id.value.clone()), age, team].into_iter().flatten().collect();
            let _ = writeln!(out, "  {}", cut(&row.text));
            if let Some(reason) = row.reason.as_deref().map(cut).filter(|reason| !reason.is_empty()) {
                let _ = writeln!(out, "    {reason}");
            }
            let _ = writeln!(out, "    {FAINT}{}{FAINT:#}", clean(&about.join(" · ")));
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", counted(rows));
    out
}

/// `7 follow-ups: 2 open, 1 in progress, 4 done.`
fn counted(rows: &[&FollowUp]) -> String {
    let of = |(state, words): (Option<ActionState>, &str)| {
        let count = rows.iter().filter(|row| row.state == state).count();
        (count > 0).then(|| format!("{count} {words}"))
    };
    let states: Vec<String> = STATES.into_iter().filter_map(of).collect();
    let plural = if rows.len() == 1 { "" } else { "s" };
    format!("{} follow-up{plural}: {}.", rows.len(), states.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_like_a_name_is_told_from_a_team() {
        assert!(["Ann Lee", "@ann", "ann@example.org", "Ann van Lee"].map(is_person) == [true, true, true, false]);
        assert!(!is_person("platform") && !is_person("depot operations"));
    }
}
