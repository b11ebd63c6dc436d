//! Plain text of events.
