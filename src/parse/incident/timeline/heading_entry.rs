//! A heading or a bold line becomes an entry with what stands below it, where it begins or ends with a time, or the day of what follows.

use crate::model::EntryPart;
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, after_time, part};
use crate::parse::incident::timeline::item_lead::{before, rest_of};
use crate::parse::incident::timeline::times_below::{has_times, is_mostly_times};
use crate::parse::markdown::{BlockKind, BodyBlock, plain, span_of};
use crate::parse::times::{ScannedTime, day_alone, day_of_year, leading_time, trailing_time, zone_in};
use crate::parse::vocabulary::{LabelMeaning, label_meanings, normalise};
use crate::text::collapse;

impl<'b> EntryLog<'b, '_> {
    /// Reads the heading or bold line of a stretch of a timeline; how many of its blocks were used up by it.
    pub(crate) fn heading(&mut self, i: usize) -> usize {
        let region = &self.body.regions[i];
        let day = day_heading(&region.title);
        let Some(found) = day.clone().or_else(|| leading_time(&region.title)) else {
            return self.heading_with_trailing_time(region);
        };
        let blocks = self.body.blocks_of(region);
        let times_below = self.has_times_below(i);
        if !found.parts.has_time() && (times_below || day.is_some() && blocks.is_empty()) {
            self.day(&found, &region.title, &region.heading);
            if let Some(zone) = zone_in(region.title.get(found.end..).unwrap_or_default()) {
                self.take_zone(zone, &region.heading);
            }
            if day.is_some() && rest_of(&region.title, &found).is_empty() {
                self.remark(region.heading.clone(), false);
            }
            return 0;
        }
        let rest = rest_of(&region.title, &found);
        let inner = self.inner(region).filter(|_| !rest.is_empty());
        let said = inner.and_then(|inner| {
            let IncidentBody { text, events, .. } = self.body;
            let end = span_of(events, &inner).end;
            part(text, after_time(text, events, inner, before(&region.title, &rest))..end)
        });
        let below = self.below(region);
        let said = self.with_below(region, rest, said, below);
        self.entry(&region.title, &found, said);
        below.len()
    }

    /// "Oil (08:20)"; how many blocks were used up.
    fn heading_with_trailing_time(&mut self, region: &BodyRegion) -> usize {
        let Some(ends) = trailing_time(&region.title) else { return 0 };
        let words = region.title.get(..ends.words).unwrap_or_default().trim().to_owned();
        let IncidentBody { text, events, .. } = self.body;
        let said = self.inner(region).and_then(|inner| part(text, span_of(events, &inner)));
        let below = self.below(region);
        let said = self.with_below(region, words, said, below);
        self.add(&ends.found.parts, ends.found.until.as_ref(), ends.written, said);
        below.len()
    }

    /// The events inside a heading; none of a bold line's.
    fn inner(&self, region: &BodyRegion) -> Option<std::ops::Range<usize>> {
        let heading = self.body.blocks.iter().find(|block| block.span.start == region.heading.start)?;
        (!region.heading.is_empty()).then(|| heading.inner(self.body.events))
    }

    /// The blocks that belong to a heading's entry: those above the first that is a timeline of its own.
    fn below(&self, region: &BodyRegion) -> &'b [BodyBlock] {
        let body: &'b IncidentBody<'_> = self.body;
        let blocks = body.blocks_of(region);
        let own = blocks.iter().position(|block| is_mostly_times(body, block)).unwrap_or(blocks.len());
        &blocks[..own]
    }

    /// What a heading and the blocks below it say together.
    fn with_below(
        &self,
        region: &BodyRegion,
        words: String,
        said: Option<EntryPart>,
        below: &[BodyBlock],
    ) -> EntryText {
        let shown = below.iter().filter(|b| b.kind != BlockKind::Code);
        let words = std::iter::once(words).chain(shown.map(|b| plain(&self.body.events[b.events.clone()])));
        let text = collapse(&words.collect::<Vec<_>>().join(" "));
        let end = below.last().map_or(region.heading.end, |b| b.span.end);
        let raw = self.body.text.get(region.heading.start..end).unwrap_or_default();
        let span = region.heading.start..region.heading.start + raw.trim_end().len();
        let below = below.first().zip(below.last()).and_then(|(a, b)| part(self.body.text, a.span.start..b.span.end));
        EntryText { text, span, parts: said.into_iter().chain(below).collect() }
    }

    /// Whether something under the heading of region `i` has a time of its own.
    fn has_times_below(&self, i: usize) -> bool {
        let region = &self.body.regions[i];
        let timed = |text: &str| leading_time(text).is_some_and(|s| s.parts.has_time());
        let deeper = self.body.regions[i + 1..].iter().take_while(|r| r.level > region.level);
        let times = |region: &BodyRegion| self.body.blocks_of(region).iter().any(|b| has_times(self.body, b));
        times(region) || deeper.into_iter().any(|r| timed(&r.title) || times(r))
    }
}

/// The day that a heading is and nothing else.
fn day_heading(title: &str) -> Option<ScannedTime> {
    let bare = || Some(ScannedTime { parts: day_of_year(title)?, until: None, end: title.len() });
    let labelled = || {
        let (name, day) = title.split_once([':', '：'])?;
        let found =
            label_meanings(&normalise(name)).contains(&LabelMeaning::Date).then(|| day_alone(day.trim())).flatten()?;
        Some(ScannedTime { end: title.len(), ..found })
    };
    day_alone(title).or_else(bare).or_else(labelled)
}
