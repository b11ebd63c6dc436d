//! A name that says what it holds, and what is assigned to it, become a credential: `PASSWORD=…`, `"clientSecret": "…"`, `Kennwort: …`.

use crate::model::Span;
use crate::parse::credentials::kind::CredentialPlace;
use crate::parse::credentials::random_values::{is_random, is_typed, is_uuid};
use crate::parse::credentials::sample_values::{is_placeholder, is_sample};
use crate::parse::credentials::telling_names::Says::{Code, Key, Password, Secret, Token};
use crate::parse::credentials::telling_names::says;

/// A name is looked at so far around its word.
const REACH: usize = 48;

/// What ends a value where HTML writes quotation marks so.
const ENTITIES: [&str; 5] = ["&quot", "&rdquo", "&ldquo", "&lt", "&gt"];

/// What a value is set in that follows its name with nothing between: `the password "…"`.
const QUOTES: [char; 6] = ['\'', '"', '“', '„', '«', '`'];

/// So many characters of a value are looked at.
const LONGEST: usize = 400;

/// The credential that is assigned to the name whose word stands at `word`.
pub(super) fn assigned(text: &str, word: Span) -> Option<CredentialPlace> {
    let bytes = text.as_bytes();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let before = bytes[..word.start].iter().rev().take(REACH).take_while(|byte| is_name(byte)).count();
    let after = bytes[word.end..].iter().take(REACH).take_while(|byte| is_name(byte)).count();
    let (start, end) = (word.start - before, word.end + after);
    // `arn:aws:…:secret:name` and other names of many parts assign nothing.
    let is_part = start > 0 && bytes[start - 1] == b':' && bytes.get(end) == Some(&b':');
    let mark = start.checked_sub(1).map(|at| bytes[at]);
    // `registry.example/secret-reader:1.4`: the program is called so, and what follows is its version.
    let is_image = mark == Some(b'/')
        && word.end < end
        && text[end..].strip_prefix(':').is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let (from, way) = separator(text, start, end).filter(|_| !is_part && !is_image)?;
    let says = says(text.get(start..end)?, text.get(word)?)?;
    let in_address = matches!(mark, Some(b'?' | b'&' | b'#' | b';')) && way == Way::Sign && is_address(&text[..start]);
    let value = value(text, from, in_address)?;
    let written = &text[value.clone()];
    if written.starts_with(['$', '%', '@', '{', '<', '!', '*']) && is_sample(written) {
        return None;
    }
    let certain = match says {
        Password => is_typed(written),
        Secret => is_random(written) || is_uuid(written) || is_plain(way) && is_typed(written),
        Token => is_random(written) && !is_uuid(written),
        Key => is_random(written) || is_uuid(written),
        Code => is_code(written),
    };
    let is_signature = text[start..end].to_ascii_lowercase().contains("signature");
    let lost =
        in_address && !certain && says != Key && written.len() >= 4 && !is_sample(written) && !is_placeholder(written);
    let only_lost = in_address && is_signature && certain || lost;
    if is_signature && !in_address || !certain && !only_lost || is_placeholder(written) {
        return None;
    }
    let name = match (says, only_lost) {
        (_, true) => "a value that opens what an address leads to",
        (Password, _) => "a password",
        (Secret, _) => "a secret",
        (Token, _) => "a token",
        (Key, _) => "a key",
        (Code, _) => "the code of a meeting",
    };
    Some(CredentialPlace { span: value.clone(), secret: value, name, public: 0, rank: 2, only_lost })
}

/// How a value is given to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// `=`, `:=`.
    Sign,
    /// `:`, in whatever width.
    Colon,
    /// A cell of a table, an element, an option of a command, a word.
    Beside,
}

/// Whether a value so given is what a machine reads.
fn is_plain(way: Way) -> bool {
    matches!(way, Way::Sign | Way::Colon)
}

/// Where the value begins that is given to the name at `start..end`, and how.
fn separator(text: &str, start: usize, end: usize) -> Option<(usize, Way)> {
    let rest = &text[end..];
    let opened = rest.trim_start_matches(['"', '\'', '`', '*', '_', ']', ')', '\\']);
    let spaced = opened.trim_start_matches([' ', '\t', '\u{a0}']);
    let name = &text.as_bytes()[..start];
    let is_flag = name.ends_with(b"-") || text[start..end].starts_with("--");
    let after = |sign: &str, way: Way| Some((spaced.strip_prefix(sign)?, way));
    let (value, way) = if spaced.starts_with("==") || spaced.starts_with("=~") {
        return None;
    } else {
        after(":=", Way::Sign)
            .or_else(|| after("=>", Way::Sign))
            .or_else(|| after("=", Way::Sign))
            .or_else(|| after("：", Way::Colon))
            .or_else(|| after(":", Way::Colon).filter(|(value, _)| !value.starts_with(':')))
            .or_else(|| after("|", Way::Beside))
            .or_else(|| after("is ", Way::Beside))
            .or_else(|| after("was ", Way::Beside))
            .or_else(|| after("lautet ", Way::Beside))
            .or_else(|| after("ist ", Way::Beside))
            .or_else(|| after("est ", Way::Beside))
            .or_else(|| after("es ", Way::Beside))
            .or_else(|| after("é ", Way::Beside))
            .or_else(|| {
                rest.strip_prefix('>')
                    .filter(|value| name.ends_with(b"<") && is_closed(value))
                    .map(|value| (value, Way::Beside))
            })
            .or_else(|| (is_flag && rest.starts_with(' ')).then_some((spaced, Way::Beside)))
            .or_else(|| (spaced.starts_with(QUOTES) && rest.starts_with(' ')).then_some((spaced, Way::Beside)))?
    };
    // The label may be in bold: its marks end behind the sign.
    let value = value.trim_start_matches([' ', '\t', '\u{a0}', '*', '`']);
    // A value may stand on the next line, as far as the paragraph goes on.
    let below = value.strip_prefix('\n').or_else(|| value.strip_prefix("\r\n")).filter(|_| way != Way::Beside);
    let value = below.map_or(value, |below| below.trim_start_matches([' ', '\t', '>', '|', '*', '`']));
    (!value.is_empty()).then(|| (text.len() - value.len(), way))
}

