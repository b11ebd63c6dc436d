//! What somebody pastes becomes the past incidents that speak of it: every file is read once, and only the best are understood.

use std::fmt::Write;
use std::num::NonZeroUsize;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::analyse::Analysis;
use crate::analyse::similar::{Answer, Spoken, ask};
use crate::cli::Global;
use crate::cli::outcome::Exit;
use crate::cli::similar::SimilarCommand;
use crate::cli::similar::show::{self, FAINT};
use crate::cli::site::SiteArguments;
use crate::cli::terminal::Terminal;
use crate::cli::timings::Timings;
use crate::diag::clean;
use crate::error::{Error, Result};
use crate::link::PageIx;
use crate::load::Sources;
use crate::model::{Config, PageKind, Source, Withheld};
use crate::parse::parse;
use crate::render::Views;
use crate::text::shorten;

/// How many are understood together, until enough may be shown: some turn out to be drafts, or to say it in a comment.
const BATCH: usize = 32;

/// The longest sentence that is shown, in characters.
const SENTENCE: usize = 220;

/// The most of the question's words that are shown.
const WORDS: usize = 6;

/// An incident that speaks of the question.
struct Match {
    page: PageIx,
    score: f32,
    spoken: Spoken,
}

/// Runs the command for what stands on standard input.
pub(super) fn standard_input(
    command: &SimilarCommand,
    site: &SiteArguments,
    global: &Global,
    terminal: &Terminal,
    timings: &mut Timings,
) -> Result<Exit> {
    let question = super::standard_input()?;
    if question.trim().is_empty() {
        return Err(Error::usage("standard input is empty; paste an alert, a log or a chat into it"));
    }
    let mut sources = site.load(global, std::path::Path::new(""), timings)?;
    let top = command.top.map_or(sources.config.similar.most, NonZeroUsize::get);
    let incidents: Vec<Arc<Source>> = sources.files.iter().filter(|source| may_be_incident(source)).cloned().collect();
    let texts: Vec<&str> = incidents.iter().map(|source| &*source.text).collect();
    let language = sources.config.lang.clone();
    let answer = timings.stage("ask", || ask(&question, &texts, &language), |answer| (answer.found.len(), 0));
    let best = || best(command, site, &sources.config, &incidents, &answer, top);
    let best = timings.stage("best", best, |best| (best.len(), 0));
    keep(&mut sources, &best);
    let read = site.understand(sources, None, terminal, timings)?;
    let views = Views::new(Arc::clone(&read.site), Arc::new(Analysis::default()))?;
    let matches = matches(&views, best);
    let said = if command.json { json(&views, &answer, &matches) } else { text(command, &views, &matches) };
    terminal.out(&said)?;
    Ok(Exit::Clean)
}

/// The first `top` of those found that may be shown and whose shown text says enough of the question.
fn best<'s>(
    command: &SimilarCommand,
    site: &SiteArguments,
    config: &Config,
    incidents: &'s [Arc<Source>],
    answer: &Answer,
    top: usize,
) -> Vec<(&'s Source, f32, Spoken)> {
    let one = |&(at, score): &(usize, f32)| {
        let page = parse(&incidents[at], config);
        let is_shown = match page.withheld {
            None => true,
            Some(Withheld::Draft(_)) => site.drafts,
            Some(_) => false,
        };
        let is_wanted = is_shown && page.incident().is_some() && command.wants(&page);
        let spoken = if is_wanted { answer.spoken(&page) } else { None }?;
        answer.is_worth_showing(&spoken).then_some((&*incidents[at], score, spoken))
    };
    let mut best = Vec::new();
    for batch in answer.found.chunks(BATCH) {
        best.extend(batch.par_iter().map(one).collect::<Vec<_>>().into_iter().flatten());
        if best.len() >= top {
            break;
        }
    }
    best.truncate(top);
    best
}

/// Whether a file's place says that it is an incident, or says nothing.
fn may_be_incident(source: &Source) -> bool {
    source.hint.kind.is_none_or(|kind| kind == PageKind::Incident)
}

/// Leaves the incidents that are shown, and what they may name: runbooks, services.
fn keep(sources: &mut Sources, best: &[(&Source, f32, Spoken)]) {
    let named = |source: &Source| matches!(source.hint.kind, Some(PageKind::Runbook | PageKind::Service));
    sources.files.retain(|source| named(source) || best.iter().any(|(best, _, _)| best.path == source.path));
}

fn matches(views: &Views, best: Vec<(&Source, f32, Spoken)>) -> Vec<Match> {
    let pages = &views.site.pages;
    let one = |(source, score, spoken): (&Source, f32, Spoken)| {
        let page = pages.binary_search_by(|page| page.source.path.cmp(&source.path)).ok()?;
        Some(Match { page, score, spoken })
    };
    best.into_iter().filter_map(one).collect()
}

fn text(command: &SimilarCommand, views: &Views, matches: &[Match]) -> String {
    if matches.is_empty() {
        return String::from("Nothing here speaks of it. More of the log or of the chat may help.\n");
    }
    let mut out = String::new();
    for Match { page, score, spoken } in matches {
        let words: Vec<String> = spoken.words.iter().take(WORDS).map(|word| format!("“{word}”")).collect();
        let section = spoken.section.as_ref().map(|(title, _)| format!("{title}: ")).unwrap_or_default();
        let mut reasons = vec![
            format!("{section}{}", shorten(&spoken.sentence, SENTENCE)),
            format!("speaks of {}", words.join(", ")),
        ];
        if command.why {
            reasons.push(format!("score {score:.1}, for {} of your words", spoken.words.len()));
        }
        out.push_str(&show::lines(views, *page, &reasons));
        out.push('\n');
    }
    let _ = writeln!(out, "{FAINT}{}{FAINT:#}", clean("Times, ids and numbers of what you pasted were set aside."));
    out
}

fn json(views: &Views, answer: &Answer, matches: &[Match]) -> String {
    let one = |Match { page, score, spoken }: &Match| {
        let mut object = show::object(views, *page);
        object["score"] = (*score).into();
        object["words"] = spoken.words.clone().into();
        object["section"] =
            spoken.section.as_ref().map_or(Value::Null, |(title, anchor)| json!({ "title": title, "anchor": anchor }));
        object["sentence"] = spoken.sentence.clone().into();
        object
    };
    let similar: Vec<Value> = matches.iter().map(one).collect();
    format!("{}\n", json!({ "words": answer.words(), "similar": similar }))
}
