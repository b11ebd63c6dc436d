//! A head, a body and a file's name become signs: what speaks for and against a write-up of an incident, each with its weight.

use std::sync::LazyLock;

use pulldown_cmark::{Event, Tag};
use regex::Regex;

use crate::model::*;
use crate::parse::file_names::stem;
use crate::parse::front_matter::{Front, HeadEntry, HeadValue, canonical, is_empty, same_key};
use crate::parse::markdown::{BlockKind, BodyBlock, Document, after, blocks, plain, rows};
use crate::parse::outline::{Label, labels};
use crate::parse::page::kind_sign::{ENOUGH, Sign, quoted};
use crate::parse::page::prose_signs::{Prose, has_clocks, names_a_day};
use crate::parse::page::title_signs::{TitleSigns, title_signs};
use crate::parse::vocabulary::{LabelMeaning, bare_role, label_meanings, normalise, role};

/// What the text itself says of its kind.
pub(crate) struct Evidence<'a> {
    pub(crate) front: &'a Front,
    pub(crate) document: &'a Document<'a>,
    pub(crate) sections: &'a [Section],
    pub(crate) tags: &'a [Fact<String>],
    /// The title in the head.
    pub(crate) title: Option<&'a str>,
    pub(crate) dated: bool,
    pub(crate) lang: &'a str,
    pub(crate) config: &'a Config,
}

/// What a title that says "post-mortem" weighs, and what sections do below it, where the text tells of nothing that broke.
const UNPROVEN: i32 = 1;

/// So many links make a list of them.
const MANY_LINKS: usize = 8;

/// All signs of the file `source`.
pub(super) fn signs(source: &Source, evidence: &Evidence<'_>) -> Vec<Sign> {
    let events = &evidence.document.events;
    let all = blocks(events, 0..events.len());
    let body = events.first().map_or("", |(_, span)| &evidence.document.text[span.start..]);
    let heading = evidence.sections.first().map(|section| section.title.as_str());
    let title = evidence.title.or(heading).unwrap_or_default();
    let TitleSigns { signs: mut named, is_other } = title_signs(title, stem(&source.path), evidence.tags);
    let says_write_up = named.iter().any(|sign| sign.weight >= ENOUGH);
    let timeline = evidence.sections.iter().find(|s| s.role == Some(Role::Timeline));
    let clocked = timeline.filter(|section| has_clocks(&evidence.document.text[section.body.clone()]));
    let labelled = labels_of_head(evidence.document, &all);
    let labels = label_sign(evidence, &labelled);
    let prose = Prose::of(events, &all);
    let told = prose.signs();
    let keyed = key_sign(evidence.front);
    let tells_a_story = clocked.is_some() || labels.is_some() || keyed.is_some();
    let is_structured = tells_a_story || evidence.dated;
    let mut signs: Vec<Sign> = Vec::new();
    match (clocked, timeline) {
        (Some(section), _) => signs.push(Sign::new(3, format!("has a section `{}`", section.title))),
        (None, Some(section)) if !is_other => signs.push(Sign::new(1, format!("has a section `{}`", section.title))),
        _ => {}
    }
    let happened = is_structured || !told.is_empty() || looks_back(evidence.sections) || names_a_day(body);
    // A guide has the sections that it explains; of one they count for little, and only beside what happened at a time.
    let most = match (is_other, clocked) {
        (false, _) if happened => i32::MAX,
        (true, None) => 0,
        _ => ENOUGH - 1,
    };
    // A project has its post-mortem too, and no hour at which anything broke.
    let of_incidents = [Role::Timeline, Role::Impact, Role::Factors, Role::Detection, Role::Trigger, Role::Severity];
    let has_story =
        evidence.sections.iter().any(|section| section.role.is_some_and(|role| of_incidents.contains(&role)));
    let is_proven = is_structured || has_story || prose.names_trouble() || names_a_day(body) || !prose.is_telling();
    if says_write_up && !is_proven {
        named.iter_mut().for_each(|sign| sign.weight = sign.weight.min(UNPROVEN));
    }
    let most = if says_write_up && !is_proven { most.min(UNPROVEN) } else { most };
    let sections = section_sign(evidence.sections, prose.names_an_outage());
    signs.extend(sections.map(|sign| Sign { weight: sign.weight.min(most), ..sign }).filter(|sign| sign.weight > 0));
    signs.extend(keyed.into_iter().chain(named).chain(labels));
    signs.extend(planned_sign(evidence, says_write_up));
    signs.extend(clocked.is_none().then(|| log_sign(evidence, &all)).flatten());
    signs.extend((!tells_a_story).then(|| minutes_sign(&labelled)).flatten());
    if !is_other {
        let silent = signs.is_empty() && told.is_empty() && prose.is_telling();
        signs.extend(day_sign(source.hint.beside, evidence.dated, silent));
        signs.extend(told);
    } else if evidence.dated {
        signs.push(Sign::new(1, "has a date"));
    }
    if !is_structured {
        let undated = source.hint.beside.dated && !names_a_day(body);
        signs.extend(undated.then(|| Sign::new(-2, "names no day, unlike the files beside it")));
        signs.extend(lists_links(evidence.document).then(|| Sign::new(-4, "is a list of links")));
    }
    signs
}

