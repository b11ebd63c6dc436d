//! What stands between Slack's brackets becomes what Slack shows for it.

use std::borrow::Cow;

/// What a mark says: `!here`, `@U024BE7LH|ann`, `#C024BE7LR|general`, `!subteam^S1|@oncall`, `!date^1^{date}|1 May`.
pub(super) fn said(inside: &str) -> Option<Cow<'_, str>> {
    let (mark, label) = inside.split_once('|').map_or((inside, None), |(mark, label)| (mark, Some(label.trim())));
    let label = label.filter(|label| !label.is_empty());
    let is_id = |id: &str, kinds: &str| {
        id.starts_with(|c| kinds.contains(c)) && id.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let named = |sign: char, name: &str| match name.starts_with(sign) {
        true => Cow::Owned(name.to_owned()),
        false => Cow::Owned(format!("{sign}{name}")),
    };
    if let Some(id) = mark.strip_prefix('@') {
        return is_id(id, "UWB").then(|| named('@', label.unwrap_or(id)));
    }
    if let Some(id) = mark.strip_prefix('#') {
        return is_id(id, "CGD").then(|| named('#', label.unwrap_or(id)));
    }
    match mark.strip_prefix('!')? {
        all @ ("here" | "channel" | "everyone") => Some(named('@', all)),
        group if group.starts_with("subteam^") => Some(named('@', label.unwrap_or(&group["subteam^".len()..]))),
        date if date.starts_with("date^") => label.map(Cow::Borrowed),
        _ => None,
    }
}
