//! Code becomes HTML with a dozen short classes, by syntect's grammars.
//!
//! Classes rather than inline styles, and few of them: the theme colours `k`, `s`, `c` and the like, and a page stays small.

use std::cell::RefCell;
use std::sync::LazyLock;

use syntect::easy::ScopeRegionIterator;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::cache::KnownValues;
use crate::markup::escape::escape_into;
use crate::markup::known_lines::KnownLines;

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

/// Where a grammar stands between two lines.
type GrammarState = (ParseState, ScopeStack);

/// A piece of a line: its length, its class, and whether it is nothing but white space.
type LinePiece = (u32, Option<u8>, bool);

thread_local! {
    /// What grammars made of lines: most code has lines that other code has too. States of grammars cannot leave their thread.
    static LINES: RefCell<KnownLines<GrammarState, Vec<LinePiece>>> = RefCell::default();
}

/// Longer code is shown as it is: a pathological file must not hold up a build.
const LONGEST_BLOCK: usize = 128 * 1024;

const LONGEST_LINE: usize = 1_000;

/// Grammars that look for the end of white space do so again from each of its places.
const LONGEST_GAP: usize = 160;

/// The inside of a `<code>` element. Unknown languages and very long code are escaped and nothing more. What is `known` of blocks saves
/// work; it holds the lengths of pieces and the places of their classes, and none of the code.
pub(crate) fn highlight(language: &str, code: &str, known: &KnownValues) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let syntax = syntax(language).filter(|_| code.len() <= LONGEST_BLOCK && code.lines().all(is_tame));
    let stretches = syntax.and_then(|syntax| {
        let make = || encoded(stretches(syntax, code).as_deref());
        decoded(&known.of(&[syntax.name.as_bytes(), code.as_bytes()], make), code)
    });
    match stretches {
        Some(stretches) => write(&stretches, code, &mut html),
        None => escape_into(code, &mut html),
    }
    html
}

/// A stretch of code of one class: its length, and the class by its place among [`CLASSES`]; `None` for none.
type Stretch = (u32, Option<u8>);

/// Stretches as bytes; nothing where there are none because the grammar failed.
fn encoded(stretches: Option<&[Stretch]>) -> Vec<u8> {
    stretches.and_then(|stretches| postcard::to_stdvec(stretches).ok()).unwrap_or_default()
}

/// Stretches from bytes, if they are of `code`.
fn decoded(bytes: &[u8], code: &str) -> Option<Vec<Stretch>> {
    let stretches: Vec<Stretch> = postcard::from_bytes(bytes).ok()?;
    let mut at = 0;
    let fits = stretches.iter().all(|&(length, class)| {
        at += length as usize;
        code.is_char_boundary(at) && class.is_none_or(|class| usize::from(class) < CLASSES.len())
    });
    (fits && at == code.len()).then_some(stretches)
}

fn write(stretches: &[Stretch], code: &str, html: &mut String) {
    let mut at = 0;
    for &(length, class) in stretches {
        let text = &code[at..at + length as usize];
        at += length as usize;
        match class {
            Some(class) => {
                html.push_str("<span class=\"");
                html.push_str(CLASSES[usize::from(class)].1);
                html.push_str("\">");
                escape_into(text, html);
                html.push_str("</span>");
            }
            None => escape_into(text, html),
        }
    }
}

fn is_tame(line: &str) -> bool {
    let mut gap = 0;
    line.len() <= LONGEST_LINE
        && line.bytes().all(|byte| {
            gap = if byte.is_ascii_whitespace() { gap + 1 } else { 0 };
            gap <= LONGEST_GAP
        })
}

/// The stretches of code: two beside each other are of different classes, and white space goes with what stands before it.
fn stretches(syntax: &SyntaxReference, code: &str) -> Option<Vec<Stretch>> {
    LINES.with_borrow_mut(|known| {
        let mut state = known.state((ParseState::new(syntax), ScopeStack::new()));
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut left = u32::try_from(code.len()).ok()?;
        for line in code.split_inclusive('\n') {
            let ended;
            let line = if line.ends_with('\n') {
                line
            } else {
                ended = format!("{line}\n");
                &ended
            };
            let (pieces, next) = known.step(state, line, |state| pieces(state, line))?;
            state = next;
            for &(length, class, is_blank) in &*pieces {
                // The line end that the last line was given is none of the code.
                let length = length.min(left);
                left -= length;
                if length == 0 {
                    continue;
                }
                let open = stretches.last().and_then(|(_, class)| *class);
                let class = if is_blank { open } else { class };
                match stretches.last_mut() {
                    Some((so_far, last)) if is_same(*last, class) => *so_far += length,
                    _ => stretches.push((length, class)),
                }
            }
        }
        Some(stretches)
    })
}

/// The pieces of a line that a grammar comes to in a state, and the state behind it.
fn pieces((mut state, mut stack): GrammarState, line: &str) -> Option<(Vec<LinePiece>, GrammarState)> {
    let parsed = state.parse_line(line, &SYNTAXES).ok()?;
    let mut pieces = Vec::with_capacity(parsed.len() + 1);
    for (text, op) in ScopeRegionIterator::new(&parsed, line) {
        stack.apply(op).ok()?;
        if !text.is_empty() {
            let is_blank = text.trim().is_empty();
            let class = if is_blank { None } else { class(&stack) };
            pieces.push((u32::try_from(text.len()).ok()?, class, is_blank));
        }
    }
    Some((pieces, (state, stack)))
}

/// Whether two classes look the same: several scopes share a letter.
fn is_same(a: Option<u8>, b: Option<u8>) -> bool {
    let letter = |class: Option<u8>| class.map(|class| CLASSES[usize::from(class)].1);
    letter(a) == letter(b)
}

/// The first class that the innermost scopes begin with.
fn class(stack: &ScopeStack) -> Option<u8> {
    let place = |scope: &Scope| CLASSES.iter().position(|(prefix, _)| prefix.is_prefix_of(*scope));
    stack.scopes.iter().rev().find_map(place).and_then(|place| u8::try_from(place).ok())
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
            highlight("yaml", "a: 1 # <b>\n", &KnownValues::default()),
            "<span class=\"t\">a</span>: <span class=\"n\">1 </span><span class=\"c\"># &lt;b&gt;\n</span>"
        );
        assert_eq!(highlight("nonesuch", "a < b", &KnownValues::default()), "a &lt; b");
    }

    #[test]
    fn what_is_known_of_a_block_is_only_believed_of_that_block() {
        let code = "a: 1 # é\nb: 2";
        let stretches = stretches(syntax("yaml").unwrap(), code).unwrap();
        assert_eq!(stretches.iter().map(|(length, _)| *length as usize).sum::<usize>(), code.len());
        let bytes = encoded(Some(&stretches));
        assert_eq!(decoded(&bytes, code), Some(stretches));
        assert_eq!(decoded(&bytes, "a: 1 # e\nb: 2"), None);
        assert_eq!(decoded(&encoded(Some(&[(9, None), (6, Some(200))])), code), None);
        assert_eq!(decoded(&encoded(Some(&[(8, None), (7, None)])), code), None);
        assert_eq!(decoded(&encoded(None), code), None);
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
