//! What stands under Action items and is nothing to do is told from follow-ups: questions and their answers, legends, opinions, steps
//! that were taken while it lasted, and the write-up itself.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::parse::incident::follow_up_states::marked;
use crate::parse::incident::follow_up_tickets::is_ticket_number;
use crate::parse::times::leading_time;
use crate::parse::vocabulary::{normalise, words};
use crate::text::is_cjk;

/// Whether a part of the follow-ups holds none: "Questions people asked", "What the categories mean", "Steps taken during the outage".
pub(crate) fn holds_none(title: &str) -> bool {
    let title = title.to_lowercase();
    title.trim_end().ends_with(['?', '？']) || words().no_follow_ups.any_in(&title)
}

/// Whether a point is nothing that somebody should do. `answered` where there are questions among its neighbours.
pub(crate) fn is_none(text: &str, answered: bool) -> bool {
    answered && (is_question(text) || is_answer(text))
        || is_answered(text)
        || is_placeholder(text)
        || is_legend(text)
        || is_opinion(text)
        || is_step_taken(text)
        || is_write_up(text)
        || is_pointer(text)
}

/// "Q: Will it happen again?"
pub(crate) fn is_question(text: &str) -> bool {
    text.contains(['?', '？'])
        && is_led_by(
            text,
            &[
                "q", "question", "f", "frage", "p", "pregunta", "pergunta", "domanda", "vraag", "fråga", "問", "质问",
                "质疑", "问",
            ],
        )
}

fn is_answer(text: &str) -> bool {
    is_led_by(
        text,
        &["a", "answer", "antwort", "r", "réponse", "respuesta", "resposta", "risposta", "antwoord", "svar", "答"],
    )
}

/// Whether a text begins with one of `words` as a label, perhaps with a number.
fn is_led_by(text: &str, words: &[&str]) -> bool {
    let Some((head, _)) = text.split_once([':', '：', '.', ')']) else { return false };
    let head = head.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    words.contains(&head.as_str())
}

/// "Why did nobody see it? Because nobody looked."
fn is_answered(text: &str) -> bool {
    const ASKS: [&str; 34] = [
        "why",
        "how",
        "what",
        "who",
        "when",
        "did",
        "was",
        "were",
        "is",
        "are",
        "warum",
        "wieso",
        "wie",
        "wer",
        "wann",
        "pourquoi",
        "comment",
        "qui",
        "quand",
        "por",
        "cómo",
        "qué",
        "quién",
        "como",
        "perché",
        "come",
        "waarom",
        "hoe",
        "wat",
        "varför",
        "hur",
        "vad",
        "なぜ",
        "为什么",
    ];
    if !text.contains(['?', '？']) {
        return false;
    }
    let lower = text.trim_start_matches(['*', '_', '"', '“']).to_lowercase();
    let first = lower.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let asks = ASKS.contains(&first) || ["なぜ", "为什么"].iter().any(|why| lower.starts_with(why));
    let answer = lower.split_once(['?', '？']).map_or("", |(_, answer)| answer);
    asks && answer.chars().filter(|c| c.is_alphanumeric()).count() > 3 && !words().wishes.any_in(answer)
}

/// What a template holds where nobody wrote anything: "_Describe the action, owner, due date_", "<action> (<owner>)", "Action 1".
fn is_placeholder(text: &str) -> bool {
    const CALLED: &str = "
        action actions item items task todo follow up description title summary aktion aktionspunkt maßnahme aufgabe beschreibung acción
        tarea descripción ação tarefa descrição azione compito descrizione actie taak omschrijving beschrijving åtgärd uppgift beskrivning
        tiltak oppgave handling opgave tâche zadanie działanie opis задача действие описание";
    const ASKS: &str = "
        describe list enter insert fill beschreibe beschreiben décrire décrivez describir describa descrever descreva descrivere descrivi
        beschrijf beskriv opisz опишите";
    let text = text.trim();
    let emphasis = |mark: char| text.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    let asked = ['_', '*'].into_iter().find_map(emphasis).filter(|inner| !inner.contains(['*', '_']));
    let first = asked.and_then(|inner| inner.split_whitespace().next()).map(str::to_lowercase);
    if first.is_some_and(|first| ASKS.split_whitespace().any(|word| word == first)) {
        return true;
    }
    let written = |text: &str| text.chars().any(char::is_alphanumeric);
    let mut outside = text.split('<').map(|part| part.split_once('>').map_or(part, |(_, after)| after));
    if text.starts_with('<') && text.contains('>') && !outside.any(written) {
        return true;
    }
    let numbered = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let called = numbered.filter(|(number, _)| is_ticket_number(number)).map_or(text, |(_, rest)| rest);
    static NAMES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| CALLED.split_whitespace().collect());
    let called = called.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut words = called.split([' ', '-', '#']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some_and(|first| NAMES.contains(first))
        && words.all(|word| NAMES.contains(word) || word.bytes().all(|b| b.is_ascii_digit()))
}

