//! One [`Source`] becomes one [`Page`]. Never sees a second file; cannot fail.
//!
//! The order of work: the head, hidden parts, other tools' blocks, Markdown events, headings, the kind, typed facts, what the prose
//! says of facts nobody typed, candidates for links. Nothing is resolved here.
//!
//! The rooms stand below in order: each uses only those above it.

// Text that looks like a live credential becomes a finding, and the same text without it.
mod credentials;

// A text becomes the places of personal data in it.
mod personal_data;

// A text becomes the same text without what must not be read in it.
mod redactions;

// Words that people write become what they mean: roles of headings, labels, months. The words are data.
mod vocabulary;

// A body becomes events, blocks, plain text, links, and what of it a reader sees.
mod markdown;

// Words about time become timepoints, durations and zones.
mod times;

// A text becomes what may be published of it: comments and parts for an audience become blank.
mod hidden_parts;

// A path becomes the name that its file goes by.
mod file_names;

// The head of a file becomes keys and values.
mod front_matter;

// Keys become who may see a page, and from which day to which.
mod visibility;

// A text becomes the same text as one audience may see it.
mod audience_cut;

// A text becomes the same text with roles in place of the people it names.
mod named_people;

// Keys and values become the typed facts of a page.
mod fields;

// A key, a title or a level becomes what its words mean, for whoever proposes a configuration.
mod meant_words;

// A body becomes its sections, its title and its summary.
mod outline;

// A body becomes the facts of an incident: timeline, follow-ups, durations.
mod incident;

// What was read of a file becomes its page: kind, name, dates, findings.
mod page;

pub use audience_cut::{AudienceMarks, MarkedPart, audience_marks};
pub(crate) use credentials::{masked, masked_but};
pub use credentials::{secrets, secrets_in_name};
pub(crate) use fields::{Head, head};
pub(crate) use front_matter::{HeadEntry, HeadNode, HeadValue, canonical, is_empty};
pub(crate) use incident::{is_about_all_incidents, without_owner};
pub(crate) use markdown::{
    Abbreviation, Callout, FenceInfo, HtmlWrapper, RawElements, ShownPassage, addresses, bare_ids, fragment_passages,
    fragment_passages_naming, fragment_text, mentioned_ids, seen, seen_alone, shown_passages, shown_passages_naming,
    spoken,
};
pub use markdown::{Document, MAX_DEPTH, document};
pub(crate) use meant_words::{
    is_read_language, is_titled_otherwise, is_titled_planned, is_word_of_calendars, is_word_of_titles, meant_key,
    severity_rank,
};
pub(crate) use personal_data::{overwritten, personal_data};
pub(crate) use redactions::{Redaction, redacted, redactions};
pub(crate) use times::{DayOrder, day_order};
pub use visibility::below;

use std::sync::Arc;

use crate::diag::{Diagnostic, Rule};
use crate::model::*;
use crate::parse::audience_cut::without_cut;
use crate::parse::credentials::secrets_shown;
use crate::parse::fields::{common_fields, page_zone};
use crate::parse::file_names::stem;
use crate::parse::front_matter::{KeyReader, front, links_in_values};
use crate::parse::hidden_parts::{Preformatted, Publishable, hide, publishable_text};
use crate::parse::incident::KnownBefore;
use crate::parse::markdown::{
    Shifts, as_seen, back, body_passages, body_prose, composed, front_matter_passages, without_short_rows,
};
use crate::parse::named_people::{Unnamed, without_names};
use crate::parse::outline::{
    first_paragraph, heading_title, inner_headings, mail_subject, sections, short_title, stands_first, summary,
    without_unfilled,
};
use crate::parse::page::{
    BodyRead, DateMeans, Evidence, body_findings, budget_findings, date_in_address, date_means, date_of, dated, day_of,
    default_id, kind_detail, left_out_findings, limit_lists, newest_date, page_kind, page_language, placed, titles,
    unused_note_findings, without_id,
};
use crate::parse::personal_data::PersonalPlace;
use crate::parse::times::date_in;
use crate::parse::visibility::{HouseRules, said_of_pages_below};

/// Reads one file among others in the site's language. Linear in its length.
pub fn parse(source: &Arc<Source>, config: &Config) -> Page {
    parse_among(source, config, &config.lang)
}

