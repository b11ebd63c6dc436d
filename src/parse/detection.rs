//! A sentence on how an incident was found becomes one of the design's words, when it clearly says one.

/// Phrases per word; a text counts only when exactly one word's phrases are in it.
const SIGNS: &[(&str, &[&str])] = &[
    ("slo-burn", &["burn rate", "burn-rate", "slo burn", "error budget", "slo alert", "slo violation"]),
    (
        "scheduled-check",
        &[
            "scheduled check",
            "nightly check",
            "synthetic",
            "smoke test",
            "canary test",
            "health check",
            "cron job reported",
            "geplante prüfung",
        ],
    ),
    (
        "support",
        &[
            "support ticket",
            "support team",
            "customer support",
            "support request",
            "zendesk",
            "support engineer",
            "helpdesk",
            "help desk",
            "ticket de soporte",
            "kundensupport",
            "サポート",
        ],
    ),
    (
        "customer",
        &[
            "customer report",
            "customers report",
            "customer complain",
            "customers complain",
            "reported by a customer",
            "reported by customer",
            "reported by users",
            "reported by a user",
            "reported by user",
            "user report",
            "users report",
            "customer contacted",
            "customers contacted",
            "customer noticed",
            "customers noticed",
            "user noticed",
            "users noticed",
            "by customers",
            "by a customer",
            "by users",
            "by a user",
            "from customers",
            "from a customer",
            "from users",
            "customer raised",
            "customer notified",
            "customer told",
            "customers told",
            "user complain",
            "twitter",
            "github issue",
            "community forum",
            "kunden meld",
            "kunde meld",
            "von kunden",
            "von einem kunden",
            "les clients ont",
            "un client a",
            "par un client",
            "par des clients",
            "un cliente",
            "los clientes",
            "por clientes",
            "顧客から",
            "お客様から",
            "ユーザーから",
            "ユーザから",
        ],
    ),
    (
        "dashboard",
        &[
            "dashboard",
            "looking at graphs",
            "looking at the graph",
            "looking at grafana",
            "noticed in grafana",
            "watching the graph",
        ],
    ),
    (
        "partner",
        &[
            "partner report",
            "partner notified",
            "our vendor",
            "vendor notified",
            "provider notified",
            "supplier",
            "third party notified",
            "third-party notified",
            "security researcher",
            "bug bounty",
        ],
    ),
    (
        "employee",
        &[
            "engineer noticed",
            "engineers noticed",
            "developer noticed",
            "developers noticed",
            "noticed by an engineer",
            "reported by an engineer",
            "employee",
            "colleague",
            "internal user",
            "internally reported",
            "reported internally",
            "team member noticed",
            "noticed internally",
            "manually noticed",
            "noticed manually",
            "noticed by the team",
            "noticed by a developer",
            "reported by a developer",
            "mitarbeiter",
            "kollege",
            "manual observation",
            "社員",
            "employé",
            "empleado",
            "an engineer",
        ],
    ),
    (
        "alert",
        &[
            "alert",
            "paged",
            "pagerduty",
            "opsgenie",
            "pager",
            "alarm",
            "monitoring detected",
            "monitoring system",
            "automated monitoring",
            "our monitoring",
            "monitoring",
            "überwachung",
            "alerte",
            "alerta",
            "アラート",
            "監視",
            "告警",
            "报警",
            "borgmon",
            "nagios",
            "prometheus",
            "datadog",
            "sentry",
            "pingdom",
        ],
    ),
];

/// Words before or after which a sign is one that was missing.
const ABSENT: &[&str] = &[
    "no alert",
    "no alarm",
    "no monitoring",
    "not alert",
    "without alert",
    "n't alert",
    "alerts did not",
    "alert did not",
    "alerts didn't",
    "alert didn't",
    "missing alert",
    "lack of alert",
    "lack of monitoring",
    "not paged",
    "no page",
    "not fire",
    "n't fire",
    "never fired",
    "no dashboard",
    "kein alarm",
    "keine alarm",
    "aucune alerte",
    "ninguna alerta",
    "before any alert",
    "before alert",
    "not have alert",
    "not detect",
    "n't detect",
    "should have",
    "not caught",
    "not notice",
    "n't notice",
];

/// The design's word for how something was found.
pub(super) fn detection(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let word = match bare {
        "alert" | "alerts" | "monitoring" | "alerting" | "automated" | "automatic" => Some("alert"),
        "customer" | "customers" | "user" | "users" | "client" | "clients" | "kunde" | "kunden" | "cliente"
        | "clientes" => Some("customer"),
        "support" | "customer support" => Some("support"),
        "employee" | "internal" | "engineer" | "developer" | "manual" | "staff" => Some("employee"),
        "dashboard" => Some("dashboard"),
        "partner" | "vendor" => Some("partner"),
        "slo" | "slo burn" | "slo-burn" => Some("slo-burn"),
        "scheduled check" | "scheduled-check" | "synthetic" => Some("scheduled-check"),
        "unknown" | "unbekannt" | "inconnu" | "desconocido" | "不明" => Some("unknown"),
        _ => None,
    };
    word.or_else(|| {
        let sentences = lower.split_inclusive(['.', '!', '。', ';']).take(3);
        sentences
            .filter(|s| !ABSENT.iter().any(|a| s.contains(a)))
            .find_map(|s| Some(sign(s)).filter(|s| s.1).map(|s| s.0))
            .flatten()
    })
}

/// The word of the only sign in a sentence, and whether there was any sign at all.
fn sign(sentence: &str) -> (Option<&'static str>, bool) {
    let found: Vec<&str> = SIGNS
        .iter()
        .filter(|(_, phrases)| phrases.iter().any(|p| sentence.contains(p)))
        .map(|(word, _)| *word)
        .collect();
    let word = match found.as_slice() {
        [one] => Some(*one),
        ["slo-burn" | "scheduled-check", "alert"] => found.first().copied(),
        ["support", "customer"] => Some("support"),
        ["dashboard", "alert"] => Some("alert"),
        _ => None,
    };
    (word, !found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clear_words_count() {
        let cases = [
            ("An alert on lease age paged the on-call.", Some("alert")),
            ("The error budget burn alert fired.", Some("slo-burn")),
            ("A customer reported failing orders.", Some("customer")),
            ("No alert fired. Customers reported failing orders.", Some("customer")),
            ("A customer wrote a support ticket.", Some("support")),
            ("Customers reported it while an alert was already being looked at.", None),
            ("customers", Some("customer")),
            ("Unknown", Some("unknown")),
            ("It was found.", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(detection(text), expected, "{text}");
        }
    }
}
