//! Front matter becomes the facts that every page may have, by our keys and the synonyms that other tools use.

use crate::diag::{Diagnostic, Rule};
use crate::model::*;
use crate::parse::front_matter::{Front, HeadValue, KeyItem, KeyReader, as_text, link_target, table_value};
use crate::parse::times::{PageZone, TimeError, timepoint};
use crate::parse::visibility::{HouseRules, page_visibility};

/// What front matter says of any page.
#[derive(Debug, Default)]
pub(crate) struct Common {
    pub(crate) id: Option<Fact<String>>,
    pub(crate) title: Option<Fact<String>>,
    pub(crate) summary: Option<Fact<String>>,
    pub(crate) page_type: Option<PageKind>,
    pub(crate) lang: Option<String>,
    pub(crate) withheld: Option<Withheld>,
    /// Why the pages below are kept back too, when this is the index of a section.
    pub(crate) withheld_below: Option<Withheld>,
    pub(crate) publication: Publication,
    pub(crate) below: Vec<Below>,
    pub(crate) status: Option<Fact<String>>,
    pub(crate) aliases: Vec<Fact<String>>,
    pub(crate) served_at: Vec<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) tags: Vec<Fact<String>>,
    pub(crate) keywords: Vec<Fact<String>>,
    pub(crate) level: Option<Fact<String>>,
    pub(crate) related: Vec<Related>,
    pub(crate) not_related: Vec<Related>,
    pub(crate) refs: Vec<Reference>,
    /// When it was last changed, by another tool's key.
    pub(crate) changed: Option<Moment>,
    /// The foreign `date`.
    pub(crate) date: Option<Fact<Timepoint>>,
}

/// Reads what any page may say.
pub(crate) fn common_fields(reader: &mut KeyReader<'_>, front: &Front, text: &str, house: &HouseRules<'_>) -> Common {
    let mut common = Common {
        id: reader.text(Key::Id),
        title: reader.text(Key::Title),
        summary: reader.text(Key::Summary),
        page_type: page_type(reader),
        lang: reader.text(Key::Lang).map(|fact| fact.value),
        aliases: reader.list(Key::Aliases),
        served_at: served_at(reader),
        authors: reader.names(Key::Authors).into_iter().map(|fact| fact.value).collect(),
        tags: reader.names(Key::Tags),
        keywords: reader.names(Key::Keywords),
        level: reader.text(Key::Level),
        related: related(reader, Key::Related),
        not_related: related(reader, Key::NotRelated),
        ..Common::default()
    };
    let seen = page_visibility(reader, front, text, house);
    (common.withheld, common.withheld_below) = (seen.withheld, seen.withheld_below);
    (common.publication, common.status) = (seen.publication, seen.status);
    references(reader, house.zone, &mut common);
    common.date = time(reader, Key::Date, house.zone);
    common.changed = changed(reader, house.zone);
    common
}

/// When the page was last changed, where that can be read: tools put other things than dates there.
fn changed(reader: &mut KeyReader<'_>, zone: &PageZone) -> Option<Moment> {
    let node = reader.node(Key::Changed.names())?;
    let stated = match &node.value {
        HeadValue::Table(entries) => {
            entries.iter().find(|entry| entry.key.eq_ignore_ascii_case("date")).map(|entry| &entry.node)
        }
        _ => Some(node),
    };
    timepoint(&as_text(stated?)?.value, &zone.context()).ok()?.known().cloned()
}

/// The addresses at which other tools serve the page. A pattern (`/:year/:title/`) is none.
fn served_at(reader: &KeyReader<'_>) -> Vec<String> {
    let stated = reader.seen(|key| ["permalink", "path", "slug"].contains(&key));
    let addresses = stated.into_iter().filter_map(|(_, entry)| as_text(&entry.node)).map(|fact| fact.value);
    addresses.filter(|address| !address.is_empty() && !address.contains([':', '{'])).collect()
}

fn page_type(reader: &mut KeyReader<'_>) -> Option<PageKind> {
    let word = reader.text(Key::Type)?.value.to_lowercase();
    Some(match word.as_str() {
        "incident" | "postmortem" | "post-mortem" => PageKind::Incident,
        "term" | "glossary" => PageKind::Term,
        "runbook" | "playbook" => PageKind::Runbook,
        "service" => PageKind::Service,
        "path" => PageKind::Path,
        "page" => PageKind::Page,
        _ => return None,
    })
}

