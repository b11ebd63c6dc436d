//! One Markdown file, understood: what every kind of page has in common.

use std::sync::Arc;

use jiff::civil::Date;

use crate::diag::Diagnostic;
use crate::model::{Fact, Incident, Moment, Prose, ReadingPath, Runbook, ServicePage, Span, Term};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageKind {
    /// A write-up of an incident, a near miss, a success or an exercise.
    Incident,
    /// A glossary entry.
    Term,
    /// A runbook.
    Runbook,
    /// The page of a catalogue entry.
    Service,
    /// A reading path.
    Path,
    /// Any other page.
    Page,
}

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

/// What the tree and the configuration say a file is, before anyone has read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindHint {
    /// The kind; `None` when only the text can tell.
    pub kind: Option<PageKind>,
    /// What of the text may overrule it.
    pub hold: Hold,
    /// What the names of the files beside it say.
    pub beside: Beside,
    /// The reason, in words, for `check --explain-kinds`.
    pub reason: String,
}

impl KindHint {
    /// What is said of a file about which nothing is known, in a place where nothing else is.
    pub fn nothing() -> Self {
        Self { kind: None, hold: Hold::Evidence, beside: Beside::default(), reason: String::new() }
    }
}

/// What may overrule the kind that a file's place gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Nothing: a pattern of the configuration.
    Fast,
    /// The text's own `type`.
    Type,
    /// The `type`, and a text that is plainly something else.
    Evidence,
}

/// What the names of files and folders around a file say, where none says its kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// Whether nearly all files of its folder are named for a day.
    pub dated: bool,
    /// Whether the tree has folders for incidents, runbooks or the like, and this file stands in none of them; or it stands among the
    /// posts of a blog, or among files of which some are named for an outage and it is not.
    pub mixed: bool,
}

/// Why a page is kept back, in words that can follow its path.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Withheld {
    /// A draft, by key, status, folder, section or date of publication.
    Draft(String),
    /// It names an audience: its name, as far as it could be read.
    Audience(String),
    /// A key about publication says so, or says something that is not understood.
    Publication(String),
    /// It cannot be read with certainty.
    Unread(String),
}

/// The three classes of what is withheld; each means one thing to every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Shown, and marked, by `--drafts`, the preview and `share` of that very file; in nothing else.
    Draft,
    /// Shown to the audiences that it names, and in nothing on a site without any.
    Restricted,
    /// In nothing, ever.
    Unread,
}

impl Withheld {
    /// The class it belongs to.
    pub fn class(&self) -> Class {
        match self {
            Self::Draft(_) => Class::Draft,
            Self::Audience(_) | Self::Publication(_) => Class::Restricted,
            Self::Unread(_) => Class::Unread,
        }
    }
}

/// When a page may be read; which of its days have come is for whoever knows the day of the run.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Publication {
    /// The first day on which it may: `publishDate`.
    pub from: Option<Fact<Moment>>,
    /// The day from which it may no more: `expiryDate`.
    pub until: Option<Fact<Moment>>,
}

/// What one file says of every page below a folder: an index that is a draft, a `cascade`, a data file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Below {
    /// The folder, below the content folder; empty for all of it.
    pub folder: String,
    /// Why the pages are kept back.
    pub withheld: Withheld,
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

/// A place in the body that may be a link. Resolved by `link`, inserted by `render`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LinkCandidate {
    /// How it was written.
    pub form: LinkForm,
    /// The target as written, without the text: `INC-214#timeline`, `../2023/x.md`, `service:checkout`.
    pub target: String,
    /// The words that stand for it in the text.
    pub text: String,
    /// The whole construct.
    pub span: Span,
    /// The sentence around it, as plain text.
    pub sentence: String,
}

/// The ways to refer to something, and images.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum LinkForm {
    /// `[text](target)`, `[text][ref]`, `<a href>`.
    Inline,
    /// `[[target]]`, `[[target|text]]`.
    Wiki,
    /// `INC-214` in prose.
    Bare,
    /// `![alt](target)`, `<img src>`, `![[target]]`.
    Image,
}

/// One follow-up link to another page, from front matter.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Related {
    /// The target as written (an id, an alias or a path).
    pub target: String,
    /// Why, in the author's words.
    pub why: Option<String>,
    /// The place of the target.
    pub span: Span,
}

/// Something outside the site worth reading.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reference {
    /// What it is called.
    pub title: Option<String>,
    /// Where it is, when it has an address.
    pub url: Option<String>,
    /// Its kind, such as `ticket` or `commit`.
    pub kind: Option<String>,
    /// Its date: an old ticket dates a latent condition.
    pub date: Option<Moment>,
    /// The place in the file.
    pub span: Span,
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
