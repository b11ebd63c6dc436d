//! A request of `tiny_http` becomes the parts of it that a response depends on: method, path, headers.

use tiny_http::Request;

/// A request: only what its answer can depend on.
#[derive(Debug)]
pub(super) struct PreviewRequest {
    pub(super) method: String,
    /// The path and the query, as they were sent.
    pub(super) target: String,
    headers: Vec<(String, String)>,
}

impl PreviewRequest {
    pub(super) fn new(method: &str, target: &str, headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { method: method.to_owned(), target: target.to_owned(), headers }
    }

    pub(super) fn of(request: &Request) -> Self {
        let headers = request.headers().iter().map(|header| (header.field.as_str().as_str(), header.value.as_str()));
        Self::new(request.method().as_str(), request.url(), &headers.collect::<Vec<_>>())
    }

    /// The value of a header; that of the first when it was sent more than once.
    pub(super) fn header<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// Every value of a header.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// What stands before the question mark.
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The value of a parameter, as it was sent.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Whether only the head of the answer is wanted.
    pub(super) fn head_only(&self) -> bool {
        self.method == "HEAD"
    }
}
