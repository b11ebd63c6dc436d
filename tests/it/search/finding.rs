//! What readers find: identifiers, other languages, names, and an honest word when there is nothing.

use serde_json::Value;

use crate::kit::Kb;
use crate::search::corpus::demonstration;
use crate::search::engine;

/// The titles that `query` finds, best first.
fn titles(kb: &Kb, query: &str) -> Vec<String> {
    let answer = answer(kb, query);
    let results = answer["results"].as_array().expect("there are results").iter();
    results.map(|result| result["title"].as_str().expect("a title").to_owned()).collect()
}

fn answer(kb: &Kb, query: &str) -> Value {
    engine(kb, &[query.to_owned()]).remove(0)
}

/// A site of write-ups whose title is the file's name in words.
fn site(bodies: &[(&str, &str)]) -> Kb {
    bodies.iter().fold(Kb::new(), |kb, (name, body)| {
        kb.file(&format!("content/incidents/{}.md", name.replace(' ', "-")), &format!("# {name}\n\n{body}\n"))
    })
}

fn identifiers() -> Kb {
    site(&[
        ("shop", "The hook `woocommerce_init` ran twice."),
        ("cluster", "A node without kube-proxy answered nobody."),
        ("sockets", "Workers logged `Error: read ECONNRESET` until noon."),
        ("earlier", "The same thing as INC-2071, which we had closed."),
        ("pool", "```java\nthrow new ConnectionPoolTimeoutException(\"no lease\");\n```"),
        ("release", "Version 10.4.2 was rolled out, then v10.4.1 again."),
        ("nothing", "A quiet day with a pool of other things."),
    ])
}

#[test]
fn identifiers_are_found_whole_and_in_parts() {
    let kb = identifiers();
    for (query, title) in [
        ("woocommerce_init", "shop"),
        ("woocommerce ", "shop"),
        ("init ", "shop"),
        ("woocommerceInit", "shop"),
        ("kube-proxy", "cluster"),
        ("proxy ", "cluster"),
        ("kubeproxy", "cluster"),
        ("\"kube proxy\"", "cluster"),
        ("ECONNRESET", "sockets"),
        ("econnreset ", "sockets"),
        ("econnr", "sockets"),
        ("\"read ECONNRESET\"", "sockets"),
        ("INC-2071", "earlier"),
        ("inc2071", "earlier"),
        ("2071 ", "earlier"),
        ("ConnectionPoolTimeoutException", "pool"),
        ("connectionpooltimeoutexception ", "pool"),
        ("timeout ", "pool"),
        ("\"connection pool timeout\"", "pool"),
        ("10.4.2", "release"),
        ("v10.4.1", "release"),
    ] {
        assert_eq!(titles(&kb, query).first().map(String::as_str), Some(title), "{query}");
    }
    assert_eq!(titles(&kb, "10.4.2"), ["release"]);
    assert_eq!(titles(&kb, "connectionpooltimeoutexception "), ["pool"]);
}

#[test]
fn accents_fold_in_matching_and_stay_in_what_is_shown() {
    let kb = site(&[
        ("Überlauf der Warteschlange", "Der Zähler für Größen lief über."),
        ("Panne du répartiteur", "L'équipe a redémarré le serveur ; l’erreur venait du cache."),
        ("Caída de la pasarela", "La conexión falló en México durante la migración."),
    ]);
    for (query, title) in [
        ("uberlauf ", "Überlauf der Warteschlange"),
        ("GRÖSSEN ", "Überlauf der Warteschlange"),
        ("erreur ", "Panne du répartiteur"),
        ("equipe redemarre ", "Panne du répartiteur"),
        ("conexion mexico ", "Caída de la pasarela"),
        ("migración", "Caída de la pasarela"),
    ] {
        assert_eq!(titles(&kb, query), [title], "{query}");
    }
    assert_eq!(
        answer(&kb, "erreur ")["results"][0]["excerpt"],
        "L'équipe a redémarré le serveur ; l’erreur venait du cache."
    );
}

