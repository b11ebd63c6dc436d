//! What was read becomes what one audience may see of it, before the gate and everything behind it: the files of others are kept back, and
//! what is for others is cut out of the rest.
//!
//! What the place of a file says of it, and in which language its neighbours are, is found out anew from the files that are seen alone. A
//! file is parsed again only where that, or what was cut out, makes another text of it.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Diagnostic, Rule};
use crate::error::{Error, Result};
use crate::load::Sources;
use crate::model::{AudiencesConfig, Config, Page, Source, Viewer, Withheld};
use crate::parse::{AudienceMarks, audience_marks, parse};
use crate::pipeline::undecided_languages::settled;
use crate::site::ForWhom;

/// What an audience may see of what was read.
pub(super) struct AudienceView {
    /// Its name; `None` of those who write.
    pub(super) audience: Option<String>,
    config: Arc<Config>,
    /// The files as it sees them, in their order; those that it does not see are as they were read.
    files: Vec<Arc<Source>>,
    /// Their pages.
    pub(super) pages: Vec<Arc<Page>>,
    /// For each page, why it is kept back from the audience.
    pub(super) unseen: Vec<Option<Withheld>>,
    /// Names of audiences that there are not, and pages that are for nobody.
    pub(super) findings: Vec<Diagnostic>,
}

/// Among which files the place of a file says something of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlacesAmong {
    /// Those that the audience sees.
    Seen,
    /// Those that were read.
    AsRead,
}

/// Whom a site is made for; `None` where all its readers see the same.
///
/// # Errors
/// When the configuration has no such audience, or several and no default among which nobody chose.
pub(super) fn viewer(audiences: &AudiencesConfig, whom: &ForWhom) -> Result<Option<Viewer>> {
    let unknown = |name: &str, audiences: &AudiencesConfig| {
        let near = crate::diag::nearest(name, audiences.named.keys().map(String::as_str));
        let hint =
            near.map_or_else(|| format!("; there is {}", audiences.listed()), |n| format!("; did you mean `{n}`?"));
        Error::usage(format!("there is no audience `{}` in `[audiences]`{hint}", crate::diag::clean(name)))
    };
    if audiences.is_empty() {
        let none = "this site has no audiences; name them in `[audiences]` of its casebook.toml";
        return if matches!(whom, ForWhom::Audience(_)) { Err(Error::usage(none)) } else { Ok(None) };
    }
    let nobody = || match whom {
        ForWhom::Audience(name) => unknown(name, audiences),
        _ => {
            let all = audiences.listed();
            Error::usage(format!("this site has audiences and no default; say with --audience for whom: {all}"))
        }
    };
    whom.viewer(audiences).map(Some).ok_or_else(nobody)
}

/// What the text of a file says of its readers; `None` where nothing does.
type Marked = Option<AudienceMarks>;

impl AudienceView {
    /// What `viewer` may see of `sources`, of which `whole` was made. `known` are other views of the same or of an earlier text.
    pub(super) fn new(
        sources: &Sources,
        whole: &[Arc<Page>],
        (viewer, among): (&Viewer, PlacesAmong),
        known: &[Arc<AudienceView>],
    ) -> Self {
        let config = &sources.config;
        let marked: Vec<Marked> = whole.par_iter().map(|page| marks(page, config)).collect();
        let mut findings = Vec::new();
        let unseen: Vec<Option<Withheld>> =
            whole.iter().zip(&marked).map(|(page, marks)| unseen(page, marks, viewer, config, &mut findings)).collect();
        let mut hints = match among {
            PlacesAmong::Seen => sources.hints_among(|at| unseen[at].is_none()),
            PlacesAmong::AsRead => {
                let seen = sources.files.iter().zip(&unseen).filter(|(_, unseen)| unseen.is_none());
                seen.map(|(file, _)| file.hint.clone()).collect()
            }
        }
        .into_iter();
        let hints: Vec<_> = unseen.iter().map(|unseen| unseen.is_none().then(|| hints.next()).flatten()).collect();
        let files: Vec<Arc<Source>> = hints
            .into_par_iter()
            .enumerate()
            .map(|(at, hint)| {
                let file = &sources.files[at];
                let Some(hint) = hint else { return Arc::clone(file) };
                let seen = marked[at].as_ref().map_or_else(|| Arc::clone(file), |marks| marks.seen(file, viewer));
                let seen = if seen.hint == hint { seen } else { Arc::new(Source { hint, ..seen.again() }) };
                if Arc::ptr_eq(&seen, file) { seen } else { earlier(&seen, config, known).unwrap_or(seen) }
            })
            .collect();
        let pages = files.par_iter().enumerate().map(|(at, file)| {
            if Arc::ptr_eq(file, &whole[at].source) {
                return Arc::clone(&whole[at]);
            }
            page_of(file, known).unwrap_or_else(|| Arc::new(parse(file, config)))
        });
        let pages = settled(&files, config, pages.collect(), |at| unseen[at].is_none(), None);
        let audience = viewer.name.clone();
        Self { audience, config: Arc::clone(config), files, pages, unseen, findings }
    }
}

