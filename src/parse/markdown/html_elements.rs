//! The name of a tag becomes what the tag is: an element of HTML, the end of a line or of a block, or words that only look like a tag.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether a tag's name is of no element of HTML: `<your-name>` is there to be read.
pub(crate) fn is_placeholder(raw: &str) -> bool {
    let name = name(raw);
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && !ELEMENTS.contains(name.as_str())
}

/// Whether a tag is the end of a line.
pub(crate) fn is_line_break(raw: &str) -> bool {
    name(raw) == "br"
}

/// Whether what stands before a tag and what stands after it are different words, as a page shows them.
pub(crate) fn parts_words(raw: &str) -> bool {
    BLOCKS.contains(&name(raw).as_str())
}

/// The length of a tag after its `<`, up to the `>` that ends it.
pub(crate) fn tag_length(tag: &str) -> usize {
    let mut quote = None;
    let end = tag.bytes().position(|byte| {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        byte == b'>' && quote.is_none()
    });
    end.unwrap_or(tag.len())
}

/// The name after `<` or `</`, in small letters.
pub(crate) fn name(raw: &str) -> String {
    let name = raw.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
    name[..end].to_ascii_lowercase()
}

/// Elements that are of no text: they stand only around a whole page, or have no end.
pub(crate) const OF_NO_TEXT: [&str; 7] = ["plaintext", "html", "head", "body", "base", "frameset", "frame"];

/// Elements in which no page shows text, and which take all that follows where they have no end.
pub(crate) const EATS_THE_REST: [&str; 15] = [
    "script",
    "style",
    "iframe",
    "object",
    "noscript",
    "template",
    "svg",
    "math",
    "select",
    "title",
    "textarea",
    "noembed",
    "noframes",
    "xmp",
    "plaintext",
];

/// Elements whose inside is no HTML.
pub(crate) const RAW_TEXT: [&str; 9] =
    ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp", "plaintext"];

/// The elements of HTML, those of old included.
static ELEMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| NAMES.split(' ').collect());

const NAMES: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body \
    br button canvas caption center cite code col colgroup command content data datalist dd del details dfn dialog dir div dl dt \
    element em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i \
    iframe image img input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta \
    meter multicol nav nextid nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre \
    progress q rb rp rt rtc ruby s samp script search section select shadow slot small source spacer span strike strong style \
    sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp";

/// The elements that begin a line of their own, or a cell.
const BLOCKS: [&str; 54] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
    "audio",
    "iframe",
    "object",
    "embed",
];
