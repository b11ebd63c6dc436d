//! One [`Source`] becomes one [`Page`]. Never sees a second file; cannot fail.
//!
//! Order: the head, hidden parts, other tools' blocks, Markdown events, headings, the kind, typed facts, what the prose says of
//! facts nobody typed, candidates for links. It resolves nothing.

mod actions;
mod below;
mod below_data;
mod blocks;
mod body_findings;
mod buried;
mod calendar_words;
mod comments;
mod cursor;
mod deciding;
mod detection;
mod dialect;
mod document;
mod drafts;
mod durations;
mod entries;
mod entry_parts;
mod fences;
mod few;
mod fields;
mod footnotes;
mod found;
mod front;
mod head;
mod headings;
mod hide;
mod html_weight;
mod incident_fields;
mod infer;
#[cfg(test)]
mod infer_tests;
mod key_names;
mod kind;
mod labels;
mod links;
mod lists;
mod measures;
mod naming;
mod outline;
mod page_fields;
mod passages;
mod plain;
mod publication;
mod publication_days;
mod publishable;
mod reader;
mod regions;
mod residue;
mod restricted;
mod restricted_items;
mod scan;
mod scan_clock;
mod scan_date;
mod secrets;
mod short_rows;
mod shown;
mod story;
mod timeline;
mod times;
#[cfg(test)]
mod times_tests;
mod timetable;
mod title;
mod unfilled;
mod values;
mod verdict;
mod visibility;
#[cfg(test)]
mod visibility_tests;
mod words;
mod zone_remarks;

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::model::*;

pub(crate) use actions::without_owner;
pub use below_data::below;
pub use document::{Document, MAX_DEPTH, document};
pub(crate) use front::{Entry, Node, Value};
pub(crate) use head::{Head, head};
pub(crate) use links::{bare_ids, spoken};
pub(crate) use passages::is_block;
pub(crate) use reader::is_empty;
pub(crate) use secrets::masked;
pub use secrets::{secrets, secrets_in_name};
pub(crate) use shown::{seen, shown_passages};

use body_findings::{body_findings, budget_findings, placed};
use fields::{Common, PageZone};
use naming::{default_id, stem, titles, without_id};
use publishable::{Publishable, publishable_text};
use reader::Reader;
use verdict::House;

