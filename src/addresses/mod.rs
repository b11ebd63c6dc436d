//! Where everything goes that a build writes: addresses of files, and those that are the site's own.

mod names;

pub(crate) use names::{addresses, asset_address, is_generated, is_reserved, slug, suffixed};
