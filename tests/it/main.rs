//! The integration tests: what readers, writers and publishers rely on, seen from outside through the binary.

#![allow(clippy::disallowed_methods, reason = "tests set folders up, look at them and run the binary")]

mod actions;
mod browser;
mod budgets;
mod canary;
mod comments;
mod configuration;
mod credentials;
mod doubtful;
mod encodings;
mod entities;
mod feeds;
mod front_matter_keys;
mod gate;
mod glossary;
mod golden;
mod house;
mod ignored;
mod imports;
mod incident_lists;
mod incident_schema;
mod kit;
mod leaks;
mod links;
mod locks;
mod new;
mod one_text;
mod output;
mod pages;
mod preview;
mod reading;
mod restricted_parts;
mod robust;
mod search;
mod session;
mod set_up;
mod share;
mod similar;
mod spec;
mod themes;
mod tidy;
mod trends;
mod twins;
mod walls;
mod withheld;
