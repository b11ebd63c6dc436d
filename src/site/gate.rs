//! The gate: every page that was read is shown, or kept back for a reason.
//!
//! One rule for every command, failing closed. It adds to what a page says of itself what only the whole folder and the day can tell:
//! a section that is a draft as a whole, a date of publication that has not come or is over. Nothing else makes [`Admitted`], and a
//! [`Site`](super::Site) is put together from nothing else.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Below, Class, Config, Page, Publication, Viewer, Withheld};
use crate::site::PublicationOptions;

/// Findings that say why a page is kept back though nobody may have meant it: they are said of pages that are not shown.
const SAID: [Rule; 6] = [
    Rule::FrontDraft,
    Rule::FrontSyntax,
    Rule::FrontUnclosed,
    Rule::LoadEncoding,
    Rule::PrivacyPublication,
    Rule::PrivacySecretName,
];

/// A file that is kept back, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The path as findings print it.
    pub file: String,
    /// Why.
    pub withheld: Withheld,
}

/// What passed the gate, and what is said of the rest.
pub(super) struct Admitted {
    /// The pages that are shown, in path order, each with why it is a draft if it is one.
    pub(super) pages: Vec<(Arc<Page>, Option<Withheld>)>,
    /// The pages that are not, with the reasons.
    pub(super) withheld: Vec<Arc<Page>>,
    pub(super) kept: Vec<Kept>,
    /// Parts that were cut out of pages that are shown, by path.
    pub(super) restricted: Vec<String>,
    pub(super) findings: Vec<Diagnostic>,
}

/// What files say of all pages below a folder.
///
/// Folders are compared as generators compare them: without regard to case, spaces as hyphens.
pub(super) struct Folders<'a> {
    rules: HashMap<String, &'a Withheld>,
}

impl<'a> Folders<'a> {
    /// The rules of indexes (`_index.md`) and of data files; the strictest of a folder's counts.
    pub(super) fn new(pages: &'a [Arc<Page>], data: &'a [Below]) -> Self {
        let mut rules: HashMap<String, &Withheld> = HashMap::new();
        for below in pages.iter().flat_map(|page| &page.below).chain(data) {
            let rule = rules.entry(folded(&below.folder)).or_insert(&below.withheld);
            if below.withheld.class() > rule.class() {
                *rule = &below.withheld;
            }
        }
        Self { rules }
    }

    /// Why what stands at `path` is kept back for the sake of a folder above it; of several the strictest, then the outermost.
    pub(super) fn withheld(&self, path: &str) -> Option<Withheld> {
        if self.rules.is_empty() {
            return None;
        }
        let path = &folded(path);
        let folders = path.match_indices('/').map(|(at, _)| &path[..at]);
        let own = path.rsplit_once('.').map(|(stem, _)| stem);
        let all = [""].into_iter().chain(folders).chain(own);
        let rules = all.filter_map(|folder| Some((folder, self.rules.get(folder).copied()?)));
        let (folder, rule) = rules.reduce(|a, b| if b.1.class() > a.1.class() { b } else { a })?;
        let of = if folder.is_empty() { String::from("for the whole site") } else { format!("for all of `{folder}`") };
        Some(match rule {
            Withheld::Draft(why) => Withheld::Draft(format!("{why} {of}")),
            Withheld::Publication(why) => Withheld::Publication(format!("{why} {of}")),
            Withheld::Unread(why) => Withheld::Unread(format!("{why} {of}")),
            Withheld::Audience(_) => rule.clone(),
        })
    }
}

fn folded(path: &str) -> String {
    path.to_lowercase().replace(' ', "-")
}

/// What comes to the gate.
pub(super) struct Read<'a> {
    /// Every page that was read.
    pub(super) pages: &'a [Arc<Page>],
    /// For each of them, why it is kept back from the audience that the site is for; none where all readers see the same.
    pub(super) unseen: &'a [Option<Withheld>],
    pub(super) config: &'a Config,
}

