//! What a text says of how an incident was found becomes one of the words that `detection` takes, when it plainly says one.
//!
//! A label decides, and there a name alone suffices; prose needs a subject and a verb. What denies or only wishes takes a sign away.

use crate::model::WayOfFinding;
use crate::parse::vocabulary::{FindingWords, WayWords, finding_label, finding_words, folder_of, says_nothing, words};
use crate::text::people::is_given_name;

/// How many clauses of a text are looked at.
const CLAUSES: usize = 6;

/// What one clause says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClauseSays {
    /// Nothing of how it was found.
    Nothing,
    /// Several ways, of which none can be preferred.
    Several,
    /// This way.
    Way(WayOfFinding),
}

/// Whether a labelled line called `name` (normalised) says how the incident was found.
pub(crate) fn is_finding_label(name: &str) -> bool {
    !finding_label(name).is_empty()
}

/// The way that the value of a label called `name` names, in the page's language `lang`, or in one that such a label is written in.
pub(crate) fn labelled_way(name: &str, lang: &str, text: &str) -> Option<&'static str> {
    let also = finding_label(name).iter().copied().filter(|language| folder_of(lang) != Some(*language));
    if names_several(lang, text) {
        return None;
    }
    let named = named_way(lang, text).or_else(|| also.into_iter().find_map(|language| named_way(language, text)));
    named.or_else(|| is_led_by_name(text).then(|| WayOfFinding::Employee.code()))
}

/// Whether a value puts together what is not one way, "mails of readers + nightly tests": of the two none can be preferred.
pub(crate) fn names_several(lang: &str, text: &str) -> bool {
    let mut ways = text.split(" + ").map(|part| named_way(lang, part));
    let first = ways.next().flatten();
    ways.any(|way| way != first)
}

/// Whether a value begins with somebody's name, "Ann (night shift)": a house writes the names of its own.
fn is_led_by_name(text: &str) -> bool {
    let first = text.trim_start().split(['(', '（', ',', '，', ';', '–', '—']).next().unwrap_or_default();
    let words = first.split_whitespace();
    words.clone().count() <= 3
        && words.clone().next().is_some_and(is_given_name)
        && words.clone().all(begins_with_capital)
}

fn begins_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// The way that the value of a label or the whole of a section names: a word of `detection`, a name alone, or a clause.
pub(crate) fn named_way(lang: &str, text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if says_nothing(bare) && !words().found_by.iter().any(|(_, phrases)| phrases.iter().any(|p| p == bare)) {
        return None;
    }
    let whole = words().found_by.iter().find(|(_, phrases)| phrases.iter().any(|p| p == bare));
    if let Some((word, _)) = whole {
        return Some(word.as_str());
    }
    let all = finding_words(lang)?;
    let lower = without_denied(lower);
    for clause in clauses(all, &lower) {
        // "Alert on the error rate in Grafana at 14:09".
        let is_word = |word: &&str| !word.contains(|c: char| c.is_ascii_digit());
        let short = clause.split_whitespace().filter(is_word).count() <= 8;
        let named =
            |way: &&WayWords| says(way, clause) || short && way.who.any_in(clause) && !way.unless.any_in(clause);
        let ways: Vec<WayOfFinding> =
            all.ways.iter().filter(|way| named(way) && !denied(all, way, clause)).map(|way| way.way).collect();
        let told = if ways.is_empty() { told_in(all, clause) } else { chosen(ways) };
        match told {
            ClauseSays::Way(way) => return Some(way.code()),
            ClauseSays::Several => return None,
            ClauseSays::Nothing => {}
        }
    }
    // "Development team (while reading the logs)".
    let (head, _) = lower.split_once(['(', '（', ',', '，', ';', '；'])?;
    let head = head.trim_matches(|c: char| !c.is_alphanumeric());
    words().found_by.iter().find(|(_, phrases)| phrases.iter().any(|p| p == head)).map(|(word, _)| word.as_str())
}

/// The way that prose in the language `lang` plainly says: the first clause that says one at all decides.
pub(crate) fn told_way(lang: &str, text: &str) -> Option<&'static str> {
    let lower = without_denied(text.to_lowercase());
    let all = finding_words(lang)?;
    let first = clauses(all, &lower).map(|clause| told_in(all, clause)).find(|says| *says != ClauseSays::Nothing)?;
    match first {
        ClauseSays::Way(way) => Some(way.code()),
        ClauseSays::Nothing | ClauseSays::Several => None,
    }
}

/// Whether a text says plainly that no machine told of the incident.
pub(crate) fn says_machines_were_silent(lang: &str, text: &str) -> bool {
    finding_words(lang).is_some_and(|all| all.machines_silent.any_in(&text.to_lowercase()))
}

/// Whether a way of finding is that of a machine.
pub(crate) fn is_of_a_machine(lang: &str, way: &str) -> bool {
    finding_words(lang).is_some_and(|all| all.ways.iter().any(|known| known.machine && known.way.code() == way))
}

