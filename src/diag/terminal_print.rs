//! Findings become text for people, in the manner of rustc.
//!
//! Always writes colours; the stream it writes to takes them out where they are not wanted.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::diag::common_causes::{EXAMPLES, as_one, told};
use crate::diag::redact_credentials::Secrets;
use crate::diag::source_excerpt::{SourceLines, SourcePlace, clean};
use crate::diag::{Diagnostic, Severity};

/// Rules with more findings than this are cut short.
const MANY: usize = 20;

/// How many findings of such a rule are shown.
const FEW: usize = 5;

/// How findings are printed.
pub struct Printing<'a> {
    /// The text of a file by the path that findings name, if it can be had.
    pub text: &'a dyn Fn(&str) -> Option<Arc<str>>,
    /// How many findings of one rule are shown.
    pub limit: Limit,
    /// The width of the terminal, in columns.
    pub width: usize,
}

/// How many findings of one rule are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// What one cause brought about once; up to 20, the first five where there are more, and a line that says how many were left out.
    Sensible,
    /// Every one.
    All,
}

/// Writes `findings` in their order.
///
/// # Errors
/// When `out` refuses.
pub fn text(out: &mut dyn Write, findings: &[Diagnostic], printing: &Printing<'_>) -> io::Result<()> {
    let renderer = Renderer::styled().term_width(printing.width);
    let secrets = Secrets::of(findings);
    let told = match printing.limit {
        Limit::Sensible => told(findings),
        Limit::All => findings.iter().map(|finding| vec![finding]).collect(),
    };
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for together in &told {
        counts.entry(together[0].rule.code()).or_default().0 += 1;
    }
    for file in told.chunk_by(|a, b| a[0].path == b[0].path) {
        let path = file[0][0].path.as_str();
        let text = if path.is_empty() { None } else { (printing.text)(path) };
        let lines = text.as_deref().map(SourceLines::new);
        let hidden = secrets.in_text(path);
        for together in file {
            let (all, shown) = counts.entry(together[0].rule.code()).or_default();
            if printing.limit != Limit::All && *all > MANY && *shown >= FEW {
                continue;
            }
            *shown += 1;
            let rendered = match together.as_slice() {
                [finding] => {
                    let finding = secrets.redacted(finding, text.as_deref());
                    renderer.render(&[group(&finding, lines.as_ref(), hidden)])
                }
                several => renderer.render(&[group_of_several(
                    &secrets.redacted(&as_one(together), text.as_deref()),
                    &places(several, &secrets, printing),
                )]),
            };
            writeln!(out, "{rendered}\n")?;
        }
    }
    for (code, (all, shown)) in counts.into_iter().filter(|(_, (all, shown))| shown < all) {
        writeln!(out, "… and {} more of {code}; --all shows them\n", all - shown)?;
    }
    Ok(())
}

/// Where the first of several findings stand: the path as it may be shown, with line and column where they are known.
fn places(
    findings: &[&Diagnostic],
    secrets: &Secrets<'_>,
    printing: &Printing<'_>,
) -> Vec<(String, Option<SourcePlace>)> {
    let place = |finding: &&Diagnostic| {
        let text = if finding.path.is_empty() { None } else { (printing.text)(&finding.path) };
        let lines = text.as_deref().map(SourceLines::new);
        let place = lines.as_ref().zip(finding.span.as_ref()).map(|(lines, span)| lines.place(span));
        (clean(&secrets.redacted(finding, text.as_deref()).path), place)
    };
    findings.iter().take(EXAMPLES).map(place).collect()
}

fn group_of_several<'a>(finding: &'a Diagnostic, places: &'a [(String, Option<SourcePlace>)]) -> Group<'a> {
    let place = |(path, place): &'a (String, Option<SourcePlace>)| {
        let origin = Origin::path(path.as_str());
        Element::from(match place {
            Some(place) => origin.line(place.line).char_column(place.column),
            None => origin,
        })
    };
    let hints = finding.hints.iter().map(|hint| Element::from(Level::HELP.message(clean(hint))));
    titled(finding).elements(places.iter().filter(|(path, _)| !path.is_empty()).map(place).chain(hints))
}

fn group<'a>(finding: &'a Diagnostic, lines: Option<&SourceLines<'_>>, hidden: &[Range<usize>]) -> Group<'a> {
    let mut elements: Vec<Element<'_>> = Vec::new();
    let path = clean(&finding.path);
    let found = lines.zip(finding.span.as_ref()).map(|(lines, span)| (lines.place(span), lines.excerpt(span, hidden)));
    match found {
        _ if path.is_empty() => {}
        None => elements.push(Origin::path(path).into()),
        Some((place, None)) => elements.push(Origin::path(path).line(place.line).char_column(place.column).into()),
        Some((place, Some(excerpt))) => {
            let annotation = AnnotationKind::Primary.span(excerpt.span);
            let label = Some(clean(&finding.label)).filter(|label| !label.is_empty());
            let snippet = Snippet::source(excerpt.text).line_start(place.line).path(path);
            elements.push(snippet.annotation(annotation.label(label)).into());
        }
    }
    elements.extend(finding.hints.iter().map(|hint| Level::HELP.message(clean(hint)).into()));
    titled(finding).elements(elements)
}

