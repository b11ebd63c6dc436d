//! What could not be resolved becomes findings, in words.

use std::collections::HashMap;
use std::sync::Arc;

use crate::addresses::is_picture;
use crate::diag::{Diagnostic, Rule};
use crate::link::link_problem::Problem;
use crate::model::{LinkCandidate, LinkForm, Page, Span};

/// The finding for a candidate in the body of `page`.
pub(super) fn finding(page: &Page, candidate: &LinkCandidate, problem: &Problem, pages: &[Arc<Page>]) -> Diagnostic {
    let finding = named(page, &candidate.target, &page.source_span(&candidate.span), problem, pages);
    if candidate.span.is_empty() {
        return Diagnostic { span: None, ..finding };
    }
    match (problem, candidate.form) {
        (Problem::Broken(_), LinkForm::Inline | LinkForm::Wiki) => finding.label("not found"),
        _ => finding,
    }
}

/// The finding for `target`, named at `span` of the file of `page`.
pub(super) fn named(page: &Page, target: &str, span: &Span, problem: &Problem, pages: &[Arc<Page>]) -> Diagnostic {
    let (rule, message) = match problem {
        Problem::Elsewhere if is_picture(target) => (Rule::MediaMissing, format!("no file at `{target}`")),
        Problem::Broken(_) if target.is_empty() => (Rule::LinkBroken, String::from("this link names no target")),
        Problem::Broken(_) if is_other_file(target) => (Rule::LinkBroken, format!("no file at `{target}`")),
        Problem::Broken(_) => (Rule::LinkBroken, format!("no page at `{target}`")),
        Problem::Outside => (Rule::LinkOutside, format!("`{target}` leads out of the folder that is built")),
        Problem::Elsewhere => (Rule::LinkOutside, format!("`{target}` leads to a part of its site that is not here")),
        Problem::NoSuchList => (Rule::LinkBroken, format!("`{target}` is a list that this site has nothing for yet")),
        Problem::Withheld => (Rule::LinkBroken, format!("`{target}` {WITHHELD}")),
        Problem::Ambiguous(_) => (Rule::LinkAmbiguous, format!("several pages are called `{target}`")),
        Problem::Anchor(_) => (Rule::LinkAnchor, format!("no heading for `{target}`")),
        Problem::Unsafe => (
            Rule::LinkUnsafe,
            format!("`{}` {}, so it is no link", crate::text::shorten(target, 60), what_it_could(target)),
        ),
        Problem::UnreadPicture => {
            (Rule::MediaMissing, format!("`{}` holds no picture that can be read", crate::text::shorten(target, 60)))
        }
        Problem::UnknownId => (Rule::LinkUnknownId, format!("no write-up has the id `{target}`")),
        Problem::Missing(_) => (Rule::MediaMissing, format!("no file at `{target}`")),
        Problem::Remote => (
            Rule::MediaRemote,
            format!("`{}` is on another host; it becomes a labelled link", crate::text::shorten(target, 80)),
        ),
        Problem::Type(extension) => (Rule::MediaType, format!("`.{extension}` files are not copied")),
    };
    let finding = Diagnostic::new(rule, page.source.shown_path.clone(), message).at(span.clone());
    match problem {
        Problem::Broken(Some(near)) | Problem::Anchor(Some(near)) | Problem::Missing(Some(near)) => {
            finding.hint(format!("did you mean `{near}`?"))
        }
        Problem::Broken(None) if target.starts_with('/') => finding.caused_by(format!("no page at `{target}`")),
        Problem::Elsewhere if is_picture(target) => finding
            .hint("put the file beside the write-up to show it")
            .caused_by("pictures lead to parts of a site that are not here"),
        Problem::Outside => finding
            .hint("build a folder that holds what it leads to as well; until then the words stay as text")
            .caused_by("links lead out of the folder that is built"),
        Problem::Elsewhere => finding
            .hint("write the whole address, `https://…`, to keep the link; until then the words stay as text")
            .caused_by("links lead to parts of a site that are not here"),
        Problem::UnknownId => finding.caused_by(format!("no write-up has the id `{target}`")),
        Problem::Withheld => finding.hint("publish it, or build with `--drafts`; until then the words stay as text"),
        Problem::Ambiguous(list) => {
            let paths: Vec<&str> = list.iter().take(4).map(|&ix| pages[ix].source.path.as_str()).collect();
            finding.hint(format!("it leads to the first of {}; write a path to choose", paths.join(", ")))
        }
        Problem::Remote => finding
            .hint("put the file beside the write-up to show it")
            .caused_by("pictures on other hosts become labelled links"),
        Problem::Missing(None) => match target.rsplit_once('/') {
            Some((folder, _)) => {
                let folder = folder.trim_start_matches("../").trim_start_matches("./");
                finding.caused_by(format!("no file at these places in `{folder}`"))
            }
            None => finding,
        },
        Problem::Type(extension) => {
            finding.hint(format!("name `{extension}` in `[content] allow` if you trust every such file"))
        }
        _ => finding,
    }
}

/// What a target of a scheme that is no link's could do.
fn what_it_could(target: &str) -> &'static str {
    let scheme = target.split(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    let acts = ["javascript", "vbscript", "data", "file", "blob", "about"].contains(&scheme.as_str());
    match target.contains("://") && !acts && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) {
        true => "opens a program of the reader's",
        false => "could act or read local files",
    }
}

/// Whether a target has the ending of a file that is no page.
fn is_other_file(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    // `LICENSE`, `CODEOWNERS`: names of files that pages never have.
    let shouts = path.len() > 3
        && path.rsplit('/').next().is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase()));
    if shouts {
        return true;
    }
    let ending =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending.to_lowercase());
    ending.is_some_and(|ending| {
        path.contains('/')
            && (2..=4).contains(&ending.len())
            && ending.starts_with(char::is_alphabetic)
            && ending.chars().all(char::is_alphanumeric)
            && !["md", "mdx", "htm", "html", "xml"].contains(&ending.as_str())
    })
}

/// Findings for ids that several pages claim. Ids read from file names are no claim.
pub(super) fn duplicate_ids(pages: &[Arc<Page>]) -> Vec<Diagnostic> {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut findings = Vec::new();
    for (ix, page) in pages.iter().enumerate().filter(|(_, page)| !page.id.inferred()) {
        match first.entry(page.id.value.to_lowercase()) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(ix);
            }
            std::collections::hash_map::Entry::Occupied(entry) => {
                let other = &pages[*entry.get()].source.shown_path;
                let message = format!("`{}` is the id of `{other}` too", page.id.value);
                let finding = Diagnostic::new(Rule::FrontDuplicateId, page.source.shown_path.clone(), message);
                findings.push(
                    finding.at(page.id.span.clone()).hint("give one of them another id; links lead to the first"),
                );
            }
        }
    }
    findings
}

/// What is said of a link to a withheld page.
const WITHHELD: &str = "is withheld from this build";

/// Whether a finding is about a link to a withheld page.
pub(super) fn is_of_withheld(finding: &Diagnostic) -> bool {
    finding.rule == Rule::LinkBroken && finding.message.ends_with(WITHHELD)
}
