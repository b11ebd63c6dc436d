//! The steps of a publish to a store, each of which may be the last one before a kill: what is there is whole at every moment.
//!
//! New names are noted first. Then the files travel, turn by turn; what the store holds is compared with what was sent; the manifest
//! says so; and what nobody names any more goes.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::load::PUBLISHED;
use crate::output::FinishedBuild;
use crate::publish::plan::{Plan, Upload};
use crate::publish::published::{Done, Step};
use crate::publish::published_manifest::{Leftover, PublishedManifest};
use crate::publish::store::lease::{Lease, put_bytes, quoted};
use crate::publish::store::object_body::{ObjectBody, cache_control};
use crate::publish::store::opened_store::{Store, StoreStanding};
use crate::publish::store::requests::Wish;
use crate::publish::store::side_by_side::side_by_side;
use crate::publish::upload_order::Turn;

/// One publish to a store.
pub(crate) struct Publishing<'a> {
    pub(crate) store: &'a Store,
    pub(crate) build: &'a FinishedBuild,
    pub(crate) before: Option<&'a PublishedManifest>,
    pub(crate) standing: &'a StoreStanding,
    pub(crate) plan: &'a Plan,
    pub(crate) lease: Option<&'a Lease<'a>>,
    pub(crate) step: Step<'a>,
}

/// What the store calls the bytes that it got, by address.
type Sent = BTreeMap<String, String>;

