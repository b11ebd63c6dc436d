//! An anchor, as written by hand or by a tool, becomes a heading of the page.

use unicode_normalization::UnicodeNormalization;

use crate::link::written_targets::decoded;
use crate::model::{Page, Section, composed};

/// Where an anchor leads on its page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// To a heading, by its anchor.
    Heading(String),
    /// To the page, and no nearer: a block, a line, its title, what stands before the first heading.
    Page,
    /// To nothing that is there.
    Nowhere,
}

/// What other tools put before the anchors of headings.
const PREFIXES: [&str; 4] = ["user-content-", "markdown-header-", "heading-", "h-"];

/// The heading that is meant by `anchor`: its own, in whatever case, encoding or Unicode form, the anchor that another tool makes of its
/// words, the words themselves, the mark that stands at it in HTML.
pub(super) fn place_of(page: &Page, anchor: &str) -> Place {
    let wanted = decoded(anchor);
    let wanted = composed(wanted.trim());
    let sections: Vec<&Section> = page.sections.iter().chain(&page.inner_headings).collect();
    let sections = sections.as_slice();
    // The title stands above the body, and is the page's.
    let found = |section: &Section| match &page.title_heading {
        Some(title) if *title == section.heading => Place::Page,
        _ => Place::Heading(section.anchor.clone()),
    };
    if let Some(section) = sections.iter().copied().find(|section| section.anchor == *wanted) {
        return found(section);
    }
    // Words of the page that a browser looks for; of a heading before them, the heading.
    if let Some((heading, _)) = wanted.split_once(":~:") {
        return if heading.is_empty() { Place::Heading(anchor.trim().to_owned()) } else { place_of(page, heading) };
    }
    if ["top", ""].contains(&wanted.as_ref()) || wanted.starts_with("fn") {
        return Place::Heading(wanted.into_owned());
    }
    let titled = key(&page.title.value) == key(&wanted) && !key(&wanted).is_empty();
    if wanted.starts_with('^') || is_line(&wanted) || titled {
        return named(sections, &wanted).map_or(Place::Page, found);
    }
    if let Some(place) = mark(page, &wanted) {
        return place;
    }
    if let Some((outer, inner)) = wanted.rsplit_once('#') {
        return nested(sections, outer, inner).or_else(|| named(sections, inner)).map_or(Place::Nowhere, found);
    }
    named(sections, &wanted).map_or(Place::Nowhere, found)
}

/// The heading of these words, or with the anchor that some tool makes of them.
fn named<'s>(sections: &[&'s Section], wanted: &str) -> Option<&'s Section> {
    let wanted = PREFIXES.iter().find_map(|prefix| wanted.strip_prefix(prefix)).unwrap_or(wanted);
    let own = key(wanted);
    if own.is_empty() {
        return None;
    }
    let by = |key: &dyn Fn(&str) -> String, wanted: &str| {
        let sections = || sections.iter().copied();
        let anchored = || sections().find(|section| key(&section.anchor) == wanted);
        sections().find(|section| key(&section.title) == wanted).or_else(anchored)
    };
    // The nearer a reading is to what is written, the sooner it is meant: `Impact` is no heading that begins with a picture.
    let small = |text: &str| composed(text.trim()).to_lowercase();
    let spaced = |text: &str| small(text).split([' ', '-', '_']).collect::<Vec<_>>().join("-");
    let exact = sections.iter().copied().find(|section| section.anchor.eq_ignore_ascii_case(wanted));
    if let Some(exact) = exact.or_else(|| by(&small, &small(wanted))).or_else(|| by(&spaced, &spaced(wanted))) {
        return Some(exact);
    }
    if let Some(number) = wanted.strip_prefix('_').and_then(|number| number.parse::<usize>().ok()) {
        return sections
            .iter()
            .copied()
            .filter(|section| plain_key(&section.title).is_empty())
            .nth(number.checked_sub(1)?);
    }
    // kramdown drops what stands before the first letter, and Python-Markdown every letter that is not ASCII.
    let lettered = |text: &str| key(text).trim_start_matches(char::is_numeric).to_owned();
    let plain = plain_key(wanted);
    by(&key, &own).or_else(|| by(&lettered, &own)).or_else(|| {
        let only = |section: &&Section| {
            let title = &section.title;
            [plain_key(title), spelt_key(title, false), spelt_key(title, true)].contains(&plain)
        };
        let mut found = sections.iter().copied().filter(only);
        found.next().filter(|_| plain.len() > 2 && found.next().is_none())
    })
}

/// The heading `inner` below the heading `outer`, as Obsidian writes it.
fn nested<'s>(sections: &[&'s Section], outer: &str, inner: &str) -> Option<&'s Section> {
    let outer = named(sections, outer.rsplit('#').next().unwrap_or(outer))?;
    let within = sections.iter().copied().filter(|section| outer.body.contains(&section.heading.start));
    let titled: Vec<&Section> = within.filter(|section| key(&section.title) == key(inner)).collect();
    named(&titled, inner)
}

/// `L10`, `L10-L20`: lines of a file, which no page has.
fn is_line(wanted: &str) -> bool {
    wanted.strip_prefix('L').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, 'L' | '-' | 'C'))
    })
}

/// Where `<a name>` or `id` of this name stands: the heading around it, the one right after it, or the one that it stands under.
fn mark(page: &Page, wanted: &str) -> Option<Place> {
    let (_, at) = page.marks.iter().find(|(name, _)| composed(name) == wanted)?;
    let next = page.sections.partition_point(|section| section.heading.start <= *at);
    let under = next.checked_sub(1).map(|ix| &page.sections[ix]);
    let around = under.filter(|section| section.heading.contains(at));
    let follows = || {
        let next = page.sections.get(next)?;
        page.text.get(*at..next.heading.start).is_some_and(is_without_words).then_some(next)
    };
    Some(around.or_else(follows).or(under).map_or(Place::Page, |section| Place::Heading(section.anchor.clone())))
}

/// Whether a piece of text is tags and white space.
fn is_without_words(text: &str) -> bool {
    let mut in_tag = false;
    text.chars().all(|c| {
        let was_in_tag = in_tag;
        in_tag = c == '<' || in_tag && c != '>';
        was_in_tag || in_tag || c.is_whitespace()
    })
}

/// Letters and digits of any script in small letters.
fn key(text: &str) -> String {
    composed(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same without accents and with letters that ASCII has not written out, as Zola does it, or as `german` writes its own.
fn spelt_key(text: &str, german: bool) -> String {
    let spelt = |c: char| match c {
        'ß' | 'ẞ' => "ss",
        'ä' | 'Ä' if german => "ae",
        'ö' | 'Ö' if german => "oe",
        'ü' | 'Ü' if german => "ue",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => "",
    };
    let letter = |c: char| if spelt(c).is_empty() { c.to_string() } else { spelt(c).to_owned() };
    plain_key(&text.chars().map(letter).collect::<String>())
}

/// The same without accents, and of ASCII alone.
fn plain_key(text: &str) -> String {
    text.nfkd().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
