//! What stands under Action items, as a person reads it.

use crate::model::{Action, Fact};
use crate::parse::incident::tests::read;

fn actions(text: &str) -> Vec<String> {
    let of = |f: Fact<Action>| {
        let a = f.value;
        format!(
            "{} {}/{}/{} {}",
            a.state.map_or_else(|| String::from("-"), |state| format!("{state:?}")),
            a.kind.unwrap_or_default(),
            a.owner.unwrap_or_default(),
            a.ticket.unwrap_or_default(),
            a.text
        )
    };
    read(text).0.actions.into_iter().map(of).collect()
}

#[test]
fn lists_are_follow_ups() {
    let text = "## Action items\n\n- [x] Renew the lease\n- [ ] Watch leases\n- ✅ Write it down\n- Ask ops (done)\n- TBD\n\n### Process improvements\n\n1. Rotate ([#7](https://x.test/issues/7))\n2. Team:\n   - Talk\n   - Listen more\n\n### What went wrong\n\n- Nothing to do here\n";
    let expected = [
        "Done // Renew the lease",
        "Open // Watch leases",
        "Done // Write it down",
        "Done // Ask ops",
        "- Process improvements//https://x.test/issues/7 Rotate ([#7](https://x.test/issues/7))",
        "- Process improvements// Talk",
        "- Process improvements// Listen more",
    ];
    assert_eq!(actions(text), expected);
}

#[test]
fn everything_under_follow_ups_is_one() {
    let text = "## Action items\n\nBelow are our plans for later.\n\n### Process\n\n- Rotate leases\n\n### Investigation\n\nWhy did the lease run out so early?\n";
    assert_eq!(actions(text), ["- Process// Rotate leases", "- Investigation// Why did the lease run out so early?"]);
    assert!(read(text).0.looked_at.is_empty());
}

#[test]
fn what_has_been_done_is_done() {
    for (text, done) in [
        ("Renew the lease. This has been fixed", true),
        ("The owners have been documented", true),
        ("Renew the lease _done by hand_", true),
        ("Renew (done last week) the lease", true),
        ("The lease has been renewed.", true),
        ("We have now renewed it", true),
        ("Renew every lease that has been forgotten", false),
        ("The lease has not been renewed", false),
        ("All leases that have been lost need owners", false),
        ("Watch leases", false),
        ("Raised the limit to ten", true),
        ("Switched to two gates", true),
        ("Improved runbooks for gates", false),
    ] {
        let expected = format!("{} // {text}", if done { "Done" } else { "-" });
        assert_eq!(actions(&format!("## Action items\n\n- {text}\n")), [expected], "{text}");
    }
}

#[test]
fn tables_are_follow_ups() {
    let text = "## Follow-ups\n\n| # | Action | Owner | Status | Ticket | Due |\n|---|---|---|---|---|---|\n| 1 | Renew | Platform | Done | PAY-1 | May |\n| 2 | Watch | TBD | in progress | | |\n| | {{ action }} | | | | |\n";
    assert_eq!(actions(text), ["Done /Platform/PAY-1 Renew", "Doing // Watch"]);
}

