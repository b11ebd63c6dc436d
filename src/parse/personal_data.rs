//! A text becomes the places of personal data in it, of the kinds that the house has a policy for.
//!
//! Names of people are not among them: no rule finds them all, and judgement is for people.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;

use crate::diag::{Diagnostic, Rule};
use crate::model::{PersonalKind, Policy, PrivacyConfig, Span};

/// Personal data in a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PersonalPlace {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: PersonalKind,
    /// What becomes of it.
    pub(crate) policy: Policy,
}

impl PersonalPlace {
    /// What is to be said of it, never what it is.
    pub(crate) fn finding(self, shown_path: &str) -> Diagnostic {
        let what = self.kind.words();
        let (rule, message) = match self.policy {
            Policy::Stop => (Rule::PrivacyStop, format!("{what}, over which `[privacy]` stops a build")),
            Policy::Mask => (Rule::PrivacyMasked, format!("{what}, which is overwritten")),
            Policy::Allow | Policy::Report => (Rule::PrivacyPersonal, format!("{what}, which is published")),
        };
        let public = "what is public on purpose belongs into `public` of `[privacy]`";
        let hint = match rule {
            Rule::PrivacyPersonal => public.to_owned(),
            _ => format!("`casebook redact` takes it out of the text; {public}"),
        };
        Diagnostic::new(rule, shown_path, message).at(self.span).hint(hint)
    }
}

/// Whether `config` has a policy for anything.
fn has_policy(config: &PrivacyConfig) -> bool {
    KINDS.iter().any(|kind| config.policy(*kind) != Policy::Allow)
}

const KINDS: [PersonalKind; 5] =
    [PersonalKind::Email, PersonalKind::Telephone, PersonalKind::Ip, PersonalKind::Host, PersonalKind::Account];

/// The places of personal data that `config` has a policy for, in order, none overlapping another. Linear in the text.
pub(crate) fn personal_data(text: &str, config: &PrivacyConfig) -> Vec<PersonalPlace> {
    if !has_policy(config) {
        return Vec::new();
    }
    let kinds = KINDS.iter().filter(|kind| config.policy(**kind) != Policy::Allow);
    let mut all: Vec<(Span, PersonalKind)> =
        kinds.flat_map(|kind| spans(text, *kind, config).into_iter().map(|span| (span, *kind))).collect();
    all.retain(|(span, _)| !config.public.iter().any(|public| text[span.clone()].eq_ignore_ascii_case(public)));
    all.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    all.retain(|(span, _)| {
        let is_apart = span.start >= end;
        end = end.max(span.end);
        is_apart
    });
    all.into_iter().map(|(span, kind)| PersonalPlace { span, kind, policy: config.policy(kind) }).collect()
}

/// `text` with what is masked, or stops a build, overwritten, as long in bytes; `None` where there is none.
pub(crate) fn overwritten(text: &str, places: &[PersonalPlace]) -> Option<String> {
    let mut hidden = places.iter().filter(|place| matches!(place.policy, Policy::Mask | Policy::Stop)).peekable();
    hidden.peek()?;
    let mut bytes = text.as_bytes().to_vec();
    for place in hidden {
        bytes[place.span.clone()].iter_mut().filter(|byte| !byte.is_ascii_whitespace()).for_each(|byte| *byte = b'x');
    }
    Some(String::from_utf8(bytes).expect("whole characters were overwritten, each by some of ASCII"))
}

fn spans(text: &str, kind: PersonalKind, config: &PrivacyConfig) -> Vec<Span> {
    match kind {
        PersonalKind::Email => matches(&EMAIL, text).filter(|span| is_somebodys(&text[span.clone()])).collect(),
        PersonalKind::Telephone => {
            let told = matches(&TELEPHONE, text).filter(|span| is_number(&text[span.clone()]));
            told.chain(matches(&NATIONAL, text).filter(|span| is_national(text, span))).collect()
        }
        PersonalKind::Ip => matches(&IP, text).filter(|span| is_ip(text, span)).collect(),
        PersonalKind::Host => beside(text, &config.hosts, Side::End),
        PersonalKind::Account => beside(text, &config.accounts, Side::Start),
    }
}

