//! Whole write-ups and everything that is read from them.

use jiff::tz::TimeZone;

use crate::model::{Config, Fact, Incident, Timepoint, ZoneOrigin};
use crate::parse::incident::incident_body::KnownBefore;
use crate::parse::incident::infer;
use crate::parse::markdown::document;
use crate::parse::outline::{heading_title, sections, summary};

pub(super) fn read(text: &str) -> (Incident, Vec<String>) {
    let config = Config::default();
    let document = document(text, 0);
    let sections = sections(&document, "en", &config);
    let known = KnownBefore {
        shown_path: "x.md",
        lang: "en",
        title: "",
        date: jiff::civil::Date::new(2024, 3, 11).ok(),
        start_is_date: false,
        near: None,
        zone: &TimeZone::UTC,
        zone_origin: ZoneOrigin::Assumed,
    };
    let mut incident = Incident::default();
    let findings = infer(&document, &sections, known, &mut incident, &config).findings;
    (incident, findings.into_iter().map(|f| format!("{} {}", f.message, &text[f.span.unwrap_or(0..0)])).collect())
}

fn shown(at: &Timepoint) -> String {
    at.known().map_or(String::from("unknown"), |m| {
        format!("{}{}{}", if m.approximate { "~" } else { "" }, m.civil.strftime("%d %H:%M"), m.offset)
    })
}

fn told(text: &str) -> Vec<String> {
    let entries = read(text).0.timeline;
    let line = |e: crate::model::TimelineEntry| {
        let until = e.until.map_or(String::new(), |u| u.civil.strftime("-%d %H:%M").to_string());
        format!("{}{until} {}", shown(&e.at), e.text)
    };
    entries.into_iter().map(line).collect()
}

fn values(facts: &[Fact<String>]) -> Vec<&str> {
    facts.iter().map(|f| f.value.as_str()).collect()
}

#[test]
fn a_table_is_a_timeline() {
    let text = "## Timeline\n\n| Time (CET) | Event | Who |\n|---|---|---|\n| 2024-03-11 23:50 | lease ends | |\n| 00:10 | `db-1` fails | ops |\n| ? | somebody noticed | |\n";
    assert_eq!(told(text), ["11 23:50+01 lease ends", "12 00:10+01 db-1 fails – ops", "unknown somebody noticed"]);
}

#[test]
fn dates_and_times_may_have_columns_of_their_own() {
    let text = "## Zeitverlauf\n\n| Datum | Von | Bis | Ereignis |\n|---|---|---|---|\n| 11.03.2024 | 14:00 | 14:10 | Neustart |\n| | 14:30 | | Ende |\n";
    assert_eq!(told(text), ["11 14:00+00-11 14:10 Neustart", "11 14:30+00 Ende"]);
}

#[test]
fn list_items_that_begin_with_a_time_are_a_timeline() {
    let text = "## Timeline\n\nAll times in CET (GMT+1).\n\n- **09:12** – lease ends\n- `09:20`: pager\n\n  ```\n  log\n  ```\n- ~13:30-13:45 restart\n- nobody knows\n- **March 12**\n  - 08:00 - review\n";
    let expected =
        ["11 09:12+01 lease ends", "11 09:20+01 pager", "~11 13:30+01-11 13:45 restart", "12 08:00+01 review"];
    assert_eq!(told(text), expected);
}

#[test]
fn headings_that_begin_with_a_time_are_a_timeline() {
    let text = "## Timeline\n\n### 2024-03-11 9:05am\n\nIt began.\n\n- a\n\n### 2X:XX (not sure)\n\nThen this.\n\n### March 12\n\n### 7:00 - Back\n\n## Impact\n\n### 8:00\n";
    assert_eq!(told(text), ["11 09:05+00 It began. a", "unknown (not sure) Then this.", "12 07:00+00 Back"]);
}

#[test]
fn lines_that_begin_with_a_time_are_a_timeline() {
    let text = "**Timeline:**\n\n**March 11**\n\n09:12 - one\n09:20 - two\nand more\n\nProse about 09:30.\n";
    assert_eq!(told(text), ["11 09:12+00 one", "11 09:20+00 two and more"]);
}

