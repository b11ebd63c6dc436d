//! What a page and its file's name say of days becomes the day it is ordered by, and the newest day it states.

use crate::model::{Detail, Fact, Incident, Key, Moment, Origin, Timepoint};
use crate::parse::fields::Common;
use crate::parse::front_matter::{Front, HeadEntry, as_text, canonical, is_empty, same_key};
use crate::parse::incident::is_after_all;
use crate::parse::times::{date_in, first_day_in};

/// What a page's `date`, and the day in its file's name, are the day of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateMeans {
    /// Of the incident, as a status page's tool writes it: it stands beside other keys of an incident.
    Incident,
    /// Of the incident, or of its write-up: the text knows better.
    Either,
    /// Of the publication of a post.
    Publication,
}

/// Folders of posts, as blogs and news pages name them.
const POSTS: [&str; 12] = [
    "_posts",
    "posts",
    "post",
    "blog",
    "blogs",
    "news",
    "_news",
    "articles",
    "announcements",
    "journal",
    "newsletter",
    "_blog",
];

/// Keys that a blog's tool writes and a write-up of an incident has no use for.
const POST_KEYS: [&str; 12] = [
    "layout",
    "excerpt",
    "permalink",
    "comments",
    "author",
    "authors",
    "categories",
    "category",
    "cover",
    "hero",
    "slug",
    "path",
];

/// What `date` means in a file at `path` with these keys.
pub(crate) fn date_means(path: &str, front: &Front) -> DateMeans {
    let stated = front.entries.iter().filter(|entry| !is_empty(&entry.node.value));
    let stated: Vec<String> = stated.map(|entry| canonical(&entry.key)).collect();
    let has = |name: &str| stated.iter().any(|key| same_key(key, name));
    let in_posts = path.to_lowercase().split('/').rev().skip(1).any(|folder| POSTS.contains(&folder));
    let is_post = in_posts || POST_KEYS.iter().any(|key| has(key));
    let starts = Key::Started.signs();
    let other_signs = Key::ALL.iter().flat_map(|key| key.signs()).any(|sign| !starts.contains(sign) && has(sign));
    let states = |key: Key| key.names().iter().any(|name| has(name));
    // A post that says with keys of its own when the trouble began, or when it came out, needs no other day for it.
    let day_is_left = if states(Key::Date) { states(Key::Started) } else { states(Key::Published) };
    if other_signs && !(is_post && day_is_left) {
        return DateMeans::Incident;
    }
    if !is_post && starts.iter().any(|sign| has(sign)) {
        return DateMeans::Incident;
    }
    if is_post { DateMeans::Publication } else { DateMeans::Either }
}

/// The day of a post that its address states: `path = "2023/05/10/x"` in the head, `blog/2023/05/10/x.md`.
pub(crate) fn date_in_address(path: &str, front: &Front) -> Option<jiff::civil::Date> {
    let key = |entry: &&HeadEntry| ["path", "permalink", "slug", "url"].contains(&canonical(&entry.key).as_str());
    let keys = front.entries.iter().filter(key).filter_map(|entry| as_text(&entry.node));
    let dated = |address: &str| {
        let parts: Vec<&str> = address.split(['/', '-']).filter(|part| !part.is_empty()).collect();
        parts.windows(3).find_map(|parts| match parts {
            [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
                jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
            }
            _ => None,
        })
    };
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    keys.into_iter().find_map(|address| dated(&address.value)).or_else(|| dated(folders))
}

