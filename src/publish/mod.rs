//! A build becomes what readers see at a target: what would change is told first, then only that travels.
//!
//! ```text
//! build ─┐
//!        ├─plan─▶ Plan ─publish─▶ directory, store, zip file, branch
//! target ┘
//! ```
//!
//! Nothing a reader sees is ever half of two releases, no link leads nowhere meanwhile, and what a page of an hour ago names is still
//! there. What was withdrawn goes at once. Nothing is removed that no manifest of ours knows.

mod compression;
mod directory;
mod doctor;
mod git_branch;
mod page_parts;
mod plan;
mod published;
mod published_manifest;
mod store;
mod target;
mod upload_order;
mod withdrawal;
mod zip_file;

pub use doctor::{Check, Outcome};
pub use page_parts::Reason;
pub use plan::{Plan, Removal, RemovalTime, Upload};
pub use published::{Done, Step};
pub use target::{PublishOptions, Target};
pub use withdrawal::Withdrawals;
