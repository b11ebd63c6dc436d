//! Two small sites, written in German and in Japanese, with most kinds of page.

/// A site in German.
pub(super) const GERMAN: [(&str, &str); 9] = [
    (
        "casebook.toml",
        "title = \"Störungsbuch der Werft\"\ndescription = \"Was wir aus Störungen gelernt haben.\"\nlang = \"de\"\ntimezone = \"Europe/Berlin\"\n\n\
         [[severity]]\nid = \"sev1\"\nname = \"Hoch\"\n\n[[severity]]\nid = \"sev2\"\nname = \"Mittel\"\n\n\
         [[team]]\nid = \"netz\"\nname = \"Netz\"\n\n\
         [[service]]\nid = \"anmeldung\"\nname = \"Anmeldung\"\ndescription = \"Prüft, wer jemand ist.\"\nteam = \"netz\"\n\n\
         [[service]]\nid = \"lager\"\nname = \"Lager\"\n\n\
         [[service]]\nid = \"alt\"\nname = \"Altes Portal\"\nretired = \"2024-05-01\"\nsuccessor = \"anmeldung\"\n\n\
         [[factor]]\nid = \"zertifikat\"\nname = \"Ablaufende Zertifikate\"\ndescription = \"Etwas gilt nur bis zu einem Tag.\"\n",
    ),
    (
        "content/incidents/2026/abgelaufenes-zertifikat.md",
        "---\ntitle: Das abgelaufene Zertifikat\nstarted: 2026-03-11T09:12Z\ndetected: 2026-03-11T09:40Z\nmitigated: 2026-03-11T10:20Z\nresolved: 2026-03-11T10:40Z\n\
         severity: sev1\nservices: [anmeldung]\nfactors: [zertifikat]\ndetection: customer\npeople_involved: 4\nauthors: [Netz, Lager]\n\
         impact: Niemand konnte sich anmelden.\nhelped:\n  - Ein Kollege kannte den alten Weg noch.\ntakeaways:\n  - Fristen gehören in den Kalender.\n\
         surprise:\n  - expected: Das Zertifikat erneuert sich selbst.\n    actual: Niemand hatte die Erneuerung eingeschaltet.\n\
         runbooks:\n  - name: zertifikat-tauschen\n    outcome: stale\ntags: [tls]\n\
         actions:\n  - text: Erneuerung einschalten\n    state: open\n    owner: netz\n    opened: 2026-03-12\n    rank: 1\n  - text: Ablauf überwachen\n    state: done\n    opened: 2026-03-12\n    closed: 2026-03-20\n---\n\n\
         ## Was geschah\n\nDie Anmeldung lehnte alle ab, weil das Zertifikat abgelaufen war. Der Schlüsselbund der Anmeldung war unverändert.\n\n\
         > [!NOTE]\n> Die Uhr ging richtig.\n\n| Zeit | Zahl |\n|---|---|\n| 9 | 1 |\n\nEine Fußnote.[^1]\n\n[^1]: Sie steht unten.\n\n\
         ## Timeline\n\n- 09:12 UTC Das Zertifikat läuft ab.\n- 09:40 UTC Eine Kundin ruft an.\n- 10:20 UTC Ein neues Zertifikat ist da.\n- 10:40 UTC Alles läuft.\n",
    ),
    (
        "content/incidents/2026/zweites-zertifikat.md",
        "---\ntitle: Noch ein abgelaufenes Zertifikat\nstarted: 2026-04-02\nseverity: sev2\nservices: [anmeldung, lager]\nfactors: [zertifikat]\ndetection: alert\nkind: near-miss\nrelated:\n  - abgelaufenes-zertifikat\n---\n\n\
         Das Zertifikat der Anmeldung wäre am nächsten Tag abgelaufen. Der Schlüsselbund der Anmeldung war diesmal vorbereitet.\n",
    ),
    (
        "content/incidents/2025/volles-lager.md",
        "---\ntitle: Das volle Lager\nstarted: 2025-01-01\nseverity: sev2\nservices: [lager]\nfactors: [zertifikat]\nlucky:\n  - Es war Feiertag.\nopen_questions:\n  - Warum war die Platte voll?\n---\n\nDas Lager nahm nichts mehr an. Das [Zertifikat](../../glossary/zertifikat.md) war diesmal unschuldig.\n",
    ),
    (
        "content/incidents/ohne-datum.md",
        "---\ntitle: Ein Tag ohne Datum\nkind: exercise\n---\n\nWir haben geübt, und niemand hat den Tag notiert.\n",
    ),
    (
        "content/glossary/zertifikat.md",
        "---\ntitle: Zertifikat\naliases: [Ausweis]\n---\n\nEin Ausweis für Rechner, der nur bis zu einem Tag gilt.\n",
    ),
    (
        "content/runbooks/zertifikat-tauschen.md",
        "---\ntitle: Ein Zertifikat tauschen\nservices: [anmeldung]\nreviewed: 2026-01-10\n---\n\n## Schritte\n\nZuerst den Schlüssel holen, dann das Zertifikat.\n",
    ),
    (
        "content/paths/neu-hier.md",
        "---\ntitle: Neu hier\nsteps:\n  - target: abgelaufenes-zertifikat\n    why: Weil es jeden trifft.\n  - target: volles-lager\n---\n\nDrei Dinge zum Anfang.\n",
    ),
    ("content/pages/wie-wir-schreiben.md", "---\ntitle: Wie wir schreiben\n---\n\nOhne Schuld und mit Uhrzeiten.\n"),
];

/// A site in Japanese.
pub(super) const JAPANESE: [(&str, &str); 4] = [
    (
        "casebook.toml",
        "title = \"港湾システムの障害記録\"\nlang = \"ja\"\ntimezone = \"Asia/Tokyo\"\n\n[[severity]]\nid = \"sev1\"\nname = \"高\"\n\n[[service]]\nid = \"login\"\nname = \"ログイン\"\n",
    ),
    (
        "content/incidents/証明書の期限切れ.md",
        "---\ntitle: 証明書の期限切れ\nstarted: 2026-03-11T09:12Z\nresolved: 2026-03-11T10:40Z\nseverity: sev1\nservices: [login]\ndetection: customer\nhelped:\n  - 古い手順を覚えている人がいた。\nactions:\n  - text: 更新を自動化する\n    state: open\n---\n\n証明書の期限が切れ、誰もログインできなくなりました。\n",
    ),
    (
        "content/incidents/倉庫の容量不足.md",
        "---\ntitle: 倉庫の容量不足\nstarted: 2026-04-02\nservices: [login]\ndetection: alert\n---\n\n倉庫の容量がなくなり、荷物を受け付けられませんでした。\n",
    ),
    ("content/glossary/証明書.md", "---\ntitle: 証明書\n---\n\n機械の身分証。期限があります。\n"),
];
