//! One Markdown file, understood: what every kind of page has in common.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::model::{
    Below, Fact, Incident, KindHint, LinkCandidate, Moment, PageKind, Prose, Publication, ReadingPath, Reference,
    Related, Runbook, ServicePage, Span, Term, Withheld,
};

/// What says in which language a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum LangFrom {
    /// Its author, with a key.
    Stated,
    /// Its folder's name.
    Folder,
    /// Its words.
    Text,
    /// The texts around it: its own words do not tell.
    Around,
}

/// One Markdown file as read from disk.
#[derive(Debug)]
pub struct Source {
    /// Path below the content folder, `/` between its parts; unique, and the page's identity.
    pub path: String,
    /// Path below the site's root, as findings print it.
    pub shown_path: String,
    /// The text, without a byte-order mark.
    pub text: Arc<str>,
    /// What its place in the tree says it is, and why.
    pub hint: KindHint,
    /// The language of the folder it stands in, if a folder is named for one.
    pub lang: Option<String>,
    /// Why it cannot be read with certainty; such a page is in nothing.
    pub unread: Option<String>,
    /// Findings made while reading it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Source {
    /// The same file, to be given another text: all but the text is as it was.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            path: self.path.clone(),
            shown_path: self.shown_path.clone(),
            text: Arc::clone(&self.text),
            hint: self.hint.clone(),
            lang: self.lang.clone(),
            unread: self.unread.clone(),
            diagnostics: self.diagnostics.clone(),
        }
    }

    /// The number of the line that a place stands in; a line that was cut out of the text counts.
    pub fn line(&self, at: usize) -> usize {
        let breaks = self.text.bytes().take(at).filter(|byte| matches!(byte, b'\n' | 2));
        1 + breaks.count()
    }

    /// A file of no name and no text.
    pub fn nothing() -> Arc<Self> {
        Arc::new(Self {
            path: String::new(),
            shown_path: String::new(),
            text: Arc::from(""),
            hint: KindHint::nothing(),
            lang: None,
            unread: None,
            diagnostics: Vec::new(),
        })
    }
}

/// One heading of the body, with what it is about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Section {
    /// 1 to 6.
    pub level: u8,
    /// The heading as plain text.
    pub title: String,
    /// The anchor, as GitHub would make it; unique in the page.
    pub anchor: String,
    /// What the section holds, when the heading is a known synonym.
    pub role: Option<Role>,
    /// The heading itself.
    pub heading: Span,
    /// From the end of the heading to the next heading of the same or a higher level.
    pub body: Span,
}

/// What a section of a write-up holds. Its headings in each language are in `parse/vocabulary/languages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What happened, in short.
    Summary,
    /// Who felt it, and how.
    Impact,
    /// What happened when.
    Timeline,
    /// Contributing factors, causes, findings.
    Factors,
    /// What surprised people.
    Surprise,
    /// What went well.
    Helped,
    /// Where we were lucky.
    Lucky,
    /// What went badly; kept as narrative.
    WentBadly,
    /// What people learned.
    Takeaways,
    /// What is still not understood.
    OpenQuestions,
    /// What was looked at, and why there.
    LookedAt,
    /// What customers saw and what to tell them.
    CustomerStory,
    /// Follow-ups.
    Actions,
    /// How it was found.
    Detection,
    /// How bad it was.
    Severity,
    /// What was involved.
    Services,
    /// What set it off.
    Trigger,
    /// How it ended; kept as narrative.
    Resolution,
    /// Small facts: labelled lines such as "Time to detection: 54 minutes".
    Stats,
    /// Who was there; counted, never listed in machine outputs.
    Attendees,
    /// Where more can be read.
    References,
}

