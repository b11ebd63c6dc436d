//! A fact that was read in the prose becomes a key, as its author settles it: confirmed, corrected, or unknown.
//!
//! The page is read again with each way of writing the key, and only one that is read as what was meant, and changes nothing else that
//! the page says, is taken.

use std::sync::Arc;

use jiff::civil::Date;

use super::applied_pieces::line_of;
use super::edit_outcome::{Edit, Refusal};
use super::fact_spelling::{UNKNOWN, key_value, spelled};
use super::key_value::KeyValue;
use super::keyed_facts::{FactValue, KeyedFact, keyed_facts};
use super::one_key::{WithKey, with_key};
use crate::diag::{Diagnostic, Rule};
use crate::model::{Config, Key, Origin, Page, Source, Takes, Timepoint};
use crate::parse;

/// What an author says of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It is so.
    Confirmed(FactValue),
    /// Nobody knows.
    Unknown,
    /// It is what they write instead.
    Corrected(String),
}

/// How pages are read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The configuration that the page was read with.
    pub config: &'a Config,
    /// The day that dates of publication are compared with.
    pub day: Date,
}

/// Writes what is `settled` of `key` into the front matter of `text`, the file of `page` as it is by now; `reading` is how it is read.
///
/// # Errors
/// When the front matter cannot be read, when the value is none that the key takes, and where no way of writing keeps everything else.
pub fn settle(page: &Page, text: &str, key: Key, settled: &Settled, reading: Reading<'_>) -> Result<Edit, Refusal> {
    let before = PageReading::of(page, text, reading);
    let settled = &before.on_own_clocks(key, settled);
    let value = value(key, settled)?;
    if let Some(stated) = before.facts.iter().find(|fact| fact.key == key && !fact.inferred()) {
        return before.stated_already(stated, settled);
    }
    let mut why = None;
    let mut good = |(edited, lines): WithKey| {
        let after = PageReading::of(page, &edited, reading);
        match before.objection(&after, key, settled) {
            None => Some(Edit::Added { text: edited, lines }),
            Some(objection) => {
                why.get_or_insert(objection);
                None
            }
        }
    };
    let found = with_key(text, key, &value, &reading.config.fields)?.into_iter().find_map(&mut good);
    let by_hand = || format!("no way of writing it here keeps everything else; add `{}` by hand", key.name());
    found.ok_or_else(|| Refusal::new(why.unwrap_or_else(by_hand)))
}

/// What the key is to say.
fn value(key: Key, settled: &Settled) -> Result<KeyValue, Refusal> {
    let written = match settled {
        Settled::Confirmed(value) => return Ok(key_value(value)),
        Settled::Unknown if key == Key::Timezone => {
            return Err(Refusal::new("a zone cannot be unknown; write the one that is meant"));
        }
        Settled::Unknown => return Ok(KeyValue::Quoted(UNKNOWN.to_owned())),
        Settled::Corrected(written) => written.clone(),
    };
    Ok(match key.takes() {
        Takes::Time => KeyValue::Time(written),
        Takes::Names => KeyValue::Names(names(&written)),
        _ => KeyValue::Text(written),
    })
}