/// Whether `before` ends in an address.
fn is_address(before: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '(' | '[')).next().unwrap_or("");
    word.contains("://") || word.contains('/') && word.contains('?')
}

/// Whether an element that holds one word ends behind it.
fn is_closed(value: &str) -> bool {
    value.find(|c: char| c == '<' || c.is_whitespace()).is_some_and(|at| value[at..].starts_with("</"))
}

/// The value that begins at `from`.
fn value(text: &str, from: usize, in_address: bool) -> Option<Span> {
    let rest = &text[from..];
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '“' | '„' | '«' | '「'));
    let start = from + quote.map_or(0, char::len_utf8);
    let rest = &text[start..];
    let is_end = |c: char| match quote {
        Some('「') => matches!(c, '」' | '\n'),
        Some('“' | '„') => matches!(c, '”' | '“' | '\n'),
        Some('«') => matches!(c, '»' | '\n'),
        Some(quote) => c == quote || c == '\n',
        None => {
            c.is_whitespace()
                || matches!(c, '"' | '\'' | '`' | '<' | '|' | '。' | '、' | '，' | '；' | '」')
                || in_address && matches!(c, '&' | '#' | ')' | '>' | ']')
        }
    };
    let end = |(count, (at, c)): (usize, (usize, char))| (count == LONGEST || is_end(c)).then_some(at);
    let whole = &rest[..rest.char_indices().enumerate().find_map(end).unwrap_or(rest.len())];
    // Another assignment may follow at once: `Password=…;Database=…`.
    let next = whole.match_indices([';', ',', '&']).find(|(at, _)| whole[*at..].contains(['=', ':'])).map(|(at, _)| at);
    let next = next.or_else(|| ENTITIES.iter().find_map(|entity| whole.find(entity)));
    let value = &whole[..next.filter(|_| quote.is_none()).unwrap_or(whole.len())];
    let value =
        if quote.is_some() { value } else { value.trim_end_matches([',', ';', '.', ')', ']', '}', ':', '*', '_']) };
    (!value.is_empty() && !value.contains(' ')).then(|| start..start + value.len())
}

/// Whether `value` opens a meeting: digits, or what a password is.
fn is_code(value: &str) -> bool {
    let is_digits = value.len() >= 4 && value.len() <= 12 && value.bytes().all(|byte| byte.is_ascii_digit());
    let has = |of: fn(&u8) -> bool| value.as_bytes().iter().any(of);
    let is_mixed = value.len() >= 4
        && value.len() <= 32
        && value.is_ascii()
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic);
    let is_cased =
        value.len() >= 6 && value[1..].bytes().any(|b| b.is_ascii_uppercase()) && has(u8::is_ascii_lowercase);
    !is_placeholder(value)
        && !is_sample(value)
        && (is_digits || is_mixed || is_cased && !value.contains(['(', '_', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(&str, bool)> {
        let at = ["passcode", "pass", "token", "secret", "key", "pwd"]
            .iter()
            .find_map(|word| Some((text.to_lowercase().find(word)?, word.len())));
        let (start, length) = at.expect("a word");
        assigned(text, start..start + length).map(|place| (&text[place.span], place.only_lost))
    }

    #[test]
    fn a_value_is_found_however_it_is_given() {
        let texts = [
            "DB_PASSWORD=Walnut4711",
            "db.password: \"Walnut4711\",",
            "**Passwort:** Walnut4711.",
            "| password | Walnut4711 |",
            "<password>Walnut4711</password>",
            "--password Walnut4711",
            "the password is Walnut4711",
            "Password=Walnut4711;Database=x",
            "password:\n  Walnut4711\n",
            "`password` = `Walnut4711`",
            "dbPassword => 'Walnut4711'",
        ];
        for text in texts {
            assert_eq!(found(text), Some(("Walnut4711", false)), "{text}");
        }
        assert_eq!(found("Passcode: 73915"), Some(("73915", false)));
    }

    #[test]
    fn an_address_loses_what_is_no_credential() {
        assert_eq!(found("https://cove.dev/a?token=quince&b=c"), Some(("quince", true)));
        assert_eq!(found("https://cove.dev/a?token=<token>"), None);
        assert_eq!(found("# token=quince"), None);
    }

    #[test]
    fn names_of_something_else_are_none() {
        let texts = [
            "password_hash=Walnut4711",
            "password policy: Walnut4711",
            "next_page_token=VALUE",
            "cache key: VALUE",
            "primary_key=VALUE",
            "if password == Walnut4711",
            "password::Walnut4711",
            "arn:aws:secret:prod/Db-4711xQ",
            "image: registry.internal/secret-reader:VALUE",
            "max_tokens=4096",
            "token_id=VALUE",
        ];
        for text in texts {
            let text = text.replace("VALUE", &["q7RtZ2mWc9", "Xk4LbV8s"].concat());
            assert_eq!(found(&text), None, "{text}");
        }
    }
}
