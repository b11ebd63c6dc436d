//! The body of a write-up becomes blocks, regions and labelled lines, cut up once for all who look for facts in it.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use pulldown_cmark::{Event, Tag};
use regex::Regex;

use crate::model::{Config, Role, SaidZone, Section, Span, ZoneOrigin};
use crate::parse::incident::body_regions::{BodyRegion, regions};
use crate::parse::incident::fact_tables::lying_table;
use crate::parse::incident::same_clock_zone::same_clock_zone;
use crate::parse::markdown::{BlockKind, BodyBlock, Document, Events, blocks, plain};
use crate::parse::outline::{Label, label, labels};
use crate::parse::times::{
    DayOrder, TimeContext, at_home, changes_zone, day_order, scan, states_zone, without_asides, zone, zone_in,
};
use crate::parse::vocabulary::{label_meanings, normalise};

/// So many bytes the value of a fact has at most that stands below its name.
const LONGEST_VALUE: usize = 120;

/// What is known of a page before its body is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownBefore<'a> {
    /// The path that findings print.
    pub(crate) shown_path: &'a str,
    /// The page's language.
    pub(crate) lang: &'a str,
    /// The title.
    pub(crate) title: &'a str,
    /// The day of the incident, from front matter or file name.
    pub(crate) date: Option<Date>,
    /// Whether the start is said by no more than a key called `date`.
    pub(crate) start_is_date: bool,
    /// A day close to it, where the day itself is not known: that of its publication. It tells the year of a day without one.
    pub(crate) near: Option<Date>,
    /// The zone of local times.
    pub(crate) zone: &'a TimeZone,
    /// Where it comes from.
    pub(crate) zone_origin: ZoneOrigin,
}

/// A body and its parts.
pub(crate) struct IncidentBody<'a> {
    pub(crate) text: &'a str,
    pub(crate) events: &'a Events<'a>,
    pub(crate) blocks: Vec<BodyBlock>,
    pub(crate) regions: Vec<BodyRegion>,
    /// Labelled lines that state something about the incident as a whole, in order.
    pub(crate) labels: Vec<Label>,
    pub(crate) known: &'a KnownBefore<'a>,
    pub(crate) config: &'a Config,
    /// The day that bare times belong to.
    pub(crate) date: Option<Date>,
    /// Whether that day may be the one on which somebody wrote: nothing says it but a `date` or the file's name.
    pub(crate) day_is_doubtful: bool,
    /// The zone that a sentence such as "All times in CET" states, and its place.
    pub(crate) zone: Option<(TimeZone, Span)>,
    /// The letters of that zone, where they could be another's.
    pub(crate) doubtful_letters: Option<(&'static str, Span)>,
    /// Which of two numbers in a date is the day, where the write-up proves it.
    pub(crate) order: Option<DayOrder>,
}

impl<'a> IncidentBody<'a> {
    pub(crate) fn new(
        document: &'a Document<'a>,
        sections: &[Section],
        known: &'a KnownBefore<'a>,
        config: &'a Config,
    ) -> Self {
        let events = &document.events[..];
        let blocks = blocks(events, 0..events.len());
        let regions = regions(document.text, events, &blocks, sections, known.lang, config);
        let mut body = Self {
            text: document.text,
            events,
            blocks,
            regions,
            labels: Vec::new(),
            known,
            config,
            date: known.date,
            day_is_doubtful: false,
            zone: None,
            doubtful_letters: None,
            order: day_order(document.text, known.date, known.lang),
        };
        body.labels = body.stated();
        if let Some((said, span)) = body.stated_zone() {
            let (zone, doubtful) = at_home(said, known.zone, known.date);
            body.doubtful_letters = doubtful.map(|letters| (letters, span.clone()));
            body.zone = Some((zone, span));
        }
        body
    }