fn related(reader: &mut KeyReader<'_>, key: Key) -> Vec<Related> {
    let items = reader.items(key);
    let mut list = Vec::new();
    for item in items {
        match item {
            KeyItem::Text(fact) => {
                list.push(Related { target: link_target(&fact.value).to_owned(), why: None, span: fact.span })
            }
            KeyItem::Table(entries, span) => {
                if let Some(target) = table_value(entries, TableKey::RelatedId) {
                    list.push(Related {
                        target: link_target(&target.value).to_owned(),
                        why: table_value(entries, TableKey::RelatedWhy).map(|f| f.value),
                        span: target.span,
                    });
                } else {
                    reader
                        .diagnostics
                        .push(Diagnostic::new(Rule::FrontType, "", "an entry of `related` names no `id`").at(span));
                }
            }
        }
    }
    list
}

fn references(reader: &mut KeyReader<'_>, zone: &PageZone, common: &mut Common) {
    for item in reader.items(Key::Refs) {
        match item {
            KeyItem::Text(fact) => common.refs.push(reference(&fact.value, None, fact.span)),
            KeyItem::Table(entries, span) => {
                let date = table_value(entries, TableKey::RefDate)
                    .and_then(|f| timepoint(&f.value, &zone.context()).ok()?.known().cloned());
                let mut found = reference(
                    &table_value(entries, TableKey::RefUrl).map(|f| f.value).unwrap_or_default(),
                    table_value(entries, TableKey::RefTitle).map(|f| f.value),
                    span,
                );
                found.kind = table_value(entries, TableKey::RefKind).map(|f| f.value);
                found.date = date;
                common.refs.push(found);
            }
        }
    }
    for (key, title) in [(Key::Url, None), (Key::SourceUrl, None), (Key::ArchiveUrl, Some("Archived copy"))] {
        let Some(fact) = reader.text(key) else { continue };
        if fact.value.contains("://") {
            common.refs.push(reference(&fact.value, title.map(str::to_owned), fact.span));
        } else if key == Key::Url {
            common.aliases.push(fact);
        }
    }
}

/// A URL, or a Markdown link, or words.
fn reference(text: &str, title: Option<String>, span: Span) -> Reference {
    let linked = text
        .trim()
        .strip_prefix('[')
        .and_then(|t| t.split_once("]("))
        .map(|(title, url)| (title, url.trim_end_matches(')')));
    let (own_title, url) = match linked {
        Some((title, url)) => (Some(title.to_owned()), Some(url.to_owned())),
        None if text.contains("://") => (None, Some(text.trim().to_owned())),
        None if text.is_empty() => (None, None),
        None if title.is_some() => (None, Some(text.to_owned())),
        None => (Some(text.to_owned()), None),
    };
    Reference { title: title.or(own_title), url, kind: None, date: None, span }
}

/// A timepoint; an unreadable one is a finding and nothing else.
pub(crate) fn time(reader: &mut KeyReader<'_>, key: Key, zone: &PageZone) -> Option<Fact<Timepoint>> {
    debug_assert_eq!(key.takes(), Takes::Time);
    time_called(reader, key.names(), zone)
}

/// The same, by the `names` of a key of a table, or some of a key's.
pub(crate) fn time_called(reader: &mut KeyReader<'_>, names: &[&str], zone: &PageZone) -> Option<Fact<Timepoint>> {
    let node = reader.node(names)?;
    let Some(fact) = as_text(node) else {
        reader.wrong_type(names[0], "a time", node);
        return None;
    };
    if ["true", "false"].contains(&fact.value.to_lowercase().as_str()) {
        return None;
    }
    match timepoint(&fact.value, &zone.context()) {
        Ok(time) => Some(Fact::front(time, fact.span)),
        Err(error) => {
            let rule = error.rule();
            let message = match error {
                TimeError::Impossible(why) => format!("`{}` does not exist: {why}", fact.value),
                TimeError::Unreadable(message) | TimeError::Ambiguous(message) => message,
            };
            let finding = Diagnostic::new(rule, "", message).at(fact.span);
            reader.diagnostics.push(finding.hint(
                "write `2024-03-11T09:12:00Z`, `2024-03-11 09:12` with `timezone`, `2024-03-11`, or `\"unknown\"`",
            ));
            None
        }
    }
}
