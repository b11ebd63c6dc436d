//! A plan becomes objects in a store that speaks S3: what changed travels, in an order in which no link ever leads nowhere.
//!
//! What stands there is listed, not believed: a file that somebody else wrote, and one that a killed publish wrote, are told by what the
//! store calls their bytes.

mod credentials;
mod lease;
mod object_body;
mod objects;
mod opened_store;
mod refusal;
mod requests;
mod side_by_side;
mod trusted_certificates;
mod uploads;

use crate::error::{Error, Result};
use crate::output::FinishedBuild;
use crate::pipeline::bytes;
use crate::publish::plan::Plan;
use crate::publish::published::{Done, Step};
use crate::publish::published_manifest::PublishedManifest;
use crate::publish::upload_order::turn;

use lease::{Lease, NoLease};
use object_body::ObjectBody;
use uploads::Publishing;

pub(crate) use opened_store::{Store, StoreStanding};
pub(crate) use refusal::{Refusal, skewed};
pub(crate) use requests::Wish;

/// The largest file that a store takes in one request.
const MOST: u64 = 5 * 1024 * 1024 * 1024;

/// The object that one publisher at a time has.
const LEASE: &str = ".casebook-publishing.json";

impl Store {
    /// Takes from the plan what is there already, though the manifest does not know it: a publish that was killed wrote it.
    ///
    /// # Errors
    /// When something that is not ours stands where a page must go, and when a file is larger than a store takes.
    pub(crate) fn complete(
        &self,
        build: &FinishedBuild,
        before: Option<&PublishedManifest>,
        standing: &StoreStanding,
        plan: &mut Plan,
    ) -> Result<()> {
        if let Some(upload) = plan.uploads.iter().find(|upload| upload.bytes > MOST) {
            return Err(Error::environment(format!(
                "`{}` has {}, and a store takes {} in one piece; put it elsewhere and link to it",
                upload.address,
                bytes(upload.bytes),
                bytes(MOST)
            )));
        }
        let mut there = Vec::new();
        let mut in_the_way = Vec::new();
        for upload in &mut plan.uploads {
            let Some(object) = standing.objects.get(&upload.address) else { continue };
            if ObjectBody::of(build, &upload.address, self.encoding)?.etag() == object.etag {
                there.push(upload.address.clone());
            } else if !before.is_some_and(|before| before.knows(&upload.address)) {
                in_the_way.push(upload.address.clone());
            } else {
                // A publish that was ended left it, and pages may lead to it: what it names now must be there before it changes.
                let stem = upload.address.strip_suffix(".html").or_else(|| upload.address.strip_suffix(".md"));
                let has_twin = stem.is_some_and(|stem| {
                    [".html", ".md"].iter().all(|ending| build.files.contains_key(&format!("{stem}{ending}")))
                });
                upload.turn = turn(&upload.address, false, has_twin);
            }
        }
        if let [first, rest @ ..] = &in_the_way[..] {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            return Err(Error::environment(format!(
                "`{first}`{more} in {} was not published by Casebook and stands where a page must go; move it away, or choose another `prefix`",
                self.shown()
            )));
        }
        plan.found = !there.is_empty();
        for address in there {
            let etag = standing.objects[&address].etag.clone();
            plan.after.files.entry(address.clone()).and_modify(|file| file.etag = Some(etag));
            plan.uploads.retain(|upload| upload.address != address);
            plan.unchanged += 1;
        }
        Ok(())
    }

    /// Uploads, verifies, and clears away.
    ///
    /// # Errors
    /// When another publish is at work or was quicker, when the store refuses, and when it holds other bytes than were sent.
    pub(crate) fn publish(
        &self,
        build: &FinishedBuild,
        before: Option<&PublishedManifest>,
        standing: &StoreStanding,
        plan: &Plan,
        step: Step<'_>,
    ) -> Result<Done> {
        let key = self.key(LEASE);
        let lease = match Lease::take(&self.client, &key, self.lease, &owner()) {
            Ok(lease) => Some(lease),
            Err(NoLease::Held) => {
                return Err(Error::environment(format!(
                    "another publish to {} is at work; try again when it has ended",
                    self.shown()
                )));
            }
            Err(NoLease::Unconditional) if self.single_writer => None,
            // A store that does not know conditions says so in its own way.
            Err(NoLease::Refused(refusal)) if self.single_writer && matches!(refusal.status(), 400 | 501) => None,
            Err(NoLease::Unconditional) => return Err(self.unconditional()),
            Err(NoLease::Refused(refusal)) if refusal.status() == 501 => return Err(self.unconditional()),
            Err(NoLease::Refused(refusal)) => return Err(self.refused("beginning to publish", &refusal)),
        };
        let publishing = Publishing { store: self, build, before, standing, plan, lease: lease.as_ref(), step };
        let done = std::thread::scope(|scope| {
            if let Some(lease) = &lease {
                scope.spawn(|| lease.keep());
            }
            let done = publishing.run();
            if let Some(lease) = &lease {
                lease.release();
            }
            done
        });
        done.map(|done| Done { requests: self.client.asked(), ..done })
    }

    fn unconditional(&self) -> Error {
        Error::environment(format!(
            "the store of {} does not keep to conditions (If-None-Match), so that a second publisher cannot be kept out; \
             see to it that there is none and write `single_writer = true`",
            self.shown()
        ))
    }
}

/// A word that no other publisher has.
fn owner() -> String {
    use std::hash::{BuildHasher, Hasher, RandomState};
    format!("{}-{:016x}", std::process::id(), RandomState::new().build_hasher().finish())
}
