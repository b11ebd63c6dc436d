//! (in progress)
pub(crate) mod assets;
pub(crate) mod highlight;
pub(crate) mod html;
pub(crate) mod markdown;
pub(crate) mod sanitise;
pub(crate) mod twin;
pub(crate) mod urls;
/// What is written.
pub enum Content {
    /// bytes
    Bytes(Vec<u8>),
    /// file
    File(std::path::PathBuf),
}
