//! Sentences that say when trouble began, was noticed and ended become statements about these timepoints.
//!
//! Only prose that is about the incident as a whole is read: what stands before the first heading, and the sections that sum up, tell
//! the impact, how it was found and how it ended. A time counts where the words beside it say of what it is the time.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{Fact, Key, Moment, Precision, Role, Span, Timepoint};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::section_points::trimmed_place;
use crate::parse::incident::time_statements::TimeStatements;
use crate::parse::markdown::{BlockKind, plain};
use crate::parse::times::{RunningClock, ScannedTime, TimeContext, duration, resolve, scan, zone_in};
use crate::parse::vocabulary::{TurningPoints, WindowWords, calendar_words, turning_points};
use crate::text::{is_cjk, sentences};

/// Longest prose of a section that is read, in sentences.
const SENTENCES: usize = 12;

/// So many days before the day of the page a day that a sentence names may be that of the incident.
const DAYS_BEFORE: i32 = 31;

/// Names of days of the week in so many letters are other words too: "sat", "sun".
const SHORT_WEEKDAY: usize = 4;

/// So many characters after its beginning a time has its first figure.
const FIGURE_WITHIN: usize = 24;

/// A time in a sentence, with the words around it in lower case.
struct PlacedTime {
    found: ScannedTime,
    /// The word that it begins with: what opens a stretch may have been read with it.
    first: String,
    before: String,
    after: String,
}

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
        if !self.body.day_is_doubtful && !self.has_figures() {
            return self.day;
        }
        let words = turning_points(self.body.known.lang);
        let lower = self.text.to_lowercase();
        if words.earlier.any_in(&lower) {
            return self.day;
        }
        let times = self.times();
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

    /// Whether there may be a time in it.
    fn has_figures(&self) -> bool {
        self.text.contains(char::is_numeric)
    }

    /// The times of the sentence, in order. A clock without a day takes the day that the sentence named before it.
    fn times(&self) -> Vec<PlacedTime> {
        let mut out: Vec<PlacedTime> = Vec::new();
        if !self.has_figures() {
            return out;
        }
        let (mut at, mut previous) = (0, ' ');
        for (i, c) in self.text.char_indices() {
            let starts = i >= at
                && (c.is_alphanumeric() || matches!(c, '~' | '≈' | '∼'))
                && (!previous.is_alphanumeric() || is_cjk(previous) && c.is_ascii_digit() && previous != '第')
                && !is_joint(previous);
            previous = c;
            // A time has a figure, and not far from its beginning: "Wednesday, the 11th".
            let figure = || self.text[i..].chars().take(FIGURE_WITHIN).any(|c| c.is_numeric());
            if !starts || !figure() {
                continue;
            }
            let from = half_of_day_before(self.text, i);
            let Some(mut found) = self.text.get(from..).and_then(scan) else { continue };
            let end = from + found.end;
            let whole = found.parts.has_time() || found.parts.day.is_some();
            let goes_on = self.text.get(end..).is_some_and(goes_on);
            if !whole || goes_on {
                continue;
            }
            let day = out.iter().rev().find(|time| time.found.parts.day.is_some());
            if let Some(day) = day.filter(|_| !found.parts.has_date()) {
                let day = &day.found.parts;
                (found.parts.year, found.parts.month, found.parts.day) = (day.year, day.month, day.day);
                found.parts.ambiguous = day.ambiguous;
            }
            if found.parts.zone.is_none() && found.parts.has_time() {
                found.parts.zone = zone_before(self.text.get(..i).unwrap_or_default());
            }
            at = end.max(i + 1);
            let before = self.text.get(..i).unwrap_or_default().trim_end().to_lowercase();
            let after = self.text.get(end..).unwrap_or_default().to_lowercase();
            let first = self.text.get(i..).and_then(|rest| rest.split(' ').next()).unwrap_or_default().to_lowercase();
            out.push(PlacedTime { found, first, before, after });
        }
        share_zone(&mut out);
        take_day_behind(&mut out);
        out
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

/// The end of what began at `began`, where the sentence goes on to say how long it was down: "became inaccessible for around two hours".
fn end_told(began: &Moment, after: &str) -> Option<Moment> {
    const DOWN: [&str; 12] = [
        "down",
        "unavailable",
        "inaccessible",
        "unreachable",
        "unresponsive",
        "offline",
        "out",
        "dark",
        "failing",
        "unusable",
        "disrupted",
        "interrupted",
    ];
    let (state, length) = after.split_once(" for ")?;
    let is_down = state.rsplit(' ').next().is_some_and(|word| DOWN.contains(&word)) && state.split(' ').count() <= 16;
    let words: Vec<&str> = length.split(' ').take(6).collect();
    let lengths = (1..=words.len()).rev().map(|count| words[..count].join(" "));
    let passed =
        lengths.filter(|words| !words.contains("up to")).find_map(|words| duration(&words)?).filter(|_| is_down)?;
    if began.precision < Precision::Minute || !passed.is_positive() {
        return None;
    }
    let about = !length.starts_with(|c: char| c.is_ascii_digit());
    Some(Moment {
        civil: began.civil.checked_add(passed).ok()?,
        approximate: began.approximate || about,
        ..began.clone()
    })
}

/// Whether what follows an end says that it was none: "17 to 18 November and the week that followed".
fn goes_on_after(after: &str) -> bool {
    const ON: [&str; 8] = [
        "and the subsequent",
        "and the following",
        "and beyond",
        "onward",
        "and the rest of",
        "und darüber hinaus",
        "et au-delà",
        "y posteriores",
    ];
    let near: String = after.chars().take(48).collect();
    ON.iter().any(|on| near.contains(on))
}

/// Gives the one zone that a sentence names to all of its clocks: "starting at 10:15 and ending at 11:00 UTC".
fn share_zone(times: &mut [PlacedTime]) {
    let mut named = times.iter().filter(|time| time.found.parts.has_time()).filter_map(|time| {
        let parts = &time.found.parts;
        parts.zone.clone().map(|zone| (zone, parts.letters))
    });
    let Some((zone, letters)) = named.next() else { return };
    if named.any(|(other, _)| other != zone) {
        return;
    }
    for time in times.iter_mut().filter(|time| time.found.parts.has_time() && time.found.parts.zone.is_none()) {
        (time.found.parts.zone, time.found.parts.letters) = (Some(zone.clone()), letters);
    }
}

/// Gives the one day that a sentence names, right behind its clocks, to them: "between 10:00 and 11:00 on 4 March".
fn take_day_behind(times: &mut [PlacedTime]) {
    let Some(at) = times.iter().position(|time| time.found.parts.day.is_some()).filter(|at| *at > 0) else { return };
    let (clocks, day) = times.split_at_mut(at);
    let day = &day[0];
    let between = clocks.last().and_then(|last| {
        let behind = last.after.len().checked_sub(day.after.len())?;
        // The commas of the day itself part nothing: "on Monday, March 4th, 2024".
        let to_day = behind.checked_sub(day.found.end).and_then(|to_day| last.after.get(..to_day));
        to_day.or_else(|| last.after.get(..behind))
    });
    let near = between.is_some_and(|words| {
        words.split_whitespace().count() <= WORDS_TO_DAY
            && !words.contains([',', ';', '–', '—'])
            && !words.contains(". ")
    });
    if near && !day.found.parts.has_time() {
        let parts = day.found.parts.clone();
        for clock in clocks {
            let own = &mut clock.found.parts;
            (own.year, own.month, own.day, own.ambiguous) = (parts.year, parts.month, parts.day, parts.ambiguous);
        }
    }
}

/// So many words "from late last night" may have.
const WORDS_OF_YESTERDAY: usize = 4;

/// So many words, those of the day among them, may stand between a clock and the end of the day behind it: "Uhr am 15. Mai 2024".
const WORDS_TO_DAY: usize = 7;

/// Where a clock at `at` begins with the half of the day before it, where words are not parted: "3日午後9時".
fn half_of_day_before(text: &str, at: usize) -> usize {
    const HALVES: [&str; 12] =
        ["午後", "午前", "下午", "上午", "晚上", "傍晚", "凌晨", "早上", "清晨", "오후", "오전", "새벽"];
    let before = text.get(..at).unwrap_or_default();
    HALVES.iter().find(|half| before.ends_with(**half)).map_or(at, |half| at - half.len())
}

/// The last word before a time, but for those that only lead to a clock: "between about", "mellom kl".
fn leading_word<'t>(before: &'t str, words: &WindowWords) -> &'t str {
    before.split([' ', '(', ',']).rev().find(|word| !is_one(word, &words.about)).unwrap_or_default()
}

