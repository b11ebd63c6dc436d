//! Two periods become answers to one question at a time.

use std::fmt::Write;

use jiff::civil::Date;
use serde_json::json;

use crate::analyse::trends::{Filter, Question, Side};
use crate::answers::{self, COMPARED, Comparison};
use crate::cli::stats::counting_options::StatsFormat;
use crate::cli::stats::stats_request::{StatsRequest, csv};
use crate::cli::stats::terminal_tables::{FAINT, TITLE, paragraph, table};
use crate::cli::stats::{page_answers, question_words, stats_json};
use crate::error::{Error, Result};
use crate::wording::english;
use crate::words::periods::side_name;

/// Puts questions to the periods before and from `at` on.
pub(super) fn compared(asked: &StatsRequest<'_>, words: &[String], at: Date) -> Result<String> {
    let mut questions = question_words::questions(words, &COMPARED)?;
    let by_way = asked.selection.scope.filters.iter().any(|filter| matches!(filter, Filter::Detection(_)));
    if by_way {
        if words.iter().any(|word| word == Question::Found.slug()) {
            return Err(Error::usage(
                "`found` asks how incidents were found, which --filter detection:… has answered; leave one of them out",
            ));
        }
        questions.retain(|question| *question != Question::Found);
    }
    let sides = sides(asked, at)?;
    let answer = |question: &Question| answers::compare(asked.selection, &sides, *question);
    let comparisons: Vec<Comparison> = questions.iter().flat_map(answer).collect();
    let caution = answers::caution(comparisons.iter().map(|comparison| comparison.looks).sum());
    match asked.counting.format {
        StatsFormat::Csv => {
            csv(asked, comparisons.iter().map(|one| (one.key, &one.table)).collect(), "this comparison")
        }
        StatsFormat::Json => {
            let mut object = stats_json::frame(asked);
            object["at"] = json!(at);
            let side = |side: &Side<'_>| json!({ "name": side_name(english(), side.name), "days": side.days, "incidents": side.rows.len() });
            (object["before"], object["after"]) = (side(&sides.0), side(&sides.1));
            object["comparisons"] = comparisons
                .iter()
                .map(|one| {
                    json!({
                        "question": one.question.slug(),
                        "of": one.key,
                        "sentences": one.sentences,
                        "table": one.table.json(),
                    })
                })
                .collect();
            object["caption"] = json!(caption(asked, &sides.0));
            object["caution"] = json!(caution);
            Ok(format!("{object:#}\n"))
        }
        StatsFormat::Text => Ok(text(asked, &comparisons, &sides.0, caution)),
    }
}

fn sides<'a>(asked: &StatsRequest<'a>, at: Date) -> Result<(Side<'a>, Side<'a>)> {
    let none = || Error::usage("no incident has a date, so that there is no before and after");
    let (before, after) = asked.selection.sides_at(at).ok_or_else(none)?;
    if before.days == 0 || after.days == 0 {
        let (side, first) =
            if before.days == 0 { ("before", "first incident is later") } else { ("from", "period ends earlier") };
        return Err(Error::usage(format!("nothing is known of the time {side} {at}: the {first}")));
    }
    Ok((before, after))
}

fn text(asked: &StatsRequest<'_>, comparisons: &[Comparison], before: &Side<'_>, caution: Option<String>) -> String {
    let mut out = page_answers::heading(asked);
    let mut last = None;
    for one in comparisons {
        out.push('\n');
        if last != Some(one.question) {
            let _ = writeln!(out, "{TITLE}{}{TITLE:#}", answers::title(english(), one.question));
        }
        last = Some(one.question);
        if let Some(title) = one.title {
            let _ = writeln!(out, "{title}");
        }
        out.push_str(&paragraph(&one.sentences.join(" "), asked.width, ""));
        if !one.table.rows.is_empty() {
            let _ = write!(out, "\n{}", table(one.spoken.as_ref().unwrap_or(&one.table), asked.width));
        }
    }
    for line in [Some(caption(asked, before)), caution].into_iter().flatten() {
        let _ = write!(out, "\n{FAINT}{}{FAINT:#}", paragraph(&line, asked.width, ""));
    }
    out
}

/// What was counted, and from when on.
fn caption(asked: &StatsRequest<'_>, before: &Side<'_>) -> String {
    let selection = asked.selection;
    let mut caption = answers::placed_caption(english(), selection);
    let first = selection.trends.charted().map(|(first, _)| first);
    if first.is_some_and(|first| selection.window.from.is_none_or(|from| from <= first)) {
        caption.push_str(&format!(
            " The earlier period begins with the first incident of all, {} days before the later one, and looks a little busier for it; --since begins it later.",
            before.days
        ));
    }
    caption
}