/// The last group of each match, or all of it.
fn matches<'a>(regex: &'a Regex, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    regex.captures_iter(text).filter_map(|captures| Some(captures.get(1).or_else(|| captures.get(0))?.range()))
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is valid")
}

static EMAIL: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)+"));

/// Behind a word for it, the first group; or with a country's code.
static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)(?:(?-u:\b)(?:tel|telefon|telephone|phone|cell|call|dial|hotline|handy|rufnummer|tél|téléphone|portable|teléfono|móvil|tlf|telefone|telemóvel|celular|telefono|cellulare|telefoon|mobiel|mobile|mobil|mob|komórka|fax)|電話|携帯|电话|手机|座机|전화|휴대폰|(?:тел|телефон|моб))[.:：]{0,2}\s{0,2}([+0-9(][0-9 ()./-]{6,20}[0-9])|\+[1-9][0-9 ()./-]{6,18}[0-9]",
    )
});

/// As it is written within a country: with the digit for other places, in groups of one kind; as in North America; mobile ones of China.
static NATIONAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"0[1-9][0-9]{0,3}(?:(?: [0-9]{2,4}){2,4}|(?:-[0-9]{3,4}){2}|[ /-][0-9]{5,8})|(?:\([0-9]{3}\) ?|[0-9]{3}-)[0-9]{3}-[0-9]{4}|1[3-9][0-9](?:-?[0-9]{4}){2}",
    )
});

static IP: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|(?i:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f.]{0,15})"));

/// Whether an address of mail is of anybody: not of documentation, nor the user of a repository.
fn is_somebodys(address: &str) -> bool {
    let Some((name, host)) = address.rsplit_once('@') else { return false };
    let host = host.to_ascii_lowercase();
    let is_sample = ["example", "invalid", "test", "localhost"].iter().any(|last| host.ends_with(&format!(".{last}")))
        || ["example.com", "example.org", "example.net"]
            .iter()
            .any(|sample| host == *sample || host.ends_with(&format!(".{sample}")));
    let is_file = ["png", "jpg", "svg", "webp"].iter().any(|ending| host.ends_with(&format!(".{ending}")));
    !is_sample
        && !is_file
        && name != "git"
        && host.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_alphabetic()))
}

fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (8..=15).contains(&digits) || text.starts_with(['0', '(']) && digits >= 7
}

/// Whether a number stands by itself, and is no day: nothing that counts or names goes on around it.
fn is_national(text: &str, span: &Span) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '/' | '#' | '=' | '_' | '+' | ',');
    let (before, after) = (text[..span.start].chars().next_back(), text[span.end..].chars().next());
    // A number may end a sentence.
    let ends =
        |c: char| matches!(c, '.' | ',') && !text[span.end + 1..].starts_with(|next: char| next.is_ascii_digit());
    let digits = text[span.clone()].bytes().filter(u8::is_ascii_digit).count();
    digits >= 9 && before.is_none_or(|c| !is_part(c)) && after.is_none_or(|c| !is_part(c) || ends(c))
}

/// Name servers that everybody asks, and networks that everybody has: they are of nobody.
const PUBLIC: [&str; 8] =
    ["1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4", "9.9.9.9", "10.0.0.0", "172.16.0.0", "192.168.0.0"];

