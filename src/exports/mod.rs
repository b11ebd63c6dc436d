//! What is there for programs: facts and tables as JSON and CSV.

pub(crate) mod csv;