impl Publishing<'_> {
    pub(crate) fn run(&self) -> Result<Done> {
        let plan = self.plan;
        let mut etag = self.standing.manifest.clone();
        let new = plan.uploads.iter().filter(|upload| upload.is_new).map(|upload| upload.address.clone());
        // Whom it is for stays as it was until the last step: what the others saw must be known to go.
        let nothing = || PublishedManifest::new(plan.after.audience.clone(), BTreeMap::new());
        let mut underway = self.before.cloned().unwrap_or_else(nothing);
        underway.pending.extend(new);
        // Written even where nothing is new: whoever was quicker is found out before the first file.
        etag = Some(self.manifest(&underway, etag)?);
        let (mut sent, mut bytes) = (Sent::new(), 0);
        for turn in Turn::ALL {
            let uploads: Vec<&Upload> = plan.uploads.iter().filter(|upload| upload.turn == turn).collect();
            let (done, size) = self.send(&uploads, true)?;
            sent.extend(done);
            bytes += size;
        }
        let mut after = plan.after.clone();
        for (address, etag) in &sent {
            after.files.entry(address.clone()).and_modify(|file| file.etag = Some(etag.clone()));
        }
        self.verify(&mut after)?;
        let going: Vec<&str> = plan.going().map(|gone| gone.address.as_str()).collect();
        let mut leaving = after.clone();
        for address in &going {
            // Should this be the last step before a kill, the next publish still knows what must go.
            let file = self.before.and_then(|before| {
                before.files.get(*address).or_else(|| before.leftover.get(*address).map(|leftover| &leftover.file))
            });
            match file {
                Some(file) => {
                    let leftover = Leftover { file: file.clone(), until: Timestamp::UNIX_EPOCH };
                    leaving.leftover.insert((*address).to_owned(), leftover);
                }
                None => drop(leaving.pending.insert((*address).to_owned())),
            }
        }
        etag = Some(self.manifest(&leaving, etag)?);
        self.each(&going, |address| {
            let asked = self.store.client.ask(Wish::Delete(&self.store.key(address)), &[]);
            match asked {
                Ok(_) => Ok(()),
                Err(refusal) if refusal.status() == 404 => Ok(()),
                Err(refusal) => Err(self.store.refused(&format!("removing `{address}`"), &refusal)),
            }
        })?;
        if !going.is_empty() {
            self.manifest(&after, etag)?;
        }
        Ok(Done { uploaded: sent.len(), bytes, removed: going.len(), ..Done::default() })
    }

    /// Uploads files at once, and gives what the store calls them with the number of bytes.
    fn send(&self, uploads: &[&Upload], counts: bool) -> Result<(Sent, u64)> {
        let (sent, bytes) = (Mutex::new(Sent::new()), AtomicU64::new(0));
        self.each(uploads, |upload| {
            let etag = self.put(&upload.address, &bytes)?;
            sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(upload.address.clone(), etag);
            if counts {
                (self.step)(1);
            }
            Ok(())
        })?;
        let sent = sent.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok((sent, bytes.into_inner()))
    }

    /// Uploads one file.
    fn put(&self, address: &str, bytes: &AtomicU64) -> Result<String> {
        let body = ObjectBody::of(self.build, address, self.store.encoding)?;
        let (kind, digest) = (body.kind(), body.content_md5());
        let mut headers =
            vec![("content-type", kind.as_str()), ("cache-control", cache_control(address)), ("content-md5", &digest)];
        if let Some(encoding) = body.encoding {
            headers.push(("content-encoding", encoding.header()));
        }
        let key = self.store.key(address);
        let answer = self.store.client.ask(Wish::Send(&key, &body), &headers);
        let answer = answer.map_err(|refusal| self.store.refused(&format!("writing `{address}`"), &refusal))?;
        bytes.fetch_add(body.length, Ordering::Relaxed);
        let etag = answer.etag.unwrap_or_default();
        if !answer.is_encrypted && is_md5(&etag) && etag != body.etag() {
            return Err(Error::environment(format!(
                "{} took other bytes for `{address}` than were sent; something between here and the store changes them",
                self.store.shown()
            )));
        }
        Ok(etag)
    }

    /// Compares what the store holds with what it was sent, and sends once more what is missing or another.
    fn verify(&self, after: &mut PublishedManifest) -> Result<()> {
        for round in 0..2 {
            let held = self.store.objects();
            let held = held.map_err(|refusal| self.store.refused("listing what was written", &refusal))?;
            let differs = |address: &str, etag: Option<&String>| {
                held.get(address).is_none_or(|object| Some(&object.etag) != etag)
            };
            let wrong: Vec<String> = after
                .files
                .iter()
                .filter(|(address, file)| differs(address, file.etag.as_ref()))
                .map(|(address, _)| address.clone())
                .collect();
            match (wrong.first(), round) {
                (None, _) => return Ok(()),
                (Some(first), 1) => {
                    return Err(Error::environment(format!(
                        "{} holds other bytes than were sent, of `{first}` and {} more; does somebody else write there?",
                        self.store.shown(),
                        wrong.len() - 1
                    )));
                }
                _ => {}
            }
            for address in wrong {
                let etag = self.put(&address, &AtomicU64::new(0))?;
                after.files.entry(address).and_modify(|file| file.etag = Some(etag));
            }
        }
        Ok(())
    }

    /// Writes the manifest in place of the one that was read, or of none.
    fn manifest(&self, manifest: &PublishedManifest, etag: Option<String>) -> Result<String> {
        let condition = etag.as_ref().map_or_else(|| String::from("*"), |etag| quoted(etag));
        let name = if etag.is_some() { "if-match" } else { "if-none-match" };
        let mut headers = vec![("content-type", "application/json"), ("cache-control", "no-store")];
        if self.lease.is_some() {
            headers.push((name, condition.as_str()));
        }
        let key = self.store.key(PUBLISHED);
        put_bytes(&self.store.client, &key, &manifest.text(), &headers).map_err(|refusal| match refusal.is_unmet() {
            true => Error::environment(format!(
                "somebody else published to {} meanwhile; look at the plan again",
                self.store.shown()
            )),
            false => self.store.refused("writing the manifest", &refusal),
        })
    }

    /// Does the same for each of many, a few at a time, until one of them fails.
    fn each<T: Sync>(&self, all: &[T], work: impl Fn(&T) -> Result<()> + Sync) -> Result<()> {
        side_by_side(all, self.store.parallel, |one| match self.lease {
            Some(lease) if lease.is_lost() => Err(Error::environment(format!(
                "another publish to {} has begun, because this one was silent for too long; look at the plan again",
                self.store.shown()
            ))),
            _ => work(one),
        })
    }
}

fn is_md5(etag: &str) -> bool {
    etag.len() == 32 && etag.bytes().all(|b| b.is_ascii_hexdigit())
}
