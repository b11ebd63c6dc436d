//! Timepoints as people write them, and what they are read as.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::model::{Precision, Timepoint, ZoneOrigin};
use crate::parse::times::timepoints::{TimeContext, TimeError, date_in, timepoint};

fn read(text: &str) -> String {
    let zone = TimeZone::fixed(jiff::tz::offset(1));
    let context = TimeContext {
        date: Date::new(2024, 3, 11).ok(),
        near: None,
        zone: &zone,
        zone_origin: ZoneOrigin::Assumed,
        house: &zone,
        order: None,
    };
    match timepoint(text, &context) {
        Ok(Timepoint::Unknown) => String::from("unknown"),
        Ok(Timepoint::Known(m)) => {
            let approximate = if m.approximate { "~" } else { "" };
            match m.precision {
                Precision::Year => format!("{approximate}{}", m.civil.strftime("%Y")),
                Precision::Month => format!("{approximate}{}", m.civil.strftime("%Y-%m")),
                Precision::Day => format!("{approximate}{}", m.civil.strftime("%Y-%m-%d")),
                Precision::Hour => format!("{approximate}{}{}", m.civil.strftime("%Y-%m-%dT%H"), m.offset),
                Precision::Minute => format!("{approximate}{}{}", m.civil.strftime("%Y-%m-%dT%H:%M"), m.offset),
                Precision::Second => format!("{approximate}{}{}", m.civil.strftime("%Y-%m-%dT%H:%M:%S"), m.offset),
            }
        }
        Err(TimeError::Impossible(_)) => String::from("impossible"),
        Err(TimeError::Unreadable(_)) => String::from("unreadable"),
        Err(TimeError::Ambiguous(_)) => String::from("ambiguous"),
    }
}