/// Reads one file. Linear in its length.
pub fn parse(source: &Arc<Source>, config: &Config) -> Page {
    let path = source.shown_path.as_str();
    // A credential is in nothing that is made of a page: all is read from the text without it.
    let masked: Option<Arc<str>> = masked(&source.text).map(Arc::from);
    let written = masked.as_ref().unwrap_or(&source.text);
    let mut front = front::front(written, path);
    let body_start = front.body_start;
    let (narrow, short_tables) = short_rows::without_short_rows(written, body_start).unzip();
    let narrow: Option<Arc<str>> = narrow.map(Arc::from);
    let Publishable { text: whole_text, shifts, restricted, too_deep, unclosed } =
        publishable_text(narrow.as_ref().unwrap_or(written), body_start, path);
    let whole = shown::as_seen(document(&whole_text, body_start));
    let mut reader = Reader::new(&front.entries, &config.fields, path);
    let zone = page_zone(&mut reader, config);
    let house = House { fields: &config.fields, settled: &config.content.publication, zone: &zone, path };
    let mut common = fields::common(&mut reader, &front, written, &house);
    common.below = below::of_page(source, &front, common.withheld_below.take(), &house, &mut reader.diagnostics);
    let lang = common.lang.clone().or_else(|| source.lang.clone()).unwrap_or_else(|| config.lang.clone());
    let mut sections = outline::sections(&whole, &lang, config);
    let file_date = times::date_in(stem(&source.path));
    let evidence =
        kind::Evidence { front: &front, sections: &sections, dated: common.date.is_some() || file_date.is_some() };
    let (kind, kind_reason) = kind::kind(source, common.page_type, &evidence);
    let heading = outline::title(&whole);
    let filled = (kind == PageKind::Incident)
        .then(|| unfilled::without_unfilled(&whole, &mut sections, heading.as_ref().map(|title| &title.heading)))
        .flatten();
    let text = filled.as_deref().map_or_else(|| Arc::clone(&whole_text), Arc::from);
    let document = if filled.is_some() { shown::as_seen(document(&text, body_start)) } else { whole };
    let told = || outline::summary(&document, &sections);
    let (title, title_heading) = titles(&common, heading, &source.path, told);
    let (mut detail, mut diagnostics) = {
        let known = infer::Known {
            shown_path: path,
            lang: &lang,
            title: &title.value,
            date: date_of(&common).or(file_date).or_else(|| times::date_in(&title.value)),
            zone: zone.context().zone,
            zone_origin: zone.context().zone_origin,
        };
        detail(
            kind,
            &mut reader,
            &mut common,
            &zone,
            Body { document: &document, sections: &sections, known, config, file_date },
        )
    };
    diagnostics.extend(few::few(&mut common, &mut detail));
    reader.unknown(fields::KEYS, fields::FOREIGN);
    let mut prose = links::prose(&document);
    prose.candidates.extend(links::in_front_matter(&front.entries));
    diagnostics.append(&mut front.diagnostics);
    diagnostics.append(&mut reader.diagnostics);
    let told_elsewhere = matches!(&detail, Detail::Term(term) if !term.senses.is_empty());
    if source.unread.is_none() {
        diagnostics.extend(body_findings(&document, &prose, body_start, told_elsewhere));
    }
    diagnostics.extend(budget_findings(&document, &prose, too_deep));
    let in_name = secrets_in_name(path);
    let unread = (source.unread.clone())
        .or_else(|| in_name.as_ref().map(|_| String::from("its name holds what looks like a live credential")));
    let mut restricted_parts = restricted;
    restricted_parts.append(&mut reader.restricted);
    if source.path.rsplit('/').skip(1).any(is_drafts_folder) {
        common.withheld.get_or_insert_with(|| Withheld::Draft(String::from("it stands in `_drafts`")));
    }
    let told = || match kind {
        PageKind::Term => outline::opening(&document),
        _ => outline::summary(&document, &sections),
    };
    let summary = common.summary.or_else(told);
    let dated = dated(&detail, common.date, file_date, &title.value);
    let mut running = passages::of_body(&document, &sections);
    drop(document);
    let words = prose.words + passages::of_front_matter(&detail, summary.as_ref(), &sections, &mut running);
    running.shrink();
    let id = common.id.unwrap_or_else(|| default_id(&source.path, &title));
    let newest = newest_date(dated.as_ref().filter(|fact| !is_publication(fact, &detail)), &detail);
    let mut page = Page {
        newest,
        source: Arc::clone(source),
        text,
        shifts,
        body_start,
        kind,
        kind_reason,
        lang,
        title: without_id(title, &id),
        id,
        title_heading,
        summary,
        withheld: unread.map(Withheld::Unread).or(common.withheld),
        publication: common.publication,
        below: common.below,
        status: common.status,
        aliases: common.aliases,
        authors: common.authors,
        tags: common.tags,
        keywords: common.keywords,
        level: common.level,
        related: common.related,
        not_related: common.not_related,
        refs: common.refs,
        dated,
        sections,
        candidates: prose.candidates,
        prose: running,
        words,
        has_html: prose.has_html,
        restricted_parts,
        detail,
        diagnostics: Vec::new(),
    };
    page.diagnostics = placed(diagnostics, &page);
    page.diagnostics.extend(in_name);
    page.diagnostics.extend(unclosed.map(|at| {
        let message = "this comment is never closed, so all that follows it is in no page";
        Diagnostic::new("page/unclosed-comment", path, message).at(at..at)
    }));
    page.diagnostics.extend(short_tables.into_iter().flatten().map(|line| {
        let message = "so many cells of this table are missing that it is shown as text";
        Diagnostic::new("page/budget", path, message).at(line)
    }));
    if masked.is_some() {
        let hidden = hide::hide(&source.text, body_start).text;
        let shown = hidden.as_deref().unwrap_or(&source.text);
        page.diagnostics.extend(secrets::secrets_shown(&source.text, shown, path));
    }
    page
}

/// Everything the kinds of page read from a body.
struct Body<'a> {
    document: &'a Document<'a>,
    sections: &'a [Section],
    known: infer::Known<'a>,
    config: &'a Config,
    file_date: Option<jiff::civil::Date>,
}

fn page_zone(reader: &mut Reader<'_>, config: &Config) -> PageZone {
    let written = reader.text(&["timezone", "time_zone", "tz"]);
    let house = config.timezone.clocks().clone();
    let Some(written) = written else { return PageZone { stated: None, house } };
    let Some(zone) = Zone::parse(&written.value) else {
        let message = format!("`{}` is not a time zone", written.value);
        let finding = Diagnostic::new("time/invalid", "", message).at(written.span);
        reader
            .diagnostics
            .push(finding.hint("use an IANA name such as `Europe/Copenhagen`, or an offset such as `+01:00`"));
        return PageZone { stated: None, house };
    };
    PageZone { stated: Some(written.map(|_| zone)), house }
}

