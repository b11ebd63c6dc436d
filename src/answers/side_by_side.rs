//! Groups of incidents side by side become one table: in full for programs, with intervals in words for people.

use crate::analyse::trends::grouping::{By, Group, GroupOf, Grouped, Numbers, by, numbers};
use crate::analyse::trends::small_numbers::{Median, Share};
use crate::analyse::trends::{Question, Selection};
use crate::answers::tables::{Cell, Column, Table};
use crate::link::FacetKind;
use crate::site::Site;
use crate::statistics::count_interval;
use crate::wording::english;
use crate::words::codes;
use crate::words::durations::in_one_unit;
use crate::words::estimates::percent;
use crate::words::numbers::large_count;
use crate::words::periods;
use crate::words::phrases::{capital, spoken_list};

/// The questions whose numbers can be put side by side.
pub(crate) const BESIDE: [Question; 4] = [Question::Reported, Question::Duration, Question::Detection, Question::Found];

/// Incidents side by side.
pub(crate) struct Beside {
    /// Every number in a column of its own.
    pub table: Table,
    /// A number and its interval in one cell.
    pub spoken: Table,
    /// What was counted, what was not, and why.
    pub caption: String,
}

/// Puts the incidents of a selection side by side, with what `questions`, some of [`BESIDE`], ask of each group.
pub(crate) fn beside(site: &Site, selection: &Selection<'_>, of: By, questions: &[Question]) -> Beside {
    let grouped = by(selection, of);
    let asks = |question: Question| questions.contains(&question);
    let mut full = Rows::new(label(of).0, label(of).1);
    let mut spoken = Rows::new(label(of).0, label(of).1);
    for group in &grouped.groups {
        let name = name(site, of, group);
        let numbers = numbers(&group.rows);
        full.begin(&name);
        spoken.begin(&name);
        counted(&mut full, &mut spoken, group, asks(Question::Reported));
        lengths(&mut full, &mut spoken, &numbers, questions);
        if asks(Question::Found) {
            outside(&mut full, &mut spoken, &numbers.outside);
        }
    }
    Beside { table: full.table, spoken: spoken.table, caption: caption(selection, &grouped, of) }
}

/// Rows that are filled cell by cell; the first one names the columns.
struct Rows {
    table: Table,
}

impl Rows {
    fn new(key: &'static str, title: &str) -> Self {
        Self { table: Table { columns: vec![Column::new(key, title)], rows: Vec::new() } }
    }

    fn begin(&mut self, name: &str) {
        self.table.rows.push(vec![Cell::Text(name.to_owned())]);
    }

    fn put(&mut self, key: &'static str, title: &str, cell: Cell) {
        if let Some(row) = self.table.rows.last_mut() {
            row.push(cell);
        }
        if self.table.rows.len() == 1 {
            self.table.columns.push(Column::new(key, title));
        }
    }
}

fn label(by: By) -> (&'static str, &'static str) {
    match by {
        By::Calendar(_) => ("period", "Period"),
        By::Severity => (FacetKind::Severity.word(), FacetKind::Severity.label()),
        By::Service => (FacetKind::Service.word(), FacetKind::Service.label()),
        By::Factor => (FacetKind::Factor.word(), FacetKind::Factor.label()),
        By::Detection => ("detection", "Found by"),
    }
}

/// What a group is called.
fn name(site: &Site, by: By, group: &Group<'_>) -> String {
    match &group.of {
        GroupOf::Bin(bin) => periods::whole_or_not(english(), bin),
        GroupOf::Way(word) => capital(&codes::detection(english(), word)),
        GroupOf::Facet(ix) => {
            let kind = match by {
                By::Severity => FacetKind::Severity,
                By::Factor => FacetKind::Factor,
                _ => FacetKind::Service,
            };
            site.links.values(kind)[*ix].name.clone()
        }
    }
}

/// How many; of a stretch of the calendar with the interval of a count.
fn counted(full: &mut Rows, spoken: &mut Rows, group: &Group<'_>, interval: bool) {
    let n = group.rows.len() as u64;
    full.put("incidents", "Incidents", Cell::Count(n));
    spoken.put("incidents", "Incidents", Cell::Count(n));
    if interval && matches!(group.of, GroupOf::Bin(_)) {
        let around = count_interval(n);
        full.put("incidents_low", "Interval from", Cell::Number(around.low));
        full.put("incidents_high", "to", Cell::Number(around.high));
        let said =
            format!("{} to {}", Cell::Number(around.low).words(english()), Cell::Number(around.high).words(english()));
        spoken.put("incidents_interval", "Interval", Cell::Text(said));
    }
}

