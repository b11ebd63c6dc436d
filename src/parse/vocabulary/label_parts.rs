//! The name of a label becomes what its value is, by the words that it is put together of.

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use crate::model::Key;
use crate::parse::vocabulary::word_tables::single;

/// What a label's name says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum LabelMeaning {
    Date,
    Window,
    Started,
    Detected,
    Acknowledged,
    Mitigated,
    Resolved,
    Reviewed,
    Published,
    TimeToDetection,
    TimeToMitigation,
    TimeToRecovery,
    Total,
    Severity,
    Customers,
    Regions,
}

impl LabelMeaning {
    /// The key that says the same in front matter; `None` of a stretch of time and of lengths.
    pub(crate) fn key(self) -> Option<Key> {
        Some(match self {
            Self::Date => Key::Date,
            Self::Started => Key::Started,
            Self::Detected => Key::Detected,
            Self::Acknowledged => Key::Acknowledged,
            Self::Mitigated => Key::Mitigated,
            Self::Resolved => Key::Resolved,
            Self::Reviewed => Key::Reviewed,
            Self::Published => Key::Published,
            Self::Severity => Key::Severity,
            Self::Customers => Key::Customers,
            Self::Regions => Key::Regions,
            Self::Window | Self::TimeToDetection | Self::TimeToMitigation | Self::TimeToRecovery | Self::Total => {
                return None;
            }
        })
    }

    /// Whether its value is a point in time.
    pub(crate) fn is_time(self) -> bool {
        use LabelMeaning::{Acknowledged, Detected, Mitigated, Resolved, Started, Window};
        matches!(self, Window | Started | Detected | Acknowledged | Mitigated | Resolved)
    }
}

/// Names that are put together of one core word and words that change nothing: "date and time of the first detection".
#[derive(Debug, Deserialize)]
pub(crate) struct LabelShapes {
    /// Words that change nothing.
    around: BTreeSet<String>,
    /// Days: "date".
    #[serde(default)]
    days: BTreeSet<String>,
    /// Times of day: "time", "hour".
    #[serde(default)]
    clocks: BTreeSet<String>,
    /// What a day or a time is said to be of: "incident".
    #[serde(default)]
    trouble: BTreeSet<String>,
    /// The write-up itself: "report".
    #[serde(default)]
    papers: BTreeSet<String>,
    /// Lengths of time: "duration".
    #[serde(default)]
    lengths: BTreeSet<String>,
    /// What is a length before something that happened or lasted: "time to detect", "time of the outage".
    #[serde(default)]
    spans: BTreeSet<String>,
    #[serde(flatten, deserialize_with = "single")]
    cores: HashMap<String, LabelMeaning>,
}

/// What words a name holds.
#[derive(Default)]
struct Held {
    core: Option<LabelMeaning>,
    day: bool,
    clock: bool,
    trouble: bool,
    paper: bool,
    length: bool,
    span: bool,
}

impl LabelShapes {
    /// What a name of parted words says; `None` where one of them is not known, or two say different things.
    pub(super) fn put_together(&self, name: &str) -> Option<LabelMeaning> {
        let mut held = Held::default();
        for word in name.split(' ') {
            let mut known = self.around.contains(word);
            for (words, flag) in [
                (&self.days, &mut held.day),
                (&self.clocks, &mut held.clock),
                (&self.trouble, &mut held.trouble),
                (&self.papers, &mut held.paper),
                (&self.lengths, &mut held.length),
                (&self.spans, &mut held.span),
            ] {
                let found = words.contains(word);
                (*flag, known) = (*flag || found, known || found);
            }
            if !known {
                let core = *self.cores.get(word)?;
                if held.core.is_some_and(|other| other != core) {
                    return None;
                }
                held.core = Some(core);
            }
        }
        held.meaning()
    }
}

impl Held {
    fn meaning(&self) -> Option<LabelMeaning> {
        use LabelMeaning::{
            Date, Detected, Mitigated, Published, Resolved, TimeToDetection, TimeToMitigation, TimeToRecovery, Total,
            Window,
        };
        if self.length || self.span && !self.clock {
            return match self.core {
                Some(Detected) => Some(TimeToDetection),
                Some(Mitigated) => Some(TimeToMitigation),
                Some(Resolved) => Some(TimeToRecovery),
                None if self.length || self.trouble => Some(Total),
                core => core.filter(|_| !self.length),
            };
        }
        match self.core {
            None if self.paper && self.day => Some(Published),
            None if self.day && self.clock => Some(Window),
            None if self.day && self.trouble => Some(Date),
            None if self.clock && self.trouble => Some(Window),
            core => core.filter(|_| !self.paper || self.core == Some(Published)),
        }
    }
}

/// The same in scripts without spaces.
#[derive(Debug, Deserialize)]
pub(crate) struct JoinedLabelShapes {
    before: Vec<String>,
    behind: Vec<String>,
    #[serde(flatten, deserialize_with = "single")]
    cores: HashMap<String, LabelMeaning>,
}

/// So many parts are taken off a name at either end.
const MOST_PARTS: usize = 3;

impl JoinedLabelShapes {
    /// What a name says once what stands before and behind its core is taken off.
    pub(super) fn joined(&self, name: &str) -> Option<LabelMeaning> {
        let mut heads = vec![name];
        for at in 0..MOST_PARTS {
            let Some(rest) = heads.get(at).and_then(|name| longest_cut(&self.before, |part| name.strip_prefix(part)))
            else {
                break;
            };
            heads.push(rest.trim_start());
        }
        heads.into_iter().find_map(|head| {
            let mut rest = head;
            for _ in 0..=MOST_PARTS {
                if let Some(meaning) = self.cores.get(rest) {
                    return Some(*meaning);
                }
                rest = longest_cut(&self.behind, |part| rest.strip_suffix(part))?.trim_end();
            }
            None
        })
    }
}

/// What is left when the longest of the `parts` that is there is taken off.
fn longest_cut<'n>(parts: &[String], cut: impl Fn(&str) -> Option<&'n str>) -> Option<&'n str> {
    parts.iter().filter_map(|part| cut(part)).filter(|rest| !rest.is_empty()).min_by_key(|rest| rest.len())
}

#[cfg(test)]
mod tests {
    use super::LabelMeaning::{Date, Published, Resolved, Started, TimeToDetection, TimeToRecovery, Total, Window};
    use crate::parse::vocabulary::label_meanings;

    #[test]
    fn names_are_put_together_of_parts() {
        let cases = [
            ("inicio de la afectación", Some(Started)),
            ("fecha y hora del incidente", Some(Window)),
            ("fecha del suceso", Some(Date)),
            ("fecha del informe final", Some(Published)),
            ("duración estimada de la caída", Some(Total)),
            ("tiempo total hasta detectar", Some(TimeToDetection)),
            ("tempo total de resolução", Some(TimeToRecovery)),
            ("duree approximative", Some(Total)),
            ("fin de linterruption", Some(Resolved)),
            ("サービス影響開始日時", Some(Started)),
            ("最終復旧確認日時", Some(Resolved)),
            ("异常首次出现的时间", Some(Started)),
            ("fecha límite", None),
            ("tiempo de respuesta del servidor", None),
            ("fecha de inicio y fin", None),
        ];
        for (name, expected) in cases {
            assert_eq!(label_meanings(name).first().copied(), expected, "{name}");
        }
    }
}
