//! What stands where an owner does becomes whether it may be people. In doubt it is: nothing is said of it but where it was written.

use crate::text::people::acting::are_initials;
use crate::text::people::given_names::is_given_name;
use crate::text::people::listed::{INSIDE, are_people, is_collective};

/// What stands before a name, in small letters and without a stop.
const TITLES: [&str; 24] = [
    "mr", "mrs", "ms", "dr", "prof", "hr", "herr", "frau", "fr", "mme", "mlle", "sr", "sra", "srta", "sig", "dott",
    "dhr", "mevr", "herrn", "fru", "pan", "pani", "г-н", "г-жа",
];

/// What stands behind one.
const HONORIFICS: [&str; 9] = ["さん", "氏", "様", "님", "씨", "先生", "女士", "小姐", "同学"];

/// What stands between names, beside the small words inside of one.
const JOINS: [&str; 11] = ["and", "und", "et", "y", "e", "och", "og", "en", "i", "и", "with"];

/// Given names that are words of prose or of the trade as well, so that no list of names has them.
const ALSO_WORDS: &str = "
    ada amber angel april art august basil bill carol chance charity chase christian cliff crystal daisy dale dawn dean don drew earl
    ernest eve faith frank gene grace grant guy hazel heather herb holly hope iris ivy jack jasmine jay jo joy june ken kim lance lee
    lou major mark max may miles nick norm olive pat pearl penny pierce ray reed rich rob robin rod rose ruby rusty ruth sandy skip sky
    star sue summer tony victor violet wade ward will";

/// Words with a capital that say when, how urgent or which part, and no more.
const NOBODY: &str = "
    high medium low critical urgent optional important mandatory required done open closed today tomorrow now next later soon ongoing
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december jan feb mar apr jun jul aug sep sept oct nov dec montag dienstag mittwoch donnerstag freitag januar februar märz
    mai juni juli oktober dezember hoch mittel niedrig haute moyenne basse alta media baja bassa média baixa hög låg hoog laag quick
    short long term phase week sprint quarter priority production staging phase part stage";

/// Products that are written as names are, and stand alone in brackets behind what is to be done with them.
const PRODUCTS: &str = "
    airflow alertmanager ansible argo azure backstage cassandra celery chef cloudflare confluence consul datadog docker drupal dynatrace
    elasticsearch elastic envoy fastly flink fluentd flux gitlab grafana graphite harbor helm heroku istio jaeger jenkins jira kafka keycloak
    kibana kong kubernetes lambda linkerd linux loki mastodon memcached mimir mongo mysql nagios netbox netlify nginx nomad okta openstack
    packer podman postgres prometheus proxmox pulumi puppet python rabbit rails redis rook rust salt sentry sidekiq slack snowflake solr
    spark splunk squid tempo terraform thanos traefik vault varnish vercel wordpress zabbix zookeeper";

/// Family names of one character where names are of two or three, Chinese and Korean.
const HAN: &str = "
    王李张張刘劉陈陳杨楊黄黃赵趙周吴吳徐孙孫朱马馬胡郭林何高梁郑鄭罗羅宋谢謝唐韩韓曹许許邓鄧萧蕭冯馮曾程蔡彭潘袁于董余苏蘇叶葉吕呂魏蒋蔣田杜丁沈姜范傅钟鍾卢盧汪戴
    崔任陆陸廖姚方邱夏谭譚韦賈贾邹鄒石熊孟秦阎薛侯雷龙龍段郝孔邵史毛赖賴武康贺賀严嚴尹钱錢施洪龚";
const HANGUL: &str =
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염";

/// Whether what stands in an owner's place may be people: what is known to be, and what is written as names are and is no team.
pub fn may_be_people(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '.' | ':' | '：'));
    let Some(first) = text.split_whitespace().next() else { return false };
    if text.starts_with('@') {
        return first.len() > 1 && !first.contains('/');
    }
    are_people(text) || are_initials(text) || is_wide_name(text) || are_written_as_names(text)
}

