//! Text on standard input becomes a list of the past incidents that use its words.

use std::fmt::Write;
use std::num::NonZeroUsize;

use serde_json::{Value, json};

use crate::analyse::similar::SpeakingTexts;
use crate::cli::exit_code::Exit;
use crate::cli::similar::neighbour_lines::{self, FAINT};
use crate::cli::similar::similar_command::SimilarCommand;
use crate::cli::terminal::Terminal;
use crate::diag::clean;
use crate::error::{Error, Result};
use crate::model::Config;
use crate::pipeline::{CompileInputs, PastedAnswer, PastedMatch, Run, asked};
use crate::text::shorten;
use crate::views::Views;

/// The longest sentence that is shown, in characters.
const SENTENCE: usize = 220;

/// The most of the question's words that are shown.
const WORDS: usize = 6;

/// Runs the command for what stands on standard input.
pub(super) fn run(
    command: &SimilarCommand,
    inputs: &CompileInputs,
    terminal: &Terminal,
    timed: &mut Run<'_>,
) -> Result<Exit> {
    let question = standard_input()?;
    if question.trim().is_empty() {
        return Err(Error::usage("standard input is empty; paste an alert, a log or a chat into it"));
    }
    let top = |config: &Config| command.top.map_or(config.similar.most, NonZeroUsize::get);
    let PastedAnswer { answer, views, shown } = asked(inputs, &question, &|page| command.wants(page), &top, timed)?;
    let said = if command.json { json(&views, &answer, &shown) } else { text(command, &views, &shown) };
    terminal.out(&said)?;
    Ok(Exit::Clean)
}

fn text(command: &SimilarCommand, views: &Views, matches: &[PastedMatch]) -> String {
    if matches.is_empty() {
        return String::from("Nothing here speaks of it. More of the log or of the chat may help.\n");
    }
    let mut out = String::new();
    for PastedMatch { page, score, spoken } in matches {
        let words: Vec<String> = spoken.words.iter().take(WORDS).map(|word| format!("“{word}”")).collect();
        let section = spoken.section.as_ref().map(|(title, _)| format!("{title}: ")).unwrap_or_default();
        let mut reasons = vec![
            format!("{section}{}", shorten(&spoken.sentence, SENTENCE)),
            format!("speaks of {}", words.join(", ")),
        ];
        if command.why {
            reasons.push(format!("score {score:.1}, for {} of your words", spoken.words.len()));
        }
        out.push_str(&neighbour_lines::lines(views, *page, &reasons));
        out.push('\n');
    }
    let _ = writeln!(out, "{FAINT}{}{FAINT:#}", clean("Times, ids and numbers of what you pasted were set aside."));
    out
}

fn json(views: &Views, answer: &SpeakingTexts, matches: &[PastedMatch]) -> String {
    let one = |PastedMatch { page, score, spoken }: &PastedMatch| {
        let mut object = neighbour_lines::object(views, *page);
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

/// The text of standard input; bytes that are no text are shown as such.
fn standard_input() -> Result<String> {
    let mut bytes = Vec::new();
    std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)
        .map_err(|error| Error::environment(format!("could not read standard input: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
