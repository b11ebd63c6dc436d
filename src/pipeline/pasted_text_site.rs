//! Pasted text becomes a small site of the incidents that use its words: every file is searched for them once, and only the best are parsed.

use std::sync::Arc;

use crate::analyse::Analysis;
use crate::analyse::similar::{SpeakingTexts, Spoken, ask};
use crate::error::Result;
use crate::link::PageIx;
use crate::load::{self, Sources};
use crate::model::{Config, Hold, Page, PageKind, Source};
use crate::pipeline::{CompileInputs, Read, Run, site, views};
use crate::views::Views;

/// How many are understood together, until enough may be shown: some turn out to be drafts, or to say it in a comment.
const BATCH: usize = 32;

/// The incidents that speak of a question.
pub struct PastedAnswer {
    /// What the question came to.
    pub answer: SpeakingTexts,
    /// A site of the incidents that are shown and of what they may name.
    pub views: Views,
    /// The incidents, the best first.
    pub shown: Vec<PastedMatch>,
}

/// An incident that speaks of a question.
pub struct PastedMatch {
    /// Its page.
    pub page: PageIx,
    /// How well it answers.
    pub score: f32,
    /// Where it speaks of it.
    pub spoken: Spoken,
}

/// Looks for incidents that speak of `question`: the best that pass the gate, that `wants` and whose shown text says enough of it; as many
/// as `top` says.
///
/// # Errors
/// As [`load::load`]; when the theme's templates do not compile.
pub fn asked(
    inputs: &CompileInputs,
    question: &str,
    wants: &dyn Fn(&Page) -> bool,
    top: &dyn Fn(&Config) -> usize,
    run: &mut Run<'_>,
) -> Result<PastedAnswer> {
    let size = |sources: &Result<Sources>| (sources.as_ref().map_or(0, |s| s.files.len()), 0);
    let sources = run.timings.stage("load", || load::load(&inputs.load), size)?;
    let top = top(&sources.config);
    let incidents: Vec<&Arc<Source>> = sources.files.iter().filter(|source| may_be_incident(source)).collect();
    let texts: Vec<&str> = incidents.iter().map(|source| &*source.text).collect();
    let answer =
        run.timings.stage("ask", || ask(question, &texts, &sources.config.lang), |answer| (answer.found.len(), 0));
    let mut best: Vec<(&str, f32, Spoken)> = Vec::new();
    for batch in answer.found.chunks(BATCH) {
        let is_of_batch = |source: &Source| batch.iter().any(|(at, _)| incidents[*at].path == source.path);
        let read = Read::of(only(&sources, is_of_batch), inputs, &mut Run::unseen()).some_seen_by(&inputs.site.whom)?;
        let site = site(&read, &inputs.site, None);
        for &(at, score) in batch {
            let path = incidents[at].path.as_str();
            let Ok(page) = site.pages.binary_search_by(|page| page.source.path.as_str().cmp(path)) else { continue };
            let page = &site.pages[page];
            if page.incident().is_some() && wants(page) {
                let spoken = answer.spoken(page).filter(|spoken| answer.is_worth_showing(spoken));
                best.extend(spoken.map(|spoken| (path, score, spoken)));
            }
        }
        if best.len() >= top {
            break;
        }
    }
    best.truncate(top);
    let named = |source: &Source| matches!(source.hint.kind, Some(PageKind::Runbook | PageKind::Service));
    let kept = only(&sources, |source| named(source) || best.iter().any(|(path, ..)| *path == source.path));
    let site = site(&Read::of(kept, inputs, run).some_seen_by(&inputs.site.whom)?, &inputs.site, None);
    let views = views(&site, Arc::new(Analysis::default()))?;
    let one = |(path, score, spoken): (&str, f32, Spoken)| {
        let page = site.pages.binary_search_by(|page| page.source.path.as_str().cmp(path)).ok()?;
        Some(PastedMatch { page, score, spoken })
    };
    let shown = best.into_iter().filter_map(one).collect();
    Ok(PastedAnswer { answer, views, shown })
}

/// Some of the files, and those that may say what holds for a whole folder.
fn only(sources: &Sources, wanted: impl Fn(&Source) -> bool) -> Sources {
    let is_of_folder = |path: &str| path.rsplit('/').next().is_some_and(|name| name.starts_with("_index."));
    let mut some = sources.with_theme(&sources.theme);
    some.files.retain(|source| is_of_folder(&source.path) || wanted(source));
    some
}

/// Whether a file's place lets it be an incident.
fn may_be_incident(source: &Source) -> bool {
    source.hint.hold == Hold::Evidence || source.hint.kind.is_none_or(|kind| kind == PageKind::Incident)
}
