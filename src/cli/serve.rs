#![expect(clippy::disallowed_methods, reason = "how long reading took is measured, and lines say when")]
//! `casebook serve`: a folder of write-ups becomes a preview that keeps up with typing.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use jiff::Zoned;
use jiff::civil::Date;

use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::remembered_answers::cache_of;
use crate::cli::site_arguments::day;
use crate::cli::terminal::{Terminal, Verbosity};
use crate::diag::clean;
use crate::error::Result;
use crate::load;
use crate::preview::{FolderChange, Report, Session, Showing, StandInProblem, Touched, TouchedHow, listen, start};
use crate::site::{self, Show};

const LONG_ABOUT: &str = "\
Shows the site in a browser while you write, and keeps up with what you save.

Pages, lists, links, the glossary, search, similar incidents, trends, the theme and casebook.toml are all live; drafts are shown and \
marked. A mistake never takes a page away: the last good one stays, with what is wrong and where. Nothing is written, and nothing of \
the preview is in a build.";

const EXAMPLES: &str = "\
Examples:
  casebook serve                    this folder's site, at http://127.0.0.1:4000/
  casebook serve docs/postmortems   a bare folder of Markdown files
  casebook serve --open             in your browser, at once
  casebook serve --drafts false     as readers will see it
  casebook serve --audience support as those in support will; the page switches

Ctrl-C ends it.";

/// Show the site in a browser while you write
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct Serve {
    /// A site (a folder with casebook.toml or content/) or a bare folder of Markdown files [default: here]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// The port; the next free one when it is taken [default: 4000]
    #[arg(long, short, value_name = "PORT")]
    port: Option<u16>,
    /// The address to listen at; any but this machine's own shows your drafts to others
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// Open the site in your browser
    #[arg(long)]
    open: bool,
    /// Whether drafts are shown
    #[arg(long, value_name = "BOOL", default_value_t = true, action = clap::ArgAction::Set, num_args = 0..=1, default_missing_value = "true")]
    drafts: bool,
    /// The date that "today" means [default: the newest date in the content]
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

/// Runs the command until it is stopped.
pub(super) fn run(serve: &Serve, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let begun = Instant::now();
    let dir = global.folder(serve.dir.as_ref());
    super::site_arguments::check_folder(&dir)?;
    let listener = listen(serve.bind, serve.port)?;
    let out = global.root.as_deref().unwrap_or(Path::new("")).join("public");
    let showing = Showing {
        load: load::Options { dir: dir.clone(), config: global.config.clone(), out },
        site: site::PublicationOptions {
            show: if serve.drafts { Show::Drafts } else { Show::Published },
            as_of: serve.as_of,
            whom: global.whom(),
            omit_restricted: true,
            ..site::PublicationOptions::on(day(serve.as_of))
        },
    };
    let cache = cache_of(global, &showing);
    let session = Session::open(showing, cache)?;
    let url = listener.url();
    let asked = serve.port.filter(|&port| port != 0 && port != listener.address().port());
    start(listener, session.live())?;
    if let Some(asked) = asked {
        terminal.note(&format!("port {asked} is taken"));
    }
    if !serve.bind.is_loopback() {
        let message = format!("whoever reaches {} can read this site, drafts included", serve.bind);
        terminal.warning(&message);
    }
    let pages = session.pages();
    terminal.out(&format!(
        "{pages} in {}, read in {}\nServing at {url}  (Ctrl-C ends it)\n",
        clean(&dir.to_string_lossy()),
        length(begun.elapsed()),
    ))?;
    if serve.open
        && let Err(error) = open::that_detached(&url)
    {
        terminal.note(&format!("no browser could be opened ({error}); go to {url}"));
    }
    session.run(|report| say(report, terminal))?;
    Ok(Exit::Clean)
}

/// One line for what happened. There is nobody left to tell when it cannot be written.
fn say(report: &Report<'_>, terminal: &Terminal) {
    let now = Zoned::now().strftime("%H:%M:%S").to_string();
    let line = match report {
        Report::Changed { change, problems, problems_before, took } => {
            let mut line = format!("{now}  {} in {}", what(change), length(*took));
            for problem in problems.iter().filter(|problem| !problems_before.contains(problem)) {
                line.push_str(&format!("\n          {}", wrong(problem)));
            }
            if problems.is_empty() && !problems_before.is_empty() {
                line.push_str(", and all is well again");
            }
            line
        }
        Report::Settled { took } if *took > Duration::from_millis(1500) => {
            format!("{now}  search and similar incidents are up to date after {}", length(*took))
        }
        Report::Settled { .. } => return,
        Report::Note(note) => {
            terminal.note(note);
            return;
        }
    };
    if terminal.verbosity() > Verbosity::Quiet {
        let _ = terminal.out(&format!("{line}\n"));
    }
}

/// `incidents/2024/x.md changed`, `3 files changed, 1 new, 2 gone`.
fn what(change: &FolderChange) -> String {
    let name = |touched: &Touched| clean(&touched.path);
    let word = |how: TouchedHow| match how {
        TouchedHow::Added => "new",
        TouchedHow::Changed => "changed",
        TouchedHow::Removed => "gone",
    };
    match change.touched.as_slice() {
        [] => String::from("read again"),
        [one] if one.how == TouchedHow::Changed => format!("{} changed", name(one)),
        [one] => format!("{} is {}", name(one), word(one.how)),
        many => {
            let count = |how: TouchedHow| (how, many.iter().filter(|touched| touched.how == how).count());
            let counts = [TouchedHow::Changed, TouchedHow::Added, TouchedHow::Removed].map(count);
            let parts =
                counts.into_iter().filter(|(_, count)| *count > 0).map(|(how, count)| format!("{count} {}", word(how)));
            format!("{} files: {}", many.len(), parts.collect::<Vec<_>>().join(", "))
        }
    }
}

/// `content/a.md:3: …; the last good page is shown`.
fn wrong(problem: &StandInProblem) -> String {
    let line = problem.line().map(|line| format!(":{line}")).unwrap_or_default();
    let finding = &problem.finding;
    format!("{}{line}: {}; the last good version is shown", clean(&finding.path), clean(&finding.message))
}

/// `23 ms`, `1.4 s`.
fn length(took: Duration) -> String {
    if took < Duration::from_secs(1) {
        format!("{} ms", took.as_millis())
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}