#[test]
fn small_steps_back_stay_and_zones_are_carried() {
    let text = "## Timeline\n\n- 10:00 PDT a\n- 09:58 b\n- 22:00 c\n- 03:00 d\n";
    assert_eq!(told(text), ["11 10:00-07 a", "11 09:58-07 b", "11 22:00-07 c", "12 03:00-07 d"]);
}

#[test]
fn the_newest_may_stand_first() {
    let text = "## Timeline\n\n- 20:00 a\n- 10:00 b\n- 09:00 c\n";
    assert_eq!(told(text), ["11 20:00+00 a", "11 10:00+00 b", "11 09:00+00 c"]);
}

#[test]
fn days_of_the_week_may_be_headings() {
    let text = "## Timeline\n\n**Monday**\n\n- 20:00 a\n\n**Tuesday**\n\n- 10:00 b\n\n### Sunday\n\n- 11:00 c\n";
    assert_eq!(told(text), ["11 20:00+00 a", "12 10:00+00 b", "unknown c"]);
}

#[test]
fn a_long_step_back_within_a_day_could_be_of_any_day() {
    let text = "## Timeline\n\n- 15:00 a\n- 08:00 b\n- 09:00 c\n- 2024-03-12 10:00 d\n- 11:00 e\n";
    assert_eq!(told(text), ["11 15:00+00 a", "unknown b", "unknown c", "12 10:00+00 d", "12 11:00+00 e"]);
    assert_eq!(read(text).1, ["`08:00` could be of more than one day 08:00"]);
}

#[test]
fn without_a_heading_only_three_times_make_a_timeline() {
    assert_eq!(told("- 09:12 alert fired\n- 09:13 b\n- 09:14 c\n").len(), 3);
    assert_eq!(told("- 2024-03-11 09:12 a\n- 09:13 b\n- 09:14 c\n").len(), 3);
    assert_eq!(told("This is what happened:\n\n- 09:12 a\n- 09:13 b\n- 09:14 c\n").len(), 3);
    assert_eq!(told("- 09:12 alert fired\n- 09:13 b\n\n09:14 c\n").len(), 0);
    assert_eq!(told("Jobs run at:\n\n- 09:12 a\n- 09:13 b\n- 09:14 c\n").len(), 0);
}

#[test]
fn ranges_whose_end_nobody_knows_have_none() {
    let text = "## Timeline\n\n| Time | Event |\n|---|---|\n| 2024-03-11 12:26-12:?? | a |\n| 12:30-12:?? | b |\n| 12:40 - ? | c |\n| 2024-03-11 13:00-13:10 | d |\n| 14:00 UTC-14:30 UTC | e |\n";
    assert_eq!(
        told(text),
        ["11 12:26+00 a", "11 12:30+00 b", "11 12:40+00 c", "11 13:00+00-11 13:10 d", "11 14:00+00-11 14:30 e"]
    );
}

#[test]
fn a_column_of_misspelt_times_is_still_a_timeline() {
    let text = "## Timeline\n\n| Date | Event |\n|---|---|\n| 20244-03-11 12:00 | lease ends |\n| 20244-03-11 13:00 | pager |\n| 2024-03-11 HH:mm | Short event description. |\n";
    assert_eq!(told(text), ["unknown lease ends", "unknown pager"]);
    let expected = [
        "`20244-03-11 12:00` cannot be read as a time 20244-03-11 12:00",
        "`20244-03-11 13:00` cannot be read as a time 20244-03-11 13:00",
    ];
    assert_eq!(read(text).1, expected);
}

