//! The attributes of another tool's tag become what its author says in them: words, a picture, a path, a size.

/// A picture of Azure's wikis, `[words](target =300x200)`: how much of it is kept, and where its closing bracket begins.
pub(super) fn sized(text: &str) -> Option<(usize, usize)> {
    let middle = text.find("](").filter(|middle| !text[1..*middle].contains(['[', '\n']))?;
    let end = middle + text[middle..].find([')', '\n'])?;
    let target = text[middle + 2..end].trim_end();
    let (path, size) = target.rsplit_once(" =")?;
    let (wide, high) = size.split_once('x')?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b'%');
    let is_size = digits(wide) && digits(high) && size.len() > 1 && !path.trim().contains(' ');
    (is_size && text[end..].starts_with(')')).then(|| (middle + 2 + path.trim_end().len(), end))
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
    const KINDS: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"];
    let keys = ["src", "url", "image", "image_path", "path", "file", "link"];
    let is_picture = |path: &&str| KINDS.iter().any(|kind| path.to_ascii_lowercase().ends_with(kind));
    let src = keys.iter().filter_map(|key| attribute(inside, key)).find(is_picture)?;
    Some(format!("![{}](<{src}>)", said(inside).replace(['[', ']'], "")))
}

/// The value of an attribute in quotation marks.
pub(super) fn attribute<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {key}="))?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}
