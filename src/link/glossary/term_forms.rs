//! A term becomes the forms in which prose may name it: title and aliases, plurals, spellings with a space, a hyphen or neither.

/// One form of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    /// What is looked for: lower case, one space between words.
    pub(super) pattern: String,
    /// The exact spelling, where case counts.
    pub(super) exact: Option<String>,
    /// How it came to be.
    pub(super) origin: Origin,
}

/// How a form came to be; the earlier wins where two terms share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// It is the term's title.
    Title,
    /// It is one of its aliases.
    Alias,
    /// It is a plural or another spelling of one of these.
    Derived,
}

/// What a title names: `Service level objective (SLO)` is two names, `Lease (leadership)` the first.
pub(in crate::link) fn of_title(title: &str) -> Vec<&str> {
    let title = title.trim();
    let Some((name, rest)) = title.split_once(" (") else { return vec![title] };
    let inner = rest.trim_end().trim_end_matches(')').trim();
    if name.trim().is_empty() {
        return vec![title];
    }
    if is_abbreviation(inner) || is_acronym(name.trim()) { vec![name.trim(), inner] } else { vec![name.trim()] }
}

/// The forms of a name, the one as written first. English forms are derived for English names only.
pub(super) fn forms(name: &str, origin: Origin, lang: &str) -> Vec<Form> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = name.chars().filter(|c| c.is_alphanumeric()).count();
    if letters == 0 || (letters < 3 && !is_acronym(&name) && name.is_ascii()) || name.len() > 120 {
        return Vec::new();
    }
    if is_acronym(&name) {
        let plural = format!("{name}s");
        let form = |exact: String, origin| Form { pattern: folded(&exact), exact: Some(exact), origin };
        return vec![form(name.clone(), origin), form(plural, Origin::Derived)];
    }
    let form = |text: String, origin| Form { pattern: text, exact: None, origin };
    let pattern = folded(&name);
    let mut forms = vec![form(pattern.clone(), origin)];
    if lang.eq_ignore_ascii_case("en") {
        forms.extend(other_number(&pattern).into_iter().map(|text| form(text, Origin::Derived)));
        let words: Vec<&str> = pattern.split(' ').collect();
        if let [first, second] = words.as_slice()
            && first.len() > 2
            && second.len() > 2
        {
            let joined = format!("{first}{second}");
            forms.extend(other_number(&joined).into_iter().map(|text| form(text, Origin::Derived)));
            forms.push(form(joined, Origin::Derived));
        }
    }
    forms
}

/// Whether case counts: at least two capitals or digits and no small letter (`SLO`, `CI/CD`, `K8S`).
pub(super) fn is_acronym(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 1
        && name.chars().filter(|c| c.is_alphanumeric()).count() >= 2
        && name.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '-' | '&' | '.' | ' '))
}

/// An acronym, or a short word with capitals within it (`IaC`, `mTLS`).
fn is_abbreviation(name: &str) -> bool {
    let short = name.len() <= 8 && name.chars().all(char::is_alphanumeric);
    is_acronym(name) || short && name.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// Lower case, hyphens as spaces.
pub(in crate::link) fn folded(text: &str) -> String {
    text.chars().map(fold_char).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One character as patterns have it: lower case where that is one character, hyphens and white space as a space.
pub(super) fn fold_char(c: char) -> char {
    match c {
        '-' | '\u{2010}' | '\u{2011}' => ' ',
        '\u{2019}' => '\'',
        c if c.is_whitespace() => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => {
            let mut lower = c.to_lowercase();
            lower.next().filter(|_| lower.next().is_none()).unwrap_or(c)
        }
    }
}

/// The plural of a singular and the singular of a plural, by the regular endings of English.
fn other_number(name: &str) -> Option<String> {
    let last = name.rsplit(' ').next().unwrap_or(name);
    if last.len() < 3 || !last.chars().all(|c| c.is_ascii_lowercase()) {
        return None;
    }
    let stem = |cut: usize| &name[..name.len() - cut];
    let vowel = |c: Option<char>| c.is_some_and(|c| "aeiou".contains(c));
    let singular = if last.ends_with("ss") || last.ends_with("us") || last.ends_with("is") {
        None
    } else if last.ends_with("ies") && last.len() > 4 {
        Some(format!("{}y", stem(3)))
    } else if ["ses", "xes", "zes", "ches", "shes"].iter().any(|end| last.ends_with(end)) {
        // `caches` is of `cache`, `batches` of `batch`; the shorter is the rarer word and harmless as a pattern.
        Some(if last.ends_with("ches") || last.ends_with("ses") { stem(1) } else { stem(2) }.to_owned())
    } else {
        last.strip_suffix('s').map(|_| stem(1).to_owned())
    };
    if singular.is_some() {
        return singular;
    }
    Some(if ["s", "x", "z", "ch", "sh"].iter().any(|end| last.ends_with(end)) {
        format!("{name}es")
    } else if last.ends_with('y') && !vowel(last.chars().rev().nth(1)) {
        format!("{}ies", stem(1))
    } else {
        format!("{name}s")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_hyphens_and_joined_words_are_forms() {
        let of = |name: &str| forms(name, Origin::Title, "en").into_iter().map(|form| form.pattern).collect::<Vec<_>>();
        assert_eq!(of("Retry storm"), ["retry storm", "retry storms", "retrystorms", "retrystorm"]);
        assert_eq!(of("Auto-scaling"), ["auto scaling", "auto scalings", "autoscalings", "autoscaling"]);
        assert_eq!(of("Dependency"), ["dependency", "dependencies"]);
        assert_eq!(of("Error budgets"), ["error budgets", "error budget", "errorbudget", "errorbudgets"]);
        assert_eq!(of("Cache"), ["cache", "caches"]);
        assert_eq!(of("Switch"), ["switch", "switches"]);
        assert_eq!(of("Quorum of three"), ["quorum of three", "quorum of threes"]);
        assert_eq!(of("障害"), ["障害"]);
        assert_eq!(of("it"), Vec::<String>::new());
    }

    #[test]
    fn case_counts_for_acronyms() {
        let exact =
            |name: &str| forms(name, Origin::Title, "en").into_iter().map(|form| form.exact).collect::<Vec<_>>();
        assert_eq!(exact("SLO"), [Some("SLO".to_owned()), Some("SLOs".to_owned())]);
        assert_eq!(of_title("Service level objective (SLO)"), ["Service level objective", "SLO"]);
        assert_eq!(of_title("Infrastructure as Code (IaC)"), ["Infrastructure as Code", "IaC"]);
        assert_eq!(of_title("Lease (leadership)"), ["Lease"]);
        assert!(is_acronym("CI/CD") && is_acronym("K8S") && !is_acronym("IaaS") && !is_acronym("42"));
    }
}
