//! A build and what stands at a target become what a publish will do, before it does anything.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;

use crate::addresses::is_text;
use crate::error::Result;
use crate::model::Encoding;
use crate::output::FinishedBuild;
use crate::publish::page_parts::{Comparison, PageParts, Reason};
use crate::publish::published_manifest::{Leftover, PublishedFile, PublishedManifest};
use crate::publish::upload_order::{Turn, is_asset, is_content_named, turn};
use crate::publish::withdrawal::Withdrawals;

/// What is known to stand at a target.
#[derive(Debug, Default)]
pub(crate) struct Standing {
    /// What the last publish left.
    pub(crate) manifest: Option<PublishedManifest>,
    /// Files of the manifest that are gone, or others by now.
    pub(crate) altered: BTreeSet<String>,
}

/// What a plan depends on beside the build and the target.
#[derive(Debug)]
pub(crate) struct PlanOptions<'a> {
    pub(crate) withdrawals: &'a Withdrawals,
    pub(crate) audience: Option<&'a str>,
    pub(crate) now: Timestamp,
    pub(crate) keep_for: SignedDuration,
    /// How text is kept at the target, where that is compressed.
    pub(crate) encoding: Option<Encoding>,
}

/// What a publish will do.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is written, in that order.
    pub uploads: Vec<Upload>,
    /// What goes, by address.
    pub removals: Vec<Removal>,
    /// How many files are there already.
    pub unchanged: usize,
    /// Whether everything is made anew though no file changes.
    pub(crate) remade: bool,
    /// Whether a publish that did not end left files that are those of this release.
    pub(crate) found: bool,
    /// Whether something was withdrawn.
    pub(crate) withdraws: bool,
    /// What is worth a word before anything is done.
    pub notes: Vec<String>,
    /// The files of the new release, and what stays beside them.
    pub(crate) after: PublishedManifest,
}

/// A file that will be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its address.
    pub address: String,
    /// Its size.
    pub bytes: u64,
    /// Whether nothing stood there.
    pub is_new: bool,
    /// Why.
    pub reason: Reason,
    pub(crate) turn: Turn,
}

/// A file that will go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Its address.
    pub address: String,
    /// Its size.
    pub bytes: u64,
    /// When, and why then.
    pub when: RemovalTime,
}

/// When a file goes that no page names any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemovalTime {
    /// With this publish: it was withdrawn, or may hold what was.
    Withdrawn,
    /// With this publish: nothing has named it for long enough.
    Due,
    /// With this publish: one that did not end left it behind.
    Unfinished,
    /// With the first publish from then on.
    From(Timestamp),
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_nothing(&self) -> bool {
        self.uploads.is_empty() && self.removals.is_empty() && !self.remade && !self.found
    }

    /// How many bytes will be written, before any compression.
    pub fn bytes(&self) -> u64 {
        self.uploads.iter().map(|upload| upload.bytes).sum()
    }

    /// The addresses that go with this publish.
    pub(crate) fn going(&self) -> impl Iterator<Item = &Removal> {
        self.removals.iter().filter(|removal| !matches!(removal.when, RemovalTime::From(_)))
    }
}

/// Makes the plan.
///
/// # Errors
/// When a file of the build cannot be read, or is not what the build wrote.
pub(crate) fn plan(build: &FinishedBuild, standing: &Standing, options: &PlanOptions<'_>) -> Result<Plan> {
    let empty = PublishedManifest::default();
    let before = standing.manifest.as_ref().unwrap_or(&empty);
    let site = Releases { build, before, altered: &standing.altered, options };
    let looked: Vec<LookedAt> =
        build.files.par_iter().map(|(address, hash)| site.look(address, hash)).collect::<Result<_>>()?;
    let lessened = looked.iter().any(|file| file.lessened);
    let mut plan =
        Plan { after: PublishedManifest::new(options.audience.map(str::to_owned), BTreeMap::new()), ..Plan::default() };
    for LookedAt { address, file, upload, .. } in looked {
        match upload {
            Some(upload) => plan.uploads.push(upload),
            None => plan.unchanged += 1,
        }
        plan.after.files.insert(address, file);
    }
    plan.uploads.sort_by(|a, b| (a.turn, &a.address).cmp(&(b.turn, &b.address)));
    site.removals(lessened, &mut plan);
    let altered = plan.uploads.iter().filter(|upload| upload.reason == Reason::Altered).count();
    if altered > 0 {
        let files = if altered == 1 { "1 file at the target is" } else { "files at the target are" };
        let count = if altered == 1 { String::new() } else { format!("{altered} ") };
        plan.notes.push(format!(
            "{count}{files} not what was published there; somebody else changed or removed what is written again now"
        ));
    }
    Ok(plan)
}

/// The release that stands and the one that will.
struct Releases<'a> {
    build: &'a FinishedBuild,
    before: &'a PublishedManifest,
    altered: &'a BTreeSet<String>,
    options: &'a PlanOptions<'a>,
}

/// A file of the new release.
struct LookedAt {
    address: String,
    file: PublishedFile,
    upload: Option<Upload>,
    /// Whether it may say less than before.
    lessened: bool,
}

