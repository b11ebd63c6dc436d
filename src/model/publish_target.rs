//! A table `[publish.NAME]` becomes what is known of a place that a site is published to.

use jiff::{SignedDuration, Span, SpanRelativeTo};
use serde::Deserialize;

/// `[publish.NAME]`: one place that a site is published to. Which of the first four keys is there says what it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct PublishTarget {
    /// A folder that a web server serves, below the site's folder unless it is absolute.
    pub directory: Option<String>,
    /// The name of a bucket in a store that speaks S3.
    pub bucket: Option<String>,
    /// One zip file.
    pub zip: Option<String>,
    /// A repository of git, of which a branch is served as pages: its address, a folder, or the name of a remote.
    pub git: Option<String>,
    /// That branch.
    pub branch: String,
    /// Who reads there: an audience of the site.
    pub audience: Option<String>,
    /// The address at which readers find it; links in feeds and sitemap are made with it.
    pub address: Option<String>,
    /// How many releases of a directory are kept, the one that is served included.
    pub keep: usize,
    /// How long a file stays after the last page that named it was replaced.
    pub keep_for: String,
    /// What text is compressed with beforehand: `gzip`, `brotli`.
    pub compress: Vec<Encoding>,
    /// What all names in the bucket begin with.
    pub prefix: String,
    /// The store's address, where it is not Amazon's.
    pub endpoint: Option<String>,
    /// The store's region.
    pub region: Option<String>,
    /// Whether the bucket's name stands in the path of addresses and not in the host's name; so with an `endpoint` unless said.
    pub path_style: Option<bool>,
    /// The profile in the files of credentials.
    pub profile: Option<String>,
    /// Whether somebody has seen to it that there is never a second publisher.
    pub single_writer: bool,
    /// How many requests are under way at once.
    pub parallel: usize,
    /// How long another publisher may be silent before it counts as dead.
    pub lease: String,
}

impl Default for PublishTarget {
    fn default() -> Self {
        Self {
            directory: None,
            bucket: None,
            zip: None,
            git: None,
            branch: String::from("gh-pages"),
            audience: None,
            address: None,
            keep: 5,
            keep_for: String::from("1 day"),
            compress: Vec::new(),
            prefix: String::new(),
            endpoint: None,
            region: None,
            path_style: None,
            profile: None,
            single_writer: false,
            parallel: 16,
            lease: String::from("30 s"),
        }
    }
}

/// A way to make text smaller that browsers undo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// Understood by everything.
    Gzip,
    /// Smaller, and understood by browsers over `https`.
    Brotli,
}

impl Encoding {
    /// The name that it has in a header.
    pub fn header(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }

    /// How the name of a twin beside the file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Gzip => ".gz",
            Self::Brotli => ".br",
        }
    }
}

/// What is wrong with a key of a target: the key, what is wrong, and what to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetMistake {
    /// The key; none where the table as a whole is meant.
    pub key: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub hint: &'static str,
}

impl PublishTarget {
    /// How long a file stays that nothing names any more; none where the text is no length of time.
    pub fn keep_for(&self) -> Option<SignedDuration> {
        length(&self.keep_for)
    }

    /// How long another publisher may be silent.
    pub fn lease(&self) -> Option<SignedDuration> {
        length(&self.lease).filter(SignedDuration::is_positive)
    }