    fn stated(&self) -> Vec<Label> {
        let mut out = Vec::new();
        for region in self.regions.iter().filter(|r| r.role.is_none_or(holds_labels)) {
            let heading = self.blocks.iter().find(|block| block.span.start == region.heading.start);
            let first = self.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)));
            let is_title = |block: &BodyBlock| first.is_some_and(|first| first.span == block.span);
            let heading = heading
                .filter(|block| matches!(block.kind, BlockKind::Heading(level) if level > 1 || !is_title(block)));
            // "### Severity: high" states it as a line would.
            let named = heading.and_then(|block| label(self.text, self.events, block.inner(self.events)));
            out.extend(named.or_else(|| self.value_below(region)));
            for block in &self.blocks[region.blocks.clone()] {
                let lying = lying_table(self.events, block);
                if !lying.is_empty() {
                    out.extend(lying);
                } else if matches!(block.kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Table)
                    || block.kind == BlockKind::Other && may_hold_head(region)
                {
                    out.extend(labels(self.text, self.events, block));
                }
            }
        }
        out
    }

    /// "## Date", and a line below it: a heading that is the name of a fact, and its value.
    fn value_below(&self, region: &BodyRegion) -> Option<Label> {
        let name = normalise(&region.title);
        let is_read = region.role.is_some_and(|role| role != Role::Stats || !region.own);
        if region.level < 2 || is_read || label_meanings(&name).is_empty() {
            return None;
        }
        let [value] = self.blocks_of(region) else { return None };
        let is_line = value.kind == BlockKind::Paragraph && value.span.len() <= LONGEST_VALUE;
        let inner = value.inner(self.events);
        is_line.then(|| Label {
            name,
            title: region.title.clone(),
            from: value.span.start,
            value: inner,
            span: value.span.clone(),
            bold: true,
        })
    }

    /// "Time zone: CET" as a labelled line, or "All times in CET" anywhere in the body.
    fn stated_zone(&self) -> Option<(SaidZone, Span)> {
        let labelled = self.labels.iter().filter(|l| ZONE_LABELS.contains(&l.name.as_str())).find_map(|label| {
            let value = label.plain(self.text, self.events);
            zone_in(&value).or_else(|| Some((zone(&value)?, None))).map(|zone| (zone, label.span.clone()))
        });
        let said = labelled.or_else(|| self.zone_of_labels()).or_else(|| self.zone_in_brackets()).or_else(|| {
            let is_quoted = |b: &BodyBlock| matches!(self.events[b.events.start].0, Event::Start(Tag::BlockQuote(_)));
            let is_remark =
                |b: &&BodyBlock| b.kind == BlockKind::Paragraph || b.kind == BlockKind::Other && is_quoted(b);
            self.blocks.iter().filter(is_remark).filter(|b| b.span.len() < 200).find_map(|block| {
                let words = without_asides(&plain(self.events.get(block.events.clone())?));
                zone_in(&words)
                    .filter(|_| states_zone(&words) && !changes_zone(&words))
                    .map(|zone| (zone, block.span.clone()))
            })
        });
        // "## Timeline (CET)": the clocks of the sentences around it are the same ones.
        let said = said.or_else(|| {
            self.of(Role::Timeline).find_map(|region| Some((zone_in(&region.title)?, region.heading.clone())))
        });
        let is_open = self.known.zone_origin != ZoneOrigin::Stated;
        said.or_else(|| same_clock_zone(self.text, self.blocks.first().filter(|_| is_open)?.span.start))
    }

    /// The zone of the times that labels state, where two or more have one, and the same, and one of those times stands in the text once
    /// more without it: "Start: 18:40 (CET)", and a row of 18:40.
    fn zone_of_labels(&self) -> Option<(SaidZone, Span)> {
        if self.known.zone_origin == ZoneOrigin::Stated {
            return None;
        }
        static CLOCK: LazyLock<Regex> =
            LazyLock::new(|| Regex::new("[0-9]{1,2}:[0-9]{2}").expect("the pattern is valid"));
        let mut found: Option<(SaidZone, Span)> = None;
        let (mut count, mut again) = (0, false);
        for label in self.labels.iter().filter(|label| label_meanings(&label.name).iter().any(|one| one.is_time())) {
            let value = label.plain(self.text, self.events);
            let Some(time) = scan(&value).filter(|time| time.parts.has_time()) else { continue };
            let zone = time.parts.zone.is_some().then(|| zone_in(&value)).flatten()?;
            if found.as_ref().is_some_and(|(known, _)| *known != zone) {
                return None;
            }
            let clock = CLOCK.find(&value).map(|clock| clock.as_str());
            again |= clock.is_some_and(|clock| self.text.matches(clock).count() > 1);
            count += 1;
            found.get_or_insert((zone, label.span.clone()));
        }
        found.filter(|_| count > 1 && again)
    }

    /// The zone in brackets behind a time, "(hora de Madrid)", where all such are one and a time before it stands in the text once more
    /// without it.
    fn zone_in_brackets(&self) -> Option<(SaidZone, Span)> {
        static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
            let pattern =
                r"(?:([0-9]{1,2}:[0-9]{2})[^0-9\n()]{1,12})?([0-9]{1,2}:[0-9]{2}) ?[(（]([^()（）0-9\n]{2,40})[)）]";
            Regex::new(pattern).expect("the pattern is valid")
        });
        if self.known.zone_origin == ZoneOrigin::Stated {
            return None;
        }
        let from = self.blocks.first()?.span.start;
        let mut found: Option<(SaidZone, Span)> = None;
        let mut again = false;
        for captures in BRACKETED.captures_iter(self.text.get(from..)?) {
            let whole = captures.get(0)?;
            let Some(zone) = zone_in(captures.get(3)?.as_str()) else { continue };
            if found.as_ref().is_some_and(|(known, _)| *known != zone) {
                return None;
            }
            let clocks = [captures.get(1), captures.get(2)];
            again |= clocks.into_iter().flatten().any(|clock| self.text.matches(clock.as_str()).count() > 1);
            found.get_or_insert((zone, from + whole.start()..from + whole.end()));
        }
        found.filter(|_| again)
    }

    /// How to read a time that leaves out its zone.
    fn zone(&self) -> (&TimeZone, ZoneOrigin) {
        self.zone.as_ref().map_or((self.known.zone, self.known.zone_origin), |(zone, _)| (zone, ZoneOrigin::Stated))
    }

    /// How to read a time of the write-up, `date` being the day of one that leaves it out.
    pub(crate) fn context(&self, date: Option<Date>) -> TimeContext<'_> {
        let (zone, zone_origin) = self.zone();
        TimeContext {
            date,
            near: date.or(self.known.near),
            zone,
            zone_origin,
            house: self.known.zone,
            order: self.order,
        }
    }

    /// The stretches of `role`.
    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = &BodyRegion> {
        self.regions.iter().filter(move |r| r.role == Some(role))
    }

    pub(crate) fn blocks_of(&self, region: &BodyRegion) -> &[BodyBlock] {
        self.blocks.get(region.blocks.clone()).unwrap_or_default()
    }
}

