//! A plan becomes one commit on a branch that a forge serves as pages.
//!
//! The program `git` does it, in a repository of its own that is gone afterwards. The commit follows the one that was looked at, and a
//! branch that somebody else moved meanwhile is left alone. Files of others in the branch stay.

mod branch_commit;
mod git_program;
mod remote_address;
mod standing_branch;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;

use crate::error::{Error, Result};
use crate::model::PublishTarget;
use crate::output::FinishedBuild;
use crate::publish::plan::{Plan, Standing};
use crate::publish::published::{Done, Step};

use branch_commit::NewCommit;
use git_program::{GitProgram, GitRefusal};
use standing_branch::StandingBranch;

/// A branch of a repository elsewhere.
#[derive(Debug)]
pub(crate) struct GitBranch {
    git: GitProgram,
    branch: String,
}

/// What stands there.
#[derive(Debug, Default)]
pub(crate) struct GitStanding {
    branch: Option<StandingBranch>,
    /// Files in it that we did not write, by address.
    foreign: BTreeSet<String>,
}

impl GitBranch {
    /// # Errors
    /// When there is no `git`, and when `remote` names no repository.
    pub(crate) fn new(target: &PublishTarget, remote: &str, root: &Path) -> Result<Self> {
        Ok(Self { git: GitProgram::new(root, remote)?, branch: target.branch.clone() })
    }

    pub(crate) fn shown(&self) -> String {
        format!("the branch `{}` of `{}`", self.branch, self.git.remote().shown())
    }

    /// Looks at what stands there: the newest commit is fetched, and nothing before it.
    ///
    /// # Errors
    /// When it cannot be read, and when it is a branch of sources.
    pub(crate) fn look(&self) -> Result<(Standing, GitStanding)> {
        let found = standing_branch::fetch(&self.git, &self.branch);
        let Some(branch) = found.map_err(|refusal| self.refused("reading it", &refusal))? else {
            return Ok(Default::default());
        };
        let manifest = branch.manifest(&self.git)?;
        if manifest.is_none() && branch.files.contains_key("casebook.toml") {
            let message = format!("{} holds the sources of a site; give the pages a branch of their own", self.shown());
            return Err(Error::environment(message));
        }
        let known = manifest.clone().unwrap_or_default();
        let is_other = |address: &String, etag: &Option<String>| {
            branch.files.get(address).is_none_or(|file| Some(&file.blob) != etag.as_ref())
        };
        let altered = known.files.iter().filter(|(address, file)| is_other(address, &file.etag));
        let altered = altered.map(|(address, _)| address.clone()).collect();
        let is_foreign = |address: &&String| !known.knows(address) && !branch_commit::is_own(address);
        let foreign = branch.files.keys().filter(is_foreign).cloned().collect();
        Ok((Standing { manifest, altered }, GitStanding { branch: Some(branch), foreign }))
    }

    /// Refuses what would take the place of something that is not ours.
    ///
    /// # Errors
    /// When a file of others stands where a page must go, or its folder.
    pub(crate) fn complete(&self, standing: &GitStanding, plan: &Plan) -> Result<()> {
        let in_the_way = |address: &String| {
            let folders = address.match_indices('/').map(|(at, _)| &address[..at]);
            let below = format!("{address}/");
            let inside = standing.foreign.range(below.clone()..).next().filter(|foreign| foreign.starts_with(&below));
            let above = folders.chain([address.as_str()]).find(|place| standing.foreign.contains(*place));
            above.map(str::to_owned).or_else(|| inside.cloned())
        };
        match plan.after.files.keys().find_map(in_the_way) {
            Some(foreign) => Err(Error::environment(format!(
                "`{foreign}` in {} was not published by Casebook and stands where a page must go; move it away, or name another branch",
                self.shown()
            ))),
            None => Ok(()),
        }
    }

    /// Makes the commit and pushes it.
    ///
    /// # Errors
    /// When somebody else pushed meanwhile, and when the other side refuses; readers then see what they saw.
    pub(crate) fn publish(
        &self,
        build: &FinishedBuild,
        standing: &GitStanding,
        plan: &Plan,
        now: Timestamp,
        step: Step<'_>,
    ) -> Result<Done> {
        // What was withdrawn is in earlier commits too. Those of others are not ours to leave behind.
        let begins_anew = plan.withdraws && standing.foreign.is_empty();
        let commit = NewCommit { git: &self.git, build, plan, before: standing.branch.as_ref(), begins_anew, now };
        let bytes = commit.make(step)?;
        let before = standing.branch.as_ref().map_or("", |branch| branch.commit.as_str());
        let pushed = self.git.push(branch_commit::NEW, &self.branch, before, &[]);
        pushed.map_err(|refusal| match refusal.is_overtaken() {
            true => Error::environment(format!(
                "somebody else pushed to {} meanwhile; look at the plan again",
                self.shown()
            )),
            false => self.refused("pushing", &refusal),
        })?;
        let mut done = Done { uploaded: plan.uploads.len(), bytes, removed: plan.going().count(), ..Done::default() };
        if plan.withdraws && standing.branch.is_some() {
            done.notes.push(String::from(match begins_anew {
                true => {
                    "what was withdrawn is in earlier commits too: the branch begins anew without them, but the host may keep them for a while"
                }
                false => {
                    "what was withdrawn is still in earlier commits of the branch, which holds files of others; see to that at the host"
                }
            }));
        }
        Ok(done)
    }

    /// Whether a push would be taken, and else why not.
    pub(crate) fn would_push(&self, now: Timestamp) -> Result<(), String> {
        let refused = |refusal: GitRefusal| refusal.said;
        let before = standing_branch::fetch(&self.git, &self.branch).map_err(refused)?;
        let before = before.as_ref().map_or("", |branch| branch.commit.as_str());
        branch_commit::make_empty(&self.git, before, now).map_err(|error| error.to_string())?;
        self.git.push(branch_commit::NEW, &self.branch, before, &["--dry-run"]).map_err(refused)
    }

    /// What `git` calls itself.
    pub(crate) fn version(&self) -> Result<String, String> {
        self.git.run(&["version"]).map(|text| text.trim().to_owned()).map_err(|refusal| refusal.said)
    }

    fn refused(&self, doing: &str, refusal: &GitRefusal) -> Error {
        Error::environment(format!("{}, {doing}: {}", self.shown(), refusal.said))
    }
}
