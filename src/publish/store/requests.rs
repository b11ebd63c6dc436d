//! A wish becomes a signed request and an answer, with patience: what passes is tried again, later each time.

#![expect(
    clippy::disallowed_methods,
    reason = "requests are signed with the time, and the store's clock is compared with ours"
)]

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::Read;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use rusty_s3::{Bucket, S3Action};
use ureq::http::Response;
use ureq::typestate::WithBody;
use ureq::{Agent, Body, RequestBuilder, SendBody};

use crate::error::Error;
use crate::publish::store::credentials::{Found, Search};
use crate::publish::store::object_body::ObjectBody;
use crate::publish::store::refusal::{Refusal, code};
use crate::publish::store::trusted_certificates::trusting;

/// How long a signature holds.
const SIGNED_FOR: Duration = Duration::from_secs(600);

/// How often a request is tried.
const TRIES: u32 = 8;

/// How long a body may take, either way.
const SENDING: Duration = Duration::from_secs(600);

/// How many bytes of a large file travel in a second where the line is slow.
const SLOWEST: u64 = 100_000;

/// Credentials that end sooner are looked for anew,
const ENDING: SignedDuration = SignedDuration::from_mins(5);

/// and not again before so long.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);

/// The longest wait between two tries.
const LONGEST: Duration = Duration::from_secs(20);

/// What is asked of a store.
#[derive(Clone, Copy)]
pub(crate) enum Wish<'a> {
    Get(&'a str),
    Head(&'a str),
    Put(&'a str, &'a [u8]),
    /// The same of a file that need not be in memory.
    Send(&'a str, &'a ObjectBody<'a>),
    Delete(&'a str),
    /// The objects whose names begin so, from a token on.
    List(&'a str, Option<&'a str>),
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) etag: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
    /// Whether the ETag is of other bytes than were sent, because the store keeps them encrypted.
    pub(crate) is_encrypted: bool,
}

/// A header of a request.
pub(crate) type Header<'a> = (&'static str, &'a str);

/// A bucket that can be asked.
#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    bucket: Bucket,
    search: Search,
    found: RwLock<Held>,
    asked: AtomicUsize,
    /// By how many seconds our clock is ahead; `i64::MIN` where that is not known.
    skew: AtomicI64,
}

/// The credentials of now.
#[derive(Debug)]
struct Held {
    found: Arc<Found>,
    /// When they were looked for anew.
    since: Timestamp,
}

impl Client {
    /// `silence` is how long an answer may take to begin.
    ///
    /// # Errors
    /// When there are no credentials.
    pub(crate) fn new(bucket: Bucket, search: Search, silence: Duration) -> Result<Self, Error> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .tls_config(trusting())
            .user_agent(concat!("casebook/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(silence.min(Duration::from_secs(15))))
            .timeout_recv_response(Some(silence))
            .timeout_send_body(Some(SENDING))
            .timeout_recv_body(Some(SENDING))
            .build();
        let found = RwLock::new(Held { found: Arc::new(search.find()?), since: Timestamp::UNIX_EPOCH });
        let (asked, skew) = (AtomicUsize::new(0), AtomicI64::new(i64::MIN));
        Ok(Self { agent: config.into(), bucket, search, found, asked, skew })
    }

    /// The credentials, looked for anew when those that there are end soon.
    pub(crate) fn found(&self) -> Arc<Found> {
        let now = Timestamp::now();
        let is_ending = |held: &Held| {
            held.found.expires.is_some_and(|end| end.duration_since(now) < ENDING)
                && now.duration_since(held.since) >= AGAIN
        };
        let held = self.found.read().unwrap_or_else(PoisonError::into_inner);
        if !is_ending(&held) {
            return Arc::clone(&held.found);
        }
        drop(held);
        let mut held = self.found.write().unwrap_or_else(PoisonError::into_inner);
        if is_ending(&held) {
            held.since = now;
            // Where there are no newer ones, those that there are hold a little longer.
            if let Ok(found) = self.search.find() {
                held.found = Arc::new(found);
            }
        }
        Arc::clone(&held.found)
    }

    pub(crate) fn bucket(&self) -> &str {
        self.bucket.name()
    }

    /// How many requests were made.
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    /// By how many seconds this machine's clock is ahead of the store's, where an answer told.
    pub(crate) fn skew(&self) -> Option<i64> {
        Some(self.skew.load(Ordering::Relaxed)).filter(|skew| *skew != i64::MIN)
    }

    /// Asks until there is an answer, or a refusal that does not pass.
    pub(crate) fn ask(&self, wish: Wish<'_>, headers: &[Header<'_>]) -> Result<Answer, Refusal> {
        let mut tries = 0;
        loop {
            let (refusal, after) = match self.once(wish, headers) {
                Ok(answer) => return Ok(answer),
                Err(refused) => refused,
            };
            tries += 1;
            if tries == TRIES || !refusal.is_passing() {
                return Err(refusal);
            }
            std::thread::sleep(after.unwrap_or_else(|| pause(tries)).min(LONGEST));
        }
    }

    /// Asks once; a refusal comes with how long the store wants to be left alone.
    pub(crate) fn once(&self, wish: Wish<'_>, headers: &[Header<'_>]) -> Result<Answer, (Refusal, Option<Duration>)> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let found = self.found();
        let (agent, bucket, credentials) = (&self.agent, &self.bucket, Some(&found.credentials));
        let answer = match wish {
            Wish::Get(key) => with(agent.get(signed(bucket.get_object(credentials, key), headers)), headers).call(),
            Wish::Head(key) => with(agent.head(signed(bucket.head_object(credentials, key), headers)), headers).call(),
            Wish::Delete(key) => {
                with(agent.delete(signed(bucket.delete_object(credentials, key), headers)), headers).call()
            }
            Wish::List(prefix, token) => {
                let mut list = bucket.list_objects_v2(credentials);
                list.with_prefix(prefix);
                if let Some(token) = token {
                    list.with_continuation_token(token);
                }
                with(agent.get(signed(list, headers)), headers).call()
            }
            Wish::Put(key, bytes) => {
                with(agent.put(signed(bucket.put_object(credentials, key), headers)), headers).send(bytes)
            }
            Wish::Send(key, body) => {
                let request = with(agent.put(signed(bucket.put_object(credentials, key), headers)), headers);
                send(request, body).map_err(|refusal| (refusal, None))?
            }
        };
        match answer {
            Ok(answer) => self.answered(answer, matches!(wish, Wish::Head(_))),
            Err(error) => Err((Refusal::Silent(silence(&error)), None)),
        }
    }

    fn answered(&self, mut answer: Response<Body>, has_no_body: bool) -> Result<Answer, (Refusal, Option<Duration>)> {
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        if let Some(theirs) = header("date").and_then(|date| rfc2822::parse(&date).ok()) {
            self.skew.store(Timestamp::now().as_second() - theirs.timestamp().as_second(), Ordering::Relaxed);
        }
        let after = header("retry-after").and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
        let etag = header("etag").map(|etag| etag.trim_start_matches("W/").trim_matches('"').to_owned());
        let is_encrypted = header("x-amz-server-side-encryption").is_some_and(|kind| kind.starts_with("aws:"))
            || header("x-amz-server-side-encryption-customer-algorithm").is_some();
        let (content_type, region) = (header("content-type"), header("x-amz-bucket-region"));
        let status = answer.status().as_u16();
        let body = match has_no_body {
            true => Vec::new(),
            false => {
                let read = answer.body_mut().with_config().limit(u64::MAX).read_to_vec();
                read.map_err(|error| (Refusal::Silent(silence(&error)), None))?
            }
        };
        match status {
            200..=299 => Ok(Answer { etag, content_type, body, is_encrypted }),
            _ => Err((Refusal::Answered { status, code: code(&body), region }, after)),
        }
    }
}

