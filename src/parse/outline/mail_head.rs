//! The head of a mail that was pasted into a file becomes its subject and when it was written.

use crate::model::Fact;
use crate::parse::markdown::{BlockKind, BodyBlock, Document, Events, blocks};
use crate::parse::outline::label::Label;
use crate::parse::outline::labelled_lines::labels;

/// Lines that a mail begins with.
#[derive(Debug)]
pub(crate) struct MailHead {
    pub(crate) subject: Option<Label>,
    /// When it was written.
    pub(crate) date: Option<Label>,
}

/// Names of such lines, as programs for mail write them in several languages.
const FROM: [&str; 12] = ["from", "von", "de", "da", "van", "från", "fra", "od", "от", "差出人", "发件人", "보낸 사람"];
const SUBJECT: [&str; 15] = [
    "subject",
    "betreff",
    "objet",
    "asunto",
    "assunto",
    "oggetto",
    "onderwerp",
    "ämne",
    "emne",
    "temat",
    "тема",
    "件名",
    "主题",
    "主旨",
    "제목",
];
const DATE: [&str; 17] = [
    "date",
    "sent",
    "datum",
    "gesendet",
    "envoyé",
    "fecha",
    "enviado",
    "data",
    "inviato",
    "verzonden",
    "skickat",
    "sendt",
    "dato",
    "wysłano",
    "дата",
    "日時",
    "日期",
];

/// What marks an answer, or something that was passed on.
const PASSED_ON: [&str; 9] = ["re:", "aw:", "sv:", "fw:", "fwd:", "wg:", "tr:", "rv:", "vs:"];

/// The head of the mail that a body begins with, if it begins with one.
pub(crate) fn mail_head(text: &str, events: &Events<'_>, blocks: &[BodyBlock]) -> Option<MailHead> {
    let first = blocks.iter().find(|block| !matches!(block.kind, BlockKind::Heading(_)))?;
    let lines = if first.kind == BlockKind::Paragraph { labels(text, events, first) } else { return None };
    let find = |names: &[&str]| lines.iter().find(|line| names.contains(&line.name.as_str())).cloned();
    find(&FROM)?;
    let (subject, date) = (find(&SUBJECT), find(&DATE));
    subject.is_some().then_some(MailHead { subject, date })
}

/// The subject of the mail that a body is, without the marks of answers.
pub(crate) fn mail_subject(document: &Document<'_>) -> Option<Fact<String>> {
    let events = &document.events;
    let subject = mail_head(document.text, events, &blocks(events, 0..events.len()))?.subject?;
    let words = subject.plain(document.text, events);
    let mut rest = words.trim();
    while let Some(mark) =
        PASSED_ON.iter().find(|mark| rest.get(..mark.len()).is_some_and(|r| r.eq_ignore_ascii_case(mark)))
    {
        rest = rest[mark.len()..].trim_start();
    }
    let bare = without_list(rest);
    (!bare.is_empty()).then(|| Fact::label(bare.to_owned(), subject.span))
}

/// A subject without the name of a list or a state in brackets before it: `[RESOLVED] Belt down`.
fn without_list(subject: &str) -> &str {
    let bracketed = subject.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match bracketed {
        Some((tag, rest)) if !tag.contains(|c: char| c.is_ascii_digit()) && !rest.trim().is_empty() => rest.trim(),
        _ => subject,
    }
}
