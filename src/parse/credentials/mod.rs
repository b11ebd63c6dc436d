//! Text that looks like a live credential becomes a finding that stops a build, and the same text with the credential overwritten.
//!
//! A kind is known by a fixed prefix or frame with a long random part, or by what stands around it. A false alarm stops a publication, so
//! precision comes first. What escapes spell counts as written; what is plainly a placeholder or a variable counts as nothing.

mod assigned_values;
mod broken_lines;
mod columns_of_passwords;
mod context_kinds;
mod escapes;
mod keyword_scan;
mod kind;
mod private_keys;
mod random_values;
mod sample_values;
mod telling_names;
mod token_kinds;

use crate::diag::{Diagnostic, Rule};
use crate::model::{AllowedSecret, Span};
use escapes::{View, unescaped};

/// A credential in a text.
struct FoundCredential {
    /// Where it stands, its escapes included.
    span: Span,
    /// What it looks like, for people.
    name: &'static str,
    /// Its first characters, which every one of its kind has and which are all that may be repeated.
    begins: String,
    /// What tells it from others without saying it.
    hash: String,
    /// As [`kind::CredentialPlace::rank`].
    rank: usize,
    /// As [`kind::CredentialPlace::only_lost`].
    only_lost: bool,
}

impl FoundCredential {
    fn said(&self, place: &str) -> String {
        match self.begins.as_str() {
            "" => format!("{place} looks like {} (redacted)", self.name),
            begins => format!("{place} looks like {}: `{begins}…` (redacted)", self.name),
        }
    }

    /// The entry of the house that lets it pass.
    fn allowed<'a>(&self, allowed: &'a [AllowedSecret]) -> Option<&'a AllowedSecret> {
        allowed.iter().find(|entry| entry.counts() && entry.hash.eq_ignore_ascii_case(&self.hash))
    }

    fn finding(self, shown_path: &str, allowed: &[AllowedSecret]) -> Diagnostic {
        let entry = self.allowed(allowed);
        let finding = match entry {
            Some(entry) => {
                let message = format!("{} is allowed here as `{}`: {}", self.name, self.hash, entry.reason);
                Diagnostic::new(Rule::PrivacyAllowed, shown_path, message)
            }
            None if self.only_lost => {
                Diagnostic::new(Rule::PrivacyAddress, shown_path, format!("{} is overwritten", self.name))
                    .hint("name the place in words, for those who may open it")
            }
            None => Diagnostic::new(Rule::PrivacySecret, shown_path, self.said("this")).hint(REVOKE),
        };
        let finding = finding.at(self.span);
        if entry.is_some() {
            return finding;
        }
        finding.hint(format!(
            "where it is public on purpose, say so in `[secrets]`: allow = [{{ hash = \"{}\", reason = \"…\" }}]",
            self.hash
        ))
    }
}

/// Finds credentials in `text`, of whatever file: a write-up, an attachment, the configuration, a theme.
///
/// The message never repeats more than the prefix of a kind, of four characters at most.
pub fn secrets(text: &str, shown_path: &str, allowed: &[AllowedSecret]) -> Vec<Diagnostic> {
    found(text).into_iter().map(|found| found.finding(shown_path, allowed)).collect()
}

const REVOKE: &str = "revoke it, then take it out of the text and out of the repository's history";

/// Finds a credential in the name of a file or in the folders it stands in.
///
/// The finding's span is a place in the path, which is printed without it.
pub fn secrets_in_name(shown_path: &str) -> Option<Diagnostic> {
    let found = found(shown_path).into_iter().find(|found| !found.only_lost)?;
    let finding = Diagnostic::new(Rule::PrivacySecretName, shown_path, found.said("the name of this file"));
    Some(
        finding
            .at(found.span)
            .hint("revoke it, then rename the file and take the name out of the repository's history"),
    )
}

/// `text` with every credential overwritten, as long in bytes; `None` when there is none.
///
/// Letters and digits become `x`, and so do marks of escapes; the rest of the text keeps its shape.
pub(crate) fn masked(text: &str) -> Option<String> {
    masked_but(text, &[])
}

