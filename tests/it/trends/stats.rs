//! `casebook stats`: the sentences and numbers of the trend pages on a terminal, as CSV and as JSON, and what it refuses.

use serde_json::json;

use crate::kit::{Kb, between};
use crate::trends::generated::{incidents, site};
use crate::trends::honesty::stats;
use crate::trends::paragraph;

/// Sixteen incidents of two years, one a month from January to August.
fn small() -> Kb {
    const MINUTES: [u32; 16] = [20, 35, 50, 55, 60, 80, 90, 120, 25, 40, 45, 70, 85, 100, 140, 300];
    let config = "title = \"Small\"\n\n[[severity]]\nid = \"high\"\n\n[[severity]]\nid = \"low\"\n\n[[service]]\nid = \"checkout\"\nname = \"Checkout\"\n";
    let kb = Kb::with(&[("casebook.toml", config)]);
    for (at, minutes) in MINUTES.iter().enumerate() {
        let day = format!("{}-{:02}-05", 2023 + at / 8, 1 + at % 8);
        let end = format!("{day}T{:02}:{:02}Z", 10 + minutes / 60, minutes % 60);
        let way = ["alert", "customer", "support", "alert"][at % 4];
        let text = format!(
            "---\nid: INC-{at}\nstarted: {day}T10:00Z\ndetected: {day}T10:{:02}Z\nresolved: {end}\ndetection: {way}\nseverity: {}\n\
             services: [checkout]\nteams: [intake]\n---\n\n# Number {at}\n",
            at * 7 % 60,
            ["low", "high"][at % 2]
        );
        kb.edit(&format!("content/incidents/{at:02}.md"), text);
    }
    kb
}

