//! A file that nobody here can clean becomes a yes or no: does it say more than it shows?

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// What metadata begin with in containers of whatever kind: EXIF, XMP, IPTC, a place or an author in a film or a document.
const MARKS: [&[u8]; 14] = [
    b"Exif\0\0",
    b"<x:xmpmeta",
    b"http://ns.adobe.com/xap",
    b"8BIM",
    b"photoshop:",
    b"\xa9xyz",
    b"com.apple.quicktime.",
    b"\xa9too",
    b"\xa9ART",
    b"/Author",
    b"/Creator",
    b"/Producer",
    b"docProps/core.xml",
    b"meta.xml",
];

/// What such a file begins with, and where.
const KINDS: [(usize, &[u8]); 8] = [
    (4, b"ftyp"),
    (0, b"%PDF"),
    (0, b"II*\0"),
    (0, b"MM\0*"),
    (0, b"PK\x03\x04"),
    (0, b"\x1aE\xdf\xa3"),
    (0, b"ID3"),
    (0, b"OggS"),
];

static SOUGHT: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(MARKS).expect("the marks are few and short"));

/// The brands of pictures among what looks like a film.
const PICTURES: [&[u8]; 6] = [b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"];

/// How many bytes tell what a file is.
pub(crate) const HEAD: usize = 16;

/// What a file is that is no picture that can be cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OtherKind {
    /// A picture.
    Picture,
    /// A film, a sound or a document.
    Document,
}

/// What the file that begins with `head` is; `None` where nobody looks for metadata.
pub(crate) fn other_kind(head: &[u8]) -> Option<OtherKind> {
    let is_kind = KINDS.iter().any(|(at, mark)| head.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
    let is_picture = is_tiff(head) || head.get(8..12).is_some_and(|brand| PICTURES.contains(&brand));
    is_kind.then_some(if is_picture { OtherKind::Picture } else { OtherKind::Document })
}

fn is_tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

/// Whether metadata stand in `bytes`. A TIFF is metadata from its head on.
pub(crate) fn speaks(bytes: &[u8]) -> bool {
    is_tiff(bytes) || SOUGHT.is_match(bytes)
}
