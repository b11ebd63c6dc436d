//! A severity that is told outside labels and sections becomes the incident's: in its title, in a part of a line, or where a sentence plainly
//! says what it was. Where two differ, neither is.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Fact, Role, Span};
use crate::parse::incident::body_regions::BodyRegion;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::section_points::trimmed_place;
use crate::parse::incident::stated_values::severity;
use crate::parse::markdown::{BlockKind, lines, plain};
use crate::parse::meant_words::severity_rank;
use crate::parse::vocabulary::{LabelMeaning, label_meanings, normalise};
use crate::text::sentences;

/// So many paragraphs are looked at: what is plain is said early.
const PARAGRAPHS: usize = 12;

/// `SEV-2`, `Sev 2`, `severity 2`, `P2`, and nothing more. `S3` is a store.
const LEVEL: &str = r"(?:sev(?:erity)?[ -]?[0-9]|p[0-5])";

static LEVEL_ALONE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{LEVEL}$")));

/// A title that begins or ends with one: "SEV-2: the oven", "[P1] The oven", "The oven (SEV-2)".
static IN_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^[\[(]?({LEVEL})(?:[\])]|:| [-–—|] )|[\[(]({LEVEL})[\])]$|[,|–—] ?({LEVEL})$| - ({LEVEL})$"))
});

/// "This was a SEV-2", "The outage was classified as severity 2".
static IN_SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    let subject = "(?:this|it|(?:this|the) (?:incident|outage|event|disruption)|dies(?:er vorfall)?|es|der vorfall|esto|(?:este|el) incidente|\
                   ce(?:t incident)?|c['’]|l['’]incident|isto|o incidente|questo(?: incidente)?|l['’]incidente|dit(?: incident)?|het(?: incident)?|\
                   de storing|det(?:te|ta)?|hendelsen|händelsen|hændelsen|incidenten)";
    let is = "(?:was|is|has been|war|wurde|fue|est|était|a été|foi|è stato|era|werd|var|ble|blev)";
    let called = "(?:classified as|declared(?: as)?|rated(?: as)?|treated as|considered|als|clasificado como|classé(?: en| comme)?|classificado como|\
                  classificato come|geclassificeerd als|klassad som|klassificeret som|klassifisert som)";
    let article = "(?:an?|eine?n?|une?|una?|uma?|een|en|ett?)";
    pattern(&format!(
        "^{subject} ?{is} (?:{called} )?(?:{article} )?({LEVEL})(?: (?:incident|outage|eingestuft))?(?:$|[.,;:(]| (?:for|until|at|because|since|and|but|as|when|from)\\b)"
    ))
});

/// GitLab's scoped label in a text: `~"severity::2"`.
static SCOPED: LazyLock<Regex> = LazyLock::new(|| pattern(r#"~"?severity::([^"\s,]+)"?"#));

fn pattern(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("the pattern is valid")
}

/// The severity that the title and the text outside labels plainly say.
pub(crate) fn told_severity(body: &IncidentBody<'_>) -> Option<Fact<String>> {
    let mut told: Vec<(String, Span)> = Vec::new();
    let heading = body.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)));
    let place = heading.map_or(0..0, |block| block.span.clone());
    told.extend(captured(&IN_TITLE, body.known.title.trim()).map(|level| (level, place)));
    let leads = body.regions.iter().filter(|region| sums_up(region)).flat_map(|region| body.blocks_of(region));
    for block in leads.filter(|block| block.kind == BlockKind::Paragraph).take(PARAGRAPHS) {
        let inner = block.inner(body.events);
        let lines: Vec<String> = lines(body.events, inner).into_iter().map(|line| plain(&body.events[line])).collect();
        let place = || trimmed_place(body, &block.events);
        let said = lines.iter().flat_map(|line| parts(line)).filter_map(|part| in_part(body, part));
        told.extend(said.map(|level| (level, place())));
        let whole = lines.join(" ");
        let first = sentences(&whole).next().map(|first| first.trim_end_matches('.')).filter(|first| is_level(first));
        told.extend(first.map(|level| (level.to_owned(), place())));
        told.extend(sentences(&whole).filter_map(|one| captured(&IN_SENTENCE, one)).map(|level| (level, place())));
        told.extend(SCOPED.captures(&whole).map(|found| (found[1].to_owned(), place())));
    }
    let (level, place) = told.first()?.clone();
    let rank = |level: &str| severity_rank(level).ok_or_else(|| normalise(level));
    told.iter().all(|(other, _)| rank(other) == rank(&level)).then(|| Fact::sentence(level, place))
}

/// Whether what stands there is about the incident as a whole.
fn sums_up(region: &BodyRegion) -> bool {
    match region.role {
        None => region.level <= 1,
        Some(role) => matches!(role, Role::Summary | Role::Impact),
    }
}

fn is_level(text: &str) -> bool {
    LEVEL_ALONE.is_match(text.trim())
}

fn captured(pattern: &Regex, text: &str) -> Option<String> {
    let found = pattern.captures(text)?;
    found.iter().skip(1).flatten().next().map(|level| level.as_str().to_owned())
}

/// The parts of a line that marks divide: "#8412 - P2 - Kafka lag". A line that nothing divides has none.
fn parts(line: &str) -> Vec<&str> {
    let mark = [" | ", " - ", " – ", " — ", " · "].into_iter().find(|mark| line.contains(mark));
    mark.map(|mark| line.split(mark).collect()).unwrap_or_default()
}

/// "P2", "Sev: 2".
fn in_part(body: &IncidentBody<'_>, part: &str) -> Option<String> {
    let part = part.trim();
    if is_level(part) {
        return Some(part.to_owned());
    }
    let (name, value) = part.split_once(':')?;
    let named = label_meanings(&normalise(name)).contains(&LabelMeaning::Severity);
    named.then(|| severity(value, body.config)).flatten()
}
