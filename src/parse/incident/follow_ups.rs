//! What stands under Action items becomes follow-ups: points of lists, rows of tables, short paragraphs.
//!
//! Only what somebody should do, or has done since. Where it stands is said where the text says it, and nowhere else.

use crate::model::{Action, ActionState, Fact, Role};
use crate::parse::incident::body_regions::{BodyRegion, is_remedy};
use crate::parse::incident::follow_up_elsewhere::without_owner;
use crate::parse::incident::follow_up_headings::{Under, tells_of_the_response};
use crate::parse::incident::follow_up_owners::{is_person, led_by_person, of_person, owner};
use crate::parse::incident::follow_up_progress::told_state;
use crate::parse::incident::follow_up_states::{is_done, is_struck, marked};
use crate::parse::incident::follow_up_table::{from_table, is_table_of_follow_ups};
use crate::parse::incident::follow_up_tickets::{is_ticket_number, leading_number, ticket};
use crate::parse::incident::html_items::html_items;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::list_points::{Nesting, Point, is_kind_of_work, joined};
use crate::parse::incident::not_follow_ups::{holds_none, is_none, is_question};
use crate::parse::incident::section_points::{lines, listed, marked_points, paragraph};
use crate::parse::markdown::{BlockKind, BodyBlock, blocks, items, plain, rows};
use crate::parse::vocabulary::{bare_role, known_role, says_nothing};

/// The follow-ups of a body, in order.
pub(crate) fn follow_ups(body: &IncidentBody<'_>) -> Vec<Fact<Action>> {
    let mut out = Vec::new();
    let mut paragraphs = Vec::new();
    let response: Vec<usize> = body
        .of(Role::Actions)
        .filter(|r| (tells_of_the_response(&r.title) || tells_how_it_was_mended(body, r)) && !is_kept_in_hand(body, r))
        .map(|r| r.section)
        .collect();
    for region in body.of(Role::Actions).filter(|region| !response.contains(&region.section)) {
        let blocks = body.blocks_of(region);
        if !region.own && holds_none(&region.title) {
            // A table that has columns for it holds some all the same.
            let tables =
                blocks.iter().filter(|block| block.kind == BlockKind::Table && is_table_of_follow_ups(body, block));
            out.extend(tables.flat_map(|block| from_table(body, block, &Under::default())));
            continue;
        }
        if let Some(task) = task_of_heading(body, region) {
            out.push(task);
            continue;
        }
        let mut part = Part { body, under: Under::of(region), found: Vec::new(), told: Vec::new(), lead: None };
        part.read(blocks);
        let (found, mut own) = (part.found, part.told);
        let apart = region.nested && region.level < 7 && blocks.iter().all(|b| b.kind != BlockKind::List);
        if apart && found.is_empty() {
            own.truncate(5);
            out.extend(own);
        } else {
            out.extend(found);
            paragraphs.extend(own);
        }
    }
    if out.is_empty() {
        paragraphs.truncate(5);
        out = paragraphs;
    }
    if out.is_empty() && body.of(Role::Actions).next().is_none() {
        out = elsewhere(body);
    }
    out
}

/// "### 1. Label the fuses", and why: a sub-heading that is a task, with nothing but paragraphs below it.
fn task_of_heading(body: &IncidentBody<'_>, region: &BodyRegion) -> Option<Fact<Action>> {
    let is_told = |block: &BodyBlock| matches!(block.kind, BlockKind::Paragraph | BlockKind::Code);
    if !region.nested || region.own || !body.blocks_of(region).iter().all(is_told) {
        return None;
    }
    let bare = region.title.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ' | '#'));
    let is_task = bare.split_whitespace().count() > 2 && tells_what_to_do(bare) && !bare.ends_with([':', '：', '?']);
    let text = bare.to_owned();
    let point = Point { text, span: region.heading.clone(), group: None, ticked: None, events: 0..0 };
    is_task.then(|| from_point(body, point, &Under::default(), false)).flatten()
}

