//! What a mark is: whom it names, where it stands, and what ends the part it begins.

/// A mark, without its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AudienceMark {
    /// Who it names; empty when that cannot be read.
    pub(super) name: String,
    /// What ends the part.
    pub(super) ends: Ends,
    /// Whether it is no mark in a code block that is closed: what it looks like has other meanings there.
    pub(super) loose: bool,
}

/// What ends a restricted part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ends {
    /// Its own line does.
    Line,
    /// A line of so many colons.
    Colons(usize),
    /// The next heading of this level or above.
    Heading(usize),
    /// The section it stands in, after the end that the mark's syntax has.
    Section(Own),
}

/// The end that a mark has by its own syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Own {
    /// None: nobody knows how far it reaches.
    None,
    /// None, and it may be about the block above it: a list of attributes.
    Attributes,
    /// That of the indented lines, the quotation or the code block that it begins.
    Block,
    /// The tag that closes this element.
    Tag(String),
    /// Words that close it.
    ClosingWords(ClosingWords),
}

/// Words that close what a mark opens, without white space, hyphens and underscores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ClosingWords {
    /// One of these closes it.
    pub(super) closing: Vec<String>,
    /// What opens another one.
    pub(super) again: Option<&'static str>,
    /// The last line that may hold them; none where a mark without them is one that was never closed.
    pub(super) last: Option<usize>,
    /// Whether a mark without them is one that was never closed.
    pub(super) needed: bool,
}

/// What is known of a file before its lines are read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Closed {
    /// It holds `</audience`.
    pub(super) tag: bool,
    /// The last line that holds `[/audience`.
    pub(super) bracket: Option<usize>,
    /// The last line that may be a comment which closes a part.
    pub(super) comment: Option<usize>,
}

/// A mark and where it stands.
pub(super) struct Placed {
    pub(super) mark: AudienceMark,
    /// The line it begins in.
    pub(super) line: usize,
    /// The line that the word stands in.
    pub(super) word: usize,
    /// The length of what stands before it in its line, of quotations and lists.
    pub(super) prefix: usize,
}

pub(super) fn section(name: String, own: Own, loose: bool) -> Option<AudienceMark> {
    Some(AudienceMark { name, ends: Ends::Section(own), loose })
}

/// The places of `needle` in `line` that speak for themselves.
pub(super) fn places<'l>(
    line: &'l str,
    needle: &'l str,
    free: &'l dyn Fn(usize) -> bool,
) -> impl Iterator<Item = usize> + 'l {
    line.match_indices(needle).map(|(at, _)| at).filter(|at| free(*at))
}

/// The first thousand bytes of a text, more than a mark is long: a line may be a whole page, and every brace in it begins something.
pub(super) fn short(text: &str) -> &str {
    (0..4).find_map(|less| text.get(..1_000 - less)).unwrap_or(text)
}
