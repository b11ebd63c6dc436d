//! A bucket becomes the list of what is in it.

use std::collections::BTreeMap;

use rusty_s3::actions::ListObjectsV2;

use crate::publish::store::refusal::Refusal;
use crate::publish::store::requests::{Client, Wish};

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
