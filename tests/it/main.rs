//! The integration tests: what readers, writers and publishers rely on.
