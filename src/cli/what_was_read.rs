//! A site becomes one screen for its publisher: how many files of each kind were read, and what is known of the incidents, from where.

use std::collections::BTreeMap;

use crate::model::{Action, ActionState, Fact, Incident, IncidentKind, Origin, Page, PageKind, Timepoint};
use crate::site::Site;

/// What a fact of an incident was read from; nothing where it is not known.
type Sources = BTreeMap<&'static str, usize>;

/// What was read of a site, counted.
#[derive(Debug, Default)]
struct Reading {
    files: usize,
    withheld: usize,
    /// In the order in which they are said.
    kinds: Vec<(PageKind, usize)>,
    incidents: usize,
    started: Sources,
    severity: Sources,
    detection: Sources,
    timelines: usize,
    entries: usize,
    follow_ups: Sources,
    /// Follow-ups that are open since nobody knows when.
    unopened: usize,
    /// Pages of no kind with a day of their own, as write-ups have.
    dated: usize,
}

/// What was read of `site`, in lines of at most 80 columns. `files` were looked at.
pub(super) fn what_was_read(site: &Site, files: usize) -> String {
    let mut reading = Reading { files, withheld: site.kept.len(), ..Reading::default() };
    let mut kinds: BTreeMap<PageKind, usize> = BTreeMap::new();
    for page in &site.pages {
        *kinds.entry(page.kind).or_default() += 1;
        count(&mut reading, page);
    }
    reading.kinds = kinds.into_iter().collect();
    said(&reading)
}

fn count(reading: &mut Reading, page: &Page) {
    reading.dated += usize::from(page.kind == PageKind::Page && page.dated.is_some());
    let Some(incident) = page.incident() else { return };
    reading.incidents += 1;
    let add = |sources: &mut Sources, origin: Option<Origin>| {
        if let Some(origin) = origin {
            *sources.entry(from(origin)).or_default() += 1;
        }
    };
    add(&mut reading.started, started(incident));
    add(&mut reading.severity, incident.severity.as_ref().map(|fact| fact.origin));
    let told = |fact: &&Fact<String>| fact.value != "unknown";
    add(&mut reading.detection, incident.detection.as_ref().filter(told).map(|fact| fact.origin));
    add(&mut reading.follow_ups, incident.actions.first().map(|fact| fact.origin));
    reading.unopened += unopened(incident);
    reading.timelines += usize::from(!incident.timeline.is_empty());
    reading.entries += incident.timeline.len();
}

/// How many follow-ups of an incident are open and do not say since when.
fn unopened(incident: &Incident) -> usize {
    let open = |action: &&Fact<Action>| matches!(action.value.state, Some(ActionState::Open | ActionState::Doing));
    let shown = |action: &&Fact<Action>| action.value.audience.is_none() && incident.kind != IncidentKind::External;
    incident.actions.iter().filter(open).filter(shown).filter(|action| action.value.opened.is_none()).count()
}

/// What is missing for follow-ups to have an age, and how it is written.
pub(super) fn without_an_age(site: &Site) -> Option<String> {
    ageless(site.pages.iter().filter_map(|page| page.incident()).map(unopened).sum())
}

fn ageless(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some(String::from("1 open follow-up has no age: its key is `opened`, in `[[actions]]`")),
        many => Some(format!("{many} open follow-ups have no age: the key is `opened`, in `[[actions]]`")),
    }
}

fn started(incident: &Incident) -> Option<Origin> {
    let started = incident.times.started.as_ref();
    started.filter(|fact| matches!(fact.value, Timepoint::Known(_))).map(|fact| fact.origin)
}

/// What a fact was read from, in a word.
fn from(origin: Origin) -> &'static str {
    match origin {
        Origin::FrontMatter => "key",
        Origin::Label => "label",
        Origin::Section => "section",
        Origin::Sentence => "sentence",
        Origin::Row => "row",
        Origin::FileName => "name",
    }
}