#[test]
fn words_of_japanese_chinese_and_korean_are_found() {
    let kb = site(&[
        ("障害報告", "データベースの接続が切れ、再起動した。"),
        ("无关", "缓存雪崩导致服务中断。"),
        ("장애", "인증서가 만료되어 결제가 실패했다."),
    ]);
    for (query, title) in [
        ("データベース", "障害報告"),
        ("再起動", "障害報告"),
        ("障害", "障害報告"),
        ("缓存雪崩", "无关"),
        ("인증서", "장애"),
        ("ﾃﾞｰﾀﾍﾞｰｽ", "障害報告"),
        ("雪", "无关"),
    ] {
        assert_eq!(titles(&kb, query), [title], "{query}");
    }
}

#[test]
fn an_exact_name_puts_its_page_on_top() {
    let filler: String = "The checkout queue and the thundering herd met at checkout again. ".repeat(20);
    let kb = site(&[("checkout down", &filler), ("checkout slow", &filler)])
        .file("casebook.toml", "[[service]]\nid = \"checkout\"\naliases = [\"till\"]\n")
        .file(
            "content/glossary/thundering-herd.md",
            "---\naliases: [dogpile]\n---\n# Thundering herd\n\nMany ask at once.\n",
        )
        .file("content/incidents/b.md", "---\nid: INC-9\nalerts: [QueueTooLong]\n---\n# Another\n\nA bell.\n");
    assert_eq!(titles(&kb, "checkout ").first().map(String::as_str), Some("checkout"));
    assert_eq!(titles(&kb, "Till").first().map(String::as_str), Some("checkout"));
    assert_eq!(titles(&kb, "thundering herds ").first().map(String::as_str), Some("Thundering herd"));
    assert_eq!(titles(&kb, "inc-9").first().map(String::as_str), Some("Another"));
    assert_eq!(titles(&kb, "QueueTooLong").first().map(String::as_str), Some("Another"));
}

#[test]
fn what_means_the_same_is_found_and_said() {
    let kb =
        site(&[("one", "A thundering herd woke up."), ("two", "A quiet day."), ("three", "The postmortem was short.")])
            .file("casebook.toml", "[terms]\nreview = \"learning review\"\n")
            .file(
                "content/glossary/thundering-herd.md",
                "---\naliases: [dogpile]\n---\n# Thundering herd\n\nMany ask at once.\n",
            );
    let found = answer(&kb, "dogpile ");
    assert_eq!(found["synonyms"], serde_json::json!([["dogpile", "Thundering herd"]]));
    assert_eq!(titles(&kb, "dogpile "), ["Thundering herd", "one"]);
    assert_eq!(titles(&kb, "learning review "), ["three"]);
}

#[test]
fn a_slip_of_the_keyboard_is_forgiven_and_a_beginning_completed() {
    let kb = site(&[("certificates", "Every certificate expired."), ("other", "Nothing of the kind.")]);
    for query in ["certifcate ", "cretificate ", "certtificates ", "certi", "expird "] {
        assert_eq!(titles(&kb, query), ["certificates"], "{query}");
    }
    assert_eq!(answer(&kb, "certifcate ")["words"][0]["terms"], serde_json::json!([["certificate", 0.5, "typo"]]));
    assert_eq!(answer(&kb, "xylophone ")["words"][0]["known"], false);
}

#[test]
fn phrases_exclusions_and_filters_narrow() {
    let kb = site(&[("a", "A stale lease."), ("b", "A lease that was stale."), ("c", "The stale bread.")]);
    assert_eq!(titles(&kb, "\"stale lease\""), ["a"]);
    assert_eq!(titles(&kb, "stale -lease "), ["c"]);
    assert_eq!(titles(&kb, "stale -\"stale lease\" -bread "), ["b"]);
    assert_eq!(titles(&kb, "lease kind:term"), Vec::<String>::new());
    let loosened = answer(&kb, "\"bread lease\"");
    assert_eq!((loosened["loosened"].clone(), loosened["total"].clone()), (true.into(), 3.into()));
}