    /// The keys that say what the target is, as far as they are there.
    fn kinds(&self) -> Vec<&'static str> {
        let kinds = [("directory", &self.directory), ("bucket", &self.bucket), ("git", &self.git), ("zip", &self.zip)];
        kinds.into_iter().filter(|(_, value)| value.is_some()).map(|(key, _)| key).collect()
    }

    /// Everything that keeps it from being used.
    pub fn mistakes(&self) -> Vec<TargetMistake> {
        let mut mistakes = Vec::new();
        let mut wrong = |key: &'static str, message: String, hint| {
            mistakes.push(TargetMistake { key: (!key.is_empty()).then_some(key), message, hint });
        };
        match self.kinds()[..] {
            [] => wrong("", String::from("it does not say where to"), "write `directory`, `bucket`, `git` or `zip`"),
            [_] => {}
            [first, second, ..] => {
                let message = format!("it is both a `{first}` and a `{second}`");
                wrong(second, message, "give each place a table of its own");
            }
        }
        let kinds = [&self.directory, &self.bucket, &self.git, &self.zip];
        if kinds.iter().any(|value| value.as_ref().is_some_and(|value| value.trim().is_empty())) {
            wrong("", String::from("it names a place without a name"), "write the name of the place");
        }
        if self.keep_for().is_none_or(|length| length.is_negative()) {
            let message = format!("`{}` is not a length of time", self.keep_for);
            wrong("keep_for", message, "write a number and a unit, such as `1 day` or `12 hours`");
        }
        if self.lease().is_none() {
            let message = format!("`{}` is not a length of time", self.lease);
            wrong("lease", message, "write a number and a unit, such as `30 s`");
        }
        for (key, value) in [("keep", self.keep), ("parallel", self.parallel)] {
            if !(1..=1000).contains(&value) {
                wrong(key, format!("{value} is no number that can be used"), "write a number from 1 to 1000");
            }
        }
        for (key, value) in [("address", &self.address), ("endpoint", &self.endpoint)] {
            if let Some(url) = value.as_ref().filter(|url| !is_address(url)) {
                wrong(key, format!("`{url}` is not an address"), "begin it with `https://`");
            }
        }
        if self.bucket.is_some() && self.compress.len() > 1 {
            let message = String::from("an object in a store has one encoding");
            wrong("compress", message, "write `[\"gzip\"]`, which everything understands");
        }
        mistakes.extend(self.mistakes_of_names());
        mistakes
    }

    /// The same of what is a name elsewhere.
    fn mistakes_of_names(&self) -> Vec<TargetMistake> {
        let mut mistakes = Vec::new();
        let mut wrong = |key: &'static str, message: String, hint| {
            mistakes.push(TargetMistake { key: Some(key), message, hint });
        };
        match &self.git {
            Some(remote) if has_password(remote) => {
                wrong("git", String::from("it holds a password"), "leave it out; git's own helpers know how to log in");
            }
            Some(remote) if remote.starts_with('-') => {
                let message = format!("`{remote}` is no repository");
                wrong("git", message, "write its address, a folder or the name of a remote");
            }
            _ => {}
        }
        if self.git.is_some() && !is_branch(&self.branch) {
            wrong("branch", format!("`{}` is no name of a branch", self.branch), "write a name such as `gh-pages`");
        }
        let prefix = self.prefix.trim_end_matches('/');
        if !prefix.is_empty() && prefix.split('/').any(|part| matches!(part, "" | "." | "..")) {
            let message = format!("`{}` is no path in a bucket", self.prefix);
            wrong("prefix", message, "write names with `/` between them");
        }
        mistakes
    }
}

/// A length of time as people write it: `1 day`, `90 minutes`. A day has 24 hours.
fn length(text: &str) -> Option<SignedDuration> {
    let span: Span = text.trim().parse().ok()?;
    span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()
}

/// Whether an address says how to log in.
fn has_password(remote: &str) -> bool {
    let authority = remote.split_once("://").and_then(|(_, rest)| rest.split('/').next());
    authority.and_then(|authority| authority.rsplit_once('@')).is_some_and(|(login, _)| login.contains(':'))
}

/// Whether git would take it as the name of a branch.
fn is_branch(name: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock");
    let is_sign = |c: char| c.is_control() || " ~^:?*[\\".contains(c);
    name.split('/').all(is_part)
        && !name.starts_with('-')
        && !name.ends_with('.')
        && !["..", "@{"].iter().any(|part| name.contains(part))
        && !name.contains(is_sign)
}

fn is_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_people_write_them() {
        let hours = |text: &str| length(text).map(|length| length.as_hours());
        assert_eq!([hours("1 day"), hours("12 hours"), hours("2w"), hours("P1D")], [24, 12, 336, 24].map(Some));
        assert_eq!([hours("soon"), hours("1"), hours("")], [None; 3]);
    }

    #[test]
    fn a_branch_has_a_name_and_a_repository_no_password() {
        assert!(["gh-pages", "site/pages", "p"].into_iter().all(is_branch));
        assert!(!["", "-x", "a..b", "a b", "a/", "/a", ".a", "a.lock", "a:b", "a."].into_iter().any(is_branch));
        assert!(has_password("https://me:secret@forge.example/a") && !has_password("https://me@forge.example/a"));
        assert!(!has_password("git@forge.example:a.git") && !has_password("ssh://git@forge.example:22/a"));
    }

    #[test]
    fn what_cannot_be_used_is_said_with_the_way_out() {
        let keys = |target: &PublishTarget| {
            target.mistakes().iter().map(|mistake| mistake.key.unwrap_or("")).collect::<Vec<_>>()
        };
        assert_eq!(keys(&PublishTarget::default()), [""]);
        let directory = PublishTarget { directory: Some(String::from("/srv")), ..PublishTarget::default() };
        assert_eq!(keys(&directory), Vec::<&str>::new());
        let wrong = PublishTarget {
            bucket: Some(String::from("b")),
            keep: 0,
            keep_for: String::from("a while"),
            address: Some(String::from("intranet")),
            prefix: String::from("a/../b"),
            compress: vec![Encoding::Gzip, Encoding::Brotli],
            ..directory
        };
        assert_eq!(keys(&wrong), ["bucket", "keep_for", "keep", "address", "compress", "prefix"]);
    }
}
