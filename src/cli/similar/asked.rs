//! What somebody pastes becomes the past incidents that speak of it: every file is read once, and only the best are understood.

use std::fmt::Write;
use std::sync::Arc;

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
use crate::model::{PageKind, Source};
use crate::render::Views;
use crate::text::shorten;

/// How many more are understood than are shown: some turn out to be drafts, or to say it in a comment.
const SPARE: usize = 20;

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
    let top = command.top.unwrap_or(sources.config.similar.most);
    let incidents: Vec<Arc<Source>> = sources.files.iter().filter(|source| may_be_incident(source)).cloned().collect();
    let texts: Vec<&str> = incidents.iter().map(|source| &*source.text).collect();
    // Of incidents that are too old, or have another kind than their folder, nothing is known yet.
    let count = if command.since.is_some() { texts.len() } else { top.saturating_mul(2).saturating_add(SPARE) };
    let answer =
        timings.stage("ask", || ask(&question, &texts, &sources.config.lang, count), |answer| (answer.found.len(), 0));
    keep(&mut sources, &incidents, &answer);
    let read = site.understand(sources, None, terminal, timings)?;
    let analysis = Analysis::default();
    let views = Views::new(&read.site, &analysis)?;
    let matches = matches(command, &views, &incidents, &answer, top);
    let said = if command.json { json(&views, &answer, &matches) } else { text(command, &views, &matches) };
    terminal.out(&said)?;
    Ok(Exit::Clean)
}

/// Whether a file's place says that it is an incident, or says nothing.
fn may_be_incident(source: &Source) -> bool {
    source.hint.kind.is_none_or(|kind| kind == PageKind::Incident)
}

/// Leaves the incidents that were found, and what they may name: runbooks, services.
fn keep(sources: &mut Sources, incidents: &[Arc<Source>], answer: &Answer) {
    let mut found: Vec<&str> = answer.found.iter().map(|(at, _)| incidents[*at].path.as_str()).collect();
    found.sort_unstable();
    let named = |source: &Source| matches!(source.hint.kind, Some(PageKind::Runbook | PageKind::Service));
    sources.files.retain(|source| named(source) || found.binary_search(&source.path.as_str()).is_ok());
}

fn matches(
    command: &SimilarCommand,
    views: &Views<'_>,
    incidents: &[Arc<Source>],
    answer: &Answer,
    top: usize,
) -> Vec<Match> {
    let pages = &views.site.pages;
    let one = |&(at, score): &(usize, f32)| {
        let page = pages.binary_search_by(|page| page.source.path.as_str().cmp(&incidents[at].path)).ok()?;
        let is_wanted = pages[page].incident().is_some() && command.wants(&pages[page]);
        let spoken = if is_wanted { answer.spoken(&pages[page]) } else { None }?;
        answer.is_worth_showing(&spoken).then_some(Match { page, score, spoken })
    };
    answer.found.iter().filter_map(one).take(top).collect()
}

fn text(command: &SimilarCommand, views: &Views<'_>, matches: &[Match]) -> String {
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

fn json(views: &Views<'_>, answer: &Answer, matches: &[Match]) -> String {
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