/// A text without its questions that were answered no: "Was this detected by monitoring? No", "Automated alert: no".
fn without_denied(text: String) -> String {
    const NO: [&str; 14] =
        ["no", "none", "nein", "non", "não", "nee", "nej", "nei", "nie", "нет", "いいえ", "なし", "否", "아니오"];
    let denied = |sentence: &str| {
        let answer =
            sentence.split_once(['?', '？', ':', '：']).map(|(_, answer)| answer.trim_start_matches(['*', '_', ' ']));
        answer
            .is_some_and(|answer| NO.contains(&answer.split([' ', ',', '(', '*', '–', '—']).next().unwrap_or_default()))
    };
    if !text.contains(['?', '？', ':', '：']) {
        return text;
    }
    let sentences = text.split_inclusive(['.', '。', '!', ';', '\n']);
    sentences
        .filter(|sentence| !denied(sentence.trim_end_matches(['.', '。', '!', ';', '\n', ' ', '*', '_'])))
        .collect()
}

fn clauses<'t>(all: &'static FindingWords, lower: &'t str) -> impl Iterator<Item = &'t str> {
    all.between.split(lower).map(str::trim).filter(|clause| !clause.is_empty()).take(CLAUSES)
}

fn told_in(all: &FindingWords, clause: &str) -> ClauseSays {
    if clause.ends_with('?') || !all.tells.any_in(clause) {
        return ClauseSays::Nothing;
    }
    let plainly = |way: &&WayWords| says(way, clause) && !denied(all, way, clause);
    let ways: Vec<WayOfFinding> = all.ways.iter().filter(plainly).map(|way| way.way).collect();
    if ways.is_empty() && all.to_us.any_in(clause) && !all.denied_people.any_in(clause) {
        let staff = |way: &&WayWords| !way.machine && way.who.any_in(clause);
        return match all.ways.iter().find(staff) {
            Some(way) => ClauseSays::Way(way.way),
            None => ClauseSays::Way(WayOfFinding::Customer),
        };
    }
    chosen(ways)
}

fn says(way: &WayWords, clause: &str) -> bool {
    way.says.any_in(clause) && !way.unless.any_in(clause)
}

/// Whether the clause denies the sign, or only wishes for it.
fn denied(all: &FindingWords, way: &WayWords, clause: &str) -> bool {
    if way.machine { all.denied_machine.any_in(clause) } else { all.denied_people.any_in(clause) }
}