#[test]
fn what_says_where_it_stands_is_believed() {
    for (text, expected) in [
        ("[P0] Write the convention (shipped in this commit)", "Done // [P0] Write the convention"),
        ("**DONE** Oil the hinge", "Done // Oil the hinge"),
        ("DONE oil the hinge", "Done // oil the hinge"),
        ("Done: oil the hinge", "Done // oil the hinge"),
        ("TODO: oil the hinge", "Open // oil the hinge"),
        ("Oil the hinge - done", "Done // Oil the hinge"),
        ("Oil the hinge **DONE**", "Done // Oil the hinge"),
        ("Oil the hinge. Status: in progress", "Doing // Oil the hinge"),
        ("~~Oil the hinge~~", "- // Oil the hinge"),
        ("~~Oil the hinge~~ done", "Done // Oil the hinge"),
        ("We added a second hinge", "Done // We added a second hinge"),
        ("~~Oil the hinge~~ (won't do)", "Declined // Oil the hinge"),
        ("[-] Oil the hinge", "Declined // Oil the hinge"),
        ("[~] Oil the hinge", "Doing // Oil the hinge"),
        ("Oil the hinge (closed by #12)", "Done // Oil the hinge"),
        ("Scharnier ölen (erledigt)", "Done // Scharnier ölen"),
        ("Graisser la charnière (en cours)", "Doing // Graisser la charnière"),
        ("Aceitar la bisagra — pendiente", "Open // Aceitar la bisagra"),
        ("Lubrificar a dobradiça: **feito**", "Done // Lubrificar a dobradiça"),
        ("Oliare il cardine (da fare)", "Open // Oliare il cardine"),
        ("Scharnier smeren [afgerond]", "Done // Scharnier smeren"),
        ("Smörj gångjärnet (klart)", "Done // Smörj gångjärnet"),
        ("蝶番に油をさす（完了）", "Done // 蝶番に油をさす"),
        ("给铰链上油【已完成】", "Done // 给铰链上油"),
        ("Call it `hinge` — **DONE**", "Done // Call it `hinge`"),
        ("❌ Oil the hinge", "Open // Oil the hinge"),
        ("Oil the hinge (not done)", "Open // Oil the hinge"),
        ("Oil the hinge -- in progress", "Doing // Oil the hinge"),
        ("Oil the hinge – shipped 4 Jan", "Done // Oil the hinge"),
        ("Oil it. Owner: platform. Pending.", "Open /platform/ Oil it. Owner: platform"),
        ("Oil it – Owner: Lou – Status: Open – Due 05/01/2023", "Open /Lou/ Oil it – Owner: Lou – Due 05/01/2023"),
        ("Oil it (Assigned: Ruth; Completed 3/9/24)", "Done /Ruth/ Oil it (Assigned: Ruth)"),
        ("Engrasar. Responsable: red. En curso.", "Doing /red/ Engrasar. Responsable: red"),
        (
            "We have oiled it. Next month we will move the gate",
            "- // We have oiled it. Next month we will move the gate",
        ),
        ("Oil the hinge (new oil)", "- // Oil the hinge (new oil)"),
        ("Open the gate at night", "- // Open the gate at night"),
        ("Oil the open hinge (open question)", "- // Oil the open hinge (open question)"),
        ("Ready the gate for snow", "- // Ready the gate for snow"),
    ] {
        assert_eq!(actions(&format!("## Action items\n\n- {text}\n")), [expected], "{text}");
    }
    assert_eq!(
        actions("## Follow-ups\n\nTODO oil the hinge\nDONE paint it\n"),
        ["Open // oil the hinge", "Done // paint it"]
    );
    assert_eq!(
        actions("## Follow-ups\n\n### Done\n\n- Oil it well\n\n### In progress\n\n- Paint it\n"),
        ["Done // Oil it well", "Doing // Paint it"]
    );
}

#[test]
fn what_was_given_up_is_not_done() {
    let text = "## Action items\n\n- [x] ~~Oil the hinge~~ (decided against)\n- [ ] ~~Paint it~~\n- [x] ~~Hang it~~\n";
    assert_eq!(actions(text), ["Declined // Oil the hinge", "- // Paint it", "Done // Hang it"]);
    let table = "## Action items\n\n| Action | Owner | Completed |\n|---|---|---|\n| Oil it | x | 2024-02-01 |\n| Paint it | x | ❌ |\n| Hang it | x | Not done |\n| Wash it | x | Accepted risk |\n";
    assert_eq!(actions(table), ["Done /x/ Oil it", "Open /x/ Paint it", "Open /x/ Hang it", "Declined /x/ Wash it"]);
}

#[test]
fn what_nobody_should_do_is_no_follow_up() {
    for text in [
        "P1 = now, P2 = this quarter",
        "**Prevent:** so that it stays away / **Detect:** so that we see it",
        "I think it went fine.",
        "_Describe the action, owner, due date_",
        "<action> (<owner>)",
        "Action 1",
        "[GATE-123] Description",
        "We do not think so.",
        "10:42 Restarted the gate",
        "Why did nobody see it? Because nobody looked.",
        "Write an incident report",
        "Publish this post-mortem",
        "[x] Write the post-mortem for this incident",
        "Postmortem schreiben",
        "Rédiger le post-mortem",
        "障害報告書を作成する",
        "撰写事故报告",
    ] {
        assert_eq!(actions(&format!("## Action items\n\n- {text}\n")), [""; 0], "{text}");
    }
    for text in [
        "Write a post-mortem template",
        "I think we should oil it",
        "Set speed = 10 on the gate",
        "Q3: replace the gate",
    ] {
        assert_eq!(actions(&format!("## Action items\n\n- {text}\n")).len(), 1, "{text}");
    }
    assert_eq!(
        actions("## Action items\n\n- Oil the hinge.\n\n### Questions people asked\n\n- Q: Again?\n- A: Maybe.\n"),
        ["- // Oil the hinge."]
    );
    assert_eq!(
        actions("## Action items\n\n- Q: Will it happen again?\n- A: No.\n- Oil it well\n"),
        ["- // Oil it well"]
    );
    assert_eq!(actions("## Actions\n\n### Steps taken during the outage\n\n- Pushed the gate\n"), [""; 0]);
}

