//! A site and the files it was made of become what must be the same for it to be made again: the whole list of what entered.

use std::path::PathBuf;

use blake3::Hash;
use jiff::civil::Date;

use crate::load::AssetFile;
use crate::pipeline::Read;
use crate::site::Site;

/// Everything on disk that entered a site, and the days on which it would be another.
#[derive(Debug, Clone)]
pub struct Entered {
    /// The hash of everything that was read.
    pub inputs: Hash,
    /// Files that are no write-ups and whose content was looked at: path below the content folder, and where each is.
    pub files: Vec<(String, PathBuf)>,
    /// The day it was made on.
    pub day: Date,
    /// The first days on which something is shown that was not, or the other way round, sorted.
    pub turning_days: Vec<Date>,
}

impl Entered {
    /// What entered `site`, which was made of `read`; `None` where that was not read at once.
    pub(super) fn of(read: &Read, site: &Site) -> Option<Self> {
        let inputs = read.sources().inputs()?;
        let files = &read.sources().assets.files;
        let place = |path: &String| match files.get(path)? {
            AssetFile::OnDisk(file) => Some((path.clone(), file.clone())),
            // It came with its page's text.
            AssetFile::InPage { .. } => None,
        };
        let mut turning_days: Vec<Date> = Site::turning_days(read.pages()).collect();
        turning_days.sort_unstable();
        turning_days.dedup();
        Some(Self {
            inputs,
            files: site.looked_into().into_iter().filter_map(place).collect(),
            day: site.day,
            turning_days,
        })
    }

    /// Everything that entered one or the other of two sites, which were made of the same files on one day; `None` where that is not known.
    pub fn both(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let (mut one, other) = (one?, other?);
        one.files.extend(other.files);
        one.files.sort_unstable();
        one.files.dedup();
        one.turning_days.extend(other.turning_days);
        one.turning_days.sort_unstable();
        one.turning_days.dedup();
        (one.inputs == other.inputs && one.day == other.day).then_some(one)
    }
}

/// Whether what was made on `day` would come out the same on another.
pub fn is_same_on(turning_days: &[Date], day: Date, other: Date) -> bool {
    let (from, until) = (day.min(other), day.max(other));
    !turning_days.iter().any(|turning| *turning > from && *turning <= until)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_as_good_as_another_until_a_date_of_publication_comes() {
        let turning = [date(2026, 3, 10)];
        let is_same = |a, b| is_same_on(&turning, date(2026, 3, a), date(2026, 3, b));
        assert!(is_same(1, 9) && is_same(9, 1) && is_same(10, 28) && is_same(10, 10));
        assert!(!is_same(9, 10) && !is_same(10, 9) && !is_same(1, 28));
    }
}
