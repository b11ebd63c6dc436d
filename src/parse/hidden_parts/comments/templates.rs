//! Comments of templates become places that may not be published: Liquid's, Jinja's and Twig's, Hugo's, Handlebars', kramdown's, ERB's,
//! MDX's, and those of CriticMarkup.
//!
//! What a template does with the text between two tags is for the template; only what it would never write out is a comment.

use crate::parse::hidden_parts::comments::line_start::begins_line;

/// Closings that stand nowhere after a place that was looked at: every one is looked for in vain only once.
#[derive(Debug, Default)]
pub(super) struct Closings {
    missing: Vec<&'static str>,
}

impl Closings {
    /// The end of the next `closing` from `from` on.
    fn after(&mut self, text: &str, from: usize, closing: &'static str) -> Option<usize> {
        if self.missing.contains(&closing) {
            return None;
        }
        let found = text[from..].find(closing).map(|ix| from + ix + closing.len());
        if found.is_none() {
            self.missing.push(closing);
        }
        found
    }

    /// The same; without one the end of the text: what opens is certain.
    fn or_end(&mut self, text: &str, from: usize, closing: &'static str) -> usize {
        self.after(text, from, closing).unwrap_or(text.len())
    }
}

/// Where the comment ends that opens at `at`, if one does.
pub(super) fn end(text: &str, at: usize, closings: &mut Closings) -> Option<usize> {
    let rest = &text[at..];
    for (opening, closing) in [("<%--", "--%>"), ("<%#", "%>"), ("{>>", "<<}")] {
        if rest.starts_with(opening) {
            return Some(closings.or_end(text, at, closing));
        }
    }
    if rest.starts_with("{%") {
        return liquid(text, at, closings);
    }
    if rest.starts_with("{{") {
        return doubled(text, at, closings);
    }
    if text[..at].ends_with(['{', '$']) {
        return None;
    }
    match rest.as_bytes().get(1)? {
        b'#' => jinja(text, at, closings),
        b':' => kramdown(text, at, closings),
        _ if names_heading(text, at) => None,
        _ => mdx(text, at, closings),
    }
}

/// Whether `{/* #id */}` ends a heading at `at`: in MDX that names it.
fn names_heading(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |ix| ix + 1);
    let rest = text[at..].lines().next().unwrap_or_default().trim_end();
    let id = rest.strip_prefix("{/*").and_then(|rest| rest.strip_suffix("*/}")).map(str::trim);
    let is_name = |id: &str| id.strip_prefix('#').is_some_and(|id| !id.is_empty() && !id.contains(char::is_whitespace));
    text[line..].starts_with('#') && id.is_some_and(is_name)
}

/// `{% comment %}…{% endcomment %}`, Markdoc's `{% /comment %}`, and `{% # … %}`.
fn liquid(text: &str, at: usize, closings: &mut Closings) -> Option<usize> {
    let name = tag_name(&text[at + 2..]);
    if name.starts_with('#') {
        return Some(closings.or_end(text, at, "%}"));
    }
    if !is_word(name, "comment") {
        return None;
    }
    let mut depth = 1usize;
    let mut from = at + 2;
    let mut last = None;
    while let Some(start) = text[from..].find("{%").map(|ix| from + ix) {
        let name = tag_name(&text[start + 2..]);
        let end = text[start..].find("%}").map_or(text.len(), |ix| start + ix + 2);
        from = start + 2;
        if is_word(name, "comment") {
            depth += 1;
        } else if ["endcomment", "/comment", "/ comment"].iter().any(|word| is_word(name, word)) {
            depth -= 1;
            last = Some(end);
        }
        if depth == 0 {
            break;
        }
    }
    Some(last.unwrap_or(text.len()))
}

/// What a tag begins with, without the signs that trim white space.
fn tag_name(inner: &str) -> &str {
    inner.trim_start_matches(['-', '~', '+']).trim_start()
}

fn is_word(text: &str, word: &str) -> bool {
    let after = text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &text[word.len()..]);
    after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.')))
}

