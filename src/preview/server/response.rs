//! What is answered becomes a status, headers and a body.
//!
//! The head leaves together with what follows it, in one piece where that is short.

use std::fs::File;
use std::io::{self, Read, Write};

use tiny_http::StatusCode;

/// What is answered to a request.
#[derive(Debug)]
pub(super) struct PreviewResponse {
    pub(super) status: u16,
    headers: Vec<(&'static str, String)>,
    pub(super) body: ResponseBody,
}

/// What follows the head.
#[derive(Debug)]
pub(super) enum ResponseBody {
    /// Nothing, and no word on how long it would be.
    Nothing,
    /// These bytes.
    Bytes(Vec<u8>),
    /// So many bytes of a file, from where it stands.
    File(File, u64),
    /// Events after this revision, as they come; after the newest when there is none.
    Events(Option<u64>),
}

/// What stands in the head of every answer. A page of another site can neither use it nor show it in a frame, where it could have a
/// reader click on what they do not see. Clients are asked to end the connection: kept alive, it would keep a thread of the pool.
pub(super) const ALWAYS: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", "frame-ancestors 'none'"),
    ("X-Frame-Options", "DENY"),
    ("Connection", "close"),
];

/// Bytes that are read from a file at once.
const PIECE: u64 = 256 * 1024;

impl PreviewResponse {
    /// An answer that no other site can use, and that is kept only where `cache` allows it.
    pub(super) fn new(status: u16, kind: &str, cache: &str, body: ResponseBody) -> Self {
        let headers = [("Content-Type", kind), ("Cache-Control", cache)].into_iter().chain(ALWAYS);
        Self { status, headers: headers.map(|(name, value)| (name, value.to_owned())).collect(), body }
    }

    /// A sentence for whoever reads it.
    pub(super) fn plain(status: u16, sentence: &str) -> Self {
        Self::new(
            status,
            "text/plain; charset=utf-8",
            "no-store",
            ResponseBody::Bytes(format!("{sentence}\n").into_bytes()),
        )
    }

    /// The same with a further header.
    ///
    /// # Panics
    /// When `value` has anything but visible ASCII and spaces: nothing of a request goes into a head as it came.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        let value = value.into();
        assert!(value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()), "a header is one line of ASCII");
        self.headers.push((name, value));
        self
    }

    /// The head, with the empty line that ends it.
    pub(super) fn head(&self) -> String {
        let reason = StatusCode(self.status).default_reason_phrase();
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        let length = match &self.body {
            ResponseBody::Nothing | ResponseBody::Events(_) => None,
            ResponseBody::Bytes(bytes) => Some(bytes.len() as u64),
            ResponseBody::File(_, length) => Some(*length),
        };
        let length = length.map(|length| ("Content-Length", length.to_string()));
        for (name, value) in self.headers.iter().chain(&length) {
            head.extend([name, ": ", value, "\r\n"]);
        }
        head + "\r\n"
    }

    /// How many bytes are kept until they are sent.
    pub(super) fn kept(&self) -> usize {
        match &self.body {
            ResponseBody::Nothing | ResponseBody::Events(_) => 0,
            ResponseBody::Bytes(bytes) => bytes.len(),
            ResponseBody::File(_, length) => usize::try_from(PIECE.min(*length)).expect("a piece is short"),
        }
    }

    /// Sends the head and, unless only that is wanted, the body. A stream of events is not sent here.
    ///
    /// # Errors
    /// When the client is gone.
    pub(super) fn send(self, out: &mut impl Write, head_only: bool) -> io::Result<()> {
        let mut bytes = self.head().into_bytes();
        match self.body {
            ResponseBody::Bytes(body) if !head_only => bytes.extend(body),
            ResponseBody::File(file, length) if !head_only => return send_file(bytes, file, length, out),
            _ => {}
        }
        out.write_all(&bytes)?;
        out.flush()
    }
}

/// Sends `length` bytes of a file. One that was cut short in the meantime is filled with zeros: the next answer on the connection must
/// begin where this one said that it ends.
fn send_file(mut bytes: Vec<u8>, mut file: File, length: u64, out: &mut impl Write) -> io::Result<()> {
    let mut left = length;
    loop {
        let piece = left.min(PIECE);
        let start = bytes.len();
        bytes.resize(start + usize::try_from(piece).expect("a piece is short"), 0);
        fill(&mut file, &mut bytes[start..]);
        out.write_all(&bytes)?;
        left -= piece;
        if left == 0 {
            return out.flush();
        }
        bytes.clear();
    }
}

fn fill(file: &mut File, mut bytes: &mut [u8]) {
    while let Ok(read @ 1..) = file.read(bytes) {
        bytes = &mut bytes[read..];
    }
}
