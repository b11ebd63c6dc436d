//! A block of metadata becomes what it says, by kind and never by value, and how the picture is turned.

use std::collections::BTreeSet;

use exif::{In, Tag};

/// What a picture says beside what it shows, in the order in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Said {
    /// Where it was taken.
    Place,
    /// With which camera.
    Camera,
    /// Who made it, or who owns it.
    Author,
    /// When it was taken.
    Time,
    /// Text.
    Comment,
    /// A smaller picture, which may show what was cut off.
    Thumbnail,
    /// Whatever else.
    Other,
    /// Bytes behind its end.
    Tail,
}

impl Said {
    /// What it is called.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Said::Place => "the place",
            Said::Camera => "the camera",
            Said::Author => "the author",
            Said::Time => "the time",
            Said::Comment => "text",
            Said::Thumbnail => "a smaller picture",
            Said::Other => "data of a program",
            Said::Tail => "bytes behind its end",
        }
    }
}

/// What a block of EXIF says; how the picture is turned where it is.
pub(super) fn of_exif(block: &[u8], said: &mut BTreeSet<Said>) -> Option<u16> {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let before = said.len();
    let mut turned = None;
    let reader = exif::Reader::new().read_raw(block.to_vec());
    for field in reader.iter().flat_map(|exif| exif.fields()) {
        match field.tag {
            Tag::Orientation if field.ifd_num == In::PRIMARY => {
                turned = field.value.get_uint(0).and_then(|value| u16::try_from(value).ok());
            }
            Tag::Make | Tag::Model | Tag::LensModel | Tag::LensMake | Tag::BodySerialNumber | Tag::LensSerialNumber => {
                said.insert(Said::Camera);
            }
            Tag::Artist | Tag::Copyright | Tag::CameraOwnerName => {
                said.insert(Said::Author);
            }
            Tag::DateTime | Tag::DateTimeOriginal | Tag::DateTimeDigitized => {
                said.insert(Said::Time);
            }
            Tag::ImageDescription | Tag::UserComment => {
                said.insert(Said::Comment);
            }
            Tag::JPEGInterchangeFormat => {
                said.insert(Said::Thumbnail);
            }
            Tag(exif::Context::Gps, _) => {
                said.insert(Said::Place);
            }
            _ => {}
        }
    }
    if said.len() == before && turned.is_none_or(|turned| block != orientation(turned)) {
        said.insert(Said::Other);
    }
    turned.filter(|turned| (2..=8).contains(turned))
}

/// The EXIF that says how a picture is turned, and nothing else: a head, one entry, no next table.
pub(super) fn orientation(turned: u16) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend(turned.to_le_bytes());
    block.extend([0; 6]);
    block
}

/// What XMP, IPTC or text says, by the names that stand in it.
pub(super) fn of_text(block: &[u8], said: &mut BTreeSet<Said>) {
    let names: [(&[u8], Said); 9] = [
        (b"GPSL", Said::Place),
        (b"photoshop:City", Said::Place),
        (b"Model", Said::Camera),
        (b"dc:creator", Said::Author),
        (b"Author", Said::Author),
        (b"rights", Said::Author),
        (b"CreateDate", Said::Time),
        (b"dc:description", Said::Comment),
        (b"xmpGImg", Said::Thumbnail),
    ];
    let before = said.len();
    let found = names.into_iter().filter(|(name, _)| block.windows(name.len()).any(|window| window == *name));
    said.extend(found.map(|(_, what)| what));
    if said.len() == before {
        said.insert(Said::Comment);
    }
}
