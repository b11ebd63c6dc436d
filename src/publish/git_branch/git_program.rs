//! The program `git`, run in a repository of its own, with the user's settings for reaching others.
//!
//! What those settings hold travels in the environment, for a command line is seen by everybody on the machine.

use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Output, Stdio};

use tempfile::TempDir;

use crate::diag::clean;
use crate::error::{Error, Result};
use crate::publish::git_branch::remote_address::{RemoteAddress, RemoteName, read};

/// How the names of settings begin that say how others are reached, and who we are.
const REACHING: [&str; 9] =
    ["http.", "credential.", "url.", "user.", "author.", "committer.", "ssh.", "safe.", "protocol."];

/// The same, whole names.
const REACHING_TOO: [&str; 3] = ["core.sshcommand", "core.askpass", "core.gitproxy"];

/// Variables of the environment that `git` keeps; the others are about another repository.
const KEPT: [&str; 9] = [
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSH_VARIANT",
    "GIT_ASKPASS",
    "GIT_TERMINAL_PROMPT",
    "GIT_SSL_CAINFO",
    "GIT_SSL_CAPATH",
    "GIT_SSL_NO_VERIFY",
    "GIT_EXEC_PATH",
];

/// `git`, and the repository elsewhere that it is about.
pub(super) struct GitProgram {
    folder: TempDir,
    settings: Vec<(String, String)>,
    remote: RemoteAddress,
}

impl std::fmt::Debug for GitProgram {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GitProgram").field("remote", &self.remote).finish_non_exhaustive()
    }
}

/// What `git` said when it refused, without secrets.
#[derive(Debug)]
pub(super) struct GitRefusal {
    pub(super) said: String,
    /// Its exit code; none where it could not be run or was killed.
    pub(super) code: Option<i32>,
}

impl GitRefusal {
    /// Whether the branch is no longer where it was.
    pub(super) fn is_overtaken(&self) -> bool {
        ["stale info", "fetch first", "non-fast-forward", "cannot lock ref"].iter().any(|word| self.said.contains(word))
    }
}

impl GitProgram {
    /// # Errors
    /// When `git` does not run, and when `remote` names no repository.
    pub(super) fn new(root: &Path, remote: &str) -> Result<Self> {
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        let own = |arguments: &[&str]| {
            let asked = Command::new("git").arg("-C").arg(root).args(arguments).stdin(Stdio::null()).output();
            asked.map_err(|e| Error::environment(format!("the program `git` does not run ({e}); install it")))
        };
        let address = match read(remote, root) {
            RemoteName::Address(address) => address,
            RemoteName::Name => {
                let answer = own(&["remote", "get-url", "--push", "--", remote])?;
                if !answer.status.success() {
                    let message =
                        format!("`{remote}` is no folder, and no remote of the repository that the site is in");
                    return Err(Error::usage(format!("{message}; write the repository's address as `git`")));
                }
                match read(String::from_utf8_lossy(&answer.stdout).trim(), root) {
                    RemoteName::Address(address) => address,
                    RemoteName::Name => RemoteAddress::new(String::from_utf8_lossy(&answer.stdout).trim()),
                }
            }
        };
        let settings = reaching(&own(&["config", "--null", "--list"])?.stdout);
        let folder = tempfile::Builder::new().prefix("casebook-pages-").tempdir();
        let folder = folder.map_err(|e| Error::environment(format!("no folder for a while can be made: {e}")))?;
        let git = Self { folder, settings, remote: address };
        git.run(&["init", "--quiet", "--bare"]).map_err(|refusal| Error::environment(refusal.said))?;
        Ok(git)
    }

    pub(super) fn remote(&self) -> &RemoteAddress {
        &self.remote
    }

