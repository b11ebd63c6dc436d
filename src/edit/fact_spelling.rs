//! What a fact says becomes what a key would say, so that it is read as the same again.

use super::key_value::KeyValue;
use super::keyed_facts::FactValue;
use crate::model::{Moment, Precision, Timepoint, ZoneOrigin};

/// The word for what nobody knows.
pub(super) const UNKNOWN: &str = "unknown";

/// What a key would say, for people.
pub fn spelled(value: &FactValue) -> String {
    match value {
        FactValue::Time(Timepoint::Unknown) => UNKNOWN.to_owned(),
        FactValue::Time(Timepoint::Known(moment)) => moment_spelled(moment),
        FactValue::Text(text) => text.clone(),
        FactValue::Names(names) => names.join(", "),
    }
}

/// What a key would say.
pub(super) fn key_value(value: &FactValue) -> KeyValue {
    match value {
        FactValue::Time(Timepoint::Unknown) => KeyValue::Quoted(UNKNOWN.to_owned()),
        FactValue::Time(Timepoint::Known(moment)) => KeyValue::Time(moment_spelled(moment)),
        FactValue::Text(text) => KeyValue::Text(text.clone()),
        FactValue::Names(names) => KeyValue::Names(names.clone()),
    }
}

/// A moment as exactly as it was read, and no more: with the distance from UTC only where a zone was stated.
fn moment_spelled(moment: &Moment) -> String {
    let Moment { civil, offset, zone, precision, approximate } = moment;
    let clock = match precision {
        Precision::Year => return about(*approximate, civil.strftime("%Y").to_string()),
        Precision::Month => return about(*approximate, civil.strftime("%Y-%m").to_string()),
        Precision::Day => return about(*approximate, civil.date().to_string()),
        Precision::Hour => civil.strftime("%H:??").to_string(),
        Precision::Minute => civil.strftime("%H:%M").to_string(),
        Precision::Second => civil.time().to_string(),
    };
    let day = civil.date();
    let offset = match zone {
        ZoneOrigin::Assumed => return about(*approximate, format!("{day} {clock}")),
        ZoneOrigin::Stated if offset.is_zero() => String::from("Z"),
        ZoneOrigin::Stated => offset_spelled(offset.seconds()),
    };
    let whole = if *precision == Precision::Hour {
        format!("{day} {clock} {offset}")
    } else {
        format!("{day}T{clock}{offset}")
    };
    about(*approximate, whole)
}

fn about(approximate: bool, text: String) -> String {
    if approximate { format!("~{text}") } else { text }
}

fn offset_spelled(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
