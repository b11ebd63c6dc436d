//! What is in a bucket, and what a file is there: its bytes, their name, and the headers that readers get with them.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use rusty_s3::actions::ListObjectsV2;

use crate::addresses::content_type;
use crate::model::Encoding;
use crate::publish::compression::compressed;
use crate::publish::store::refusal::Refusal;
use crate::publish::store::requests::{Client, Wish};
use crate::publish::upload_order::is_content_named;

/// An object that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Object {
    /// What the store calls its bytes.
    pub(crate) etag: String,
}

/// Every object whose name begins so, by what follows.
pub(crate) fn list(client: &Client, prefix: &str) -> Result<BTreeMap<String, Object>, Refusal> {
    let mut objects = BTreeMap::new();
    let mut token: Option<String> = None;
    loop {
        let answer = client.ask(Wish::List(prefix, token.as_deref()), &[])?;
        let none = || Refusal::Silent(String::from("its list of objects cannot be understood"));
        let text = String::from_utf8(answer.body).map_err(|_| none())?;
        let page = ListObjectsV2::parse_response(&text).map_err(|_| none())?;
        for object in page.contents {
            let etag = object.etag.unwrap_or_default().trim_matches('"').to_owned();
            if let Some(address) = object.key.strip_prefix(prefix) {
                objects.insert(address.to_owned(), Object { etag });
            }
        }
        if page.next_continuation_token.is_none() {
            return Ok(objects);
        }
        if page.next_continuation_token == token {
            return Err(none());
        }
        token = page.next_continuation_token;
    }
}

/// The bytes that a store keeps of a file, and whether they are compressed.
pub(crate) fn body_of(address: &str, bytes: Vec<u8>, encoding: Option<Encoding>) -> (Vec<u8>, Option<Encoding>) {
    match encoding.and_then(|encoding| Some((compressed(address, &bytes, encoding)?, encoding))) {
        Some((smaller, encoding)) => (smaller, Some(encoding)),
        None => (bytes, None),
    }
}

/// What a store that encrypts nothing calls these bytes.
pub(crate) fn md5(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same as a header that lets the store see whether all of them arrived.
pub(crate) fn content_md5(bytes: &[u8]) -> String {
    STANDARD.encode(Md5::digest(bytes))
}

/// What kind of file it is. A name without an ending says nothing: then its bytes do.
pub(crate) fn type_of(address: &str, bytes: &[u8]) -> String {
    let name = address.rsplit('/').next().unwrap_or(address);
    match name.contains('.') {
        false if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) => {
            String::from("text/plain; charset=utf-8")
        }
        _ => content_type(address),
    }
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
        assert_eq!(type_of("incidents/a.md", b"x"), "text/markdown; charset=utf-8");
        assert_eq!(type_of("feed.xml", b"x"), "text/xml; charset=utf-8");
        assert_eq!(type_of("LICENSE", b"Licensed"), "text/plain; charset=utf-8");
        assert_eq!(type_of("core", b"\0\xff"), "application/octet-stream");
        assert!(cache_control("search/968cbbe02e/s7.js").contains("immutable"));
        assert!(!cache_control("search/manifest.js").contains("immutable"));
        assert_eq!(md5(b"hello"), "5d41402abc4b2a76b9719d911017c592");
        assert_eq!(content_md5(b"hello"), "XUFAKrxLKna5cZ2REBfFkg==");
    }
}
