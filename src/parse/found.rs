//! The body of a write-up, cut up once for all who look for facts in it.

use jiff::civil::Date;

use crate::model::{Config, Role, Section};
use crate::parse::Document;
use crate::parse::blocks::{Block, BlockKind, Events, blocks};
use crate::parse::infer::Known;
use crate::parse::labels::{Label, labels};
use crate::parse::regions::{Region, regions};

/// A body and its parts.
pub(super) struct Body<'a> {
    pub(super) text: &'a str,
    pub(super) events: &'a Events<'a>,
    pub(super) blocks: Vec<Block>,
    pub(super) regions: Vec<Region>,
    /// Labelled lines that state something about the incident as a whole, in order, with the role of the section they stand in.
    pub(super) labels: Vec<(Label, Option<Role>)>,
    pub(super) known: &'a Known<'a>,
    pub(super) config: &'a Config,
    /// The day that bare times belong to.
    pub(super) date: Option<Date>,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        sections: &[Section],
        known: &'a Known<'a>,
        config: &'a Config,
    ) -> Self {
        let events = &document.events[..];
        let blocks = blocks(events, 0..events.len());
        let regions = regions(document.text, events, &blocks, sections, known.lang, config);
        let mut body =
            Self { text: document.text, events, blocks, regions, labels: Vec::new(), known, config, date: known.date };
        body.labels = body.stated();
        body
    }

    fn stated(&self) -> Vec<(Label, Option<Role>)> {
        let mut out = Vec::new();
        for region in self.regions.iter().filter(|r| r.role.is_none_or(holds_labels)) {
            for block in &self.blocks[region.blocks.clone()] {
                if matches!(block.kind, BlockKind::Paragraph | BlockKind::List | BlockKind::Table) {
                    out.extend(labels(self.text, self.events, block).into_iter().map(|l| (l, region.role)));
                }
            }
        }
        out
    }

    /// The stretches of `role`.
    pub(super) fn of(&self, role: Role) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(move |r| r.role == Some(role))
    }

    pub(super) fn blocks_of(&self, region: &Region) -> &[Block] {
        self.blocks.get(region.blocks.clone()).unwrap_or_default()
    }
}

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
