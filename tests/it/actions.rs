//! The follow-ups of all incidents: the page, the table, the command, and whose names never stand there.

use crate::kit::{Built, Kb, between};

const TEAMS: &str = "[[team]]\nid = \"records\"\nname = \"Records\"\naliases = [\"ledgers\"]\n[[team]]\nid = \"platform\"\nname = \"Platform\"\n";

/// An incident with follow-ups, each as the lines of its table.
fn incident(title: &str, date: &str, actions: &[&str]) -> String {
    let actions: Vec<String> =
        actions.iter().map(|action| format!("[[actions]]\n{}\n", action.replace("; ", "\n"))).collect();
    format!("+++\ntitle = \"{title}\"\nstarted = {date}\n{}+++\nText.\n", actions.concat())
}

/// The words of a stretch of the page, a line for each line of HTML that has any.
fn lines(html: &str) -> Vec<String> {
    let line = |line: &str| {
        let parts = line.split('<').map(|part| part.split_once('>').map_or("", |(_, after)| after));
        parts.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let html = html.replace("&#39;", "'");
    html.lines().map(line).filter(|line| !line.is_empty()).collect()
}

fn page(built: &Built) -> Vec<String> {
    let html = built.get("actions/index.html");
    // The ways to its parts say what the parts say.
    let (head, rest) = html.split_once("<nav class=\"letters\"").unwrap_or((&html, "</nav>"));
    let html = head.to_owned() + rest.split_once("</nav>").map_or("", |(_, rest)| rest);
    lines(between(&html, "</h1>", "</main>")).split_off(1)
}

#[test]
fn without_follow_ups_there_is_no_page_no_table_and_no_entry() {
    let built = Kb::with(&[("content/incidents/a.md", &incident("A", "2024-01-01", &[]))]).build();
    assert!(!built.addresses().iter().any(|address| address.starts_with("actions/")));
    assert_eq!(built.holding(">Follow-ups<"), Vec::<&str>::new());
}

#[test]
fn open_ones_stand_first_by_age_then_other_endings_with_their_reasons_then_done_folded() {
    let kb = Kb::with(&[
        ("casebook.toml", TEAMS),
        (
            "content/incidents/a.md",
            &incident(
                "Flood",
                "2024-01-01",
                &[
                    "text = \"Dry the floor\"; state = \"done\"; opened = 2024-01-02; closed = 2024-01-03",
                    "text = \"Buy sandbags\"; state = \"not-necessary\"; reason = \"It came from *below*\"; closed = 2024-01-09",
                    "text = \"Move the door\"; state = \"declined\"; reason = \"It is a door\"",
                    "text = \"Test the pump\"; owner = \"ledgers\"; state = \"open\"; opened = 2024-02-01; rank = 1",
                    "text = \"Ask the neighbours\"; state = \"doing\"; opened = 2024-01-02; kind = \"learn\"; ticket = \"T-1\"",
                    "text = \"Draw the drains\"; state = \"open\"",
                    "text = \"Measure the rain\"",
                ],
            ),
        ),
    ]);
    let built = kb.build_with(&["--as-of", "2024-03-15"]);
    let records = page(&built);
    assert_eq!(
        records,
        [
            "2 open, 1 in progress; 1 done, 1 not needed after all, 1 decided against; 1 with no state given. As a table (CSV)",
            "Open and in progress",
            "In progress for 2 months Ask the neighbours",
            "Flood learn T-1 opened 2 January 2024",
            "Open for 6 weeks Test the pump",
            "Flood Records rank 1 opened 1 February 2024",
            "Open Draw the drains",
            "Flood",
            "No state given",
            "Measure the rain",
            "Flood",
            "What we said, what happened",
            "What was said to matter most, and where it stood two, four and six weeks after it was opened. It tells how ranks are used here, not how well anybody worked: some things are worth waiting for.",
            "Said to be After 2 weeks After 4 weeks After 6 weeks",
            "Rank 1 n = 1 Of 1: 1 still open Of 1: 1 still open Of 1: 1 still open",
            "1 follow-up with a rank and a day of opening. Each column counts only those opened at least that long before 15 March 2024. 6 have no rank.",
            "Not needed after all",
            "Not needed after all Buy sandbags",
            "It came from below",
            "Flood closed 9 January 2024",
            "Decided against",
            "Decided against Move the door",
            "It is a door",
            "Flood",
            "Done",
            "One that was carried out",
            "Done Dry the floor",
            "Flood opened 2 January 2024 closed 3 January 2024",
        ]
    );
    assert!(
        between(&built.get("index.html"), "class=\"menu\"", "</nav>")
            .contains("href=\"actions/index.html\">Follow-ups</a>")
    );
}

#[test]
fn nothing_is_said_of_age_where_nobody_said_when() {
    let body = "+++\ntitle = \"A\"\nstarted = 2024-01-01\n+++\n## Action items\n\n- [ ] Label the fuse box\n- [x] Buy a torch\n";
    let built = Kb::with(&[("content/incidents/a.md", body)]).build();
    assert_eq!(
        page(&built),
        [
            "1 open; 1 done. As a table (CSV)",
            "Open and in progress",
            "Open Label the fuse box",
            "A",
            "Done",
            "One that was carried out",
            "Done Buy a torch",
            "A",
        ]
    );
}

/// The table of what we said and what happened, and what it leaves out.
fn said(built: &Built) -> Vec<String> {
    let html = built.get("actions/index.html");
    lines(between(&html, "<tbody>", "</section>"))
}

#[test]
fn what_is_too_young_to_tell_is_not_counted_and_what_nobody_dated_is_said() {
    let action = |rank: u32, more: &str| format!("text = \"Do {rank}\"; rank = {rank}; {more}");
    let actions = [
        // Closed on the fourteenth day: that is within two weeks.
        action(1, "opened = 2024-01-01; closed = 2024-01-15; state = \"done\""),
        action(1, "opened = 2024-01-01; closed = 2024-01-16; state = \"declined\""),
        // Ten days old: nothing can be said at two weeks, whether it is closed or not.
        action(1, "opened = 2024-02-20; state = \"open\""),
        action(1, "opened = 2024-02-20; closed = 2024-02-21; state = \"done\""),
        // Three weeks old.
        action(2, "opened = 2024-02-09; closed = 2024-02-10; state = \"absorbed\""),
        action(5, "opened = 2024-02-29; state = \"doing\""),
        action(6, "opened = 2023-01-01; closed = 2024-01-01; state = \"not-necessary\""),
        action(2, "state = \"open\""),
        action(2, "opened = \"2024-01-??\"; state = \"open\""),
        action(3, "opened = 2024-01-01; state = \"done\""),
        action(3, "opened = 2024-01-02; closed = 2024-01-01; state = \"done\""),
        String::from("text = \"Later\""),
    ];
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let left_out = "+++\ntitle = \"B\"\nstarted = 2024-01-01\nexclude_from_trends = true\n[[actions]]\ntext = \"X\"\nrank = 1\nopened = 2024-01-01\n+++\nText.\n";
    let kb = Kb::with(&[
        ("content/incidents/a.md", &incident("A", "2023-01-01", &actions)),
        ("content/incidents/b.md", left_out),
    ]);
    assert_eq!(
        said(&kb.build_with(&["--as-of", "2024-03-01"])),
        [
            "Rank 1 n = 4 Of 2: 1 done 1 still open Of 2: 1 done 1 decided against Of 2: 1 done 1 decided against",
            "Rank 2 n = 1 Of 1: 1 became part of other work none old enough none old enough",
            "Ranks 4 and 5 n = 1 none old enough none old enough none old enough",
            "Rank 6 and later n = 1 Of 1: 1 still open Of 1: 1 still open Of 1: 1 still open",
            "7 follow-ups with a rank and a day of opening. Each column counts only those opened at least that long before 1 March 2024. \
             4 are younger than six weeks. 2 have a rank and no day of opening, and are not counted. \
             2 were closed on days that nobody wrote down, and are not counted. One has no rank. \
             One belongs to an incident that is left out of trends on its author's word.",
        ]
    );
}

#[test]
fn what_is_said_in_three_incidents_is_a_group_and_in_two_is_none() {
    let kb = Kb::with(&[
        (
            "content/incidents/a.md",
            &incident(
                "A",
                "2022-01-01",
                &["text = \"Rehearse the failover of the till database\"; state = \"declined\"; reason = \"No time\""],
            ),
        ),
        (
            "content/incidents/b.md",
            &incident("B", "2023-01-01", &["text = \"Rehearse failover of the till's database\"; state = \"done\""]),
        ),
        (
            "content/incidents/c.md",
            &incident(
                "C",
                "2024-01-01",
                &["text = \"Buy a second printer for the office\"", "text = \"Buy a second printer for the office!\""],
            ),
        ),
        ("content/incidents/e.md", &incident("E", "2024-05-01", &["text = \"Buy a second printer for the office\""])),
    ]);
    assert!(!kb.build().get("actions/index.html").contains("Said in several incidents"));
    kb.edit(
        "content/incidents/d.md",
        incident(
            "D",
            "2024-02-01",
            &["text = \"Rehearse the failover of the till database at night\"; state = \"open\""],
        ),
    );
    let html = kb.build().get("actions/index.html");
    assert_eq!(
        lines(between(&html, "<section class=\"again\">", "</section>")),
        [
            "Rehearse the failover of the till database",
            "Said in three incidents since 2022; open in one.",
            "Open D 1 February 2024",
            "Rehearse the failover of the till database at night",
            "Done B 1 January 2023",
            "Rehearse failover of the till's database",
            "Decided against A 1 January 2022",
            "No time",
        ]
    );
    assert_eq!(html.matches("<section class=\"again\">").count(), 1);
}

#[test]
fn a_person_is_named_in_no_list_table_or_object() {
    let body = "\n## Action items\n\n- Paint the gate (owner: Ann Lee)\n- Records: oil the hinge\n";
    let text = incident(
        "A",
        "2024-01-01",
        &["text = \"Mend the gate\"; owner = \"Ann Lee\"", "text = \"Mend the fence\"; owner = \"Records\""],
    );
    let kb = Kb::with(&[
        ("casebook.toml", TEAMS),
        ("content/incidents/a.md", &text),
        (
            "content/incidents/b.md",
            &format!("+++\ntitle = \"B\"\nstarted = 2024-01-02\nteams = [\"Ann Lee\"]\n+++\n{body}"),
        ),
    ]);
    let built = kb.build();
    for address in ["actions/index.html", "actions/actions.csv"] {
        assert!(!built.get(address).contains("Ann"), "{address}");
    }
    assert_eq!(built.incident("b")["actions"][0]["value"]["text"], "Paint the gate");
    for format in ["text", "csv", "json"] {
        let run = kb.run(&["actions", "--format", format]);
        assert!(run.code == 0 && !run.stdout.contains("Ann"), "{format}: {run:?}");
    }
    assert_eq!(
        built.get("actions/actions.csv").replace("\r\n", "\n"),
        "incident,title,incident_date,url,text,team,kind,rank,state,reason,opened,closed,age_days,ticket,origin\n\
         a,A,2024-01-01,incidents/a.html,Mend the gate,,,,,,,,,,front-matter\n\
         a,A,2024-01-01,incidents/a.html,Mend the fence,records,,,,,,,,,front-matter\n\
         b,B,2024-01-02,incidents/b.html,Paint the gate,,,,,,,,,,section\n\
         b,B,2024-01-02,incidents/b.html,oil the hinge,records,,,,,,,,,section\n"
    );
}

#[test]
fn whom_a_follow_up_tells_of_is_in_no_list_that_is_printed() {
    let text = incident("A", "2024-01-01", &["text = \"Johanna shows the others how the gate is oiled\""]);
    let kb = Kb::with(&[("content/incidents/a.md", &text)]);
    for format in ["text", "csv", "json"] {
        let said = kb.run(&["actions", "--format", format]).stdout;
        assert!(said.contains("the gate is oiled") && !said.contains("Johanna"), "{format}: {said}");
    }
}

#[test]
fn what_is_for_an_audience_or_a_draft_or_of_others_is_in_no_list() {
    let kb = Kb::with(&[
        (
            "content/incidents/a.md",
            &incident("A", "2024-01-01", &["text = \"Mend it\"", "text = \"Zanzibar\"; audience = \"staff\""]),
        ),
        (
            "content/incidents/b.md",
            &incident("B", "2024-01-01", &["text = \"Zanzibar\""]).replace("title", "status = \"draft\"\ntitle"),
        ),
        (
            "content/incidents/c.md",
            &incident("C", "2024-01-01", &["text = \"Zanzibar\""]).replace("title", "kind = \"external\"\ntitle"),
        ),
    ]);
    let built = kb.build_with(&["--omit-restricted"]);
    assert_eq!(built.holding("Zanzibar").iter().filter(|address| address.starts_with("actions/")).count(), 0);
    assert_eq!(
        kb.run(&["actions"]).stdout,
        "No state given\n\n  Mend it\n    a\n\n1 follow-up: 1 with no state given.\n"
    );
    assert_eq!(kb.run(&["actions", "--drafts"]).stdout.matches("Zanzibar").count(), 1);
}

#[test]
fn a_long_list_is_in_sheets_and_the_tables_stand_on_the_first() {
    let kb = Kb::new();
    for number in 0..41 {
        let state = if number < 40 { "open" } else { "done" };
        let action = format!("text = \"Do {number}\"; rank = 1; opened = 2024-01-01; state = \"{state}\"");
        let actions = [action.as_str(); 5];
        kb.edit(&format!("content/incidents/{number:02}.md"), incident(&format!("I {number}"), "2024-01-01", &actions));
    }
    let built = kb.build();
    let count = |address: &str, what: &str| built.get(address).matches(what).count();
    assert_eq!((count("actions/index.html", "<li class=\"follow-up"), count("actions/index.html", "<table")), (200, 1));
    assert_eq!(
        (count("actions/index-2.html", "<li class=\"follow-up"), count("actions/index-2.html", "<table")),
        (5, 0)
    );
    assert!(
        built.get("actions/index-2.html").contains("<details open>"),
        "a sheet of nothing but done ones shows them"
    );
}

fn two_teams() -> Kb {
    Kb::with(&[
        ("casebook.toml", TEAMS),
        (
            "content/incidents/a.md",
            &incident(
                "A gate",
                "2024-01-01",
                &[
                    "text = \"Mend the *gate*\"; owner = \"records\"; opened = 2024-01-02; rank = 2; kind = \"prevent\"; ticket = \"=T(1)\"",
                    "text = \"Paint it\"; owner = \"platform\"; state = \"declined\"; reason = \"It is steel\"; opened = 2023-12-01; closed = 2024-02-01",
                    "text = \"Oil it\"; state = \"done\"",
                ],
            ),
        ),
    ])
}

#[test]
fn the_command_prints_a_list_a_table_and_an_object() {
    let kb = two_teams();
    assert_eq!(
        kb.run(&["actions"]).stdout,
        "Open\n\n  Mend the gate\n    a · 4 weeks · Records\n\n\
         Decided against\n\n  Paint it\n    It is steel\n    a · Platform\n\n\
         Done\n\n  Oil it\n    a\n\n3 follow-ups: 1 open, 1 decided against, 1 done.\n"
    );
    assert_eq!(
        kb.run(&["actions", "--open", "--format", "csv"]).stdout.replace("\r\n", "\n"),
        "incident,title,incident_date,url,text,team,kind,rank,state,reason,opened,closed,age_days,ticket,origin\n\
         a,A gate,2024-01-01,incidents/a.html,Mend the gate,records,prevent,2,open,,2024-01-02,,30,'=T(1),front-matter\n"
    );
    let run = kb.run(&["actions", "--owner", "Platform", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).expect("an object");
    assert_eq!(
        object,
        serde_json::json!({
            "as_of": "2024-02-01",
            "actions": [{
                "incident": {
                    "id": "a",
                    "title": "A gate",
                    "date": "2024-01-01",
                    "url": "incidents/a.html",
                    "file": "content/incidents/a.md",
                },
                "text": "Paint it",
                "team": "platform",
                "state": "declined",
                "reason": "It is steel",
                "opened": "2023-12-01",
                "closed": "2024-02-01",
                "origin": "front-matter",
            }],
        })
    );
}

#[test]
fn states_and_dates_choose_and_nothing_is_said_plainly() {
    let kb = two_teams();
    let told = |args: &[&str]| kb.run(&[&["actions"], args].concat()).stdout;
    assert!(told(&["--state", "done,declined"]).ends_with("2 follow-ups: 1 decided against, 1 done.\n"));
    // Nobody said when `Oil it` was opened; its incident is of January.
    assert!(told(&["--since", "2024"]).ends_with("2 follow-ups: 1 open, 1 done.\n"));
    assert_eq!(told(&["--state", "doing"]), "No follow-ups.\n");
    assert_eq!(kb.run(&["actions", "--state", "finished"]).code, 2);
    assert_eq!(kb.run(&["actions", "--open", "--state", "done"]).code, 2);
}

#[test]
fn an_owner_is_a_team_and_a_person_is_refused_with_the_reason() {
    let kb = two_teams();
    let refused = |owner: &str| {
        let run = kb.run(&["actions", "--owner", owner]);
        (run.code, run.stderr)
    };
    assert_eq!(refused("recrods"), (2, String::from("error: there is no team `recrods`; did you mean `records`?\n")));
    assert_eq!(
        refused("Ann Lee"),
        (
            2,
            String::from(
                "error: `Ann Lee` is no team of the catalogue. Follow-ups belong to teams: a list of one person's would be read as a \
                 judgement of that person, so there is none; the teams are records, platform\n"
            )
        )
    );
    assert!(kb.run(&["actions", "--owner", "LEDGERS"]).stdout.contains("Mend the gate"));
    let none = Kb::with(&[("content/incidents/a.md", "# A\n\n2024-01-01\n")]).run(&["actions", "--owner", "records"]);
    assert!(none.stderr.contains("list teams as `[[team]]` in casebook.toml"), "{none:?}");
}
