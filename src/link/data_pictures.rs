//! A picture that is written as a `data:` address becomes the file it stands for.
//!
//! Pages hold no `data:` address: a policy against them holds, and a reader of the twin would get a screen of letters. The syntax is
//! RFC 2397's.

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;

/// Kinds of pictures by their media type, and the extensions that they are written with.
const KINDS: [(&str, &str); 8] = [
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/jpg", "jpg"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
    ("image/bmp", "bmp"),
    ("image/svg+xml", "svg"),
];

/// Some writers leave the padding out.
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Whether `target` is written as a `data:` address.
pub(crate) fn is_data(target: &str) -> bool {
    target.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// The path of the picture that `target` holds, as if it stood in a folder of its own below the content folder; `None` for what is no
/// picture. Equal addresses have one path.
pub(crate) fn picture_path(target: &str) -> Option<String> {
    let (extension, _, _) = parts(target)?;
    let hash = blake3::hash(target.as_bytes()).to_hex();
    Some(format!("pictures/{}.{extension}", &hash[..16]))
}

/// The bytes of the picture that `target` holds; `None` for what is no picture, or is damaged.
pub(crate) fn picture(target: &str) -> Option<Vec<u8>> {
    let (_, is_base64, data) = parts(target)?;
    let bytes: Vec<u8> = percent_decode_str(data).collect();
    if !is_base64 {
        return Some(bytes).filter(|bytes| !bytes.is_empty());
    }
    let letters: Vec<u8> = bytes.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect();
    FORGIVING.decode(letters).ok().filter(|bytes| !bytes.is_empty())
}

/// The extension for a picture's kind, whether it is written in base64, and its data as written.
fn parts(target: &str) -> Option<(&'static str, bool, &str)> {
    let (head, data) = target.get(5..).filter(|_| is_data(target))?.split_once(',')?;
    let mut words = head.split(';').map(str::trim);
    let kind = words.next()?;
    let (_, extension) = KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(kind))?;
    Some((extension, words.any(|word| word.eq_ignore_ascii_case("base64")), data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_decoded_however_they_are_written() {
        let gif = b"GIF89a".to_vec();
        assert_eq!(picture("data:image/gif;base64,R0lGODlh"), Some(gif.clone()));
        assert_eq!(picture("DATA:image/GIF;name=a.gif;base64,R0lG ODlh"), Some(gif));
        assert_eq!(picture("data:image/png;base64,eA"), Some(b"x".to_vec()));
        assert_eq!(picture("data:image/svg+xml;utf8,%3Csvg/>"), Some(b"<svg/>".to_vec()));
        for other in
            ["data:text/html,x", "data:image/png;base64,!", "data:image/png", "data:image/png;base64,", "a.png"]
        {
            assert_eq!(picture(other), None, "{other}");
        }
    }

    #[test]
    fn equal_addresses_have_one_path() {
        let path = picture_path("data:image/gif;base64,R0lGODlh").unwrap();
        assert!(path.starts_with("pictures/") && path.ends_with(".gif"), "{path}");
        assert_eq!(picture_path("data:image/gif;base64,R0lGODlh"), Some(path));
        assert_eq!(picture_path("data:text/html,x"), None);
    }
}
