//! A line that stands for the contents of its page in another tool is one that ours leaves out: the page has its own.

use crate::parse::markdown::other_dialects::DialectWriter;

impl DialectWriter<'_> {
    /// Whether a line stands for the page's own contents.
    pub(super) fn is_contents_mark(&mut self, ix: usize, bare: &str) -> bool {
        let is_blank =
            |ix: Option<usize>| ix.and_then(|ix| self.lines.get(ix)).is_none_or(|line| line.trim().is_empty());
        let next = self.lines.get(ix + 1).map(|line| line.trim());
        let is_list = bare.len() > 1 && bare.starts_with(['*', '-', '1']) && matches!(next, Some("{:toc}" | "{: toc}"));
        let marks = [
            "[TOC]",
            "[toc]",
            "[ToC]",
            "[[ToC]]",
            "[[TOC]]",
            "[[toc]]",
            "[[_TOC_]]",
            "[[_TOSP_]]",
            "${toc}",
            "{:toc}",
            "{{toc}}",
            "@[toc]",
        ];
        let is_mark = marks.contains(&bare) && is_blank(ix.checked_sub(1)) && is_blank(Some(ix + 1));
        if is_list {
            self.skip = 1;
        }
        is_list || is_mark
    }
}