/// Whether a text is a write-up from beginning to end: its title or its `folder` says so, and below it are a timeline, clocks, and what
/// caused it or was made of it.
pub(super) fn is_whole_write_up(evidence: &Evidence<'_>, folder: &str) -> bool {
    let title = evidence.title.or(evidence.sections.first().map(|section| section.title.as_str())).unwrap_or_default();
    let TitleSigns { signs: named, is_other } = title_signs(title, folder, &[]);
    let body = evidence.document.events.first().map_or("", |(_, span)| &evidence.document.text[span.start..]);
    // Where nobody marked a heading, lines that are the name of a section stand for them.
    let is_plain = evidence.sections.len() <= 1;
    let lines: Vec<Role> = if is_plain { body.lines().filter_map(plain_heading).collect() } else { Vec::new() };
    let has = |role: Role| evidence.sections.iter().any(|section| section.role == Some(role)) || lines.contains(&role);
    let is_whole = has(Role::Timeline) && (has(Role::Factors) || has(Role::Summary) && has(Role::Actions));
    !is_other && named.iter().any(|sign| sign.weight > 1) && is_whole && has_clocks(body)
}

/// The role of a line that is no more than the name of a section, perhaps with a colon and what it says behind it: "Root Cause: …".
fn plain_heading(line: &str) -> Option<Role> {
    let name = line.split([':', '：']).next().unwrap_or(line).trim();
    let is_short = name.starts_with(char::is_uppercase) && name.len() <= LONGEST_HEADING;
    is_short.then(|| bare_role(name, None)).flatten()
}

/// So many bytes such a line has at most.
const LONGEST_HEADING: usize = 48;

/// Whether sections tell of something that is over: why it happened, what people learned. Others stand in descriptions of alerts too.
fn looks_back(sections: &[Section]) -> bool {
    let past =
        [Role::Summary, Role::Factors, Role::Helped, Role::WentBadly, Role::Lucky, Role::Surprise, Role::Takeaways];
    sections.iter().any(|section| section.role.is_some_and(|role| past.contains(&role)))
}

/// Sections that write-ups have, but for the timeline. Those that other texts have too count for little: conclusions and next steps only
/// where the prose is `telling`.
fn section_sign(sections: &[Section], telling: bool) -> Option<Sign> {
    let has = |role: Role| sections.iter().any(|section| section.role == Some(role));
    let story = [Role::Impact, Role::Factors, Role::Detection, Role::Trigger, Role::CustomerStory];
    let review = [Role::Helped, Role::WentBadly, Role::Lucky, Role::Surprise];
    let common = [Role::Summary, Role::Resolution, Role::Severity];
    let late: &[Role] = if telling { &[Role::Takeaways, Role::Actions] } else { &[] };
    let count = |roles: &[Role]| roles.iter().filter(|role| has(**role)).count() as i32;
    let story_count = count(&story);
    let together = story_count + i32::from(has(Role::Timeline)) + i32::from(has(Role::Resolution)) > 1;
    let pairs = i32::from(story_count > 0 && together) + i32::from(count(&review) > 1);
    let weight =
        story_count.min(3) + [&review[..], &common, late].map(|roles| count(roles).min(1)).iter().sum::<i32>() + pairs;
    let counts =
        |role: Role| story.contains(&role) || review.contains(&role) || common.contains(&role) || late.contains(&role);
    let shown = sections.iter().filter(|section| section.role.is_some_and(counts)).take(3);
    let shown: Vec<&str> = shown.map(|section| section.title.as_str()).collect();
    let noun = if shown.len() == 1 { "a section" } else { "sections" };
    (weight > 0).then(|| Sign::new(weight, format!("has {noun} {}", quoted(shown))))
}