fn titled(finding: &Diagnostic) -> Group<'_> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    Group::with_title(level.primary_title(clean(&finding.message)).id(finding.rule.code()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Rule;

    const TEXT: &str = "# Late vans\n\nSee [the TTL outage](../2023/2023-07-02-dns-ttl.md).\n";

    fn printed(findings: &[Diagnostic], limit: Limit) -> String {
        let mut out = anstream::StripStream::new(Vec::new());
        let text_of = |_: &str| Some(Arc::from(TEXT));
        text(&mut out, findings, &Printing { text: &text_of, limit, width: 100 }).expect("a vector takes everything");
        String::from_utf8(out.into_inner()).expect("text")
    }

    fn broken() -> Diagnostic {
        let at = TEXT.find("../").unwrap();
        Diagnostic::new(Rule::LinkBroken, "incidents/vans.md", "no page at `../2023/2023-07-02-dns-ttl.md`")
            .at(at..TEXT.len() - 3)
            .label("not found")
            .hint("did you mean `../2023/2023-07-02-dns-cache-ttl.md`?")
    }

    #[test]
    fn a_finding_shows_its_place() {
        let expected = "\
warning[link/broken]: no page at `../2023/2023-07-02-dns-ttl.md`
 --> incidents/vans.md:3:22
  |
3 | See [the TTL outage](../2023/2023-07-02-dns-ttl.md).
  |                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not found
  |
  = help: did you mean `../2023/2023-07-02-dns-cache-ttl.md`?

";
        assert_eq!(printed(&[broken()], Limit::Sensible), expected);
    }

    #[test]
    fn a_finding_without_a_place_or_a_file_is_printed_too() {
        let findings = [
            Diagnostic::new(Rule::PageEmpty, "a.md", "this file has no text in its body").hint("write some"),
            Diagnostic::new(Rule::ConfigValue, "", "odd\u{1b}[2J"),
        ];
        let expected = "\
note[page/empty]: this file has no text in its body
--> a.md
 = help: write some

warning[config/value]: odd␛[2J

";
        assert_eq!(printed(&findings, Limit::Sensible), expected);
    }

    #[test]
    fn many_findings_of_one_rule_are_cut_short() {
        let findings: Vec<_> = (0..42).map(|_| broken()).collect();
        let cut = printed(&findings, Limit::Sensible);
        assert_eq!(cut.matches("warning[").count(), 5);
        assert!(cut.ends_with("… and 37 more of link/broken; --all shows them\n\n"));
        assert_eq!(printed(&findings, Limit::All).matches("warning[").count(), 42);
    }

    #[test]
    fn what_one_cause_brought_about_is_told_once() {
        let key = |path: &str| {
            let finding = Diagnostic::new(Rule::FrontUnknownKey, path, "`colour` is not a key Casebook knows").at(2..6);
            finding.hint("put it elsewhere").caused_by("`colour` is not a key Casebook knows")
        };
        let findings: Vec<_> = ["a.md", "b.md", "c.md", "d.md"].into_iter().map(key).collect();
        let expected = "\
warning[front/unknown-key]: `colour` is not a key Casebook knows: 4 files
--> a.md:1:3
::: b.md:1:3
::: c.md:1:3
 = help: put it elsewhere
 = help: -v shows every one

";
        assert_eq!(printed(&findings, Limit::Sensible), expected);
        assert_eq!(printed(&findings, Limit::All).matches("warning[").count(), 4);
    }

    #[test]
    fn a_secret_is_in_no_source_line_and_no_message() {
        let at = TEXT.find("2023-07").unwrap();
        let secret = Diagnostic::new(Rule::PrivacySecret, "incidents/vans.md", "this looks like a key").at(at..at + 7);
        let elsewhere = Diagnostic::new(Rule::ConfigValue, "incidents/vans.md", "`2023-07` is odd").at(2..6);
        let shown = printed(&[secret, broken(), elsewhere], Limit::All);
        assert_eq!(shown.matches("See [the TTL outage](../2023/•••••••-02-dns-ttl.md).").count(), 2);
        assert!(!shown.contains("2023-07"), "{shown}");
    }

    #[test]
    fn a_secret_in_a_name_is_in_no_path_and_no_message() {
        let path = "incidents/k-KEYKEY.md";
        let name = Diagnostic::new(Rule::PrivacySecretName, path, "a key: `KEYK…`").at(12..18);
        let own = Diagnostic::new(Rule::PageEmpty, path, "no text in `k-KEYKEY.md`");
        let other = Diagnostic::new(Rule::LinkBroken, "a.md", "no page at `k-KEYKEY.md`").hint("write `KEYKEY`");
        let expected = "\
warning[link/broken]: no page at `k-….md`
--> a.md
 = help: write `…`

error[privacy/secret-name]: a key: `KEYK…`
--> incidents/k-….md

note[page/empty]: no text in `k-….md`
--> incidents/k-….md

";
        let mut out = anstream::StripStream::new(Vec::new());
        let printing = Printing { text: &|_| None, limit: Limit::All, width: 80 };
        text(&mut out, &[other, name, own], &printing).expect("a vector takes everything");
        assert_eq!(String::from_utf8(out.into_inner()).expect("text"), expected);
    }

    #[test]
    fn a_place_far_along_a_line_keeps_its_column() {
        let text_of = |_: &str| Some(Arc::from(format!("{}HERE{}", "é".repeat(600), " é".repeat(600))));
        let finding = Diagnostic::new(Rule::PageHtml, "a.md", "odd").at(1200..1204);
        let mut out = anstream::StripStream::new(Vec::new());
        let printing = Printing { text: &text_of, limit: Limit::All, width: 80 };
        text(&mut out, &[finding], &printing).expect("a vector takes everything");
        let shown = String::from_utf8(out.into_inner()).expect("text");
        assert!(shown.contains(" --> a.md:1:601\n"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
        let lines: Vec<&str> = shown.lines().collect();
        let column = |line: &str, of: &str| line.split(of).next().map(|before| before.chars().count());
        assert_eq!(column(lines[3], "HERE"), column(lines[4], "^"), "{shown}");
    }
}