#[test]
fn a_phrase_that_an_exclusion_takes_away_is_not_loosened() {
    let kb = site(&[("a", "A stale lease in the resolver."), ("b", "The lease went stale.")]);
    let found = answer(&kb, "\"stale lease\" -resolver");
    assert_eq!((found["loosened"].clone(), found["total"].clone()), (false.into(), 0.into()));
    let nowhere = answer(&kb, "\"lease resolver\" -stale");
    assert_eq!((nowhere["loosened"].clone(), nowhere["total"].clone()), (false.into(), 0.into()));
}

#[test]
fn a_hash_is_found_by_what_tells_it_apart() {
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let kb = site(&[("digest", &format!("The image `sha256:{hash}` was pulled.")), ("other", "Nothing.")]);
    assert_eq!(titles(&kb, hash), ["digest"]);
    assert_eq!(answer(&kb, "the of")["stop_words"], serde_json::json!(["the", "of"]));
}

#[test]
fn a_filter_takes_the_exact_name_first() {
    let services = "[[service]]\nid = \"c\"\nname = \"C\"\n\n[[service]]\nid = \"cpp\"\nname = \"C++\"\n";
    let kb = Kb::with(&[("casebook.toml", services)])
        .file("content/incidents/one.md", "---\nservices: [c]\n---\n# In C\n\nA leak.\n")
        .file("content/incidents/two.md", "---\nservices: [cpp]\n---\n# In the other\n\nA leak.\n");
    assert_eq!(titles(&kb, "leak service:C++"), ["In the other"]);
    assert_eq!(titles(&kb, "leak service:c"), ["In C"]);
}

#[test]
fn few_results_with_all_words_are_followed_by_those_with_some() {
    let kb = site(&[("both", "A leak in the pipe."), ("leak", "A leak."), ("pipe", "A pipe."), ("none", "Nothing.")]);
    let found = answer(&kb, "leak pipe ");
    assert_eq!(
        (found["mode"].clone(), found["total"].clone(), found["all_words"].clone()),
        ("any".into(), 3.into(), 1.into())
    );
    assert_eq!(titles(&kb, "leak pipe ")[0], "both");
}

#[test]
fn what_is_not_published_cannot_be_found() {
    let kb = site(&[("one", "A published tale.")])
        .file("content/incidents/draft.md", "---\ndraft: true\n---\n# Zanzibar\n\nQuokka.\n")
        .file("content/private/p.md", "# Wombat\n\nNumbat.\n")
        .file(
            "content/incidents/part.md",
            "# Part\n\nSeen.\n\n<!-- axolotl -->\n\n:::audience support\nPangolin.\n:::\n",
        );
    let built = kb.build_with(&["--omit-restricted"]);
    assert!(built.files.keys().any(|address| address.starts_with("search/")));
    for word in ["zanzibar", "quokka", "wombat", "numbat", "axolotl", "pangolin"] {
        assert_eq!(answer(&kb, &format!("{word} "))["total"], 0, "{word}");
    }
    assert_eq!(titles(&kb, "published tale "), ["one"]);
    let drafts = kb.run(&["search", "--drafts", "--json", "quokka"]);
    assert!(drafts.stdout.contains("Zanzibar"));
}

#[test]
fn the_exported_index_is_the_same_on_any_number_of_threads() {
    let kb = demonstration();
    for (jobs, folder) in [("1", "one"), ("3", "two")] {
        assert!(kb.run(&["build", "--jobs", jobs, "--out", folder]).code <= 1);
    }
    let search = |folder: &str| {
        let mut files = crate::kit::files(&kb.path(folder));
        files.retain(|path, _| path.starts_with("search/"));
        files
    };
    let (one, two) = (search("one"), search("two"));
    assert!(one.len() > 3);
    assert!(one == two, "the search index differs");
}

#[test]
fn the_command_prints_titles_files_and_excerpts() {
    let kb = site(&[("one", "The stale lease was kept.\n\n## Timeline\n\n* 10:00 the lease ended"), ("two", "No.")]);
    let run = kb.run(&["search", "stale", "lease"]);
    let expected = "\
one
  content/incidents/one.md
  The stale lease was kept.

1 result.
";
    assert_eq!((run.code, run.stdout.as_str()), (0, expected));
    let without = kb.run(&["search", "stale", "-lease", "--limit", "1"]);
    assert_eq!((without.code, without.stdout.as_str()), (0, "No results.\n"));
    let filter = kb.run(&["search", "lease", "--filter", "kind:incidnt"]);
    assert_eq!(filter.code, 2);
    assert!(filter.stderr.contains("did you mean `kind:incident`?"), "{}", filter.stderr);
    let since = kb.run(&["search", "lease", "--since", "soon"]);
    assert_eq!(since.code, 2);
}