    /// Runs it and gives what it prints, as text.
    pub(super) fn run(&self, arguments: &[&str]) -> Result<String, GitRefusal> {
        self.bytes(arguments).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Runs it and gives what it prints.
    pub(super) fn bytes(&self, arguments: &[&str]) -> Result<Vec<u8>, GitRefusal> {
        let output = self.command().args(arguments).stdin(Stdio::null()).output();
        let output = output.map_err(|e| GitRefusal { said: format!("`git` does not run: {e}"), code: None })?;
        if output.status.success() { Ok(output.stdout) } else { Err(self.refusal(&output)) }
    }

    /// Runs `git fast-import` on what `write` writes.
    pub(super) fn import(
        &self,
        arguments: &[&str],
        write: impl FnOnce(&mut BufWriter<ChildStdin>) -> Result<()>,
    ) -> Result<()> {
        let mut command = self.command();
        command.args(["fast-import", "--quiet", "--done", "--force"]).args(arguments);
        let begun = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        let failed = |e| Error::io("run", "git fast-import", e);
        let mut child = begun.map_err(failed)?;
        let mut commands = BufWriter::new(child.stdin.take().expect("the input is piped"));
        let written = write(&mut commands).and_then(|()| commands.flush().map_err(failed));
        drop(commands);
        let output = child.wait_with_output().map_err(failed)?;
        let said = self.refusal(&output).said;
        let is_cut_short = ["stream ends early", "EOF in data"].iter().any(|words| said.contains(words));
        match written {
            // Who ends first knows why.
            Err(error) if output.status.success() || is_cut_short => Err(error),
            Ok(()) if output.status.success() => Ok(()),
            _ => Err(Error::environment(format!("`git fast-import` failed: {said}"))),
        }
    }

    /// Moves a branch elsewhere from the commit `before`, or from nothing, to one that is here.
    pub(super) fn push(&self, from: &str, branch: &str, before: &str, more: &[&str]) -> Result<(), GitRefusal> {
        let lease = format!("--force-with-lease=refs/heads/{branch}:{before}");
        let moved = format!("{from}:refs/heads/{branch}");
        let arguments = [&["push", "--porcelain", "--no-verify", &lease], more, &["--", self.remote.url(), &moved]];
        self.bytes(&arguments.concat()).map(drop)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.arg("--git-dir").arg(self.folder.path());
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("GIT_") && !KEPT.contains(&name.as_str()) {
                command.env_remove(name);
            }
        }
        // They were read where the site is, with those of the user and of the system.
        command.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_CONFIG_GLOBAL", "/dev/null").env("LC_ALL", "C");
        command.env("GIT_CONFIG_COUNT", self.settings.len().to_string());
        for (number, (key, value)) in self.settings.iter().enumerate() {
            command.env(format!("GIT_CONFIG_KEY_{number}"), key).env(format!("GIT_CONFIG_VALUE_{number}"), value);
        }
        command
    }

    /// The lines that say why.
    fn refusal(&self, output: &Output) -> GitRefusal {
        let [errors, printed] =
            [&output.stderr, &output.stdout].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        // The lines of `push --porcelain` about what was refused begin so.
        let refused = printed.lines().filter_map(|line| line.strip_prefix('!')).map(str::trim);
        let words = ["fatal: ", "error: ", "remote: "];
        let wrong = errors.lines().filter_map(|line| words.iter().find_map(|word| line.strip_prefix(word)));
        let mut lines: Vec<String> = refused.chain(wrong).map(|line| clean(line.trim())).collect();
        lines.retain(|line| !line.is_empty());
        if lines.is_empty() {
            lines.extend(errors.lines().last().map(clean));
        }
        lines.truncate(4);
        GitRefusal { said: self.remote.without_secret(&lines.join("; ")), code: output.status.code() }
    }
}

/// The settings about reaching others, from the list of all.
fn reaching(list: &[u8]) -> Vec<(String, String)> {
    let list = String::from_utf8_lossy(list);
    let settings = list.split('\0').filter_map(|entry| entry.split_once('\n'));
    let is_one = |key: &str| REACHING.iter().any(|begin| key.starts_with(begin)) || REACHING_TOO.contains(&key);
    settings.filter(|(key, _)| is_one(key)).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_how_others_are_reached_is_taken_over() {
        let list = b"core.bare\nfalse\0http.https://forge.example/.extraheader\nAUTHORIZATION: x\0core.sshcommand\nssh -i k\0alias.x\n!sh\0flag\0";
        let keys: Vec<String> = reaching(list).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["http.https://forge.example/.extraheader", "core.sshcommand"]);
    }
}