#[test]
fn asides_state_no_zone() {
    let list = "- 09:12 a\n- 09:20 b\n- 09:30 c\n";
    let cases = [
        (
            "It closed at once (pictures include timestamps in UTC+2, the author's time zone):\n\n## Timeline\n\n",
            "11 09:12+00 a",
        ),
        ("Our response times are bad in CET offices and elsewhere too.\n\n## Timeline\n\n", "11 09:12+00 a"),
        ("Other remarks. (All times in PST (UTC-7))\n\n## Timeline\n\n", "11 09:12-07 a"),
        ("**Timezone:** CET\n\n## Timeline\n\n", "11 09:12+01 a"),
        ("## Timeline\n\nTimes (UTC+2).\n\n", "11 09:12+02 a"),
    ];
    for (head, expected) in cases {
        assert_eq!(told(&format!("{head}{list}"))[0], expected, "{head}");
    }
}

#[test]
fn impossible_times_are_findings_and_stay_as_entries() {
    let (incident, findings) = read("**Start:** 2024-06-31\n\n## Timeline\n\n- 25:71 a\n");
    assert_eq!(
        findings,
        [
            "`2024-06-31` does not exist: June has 30 days **Start:** 2024-06-31",
            "`25:71` does not exist: there is no hour 25 25:71"
        ]
    );
    assert_eq!(incident.timeline.iter().map(|e| shown(&e.at)).collect::<Vec<_>>(), ["unknown"]);
}

#[test]
fn a_labelled_write_up_is_understood() {
    let text = "**Date:** 2024-03-11\n**Severity:** SEV-2\n**Services:** checkout, search\n**Root cause:** A *lease* ran out[^1].\n**Impact:** TBD\n**Detection:** An alert paged us.\n\n| Start time | 09:12 |\n|---|---|\n| End time | 10:06 UTC |\n| Time to detection | 54 minutes |\n| Duration | ? |\n\n[^1]: x\n";
    let (incident, findings) = read(text);
    assert_eq!(findings, [""; 0]);
    assert_eq!(incident.severity.map(|f| f.value).as_deref(), Some("SEV-2"));
    assert_eq!(values(&incident.services), ["checkout", "search"]);
    assert_eq!(values(&incident.factors), ["A *lease* ran out."]);
    assert_eq!(incident.impact, None);
    assert_eq!(incident.detection.map(|f| f.value).as_deref(), Some("alert"));
    assert_eq!(incident.times.started.map(|f| shown(&f.value)).as_deref(), Some("11 09:12+00"));
    assert_eq!(incident.times.resolved.map(|f| shown(&f.value)).as_deref(), Some("11 10:06+00"));
    assert_eq!(incident.durations.detection.map(|f| f.value), Some(Some(jiff::SignedDuration::from_mins(54))));
    assert_eq!(incident.durations.total.map(|f| f.value), Some(None));
}

#[test]
fn sections_hold_what_their_headings_say() {
    let text = "## Lessons learned\n\n### What went well\n\n- It was quick\n\n### Where we got lucky\n\nIt was night.\n\n## Open questions\n\n- N/A\n- Who owns leases?\n\n## Contributing factors\n\n### A lease without an owner\n\nStory.\n\n### Silent expiry\n\nStory.\n\n## What surprised us\n\n- Leases end\n";
    let incident = read(text).0;
    assert_eq!(values(&incident.helped), ["It was quick"]);
    assert_eq!(values(&incident.lucky), ["It was night."]);
    assert_eq!(values(&incident.takeaways), [""; 0]);
    assert_eq!(values(&incident.open_questions), ["Who owns leases?"]);
    assert_eq!(values(&incident.factors), ["A lease without an owner", "Silent expiry"]);
    assert_eq!(incident.surprise.len(), 1);
}

#[test]
fn points_keep_what_stands_below_them() {
    let text = "## Contributing factors\n\n- The lease was short.\n  - Nobody set it\n  - It had no owner.\n- Process\n  - Reviews were skipped\n  - Nobody asked\n- Two old hosts:\n  - db-1\n- Why?\n  - Silence\n- It ended\n\n  Quietly so\n";
    let expected = [
        "The lease was short: Nobody set it; It had no owner.",
        "Reviews were skipped",
        "Nobody asked",
        "db-1",
        "Why? Silence",
        "It ended. Quietly so",
    ];
    assert_eq!(values(&read(text).0.factors), expected);
}

