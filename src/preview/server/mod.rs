//! Requests become pages of the newest snapshot.
//!
//! [`listen`] takes a port and [`start`] answers there, each request on a thread of its own, so that a client that is slow or silent
//! holds up nobody. What is answered is decided by [`page_response::respond`], a function of the snapshot and the request alone. No path of a
//! request ever becomes a path on disk: it is looked up among the addresses that a build would write.
//!
//! Who may ask. A web site that somebody visits while a preview runs must not read it. The browser would let it in two cases, and both
//! are refused in `access_guard`: when it asks under a name of its own that it has pointed at this machine (the `Host` is then neither
//! `localhost` nor an address we are bound to), and when a page of it loads ours as a script or picture (`Sec-Fetch-Site`, `Origin`).
//! Numbers cannot be pointed elsewhere, so a preview that is bound to every address answers to every number, but to no name except
//! `localhost`: which names are this machine's is known to its resolvers alone, and those are what such a site would have deceived.
//! What writes into a write-up, `settled_fact`, is answered on this machine alone, to a page of ours that says so itself (`Origin`) and that
//! knows this process's own word, which no other site can read.
//! A page of ours in a frame of another site is not shown: every answer says so, in `response`.

mod access_guard;
mod byte_ranges;
mod event_stream;
mod file_response;
mod listener;
mod open_responses;
mod page_response;
mod preview_endpoints;
mod render_turns;
mod request;
mod request_address;
mod response;
mod script_injection;
mod self_connections;
mod settled_fact;
mod worker_threads;

#[cfg(test)]
mod tests;

use std::hash::{BuildHasher, Hasher};
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use crate::preview::Live;

pub use listener::{Listener, PORT, listen};
use open_responses::Underway;
use render_turns::Turns;
pub use worker_threads::start;

/// What requests are answered from.
struct Serving {
    live: Arc<Live>,
    /// The address that the server is bound to.
    bound: IpAddr,
    /// Another one for every process, so that a page left open over a restart knows that revisions are counted anew.
    session: String,
    /// How many event streams there have been.
    streams: AtomicU64,
    /// Who makes a page next.
    turns: Turns,
    /// The answers that clients have not read to the end.
    underway: Underway,
}

impl Serving {
    fn new(live: Arc<Live>, bound: IpAddr) -> Self {
        // The standard library seeds its hash maps from the system's random numbers.
        let session = std::collections::hash_map::RandomState::new().build_hasher().finish();
        // One page that takes long holds up nobody, on one core either.
        let turns = Turns::new(std::thread::available_parallelism().map_or(2, |cores| cores.get().max(2)));
        let (session, streams) = (format!("{session:016x}"), AtomicU64::new(0));
        Self { live, bound, session, streams, turns, underway: Underway::default() }
    }
}
