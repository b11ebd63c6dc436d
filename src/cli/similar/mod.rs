//! `casebook similar`: an incident, a draft or what somebody pastes becomes the past incidents that are like it.

mod neighbour_lines;
mod neighbours;
mod pasted_text;
mod review;
mod similar_command;

use std::path::Path;

use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::progress;
use crate::cli::remembered_answers::answered;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::Terminal;
use crate::error::Result;
use crate::pipeline::Run;

pub(crate) use similar_command::SimilarCommand;

/// Runs the command.
pub(super) fn run(command: &SimilarCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let in_site = |of: &str| global.root.as_ref().is_some_and(|root| root.join(of).is_file());
    let is_file = command.of.as_deref().is_some_and(|of| of != "-" && (Path::new(of).is_file() || in_site(of)));
    let site = SiteArguments::for_reading(command.drafts, command.jobs);
    site.on_threads(|| {
        let inputs = site.inputs(global, Path::new(""), None);
        check_folder(&inputs.load.dir)?;
        let is_asked_once = command.review || command.timings || command.of.as_deref() == Some("-");
        let work = |run: &mut Run<'_>| {
            let done = match command.of.as_deref() {
                Some("-") => pasted_text::run(command, &inputs, terminal, run),
                _ => neighbours::run(command, is_file, inputs.clone(), terminal, run),
            }?;
            if command.timings {
                terminal.aside(&run.timings.table())?;
            }
            Ok(done)
        };
        if is_asked_once {
            return progress::run(terminal, work);
        }
        answered(global, &inputs, &format!("{is_file} {command:?}"), terminal, work)
    })
}
