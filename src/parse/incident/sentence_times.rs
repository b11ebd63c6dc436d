//! Sentences that say when trouble began, was noticed and ended become statements about these timepoints.
//!
//! Only prose that is about the incident as a whole is read: what stands before the first heading, and the sections that sum up, tell
//! the impact, how it was found and how it ended. A time counts where the words beside it say of what it is the time.

use jiff::civil::Date;

use crate::model::{Fact, Key, Moment, Precision, Role, Span, Timepoint};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::placed_times::{PlacedTime, has_figures, placed_times};
use crate::parse::incident::section_points::trimmed_place;
use crate::parse::incident::stated_lengths::end_told;
use crate::parse::incident::time_statements::TimeStatements;
use crate::parse::incident::words_beside_times::{
    first_words, goes_on_after, is_one, is_pair, last_clause, leading_word, next_clause, subject,
};
use crate::parse::markdown::{BlockKind, plain};
use crate::parse::times::{RunningClock, TimeContext, resolve};
use crate::parse::vocabulary::{TurningPoints, calendar_words, turning_points};
use crate::text::{is_cjk, sentences};

/// Longest prose of a section that is read, in sentences.
const SENTENCES: usize = 12;

/// So many days before the day of the page a day that a sentence names may be that of the incident.
const DAYS_BEFORE: i32 = 31;

/// Names of days of the week in so many letters are other words too: "sat", "sun".
const SHORT_WEEKDAY: usize = 4;

/// Takes down what the sentences of `body` say of times.
pub(crate) fn sentence_times(body: &IncidentBody<'_>, told: &mut TimeStatements) {
    let mut story = TimeStatements::default();
    for region in &body.regions {
        let sums_up = sums_up(region);
        if !sums_up && !tells_the_story(region) {
            continue;
        }
        let mut left = SENTENCES;
        let mut day = ClockDay::Page;
        for block in body.blocks_of(region).iter().filter(|block| block.kind == BlockKind::Paragraph) {
            let words = plain(&body.events[block.events.clone()]);
            let span = trimmed_place(body, &block.events);
            let sentences: Vec<&str> = sentences(&words).collect();
            for sentence in sentences.iter().take(left) {
                let told = if sums_up { &mut *told } else { &mut story };
                day = Sentence { body, text: sentence, span: &span, sums_up, day, is_today: false }.read(told);
            }
            left = left.saturating_sub(sentences.len());
        }
    }
    // A story tells of many turns; what it says once is plain.
    told.take_what_is_said_once(story);
}

/// Whether what stands there is about the incident as a whole.
fn sums_up(region: &BodyRegion) -> bool {
    match region.role {
        None => region.level <= 1,
        Some(role) => matches!(role, Role::Summary | Role::Impact | Role::Detection | Role::CustomerStory),
    }
}

fn tells_the_story(region: &BodyRegion) -> bool {
    region.role.is_none_or(|role| matches!(role, Role::Resolution | Role::Trigger | Role::Factors))
}

/// The day of a clock that names none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ClockDay {
    /// That of the page.
    Page,
    /// This one, which a sentence before it named.
    Named(Date),
    /// One that nobody can tell: "last Friday".
    Untold,
}

struct Sentence<'s, 'a> {
    body: &'s IncidentBody<'a>,
    text: &'s str,
    span: &'s Span,
    /// Whether it stands where the incident is summed up.
    sums_up: bool,
    /// What the sentences before it say of the day.
    day: ClockDay,
    /// Whether it says "today" and names no day.
    is_today: bool,
}

impl Sentence<'_, '_> {
    /// Takes down what it says, and returns the day of clocks that come after it.
    fn read(mut self, told: &mut TimeStatements) -> ClockDay {
        if !self.body.day_is_doubtful && !has_figures(self.text) {
            return self.day;
        }
        let words = turning_points(self.body.known.lang);
        let lower = self.text.to_lowercase();
        if words.earlier.any_in(&lower) {
            return self.day;
        }
        let times = placed_times(self.text);
        self.is_today = self.body.day_is_doubtful
            && times.iter().all(|time| time.found.parts.day.is_none())
            && words.today.any_in(&lower);
        let harm = self.sums_up && (words.harm.any_in(&lower) || words.sentence.harm.any_in(&lower));
        if let Some(day) = self.yesterday(words, &lower, &times).filter(|_| harm) {
            told.say(Key::Started, Fact::sentence(Timepoint::Known(Moment::day(day)), self.span.clone()));
            self.day = ClockDay::Named(day);
        } else if self.body.day_is_doubtful && harm && self.tells_another_day(words, &lower, &times) {
            self.day = ClockDay::Untold;
            told.another_day = true;
        }
        self.read_times(words, &times, harm, told);
        self.named_day(&times).map_or(self.day, ClockDay::Named)
    }