/// Reads one file whose language is `around` where neither it nor its folder says another.
pub fn parse_among(source: &Arc<Source>, config: &Config, around: &str) -> Page {
    let cut = without_cut(&source.text);
    let whole = cut.as_ref().map_or(&*source.text, |cut| cut.text.as_str());
    let unnamed = without_names(whole, &source.shown_path, config);
    let (text, findings) = match (cut, unnamed) {
        (None, None) => return parse_whole(source, config, around),
        (Some(cut), None) => (cut, Vec::new()),
        (None, Some(Unnamed { text, findings })) => (text, findings),
        (Some(cut), Some(Unnamed { text, findings })) => {
            let placed = |finding: Diagnostic| moved(finding, &cut.shifts);
            let findings = findings.into_iter().map(placed).collect();
            (text.after(&cut), findings)
        }
    };
    let other = Source { text: Arc::from(text.text.as_str()), diagnostics: Vec::new(), ..source.again() };
    let mut page = parse_whole(&Arc::new(other), config, around);
    let own = std::mem::take(&mut page.diagnostics).into_iter().map(|finding| moved(finding, &text.shifts));
    page.diagnostics = source.diagnostics.iter().cloned().chain(own).chain(findings).collect();
    page.shifts = composed(&page.shifts, &text.shifts);
    page.source = Arc::clone(source);
    page
}

/// A finding about a text, with its place in the text that this was made from.
fn moved(finding: Diagnostic, shifts: &Shifts) -> Diagnostic {
    Diagnostic { span: finding.span.map(|span| back(shifts, &span)), ..finding }
}

