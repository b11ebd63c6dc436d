//! A site over time: what is on disk becomes pages in a browser, again whenever it changes.
//!
//! Files are watched, each change makes a new immutable [`Snapshot`], and pages are rendered when they are asked for, by the function
//! that a build uses. What takes long, similar incidents and the search index, follows in the background. Nothing here is in a build.

mod background_analysis;
mod changed_files;
mod newest_snapshot;
mod panel;
#[cfg(test)]
mod same_as_build;
mod server;
mod session;
mod snapshot;
mod snapshot_maker;
mod watch;
mod workspace;

pub use changed_files::{FolderChange, Touched, TouchedHow};
pub use newest_snapshot::{Event, Live};
pub use panel::about;
pub use server::{Listener, PORT, listen, start};
pub use session::{Report, Session};
pub use snapshot::{Snapshot, StandInProblem};
pub use workspace::{Showing, Workspace};
