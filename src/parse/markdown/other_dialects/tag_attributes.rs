//! The attributes of another tool's tag become what its author says in them: words, a picture, a path, a size.

use crate::model::Span;

/// The size in a picture that its address follows, `[words](target =300x200 "title")`, with the gap before it: where it stands.
pub(super) fn size_of_picture(text: &str) -> Option<Span> {
    let middle = text.find("](").filter(|middle| !text[1..*middle].contains(['[', '\n']))?;
    let mut at = middle + 2;
    let mut found = None;
    loop {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let start = at + gap;
        let part = &text[start..];
        let length = match part.chars().next()? {
            ')' => return found,
            '\n' => return None,
            quote @ ('"' | '\'') => part[1..].find(quote)? + 2,
            '<' => part.find('>')? + 1,
            _ => part.find([' ', '\t', ')', '\n'])?,
        };
        // The target comes first.
        if gap > 0 && at > middle + 2 && is_size(&part[..length]) {
            found = Some(at..start + length);
        }
        at = start + length;
    }
}

/// `=300x200`, `=300x`, `=x200`, `=300`, `=50%`.
fn is_size(word: &str) -> bool {
    let digits = |part: &str| part.trim_end_matches(['%', 'p']).bytes().all(|b| b.is_ascii_digit());
    let Some(size) = word.strip_prefix('=').filter(|size| size.contains(|c: char| c.is_ascii_digit())) else {
        return false;
    };
    size.split_once('x').map_or_else(|| digits(size), |(wide, high)| digits(wide) && digits(high))
}

/// Obsidian's picture in a link, `[![[p.png|words]]](target)`: the picture as Markdown has it, and how long what it stands for is.
pub(super) fn wiki_picture(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix("[![[")?;
    let inside = &inside[..inside.find("]]](")?];
    let (target, words) = inside.split_once('|').unwrap_or((inside, ""));
    let is_plain = !inside.contains(['[', ']', '<', '>', '\n']);
    is_plain.then(|| (format!("[![{words}](<{target}>)"), "[![[".len() + inside.len() + "]]".len()))
}

/// A picture of MDX whose file a module gives, `<img src={require('./p.png').default} alt="words" />`: as Markdown, and its length.
pub(super) fn required_picture(text: &str) -> Option<(String, usize)> {
    let named = text.starts_with("<img ") || text.starts_with("<Image ");
    let length = text.find('>').filter(|_| named)? + 1;
    let tag = &text[..length];
    let given = ["={require(", "={useBaseUrl("].iter().find_map(|mark| tag.split_once(mark))?.1;
    let quote = given.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (path, _) = given[1..].split_once(quote)?;
    let is_plain = is_picture_path(path) && !path.contains(['<', '\n']);
    is_plain.then(|| (format!("![{}](<{path}>)", said(tag).replace(['[', ']'], "")), length))
}

/// The path in `{{ "/a.png" | relative_url }}`.
pub(super) fn filtered_path(inside: &str) -> Option<String> {
    let quote = inside.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (path, filter) = inside[1..].split_once(quote)?;
    let filter = filter.trim().strip_prefix('|')?.trim();
    let of_site = ["relative_url", "absolute_url", "prepend: site.", "url"];
    of_site.iter().any(|known| filter.starts_with(known)).then(|| path.replace(' ', "%20"))
}

/// Keys of a tag's attributes that hold what its author says.
const SAYS: [&str; 9] = ["title", "content", "text", "message", "body", "caption", "note", "description", "alt"];

/// What the attributes of a tag say, each once.
pub(super) fn said(inside: &str) -> String {
    let mut all: Vec<&str> = Vec::new();
    for value in SAYS.iter().filter_map(|key| attribute(inside, key)).map(str::trim) {
        if !value.is_empty() && !all.contains(&value) {
            all.push(value);
        }
    }
    all.join(" – ")
}

/// The picture that a tag shows, with its words.
pub(super) fn picture(inside: &str) -> Option<String> {
    let keys = ["src", "url", "image", "image_path", "path", "file", "link"];
    let src = keys.iter().filter_map(|key| attribute(inside, key)).find(|path| is_picture_path(path))?;
    Some(format!("![{}](<{src}>)", said(inside).replace(['[', ']'], "")))
}

/// Whether a path is a picture's.
pub(super) fn is_picture_path(path: &str) -> bool {
    const KINDS: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"];
    KINDS.iter().any(|kind| path.to_ascii_lowercase().ends_with(kind))
}

/// The value of an attribute in quotation marks.
pub(super) fn attribute<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {key}="))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}