#[test]
fn words_of_asking_do_not_push_out_what_is_asked_for() {
    let kb = site(&[
        ("asking", &"What is it that we do? Who is to call, and how do I know what it is? ".repeat(9)),
        ("two died", "The pod died, and the pod after it."),
    ])
    .file("content/glossary/pod.md", "---\naliases: [capsule]\n---\n# Pod\n\nWhat runs together.\n")
    .file("content/glossary/if.md", "# IF\n\nAn interface.\n")
    .file("content/glossary/to-be.md", "# To be or not to be\n\nA question.\n")
    .file("content/paths/first.md", "---\nsteps: [asking]\n---\n# Your week\n\nBegin here.\n")
    .file("content/runbooks/escalation.md", "# Escalation\n\nRing the bell.\n");
    for (query, title) in [
        ("What is a pod?", "Pod"),
        ("what is a capsule", "Pod"),
        ("pod", "Pod"),
        ("what does pod mean", "Pod"),
        ("has anyone seen a pod ", "Pod"),
        ("IF", "IF"),
        ("what is IF", "IF"),
        ("to be or not to be", "To be or not to be"),
        ("what should I read first", "Your week"),
        ("where do I start?", "Your week"),
        ("who do I call", "Escalation"),
    ] {
        assert_eq!(titles(&kb, query).first().map(String::as_str), Some(title), "{query}");
    }
    assert_eq!(titles(&kb, "what"), ["asking", "Pod"]);
}

#[test]
fn who_owns_what_rings_and_when_it_broke_are_questions_too() {
    let restart = "Undo the plan and the chute is free. ".repeat(3);
    let kb = site(&[("how the plan was undone", "How do we undo the plan of a chute? To undo the plan of the chute took an hour.")])
        .file(
            "content/incidents/relay.md",
            "---\nid: INC-067\nstarted: 2026-10-06\nservices: [Relay]\n---\n# Relay stopped\n\nA queue that nobody owned. \
             Who owns it? Relay owners do, said Relay.\n",
        )
        .file(
            "content/incidents/gate.md",
            "---\nstarted: 2026-09-01\nactions:\n  - {text: Say so, ticket: SRT-234}\n---\n# The gate was shut\n\nThe runbook for KubeAPIDown was wrong. \
             KubeAPIDown, KubeAPIDown.\n",
        )
        .file("content/runbooks/KubeAPIDown.md", "# Kube API Down\n\nLook at the gate.\n")
    .file("content/runbooks/chute.md", &format!("# The plan of a chute\n\n{restart}\n"));
    for (query, title) in [
        ("who owns Relay", "Relay"),
        ("which team looks after Relay?", "Relay"),
        ("runbook for KubeAPIDown", "Kube API Down"),
        ("KubeAPIDown was wrong", "Kube API Down"),
        ("how do I undo the plan", "The plan of a chute"),
        ("what broke in October 2026", "Relay stopped"),
        ("2026-10", "Relay stopped"),
        ("INC-67", "Relay stopped"),
        ("SRT-234", "The gate was shut"),
    ] {
        assert_eq!(titles(&kb, query).first().map(String::as_str), Some(title), "{query}");
    }
}

#[test]
fn questions_are_asked_in_the_languages_of_the_site() {
    let kb = site(&[("ein Bericht", &"Was ist das, und wie ist ein Tag, und was ist das? ".repeat(9))])
        .file("casebook.toml", "lang = \"de\"\n")
        .file("content/glossary/pod.md", "# Pod\n\nWas zusammen läuft.\n")
        .file("content/glossary/ja/lease.md", "# リース\n\n期限のある約束。\n");
    for query in ["Was ist ein Pod?", "wie macht man einen Pod", "what is a pod"] {
        assert_eq!(titles(&kb, query).first().map(String::as_str), Some("Pod"), "{query}");
    }
    assert_eq!(titles(&kb, "リースとは何ですか？"), ["リース"]);
}

