//! Text becomes smaller text that browsers undo, the same bytes each time.

use std::io::Read;

use flate2::Compression;
use flate2::read::GzEncoder;

use crate::addresses::is_text;
use crate::model::Encoding;

/// Below this many bytes it is not worth a header.
const LEAST: u64 = 256;

/// Whether a file of so many bytes may become smaller.
pub(crate) fn is_worth_it(address: &str, bytes: u64) -> bool {
    bytes >= LEAST && is_text(address)
}

/// Reads what `bytes` are in `encoding`, piece by piece.
pub(crate) fn compressed<'a>(bytes: impl Read + 'a, encoding: Encoding) -> Box<dyn Read + 'a> {
    match encoding {
        // No time and no name are in its head.
        Encoding::Gzip => Box::new(GzEncoder::new(bytes, Compression::best())),
        // The ninth degree needs three times the memory and the time, for a four-hundredth less.
        Encoding::Brotli => Box::new(brotli::CompressorReader::new(bytes, 4096, 6, 22)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_is_smaller_and_the_same_again() {
        let text = "An incident is a chance to learn. ".repeat(40);
        let packed = |encoding| {
            let mut packed = Vec::new();
            compressed(text.as_bytes(), encoding).read_to_end(&mut packed).unwrap();
            assert!(packed.len() < text.len() / 4, "{encoding:?}");
            packed
        };
        let mut again = String::new();
        flate2::read::GzDecoder::new(&packed(Encoding::Gzip)[..]).read_to_string(&mut again).unwrap();
        assert_eq!(again, text);
        let mut again = String::new();
        brotli::Decompressor::new(&packed(Encoding::Brotli)[..], 4096).read_to_string(&mut again).unwrap();
        assert_eq!(again, text);
    }

    #[test]
    fn pictures_and_short_texts_are_left_as_they_are() {
        assert!(is_worth_it("a.html", 256) && !is_worth_it("a.html", 255) && !is_worth_it("a.png", 256));
    }
}