    fn read_times(&self, words: &TurningPoints, times: &[PlacedTime], harm: bool, told: &mut TimeStatements) {
        let yesterday = &words.yesterday;
        // "Yesterday (4 March)".
        let is_yesterday =
            |clause: &str| yesterday.any_in(clause) && clause.split_whitespace().count() <= WORDS_OF_YESTERDAY;
        let (words, beside) = (&words.sentence, &words.window);
        for (i, time) in times.iter().enumerate() {
            let opens = is_one(&time.first, &beside.from) || is_one(&time.first, &beside.between);
            let begins = if opens { time.first.as_str() } else { leading_word(&time.before, beside) };
            let said = last_clause(&time.before);
            let denied = words.denied.any_in(said) && !words.cannot.any_in(said);
            if harm && !denied {
                let until = time.found.until.clone();
                let pair = times.get(i + 1).filter(|next| {
                    is_pair(begins, &next.before, &time.before, beside)
                        || words.from_behind.any_in(&time.after) && words.until_behind.any_in(&next.after)
                });
                let end = until.or_else(|| pair.map(|next| next.found.parts.clone()));
                if let Some(end) = end {
                    let behind = pair.map_or(time, |next| next);
                    let is_open = self.is_told_from_today(&behind.after) || goes_on_after(&behind.after);
                    self.window(time, &end, is_open, told);
                    return;
                }
                if is_one(begins, &beside.until) && self.is_told_from_today(&time.after) {
                    continue;
                }
                if is_one(begins, &beside.until) {
                    self.say(Key::Resolved, time, told);
                    continue;
                }
                if is_one(begins, &beside.since) {
                    self.say(Key::Started, time, told);
                    continue;
                }
            }
            if denied {
                continue;
            }
            let clause = last_clause(&time.before);
            let ours = words.not_started.any_in(clause);
            let follows = next_clause(&time.after);
            let follows = if follows.trim_start().starts_with(is_cjk) { follows.trim_start() } else { follows };
            if !ours && words.started_before.any_in(clause) && (harm || time.found.parts.has_time()) {
                self.say(Key::Started, time, told);
            } else if words.detected_before.any_in(clause) {
                self.say(Key::Detected, time, told);
            } else if words.resolved_before.any_in(clause)
                || time.found.parts.has_time() && words.resolved_behind.any_in(follows)
            {
                self.say(Key::Resolved, time, told);
            } else if time.found.parts.has_time()
                && (clause.trim().is_empty() || clause.ends_with(is_cjk) && !words.not_started.any_in(clause))
            {
                if words.detected_after.any_in(follows) {
                    self.say(Key::Detected, time, told);
                } else if words.started_after.any_in(follows)
                    && !words.not_started.any_in(subject(first_words(follows)))
                {
                    self.say(Key::Started, time, told);
                } else if words.resolved_after.any_in(follows) && !words.denied.any_in(follows) {
                    self.say(Key::Resolved, time, told);
                }
            } else if !time.found.parts.has_time()
                && clause.split_whitespace().all(|word| is_one(word, &beside.on))
                && words.told_after.any_in(follows)
            {
                // "On 4 March a researcher told us": when it was noticed, and nothing of when it began.
                self.say(Key::Detected, time, told);
            } else if harm
                && !time.found.parts.has_time()
                && (clause.split_whitespace().all(|word| is_one(word, &beside.on)) || is_yesterday(clause))
            {
                // "On 4 March 2024, checkout was down": the day, no more.
                self.say(Key::Started, time, told);
            }
        }
    }

    /// Whether an end is of another day than the one that is named: "from late last night (5 April) until 10:45 this morning".
    fn is_told_from_today(&self, after: &str) -> bool {
        let words = turning_points(self.body.known.lang);
        words.yesterday.any_in(&self.text.to_lowercase()) && words.today.any_in(first_words(after.trim_start()))
    }