#[test]
fn a_word_as_written_comes_before_what_shares_its_stem_or_holds_it() {
    let kb = site(&[
        ("slow hosts", "Several hosts were slow. Several more followed, several times."),
        ("wrong graph", "The severity was raised after an hour of looking at the wrong graph."),
        ("the forge", "GitHub was slow, and GitHub again, and GitHub at night."),
        (
            "the device",
            "One hub of the many in the hall stood in the rain and nobody knew of it until the day was nearly over.",
        ),
    ]);
    assert_eq!(titles(&kb, "severity"), ["wrong graph", "slow hosts"]);
    assert_eq!(titles(&kb, "several"), ["slow hosts", "wrong graph"]);
    assert_eq!(titles(&kb, "hub"), ["the device", "the forge"]);
    assert_eq!(titles(&kb, "hubs "), ["the device", "the forge"]);
}

#[test]
fn the_newest_can_come_first() {
    let dated = |day: &str, body: &str| format!("---\nstarted: {day}\n---\n# Of {day}\n\n{body}\n");
    let kb = Kb::new()
        .file("content/incidents/a.md", &dated("2021-02-03", "A leak, a leak, a leak."))
        .file("content/incidents/b.md", &dated("2024-02-03", "It was a quiet day in the house, but for a leak."))
        .file("content/incidents/c.md", "# Undated\n\nA leak in the leak.\n");
    let run = kb.run(&["search", "--newest", "--json", "leak"]);
    let answer: Value = serde_json::from_str(&run.stdout).expect("an answer is JSON");
    let results = answer["results"].as_array().expect("there are results").iter();
    let titles: Vec<&str> = results.filter_map(|result| result["title"].as_str()).collect();
    assert_eq!(titles, ["Of 2024-02-03", "Of 2021-02-03", "Undated"]);
}

#[test]
fn an_alert_is_found_by_its_name_however_the_runbook_spells_it() {
    let told = "# Upgrade\n\nThe kube pod of the crash was looping: `KubePodCrashLooping` rang, then KubePodCrashLooping rang again.\n";
    let kb = Kb::new()
        .file("content/incidents/upgrade.md", told)
        .file(
            "content/runbooks/KubePodCrashLooping.md",
            "---\ntitle: Kube Pod Crash Looping\n---\n\nLook at the pod.\n",
        )
        .file("content/runbooks/disk.md", "# DiskAlmostFull\n\nMake room.\n");
    for query in ["KubePodCrashLooping", "what do I do when KubePodCrashLooping fires", "kube pod crash looping"] {
        assert_eq!(titles(&kb, query)[0], "Kube Pod Crash Looping", "{query}");
    }
    assert_eq!(titles(&kb, "disk almost full")[0], "DiskAlmostFull");
}

#[test]
fn lists_are_found_by_their_names_and_by_nothing_else() {
    let kb = site(&[("till", "It was late. An incident.\n\n## Action items\n\n- [ ] Oil the hinge\n")]);
    for query in ["open follow-ups", "which follow-ups are still open", "action items", "offene Massnahmen"] {
        assert_eq!(titles(&kb, query).first().map(String::as_str), Some("Follow-ups"), "{query}");
    }
    for query in ["all incidents", "what keeps going wrong"] {
        assert_eq!(titles(&kb, query).first().map(String::as_str), Some("Incidents"), "{query}");
    }
    assert_eq!(titles(&kb, "incident"), ["Incidents", "till"]);
    assert_eq!(titles(&kb, "late oil"), ["till"]);
}

#[test]
fn a_month_and_its_year_are_one() {
    let kb = Kb::with(&[
        ("content/incidents/a.md", "---\ndate: 2024-12-07\n---\n# Water\n\nPaid in June 2025.\n"),
        ("content/incidents/b.md", "---\ndate: 2025-12-09\n---\n# Ice\n"),
    ]);
    assert_eq!(titles(&kb, "what happened in December 2025?"), ["Ice"]);
    assert_eq!(titles(&kb, "december 2024"), ["Water"]);
}