/// As [`masked`], with what the house allows left as it is.
pub(crate) fn masked_but(text: &str, allowed: &[AllowedSecret]) -> Option<String> {
    let mut found = found(text);
    found.retain(|found| found.allowed(allowed).is_none());
    if found.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for FoundCredential { span, begins, .. } in found {
        for at in span {
            // A password that somebody typed is marks as well as letters; the form of a token is known.
            if bytes[at].is_ascii_alphanumeric()
                || matches!(bytes[at], b'\\' | b'%' | b'&')
                || (bytes[at] == b'#' && text.as_bytes()[at.saturating_sub(1)] == b'&')
                || begins.is_empty() && !bytes[at].is_ascii_whitespace()
            {
                bytes[at] = b'x';
            }
        }
    }
    Some(String::from_utf8(bytes).expect("whole characters were overwritten, each by some of ASCII"))
}

/// Where credentials stand in `text` that the house does not allow, and what each looks like.
pub(crate) fn credential_places<'a>(
    text: &str,
    allowed: &'a [AllowedSecret],
) -> impl Iterator<Item = (Span, &'static str)> + use<'a> {
    found(text).into_iter().filter(|found| found.allowed(allowed).is_none()).map(|found| (found.span, found.name))
}

/// The findings of [`secrets`] for the parts of `text` that `shown`, the same text with its hidden parts blanked, still holds.
pub(crate) fn secrets_shown(text: &str, shown: &str, shown_path: &str, allowed: &[AllowedSecret]) -> Vec<Diagnostic> {
    let is_shown = |finding: &Diagnostic| {
        finding.span.clone().is_none_or(|span| shown.get(span.clone()).is_none_or(|part| Some(part) == text.get(span)))
    };
    secrets(text, shown_path, allowed).into_iter().filter(is_shown).collect()
}

/// Escapes of escapes are read so many times.
const VIEWS: usize = 3;

/// The credentials in `text`, in order, none overlapping another. Linear in the text.
fn found(text: &str) -> Vec<FoundCredential> {
    let mut all = plainly(text, std::iter::once(0..text.len()));
    let mut views: Vec<View> = Vec::new();
    while views.len() < VIEWS
        && let Some(view) = unescaped(views.last().map_or(text, |view| view.text.as_str()))
    {
        views.push(view);
        let back = |span: Span| views.iter().rev().fold(span, |span, view| view.origin(&span));
        let spelled =
            views.last().map(|view| plainly(&view.text, view.around_escapes().into_iter())).unwrap_or_default();
        all.extend(spelled.into_iter().map(|found| FoundCredential { span: back(found.span.clone()), ..found }));
    }
    all.sort_by_key(|found| (found.span.start, found.only_lost, found.rank));
    let mut apart: Vec<FoundCredential> = Vec::new();
    for found in all {
        match apart.last_mut().filter(|last| found.span.start < last.span.end) {
            Some(last) => {
                let end = last.span.end.max(found.span.end);
                if last.only_lost && !found.only_lost {
                    *last = FoundCredential { span: last.span.start..end, ..found };
                }
                last.span.end = end;
            }
            None => apart.push(found),
        }
    }
    apart
}

/// At most so many of its first characters are repeated.
const REPEATED: usize = 4;

/// The credentials that stand in `text` as they are, within some parts of it.
fn plainly(text: &str, within: impl Iterator<Item = Span>) -> Vec<FoundCredential> {
    let places = within.flat_map(|part| keyword_scan::places(text, part));
    let of_kinds = places.chain(columns_of_passwords::in_columns(text)).map(|place| FoundCredential {
        begins: text[place.span.start..].chars().take(place.public.min(REPEATED)).collect(),
        hash: hash(&text[place.secret]),
        span: place.span,
        name: place.name,
        rank: place.rank,
        only_lost: place.only_lost,
    });
    let keys = private_keys::private_keys(text).map(|span| FoundCredential {
        begins: text[span.start..].chars().take(REPEATED).collect(),
        hash: hash(&text[span.clone()]),
        span,
        name: "a private key",
        rank: 0,
        only_lost: false,
    });
    of_kinds.chain(keys).collect()
}

/// So many hex digits tell a credential from another, and too few to prove a guess at a password right.
const HASH: usize = 8;

/// What tells the secret part of a credential from others, whatever white space stands in it.
fn hash(secret: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    secret.split_whitespace().for_each(|part| {
        hasher.update(part.as_bytes());
    });
    hasher.finalize().to_hex()[..HASH].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A token that nobody issued, joined here so that it stands in no file.
    fn token() -> String {
        format!("ghp_{}", "q7RtZ2mWc9Xk4LbV8sNd3HfJ6pTgY1uAe5Ko")
    }

    fn names(text: &str) -> Vec<&str> {
        found(text).into_iter().map(|found| found.name).collect()
    }

    #[test]
    fn credentials_are_found_and_not_repeated() {
        let key = format!("AKIA{}", "ABCDEFGH23456789");
        let findings = secrets(&format!("key {key} and AKIAIOSFODNN7EXAMPLE"), "a.md", &[]);
        let messages: Vec<_> = findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(messages, ["this looks like an AWS access key: `AKIA…` (redacted)"]);
    }

    #[test]
    fn what_escapes_spell_is_found_where_it_stands() {
        let token = token();
        let (first, rest) = token.split_at(1);
        let (head, tail) = token.split_at(12);
        let spelled = [
            format!("\\u0067{rest}"),
            format!("\\\\u0067{rest}"),
            format!("\\x67{rest}"),
            format!("\\U00000067{rest}"),
            format!("\\u{{67}}{rest}"),
            format!("&#103;{rest}"),
            format!("&#x67;{rest}"),
            format!("&amp;#103;{rest}"),
            format!("%67{rest}"),
            format!("%2567{rest}"),
            token.replace('_', "\\_"),
            token.replace('_', "&lowbar;"),
            token.replace('_', "%5F"),
            token.bytes().map(|byte| format!("\\u{byte:04x}")).collect(),
            token.bytes().map(|byte| format!("&#{byte};")).collect(),
            format!("{head}\u{200b}{tail}"),
            format!("{head}\u{ad}{tail}"),
            format!("{head}&shy;{tail}"),
            format!("{head}<wbr>{tail}"),
            format!("{head}**{tail}"),
            format!("{head}`{tail}"),
            format!("{head}\\\n    {tail}"),
        ];
        for spelled in spelled {
            let text = format!("said é {spelled} to all");
            let found = found(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(text.get(found[0].span.clone()), Some(spelled.as_str()), "{text}");
            assert_eq!(found[0].begins, "ghp_");
            let masked = masked(&text).expect("there is one");
            assert_eq!(masked.len(), text.len());
            assert!(!masked.contains(&rest[10..20]) && !masked.contains('\\'), "{masked}");
            assert!(masked.starts_with("said é ") && masked.ends_with(" to all"), "{masked}");
        }
        assert_eq!(names(&format!("\"a\\n{token}\\n\"")), ["a GitHub token"], "a line break of JSON stands before it");
        assert_eq!(names(&format!("a%20{first}{rest}")), ["a GitHub token"]);
        assert_eq!(names(&format!("_{token}_ __{token}__")), ["a GitHub token"; 2], "emphasis");
    }

    #[test]
    fn ordinary_escapes_are_no_credentials() {
        let text = "C:\\users\\x41 \\_ &amp; &lt; 100% %20 a\\nb &#; \\u12 \\uD800 \\U0010FFFF1 **a**b `c`d x<b>y</b>z ~~d~~e \\";
        assert_eq!(names(text), Vec::<&str>::new());
        assert_eq!(masked(text), None);
    }

    #[test]
    fn a_part_that_nobody_is_shown_is_no_finding() {
        let text = format!("{} <!-- {} -->", token(), token());
        let shown = format!("{} {}", token(), " ".repeat(token().len() + 9));
        assert_eq!(secrets_shown(&text, &shown, "a.md", &[]).len(), 1);
    }

    #[test]
    fn a_name_is_looked_at_like_a_text() {
        let path = format!("incidents/key_{}.md", token());
        let finding = secrets_in_name(&path).expect("there is one");
        assert_eq!(finding.message, "the name of this file looks like a GitHub token: `ghp_…` (redacted)");
        assert_eq!(path.get(finding.span.expect("a place")), Some(token().as_str()));
        assert_eq!(secrets_in_name("incidents/2024/2024-03-11-expired-certificate.md"), None);
    }
}
