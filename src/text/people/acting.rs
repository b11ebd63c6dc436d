//! A sentence becomes the people in it: names of the list with what follows them, handles, whoever does what only people do, and the
//! initials or the name that an entry of a timeline begins with.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::text::people::given_names::is_given_name;
use crate::text::people::listed::people_listed;

/// A word that is a person, and what says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person<'a> {
    /// As written, without the `@` of a handle.
    pub word: &'a str,
    /// What says so.
    pub by: Stands,
}

/// What says that a word is a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stands {
    /// It is in the list of given names.
    Listed,
    /// It follows one that is, or it stands after "Author:".
    Named,
    /// `@anna`.
    Handle,
    /// It did what only people do.
    Acted,
    /// An entry of a timeline begins with it: `JG: restarted it`.
    Initials,
}

/// What people do and machines do not, as said of them in write-ups; in the past and in the present.
static ACTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "
    noticed notices noted notes notified notifies realised realized realises realizes suggested suggests asked asks pinged pings joined joins volunteered volunteers
    suspected suspects thought thinks believed believes wondered wonders proposed proposes discovered discovers investigated
    investigates investigating remembered remembers recalled recalls spotted spots posted posts tweeted wrote writes said says told
    tells replied replies commented comments acknowledged acknowledges acked acks escalated escalates confirmed confirms decided
    decides tried tries merged merges reverted reverts restarted restarts rebooted reboots rolled rolls paged pages messaged messages
    emailed emails called calls phoned phones opened opens filed files raised raises created creates cordoned cordons drained drains
    scaled scales deleted deletes fixed fixes deployed deploys pushed pushes looked looks started starts began begins
    bemerkte bemerkt meldete meldet vermutete startete remarque a_remarqué avisó notó reinició ha_notato märkte upptäckte merkte"
        .split_whitespace()
        .collect()
});

/// Of these, what programs and services are said to do as well: alone it says little, of two together or of initials it says enough.
static ALSO_OF_MACHINES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "
    confirmed confirms notified notifies decided decides tried tries merged merges reverted reverts restarted restarts rebooted reboots rolled
    rolls paged pages messaged messages emailed emails called calls opened opens raised raises created creates drained drains scaled scales
    deleted deletes fixed fixes deployed deploys pushed pushes started starts began begins looked looks posted posts said says
    acknowledged acknowledges startete remarque joined joins discovered discovers"
        .split_whitespace()
        .collect()
});

/// The labels after which people are named, in small letters.
const LABELS: [&str; 58] = [
    "author",
    "authors",
    "written by",
    "reported by",
    "discovered by",
    "noticed by",
    "found by",
    "owner",
    "reporter",
    "responder",
    "responders",
    "participants",
    "attendees",
    "incident commander",
    "incident manager",
    "incident lead",
    "commander",
    "scribe",
    "comms lead",
    "communications lead",
    "facilitator",
    "on call",
    "on-call",
    "on-call engineer",
    "reviewer",
    "reviewers",
    "reviewed by",
    "people involved",
    "assignee",
    "contact",
    "autor",
    "autoren",
    "verfasser",
    "verfasst von",
    "gemeldet von",
    "beteiligte",
    "teilnehmer",
    "auteur",
    "auteurs",
    "rédigé par",
    "signalé par",
    "autores",
    "redactado por",
    "reportado por",
    "escrito por",
    "autore",
    "autori",
    "scritto da",
    "auteur(s)",
    "geschreven door",
    "av",
    "författare",
    "rapporterad av",
    "作成者",
    "報告者",
    "対応者",
    "作者",
    "负责人",
];

/// The people in `text`, a sentence or a paragraph as plain text, in order; `entry` where it is one of a timeline.
pub fn people_in(text: &str, entry: bool) -> Vec<Person<'_>> {
    let mut found: Vec<Person<'_>> = Vec::new();
    if let Some(listed) = labelled(text) {
        found.extend(listed.into_iter().map(|word| Person { word, by: Stands::Named }));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| may_name(word)) {
        if let Some(word) = handle(word) {
            found.push(Person { word, by: Stands::Handle });
        } else if is_given_name(bare(word)) {
            found.push(Person { word: bare(word), by: Stands::Listed });
            // A family name, unless the given name ends its clause, or brackets say where somebody is from.
            let goes_on = |next: &&&str| ends_open(word) && next.starts_with(char::is_alphabetic);
            let family = words.get(at + 1).filter(goes_on).map(|next| bare(next));
            found.extend(family.filter(|next| is_name(next)).map(|word| Person { word, by: Stands::Named }));
        } else if word.contains('/') && word.split('/').all(|part| is_name(bare(part))) {
            // "Anna/Platform".
            let listed = word.split('/').map(bare).filter(|part| is_given_name(part));
            found.extend(listed.map(|word| Person { word, by: Stands::Listed }));
        }
    }
    acted(&words, &mut found);
    if entry {
        found.extend(speaker(&words));
    }
    found
}