/// Of several signs in one clause the one that the others only carry: somebody at a dashboard, an alert that reached an engineer.
fn chosen(mut ways: Vec<WayOfFinding>) -> ClauseSays {
    use WayOfFinding::{Alert, Customer, Dashboard, Employee, ScheduledCheck, SloBurn, Support};
    let has = |ways: &[WayOfFinding], way: WayOfFinding| ways.contains(&way);
    if has(&ways, SloBurn) || has(&ways, ScheduledCheck) {
        ways.retain(|way| !matches!(way, Alert | Employee));
    }
    if has(&ways, Support) {
        ways.retain(|way| !matches!(way, Customer));
    }
    if has(&ways, Alert) || has(&ways, Dashboard) {
        ways.retain(|way| *way != Employee);
    }
    if has(&ways, Alert) {
        ways.retain(|way| *way != Dashboard);
    }
    match ways.as_slice() {
        [] => ClauseSays::Nothing,
        [way] => ClauseSays::Way(*way),
        _ => ClauseSays::Several,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Languages in one of which each case below is written; in no other must it say anything else.
    const LANGUAGES: [&str; 6] = ["en", "de", "fr", "es", "ja", "zh"];

    fn told(text: &str) -> Option<&'static str> {
        LANGUAGES.iter().find_map(|lang| told_way(lang, text))
    }

    fn labelled(text: &str) -> Option<&'static str> {
        LANGUAGES.iter().find_map(|lang| labelled_way("detected by", lang, text))
    }

    #[test]
    fn prose_needs_a_subject_and_a_verb() {
        let cases = [
            ("An alert on lease age paged the on-call.", Some("alert")),
            ("The error budget burn alert fired.", Some("slo-burn")),
            ("A customer reported failing orders.", Some("customer")),
            ("No alert fired. Customers reported failing orders.", Some("customer")),
            ("No alert fired, but customers reported failing orders.", Some("customer")),
            ("A customer wrote a support ticket.", Some("support")),
            ("We were immediately alerted to the slow search by Grafana.", Some("alert")),
            ("We were alerted by a customer.", Some("customer")),
            (
                "The developer was monitoring the Grafana dashboard during the rollout and noticed more requests.",
                Some("dashboard"),
            ),
            ("A driver told us by phone", Some("customer")),
            ("An engineer noticed that orders were missing.", Some("employee")),
            ("An engineer found the root cause.", None),
            ("It was not noticed until a user complained.", Some("customer")),
            ("Monitoring should have paged us.", None),
            ("We should add an alert that fires on empty maps.", None),
            ("The alert fired too late.", None),
            ("PagerDuty paged the on-call engineer.", Some("alert")),
            ("Our security researcher friends reported it", Some("partner")),
            ("Users were unable to log in.", None),
            ("Customers could not pay. An alert was added later.", None),
            ("It was found.", None),
            ("Nobody noticed.", None),
            ("", None),
            ("Ein Kunde meldete leere Karten.", Some("customer")),
            ("Ein Alarm kam nicht.", None),
            ("Der Alarm schlug an.", Some("alert")),
            ("Un client nous a signalé le problème.", Some("customer")),
            ("Aucune alerte ne s'est déclenchée.", None),
            ("Una alerta se disparó.", Some("alert")),
            ("No hubo alertas; los usuarios avisaron.", Some("customer")),
            ("アラートは発火していない", None),
            ("監視システムが検知した。", Some("alert")),
            ("利用者からの問い合わせで発覚", Some("customer")),
            ("用户反馈地图为空", Some("customer")),
            ("Was this detected by monitoring? No", None),
            ("Detected by monitoring: No. A customer told us.", Some("customer")),
            ("Automated alert: no", None),
            ("None of our monitors noticed it. A customer told us.", Some("customer")),
            ("没有收到告警", None),
            ("收到告警", Some("alert")),
        ];
        let wrong = cases.iter().map(|(text, expected)| (text, told(text), *expected));
        assert_eq!(wrong.filter(|(_, read, expected)| read != expected).collect::<Vec<_>>(), []);
    }

    #[test]
    fn a_story_says_plainly_that_no_machine_told_of_it() {
        for (lang, text) in [
            ("en", "The error was not detected by any of our alerts."),
            ("en", "None of our monitors fired."),
            ("en", "The alarms never went off."),
            ("no", "Feilen ble ikke oppdaget av oss gjennom våre alarmer."),
            ("sv", "Felet upptäcktes sent, och inget larm gick."),
            ("da", "Fejlen blev ikke opdaget af vores overvågning."),
            ("de", "Der Fehler wurde nicht durch unsere Alarme entdeckt."),
            ("fr", "La panne n'a pas été détectée par nos alertes."),
            ("es", "El fallo no fue detectado por nuestras alertas."),
        ] {
            assert!(says_machines_were_silent(lang, text), "{text}");
        }
        for text in
            ["An alert fired at ten.", "We should have more alerts.", "The alert fired late, and nobody looked at it."]
        {
            assert!(!says_machines_were_silent("en", text), "{text}");
        }
    }

    #[test]
    fn in_a_label_a_name_suffices_and_a_denial_denies() {
        let cases = [
            ("customers", Some("customer")),
            ("Unknown", Some("unknown")),
            ("A driver told us by phone; no automated alert", Some("customer")),
            ("ユーザー報告。アラートは発火していない", Some("customer")),
            ("PagerDuty", Some("alert")),
            ("Monitoring alert (PagerDuty)", Some("alert")),
            ("Kunde", Some("customer")),
            ("Support-Ticket", Some("support")),
            ("no alert", None),
            ("customers and alerts", None),
            ("Jo", None),
            ("n/a", None),
        ];
        let wrong = cases.iter().map(|(text, expected)| (text, labelled(text), *expected));
        assert_eq!(wrong.filter(|(_, read, expected)| read != expected).collect::<Vec<_>>(), []);
    }

    #[test]
    fn who_saw_it_is_told_apart_from_what_showed_it() {
        let cases = [
            ("en", "At ten we noticed that maps were empty.", Some("employee")),
            ("en", "We noticed that the alert was too quiet.", None),
            ("en", "We became aware of it during a call with the depot.", None),
            ("en", "Customers of maps.example began reporting empty maps.", Some("customer")),
            ("en", "Our engineers observed a drop of orders.", Some("employee")),
            ("en", "We got an automated warning from the host.", Some("alert")),
            ("en", "Alerts started firing at ten.", Some("alert")),
            ("en", "We got e-mails from our monitoring.", Some("alert")),
            ("en", "After an hour of looking at the wrong graph the cause was found.", None),
            ("no", "Varsling på dashboardet om full kø", Some("dashboard")),
            ("no", "Overvåking av loggene under produksjonssettingen", Some("employee")),
            (
                "no",
                "Karttjenesteteamet gjorde oss oppmerksomme på tomme kart. Det var også synlig i Grafana.",
                Some("employee"),
            ),
            ("no", "Varslet i en tråd på #drift", Some("employee")),
            ("no", "Feilen ble påvist gjennom manuell testing.", Some("employee")),
            ("no", "Leverandøren gjorde oss klar over det.", Some("partner")),
        ];
        let wrong = cases.iter().map(|(lang, text, expected)| (text, told_way(lang, text), *expected));
        assert_eq!(wrong.filter(|(_, read, expected)| read != expected).collect::<Vec<_>>(), []);
    }

    #[test]
    fn every_word_that_is_looked_for_is_one_that_detection_takes() {
        for (word, _) in &words().found_by {
            assert!(WayOfFinding::from_code(word).is_some(), "{word}");
        }
    }
}
