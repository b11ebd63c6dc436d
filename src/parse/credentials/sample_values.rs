//! What stands where a token belongs becomes a yes or no: is it what documentation writes there?
//!
//! Narrow: almost all of it must be one character over and over, two that take turns, letters and digits in their order, or words that
//! say what it is. What is random in a real token is so only once in billions.

/// So many characters may be other than a placeholder's: the last four are often kept.
const OTHERS: usize = 4;

/// A run shorter than this is chance.
const RUN: usize = 4;

/// Counting up or down to fewer than this many is chance.
const COUNT: usize = 6;

/// Whether `random`, the part of a token that is random in a real one, is a placeholder.
pub(super) fn is_placeholder(random: &str) -> bool {
    let lower = random.to_ascii_lowercase();
    let is_said = ["example", "placeholder", "changeme", "redacted"].iter().any(|word| lower.contains(word));
    if is_said || is_named(random) || PUBLISHED.iter().any(|piece| random.contains(piece)) {
        return true;
    }
    let bytes: Vec<u8> = random.bytes().filter(u8::is_ascii_alphanumeric).collect();
    let mut plain = vec![false; bytes.len()];
    repeated(&bytes, &mut plain);
    counted(&bytes, &mut plain);
    plain.iter().filter(|plain| !**plain).count() <= OTHERS
}

/// What stands where a password belongs in documentation, and where there is none.
const SAMPLES: [&str; 60] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "pass",
    "pword",
    "pw",
    "pwd",
    "secret",
    "token",
    "key",
    "apikey",
    "api_key",
    "api-key",
    "credential",
    "credentials",
    "changeme",
    "change_me",
    "change-me",
    "changeit",
    "redacted",
    "removed",
    "hidden",
    "masked",
    "filtered",
    "sanitized",
    "todo",
    "tbd",
    "none",
    "null",
    "nil",
    "true",
    "false",
    "empty",
    "unset",
    "required",
    "optional",
    "string",
    "value",
    "foo",
    "bar",
    "baz",
    "foobar",
    "user",
    "username",
    "hunter2",
    "s3cr3t",
    "s3cret",
    "p@ssw0rd",
    "passw0rd",
    "p4ssw0rd",
    "password1",
    "password123",
    "pass123",
    "secret123",
    "test123",
    "mypassword",
    "mysecret",
    "opensesame",
    "kennwort",
];

/// Pieces of the keys that documentation and emulators use everywhere, too short to be one.
const PUBLISHED: [&str; 7] = [
    "vdM02xNOcqFlqU",
    "yDjf5/R+ob0N8",
    "IkpvaG4gRG9l",
    "hvcGVuIHNlc2FtZQ",
    "XUtnFEMI/K7MDE",
    "4eC39HqLyjWDar",
    "MDEyMzQ1Njc4",
];

/// Whether `value` is what documentation writes, or a variable that stands for the real one.
pub(super) fn is_sample(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let is_variable =
        ["${", "$(", "{{", "<", "%(", "#{", "}}", "__", "->", "&#", "&lt;"].iter().any(|mark| value.contains(mark))
            || value.starts_with('$') && value[1..].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            || value.starts_with('%') && value.ends_with('%')
            || value.starts_with('{')
            || value.starts_with('[');
    let is_reference = [
        "env.",
        "process.",
        "os.",
        "vault:",
        "op://",
        "ssm:",
        "enc[",
        "secrets.",
        "var.",
        "local.",
        "self.",
        "config.",
        "settings.",
    ]
    .iter()
    .any(|begin| lower.starts_with(begin));
    let is_masked = !value.bytes().any(|b| b.is_ascii_alphanumeric()) && value.is_ascii()
        || value.contains("***")
        || value.contains("...");
    is_variable
        || is_reference
        || is_masked
        || SAMPLES.contains(&bare)
        || lower.starts_with("your")
        || lower.starts_with("my-")
        || lower.starts_with("my_")
}

/// Whether it says whose it is and what: `your-api-key-goes-here`, `YOUR_TOKEN`, `YourPersonalAccessToken`.
fn is_named(random: &str) -> bool {
    let begins = |word: &str| random.starts_with(word);
    let names = |words: [&str; 4]| words.iter().any(|word| random.contains(word));
    begins("your") && names(["token", "key", "secret", "password"])
        || begins("Your") && names(["Token", "Key", "Secret", "Password"])
        || begins("YOUR") && names(["TOKEN", "KEY", "SECRET", "PASSWORD"])
}

/// Marks what is one character over and over, or two that take turns.
fn repeated(bytes: &[u8], plain: &mut [bool]) {
    for period in [1, 2] {
        let mut start = 0;
        for at in 0..=bytes.len() {
            let goes_on = at < bytes.len() && (at < start + period || bytes[at] == bytes[at - period]);
            if !goes_on {
                if at - start >= RUN * period {
                    plain[start..at].fill(true);
                }
                start = (at + 1).saturating_sub(period).max(start);
            }
        }
    }
}

/// Marks letters and digits in their order, from the first of them: `1234567890`, `abcdefgh`, `ABCDEF`.
fn counted(bytes: &[u8], plain: &mut [bool]) {
    let mut start = 0;
    while start < bytes.len() {
        let mut end = start + 1;
        if matches!(bytes[start], b'0' | b'1' | b'a' | b'A') {
            while end < bytes.len() && follows(bytes[end - 1], bytes[end]) {
                end += 1;
            }
        }
        // The last one may be cut off where the token is long enough.
        if end - start >= COUNT || (end == bytes.len() && start > 0 && plain[start - 1]) {
            plain[start..end].fill(true);
        }
        start = end;
    }
}

fn follows(before: u8, byte: u8) -> bool {
    byte == before.wrapping_add(1) && byte.is_ascii_alphanumeric() || (before, byte) == (b'9', b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_documentation_writes_is_a_placeholder() {
        let placeholders = [
            &"x".repeat(36),
            &"X".repeat(16),
            &"0".repeat(20),
            &"xX".repeat(18),
            &format!("{}A7b3", "x".repeat(32)),
            &format!("{}-{}-{}", "0".repeat(12), "0".repeat(12), "X".repeat(24)),
            "123456789012-1234567890123-abcdefghijklmnopqrstuvwx",
            "1234567890abcdefghijklmnopqrstuvwxyz",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "0123456789abcdef0123456789abcdef0123",
            "ABCDEFGHIJKLMNOP",
            "1234567890ABCDEF",
            "IOSFODNN7EXAMPLE",
            "your-personal-access-token",
            "YOUR_API_KEY_GOES_HERE_0",
            "YourPersonalAccessTokenGoesHere12345",
            "this-is-a-placeholder-and-no-key",
        ];
        for placeholder in placeholders {
            assert!(is_placeholder(placeholder), "{placeholder}");
        }
    }

    #[test]
    fn what_could_be_a_token_is_none() {
        let tokens = [
            "q7RtZ2mWc9Xk4LbV8sNd3HfJ6pTgY1uAe5Ko",
            "QRSTUVWX23456789",
            "ABCDEFGH23456789",
            "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
            "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6",
            &format!("{}{}", "x".repeat(12), "q7RtZ2mWc9Xk4LbV8sNd3HfJ"),
            &format!("abcdefgh{}", "q7RtZ2mWc9Xk4LbV8sNd3HfJ6pTg"),
            "yourZ2mWc9Xk4LbV8sNd3HfJ6pTgY1uAe5Ko",
            "deadbeefcafedeadbeefcafe0badf00d",
            "zebrazebrazebrazebra",
        ];
        for token in tokens {
            assert!(!is_placeholder(token), "{token}");
        }
    }
}