/// "P1 = now, P2 = this quarter"; "**Prevent:** so that it stays away / **Detect:** so that we see it".
fn is_legend(text: &str) -> bool {
    let coded = text.split_once(['=', '＝']).is_some_and(|(code, meaning)| {
        let code = code.trim().trim_matches(['*', '_', '`']);
        let short = !code.is_empty() && code.chars().count() <= 12 && !code.contains(char::is_whitespace);
        short && !code.starts_with(char::is_lowercase) && meaning.starts_with([' ', '*'])
    });
    let labels = || text.matches(":**").count() + text.matches("**:").count();
    coded || text.starts_with("**") && text.contains([';', '/', '|']) && labels() > 1
}

/// "I think it was fine." What somebody thinks should be done is a follow-up all the same.
fn is_opinion(text: &str) -> bool {
    let lower = text.trim_start_matches(['*', '_', '"', '“']).to_lowercase().replace('’', "'");
    words().opinions.iter().any(|opening| lower.starts_with(opening.as_str())) && !words().wishes.any_in(&lower)
}

/// "10:42 Restarted the gate": an entry of a timeline.
fn is_step_taken(text: &str) -> bool {
    leading_time(text.trim_start_matches(['*', '_', '`', '[']))
        .is_some_and(|found| found.parts.hour.is_some() && found.parts.minute.is_some())
}

/// "See the whole [change](https://…)": where to read more. "See whether it holds" is a follow-up.
fn is_pointer(text: &str) -> bool {
    const SEE: [&str; 12] =
        ["see ", "siehe ", "voir ", "véase ", "ver ", "vedi ", "zie ", "zob. ", "см. ", "参见", "參見", "詳細は"];
    const WHETHER: [&str; 10] =
        [" if ", " whether ", " that ", " to it", " how ", " why ", " ob ", " si ", " se ", " of "];
    let (before, rest) = text.split_once("](").unwrap_or((text, ""));
    let behind = rest.split_once(')').map_or("", |(_, behind)| behind);
    let lower = before.trim_start_matches(['*', '_', '[', '(', ' ']).to_lowercase();
    !rest.is_empty()
        && behind.trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
        && SEE.iter().any(|see| lower.starts_with(see))
        && !WHETHER.iter().any(|word| lower.contains(word))
        && lower.split_whitespace().count() <= POINTING
}

/// So many words a pointer has at most.
const POINTING: usize = 8;

/// "Write the post-mortem", "Publish this report": what every incident asks for. "Write a post-mortem template" is a follow-up.
pub(crate) fn is_write_up(text: &str) -> bool {
    let said = normalise(&marked(text).0);
    if said.chars().any(is_cjk) {
        return said.chars().count() <= 20 && words().write_up_tasks.any_in(&said);
    }
    let all: Vec<&str> = said.split(' ').collect();
    let verb = || all.iter().take(3).chain(all.last()).any(|word| words().write_up_verbs.contains(*word));
    if all.len() > 10 || !verb() {
        return false;
    }
    let noun = words().write_ups.iter().find_map(|noun| Some((said.find(noun.as_str())?, noun)));
    let Some((at, noun)) = noun else { return false };
    let after: Vec<&str> = said[at + noun.len()..].split_whitespace().collect();
    after.len() <= 5 && !is_about_all_incidents(&after)
}

/// Whether the words are about all incidents to come rather than this one.
pub(crate) fn is_about_all_incidents(words: &[&str]) -> bool {
    const OF_ALL: [&str; 18] = [
        "template",
        "templates",
        "process",
        "policy",
        "checklist",
        "guide",
        "guidelines",
        "format",
        "tool",
        "bot",
        "automation",
        "training",
        "reviews",
        "culture",
        "program",
        "vorlage",
        "every",
        "automatically",
    ];
    words.iter().any(|word| OF_ALL.contains(word))
}
