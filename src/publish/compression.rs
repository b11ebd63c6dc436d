//! Text becomes smaller text that browsers undo, the same bytes each time.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::addresses::is_text;
use crate::model::Encoding;

/// Below this many bytes it is not worth a header.
const LEAST: usize = 256;

/// The bytes of a file as `encoding` has them; none where that is not text or gains nothing.
pub(crate) fn compressed(address: &str, bytes: &[u8], encoding: Encoding) -> Option<Vec<u8>> {
    if bytes.len() < LEAST || !is_text(address) {
        return None;
    }
    let smaller = encoded(bytes, encoding);
    (smaller.len() < bytes.len()).then_some(smaller)
}

/// The same, of whatever it is.
pub(crate) fn encoded(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
    let fails = "memory takes what is written into it";
    match encoding {
        Encoding::Gzip => {
            // No time and no name are in its head.
            let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::best());
            encoder.write_all(bytes).expect(fails);
            encoder.finish().expect(fails)
        }
        Encoding::Brotli => {
            let mut encoder = brotli::CompressorWriter::new(Vec::with_capacity(bytes.len() / 4), 4096, 9, 22);
            encoder.write_all(bytes).expect(fails);
            encoder.into_inner()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn what_is_compressed_is_the_same_again() {
        let text = "An incident is a chance to learn. ".repeat(40);
        let gzip = compressed("a.html", text.as_bytes(), Encoding::Gzip).unwrap();
        let mut again = String::new();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_string(&mut again).unwrap();
        assert_eq!(again, text);
        let brotli = compressed("a.html", text.as_bytes(), Encoding::Brotli).unwrap();
        let mut again = String::new();
        brotli::Decompressor::new(&brotli[..], 4096).read_to_string(&mut again).unwrap();
        assert_eq!(again, text);
        assert_eq!(compressed("a.png", text.as_bytes(), Encoding::Gzip), None);
        assert_eq!(compressed("a.html", b"short", Encoding::Gzip), None);
    }
}
