//! What a body says of a timepoint in several places becomes the timepoint of the best evidence, with findings where places disagree.
//!
//! The order of evidence is [`Origin`]'s. What says the same more exactly refines what was chosen; the author's own key is never
//! replaced.

use jiff::civil::Date;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Fact, Key, Moment, Origin, Precision, Span, Timepoint, Times, ZoneOrigin};
use crate::text::shorten;

/// Two times this many seconds apart do not disagree when one of them is only about right.
const ABOUT: i64 = 3600;

/// Everything that is said of an incident's timepoints, in the order it was found.
#[derive(Debug, Default)]
pub(crate) struct TimeStatements {
    said: Vec<(Key, Fact<Timepoint>)>,
    /// Places of those that only say "date".
    dates: Vec<Span>,
    /// Places of labels that say that nobody knows.
    unknown: Vec<Span>,
    /// Whether a sentence tells of a day that it does not name, and that is not the page's: "last Friday".
    pub(crate) another_day: bool,
}

impl TimeStatements {
    /// Takes down that `fact` is said of `step`, one of the keys of [`Times`].
    pub(crate) fn say(&mut self, step: Key, fact: Fact<Timepoint>) {
        self.said.push((step, fact));
    }

    /// Takes down a day called no more than "date": perhaps that of the incident, perhaps that of the write-up.
    pub(crate) fn say_date(&mut self, fact: Fact<Timepoint>) {
        self.dates.push(fact.span.clone());
        self.say(Key::Started, fact);
    }

    /// Takes down that a label says plainly that nobody knows: then neither a row nor a name does.
    pub(crate) fn say_unknown(&mut self, step: Key, span: Span) {
        self.unknown.push(span.clone());
        self.say(step, Fact::label(Timepoint::Unknown, span));
    }

    /// Takes down what `others` say of a step of which they say one thing only.
    pub(crate) fn take_what_is_said_once(&mut self, others: TimeStatements) {
        for (i, (step, fact)) in others.said.iter().enumerate() {
            let same_step = || others.said.iter().enumerate().filter(|(_, (of, _))| of == step);
            let once = same_step().all(|(_, (_, other))| other.value == fact.value);
            if once && same_step().next().is_some_and(|(first, _)| first == i) {
                self.said.push((*step, fact.clone()));
            }
        }
    }

    /// The best that is said of `step`, beside what the author's key says.
    pub(crate) fn best(&self, step: Key, key: &Option<Fact<Timepoint>>) -> Option<Fact<Timepoint>> {
        self.chosen(step, key).map(|(chosen, _)| chosen)
    }

    /// Whether anything says plainly that it began some days before `date`, which then is the day of the write-up.
    pub(crate) fn began_before(&self, date: Date) -> bool {
        let days = |fact: &Fact<Timepoint>| {
            let moment = fact.value.known().filter(|moment| moment.precision >= Precision::Day)?;
            moment.date().until(date).ok().map(|apart| apart.get_days())
        };
        let plainly = |(step, fact): &(Key, Fact<Timepoint>)| *step == Key::Started && fact.origin <= Origin::Sentence;
        let days = self.said.iter().filter(|said| plainly(said)).filter_map(|(_, fact)| days(fact));
        days.into_iter().any(|days| (1..=DAYS_BEFORE_DATE).contains(&days))
    }