fn lengths(full: &mut Rows, spoken: &mut Rows, numbers: &Numbers, questions: &[Question]) {
    type Keys = [&'static str; 4];
    let detected: Keys =
        ["detected_n", "until_detected_seconds", "until_detected_low_seconds", "until_detected_high_seconds"];
    let mitigated: Keys =
        ["mitigated_n", "until_mitigated_seconds", "until_mitigated_low_seconds", "until_mitigated_high_seconds"];
    let resolved: Keys =
        ["resolved_n", "until_resolved_seconds", "until_resolved_low_seconds", "until_resolved_high_seconds"];
    for (question, keys, title, median) in [
        (Question::Detection, detected, "Until somebody knew", &numbers.until_detected),
        (Question::Duration, mitigated, "Until the harm stopped", &numbers.until_mitigated),
        (Question::Duration, resolved, "Until all was well", &numbers.until_resolved),
    ] {
        if !questions.contains(&question) {
            continue;
        }
        let seconds = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Length);
        full.put(keys[0], &format!("{title}: known of"), Cell::Count(median.n as u64));
        full.put(keys[1], "Median", seconds(median.value));
        full.put(keys[2], "Interval from", seconds(median.interval.map(|interval| interval.low)));
        full.put(keys[3], "to", seconds(median.interval.map(|interval| interval.high)));
        spoken.put(keys[1], title, middle(median));
    }
}

/// `1.4 hours (50 minutes to 2.3 hours), n = 12`.
fn middle(median: &Median) -> Cell {
    if median.n == 0 {
        return Cell::Empty;
    }
    Cell::Text(match (median.value, median.interval) {
        (Some(value), Some(around)) => {
            format!(
                "{} ({} to {}), n = {}",
                in_one_unit(english(), value),
                in_one_unit(english(), around.low),
                in_one_unit(english(), around.high),
                median.n
            )
        }
        (Some(value), None) => format!("{}, n = {}", in_one_unit(english(), value), median.n),
        (None, _) => format!("n = {}", median.n),
    })
}

fn outside(full: &mut Rows, spoken: &mut Rows, share: &Share) {
    const TITLE: &str = "Found by people outside";
    let part =
        |pick: fn((f64, crate::statistics::Interval)) -> f64| share.share.map(pick).map_or(Cell::Empty, Cell::Share);
    full.put("found_n", "Found: known of", Cell::Count(share.of as u64));
    full.put("found_outside", TITLE, Cell::Count(share.count as u64));
    full.put("found_outside_share", "Share", part(|(share, _)| share));
    full.put("found_outside_low", "Interval from", part(|(_, interval)| interval.low));
    full.put("found_outside_high", "to", part(|(_, interval)| interval.high));
    let said = match (share.of, share.share) {
        (0, _) => Cell::Empty,
        (of, None) => Cell::Text(format!("{} of {of}", share.count)),
        (of, Some((_, around))) => Cell::Text(format!(
            "{} of {of} ({} to {})",
            share.count,
            percent(english(), around.low),
            percent(english(), around.high)
        )),
    };
    spoken.put("found_outside", TITLE, said);
}

fn caption(selection: &Selection<'_>, grouped: &Grouped<'_>, by: By) -> String {
    let n = selection.n() - grouped.none;
    let mut caption = english().paragraph(&crate::answers::captions::caption(english(), selection, n, told(by), &[]));
    if grouped.several > 0 {
        let are = large_count(grouped.several, "of them stands", "of them stand");
        caption.push_str(&format!(" {are} in more than one line."));
    }
    let order = if matches!(by, By::Calendar(_)) { "the calendar's" } else { "that of menus, not of any number" };
    caption.push_str(&format!(" The order is {order}. Intervals are of 95 %; "));
    let rules = [
        format!("a median stands from {} on", crate::analyse::trends::small_numbers::MEDIAN_FROM),
        format!("its interval from {}", crate::analyse::trends::small_numbers::INTERVAL_FROM),
        format!("a share from {}", crate::analyse::trends::small_numbers::SHARE_FROM),
    ];
    caption.push_str(&spoken_list(&rules));
    caption.push('.');
    caption
}

fn told(by: By) -> &'static str {
    match by {
        By::Calendar(_) => "trends.told.placed",
        By::Severity => "trends.told.severity",
        By::Service => "trends.told.which_services",
        By::Factor => "trends.told.contributed",
        By::Detection => "trends.told.found",
    }
}
