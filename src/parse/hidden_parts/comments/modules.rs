//! The `import` and `export` statements of MDX become blank: they are for its compiler.
//!
//! A statement begins a block and has a statement's form; prose that begins with such a word ("import the certificate") has none. In files
//! that are not MDX they must stand at the beginning, and import something from somewhere.

use crate::model::Span;
use crate::parse::hidden_parts::blank::blanked;
use crate::parse::hidden_parts::comments::code_places::{Indented, code, is_mdx};

/// `text` without the module's statements in its body; `None` when it has none. `path` tells what the file is.
pub(crate) fn hide_modules(text: &str, body_start: usize, path: &str) -> Option<String> {
    let body = &text[body_start..];
    if !body.contains("import") && !body.contains("export") {
        return None;
    }
    let found = if is_mdx(path) { statements(text, body_start) } else { at_the_beginning(text, body_start) };
    (!found.is_empty()).then(|| blanked(text, found.into_iter()))
}

/// The statements of a file that is MDX: each begins a block, or follows another one.
fn statements(text: &str, body_start: usize) -> Vec<Span> {
    let code = code(text, body_start, Indented::Code);
    let mut found = Vec::new();
    let (mut at, mut begins) = (body_start, true);
    while at < text.len() {
        let line = line_end(text, at);
        let in_code = || code[..code.partition_point(|span| span.start <= at)].last().is_some_and(|s| s.end > at);
        let statement = if begins && !in_code() { statement(text, at) } else { None };
        let end = statement.unwrap_or(line);
        begins = statement.is_some() || text[at..line].trim().is_empty();
        found.extend(statement.map(|end| at..end));
        at = end.max(at + 1);
    }
    found
}

/// The statements at the beginning of another file: imports, each a block of its own or together, and the exports after them.
fn at_the_beginning(text: &str, body_start: usize) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = body_start;
    while at < text.len() {
        if text[at..line_end(text, at)].trim().is_empty() {
            at = line_end(text, at);
            continue;
        }
        let is_import = text[at..].starts_with("import ");
        let Some(end) = statement(text, at).filter(|end| (is_import || !found.is_empty()) && *end < text.len()) else {
            break;
        };
        let next = &text[end..line_end(text, end)];
        if !next.trim().is_empty() && statement(text, end).is_none() {
            break;
        }
        found.push(at..end);
        at = end;
    }
    found
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |ix| at + ix + 1)
}

/// The end of the statement that begins at `at`, with its line's end.
fn statement(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if let Some(what) = rest.strip_prefix("import ") {
        return import(what).map(|length| line_end(text, text.len() - what.len() + length));
    }
    let what = rest.strip_prefix("export ")?.trim_start();
    let declares = [
        "default ",
        "const ",
        "let ",
        "var ",
        "function ",
        "function* ",
        "async ",
        "class ",
        "type ",
        "interface ",
        "enum ",
        "{",
        "* ",
        "*\n",
    ];
    if !declares.into_iter().any(|word| what.starts_with(word)) || !is_declaration(what) {
        return None;
    }
    Some(at + block(rest))
}

/// `const a = …`, `default function …`, `function a(…)`, `{ a }`: not "default settings to the file".
fn is_declaration(what: &str) -> bool {
    let line = what.lines().next().unwrap_or_default();
    match line.split_whitespace().next().unwrap_or_default() {
        "default" => {
            line.contains(['(', '{', '<', '=', '[', '"', '\'', '`', ';']) || line.split_whitespace().nth(2).is_none()
        }
        "const" | "let" | "var" => line.contains('='),
        "function" | "function*" | "async" => line.contains('('),
        "class" | "interface" | "enum" => line.contains('{'),
        "type" => line.contains('='),
        _ => true,
    }
}