/// A request with these headers.
fn with<B>(request: RequestBuilder<B>, headers: &[Header<'_>]) -> RequestBuilder<B> {
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

/// Sends a file, as slowly as the line is.
fn send(
    request: RequestBuilder<WithBody>,
    body: &ObjectBody<'_>,
) -> Result<Result<Response<Body>, ureq::Error>, Refusal> {
    let mut bytes = NotedReader::new(body)?;
    let patience = SENDING + Duration::from_secs(body.length / SLOWEST);
    let request = request.config().timeout_send_body(Some(patience)).build();
    let sent = request.header("content-length", body.length.to_string()).send(SendBody::from_reader(&mut bytes));
    bytes.failed.map_or(Ok(sent), |why| Err(Refusal::Unreadable(why)))
}

/// Reads what is sent, and notes when that fails: it is no fault of the store's.
struct NotedReader<'a> {
    bytes: Box<dyn Read + 'a>,
    failed: Option<String>,
}

impl<'a> NotedReader<'a> {
    fn new(body: &'a ObjectBody<'_>) -> Result<Self, Refusal> {
        let bytes = body.reader().map_err(|error| Refusal::Unreadable(error.to_string()))?;
        Ok(Self { bytes, failed: None })
    }
}

impl Read for NotedReader<'_> {
    fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        let read = self.bytes.read(piece);
        if let Err(error) = &read {
            self.failed = Some(error.to_string());
        }
        read
    }
}

/// The address of a request, with its signature. The headers are part of what is signed. It is never printed.
fn signed<'a>(mut action: impl S3Action<'a>, headers: &[Header<'a>]) -> String {
    for (name, value) in headers {
        action.headers_mut().insert(*name, *value);
    }
    action.sign(SIGNED_FOR).into()
}

/// Why there is no answer. An error's own words may hold the address, and that a signature.
fn silence(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => String::from("it takes too long"),
        ureq::Error::Io(error) => error.to_string(),
        ureq::Error::HostNotFound => String::from("there is no such host"),
        ureq::Error::ConnectionFailed => String::from("no connection can be made"),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => {
            String::from("its certificate is not trusted (AWS_CA_BUNDLE names a file of certificates that are)")
        }
        ureq::Error::InvalidProxyUrl => String::from("the proxy's address in the environment is none"),
        _ => String::from("what comes back cannot be understood"),
    }
}

/// How long to wait before the next try: twice as long each time, and never as long as others do.
fn pause(tries: u32) -> Duration {
    let most = Duration::from_millis(200).saturating_mul(1 << tries.min(8)).min(LONGEST);
    let chance = RandomState::new().build_hasher().finish() % 1000;
    most.mul_f64(chance as f64 / 1000.0)
}
