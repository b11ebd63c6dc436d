//! A packed file becomes the text in it: archives and office documents, compressed logs, the streams of a PDF.
//!
//! What cannot be unpacked (a password, a method that is not known, more than is looked at) makes the text one that goes on: nobody
//! can tell what is in the rest.

use std::io::{Cursor, Read};

use flate2::read::{MultiGzDecoder, ZlibDecoder};
use zip::ZipArchive;

use crate::load::attached_text::{Attachment, LONGEST, lossy};

/// How many archives may lie in one another.
const DEEPEST: usize = 3;

/// The text in a packed file; `None` for a file that is not packed in a way that is known.
pub(super) fn packed_text(bytes: &[u8]) -> Option<Attachment> {
    let mut unpacked = Unpacked { text: String::new(), is_cut: false, left: LONGEST };
    unpacked.add(bytes, 0).then_some(Attachment { text: unpacked.text, is_cut: unpacked.is_cut, is_packed: true })
}

/// Whether a file that begins so is packed.
pub(super) fn is_packed(head: &[u8]) -> bool {
    [ZIP, GZIP, PDF].iter().any(|mark| head.starts_with(mark)) || is_closed(head)
}

/// Whether a file that begins so is packed in a way that is known by its mark alone.
fn is_closed(head: &[u8]) -> bool {
    let is_bzip2 = head.starts_with(b"BZh") && head.get(4..10) == Some(b"1AY&SY");
    is_bzip2 || CLOSED.iter().any(|mark| head.starts_with(mark))
}

const ZIP: &[u8] = b"PK\x03\x04";
const GZIP: &[u8] = b"\x1f\x8b";
const PDF: &[u8] = b"%PDF-";

/// 7-Zip, xz, Zstandard and RAR.
const CLOSED: [&[u8]; 4] = [b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"Rar!\x1a\x07"];

struct Unpacked {
    text: String,
    is_cut: bool,
    /// How many bytes may still be unpacked: a small file may hold a very large one.
    left: u64,
}

impl Unpacked {
    /// Adds the text of what is packed; whether it is.
    fn add(&mut self, bytes: &[u8], depth: usize) -> bool {
        if !is_packed(bytes) {
            return false;
        }
        if depth == DEEPEST || is_closed(bytes) {
            self.is_cut = true;
        } else if bytes.starts_with(ZIP) {
            self.add_archive(bytes, depth);
        } else if bytes.starts_with(GZIP) {
            self.add_part("", MultiGzDecoder::new(bytes), depth);
        } else {
            self.add_streams(bytes);
        }
        true
    }

    fn add_archive(&mut self, bytes: &[u8], depth: usize) {
        let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
            self.is_cut = true;
            return;
        };
        for at in 0..archive.len() {
            match archive.by_index(at) {
                Ok(part) => {
                    let name = String::from_utf8_lossy(part.name_raw()).into_owned();
                    self.text.push_str(&name);
                    self.text.push('\n');
                    self.add_part(&name, part, depth);
                }
                Err(_) => self.is_cut = true,
            }
        }
    }

    /// Adds a file that was packed, if it is a text or is packed itself.
    fn add_part(&mut self, name: &str, part: impl Read, depth: usize) {
        let Some(bytes) = self.read(part) else { return };
        if self.add(&bytes, depth + 1) {
            return;
        }
        let Some(text) = lossy(&bytes) else { return };
        if name.ends_with(".xml") {
            self.text.push_str(&without_tags(&text));
            self.text.push('\n');
        }
        self.text.push_str(&text);
        self.text.push('\n');
    }

    /// Everything that `part` holds, as far as is looked at.
    fn read(&mut self, part: impl Read) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        self.is_cut |= read.is_err() || bytes.len() as u64 > self.left;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        (!bytes.is_empty()).then_some(bytes)
    }

    /// Adds what stands in a PDF, as it is and in its streams: what is shown stands between brackets, often letter by letter.
    fn add_streams(&mut self, bytes: &[u8]) {
        self.is_cut |= find(bytes, b"/Encrypt").is_some();
        let mut rest = bytes;
        while let Some(at) = find(rest, b"stream") {
            self.text.push_str(&String::from_utf8_lossy(&rest[..at]));
            rest = &rest[at + b"stream".len()..];
            let Some(data) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) else { continue };
            let end = find(data, b"endstream").unwrap_or(data.len());
            rest = &data[end..];
            rest = rest.strip_prefix(b"endstream").unwrap_or(rest);
            // What is no text (a picture, a font) is no zlib stream, or says nothing.
            let mut inflated = Vec::new();
            let _ = ZlibDecoder::new(&data[..end]).take(self.left).read_to_end(&mut inflated);
            self.left = self.left.saturating_sub(inflated.len() as u64);
            self.is_cut |= self.left == 0;
            self.text.push_str(&shown_in_pdf(&String::from_utf8_lossy(&inflated)));
            self.text.push('\n');
        }
        self.text.push_str(&String::from_utf8_lossy(rest));
    }
}

