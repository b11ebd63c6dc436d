//! An address becomes what its ending says of the file.

/// Whether browsers show the file as a picture.
pub(crate) fn is_picture(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or(address);
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico"].contains(&extension.as_str())
}
