//! One page's candidates, passages and named relations become what they come to.
//!
//! The result depends on the page and the directory alone, so it is kept while both stay the same.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::link::directory::Directory;
use crate::link::glossary::{self, Acronyms};
use crate::link::link_findings;
use crate::link::link_problem::Problem;
use crate::link::relations::{NamedRunbook, PageIx, Target, Use, Words};
use crate::link::resolve::Resolver;
use crate::link::written_targets::is_path;
use crate::model::{Detail, LinkCandidate, LinkForm, Page};
use crate::parse::bare_ids;

/// A page that a page leads to, and the sentence around the link.
pub(super) type Leading = (PageIx, Arc<str>);

/// What one page's candidates, passages and relations come to.
#[derive(Debug, Default, Clone)]
pub(super) struct PageLinks {
    pub(super) resolved: HashMap<(LinkForm, String), Target>,
    /// Links in the body, in order.
    pub(super) leads: Vec<Leading>,
    /// Relations of the front matter, in order; the sentence is what the author says of them.
    pub(super) relates: Vec<Leading>,
    pub(super) related: Vec<(PageIx, Option<String>)>,
    pub(super) not_related: Vec<PageIx>,
    pub(super) runbooks: Vec<NamedRunbook>,
    pub(super) steps: Option<Vec<(usize, Option<Target>)>>,
    pub(super) words: Words,
    pub(super) uses: Vec<Use>,
    pub(super) acronyms: Acronyms,
    pub(super) findings: Vec<Diagnostic>,
    /// Whether links to lists were taken out that a later revision may have.
    pub(super) is_cut: bool,
}

/// Resolves everything that the page `ix` of `pages` writes of others.
pub(super) fn page_links(ix: PageIx, pages: &[Arc<Page>], directory: &Directory) -> PageLinks {
    let page = &pages[ix];
    let mut found = PageLinks::default();
    // Targets of wiki links that lead nowhere.
    let mut broken: HashSet<&str> = HashSet::new();
    // Those with their words that were looked at for being written the other way round.
    let mut tried: HashSet<(&str, &str)> = HashSet::new();
    for candidate in &page.candidates {
        let mut key = (candidate.form, candidate.target.clone());
        let turned_before = (candidate.form == LinkForm::Wiki && candidate.text != candidate.target)
            .then(|| (LinkForm::Wiki, turned_key(&candidate.target, &candidate.text)))
            .filter(|turned| found.resolved.contains_key(turned));
        let known = turned_before.is_some() || found.resolved.contains_key(&key);
        key = turned_before.unwrap_or(key);
        let answer = (!known).then(|| directory.resolve(ix, candidate.form, &candidate.target));
        let is_broken = match &answer {
            Some((_, problem)) => matches!(problem, Some(Problem::Broken(_))),
            None => broken.contains(candidate.target.as_str()),
        };
        let is_new = is_broken && tried.insert((candidate.target.as_str(), candidate.text.as_str()));
        if let Some(target) = is_new.then(|| turned(ix, candidate, directory)).flatten() {
            key.1 = turned_key(&candidate.target, &candidate.text);
            found.resolved.insert(key.clone(), target);
        } else if let Some((target, problem)) = answer {
            if is_broken && candidate.form == LinkForm::Wiki {
                broken.insert(candidate.target.as_str());
            }
            // Logseq's tag of several words, `#[[two words]]`, need not be a page.
            let is_tag = is_broken && page.text.get(..candidate.span.start).is_some_and(|before| before.ends_with('#'));
            found
                .findings
                .extend(problem.filter(|_| !is_tag).map(|p| link_findings::finding(page, candidate, &p, pages)));
            found.resolved.insert(key.clone(), target);
        }
        if let Some(Target::Page(to, _)) = found.resolved.get(&key)
            && *to != ix
            && !found.leads.iter().any(|(known, _)| known == to)
        {
            found.leads.push((*to, Arc::from(candidate.sentence.as_str())));
        }
    }
    if !directory.glossary.is_empty() {
        (found.words, found.uses) = directory.glossary.words(ix, page, &found.resolved);
        found.acronyms = glossary::acronyms(page);
    }
    front_matter(ix, pages, directory.resolver(), &mut found);
    found
}

/// By what a wiki link is known whose words stand first: no target holds a bar.
pub(crate) fn turned_key(words: &str, target: &str) -> String {
    format!("{words}|{target}")
}

