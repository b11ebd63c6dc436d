//! A sentence becomes the words in it that may be people though no list has them: by what stands beside them.
//!
//! What is said of a person on one page is taken from other places on this evidence alone, so that a thing lost weighs less than a name kept.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::people::listed::is_collective;
use crate::text::people::owning::may_be_people;

/// What people have and things do not: "Qiao's comment".
static OWNED: Words = LazyLock::new(|| {
    words("
    pr prs commit commits change changes fix patch branch laptop comment comments suggestion idea account machine help phone advice
    question theory notes note message messages email mail review hotfix revert proposal analysis shift phd desk reply")
});

/// What is done to people, before them: "asked Qiao".
static DONE_TO: Words = LazyLock::new(|| {
    words("
    ask asks asked asking ping pings pinged pinging phoned rang thank thanks thanked contact contacts contacted contacting dm dmed told
    tell woke paged informed emailed messaged")
});

/// What people do, before "by Qiao".
static BY_PEOPLE: Words = LazyLock::new(|| {
    words("
    confirmed reported noticed noted found spotted discovered suggested merged reviewed approved written raised flagged opened posted
    committed proposed identified answered observed seen")
});

/// What is done to people, behind them: "Qiao is paged".
static WAS_DONE: Words =
    LazyLock::new(|| words("paged asked pinged called informed told notified woken contacted assigned"));

/// Who has a name behind it.
static ROLES: Words = LazyLock::new(|| {
    words("engineer developer colleague teammate maintainer admin operator contributor reviewer intern")
});

/// Whom people ask that are no people.
static VENDORS: Words = LazyLock::new(|| {
    words("
    linode google amazon microsoft hetzner cloudflare digitalocean github oracle vmware jfrog ovh rackspace equinix zayo telia comcast verizon
    atlassian twilio stripe akamai salesforce shopify discord twitter netflix apple meta facebook ibm dell cisco juniper intel vultr")
});

/// The words of `text` that may be people for what stands beside them; `people` is whom it names as other rules have it.
pub fn doubtful_people<'t>(text: &'t str, people: &[&str]) -> Vec<&'t str> {
    if !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Vec::new();
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.starts_with(|c: char| !c.is_lowercase())) {
        let name = bare(word);
        if is_beside_one(&words, at, people) && may_be_somebody(name) && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// Whether what stands beside the word at `at` says that it is somebody.
fn is_beside_one(words: &[&str], at: usize, people: &[&str]) -> bool {
    let word = words[at];
    let before = |steps: usize| at.checked_sub(steps).map(|at| words[at]).unwrap_or_default();
    let after = |steps: usize| words.get(at + steps).copied().unwrap_or_default();
    let ends_open = |word: &str| word.ends_with(|c: char| c.is_alphanumeric());
    let has = word.ends_with("'s") || word.ends_with("’s");
    if has {
        return is_in(&OWNED, bare(after(1)));
    }
    let joined = |joint: &str, other: &str| {
        ["and", "und", "og", "och", "et", "y", "&", "+"].contains(&joint) && people.contains(&bare(other))
    };
    if ends_open(word) && joined(after(1), after(2)) || joined(before(1), before(2)) && ends_open(before(2)) {
        return true;
    }
    if ends_open(word) && ["is", "was", "gets", "got"].contains(&after(1)) && is_in(&WAS_DONE, bare(after(2))) {
        return true;
    }
    let asked = is_in(&DONE_TO, before(1)) || before(1) == "to" && ["thanks", "Thanks"].contains(&before(2));
    let by = before(1) == "by" && is_in(&BY_PEOPLE, before(2));
    let of_vendor = is_in(&VENDORS, bare(word)) || is_collective(bare(after(1)));
    (asked || by) && !of_vendor || is_in(&ROLES, before(1))
}

/// Whether a word is written as a name is, and is none of prose.
fn may_be_somebody(word: &str) -> bool {
    const ENDS: [&str; 6] = ["ed", "ing", "ly", "tion", "ment", "mortem"];
    let long = word.chars().count() > 2;
    let lower = word.to_lowercase();
    long && may_be_people(word)
        && !ENDS.iter().any(|end| lower.ends_with(end))
        && !is_collective(word)
        && !NOT_NAMES.contains(lower.as_str())
}

/// What begins sentences and clauses, and is nobody's name.
static NOT_NAMES: Words = LazyLock::new(|| {
    words("
    the this that these those they she you who what which there here it its our your his her their we everyone nobody someone somebody anyone
    users user customers customer clients client nodes node pods pod hosts host servers server services service status team alerts alert
    all both some most many few one two three first second third after before when while then also but and not community
    public management leadership everybody people visitors guests readers partners stakeholders press audience")
});

/// Words of small letters.
type Words = LazyLock<FxHashSet<&'static str>>;

fn words(list: &'static str) -> FxHashSet<&'static str> {
    list.split_whitespace().collect()
}

fn is_in(list: &Words, word: &str) -> bool {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        list.contains(word.to_ascii_lowercase().as_str())
    } else {
        list.contains(word)
    }
}

fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    ["'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stands_where_people_do_may_be_one() {
        for (text, people, who) in [
            ("Then Qorl and Anna looked", "Anna", "Qorl"),
            ("Anna and Qorl looked", "Anna", "Qorl"),
            ("Qorl's PR was merged", "", "Qorl"),
            ("We asked Qorl, who was out", "", "Qorl"),
            ("confirmed by Qorl and us", "", "Qorl"),
            ("Qorl is paged", "", "Qorl"),
            ("our engineer Qorl restarts it", "", "Qorl"),
            ("Binder's metrics were wrong", "", ""),
            ("We contacted Linode, and asked Hub support", "", ""),
            ("caused by Qorl", "", ""),
            ("Users were informed", "", ""),
            ("Redis and Anna", "Anna", ""),
        ] {
            let people: Vec<&str> = people.split_whitespace().collect();
            assert_eq!(doubtful_people(text, &people).join(" "), who, "{text}");
        }
    }
}
