//! An incident, with the field's own words for what is known of it.

use jiff::SignedDuration;

use crate::model::{Fact, Moment, Span, Timepoint, Zone};

/// Whether it happened, nearly happened, went right, or was tried on purpose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IncidentKind {
    /// It happened here.
    #[default]
    Incident,
    /// It nearly happened.
    NearMiss,
    /// Something went right that is worth understanding.
    Success,
    /// It was tried on purpose.
    Exercise,
    /// It happened to somebody else.
    External,
}

/// A state of a follow-up. "Done" is one way to close among several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionState {
    /// Nobody has begun.
    Open,
    /// Somebody has begun.
    Doing,
    /// Carried out.
    Done,
    /// Turned out not to be needed.
    NotNecessary,
    /// Became part of other work.
    Absorbed,
    /// Decided against.
    Declined,
}

/// A follow-up.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Action {
    /// What is to be done (Markdown of one line or paragraph).
    pub text: String,
    /// The team that owns it.
    pub owner: Option<String>,
    /// What kind of change it is, such as `detect` or `mitigate`.
    pub kind: Option<String>,
    /// The order of importance, 1 first.
    pub rank: Option<u32>,
    /// Where it stands; `None` where nobody says.
    pub state: Option<ActionState>,
    /// Why it was closed, or left.
    pub reason: Option<String>,
    /// When it was opened.
    pub opened: Option<Moment>,
    /// When it was closed, in whatever way.
    pub closed: Option<Moment>,
    /// Where it is tracked.
    pub ticket: Option<String>,
    /// Who may see it; one that still names an audience here is shown to nobody.
    pub audience: Option<String>,
}

impl ActionState {
    /// The state that `words` name, in the spellings trackers use.
    pub fn from_words(words: &str) -> Option<Self> {
        Some(match words.trim().to_lowercase().replace([' ', '_'], "-").as_str() {
            "open" | "todo" | "to-do" | "new" | "planned" | "backlog" | "not-started" | "false" | "no" => Self::Open,
            "doing" | "in-progress" | "started" | "ongoing" | "wip" => Self::Doing,
            "done" | "closed" | "complete" | "completed" | "fixed" | "resolved" | "merged" | "true" | "yes" => {
                Self::Done
            }
            "not-necessary" | "unnecessary" | "not-needed" | "obsolete" => Self::NotNecessary,
            "absorbed" | "duplicate" | "merged-into" | "superseded" => Self::Absorbed,
            "declined" | "wontfix" | "won't-fix" | "wont-fix" | "won't-do" | "rejected" | "cancelled" | "canceled" => {
                Self::Declined
            }
            _ => return None,
        })
    }
}

impl Action {
    /// A follow-up of which nothing is known.
    pub fn empty() -> Self {
        Self {
            text: String::new(),
            owner: None,
            kind: None,
            rank: None,
            state: None,
            reason: None,
            opened: None,
            closed: None,
            ticket: None,
            audience: None,
        }
    }
}

/// What surprised people: a sentence, or what was expected and what was so.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Surprise {
    /// One sentence.
    Sentence(String),
    /// Two halves.
    Contrast {
        /// What people expected.
        expected: String,
        /// What was so.
        actual: String,
    },
}

/// An alert and what people made of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Alert {
    /// Its name.
    pub name: String,
    /// `actionable`, `noisy`, `late`, `missed`, `misleading`, or the house's own word.
    pub verdict: Option<String>,
}

/// A runbook and what came of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct RunbookUse {
    /// The runbook, as an id or a path.
    pub target: String,
    /// `used`, `not-found`, `stale`, `deviated`, or the house's own word.
    pub outcome: Option<String>,
    /// The place in the file.
    pub span: Span,
}

/// What a customer would say of it.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct CustomerStory {
    /// What customers saw.
    pub saw: Option<String>,
    /// What to tell them.
    pub tell: Option<String>,
    /// What changes for them.
    pub changes: Option<String>,
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TimelineEntry {
    /// When.
    pub at: Timepoint,
    /// Until when, for `13:30-13:45`.
    pub until: Option<Moment>,
    /// The time as written.
    pub written: String,
    /// What happened, as plain text.
    pub text: String,
    /// The place in the file.
    pub span: Span,
    /// Where it says what happened: all of the entry but its time, in written order.
    pub parts: Vec<EntryPart>,
}

/// A part of what an entry of a timeline says.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct EntryPart {
    /// The column it stands in, from 0, and that column's name, in a table.
    pub column: Option<(usize, String)>,
    /// The place in the text.
    pub span: Span,
}

