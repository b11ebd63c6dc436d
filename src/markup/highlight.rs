//! Code becomes HTML with a dozen short classes, by syntect's grammars.
//!
//! Classes rather than inline styles, and few of them: the theme colours `k`, `s`, `c` and the like, and a page stays small.

use std::sync::LazyLock;

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::markup::escape::escape_into;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// From scopes to classes; the first that the innermost scopes begin with wins.
static CLASSES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let table = [
        ("comment", "c"),
        ("punctuation.definition.comment", "c"),
        ("string", "s"),
        ("punctuation.definition.string", "s"),
        ("constant.numeric", "n"),
        ("constant.character.escape", "e"),
        ("constant", "l"),
        ("keyword.operator", "o"),
        ("keyword", "k"),
        ("storage", "k"),
        ("entity.name.function", "f"),
        ("support.function", "f"),
        ("variable.function", "f"),
        ("entity.name.tag", "t"),
        ("entity.other.attribute-name", "a"),
        ("entity.name.section", "h"),
        ("entity.name", "y"),
        ("support.type", "y"),
        ("support.class", "y"),
        ("variable.parameter", "v"),
        ("variable.other.readwrite", "v"),
        ("markup.inserted", "i"),
        ("markup.deleted", "d"),
        ("markup.heading", "h"),
        ("meta.diff.range", "h"),
        ("meta.diff.header", "h"),
    ];
    table.into_iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, class))).collect()
});

/// Longer code is shown as it is: a pathological file must not hold up a build.
const LONGEST_BLOCK: usize = 128 * 1024;

const LONGEST_LINE: usize = 1_000;

/// Grammars that look for the end of white space do so again from each of its places.
const LONGEST_GAP: usize = 160;

/// The inside of a `<code>` element. Unknown languages and very long code are escaped and nothing more.
pub(crate) fn highlight(language: &str, code: &str) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let syntax = syntax(language).filter(|_| code.len() <= LONGEST_BLOCK && code.lines().all(is_tame));
    if syntax.is_none_or(|syntax| write_highlighted(syntax, code, &mut html).is_none()) {
        html.clear();
        escape_into(code, &mut html);
    }
    html
}

fn is_tame(line: &str) -> bool {
    let mut gap = 0;
    line.len() <= LONGEST_LINE
        && line.bytes().all(|byte| {
            gap = if byte.is_ascii_whitespace() { gap + 1 } else { 0 };
            gap <= LONGEST_GAP
        })
}

fn write_highlighted(syntax: &SyntaxReference, code: &str, html: &mut String) -> Option<()> {
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut open = "";
    for line in code.split_inclusive('\n') {
        let ended;
        let line = if line.ends_with('\n') {
            line
        } else {
            ended = format!("{line}\n");
            &ended
        };
        let parsed = state.parse_line(line, &SYNTAXES).ok()?;
        for (text, op) in ScopeRegionIterator::new(&parsed, line) {
            stack.apply(op).ok()?;
            if text.is_empty() {
                continue;
            }
            let class = if text.trim().is_empty() { open } else { class(&stack) };
            if class != open {
                close(open, html);
                if !class.is_empty() {
                    html.push_str("<span class=\"");
                    html.push_str(class);
                    html.push_str("\">");
                }
                open = class;
            }
            escape_into(text, html);
        }
    }
    close(open, html);
    if !code.ends_with('\n') && html.ends_with('\n') {
        html.pop();
    }
    Some(())
}

fn close(open: &str, html: &mut String) {
    if !open.is_empty() {
        html.push_str("</span>");
    }
}

fn class(stack: &ScopeStack) -> &'static str {
    let classes = &*CLASSES;
    for scope in stack.scopes.iter().rev() {
        if let Some((_, class)) = classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)) {
            return class;
        }
    }
    ""
}

/// The grammar for a language, by the names that people have for it.
fn syntax(language: &str) -> Option<&'static SyntaxReference> {
    let word = language.to_lowercase();
    // What a template is written in is said after a plus.
    let word = if word.ends_with('+') { &word } else { word.split('+').next().unwrap_or_default() };
    let token = match word {
        "" | "text" | "txt" | "plain" | "plaintext" | "log" | "logs" | "output" | "mermaid" => return None,
        "console" | "shell" | "shell-session" | "shellsession" | "sh-session" | "bash-session" | "terminal" | "zsh"
        | "ksh" | "shellscript" | "shell-script" => "bash",
        "golang" => "go",
        "hcl" | "terraform" | "tf" | "tofu" => "tf",
        "k8s" | "helm" | "kubernetes" => "yaml",
        "py3" | "python3" | "ipython" | "ipython3" | "pycon" => "python",
        "jsonc" | "json5" | "jsonl" | "ndjson" => "json",
        "docker" | "containerfile" => "dockerfile",
        "conf" | "cfg" | "properties" | "dotenv" | "systemd" => "ini",
        "node" | "javascript" | "jsx" | "mjs" | "cjs" => "js",
        "psql" | "postgres" | "postgresql" | "mysql" | "plsql" | "tsql" | "pgsql" => "sql",
        "patch" => "diff",
        "c++" | "cxx" => "cpp",
        "csharp" | "c#" | "dotnet" => "cs",
        "fsharp" | "f#" => "fs",
        "pwsh" | "posh" | "ps" => "powershell",
        "make" | "mk" => "makefile",
        "protobuf" => "proto",
        "batch" | "cmd" => "bat",
        "apacheconf" => "apache",
        other => other,
    };
    SYNTAXES.find_syntax_by_token(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_becomes_short_classes() {
        assert_eq!(
            highlight("yaml", "a: 1 # <b>\n"),
            "<span class=\"t\">a</span>: <span class=\"n\">1 </span><span class=\"c\"># &lt;b&gt;\n</span>"
        );
        assert_eq!(highlight("nonesuch", "a < b"), "a &lt; b");
    }

    #[test]
    fn every_promised_language_has_a_grammar() {
        let promised = [
            "bash",
            "console",
            "yaml",
            "json",
            "toml",
            "hcl",
            "terraform",
            "python",
            "go",
            "rust",
            "java",
            "kotlin",
            "javascript",
            "typescript",
            "sql",
            "dockerfile",
            "nginx",
            "ini",
            "diff",
            "ruby",
            "php",
            "c",
            "c++",
            "xml",
            "html",
            "css",
            "csharp",
            "yaml+jinja",
            "shell-session",
            "tf",
            "Dockerfile",
            "powershell",
            "makefile",
        ];
        let missing: Vec<_> = promised.into_iter().filter(|language| syntax(language).is_none()).collect();
        assert_eq!(missing, Vec::<&str>::new());
    }
}