/// Whether a quotation there may be the head of the write-up: elsewhere it is what somebody said.
fn may_hold_head(region: &BodyRegion) -> bool {
    region.level <= 1 || matches!(region.role, Some(Role::Stats | Role::Summary))
}

/// Names of labelled lines that state the zone.
const ZONE_LABELS: [&str; 26] = [
    "timezone",
    "time zone",
    "tz",
    "zeitzone",
    "fuseau horaire",
    "zona horaria",
    "fuso horário",
    "タイムゾーン",
    "时区",
    "times in",
    "all times in",
    "times are in",
    "fuseau",
    "zeiten in",
    "zona",
    "huso horario",
    "fuso",
    "fuso orario",
    "tijdzone",
    "tidssone",
    "tidszone",
    "tidszon",
    "strefa czasowa",
    "часовой пояс",
    "時區",
    "시간대",
];

/// Whether "Name: value" in such a section states something about the incident as a whole.
fn holds_labels(role: Role) -> bool {
    !matches!(
        role,
        Role::Timeline
            | Role::Actions
            | Role::References
            | Role::Takeaways
            | Role::Helped
            | Role::Lucky
            | Role::WentBadly
            | Role::Surprise
            | Role::OpenQuestions
            | Role::LookedAt
            | Role::Factors
    )
}
