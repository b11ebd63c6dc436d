//! `casebook publish`, seen from where readers are: nothing half, nothing broken, nothing stale, and nothing that was withdrawn.

mod crawler;
mod directory;
mod site;
mod zip;
