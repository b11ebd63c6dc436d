//! Arguments become an exit code. Everything in between is [`casebook::cli`].

#![expect(clippy::disallowed_methods, reason = "the arguments come from outside")]

use std::process::ExitCode;

/// Rendering makes and drops many small strings on every core; the system's allocator spends a sixth of a build on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(casebook::cli::run(std::env::args_os()))
}
