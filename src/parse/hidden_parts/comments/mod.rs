//! Authors' comments become places that may not be published, whichever tool they were written for.
//!
//! HTML's, Obsidian's, those written as a link's definition, and those of templates and MDX. Never what stands in code: there a comment is
//! shown. One that is never closed reaches to the end where its opening is certain.

mod code_places;
mod definitions;
mod hidden_comments;
mod line_start;
mod modules;
mod obsidian;
mod templates;

pub(crate) use code_places::Preformatted;
pub(crate) use modules::hide_modules;

use std::borrow::Cow;

use memchr::memchr3;

use crate::model::Span;
use crate::parse::hidden_parts::comments::code_places::{Indented, code, preformatted};
use crate::parse::hidden_parts::comments::hidden_comments::{hidden, within_quotation};

/// A text without its comments.
pub(crate) struct Uncommented {
    /// The text, with spaces in place of comments, so that every offset stays true.
    pub(crate) text: String,
    /// Where a comment begins that is never closed, and so hides all that follows.
    pub(crate) unclosed: Option<usize>,
    /// Where what is hidden as a comment may be none.
    pub(crate) doubtful: Vec<Span>,
}

/// `text` without the comments in its body; `None` when it has none. Needed again once other tools' boxes are rewritten: what was code to
/// Markdown may be a comment then.
pub(crate) fn hide_comments(text: &str, body_start: usize, pre: Preformatted) -> Option<Uncommented> {
    let found = comments(text, body_start, Indented::Code, pre);
    let last = found.last()?;
    let is_closed = CLOSINGS.iter().any(|closing| text[last.clone()].trim_end().ends_with(closing));
    let hides_more = !is_closed && last.end == text.len() && text[last.clone()].trim_end().contains('\n');
    Some(Uncommented {
        unclosed: hides_more.then_some(last.start),
        doubtful: found.iter().filter(|span| obsidian::is_doubtful(text, span)).cloned().collect(),
        text: hidden(text, &found),
    })
}

/// What ends comments: `-->` of HTML, `%}` and the like of templates, `%%` of Obsidian, the end of a definition.
const CLOSINGS: [&str; 8] = ["-->", "}", "%%", ")", "\"", "'", ">", "]"];

/// A value of the front matter without its comments. Its indentation is no code.
pub(crate) fn without_comments(text: &str) -> Cow<'_, str> {
    let found = comments(text, 0, Indented::Text, Preformatted::Evaluated);
    if found.is_empty() {
        return text.into();
    }
    let mut out = String::new();
    let mut at = 0;
    for span in found {
        out.push_str(&text[at..span.start.max(at)]);
        at = span.end.max(at);
    }
    out.push_str(&text[at..]);
    out.into()
}

/// How many bytes are parsed again for the sake of comments that hold marks of code.
const PARSED_AGAIN: usize = 4 << 20;

/// How often the rest is then parsed before comments are taken for such wherever they stand.
const LAST_TRIES: usize = 8;

/// The places of all comments, in order. Linear: what is read again is bounded.
fn comments(text: &str, body_start: usize, indented: Indented, pre: Preformatted) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut shown = Cow::Borrowed(text);
    let careful = (PARSED_AGAIN / (text.len() + 1)).min(100);
    for pass in 0.. {
        if marked(&shown, body_start, (&[], &[]), false).is_empty() {
            break;
        }
        let code = match pass < careful + LAST_TRIES {
            true => code(&shown, body_start, indented),
            false => Vec::new(),
        };
        let pre = match pre {
            Preformatted::Text => preformatted(&shown, body_start, &code),
            Preformatted::Evaluated => Vec::new(),
        };
        let marked = marked(&shown, body_start, (&code, &pre), pass < careful);
        if marked.is_empty() {
            break;
        }
        shown = Cow::Owned(filled(&shown, marked.iter().flat_map(|span| within_quotation(text, span))));
        found.extend(marked);
    }
    if shown[body_start..].contains("%%") {
        found.extend(obsidian::obsidian_comments(&shown, body_start));
    }
    found.sort_by_key(|span| span.start);
    found
}

