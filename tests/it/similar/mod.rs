//! Similar incidents, seen from outside.

mod beside;
mod house;
mod lists;
mod pasted;
mod people;
