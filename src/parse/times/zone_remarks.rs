//! A sentence about the times of a timeline, such as "All times in CET", becomes what it says of their zone.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use crate::model::zone_named as zone;
use crate::parse::times::leading_time::leading_time;

/// A text without remarks in parentheses that are longer than a name.
pub(crate) fn without_asides(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('(').filter(|i| *i > 0 || !out.is_empty()) {
        let Some(length) = rest.get(open..).and_then(|r| r.find(')')) else { break };
        let aside = rest.get(open..=open + length).unwrap_or_default();
        out.push_str(rest.get(..open).unwrap_or_default());
        if aside.split_whitespace().count() < 5 || states_zone(aside) {
            out.push_str(aside);
        }
        rest = rest.get(open + length + 1..).unwrap_or_default();
    }
    out + rest
}

/// Whether a remark names two zones and a time of day: clocks were changed, and only a zone with rules for that can tell.
pub(crate) fn changes_zone(text: &str) -> bool {
    let words = || text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    let zones = words().filter(|word| word.chars().all(char::is_uppercase)).filter_map(zone);
    let offset = |zone: TimeZone| zone.to_offset(jiff::Timestamp::UNIX_EPOCH);
    let zones: BTreeSet<_> = zones.map(offset).map(|offset| offset.seconds()).collect();
    let clock = |pair: &[u8]| pair[0] == b':' && pair[1].is_ascii_digit();
    zones.len() > 1 && text.as_bytes().windows(2).any(clock)
}

/// Whether a short paragraph says in which zone the times of the whole text are.
pub(crate) fn states_zone(text: &str) -> bool {
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let begins = [
        "times ",
        "timestamps ",
        "time zone",
        "timezone",
        "zeiten ",
        "zeitzone",
        "uhrzeiten ",
        "tz:",
        "note: times",
        "horários em",
        "horários de ",
        "horários no",
        "horarios en",
        "horario:",
        "heures de ",
        "heures en",
        "heure de ",
        "horaires en",
        "godziny w",
        "godziny podan",
        "czas ",
        "svensk tid",
        "norsk tid",
        "dansk tid",
        "orari in",
        "ora italiana",
        "tijden in",
        "tijden zijn",
        "tider i ",
        "tider er ",
        "klokkeslett i ",
        "время московское",
        "время указано",
        "по московскому",
        "часовой пояс",
        "以下时间",
        "以下時間",
        "以下均为",
        "以下均為",
        "北京时间",
        "北京時間",
        "台北時間",
        "日本時間",
        "東京時間",
        "한국시간",
        "한국 시간",
    ];
    let anywhere = [
        "all times",
        "all timestamps",
        "all time stamps",
        "all dates",
        "times are in ",
        "times are utc",
        "timestamps are in ",
        "timestamps are utc",
        "times below",
        "times listed",
        "times given",
        "times shown",
        "alle zeit",
        "alle uhrzeit",
        "alle angaben",
        "toutes les heures",
        "todas las horas",
        "todos los horarios",
        "todas as horas",
        "todos os horários",
        "tutti gli orari",
        "alle tijden",
        "alla tider",
        "alla klockslag",
        "alle klokkeslæt",
        "horários de ",
        "horarios de ",
        "時刻は",
        "時間は",
        "时间均",
        "時間均",
        "时间为",
        "時間為",
        "所有时间",
        "所有時間",
        "wszystkie godziny",
        "wszystkie czasy",
        "все времена",
        "всё время",
        "все время указано",
        "время указано",
        "alle klokkeslett",
        "alle tidspunkt",
        "alle tider",
        "모든 시간",
        "모든 시각",
        "시간은",
        "시각은",
    ];
    begins.iter().any(|w| lower.starts_with(w)) || anywhere.iter().any(|w| lower.contains(w))
}

/// Whether a remark holds for all times that do not say otherwise: "Unless noted, all events were on 4 March".
pub(crate) fn allows_exceptions(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "unless ",
        "otherwise",
        "nicht anders",
        "sauf ",
        "salvo ",
        "a menos que",
        "tenzij",
        "om inte annat",
        "特に",
        "除非",
        "除另",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

/// Whether a short paragraph may be a remark on the times below it.
pub(crate) fn speaks_of_times(text: &str) -> bool {
    let lower = text.to_lowercase();
    [
        "times",
        "time zone",
        "timezone",
        "timestamps",
        "hours in ",
        "zeiten",
        "zeitzone",
        "uhrzeiten",
        "heures",
        "horas",
        "horarios",
        "hora ",
        "orari",
        "tijden",
        "tider",
        "時刻",
        "時間",
        "时间",
        "horários",
        "horaires",
        "godziny",
        "время",
        "времени",
        "klokkeslett",
        "klockslag",
        "czas ",
        "czasu ",
        "tidspunkt",
        "시간",
        "시각",
        "all in ",
        "(all ",
    ]
    .iter()
    .any(|w| lower.contains(w))
        && !leading_time(text).is_some_and(|s| s.parts.has_time())
}
