//! The integration tests: what readers, writers and publishers rely on, seen from outside through the binary.

mod browser;
mod house;
mod kit;
mod leaks;
mod links;
mod output;
mod reading;
mod robust;
mod tidy;
