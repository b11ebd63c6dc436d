//! A folder's name becomes the kind of the files in it. One table for all languages that are read.

use crate::model::{PageKind, without_export_digits};

/// Names that say what the files below are. Whole names, as [`words`] parts them.
const NAMES: &[(PageKind, &[&str])] = &[
    (
        PageKind::Incident,
        &[
            "incident",
            "incidents",
            "issues",
            "postmortem",
            "postmortems",
            "post mortem",
            "post mortems",
            "outage",
            "outages",
            "rca",
            "rcas",
            "root cause analysis",
            "root cause analyses",
            "retro",
            "retros",
            "retrospective",
            "retrospectives",
            "incident report",
            "incident reports",
            "incident review",
            "incident reviews",
            "incident log",
            "incident logs",
            "incident history",
            "incident retros",
            "past incidents",
            "outage reports",
            "post incident reviews",
            "post incident reports",
            "pir",
            "pirs",
            "after action",
            "after action reports",
            "after action reviews",
            "aar",
            "aars",
            "learning reviews",
            "near misses",
            "disclosures",
            "security advisories",
            "advisories",
            "service disruptions",
            "coe",
            "debriefs",
            "failures",
            "vorfall",
            "vorfälle",
            "vorfaelle",
            "störung",
            "störungen",
            "stoerungen",
            "ausfälle",
            "ausfaelle",
            "störungsberichte",
            "vorfallberichte",
            "pannes",
            "incidents de production",
            "rapports d incident",
            "rapports d incidents",
            "incidentes",
            "incidencias",
            "informes de incidentes",
            "relatórios de incidentes",
            "interrupções",
            "incidenti",
            "incidenten",
            "storingen",
            "incidentrapporten",
            "incidenter",
            "störningar",
            "incidentrapporter",
            "hendelser",
            "hændelser",
            "障害",
            "障害報告",
            "障害報告書",
            "障害レポート",
            "障害情報",
            "インシデント",
            "インシデント報告",
            "インシデントレポート",
            "ポストモーテム",
            "振り返り",
            "事故",
            "事故报告",
            "事故報告",
            "故障",
            "故障报告",
            "故障复盘",
            "复盘",
            "事后分析",
            "事故复盘",
        ],
    ),
    (
        PageKind::Term,
        &["glossary", "terms", "glossar", "glossaire", "glosario", "glossário", "glossario", "用語集", "术语表"],
    ),
    (PageKind::Runbook, &["runbook", "runbooks", "playbook", "playbooks", "alerts"]),
    (PageKind::Service, &["services"]),
    (PageKind::Path, &["paths"]),
    // What is said and written regularly, and what explains how to do something.
    (
        PageKind::Page,
        &[
            "meeting",
            "meetings",
            "meeting notes",
            "minutes",
            "standup",
            "standups",
            "agendas",
            "sprint",
            "sprints",
            "sprint reviews",
            "weekly",
            "one on ones",
            "adr",
            "adrs",
            "decisions",
            "rfc",
            "rfcs",
            "proposals",
            "guide",
            "guides",
            "how to",
            "howto",
            "howtos",
            "tutorial",
            "tutorials",
            "onboarding",
            "handbook",
            "release notes",
            "releases",
            "changelog",
            "changelogs",
            "newsletter",
            "newsletters",
            "protokolle",
            "sitzungen",
            "besprechungen",
            "anleitungen",
            "réunions",
            "comptes rendus",
            "tutoriels",
            "reuniones",
            "actas",
            "guías",
            "tutoriales",
            "reuniões",
            "atas",
            "riunioni",
            "verbali",
            "guide e tutorial",
            "notulen",
            "handleidingen",
            "mötesanteckningar",
            "guider",
            "referater",
            "議事録",
            "会議",
            "手順書",
            "リリースノート",
            "会议纪要",
            "会议记录",
            "教程",
            "指南",
            "发布说明",
        ],
    ),
];

