//! The words of a question become the words that it asks about: "what is a pod" asks for a pod.
//!
//! Only what begins as a question does is read as one, so no word is lost from anything else. The lists are of the languages that a site
//! is written in, and go to the browser with the index.

use serde::Serialize;

use crate::index::name_keys::key;
use crate::text::{primary_language, read, stem};
use crate::views::Views;

/// How a language asks. All words are folded.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AskingWords {
    #[serde(skip)]
    language: &'static str,
    /// With these a question begins,
    opens: &'static str,
    /// and with these where the word after is one of asking too.
    may_open: &'static str,
    /// These say nothing of what is asked about, and neither do the two before.
    words: &'static str,
    /// Two words that only ask where they stand side by side; with them a question begins, too.
    pairs: &'static [&'static str],
    /// The two words with which somebody asks for steps to take, so that instructions answer better than stories.
    steps: &'static [&'static str],
    /// The months, whole and short.
    pub(super) months: &'static str,
}

/// How questions are asked, language by language.
const LANGUAGES: [AskingWords; 8] = [
    AskingWords {
        language: "en",
        opens: "what whats who whos whom whose how hows where wheres when why which",
        may_open: "has have had did do does is are was were can could should would will may must am tell show explain",
        words: "be been i we you me my our us your a an the there any anyone anybody anything someone somebody something ever seen \
                mean means need know about find happens happened please \
                fires firing rings ringing triggers triggered owns maintains",
        pairs: &[
            "which team",
            "what team",
            "looks after",
            "look after",
            "owner of",
            "owners of",
            "owned by",
            "responsible for",
            "runbook for",
            "playbook for",
            "definition of",
            "meaning of",
            "still open",
            "follow ups",
            "learned about",
            "learned from",
            "learn about",
            "learn from",
            "learnt from",
            "lessons from",
            "lessons about",
            "what broke",
            "what failed",
            "went wrong",
            "happened before",
            "seen before",
            "last week",
            "last month",
            "last year",
            "this week",
            "this month",
        ],
        steps: &["how do", "how can", "how could", "how should", "how to", "what do", "what should", "what to"],
        months: "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec",
    },
    AskingWords {
        language: "de",
        opens: "wie wer wen wem warum wieso weshalb welche welcher welches welchen wo wann woher womit wozu",
        may_open: "was hat habe haben kann konnen soll sollte muss mussen ist sind gibt darf wird",
        words: "war ein eine einen einem einer der die das den dem des ich wir man du sie uns mir mich es jemand schon mal je gesehen \
                bedeutet heisst macht mache tun tut denn bitte fur zu zum zur im in am an auf bei von vom mit um \
                wenn anschlagt auslost losgeht klingelt",
        pairs: &[
            "welches team",
            "welchem team",
            "wem gehort",
            "zustandig fur",
            "verantwortlich fur",
            "gelernt aus",
            "bedeutung von",
            "noch offen",
            "letzte woche",
            "letzten monat",
        ],
        steps: &[
            "wie kann",
            "wie konnen",
            "wie mache",
            "wie soll",
            "wie sollen",
            "wie muss",
            "wie stelle",
            "wie setze",
            "wie starte",
            "wie rolle",
            "wie geht",
            "was tun",
            "was mache",
            "was soll",
        ],
        months: "januar janner februar marz april mai juni juli august september oktober november dezember",
    },
    AskingWords {
        language: "fr",
        opens: "comment pourquoi qui quand quel quelle quels quelles combien",
        may_open: "qu que quoi c ou est ai a avons peut dois doit faut y",
        words: "ce l d un une le la les des du de je on nous vous il elle t quelqu devons peux faire deja vu sont sur pour avec dans en \
                signifie veut dire si sonne declenche",
        pairs: &[
            "quelle equipe",
            "responsable de",
            "responsable du",
            "appris de",
            "encore ouvertes",
            "semaine derniere",
            "mois dernier",
        ],
        steps: &[
            "comment faire",
            "comment puis",
            "comment peut",
            "comment on",
            "comment je",
            "comment dois",
            "que faire",
        ],
        months: "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    },
    AskingWords {
        language: "es",
        opens: "quien quienes donde cual cuales",
        may_open: "que por como cuando hay alguien ha puedo debo",
        words: "es son un una el la los las de del al en para con se yo podemos debemos hago hacer han visto significa lo me mi nos si salta suena",
        pairs: &["que equipo", "responsable de", "aprendimos de", "siguen abiertas", "semana pasada", "mes pasado"],
        steps: &["como puedo", "como podemos", "como hago", "como se", "como debo", "que hago", "que hacer"],
        months: "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
    },
    AskingWords {
        language: "pt",
        opens: "quem qual quais onde",
        may_open: "o que como quando por porque alguem ja existe ha",
        words: "a os as um uma e sao de do da dos das em no na para com eu posso podemos devo devemos faco fazer viu significa se dispara toca",
        pairs: &["qual equipe", "qual equipa", "responsavel por", "aprendemos com", "semana passada", "mes passado"],
        steps: &["como posso", "como podemos", "como faco", "como se", "como devo", "que fazer"],
        months: "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    },
    AskingWords {
        language: "it",
        opens: "chi perche quale quali dove",
        may_open: "che cosa cos come quando qualcuno c posso devo",
        words: "e sono un una uno il lo la i gli le di del della dei in per con si io possiamo dobbiamo faccio fare ha gia visto ce \
                significa mi ci se scatta suona",
        pairs: &["quale team", "quale squadra", "responsabile di", "imparato da", "settimana scorsa", "mese scorso"],
        steps: &["come posso", "come possiamo", "come faccio", "come si", "come devo", "che fare"],
        months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    },
    AskingWords {
        language: "nl",
        opens: "wie hoe waar waarom wanneer welke welk",
        may_open: "wat heeft is kan moet",
        words: "zijn een de het van in op voor met ik we wij je kunnen moeten doe doen iemand ooit gezien betekent er mij ons als afgaat",
        pairs: &["welk team", "verantwoordelijk voor", "geleerd van", "nog open", "vorige week", "vorige maand"],
        steps: &["hoe kan", "hoe moet", "hoe doe", "wat doe", "wat moet"],
        months: "januari februari maart april mei juni juli augustus september oktober november december",
    },
    AskingWords {
        language: "sv",
        opens: "hur vem vilken vilket vilka varfor",
        may_open: "vad var nar har kan ska finns",
        words: "ar en ett den det de i pa for med jag vi man maste gor gora nagon sett betyder mig oss nar larmar",
        pairs: &["vilket team", "ansvarar for", "ansvarig for", "larde av", "forra veckan", "forra manaden"],
        steps: &["hur kan", "hur gor", "hur ska", "vad gor", "vad ska"],
        months: "januari februari mars april maj juni juli augusti september oktober november december",
    },
];

/// How Chinese, Japanese and Korean ask: what a question begins or ends with, longer ones first.
pub(crate) const WIDE: [&str; 18] = [
    "とは何ですか",
    "とはなんですか",
    "って何ですか",
    "とは何か",
    "は何ですか",
    "って何",
    "とは",
    "を教えて",
    "是什么意思",
    "是什么",
    "什么是",
    "怎么办",
    "怎么",
    "如何",
    "是何",
    "란무엇인가요",
    "무엇인가요",
    "이란",
];

/// A question whose answer is called otherwise than it is asked for.
pub(crate) struct Question {
    /// As asked: the word that opens it, then what is left of it.
    pub asked: &'static [&'static str],
    /// What its answer may be called.
    pub means: &'static [&'static str],
    /// The kind of page that answers it.
    pub kind: Option<&'static str>,
}

