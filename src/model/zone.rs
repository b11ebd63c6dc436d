//! What somebody wrote as a time zone becomes the zone: the one reading of `timezone`, in a write-up and in the configuration.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::zone_names::zone_named;

/// A time zone, read once: as it was written, and what its clocks show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    written: String,
    clocks: TimeZone,
    /// Whether somebody wrote it.
    is_said: bool,
}

impl Zone {
    /// The zone that `text` names: an IANA name (`Europe/Copenhagen`), else an abbreviation (`PST`), an offset (`+01:00`, `GMT+1`) or
    /// a phrase (`Pacific time`). A name that is both, such as `CET`, is the place of that name, whose clocks change.
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.trim();
        let place = (!name.is_empty()).then(|| TimeZone::get(name).ok()).flatten();
        let clocks = place.or_else(|| zone_named(name))?;
        Some(Self { written: name.to_owned(), clocks, is_said: true })
    }

    /// The same, and UTC where nobody can tell.
    pub fn or_utc(text: &str) -> Self {
        let utc = || Self { written: text.trim().to_owned(), clocks: TimeZone::UTC, is_said: false };
        Self::parse(text).unwrap_or_else(utc)
    }

    /// The zone of these clocks, named by place or offset; `None` for rules without a name.
    pub fn of(clocks: &TimeZone) -> Option<Self> {
        let offset = || clocks.to_fixed_offset().ok().map(|offset| offset.to_string());
        let written = clocks.iana_name().map(str::to_owned).or_else(offset)?;
        Some(Self { written, clocks: clocks.clone(), is_said: true })
    }

    /// As it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether somebody wrote it: the configuration has one that nobody did.
    pub fn is_said(&self) -> bool {
        self.is_said
    }

    /// What its clocks show.
    pub fn clocks(&self) -> &TimeZone {
        &self.clocks
    }

    /// How far its clocks are ahead of UTC at a moment.
    pub fn offset_at(&self, moment: Timestamp) -> Offset {
        self.clocks.to_offset(moment)
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self { written: String::from("UTC"), clocks: TimeZone::UTC, is_said: false }
    }
}

/// As it was written.
impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

/// UTC where nobody can tell which zone is meant: whoever reads a configuration says so.
impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::or_utc(&String::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_read_alike_wherever_it_stands() {
        let summer = "2024-07-01T12:00:00Z".parse::<Timestamp>().expect("a moment");
        let winter = "2024-01-01T12:00:00Z".parse::<Timestamp>().expect("a moment");
        let cases = [
            ("UTC", Some((0, 0))),
            ("Z", Some((0, 0))),
            ("Europe/Copenhagen", Some((60, 120))),
            ("europe/copenhagen", Some((60, 120))),
            ("CET", Some((60, 120))),
            ("PST", Some((-480, -480))),
            ("PT", Some((-480, -420))),
            ("GMT+1", Some((60, 60))),
            ("UTC-03:30", Some((-210, -210))),
            ("+05:30", Some((330, 330))),
            (" +2 ", Some((120, 120))),
            ("the office", None),
            ("+99", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let minutes = |zone: &Zone, at| zone.offset_at(at).seconds() / 60;
            let read = Zone::parse(text).map(|zone| (minutes(&zone, winter), minutes(&zone, summer)));
            assert_eq!(read, expected, "{text}");
        }
    }
}