fn said(kb: &Kb, args: &[&str]) -> String {
    let run = kb.run(&[&["stats"], args].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    run.stdout
}

fn refused(kb: &Kb, args: &[&str]) -> String {
    let run = kb.run(&[&["stats"], args].concat());
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    run.stderr.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_question_is_answered_as_on_its_page_and_fits_a_terminal() {
    let wanted = "\
Small
All time · 16 incidents · as of 2024-08-05

How long did they last?
Half of 16 incidents took at most 1.1 hours until all was well (95 % interval
between 45 minutes and 1.5 hours).
One in four took at most 44 minutes, three in four at most 1.5 hours, the
longest 5 hours. Whether that changed cannot be said: that needs two years side
by side, both seen from their first day.

Until resolved: all was well
                                                            Middle
                                         Interval             half
Half-year            Incidents   Median      from      to     from      to
first half of 2023           6  52m 30s         –       –        –       –
second half of 2023          2        –         –       –        –       –
first half of 2024           6  57m 30s         –       –        –       –
second half of 2024          2        –         –       –        –       –
All                         16    1h 5m       45m  1h 30m  43m 45s  1h 32m

All 16 incidents say how long it took until all was well. Half-years with fewer
than 5 have dots only, those with fewer than 8 a median without an interval.

To talk about
- These lasted longest. What made them hard to end, and what was it that ended
  them?
    Number 15 content/incidents/15.md
    Number 14 content/incidents/14.md
    Number 7 content/incidents/07.md
    Number 13 content/incidents/13.md
";
    assert_eq!(said(&small(), &["duration"]), wanted);
}

#[test]
fn the_command_and_the_page_say_the_same() {
    let kb = site(&incidents(31, 40));
    let built = kb.build();
    for (args, folder) in
        [(vec![], ""), (vec!["--year", "2023"], "2023/"), (vec!["--last-12-months"], "last-12-months/")]
    {
        let object = stats(&kb, &args);
        let answers = object["questions"].as_array().expect("answers");
        assert!(answers.len() > 8, "{answers:?}");
        for answer in answers {
            let slug = answer["question"].as_str().expect("a question");
            let page = built.get(&format!("trends/{folder}{slug}.html"));
            assert_eq!(paragraph(&page, "trend-lead"), answer["lead"], "{folder}{slug}");
            assert_eq!(paragraph(&page, "small trend-caption"), answer["caption"], "{folder}{slug}");
            for (at, table) in answer["tables"].as_object().expect("tables").keys().enumerate() {
                let csv = kb.run(&[&["stats", slug, "--format", "csv", "--table", table], &args[..]].concat()).stdout;
                let names = [format!("trends/{folder}{slug}.csv"), format!("trends/{folder}{slug}-{table}.csv")];
                let file = names.iter().rev().find(|name| built.files.contains_key(*name)).expect("a table");
                assert_eq!(csv, built.get(file), "{file}, table {at}");
            }
        }
    }
}

#[test]
fn incidents_stand_side_by_side_in_the_houses_order() {
    let wanted = "\
Small
All time · 16 incidents · as of 2024-08-05

Severity  Incidents  Until all was well
high              8  1.2 hours (40 minutes to 2 hours), n = 8
low               8  55 minutes (25 minutes to 1.5 hours), n = 8

All 16 incidents say how severe they were. The order is that of menus, not of
any number. Intervals are of 95 %; a median stands from 5 on, its interval from
8 and a share from 10.
";
    assert_eq!(said(&small(), &["--by", "severity", "duration"]), wanted);
    let csv = "\
period,incidents,incidents_low,incidents_high,found_n,found_outside,found_outside_share,found_outside_low,found_outside_high
2023 (not seen whole),8,3.4538,15.7632,8,4,,,
2024 (not seen whole),8,3.4538,15.7632,8,4,,,
";
    assert_eq!(said(&small(), &["reported", "found", "--by", "year", "--format", "csv"]), csv);
}

#[test]
fn two_periods_are_compared_one_question_at_a_time() {
    let wanted = "\
Small
All time · 16 incidents · as of 2024-08-05

How long did they last?
Until all was well
Before 1 January 2024, half of 8 incidents took at most 58 minutes until all was
well; from 1 January 2024 on, half of 8 at most 1.3 hours: no detectable change.
Anything from 0.57 to 2.7 times as long fits these numbers; a median 3 times as
long, or as short, would have been seen about four times in five.

Period                  Incidents  of them known   Median  Interval from      to
Before 1 January 2024           8              8  57m 30s            35m  1h 30m
From 1 January 2024 on          8              8   1h 17m            40m  2h 20m

All 16 incidents have a date. The earlier period begins with the first incident
of all, 361 days before the later one, and looks a little busier for it; --since
begins it later.
";
    let kb = small();
    assert_eq!(said(&kb, &["compare", "duration", "--at", "2024-01-01"]), wanted);
    let all = said(&kb, &["compare", "--at", "2024", "--since", "2023-02"]);
    assert!(all.contains("7 before 1 January 2024 in 334 days, 8 from 1 January 2024 on in 218 days."), "{all}");
    assert!(all.contains("it takes 10\nincidents on either side that say how they were found."), "{all}");
    assert!(!all.contains("comparisons were made") && !all.contains("busier"), "{all}");
    let all = said(&kb, &["compare", "--at", "2024"]);
    assert!(all.contains("3 comparisons were made"), "{all}");
    let few = said(&kb, &["compare", "detection", "--at", "2024", "--filter", "detection:support"]);
    assert!(few.contains("before 1 January 2024, 2 incidents say how\nlong it took"), "{few}");
    assert!(few.contains("It takes 8 on\neither side."), "{few}");
}

#[test]
fn an_object_says_who_says_what_and_what_was_left_out() {
    let kb = small();
    kb.edit(
        "content/incidents/16.md",
        "---\nid: UNKNOWN\nstarted: 2024-04-05\nresolved: unknown\ndetected: 2024-04-05T10:00Z\n---\n\n# Nobody knows\n",
    );
    kb.edit("content/incidents/17.md", "---\nstarted: 2024-04-06\nkind: exercise\n---\n\n# An exercise\n");
    let object = stats(&kb, &["detection", "--since", "2024", "--until", "2024-06"]);
    assert_eq!(object["as_of"], "2024-08-05");
    assert_eq!(
        object["period"],
        json!({ "name": "2024-01-01 to 2024-06-30", "from": "2024-01-01", "until": "2024-06-30" })
    );
    assert_eq!(object["incidents"], 7);
    assert_eq!(object["left_out"]["exercise"], 1);
    assert_eq!(
        object["questions"][0]["known"],
        json!({
            "until_detected": { "n": 6, "stated": 6, "inferred": 0, "gaps": { "coarse": 1 } },
            "detection": { "n": 6, "stated": 6, "inferred": 0, "gaps": { "silent": 1 } },
        })
    );
    assert_eq!(object["unanswered"], json!([]));
    let silent = stats(&kb, &["conditions"]);
    assert_eq!(silent["unanswered"][0]["question"], "conditions");
}

#[test]
fn nothing_is_counted_by_team_or_by_person() {
    let kb = small();
    let league = "side by side, teams and people would be a league table, and people would write less; nothing is counted by them";
    for group in ["team", "owner", "author", "person", "people", "Teams"] {
        assert_eq!(
            refused(&kb, &["--by", group]),
            format!("error: invalid value '{group}' for '--by <GROUP>': {league}")
        );
    }
    for filter in ["team:intake", "owner:ann", "author:ann"] {
        assert_eq!(refused(&kb, &["--filter", filter]), format!("error: {league}"));
    }
    assert_eq!(refused(&kb, &["teams"]), format!("error: {league}"));
}

#[test]
fn what_is_not_understood_is_answered_with_the_nearest_that_is() {
    let kb = small();
    for (args, wanted) in [
        (&["durration"][..], "there is no question `durration`; did you mean `duration`?"),
        (
            &["--by", "months"],
            "invalid value 'months' for '--by <GROUP>': nothing is counted by that; did you mean `month`?",
        ),
        (&["--filter", "service:chekout"], "nothing has `service:chekout`; did you mean `service:checkout`?"),
        (&["--filter", "detection:suport"], "nothing has `detection:suport`; did you mean `detection:support`?"),
        (&["--filter", "severty:high"], "there is no group `severty`; did you mean `severity`?"),
        (&["--filter", "high"], "--filter takes a group and a value, such as service:checkout, not `high`"),
        (&["--format", "csv"], "CSV is one table: ask one question, such as `casebook stats duration --format csv`"),
        (&["--since", "2024", "--until", "2023"], "--since is later than --until"),
        (
            &["compare", "factors", "--at", "2024"],
            "`factors` cannot be asked here; expected one of reported, duration, detection, found; `casebook stats factors` answers it by itself",
        ),
        (&["compare", "--at", "2020"], "nothing is known of the time before 2020-01-01: the first incident is later"),
        (
            &["compare", "--at", "2024", "--format", "csv"],
            "this comparison has several tables; choose one with --table: reported, until-resolved, until-detected, found",
        ),
    ] {
        assert_eq!(refused(&kb, args), format!("error: {wanted}"));
    }
}

#[test]
fn the_house_says_how_many_incidents_have_no_write_up() {
    let kb = small();
    kb.edit("casebook.toml", "[trends]\nknown = { 2023 = 12, 2024 = 9 }\n");
    let wanted =
        "16 of the 21 incidents that the house knows of have a write-up: 8 of 9 in 2024\nand 8 of 12 in 2023.\n";
    assert!(said(&kb, &["reported"]).contains(wanted));
}

#[test]
fn few_incidents_are_said_to_be_too_few() {
    let kb = Kb::with(&[("content/incidents/one.md", "---\nstarted: 2024-04-05T10:00Z\n---\n\n# One\n")]);
    let text = said(&kb, &[]);
    assert_eq!(between(&text, "\n\n", "\n"), "That is too few to say anything of.");
}
