//! The preview: what a writer relies on while editors, version control and other hands change files.

mod browser;
mod habits;
pub(crate) mod running;
mod served;
