//! Text that looks like a live credential becomes a finding that stops a build, and the same text with the credential overwritten.
//!
//! Only patterns with a fixed prefix or frame and a long random part: a false alarm stops a publication, so precision comes first.
//! What escapes spell counts as written; what is plainly a placeholder counts as nothing.

mod escapes;
mod private_keys;
mod sample_values;
mod token_kinds;

use crate::diag::{Diagnostic, Rule};
use crate::model::Span;
use escapes::{View, unescaped};

/// A credential in a text.
struct FoundCredential {
    /// Where it stands, its escapes included.
    span: Span,
    /// What it looks like, for people.
    name: &'static str,
    /// Its first four characters, which are all that may be repeated.
    begins: String,
}

impl FoundCredential {
    fn said(&self, place: &str) -> String {
        format!("{place} looks like {}: `{}…` (redacted)", self.name, self.begins)
    }
}

/// Finds credentials in `text`, of whatever file: a write-up, an attachment, the configuration, a theme.
///
/// The message never repeats more than the first four characters.
pub fn secrets(text: &str, shown_path: &str) -> Vec<Diagnostic> {
    let finding =
        |found: FoundCredential| Diagnostic::new(Rule::PrivacySecret, shown_path, found.said("this")).at(found.span);
    found(text).into_iter().map(finding).map(|finding| finding.hint(REVOKE)).collect()
}

const REVOKE: &str = "revoke it, then take it out of the text and out of the repository's history";

/// Finds a credential in the name of a file or in the folders it stands in.
///
/// The finding's span is a place in the path, which is printed without it.
pub fn secrets_in_name(shown_path: &str) -> Option<Diagnostic> {
    let found = found(shown_path).into_iter().next()?;
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
    let found = found(text);
    if found.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for FoundCredential { span, .. } in found {
        for at in span {
            if bytes[at].is_ascii_alphanumeric()
                || matches!(bytes[at], b'\\' | b'%' | b'&')
                || (bytes[at] == b'#' && text.as_bytes()[at.saturating_sub(1)] == b'&')
            {
                bytes[at] = b'x';
            }
        }
    }
    Some(String::from_utf8(bytes).expect("only single bytes were overwritten, each by one of ASCII"))
}

/// The findings of [`secrets`] for the parts of `text` that `shown`, the same text with its hidden parts blanked, still holds.
pub(crate) fn secrets_shown(text: &str, shown: &str, shown_path: &str) -> Vec<Diagnostic> {
    let is_shown = |finding: &Diagnostic| {
        finding.span.clone().is_none_or(|span| shown.get(span.clone()).is_none_or(|part| Some(part) == text.get(span)))
    };
    secrets(text, shown_path).into_iter().filter(is_shown).collect()
}

/// Escapes of escapes are read so many times.
const VIEWS: usize = 3;

/// The credentials in `text`, in order, none overlapping another. Linear in the text.
fn found(text: &str) -> Vec<FoundCredential> {
    let mut all = plainly(text);
    let mut views: Vec<View> = Vec::new();
    while views.len() < VIEWS
        && let Some(view) = unescaped(views.last().map_or(text, |view| view.text.as_str()))
    {
        views.push(view);
        let back = |span: Span| views.iter().rev().fold(span, |span, view| view.origin(&span));
        let spelled = views.last().map(|view| plainly(&view.text)).unwrap_or_default();
        all.extend(spelled.into_iter().map(|found| FoundCredential { span: back(found.span.clone()), ..found }));
    }
    all.sort_by_key(|found| found.span.start);
    let mut apart: Vec<FoundCredential> = Vec::new();
    for found in all {
        match apart.last_mut().filter(|last| found.span.start < last.span.end) {
            Some(last) => last.span.end = last.span.end.max(found.span.end),
            None => apart.push(found),
        }
    }
    apart
}

/// The credentials that stand in `text` as they are.
fn plainly(text: &str) -> Vec<FoundCredential> {
    let begins = |at: usize| text[at..].chars().take(4).collect();
    let mut all: Vec<FoundCredential> = token_kinds::tokens(text)
        .filter(|token| !sample_values::is_placeholder(&text[token.random.clone()]))
        .map(|token| FoundCredential { begins: begins(token.span.start), span: token.span, name: token.name })
        .collect();
    all.extend(private_keys::private_keys(text).map(|span| FoundCredential {
        begins: begins(span.start),
        span,
        name: "a private key",
    }));
    all
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
        let findings = secrets(&format!("key {key} and AKIAIOSFODNN7EXAMPLE"), "a.md");
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
        assert_eq!(secrets_shown(&text, &shown, "a.md").len(), 1);
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