/// Where a link leads whose words stand where its target should: wikis of GitHub and GitLab write `[[How to oil|howto/oil]]`.
fn turned(ix: PageIx, candidate: &LinkCandidate, directory: &Directory) -> Option<Target> {
    let (shown, target) = (candidate.target.as_str(), candidate.text.as_str());
    let is_name = |text: &str| is_path(text) || bare_ids(text).next().is_some_and(|id| id.len() == text.len());
    if candidate.form != LinkForm::Wiki || target.is_empty() || target == shown || is_name(shown) {
        return None;
    }
    let found = (!target.contains(char::is_whitespace)).then(|| directory.resolve(ix, LinkForm::Inline, target));
    if let Some((target @ Target::Page(..), None)) = found {
        return Some(target);
    }
    // A title stands for a page where what is before it reads like words.
    let titled = shown.trim().contains(char::is_whitespace).then(|| directory.resolver().page(ix, target))?;
    titled.ok().filter(|(_, problem)| problem.is_none()).map(|(to, _)| Target::Page(to, None))
}

/// Relations that the page states as keys: related incidents, runbooks, steps of paths.
fn front_matter(ix: PageIx, pages: &[Arc<Page>], resolver: &Resolver, found: &mut PageLinks) {
    let page = &pages[ix];
    for related in &page.related {
        match resolver.page(ix, &related.target) {
            Ok((to, _)) if to != ix => {
                found.related.push((to, related.why.clone()));
                found.relates.push((to, Arc::from(related.why.as_deref().unwrap_or_default())));
            }
            Ok(_) => {}
            Err(problem) => {
                found.findings.push(link_findings::named(page, &related.target, &related.span, &problem, pages))
            }
        }
    }
    for other in &page.not_related {
        match resolver.page(ix, &other.target) {
            Ok((to, _)) => found.not_related.push(to),
            Err(problem) => {
                found.findings.push(link_findings::named(page, &other.target, &other.span, &problem, pages))
            }
        }
    }
    found.not_related.sort_unstable();
    match &page.detail {
        Detail::Incident(_) => runbooks(ix, pages, resolver, found),
        Detail::Path(_) => steps(ix, pages, resolver, found),
        _ => {}
    }
}

fn runbooks(ix: PageIx, pages: &[Arc<Page>], resolver: &Resolver, found: &mut PageLinks) {
    let page = &pages[ix];
    for used in page.incident().iter().flat_map(|incident| &incident.runbooks) {
        let to = resolver.page(ix, &used.value.target).ok().map(|(to, _)| to);
        let withheld = to.is_none() && resolver.is_withheld(ix, &used.value.target);
        if let Some(to) = to {
            found.relates.push((to, Arc::from("")));
        } else if used.value.outcome.as_deref() != Some("not-found") && !used.value.target.contains("://") {
            let problem = if withheld { Problem::Withheld } else { Problem::Broken(None) };
            found.findings.push(link_findings::named(page, &used.value.target, &used.value.span, &problem, pages));
        }
        if !withheld {
            found.runbooks.push((used.value.target.clone(), to, used.value.outcome.clone()));
        }
    }
}

fn steps(ix: PageIx, pages: &[Arc<Page>], resolver: &Resolver, found: &mut PageLinks) {
    let page = &pages[ix];
    let Detail::Path(path) = &page.detail else { return };
    let mut steps = Vec::new();
    for (at, step) in path.steps.iter().enumerate() {
        let (target, problem) = step_target(resolver, ix, &step.target);
        found.findings.extend(problem.map(|p| link_findings::named(page, &step.target, &step.span, &p, pages)));
        if let Some(Target::Page(to, _)) = &target {
            found.relates.push((*to, Arc::from("")));
        }
        if target.is_none() && (resolver.is_withheld(ix, &step.target) || is_path(&step.target)) {
            unsay(page, step.why.as_deref(), found);
            continue;
        }
        steps.push((at, target));
    }
    found.steps = Some(steps);
}

/// Forgets the words of the glossary in a text of the front matter that is not shown.
fn unsay(page: &Page, text: Option<&str>, found: &mut PageLinks) {
    let Some(text) = text else { return };
    found.uses.retain(|used| {
        let passage = page.prose.get(used.passage as usize);
        passage.and_then(|passage| passage.fragment).is_none_or(|of| **of != *text)
    });
}

fn step_target(resolver: &Resolver, ix: PageIx, target: &str) -> (Option<Target>, Option<Problem>) {
    match resolver.resolve(ix, LinkForm::Wiki, target) {
        (Target::None, problem) => match resolver.resolve(ix, LinkForm::Inline, target) {
            (Target::None, _) => (None, problem),
            (found, _) => (Some(found), None),
        },
        (found, problem) => (Some(found), problem),
    }
}
