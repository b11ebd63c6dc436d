//! A value becomes a yes or no: could a machine have drawn it, or a person have typed it as a password?

use base64::Engine;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use crate::parse::credentials::sample_values::{is_placeholder, is_sample};

/// Nothing shorter is random enough to be told from a word.
const RANDOM: usize = 16;

/// Whether `value` looks drawn: kinds of characters take turns in it, and it is no name made of words.
pub(super) fn is_random(value: &str) -> bool {
    let kinds: Vec<u8> = value.bytes().filter_map(kind).collect();
    if kinds.len() < RANDOM || is_name(value) || is_call(value) || is_camel(value) {
        return false;
    }
    let turns = kinds.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let has_digit = kinds.contains(&DIGIT);
    let has_letter = kinds.iter().any(|kind| *kind != DIGIT);
    has_letter && variety(value) >= 3.0 && (has_digit && turns * 6 >= kinds.len() || turns * 5 >= kinds.len() * 2)
}

/// The entropy of the characters of `value`, in bits a character.
fn variety(value: &str) -> f64 {
    let mut counts = [0_u32; 256];
    value.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
    let length = value.len() as f64;
    let share = |count: &u32| f64::from(*count) / length;
    -counts.iter().filter(|count| **count > 0).map(share).map(|p| p * p.log2()).sum::<f64>()
}

const DIGIT: u8 = 0;

fn kind(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(DIGIT),
        b'a'..=b'z' => Some(1),
        b'A'..=b'Z' => Some(2),
        _ => None,
    }
}

/// Whether `value` is words and numbers that marks join: `prod-eu-west-1`, `orders.v2.checkout`, `creds-7f9c6b5d4f`.
pub(super) fn is_name(value: &str) -> bool {
    let parts: Vec<&str> = value.split(['-', '_', '.', '/', ':']).filter(|part| !part.is_empty()).collect();
    let is_word = |part: &&&str| part.len() >= 3 && part.bytes().all(|b| b.is_ascii_lowercase()) && has_vowel(part);
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let is_part =
        |part: &&str| is_number(part) || is_number(&part[1..]) || part.bytes().all(|b| b.is_ascii_alphabetic());
    let plain = value.is_ascii() && parts.iter().all(is_part);
    plain && parts.iter().all(|part| part.len() < 24) || parts.iter().filter(is_word).count() >= 2
}

/// Whether `value` is code that calls, indexes, builds or matches something.
fn is_call(value: &str) -> bool {
    let word = value.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | ':')).unwrap_or(value.len());
    let is_pattern = value.contains(')') && !value.contains('(');
    is_pattern || value[word..].starts_with(['(', '[', '{'])
}

/// Whether `value` is mostly words that begin with a capital each: `Ed25519PrivateKey`.
fn is_camel(value: &str) -> bool {
    let bytes = value.as_bytes();
    let mut in_words = 0;
    let mut at = 0;
    while at < bytes.len() {
        let small = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        let vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u');
        let is_word = bytes[at].is_ascii_uppercase() && small >= 2 && bytes[at + 1..=at + small].iter().any(vowel);
        in_words += if is_word { small + 1 } else { 0 };
        at += if is_word { small + 1 } else { 1 };
    }
    in_words * 5 >= bytes.len() * 3
}