/// How long an import is after its first word, up to the quotation mark that ends it: `a from "b"`, `{ a, b } from 'c'`, `* as a from "b"`,
/// `"a.css"`.
fn import(what: &str) -> Option<usize> {
    let opening = what.find(['"', '\''])?;
    let names = &what[..opening];
    let bare = names.trim();
    let listed = bare.strip_suffix("from").map(str::trim_end);
    let is_names = listed.is_some_and(|names| {
        let outside = names.split('{').next().unwrap_or_default();
        let words = outside.trim_start_matches("type ").replace("* as", "").replace(',', " ");
        let one = words.split_whitespace().count() <= 1;
        let spelled = |c: char| c.is_alphanumeric() || c.is_whitespace() || "_$,{}*".contains(c);
        one && !names.is_empty() && names.chars().all(spelled) && !outside.contains('\n')
    });
    let quote = what[opening..].chars().next()?;
    let length = what[opening + 1..].find([quote, '\n']).filter(|ix| what[opening + 1 + ix..].starts_with(quote))?;
    let end = opening + 1 + length + 1;
    let rest = what[end..].split('\n').next().unwrap_or_default().trim();
    let alone = rest.is_empty() || rest.starts_with(';') || rest.starts_with("//") || rest.starts_with("with ");
    ((is_names || bare.is_empty()) && alone).then_some(end)
}

/// How long an export is: to the first blank line on which all its brackets are closed, to the end where they never are.
fn block(statement: &str) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    let mut template = false;
    for line in statement.split_inclusive('\n') {
        if line.trim().is_empty() && depth == 0 && !template {
            return at;
        }
        at += line.len();
        let mut quote = template.then_some('`');
        let mut escaped = false;
        for c in line.chars() {
            match (quote, c) {
                _ if escaped => escaped = false,
                (Some(_), '\\') => escaped = true,
                (Some(open), c) if open == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'' | '`') => quote = Some(c),
                (None, '{' | '(' | '[') => depth += 1,
                (None, '}' | ')' | ']') => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        template = quote == Some('`');
    }
    statement.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str, path: &str) -> String {
        hide_modules(text, 0, path).unwrap_or_else(|| text.to_owned()).trim().to_owned()
    }

    #[test]
    fn statements_of_a_module_go() {
        for statement in [
            "import A from \"./a\"",
            "import { A, b as c } from 'a';",
            "import {\n  A,\n  B,\n} from \"a\"",
            "import A, { type B } from \"a\"",
            "import * as a from \"a\" // why",
            "import \"./a.css\";",
            "import type { A } from 'a'",
        ] {
            for path in ["a.mdx", "a.md"] {
                assert_eq!(left(&format!("{statement}\n\nText.\n"), path), "Text.", "{statement}");
            }
        }
        for statement in [
            "export const a = {\n  b: \"it's\",\n\n  c: `x\n\n}`,\n}",
            "export const a =\n  1",
            "export default function A({ b }) {\n  return <p>{b}</p>\n}",
            "export default A",
            "export { a } from './b'",
            "export function a() {\n\n  b()\n}",
        ] {
            assert_eq!(
                left(&format!("Text.\n\n{statement}\n\nMore.\n"), "a.MDX").split_whitespace().collect::<String>(),
                "Text.More.",
                "{statement}"
            );
        }
        assert_eq!(left("import A from 'a'\nimport B from 'b'\n\nexport const c = 1\n\nText.", "a.md"), "Text.");
    }

    #[test]
    fn prose_and_code_stay() {
        for text in [
            "import the certificate from the vault\n\nText.",
            "import the certificate from \"the vault\"\n\nText.",
            "Import A from \"a\"\n\nText.",
            "export the report to CSV\n\nText.",
            "export default settings to the file\n\nText.",
            "```\nimport A from \"a\"\n\nexport const b = 1\n```",
            "We then\nimport A from \"a\"\nagain.",
            "    import A from \"a\"\n\nText.",
        ] {
            for path in ["a.mdx", "a.md"] {
                assert_eq!(left(text, path), text.trim(), "{text}");
            }
        }
        for text in ["Text.\n\nimport A from \"a\"\n", "export const a = 1\n\nText.", "import A from \"a\"\nText."] {
            assert_eq!(left(text, "a.md"), text.trim());
        }
    }
}