/// Whether an address could be of a machine: not of this one, not of documentation, no version.
fn is_ip(text: &str, span: &Span) -> bool {
    let written = &text[span.clone()];
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let goes_on = text[span.end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let stands_alone = !goes_on
        && before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-' | ':'))
        && after.is_none_or(|c| !c.is_alphanumeric() && c != ':');
    let is_version = text[..span.start].trim_end().to_ascii_lowercase().ends_with("version");
    if !stands_alone || is_version || PUBLIC.contains(&written) {
        return false;
    }
    let v4 = |ip: Ipv4Addr| !(ip.is_loopback() || ip.is_unspecified() || ip.is_broadcast() || ip.is_documentation());
    let v6 = |ip: Ipv6Addr| !(ip.is_loopback() || ip.is_unspecified() || ip.segments()[..2] == [0x2001, 0xdb8]);
    written.parse().map(v4).or_else(|_| written.parse().map(v6)).unwrap_or(false)
}

/// Where a word holds what the house's words begin or end with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

/// The words that begin, or end, with one of `known`.
fn beside(text: &str, known: &[String], side: Side) -> Vec<Span> {
    let lower = text.to_ascii_lowercase();
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let one = |known: &String| {
        let known = known.to_ascii_lowercase();
        let at = |(at, _): (usize, &str)| {
            let end = at + known.len();
            let start = match side {
                Side::Start => at,
                Side::End => text[..at]
                    .rfind(|c| !is_word(c))
                    .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8)),
            };
            let end = match side {
                Side::Start => end + text[end..].find(|c| !is_word(c)).unwrap_or(text.len() - end),
                Side::End => end,
            };
            let begins = text[..start].chars().next_back().is_none_or(|c| !is_word(c));
            let ends = text[end..].chars().next().is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-');
            // `notcove.example` is no host of `cove.example`.
            let joins = side == Side::Start || at == start || text[..at].ends_with('.') || known.starts_with('.');
            (begins && ends && joins).then(|| start..start + text[start..end].trim_end_matches('.').len())
        };
        match known.is_empty() {
            true => Vec::new(),
            false => lower.match_indices(known.as_str()).filter_map(at).collect::<Vec<_>>(),
        }
    };
    known.iter().flat_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let config = PrivacyConfig {
            names: crate::model::NamesPolicy::Allow,
            email: Policy::Mask,
            telephone: Policy::Mask,
            ip: Policy::Mask,
            host: Policy::Mask,
            account: Policy::Mask,
            hosts: vec![String::from("corp.cove.dev")],
            accounts: vec![String::from("svc-")],
            public: vec![String::from("press@cove.dev")],
        };
        personal_data(text, &config).into_iter().map(|place| &text[place.span]).collect()
    }

    #[test]
    fn what_is_of_somebody_is_found_whole() {
        let text = "Mail ann.lee@cove.dev or press@cove.dev, call +45 12 34 56 78 or Tel.: 030/1234567; db-3.corp.cove.dev \
                    (10.0.3.4, fe80::1ff:fe23:4567:890a) ran as svc-deploy.";
        let all = [
            "ann.lee@cove.dev",
            "+45 12 34 56 78",
            "030/1234567",
            "db-3.corp.cove.dev",
            "10.0.3.4",
            "fe80::1ff:fe23:4567:890a",
            "svc-deploy",
        ];
        assert_eq!(found(text), all);
    }

    #[test]
    fn telephone_numbers_are_found_as_countries_write_them() {
        for (text, number) in [
            ("call (415) 867-5309 now", "(415) 867-5309"),
            ("415-867-5309.", "415-867-5309"),
            ("020 7946 0123, London", "020 7946 0123"),
            ("ring 0171 2345678", "0171 2345678"),
            ("06 12 34 56 78", "06 12 34 56 78"),
            ("13812345678 (Li)", "13812345678"),
            ("010-1234-5678", "010-1234-5678"),
            ("móvil: 612 345 678", "612 345 678"),
            ("cell. 333 123 4567", "333 123 4567"),
            ("тел. 8 (912) 345-67-89", "8 (912) 345-67-89"),
            ("电话：010 6552 9988", "010 6552 9988"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
        let none = "05/11/2024 10:22, 03-12-2024, 0123456789ab, 2024-03-11 0900, a 001 12 34, sha 13812345678f, id=13812345678, \
                    0.12 345 678 901, INC-415-867-5309, 1.1.1.1, 10.0.0.0/8, OpenSSL 1.1.1.1, 1741683300123, call 10 people in 20 minutes";
        assert_eq!(found(none), Vec::<&str>::new());
    }

    #[test]
    fn what_is_of_nobody_is_left() {
        let text = "ann@example.com, git@github.com, a@2x.png, 127.0.0.1, 0.0.0.0, 192.0.2.7, version 1.2.3.4, v1.2.3.4, 10:15:30, +02:00, \
                    2024-03-11T10:15:00+01:00, ::1, 12:30, std::fs::read, 99.99, notcorp.cove.dev, corp.cove.devices, mysvc-x, 1.2.3.4.5";
        assert_eq!(found(text), Vec::<&str>::new());
    }

    #[test]
    fn nothing_is_looked_for_without_a_policy() {
        assert_eq!(personal_data("ann@cove.dev", &PrivacyConfig::default()), []);
        assert!(!has_policy(&PrivacyConfig::default()));
    }
}
