//! The words that logs, alerts and chats are full of and that say nothing of what happened.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Levels of logs and states of alerts, in capitals.
pub(super) const LEVEL: u16 = 1 << 0;
/// Methods of HTTP that open a line of an access log.
pub(super) const REQUEST: u16 = 1 << 1;
/// Months, as logs and mails write them. "May" is a word as well: what stands beside it decides.
pub(super) const MONTH: u16 = 1 << 2;
/// Days of the week.
pub(super) const WEEKDAY: u16 = 1 << 3;
/// What follows a number or a time and belongs to it.
pub(super) const UNIT: u16 = 1 << 4;
/// Labels that many hosts have.
pub(super) const HOST_LABEL: u16 = 1 << 5;
/// Folders that say where programs lie.
pub(super) const FOLDER: u16 = 1 << 6;
/// Endings of the names of files.
pub(super) const EXTENSION: u16 = 1 << 7;
/// Where the names of packages begin.
pub(super) const ROOT: u16 = 1 << 8;
/// What a hash is called before it.
pub(super) const HASH: u16 = 1 << 9;
/// Keys of records and labels that say nothing and whose values say nothing, folded.
const SKIPPED: u16 = 1 << 10;
/// Keys that say nothing themselves, folded.
const UNSAID: u16 = 1 << 11;

const LISTS: &[(u16, &str)] = &[
    (
        LEVEL,
        "TRACE DEBUG INFO INFORMATION NOTICE WARN WARNING ERROR ERR FATAL CRIT CRITICAL ALERT EMERG SEVERE FIRING \
         RESOLVED TRIGGERED ACKNOWLEDGED OK",
    ),
    (REQUEST, "GET HEAD POST PUT PATCH DELETE OPTIONS"),
    (
        MONTH,
        "Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June July August \
         September October November December",
    ),
    (WEEKDAY, "Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    (
        UNIT,
        "ms ns us s sec secs second seconds m min mins minute minutes h hr hrs hour hours d day days week weeks B \
         b kB KB MB GB TB KiB MiB GiB Ki Mi Gi byte bytes percent rps qps AM PM am pm UTC GMT BST CET CEST EST \
         EDT PST PDT Z",
    ),
    (HOST_LABEL, "www com net org io svc cluster local internal example co localhost"),
    (
        FOLDER,
        "usr lib lib64 var opt home src bin sbin etc tmp app srv proc log logs run root mnt node_modules site- \
         packages dist-packages vendor dist build pkg mod target main classes Users",
    ),
    (
        EXTENSION,
        "rs go py js mjs cjs ts tsx java kt scala cs rb php c cc cpp h hpp json yaml yml toml log html htm md txt \
         conf cfg ini so dll exe jar sql sh service gz",
    ),
    (
        ROOT,
        "java javax lang util com org net io sun jdk www System svc local internal invalid example git github \
         gitlab",
    ),
    (HASH, "md5 sha1 sha256 sha512 MD5 SHA1 SHA256 SHA512"),
    (
        SKIPPED,
        "az bytes clientip cluster commit correlationid date datetime duration durationms elapsed endsat env \
         environment etag eventid fingerprint generatorurl groupkey hash id ip latencyms level line lineno \
         loglevel lvl messageid nonce parentid pid priority prometheus receiver region remoteaddr replica reqid \
         requestid resourceversion revision session sessionid severity sha spanid startsat state thread \
         threadname tid time timestamp token traceid ts uid useragent userid uuid version zone",
    ),
    (
        UNSAID,
        "alert alertname annotations app appname caller code component container dashboard dashboardurl data \
         description err error event exception facility fields host hostname instance job kind labels log logger \
         message method module msg name namespace node ns path pod podname reason runbook runbookurl service \
         servicename source stack stacktrace status statuscode subject summary text title type uri url value \
         values",
    ),
];

/// Which lists a word is in.
static WORDS: LazyLock<HashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (list, line) in LISTS {
        for word in line.split(' ') {
            *words.entry(word).or_default() |= list;
        }
    }
    words
});

/// Whether `word` is in one of `lists`.
pub(super) fn among(lists: u16, word: &str) -> bool {
    WORDS.get(word).is_some_and(|of| of & lists != 0)
}

/// Whether a number is a status of HTTP that says that something failed.
pub(super) fn is_status(text: &str) -> bool {
    let number = if text.len() == 3 { text.parse::<u16>().unwrap_or(0) } else { 0 };
    let client =
        matches!(number, 400 | 401 | 403..=405 | 408..=410 | 413 | 415 | 422 | 423 | 425 | 429 | 431 | 451 | 499);
    client || matches!(number, 500..=504 | 507 | 508 | 511 | 520..=526)
}

/// What becomes of a key and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyWorth {
    /// Neither is said.
    Skipped,
    /// Only the value is.
    Unsaid,
    /// Both are.
    Said,
}

/// What a key of a log's record or of an alert's label is worth, however it is spelt.
pub(super) fn key(name: &str) -> KeyWorth {
    const LONGEST: usize = 16;
    let mut folded = [0u8; LONGEST];
    let mut length = 0;
    for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
        if length == LONGEST {
            return KeyWorth::Said;
        }
        folded[length] = byte.to_ascii_lowercase();
        length += 1;
    }
    let lists = std::str::from_utf8(&folded[..length]).ok().and_then(|key| WORDS.get(key)).copied().unwrap_or(0);
    match lists {
        lists if lists & SKIPPED != 0 => KeyWorth::Skipped,
        lists if lists & UNSAID != 0 => KeyWorth::Unsaid,
        _ => KeyWorth::Said,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_lists_can_be_found() {
        let lists = LISTS.iter().filter(|(list, _)| list & (SKIPPED | UNSAID) != 0);
        let lost: Vec<_> =
            lists.flat_map(|(_, keys)| keys.split(' ')).filter(|name| key(name) == KeyWorth::Said).collect();
        assert_eq!(lost, Vec::<&str>::new());
        assert_eq!(
            [key("Trace_ID"), key("serviceName"), key("queue.depth")],
            [KeyWorth::Skipped, KeyWorth::Unsaid, KeyWorth::Said]
        );
    }
}