    /// The day before that of a post, where it says "yesterday" and names no other.
    fn yesterday(&self, words: &TurningPoints, lower: &str, times: &[PlacedTime]) -> Option<Date> {
        let names_none = times.iter().all(|time| time.found.parts.day.is_none()) && self.day == ClockDay::Page;
        let known = self.body.known;
        let posted = if known.start_is_date { self.body.date } else { known.near.filter(|_| self.body.date.is_none()) };
        let posted = posted.filter(|_| self.body.day_is_doubtful && names_none)?;
        posted.yesterday().ok().filter(|_| words.yesterday.any_in(lower))
    }

    /// Whether it says, without naming one, that all this was on another day than that of the page: "last Friday", "on Friday".
    fn tells_another_day(&self, words: &TurningPoints, lower: &str, times: &[PlacedTime]) -> bool {
        if times.iter().any(|time| time.found.parts.day.is_some()) || self.day != ClockDay::Page {
            return false;
        }
        let Some(date) = self.body.date else { return false };
        let weekday = date.weekday().to_monday_zero_offset();
        let names = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > SHORT_WEEKDAY);
        let other = names.filter_map(|word| calendar_words().weekday(word)).any(|named| named != weekday);
        other || words.other_day.any_in(lower)
    }

    /// The last day that it names, where the incident may have been on it: not long before the day of the page, and not after it.
    fn named_day(&self, times: &[PlacedTime]) -> Option<Date> {
        let parts = &times.iter().rev().find(|time| time.found.parts.day.is_some())?.found.parts;
        let near = self.body.date.or(self.body.known.near);
        if near.is_none() && parts.year.is_none() {
            return None;
        }
        let read = resolve(&parts.date_alone(), self.text, &self.body.context(near)).ok()?;
        let day = read.known().filter(|moment| moment.precision == Precision::Day)?.date();
        let is_close = |near: Date| day.until(near).is_ok_and(|apart| (0..=DAYS_BEFORE).contains(&apart.get_days()));
        near.is_none_or(is_close).then_some(day)
    }

    /// A clock without a day is of the page's day, else of the day that a sentence before it named; and of this one first, where that of
    /// the page may be no more than the day on which somebody wrote.
    fn context(&self, told: &TimeStatements) -> TimeContext<'_> {
        let began = || Some(told.best(Key::Started, &None)?.value.known()?.date());
        let of_page = self.body.date.filter(|_| self.day != ClockDay::Untold);
        if self.is_today && of_page.is_some() {
            return self.body.context(of_page);
        }
        let named = if let ClockDay::Named(day) = self.day { Some(day) } else { None };
        self.body.context(if self.body.day_is_doubtful {
            began().or(named).or(of_page)
        } else {
            of_page.or_else(began).or(named)
        })
    }

    fn say(&self, step: Key, time: &PlacedTime, told: &mut TimeStatements) {
        let context = self.context(told);
        if let Ok(at @ Timepoint::Known(_)) = resolve(&time.found.parts, self.text, &context) {
            let end = at.known().filter(|_| step == Key::Started).and_then(|began| end_told(began, &time.after));
            told.say(step, Fact::sentence(at, self.span.clone()));
            if let Some(end) = end {
                told.say(Key::Resolved, Fact::sentence(Timepoint::Known(end), self.span.clone()));
            }
        }
    }

    /// A stretch of time; its end is left out where that is `untold`.
    fn window(&self, time: &PlacedTime, end: &crate::parse::times::TimeParts, untold: bool, told: &mut TimeStatements) {
        let mut parts = time.found.parts.clone();
        if parts.zone.is_none() {
            parts.zone.clone_from(&end.zone);
        }
        let context = self.context(told);
        let Ok(start @ Timepoint::Known(_)) = resolve(&parts, self.text, &context) else { return };
        let end = RunningClock::of(&context).until(end, &start);
        told.say(Key::Started, Fact::sentence(start, self.span.clone()));
        if let Some(end) = end.filter(|_| !untold) {
            told.say(Key::Resolved, Fact::sentence(Timepoint::Known(end), self.span.clone()));
        }
    }
}

/// So many words "from late last night" may have.
const WORDS_OF_YESTERDAY: usize = 4;