/// A key that only write-ups have.
fn key_sign(front: &Front) -> Option<Sign> {
    let stated = front.entries.iter().filter(|entry| !is_empty(&entry.node.value));
    let stated: Vec<(String, &HeadEntry)> = stated.map(|entry| (canonical(&entry.key), entry)).collect();
    let entry = |sign: &&str| stated.iter().find(|(key, _)| same_key(key, sign)).map(|(_, entry)| *entry);
    let entry = Key::ALL.iter().flat_map(|key| key.signs()).find_map(entry)?;
    Some(Sign::new(3, format!("has a key `{}`", entry.key)))
}

/// A key or a tag by which tools for status pages mark what is planned or only told, among the incidents. A tag may also be what a
/// write-up is about: of one that looks back it says nothing.
fn planned_sign(evidence: &Evidence<'_>, says_write_up: bool) -> Option<Sign> {
    const PLANNED: [&str; 7] = [
        "scheduled",
        "planned",
        "upcoming",
        "maintenance",
        "scheduled maintenance",
        "planned maintenance",
        "announcement",
    ];
    let is_planned = |value: &str| PLANNED.contains(&value.to_lowercase().as_str());
    let says = |entry: &&HeadEntry| {
        let (HeadValue::Plain(value) | HeadValue::Text(value)) = &entry.node.value else { return false };
        let key = canonical(&entry.key);
        ["status", "severity", "type", "category", "impact"].iter().any(|name| same_key(&key, name))
            && is_planned(value)
    };
    let keyed = evidence.front.entries.iter().find(says).map(|entry| format!("a key `{}`", entry.key));
    let tagged = || {
        let tag = evidence.tags.iter().find(|tag| is_planned(&tag.value))?;
        if says_write_up || looks_back(evidence.sections) {
            return None;
        }
        Some(format!("a tag `{}`", tag.value))
    };
    let titled = || {
        let heading = evidence.sections.first().map(|section| section.title.as_str());
        let title = evidence.title.or(heading)?;
        let is_telling =
            looks_back(evidence.sections) || evidence.sections.iter().any(|s| s.role == Some(Role::Timeline));
        (announces_work(title) && !is_telling).then(|| String::from("a title"))
    };
    let said = keyed.or_else(tagged).or_else(titled)?;
    Some(Sign::new(-8, format!("has {said} of what is planned or announced")))
}

/// Whether a title is that of work that is announced: "Planned outage of the ovens", "Scheduled maintenance". It is none where it says that
/// something came of it.
fn announces_work(title: &str) -> bool {
    static WORK: LazyLock<Regex> = LazyLock::new(|| {
        let work = "outages?|downtimes?|maintenances?|maintenance works?|interruptions?|disruptions?|works?|upgrades?|migrations?|reboots?|restarts?|power cuts?|power outages?|server moves?";
        Regex::new(&format!(
            r"(?i)\b(?:planned|scheduled|upcoming|announced|routine) (?:[a-z]+ )?(?:{work})\b|\bmaintenance (?:window|announcement|notice)\b"
        ))
        .expect("the pattern is valid")
    });
    static CAME_OF_IT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:unplanned|unscheduled|emergency|after|during|following|caused|failed|failure|overran|wrong|incident|post-?mortem|extended|lost|broke)\b")
            .expect("the pattern is valid")
    });
    WORK.is_match(title) && !CAME_OF_IT.is_match(title)
}

/// A table with an incident a row: when, how long, why. It is a log of several.
fn log_sign(evidence: &Evidence<'_>, all: &[BodyBlock]) -> Option<Sign> {
    const WHY: [&str; 8] =
        ["cause", "root cause", "reason", "description", "impact", "incident", "what happened", "summary"];
    let events = &evidence.document.events;
    let is_log = |block: &&BodyBlock| {
        let rows = rows(events, block);
        let Some((head, _)) = rows.first().filter(|_| rows.len() > 2) else { return false };
        let names: Vec<String> = head.iter().map(|cell| normalise(&plain(&events[cell.clone()]))).collect();
        let means = |meanings: &[LabelMeaning]| {
            names.iter().any(|name| label_meanings(name).iter().any(|meaning| meanings.contains(meaning)))
        };
        let is_when = means(&[LabelMeaning::Date, LabelMeaning::Started]);
        is_when && means(&[LabelMeaning::Total]) && names.iter().any(|name| WHY.contains(&name.as_str()))
    };
    let tables = all.iter().filter(|block| block.kind == BlockKind::Table);
    tables.into_iter().find(is_log).filter(|_| !looks_back(evidence.sections))?;
    Some(Sign::new(-6, "has a table with an incident a row"))
}

