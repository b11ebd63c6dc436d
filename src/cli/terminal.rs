//! What a command says becomes text on standard output or standard error.
//!
//! Results go to standard output, everything about the run to standard error. A closed pipe is not a failure.

use std::io::{self, IsTerminal, Write};
use std::sync::{Arc, Mutex, PoisonError};

use annotate_snippets::renderer::{DEFAULT_ERROR_STYLE, DEFAULT_NOTE_STYLE, DEFAULT_WARNING_STYLE, Style};
use anstream::{AutoStream, ColorChoice};
use serde::{Deserialize, Serialize};

use crate::cli::global_options::{Colour, Global};
use crate::diag::{self, Diagnostic, Limit, Printing, Severity};
use crate::error::{Error, Result};

/// How findings are cut where nobody says how wide the terminal is.
const WIDTH: usize = 140;

/// Where a command prints.
#[derive(Debug)]
pub(super) struct Terminal {
    /// `auto` follows the terminal and `NO_COLOR`.
    colour: ColorChoice,
    verbosity: Verbosity,
    /// What is said, while somebody writes it down.
    record: Mutex<Option<Vec<Said>>>,
}

/// Something that a command said, fit to be said again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Said {
    stream: Stream,
    /// With colours, whatever became of them.
    text: Vec<u8>,
    /// What is another each time, and where it stands.
    later: Option<(usize, Later)>,
}

/// What is not the same when a command says the same again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Later {
    /// How long it took.
    Seconds,
    /// The day of the run.
    Day,
}

/// How much a command prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verbosity {
    /// Errors.
    Quiet,
    /// Warnings, progress and a summary as well.
    Normal,
    /// Notes as well.
    Verbose,
}

/// Which of the two streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Stream {
    Out,
    Err,
}

