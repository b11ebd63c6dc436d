#![expect(clippy::disallowed_methods, reason = "a program looks at itself")]
//! The running program becomes its identity: a hash of its own bytes, and of the time zones that it reads.

use std::path::{Path, PathBuf};

use blake3::Hasher;

/// Where systems keep their time zones, which are read before those in the binary.
const ZONES: [&str; 2] = ["/usr/share/zoneinfo", "/usr/share/zoneinfo/tzdata.zi"];

/// Which program it is, to the byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    identity: [u8; 32],
}

impl Program {
    /// The program that is running; `None` where it cannot be read, and nothing can be kept.
    pub fn running() -> Option<Self> {
        let mut hasher = Hasher::new();
        hasher.update_reader(std::fs::File::open(own_path()?).ok()?).ok()?;
        for path in ZONES {
            let changed = std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
            let since = changed.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
            hasher.update(&since.map_or(0, |since| since.as_nanos()).to_le_bytes());
        }
        Some(Self { identity: *hasher.finalize().as_bytes() })
    }

    /// A program by name, for tests of what another one's values are to this one.
    #[cfg(test)]
    pub(crate) fn named(name: &str) -> Self {
        Self { identity: *blake3::hash(name.as_bytes()).as_bytes() }
    }

    pub(super) fn identity(&self) -> &[u8; 32] {
        &self.identity
    }
}

/// Where the program is. On Linux that is the file that runs, whatever stands at its path by now.
fn own_path() -> Option<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() { Some(running.to_path_buf()) } else { std::env::current_exe().ok() }
}