/// Hugo's `{{/* … */}}` and `{{% comment %}}`, Handlebars' `{{! … }}` and `{{!-- … --}}`.
fn doubled(text: &str, at: usize, closings: &mut Closings) -> Option<usize> {
    let inner = &text[at + 2..];
    let bare = tag_name(inner);
    if bare.starts_with("/*") {
        let closed = closings.or_end(text, text.len() - bare.len() + 2, "*/");
        return Some(after_marks(text, closed, "}}"));
    }
    if bare.starts_with("!--") {
        let closed = closings.or_end(text, at, "--");
        let closed =
            if closed < text.len() { closings.or_end(text, text.len() - bare.len() + 3, "--}}") } else { closed };
        let trimmed = closings.after(text, text.len() - bare.len() + 3, "--~}}");
        return Some(trimmed.map_or(closed, |end| end.min(closed)));
    }
    if let Some(words) = bare.strip_prefix('!') {
        let certain = words.starts_with(char::is_whitespace);
        return closings.after(text, at, "}}").or(certain.then_some(text.len()));
    }
    let mark = inner.chars().next().filter(|c| matches!(c, '%' | '<'))?;
    let name = inner[1..].trim_start();
    if !is_word(name, "comment") {
        return None;
    }
    let tag = text[at..].find("}}").map_or(text.len(), |ix| at + ix + 2);
    if text[at..tag].trim_end_matches(['}', '%', '>', ' ']).ends_with('/') {
        return Some(tag);
    }
    let opening = if mark == '%' { "{{%" } else { "{{<" };
    let mut from = tag;
    while let Some(start) = text[from..].find(opening).map(|ix| from + ix) {
        from = start + 3;
        let end = text[start..].find("}}").map_or(text.len(), |ix| start + ix + 2);
        let closes = text[from..].trim_start().strip_prefix('/').map(str::trim_start);
        if closes.is_some_and(|name| is_word(name, "comment")) {
            return Some(end);
        }
    }
    Some(text.len())
}

/// The end of `close` when only white space and a dash stand before it, else `at`.
fn after_marks(text: &str, at: usize, close: &str) -> usize {
    let rest = text[at..].trim_start().trim_start_matches('-').trim_start();
    rest.strip_prefix(close).map_or(at, |rest| text.len() - rest.len())
}

/// `{# … #}`. An anchor at a heading's end (`{#anchor}`, `{# anchor }`) is none, nor is a length in a shell's `${#list[@]}`.
fn jinja(text: &str, at: usize, closings: &mut Closings) -> Option<usize> {
    let inner = &text[at + 2..];
    let bare = inner.strip_prefix(['-', '+', '~']).unwrap_or(inner);
    let mark = inner.find(['}', '{', '\n']).filter(|mark| inner[*mark..].starts_with('}'));
    if let Some(mark) = mark.filter(|mark| inner[..*mark].ends_with('#')) {
        return Some(at + 2 + mark + 1);
    }
    let anchor = mark.is_some();
    if anchor || !bare.starts_with(char::is_whitespace) {
        return None;
    }
    closings.after(text, at + 2, "#}").or_else(|| begins_line(text, at, "").then_some(text.len()))
}

/// `{::comment}…{:/comment}`.
fn kramdown(text: &str, at: usize, closings: &mut Closings) -> Option<usize> {
    let name = text[at..].strip_prefix("{::")?;
    if !is_word(name, "comment") {
        return None;
    }
    let tag = closings.or_end(text, at, "}");
    if text[at..tag].ends_with("/}") {
        return Some(tag);
    }
    let named = closings.or_end(text, tag, "{:/comment}");
    Some(closings.after(text, tag, "{:/}").map_or(named, |end| end.min(named)))
}

/// `{/* … */}`, over lines too; of `{/* … */ name}` what is between the stars.
fn mdx(text: &str, at: usize, closings: &mut Closings) -> Option<usize> {
    let inner = text[at + 1..].trim_start();
    let opening = text.len() - inner.len();
    if inner.starts_with("//") && text[at..opening].contains('\n') && begins_line(text, at, "") {
        return lines_of_script(text, opening);
    }
    if !inner.starts_with("/*") {
        return None;
    }
    let spaced = inner[2..].starts_with(char::is_whitespace);
    let Some(mut end) = closings.after(text, opening + 2, "*/") else {
        return (spaced && begins_line(text, at, "")).then_some(text.len());
    };
    while text[end..].trim_start().starts_with("/*") {
        end = closings.or_end(text, text.len() - text[end..].trim_start().len() + 2, "*/");
    }
    let rest = text[end..].trim_start();
    Some(rest.strip_prefix('}').map_or(end, |rest| text.len() - rest.len()))
}

