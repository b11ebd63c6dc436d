//! Questions become what their pages say, or groups of incidents side by side.

use std::fmt::Write;

use serde_json::json;

use crate::analyse::trends::Question;
use crate::analyse::trends::grouping::By;
use crate::answers::{self, Answer, BESIDE, Talk};
use crate::cli::stats::counting_options::StatsFormat;
use crate::cli::stats::stats_request::{StatsRequest, csv};
use crate::cli::stats::terminal_tables::{FAINT, TITLE, paragraph, table};
use crate::cli::stats::{question_words, stats_json};
use crate::diag::clean;
use crate::error::{Error, Result};
use crate::exports::csv::table_csv;
use crate::wording::english;
use crate::words::periods::period;

/// Answers each question; those of all in short.
pub(super) fn answers(asked: &StatsRequest<'_>, words: &[String]) -> Result<String> {
    let questions = question_words::questions(words, Question::ALL)?;
    let (answered, unanswered): (Vec<Question>, Vec<Question>) =
        questions.into_iter().partition(|question| question.is_answered(asked.selection));
    let answer = |question: Question| answers::answer(&asked.views.site, english(), question, asked.selection);
    match asked.counting.format {
        StatsFormat::Json => {
            let mut object = stats_json::frame(asked);
            let answers = answered.into_iter().map(|question| stats_json::answer(asked, &answer(question)));
            object["questions"] = answers.collect();
            object["unanswered"] = unanswered.into_iter().map(stats_json::unanswered).collect();
            Ok(format!("{object:#}\n"))
        }
        StatsFormat::Csv => {
            let [question] = words else {
                return Err(Error::usage(
                    "CSV is one table: ask one question, such as `casebook stats duration --format csv`",
                ));
            };
            let answer = answered.first().map(|question| answer(*question));
            let figures = answer.iter().flat_map(|answer| &answer.figures);
            csv(asked, figures.map(|figure| (figure.key, &figure.table)).collect(), &format!("`{question}`"))
        }
        StatsFormat::Text => {
            let mut out = heading(asked);
            for question in answered {
                out.push_str(&self::answer(asked, &answer(question), !words.is_empty()));
            }
            out.push_str(&missing(asked, &unanswered));
            if words.is_empty() && asked.selection.n() > 0 {
                let counted = paragraph(&answers::placed_caption(english(), asked.selection), asked.width, "");
                let _ = write!(out, "\n{FAINT}{counted}{FAINT:#}");
                let more = "`casebook stats QUESTION` prints the numbers behind one of them: ";
                let slugs = Question::ALL.iter().map(|question| question.slug()).collect::<Vec<_>>().join(", ");
                let _ = write!(out, "\n{FAINT}{}{FAINT:#}", paragraph(&format!("{more}{slugs}."), asked.width, ""));
            }
            Ok(out)
        }
    }
}

/// Groups of incidents side by side.
pub(super) fn beside(asked: &StatsRequest<'_>, words: &[String], by: By) -> Result<String> {
    let questions = question_words::questions(words, &BESIDE)?;
    let beside = answers::beside(&asked.views.site, asked.selection, by, &questions);
    match asked.counting.format {
        StatsFormat::Csv => Ok(table_csv(&beside.table)),
        StatsFormat::Json => {
            let mut object = stats_json::frame(asked);
            object["by"] = json!(question_words::group_name(by));
            object["groups"] = beside.table.json();
            object["caption"] = json!(beside.caption);
            Ok(format!("{object:#}\n"))
        }
        StatsFormat::Text => {
            let mut out = heading(asked);
            if !beside.spoken.rows.is_empty() {
                let _ = write!(out, "\n{}", table(&beside.spoken, asked.width));
            }
            let _ = write!(out, "\n{FAINT}{}{FAINT:#}", paragraph(&beside.caption, asked.width, ""));
            Ok(out)
        }
    }
}

/// What is counted.
pub(super) fn heading(asked: &StatsRequest<'_>) -> String {
    let selection = asked.selection;
    let n = selection.n();
    let mut about = vec![period(english(), selection.scope.period)];
    about.extend(asked.counting.filter.iter().cloned());
    about.push(format!("{} {}", n, if n == 1 { "incident" } else { "incidents" }));
    about.extend(selection.trends.as_of.map(|day| format!("as of {day}")));
    if !selection.trends.config.inferred {
        about.push(String::from("inferred values left out"));
    }
    let title = clean(&asked.views.site.config.title);
    let mut out = format!("{TITLE}{title}{TITLE:#}\n{}", paragraph(&about.join(" · "), asked.width, ""));
    for sentence in answers::coverage(english(), selection) {
        out.push_str(&paragraph(&sentence, asked.width, ""));
    }
    out
}

fn answer(asked: &StatsRequest<'_>, answer: &Answer, full: bool) -> String {
    let mut out = format!("\n{TITLE}{}{TITLE:#}\n", answers::title(english(), answer.question));
    out.push_str(&paragraph(&answer.lead, asked.width, ""));
    if !answer.sentences.is_empty() {
        out.push_str(&paragraph(&answer.sentences.join(" "), asked.width, ""));
    }
    if full {
        for figure in answer.figures.iter().filter(|figure| !figure.table.rows.is_empty()) {
            out.push('\n');
            if let Some(title) = &figure.title {
                let _ = writeln!(out, "{TITLE}{title}{TITLE:#}");
            }
            if !figure.says.is_empty() {
                out.push_str(&paragraph(&figure.says.join(" "), asked.width, ""));
            }
            out.push_str(&table(&figure.table, asked.width));
        }
    }
    if full {
        let _ = write!(out, "\n{FAINT}{}{FAINT:#}", paragraph(&answer.caption, asked.width, ""));
    }
    if full && !answer.talk.is_empty() {
        let _ = write!(out, "\n{TITLE}To talk about{TITLE:#}\n");
        for talk in &answer.talk {
            out.push_str(&self::talk(asked, talk));
        }
    }
    out
}

fn talk(asked: &StatsRequest<'_>, talk: &Talk) -> String {
    let mut out = paragraph(&talk.text, asked.width, "- ");
    for &ix in &talk.incidents {
        let page = &asked.views.site.pages[ix];
        let title = clean(asked.views.site.title(ix));
        out.push_str(&format!("    {} {FAINT}{}{FAINT:#}\n", title, clean(&page.source.shown_path)));
    }
    out
}

/// The questions that nobody wrote down an answer to, and what would give one.
fn missing(asked: &StatsRequest<'_>, unanswered: &[Question]) -> String {
    if unanswered.is_empty() {
        return String::new();
    }
    if asked.selection.n() < crate::analyse::trends::small_numbers::PAGE_FROM {
        return format!("\n{}", paragraph("That is too few to say anything of.", asked.width, ""));
    }
    let mut out = format!("\n{TITLE}Not written down{TITLE:#}\n");
    for question in unanswered {
        let keys = question.keys().join(", ");
        out.push_str(&paragraph(
            &format!("{} The keys that would answer it: {keys}.", answers::title(english(), *question)),
            asked.width,
            "- ",
        ));
    }
    out
}