/// Where `what` first stands.
fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}

/// A document's words: without tags, which part them anywhere, and with a line for each paragraph, row or cell.
fn without_tags(xml: &str) -> String {
    const ENDS: [&str; 8] = ["/w:p>", "/a:p>", "/text:p>", "/text:h>", "/si>", "/row>", "w:br", "/c>"];
    let mut words = String::with_capacity(xml.len() / 4);
    for (at, piece) in xml.split('<').enumerate() {
        let (tag, text) = if at == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        if ENDS.iter().any(|end| piece.starts_with(end) || tag == end.trim_end_matches('>')) {
            words.push('\n');
        }
        words.push_str(text);
    }
    words
}

/// The strings of a page's drawing, those of one operation together.
fn shown_in_pdf(drawing: &str) -> String {
    let mut shown = String::new();
    let (mut depth, mut is_escaped) = (0_usize, false);
    for c in drawing.chars() {
        match c {
            _ if is_escaped => {
                shown.push(c);
                is_escaped = false;
            }
            '\\' if depth > 0 => is_escaped = true,
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => shown.push(c),
            // An operation shows what stands before it: `Tj` and `TJ` end a run, a new line begins with `Td`, `TD`, `T*`.
            'T' => shown.push('\n'),
            _ => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn text(bytes: &[u8]) -> String {
        packed_text(bytes).unwrap().text
    }

    #[test]
    fn words_are_found_however_a_document_parts_them() {
        let runs = "<w:p><w:r><w:t>One wo</w:t></w:r><w:r><w:t>rd</w:t></w:r></w:p><w:p><w:t>next</w:t></w:p>";
        let document = zipped(&[("word/document.xml", runs.as_bytes()), ("word/media/a.png", b"\x89PNG\0\0")]);
        assert!(text(&document).contains("\nOne word\nnext\n"), "{}", text(&document));
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(&document).unwrap();
        assert!(text(&gz.finish().unwrap()).contains("One word"));
    }

    #[test]
    fn what_a_pdf_shows_is_read_as_it_is_seen() {
        let mut page = ZlibEncoder::new(Vec::new(), Compression::fast());
        page.write_all(b"BT /F1 12 Tf [(One) -20 ( wo) 3 (rd)] TJ T* (next \\(one\\)) Tj ET").unwrap();
        let mut pdf = b"%PDF-1.7\n4 0 obj << /Filter /FlateDecode >>\nstream\n".to_vec();
        pdf.extend(page.finish().unwrap());
        pdf.extend(b"\nendstream");
        assert!(text(&pdf).contains("One word\n"), "{}", text(&pdf));
        assert!(text(&pdf).contains("next (one)"));
    }

    #[test]
    fn what_cannot_be_unpacked_goes_on() {
        let mut broken = zipped(&[("a.txt", b"text")]);
        assert!(!packed_text(&broken).unwrap().is_cut);
        broken.truncate(broken.len() / 2);
        assert!(packed_text(&broken).unwrap().is_cut);
        let deep = (0..=DEEPEST).fold(b"text".to_vec(), |inner, _| zipped(&[("inner.zip", &inner)]));
        assert!(packed_text(&deep).unwrap().is_cut);
        for closed in [
            &b"7z\xbc\xaf\x27\x1c\0"[..],
            b"BZh91AY&SY",
            b"\x28\xb5\x2f\xfd\0",
            b"%PDF-1.7\ntrailer << /Encrypt 9 0 R >>",
        ] {
            assert!(packed_text(closed).unwrap().is_cut, "{closed:?}");
        }
        assert!(packed_text(b"text").is_none() && packed_text(b"BZh is a mark").is_none());
    }
}
