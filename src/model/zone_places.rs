//! "heure de Paris" and "Berlin time" become the zone of that city.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::tz::TimeZone;

/// What stands before a city where its time is meant.
const BEFORE: &[&str] = &[
    "heure de ",
    "heures de ",
    "heure d'",
    "hora de ",
    "horas de ",
    "horário de ",
    "horários de ",
    "horario de ",
    "horarios de ",
    "orari di ",
    "tid för ",
    "tijd van ",
    "hora em ",
    "ora di ",
    "orario di ",
    "tid i ",
    "local time in ",
    "time in ",
    "times in ",
    "zeit in ",
    "tijd in ",
];

/// What stands after it.
const AFTER: &[&str] = &[" local time", " time", "時間", "时间", "시간", " 시간"];

/// Cities as their neighbours call them, and those that no zone is named after, with the zone's own city.
const ALSO_CALLED: &[(&str, &str)] = &[
    ("bogotá", "bogota"),
    ("brasília", "sao paulo"),
    ("brasilia", "sao paulo"),
    ("são paulo", "sao paulo"),
    ("ciudad de méxico", "mexico city"),
    ("cidade do méxico", "mexico city"),
    ("beijing", "shanghai"),
    ("北京", "shanghai"),
    ("上海", "shanghai"),
    ("東京", "tokyo"),
    ("台北", "taipei"),
    ("臺北", "taipei"),
    ("台灣", "taipei"),
    ("台湾", "taipei"),
    ("香港", "hong kong"),
    ("中国", "shanghai"),
    ("中國", "shanghai"),
    ("新加坡", "singapore"),
    ("서울", "seoul"),
    ("kyiv", "kiev"),
    ("lisboa", "lisbon"),
    ("lisbonne", "lisbon"),
    ("londres", "london"),
    ("londra", "london"),
    ("moscou", "moscow"),
    ("moskau", "moscow"),
    ("mosca", "moscow"),
    ("roma", "rome"),
    ("rom", "rome"),
    ("san francisco", "los angeles"),
    ("seattle", "los angeles"),
    ("boston", "new york"),
    ("wien", "vienna"),
    ("zürich", "zurich"),
    ("warszawa", "warsaw"),
    ("varsovie", "warsaw"),
    ("praha", "prague"),
    ("bruxelles", "brussels"),
    ("bruselas", "brussels"),
    ("københavn", "copenhagen"),
    ("copenhague", "copenhagen"),
    ("atenas", "athens"),
    ("athènes", "athens"),
];

/// How a country's own time is called there, with the city of its zone.
const NATIONAL: &[(&str, &str)] = &[
    ("svensk tid", "stockholm"),
    ("norsk tid", "oslo"),
    ("dansk tid", "copenhagen"),
    ("nederlandse tijd", "amsterdam"),
    ("deutsche zeit", "berlin"),
    ("deutscher zeit", "berlin"),
    ("czas warszawski", "warsaw"),
    ("czasu warszawskiego", "warsaw"),
    ("czas polski", "warsaw"),
    ("czasu polskiego", "warsaw"),
    ("московское время", "moscow"),
    ("московскому времени", "moscow"),
    ("ora italiana", "rome"),
    ("hora peninsular", "madrid"),
    ("heure française", "paris"),
    ("日本時間", "tokyo"),
    ("한국시간", "seoul"),
    ("한국 시간", "seoul"),
];

/// The areas of the zone database that hold cities.
const AREAS: &[&str] = &["Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"];

/// The cities that zones are named after, in lower case, with the zones' names.
static CITIES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut cities: HashMap<String, String> = HashMap::new();
    for name in jiff::tz::db().available() {
        let name = name.as_str();
        let Some((area, city)) = name.split_once('/') else { continue };
        let city = city.rsplit('/').next().unwrap_or(city).replace('_', " ");
        if AREAS.contains(&area) && city.len() > 2 {
            cities.entry(city.to_lowercase()).or_insert_with(|| name.to_owned());
        }
    }
    for (called, city) in ALSO_CALLED {
        if let Some(name) = cities.get(*city).cloned() {
            cities.insert((*called).to_owned(), name);
        }
    }
    cities
});