/// Takes the page's `date` and the day in its name for what they are: the last evidence of a start, or the day of publication.
///
/// Where the text or a key states a start, a `date` of another day is when the write-up came out. A row that is far from the day in the name tells
/// of a latent cause.
pub(crate) fn take_page_dates(
    incident: &mut Incident,
    means: DateMeans,
    date: Option<Fact<Timepoint>>,
    name_date: Option<jiff::civil::Date>,
    (title, body): (&str, &str),
) {
    let titled = date_in(title).map(|day| Fact::file_name(Timepoint::Known(Moment::day(day))));
    let named = name_date.map(|day| Fact::file_name(Timepoint::Known(Moment::day(day))));
    let date = date.filter(|fact| fact.value.known().is_some());
    if means == DateMeans::Publication {
        if incident.times.published.is_none() {
            incident.times.published = date.or(named);
        }
        // A title with a day in it names the incident's, unless it is the post's own.
        let own = incident.times.published.as_ref().and_then(|fact| Some(fact.value.known()?.date()));
        let titled = titled.filter(|fact| fact.value.known().map(Moment::date) != own);
        incident.times.started = incident.times.started.take().or(titled);
        return;
    }
    let far = |moment: &Moment| {
        name_date.is_some_and(|day| moment.date().since(day).map_or(true, |span| !(-31..=2).contains(&span.get_days())))
    };
    let lost = |fact: &Fact<Timepoint>| fact.origin == Origin::Row && fact.value.known().is_some_and(far);
    let told = incident.times.started.take_if(|fact| !lost(fact));
    let stated = told.as_ref().and_then(|fact| fact.value.known());
    let after =
        |fact: &Fact<Timepoint>| stated.zip(fact.value.known()).is_some_and(|(began, date)| date.date() > began.date());
    // So is it where the whole timeline is of days before it, though nothing says which of them was the first of the trouble.
    let comes_last =
        |fact: &Fact<Timepoint>| fact.value.known().is_some_and(|date| is_after_all(date.date(), &incident.timeline));
    if incident.times.published.is_none() {
        incident.times.published = date.clone().filter(|date| after(date) || told.is_none() && comes_last(date));
    }
    let noticed = incident.times.detected.as_ref().and_then(|fact| Some(fact.value.known()?.date()));
    let not_after = |fact: &Fact<Timepoint>| {
        !comes_last(fact) && noticed.is_none_or(|noticed| fact.value.known().is_none_or(|date| date.date() <= noticed))
    };
    let is_of_write_up =
        |fact: &Fact<Timepoint>| fact.value.known().is_some_and(|day| names_a_day_before(body, day.date()));
    let named = named.filter(not_after).filter(|named| !is_of_write_up(named));
    incident.times.started = told.or(titled).or_else(|| date.filter(not_after)).or(named);
}

/// Whether the first day that a text names is one of the month before `date`, which then is that of the write-up: "On 3 March", in a file
/// called after the 10th.
fn names_a_day_before(text: &str, date: jiff::civil::Date) -> bool {
    let first = first_day_in(text, date);
    let days = first.and_then(|day| day.until(date).ok()).map(|apart| apart.get_days());
    days.is_some_and(|days| (1..=DAYS_BEFORE_NAME).contains(&days))
}

/// So many days before the day in its name a file may tell of.
const DAYS_BEFORE_NAME: i32 = 14;

/// The day that clocks without one belong to: a title's before that of a file or a post, which may be of the write-up.
pub(crate) fn day_of(
    means: DateMeans,
    titled: Option<jiff::civil::Date>,
    dated: Option<jiff::civil::Date>,
) -> Option<jiff::civil::Date> {
    match means {
        DateMeans::Incident => dated.or(titled),
        DateMeans::Either => titled.or(dated),
        // A post may come out days after what it tells of: a clock without a day says none then.
        DateMeans::Publication => titled,
    }
}

/// The day that the head states.
pub(crate) fn date_of(common: &Common) -> Option<jiff::civil::Date> {
    common.date.as_ref()?.value.known().map(Moment::date)
}

/// The date a page is ordered by.
pub(crate) fn dated(
    detail: &Detail,
    date: Option<Fact<Timepoint>>,
    file_date: Option<jiff::civil::Date>,
    title: &str,
) -> Option<Fact<Moment>> {
    let known = |fact: &Option<Fact<Timepoint>>| {
        let fact = fact.as_ref()?;
        let moment = fact.value.known().cloned()?;
        Some(Fact { value: moment, origin: fact.origin, span: fact.span.clone() })
    };
    let from_file = || file_date.map(|date| Fact::file_name(Moment::day(date)));
    let from_title = || date_in(title).map(|date| Fact::file_name(Moment::day(date)));
    match detail {
        Detail::Incident(incident) => {
            let times = &incident.times;
            let published = || known(&times.published);
            let of_name = || known(&date).or_else(from_file).filter(|_| times.published.is_none());
            [&times.started, &times.detected, &times.mitigated, &times.resolved]
                .into_iter()
                .find_map(known)
                .or_else(of_name)
                .or_else(from_title)
                .or_else(published)
        }
        _ => known(&date).or_else(from_file),
    }
}

/// The newest date that a page states: its own, its timepoints, when its follow-ups were opened and closed, when it was reviewed.
/// Dates of publication are left out: one that has not come must not make "today".
pub(crate) fn newest_date(dated: Option<&Fact<Moment>>, detail: &Detail) -> Option<jiff::civil::Date> {
    let own = dated.map(|fact| fact.value.date());
    let stated = match detail {
        Detail::Incident(incident) => {
            let t = &incident.times;
            let times = [&t.started, &t.detected, &t.acknowledged, &t.mitigated, &t.resolved, &t.captured, &t.reviewed];
            let times = times.into_iter().flatten().filter_map(|fact| Some(fact.value.known()?.date()));
            let closings = incident.actions.iter().flat_map(|action| [&action.value.opened, &action.value.closed]);
            times.chain(closings.flatten().map(Moment::date)).max()
        }
        Detail::Runbook(runbook) => runbook.reviewed.iter().map(|fact| fact.value.date()).max(),
        _ => None,
    };
    own.max(stated)
}