/// Whether the list below "Immediate actions (completed)" says of its items where they stand: then somebody keeps it as tasks.
fn is_kept_in_hand(body: &IncidentBody<'_>, region: &BodyRegion) -> bool {
    let points = listed(body, body.blocks_of(region), Nesting::Groups);
    !points.is_empty() && points.iter().all(|point| point.ticked.is_some() || marked(&point.text).1.is_some())
}

/// Whether the list below "Remediation steps" tells what was done: each item begins with a verb of the past.
fn tells_how_it_was_mended(body: &IncidentBody<'_>, region: &BodyRegion) -> bool {
    if !region.title.to_lowercase().starts_with("remediation") {
        return false;
    }
    let is_past = |point: &Point| {
        let first = point.text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        first.len() > 4 && first.ends_with("ed")
    };
    let points = listed(body, body.blocks_of(region), Nesting::Groups);
    points.len() > 1 && points.iter().all(is_past)
}

/// Follow-ups where no heading announces them: below an item that does, under "Remediation" where its list tells what to do, and in lines that
/// say so themselves: "TODO: oil it".
fn elsewhere(body: &IncidentBody<'_>) -> Vec<Fact<Action>> {
    let from = |points: Vec<Point>| -> Vec<Fact<Action>> {
        points.into_iter().filter_map(|point| from_point(body, point, &Under::default(), false)).collect()
    };
    let announced = |block: &&BodyBlock| {
        block.kind == BlockKind::Table && is_table_of_follow_ups(body, block) && heads_follow_ups(body, block)
    };
    let tables: Vec<Fact<Action>> =
        body.blocks.iter().filter(announced).flat_map(|block| from_table(body, block, &Under::default())).collect();
    if !tables.is_empty() {
        return tables;
    }
    let below = announced_lists(body);
    if !below.is_empty() {
        return from(listed(body, &below, Nesting::Groups));
    }
    let remedies = body.of(Role::Resolution).filter(|region| region.own && is_remedy(&region.title));
    let remedies: Vec<Point> =
        remedies.flat_map(|region| listed(body, body.blocks_of(region), Nesting::Groups)).collect();
    if remedies.iter().all(|point| point.ticked.is_some() || tells_what_to_do(&point.text)) && !remedies.is_empty() {
        return from(remedies);
    }
    let says = |block: &&BodyBlock| body.text.get(block.span.clone()).is_some_and(|raw| raw.contains("TODO"));
    let paragraphs = body.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).filter(says);
    from(paragraphs.flat_map(|block| lines(body, block)).filter(|point| is_todo(&point.text)).collect())
}

/// Whether the first column of a table is called what a heading of follow-ups would be: "Action item".
fn heads_follow_ups(body: &IncidentBody<'_>, block: &BodyBlock) -> bool {
    let first = rows(body.events, block).into_iter().next().and_then(|(head, _)| head.into_iter().next());
    let title = first.and_then(|cell| Some(plain(body.events.get(cell)?))).unwrap_or_default();
    title.contains(' ') && bare_role(&title, Some(body.known.lang)) == Some(Role::Actions)
}

/// The lists below items that a heading of follow-ups could be: "- **What next**" and tasks below it.
fn announced_lists(body: &IncidentBody<'_>) -> Vec<BodyBlock> {
    let lists = body.blocks.iter().filter(|block| block.kind == BlockKind::List);
    let items = lists.flat_map(|list| items(body.events, list));
    items
        .flat_map(|(item, _)| {
            let inside = blocks(body.events, item);
            let nests = inside.len() > 1;
            let first = inside.first().filter(|_| nests).map(|block| plain(&body.events[block.events.clone()]));
            let first = first.unwrap_or_default();
            let bare = first.trim_end_matches([':', '：', ' ']);
            let announces = bare_role(bare, Some(body.known.lang)) == Some(Role::Actions);
            inside.into_iter().filter(move |block| announces && block.kind == BlockKind::List)
        })
        .collect()
}

/// Whether an item of a list begins as tasks do.
fn tells_what_to_do(text: &str) -> bool {
    const VERBS: &str = "
        add alert allow apply ask audit automate back block build change check clean configure consider create decide define delete deploy
        detect disable document drop enable ensure expand explore extend find fix give improve increase introduce investigate learn let
        limit lower make measure migrate monitor move page patch pin prevent provide raise reduce remove rename replace require restrict
        review rewrite rotate schedule separate set split stop switch test tune update upgrade use validate verify warn write";
    let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let first = first.to_lowercase();
    VERBS.split_whitespace().any(|verb| verb == first)
}