#[test]
fn people_own_and_are_no_kind() {
    let text = "## Actions\n\n**Johanna**\n- Check the motor\n\n**Pete and Mira**\n- Write it down\n\n**JG** Make the gate report:\n- every morning\n- when it opens\n";
    assert_eq!(
        actions(text),
        [
            "- /Johanna/ Check the motor",
            "- /Pete and Mira/ Write it down",
            "- /JG/ Make the gate report: every morning; when it opens"
        ]
    );
    assert_eq!(
        actions(
            "## Actions\n\n- @joe and @kim: oil it\n- Mei to write it down\n- 手順書を更新する 担当：佐藤\n- Lift it (owner: Ops, due May)\n"
        ),
        [
            "- /@joe and @kim/ oil it",
            "- /Mei/ write it down",
            "- /佐藤/ 手順書を更新する 担当：佐藤",
            "- /Ops/ Lift it (owner: Ops, due May)"
        ]
    );
    assert_eq!(actions("## Actions\n\n• Oil it well\n• Paint it\n"), ["- // Oil it well", "- // Paint it"]);
    let text = "## Actions\n\n- **JG:** Oil it well\n- @joe: paint it\n- Lift it (Johanna)\n- [@mei](https://code.example/mei) - measure it\n- Detect:\n  - Watch it\n  - Ring\n- Anna Berg:\n  - Sing\n- Make it report:\n  - daily\n  - at night\n";
    assert_eq!(
        actions(text),
        [
            "- /JG/ Oil it well",
            "- /@joe/ paint it",
            "- /Johanna/ Lift it",
            "- /@mei/ measure it",
            "- Detect// Watch it",
            "- Detect// Ring",
            "- /Anna Berg/ Sing",
            "- // Make it report: daily; at night",
        ]
    );
    assert_eq!(
        actions("## Actions\n\n### BinderHub\n\n- Handle errors\n\n### Short-term\n\n- Oil it well\n"),
        ["- // Handle errors", "- Short-term// Oil it well"]
    );
}

#[test]
fn a_number_of_a_ticket_is_a_follow_up() {
    let text = "## Action items\n\n- GATE-12\n- #412\n- [GATE-13](https://jira.example/browse/GATE-13)\n- https://code.example/t/issues/9\n- GATE-15: oil it\n\n| Ticket | Status |\n|---|---|\n| GATE-14 | open |\n";
    assert_eq!(
        actions(text),
        [
            "- //GATE-12 GATE-12",
            "- //#412 #412",
            "- //https://jira.example/browse/GATE-13 [GATE-13](https://jira.example/browse/GATE-13)",
            "- //https://code.example/t/issues/9 https://code.example/t/issues/9",
            "- //GATE-15 GATE-15: oil it",
            "Open //GATE-14 GATE-14",
        ]
    );
}

#[test]
fn headings_of_many_languages_hold_follow_ups() {
    for heading in [
        "预防",
        "预防措施",
        "Prevention measures",
        "Resulting action(s)",
        "Preventive actions",
        "What we are doing",
        "Corrective measures",
        "再発防止策",
        "予防策",
        "Prävention",
        "Mesures préventives",
        "Medidas preventivas",
        "Prevenção",
        "Misure preventive",
        "Preventieve maatregelen",
        "Förebyggande åtgärder",
    ] {
        assert_eq!(actions(&format!("## {heading}\n\n- 每周检查皮带\n")), ["- // 每周检查皮带"], "{heading}");
    }
}