/// Whether the next time ends what this one begins: "from … until …", "between … and …".
fn is_pair(begins: &str, next_before: &str, before: &str, words: &WindowWords) -> bool {
    let joint = leading_word(next_before, words);
    // Nothing but the time itself and the joint may stand between the two.
    let near = next_before.len().saturating_sub(before.len()) < 48;
    let pairs = [(&words.from, &words.to), (&words.between, &words.and)];
    near && pairs.into_iter().any(|(first, second)| is_one(begins, first) && is_one(joint, second))
}

fn is_one(word: &str, words: &[String]) -> bool {
    words.iter().any(|known| known == word)
}

/// The zone that stands right before a time: "北京时间 14:20".
fn zone_before(text: &str) -> Option<TimeZone> {
    let text = text.trim_end();
    if !text.ends_with(['间', '間']) {
        return None;
    }
    let starts = text.char_indices().rev().take(LONGEST_ZONE).map(|(at, _)| at);
    starts.filter_map(|at| zone_in(text.get(at..)?)).map(|(zone, _)| zone).next()
}

/// So many characters a zone in words has at most.
const LONGEST_ZONE: usize = 8;

/// Whether a number goes on with what follows it, so that it is no time: a word, a unit. Scripts without spaces go on with anything.
fn goes_on(rest: &str) -> bool {
    const UNITS: &str = "間间半分秒以％個个件人回台倍割円元名社時时点";
    rest.starts_with(|c: char| c == '%' || c.is_alphanumeric() && (!is_cjk(c) || UNITS.contains(c)))
}

