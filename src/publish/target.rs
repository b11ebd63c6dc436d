//! A table of the configuration becomes a target, with one way to look at each kind, and one to publish there.

use std::path::Path;

use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::model::PublishTarget;
use crate::output::FinishedBuild;
use crate::publish::directory::{Directory, DirectoryStanding};
use crate::publish::doctor::{self, Check};
use crate::publish::git_branch::{GitBranch, GitStanding};
use crate::publish::plan::{Plan, PlanOptions, Standing, plan};
use crate::publish::published::{Done, Step};
use crate::publish::published_manifest::PublishedManifest;
use crate::publish::store::{Store, StoreStanding};
use crate::publish::withdrawal::Withdrawals;
use crate::publish::zip_file::Zip;

/// What a publish depends on beside the build and its target.
#[derive(Debug)]
pub struct PublishOptions {
    /// What readers are not to see any more.
    pub withdrawals: Withdrawals,
    /// The moment at which it began.
    pub now: Timestamp,
}

/// A place that a site is published to.
#[derive(Debug)]
pub struct Target {
    name: String,
    config: PublishTarget,
    kind: TargetKind,
}

#[derive(Debug)]
enum TargetKind {
    Directory(Directory, Box<DirectoryStanding>),
    Zip(Zip),
    Store(Box<StoreTarget>),
    Git(GitBranch, Box<GitStanding>),
}

/// A store, and what was seen there.
#[derive(Debug)]
struct StoreTarget {
    store: Store,
    before: Option<PublishedManifest>,
    standing: StoreStanding,
}

impl Target {
    /// The target that `[publish.NAME]` describes; paths are below `root` unless they are absolute.
    ///
    /// # Errors
    /// When the table cannot be used.
    pub fn new(name: &str, config: &PublishTarget, root: &Path) -> Result<Self> {
        if let Some(mistake) = config.mistakes().first() {
            let key = mistake.key.map_or_else(String::new, |key| format!(" `{key}`:"));
            let message = format!("`[publish.{name}]` cannot be used:{key} {}; {}", mistake.message, mistake.hint);
            return Err(Error::usage(message));
        }
        let kind = match (&config.directory, &config.zip, &config.git, &config.bucket) {
            (Some(directory), ..) => {
                TargetKind::Directory(Directory::new(config, root.join(directory)), Box::default())
            }
            (None, Some(zip), ..) => TargetKind::Zip(Zip { path: root.join(zip) }),
            (None, None, Some(remote), _) => TargetKind::Git(GitBranch::new(config, remote, root)?, Box::default()),
            (None, None, None, bucket) => {
                let store = Store::new(config, bucket.as_deref().unwrap_or_default())?;
                TargetKind::Store(Box::new(StoreTarget { store, before: None, standing: StoreStanding::default() }))
            }
        };
        Ok(Self { name: name.to_owned(), config: config.clone(), kind })
    }

    /// Its name in the configuration.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is, in words.
    pub fn shown(&self) -> String {
        match &self.kind {
            TargetKind::Directory(directory, _) => format!("the directory `{}`", directory.root().display()),
            TargetKind::Zip(zip) => format!("the file `{}`", zip.path.display()),
            TargetKind::Store(target) => target.store.shown(),
            TargetKind::Git(branch, _) => branch.shown(),
        }
    }

    /// What publishing `build` there would do. Looks at the target and changes nothing.
    ///
    /// # Errors
    /// When the target cannot be read, and when something stands there that is not ours to replace.
    pub fn plan(&mut self, build: &FinishedBuild, options: &PublishOptions) -> Result<Plan> {
        let keep_for = self.config.keep_for().unwrap_or_default();
        let made = |standing: &Standing, keep_for, encoding| {
            let options = PlanOptions {
                withdrawals: &options.withdrawals,
                audience: self.config.audience.as_deref(),
                now: options.now,
                keep_for,
                encoding,
            };
            plan(build, standing, &options)
        };
        match &mut self.kind {
            TargetKind::Directory(directory, known) => {
                let (standing, found) = directory.look()?;
                **known = found;
                let mut plan = made(&standing, keep_for, None)?;
                directory.complete(known, &mut plan)?;
                Ok(plan)
            }
            TargetKind::Git(branch, known) => {
                let (standing, found) = branch.look()?;
                **known = found;
                let plan = made(&standing, keep_for, None)?;
                branch.complete(known, &plan)?;
                Ok(plan)
            }
            // Nobody follows the links of an older zip file in a newer one.
            TargetKind::Zip(zip) => made(&zip.look()?, jiff::SignedDuration::ZERO, None),
            TargetKind::Store(target) => {
                let (standing, found) = target.store.look()?;
                let mut plan = made(&standing, keep_for, target.store.encoding())?;
                (target.before, target.standing) = (standing.manifest, found);
                target.store.complete(build, target.before.as_ref(), &target.standing, &mut plan)?;
                Ok(plan)
            }
        }
    }

    /// Does what `plan`, which is the last that was made, says.
    ///
    /// # Errors
    /// When the target refuses, or somebody else was quicker; what readers see is then whole all the same.
    pub fn publish(
        &self,
        build: &FinishedBuild,
        plan: &Plan,
        options: &PublishOptions,
        step: Step<'_>,
    ) -> Result<Done> {
        match &self.kind {
            TargetKind::Directory(directory, standing) => {
                let name = options.now.strftime("%Y%m%dT%H%M%SZ").to_string();
                directory.publish(build, standing, plan, &name, step)
            }
            TargetKind::Zip(zip) => zip.publish(build, plan, step),
            TargetKind::Git(branch, standing) => branch.publish(build, standing, plan, options.now, step),
            TargetKind::Store(target) => {
                target.store.publish(build, target.before.as_ref(), &target.standing, plan, step)
            }
        }
    }

    /// Tries everything that publishing there needs, and what readers get through its address.
    pub fn examine(&self) -> Vec<Check> {
        let (mut checks, manifest) = match &self.kind {
            TargetKind::Directory(directory, _) => {
                (doctor::of_directory(directory), directory.look().ok().and_then(|(standing, _)| standing.manifest))
            }
            TargetKind::Zip(zip) => return doctor::of_zip(zip),
            TargetKind::Git(branch, _) => {
                (doctor::of_branch(branch), branch.look().ok().and_then(|(standing, _)| standing.manifest))
            }
            TargetKind::Store(target) => {
                let checks = doctor::of_store(&target.store);
                let reads = !checks.iter().any(Check::is_wrong);
                let manifest =
                    if reads { target.store.look().ok().and_then(|(standing, _)| standing.manifest) } else { None };
                (checks, manifest)
            }
        };
        let files = manifest.iter().flat_map(|manifest| &manifest.files);
        let published = files.map(|(address, file)| (address.clone(), file.hash.clone())).collect();
        checks.extend(doctor::of_readers(self.config.address.as_deref(), &published));
        checks
    }

    /// Lets readers see the release before the one they see; gives the names of both.
    ///
    /// # Errors
    /// When there is none, and where targets keep none.
    pub fn roll_back(&self) -> Result<(String, String)> {
        match &self.kind {
            TargetKind::Directory(directory, _) => directory.roll_back(),
            TargetKind::Zip(_) | TargetKind::Store(_) | TargetKind::Git(..) => Err(Error::usage(format!(
                "{} keeps no releases; build what is to be seen and publish it",
                self.shown()
            ))),
        }
    }
}