/// One Markdown file, understood.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Page {
    /// The file. It is not kept with what was made of it: whoever keeps a page has the file.
    #[serde(skip, default = "Source::nothing")]
    pub source: Arc<Source>,
    /// The text whose body may be published: authors' comments and restricted parts blanked out, other tools' blocks rewritten.
    /// All spans are offsets into it; [`Page::source_span`] leads back to the file.
    pub text: Arc<str>,
    /// From places in `text` to places in the file, where other tools' syntax was rewritten.
    pub shifts: Vec<(usize, isize)>,
    /// Where the body begins.
    pub body_start: usize,
    /// What the file is.
    pub kind: PageKind,
    /// Why it is that, in words.
    pub kind_reason: String,
    /// The language (BCP 47).
    pub lang: String,
    /// What says so.
    pub lang_from: LangFrom,
    /// The identifier people use: the key, else from the file name.
    pub id: Fact<String>,
    /// The title as plain text, whole; never empty.
    pub title: Fact<String>,
    /// What of the title lists may show, where that is less: without a day, without the kind of document.
    pub short_title: Option<String>,
    /// The heading that gave the title and need not be shown twice.
    pub title_heading: Option<Span>,
    /// The summary as plain text or Markdown of one paragraph.
    pub summary: Option<Fact<String>>,
    /// Why it is kept back, whatever the day.
    pub withheld: Option<Withheld>,
    /// Between which days it may be read.
    pub publication: Publication,
    /// What it says of the pages below folders.
    pub below: Vec<Below>,
    /// A status that is not a publication state, kept as text.
    pub status: Option<Fact<String>>,
    /// Older ids or paths that lead here.
    pub aliases: Vec<Fact<String>>,
    /// Addresses at which another tool serves it, by its keys: `permalink`, `path`, `slug`.
    pub served_at: Vec<String>,
    /// Authors as written.
    pub authors: Vec<String>,
    /// Tags as written.
    pub tags: Vec<Fact<String>>,
    /// Words for finding it that are no tags: foreign `keywords`.
    pub keywords: Vec<Fact<String>>,
    /// `intro`, `intermediate`, `deep`.
    pub level: Option<Fact<String>>,
    /// Explicitly related pages.
    pub related: Vec<Related>,
    /// Pages that are never to be suggested.
    pub not_related: Vec<Related>,
    /// References.
    pub refs: Vec<Reference>,
    /// When it was published or last dated; what feeds and `as-of` use.
    pub dated: Option<Fact<Moment>>,
    /// When it was last changed, as another tool's key has it.
    pub changed: Option<Moment>,
    /// The newest date that the page states: its own, its timepoints, when its follow-ups were opened and closed, when it was reviewed.
    pub newest: Option<Date>,
    /// The headings, in order.
    pub sections: Vec<Section>,
    /// Names that raw HTML gives to places (`<a name>`, `id`), and where in `text` they stand, in order.
    pub marks: Vec<(String, usize)>,
    /// The headings inside quotations and items of lists, in order: they have anchors and structure nothing.
    pub inner_headings: Vec<Section>,
    /// Places that may be links, in order.
    pub candidates: Vec<LinkCandidate>,
    /// What the page says in sentences.
    pub prose: Prose,
    /// Words of prose, for reading time. CJK characters count as half a word each.
    pub words: usize,
    /// Whether the body has raw HTML and must be sanitised as a tree.
    pub has_html: bool,
    /// Parts that were left out because they name an audience: the audience and the place.
    pub restricted_parts: Vec<(String, Span)>,
    /// What is particular to the kind.
    pub detail: Detail,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is particular to each kind of page.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub enum Detail {
    /// See [`Incident`].
    Incident(Box<Incident>),
    /// See [`Term`].
    Term(Term),
    /// See [`Runbook`].
    Runbook(Runbook),
    /// See [`ServicePage`].
    Service(ServicePage),
    /// See [`ReadingPath`].
    Path(ReadingPath),
    /// Nothing more.
    Page,
}

/// Whether a page is ordered by nothing better than its day of publication: `dated`, the day it is ordered by, is that day.
pub fn is_publication(dated: &Fact<Moment>, detail: &Detail) -> bool {
    let Detail::Incident(incident) = detail else { return false };
    incident.times.published.as_ref().is_some_and(|published| {
        published.origin == dated.origin
            && published.span == dated.span
            && published.value.known() == Some(&dated.value)
    })
}

impl Page {
    /// Whether it is ordered by the day it was published, since it states no day of its own.
    pub fn is_dated_by_publication(&self) -> bool {
        self.dated.as_ref().is_some_and(|dated| is_publication(dated, &self.detail))
    }

    /// The incident, when the page is one.
    pub fn incident(&self) -> Option<&Incident> {
        match &self.detail {
            Detail::Incident(incident) => Some(incident),
            _ => None,
        }
    }

    /// The part of the text that is the body.
    pub fn body(&self) -> &str {
        &self.text[self.body_start..]
    }

    /// The place in the file of a place in `text`.
    pub fn source_span(&self, span: &Span) -> Span {
        let map = |offset: usize| {
            let after = self.shifts.partition_point(|(start, _)| *start <= offset);
            let shift = after.checked_sub(1).map_or(0, |ix| self.shifts[ix].1);
            offset.saturating_add_signed(shift).min(self.source.text.len())
        };
        map(span.start)..map(span.end).max(map(span.start))
    }

    /// The first section of `role`.
    pub fn section(&self, role: Role) -> Option<&Section> {
        self.sections.iter().find(|s| s.role == Some(role))
    }

    /// Minutes a reader needs, at 220 words a minute, at least one.
    pub fn reading_minutes(&self) -> usize {
        self.words.div_ceil(220).max(1)
    }
}