impl Terminal {
    pub(super) fn new(global: &Global) -> Self {
        let colour = match global.color {
            Colour::Auto => ColorChoice::Auto,
            Colour::Always => ColorChoice::Always,
            Colour::Never => ColorChoice::Never,
        };
        let verbosity = match (global.quiet, global.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, 0) => Verbosity::Normal,
            (false, _) => Verbosity::Verbose,
        };
        Self { colour, verbosity, record: Mutex::default() }
    }

    /// One that prints errors only, for commands within a command whose own result stands on standard output.
    pub(super) fn quieter(global: &Global) -> Self {
        Self { verbosity: Verbosity::Quiet, ..Self::new(global) }
    }

    pub(super) fn verbosity(&self) -> Verbosity {
        self.verbosity
    }

    /// Whether a progress line would be seen.
    pub(super) fn shows_progress(&self) -> bool {
        self.verbosity > Verbosity::Quiet && io::stderr().is_terminal()
    }

    /// How many columns there are where standard output goes; eighty in a pipe.
    pub(super) fn width(&self) -> usize {
        terminal_size::terminal_size_of(io::stdout()).map_or(80, |(width, _)| usize::from(width.0))
    }

    /// Writes `text` to standard output.
    ///
    /// # Errors
    /// When it cannot be written; a closed pipe is not an error.
    pub(super) fn out(&self, text: &str) -> Result<()> {
        self.write(Stream::Out, |out| out.write_all(text.as_bytes()))
    }

    /// Writes `text` to standard error, so that standard output stays what was asked for.
    ///
    /// # Errors
    /// When it cannot be written; a closed pipe is not an error.
    pub(super) fn aside(&self, text: &str) -> Result<()> {
        self.write(Stream::Err, |out| out.write_all(text.as_bytes()))
    }

    /// Writes a text with something in it that is another each time: what stands before it, what it is this time, and the rest.
    ///
    /// # Errors
    /// When it cannot be written; a closed pipe is not an error.
    pub(super) fn with_later(&self, stream: Stream, later: Later, [before, now, after]: [&str; 3]) -> Result<()> {
        let text = [before, after].concat().into_bytes();
        self.note_down(Said { stream, text, later: Some((before.len(), later)) });
        self.put(stream, |out| out.write_all([before, now, after].concat().as_bytes()))
    }

    /// Begins to write down what is said.
    pub(super) fn record(&self) {
        *self.recorded() = Some(Vec::new());
    }

    /// What was said since; nothing more is written down.
    pub(super) fn take_record(&self) -> Vec<Said> {
        self.recorded().take().unwrap_or_default()
    }

    /// Says again what was said before; `now` gives what is another each time.
    ///
    /// # Errors
    /// When it cannot be written; a closed pipe is not an error.
    pub(super) fn repeat(&self, said: &[Said], now: &dyn Fn(Later) -> String) -> Result<()> {
        said.iter().try_for_each(|Said { stream, text, later }| {
            let (before, after) = text.split_at(later.map_or(text.len(), |(at, _)| at.min(text.len())));
            let now = later.map(|(_, later)| now(later)).unwrap_or_default();
            self.put(*stream, |out| out.write_all(&[before, now.as_bytes(), after].concat()))
        })
    }

    fn recorded(&self) -> std::sync::MutexGuard<'_, Option<Vec<Said>>> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note_down(&self, said: Said) {
        if let Some(record) = self.recorded().as_mut() {
            record.push(said);
        }
    }

    /// Standard output for a conversation: what is written shows at once when it is flushed.
    pub(super) fn writer(&self) -> impl Write {
        AutoStream::new(io::stdout(), self.colour)
    }

    /// Prints an environment's or a command line's failure.
    pub(super) fn error(&self, error: &Error) {
        self.say("error", DEFAULT_ERROR_STYLE, &error.to_string());
    }

    /// Prints something about the run that somebody may regret not to have read.
    pub(super) fn warning(&self, text: &str) {
        self.say("warning", DEFAULT_WARNING_STYLE, text);
    }

    /// Prints something about the run that is not a finding.
    pub(super) fn note(&self, text: &str) {
        if self.verbosity > Verbosity::Quiet {
            self.say("note", DEFAULT_NOTE_STYLE, text);
        }
    }

    /// Prints findings: errors only when quiet, all but notes otherwise, notes too when `notes`, and every one when verbose.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(super) fn findings(
        &self,
        stream: Stream,
        findings: &[Diagnostic],
        text: &dyn Fn(&str) -> Option<Arc<str>>,
        limit: Limit,
        notes: bool,
    ) -> Result<()> {
        let least = match self.verbosity {
            Verbosity::Quiet => Severity::Error,
            Verbosity::Normal if !notes => Severity::Warning,
            _ => Severity::Note,
        };
        let limit = if self.verbosity == Verbosity::Verbose { Limit::All } else { limit };
        let shown: Vec<Diagnostic> = findings.iter().filter(|f| f.severity <= least).cloned().collect();
        self.write(stream, |out| diag::text(out, &shown, &Printing { text, limit, width: WIDTH }))
    }

    fn say(&self, word: &str, style: Style, text: &str) {
        let text: Vec<String> = text.lines().map(diag::clean).collect();
        // There is nobody left to tell when standard error is gone.
        let _ = self.write(Stream::Err, |out| writeln!(out, "{style}{word}{style:#}: {}", text.join("\n")));
    }

    fn write(&self, stream: Stream, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        if self.recorded().is_none() {
            return self.put(stream, write);
        }
        let mut text = Vec::new();
        // A vector takes everything.
        let _ = write(&mut text);
        self.note_down(Said { stream, text: text.clone(), later: None });
        self.put(stream, |out| out.write_all(&text))
    }

    fn put(&self, stream: Stream, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        let flushed = |out: &mut dyn Write| write(out).and_then(|()| out.flush());
        let written = match stream {
            Stream::Out => {
                let out = AutoStream::new(io::stdout().lock(), self.colour);
                flushed(&mut io::BufWriter::new(out))
            }
            Stream::Err => {
                let out = AutoStream::new(io::stderr().lock(), self.colour);
                flushed(&mut io::BufWriter::new(out))
            }
        };
        match written {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::io("write to", if stream == Stream::Out { "standard output" } else { "standard error" }, e))
            }
            _ => Ok(()),
        }
    }
}
