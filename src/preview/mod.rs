//! A site over time: what is on disk becomes pages in a browser, again whenever it changes.
//!
//! Files are watched, each change makes a new immutable [`Snapshot`], and pages are rendered when they are asked for, by the function
//! that a build uses. What takes long, similar incidents and the search index, follows in the background. Nothing here is in a build.

mod background;
mod change;
mod live;
mod panel;
mod server;
mod session;
mod snapshot;
#[cfg(test)]
mod truth;
mod watch;
mod workspace;

pub use change::{Change, How, Touched};
pub use live::{Event, Live};
pub use panel::about;
pub use server::{Listener, PORT, listen, start};
pub use session::{Report, Session};
pub use snapshot::{Problem, Snapshot};
pub use workspace::{Showing, Workspace};