    /// Settles all steps in `times`; findings are about places that disagree.
    pub(crate) fn settle(self, times: &mut Times, shown_path: &str, text: &str) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let mut settle = |step: Key, field: &mut Option<Fact<Timepoint>>| {
            let Some((chosen, other)) = self.chosen(step, field) else { return };
            if let Some(other) = other {
                findings.push(disagreement(step, &chosen, &other, shown_path, text));
            }
            *field = Some(chosen);
        };
        settle(Key::Started, &mut times.started);
        settle(Key::Detected, &mut times.detected);
        settle(Key::Acknowledged, &mut times.acknowledged);
        settle(Key::Mitigated, &mut times.mitigated);
        settle(Key::Resolved, &mut times.resolved);
        settle(Key::Reviewed, &mut times.reviewed);
        settle(Key::Published, &mut times.published);
        leave_out_later_start(times);
        leave_out_what_comes_before(times);
        findings
    }

    /// What plainly says that it began some days before `first`, where that is a day called no more than "date".
    fn earlier_than_a_date<'f>(
        &self,
        first: &Fact<Timepoint>,
        others: &[&'f Fact<Timepoint>],
    ) -> Option<&'f Fact<Timepoint>> {
        let date = first.value.known().filter(|moment| moment.precision == Precision::Day)?.date();
        let is_date = first.inferred() && self.dates.contains(&first.span);
        let plainly_earlier = |other: &&&Fact<Timepoint>| {
            let Some(moment) = other.value.known() else { return false };
            if other.origin == Origin::Row && is_same_day_of_another_year(date, moment.date()) {
                return true;
            }
            let (finest, most) = match other.origin {
                Origin::Label | Origin::Section | Origin::Sentence => (Precision::Day, DAYS_BEFORE_DATE),
                // A row of weeks ago may be the latent cause.
                Origin::Row => (Precision::Hour, DAYS_OF_ROWS),
                Origin::FrontMatter | Origin::FileName => return false,
            };
            let days = moment.date().until(date).map_or(0, |span| span.get_days());
            moment.precision >= finest && (1..=most).contains(&days)
        };
        others.iter().filter(|_| is_date).find(plainly_earlier).copied()
    }

    /// The best statement on `step`, refined, and the first of a weaker kind that contradicts it.
    fn chosen(&self, step: Key, key: &Option<Fact<Timepoint>>) -> Option<(Fact<Timepoint>, Option<Fact<Timepoint>>)> {
        let told = self.said.iter().filter(|(of, _)| *of == step).map(|(_, fact)| fact);
        let mut all: Vec<&Fact<Timepoint>> = key.iter().chain(told).collect();
        let is_silent = |fact: &Fact<Timepoint>| fact.value.known().is_none() && fact.inferred();
        let is_row = |fact: &Fact<Timepoint>| fact.origin >= Origin::Row && fact.inferred();
        // What a label leaves open a sentence may tell; where it says that nobody knows, a row is no better.
        all.sort_by_key(|fact| match (is_silent(fact), self.unknown.contains(&fact.span)) {
            (true, true) => (1, fact.origin),
            (true, false) => (3, fact.origin),
            _ if is_row(fact) => (2, fact.origin),
            _ => (0, fact.origin),
        });
        let (first, others) = all.split_first()?;
        let first = self.earlier_than_a_date(first, others).unwrap_or(*first);
        let Some(mut moment) = first.value.known() else { return Some((first.clone(), None)) };
        let mut chosen = first;
        for other in others.iter().filter(|_| first.inferred()) {
            if let Some(finer) = other.value.known()
                && finer.precision > moment.precision
                && moment.precision >= Precision::Month
                && finer.compare(moment).is_eq()
            {
                (chosen, moment) = (other, finer);
            }
        }
        // Beside the author's own key a sentence or a row tells of a part of it, or of another event, more often than it errs: one about the
        // same day contradicts it that says it began before or ended after, and none where another says what the key says.
        let is_confirmed = || {
            let same = |other: &&Fact<Timepoint>| {
                other
                    .value
                    .known()
                    .is_some_and(|other| other.precision >= Precision::Minute && other.compare(moment).is_eq())
            };
            others.iter().any(same)
        };
        let of_a_part = |other: &Fact<Timepoint>| {
            let wider = |other: &Moment| {
                other.date() == moment.date()
                    && (other.zone != ZoneOrigin::Assumed || moment.zone == ZoneOrigin::Assumed)
                    && match step {
                        Key::Started => other.compare(moment).is_lt(),
                        _ => other.compare(moment).is_gt(),
                    }
            };
            !first.inferred()
                && matches!(other.origin, Origin::Sentence | Origin::Row)
                && (is_confirmed() || !other.value.known().is_some_and(wider))
        };
        let against = |other: &&&Fact<Timepoint>| {
            other.origin > first.origin
                && !of_a_part(other)
                && other.origin != Origin::FileName
                && other.value.known().is_some_and(|other| contradicts(moment, other))
        };
        let other = others.iter().find(against).map(|other| (*other).clone());
        Some((chosen.clone(), other))
    }
}