/// Names that count as a part of a longer one too (`cncf-glossary`). The others are everyday words.
const PARTS: &[&str] = &[
    "incidents",
    "postmortem",
    "postmortems",
    "outages",
    "retrospectives",
    "disclosures",
    "glossary",
    "runbooks",
    "playbooks",
    "meetings",
    "incidentes",
    "incidenten",
    "vorfälle",
    "störungen",
];

/// Last words of names that say that what stands before them is explained below, and need not be collected there: under
/// `postmortem-docs` and `incidents-handbook` the texts must tell.
const EXPLAINED: &[&str] = &[
    "docs",
    "doc",
    "documentation",
    "guide",
    "guides",
    "guidelines",
    "handbook",
    "manual",
    "training",
    "course",
    "workshop",
    "process",
    "policy",
    "template",
    "templates",
    "tool",
    "tools",
    "tooling",
    "handbuch",
    "leitfaden",
    "schulung",
    "vorlage",
    "vorlagen",
    "manuel",
    "modèles",
    "manuale",
    "plantillas",
    "modelos",
    "modelli",
    "handboek",
    "sjablonen",
    "handbok",
    "mallar",
];

/// Names under which texts of every sort stand, told apart one by one.
const BLOGS: &[&str] = &[
    "post",
    "posts",
    "blog",
    "blogs",
    "news",
    "article",
    "articles",
    "journal",
    "diary",
    "entries",
    "stories",
    "notes",
    "wiki",
    "beiträge",
    "neuigkeiten",
    "notizen",
    "actualités",
    "billets",
    "noticias",
    "artículos",
    "notícias",
    "artigos",
    "notizie",
    "articoli",
    "nieuws",
    "berichten",
    "nyheter",
    "inlägg",
    "ブログ",
    "お知らせ",
    "記事",
    "博客",
    "新闻",
    "文章",
];

/// The kind that the nearest folder above `path` says, and that folder.
pub(super) fn folder_kind(path: &str) -> Option<(PageKind, &str)> {
    path.rsplit('/').skip(1).find_map(|folder| Some((named(folder)?, folder)))
}

/// The kind that a folder's name says.
pub(super) fn named(folder: &str) -> Option<PageKind> {
    let name = words(folder);
    let part = || whole(name.rsplit(' ').find(|part| PARTS.contains(part))?);
    let explained = || name.rsplit(' ').next().is_some_and(|last| EXPLAINED.contains(&last));
    whole(&name).or_else(|| part().filter(|kind| *kind != PageKind::Incident || !explained()))
}

/// The same, where the whole name says so.
pub(super) fn wholly_named(folder: &str) -> Option<PageKind> {
    whole(&words(folder))
}

/// Whether a folder holds texts of every sort.
pub(super) fn is_blog(folder: &str) -> bool {
    BLOGS.contains(&words(folder).as_str())
}

fn whole(name: &str) -> Option<PageKind> {
    NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(kind, _)| *kind)
}

/// The words of a name in lower case: without a number before them that only sorts, and without the digits that exports put behind them.
fn words(name: &str) -> String {
    let lower = without_export_digits(name).to_lowercase();
    let mut words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words.first().is_some_and(|word| word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit())) {
        words.remove(0);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_named_in_many_ways() {
        let cases = [
            ("incidents", Some(PageKind::Incident)),
            ("Post-Mortems", Some(PageKind::Incident)),
            ("incident_reports", Some(PageKind::Incident)),
            ("03 - Incident Reviews", Some(PageKind::Incident)),
            ("Outages 0123456789abcdef0123456789abcdef", Some(PageKind::Incident)),
            ("team-postmortems", Some(PageKind::Incident)),
            ("Störungen", Some(PageKind::Incident)),
            ("障害報告", Some(PageKind::Incident)),
            ("incident-response", None),
            ("cncf-glossary", Some(PageKind::Term)),
            ("acme-glossary-docs", Some(PageKind::Term)),
            ("acme-postmortem-docs", None),
            ("incidents-handbook", None),
            ("meeting_notes", Some(PageKind::Page)),
            ("my-services", None),
            ("2024", None),
        ];
        for (folder, kind) in cases {
            assert_eq!(named(folder), kind, "{folder}");
        }
    }
}