fn is_todo(text: &str) -> bool {
    let bare = text.trim_start_matches(['*', '_', '`', ' ']);
    bare.strip_prefix("TODO").is_some_and(|rest| rest.starts_with([':', '*', '：']) || rest.starts_with(" - "))
}

/// What a list begins its items with that Markdown takes for a paragraph.
const BULLETS: [char; 8] = ['•', '◦', '‣', '·', '▪', '●', '–', '—'];

/// The follow-ups under one heading, while they are gathered.
struct Part<'a, 'b> {
    body: &'a IncidentBody<'b>,
    under: Under,
    /// What is one for certain.
    found: Vec<Fact<Action>>,
    /// Paragraphs that are some where nothing else is.
    told: Vec<Fact<Action>>,
    /// Somebody's task that the list below it spells out.
    lead: Option<(Point, Under)>,
}

impl Part<'_, '_> {
    fn read(&mut self, blocks: &[BodyBlock]) {
        let mut rest = blocks;
        while let Some((block, after)) = rest.split_first() {
            let lists = rest
                .iter()
                .take_while(|b| !matches!(b.kind, BlockKind::Paragraph | BlockKind::Table | BlockKind::Other))
                .count();
            match block.kind {
                BlockKind::Paragraph => self.paragraph(block),
                BlockKind::Table => self.found.extend(from_table(self.body, block, &self.under)),
                BlockKind::Other => self.html(block),
                _ => self.lists(&rest[..lists]),
            }
            rest = if lists > 0 { &rest[lists..] } else { after };
        }
        self.end_lead();
    }

    /// A list of HTML.
    fn html(&mut self, block: &BodyBlock) {
        let html = self.body.text.get(block.span.clone()).unwrap_or_default();
        let points = html_items(html, block.span.start).into_iter();
        let points = points.map(|(text, span)| Point { text, span, group: None, ticked: None, events: 0..0 });
        self.found.extend(points.filter_map(|point| from_point(self.body, point, &self.under, false)));
    }

    fn lists(&mut self, blocks: &[BodyBlock]) {
        let points = listed(self.body, blocks, Nesting::Groups);
        if points.is_empty() {
            return;
        }
        if let Some((mut lead, under)) = self.lead.take() {
            let below: Vec<String> = points.iter().map(|point| point.text.clone()).collect();
            lead.text = joined(&lead.text, &below);
            lead.span.end = points.last().map_or(lead.span.end, |last| last.span.end);
            self.found.extend(from_point(self.body, lead, &under, false));
            return;
        }
        let asked = points.iter().any(|point| is_question(&point.text));
        self.found.extend(points.into_iter().filter_map(|point| from_point(self.body, point, &self.under, asked)));
    }

    /// A paragraph: somebody's task, lines that say where they stand, tickets; else one of those that count where there is no list.
    fn paragraph(&mut self, block: &BodyBlock) {
        self.end_lead();
        let below = marked_points(self.body, block);
        if !below.is_empty() {
            self.found.extend(below.into_iter().filter_map(|point| from_point(self.body, point, &self.under, false)));
            return;
        }
        let mut certain: Vec<Point> = lines(self.body, block);
        if certain
            .iter()
            .all(|point| point.text.starts_with(BULLETS) && (certain.len() > 1 || point.text.starts_with('•')))
        {
            certain
                .iter_mut()
                .for_each(|point| point.text = point.text.trim_start_matches(BULLETS).trim_start().to_owned());
            self.found.extend(certain.into_iter().filter_map(|point| from_point(self.body, point, &self.under, false)));
            return;
        }
        let said = |point: &Point| {
            let text = &point.text;
            marked(text).1.is_some() || is_ticket_number(text) || owner(text).is_some() || labelled(text).is_some()
        };
        if !certain.is_empty() && certain.iter().all(said) {
            self.found.extend(certain.into_iter().filter_map(|point| from_point(self.body, point, &self.under, false)));
            return;
        }
        if let [line] = &certain[..]
            && let Some((name, rest)) = led_by_person(&line.text).filter(|_| line.text.starts_with(['*', '_', '@']))
        {
            // What follows is theirs, until somebody else is named.
            self.under.owner = Some(name);
            let point = Point { text: rest, ..line.clone() };
            match point.text.ends_with([':', '：']) {
                true => self.lead = Some((point, self.under.clone())),
                false => self.found.extend(from_point(self.body, point, &self.under, false)),
            }
            return;
        }
        let short =
            |p: &Point| p.text.split_whitespace().count() > 3 && p.text.len() < 600 || is_written_together(&p.text);
        let point = paragraph(self.body, block).filter(short);
        self.told.extend(point.and_then(|p| from_point(self.body, p, &self.under, false)));
    }