/// The questions of the first night.
pub(crate) const QUESTIONS: [Question; 2] = [
    Question {
        asked: &[
            "who call",
            "whom call",
            "who page",
            "whom page",
            "who ask",
            "whom ask",
            "who contact",
            "whom contact",
            "who escalate",
            "how escalate",
            "who help",
            "who phone",
            "wen rufe",
            "wen anrufen",
            "wen frage",
            "wer hilft",
            "qui appeler",
            "qui contacter",
            "quien llamo",
            "quien llamar",
            "quem chamo",
            "quem chamar",
            "chi chiamo",
            "chi chiamare",
            "wie bellen",
            "vem ringer",
        ],
        means: &[
            "on-call",
            "escalation",
            "escalate",
            "contact",
            "contacts",
            "Bereitschaft",
            "astreinte",
            "guardia",
            "reperibilità",
        ],
        kind: None,
    },
    Question {
        asked: &[
            "what read first",
            "which read first",
            "what read",
            "where start",
            "where begin",
            "how start",
            "how get started",
            "what first",
            "what learn first",
            "what read first call",
            "what read first go call",
            "what read first new",
            "what read before call",
            "what read before first shift",
            "where start call",
            "where start new",
            "wo anfangen",
            "wo beginnen",
            "wo fange",
            "womit anfangen",
            "comment commencer",
            "quoi lire",
            "donde empezar",
            "donde empiezo",
            "onde comecar",
            "onde comeco",
            "dove iniziare",
            "dove inizio",
            "waar beginnen",
            "waar begin",
        ],
        means: &[
            "getting started",
            "start here",
            "onboarding",
            "introduction",
            "first steps",
            "Einstieg",
            "prise en main",
        ],
        kind: Some("path"),
    },
];

/// The key that a question has among the names: of what opens it, and of what is left of it.
pub(crate) fn question_key(asked: &str) -> Option<String> {
    let terms: Vec<String> = read(asked).words.iter().map(|word| stem(&word.surface).into_owned()).collect();
    key(&terms)
}