/// The marks of a page that was read whole; only a page that then keeps something back has any.
fn marks(page: &Page, config: &Config) -> Marked {
    let names = matches!(page.withheld, Some(Withheld::Audience(_))) || !page.restricted_parts.is_empty();
    names.then(|| audience_marks(&page.source, config))
}

/// Whom a page is for.
fn for_whom<'a>(marks: &'a Marked, config: &'a Config) -> &'a [String] {
    match (marks.as_ref().map(AudienceMarks::page).unwrap_or_default(), &config.audiences.default) {
        ([], Some(default)) => std::slice::from_ref(default),
        (own, _) => own,
    }
}

/// Why a page is kept back from `viewer`, if it is.
fn unseen(
    page: &Page,
    marks: &Marked,
    viewer: &Viewer,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Option<Withheld> {
    if let Some(marks) = marks {
        findings.extend(marks.unknown(&page.source, config));
    }
    let names = for_whom(marks, config);
    if names.is_empty() {
        let message = "this page names no audience, and there is no default one: it is in no build";
        let finding = Diagnostic::new(Rule::PrivacyNoAudience, page.source.shown_path.clone(), message);
        let is_kept = page.withheld.is_some();
        findings
            .extend((!is_kept).then(|| finding.hint("name one with `audience:`, or give `[audiences]` a `default`")));
        return Some(Withheld::Audience(String::from("nobody")));
    }
    (!viewer.sees(names)).then(|| Withheld::Audience(names.join(", ")))
}

/// The same file as another view has it, so that its page is known.
fn earlier(file: &Source, config: &Arc<Config>, known: &[Arc<AudienceView>]) -> Option<Arc<Source>> {
    let same = |other: &&Arc<Source>| {
        other.text == file.text
            && other.hint == file.hint
            && other.diagnostics == file.diagnostics
            && other.unread == file.unread
    };
    let of = |view: &Arc<AudienceView>| {
        let at = view.files.binary_search_by(|other| other.path.cmp(&file.path)).ok()?;
        Some(&view.files[at]).filter(same).map(Arc::clone)
    };
    known.iter().filter(|view| Arc::ptr_eq(&view.config, config)).find_map(of)
}

/// The page that another view has made of a file.
fn page_of(file: &Arc<Source>, known: &[Arc<AudienceView>]) -> Option<Arc<Page>> {
    let of = |view: &Arc<AudienceView>| {
        let at = view.files.binary_search_by(|other| other.path.cmp(&file.path)).ok()?;
        Arc::ptr_eq(&view.files[at], file).then(|| Arc::clone(&view.pages[at]))
    };
    known.iter().find_map(of)
}

/// Whom a file names as its readers.
pub struct NamedAudiences {
    source: Arc<Source>,
    marks: Marked,
    /// Whom the page is for, by name or by default; nobody where there is neither.
    pub names: Vec<String>,
}

impl NamedAudiences {
    /// The file, as findings print it.
    pub fn file(&self) -> &str {
        &self.source.shown_path
    }

    /// Each line of the file, and whom the parts are for that it stands in, from the outermost in.
    pub fn lines(&self) -> impl Iterator<Item = (Vec<&[String]>, &str)> {
        let mut at = 0;
        self.source.text.split_inclusive('\n').map(move |line| {
            let (start, end) = (at, at + line.len());
            at = end;
            let parts = self.marks.iter().flat_map(AudienceMarks::parts);
            let around = parts.filter(|part| part.at.start < end && start < part.at.end).map(|part| part.names);
            (around.collect(), line)
        })
    }
}

/// Whom each of some pages, which were read whole, is for.
pub(super) fn named_audiences(whole: &[Arc<Page>], config: &Config) -> Vec<NamedAudiences> {
    let one = |page: &Arc<Page>| {
        let marks = marks(page, config);
        let names = for_whom(&marks, config).to_vec();
        NamedAudiences { source: Arc::clone(&page.source), marks, names }
    };
    whole.par_iter().map(one).collect()
}
