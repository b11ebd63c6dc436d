//! `casebook publish`, seen from where readers are: nothing half, nothing broken, nothing stale, and nothing that was withdrawn.

mod browser;
mod costs;
mod crawler;
mod credential_sources;
mod directory;
mod doctor;
mod git_branch;
mod large_files;
mod recipes;
mod servers;
mod site;
mod store;
mod store_proxy;
mod web_servers;
mod zip;
