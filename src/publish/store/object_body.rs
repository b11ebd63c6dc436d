//! A file of a build becomes what a store keeps of it: its bytes, their digest, and the headers that readers get with them.
//!
//! A small one is in memory. A larger one is read piece by piece, once for the digest and once each time it is sent.

use std::io::{Cursor, ErrorKind, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use crate::addresses::content_type;
use crate::error::{Error, Result};
use crate::model::Encoding;
use crate::output::FinishedBuild;
use crate::publish::compression::{compressed, is_worth_it};
use crate::publish::upload_order::is_content_named;

/// The largest file that is held in memory.
const HELD: u64 = 1024 * 1024;

/// How much of a larger one is.
const PIECE: usize = 64 * 1024;

/// What a store is sent of a file.
pub(crate) struct ObjectBody<'a> {
    build: &'a FinishedBuild,
    address: &'a str,
    /// How its bytes are compressed, where that gains something.
    pub(crate) encoding: Option<Encoding>,
    /// How many bytes it has.
    pub(crate) length: u64,
    md5: [u8; 16],
    /// How it begins.
    head: Vec<u8>,
    /// All of it, where it is small.
    held: Option<Vec<u8>>,
}

impl<'a> ObjectBody<'a> {
    /// What the store is sent of the file at `address`; `encoding` is how text is kept there.
    ///
    /// # Errors
    /// When the file cannot be read, or is not what the build wrote.
    pub(crate) fn of(build: &'a FinishedBuild, address: &'a str, encoding: Option<Encoding>) -> Result<Self> {
        let size = build.size(address)?;
        let plain = Self::measured(build, address, None, size <= HELD)?;
        match encoding.filter(|_| is_worth_it(address, size)) {
            Some(encoding) => {
                let packed = Self::measured(build, address, Some(encoding), size <= HELD)?;
                Ok(if packed.length < plain.length { Self { head: plain.head, ..packed } } else { plain })
            }
            None => Ok(plain),
        }
    }

    fn measured(build: &'a FinishedBuild, address: &'a str, encoding: Option<Encoding>, is_held: bool) -> Result<Self> {
        let mut bytes = opened(build, address, encoding)?;
        let mut body = Self { build, address, encoding, length: 0, md5: [0; 16], head: Vec::new(), held: None };
        let (mut piece, mut digest, mut held) = (vec![0; PIECE], Md5::new(), Vec::new());
        loop {
            let count = match bytes.read(&mut piece) {
                Ok(0) => break,
                Ok(count) => count,
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                Err(e) => return Err(Error::io("read", build.path(address), e)),
            };
            if body.length == 0 {
                body.head = piece[..count].to_vec();
            }
            if is_held {
                held.extend_from_slice(&piece[..count]);
            }
            digest.update(&piece[..count]);
            body.length += count as u64;
        }
        body.md5 = digest.finalize().into();
        body.held = is_held.then_some(held);
        Ok(body)
    }

    /// Its bytes from the first one on.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub(crate) fn reader(&self) -> Result<Box<dyn Read + '_>> {
        match &self.held {
            Some(bytes) => Ok(Box::new(Cursor::new(bytes))),
            None => opened(self.build, self.address, self.encoding),
        }
    }

    /// What a store that encrypts nothing calls these bytes.
    pub(crate) fn etag(&self) -> String {
        self.md5.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The same as a header that lets the store see whether all of them arrived.
    pub(crate) fn content_md5(&self) -> String {
        STANDARD.encode(self.md5)
    }

    /// What kind of file it is. A name without an ending says nothing: then its bytes do.
    pub(crate) fn kind(&self) -> String {
        kind_of(self.address, &self.head)
    }
}

fn opened<'a>(build: &'a FinishedBuild, address: &str, encoding: Option<Encoding>) -> Result<Box<dyn Read + 'a>> {
    let file = build.open_file(address)?;
    Ok(match encoding {
        Some(encoding) => compressed(file, encoding),
        None => Box::new(file),
    })
}

fn kind_of(address: &str, head: &[u8]) -> String {
    let name = address.rsplit('/').next().unwrap_or(address);
    // A letter may go on where the head ends.
    let is_text = || std::str::from_utf8(head).map_or_else(|e| e.error_len().is_none(), |_| true) && !head.contains(&0);
    if !name.contains('.') && is_text() { String::from("text/plain; charset=utf-8") } else { content_type(address) }
}

/// How long a reader may keep it without asking again.
pub(crate) fn cache_control(address: &str) -> &'static str {
    if is_content_named(address) { "max-age=31536000, immutable" } else { "max-age=60, must-revalidate" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_type_and_a_time() {
        assert_eq!(kind_of("incidents/a.md", b"x"), "text/markdown; charset=utf-8");
        assert_eq!(kind_of("feed.xml", b"x"), "text/xml; charset=utf-8");
        assert_eq!(kind_of("LICENSE", b"Licensed \xe2\x82"), "text/plain; charset=utf-8");
        assert_eq!(kind_of("core", b"\0\xff"), "application/octet-stream");
        assert_eq!(kind_of("core", b"a\xff\xffa"), "application/octet-stream");
        assert!(cache_control("search/968cbbe02e/s7.js").contains("immutable"));
        assert!(!cache_control("search/manifest.js").contains("immutable"));
    }
}
