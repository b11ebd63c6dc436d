//! Arguments become an exit code. Everything in between is [`casebook::cli`].

#![expect(clippy::disallowed_methods, reason = "the arguments come from outside")]

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(casebook::cli::run(std::env::args_os()))
}