/// Lets pages pass. `day` is the day of the run at the house.
pub(super) fn admit(read: &Read<'_>, folders: &Folders<'_>, day: Date, options: &PublicationOptions) -> Admitted {
    let house = House { config: read.config, options, viewer: options.whom.viewer(&read.config.audiences) };
    let mut admitted = Admitted {
        pages: Vec::with_capacity(read.pages.len()),
        withheld: Vec::new(),
        kept: Vec::new(),
        restricted: Vec::new(),
        findings: Vec::new(),
    };
    for (at, page) in read.pages.iter().enumerate() {
        let unseen = read.unseen.get(at).and_then(Option::as_ref);
        let withheld = unseen.cloned().or_else(|| verdict(page, folders, day));
        if let (Some(Withheld::Audience(audience)), None) = (&withheld, unseen)
            && house.is_news(audience)
        {
            admitted.findings.extend(house.restriction(page, audience, None));
            admitted.restricted.push(page.source.shown_path.clone());
        }
        let class = withheld.as_ref().map(Withheld::class);
        match withheld {
            Some(withheld) if class != Some(Class::Draft) || !options.show.shows(&page.source.path) => {
                let said = |finding: &&Diagnostic| SAID.contains(&finding.rule);
                admitted.findings.extend(page.diagnostics.iter().filter(said).cloned());
                admitted.kept.push(Kept { file: page.source.shown_path.clone(), withheld });
                admitted.withheld.push(Arc::clone(page));
            }
            draft => {
                for (audience, span) in page.restricted_parts.iter().filter(|(audience, _)| !house.is_known(audience)) {
                    admitted.findings.extend(house.restriction(page, audience, Some(page.source_span(span))));
                    admitted.restricted.push(page.source.shown_path.clone());
                }
                admitted.pages.push((Arc::clone(page), draft));
            }
        }
    }
    admitted.restricted.dedup();
    admitted
}

/// Why a page is kept back, if it is: the strictest of what its file, its folders and its dates say.
fn verdict(page: &Page, folders: &Folders<'_>, day: Date) -> Option<Withheld> {
    let by_folder = folders.withheld(&page.source.path);
    let all = [page.withheld.clone(), by_folder, by_date(&page.publication, day)];
    all.into_iter().flatten().reduce(|a, b| if b.class() > a.class() { b } else { a })
}

/// A page that is not published yet, or no more.
fn by_date(publication: &Publication, day: Date) -> Option<Withheld> {
    let date = |fact: &crate::model::Fact<crate::model::Moment>| fact.value.date();
    let to_come = publication.from.as_ref().map(date).filter(|from| *from > day);
    let over = publication.until.as_ref().map(date).filter(|until| *until <= day);
    let words = match (to_come, over) {
        (Some(from), _) => format!("it is to be published on {from}"),
        (None, Some(until)) => format!("it expired on {until}"),
        (None, None) => return None,
    };
    Some(Withheld::Draft(words))
}

/// What decides what is said of something that names an audience.
struct House<'a> {
    config: &'a Config,
    options: &'a PublicationOptions,
    viewer: Option<Viewer>,
}

impl House<'_> {
    /// Whether all that `audience` names are audiences of the site: a part for them was cut out or is left out, and that is meant.
    fn is_known(&self, audience: &str) -> bool {
        let audiences = &self.config.audiences;
        !audiences.is_empty() && audience.split(',').all(|name| audiences.named(name).is_some())
    }

    /// Whether it is news that a page for `audience` is left out: not to those whom it is not for.
    fn is_news(&self, audience: &str) -> bool {
        let names: Vec<String> = audience.split(',').map(|name| name.trim().to_owned()).collect();
        !self.is_known(audience) || self.viewer.as_ref().is_none_or(|viewer| viewer.sees(&names))
    }

    /// The finding for something that names an audience and is left out; none when that is meant.
    fn restriction(&self, page: &Page, audience: &str, span: Option<std::ops::Range<usize>>) -> Option<Diagnostic> {
        let what = if span.is_some() { "this part" } else { "this page" };
        let unclear = || {
            let message = format!("{what} is left out, because the mark of its audience is not understood");
            Diagnostic::new(Rule::PrivacyUnclear, page.source.shown_path.clone(), message)
        };
        if span.is_none() && !self.config.audiences.is_empty() {
            return Some(unclear().hint("write `audience: support` in the head of the page itself"));
        }
        if self.options.omit_restricted {
            // That something is left out is meant; that a mark was not understood is news all the same.
            let hint = "write `:::audience support` and `:::` around it, or `{audience=support}` after a heading";
            let finding = unclear().hint(hint);
            return span.filter(|_| audience == "unreadable").map(|span| finding.at(span.start..span.start));
        }
        let message = format!("{what} is for the audience `{audience}` and is left out");
        let finding = Diagnostic::new(Rule::PrivacyRestricted, page.source.shown_path.clone(), message);
        let finding = finding.hint(
            "name the audiences in `[audiences]` and build for one, or pass `--omit-restricted` to say that leaving it out is meant",
        );
        Some(match span {
            Some(span) => finding.at(span.start..span.start),
            None => finding,
        })
    }
}
