//! Sections whose heading names an audience (`## Detection {audience=support}`) become places that may not be published.

use crate::model::Span;
use crate::parse::fences::follows_fence;

/// A part that is for some readers only: its audience and its place.
type Restricted = (String, Span);

/// The places of such sections, from the heading to the next one of its level or above, or to the end.
///
/// As with audience blocks, what looks like such a heading is one, in code too; what is doubtful about the end stays unseen.
pub(super) fn restricted_sections(text: &str, body_start: usize) -> Vec<Restricted> {
    let mut found = Vec::new();
    let mut open: Option<(Heading, usize)> = None;
    let mut fence = None;
    let lines = lines(text, body_start);
    for (i, (start, line)) in lines.iter().enumerate() {
        let next = lines.get(i + 1).map_or("", |(_, next)| next);
        let above = i.checked_sub(1).map_or("", |i| lines[i].1);
        if let Some((heading, from)) = &open {
            let in_code = follows_fence(line.trim_start_matches(['>', ' ', '\t']).trim_end(), &mut fence);
            let ends = !in_code && ends_at(line, above, next).is_some_and(|level| level <= heading.level);
            if !ends {
                continue;
            }
            found.push((heading.audience.clone(), *from..*start));
            open = None;
        }
        if let Some(heading) = restricted(line, next) {
            open = Some((heading, *start));
            fence = None;
        }
    }
    found.extend(open.map(|(heading, from)| (heading.audience, from..text.len())));
    found
}

struct Heading {
    level: usize,
    audience: String,
}

fn lines(text: &str, body_start: usize) -> Vec<(usize, &str)> {
    let mut at = body_start;
    let place = |line: &'_ str| {
        at += line.len();
        at - line.len()
    };
    let starts: Vec<usize> = text[body_start..].split_inclusive('\n').map(place).collect();
    starts.into_iter().zip(text[body_start..].split_inclusive('\n')).collect()
}

/// A heading with an attribute that names an audience, wherever on the line it begins: in a quotation or a list too.
fn restricted(line: &str, next: &str) -> Option<Heading> {
    let audience = audience(line)?;
    let bare = line.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || "<>-*+.)".contains(c));
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    let level = if (1..=6).contains(&hashes) { hashes } else { underline(next)? };
    Some(Heading { level, audience })
}

/// The audience in the attributes of a line; those in inline code are spoken of.
fn audience(line: &str) -> Option<String> {
    let line = line.to_lowercase();
    let mut parts = line.split('{');
    let mut code = ticks(parts.next()?);
    parts.find_map(|part| {
        let spoken_of = code;
        code ^= ticks(part);
        let (_, name) = part.split('}').next().unwrap_or_default().split_once("audience").filter(|_| !spoken_of)?;
        let name = name.trim_start_matches('s').trim_start_matches(|c: char| !c.is_alphanumeric());
        let name = name.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'')).next().unwrap_or_default();
        Some(name.to_owned())
    })
}

/// Whether an odd number of backticks stands in a part of a line.
fn ticks(part: &str) -> bool {
    part.matches('`').count() % 2 == 1
}

/// The level of the heading that `line` is, when it is one without doubt.
fn ends_at(line: &str, above: &str, next: &str) -> Option<usize> {
    let bare = line.trim_start_matches(' ');
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    let spaced = bare[hashes..].chars().next().is_none_or(char::is_whitespace);
    if line.len() - bare.len() <= 3 && (1..=6).contains(&hashes) && spaced {
        return Some(hashes);
    }
    let alone = above.trim().is_empty() && line.starts_with(char::is_alphanumeric);
    underline(next).filter(|_| alone)
}

/// The level that a line of `=` or `-` gives to the one above it.
fn underline(line: &str) -> Option<usize> {
    let bare = line.trim_start_matches([' ', '>']).trim_end();
    let mark = bare.chars().next().filter(|c| matches!(c, '=' | '-'))?;
    bare.chars().all(|c| c == mark).then_some(if mark == '=' { 1 } else { 2 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> Vec<(String, &str)> {
        restricted_sections(text, 0).into_iter().map(|(audience, span)| (audience, &text[span])).collect()
    }

    #[test]
    fn a_heading_hides_what_stands_under_it() {
        let text = "a\n\n## B {#b audience=support}\n\nx\n\n### C\n\ny\n\n## D\n\nz\n";
        let part = "## B {#b audience=support}\n\nx\n\n### C\n\ny\n\n";
        assert_eq!(hidden(text), [(String::from("support"), part)]);
        assert_eq!(hidden("B {audience=\"staff\"}\n---\n\nx\n\nC\n---\n\ny\n").len(), 1);
        assert!(hidden("B {audience=x}\n---\n\nx\n\nC\n---\n\ny\n")[0].1.ends_with("x\n\n"));
    }

    #[test]
    fn what_is_doubtful_stays_unseen() {
        let nothing_gets_out = [
            "# A {.audience-x}\nsecret\n",
            "> ## A {audience=x}\n> secret\n",
            "- ## A {Audience=x} ##\n  secret\n",
            "## A {audience=x\nsecret\n",
            "## A {audience=x}\n```\n# comment\nsecret\n```\n",
            "## A {audience=x}\nsecret\n---\nsecret\n",
            "## A {audience=x}\n\n#hashtag secret\n",
            "## A {audience=x}\n## B {audience=y}\nsecret\n",
        ];
        for text in nothing_gets_out {
            let shown = hidden(text).into_iter().fold(text.to_owned(), |shown, (_, part)| shown.replace(part, ""));
            assert!(!shown.contains("secret"), "{text}");
        }
        assert_eq!(hidden("## Write `{audience=x}`\n\nThe {audience} of a talk.\n"), []);
    }
}
