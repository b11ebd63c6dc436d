//! Everything that a page says becomes its keys: all of it, and what of it is shown where.

use crate::cache::Key;
use crate::link::{PageIx, Target};
use crate::model::{Detail, LinkCandidate, Page, Section};
use crate::render::value_hash::Digest;
use crate::views::{Views, cards};

/// What enters of one page.
pub(super) struct PageKeys {
    /// All of it.
    pub(super) whole: Key,
    /// What other pages and lists show of it: its facts, without where they stand in its text.
    pub(super) shown: Key,
    /// Where its links lead, and what is there called: others quote its sentences with these names.
    pub(super) links: Key,
    /// What it is called, where it is and when it was.
    pub(super) titled: Key,
    /// What lists show of it.
    pub(super) card: Key,
}

/// The keys of a page. Linear in what it says.
pub(super) fn page_keys(views: &Views, ix: PageIx) -> PageKeys {
    let (page, links) = (&views.site.pages[ix], &views.site.links);
    let mut whole = Digest::default();
    whole.text(&page.source.path);
    whole.text(&page.source.shown_path);
    whole.key(views.site.digest(ix));
    let mut shown = Digest::default();
    shown.key(&shown_of(page));
    shown.debug(&(links.short_title(ix), &links.addresses[ix], &links.facets_of[ix]));
    let mut leads = Digest::default();
    // In the order of what was written: a hash map has none.
    let mut resolved: Vec<_> = links.resolved(ix).iter().collect();
    resolved.sort_unstable_by_key(|(written, _)| *written);
    leads.debug(&resolved);
    let named = resolved.iter().filter_map(|(_, target)| match target {
        Target::Page(to, _) => Some(*to),
        _ => None,
    });
    let named = named.chain(links.runbooks(ix).iter().filter_map(|(_, to, _)| *to));
    for to in named.chain(links.related(ix).iter().map(|(to, _)| *to)) {
        let Page { title, id, sections, .. } = &*views.site.pages[to];
        leads.text(&title.value);
        leads.text(&id.value);
        leads.debug(&links.short_title(to));
        sections.iter().for_each(|section| leads.debug(&(&section.anchor, &section.title)));
    }
    leads.debug(&(links.related(ix), links.not_related(ix), links.runbooks(ix), links.steps(ix)));
    let words = links.words(ix);
    leads.debug(&words.terms);
    let mut fragments: Vec<_> = words.fragments.iter().collect();
    fragments.sort_unstable_by_key(|(text, _)| *text);
    leads.debug(&fragments);
    let mut titled = Digest::default();
    titled.debug(&(links.short_title(ix), &links.addresses[ix], &links.facets_of[ix], &page.dated));
    titled.text(&page.title.value);
    titled.text(&page.id.value);
    titled.text(&page.source.shown_path);
    let mut card = Digest::default();
    card.value(&cards::of(views, ix));
    PageKeys {
        whole: whole.finish(),
        shown: shown.finish(),
        links: leads.finish(),
        titled: titled.finish(),
        card: card.finish(),
    }
}

/// What others may show of a page. Taken apart field by field, so that whoever adds one says whether others show it.
fn shown_of(page: &Page) -> Key {
    let Page {
        source,
        text: _,
        shifts: _,
        body_start: _,
        kind,
        kind_reason: _,
        lang,
        lang_from: _,
        id,
        title,
        short_title,
        title_heading: _,
        summary,
        withheld,
        publication,
        below,
        status,
        aliases,
        served_at,
        authors,
        tags,
        keywords,
        level,
        related,
        not_related,
        refs,
        dated,
        changed,
        newest,
        sections,
        marks,
        inner_headings,
        candidates,
        // Terms and runbooks are asked for theirs, and enter whole.
        prose: _,
        words: _,
        has_html: _,
        restricted_parts,
        detail,
        diagnostics: _,
    } = page;
    let mut to = Digest::default();
    to.text(&source.path);
    to.said(&(kind, lang, id, title, short_title, summary, withheld, publication, below, status, aliases));
    to.said(&(served_at, authors, tags, keywords, level, related, not_related, refs, dated, changed, newest));
    let heading = |section: &Section| (section.level, section.title.clone(), section.anchor.clone(), section.role);
    to.said(&sections.iter().map(heading).collect::<Vec<_>>());
    to.said(&inner_headings.iter().map(heading).collect::<Vec<_>>());
    to.said(&marks.iter().map(|(name, _)| name).collect::<Vec<_>>());
    let written = |candidate: &LinkCandidate| (candidate.form, candidate.target.clone(), candidate.text.clone());
    to.said(&candidates.iter().map(written).collect::<Vec<_>>());
    to.said(&page.reading_minutes());
    to.said(restricted_parts);
    match detail {
        Detail::Incident(incident) => to.said(incident),
        other => to.said(other),
    }
    to.finish()
}