fn detail(
    kind: PageKind,
    reader: &mut Reader<'_>,
    common: &mut Common,
    zone: &PageZone,
    body: Body<'_>,
) -> (Detail, Vec<Diagnostic>) {
    match kind {
        PageKind::Incident => {
            let mut incident = incident_fields::incident(reader, common, zone);
            let (file_date, path) = (body.file_date, body.known.shown_path);
            let mut findings = infer::infer(body.document, body.sections, body.known, &mut incident, body.config);
            start_from_file(&mut incident, file_date);
            findings.extend(kind::order(&incident.times, path));
            (Detail::Incident(Box::new(incident)), findings)
        }
        PageKind::Term => (Detail::Term(page_fields::term(reader)), Vec::new()),
        PageKind::Runbook => (Detail::Runbook(page_fields::runbook(reader, zone)), Vec::new()),
        PageKind::Service => (Detail::Service(page_fields::service(reader)), Vec::new()),
        PageKind::Path => (Detail::Path(page_fields::path(reader)), Vec::new()),
        PageKind::Page => {
            page_fields::page(reader);
            (Detail::Page, Vec::new())
        }
    }
}

/// The file name's date is the start when nothing is, or when what was read from the prose is far from it: a timeline may begin with
/// a condition that had lain dormant for months. Files are often named for the day they were written, weeks after.
fn start_from_file(incident: &mut Incident, file_date: Option<jiff::civil::Date>) {
    let Some(date) = file_date else { return };
    let far = |moment: &Moment| moment.date().since(date).map_or(true, |span| !(-31..=2).contains(&span.get_days()));
    let replace = match &incident.times.started {
        None => true,
        Some(fact) => fact.inferred() && fact.value.known().is_some_and(far),
    };
    if replace {
        incident.times.started = Some(Fact::file_name(Timepoint::Known(Moment::day(date))));
    }
}

fn date_of(common: &Common) -> Option<jiff::civil::Date> {
    common.date.as_ref()?.value.known().map(Moment::date)
}

/// The date a page is ordered by.
fn dated(
    detail: &Detail,
    date: Option<Fact<Timepoint>>,
    file_date: Option<jiff::civil::Date>,
    title: &str,
) -> Option<Fact<Moment>> {
    let known = |fact: &Option<Fact<Timepoint>>| {
        let fact = fact.as_ref()?;
        let moment = fact.value.known().cloned()?;
        Some(Fact { value: moment, origin: fact.origin, span: fact.span.clone() })
    };
    let from_file = || file_date.map(|date| Fact::file_name(Moment::day(date)));
    let from_title = || times::date_in(title).map(|date| Fact::body(Moment::day(date), 0..0));
    match detail {
        Detail::Incident(incident) => {
            let times = &incident.times;
            [&times.started, &times.detected, &times.mitigated, &times.resolved]
                .into_iter()
                .find_map(known)
                .or_else(|| known(&date))
                .or_else(from_file)
                .or_else(from_title)
                .or_else(|| known(&times.published))
        }
        _ => known(&date).or_else(from_file),
    }
}

/// Whether a page is ordered by nothing better than its date of publication.
fn is_publication(fact: &Fact<Moment>, detail: &Detail) -> bool {
    let Detail::Incident(incident) = detail else { return false };
    incident.times.published.as_ref().is_some_and(|published| {
        published.origin == fact.origin && published.span == fact.span && published.value.known() == Some(&fact.value)
    })
}

/// The newest date that a page states: its own, its timepoints, when its follow-ups were opened and closed, when it was reviewed.
/// Dates of publication are left out: one that has not come must not make "today".
fn newest_date(dated: Option<&Fact<Moment>>, detail: &Detail) -> Option<jiff::civil::Date> {
    let own = dated.map(|fact| fact.value.date());
    let stated = match detail {
        Detail::Incident(incident) => {
            let t = &incident.times;
            let times = [&t.started, &t.detected, &t.acknowledged, &t.mitigated, &t.resolved, &t.captured, &t.reviewed];
            let times = times.into_iter().flatten().filter_map(|fact| Some(fact.value.known()?.date()));
            let closings = incident.actions.iter().flat_map(|action| [&action.value.opened, &action.value.closed]);
            times.chain(closings.flatten().map(Moment::date)).max()
        }
        Detail::Runbook(runbook) => runbook.reviewed.iter().map(|fact| fact.value.date()).max(),
        _ => None,
    };
    own.max(stated)
}