/// Reads one file as its text stands.
fn parse_whole(source: &Arc<Source>, config: &Config, around: &str) -> Page {
    let path = source.shown_path.as_str();
    // A credential is in nothing that is made of a page, nor what the house masks: all is read from the text without it.
    let personal = personal_data(&source.text, &config.privacy);
    let masked: Option<Arc<str>> = masked_but(&source.text, &config.secrets.allow).map(Arc::from);
    let masked = overwritten(masked.as_deref().unwrap_or(&source.text), &personal).map(Arc::from).or(masked);
    let written = masked.as_ref().unwrap_or(&source.text);
    let mut front = front(written, path);
    let body_start = front.body_start;
    let (narrow, short_tables) = without_short_rows(written, body_start).unzip();
    let narrow: Option<Arc<str>> = narrow.map(Arc::from);
    let Publishable { text: whole_text, shifts, restricted, too_deep, left_out, unclosed, doubtful, unused } =
        publishable_text(narrow.as_ref().unwrap_or(written), body_start, path);
    let whole = as_seen(document(&whole_text, body_start));
    let mut reader = KeyReader::new(&front.entries, &config.fields, path);
    let zone = page_zone(&mut reader, config);
    let house = HouseRules { fields: &config.fields, settled: &config.content.publication, zone: &zone, path };
    let mut common = common_fields(&mut reader, &front, written, &house);
    common.below = said_of_pages_below(source, &front, common.withheld_below.take(), &house, &mut reader.diagnostics);
    let (lang, lang_from) = page_language(common.lang.as_deref(), source.lang.as_deref(), &whole, &config.lang, around);
    let mut sections = sections(&whole, &lang, config);
    let inner_headings = inner_headings(&whole);
    let file_date = date_in(stem(&source.path));
    let evidence = Evidence {
        front: &front,
        document: &whole,
        sections: &sections,
        tags: &common.tags,
        title: common.title.as_ref().map(|title| title.value.as_str()),
        dated: common.date.is_some() || file_date.is_some(),
        lang: &lang,
        config,
    };
    let (kind, kind_reason) = page_kind(source, common.page_type, &evidence);
    let date_means = date_means(&source.path, &front);
    let in_address = date_in_address(&source.path, &front);
    let (name_date, date_means) = match (file_date, in_address) {
        (None, Some(day)) => (Some(day), DateMeans::Publication),
        (day, _) => (day, date_means),
    };
    let heading = heading_title(&whole);
    let filled = (kind == PageKind::Incident)
        .then(|| without_unfilled(&whole, &mut sections, heading.as_ref().map(|title| &title.heading)))
        .flatten();
    let text = filled.as_deref().map_or_else(|| Arc::clone(&whole_text), Arc::from);
    let document = if filled.is_some() { as_seen(document(&text, body_start)) } else { whole };
    // Of a language that is not read only what stands first is known to tell of the whole.
    let told = || summary(&document, &sections).filter(|told| is_read_language(&lang) || stands_first(told, &sections));
    let (title, title_heading) = titles(&common, heading, &source.path, || mail_subject(&document), told);
    let (mut detail, mut diagnostics) = {
        let known = KnownBefore {
            shown_path: path,
            lang: &lang,
            title: &title.value,
            date: day_of(date_means, date_in(&title.value), date_of(&common).or(file_date)),
            start_is_date: false,
            near: date_of(&common).or(name_date),
            zone: zone.context().zone,
            zone_origin: zone.context().zone_origin,
        };
        kind_detail(
            kind,
            &mut reader,
            &mut common,
            &zone,
            BodyRead { document: &document, sections: &sections, known, config, name_date, date_means },
        )
    };
    diagnostics.extend(limit_lists(&mut common, &mut detail));
    reader.unknown();
    let mut prose = body_prose(&document);
    prose.candidates.extend(links_in_values(&front.entries, |entry| reader.shows(entry)));
    diagnostics.append(&mut front.diagnostics);
    diagnostics.append(&mut reader.diagnostics);
    // Hugo and Zola keep what they say of a section in a file that need not have a text.
    let is_of_section = source.path.rsplit('/').next().is_some_and(|name| name.starts_with("_index."));
    // What a page with a layout of its own shows, the layout brings: a search, a list.
    let has_layout = kind != PageKind::Incident && front.entries.iter().any(|entry| entry.key == "layout");
    let told_elsewhere =
        is_of_section || has_layout || matches!(&detail, Detail::Term(term) if !term.senses.is_empty());
    if source.unread.is_none() {
        diagnostics.extend(body_findings(&document, &prose, body_start, told_elsewhere));
    }
    diagnostics.extend(budget_findings(&document, &prose, too_deep));
    diagnostics.extend(left_out_findings(&left_out));
    diagnostics.extend(unused_note_findings(&unused));
    let in_name = secrets_in_name(path);
    let unread = (source.unread.clone())
        .or_else(|| in_name.as_ref().map(|_| String::from("its name holds what looks like a live credential")));
    let mut restricted_parts = restricted;
    restricted_parts.append(&mut reader.restricted);
    if source.path.rsplit('/').skip(1).any(is_drafts_folder) {
        common.withheld.get_or_insert_with(|| Withheld::Draft(String::from("it stands in `_drafts`")));
    }
    let described = || match kind {
        PageKind::Term => first_paragraph(&document),
        _ => told(),
    };
    let summary = common.summary.or_else(described);
    let dated = dated(&detail, common.date, name_date, &title.value);
    let mut running = body_passages(&document, &sections);
    drop(document);
    let words = prose.words + front_matter_passages(&detail, summary.as_ref(), &sections, &mut running);
    running.shrink();
    let id = common.id.unwrap_or_else(|| default_id(&source.path, &title));
    let newest = newest_date(dated.as_ref().filter(|fact| !is_publication(fact, &detail)), &detail);
    let title = without_id(title, &id);
    let is_listed = matches!(kind, PageKind::Incident | PageKind::Page);
    let short_title = is_listed.then(|| short_title(&title.value)).filter(|short| *short != title.value);
    let short_title = short_title.map(str::to_owned);
    let mut page = Page {
        newest,
        changed: common.changed,
        source: Arc::clone(source),
        text,
        shifts,
        body_start,
        kind,
        kind_reason,
        lang,
        lang_from,
        title,
        short_title,
        id,
        title_heading,
        summary,
        withheld: unread.map(Withheld::Unread).or(common.withheld),
        publication: common.publication,
        below: common.below,
        status: common.status,
        aliases: common.aliases,
        served_at: common.served_at,
        authors: common.authors,
        tags: common.tags,
        keywords: common.keywords,
        level: common.level,
        related: common.related,
        not_related: common.not_related,
        refs: common.refs,
        dated,
        sections,
        marks: prose.marks,
        inner_headings,
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
        Diagnostic::new(Rule::PageUnclosedComment, path, message).at(at..at)
    }));
    page.diagnostics.extend(doubtful.into_iter().map(|at| {
        let message = "what stands between these two `%%` is in no page, as a comment of Obsidian";
        Diagnostic::new(Rule::PageDoubtfulComment, path, message).at(at).hint("write `%` once where it is a sign")
    }));
    page.diagnostics.extend(short_tables.into_iter().flatten().map(|line| {
        let message = "so many cells of this table are missing that it is shown as text";
        Diagnostic::new(Rule::PageBudget, path, message).at(line)
    }));
    if masked.is_some() || !config.secrets.allow.is_empty() || !personal.is_empty() {
        let hidden = hide(&source.text, body_start, Preformatted::of(path)).text;
        let shown = hidden.as_deref().unwrap_or(&source.text);
        page.diagnostics.extend(secrets_shown(&source.text, shown, path, &config.secrets.allow));
        let is_shown = |place: &PersonalPlace| shown.get(place.span.clone()) == source.text.get(place.span.clone());
        page.diagnostics.extend(personal.into_iter().filter(is_shown).map(|place| place.finding(path)));
    }
    // Pages stay, and lists that grew one by one have room for half as much again: a copy has no more than it needs.
    page.clone()
}

#[cfg(test)]
mod never_panics;