#[test]
fn timepoints_are_read_as_people_write_them() {
    let cases = [
        ("2024-03-11T09:12:00Z", "2024-03-11T09:12:00+00"),
        ("2020-06-13 15:54:00", "2020-06-13T15:54:00+01"),
        ("2021-10-06T15:45:00-00:00", "2021-10-06T15:45:00+00"),
        ("2024-03-11T09:12-07:00", "2024-03-11T09:12-07"),
        ("2024-03-11T9:05", "2024-03-11T09:05+01"),
        ("2024-03-11", "2024-03-11"),
        ("2024/03/11 9:05", "2024-03-11T09:05+01"),
        ("Sep 27 2017 16:00", "2017-09-27T16:00+01"),
        ("19. April, 12:33", "2024-04-19T12:33+01"),
        ("19.04.2024 12:33 Uhr", "2024-04-19T12:33+01"),
        ("March 5th, 2024 at 3:04 PM PST", "2024-03-05T15:04-08"),
        ("July 5, 2024 10am PT", "2024-07-05T10-07"),
        ("13/03/2024", "2024-03-13"),
        ("12/05/2024", "ambiguous"),
        // One of the two is the day after that of the story, the other far from it.
        ("12/03/2024", "2024-03-12"),
        ("2022-05-??", "2022-05"),
        ("2022", "2022"),
        ("2022-05-10 HH:mm", "2022-05-10"),
        ("2022-05-10 14:??", "2022-05-10T14+01"),
        ("15.26", "2024-03-11T15:26+01"),
        ("15:26", "2024-03-11T15:26+01"),
        ("~13:30", "~2024-03-11T13:30+01"),
        ("ca. 13:30", "~2024-03-11T13:30+01"),
        ("around 13:30 UTC", "~2024-03-11T13:30+00"),
        ("22:52 (maybe earlier?)", "~2024-03-11T22:52+01"),
        ("10:17pm", "2024-03-11T22:17+01"),
        ("4:11 AM UTC", "2024-03-11T04:11+00"),
        ("12:05 a.m.", "2024-03-11T00:05+01"),
        ("3:05 p. m.", "2024-03-11T15:05+01"),
        ("3:05 P.M", "2024-03-11T15:05+01"),
        ("3:05 page", "unreadable"),
        ("14:03 (UTC)", "2024-03-11T14:03+00"),
        ("14:03 UTC+2", "2024-03-11T14:03+02"),
        ("14:03 +0200", "2024-03-11T14:03+02"),
        ("14h30", "2024-03-11T14:30+01"),
        ("1430Z", "2024-03-11T14:30+00"),
        ("5 de marzo de 2024 a las 15:04", "2024-03-05T15:04+01"),
        ("2024年3月5日 15時04分", "2024-03-05T15:04+01"),
        ("2024년 3월 5일 15시 4분", "2024-03-05T15:04+01"),
        ("2024년 3월 5일 오후 3시 04분", "2024-03-05T15:04+01"),
        ("2024. 3. 5. 15:04", "2024-03-05T15:04+01"),
        ("5 марта 2024 г. 15:04", "2024-03-05T15:04+01"),
        ("5 marca 2024 r. 15:04", "2024-03-05T15:04+01"),
        ("в 10 часов утра", "2024-03-11T10+01"),
        ("около 3 часов ночи", "~2024-03-11T03+01"),
        ("в 2 часа дня", "2024-03-11T14+01"),
        ("в 10:30 вечера", "2024-03-11T22:30+01"),
        ("12 часов ночи", "2024-03-11T00+01"),
        ("5 вечера", "2024-03-11T17+01"),
        ("3 дня", "unreadable"),
        ("10 часов", "unreadable"),
        ("ok. godz. 9", "~2024-03-11T09+01"),
        ("około 9:15", "~2024-03-11T09:15+01"),
        ("o godz. 9:15", "2024-03-11T09:15+01"),
        ("godz. 9.15", "2024-03-11T09:15+01"),
        ("o godzinie 21", "2024-03-11T21+01"),
        ("o 9 rano", "2024-03-11T09+01"),
        ("8 wieczorem", "2024-03-11T20+01"),
        ("3 godz. 9", "unreadable"),
        ("22:30 UTC (Oct 29)", "2023-10-29T22:30+00"),
        ("14:03 UTC (07:03 PDT)", "2024-03-11T14:03+00"),
        ("Dec 31", "2023-12-31"),
        ("24:00", "2024-03-12T00:00+01"),
        ("2X:XX", "unknown"),
        ("", "unknown"),
        ("N/A", "unknown"),
        ("?", "unknown"),
        ("TBD", "unknown"),
        ("2024-03-11 09:12-0700", "2024-03-11T09:12-07"),
        ("2024-03-11 09:12:00-07", "2024-03-11T09:12:00-07"),
        ("2024-03-11 14:03 PST (UTC-7)", "2024-03-11T14:03-07"),
        ("1628-08-10", "1628-08-10"),
        ("0000-08-10", "impossible"),
        ("2017-06-31", "impossible"),
        ("25:71", "impossible"),
        ("2024-13-01 10:00", "impossible"),
        ("soon", "unreadable"),
        ("13:30-13:45", "unreadable"),
        ("14:03 the pager went", "unreadable"),
        ("3", "unreadable"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn impossible_times_say_why() {
    let cases = [
        ("2017-06-31", "June has 30 days"),
        ("2023-02-29", "February has 28 days in 2023"),
        ("2024-13-01 10:00", "there is no month 13"),
        ("25:10", "there is no hour 25"),
        ("12:71", "there is no minute 71"),
        ("24:30", "a day ends at 24:00"),
    ];
    let context = TimeContext {
        date: None,
        near: None,
        zone: &TimeZone::UTC,
        zone_origin: ZoneOrigin::Assumed,
        house: &TimeZone::UTC,
        order: None,
    };
    for (text, why) in cases {
        assert_eq!(timepoint(text, &context), Err(TimeError::Impossible(why.to_owned())), "{text}");
    }
}

#[test]
fn titles_and_file_names_hold_dates() {
    let cases = [
        ("2024-03-11-expired-certificate", Some("2024-03-11")),
        ("20240311 expired", Some("2024-03-11")),
        ("2024_03_11_expired", Some("2024-03-11")),
        ("Flags down - September 29, 2025", Some("2025-09-29")),
        ("Worm of November 24th, 2025", Some("2025-11-24")),
        ("incident date: 2019-02-20, logs gone", Some("2019-02-20")),
        ("outage (2024-03-11)", Some("2024-03-11")),
        ("PM2021-010 - DNS", None),
        ("2021-010", None),
        ("Redis 7.2.4", None),
        ("", None),
        ("2024", None),
    ];
    for (text, expected) in cases {
        assert_eq!(date_in(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
    }
}

#[test]
fn no_text_can_break_the_reader() {
    for text in [
        "\u{a0}",
        "٣:٤",
        "12:\u{200b}30",
        "１２：３０",
        "\u{202e}12:30",
        "999999999999",
        "1:",
        "2024-",
        "2024-0",
        "+",
        "年",
        "~",
        "[",
        "12:30 +",
        "Mär",
        "00:00:00.",
        "1.1.",
        "İ 12:30 K",
    ] {
        let _ = read(text);
        let _ = date_in(text);
    }
}