/// A line among the entries of a timeline that has no time.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TimelineRemark {
    /// The line.
    pub span: Span,
    /// Whether it says more than which day it is.
    pub says: bool,
}

/// Durations that people wrote down instead of times.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StatedDurations {
    /// From the start until somebody knew.
    pub detection: Option<Fact<Option<SignedDuration>>>,
    /// From the start until the harm stopped.
    pub mitigation: Option<Fact<Option<SignedDuration>>>,
    /// From the start until all was well.
    pub recovery: Option<Fact<Option<SignedDuration>>>,
    /// How long the incident lasted, when nothing more exact is said.
    pub total: Option<Fact<Option<SignedDuration>>>,
}

/// The timepoints of an incident. `None` means that nobody said anything; [`Timepoint::Unknown`] that somebody said so.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Times {
    /// When it began.
    pub started: Option<Fact<Timepoint>>,
    /// When somebody or something noticed.
    pub detected: Option<Fact<Timepoint>>,
    /// When a person took it on.
    pub acknowledged: Option<Fact<Timepoint>>,
    /// When the harm stopped.
    pub mitigated: Option<Fact<Timepoint>>,
    /// When all was well.
    pub resolved: Option<Fact<Timepoint>>,
    /// When the first first-hand notes were taken.
    pub captured: Option<Fact<Timepoint>>,
    /// When people met about it.
    pub reviewed: Option<Fact<Timepoint>>,
    /// When the write-up came out.
    pub published: Option<Fact<Timepoint>>,
}

/// What is known of an incident.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Incident {
    /// What sort it is.
    pub kind: IncidentKind,
    /// The severity as written; `link` finds its place in the house's order.
    pub severity: Option<Fact<String>>,
    /// Its timepoints.
    pub times: Times,
    /// The IANA name or offset that local times are in, where stated.
    pub timezone: Option<Fact<Zone>>,
    /// Durations stated in words.
    pub durations: StatedDurations,
    /// Impact in plain words (Markdown).
    pub impact: Option<Fact<String>>,
    /// How many customers.
    pub customers: Option<Fact<String>>,
    /// Where.
    pub regions: Vec<Fact<String>>,
    /// What customers saw.
    pub customer_story: Option<Fact<CustomerStory>>,
    /// `technology`, `facility`, `people`, `legal`, `supplier`.
    pub domain: Option<Fact<String>>,
    /// The organisation it happened to, for external write-ups.
    pub company: Option<Fact<String>>,
    /// Services involved, as written.
    pub services: Vec<Fact<String>>,
    /// Teams involved, as written.
    pub teams: Vec<Fact<String>>,
    /// How many people took part.
    pub people_involved: Option<Fact<u32>>,
    /// How many were paged.
    pub paged: Option<Fact<u32>>,
    /// How many were paged out of hours.
    pub paged_out_of_hours: Option<Fact<u32>>,
    /// How many helped who were not on call.
    pub pulled_in_off_call: Option<Fact<u32>>,
    /// How it was found: one of the design's words, or the house's own.
    pub detection: Option<Fact<String>>,
    /// Where the sign was that nobody read.
    pub signal_existed: Option<Fact<String>>,
    /// Alerts.
    pub alerts: Vec<Alert>,
    /// What was looked at, and why there.
    pub looked_at: Vec<Fact<String>>,
    /// Contributing factors, as written.
    pub factors: Vec<Fact<String>>,
    /// What set it off.
    pub trigger: Option<Fact<String>>,
    /// Conditions people worked under.
    pub conditions: Vec<Fact<String>>,
    /// What surprised people.
    pub surprise: Vec<Fact<Surprise>>,
    /// What people learned.
    pub takeaways: Vec<Fact<String>>,
    /// What is not understood yet.
    pub open_questions: Vec<Fact<String>>,
    /// What could be tried on purpose.
    pub rehearse: Vec<Fact<String>>,
    /// What went well.
    pub helped: Vec<Fact<String>>,
    /// Where people were lucky.
    pub lucky: Vec<Fact<String>>,
    /// How new it was.
    pub novelty: Option<Fact<String>>,
    /// Runbooks and their outcome.
    pub runbooks: Vec<Fact<RunbookUse>>,
    /// Follow-ups.
    pub actions: Vec<Fact<Action>>,
    /// What happened when.
    pub timeline: Vec<TimelineEntry>,
    /// What stands among the entries and has no time.
    pub timeline_remarks: Vec<TimelineRemark>,
    /// Left out of trends on the author's word.
    pub exclude_from_trends: bool,
}
