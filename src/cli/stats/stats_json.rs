//! What was counted becomes an object for programs.

use serde_json::{Map, Value, json};

use crate::analyse::trends::{Coverage, LeftOut, Question, told};
use crate::answers::{self, Answer, Talk};
use crate::cli::stats::stats_request::StatsRequest;
use crate::link::PageIx;
use crate::wording::english;
use crate::words::periods;

/// What every object begins with: of which incidents it is, and which were left out.
pub(super) fn frame(asked: &StatsRequest<'_>) -> Value {
    let selection = asked.selection;
    let window = selection.window;
    let LeftOut { excluded, exercises, successes, elsewhere, later, undated } = selection.left_out;
    json!({
        "title": asked.views.site.config.title,
        "as_of": selection.trends.as_of,
        "period": {
            "name": periods::period(english(), selection.scope.period),
            "from": window.from,
            "until": window.until.and_then(|until| until.yesterday().ok()),
        },
        "filters": asked.counting.filter,
        "inferred_counts": selection.trends.config.inferred,
        "incidents": selection.n(),
        "left_out": {
            "excluded": excluded,
            "exercise": exercises,
            "success": successes,
            "elsewhere": elsewhere,
            "later": later,
            "undated": undated,
        },
        "coverage": answers::coverage(english(), selection),
    })
}

/// An answer with its numbers, and who says what it rests on.
pub(super) fn answer(asked: &StatsRequest<'_>, answer: &Answer) -> Value {
    let told = told(answer.question, asked.selection);
    json!({
        "question": answer.question.slug(),
        "title": answers::title(english(), answer.question),
        "lead": answer.lead,
        "sentences": answer.sentences.iter().chain(answer.figures.iter().flat_map(|figure| &figure.says)).collect::<Vec<_>>(),
        "caption": answer.caption,
        "known": told.iter().map(|told| (told.key.to_owned(), known(told))).collect::<Map<_, _>>(),
        "tables": tables(answer),
        "talk": answer.talk.iter().map(|talk| self::talk(asked, talk)).collect::<Vec<_>>(),
    })
}

/// How many incidents say something as a key, of how many it was read from the prose, and why the others say nothing.
fn known(told: &Coverage) -> Value {
    let gaps = told.gaps.iter().map(|(gap, count)| (gap.word().to_owned(), json!(count)));
    json!({
        "n": told.stated + told.inferred,
        "stated": told.stated,
        "inferred": told.inferred,
        "gaps": gaps.collect::<Map<_, _>>(),
    })
}

fn talk(asked: &StatsRequest<'_>, talk: &Talk) -> Value {
    json!({ "text": talk.text, "incidents": talk.incidents.iter().map(|ix| incident(asked, *ix)).collect::<Vec<_>>() })
}

fn incident(asked: &StatsRequest<'_>, ix: PageIx) -> Value {
    let page = &asked.views.site.pages[ix];
    json!({
        "id": page.id.value,
        "title": asked.views.site.title(ix),
        "file": page.source.shown_path,
        "address": asked.views.site.links.addresses[ix],
    })
}

/// A question that nobody wrote down an answer to.
pub(super) fn unanswered(question: Question) -> Value {
    json!({ "question": question.slug(), "title": answers::title(english(), question), "keys": question.keys() })
}

/// A table for programs, by name.
pub(super) fn tables(answer: &Answer) -> Value {
    answer
        .figures
        .iter()
        .map(|figure| (figure.key.to_owned(), figure.table.json()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
