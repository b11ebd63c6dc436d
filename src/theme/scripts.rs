//! A script of the theme becomes what is published of it: without comments that have lines of their own, blank lines and indentation.
//!
//! Nothing is parsed and nothing is renamed. A script in which the beginning of a line may be part of a text is left as it is.

/// The script without what only the readers of its source need; licences (`/*! … */`) stay.
///
/// White space means something where a text in back quotes, a comment behind code, or a line that ends in `\` goes on in the next
/// line. Where a line may be one of these, the whole script is returned unchanged: it works, and is only longer.
pub(crate) fn stripped(script: &str) -> String {
    code(script).unwrap_or_else(|| script.to_owned())
}

fn code(script: &str) -> Option<String> {
    let mut kept = String::with_capacity(script.len());
    let mut keep = |line: &str| {
        kept.push_str(line);
        kept.push('\n');
    };
    // Inside of a comment: whether it stays.
    let mut comment: Option<bool> = None;
    for line in script.lines().map(str::trim) {
        if comment.is_none() && line.starts_with("/*") {
            comment = Some(line.starts_with("/*!"));
        }
        match comment {
            Some(stays) => {
                let end = line.find("*/");
                if end.is_some_and(|end| end + 2 < line.len()) {
                    return None; // Code behind a comment.
                }
                if stays {
                    keep(line);
                }
                comment = comment.filter(|_| end.is_none());
            }
            None if line.is_empty() || line.starts_with("//") => {}
            None if goes_on(line) => return None,
            None => keep(line),
        }
    }
    Some(kept)
}

/// Whether a line of code may go on in the next one, white space and all.
fn goes_on(line: &str) -> bool {
    let comment = line.rfind("/*").is_some_and(|open| !line[open..].contains("*/"));
    line.ends_with('\\') || comment || (line.contains('`') && quoted(line))
}

/// Whether a line ends, as far as one can tell from it alone, inside of a text.
fn quoted(line: &str) -> bool {
    // What is open: a text in back quotes, or code inside of one with so many braces.
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, open.last_mut()) {
            ('\\', _) => _ = chars.next(),
            ('`', Some(None)) => _ = open.pop(),
            ('$', Some(None)) if chars.next_if_eq(&'{').is_some() => open.push(Some(1)),
            (_, Some(None)) => {}
            ('`', _) => open.push(None),
            ('\'' | '"', _) if !chars.by_ref().any(|end| end == c) => return true,
            ('/', None) if chars.peek() == Some(&'/') => break,
            ('{', Some(Some(braces))) => *braces += 1,
            ('}', Some(Some(1))) => _ = open.pop(),
            ('}', Some(Some(braces))) => *braces -= 1,
            _ => {}
        }
    }
    let quotes = line.matches('`').count() - line.matches("\\`").count();
    !open.is_empty() || quotes % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_their_own_lines_blank_lines_and_indentation_go() {
        let script = "/* What it does,\n   and why. */\n(() => {\n  // A remark.\n  const a = 'x // y'; // stays\n\n  /** One line. */\n\tf(`a ${a}`);\n})();\n";
        assert_eq!(stripped(script), "(() => {\nconst a = 'x // y'; // stays\nf(`a ${a}`);\n})();\n");
    }

    #[test]
    fn a_licence_stays() {
        let script = "/*! Somebody,\n * some licence. */\n/* Ours. */\n  f();\n";
        assert_eq!(stripped(script), "/*! Somebody,\n* some licence. */\nf();\n");
    }

    #[test]
    fn a_script_is_left_alone_where_the_beginning_of_a_line_may_mean_something() {
        for line in ["`one", "f(`a ${ `", "'one \\", "f(); /* one", "/* one */ f();", "/`/.test(a)", "/['`]/.test(`a`)"]
        {
            let script = format!("// What it does.\n  {line}\n    two\n");
            assert_eq!(stripped(&script), script);
        }
    }

    #[test]
    fn texts_that_end_in_their_line_are_no_reason() {
        assert_eq!(stripped("  f('/* */');\n"), "f('/* */');\n");
        assert_eq!(stripped("  f(`\\``, {\n  });\n"), "f(`\\``, {\n});\n");
        assert_eq!(
            stripped("  f({ a: `${{ b: 1 }.b}` }, `${c}`); // don't\n"),
            "f({ a: `${{ b: 1 }.b}` }, `${c}`); // don't\n"
        );
    }

    #[test]
    fn the_scripts_of_the_built_in_theme_become_shorter() {
        let scripts = [
            include_str!("../../themes/default/js/cards.js"),
            include_str!("../../themes/default/js/filters.js"),
            include_str!("../../themes/default/js/follow-ups.js"),
            include_str!("../../themes/default/js/paths.js"),
            include_str!("../../themes/default/js/reading.js"),
            include_str!("../../themes/default/js/search.js"),
            include_str!("../../themes/default/js/search-page.js"),
        ];
        for script in scripts {
            let stripped = stripped(script);
            assert!(
                stripped.len() < script.len() && !stripped.contains("\n  "),
                "{}",
                script.lines().next().unwrap_or_default()
            );
        }
    }
}
