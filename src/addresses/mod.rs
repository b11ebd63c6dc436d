//! Where everything goes that a build writes: addresses of files, and those that are the site's own.

mod file_kinds;
mod outputs;
mod page_addresses;
mod reserved;
mod safe_names;

pub(crate) use file_kinds::{content_type, is_picture, is_text};
pub use outputs::{FixedOutput, Needs, Stage};
pub(crate) use outputs::{UNDATED, facet_list};
pub(crate) use page_addresses::{addresses, wanted as page_address};
pub(crate) use reserved::{is_in_our_folder, is_reserved};
pub(crate) use safe_names::{asset_address, slug, suffixed};