fn names(written: &str) -> Vec<String> {
    written.split([',', ';', '、', '，']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Whether a key that says `value` says what is settled.
fn is_meant(value: &FactValue, settled: &Settled) -> bool {
    match (settled, value) {
        (Settled::Confirmed(wanted), _) => value == wanted,
        (Settled::Unknown, FactValue::Time(at)) => *at == Timepoint::Unknown,
        (Settled::Unknown, FactValue::Text(text)) => text == UNKNOWN,
        (Settled::Unknown, FactValue::Names(names)) => names.iter().eq([UNKNOWN]),
        // How it is written is for its author; that it was read as a time is what counts.
        (Settled::Corrected(_), FactValue::Time(at)) => at.known().is_some(),
        (Settled::Corrected(written), FactValue::Text(text)) => same_word(text, written),
        (Settled::Corrected(written), FactValue::Names(said)) => *said == names(written),
    }
}

/// Whether two words differ in nothing but how a key's reader spells them.
fn same_word(a: &str, b: &str) -> bool {
    let folded = |text: &str| text.trim().to_lowercase().replace([' ', '_'], "-");
    folded(a) == folded(b)
}

/// A text of a page's file, read.
struct PageReading {
    page: Page,
    day: Date,
    facts: Vec<KeyedFact>,
}

impl PageReading {
    fn of(page: &Page, text: &str, Reading { config, day }: Reading<'_>) -> Self {
        let Source { path, shown_path, hint, lang, .. } = &*page.source;
        let source = Source {
            path: path.clone(),
            shown_path: shown_path.clone(),
            text: Arc::from(text.strip_prefix('\u{feff}').unwrap_or(text)),
            hint: hint.clone(),
            lang: lang.clone(),
            unread: None,
            diagnostics: Vec::new(),
        };
        // Where the page's own words do not tell its language, it is the one that it was read in.
        let page = parse::parse_among(&Arc::new(source), config, &page.lang);
        Self { facts: keyed_facts(&page), page, day }
    }

    /// A time without a zone is on the clocks that the text says it goes by, as the rows of its timeline are.
    fn on_own_clocks(&self, key: Key, settled: &Settled) -> Settled {
        match (settled, self.fact(Key::Timezone).filter(|zone| zone.inferred()).map(|zone| &zone.value)) {
            (Settled::Corrected(written), Some(FactValue::Text(zone))) if key.takes() == Takes::Time => {
                let clock = written.rsplit([' ', 'T', 't']).next().unwrap_or_default();
                let is_bare =
                    clock.contains(':') && clock.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '?'));
                Settled::Corrected(if is_bare { format!("{written} {zone}") } else { written.clone() })
            }
            _ => settled.clone(),
        }
    }

    fn fact(&self, key: Key) -> Option<&KeyedFact> {
        self.facts.iter().find(|fact| fact.key == key)
    }

    /// What there is to do about a fact that a key states: nothing where it says what is meant.
    fn stated_already(&self, stated: &KeyedFact, settled: &Settled) -> Result<Edit, Refusal> {
        let span = stated.spans.first().cloned().unwrap_or_default();
        let line = line_of(&self.page.text, span.start);
        let zone = self.fact(Key::Timezone).map(|zone| spelled(&zone.value)).unwrap_or_default();
        let as_written = |written: &str| {
            let said = self.page.text[span].trim_matches(['"', '\'', ' ']);
            said == written.trim() || said.strip_suffix(&*zone).is_some_and(|said| said.trim_end() == written.trim())
        };
        let meant = match (settled, &stated.value) {
            (Settled::Corrected(written), FactValue::Time(_)) => as_written(written),
            (_, value) => is_meant(value, settled),
        };
        if meant {
            return Ok(Edit::Already { line });
        }
        let (name, said) = (stated.key.name(), spelled(&stated.value));
        Err(Refusal::new(format!("line {line} says `{name}` by now, as `{said}`; change it there")))
    }

    /// Why `after`, where `key` is settled, is not to be.
    fn objection(&self, after: &Self, key: Key, settled: &Settled) -> Option<String> {
        let read = after.fact(key).filter(|fact| !fact.inferred());
        let meant = read.is_some_and(|fact| is_meant(&fact.value, settled));
        let new = || after.findings_of_head().find(|finding| !self.has(finding));
        if let Some(finding) = new() {
            let hint = finding.hints.first().map(|hint| format!("; {hint}")).unwrap_or_default();
            return Some(format!("{}{hint}", finding.message));
        }
        if !meant {
            let said = read.map_or_else(|| String::from("nothing"), |fact| format!("`{}`", spelled(&fact.value)));
            return Some(format!("as a key it would be read as {said}; write `{}` by hand", key.name()));
        }
        if let Some(other) = self.other_fact(after, key, matches!(settled, Settled::Confirmed(_))) {
            let name = other.name();
            let said =
                after.fact(other).map_or_else(|| String::from("nothing"), |fact| format!("`{}`", spelled(&fact.value)));
            return Some(format!("with it `{name}` would be read as {said}; settle or write `{name}` first"));
        }
        let same =
            self.story() == after.story() || !matches!(settled, Settled::Confirmed(_)) && self.frame() == after.frame();
        (!same).then(|| format!("with it the page would be read otherwise; write `{}` by hand", key.name()))
    }

    /// Findings about the front matter. An impossible order may be half of a correction.
    fn findings_of_head(&self) -> impl Iterator<Item = &Diagnostic> {
        let findings = self.page.diagnostics.iter().filter(|finding| finding.rule != Rule::TimeOrder);
        findings.filter(|finding| finding.span.as_ref().is_some_and(|span| span.start < self.page.body_start))
    }

    fn has(&self, finding: &Diagnostic) -> bool {
        self.page.diagnostics.iter().any(|own| own.rule == finding.rule && own.message == finding.message)
    }

    /// A fact besides `key` that is not what it was: any, or one that a key states.
    fn other_fact(&self, after: &Self, key: Key, any: bool) -> Option<Key> {
        let changed = |other: &&KeyedFact| {
            let (old, new) = (self.fact(other.key), after.fact(other.key));
            let stated = [old, new].into_iter().flatten().any(|fact| fact.origin == Origin::FrontMatter);
            other.key != key && (any || stated) && old.map(|fact| &fact.value) != new.map(|fact| &fact.value)
        };
        self.facts.iter().chain(&after.facts).find(changed).map(|fact| fact.key)
    }

    /// What the page is and when it may be read, whatever its incident's facts are.
    fn frame(&self) -> String {
        let Page { kind, lang, title, id, withheld, publication, .. } = &self.page;
        let to_come = [&publication.from, &publication.until]
            .map(|day| day.as_ref().map(|fact| fact.value.date()).filter(|day| *day > self.day));
        format!("{kind:?} {lang} {} {} {withheld:?} {to_come:?}", title.value, id.value)
    }

    /// That, and everything else that it tells.
    fn story(&self) -> String {
        let Some(incident) = self.page.incident() else { return self.frame() };
        let timeline: Vec<_> = incident.timeline.iter().map(|entry| (&entry.at, &entry.until, &entry.text)).collect();
        let actions: Vec<_> = incident.actions.iter().map(|action| &action.value).collect();
        let d = &incident.durations;
        let lengths =
            [&d.detection, &d.mitigation, &d.recovery, &d.total].map(|length| length.as_ref().map(|fact| fact.value));
        let summary = self.page.summary.as_ref().map(|fact| &fact.value);
        format!("{} {:?} {summary:?} {lengths:?} {timeline:?} {actions:?}", self.frame(), incident.kind)
    }
}