/// The end of an expression of MDX that is nothing but comments from `at` on, each to the end of its line.
fn lines_of_script(text: &str, at: usize) -> Option<usize> {
    let mut from = at;
    loop {
        let rest = text[from..].trim_start();
        let start = text.len() - rest.len();
        if rest.starts_with("//") {
            from = start + rest.find('\n')?;
        } else if rest.starts_with("/*") {
            from = start + rest.find("*/")? + 2;
        } else {
            return rest.starts_with('}').then_some(start + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(text: &str) -> Option<&str> {
        let at = text.find(['{', '<']).expect("a mark");
        end(text, at, &mut Closings::default()).map(|end| &text[at..end])
    }

    #[test]
    fn comments_of_templates_end_where_their_tool_ends_them() {
        for (text, found) in [
            ("a {% comment %}x{% endcomment %} b", "{% comment %}x{% endcomment %}"),
            ("{%- comment -%}x\n\ny{%- endcomment -%} b", "{%- comment -%}x\n\ny{%- endcomment -%}"),
            ("{% comment \"why\" %}x{% endcomment %} b", "{% comment \"why\" %}x{% endcomment %}"),
            (
                "{% comment %}{% comment %}{% endcomment %}x{% endcomment %}b",
                "{% comment %}{% comment %}{% endcomment %}x{% endcomment %}",
            ),
            ("{% comment %}{% comment %}x{% endcomment %} b", "{% comment %}{% comment %}x{% endcomment %}"),
            ("{% comment %}x{% /comment %} b", "{% comment %}x{% /comment %}"),
            ("{% comment %}x", "{% comment %}x"),
            ("{% # x %} b", "{% # x %}"),
            ("{%- # x\n   # y -%} b", "{%- # x\n   # y -%}"),
            ("{# x #} b", "{# x #}"),
            ("{#x#} b", "{#x#}"),
            ("{#- x\n\ny -#} b", "{#- x\n\ny -#}"),
            ("{#\n{{ x }}\n#} b", "{#\n{{ x }}\n#}"),
            ("{# {{ x }} #} b", "{# {{ x }} #}"),
            ("{{/* x */}} b", "{{/* x */}}"),
            ("{{- /* x\n y */ -}} b", "{{- /* x\n y */ -}}"),
            ("{{! x }} b", "{{! x }}"),
            ("{{!-- {{x}} --}} b", "{{!-- {{x}} --}}"),
            ("{{~!-- x --~}} b", "{{~!-- x --~}}"),
            ("{{% comment %}}x{{% /comment %}} b", "{{% comment %}}x{{% /comment %}}"),
            ("{{< comment >}}\nx\n{{</comment>}} b", "{{< comment >}}\nx\n{{</comment>}}"),
            ("{{< comment \"x\" />}} b", "{{< comment \"x\" />}}"),
            ("{/* x */} b", "{/* x */}"),
            ("{ /* x\n\n y */ } b", "{ /* x\n\n y */ }"),
            ("{/* x */ /* y */} b", "{/* x */ /* y */}"),
            ("{/* x */ name} b", "{/* x */"),
            ("{\n  // x\n  /* y */\n} b", "{\n  // x\n  /* y */\n}"),
            ("{::comment}\nx\n{:/comment} b", "{::comment}\nx\n{:/comment}"),
            ("{::comment}x{:/} b", "{::comment}x{:/}"),
            ("<%# x %> b", "<%# x %>"),
            ("<%-- x --%> b", "<%-- x --%>"),
            ("a {>>x<<} b", "{>>x<<}"),
        ] {
            assert_eq!(comment(text), Some(found), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "## Heading {#anchor}",
            "## Heading {# anchor }",
            "## Heading {#anchor .wide key=value}",
            "${#list[@]} # {a}",
            "{{#if x}}y{{/if}}",
            "{{ name }}",
            "{tenant}",
            "{ // a }",
            "{\n  // a\n  b()\n}",
            "{ a: 1 }",
            "{% include comments.html %}",
            "{% commentary %}",
            "{% if a %}",
            "{{< youtube x >}}",
            "{:.wide}",
            "{/*} and {/name}",
            "<% x %>",
            "a {# unclosed",
        ] {
            assert_eq!(comment(text), None, "{text}");
        }
    }
}