    /// A task that no list follows stands for itself.
    fn end_lead(&mut self) {
        if let Some((lead, under)) = self.lead.take() {
            self.found.extend(from_point(self.body, lead, &under, false));
        }
    }
}

/// Whether a text of a script that puts no spaces between words is long enough to say something and short enough to be one task.
fn is_written_together(text: &str) -> bool {
    let wide = text.chars().filter(|c| crate::text::is_cjk(*c)).count();
    (5..200).contains(&wide)
}

/// A follow-up that calls itself one, without that: "**Action item:** oil it".
fn labelled(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once([':', '：'])?;
    let bare = label.trim_matches(['*', '_', ' ']);
    let is_label = label.len() < 40 && known_role(bare, None) == Some(Role::Actions) && !is_kind_of_work(bare);
    let rest = rest.trim_start_matches(['*', '_', ' ']);
    (is_label && !rest.is_empty()).then_some(rest)
}

fn from_point(body: &IncidentBody<'_>, point: Point, under: &Under, answered: bool) -> Option<Fact<Action>> {
    let (text, state) = marked(&point.text);
    let numbered = is_ticket_number(&text);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let wide = text.chars().any(crate::text::is_cjk);
    if !numbered && (says_nothing(&text) || letters(&text) < if wide { 2 } else { 4 } || is_none(&text, answered)) {
        return None;
    }
    let told = is_done(&text).then_some(ActionState::Done).or_else(|| told_state(&text));
    let ticked = point.ticked.map(|t| if t { ActionState::Done } else { ActionState::Open });
    let (group_kind, group_owner) = match point.group {
        Some(group) if is_person(&group) => (None, Some(group)),
        group => (group.filter(|group| is_kind_of_work(group)), None),
    };
    let text = labelled(&text).map_or(text.clone(), str::to_owned);
    let named = owner(&text);
    let found = if named.is_none() { of_person(&text) } else { None };
    let (person, text) = found.map_or((None, text), |(person, rest)| (Some(person), rest));
    // What stood before the person may say where it stands as well: "@joe: DONE oil it".
    let (text, state) = match (state, person.is_some()) {
        (None, true) => marked(&text),
        (None, false) if named.is_some() => {
            // Behind an owner: "Oil it. Owner: platform. Pending."
            let state = marked(&without_owner(&text)).1;
            (text, state)
        }
        _ => (text, state),
    };
    let given_up = state.filter(|state| matches!(state, ActionState::Declined | ActionState::NotNecessary));
    // What is struck out without a word may be done or given up, and is not open.
    let ticked = ticked.filter(|ticked| *ticked == ActionState::Done || !is_struck(&point.text));
    let action = Action {
        owner: named.or(person).or(group_owner).or_else(|| under.owner.clone()),
        kind: group_kind.or_else(|| under.kind.clone()),
        rank: None,
        // What is ticked is done, unless words say that it was given up; what is not may be struck out.
        state: given_up.or(ticked.filter(|t| *t == ActionState::Done)).or(state).or(ticked).or(under.state).or(told),
        reason: None,
        opened: None,
        closed: None,
        ticket: ticket(body, &point.events)
            .or_else(|| numbered.then(|| text.clone()))
            .or_else(|| leading_number(&text).map(str::to_owned)),
        audience: None,
        text,
    };
    Some(Fact::section(action, point.span))
}
