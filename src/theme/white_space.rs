//! A built-in template becomes the same without indentation and without lines of their own for tags: pages have neither, and so nothing of
//! them is filled, hashed or written ten thousand times.

/// `template` with each run of white space that has a line break as one line break, and none behind a tag that stands alone on its line.
///
/// White space stays white space: a break is dropped only where one stands before, whichever branch is taken. What keeps its white space in
/// HTML (`pre`, `textarea`) is in no built-in template.
pub(super) fn squeezed(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    // Of the tags that are open: whether a line break stands before them.
    let mut open: Vec<bool> = Vec::new();
    let mut is_broken = false;
    let mut rest = template;
    while !rest.is_empty() {
        let is_tag = |at: &usize| matches!(rest.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#'));
        let tag = memchr::memchr_iter(b'{', rest.as_bytes()).find(is_tag);
        let (text, from) = rest.split_at(tag.unwrap_or(rest.len()));
        let ends_broken = add_text(text, is_broken, &mut out);
        if from.is_empty() {
            break;
        }
        let (kind, close) = match from.as_bytes().get(1) {
            Some(b'%') => ("%", "%}"),
            Some(b'#') => ("#", "#}"),
            _ => ("{", "}}"),
        };
        let Some(end) = from.find(close).map(|at| at + close.len()) else {
            out.push_str(from);
            break;
        };
        let (tag, after) = from.split_at(end);
        // A dash takes away what stands before it.
        let ends_broken = ends_broken && !tag[2..].starts_with('-');
        is_broken = match kind {
            "%" => stands_alone(tag, ends_broken, &mut open),
            "#" => ends_broken,
            _ => false,
        };
        out.push_str(tag);
        rest = after;
    }
    out
}

/// Adds text behind a tag; `is_broken` says that a break before it is one too many. Gives whether it ends in one.
fn add_text(text: &str, is_broken: bool, out: &mut String) -> bool {
    let mut rest = text;
    let mut is_first = true;
    let mut ends_broken = is_broken && text.is_empty();
    while !rest.is_empty() {
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        out.push_str(&rest[..word]);
        let white = &rest[word..];
        let end = white.find(|c: char| !c.is_whitespace()).unwrap_or(white.len());
        let run = &white[..end];
        let is_break = run.contains('\n');
        match is_break {
            true if is_broken && is_first && word == 0 => {}
            true => out.push('\n'),
            false => out.push_str(run),
        }
        ends_broken = is_break && end == white.len();
        is_first = false;
        rest = &white[end..];
    }
    ends_broken
}

/// Whether a line break stands before a tag, whichever branch led to it.
fn stands_alone(tag: &str, ends_broken: bool, open: &mut Vec<bool>) -> bool {
    let inside = tag.trim_matches(['{', '}', '%', '-']).trim();
    let name = inside.split_whitespace().next().unwrap_or_default();
    match name {
        "if" | "for" | "block" | "filter" => open.push(ends_broken),
        // What these say stands elsewhere.
        "component" => {
            open.push(false);
            return false;
        }
        "set" if !inside.contains('=') => open.push(false),
        "elif" | "else" => return ends_broken && open.last().copied().unwrap_or_default(),
        _ if name.starts_with("end") => return open.pop().unwrap_or_default() && ends_broken,
        _ => {}
    }
    ends_broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indentation_and_lines_of_tags_go() {
        assert_eq!(
            squeezed("<ul>\n  {% for a in b %}\n    <li>{{ a }}  x</li>\n  {% endfor %}\n</ul>\n"),
            "<ul>\n{% for a in b %}<li>{{ a }}  x</li>\n{% endfor %}</ul>\n"
        );
        assert_eq!(
            squeezed("<p>\n  {% if a %}\n  A\n  {% else %}\n  B\n  {% endif %}\n  C</p>"),
            "<p>\n{% if a %}A\n{% else %}B\n{% endif %}C</p>"
        );
    }

    #[test]
    fn white_space_stays_where_a_branch_would_take_it_away() {
        let templates = [
            "A{% if a %} B\n{% endif %}\nC",
            "A{% if a %}\nB{% endif %}",
            "A\n{%- if a %}\nB{% endif %}",
            "A\n{#- a #}\nB",
            "{{ a }}\n{{ b }}",
            "a {{ b }} c",
        ];
        for template in templates {
            assert_eq!(squeezed(template), template);
        }
    }

    #[test]
    fn tags_and_what_has_no_end_stay_as_they_are() {
        for template in ["{{ a\n  .b }}", "{# a\n  b #}", "{% if a\n  and b %}", "a {{ b"] {
            assert_eq!(squeezed(template), template);
        }
    }
}