impl Releases<'_> {
    /// What becomes of one file.
    fn look(&self, address: &str, hash: &str) -> Result<LookedAt> {
        let was = self.before.files.get(address);
        // What nothing named for a while may be named again.
        let stood = was.or_else(|| self.before.leftover.get(address).map(|leftover| &leftover.file));
        let encoding = self.options.encoding.filter(|_| is_text(address));
        let altered = self.altered.contains(address);
        if let Some(stood) = stood.filter(|stood| stood.hash == hash && stood.encoding == encoding && !altered) {
            return Ok(LookedAt { address: address.to_owned(), file: stood.clone(), upload: None, lessened: false });
        }
        let is_read = [".html", ".md"].iter().any(|ending| address.ends_with(ending));
        let bytes = if is_read { Some(self.build.read(address)?) } else { None };
        let size = match &bytes {
            Some(bytes) => bytes.len() as u64,
            None => self.build.size(address)?,
        };
        let parts = bytes.as_ref().and_then(|bytes| PageParts::of(address, bytes));
        let is_new = was.is_none();
        let reason = match stood {
            _ if is_content_named(address) || address == "search/manifest.js" => Reason::Search,
            None => Reason::New,
            Some(stood) if stood.hash == hash && altered => Reason::Altered,
            Some(stood) if stood.hash == hash => Reason::Encoding,
            Some(stood) => self.reason(address, stood, parts.as_ref()),
        };
        let is_twin = address.ends_with(".md") && !is_new;
        let lessened = is_twin && bytes.is_some_and(|text| self.options.withdrawals.lessened(address, &text));
        let turn = turn(address, is_new, self.twin(address).is_some());
        let upload = Upload { address: address.to_owned(), bytes: size, is_new, reason, turn };
        let file = PublishedFile { hash: hash.to_owned(), bytes: size, encoding, etag: None, parts };
        Ok(LookedAt { address: address.to_owned(), file, upload: Some(upload), lessened })
    }

    /// Why a file differs from what stands there.
    fn reason(&self, address: &str, stood: &PublishedFile, parts: Option<&PageParts>) -> Reason {
        match self.twin(address) {
            Some(_) if address.ends_with(".md") => Reason::Text,
            twin if address.ends_with(".html") => {
                let changed =
                    |twin: String| self.build.files.get(&twin) != self.before.files.get(&twin).map(|file| &file.hash);
                Comparison { before: stood.parts.as_ref(), after: parts, twin_changed: twin.map(changed) }.reason()
            }
            _ if is_asset(address) => Reason::Asset,
            _ => Reason::Data,
        }
    }

    /// The Markdown twin of a page, or the page of a twin.
    fn twin(&self, address: &str) -> Option<String> {
        let twin = match address.strip_suffix(".html") {
            Some(stem) => format!("{stem}.md"),
            None => format!("{}.html", address.strip_suffix(".md")?),
        };
        self.build.files.contains_key(&twin).then_some(twin)
    }

    /// What goes, and what stays for a while though nothing names it.
    fn removals(&self, lessened: bool, plan: &mut Plan) {
        let PlanOptions { withdrawals, audience, now, keep_for, .. } = *self.options;
        let gone = |address: &&String| !self.build.files.contains_key(*address);
        let vanished = self.before.files.iter().filter(|(address, _)| gone(address));
        let stays = self.before.leftover.iter().filter(|(address, _)| gone(address));
        let until = now.checked_add(keep_for).unwrap_or(Timestamp::MAX);
        let candidates: Vec<(&String, &PublishedFile, Timestamp, bool)> = vanished
            .map(|(address, file)| (address, file, until, true))
            .chain(stays.map(|(address, leftover)| (address, &leftover.file, leftover.until, false)))
            .collect();
        // Who read there until now is not who reads there from now on.
        let other_readers = !self.before.files.is_empty() && self.before.audience.as_deref() != audience;
        let withdrew = |address: &str| other_readers || withdrawals.withdrew(address);
        let any = lessened || candidates.iter().any(|(address, ..)| withdrew(address));
        plan.withdraws = any;
        for (address, file, until, is_fresh) in candidates {
            let when = match () {
                () if withdrew(address) || (any && Withdrawals::holds_words_of_all(address)) => RemovalTime::Withdrawn,
                () if until <= now => RemovalTime::Due,
                () => RemovalTime::From(until),
            };
            if matches!(when, RemovalTime::From(_)) {
                plan.after.leftover.insert(address.clone(), Leftover { file: file.clone(), until });
            }
            if is_fresh || !matches!(when, RemovalTime::From(_)) {
                plan.removals.push(Removal { address: address.clone(), bytes: file.bytes, when });
            }
        }
        let left = self.before.pending.iter().filter(gone);
        let left = left.filter(|address| !self.before.files.contains_key(*address));
        plan.removals.extend(left.map(|address| Removal {
            address: address.clone(),
            bytes: 0,
            when: RemovalTime::Unfinished,
        }));
        plan.removals.sort_by(|a, b| a.address.cmp(&b.address));
        plan.removals.dedup_by(|a, b| a.address == b.address);
    }
}
