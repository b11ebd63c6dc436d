//! What every incident asks for is told from what this one does: the write-up, sharing it, closing its ticket.
//!
//! Such a follow-up is one like any other; that it comes again says nothing.

use crate::parse::is_about_all_incidents;
use crate::text::{is_cjk, key};

/// What is done, folded.
const DO: &str = "
    write finish complete publish post draft create prepare hold schedule share send conduct run do present discuss communicate announce
    distribute circulate close update link file open review attend organise organize
    schreiben teilen schliessen veroffentlichen besprechen durchfuhren verteilen
    rediger partager fermer cloturer publier presenter communiquer organiser
    escribir redactar compartir cerrar publicar presentar comunicar organizar
    escrever compartilhar partilhar fechar encerrar apresentar
    scrivere condividere chiudere pubblicare presentare
    schrijven delen sluiten publiceren bespreken
    skriv skriva dela stang stanga publicera ga";

/// With what, folded.
const WITH: [&str; 44] = [
    "post mortem",
    "postmortem",
    "incident report",
    "incident review",
    "incident retrospective",
    "outage report",
    "write up",
    "writeup",
    "root cause analysis",
    "rca",
    "retrospective",
    "retro",
    "this report",
    "the report",
    "learnings",
    "lessons learned",
    "lessons learnt",
    "lessons",
    "findings",
    "the incident",
    "this incident",
    "the ticket",
    "ticket",
    "the issue",
    "action items",
    "erkenntnisse",
    "nachbereitung",
    "vorfall",
    "enseignements",
    "le ticket",
    "compte rendu",
    "aprendizajes",
    "el ticket",
    "lecciones",
    "aprendizados",
    "o ticket",
    "lezioni",
    "il ticket",
    "lessen",
    "geleerde lessen",
    "lardomar",
    "arendet",
    "incidentrapport",
    "informe de incidente",
];

/// The same where words are not divided.
const TOGETHER: [&str; 14] = [
    "ポストモーテムを",
    "学びを共有",
    "学びの共有",
    "振り返りを",
    "障害報告書を",
    "チケットをクローズ",
    "チケットを閉じ",
    "分享经验",
    "分享教训",
    "关闭工单",
    "撰写复盘",
    "编写复盘",
    "召开复盘",
    "事故报告",
];

/// Whether a follow-up is what every incident asks for.
pub(super) fn is_ritual(text: &str) -> bool {
    if text.chars().any(is_cjk) {
        return text.chars().count() <= 24 && TOGETHER.iter().any(|words| text.contains(words));
    }
    let said = key(text);
    let words: Vec<&str> = said.split(' ').collect();
    let does = |word: &&&str| DO.split_whitespace().any(|verb| verb == **word);
    let begins = words.iter().take(2).find(does).is_some() || words.last().is_some_and(|word| does(&word));
    let padded = format!(" {said} ");
    begins && words.len() <= 9 && {
        let found =
            WITH.iter().filter_map(|with| Some((padded.find(&format!(" {with} "))?, with.len()))).max_by_key(|at| at.0);
        // "Write a post-mortem template" is more than that.
        found.is_some_and(|(at, length)| padded[at + length + 1..].split_whitespace().count() <= 4)
            && !is_about_all_incidents(&words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_incident_asks_for_is_a_ritual() {
        for text in [
            "Write a post-mortem",
            "Share the learnings with the team",
            "Close the ticket",
            "Postmortem schreiben",
            "Partager les enseignements",
            "Cerrar el ticket",
            "学びを共有する",
            "Publish this report on the blog",
        ] {
            assert!(is_ritual(text), "{text}");
        }
        for text in [
            "Write a post-mortem template",
            "Close the valve at night",
            "Share the cache between hosts",
            "Run the restore test every month",
            "Review the limits of the queue",
        ] {
            assert!(!is_ritual(text), "{text}");
        }
    }
}