/// So many blocks are looked at for labels.
const LABELLED_BLOCKS: usize = 40;

/// The labelled lines of the first blocks, by block.
fn labels_of_head(document: &Document<'_>, all: &[BodyBlock]) -> Vec<Vec<Label>> {
    all.iter().take(LABELLED_BLOCKS).map(|block| labels(document.text, &document.events, block)).collect()
}

/// Labelled lines that write-ups begin with: several, of which one says what only they do.
fn label_sign(evidence: &Evidence<'_>, labelled: &[Vec<Label>]) -> Option<Sign> {
    let (text, events) = (evidence.document.text, &evidence.document.events);
    let (mut telling, mut common): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for label in labelled.iter().flatten() {
        if label.title.len() > 60 || label.plain(text, events).trim().is_empty() {
            continue;
        }
        let list = match role(&label.title, evidence.lang, evidence.config) {
            Some(Role::Impact | Role::Factors | Role::Detection | Role::Severity | Role::Trigger) => &mut telling,
            Some(Role::Summary | Role::Resolution) => &mut common,
            _ => match label_meanings(&label.name) {
                meanings if meanings.is_empty() => continue,
                meanings if meanings.iter().all(|m| matches!(m, LabelMeaning::Date | LabelMeaning::Published)) => {
                    &mut common
                }
                _ => &mut telling,
            },
        };
        if !list.contains(&label.title.as_str()) {
            list.push(&label.title);
        }
    }
    let weight = (telling.len() + telling.len().min(1) * common.len().min(2)).min(3) as i32;
    let shown = telling.iter().chain(&common).copied().take(3);
    (weight > 1).then(|| Sign::new(weight, format!("has labels {}", quoted(shown))))
}

/// Labels that minutes begin with: who was there, and what there was to talk about.
fn minutes_sign(labelled: &[Vec<Label>]) -> Option<Sign> {
    let label = labelled
        .iter()
        .take(BLOCKS_OF_HEAD)
        .flatten()
        .find(|label| LABELS_OF_MINUTES.contains(&label.name.as_str()))?;
    Some(Sign::new(-4, format!("has a label `{}`, as minutes have", label.title)))
}

/// So many blocks are looked at for labels that a text begins with.
const BLOCKS_OF_HEAD: usize = 6;

/// Names of such labels.
const LABELS_OF_MINUTES: [&str; 52] = [
    "present",
    "attendees",
    "attending",
    "in attendance",
    "apologies",
    "regrets",
    "agenda",
    "minutes",
    "minute taker",
    "minutes by",
    "note taker",
    "anwesend",
    "anwesende",
    "teilnehmer",
    "teilnehmende",
    "protokoll",
    "protokollant",
    "tagesordnung",
    "entschuldigt",
    "présents",
    "participants",
    "ordre du jour",
    "excusés",
    "asistentes",
    "presentes",
    "orden del día",
    "participantes",
    "pauta",
    "presenti",
    "partecipanti",
    "ordine del giorno",
    "aanwezig",
    "aanwezigen",
    "närvarande",
    "deltagare",
    "dagordning",
    "til stede",
    "deltakere",
    "saksliste",
    "deltagere",
    "dagsorden",
    "obecni",
    "uczestnicy",
    "присутствовали",
    "участники",
    "повестка",
    "出席者",
    "参加者",
    "参会人员",
    "与会人员",
    "議題",
    "참석자",
];

/// A day of its own, which in a folder of nothing but dated files is enough.
fn day_sign(beside: Beside, dated: bool, silent: bool) -> Option<Sign> {
    Some(match (dated, beside) {
        (false, _) => return None,
        // It goes on for a while and says of nothing that it broke.
        (true, _) if silent => Sign::new(1, "has a date"),
        (true, Beside { mixed: false, .. }) => Sign::new(3, "has a date, and no folder here says otherwise"),
        (true, Beside { dated: true, .. }) => Sign::new(2, "is dated like the files beside it"),
        (true, _) => Sign::new(1, "has a date"),
    })
}

/// Whether a body is a list of links to other texts.
fn lists_links(document: &Document<'_>) -> bool {
    let (mut links, mut words, mut i) = (0, 0, 0);
    while let Some((event, _)) = document.events.get(i) {
        let end = if matches!(event, Event::Start(Tag::Link { .. })) { after(&document.events, i) } else { i + 1 };
        match event {
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::Text(text) => words += text.split_whitespace().count(),
            _ => {}
        }
        i = end;
    }
    links >= MANY_LINKS && words < links * 5
}