/// The comments whose openings are not in `code`, and none but HTML's in what is preformatted. With `careful` the last of them is the first that may hide where code begins or ends: what
/// follows it must be read again.
fn marked(text: &str, body_start: usize, (code, pre): (&[Span], &[Span]), careful: bool) -> Vec<Span> {
    let mut found = Vec::new();
    let mut closings = templates::Closings::default();
    let (mut code, mut pre) = (code.iter().peekable(), pre.iter().peekable());
    let mut at = body_start;
    while let Some(start) = memchr3(b'<', b'{', b'[', &text.as_bytes()[at..]).map(|ix| at + ix) {
        while code.next_if(|span| span.end <= start).is_some() {}
        if let Some(span) = code.peek().filter(|span| span.start <= start) {
            at = span.end;
            continue;
        }
        while pre.next_if(|span| span.end <= start).is_some() {}
        let is_written = text.as_bytes()[start] != b'<' && pre.peek().is_some_and(|span| span.start <= start);
        let end = if is_written || is_escaped(text, start) { None } else { end(text, start, &mut closings) };
        at = end.unwrap_or(start + 1);
        if let Some(end) = end {
            found.push(start..end);
            if careful && text[start..end].contains(['`', '~']) {
                break;
            }
        }
    }
    found
}

/// Where the comment ends that opens at `start`, if one does.
fn end(text: &str, start: usize, closings: &mut templates::Closings) -> Option<usize> {
    match text.as_bytes()[start] {
        b'[' => definitions::end(text, start),
        b'<' if text[start..].starts_with("<!--") => Some(html_end(text, start)),
        _ => templates::end(text, start, closings),
    }
}

/// Whether a backslash takes its meaning from the mark at `at`.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// The end of an HTML comment. `<!-->` is a whole one to browsers; where a paragraph has another `-->` before the next `<!--`, its author
/// meant that.
fn html_end(text: &str, start: usize) -> usize {
    let inner = start + "<!--".len();
    let closing = |from: usize| text[from..].find("-->").map(|ix| from + ix + "-->".len());
    let whole = ["->", ">"].into_iter().find(|end| text[inner..].starts_with(end)).map(|end| inner + end.len());
    let Some(whole) = whole else { return closing(inner).unwrap_or(text.len()) };
    let one = |end: &usize| !["<!--", "\n\n"].iter().any(|mark| text[whole..*end].contains(mark));
    closing(whole).filter(one).unwrap_or(whole)
}