/// Whoever "noticed", and whoever stands beside them: "Ravi and Mei paged".
fn acted<'a>(words: &[&'a str], found: &mut Vec<Person<'a>>) {
    for (at, verb) in words.iter().enumerate().skip(1) {
        let (subject, before) = (words[at - 1], at.checked_sub(3).map(|from| &words[from..at - 1]));
        if !may_name(subject) || !is_name(bare(subject)) || !ends_open(subject) || !ACTS.contains(bare(verb)) {
            continue;
        }
        let beside = before.and_then(|two| (two[1] == "and" && is_name(bare(two[0]))).then_some(bare(two[0])));
        if beside.is_none() && ALSO_OF_MACHINES.contains(bare(verb)) {
            continue;
        }
        // "The Scheduler noticed" is a thing.
        let article = at.checked_sub(2).map(|i| words[i].to_lowercase());
        if article.is_some_and(|word| {
            ["the", "a", "an", "our", "this", "der", "die", "das", "le", "la", "el"].contains(&&*word)
        }) {
            continue;
        }
        found.extend(beside.into_iter().chain([bare(subject)]).map(|word| Person { word, by: Stands::Acted }));
    }
}

/// The name or the initials that an entry of a timeline begins with: `JG:`, `AB restarts`, `anna:`.
fn speaker<'a>(words: &[&'a str]) -> Option<Person<'a>> {
    let (first, next) = (words.first()?, words.get(1));
    let word = bare(first);
    let speaks = first.ends_with([':', '：']) || first.starts_with('<') && first.ends_with('>');
    let acts = || next.is_some_and(|verb| ACTS.contains(bare(verb)));
    (are_initials(word) && (speaks || acts())).then_some(Person { word, by: Stands::Initials })
}

/// Whether a word is somebody's initials: two or three capitals that are no abbreviation of the trade.
pub fn are_initials(word: &str) -> bool {
    (2..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase()) && !is_abbreviation(word)
}

/// Capitals that name no person where people write about computers.
fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &str = "
        API APP AWS GCP DB DBA DNS SSL TLS SSH CPU GPU RAM SSD HDD LB ALB ELB NLB VM VMS CI CD QA IT UI UX OS IP TCP UDP VPN VPC CDN SQL
        RDS EC S3 K8S IAM JVM GC OOM NFS DC POP PR MR RCA SLA SLO SLI IC PM HR UTC CET EST PST IST GMT SRE NOC SOC BGP ISP WAF RPC URL
        FTP SMS MQ ES KV AZ EU US UK TTL IO FE BE PD CEO CTO CFO TL EM POS ERP CRM SAP CMS LAN WAN NTP ARP MTU EBS EFS ECS EKS GKE AKS
        SNS SQS NAT CLI SDK NPM JS TS PHP GUI MS RU DE FR ES ID OK FYI TBD ETA NB PS TODO WIP BUG FIX LOG ALL END NEW OLD";
    KNOWN.split_whitespace().any(|known| known == word)
}

/// Who is named after a label, where `text` is no more than the two.
fn labelled(text: &str) -> Option<Vec<&str>> {
    let (label, value) = text.split_once([':', '：']).filter(|(label, _)| label.len() < 40)?;
    let label = label.trim().trim_matches('*').to_lowercase();
    (LABELS.contains(&label.as_str()) && value.len() < 200).then(|| people_listed(value))
}

/// Whether `label` stands before people: "Author", "作成者".
pub fn is_label_of_people(label: &str) -> bool {
    LABELS.contains(&label.trim().trim_end_matches([':', '：']).to_lowercase().as_str())
}

/// Whether a word is a handle, such as `@anna`.
pub fn is_handle(word: &str) -> bool {
    handle(word).is_some()
}

/// The handle that a word is: `@anna`, `(@anna)`; no address of mail, no package such as `@scope/name`.
fn handle(word: &str) -> Option<&str> {
    let word = word.trim_start_matches(['(', '[', '"', '“', '<', '*', '_', ',']).strip_prefix('@')?;
    let end = word.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(word.len());
    let name = word[..end].trim_end_matches(['.', '-', '_']);
    let all = matches!(name, "here" | "channel" | "everyone" | "all" | "oncall" | "on-call");
    (!name.is_empty() && !all && !word[end..].starts_with(['/', '@'])).then_some(name)
}

/// Whether a word may be a name or a handle at all, seen at a glance: most words are not.
fn may_name(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_uppercase() || b == b'@' || !b.is_ascii())
}

/// Whether a word is written as a name is: a capital and small letters.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 1
        && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
}

fn ends_open(word: &str) -> bool {
    word.ends_with(|c: char| c.is_alphanumeric())
}

fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    ["'s", "’s", "さん", "氏"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}