/// The zone of the city whose time `text` begins to speak of, and where that ends.
///
/// Costs a look at a few words; the cities are listed once, when a text has such words.
pub(crate) fn place_time(text: &str) -> Option<(TimeZone, usize)> {
    let headed = BEFORE.iter().find_map(|head| {
        let (start, rest) = (text.get(..head.len())?, text.get(head.len()..)?);
        (begins_alike(start, head) && start.to_lowercase().eq(head)).then_some(())?;
        let (zone, length) = city(rest, |_| true)?;
        Some((zone, head.len() + length))
    });
    let national = || {
        NATIONAL.iter().find_map(|(called, city)| {
            let start = text.get(..called.len())?;
            (begins_alike(start, called) && start.to_lowercase() == *called).then_some(())?;
            Some((TimeZone::get(CITIES.get(*city)?).ok()?, called.len()))
        })
    };
    headed.or_else(national).or_else(|| {
        let after = |rest: &str| AFTER.iter().any(|after| rest.starts_with(after));
        let may_follow = || text.chars().take(40).any(|c| matches!(c, 't' | '時' | '时' | '시'));
        (begins_a_name(text) && may_follow()).then_some(())?;
        city(text, after)
    })
}

/// Whether both begin with the same letter of ASCII, whatever its case: of most phrases no more need be looked at.
pub(super) fn begins_alike(text: &str, phrase: &str) -> bool {
    text.as_bytes().first().zip(phrase.as_bytes().first()).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
}

fn begins_a_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || !c.is_ascii())
}

/// The same behind a time of day: "10:40 Beijing time", with the word for time.
pub(crate) fn place_time_behind(text: &str) -> Option<(TimeZone, usize)> {
    let (zone, end) = place_time(text)?;
    let rest = text.get(end..)?;
    let word = AFTER.iter().find(|word| rest.starts_with(**word)).map_or(0, |word| word.len());
    Some((zone, end + word))
}

/// The city at the start of `text`, of at most three words, where what follows is as wanted.
fn city(text: &str, followed: impl Fn(&str) -> bool) -> Option<(TimeZone, usize)> {
    if !begins_a_name(text) {
        return None;
    }
    let ends = text.char_indices().filter(|(_, c)| !c.is_alphabetic()).map(|(i, _)| i).chain([text.len()]).take(3);
    let cjk = AFTER.iter().filter_map(|after| text.find(after)).min();
    let found = ends.chain(cjk).filter_map(|end| {
        let name = text.get(..end).filter(|name| !name.is_empty())?;
        followed(text.get(end..)?).then_some(())?;
        let zone = TimeZone::get(CITIES.get(&name.to_lowercase())?).ok()?;
        Some((zone, end))
    });
    found.max_by_key(|(_, end)| *end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_s_time_is_its_zone() {
        let cases = [
            ("heure de Paris", Some("Europe/Paris")),
            ("Heure de Paris)", Some("Europe/Paris")),
            ("hora de São Paulo", Some("America/Sao_Paulo")),
            ("hora de Londres", Some("Europe/London")),
            ("Berlin time", Some("Europe/Berlin")),
            ("New York time", Some("America/New_York")),
            ("Berlin local time", Some("Europe/Berlin")),
            ("東京時間", Some("Asia/Tokyo")),
            ("北京时间", Some("Asia/Shanghai")),
            ("Svensk tid (CEST)", Some("Europe/Stockholm")),
            ("czas warszawski", Some("Europe/Warsaw")),
            ("Horários de Brasília", Some("America/Sao_Paulo")),
            ("Berlin is where the team sits", None),
            ("heure de pointe", None),
            ("time in seconds", None),
            ("Response time", None),
            ("", None),
        ];
        for (text, zone) in cases {
            let read = place_time(text).map(|(zone, _)| zone.iana_name().unwrap_or_default().to_owned());
            assert_eq!(read.as_deref(), zone, "{text}");
        }
    }
}
