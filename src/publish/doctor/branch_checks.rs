//! A branch of a repository becomes what works there: the program, reading, what stands there, and whether a push would be taken.

#![expect(clippy::disallowed_methods, reason = "a commit that is tried has a time")]

use jiff::Timestamp;

use crate::publish::doctor::check::Check;
use crate::publish::git_branch::GitBranch;

/// Tries what a publish to a branch needs; nothing is pushed.
pub(crate) fn of_branch(branch: &GitBranch) -> Vec<Check> {
    let mut checks = vec![match branch.version() {
        Ok(version) => Check::works("git", version),
        Err(why) => Check::fails("git", format!("{why}; install it")),
    }];
    let (standing, _) = match branch.look() {
        Ok(found) => found,
        Err(error) => {
            checks.push(Check::fails("reading", error.to_string()));
            return checks;
        }
    };
    checks.push(Check::works("reading", format!("{} can be read", branch.shown())));
    checks.push(match (&standing.manifest, standing.altered.len()) {
        (None, _) => Check::works("what is there", "nothing is published yet"),
        (Some(_), 0) => Check::works("what is there", "what was published is whole"),
        (Some(_), count) => {
            let files = if count == 1 { String::from("1 file is") } else { format!("{count} files are") };
            let message = format!("{files} not what was published; publish again to mend that");
            Check::fails("what is there", message)
        }
    });
    checks.push(match branch.would_push(Timestamp::now()) {
        Ok(()) => Check::works("pushing", "a push would be taken, as far as is said before one"),
        Err(why) => Check::fails("pushing", format!("{why}; let this user, or this job's token, write there")),
    });
    checks
}
