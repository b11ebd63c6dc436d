//! A name becomes what it says its value is: `DB_PASSWORD`, `clientSecret`, `Kennwort`, `x-api-key`.

/// What a name says its value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// A password.
    Password,
    /// A secret that machines share.
    Secret,
    /// A token, of which there are harmless kinds.
    Token,
    /// A key, if another word says of what kind.
    Key,
    /// The code of a meeting.
    Code,
}

use Says::{Code, Key, Password, Secret, Token};

/// The words that such names hold, in lower case.
pub(super) const NAMES: &[(&str, Says)] = &[
    ("pass", Password),
    ("pwd", Password),
    ("passwort", Password),
    ("kennwort", Password),
    ("mot de passe", Password),
    ("contraseña", Password),
    ("contrasena", Password),
    ("senha", Password),
    ("palavra-passe", Password),
    ("wachtwoord", Password),
    ("lösenord", Password),
    ("hasło", Password),
    ("пароль", Password),
    ("Пароль", Password),
    ("passord", Password),
    ("adgangskode", Password),
    ("mdp", Password),
    ("clave", Password),
    ("parola", Password),
    ("pw", Password),
    ("wlan-schlüssel", Password),
    ("pin", Code),
    ("パスワード", Password),
    ("密码", Password),
    ("密碼", Password),
    ("口令", Password),
    ("비밀번호", Password),
    ("psk", Password),
    ("creds", Password),
    ("credential", Password),
    ("secret", Secret),
    ("token", Token),
    ("jwt", Token),
    ("key", Key),
    ("passcode", Code),
    ("kenncode", Code),
    ("code secret", Code),
    ("code d'accès", Code),
    ("código de acceso", Code),
    ("código de acesso", Code),
    ("codice di accesso", Code),
    ("codice d'accesso", Code),
    ("toegangscode", Code),
    ("lösenkod", Code),
    ("パスコード", Code),
    ("meeting pin", Code),
    ("host key", Code),
    ("signature", Token),
    ("auth", Token),
];

/// Words of a name that is one of a password.
const PASSWORDS: [&str; 18] = [
    "password",
    "passwd",
    "passphrase",
    "pass",
    "passwort",
    "kennwort",
    "pwd",
    "passw",
    "psk",
    "creds",
    "credentials",
    "credential",
    "userpass",
    "senha",
    "mdp",
    "clave",
    "pw",
    "parola",
];

/// What stands before `key` in a name whose value is secret.
const KEYS: [&str; 30] = [
    "api",
    "access",
    "secret",
    "private",
    "encryption",
    "signing",
    "auth",
    "account",
    "license",
    "licence",
    "service",
    "routing",
    "integration",
    "master",
    "subscription",
    "ingest",
    "ingestion",
    "app",
    "application",
    "client",
    "shared",
    "admin",
    "deploy",
    "storage",
    "consumer",
    "preshared",
    "psk",
    "webhook",
    "session",
    "genie",
];

/// Words that make a name one of something else: how long a password may be, where it is kept, what a page ends with.
const OTHERS: [&str; 52] = [
    "hash",
    "hashed",
    "digest",
    "sha",
    "sha1",
    "sha256",
    "md5",
    "checksum",
    "fingerprint",
    "length",
    "len",
    "count",
    "min",
    "max",
    "policy",
    "expiry",
    "expires",
    "expiration",
    "ttl",
    "age",
    "lifetime",
    "timeout",
    "name",
    "path",
    "file",
    "url",
    "uri",
    "type",
    "prefix",
    "suffix",
    "version",
    "date",
    "bytes",
    "size",
    "limit",
    "rate",
    "next",
    "page",
    "continuation",
    "cursor",
    "sync",
    "resume",
    "public",
    "idempotency",
    "lock",
    "fencing",
    "cancellation",
    "csrf",
    "xsrf",
    "arn",
    "ref",
    "format",
];

/// What a name says of its value; `None` where it is no such name.
pub(super) fn says(name: &str, word: &str) -> Option<Says> {
    let lower = word.to_lowercase();
    let (_, says) = NAMES.iter().find(|(known, _)| *known == lower || *known == word)?;
    // Words of other scripts and words of several words are names as they are.
    if !lower.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(*says);
    }
    let words = words_of(name);
    let has = |word: &str| words.iter().any(|other| other == word);
    let is_other = words.iter().any(|word| OTHERS.contains(&word.as_str()))
        || words.last().is_some_and(|last| matches!(last.as_str(), "id" | "ids" | "s"));
    let joined = words.concat();
    let is = match says {
        Password => {
            PASSWORDS.iter().any(|known| has(known))
                || (joined.ends_with(&lower) && lower.len() > 5)
                || joined.ends_with("password")
        }
        Secret => has("secret") || joined.contains("secret"),
        Token => has(&lower) || joined.ends_with("token"),
        Key => KEYS.iter().any(|kind| joined.contains(&format!("{kind}key"))),
        // In small letters it is a part of a plug.
        Code if lower == "pin" => name == "PIN",
        Code => has("passcode") || has(&lower),
    };
    (is && (!is_other || joined == "secretid")).then_some(*says)
}

/// The words of a name, in lower case: `dbPassword`, `DB_PASSWORD`, `db-password`.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        if matches!(c, '_' | '-') || before.is_ascii_lowercase() && c.is_ascii_uppercase() {
            words.push(String::new());
        }
        if !matches!(c, '_' | '-') {
            words.last_mut().expect("there is one").push(c.to_ascii_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}
