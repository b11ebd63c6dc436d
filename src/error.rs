//! Environment failures: what the world around us refused to do.
//!
//! A mistake in content is never an [`Error`]; it is a [`Diagnostic`](crate::diag::Diagnostic). Every
//! I/O variant carries the path it failed on, and every message names a way out where there is one.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a command could not do its work.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
enum Kind {
    Io { action: &'static str, path: PathBuf, source: io::Error },
    Usage(String),
    Environment(String),
}

/// Shorthand for results that fail for reasons of the environment or of usage.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The file or folder at `path` could not be `action`ed ("read", "write", …).
    pub fn io(action: &'static str, path: impl AsRef<Path>, source: io::Error) -> Self {
        Self(Box::new(Kind::Io { action, path: path.as_ref().to_path_buf(), source }))
    }

    /// The command line or the configuration asks for something that cannot be done.
    pub fn usage(message: impl Into<String>) -> Self {
        Self(Box::new(Kind::Usage(message.into())))
    }

    /// The environment stands in the way; `message` names the path and the way out.
    pub fn environment(message: impl Into<String>) -> Self {
        Self(Box::new(Kind::Environment(message.into())))
    }

    /// The exit code: 2 for usage and configuration, 3 for the environment.
    pub fn exit_code(&self) -> u8 {
        match *self.0 {
            Kind::Usage(_) => 2,
            Kind::Io { .. } | Kind::Environment(_) => 3,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Io { action, path, source } => {
                write!(f, "could not {action} `{}`: {source}", path.display())
            }
            Kind::Usage(message) | Kind::Environment(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
