//! Text becomes the words in it that are people: by a list of names, by handles, and by what it says of who acted.
//!
//! No rule finds all of them, and none is promised to: what is said of the words of many write-ups leaves these out, and leaves out
//! what is in doubt. A page itself says what its author wrote.

mod acting;
mod doubtful;
mod given_names;
mod listed;
mod owning;
mod speakers;

pub use acting::{Person, Stands, are_initials, is_handle, is_label_of_people, people_in};
pub use doubtful::doubtful_people;
pub use given_names::is_given_name;
pub use listed::{are_people, is_byline, people_listed};
pub use owning::{is_label_of_owners, is_written_as_name, may_be_people};
pub use speakers::speakers;

#[cfg(test)]
mod tests;
