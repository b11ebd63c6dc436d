//! The kinds of tokens that are looked for, by the issuers' own documentation of their prefixes.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Span;

/// A name for people and a pattern, whose one group is what is random. Neither a letter nor a digit stands beside what is found.
const KINDS: &[(&str, &str)] = &[
    ("an AWS access key", r"(?:AKIA|ASIA)([0-9A-Z]{16})"),
    ("a GitHub token", r"gh[pousr]_([A-Za-z0-9]{36,})"),
    ("a GitHub token", r"github_pat_([A-Za-z0-9_]{60,})"),
    ("a GitLab token", r"glpat-([A-Za-z0-9_-]{20,})"),
    ("a Slack token", r"xox[abeprs]-([0-9A-Za-z-]{24,})"),
    ("a Slack webhook", r"hooks\.slack\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/([A-Za-z0-9]{20,})"),
    ("a Stripe live key", r"[rs]k_live_([A-Za-z0-9]{20,})"),
    ("a Google API key", r"AIza([0-9A-Za-z_-]{35})"),
    ("an npm token", r"npm_([A-Za-z0-9]{36})"),
    ("a PyPI token", r"pypi-AgEI([A-Za-z0-9_-]{50,})"),
    ("a SendGrid key", r"SG\.([A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})"),
    ("a Vault token", r"hvs\.([A-Za-z0-9_-]{24,})"),
    ("a DigitalOcean token", r"do[opr]_v1_([a-f0-9]{64})"),
    ("an Anthropic key", r"sk-ant-([A-Za-z0-9_-]{32,})"),
    ("an OpenAI key", r"sk-(?:proj-)?[A-Za-z0-9_-]{10,}T3BlbkFJ([A-Za-z0-9_-]{10,})"),
    ("an Azure storage key", r"AccountKey=([A-Za-z0-9+/]{86})=="),
];

/// What an underscore joins counts as apart: `_token_` is emphasis, and `key_token.pem` a name.
static ALL: LazyLock<Regex> = LazyLock::new(|| {
    let alternatives: Vec<&str> = KINDS.iter().map(|(_, pattern)| *pattern).collect();
    Regex::new(&format!(r"(?:(?-u:\b)|_)(?:{})", alternatives.join("|"))).expect("the patterns are valid")
});

/// What has the form of a token.
pub(super) struct CredentialToken {
    pub(super) span: Span,
    /// The part of it that is random in a real one.
    pub(super) random: Span,
    pub(super) name: &'static str,
}

/// All that has the form of a token, in order. Linear in the text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = CredentialToken> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let captures = ALL.captures_at(text, from)?;
            let found = captures.get(0)?;
            let (kind, random) = captures.iter().skip(1).enumerate().find_map(|(kind, group)| Some((kind, group?)))?;
            let start = found.start() + usize::from(found.as_str().starts_with('_'));
            if !text.as_bytes().get(found.end()).is_some_and(u8::is_ascii_alphanumeric) {
                from = found.end();
                return Some(CredentialToken { span: start..from, random: random.range(), name: KINDS[kind].0 });
            }
            // Only kinds of a fixed length go on, so this costs no more than their length.
            from = start + 1;
        }
    })
}