/// Whether a label before a follow-up is people, by words that are names as well as others: `Ada`, `Grace Miller`.
pub fn is_label_of_owners(label: &str) -> bool {
    let label = label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '：'));
    let first = label.split_whitespace().next().unwrap_or_default().to_lowercase();
    are_people(label)
        || label.starts_with('@') && may_be_people(label)
        || may_be_people(label)
            && ALSO_WORDS.split_whitespace().chain(TITLES).any(|word| word == first.trim_end_matches('.'))
}

/// Whether a text is one to six words with a capital, or initials, with no more than joints between: `Ada Miller`, `Hr. Berg and J. Li`.
fn are_written_as_names(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '/', '&', '+']).filter(|word| !word.is_empty()).collect();
    let folded = |word: &str| word.trim_end_matches('.').to_lowercase();
    let joins = |word: &str| JOINS.contains(&word) || INSIDE.contains(&word);
    let title = |word: &str| TITLES.contains(&folded(word).as_str());
    let mut names = words.iter().filter(|word| !joins(word) && !title(word)).peekable();
    (1..=6).contains(&words.len())
        && names.peek().is_some()
        && names.all(|word| is_written_as_name(word))
        && !words.iter().any(|word| is_collective(word))
        && !words.iter().any(|word| {
            NOBODY.split_whitespace().chain(PRODUCTS.split_whitespace()).any(|nobody| nobody == folded(word))
        })
}

/// Whether a word has a capital and small letters, or is one capital; `GitHub` and `PagerDuty` are none, `McKay` and `Li-Na` are.
pub fn is_written_as_name(word: &str) -> bool {
    let letters = word.trim_end_matches(['.', ',']);
    let parts = letters.split(['-', '\'', '’', '.']);
    let one = |part: &str| {
        let rest = ["Mc", "Mac", "De", "Di", "Van"].iter().find_map(|begin| part.strip_prefix(begin)).unwrap_or(part);
        let mut chars = if rest.is_empty() { part.chars() } else { rest.chars() };
        chars.next().is_some_and(char::is_alphabetic) && chars.all(char::is_lowercase)
    };
    letters.starts_with(char::is_uppercase) && parts.filter(|part| !part.is_empty()).all(one)
}

/// Whether a text is somebody's name as Chinese, Japanese or Korean write it, with or without what honours them.
fn is_wide_name(text: &str) -> bool {
    let bare = HONORIFICS.iter().find_map(|end| text.strip_suffix(end));
    let name = bare.unwrap_or(text);
    let count = name.chars().count();
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '々';
    let hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let begins = |with: &str| name.chars().next().is_some_and(|first| with.contains(first));
    let family = || {
        let two = name.char_indices().nth(2).map_or(name, |(at, _)| &name[..at]);
        is_given_name(two)
    };
    let honoured = bare.is_some() && (1..=5).contains(&count);
    let chinese = count <= 3 && begins(HAN) || count <= 5 && family();
    count > 0
        && (name.chars().all(han) && (honoured || count > 1 && chinese)
            || name.chars().all(hangul) && (honoured || count == 3 && begins(HANGUL)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_an_owners_place_what_is_written_as_a_name_may_be_one() {
        for people in [
            "Ada Miller",
            "Hr. Berg",
            "Fr. Dr. Ada Berg",
            "J. Li and Mo Salah",
            "@joe",
            "@Ada Berg",
            "Qiao-Li",
            "O'Neil",
            "McKay",
            "山本",
            "王小明",
            "林志明",
            "김하늘",
            "Игорь Селезнёв",
            "Solveig Brekke",
            "井上さん",
            "TB",
        ] {
            assert!(may_be_people(people), "{people}");
        }
        for text in [
            "Platform Team",
            "SRE",
            "GitHub",
            "PagerDuty",
            "DNS",
            "needs a window",
            "OPS-12",
            "Friday",
            "High",
            "必須",
            "알림",
            "",
            "until May",
            "Q3",
            "v2",
            "@scope/name",
            "database team",
        ] {
            assert!(!may_be_people(text), "{text}");
        }
        assert!(is_label_of_owners("Ada") && is_label_of_owners("Grace Miller") && is_label_of_owners("@ada"));
        assert!(!is_label_of_owners("Monitoring") && !is_label_of_owners("Alert Routing"));
    }
}