/// Whether `value` is a name for a password: `expected_password2`.
fn is_named_for_it(value: &str) -> bool {
    let name = value.trim_end_matches(|c: char| c.is_ascii_digit());
    name.ends_with("password") && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn has_vowel(word: &str) -> bool {
    word.bytes().any(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}

/// Marks that people put into passwords, and seldom into anything that is named beside one.
const MARKS: &str = "!@#$%^&*?+~";

/// Names with a digit that are no password: what a password is made or kept with.
const TECHNICAL: [&str; 22] = [
    "sha1",
    "sha256",
    "sha512",
    "sha3",
    "base64",
    "base32",
    "oauth2",
    "oauth1",
    "utf8",
    "utf-8",
    "bcrypt",
    "argon2",
    "argon2id",
    "pbkdf2",
    "rsa2048",
    "rsa4096",
    "ed25519",
    "x25519",
    "aes256",
    "aes128",
    "1password",
    "bip39",
];

/// Whether somebody may have typed `value` as a password: letters beside digits in one word, or with marks.
pub(super) fn is_typed(value: &str) -> bool {
    let has = |of: fn(char) -> bool| value.chars().any(of);
    let marks = value.chars().filter(|c| MARKS.contains(*c)).count();
    let is_path = value.starts_with(['/', '.', '~', '\\']) || value.contains("://") || value.contains("::");
    let is_measure =
        value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').chars().count() <= 3 && marks == 0;
    if !(6..=200).contains(&value.len())
        || is_path
        || is_measure
        || is_call(value)
        || is_named_for_it(value)
        || is_sample(value)
        || is_placeholder(value)
    {
        return false;
    }
    let lower = value.to_ascii_lowercase();
    if TECHNICAL.contains(&lower.as_str()) || is_time(value) {
        return false;
    }
    let is_mixed = has(char::is_alphabetic) && has(|c| c.is_ascii_digit()) && !is_name(value);
    // One mark at the end is a sentence's; one that begins is a reference's.
    let inner = value.trim_matches(|c| MARKS.contains(c)).chars().filter(|c| MARKS.contains(*c)).count();
    is_mixed || has(char::is_alphabetic) && value.len() >= 8 && (inner >= 1 && !is_mail(value) || marks >= 3)
}

/// Whether it is an address of mail: where a password was sent to, say.
fn is_mail(value: &str) -> bool {
    value.split_once('@').is_some_and(|(name, host)| !name.contains(|c| MARKS.contains(c)) && host.contains('.'))
}

/// `2024-03-11T10:00`, `10:15`, `v1.2.3-rc1`: begins with a digit or a `v` before one and has more marks of time than anything else.
fn is_time(value: &str) -> bool {
    let rest = value.strip_prefix(['v', 'V']).unwrap_or(value);
    let marks = rest.bytes().filter(|byte| matches!(byte, b'-' | b':' | b'.')).count();
    rest.starts_with(|c: char| c.is_ascii_digit())
        && marks >= 2
        && rest.split(['-', ':', '.', 'T', 'Z', '+']).filter(|part| !part.bytes().all(|b| b.is_ascii_digit())).count()
            <= 1
}

const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Whether `value` is base64 of a name and its password.
pub(super) fn is_pair(value: &str) -> bool {
    let Some(pair) = BASE64.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok()) else { return false };
    pair.split_once(':').is_some_and(|(name, password)| {
        pair.chars().all(|c| !c.is_control())
            && name.len() + password.len() >= 4
            && name != password
            && !is_sample(password)
            && !is_sample(&password.replace(' ', ""))
            && !is_placeholder(password)
    })
}

/// Whether `value` is a UUID.
pub(super) fn is_uuid(value: &str) -> bool {
    let groups: Vec<usize> = value.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && value.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_machine_drew_is_told_from_names() {
        for value in ["q7RtZ2mWc9Xk4LbV8s", "f3a9c01d7be24c5590aa", "mWc9Xk4L-bV8sNd3HfJ6_pTgY1uAe5Ko"] {
            assert!(is_random(value), "{value}");
        }
        let names = [
            "prod-eu-west-1-checkout",
            "prod-db-creds-7f9c6b5d4f",
            "orders.v2.checkout",
            "getUserTokenFromCache",
            "OAuth2AuthorizationCodeGrant(x",
            "aaaaaaaaaaaaaaaa1",
            "1234567890123456",
            "short7Qx",
        ];
        for value in names {
            assert!(!is_random(value), "{value}");
        }
    }

    #[test]
    fn what_a_person_typed_is_told_from_words_and_references() {
        for value in ["Walnut4711", "hunter22", "s0mmer!kX", "Qu!nce#tree", "p9$Tq2&z"] {
            assert!(is_typed(value), "{value}");
        }
        let words = [
            "rotated",
            "see-the-vault",
            "${DB_PASSWORD}",
            "$PASSWORD",
            "<password>",
            "********",
            "2024-03-11",
            "v1.2.3",
            "sha256",
            "/run/secrets/db1",
            "vault:kv/db1",
            "getPassword2(x)",
            "expected_password2",
            "12h",
            "ann@cove.dev",
            "changeme",
            "https://cove.dev/1",
        ];
        for value in words {
            assert!(!is_typed(value), "{value}");
        }
    }

    #[test]
    fn a_pair_is_base64_of_a_name_and_a_password() {
        let pair = |text: &str| BASE64.encode(text);
        assert!(is_pair(&pair("deploy:Walnut4711")));
        for text in ["user:password", "no colon in it", "a:a", "deploy:${PASSWORD}"] {
            assert!(!is_pair(&pair(text)), "{text}");
        }
        assert!(!is_pair("authentication"));
    }
}