/// Whether a letter after `c` goes on with a word or a number.
fn is_joint(c: char) -> bool {
    matches!(c, '.' | ':' | '-' | '_' | '/' | '@' | '#' | '$' | '\'' | '’')
}

fn last_clause(before: &str) -> &str {
    if before.ends_with([';', '、', '，', '；', '。']) {
        return "";
    }
    before
        .rsplit([',', ';', '(', '–', '—', '、', '，', '；'])
        .find(|part| !part.trim().is_empty())
        .map_or(before, str::trim)
}

fn next_clause(after: &str) -> &str {
    let end =
        after.char_indices().skip(2).find(|(_, c)| matches!(c, ';' | '(' | '–' | '—')).map_or(after.len(), |(i, _)| i);
    after.get(..end).unwrap_or(after)
}

/// What stopped: what it no longer did is nothing that anybody began.
fn subject(words: &str) -> &str {
    const STOPPED: [&str; 7] = [" stopped ", " перестал", " przestał", " dejó ", " parou ", " a cessé ", " ha smesso "];
    const FAILED: [&str; 4] = [" began failing", " began to fail", " started failing", " started to fail"];
    if FAILED.iter().any(|failed| words.contains(failed)) {
        // "Deploys began failing": nobody began that, whatever it was.
        return "";
    }
    let end = STOPPED.iter().filter_map(|word| words.find(word)).min();
    end.and_then(|end| words.get(..end)).unwrap_or(words)
}

fn first_words(text: &str) -> &str {
    if text.trim_start().starts_with(is_cjk) {
        return text.split(['，', '、', '。', '；']).next().unwrap_or(text);
    }
    let end = text.match_indices(' ').nth(4).map_or(text.len(), |(i, _)| i);
    text.get(..end).unwrap_or(text)
}
