//! Facts and times of the model become JSON that says where each came from and how precise it is.

use serde::Serialize;
use serde_json::Value;

use crate::model::{Fact, Key, Moment, Origin, Precision, Timepoint, ZoneOrigin};
use crate::wording::english;
use crate::words::moments;

/// A fact and where it came from.
#[derive(Serialize)]
pub(super) struct GivenValue<T> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

/// A point in time: RFC 3339 when a time is known, else a date or part of one, else `unknown`.
#[derive(Serialize)]
pub(super) struct GivenTime {
    pub(super) value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) precision: Option<Precision>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) zone: Option<ZoneOrigin>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) approximate: bool,
    pub(super) origin: Origin,
}

/// A map that leaves out what is not known.
pub(super) struct Record(pub(super) serde_json::Map<String, Value>);

impl Record {
    pub(super) fn put<T: Serialize>(&mut self, key: impl Into<&'static str>, value: T) {
        let value = serde_json::to_value(value).expect("every fact can be written as JSON");
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !empty {
            self.0.insert(key.into().to_owned(), value);
        }
    }

    pub(super) fn fact<T: Serialize>(&mut self, key: Key, fact: &Option<Fact<T>>) {
        self.put(key, fact.as_ref().map(given));
    }

    pub(super) fn facts<T: Serialize>(&mut self, key: Key, facts: &[Fact<T>]) {
        self.put(key, facts.iter().map(given).collect::<Vec<_>>());
    }
}

pub(super) fn given<T>(fact: &Fact<T>) -> GivenValue<&T> {
    GivenValue { value: &fact.value, origin: fact.origin }
}

pub(super) fn time(at: &Timepoint, origin: Origin) -> GivenTime {
    match at {
        Timepoint::Unknown => {
            GivenTime { value: "unknown".into(), precision: None, zone: None, approximate: false, origin }
        }
        Timepoint::Known(moment) => GivenTime {
            value: machine(moment),
            precision: Some(moment.precision),
            zone: moment.instant().map(|_| moment.zone),
            approximate: moment.approximate,
            origin,
        },
    }
}

pub(super) fn machine(moment: &Moment) -> String {
    moment.instant().map_or_else(
        || moments::when(english(), moment, &jiff::tz::TimeZone::UTC).datetime,
        |instant| instant.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
    )
}
