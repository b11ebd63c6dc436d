//! One publisher at a time: an object that only one can make, that its maker keeps renewing, and that the next one takes when nobody does.

#![expect(clippy::disallowed_methods, reason = "how long another publisher was silent is measured")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::publish::store::refusal::Refusal;
use crate::publish::store::requests::{Client, Wish};

/// The right to publish to a bucket.
#[derive(Debug)]
pub(crate) struct Lease<'a> {
    client: &'a Client,
    key: &'a str,
    lasts: Duration,
    etag: Mutex<String>,
    lost: AtomicBool,
    ended: AtomicBool,
}

/// Why there is no lease.
#[derive(Debug)]
pub(crate) enum NoLease {
    /// Another publisher is at work.
    Held,
    /// The store does not keep to conditions, so that nobody can be kept out.
    Unconditional,
    /// The store refuses.
    Refused(Refusal),
}

impl<'a> Lease<'a> {
    /// Takes the lease, waiting to see whether somebody who has it is still alive. `owner` is told apart from all others.
    pub(crate) fn take(client: &'a Client, key: &'a str, lasts: Duration, owner: &str) -> Result<Self, NoLease> {
        let begun = Instant::now();
        let mut seen: Option<String> = None;
        let text = text(owner, 0);
        let etag = loop {
            match put(client, key, &text, ("if-none-match", "*")) {
                Ok(etag) => break etag,
                Err(refusal) if refusal.is_unmet() => {}
                Err(refusal) => return Err(NoLease::Refused(refusal)),
            }
            // Our own, if the answer to it was lost.
            let held = match client.ask(Wish::Get(key), &[]) {
                Ok(answer) if answer.body == text.as_bytes() => break answer.etag.unwrap_or_default(),
                Ok(answer) => answer.etag.unwrap_or_default(),
                Err(refusal) if refusal.status() == 404 => continue,
                Err(refusal) => return Err(NoLease::Refused(refusal)),
            };
            if seen.as_ref().is_some_and(|seen| *seen != held) {
                return Err(NoLease::Held);
            }
            seen = Some(held.clone());
            if begun.elapsed() > lasts {
                match put(client, key, &text, ("if-match", &quoted(&held))) {
                    Ok(etag) => break etag,
                    Err(refusal) if refusal.is_unmet() => return Err(NoLease::Held),
                    Err(refusal) => return Err(NoLease::Refused(refusal)),
                }
            }
            std::thread::sleep(lasts / 6);
        };
        let lease = Self {
            client,
            key,
            lasts,
            etag: Mutex::new(etag),
            lost: AtomicBool::new(false),
            ended: AtomicBool::new(false),
        };
        // A store that lets it be made twice would let a second publisher in as well.
        match client.once(Wish::Put(key, text.as_bytes()), &[("if-none-match", "*")]) {
            Err((refusal, _)) if refusal.is_unmet() => Ok(lease),
            Err((refusal, _)) if refusal.is_passing() => Ok(lease),
            _ => {
                lease.release();
                Err(NoLease::Unconditional)
            }
        }
    }

    /// Renews it until it is released; for a thread of its own.
    pub(crate) fn keep(&self) {
        let mut number = 0;
        let mut renewed = Instant::now();
        while !self.ended.load(Ordering::SeqCst) {
            std::thread::sleep((self.lasts / 20).min(Duration::from_millis(100)));
            if renewed.elapsed() < self.lasts / 4 || self.ended.load(Ordering::SeqCst) {
                continue;
            }
            number += 1;
            let mut etag = self.etag.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let text = text("", number) + &etag;
            match put(self.client, self.key, &text, ("if-match", &quoted(&etag))) {
                Ok(new) => *etag = new,
                Err(refusal) if refusal.is_unmet() || refusal.status() == 404 => {
                    self.lost.store(true, Ordering::SeqCst);
                    return;
                }
                // What does not answer now may answer at the next turn.
                Err(_) => {}
            }
            renewed = Instant::now();
        }
    }

    /// Whether another publisher took it.
    pub(crate) fn is_lost(&self) -> bool {
        self.lost.load(Ordering::SeqCst)
    }

    /// Lets the next one in.
    pub(crate) fn release(&self) {
        self.ended.store(true, Ordering::SeqCst);
        let etag = self.etag.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !self.is_lost() {
            // Whoever comes next waits a moment longer if this is refused.
            let _ = self.client.ask(Wish::Delete(self.key), &[("if-match", &quoted(&etag))]);
        }
    }
}

/// Writes under a condition. A refusal may be about our own write whose answer was lost: then what stands there is ours.
pub(crate) fn put(client: &Client, key: &str, text: &str, condition: (&'static str, &str)) -> Result<String, Refusal> {
    put_bytes(client, key, text.as_bytes(), &[condition, ("content-type", "application/json")])
}

/// The same with other headers.
pub(crate) fn put_bytes(
    client: &Client,
    key: &str,
    bytes: &[u8],
    headers: &[(&'static str, &str)],
) -> Result<String, Refusal> {
    match client.ask(Wish::Put(key, bytes), headers) {
        Ok(answer) => Ok(answer.etag.unwrap_or_default()),
        Err(refusal) if refusal.is_unmet() => match client.ask(Wish::Get(key), &[]) {
            Ok(answer) if answer.body == bytes => Ok(answer.etag.unwrap_or_default()),
            _ => Err(refusal),
        },
        Err(refusal) => Err(refusal),
    }
}

pub(crate) fn quoted(etag: &str) -> String {
    format!("\"{etag}\"")
}

fn text(owner: &str, number: u32) -> String {
    format!("{{\"casebook\":1,\"publisher\":\"{owner}\",\"renewed\":{number}}}\n")
}