fn said(reading: &Reading) -> String {
    let kinds = reading.kinds.iter().map(|&(kind, count)| counted(count, kind));
    let withheld = (reading.withheld > 0).then(|| format!("{} withheld", reading.withheld));
    let kinds: Vec<String> = kinds.chain(withheld).collect();
    let mut text = format!("read {} file{}: {}\n", reading.files, plural(reading.files), kinds.join(", "));
    if reading.incidents > 0 {
        let entries = match reading.entries {
            1 => String::from("1 row"),
            many => format!("{many} rows"),
        };
        let width = reading.incidents.to_string().len();
        let mut row = |name: &str, count: usize, sources: String| {
            let gap = if count > 0 { "  " } else { "" };
            text.push_str(&format!("  {name:<17} {count:>width$} of {}{gap}{sources}\n", reading.incidents));
        };
        let rows =
            [("start", &reading.started), ("severity", &reading.severity), ("how it was found", &reading.detection)];
        rows.into_iter().for_each(|(name, sources)| row(name, sources.values().sum(), listed(sources)));
        row("timeline", reading.timelines, if reading.timelines > 0 { entries } else { String::new() });
        row("follow-ups", reading.follow_ups.values().sum(), listed(&reading.follow_ups));
    }
    text.extend(ageless(reading.unopened).map(|line| line + "\n"));
    if reading.dated > 0 || reading.incidents == 0 && reading.files > 0 {
        let what = match reading.dated {
            0 => String::from("no file is an incident"),
            1 => String::from("1 page has a date and is no incident"),
            many => format!("{many} pages have a date and are no incidents"),
        };
        text.push_str(&format!("{what}; see `casebook check --explain-kinds`\n"));
    }
    text
}

/// "25 key, 6 text": the most first.
fn listed(sources: &Sources) -> String {
    let mut ordered: Vec<(&str, usize)> = sources.iter().map(|(word, count)| (*word, *count)).collect();
    ordered.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    ordered.iter().map(|(word, count)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

fn counted(count: usize, kind: PageKind) -> String {
    let word = match kind {
        PageKind::Incident => "incident",
        PageKind::Term => "term",
        PageKind::Runbook => "runbook",
        PageKind::Service => "service",
        PageKind::Path => "path",
        PageKind::Page => "page",
    };
    format!("{count} {word}{}", plural(count))
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_site_fits_one_screen() {
        let sources = |counts: &[(&'static str, usize)]| counts.iter().copied().collect::<Sources>();
        let reading = Reading {
            files: 10_412,
            withheld: 12,
            kinds: vec![(PageKind::Incident, 10_000), (PageKind::Term, 92), (PageKind::Page, 308)],
            incidents: 10_000,
            started: sources(&[("key", 9_000), ("name", 400), ("text", 500)]),
            severity: sources(&[("key", 812)]),
            detection: Sources::new(),
            timelines: 7_311,
            entries: 60_000,
            follow_ups: sources(&[("text", 1)]),
            unopened: 3,
            dated: 4,
        };
        let expected = "\
read 10412 files: 10000 incidents, 92 terms, 308 pages, 12 withheld
  start              9900 of 10000  9000 key, 500 text, 400 name
  severity            812 of 10000  812 key
  how it was found      0 of 10000
  timeline           7311 of 10000  60000 rows
  follow-ups            1 of 10000  1 text
3 open follow-ups have no age: the key is `opened`, in `[[actions]]`
4 pages have a date and are no incidents; see `casebook check --explain-kinds`
";
        assert_eq!(said(&reading), expected);
    }

    #[test]
    fn a_site_without_incidents_says_where_to_look() {
        let reading = Reading { files: 1, kinds: vec![(PageKind::Page, 1)], ..Reading::default() };
        let expected = "read 1 file: 1 page\nno file is an incident; see `casebook check --explain-kinds`\n";
        assert_eq!(said(&reading), expected);
    }
}