#[test]
fn lessons_under_headings_of_their_own_are_lessons() {
    let text = "## Lessons learned\n\n### General\n\n- Leases end\n\n### Detection\n\n- Watch them\n";
    assert_eq!(values(&read(text).0.takeaways), ["Leases end", "Watch them"]);
    let text = "## Takeaways\n\n### General\n\nLeases end one day.\n";
    assert_eq!(values(&read(text).0.takeaways), ["Leases end one day."]);
}

#[test]
fn a_timeline_names_milestones_only_when_it_says_so() {
    let (incident, _) = read(
        "## Timeline\n\n- 09:12 deploy\n- 09:20 alert fired\n- 09:40 not resolved, incident resolved too early\n- 10:06 Incident resolved.\n- 11:00 Incident closed\n- 12:00 Post-mortem for the incident resolved today\n",
    );
    let times = incident.times;
    let of = |f: &Option<Fact<Timepoint>>| f.as_ref().map(|f| shown(&f.value));
    assert_eq!(of(&times.started).as_deref(), Some("11 00:00+00"), "the day: a deployment is not yet trouble");
    assert_eq!(of(&times.detected).as_deref(), Some("11 09:20+00"));
    assert_eq!(of(&times.mitigated), None);
    assert_eq!(of(&times.resolved).as_deref(), Some("11 10:06+00"));
}

#[test]
fn no_body_can_break_the_reader() {
    let scraps = [
        "\u{a0}",
        "\u{200b}",
        "\u{202e}12:30",
        "### ",
        "- ",
        "| 25:99 |\n|-|\n",
        "**",
        "[^1]",
        "é:",
        "時刻：",
        "1️⃣",
        "`",
        "> # ",
        "<br>",
        "12:30–",
        "~~",
        "- [x] ",
        "\n\n",
        "## Timeline\n",
        "## Action items\n",
        "٣",
    ];
    let mut seed = 7usize;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(scraps[(seed >> 33) % scraps.len()]);
        }
        let document = document(&text, 0);
        let _ = (heading_title(&document), summary(&document, &sections(&document, "de", &Config::default())));
        let _ = read(&text);
    }
}

#[test]
fn a_remark_about_a_change_of_clocks_states_no_zone() {
    let remark = "## Timeline\n\nAll times are local: CET until 02:00, CEST from 03:00.\n\n- 01:00 A\n- 04:00 B\n";
    assert_eq!(told(remark), ["11 01:00+00 A", "11 04:00+00 B"]);
    let one = "## Timeline\n\nAll times are CET (CEST is not meant).\n\n- 01:00 A\n";
    assert_eq!(told(one), ["11 01:00+01 A"]);
}

#[test]
fn a_time_that_the_clocks_skip_comes_before_the_change() {
    let text = "## Timeline\n\nTimes are in Europe/London.\n\n- 2023-03-26 00:58 A\n- 01:00 B\n- 02:10 C\n";
    assert_eq!(told(text), ["26 00:58+00 A", "26 01:00+00 B", "26 02:10+01 C"]);
}

#[test]
fn a_table_of_facts_may_lie_on_its_side() {
    let lying = "| Severity | Status | Detected by |\n|---|---|---|\n| SEV-2 | Resolved | A customer called us |\n";
    let (incident, _) = read(lying);
    assert_eq!(incident.severity.map(|fact| fact.value).as_deref(), Some("SEV-2"));
    assert_eq!(incident.detection.map(|fact| fact.value).as_deref(), Some("customer"));
    let two = "| Severity | Status |\n|---|---|\n| SEV-2 | Resolved |\n";
    assert_eq!(read(two).0.severity.map(|fact| fact.value).as_deref(), Some("SEV-2"));
    let upright = "| Severity | SEV-2 |\n|---|---|\n| Status | Resolved |\n";
    assert_eq!(read(upright).0.severity.map(|fact| fact.value).as_deref(), Some("SEV-2"));
}