/// Whether two days differ in nothing but a year that was written one too early or too late.
pub(crate) fn is_same_day_of_another_year(one: Date, other: Date) -> bool {
    (one.month(), one.day()) == (other.month(), other.day()) && one.year().abs_diff(other.year()) == 1
}

/// So many days a plain statement may go back behind a day that is called no more than "date".
const DAYS_BEFORE_DATE: i32 = 31;

/// The same of a row.
const DAYS_OF_ROWS: i32 = 7;

/// A start on a later day than what the text says it was noticed is none: a `Date:` of the write-up itself.
fn leave_out_later_start(times: &mut Times) {
    let noticed = times.detected.as_ref().filter(|fact| fact.origin <= Origin::Sentence);
    let Some(noticed) = noticed.and_then(|fact| Some(fact.value.known()?.date())) else { return };
    times
        .started
        .take_if(|started| started.inferred() && started.value.known().is_some_and(|began| began.date() > noticed));
}

/// What a sentence or a row is read to say was noticed, mitigated or over before it began is wrong, whichever of the two is: nothing is
/// said of it. What a key or a label says stays, and is told.
fn leave_out_what_comes_before(times: &mut Times) {
    let Some(began) = times.started.as_ref().and_then(|fact| fact.value.known().cloned()) else { return };
    let before = |fact: &mut Fact<Timepoint>| {
        fact.origin >= Origin::Sentence && fact.value.known().is_some_and(|moment| moment.compare(&began).is_lt())
    };
    for step in [&mut times.detected, &mut times.acknowledged, &mut times.mitigated, &mut times.resolved] {
        step.take_if(before);
    }
}

/// Whether the two cannot both be true.
fn contradicts(a: &Moment, b: &Moment) -> bool {
    if a.compare(b).is_eq() {
        return false;
    }
    let about = (a.approximate || b.approximate || a.precision == Precision::Hour || b.precision == Precision::Hour)
        && a.until(b).is_some_and(|apart| apart.as_secs().abs() < ABOUT);
    !about
}

fn disagreement(
    step: Key,
    chosen: &Fact<Timepoint>,
    other: &Fact<Timepoint>,
    shown_path: &str,
    text: &str,
) -> Diagnostic {
    let (name, best) = (step.name(), words(chosen.origin));
    let earlier = match (chosen.value.known(), other.value.known()) {
        (Some(chosen), Some(other)) if other.compare(chosen).is_lt() => "an earlier",
        _ => "a later",
    };
    let written = text.get(chosen.span.clone()).unwrap_or_default().lines().next().unwrap_or_default().trim();
    let place = if written.is_empty() { String::new() } else { format!(" `{}`", shorten(written, 60)) };
    let message = format!("{} says {earlier} `{name}` than {best}{place}", words(other.origin));
    Diagnostic::new(Rule::TimeDisagree, shown_path, message)
        .at(first_line(text, &other.span))
        .label(format!("another `{name}`"))
        .hint(format!("{best} is taken; a key `{name}` in the front matter settles it"))
}

/// The first line of a place.
fn first_line(text: &str, span: &Span) -> Span {
    let length = text.get(span.clone()).and_then(|raw| raw.lines().next()).map_or(span.len(), str::len);
    span.start..span.start + length
}

/// A kind of evidence, in words.
fn words(origin: Origin) -> &'static str {
    match origin {
        Origin::FrontMatter => "the key",
        Origin::Label => "the label",
        Origin::Section => "the section",
        Origin::Sentence => "the sentence",
        Origin::Row => "the row",
        Origin::FileName => "the name",
    }
}