/// How questions are asked in the languages of a site, its own before the others, and English.
pub(crate) fn languages_of(views: &Views) -> Vec<&'static AskingWords> {
    let own = primary_language(&views.site.config.lang);
    let written: std::collections::BTreeSet<&str> =
        views.site.pages.iter().map(|page| primary_language(&page.lang)).collect();
    let (first, others): (Vec<_>, Vec<_>) = LANGUAGES.iter().partition(|asking| asking.language == own);
    let used = |asking: &&AskingWords| asking.language == "en" || written.contains(asking.language);
    first.into_iter().chain(others.into_iter().filter(used)).collect()
}

impl AskingWords {
    /// Which of the words, all words of a query in order, only ask; `None` where they are no question.
    fn silent(&self, words: &[String], is_all: bool) -> Option<Vec<bool>> {
        let has = |list: &str, word: &String| list.split(' ').any(|other| other == word);
        let asks = |word: &String| [self.opens, self.may_open, self.words].iter().any(|list| has(list, word));
        let (first, second) = (words.first()?, words.get(1));
        let is_pair = |at: usize| words.get(at..at + 2).is_some_and(|two| self.pairs.contains(&two.join(" ").as_str()));
        let opens = has(self.opens, first) || is_pair(0) || (has(self.may_open, first) && second.is_some_and(asks));
        let paired = |at: usize| is_pair(at) || (at > 0 && is_pair(at - 1));
        let silent: Vec<bool> = (0..words.len()).map(|at| asks(&words[at]) || paired(at)).collect();
        // Where nothing is left, what stands in pairs is asked about: "which follow-ups are still open".
        let speaks = !is_all || silent.contains(&false);
        opens.then(|| if speaks { silent } else { words.iter().map(asks).collect() })
    }
}

/// Whether the folded words of a query ask for steps to take.
pub(crate) fn asks_for_steps(languages: &[&AskingWords], words: &[String]) -> bool {
    let begin = words.get(..2).map(|two| two.join(" "));
    begin.is_some_and(|begin| languages.iter().any(|language| language.steps.contains(&begin.as_str())))
}

/// Which of the folded words of a query only ask; `None` where it is no question, or all of it is. `is_all` says that nothing else is
/// asked, no phrase either.
pub(crate) fn silent(languages: &[&AskingWords], words: &[String], is_all: bool) -> Option<Vec<bool>> {
    let silent = languages.iter().find_map(|language| language.silent(words, is_all))?;
    (!is_all || silent.contains(&false)).then_some(silent)
}

/// A query without what asks in a script that divides no words, unless nothing else is left.
pub(crate) fn without_wide_asking(query: &str) -> &str {
    let bare = query.trim_end_matches(['?', '？', '。', ' ', '\u{3000}']);
    let ended = WIDE.iter().find_map(|asking| bare.strip_suffix(asking));
    let begun = || WIDE.iter().find_map(|asking| bare.strip_prefix(asking));
    ended.or_else(begun).filter(|rest| !rest.trim().is_empty()).unwrap_or(query)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(languages: &[&str], query: &str) -> String {
        let of = |language: &&str| LANGUAGES.iter().find(|asking| asking.language == *language).expect("it is listed");
        let languages: Vec<&AskingWords> = languages.iter().map(of).collect();
        let words: Vec<String> = read(query).words.iter().map(|word| word.surface.to_string()).collect();
        let silent = silent(&languages, &words, true).unwrap_or_else(|| vec![false; words.len()]);
        let left = words.into_iter().zip(silent).filter(|(_, silent)| !silent).map(|(word, _)| word);
        left.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_question_is_about_what_does_not_ask() {
        for (query, about) in [
            ("What is a pod?", "pod"),
            ("who do I call", "call"),
            ("how do I roll back checkout", "roll back checkout"),
            ("what do I do when DiskAlmostFull fires", "diskalmostfull"),
            ("has anyone seen ECONNRESET", "econnreset"),
            ("what is IF", "if"),
            ("mean time to recovery", "mean time to recovery"),
            ("CAN bus", "can bus"),
            ("who owns Relay", "relay"),
            ("which team looks after Sort Director?", "sort director"),
            ("runbook for KubeAPIDown", "kubeapidown"),
            ("which follow-ups are still open for checkout", "for checkout"),
            ("open telemetry last month", "open telemetry last month"),
            ("what is", "what is"),
            ("which follow-ups are still open", "follow ups still open"),
        ] {
            assert_eq!(left(&["en"], query), about, "{query}");
        }
        assert_eq!(left(&["de", "en"], "Was ist ein Pod?"), "pod");
        assert_eq!(left(&["de", "en"], "was fehlt"), "was fehlt");
        assert_eq!(left(&["fr", "en"], "qu'est-ce qu'un pod"), "pod");
        assert_eq!(left(&["es"], "¿Qué es un pod?"), "pod");
        assert_eq!(without_wide_asking("ポッドとは何ですか？"), "ポッド");
        assert_eq!(without_wide_asking("とは"), "とは");
    }
}
