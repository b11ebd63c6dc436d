//! Findings become text for people, in the manner of rustc.
//!
//! Always writes colours; the stream it writes to takes them out where they are not wanted.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::diag::excerpt::{Lines, clean};
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
    /// Up to 20; the first five where there are more, and a line that says how many were left out.
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
    let secrets = secrets(findings);
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in findings {
        counts.entry(finding.code).or_default().0 += 1;
    }
    for file in findings.chunk_by(|a, b| a.path == b.path) {
        let path = file[0].path.as_str();
        let text = if path.is_empty() { None } else { (printing.text)(path) };
        let lines = text.as_deref().map(Lines::new);
        let hidden = secrets.get(path).map_or(&[][..], Vec::as_slice);
        for finding in file {
            let (all, shown) = counts.entry(finding.code).or_default();
            if printing.limit == Limit::All || *all <= MANY || *shown < FEW {
                *shown += 1;
                writeln!(out, "{}\n", renderer.render(&[group(finding, lines.as_ref(), hidden)]))?;
            }
        }
    }
    for (code, (all, shown)) in counts.into_iter().filter(|(_, (all, shown))| shown < all) {
        writeln!(out, "… and {} more of {code}; --all shows them\n", all - shown)?;
    }
    Ok(())
}

/// Where credentials stand, by file, so that no finding's source line repeats one.
fn secrets(findings: &[Diagnostic]) -> BTreeMap<&str, Vec<Range<usize>>> {
    let mut secrets: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.code == "privacy/secret") {
        secrets.entry(&finding.path).or_default().extend(finding.span.clone());
    }
    secrets
}

fn group<'a>(finding: &'a Diagnostic, lines: Option<&Lines<'_>>, hidden: &[Range<usize>]) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let group = Group::with_title(level.primary_title(clean(&finding.message)).id(finding.code));
    let mut elements: Vec<Element<'_>> = Vec::new();
    if !finding.path.is_empty() {
        let origin = Origin::path(clean(&finding.path));
        match (lines, &finding.span) {
            (Some(lines), Some(span)) => {
                let place = lines.place(span);
                elements.push(origin.line(place.line).char_column(place.column).into());
                let excerpt = lines.excerpt(span, hidden);
                if !excerpt.text.trim().is_empty() {
                    let annotation = AnnotationKind::Primary.span(excerpt.span);
                    let annotation = match finding.label.as_str() {
                        "" => annotation,
                        label => annotation.label(clean(label)),
                    };
                    elements.push(Snippet::source(excerpt.text).line_start(place.line).annotation(annotation).into());
                }
            }
            _ => elements.push(origin.into()),
        }
    }
    elements.extend(finding.hints.iter().map(|hint| Level::HELP.message(clean(hint)).into()));
    group.elements(elements)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Late vans\n\nSee [the TTL outage](../2023/2023-07-02-dns-ttl.md).\n";

    fn printed(findings: &[Diagnostic], limit: Limit) -> String {
        let mut out = anstream::StripStream::new(Vec::new());
        let text_of = |_: &str| Some(Arc::from(TEXT));
        text(&mut out, findings, &Printing { text: &text_of, limit, width: 100 }).expect("a vector takes everything");
        String::from_utf8(out.into_inner()).expect("text")
    }

    fn broken() -> Diagnostic {
        let at = TEXT.find("../").unwrap();
        Diagnostic::new("link/broken", "incidents/vans.md", "no page at `../2023/2023-07-02-dns-ttl.md`")
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
            Diagnostic::new("page/empty", "a.md", "this file has no text in its body").hint("write some"),
            Diagnostic::new("config/value", "", "odd\u{1b}[2J"),
        ];
        let expected = "\
note[page/empty]: this file has no text in its body
 --> a.md
  |
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
    fn a_secret_is_in_no_source_line() {
        let at = TEXT.find("TTL").unwrap();
        let secret = Diagnostic::new("privacy/secret", "incidents/vans.md", "this looks like a key").at(at..at + 3);
        let shown = printed(&[secret, broken()], Limit::All);
        assert_eq!(shown.matches("See [the ••• outage]").count(), 2);
    }
}