/// `text` with letters in place of `spans` where their line goes on, so that what follows means what it meant, and spaces elsewhere.
fn filled(text: &str, spans: impl Iterator<Item = Span>) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for span in spans {
        let rest = text[span.end..].trim_start_matches([' ', '\t', '\r']);
        let last = match rest.is_empty() || rest.starts_with('\n') {
            true => span.end,
            false => text[span.clone()].rfind('\n').map_or(span.start, |ix| span.start + ix),
        };
        for at in span {
            if !matches!(bytes[at], b'\n' | b'\r') {
                bytes[at] = if at < last { b' ' } else { b'x' };
            }
        }
    }
    String::from_utf8(bytes).expect("whole characters were replaced")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::FILLER;

    /// What is left of `text`, lines without white space at their ends.
    fn shown(text: &str) -> String {
        let text = hide_comments(text, 0, Preformatted::Text)
            .map_or_else(|| text.to_owned(), |without| without.text.replace(FILLER, ""));
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    #[test]
    fn comments_go_but_code_stays() {
        assert_eq!(
            shown("a <!-- x --> b\n\n`<!-- c -->`\n\n    <!-- d -->\n"),
            "a  b\n\n`<!-- c -->`\n\n    <!-- d -->"
        );
        assert_eq!(shown("<div>\n<!-- one\n\ntwo -->\n</div>\n"), "<div>\n\n\n\n</div>");
        assert_eq!(shown("a\n\n<!-- one\n\ntwo\n"), "a");
        let code = [
            "`[//]: # (x)` `{# x #}` `{% comment %}`",
            "```\n[//]: # (x)\n{/* x */}\n%% x %%\n```",
            "- a\n\n  ~~~\n  {{! x }}\n  {# x #}\n  ~~~",
            "    {% comment %}\n    x",
        ];
        for text in code {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn an_html_comment_goes_over_blank_lines_and_wherever_it_stands() {
        for text in [
            "a <!-- zebra\n\nzebra --> b\n",
            "- a <!-- zebra\n\n  zebra -->\n- b\n",
            "> a <!-- zebra\n>\n> zebra --> b\n",
            "| a | b |\n|---|---|\n| <!-- zebra --> | b |\n",
            "a b <!-- zebra\n\nzebra\n",
            "a <!--> zebra --> b\n",
            "a <!---zebra---> b\n",
            "# a <!-- zebra\n\n--> b\n",
            "[^1]: <!-- zebra\n\n    zebra --> a b\n",
            "a <!-- `zebra --> b <!-- zebra` -->\n",
            "a b\n\n<!--\n```\nzebra\n-->\n\n<!-- zebra -->\n\n```\nc\n```\n",
        ] {
            let shown = shown(text);
            assert!(!shown.contains("zebra") && shown.contains('a') && shown.contains('b'), "{text}: {shown}");
        }
        assert_eq!(shown("a <!--> b\n\nc <!-- x --> d"), "a  b\n\nc  d");
        assert_eq!(shown("a \\<!-- b -->"), "a \\<!-- b -->");
    }

    #[test]
    fn a_comment_that_holds_marks_of_code_hides_no_comment_and_shows_none() {
        let text = "{# it`s #} a `code {# b #}` c\n\n{#\n```\n#}\n\nd {# zebra #}\n\n```\n{# e #}\n```\n";
        let shown = shown(text);
        assert!(shown.contains("`code {# b #}`") && shown.contains("{# e #}") && !shown.contains("zebra"), "{shown}");
        let many = "{# ` zebra #} a\n\n".repeat(300);
        assert!(!self::shown(&many).contains("zebra"));
        assert!(!self::shown("<!-- ` --> a {# zebra #} {# ` #} {# zebra #}").contains("zebra"));
    }

    #[test]
    fn a_quotation_keeps_its_marks() {
        assert_eq!(shown("> a <!-- x\n> > y\n> z --> b\n> c\n"), "> a b\n> c");
        assert_eq!(shown("> a <!-- x\n>\n> z --> b\n> c\n"), "> a\n>\n> b\n> c");
    }

    #[test]
    fn a_comment_has_no_width() {
        for (text, expected) in [
            ("in<!-- x -->side, one<!-- x -->, *<!-- x -->two*", "inside, one, *two*"),
            ("a <!-- x -->\nb", "a\nb"),
            ("a <!-- x\ny\nz --> b", "a b"),
            ("a <!-- x\n\nz --> b", "a\n\nb"),
            ("- a {# x #}\n- b %%x%%\n", "- a\n- b"),
            ("a\n    <!-- x -->\n    b", "a\n    b"),
            ("<pre>\n{# a #} {/* b */}<!-- x -->\n</pre>\n{# c #}", "<pre>\n{# a #} {/* b */}\n</pre>"),
            ("- a\n  <!-- x -->\n  b", "- a\n\n  b"),
            ("<!<!-- x -->-- y -->", "<! -- y -->"),
            ("`a`<!-- x -->`b` *c*<!-- x -->*d*", "`a` `b` *c* *d*"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn values_lose_their_comments_whatever_their_indentation() {
        for (text, expected) in [
            ("a <!-- x --> b", "a  b"),
            ("    <!-- x -->a", "    a"),
            ("a %%x%%", "a "),
            ("a {# x #}", "a "),
            ("a [b]: c", "a [b]: c"),
            ("90%% of {tenant} and {{ b }}", "90%% of {tenant} and {{ b }}"),
            ("`<!-- x -->`", "`<!-- x -->`"),
        ] {
            assert_eq!(without_comments(text), expected, "{text}");
        }
    }
}
